"""Mandatory statute over agreement over default statute: which rule answers, and that the answer says so.

The expected answers are read off kommuneloven § 20-4 second paragraph and § 20-8, not off the program.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.case_reader import load_case_text
from dsl.pipeline import Loaded
from engine.answer import AGREEMENT, DEFAULT_LAW, MANDATORY_LAW, Answer, NoAnswer, Status
from engine.ask import ask
from tests.helpers import agreement, answered, approvals, case, day, load, notice, source_text

ASKED = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@cache
def without_own_exit() -> Loaded:
    """The agreement with all of 11.1 cut out, but for its heading and what other clauses rest on."""
    text = source_text()
    start, stop = text.index("punkt 11.1 «Uttreden"), text.index("punkt 11.2 «Oppl")
    kept = (
        "punkt 11.1 «Uttreden av samarbeidet»\n\nverdi formkrav er skriftlig.\n\nverdi varslingstid er 1 år.\n\n"
        "verdi uttredelsesdag (uttredelsesdagen) er hver 1/1.\n\n"
        "regel betalingsfri: en kommune er fri for utgiftsdekning for et år\n"
        "  når kommunen har trådt ut senest (31.12 i året).\n\n"
        "beløp oppgjørsbortfall (oppgjørsbortfallet) for en samarbeidskommune i et år er kr 0.\n\n"
        "beløp bortfall (bortfallet) for en samarbeidskommune i et år er kr 0.\n\n"
    )
    cut = text[:start] + kept + text[stop:]
    return load(cut.replace("  gjelder nøkkelbrøk;\n", ""))


@cache
def by_executive_board() -> Loaded:
    """The agreement, changed so that formannskapet approves it."""
    own = (
        "regel inngåelse: avtalen er inngått\n"
        "  når kommunestyret i Harstad har godkjent avtalen og kommunestyret i Ibestad har godkjent avtalen;"
    )
    board = (
        "hendelse formannskapsvedtak (formannskapsvedtaket): formannskapet i en kommune (vedta, vedtar, har vedtatt)\n"
        "  avtalen;\n  utføres av kommunen.\n\nregel inngåelse: avtalen er inngått\n"
        "  når formannskapet i Harstad har vedtatt avtalen og formannskapet i Ibestad har vedtatt avtalen;"
    )
    text = source_text()
    assert own in text
    return load(text.replace(own, board))


def asked(about: Loaded, question: str, *told: str, on: date = ASKED) -> Answer:
    """The answer of another agreement."""
    assert about.contract is not None
    lines = ["sak s til ikt.", f"komplett til {day(on)}.", *(f"{t}." for t in told)]
    read = load_case_text("\n".join(lines), "s.sak", about)
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    answer = ask(about.contract, read.case, question, on=on)
    assert isinstance(answer, Answer), answer
    return answer


def layers(answer: Answer) -> set[str]:
    """The layers of its grounds."""
    return {g.layer for g in answer.grounds}


# ── default law ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_agreements_own_rule_is_before_the_default() -> None:
    """11.1 is an agreed variant: only per 1/1, and no ground is the Act's."""
    answer = answered(case(*approvals(), complete=ASKED), "Kan Ibestad tre ut 1.3.2028?", ASKED)
    assert answer.value.plain is False
    assert layers(answer) == {AGREEMENT}


def test_without_its_own_rule_the_default_one_answers() -> None:
    """§ 20-8 second paragraph: one year's notice, to any day."""
    answer = asked(without_own_exit(), "Kan Ibestad tre ut 1.3.2028?", *approvals())
    assert answer.value.plain is True
    assert answer.status is Status.SETTLED
    assert [d.day for d in answer.deadlines] == [date(2027, 3, 1)]
    (law,) = [g for g in answer.grounds if g.layer == DEFAULT_LAW]
    assert law.clause == "kommuneloven § 20-8 andre ledd"
    assert law.quote.startswith("Den enkelte deltakeren kan med ett års varsel si opp")
    assert any("ingen egen regel" in r and "§ 20-8 andre ledd" in r for r in answer.remarks)


def test_too_late_for_the_default_rule() -> None:
    """Asked 23.11.2026, notice to 1.3.2027 had to be received by 1.3.2026."""
    answer = asked(without_own_exit(), "Kan Ibestad tre ut 1.3.2027?", *approvals())
    assert answer.value.plain is False
    assert [(d.day, d.passed) for d in answer.deadlines] == [(date(2026, 3, 1), True)]


@given(received=DAYS)
def test_notice_by_the_default_rule_counts_a_year_from_receipt(received: date) -> None:
    """Out a year after receipt, whatever day that is; on 29 February the rounding is told, never guessed."""
    told = f"den {day(received)}: Ibestad sier opp avtalen; oppsigelsen er mottatt {day(received)}"
    answer = asked(without_own_exit(), "Når er Ibestad ute?", *approvals(), told, on=date(2030, 1, 1))
    if (received.month, received.day) == (2, 29):
        assert answer.status is Status.CONTESTED
    else:
        assert answer.value.plain == received.replace(year=received.year + 1)
    assert DEFAULT_LAW in layers(answer)


# ── mandatory law ───────────────────────────────────────────────────────────────────────────────────────────────────

BOARDS = (
    "den 12.12.2019: formannskapet i Harstad vedtar avtalen",
    "den 17.12.2019: formannskapet i Ibestad vedtar avtalen",
)


def test_a_mandatory_rule_is_above_the_agreement() -> None:
    """§ 20-4 second paragraph: kommunestyret selv. Formannskapet is not enough, whatever the agreement says."""
    answer = asked(by_executive_board(), "Er avtalen i kraft?", *BOARDS)
    assert answer.value.plain is False
    (law,) = [g for g in answer.grounds if g.layer == MANDATORY_LAW]
    assert law.clause == "kommuneloven § 20-4 andre ledd"
    assert "skal selv vedta samarbeidsavtalen" in law.quote
    assert "Kommuneloven § 20-4 andre ledd er ufravikelig og går foran punkt 2." in answer.remarks


def test_both_layers_must_be_met() -> None:
    """When the councils approve too, the agreement's own demand still counts: in force from the last of all."""
    told = (*BOARDS, *approvals(date(2020, 1, 12), date(2020, 1, 17)))
    assert asked(by_executive_board(), "Når trådte avtalen i kraft?", *told).value.plain == date(2020, 1, 17)
    later = (BOARDS[0], "den 3.2.2020: formannskapet i Ibestad vedtar avtalen", *told[2:])
    assert asked(by_executive_board(), "Når trådte avtalen i kraft?", *later).value.plain == date(2020, 2, 3)


def test_a_mandatory_rule_adds_nothing_where_the_agreement_demands_as_much() -> None:
    """The real agreement's clause 2 demands what § 20-4 does: the rule is bound to nothing."""
    contract = agreement().contract
    assert contract is not None
    (rule,) = [r for r in contract.ranked if r.name == "lovens-vedtak"]
    assert rule.condition_for == "inngåelse"
    assert not rule.binds


@given(host=DAYS, member=DAYS, moment=DAYS)
def test_adding_a_mandatory_rule_changes_only_what_it_forbids(host: date, member: date, moment: date) -> None:
    """Where both councils have approved besides the boards, the changed agreement is in force as the real one is."""
    boards = (
        f"den {day(date(2019, 1, 1))}: formannskapet i Harstad vedtar avtalen",
        f"den {day(date(2019, 1, 1))}: formannskapet i Ibestad vedtar avtalen",
    )
    question, far = f"Er avtalen i kraft {day(moment)}?", date(2030, 1, 1)
    changed = asked(by_executive_board(), question, *boards, *approvals(host, member), on=far)
    real = answered(case(*approvals(host, member), complete=far), question, far)
    assert changed.value == real.value
    assert changed.value.plain is (moment >= max(host, member))


# ── silences that the Act fills ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("Kan Ibestad instruere Harstad?", "kommuneloven § 20-2 fjerde ledd", "Ibestad kan gi vertskommunen instruks"),
        ("Kan Ibestad omgjøre vedtak fra Harstad?", "kommuneloven § 20-2 femte ledd", "Ibestad kan omgjøre"),
        ("Hvem er klageinstans?", "kommuneloven § 20-5 første ledd", "avgjøre klage"),
    ],
)
def test_a_filled_silence_is_still_a_silence(question: str, clause: str, words: str) -> None:
    """The agreement does not say; the Act's answer, its place and its words follow, with the layer."""
    answer = answered(case(*approvals(), complete=ASKED), question, ASKED)
    assert answer.status is Status.SILENT
    assert answer.value.plain is None
    assert [(g.clause, g.layer) for g in answer.grounds] == [(clause, MANDATORY_LAW)]
    assert any(clause in s and words in s for s in answer.sentences)


def test_a_silence_no_statute_at_hand_fills_names_the_law_only() -> None:
    """avtaleloven is not encoded: it is named, not quoted."""
    answer = answered(case(*approvals(), complete=ASKED), "Kan Ibestad trekke oppsigelsen tilbake?", ASKED)
    assert answer.status is Status.SILENT
    assert MANDATORY_LAW not in layers(answer)
    assert DEFAULT_LAW not in layers(answer)
    assert answer.silences[0].filled_by == ("avtaleloven § 7",)


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("old", ["rådmannen", "kommunedirektøren"])
def test_a_question_may_use_either_name(old: str) -> None:
    """Read as the same question; what was put for what is told."""
    answer = answered(case(*approvals(), complete=ASKED), f"Har {old} i Harstad myndighet for Ibestad 1.3.2020?", ASKED)
    assert answer.question == "myndighet-nå"
    assert answer.corrections == (() if old == "kommunedirektøren" else (("rådmannen", "kommunedirektøren"),))


def test_a_name_is_told_from_the_day_it_changed() -> None:
    """«Fylkesmannen» is in no remark about 2020; «rådmannen» is from the constituting meetings of 2019."""
    told = case(*approvals(), complete=ASKED)
    now = answered(told, "Har Harstad myndighet i saker for Ibestad 1.3.2020?", ASKED)
    before = answered(told, "Har Harstad myndighet i saker for Ibestad 1.3.2019?", ASKED)
    assert any(r == "«rådmannen» i punkt 5.2 er nå kommunedirektøren (senest fra 31.10.2019)." for r in now.remarks)
    assert not any("er nå kommunedirektøren" in r for r in before.remarks)


def test_no_name_makes_nonsense_a_question() -> None:
    """A text with an old name that is no question is still not understood."""
    contract = agreement().contract
    assert contract is not None
    assert isinstance(ask(contract, None, "rådmannen fylkesmannen", on=ASKED), NoAnswer)


def test_notice_is_unchanged_by_the_statute() -> None:
    """Question 1 of the lawyers' list: received 15.11.2023, out 1.1.2025."""
    told = case(*approvals(), notice(date(2023, 11, 15)), complete=ASKED)
    answer = answered(told, "Når er Ibestad ute?", ASKED)
    assert answer.value.plain == date(2025, 1, 1)
