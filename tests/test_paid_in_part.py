"""What has been paid of an amount and what remains, and what binds a party that joined after a deadline."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from dsl.pipeline import load_text
from dsl.values import Amount
from engine.norm_state import NormState
from engine.position import duties_of, position_of
from engine.standing import Standing
from renderers.position_json import position_json
from renderers.position_text import position_text
from tests import helpers as h
from tests.law.test_positions import instalment, paid, told, voted

TERM = date(2024, 4, 30)
JUNE = date(2024, 6, 1)
BUDGET = voted(900_000, 2024)


def kroner(amount: Amount | None) -> Decimal | None:
    """An amount as a number of kroner."""
    return None if amount is None else amount.rounded()


@pytest.mark.parametrize(
    ("payments", "on", "rest"),
    [
        ([], JUNE, (None, None)),
        ([(date(2024, 4, 20), "200 000")], JUNE, (200_000, 250_000)),
        ([(date(2024, 4, 20), "200 000")], date(2024, 4, 19), (None, None)),
        ([(date(2024, 4, 20), "200 000"), (date(2024, 5, 20), "249 999,50")], JUNE,
         (Decimal("449999.5"), Decimal("0.5"))),
        ([(date(2024, 4, 20), "200 000"), (date(2024, 5, 20), "250 000")], JUNE, (None, None)),
    ],
)  # fmt: skip
def test_what_remains_of_an_instalment(payments: list[tuple[date, str]], on: date, rest: tuple[object, object]) -> None:
    """Half of kr 900 000 is due 30.4 (6.2). Payments add up, by the day asked about; of what is done none."""
    found = instalment(told(BUDGET, *(paid(day, amount, TERM) for day, amount in payments)), TERM, on)
    assert (kroner(found.paid), kroner(found.remaining)) == rest


def repaid(*payments: str) -> Standing:
    """The settlement of 2024: 900 000 paid, and by the preferred reading 5 % of the costs and a fixed share less."""
    about = told(
        BUDGET, h.cost(2024, 7_000_000), *(h.growth(year, "0") for year in range(2020, 2025)),
        paid(TERM, "450 000", TERM), paid(date(2024, 8, 30), "450 000", date(2024, 8, 31)), *payments,
    )  # fmt: skip
    found = duties_of(h.contract(), about, date(2025, 1, 1), date(2025, 2, 3), asked=date(2025, 6, 1))
    return next(s for s in found.items if s.norm == "sluttoppgjør")


def test_what_the_host_has_yet_to_pay_back() -> None:
    """500 000 + 5 % of 6 500 000 is 825 000: kr 75 000 are to be paid back, and kr 30 000 have been."""
    back = "den 20.1.2025: Harstad betaler kr 30 000 til Ibestad; betalingen gjelder oppgjøret for 2024"
    untouched, begun = repaid(), repaid(back)
    assert untouched.refund
    assert [kroner(a) for a in (untouched.amount, untouched.paid)] == [75_000, None]
    assert [kroner(a) for a in (begun.amount, begun.paid, begun.remaining)] == [75_000, 30_000, 45_000]
    assert begun.states == (NormState.VIOLATED,)


def test_the_rest_is_shown_in_the_position_and_in_json() -> None:
    """In words beneath the row; in JSON as amounts, null where nothing is paid."""
    about = told(BUDGET, paid(date(2024, 4, 20), "200 000", TERM))
    position = position_of(h.contract(), about, JUNE)
    assert "betalt kr 200 000, gjenstår kr 250 000" in position_text(position).replace("\u00a0", " ")
    assert "paid NOK 200,000, NOK 250,000 remains" in position_text(position, "en").replace("\u00a0", " ")
    overdue = json.loads(position_json(position))["overdue"]
    shown = {item["norm"]: (item["paid"], item["remaining"]) for item in overdue}
    assert shown["akonto"] == ("200000.00", "250000.00")


def test_a_norm_without_an_amount_has_nothing_to_cover() -> None:
    """«dekket med» where the act names no amount is an error with its place."""
    text = h.source_text().replace(
        "  oppfylt når kommunestyret i samarbeidskommunen har instruert rådmannen;",
        "  oppfylt når kommunestyret i samarbeidskommunen har instruert rådmannen;\n"
        "  dekket med (oppgjørsinnbetalingen fra samarbeidskommunen for 2020);",
        1,
    )
    found = [d for d in load_text(text, str(h.SOURCE)).diagnostics if d.code == "V215"]
    assert len(found) == 1
    assert "dekket med" in text[found[0].span.start : found[0].span.end]


# ── who joins later ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_deadline_past_before_a_party_joined_does_not_bind_it() -> None:
    """5.2: the council is to tell its director to delegate, by implication before 1.1.2020. Dyrøy joins in 2023: it is
    to do so, but no deadline is set for it.
    """
    joined = h.newcomer(date(2023, 1, 1), date(2022, 12, 1))
    duty = "instruksplikt"

    def standing(*more: str) -> Standing:
        about = told(*joined, h.instruction(date(2019, 12, 18)), *more)
        found = duties_of(h.contract(), about, date(2023, 1, 1), date(2023, 12, 31), "Dyrøy", date(2023, 6, 1))
        return next(s for s in found.items if s.norm == duty)

    waiting, done = standing(), standing(h.instruction(date(2023, 2, 1), "Dyrøy"))
    assert (waiting.states, waiting.deadline) == ((NormState.IN_EFFECT,), None)
    assert (done.states, done.fulfilled) == ((NormState.FULFILLED,), date(2023, 2, 1))
    position = position_of(h.contract(), told(*joined, h.instruction(date(2023, 2, 1), "Dyrøy")), date(2023, 6, 1))
    assert [s for s in (*position.late, *position.overdue) if s.bearers == ("Dyrøy",) and s.norm == duty] == []


def test_a_deadline_binds_who_was_a_party_by_then() -> None:
    """Ibestad told its director a month after the start: late."""
    position = position_of(h.contract(), told(h.instruction(date(2020, 2, 1))), date(2023, 6, 1))
    assert [s.deadline for s in position.late if s.norm == "instruksplikt"] == [date(2020, 1, 1)]


def test_what_remains_by_another_reading() -> None:
    """Of the settlement for 2025 kr 192 990,90 is paid. By «A-netto» kr 222 622 is owed; by «B» the host owes
    kr 370 000, and what has been paid besides.
    """
    told_of = h.case_file(h.ROOT / "agreements" / "saker" / "historie_budsjettstrid.sak")
    found = position_of(h.contract(), told_of, date(2026, 6, 1))
    row = next(s for s in found.late if (s.norm, s.deadline) == ("sluttoppgjør", date(2026, 2, 2)))
    left: dict[str, tuple[object, ...]]
    left = {r.reading: (kroner(r.amount), kroner(r.paid), kroner(r.remaining)) for r in row.rivals}
    paid_so_far = Decimal("192990.90")
    assert left["A-netto"] == (222_622, paid_so_far, Decimal("29631.10"))
    assert left["B"] == (-370_000, paid_so_far, Decimal("-562990.90"))
    assert left["enkel"][1:] == (None, None)  # more is paid than is owed: nothing remains
    text = " ".join(position_text(found).replace("\u00a0", " ").split())
    assert "«A-netto»: brutt, kr 222 622, betalt kr 192 990,90, gjenstår kr 29 631,10" in text
    assert (
        "«B»: brutt, Harstad skal betale tilbake kr 370 000, Ibestad har betalt kr 192 990,90, så kr 562 990,90 skal "
        "betales tilbake"
    ) in text
