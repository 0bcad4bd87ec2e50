"""The same instalment and the same settlement, in the table, in the answer and in the list of duties: one amount, one
class.
"""

from __future__ import annotations

from datetime import date

import pytest

from dsl.case import Case
from engine.answer import Answer, AnswerValue, Status
from engine.ask import ask
from engine.money import Cell, MoneyTable
from engine.money_table import fill_table
from engine.position import duties_of, position_of
from engine.standing import Standing
from renderers.position_text import duties_text, position_text
from tests.helpers import (
    HOST,
    MEMBER,
    ROOT,
    approvals,
    breach,
    case,
    case_file,
    claim,
    contract,
    cost,
    judged,
    load,
    source_text,
)  # fmt: skip

SAKER = ROOT / "agreements" / "saker"
HISTORIES = [
    ("historie_normal", date(2026, 11, 1)), ("historie_budsjettstrid", date(2026, 11, 1)),
    ("historie_uttreden", date(2026, 7, 1)), ("historie_mislighold", date(2025, 12, 31)),
    ("historie_opplosning", date(2025, 12, 31)),
]  # fmt: skip
NORMS = ("akonto", "sluttoppgjør")


def _label(each: Standing) -> str:
    assert each.occurrence is not None
    if each.norm == "sluttoppgjør":
        return "Sluttoppgjør"
    return "Første termin" if each.occurrence.month == 4 else "Andre termin"


def _value(value: AnswerValue) -> object:
    return None if value.plain is None else round(value.plain, 2)


@pytest.mark.parametrize(("name", "asked"), HISTORIES, ids=lambda value: value if isinstance(value, str) else "")
def test_table_and_duties_agree(name: str, asked: date) -> None:
    """On every instalment and settlement that has arisen."""
    about = case_file(SAKER / f"{name}.sak")
    table = next(t for t in contract().tables if t.name == "årsoppgjør")
    compared = 0
    for year in range(2020, 2026):
        made = fill_table(contract(), about, table, party=MEMBER, years=(year,), on=asked)
        assert isinstance(made, MoneyTable)
        cells: dict[str, Cell] = {row.label: row.cells[0] for row in made.rows}
        duties = duties_of(contract(), about, date(year, 1, 1), date(year + 1, 3, 31), asked=asked)
        for each in (s for s in duties.items if s.norm in NORMS and s.arises and s.occurrence):
            if each.occurrence is None or each.occurrence.year != year:
                continue
            cell = cells[_label(each)]
            amount = None if each.amount is None else each.amount.kroner * (-1 if each.refund else 1)
            assert (_value(cell.value), cell.status) == (
                None if amount is None else round(amount, 2), each.amount_status,
            ), (year, each.id)  # fmt: skip
            compared += 1
    assert compared >= 5


def test_an_instalment_paid_is_marked_contested_where_its_amount_is() -> None:
    """The table says «omstridt» of the amount; so does the row of a duty, also when it is paid under every reading."""
    about = case_file(SAKER / "historie_normal.sak")
    duties = duties_of(contract(), about, date(2024, 4, 1), date(2024, 5, 1), MEMBER, date(2026, 11, 1))
    (row,) = [line for line in duties_text(duties).splitlines() if "470" in line]
    assert row.endswith("omstridt")


def _part_of_a_year() -> Case:
    """The cooperation ended for breach in the spring; what the year cost is told."""
    return case(
        *approvals(), breach(date(2024, 3, 4), HOST), judged(date(2024, 3, 5), "bruddet er vesentlig"),
        claim(date(2024, 4, 3), MEMBER, HOST), cost(2024, 9_000_000),
        f"faktum: innbetalingen fra {MEMBER} i 2024 = kr 0", "faktum: prisveksten i 2021 etter anslag = 2,7 %",
    )  # fmt: skip


def test_a_settlement_for_part_of_a_year_is_silent() -> None:
    """Where the cooperation ended within the year, nobody is answered as if it had lasted; the table agrees."""
    about, asked = _part_of_a_year(), date(2025, 12, 31)
    answer = ask(contract(), about, f"Hva er sluttoppgjøret for {MEMBER} for 2024?", on=asked)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.value.plain) == (Status.SILENT, None)
    table = next(t for t in contract().tables if t.name == "årsoppgjør")
    made = fill_table(contract(), about, table, party=MEMBER, years=(2024,), on=asked)
    assert isinstance(made, MoneyTable)
    assert next(row.cells[0].status for row in made.rows if row.label == "Sluttoppgjør") is Status.SILENT


def test_what_is_owed_may_turn_on_the_first_day_of_a_recurrence() -> None:
    """The days on which an amount can change are found too where the day of a recurrence decides it."""
    text = source_text().replace(
        "er (årsandelen for samarbeidskommunen i året) − (årsinn",
        "er (skyldigandelen for samarbeidskommunen i året) − (årsinn",
    )
    made = load(text).contract
    assert made is not None
    duties = duties_of(made, _part_of_a_year(), date(2025, 1, 1), date(2025, 3, 1), asked=date(2025, 12, 31))
    (due,) = [s for s in duties.items if s.norm == "sluttoppgjør"]
    assert (due.amount, due.amount_status) == (None, Status.SILENT)


def test_readings_that_give_the_same_stand_together() -> None:
    """One line for each outcome, however many readings give it."""
    about = case_file(SAKER / "historie_opplosning.sak")
    position = position_of(contract(), about, date(2025, 4, 1), date(2025, 12, 31))
    text = " ".join(position_text(position).split())
    assert "etter lesningene «driveren» og «bare-strid»: Harstad kan beholde eiendelen (serveren) punkt 11.1" in text
