"""Positions and duties of the real agreement: what holds, what is overdue, what comes next, and what only seems so.

The expected answers come from the text of the agreement: instalments 30.4 and 31.8 and settlement by the end of January
(6.2), meetings each quarter (7), an evaluation every fourth year (9), accrued cost on exit (11.1).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dsl.case import Case
from engine.answer import Status
from engine.norm_state import NormState
from engine.position import PositionError, duties_of, position_of
from engine.standing import Standing
from renderers.position_text import duties_text, position_text
from tests import helpers as h

HISTORY = h.ROOT / "agreements" / "saker" / "historie_normal.sak"
TODAY = date(2026, 11, 24)
COMPLETE = date(2026, 11, 1)
"""The case is told to here."""


def told(*statements: str, complete: date = COMPLETE) -> Case:
    """A running cooperation, and what else happened."""
    return h.case(*h.approvals(), *statements, complete=complete)


def voted(kroner: int, year: int) -> str:
    """Both councils' budget for the member's share: the same, so that it does not matter whose is read."""
    votes = (h.budget(date(year - 1, 12, 12), who, kroner, year) for who in (h.HOST, h.MEMBER))
    return ".\n".join(votes)


def paid(when: date, kroner: str, term: date) -> str:
    """A payment that says which instalment it is for."""
    return f"den {h.day(when)}: Ibestad betaler kr {kroner} til Harstad; betalingen gjelder terminen {h.day(term)}"


def instalment(about: Case, term: date, on: date) -> Standing:
    """How the instalment of a day stands on another."""
    year = duties_of(h.contract(), about, term, term.replace(month=term.month + 1, day=2), asked=on)
    return next(s for s in year.items if s.norm == "akonto" and s.occurrence == term)


@pytest.mark.parametrize("on", [date(2019, 12, 20), date(2022, 9, 10), date(2025, 2, 5), TODAY], ids=str)
def test_the_position_in_a_normal_run(on: date, golden: Callable[[str, str], None]) -> None:
    """As a lawyer reads it: before the start, with an instalment unpaid, with a meeting asked for, and today."""
    text = position_text(position_of(h.contract(), h.case_file(HISTORY), on, TODAY))
    golden(f"positions/historie_normal_{on.isoformat()}.txt", text)


def test_the_duties_of_a_year(golden: Callable[[str, str], None]) -> None:
    """2025, asked today."""
    found = duties_of(h.contract(), h.case_file(HISTORY), date(2025, 1, 1), date(2025, 12, 31), asked=TODAY)
    golden("positions/duties_2025.txt", duties_text(found))
    found = duties_of(
        h.contract(), h.case_file(HISTORY), date(2025, 1, 1), date(2025, 12, 31), "Ibestad", TODAY, lang="en"
    )
    golden("positions/duties_2025_ibestad_en.txt", duties_text(found, "en"))


def test_what_stands_out_in_the_normal_run() -> None:
    """One instalment was late (31.8.2022), one meeting was never held (third quarter of 2024), and the settlement for
    2025 cannot be judged: its cost is not known."""
    position = position_of(h.contract(), h.case_file(HISTORY), TODAY)
    assert [(s.norm, s.occurrence, s.fulfilled) for s in position.late] == [
        ("akonto", date(2022, 8, 31), date(2022, 9, 20))
    ]
    assert [(s.norm, s.occurrence, s.status) for s in position.overdue] == [
        ("møter", date(2024, 7, 1), Status.SETTLED),
        ("sluttoppgjør", date(2025, 1, 1), Status.UNKNOWN),
    ]
    assert "kostnadene i 2025" in position.overdue[1].missing


def test_an_instalment_through_its_life() -> None:
    """31.8.2022 is a Wednesday: due that day, breached the day after, fulfilled late by the payment of 20 September."""
    states = [
        (date(2022, 8, 30), None), (date(2022, 8, 31), NormState.IN_EFFECT), (date(2022, 9, 1), NormState.VIOLATED),
        (date(2022, 9, 19), NormState.VIOLATED), (date(2022, 9, 20), NormState.FULFILLED_LATE),
    ]  # fmt: skip
    for on, state in states:
        position = position_of(h.contract(), h.case_file(HISTORY), on, TODAY)
        listed = (*position.in_effect, *position.overdue, *position.late)
        found = [s.state for s in listed if s.norm == "akonto" and s.occurrence == date(2022, 8, 31)]
        assert found == ([] if state is None else [state]), on


def test_part_payments_add_up() -> None:
    """Two halves are a whole; until the second there is still something owed."""
    term = date(2024, 4, 30)
    about = told(
        voted(900_000, 2024), paid(date(2024, 4, 2), "200 000", term), paid(date(2024, 4, 29), "250 000", term)
    )
    only_one = told(voted(900_000, 2024), paid(date(2024, 4, 2), "200 000", term))
    assert instalment(only_one, term, term).state is NormState.IN_EFFECT
    assert instalment(only_one, term, date(2024, 5, 1)).state is NormState.VIOLATED
    found = instalment(about, term, TODAY)
    assert (found.state, found.fulfilled) == (NormState.FULFILLED, date(2024, 4, 29))


def test_a_payment_for_one_instalment_does_not_pay_another() -> None:
    """The payment says which instalment it is for."""
    about = told(voted(900_000, 2024), paid(date(2024, 4, 2), "450 000", date(2024, 8, 31)))
    assert instalment(about, date(2024, 4, 30), COMPLETE).state is NormState.VIOLATED


def test_a_day_that_is_no_working_day() -> None:
    """30.4.2023 is a Sunday and 1.5 a holiday. The agreement is silent; by the Act's analogy Tuesday 2.5 is in time."""
    term, budget = date(2023, 4, 30), voted(900_000, 2023)
    for when, states, status in (
        (date(2023, 4, 28), NormState.FULFILLED, Status.SETTLED),
        (date(2023, 5, 2), NormState.FULFILLED, Status.SILENT),
        (date(2023, 5, 3), NormState.FULFILLED_LATE, Status.SETTLED),
    ):
        found = instalment(told(budget, paid(when, "450 000", term)), term, COMPLETE)
        assert (found.state, found.status, found.deadline) == (states, status, date(2023, 5, 2)), when


def test_what_may_have_gone_unrecorded_is_missing_not_breached() -> None:
    """The case is complete to 1.8.2024: nobody knows whether the instalment of 31.8 was paid."""
    about = told(voted(900_000, 2024), complete=date(2024, 8, 1))
    found = instalment(about, date(2024, 8, 31), date(2024, 9, 10))
    assert found.status is Status.UNKNOWN
    assert set(found.states) == {NormState.FULFILLED, NormState.VIOLATED}
    assert (
        "om Ibestad har betalt et beløp til Harstad (gjelder terminen 31.8.2024) i tiden 2.8.2024–10.9.2024"
        in found.missing
    )
    known = instalment(told(voted(900_000, 2024)), date(2024, 8, 31), date(2024, 9, 10))
    assert (known.state, known.status) == (NormState.VIOLATED, Status.SETTLED)


def test_without_a_budget_the_amount_is_silent() -> None:
    """What is owed cannot be told, so neither can whether it was paid."""
    found = instalment(told(paid(date(2024, 4, 2), "1", date(2024, 4, 30))), date(2024, 4, 30), TODAY)
    assert found.amount is None
    assert found.status is Status.SILENT


def test_accrued_cost_survives_exit_but_for_a_reading() -> None:
    """11.1: what accrued is settled after exit (preferred); read to the letter («alt») the settlement falls away."""
    about = told(
        h.notice(date(2024, 6, 15)), voted(900_000, 2025), h.cost(2025, 9_000_000), h.growth(2021, "0"),
        h.growth(2022, "0"), h.growth(2023, "0"), h.growth(2024, "0"), h.growth(2025, "0"), h.growth(2020, "0"),
        "faktum: innbetalingen fra Ibestad i 2025 = kr 900 000",
    )  # fmt: skip
    found = duties_of(h.contract(), about, date(2026, 1, 1), date(2026, 12, 31), "Ibestad", COMPLETE)
    settlement = next(s for s in found.items if s.norm == "sluttoppgjør")
    assert (settlement.occurrence, settlement.deadline) == (date(2025, 1, 1), date(2026, 2, 2))
    assert settlement.state is NormState.VIOLATED
    assert settlement.status is Status.CONTESTED
    lapsed = [r for r in settlement.rivals if r.point == "betalingsfri"]
    assert [(r.reading, r.states) for r in lapsed] == [("alt", (NormState.LAPSED,))]
    assert not [s for s in found.items if s.norm in ("akonto", "møter")]
    taken = next(s for s in found.items if s.norm == "overtakelse")
    assert (taken.arises, taken.bearers) == (date(2026, 1, 1), ("Ibestad",))


def test_a_refund_goes_the_other_way() -> None:
    """The member paid more than its share: the settlement is negative, and the host's payment back fulfils it."""
    facts = (
        voted(925_000, 2020), h.cost(2020, 8_000_000), "faktum: innbetalingen fra Ibestad i 2020 = kr 925 000",
        "valgt: lesning A av årsandel; valgt av «partene»; den 1.1.2020", h.growth(2020, "0"),
    )  # fmt: skip
    back = "den 29.1.2021: Harstad betaler kr 50 000 til Ibestad; betalingen gjelder oppgjøret for 2020"

    def settlement(about: Case) -> Standing:
        items = duties_of(h.contract(), about, date(2021, 1, 1), date(2021, 3, 1), asked=COMPLETE).items
        return next(s for s in items if s.norm == "sluttoppgjør")

    assert settlement(told(*facts)).state is NormState.VIOLATED
    found = settlement(told(*facts, back))
    assert found.amount is not None
    assert found.refund
    assert found.bearers == (h.HOST,)
    assert found.counterparties == (h.MEMBER,)
    assert found.amount.kroner == 50_000
    assert (found.state, found.fulfilled) == (NormState.FULFILLED, date(2021, 1, 29))


def test_each_request_is_an_instance_of_its_own() -> None:
    """Two meetings asked for, one held: that one is fulfilled."""
    about = told(
        "den 3.2.2025 første: Ibestad ber om møte", "den 3.2.2025 andre: Harstad ber om møte",
        "den 7.2.2025: partene møtes etter første",
    )  # fmt: skip
    found = duties_of(h.contract(), about, date(2025, 1, 1), date(2025, 12, 31), asked=date(2025, 6, 1)).items
    states = {s.things: (s.state, s.counterparties) for s in found if s.norm == "ekstramøte"}
    assert states == {
        ("første",): (NormState.FULFILLED, ("Ibestad",)), ("andre",): (NormState.IN_EFFECT, ("Harstad",)),
    }  # fmt: skip


def test_the_evaluations_are_counted_from_the_start_or_from_entry_into_force() -> None:
    """9: the first by 31.12.2023, by the other reading 16.12.2023; the second four years later."""
    found = duties_of(h.contract(), told(), date(2023, 1, 1), date(2028, 12, 31), asked=TODAY).items
    due = [(s.deadline, [r.deadline for r in s.rivals]) for s in found if s.norm == "evaluering"]
    assert due == [(date(2023, 12, 31), [date(2023, 12, 16)]), (date(2027, 12, 31), [date(2027, 12, 16)])]


def test_a_forbidden_act_violates_from_its_day() -> None:
    """4.2: the host may not decide a matter of principle; that it is one is a judgement."""
    about = told(
        "ting arkivbytte er en ikt-sak", h.judged(date(2025, 1, 2), "arkivbytte er prinsipiell"),
        "den 4.3.2025: Harstad avgjør arkivbytte",
    )  # fmt: skip
    states = []
    for on in (date(2025, 3, 3), date(2025, 3, 4)):
        position = position_of(h.contract(), about, on)
        states.append([s.state for s in (*position.in_effect, *position.overdue) if s.norm == "beholdt"])
    assert states == [[NormState.IN_EFFECT], [NormState.VIOLATED]]


def test_a_party_that_joins_owes_from_then() -> None:
    """Dyrøy from 1.1.2023 owes no instalment for 2022."""
    about = told(*h.newcomer(date(2023, 1, 1), date(2022, 12, 1)))
    found = duties_of(h.contract(), about, date(2022, 1, 1), date(2023, 12, 31), "Dyrøy", TODAY).items
    terms = [s.occurrence for s in found if s.norm == "akonto"]
    assert terms == [date(2023, 4, 30), date(2023, 8, 31)]
    position = position_of(h.contract(), about, date(2022, 6, 1))
    assert [p.name for p in position.parties] == ["Harstad", "Ibestad"]


def test_what_was_known_then_decides() -> None:
    """A payment told in October is not known in September."""
    term = date(2024, 8, 31)
    late_news = paid(date(2024, 8, 30), "450 000", term) + "; kjent fra 1.10.2024"
    about = told(voted(900_000, 2024), late_news)
    on = date(2024, 9, 10)
    then = position_of(h.contract(), about, on, on, on)
    now = position_of(h.contract(), about, on, TODAY, TODAY)
    assert [s.occurrence for s in then.overdue if s.norm == "akonto" and s.occurrence == term] == [term]
    assert not [s for s in now.overdue if s.norm == "akonto" and s.occurrence == term]


def test_phases_of_an_ended_cooperation() -> None:
    """Exit by 1.1.2026 of the only member ends it (14)."""
    position = position_of(h.contract(), told(h.notice(date(2024, 6, 15))), date(2026, 6, 1))
    phases = {p.name: (p.holds, p.since, p.until) for p in position.phases}
    assert phases["i-kraft"] == (False, date(2019, 12, 17), date(2026, 1, 1))
    member = next(p for p in position.parties if p.name == "Ibestad")
    assert [(s.name, s.since) for s in member.states] == [("ute", date(2026, 1, 1))]
    assert not [s for s in position.in_effect if s.norm == "drift" and s.state is NormState.IN_EFFECT]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda c: position_of(h.contract(), c, date(2010, 1, 1), TODAY), "før noe er hendt"),
        (lambda c: duties_of(h.contract(), c, date(2026, 1, 2), date(2026, 1, 1)), "slutter"),
        (lambda c: duties_of(h.contract(), c, date(2026, 1, 1), date(2026, 2, 1), "Ibstad"), "Mente du Ibestad?"),
        (lambda c: position_of(h.contract(), c, TODAY, TODAY, date(2010, 1, 1)), "før noe er hendt|kjent"),
    ],
)
def test_what_cannot_be_given_is_explained(ask: Callable[[Case], object], words: str) -> None:
    """Too early, the wrong way round, or a party that is none: where, why and what to do."""
    with pytest.raises(PositionError, match=words) as error:
        ask(h.case_file(HISTORY))
    assert error.value.en
    assert error.value.nb.endswith(".")
