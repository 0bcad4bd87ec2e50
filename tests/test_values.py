"""The value types: what is exact, what has an order and what has none."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from dsl.literals import read_literal
from dsl.values import (
    NEVER,
    Amount,
    IncomparablePeriodsError,
    Interval,
    MonthDay,
    Never,
    Period,
    Recurrence,
    days_in_month,
    first,
    last,
)

days = st.dates(date(1600, 1, 1), date(2400, 12, 31))
periods = st.builds(Period, st.integers(0, 60), st.integers(0, 800))
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
shares = st.fractions(max_denominator=1000)


# ── periods ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_year_is_months_and_a_week_is_days() -> None:
    """Units fold only where that is exact."""
    assert Period.of(years=1, months=2, weeks=2, days=1) == Period(months=14, days=15)
    assert Period.of(years=1) != Period.of(days=365)


@pytest.mark.parametrize(("months", "days"), [(-1, 0), (0, -1)])
def test_a_period_is_not_negative(months: int, days: int) -> None:
    """A negative part is refused."""
    with pytest.raises(ValueError, match="must be >="):
        Period(months, days)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        (Period(11), Period.of(years=1)),
        (Period(days=27), Period(1)),
        (Period(1), Period(days=32)),
        (Period.of(years=1), Period(days=367)),
        (Period(1, 5), Period(1, 6)),
        (Period(days=1460), Period.of(years=4, days=1)),
    ],
)
def test_periods_that_have_an_order(shorter: Period, longer: Period) -> None:
    """A period is less than another when it ends sooner from every day."""
    assert shorter < longer
    assert longer > shorter
    assert shorter <= longer
    assert not longer <= shorter


def test_a_bound_that_may_be_reached() -> None:
    """A month is never more than 31 days, yet sometimes as many: so <= has an answer, and < has none."""
    assert Period(1) <= Period(days=31)
    assert not Period(1) > Period(days=31)
    with pytest.raises(IncomparablePeriodsError):
        _ = Period(1) < Period(days=31)


@pytest.mark.parametrize("pair", [(Period(1), Period(days=30)), (Period.of(years=4), Period(days=1460))])
def test_periods_that_have_no_order(pair: tuple[Period, Period]) -> None:
    """Where the day they are counted from decides, comparing is an error that says so."""
    with pytest.raises(IncomparablePeriodsError) as error:
        _ = pair[0] <= pair[1]
    assert "kommer an på dagen" in error.value.message_nb
    assert "depends on the day" in error.value.message_en


@given(st.data(), periods, periods)
@example(None, Period(1), Period(days=28))
def test_the_order_of_periods_holds_from_every_day(data: st.DataObject | None, one: Period, other: Period) -> None:
    """If p <= q then p never ends after q; if not, it always does: dateutil's months are the judge."""
    start = data.draw(days) if data else date(2023, 1, 31)
    ends = [start + relativedelta(months=p.months) + timedelta(days=p.days) for p in (one, other)]
    try:
        assert (ends[0] <= ends[1]) == (one <= other)
    except IncomparablePeriodsError:
        assert (one.months < other.months) == (one.days > other.days)


# ── days of the year ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (1, 0), (0, 1), (13, 1)])
def test_no_such_day_of_the_year(month: int, day: int) -> None:
    """A day that no year has is refused."""
    with pytest.raises(ValueError, match=r"no day|must be in"):
        MonthDay(month, day)


def test_the_end_of_february() -> None:
    """29 February is the last of the month in every year."""
    assert MonthDay.end_of(2) == MonthDay(2, 29)
    assert [MonthDay(2, 29).in_year(year) for year in (2024, 2025)] == [date(2024, 2, 29), date(2025, 2, 28)]
    assert MonthDay(2, 29).is_end_of_month
    assert not MonthDay(2, 28).is_end_of_month


@given(days)
def test_a_month_ends_the_day_before_the_next(day: date) -> None:
    """The length of a month is the distance between two firsts."""
    begins = day.replace(day=1)
    assert timedelta(days=days_in_month(day.year, day.month)) == begins + relativedelta(months=1) - begins


@given(st.lists(month_days, min_size=1))
def test_recurring_days_are_a_set_in_order(listed: list[MonthDay]) -> None:
    """The order and the repetition of what was listed do not matter."""
    assert Recurrence(listed) == Recurrence(listed[::-1] + listed)
    assert list(Recurrence(listed).days) == sorted(set(listed))


def test_what_recurs_is_something() -> None:
    """No days, or an interval of nothing, is refused."""
    with pytest.raises(ValueError, match="must be"):
        Recurrence(())
    with pytest.raises(ValueError, match="longer than nothing"):
        Interval(Period())


# ── amounts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kroner", "rounded"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(5, 1000), "0.01"),
        (Fraction(-5, 1000), "-0.01"),
        (Fraction(-4, 1000), "0.00"),
        (Fraction(10**40 * 3 + 1, 3), f"{10**40}.33"),
    ],
)
def test_half_an_ore_goes_away_from_zero(kroner: Fraction, rounded: str) -> None:
    """Amounts round to whole øre, however large, and never to minus zero."""
    assert str(Amount(kroner).rounded()) == rounded


@given(shares)
def test_rounding_is_to_the_nearest_ore(kroner: Fraction) -> None:
    """A rounded amount is at most half an øre away and has two decimals."""
    rounded = Amount(kroner).rounded()
    assert abs(Fraction(rounded) - kroner) <= Fraction(1, 200)
    assert rounded.as_tuple().exponent == -2


@given(shares, shares, st.integers(1, 50))
def test_money_is_shared_without_loss(one: Fraction, other: Fraction, parts: int) -> None:
    """Parts add up to the whole, and an amount is its share of another times the other."""
    whole = Amount(one) + Amount(other)
    assert sum([whole / parts] * parts, Amount(0)) == whole
    assert whole - Amount(other) == Amount(one)
    assert whole * Fraction(1, parts) == whole / parts == Fraction(1, parts) * whole
    if other:
        assert Amount(other) * (Amount(one) / Amount(other)) == Amount(one)


def test_no_float_is_money() -> None:
    """A float is refused, also as a factor."""
    with pytest.raises(TypeError, match="not a float"):
        Amount(0.1)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(TypeError, match="not a float"):
        Amount(1) * 0.1  # type: ignore[operator]  # the point of the test
    assert Amount(Decimal("0.10")) < Amount(Fraction(2, 10)) < Amount(1)


# ── never ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(days)
def test_never_is_after_every_date(day: date) -> None:
    """«Aldri» is later than any date, from both sides, and equal only to itself."""
    assert day < NEVER > day
    assert day <= NEVER >= day
    never = Never()
    assert not never < day
    assert not never <= day
    assert not day > never
    assert day != never
    assert never <= NEVER >= never
    assert never == NEVER
    assert not never < NEVER
    assert not never > NEVER


@given(st.lists(days, min_size=1))
def test_first_and_last(some: list[date]) -> None:
    """Never is neutral for the first and absorbs the last."""
    assert first(*some, NEVER) == first(*some) == min(some)
    assert last(*some, NEVER) == NEVER
    assert last(*some) == max(some)


def test_first_and_last_of_nothing() -> None:
    """The first of no days never comes; a last of no days is meaningless."""
    assert first() == NEVER
    with pytest.raises(ValueError, match=r"empty|at least one"):
        last()


# ── str ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    st.one_of(
        st.tuples(st.just("årsdag"), month_days),
        st.tuples(st.just("gjentakelse"), st.lists(month_days, min_size=1).map(Recurrence)),
        st.tuples(st.just("gjentakelse"), st.integers(1, 60).map(lambda n: Interval(Period(months=n)))),
        st.tuples(st.just("gjentakelse"), st.integers(1, 60).map(lambda n: Interval(Period(days=n)))),
        st.tuples(st.just("periode"), st.integers(0, 60).map(lambda n: Period(months=n))),
        st.tuples(st.just("periode"), st.integers(0, 60).map(lambda n: Period(days=n))),
        st.tuples(st.just("beløp"), st.integers(0, 10**9).map(lambda ore: Amount(Fraction(ore, 100)))),
    )
)
def test_str_is_a_literal(case: tuple[str, object]) -> None:
    """str(value) reads back as the value."""
    kind, value = case
    assert read_literal(str(value), kind).value == value


def test_str_of_what_has_no_literal() -> None:
    """Values that no literal states are still shown."""
    assert str(Period(18, 1)) == "18 måneder og 1 dag"
    assert str(Amount(Fraction(100, 3))) == "kr 100/3"
    assert str(NEVER) == "aldri"
