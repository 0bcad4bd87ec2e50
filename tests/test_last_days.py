"""A day that has passed is told of in the past tense, nobody is advised to keep it, and a first day says by what."""

from datetime import date

import vka
from engine.answer import Answer
from engine.ask import ask
from tests.helpers import ROOT, answered, approvals, breach, case, contract, notice, plain

NEW_YEAR = date(2026, 1, 1)
KEEP = "La varselet være fremme innen den tidligste av dagene."


def asked(question: str, on: date, *statements: str) -> Answer:
    """The answer where both councils have approved, and the statements are told."""
    return answered(case(*approvals(), *statements, complete=on), question, on)


def advised(answer: Answer) -> bool:
    """Is the reader told to keep the earliest of the days?"""
    return any(text.startswith(KEEP) for text in answer.advice)


def test_the_safe_day_has_passed_and_the_other_is_today() -> None:
    """One day is past, one is today: each in its own tense, and no advice to keep the one that is gone."""
    answer = asked("Kan Ibestad tre ut 1.1.2027?", NEW_YEAR)
    said = plain(answer.sentences[0])
    assert said == (
        "Oppsigelsen måtte være mottatt senest 31.12.2025; etter lesningen «kalenderdato» holder også 1.1.2026, i dag."
    )
    assert not advised(answer)


def test_both_days_have_passed() -> None:
    """Then both are told of in the past tense."""
    said = plain(asked("Kan Ibestad tre ut 1.1.2027?", date(2026, 3, 1)).sentences[0])
    assert "måtte være mottatt senest 31.12.2025; etter lesningen «kalenderdato» holdt også 1.1.2026." in said


def test_while_the_safe_day_is_to_come_it_is_advised() -> None:
    """What can be kept is worth keeping."""
    answer = asked("Når må Ibestad senest si opp for å tre ut 1.1.2028?", date(2026, 11, 1))
    assert advised(answer)
    assert any("Hold 31.12.2026" in text for text in answer.sentences)


def test_of_a_last_day_half_past_no_day_is_to_be_kept() -> None:
    """On 1.1.2026 the day that held on every reading is gone."""
    answer = asked("Når må Ibestad senest si opp for å tre ut 1.1.2027?", NEW_YEAR)
    assert any("31.12.2025 er passert; ingen dag som er igjen" in plain(text) for text in answer.sentences)
    assert not advised(answer)
    assert not any("Hold 31.12.2025" in text for text in answer.sentences)


def test_of_last_days_that_are_past_the_safe_one_is_told() -> None:
    """Which day would have held is told; it is not asked of anybody."""
    answer = asked("Når må Ibestad senest si opp for å tre ut 1.1.2027?", date(2026, 3, 1))
    assert plain(answer.sentences[0]) == "31.12.2025 holdt etter alle lesninger."
    assert "Fristen er ute." in answer.sentences


def test_a_route_no_power_names_stands_where_its_act_does() -> None:
    """Where no declared power begins it, the clause is that of the act, never the preamble."""
    loaded = vka.load(ROOT / "agreements" / "ikt_nordhordland.vka")
    told = vka.load_case(ROOT / "agreements" / "saker" / "nordhordland_ingen_har_sagt_opp.sak", loaded)
    answer = loaded.ask("Kan Vaksdal gå ut av samarbeidet 1.1.2026?", case=told, on=date(2023, 6, 1))
    assert isinstance(answer, Answer)
    assert {route.clause for route in answer.routes} == {"16"}


def test_no_advice_on_when_to_give_a_notice_that_is_given() -> None:
    """The notice has come; when it should have come is of no use now. What to do about its form may still be."""
    answer = asked("Når er Ibestad ute?", date(2024, 1, 15), notice(date(2024, 1, 1)))
    assert any(use.point == "i-tide" for use in answer.readings)
    assert not advised(answer)
    alone = asked("Når er Ibestad ute?", date(2024, 1, 15), notice(date(2024, 1, 1), organ="kommunedirektøren"))
    assert any(text.startswith("La kommunestyret vedta oppsigelsen") for text in alone.advice)


def test_the_next_day_goes_by_what_is_left() -> None:
    """Of the days for the next exit, the one that has passed is told as that."""
    answer = asked("Kan Ibestad tre ut 1.6.2026?", NEW_YEAR)
    said = next(plain(text) for text in answer.sentences if text.startswith("Neste mulige dag"))
    assert said.endswith("med oppsigelse mottatt senest 1.1.2026 (omstridt; 31.12.2025 er passert).")


def test_the_day_of_asking_is_no_deadline() -> None:
    """Clause 12 sets no limit: asked about no day, today is not the last."""
    answer = asked("Kan Ibestad heve?", date(2024, 3, 10), breach(date(2024, 3, 4), "Harstad"))
    assert answer.deadlines == ()
    assert [act.latest for route in answer.routes for act in route.acts] == [None]


def test_anothers_breach_is_supposed_and_no_step() -> None:
    """Where a breach has been told of, a further one is no way; where none has, it is what the demand supposes."""
    told = asked("Kan Ibestad heve?", date(2024, 3, 10), breach(date(2024, 3, 4), "Harstad"))
    assert [route.control for route in told.routes] == ["skjønn"]
    none = asked("Kan Ibestad tre ut 1.1.2028?", date(2026, 11, 1))
    supposed = next(route for route in none.routes if route.control == "mislighold")
    assert sorted((act.text, act.breach) for act in supposed.acts) == [
        ("Harstad misligholder avtalen", True), ("Ibestad krever opphør", False),
    ]  # fmt: skip


def test_a_first_day_says_by_what_and_that_others_may_be_sooner() -> None:
    """By agreement it may come about at once: the day is the first by the asker's own notice alone."""
    answer = asked("Når kan Ibestad tidligst tre ut?", date(2026, 11, 23))
    assert plain(answer.headline) == "1.1.2028, ved egen oppsigelse"
    assert "På andre veier (enighet og mislighold) kan det skje før." in answer.sentences
    english = ask(
        contract(), case(*approvals()), "When can Ibestad exit at the earliest?", on=date(2026, 11, 23), lang="en"
    )
    assert isinstance(english, Answer)
    assert "By other ways (agreement and breach) it can come about sooner." in english.sentences


def test_an_act_that_rests_on_a_judgement_is_not_what_a_yes_is_by() -> None:
    """Notice is enough whether the breach is gross or not (11.1); a claim under 12 only if it is. So the yes is by
    notice, and the last days are those of the notice.
    """
    answer = asked("Kan Ibestad tre ut 1.1.2026?", date(2024, 3, 10), breach(date(2024, 3, 4), "Harstad"))
    assert answer.headline == "JA, ved egen oppsigelse"
    assert "Oppsigelsen må være mottatt senest 31.12.2024" in plain(answer.sentences[0])
    assert [(each.text, each.day) for each in answer.deadlines] == [
        ("oppsigelsen", date(2024, 12, 31)), ("oppsigelsen", date(2025, 1, 1)),
    ]  # fmt: skip
    no_notice = asked("Kan Ibestad tre ut 1.1.2025?", date(2024, 3, 10), breach(date(2024, 3, 4), "Harstad"))
    assert [each.text for each in no_notice.deadlines] == ["opphørskravet"]
