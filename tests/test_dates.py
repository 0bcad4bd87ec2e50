"""Calendar arithmetic: its rounding, its inverses, what recurs, and working days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from dsl.values import Interval, MonthDay, Period, Recurrence, Recurring
from engine.dates import (
    DateRangeError,
    Shifted,
    between,
    contains,
    days_of,
    earliest_start,
    is_working_day,
    latest_start,
    next_on,
    next_working_day,
    previous_on,
    shift,
)
from engine.holidays_no import public_holidays

# Days near the end of a month are where calendars are hard, so half of the examples are drawn from there.
any_days = st.dates(date(1600, 1, 1), date(2400, 12, 31))
month_ends = st.builds(lambda day, back: day.replace(day=1) - timedelta(days=back), any_days, st.integers(-1, 3))
days = any_days | month_ends
months_only = st.integers(0, 60).map(Period)
periods = months_only | st.builds(Period, st.integers(0, 60), st.integers(0, 500))
month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
recurrences = st.lists(month_days | st.just(MonthDay(2, 29)) | st.just(MonthDay(2, 28)), min_size=1, max_size=4).map(
    Recurrence
)
intervals = periods.filter(lambda period: period != Period()).map(Interval)
recurring = recurrences | intervals

YEAR = Period.of(years=1)


# ── a period from a day ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "period", "back", "down", "up"),
    [
        # The two cases of Catala's own tests, and the rest by the words of domstolloven § 148.
        (date(2012, 2, 29), YEAR, False, date(2013, 2, 28), date(2013, 3, 1)),
        (date(2024, 2, 29), YEAR, False, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2024, 2, 29), YEAR * 4, False, date(2028, 2, 29), date(2028, 2, 29)),
        (date(2023, 1, 31), Period(1), False, date(2023, 2, 28), date(2023, 3, 1)),
        (date(2023, 1, 30), Period(1, 2), False, date(2023, 3, 2), date(2023, 3, 3)),
        (date(2024, 3, 31), Period(1), True, date(2024, 2, 29), date(2024, 3, 1)),
        (date(2024, 12, 31), Period(2), False, date(2025, 2, 28), date(2025, 3, 1)),
        (date(2025, 1, 1), YEAR, True, date(2024, 1, 1), date(2024, 1, 1)),
        (date(2024, 1, 2), Period(days=365), False, date(2025, 1, 1), date(2025, 1, 1)),
    ],
)
def test_shift(day: date, period: Period, back: bool, down: date, up: date) -> None:
    """Months first, rounded once and both ways; then days."""
    assert shift(day, period, back=back) == Shifted(down, up)
    assert shift(day, period, back=back).is_exact == (down == up)


@given(days, periods, st.booleans())
def test_rounding_down_is_what_dateutil_does(day: date, period: Period, back: bool) -> None:
    """``down`` is relativedelta's answer, and ``up`` is the same day or the next."""
    sign = -1 if back else 1
    shifted = shift(day, period, back=back)
    assert shifted.down == day + relativedelta(months=sign * period.months) + timedelta(days=sign * period.days)
    assert timedelta(0) <= shifted.up - shifted.down <= timedelta(days=1)


@given(days, days, periods, st.booleans())
def test_shift_is_monotone(one: date, other: date, period: Period, back: bool) -> None:
    """A later day gives a later or equal day, for each rounding."""
    sooner, later = (shift(day, period, back=back) for day in sorted((one, other)))
    assert sooner.down <= later.down
    assert sooner.up <= later.up


@given(days, periods)
def test_back_and_forth(day: date, period: Period) -> None:
    """Forth and back is home for days alone, and for months alone on days that every month has."""
    by_days, by_months = Period(days=period.days), Period(period.months)
    assert shift(shift(day, by_days).down, by_days, back=True).down == day
    there = shift(day, by_months)
    home = shift(there.down, by_months, back=True).down
    assert home == day if there.is_exact else day - timedelta(days=3) <= home < day


@given(days, days, periods)
@example(date(2024, 2, 29), date(2025, 2, 28), YEAR)
@example(date(2023, 1, 29), date(2023, 3, 1), Period(1))
def test_latest_start_is_the_adjoint_of_shift(day: date, end: date, period: Period) -> None:
    """day + period <= end just when day <= latest_start(end, period), for each rounding."""
    for start in (day, *_around(latest_start(end, period))):
        assert (shift(start, period).down <= end) == (start <= latest_start(end, period).down)
        assert (shift(start, period).up <= end) == (start <= latest_start(end, period).up)


@given(days, days, periods)
@example(date(2024, 2, 29), date(2025, 3, 1), YEAR)
@example(date(2023, 1, 29), date(2023, 3, 1), Period(1))
def test_earliest_start_is_the_other_adjoint(day: date, end: date, period: Period) -> None:
    """day + period >= end just when day >= earliest_start(end, period), for each rounding."""
    for start in (day, *_around(earliest_start(end, period))):
        assert (shift(start, period).down >= end) == (start >= earliest_start(end, period).down)
        assert (shift(start, period).up >= end) == (start >= earliest_start(end, period).up)


def _around(starts: Shifted) -> list[date]:
    """The days where the answer turns, and their neighbours."""
    return [day + timedelta(days=step) for day in (starts.down, starts.up) for step in (-1, 0, 1)]


def test_latest_start_for_a_year_end() -> None:
    """A year's notice for 1 January must be given by 1 January the year before; for 28.2.2025, rounding decides."""
    assert latest_start(date(2025, 1, 1), YEAR) == Shifted(date(2024, 1, 1), date(2024, 1, 1))
    assert latest_start(date(2025, 2, 28), YEAR) == Shifted(date(2024, 2, 29), date(2024, 2, 28))
    assert earliest_start(date(2025, 3, 1), YEAR) == Shifted(date(2024, 3, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    "outside",
    [
        lambda: shift(date(9999, 12, 31), Period(days=1)),
        lambda: shift(date(9999, 6, 1), YEAR),
        lambda: shift(date(1, 1, 31), Period(1), back=True),
        lambda: shift(date(2024, 1, 1), Period(days=10**12)),
        lambda: latest_start(date(1, 6, 1), YEAR),
        lambda: earliest_start(date(1, 1, 1), Period(days=1)),
        lambda: next_on(Recurrence([MonthDay(1, 1)]), date(9999, 1, 2)),
        lambda: previous_on(Recurrence([MonthDay(12, 31)]), date(1, 1, 2)),
        lambda: next_on(Interval(YEAR), date(9999, 1, 2), anchor=date(2000, 1, 1)),
        lambda: previous_on(Interval(YEAR), date(1, 1, 2), anchor=date(2000, 6, 1)),
        lambda: next_on(Recurrence([MonthDay(1, 1)]), date(9999, 12, 31), strictly=True),
        lambda: days_of(Recurrence([MonthDay(1, 1)]), 10_000),
    ],
)
def test_outside_the_calendar(outside: Callable[[], object]) -> None:
    """What leaves the years 1 to 9999 says so to the user, in two languages."""
    with pytest.raises(DateRangeError, match="Utenfor kalenderen") as error:
        outside()
    assert error.value.message_en.startswith("Outside the calendar")


# ── days that recur ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_fixed_days() -> None:
    """Each 30.4 and 31.8, near them and across a new year."""
    reports = Recurrence([MonthDay(8, 31), MonthDay(4, 30)])
    assert next_on(reports, date(2024, 4, 30)) == date(2024, 4, 30)
    assert next_on(reports, date(2024, 4, 30), strictly=True) == date(2024, 8, 31)
    assert next_on(reports, date(2024, 9, 1)) == date(2025, 4, 30)
    assert previous_on(reports, date(2024, 4, 29)) == date(2023, 8, 31)
    assert previous_on(reports, date(2024, 4, 30), strictly=True) == date(2023, 8, 31)
    assert days_of(reports, 2024) == (date(2024, 4, 30), date(2024, 8, 31))
    assert between(reports, date(2024, 4, 30), date(2024, 8, 31)) == (date(2024, 4, 30),)


def test_the_end_of_february_recurs_every_year() -> None:
    """29.2 falls on the 28th in a common year, and is then the same day as 28.2."""
    ends = Recurrence([MonthDay(2, 28), MonthDay(2, 29)])
    assert days_of(ends, 2024) == (date(2024, 2, 28), date(2024, 2, 29))
    assert days_of(ends, 2025) == (date(2025, 2, 28),)


def test_an_interval_does_not_drift() -> None:
    """The last of the month stays the last, as each day is counted from the anchor."""
    monthly, anchor = Interval(Period(1)), date(2023, 1, 31)
    assert days_of(monthly, 2023, anchor=anchor)[:4] == (
        anchor,
        date(2023, 2, 28),
        date(2023, 3, 31),
        date(2023, 4, 30),
    )
    assert previous_on(Interval(YEAR * 4), date(2025, 1, 1), anchor=date(2020, 1, 1)) == date(2024, 1, 1)
    assert days_of(Interval(YEAR), 9999, anchor=date(2020, 2, 29)) == (date(9999, 2, 28),)


def test_an_interval_needs_an_anchor() -> None:
    """Where an interval is counted from is never guessed."""
    with pytest.raises(ValueError, match="needs an anchor"):
        next_on(Interval(YEAR), date(2024, 1, 1))


@given(recurring, days, days)
def test_next_and_previous_enclose(each: Recurring, day: date, anchor: date) -> None:
    """The next is one of the days, not before the day asked about, with none between; and so for the previous."""
    after, before = next_on(each, day, anchor=anchor), previous_on(each, day, anchor=anchor)
    assert before <= day <= after
    assert contains(each, after, anchor=anchor)
    assert contains(each, before, anchor=anchor)
    assert contains(each, day, anchor=anchor) == (before == after)
    assert between(each, before + timedelta(days=1), after, anchor=anchor) == ()
    assert next_on(each, before, strictly=True, anchor=anchor) == next_on(
        each, day + timedelta(days=before == day), anchor=anchor
    )
    assert previous_on(each, after, strictly=True, anchor=anchor) == previous_on(
        each, day - timedelta(days=after == day), anchor=anchor
    )


@given(recurring, st.lists(days, min_size=3, max_size=3), days)
def test_between_is_half_open(each: Recurring, three: list[date], anchor: date) -> None:
    """Two stretches that meet have together just the days of the whole."""
    start, middle, end = sorted(day.replace(year=2000 + day.year % 20, day=min(day.day, 28)) for day in three)
    whole = between(each, start, end, anchor=anchor)
    assert whole == between(each, start, middle, anchor=anchor) + between(each, middle, end, anchor=anchor)
    assert all(start <= day < end for day in whole)
    assert list(whole) == sorted(set(whole))


@given(recurring, st.integers(1601, 2399), days)
def test_the_days_of_a_year_are_those_between_its_ends(each: Recurring, year: int, anchor: date) -> None:
    """A year is the stretch from one 1 January to the next."""
    assert days_of(each, year, anchor=anchor) == between(each, date(year, 1, 1), date(year + 1, 1, 1), anchor=anchor)


# ── working days ────────────────────────────────────────────────────────────────────────────────────────────────────

EASTER_DAYS = [(2020, 4, 12), (2021, 4, 4), (2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5)]

MOVED = {
    # The due days 31.1, 30.4 and 31.8 of 2020 to 2029 that are no working days, and the one each moves to.
    date(2021, 1, 31): date(2021, 2, 1),
    date(2022, 4, 30): date(2022, 5, 2),
    date(2023, 4, 30): date(2023, 5, 2),
    date(2024, 8, 31): date(2024, 9, 2),
    date(2025, 8, 31): date(2025, 9, 1),
    date(2026, 1, 31): date(2026, 2, 2),
    date(2027, 1, 31): date(2027, 2, 1),
    date(2028, 4, 30): date(2028, 5, 2),
}


def test_due_days_of_ten_years() -> None:
    """Just those due days move that are no working days, past the weekend and past 1 May."""
    due = Recurrence([MonthDay(1, 31), MonthDay(4, 30), MonthDay(8, 31)])
    found = {day: next_working_day(day) for day in between(due, date(2020, 1, 1), date(2030, 1, 1))}
    assert {day: moved for day, moved in found.items() if day != moved} == MOVED


@pytest.mark.parametrize(("year", "month", "day"), EASTER_DAYS)
def test_easter(year: int, month: int, day: int) -> None:
    """Easter Day, and the seven days that follow from it, in years whose Easter is known."""
    easter = date(year, month, day)
    moving = {easter + timedelta(days=step) for step in (-3, -2, 0, 1, 39, 49, 50)}
    assert moving <= public_holidays(year)


def test_the_holidays_of_a_year() -> None:
    """All twelve of 2025, and no eve among them."""
    assert sorted(f"{day.day}.{day.month}" for day in public_holidays(2025)) == sorted(
        ["1.1", "17.4", "18.4", "20.4", "21.4", "1.5", "17.5", "29.5", "8.6", "9.6", "25.12", "26.12"]
    )
    assert is_working_day(date(2025, 12, 24))
    assert is_working_day(date(2025, 12, 31))


@given(days)
def test_the_next_working_day_is_the_first(day: date) -> None:
    """It is a working day, none lies between, and Easter week is the longest wait."""
    found = next_working_day(day)
    assert is_working_day(found)
    assert timedelta(0) <= found - day <= timedelta(days=5)
    assert not any(is_working_day(day + timedelta(days=step)) for step in range((found - day).days))
