"""Budget and cost (6.2 to 6.4): a deviating vote changes nothing that is owed, and the formula is the formula."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.values import Amount
from engine.answer import Answer, Status
from engine.ask import ask
from engine.money_table import MoneyTable, fill_table
from engine.norm_state import NormState
from engine.position import duties_of, position_of
from tests.helpers import (
    CASES,
    HOST,
    MEMBER,
    NEWCOMER,
    approvals,
    budget,
    case,
    case_file,
    chosen,
    contract,
    cost,
    found,
    growth,
    newcomer,
)
from tests.strategies import kroner, years

few = settings(max_examples=40)
votes = st.sampled_from((0, 850_000, 925_000, 950_000))
vote_days = st.dates(date(2021, 1, 1), date(2029, 1, 1))
NO_INDEX = (chosen("prisfaktor", "startår"),)


@given(years, votes, votes, vote_days, vote_days)
@few
def test_a_deviating_budget_never_ends_the_agreement(year: int, host: int, member: int, one: date, two: date) -> None:
    """Whatever is voted, the agreement is neither broken nor over on the preferred reading; equal votes settle it."""
    about = case(*approvals(), budget(one, HOST, host, year), budget(two, MEMBER, member, year))
    effect = found(about, "budsjett-virkning", MEMBER, year)
    assert effect.value is False
    assert effect.settled == (host == member)
    owed = found(about, "budsjett-betaling", MEMBER, year)
    assert owed.value is True
    assert owed.settled == (host == member)


@given(years, years, votes, votes, vote_days)
@few
def test_a_vote_for_another_year_is_no_deviation(year: int, other: int, host: int, member: int, when: date) -> None:
    """Votes are compared within a year."""
    about = case(*approvals(), budget(when, HOST, host, year), budget(when, MEMBER, member, other))
    effect = found(about, "budsjett-virkning", MEMBER, year)
    if other != year:
        assert effect.settled
    assert effect.value is False


@given(years, votes, votes, vote_days, kroner)
@few
def test_a_vote_never_changes_what_is_owed(year: int, host: int, member: int, when: date, kr: int) -> None:
    """The yearly share is computed from cost, not from budgets, on every reading."""
    told = (*approvals(), cost(2020, kr))
    before = found(case(*told), "betaling-år", MEMBER, 2020)
    after = found(
        case(*told, budget(when, HOST, host, year), budget(when, MEMBER, member, 2020)), "betaling-år", MEMBER, 2020
    )
    assert after.tree == before.tree


@given(years, votes, votes, vote_days)
@few
def test_the_instalments_are_halves_of_the_hosts_budget(year: int, host: int, member: int, when: date) -> None:
    """Two equal instalments of the host's vote, whatever the member has voted."""
    told = (*approvals(), budget(when, HOST, host, year), budget(when, MEMBER, member, year))
    instalment = found(case(*told), "termin", MEMBER, year)
    assert instalment.value == Amount(Fraction(host, 2))
    thirds = case(*told, chosen("akontobeløp", "tredeler"), chosen("budsjettandel", "eget"))
    assert found(thirds, "termin", MEMBER, year).value.rounded() == Amount(Fraction(member, 3)).rounded()


def share(reading: str, fixed: Fraction, total: int) -> Fraction:
    """The yearly share by the table of readings, written out once more."""
    rate = Fraction(5, 100)
    return {
        "A": fixed + rate * (total - fixed),
        "A-netto": fixed + rate * total,
        "B": rate * total,
        "B-bunn": max(fixed, rate * total),
    }[reading]


@given(kroner, st.sampled_from(("A", "A-netto", "B", "B-bunn")))
@few
def test_the_yearly_share_is_the_formula_on_each_reading(kr: int, reading: str) -> None:
    """Fixed sum and rate on each of the four readings, in the first year, when nothing is regulated."""
    about = case(*approvals(), *NO_INDEX, cost(2020, kr), chosen("årsandel", reading))
    told = found(about, "betaling-år", MEMBER, 2020)
    assert told.settled
    assert told.value == Amount(share(reading, Fraction(500_000), kr))


@given(kroner, kroner)
@few
def test_more_cost_is_never_less_to_pay(one: int, two: int) -> None:
    """The share grows with the cost, on every reading."""
    less, more = sorted((one, two))
    for reading in ("A", "A-netto", "B", "B-bunn"):
        values = [
            found(
                case(*approvals(), *NO_INDEX, cost(2020, kr), chosen("årsandel", reading)), "betaling-år", MEMBER, 2020
            ).value
            for kr in (less, more)
        ]
        assert values[0] <= values[1]


@given(kroner, st.booleans(), st.sampled_from(("A", "A-netto", "B", "B-bunn")))
@few
def test_the_host_bears_the_rest(kr: int, three: bool, reading: str) -> None:
    """The members' shares and the host's are the whole cost, to the last øre."""
    joined = newcomer(date(2020, 1, 1), date(2019, 12, 31)) if three else ()
    about = case(*approvals(), *joined, *NO_INDEX, cost(2020, kr), chosen("årsandel", reading))
    members = (MEMBER, NEWCOMER) if three else (MEMBER,)
    shares = sum((found(about, "betaling-år", who, 2020).value.kroner for who in members), Fraction(0))
    assert found(about, "vertens-del", HOST, 2020).value == Amount(kr - shares)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=5))
@few
def test_regulation_compounds_from_the_year_after_the_first(tenths: list[int]) -> None:
    """The fixed sum grows by each year's deflator after the first year, rounded to whole kroner once, at the end."""
    percents = [f"{t / 10:.1f}".replace(".", ",") for t in tenths]
    last = 2020 + len(tenths)
    rates = [growth(2021 + i, p) for i, p in enumerate(percents)]
    about = case(*approvals(), *NO_INDEX, chosen("vekst", "anslag"), *rates)
    factor = Fraction(1)
    for t in tenths:
        factor *= 1 + Fraction(t, 1000)
    told = found(about, "fast-andel", last)
    assert isinstance(told.value, Amount)
    assert abs(told.value.kroner - 500_000 * factor) <= Fraction(1, 2)
    assert told.value.kroner.denominator == 1
    assert found(about, "fast-andel", 2020).value == Amount(500_000)


@pytest.mark.parametrize(("missing", "kr"), [(2021, 9_000_000), (2022, 9_000_000)])
def test_a_missing_deflator_is_missing(missing: int, kr: int) -> None:
    """The fixed sum is unknown, never unregulated, while a year's deflator is not told."""
    told = [growth(year, "2,0") for year in (2021, 2022) if year != missing]
    about = case(*approvals(), *NO_INDEX, chosen("vekst", "anslag"), *told, cost(2022, kr))
    assert found(about, "fast-andel", 2022).statuses == (Status.UNKNOWN,)
    assert found(about, "betaling-år", MEMBER, 2022).value is None


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_vote_nobody_has_told_of_is_asked_for_once_and_in_words(lang: str) -> None:
    """What an instalment turns on is the host's vote, not also a sum of nothing."""
    about = case(*approvals(), complete=date(2026, 11, 1))
    answer = ask(contract(), about, f"Hvor stor er terminen for {MEMBER} i 2022?", on=date(2026, 11, 30), lang=lang)
    assert isinstance(answer, Answer)
    assert answer.status is Status.UNKNOWN
    assert len(answer.missing) == 1
    assert HOST in answer.missing[0].text


DISAGREED = case_file(next(path for path in CASES if path.stem == "historie_budsjettstrid"))
"""The host votes 950 000 for 2025, the member 850 000 on 19 December 2024; it pays the rest on 4 March 2026."""


def test_a_vote_read_as_notice_ends_nothing_before_notice_would() -> None:
    """By 11.1 a notice of 19 December 2024 takes effect on 1 January 2026; the vote read as one cannot do more."""
    read = case(
        *approvals(), budget(date(2024, 12, 10), HOST, 950_000, 2025),
        budget(date(2024, 12, 19), MEMBER, 850_000, 2025), chosen("avviksutgang", "selvvarsel"),
        chosen("avviksbrudd", "uenighet"),
    )  # fmt: skip
    for on, ended in ((date(2024, 12, 20), False), (date(2025, 12, 31), False), (date(2026, 1, 1), True)):
        answer = found(read, "budsjett-virkning", MEMBER, 2025, on=on)
        assert (answer.value, answer.statuses) == (ended, (Status.SETTLED,)), on


def test_a_deviating_budget_is_a_disagreement_to_be_settled_amicably() -> None:
    """6.4: the deviating vote «vil anses som en uenighet»; 13: it is to be sought settled. So from the vote on."""
    for on, owed in ((date(2024, 12, 18), False), (date(2024, 12, 19), True)):
        norms = {s.norm for s in position_of(contract(), DISAGREED, on).in_effect}
        assert ({"minnelighet", "søksmål"} <= norms) is owed, on


def test_what_was_missing_on_an_instalment_is_paid_in_the_settlement() -> None:
    """Paid 850 000 of 950 000 on the instalments and 192 990.90 in the settlement: the instalments are paid late by any
    reading of the formula, also those that leave more of the settlement unpaid or make it a repayment.
    """
    asked = date(2026, 11, 1)
    year = duties_of(contract(), DISAGREED, date(2025, 1, 1), date(2025, 12, 31), MEMBER, asked)
    terms = [s for s in year.items if s.norm == "akonto"]
    assert [(s.state, s.fulfilled) for s in terms] == [(NormState.FULFILLED_LATE, date(2026, 3, 4))] * 2
    assert not [r for s in terms for r in s.rivals if NormState.VIOLATED in r.states]
    before = duties_of(contract(), DISAGREED, date(2025, 1, 1), date(2025, 12, 31), MEMBER, date(2026, 3, 3))
    assert {s.state for s in before.items if s.norm == "akonto"} == {NormState.VIOLATED}


def test_the_settlement_is_of_6_2_and_says_that_its_sum_came_late() -> None:
    """6.2 third paragraph has the settlement; the cost was known on 22 February, after the time limit."""
    yearly = next(t for t in contract().tables if t.name == "årsoppgjør")
    table = fill_table(contract(), DISAGREED, yearly, MEMBER, (2025,), on=date(2026, 11, 1))
    assert isinstance(table, MoneyTable)
    clauses = {row.label: row.clauses for row in table.rows}
    assert (clauses["Sluttoppgjør"], clauses["Gjenstår"]) == (("6.2",), ("6.2",))
    assert clauses["Faller bort: deltar ikke"] == ("11.1",)
    year = duties_of(contract(), DISAGREED, date(2026, 1, 1), date(2026, 3, 31), MEMBER, date(2026, 11, 1))
    settlement = next(s for s in year.items if s.norm == "sluttoppgjør")
    assert settlement.state is NormState.FULFILLED_LATE
    assert any("først kunne regnes ut etter fristen" in each for each in settlement.follows)
