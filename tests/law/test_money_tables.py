"""Tables of money on the real agreement: worked figures of the notes, and what holds of every table."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.contract import Table
from dsl.values import Amount
from engine.answer import Answer, NoAnswer, Status
from engine.ask import ask
from engine.calculate import FUNCTIONS
from engine.money import Cell, MoneyTable
from engine.money_table import fill_table
from renderers.money_data import money_csv, money_json
from renderers.money_svg import money_svg
from renderers.money_text import money_text
from tests import helpers as h

ON = date(2026, 11, 23)
MEMBER, HOST = "Ibestad", "Harstad"
APPROVED = (
    "den 12.12.2019: kommunestyret i Harstad godkjenner avtalen",
    "den 17.12.2019: kommunestyret i Ibestad godkjenner avtalen",
)
NO_INDEX = "valgt: lesning startår av prisfaktor"
SERIES = f"serie prisveksten fra «{(h.ROOT / 'agreements' / 'tall' / 'kommunal_deflator.csv').as_posix()}»"


@cache
def declared(name: str) -> Table:
    """A table of the real agreement."""
    return next(t for t in h.contract().tables if t.name == name)


def filled(
    case: Case, *years: int, table: str = "årsoppgjør", party: str = MEMBER, on: date = ON, known: date | None = None
) -> MoneyTable:
    """A table that must be filled."""
    found = fill_table(h.contract(), case, declared(table), party, years, on=on, known=known)
    assert isinstance(found, MoneyTable)
    return found


def cell(table: MoneyTable, label: str, year: int) -> Cell:
    """The cell of a row for a year."""
    row = next(r for r in table.rows if r.label == label)
    return next(c for c in row.cells if c.year == year)


def under(found: Cell, point: str, reading: str) -> object:
    """The cell's value under one reading, the others preferred."""
    use = next(u for u in found.readings if u.point == point)
    value = next(r.value for r in use.rivals if r.reading == reading)
    assert value is not None
    return value.plain


def told(*statements: str) -> Case:
    """A case of the two parties with these statements."""
    return h.case(*APPROVED, *statements)


# Notes 8.1, clause 6.3: K, and the total under A, A-netto, B and B-bunn; F = 500 000.
WORKED = (
    (8_000_000, 875_000, 900_000, 400_000, 500_000),
    (8_400_000, 895_000, 920_000, 420_000, 500_000),
    (9_000_000, 925_000, 950_000, 450_000, 500_000),
    (9_600_000, 955_000, 980_000, 480_000, 500_000),
    (10_000_000, 975_000, 1_000_000, 500_000, 500_000),
    (10_200_000, 985_000, 1_010_000, 510_000, 510_000),
    (12_000_000, 1_075_000, 1_100_000, 600_000, 600_000),
)


@pytest.mark.parametrize("row", WORKED)
def test_the_formula_under_each_reading(row: tuple[int, ...]) -> None:
    """The yearly share for each worked cost base, in the start year, where nothing is indexed."""
    base, best, *rivals = row
    table = filled(told(NO_INDEX, f"faktum: kostnadene i 2020 = kr {base}"), 2020)
    share = cell(table, "Årsandel", 2020)
    assert share.value.plain == best
    assert share.parts is None
    changed = [r for r in rivals if r != best]
    assert share.status is Status.CONTESTED or not changed
    assert [under(share, "årsandel", name) for name in ("A-netto", "B", "B-bunn")] == rivals


# Notes 5: F from 2021 on the first estimates and on the latest series, rounded once to whole kroner.
INDEXED = (
    (2021, 513_500, 522_000),
    (2022, 526_338, 556_974),
    (2023, 545_812, 580_924),
    (2024, 569_282, 609_970),
    (2025, 592_622, 638_639),
    (2026, 613_364, 664_823),
)


def test_the_fixed_share_follows_the_series() -> None:
    """Each year's fixed share on both vintages; in the start year it is the amount itself."""
    table = filled(told(SERIES), *range(2020, 2027))
    assert cell(table, "Fast andel, indeksregulert", 2020).value.plain == 500_000
    for year, estimate, final in INDEXED:
        found = cell(table, "Fast andel, indeksregulert", year)
        assert (found.value.plain, under(found, "vekst", "endelig")) == (estimate, final)
    both = filled(told(SERIES, "valgt: lesning avtaleår av prisfaktor", "valgt: lesning endelig av vekst"), 2026)
    assert cell(both, "Fast andel, indeksregulert", 2026).value.plain == 671_471
    assert filled(told(SERIES), 2027).rows[3].cells[0].status is Status.UNKNOWN


def test_instalments_by_halves_and_by_thirds() -> None:
    """925 000 is 462 500 twice, or 308 333,33 twice with the rest in the settlement (notes, 6.2)."""
    budget = "den 14.12.2022: kommunestyret i Harstad vedtar kr 925 000 som andel for Ibestad i 2023"
    table = filled(told(budget), 2023)
    for label in ("Første termin", "Andre termin"):
        found = cell(table, label, 2023)
        assert found.value.plain == Decimal("462500.00")
        assert under(found, "akontobeløp", "tredeler") == Decimal("308333.33")


def test_the_year_of_exit_and_after() -> None:
    """Out from 1.1.2025: 2024 is owed in full, nothing for 2025. Under 11.1 read literally, what is left of 2024 falls
    away, as it is settled in January 2025; too much paid is paid back either way.
    """
    out = (
        "den 15.11.2023: Ibestad sier opp avtalen; oppsigelsen er skriftlig; oppsigelsen er mottatt 15.11.2023; "
        "oppsigelsen er vedtatt av kommunestyret; oppsigelsen er sendt 14.11.2023"
    )
    costs = ("faktum: kostnadene i 2024 = kr 9 000 000", "faktum: kostnadene i 2025 = kr 9 000 000")
    paid = ("faktum: innbetalingen fra Ibestad i 2024 = kr 800 000", "faktum: innbetalingen fra Ibestad i 2025 = kr 0")
    budget = "den 10.12.2023: kommunestyret i Harstad vedtar kr 900 000 som andel for Ibestad i 2024"
    table = filled(told(SERIES, out, *costs, *paid, budget), 2024, 2025)
    owed = Decimal("990817.90")  # 569 282 + 5 % of (9 000 000 - 569 282)
    assert cell(table, "Skyldig for året", 2024).value.plain == owed
    assert cell(table, "Sluttoppgjør", 2024).value.plain == owed - 800_000
    assert under(cell(table, "Sluttoppgjør", 2024), "betalingsfri", "alt") == 0
    assert cell(table, "Skyldig for året", 2025).value.plain == 0
    assert cell(table, "Første termin", 2025).value.plain == 0
    assert cell(table, "Sluttoppgjør", 2025).value.plain == 0


BUDGETED = "den 10.12.2019: kommunestyret i Harstad vedtar kr 900 000 som andel for Ibestad i 2020"
COSTS = "faktum: kostnadene i 2020 = kr 9 000 000"


def paid(day: str, amount: str, for_what: str, payer: str = MEMBER, payee: str = HOST) -> str:
    """A payment and what it is for."""
    return f"den {day}: {payer} betaler kr {amount} til {payee}; betalingen gjelder {for_what}"


def test_what_was_paid_is_the_sum_of_the_instalments() -> None:
    """925 000 less 450 000 paid twice leaves 25 000; what is paid on it leaves less, and nothing is counted twice."""
    halves = (paid("30.4.2020", "450 000", "terminen 30.4.2020"), paid("31.8.2020", "450 000", "terminen 31.8.2020"))
    table = filled(told(NO_INDEX, BUDGETED, COSTS, *halves), 2020)
    assert cell(table, "Innbetalt på terminene", 2020).value.plain == 900_000
    assert cell(table, "Sluttoppgjør", 2020).value.plain == 25_000
    assert cell(table, "Gjenstår", 2020).value.plain == 25_000
    part = paid("29.1.2021", "20 000", "oppgjøret for 2020")
    settled = filled(told(NO_INDEX, BUDGETED, COSTS, *halves, part), 2020)
    assert cell(settled, "Betalt i oppgjøret", 2020).value.plain == 20_000
    assert cell(settled, "Gjenstår", 2020).value.plain == 5_000


def test_an_instalment_paid_after_the_year_is_paid_on_the_settlement() -> None:
    """The settlement asks for what was not paid within the year; the table and the question say the same amount."""
    late = (paid("30.4.2020", "450 000", "terminen 30.4.2020"), paid("15.1.2021", "450 000", "terminen 31.8.2020"))
    case = told(NO_INDEX, BUDGETED, COSTS, *late)
    table = filled(case, 2020)
    assert cell(table, "Innbetalt på terminene", 2020).value.plain == 450_000
    assert cell(table, "Sluttoppgjør", 2020).value.plain == 475_000
    assert cell(table, "Betalt i oppgjøret", 2020).value.plain == 450_000
    assert cell(table, "Gjenstår", 2020).value.plain == 25_000
    answer = ask(h.contract(), case, f"Hva er sluttoppgjøret for {MEMBER} for 2020?", on=ON)
    assert isinstance(answer, Answer)
    assert answer.value == cell(table, "Sluttoppgjør", 2020).value


def test_a_total_that_is_not_the_sum_of_the_payments_is_said() -> None:
    """Told 900 000 with 850 000 paid: neither is used, and both are named. Told the same, it is that."""
    events = (paid("30.4.2020", "450 000", "terminen 30.4.2020"), paid("31.8.2020", "400 000", "terminen 31.8.2020"))
    total = "faktum: innbetalingen fra Ibestad i 2020 = kr "
    differing = cell(filled(told(COSTS, *events, f"{total}900 000"), 2020), "Innbetalt på terminene", 2020)
    assert differing.value.plain is None
    assert differing.status is Status.UNKNOWN
    assert "900\u00a0000" in differing.missing[0].text
    assert "850\u00a0000" in differing.missing[0].text
    for statements in ((*events, f"{total}850 000"), events, (f"{total}850 000",)):
        assert cell(filled(told(COSTS, *statements), 2020), "Innbetalt på terminene", 2020).value.plain == 850_000
    assert cell(filled(told(COSTS), 2020), "Innbetalt på terminene", 2020).status is Status.UNKNOWN


def test_what_the_host_paid_back_counts_against_the_settlement() -> None:
    """1 000 000 paid for a share of 925 000: 75 000 is to be paid back, and when it is, nothing is left."""
    halves = (paid("30.4.2020", "500 000", "terminen 30.4.2020"), paid("31.8.2020", "500 000", "terminen 31.8.2020"))
    back = paid("29.1.2021", "75 000", "oppgjøret for 2020", HOST, MEMBER)
    table = filled(told(NO_INDEX, COSTS, *halves, back), 2020)
    assert cell(table, "Sluttoppgjør", 2020).value.plain == -75_000
    assert cell(table, "Betalt i oppgjøret", 2020).value.plain == -75_000
    assert cell(table, "Gjenstår", 2020).value.plain == 0


def test_what_a_record_need_not_tell_has_no_year() -> None:
    """An attribute that may lack is nothing to reckon with: no failure, and equal to no year."""
    assert FUNCTIONS["year"](None) is None


def test_costs_told_item_by_item() -> None:
    """Shared items are summed and excluded ones left out; a total that differs from them is said, not used."""
    items = (
        "ting lønn er en kostnad", "ting telefoner er en kostnad",
        "faktum: lønn gjelder annen-kostnad", "faktum: telefoner gjelder klientutstyr",
        "faktum: postbeløpet for lønn i 2020 = kr 9 000 000", "faktum: postbeløpet for telefoner i 2020 = kr 100 000",
        "skjønn den 1.1.2021: lønn er av samme slag som felleskostnadene",
    )  # fmt: skip
    assert cell(filled(told(NO_INDEX, *items), 2020), "Årsandel", 2020).value.plain == 925_000
    agreeing = told(NO_INDEX, *items, "faktum: kostnadene i 2020 = kr 9 000 000")
    assert cell(filled(agreeing, 2020), "Årsandel", 2020).value.plain == 925_000
    differing = cell(filled(told(NO_INDEX, *items, "faktum: kostnadene i 2020 = kr 9 100 000"), 2020), "Årsandel", 2020)
    assert differing.status is Status.UNKNOWN
    assert "9\u00a0100\u00a0000" in differing.missing[0].text
    assert "9\u00a0000\u00a0000" in differing.missing[0].text


def test_a_deviating_system_is_borne_by_the_one_that_deviates() -> None:
    """6.2 last paragraph: nobody else pays, and whether it deviates is for people to judge."""
    voted = "den 1.3.2023: Ibestad vedtar eget fagsystem"
    cost = "faktum: avviksutgiften for Ibestad i 2023 = kr 70 000"
    open_still = cell(filled(told(voted, cost), 2023), "Eget fagsystem, kommunens egen utgift", 2023)
    assert open_still.status is Status.JUDGEMENT
    assert cell(filled(told(cost), 2023), "Eget fagsystem, kommunens egen utgift", 2023).value.plain == 0


def test_the_host_bears_the_rest() -> None:
    """The host's part and the members' shares come to the costs."""
    table = filled(told(NO_INDEX, "faktum: kostnadene i 2020 = kr 9 000 000"), 2020, table="vertsregnskap", party=HOST)
    assert cell(table, "Bæres av vertskommunen", 2020).value.plain == 9_000_000 - 925_000


def test_the_nordhordland_key() -> None:
    """1/3 equally among nine and 2/3 by population: 12 000 000 and 0,7 % is 500 444,44."""
    from vka.api import load, load_case

    agreement = load(h.ROOT / "agreements" / "ikt_nordhordland.vka", cache=False)
    case = load_case(h.ROOT / "agreements" / "saker" / "nordhordland_kostnad_2018.sak", agreement)
    (table,) = agreement.table(case=case, years=[2018], party="Modalen", on=date(2019, 12, 31))
    assert isinstance(table, MoneyTable)
    figures = {row.label: row.cells[0].value.plain for row in table.rows}
    assert figures["Likt mellom kommunene"] == Decimal("444444.44")
    assert figures["Etter folketall"] == 56_000
    assert figures["Å betale"] == Decimal("500444.44")
    everyone = agreement.table(case=case, years=[2018], on=date(2019, 12, 31))
    paid = [t.rows[-1].cells[0].value.plain for t in everyone if isinstance(t, MoneyTable)]
    assert len(paid) == 9
    assert abs(sum(paid) - 12_000_000) < 1


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────────
RATES = st.lists(st.integers(-50, 150), min_size=6, max_size=6)
BASES = st.integers(0, 20_000_000)


def _rates(rates: list[int]) -> list[str]:
    return [
        f"faktum: prisveksten i {2021 + k} etter {vintage} = {'−' if r < 0 else ''}{abs(r) // 10},{abs(r) % 10} %"
        for k, r in enumerate(rates)
        for vintage in ("anslag", "endelig")
    ]


@settings(max_examples=15)
@given(rates=RATES, base=BASES, year=st.integers(2021, 2026))
def test_a_cell_is_the_answer_to_the_question(rates: list[int], base: int, year: int) -> None:
    """A year's share in the table is what «Hva betaler …» answers; its parts add up under every reading."""
    case = told(*_rates(rates), f"faktum: kostnadene i {year} = kr {base}")
    share = cell(filled(case, year), "Årsandel", year)
    answer = ask(h.contract(), case, f"Hva betaler {MEMBER} for {year}?", on=ON)
    assert isinstance(answer, Answer)
    assert (share.value, share.statuses) == (answer.value, answer.statuses)
    assert share.parts is None


@pytest.mark.parametrize(("year", "owed"), [(2018, 0), (2019, 0), (2020, 925_000), (2021, 925_000)])
def test_nothing_is_paid_before_the_start(year: int, owed: int) -> None:
    """The cooperation starts on 1.1.2020: for earlier years nothing is owed, whatever the cost, as the table says."""
    rates = [f"faktum: prisveksten i {y} etter {v} = 0 %" for y in range(2018, 2025) for v in ("anslag", "endelig")]
    case = told(*rates, f"faktum: kostnadene i {year} = kr 9 000 000")
    answer = ask(h.contract(), case, f"Hva betaler {MEMBER} for {year}?", on=ON)
    assert isinstance(answer, Answer)
    assert answer.value == cell(filled(case, year), "Skyldig for året", year).value
    assert answer.value.plain == owed


@pytest.mark.parametrize("year", [9998, 2227, 1825])
def test_a_year_far_from_the_day_of_asking_is_refused(year: int) -> None:
    """What is reckoned year by year is no answer 200 years ahead, and takes its time."""
    table = fill_table(h.contract(), told(), h.contract().tables[0], MEMBER, (2021, year), on=ON)
    answer = ask(h.contract(), told(), f"Hva betaler {MEMBER} for {year}?", on=ON)
    assert isinstance(table, NoAnswer)
    assert isinstance(answer, NoAnswer)
    assert table.reason == answer.reason
    assert f"{year} er mer enn 200 år fra dagen det spørres (23.11.2026)" in table.reason


@settings(max_examples=15)
@given(rates=RATES, gap=st.integers(2021, 2026))
def test_a_gap_leaves_every_later_year_unknown(rates: list[int], gap: int) -> None:
    """A year without a rate: that year's fixed share and every later one are unknown, and the gap is named."""
    kept = [line for line in _rates(rates) if f" {gap} etter anslag" not in line]
    table = filled(told(*kept), *range(2021, 2027))
    for year in range(2021, 2027):
        found = cell(table, "Fast andel, indeksregulert", year)
        assert (found.status is Status.UNKNOWN) == (year >= gap)
        if year >= gap:
            assert f"prisveksten i {gap} etter anslag" in [m.text for m in found.missing]
            assert found.value.plain is None


@settings(max_examples=10)
@given(order=st.permutations(["vekst", "prisfaktor", "årsandel"]))
def test_choosing_readings_in_any_order_gives_the_same(order: list[str]) -> None:
    """Readings chosen by the case give the same figures whichever stands first."""
    names = {"vekst": "endelig", "prisfaktor": "avtaleår", "årsandel": "A-netto"}
    chosen = [f"valgt: lesning {names[p]} av {p}" for p in order]
    found = cell(filled(told(SERIES, *chosen, "faktum: kostnadene i 2023 = kr 9 000 000"), 2023), "Årsandel", 2023)
    factor = Fraction(101, 100) * Fraction(1044, 1000) * Fraction(1067, 1000) * Fraction(1043, 1000)
    assert found.value.plain == Amount(Fraction(round(500_000 * factor)) + 450_000).rounded()


def test_supposing_what_is_told_gives_the_same() -> None:
    """A forecast with the told value gives the told figure, and is shown as supposed."""
    from vka.api import load, load_case

    agreement = load(h.SOURCE, cache=False)
    case = load_case(h.ROOT / "agreements" / "saker" / "eksempel.sak", agreement)
    (plain,) = agreement.table(case=case, years=[2023], on=ON)
    (supposed,) = agreement.table(case=case, years=[2023], on=ON, assume=["kostnadene i 2023 = kr 9 000 000"])
    assert isinstance(plain, MoneyTable)
    assert isinstance(supposed, MoneyTable)
    assert [r.cells[0].value for r in plain.rows] == [r.cells[0].value for r in supposed.rows]
    assert supposed.assumed == ("kostnadene i 2023 = kr 9 000 000",)


# ── what is printed ─────────────────────────────────────────────────────────────────────────────────────────────────
STRIFE = h.ROOT / "agreements" / "saker" / "historie_budsjettstrid.sak"


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_one_year_as_printed(golden: Callable[[str, str], None], year: int) -> None:
    """A year's table, row by row."""
    golden(f"money_{year}.txt", money_text(filled(h.case_file(STRIFE), year)))


def test_years_and_drawing_as_printed(golden: Callable[[str, str], None]) -> None:
    """The matrix, the steps, the CSV and the drawing; the drawing has its figures in words too."""
    costs = [f"faktum: kostnadene i {y} = kr {k}" for y, k in ((2020, 8_400_000), (2021, 9_000_000), (2023, 9_600_000))]
    table = filled(told(SERIES, *costs), *range(2020, 2024))
    golden("money_years.txt", money_text(table))
    golden("money_years.csv", money_csv([table], "nb"))
    drawing = money_svg([table], 8)
    golden("money_years.svg", drawing)
    assert drawing == money_svg([filled(told(SERIES, *costs), *range(2020, 2024))], 8)
    assert "2021: 937\u00a0825,00" in drawing
    assert json.loads(money_json([table]))["format"] == "vka-money-1"
    steps = money_text(filled(told(SERIES, *costs), 2021), steps=True)
    assert "prisveksten i 2021 etter anslag" in steps


def test_the_history_is_there() -> None:
    """The case file of the budget dispute is one of those whose answers are tested."""
    assert Path(STRIFE) in h.CASES
