"""What only other readings of a table meet: silences without advice, and facts shown with what their sources say.

6.2 says «jf. vedtatt budsjett»: the host's, or by «eget» the payer's own. 6.3 says «kommunal deflator»: the estimate,
or by «endelig» the final figure, which the case marks as not confirmed for 2024.
"""

from __future__ import annotations

from datetime import date

from engine.money import MoneyTable
from engine.money_table import fill_table
from renderers.money_text import money_text
from tests import helpers as h


def filled(case: str, years: tuple[int, ...], on: date) -> MoneyTable:
    """What the member owes for the years, in a kept history."""
    contract = h.contract()
    table = next(t for t in contract.tables if t.name == "årsoppgjør")
    told = h.case_file(h.ROOT / "agreements" / "saker" / f"{case}.sak")
    found = fill_table(contract, told, table, "Ibestad", years, on=on)
    assert isinstance(found, MoneyTable)
    return found


def test_a_silence_of_another_reading_is_told_as_its_own_and_without_advice() -> None:
    """The host has voted for 2024, so only who reads it as the payer's own budget meets the silence."""
    found = filled("historie_uttreden", (2024,), date(2026, 7, 1))
    cell = next(row for row in found.rows if row.label == "Første termin").cells[0]
    assert cell.silences == ()
    assert [(r.silence.name, r.readings) for r in cell.rival_silences] == [("uten-budsjett", ("eget",))]
    text = " ".join(money_text(found).split())
    assert "2024; bare etter lesningen «eget»)" in text
    assert "be om at budsjettet vedtas" not in text


def test_a_silence_by_the_preferred_reading_keeps_its_advice() -> None:
    """In the history of a dissolution nobody has voted."""
    found = filled("historie_opplosning", (2024,), date(2025, 12, 31))
    assert "be om at budsjettet vedtas" in " ".join(money_text(found).split())


def test_a_fact_that_only_another_reading_rests_on_is_shown_with_its_source() -> None:
    """The final deflator of 2024 is told as not confirmed; the member's own vote for 2025 bears «eget» alone."""
    found = filled("historie_uttreden", (2024,), date(2026, 7, 1))
    final = {r.fact.text: (r.readings, r.fact.source) for r in found.rival_facts}
    assert final["prisveksten i 2024 etter endelig = 5,0 %"] == (
        ("endelig",),
        "ikke bekreftet serie; bare til utprøving",
    )
    assert "etter lesningen «endelig»:" in money_text(found)
    budget = filled("historie_budsjettstrid", (2025,), date(2026, 11, 1))
    own = next(r for r in budget.rival_facts if "850" in r.fact.text)
    assert (own.readings, own.fact.day) == (("eget",), date(2024, 12, 19))
    used = {fact.text for fact in budget.facts}
    assert not used & {r.fact.text for r in budget.rival_facts}


def test_where_nothing_is_contested_no_fact_is_another_readings() -> None:
    """The parties have settled every reading the year's share rests on."""
    found = filled("historie_normal", (2021,), date(2026, 11, 1))
    assert {reading for r in found.rival_facts for reading in r.readings} <= {"eget", "tredeler"}


def test_a_table_of_years_says_that_it_is_in_whole_kroner_and_speaks_of_no_span_it_does_not_show() -> None:
    """The øre stand in the table of one year, so that one does not say it."""
    years = money_text(filled("historie_normal", (2020, 2021, 2022), date(2026, 11, 1)))
    assert "Beløp i hele kroner" in years
    assert "* omstridt" in years
    assert "Spennet" not in years
    one = money_text(filled("historie_uttreden", (2024,), date(2026, 7, 1)))
    assert "Beløp i hele kroner" not in one
    assert "Spennet bytter én lesning om gangen." in one


def test_an_amount_told_without_spaces_is_shown_with_them() -> None:
    """«kr 8400000» is hard to read; what is written with spaces is left as it is."""
    told = h.case(*h.approvals(), "faktum: kostnadene i 2023 = kr 8400000", "faktum: kostnadene i 2024 = kr 9 000 000")
    contract = h.contract()
    table = next(t for t in contract.tables if t.name == "årsoppgjør")
    found = fill_table(contract, told, table, "Ibestad", (2023, 2024), on=date(2026, 7, 1))
    assert isinstance(found, MoneyTable)
    costs = [fact.text for fact in found.facts if fact.text.startswith("kostnadene")]
    assert costs == ["kostnadene i 2023 = kr\u00a08\u00a0400\u00a0000", "kostnadene i 2024 = kr 9 000 000"]
