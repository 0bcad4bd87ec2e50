"""Faults that have been found and mended, each with the smallest case that shows it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dsl.case import Case
from dsl.case_reader import load_case_text
from dsl.contract import Contract
from dsl.pipeline import Loaded, load_text
from dsl.values import NEVER
from engine.answer import Answer, NoAnswer, Status
from engine.ask import ask
from tests import helpers as h

EXIT = """\
avtale m «M»; målform bokmål.
«Alt.[utgang, uttreden, virkning, fremme, her, samlet]»
part A «A kommune» er kommune.
part B «B kommune» er kommune.
rolle kommune (kommunen, kommuner): alle parter.
utvalg organ: rådet, styret.
verdi skifte (skiftet) er hver 1/1.
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet);
  der varselet er mottatt en dag; der varselet er rettet til et organ; utføres av kommunen.
hendelse ja (jaet): en kommune (samtykke, samtykker, har samtykket); utføres av kommunen.
tilstand ute: en kommune (gå, går, har gått) ut.
kompetanse uttreden: enhver kommune kan gå ut fra (virkningsdagen for varselet) ved et varsel fra kommunen.
dag virkning (virkningsdagen) for et varsel er den første skifte fra {start} der ({test}).
regel fremme: et varsel er fremme når varselet er mottatt og varselet er rettet til styret.
regel samlet: en kommune er ferdig når kommunen har samtykket eller ikke (kommunen er her).
regel her: en kommune er her når ikke (kommunen har gått ut).
regel utgang: alt er ferdig når enhver kommune er ferdig.
spørsmål q1: nb «Kan {kommune} gå ut {dag}?» svar kan kommunen: kommunen har gått ut på dagen.
spørsmål q2: nb «Når er alt ferdig?» svar når alt er ferdig.
spørsmål q3: nb «Er alt ferdig {dag}?» svar om alt er ferdig.
"""
IN_TIME = "varselet er mottatt senest 1 år før skiftet"


@cache
def made(start: str, test: str) -> Loaded:
    """The little agreement with a first day counted from ``start``."""
    loaded = load_text(EXIT.replace("{start}", start).replace("{test}", test), "m.vka")
    assert loaded.diagnostics == ()
    return loaded


def told(loaded: Loaded, *statements: str) -> Case:
    """A case complete to 1.6.2023."""
    text = "\n".join(("sak t til m.", "komplett til 1.6.2023.", *statements))
    read = load_case_text(text, "t.sak", loaded)
    assert read.case is not None, read.diagnostics
    return read.case


def answer(loaded: Loaded, about: Case, question: str, on: date) -> Answer:
    """The answer of the little agreement."""
    assert loaded.contract is not None
    found = ask(loaded.contract, about, question, on=on)
    assert isinstance(found, Answer), found
    return found


def test_a_demand_on_an_act_does_not_undo_its_day() -> None:
    """Counting from «fremme» (received, at the right organ) leaves the way as open as counting from «mottatt»."""
    for start in ("(den dag varselet er mottatt)", "(den dag varselet er fremme)"):
        loaded = made(start, IN_TIME)
        found = answer(loaded, told(loaded), "Kan A gå ut 1.1.2027?", date(2024, 1, 1))
        assert (found.value.plain, found.status, found.deadlines[0].day) == (True, Status.SETTLED, date(2026, 1, 1))


def test_counting_forward_from_an_act_bounds_it_as_counting_back_does() -> None:
    """«et år etter mottatt, senest skiftet» and «mottatt senest et år før skiftet» have the same last day."""
    forward = made("(den dag varselet er mottatt)", "(1 år etter (den dag varselet er mottatt)) er senest skiftet")
    found = answer(forward, told(forward), "Kan A gå ut 1.1.2027?", date(2024, 1, 1))
    assert (found.value.plain, found.deadlines[0].day) == (True, date(2026, 1, 1))


def test_when_and_whether_agree_on_what_has_ended() -> None:
    """«Når» finds the day from which «er» says yes, also through «ikke»."""
    loaded = made("(den dag varselet er mottatt)", IN_TIME)
    notice = "den 1.1.2021: A varsler; varselet er mottatt 1.1.2021; varselet er rettet til styret."
    about = told(loaded, notice, "den 1.6.2022: B samtykker.")
    assert answer(loaded, about, "Når er alt ferdig?", date(2023, 6, 1)).value.plain == date(2022, 6, 1)
    assert answer(loaded, about, "Er alt ferdig 1.6.2022?", date(2023, 6, 1)).value.plain is True
    assert answer(loaded, about, "Er alt ferdig 31.5.2022?", date(2023, 6, 1)).value.plain is False


def test_what_ranges_is_not_known_afterwards() -> None:
    """After «enhver kommune er enig», «kommunen» is the one the rule is about, not the last of those ranged over."""
    text = EXIT.replace("{start}", "(den dag varselet er mottatt)").replace("{test}", IN_TIME) + (
        "regel enig: en kommune er enig når kommunen har samtykket.\n"
        "regel begge: en kommune er klar når enhver kommune er enig og kommunen har gått ut.\n"
        "spørsmål q4: nb «Er {kommune} klar {dag}?» svar om kommunen er klar.\n"
    )
    loaded = load_text(text.replace("[utgang", "[enig, begge, utgang"), "m.vka")
    assert loaded.diagnostics == ()
    agreed = ("den 1.1.2021: A samtykker.", "den 1.1.2021: B samtykker.")
    out = "den 1.1.2021: A varsler; varselet er mottatt 1.1.2021; varselet er rettet til styret."
    about = told(loaded, *agreed, out)
    assert answer(loaded, about, "Er A klar 1.1.2023?", date(2023, 6, 1)).value.plain is True
    assert answer(loaded, about, "Er B klar 1.1.2023?", date(2023, 6, 1)).value.plain is False


def test_a_day_nobody_has_told_is_asked_for_and_not_searched_for() -> None:
    """A notice whose day of dispatch is missing gives an answer at once; the rival reading lacks a day, and says so."""
    statement = (
        "den 1.3.2024: Ibestad sier opp avtalen; oppsigelsen er skriftlig; oppsigelsen er mottatt 1.3.2024; "
        "oppsigelsen er vedtatt av kommunestyret"
    )
    about = h.case(*h.approvals(), statement)
    found = h.answered(about, "Er Ibestad ute 1.1.2026?", date(2026, 11, 1))
    assert found.value.plain is True


def test_a_party_is_asked_about_in_its_own_role() -> None:
    """The host pays no member's share: the question is refused, with those it fits."""
    contract = h.contract()
    found = ask(contract, h.case(*h.approvals(), h.cost(2020, 9_000_000)), "Hva betaler Harstad for 2020?", on=h.FAR)
    assert isinstance(found, NoAnswer)
    assert "Ibestad" in found.reason


def test_another_is_never_the_same() -> None:
    """Both in material breach: a claim against the other does not let the claimant out of its own breach."""
    about = h.case(
        *h.approvals(), h.breach(date(2022, 1, 1), "Harstad", "vertsbruddet"), h.breach(date(2022, 1, 1), "Ibestad"),
        h.judged(date(2022, 2, 1), "vertsbruddet er vesentlig"), h.judged(date(2022, 2, 1), "bruddet er vesentlig"),
        h.claim(date(2022, 3, 1), "Harstad", "Harstad"), complete=date(2023, 5, 2),
    )  # fmt: skip
    assert h.answered(about, "Er Harstad ute 1.1.2023?", date(2023, 5, 2)).value.plain is False


def test_a_weak_reading_holds_when_the_case_chooses_it() -> None:
    """A weak reading is never counted unless the parties have chosen it; then it is the reading."""
    notice = h.notice(received=date(2024, 1, 2))
    weak = h.case(*h.approvals(), notice, h.chosen("i-tide", "neste-virkedag"))
    plain = h.case(*h.approvals(), notice)
    assert h.answered(weak, "Når er Ibestad ute?", date(2026, 11, 1)).value.plain == date(2025, 1, 1)
    assert h.answered(plain, "Når er Ibestad ute?", date(2026, 11, 1)).value.plain == date(2026, 1, 1)


def test_growth_may_be_below_zero() -> None:
    """A year of falling prices lowers the indexed amount."""
    about = h.case(
        *h.approvals(), h.chosen("prisfaktor", "startår"), h.chosen("vekst", "anslag"), h.growth(2021, "−0,1")
    )
    found = h.answered(about, "Hva er den faste andelen i 2021?", h.FAR)
    assert str(found.value.plain) == "499500.00"


def test_what_is_already_done_is_said() -> None:
    """A notice given long ago is why the answer is yes; there is nothing left to do, and no route."""
    about = h.case(*h.approvals(), h.notice(received=date(2025, 3, 1)), complete=date(2026, 1, 1))
    found = h.answered(about, "Kan Ibestad tre ut 1.1.2027?", date(2026, 1, 1))
    assert (found.value.plain, found.routes) == (True, ())
    assert "Ibestad sier opp avtalen" in found.sentences[0]


def test_a_no_says_why_what_was_done_does_not_count() -> None:
    """An oral notice is named as oral."""
    about = h.case(*h.approvals(), h.notice(received=date(2024, 3, 1), form="muntlig"), complete=h.FAR)
    found = h.answered(about, "Er Ibestad ute 1.1.2026?", date(2026, 11, 1))
    assert found.value.plain is False
    assert any("muntlig, ikke skriftlig" in sentence for sentence in found.sentences)


@pytest.mark.parametrize("told", ["", "; oppsigelsen er mottatt 1.2.2025", "; oppsigelsen er sendt 20.12.2025"])
def test_a_notice_with_dates_untold_is_answered_at_once(told: str) -> None:
    """Days tried one after another are put together once, and not again under everything that is open.

    The test that fails does so by not ending.
    """
    about = h.case(*h.approvals(), f"den 1.2.2025: Ibestad sier opp avtalen{told}", complete=date(2026, 11, 1))
    found = h.answered(about, "Kan Ibestad tre ut 1.1.2027?", date(2026, 11, 23))
    assert found.status is Status.UNKNOWN
    assert found.missing


VOTES = (
    "den 1.6.2026: kommunestyret i Harstad vedtar oppløsning",
    "den 20.6.2026: kommunestyret i Ibestad vedtar oppløsning",
)


def test_who_is_out_already_is_told_when() -> None:
    """After both have voted dissolution there is nothing to leave: the answer says so, and names no notice."""
    about = h.case(*h.approvals(), *VOTES, complete=date(2026, 11, 1))
    found = h.answered(about, "Kan Ibestad tre ut 1.1.2027?", date(2026, 11, 23))
    assert found.value.plain is False
    assert "20.6.2026" in found.sentences[0]
    assert not [s for s in found.sentences if "ppsigelse" in s]
    assert found.deadlines == ()


def test_the_way_named_is_the_way_there_is() -> None:
    """When the other has voted, the own vote is enough; the headline names the vote and not a notice."""
    about = h.case(*h.approvals(), VOTES[0], complete=date(2026, 11, 1))
    found = h.answered(about, "Kan Ibestad tre ut 1.1.2027?", date(2026, 11, 23))
    assert found.headline == "JA, ved eget oppløsningsvedtak"
    assert [d.text.split()[0] for d in found.deadlines] == ["oppløsningsvedtaket"]


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("V601", ("valgt: lesning A av årsandel", "valgt: lesning B av årsandel")),
        ("V601", ("skjønn den 2.5.2023: bruddet er vesentlig", "skjønn den 2.5.2023: bruddet er ikke vesentlig")),
        ("V601", ("komplett til 1.11.2020",)),
        ("V201", ("part Ibestad «Ibestad kommune» er samarbeidskommune",)),
        ("V201", ("den 1.2.2021 bruddet: Harstad misligholder avtalen",)),
        ("V211", ("part Dyrøy «Dyrøy kommune» er vertskommune",)),
    ],
)
def test_a_case_that_contradicts_itself_is_refused(code: str, statements: tuple[str, ...]) -> None:
    """The order of lines never chooses between two things told: both places are shown."""
    lines = ("den 1.5.2023 bruddet: Harstad misligholder avtalen", *statements)
    text = "\n".join(("sak s til ikt.", "komplett til 1.1.2026.", *(f"{line}." for line in lines)))
    for source in (text, "\n".join(text.split("\n")[:1] + text.split("\n")[:0:-1])):
        read = load_case_text(source, "s.sak", h.agreement())
        assert read.case is None
        assert {d.code for d in read.diagnostics} == {code}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("verdi tid er 1000000 år. dag utfall (utfallet) er {tid} etter 1.1.2020.", "Utenfor kalenderen"),
        ("beløp utfall (utfallet) er summen av (kr 5) for hvert år fra (1) til (30000000).", "Utenfor kalenderen"),
        ("tall utfall (utfallet) er produktet av (999999) for hvert år fra (1) til (9999).", "tusen sifre"),
    ],
)
def test_what_cannot_be_computed_is_said(body: str, said: str) -> None:
    """Beyond the calendar, and beyond what can be read, is no answer, and says so."""
    made_up = h.load(f"avtale m «M». {body} spørsmål q: nb «Hva er utfallet?» svar verdi utfallet.")
    assert made_up.contract is not None
    found = ask(made_up.contract, None, "Hva er utfallet?", on=date(2026, 1, 1))
    assert isinstance(found, NoAnswer)
    assert said in found.reason


def test_a_number_too_long_to_read_is_refused_where_it_stands() -> None:
    """Six thousand digits are no amount."""
    read = load_text(f"avtale m «M». beløp pris (prisen) er kr {'9' * 6000}.", "m.vka")
    assert "V109" in {d.code for d in read.diagnostics}


@pytest.mark.parametrize("question", ["Kan Ibestad tre ut 31.12.9999?", "Når kan Ibestad tidligst tre ut?"])
@pytest.mark.parametrize("on", [date(2026, 11, 24), date(9998, 1, 1), date(9999, 12, 31)])
def test_time_ends(question: str, on: date) -> None:
    """The last years of the calendar are asked about like any others."""
    assert isinstance(ask(h.contract(), h.case(*h.approvals()), question, on=on), Answer)


def test_a_no_about_breach_says_what_it_takes_for_granted() -> None:
    """No breach is presumed after the case is complete, and the answer says so; before that there is no need."""
    about = h.case(*h.approvals(), complete=date(2026, 11, 1))
    later = h.answered(about, "Er misligholdet vesentlig?", date(2026, 11, 23))
    assert any("ikke har vært mislighold" in r for r in later.remarks)
    then = h.answered(about, "Er misligholdet vesentlig?", date(2026, 11, 1))
    assert not any("ikke har vært mislighold" in r for r in then.remarks)
    power = h.answered(about, "Kan Ibestad heve avtalen på grunn av mislighold?", date(2026, 11, 23))
    assert any(f.text.startswith("ingen mislighold") for f in power.facts)


def test_rights_there_are_not_now_are_named() -> None:
    """«Ingen» alone would hide the rights that a breach gives."""
    found = h.answered(h.case(*h.approvals()), "Hvilke rettigheter har Ibestad ved mislighold?", date(2026, 1, 1))
    assert found.value.plain == ()
    assert "kan heve samarbeidet" in found.sentences[0]


def test_an_assessment_is_named_with_its_maker() -> None:
    """What is plain once somebody has judged is said to rest on that judgement."""
    about = h.case(
        *h.approvals(), h.breach(date(2022, 1, 1), "Harstad", "vertsbruddet"),
        "skjønn den 1.2.2022: vertsbruddet er vesentlig; truffet av «Ibestad kommune»; fordi «langvarig»",
    )  # fmt: skip
    found = h.answered(about, "Er misligholdet vesentlig?", date(2022, 3, 1))
    assert any("Ibestad kommune, 1.2.2022" in s for s in found.sentences)


TWICE = """\
avtale to «TO»; målform bokmål; kilde «prøve».
part A «A kommune» er kommune.
part B «B kommune» er kommune.
rolle kommune (kommunen, kommuner): alle parter.
punkt 1 «Alt» «Det gjelder.[kommune, A, B, samtykke, stans, klart, alle-enige, går, igjen, rett, tall]»
hendelse samtykke (samtykket): en kommune (samtykke, samtykker, har samtykket); utføres av kommunen.
hendelse stans (stansen): en kommune (stanse, stanser, har stanset); utføres av kommunen.
skjønn rett: det er rimelig; avgjøres av «partene».
regel klart: alt er klart når ikke (ikke (A har samtykket)).
regel alle-enige: alle er enige når enhver kommune har samtykket.
tilstand går: arbeidet går fra og med 1.1.2020 fram til (den dag A har samtykket).
regel igjen: alt hviler når B har stanset og ikke (arbeidet går).
beløp tall (tallet-på-stans) er summen av (kr 7) for hver stans der stansen er fra B.
spørsmål k: nb «Når er alt klart?» svar når alt er klart.
spørsmål e: nb «Når er alle enige?» svar når alle er enige.
spørsmål i: nb «Når hviler alt?» svar når alt hviler.
spørsmål ir: nb «Hviler alt {dag}?» svar om alt hviler.
spørsmål r: nb «Er det rimelig?» svar om det er rimelig.
spørsmål t: nb «Hva koster stans?» svar verdi (tallet-på-stans).
"""


def _twice(*lines: str, complete: date = date(2023, 1, 1)) -> tuple[Contract, Case]:
    loaded = load_text(TWICE, "to.vka")
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    return loaded.contract, h.case(*lines, complete=complete, about=loaded)


def test_what_ends_and_then_holds_is_found() -> None:
    """«Når» gives the first day on which «er» says yes, where what stands in the way ends after the rest begins."""
    contract, about = _twice("den 1.2.2020: B stanser", "den 1.6.2021: A samtykker")
    assert h.found(about, "i", on=date(2023, 1, 1), made=contract).value == date(2021, 6, 1)
    assert h.found(about, "ir", date(2021, 6, 1), on=date(2023, 1, 1), made=contract).value is True
    assert h.found(about, "ir", date(2021, 5, 31), on=date(2023, 1, 1), made=contract).value is False


def test_the_day_a_party_joins_is_read() -> None:
    """«part … fra D» is a party from D."""
    assert h.case(*h.newcomer(date(2023, 1, 1), date(2022, 12, 1))).parties[0].since == date(2023, 1, 1)


def test_who_joins_later_is_not_waited_for() -> None:
    """«Enhver kommune har samtykket» came true when all who were parties then had; a later party does not move it."""
    consents = ("den 1.2.2020: A samtykker", "den 1.3.2020: B samtykker")
    contract, about = _twice("part C «C kommune» er kommune fra 1.1.2021", *consents)
    assert h.found(about, "e", on=date(2023, 1, 1), made=contract).value == date(2020, 3, 1)
    contract, about = _twice("part C «C kommune» er kommune fra 1.1.2021", consents[0], "den 1.3.2022: B samtykker")
    assert h.found(about, "e", on=date(2023, 1, 1), made=contract).value == NEVER
    contract, about = _twice("part C «C kommune» er kommune fra 1.2.2020", *consents, "den 1.1.2022: C samtykker")
    assert h.found(about, "e", on=date(2023, 1, 1), made=contract).value == date(2022, 1, 1)


def test_a_first_day_that_is_searched_for_reckons_with_what_is_not_told() -> None:
    """Nothing told makes it so, but something after the case is complete may have: unknown, not «aldri»."""
    contract, about = _twice(complete=date(2020, 5, 1))
    assert h.found(about, "k", on=date(2023, 1, 1), made=contract).statuses[0] is Status.UNKNOWN


def test_a_sum_over_events_reckons_with_those_not_told() -> None:
    """A sum of events is unknown where one more may have happened, and kr 0 where it may not."""
    contract, about = _twice(complete=date(2020, 5, 1))
    assert h.found(about, "t", on=date(2023, 1, 1), made=contract).statuses[0] is Status.UNKNOWN
    assert str(h.found(about, "t", on=date(2020, 5, 1), made=contract).value) == "kr 0"


def test_two_judgements_of_one_day_that_differ_settle_nothing() -> None:
    """Whichever stands first in the file, two people who judge otherwise leave the question one of judgement."""
    lines = ("skjønn den 1.1.2020: det er rimelig; truffet av «A»; fordi «f»",
             "skjønn den 1.1.2020: det er ikke rimelig; truffet av «B»; fordi «f»")  # fmt: skip
    for told in (lines, lines[::-1]):
        contract, about = _twice(*told)
        assert h.found(about, "r", on=date(2023, 1, 1), made=contract).statuses == (Status.JUDGEMENT,)


def test_the_reading_settled_last_holds_whichever_line_comes_first() -> None:
    """A court that settles a point after the parties did has the last word, also where its line stands first."""
    lines = ("valgt: lesning kalenderdato av i-tide; valgt av «partene»; den 1.1.2021",
             "valgt: lesning helt-år av i-tide; valgt av «retten»; den 1.1.2022")  # fmt: skip
    trees = [h.found(h.case(*h.approvals(), h.notice(date(2024, 1, 1)), *told), "uttreden-når", h.MEMBER).value
             for told in (lines, lines[::-1])]  # fmt: skip
    assert trees == [date(2026, 1, 1)] * 2


def test_a_silence_about_what_is_not_told_is_silence_only_if_it_happened() -> None:
    """Whether B has stopped is asked first; the answer is not silence where nothing may have happened at all."""
    text = TWICE.replace(
        "spørsmål k:",
        "taushet gap: «noe»; råd «r».\ndag stille (stilledagen) er taushet gap.\n"
        "regel stans-i-tide: alt er stanset når B har stanset senest (stilledagen).\n"
        "spørsmål s: nb «Er alt stanset?» svar om alt er stanset.\nspørsmål k:",
    ).replace("rett, tall]", "rett, tall, stille, stans-i-tide]")
    loaded = load_text(text, "to.vka")
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    for complete, status in ((date(2023, 1, 1), Status.SETTLED), (date(2020, 5, 1), Status.UNKNOWN)):
        about = h.case(complete=complete, about=loaded)
        found = h.found(about, "s", on=date(2023, 1, 1), made=loaded.contract)
        assert found.statuses[0] in (status, Status.SILENT)
