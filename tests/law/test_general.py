"""Laws of every answer, on generated histories: settled means settled, order means nothing, and no fact is used
before it is known.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.contract import Question
from engine.answer import Answer, Status
from engine.ask import facts_of, model_of
from engine.evaluate import evaluate
from engine.open_lists import if_no_more
from engine.report import report
from engine.trees import READING, TooManyOpen, at_best, leaves, opens, restrict
from tests.helpers import HOST, MEMBER, answered, approvals, breach, case, chosen, contract, found, judged, notice
from tests.strategies import History, days, histories, notices, parties, questions, readings, telling_days

some = settings(max_examples=40)
Asked = tuple[str, tuple[object, ...]]
ASKED = date(2030, 6, 1)


@given(histories(), questions(), readings)
@some
def test_a_reading_never_changes_a_settled_answer(told: History, asked: Asked, reading: tuple[str, str]) -> None:
    """What is settled has the same value whichever reading of whatever point the case settles on."""
    name, args = asked
    before = found(case(*told.statements), name, *args)
    if before.settled:
        assert found(case(*told.statements, chosen(*reading)), name, *args).value == before.value


@given(histories(), questions(), st.data())
@some
def test_a_chosen_reading_is_the_tree_with_that_branch_taken(told: History, asked: Asked, data: st.DataObject) -> None:
    """To settle a point in the case is to take its branch, and nothing else."""
    name, args = asked
    tree = found(case(*told.statements), name, *args).tree
    for point in (ask for ask in opens(tree) if ask.kind == READING):
        option = data.draw(st.sampled_from(range(len(point.options))))
        after = found(case(*told.statements, chosen(point.key[0], point.options[option])), name, *args)
        assert after.tree == restrict(tree, point, option)


@given(histories(), questions(), st.randoms(use_true_random=False))
@some
def test_the_order_of_statements_never_matters(told: History, asked: Asked, random: object) -> None:
    """A case is a set of statements."""
    name, args = asked
    shuffled = list(told.statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert found(case(*told.statements), name, *args).tree == found(case(*shuffled), name, *args).tree


IRRELEVANT = (
    "den 1.2.2022: Ibestad ber om møte",
    "den 1.3.2022: kommunestyret i Ibestad vedtar virksomhetsplanen for 2023",
    "ting kabelen er en kostnad",
    "ting brua er en eiendel",
    "faktum: innbetalingen fra Harstad i 2019 = kr 17",
    "den 5.5.2022: uenighet oppstår",
)


@given(histories(), questions(), st.sampled_from(IRRELEVANT[:1] + IRRELEVANT[2:]))
@some
def test_what_is_beside_the_point_changes_nothing(told: History, asked: Asked, irrelevant: str) -> None:
    """A fact no rule of the question reads changes neither value nor what is open."""
    name, args = asked
    assert (
        found(case(*told.statements), name, *args).tree == found(case(*told.statements, irrelevant), name, *args).tree
    )


@given(histories(), questions(), telling_days, st.integers(1, 300), days)
@some
def test_what_is_known_later_does_not_count(told: History, asked: Asked, when: date, later: int, known: date) -> None:
    """As of a day, a notice known only later is as if it had not been given."""
    name, args = asked
    late = notice(when, known=max(when, known) + timedelta(later))
    asof = max(when, known)
    without = found(case(*told.statements), name, *args, on=asof, known=asof)
    with_it = found(case(*told.statements, late), name, *args, on=asof, known=asof)
    assert with_it.tree == without.tree


@given(histories(), questions(), days)
@some
def test_a_case_as_of_a_day_is_the_case_up_to_that_day(told: History, asked: Asked, known: date) -> None:
    """What happened after the day it is known to does not count, and the case is complete no longer than that."""
    name, args = asked
    up_to = [each for each in told.statements if _day_of(each) <= known]
    whole = found(case(*told.statements), name, *args, on=known, known=known)
    cut = found(case(*up_to, complete=known), name, *args, on=known, known=known)
    assert whole.tree == cut.tree


def _day_of(statement: str) -> date:
    words = statement.split()
    if "den" not in words[:2]:
        return date.min
    day, month, year = words[words.index("den") + 1].rstrip(":").split(".")
    return date(int(year), int(month), int(day))


def _judgement(statement: str) -> bool:
    return statement.startswith("skjønn")


def _judges(name: str) -> st.SearchStrategy[str]:
    return st.builds(judged, days, st.just(f"{name} er vesentlig"), st.booleans())


@given(histories(), questions(), days, st.lists(notices(), max_size=2), st.data())
@some
def test_learning_what_was_unknown_never_overturns_what_was_settled(
    told: History, asked: Asked, complete: date, news: list[str], data: st.DataObject
) -> None:
    """An answer settled while the case was complete only to a day stands, whatever is learnt to have happened after
    that day, and however what nobody had judged is judged later.

    A judgement is open until it is told, whenever it was made; a case is complete as to what happened. Only a second
    one of the same matter may overturn an answer: it is a change of mind. Breaches are told from the first, since one
    nobody has spoken of is taken not to be; of those told later there is a law of its own below.
    """
    name, args = asked
    drawn = [
        data.draw(_judges(each)) for each in told.breaches if not any(f": {each} er" in s for s in told.statements)
    ]
    known = [s for s in told.statements if "misligholder" in s or (not _judgement(s) and _day_of(s) <= complete)]
    events = [s for s in (*news, *told.statements) if not _judgement(s) and s not in known]
    later = [s for s in events if complete < _day_of(s) <= ASKED]
    later += [s for s in (*told.statements, *drawn) if _judgement(s) and data.draw(st.booleans())]
    try:
        before = found(case(*known, complete=complete), name, *args, on=ASKED)
    except TooManyOpen:  # then nothing was settled; once something is, it may not be refused either
        return
    if before.settled:
        assert found(case(*known, *later, complete=complete), name, *args, on=ASKED).value == before.value


@given(histories(), questions(), days, st.data())
@some
def test_a_judgement_counts_from_the_day_it_is_known(
    told: History, asked: Asked, known: date, data: st.DataObject
) -> None:
    """As of a day, a judgement made or known later is as if nobody had judged."""
    name, args = asked
    events = [s for s in told.statements if not _judgement(s)]
    late = [data.draw(_judges(each)) for each in told.breaches]
    late = [s for s in late if _day_of(s) > known]
    without = found(case(*events), name, *args, on=known, known=known)
    assert found(case(*events, *late), name, *args, on=known, known=known).tree == without.tree


@given(histories(), questions(), days, parties, days, st.booleans())
@some
def test_a_breach_told_later_overturns_only_what_was_said_to_presume_none(
    told: History, asked: Asked, complete: date, who: str, when: date, material: bool
) -> None:
    """A breach may overturn a settled answer, since none is presumed; but only one that says it presumes so.

    Its day is after the one the case is complete to: of an earlier day the case said there was none, and is corrected.
    """
    name, args = asked
    known = [s for s in told.statements if _day_of(s) <= complete]
    day = max(when, complete + timedelta(1))
    broken = (breach(day, who, "nytt"), judged(day, "nytt er vesentlig", material))
    later = [s for s in told.statements if _day_of(s) > complete]
    try:
        before = answer(case(*known, complete=complete), name, args)
        after = answer(case(*known, *later, *broken, complete=complete), name, args)
    except TooManyOpen:
        return
    if before.statuses == (Status.SETTLED,) and after.value != before.value:
        assert any("forutsetter at det ikke har vært mislighold" in remark for remark in before.remarks)


def answer(about: Case, name: str, args: tuple[object, ...]) -> Answer:
    """The whole answer to a declared question."""
    model = model_of(contract())
    evaluated = evaluate(model, facts_of(model, about, ASKED), model_question(name), args, ASKED)
    return report(evaluated, lang="nb", asked=name, understood=name, corrections=())


def model_question(name: str) -> Question:
    """A question of the agreement by its name."""
    return next(q for q in contract().questions if q.name == name)


def test_a_case_complete_to_long_before_the_day_asked_is_answered() -> None:
    """What may have happened in eight years is open, and still the answer is found: the search for a later day is
    made once, not under each of the branches, which had no end.
    """
    told = (
        *approvals(),
        notice(date(2028, 3, 16), form="muntlig", sent=date(2028, 3, 8)),
        "den 19.11.2024: kommunestyret i Harstad vedtar oppløsning; oppløsningsvedtaket er meldt 8.12.2026",
        "den 15.10.2025: kommunestyret i Ibestad vedtar oppløsning",
        "den 30.7.2027: Ibestad krever opphør; opphørskravet er skriftlig; opphørskravet er mottatt 30.7.2027; "
        "opphørskravet er rettet mot Harstad",
    )
    tree = found(case(*told, complete=date(2022, 12, 4)), "gjelder-avtalen", date(2024, 2, 29), on=ASKED).tree
    assert set(leaves(tree)) == {True, False}  # a dissolution or a notice nobody has told of may have ended it


@given(histories(), questions(), days)
@some
def test_completeness_only_takes_doubt_away(told: History, asked: Asked, complete: date) -> None:
    """What is settled while less is known to be complete is settled the same when more is."""
    name, args = asked
    up_to = [each for each in told.statements if _day_of(each) <= complete]
    less = found(case(*up_to, complete=complete), name, *args, on=ASKED)
    more = found(case(*up_to, complete=ASKED), name, *args, on=ASKED)
    if less.settled:
        assert more.value == less.value


@given(histories(), questions())
@some
def test_asking_twice_is_asking_once(told: History, asked: Asked) -> None:
    """The engine remembers, and what it remembers changes nothing."""
    name, args = asked
    about = case(*told.statements)
    first = found(about, name, *args)
    found(about, "uttreden-når", MEMBER)
    found(about, "oppløst-når")
    again = found(about, name, *args)
    fresh = found(case(*told.statements), name, *args)
    assert first.tree == again.tree == fresh.tree


@given(histories(), questions())
@some
def test_every_status_is_read_off_the_tree(told: History, asked: Asked) -> None:
    """Contested is a reading that makes a difference, alone or with others; settled is one value no reading changes."""
    name, args = asked
    answer = found(case(*told.statements), name, *args)
    best = at_best(answer.tree)
    assert (Status.CONTESTED in answer.statuses) == (READING in {ask.kind for ask in opens(answer.tree)})
    assert (answer.value is None) == (answer.statuses[0] in (Status.UNKNOWN, Status.JUDGEMENT, Status.SILENT))
    if answer.settled:
        assert answer.value == best
    assert READING not in {ask.kind for ask in opens(best)}


@given(telling_days, telling_days)
@some
def test_out_stays_out(received: date, when: date) -> None:
    """Who is out on a day is out on every later day."""
    about = case(*approvals(), notice(received))
    for who in (HOST, MEMBER):
        one, two = sorted((when, received))
        if found(about, "uttreden-er", who, one).value is True:
            assert found(about, "uttreden-er", who, two).value is True


@given(histories(), questions(), telling_days)
@some
def test_what_it_would_be_if_no_more_has_happened_is_what_it_is_when_none_has(
    told: History, asked: Asked, complete: date
) -> None:
    """What is said of a case complete to a day before the last needed, is the answer where it is complete to that."""
    name, args = asked
    question = next(q for q in contract().questions if q.name == name)
    model = model_of(contract())
    try:
        open_to = evaluate(
            model, facts_of(model, case(*told.statements, complete=complete), ASKED), question, args, ASKED
        )
        whole = case(*told.statements, complete=max(ASKED, open_to.world.unrecorded))
        known = evaluate(model, facts_of(model, whole, ASKED), question, args, ASKED)
    except TooManyOpen:
        return
    supposed = if_no_more(open_to)
    if supposed is not None and open_to.world.unrecorded <= ASKED:
        assert at_best(supposed[0]) == at_best(known.tree)


def test_what_it_would_be_if_no_more_has_happened_is_said_and_is_not_the_answer() -> None:
    """Asked on a later day than the case was complete to: unknown, and what it is if nothing more has happened."""
    told = case(*approvals(), complete=date(2026, 11, 1))
    answer = answered(told, "Er avtalen i kraft?", date(2026, 11, 30))
    assert answer.status is Status.UNKNOWN
    said = "Hvis det ikke hender noe i tiden 2.11.2026–30.11.2026 som saken ikke forteller: ja."
    assert said in answer.sentences
    same_day = answered(told, "Er avtalen i kraft?", date(2026, 11, 1))
    assert not [s for s in same_day.sentences if s.startswith("Hvis det ikke hender")]
