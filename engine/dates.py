"""Calendar arithmetic with its rounding stated.

Conventions. A period is added months first and days after, and subtracted in the same order. Only the months can meet
a day that does not exist (31 January and one month), so rounding happens once, and it has two answers: *down*, the last
day of the month (domstolloven § 148 second paragraph), and *up*, the first of the next. ``Shifted`` carries both; they
are equal when nothing was rounded. The idea is that of Monat, Fromherz and Merigoux, *Formalizing Date Arithmetic and
Statically Detecting Ambiguities for the Law* (ESOP 2024).

Stretches of time are half-open: the start is in, the end is not. What falls outside the years 1 to 9999 raises
``DateRangeError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dsl.record import Record, record
from dsl.values import Interval, Period, Recurrence, Recurring, days_in_month
from engine.holidays_no import is_working_day as is_working_day

_ONE_DAY = timedelta(days=1)


class DateRangeError(ValueError):
    """A calculation left the years 1 to 9999. ``message_nb`` and ``message_en`` are for the user."""

    def __init__(self, what_nb: str, what_en: str) -> None:
        self.message_nb = (
            f"Utenfor kalenderen: {what_nb}. Kalenderen går fra år 1 til år 9999; rett dagen eller perioden."
        )
        self.message_en = (
            f"Outside the calendar: {what_en}. The calendar runs from year 1 to 9999; correct the day or the period."
        )
        super().__init__(self.message_nb)


@record
class Shifted(Record):
    """The two answers of a calculation: with a day that does not exist rounded ``down``, and with it rounded ``up``."""

    down: date
    up: date

    @property
    def is_exact(self) -> bool:
        """Whether the rounding makes no difference."""
        return self.down == self.up


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def shift(day: date, period: Period, *, back: bool = False) -> Shifted:
    """The day a period after ``day``, or with ``back`` a period before it.

    >>> shift(date(2024, 2, 29), Period(months=12))
    Shifted(down=datetime.date(2025, 2, 28), up=datetime.date(2025, 3, 1))
    """
    sign = -1 if back else 1
    try:
        month = _month_of(day) + sign * period.months
        days = timedelta(days=sign * period.days)
        length = _length(month)
        if day.day <= length:
            exact = _date(month, day.day) + days
            return Shifted(exact, exact)
        return Shifted(_date(month, length) + days, _date(month + 1, 1) + days)
    except OverflowError as error:
        words_nb, words_en = ("før", "before") if back else ("etter", "after")
        raise DateRangeError(f"{period} {words_nb} {_shown(day)}", f"{period} {words_en} {_shown(day)}") from error


def latest_start(end: date, period: Period) -> Shifted:
    """The latest day from which the period has run out by ``end``, for each rounding.

    ``shift(day, period).down <= end`` just when ``day <= latest_start(end, period).down``, and likewise for ``up``.
    Rounding down ends a period sooner, so here ``down`` is the later or equal day.
    """
    try:
        target = end - timedelta(days=period.days)
        month = _month_of(target) - period.months
        length = _length(month)
        up = _date(month, min(target.day, length))
        # A month's last day is where every later day number is rounded down to.
        ends_its_month = target.day == _length(_month_of(target))
        return Shifted(_date(month, length) if ends_its_month else up, up)
    except OverflowError as error:
        raise DateRangeError(f"{period} før {_shown(end)}", f"{period} before {_shown(end)}") from error


def earliest_start(end: date, period: Period) -> Shifted:
    """The earliest day from which the period has not run out before ``end``, for each rounding.

    ``shift(day, period).down >= end`` just when ``day >= earliest_start(end, period).down``, and likewise for ``up``.
    """
    try:
        target = end - timedelta(days=period.days)
        month = _month_of(target) - period.months
        down = _date(month, target.day) if target.day <= _length(month) else _date(month + 1, 1)
        if target.day == 1:
            # The first of a month is where the month before rounds its missing days up to.
            last_in_shorter = _length(_month_of(target) - 1)
            if _length(month - 1) > last_in_shorter:
                return Shifted(down, _date(month - 1, last_in_shorter + 1))
        return Shifted(down, down)
    except OverflowError as error:
        raise DateRangeError(f"{period} før {_shown(end)}", f"{period} before {_shown(end)}") from error


# ── days that recur ─────────────────────────────────────────────────────────────────────────────────────────────────
#
# 29 February falls on the 28th in a common year (``MonthDay``). An interval is counted both ways from ``anchor``, which
# is itself one of the days: the n-th is n periods from it, counted in one go and rounded down, so the 31st stays the
# month's last day instead of drifting. A caller whose anchor is no occurrence asks ``strictly`` after it.


def next_on(recurring: Recurring, day: date, *, strictly: bool = False, anchor: date | None = None) -> date:
    """The first recurring day on or after ``day``; with ``strictly``, after it. An interval needs an ``anchor``."""
    start = _neighbour(day, 1) if strictly else day
    if isinstance(recurring, Interval):
        return _nth(recurring, _anchored(anchor), _count_to(recurring, _anchored(anchor), start))
    this_year = (found for each in recurring.days if (found := each.in_year(start.year)) >= start)
    return next(this_year, None) or _in_year(recurring, start.year + 1, 0)


def previous_on(recurring: Recurring, day: date, *, strictly: bool = False, anchor: date | None = None) -> date:
    """The last recurring day on or before ``day``; with ``strictly``, before it. An interval needs an ``anchor``."""
    end = _neighbour(day, -1) if strictly else day
    if isinstance(recurring, Interval):
        count = _count_to(recurring, _anchored(anchor), end)
        found = _nth(recurring, _anchored(anchor), count)
        return found if found == end else _nth(recurring, _anchored(anchor), count - 1)
    this_year = (found for each in reversed(recurring.days) if (found := each.in_year(end.year)) <= end)
    return next(this_year, None) or _in_year(recurring, end.year - 1, -1)


def contains(recurring: Recurring, day: date, *, anchor: date | None = None) -> bool:
    """Whether ``day`` is one of the recurring days."""
    return any(True for _ in _from(recurring, day, day, anchor))


def days_of(recurring: Recurring, year: int, *, anchor: date | None = None) -> tuple[date, ...]:
    """The recurring days of one year, in order."""
    if not 1 <= year <= 9999:
        raise DateRangeError(f"år {year}", f"year {year}")
    return tuple(_from(recurring, date(year, 1, 1), date(year, 12, 31), anchor))


def between(recurring: Recurring, start: date, end: date, *, anchor: date | None = None) -> tuple[date, ...]:
    """The recurring days from ``start`` up to but not including ``end``, in order."""
    return tuple(_from(recurring, start, end - _ONE_DAY, anchor)) if start < end else ()


def _from(recurring: Recurring, start: date, last: date, anchor: date | None) -> Iterator[date]:
    """The recurring days from ``start`` to ``last``, both included."""
    if isinstance(recurring, Interval):
        count = _count_to(recurring, _anchored(anchor), start)
        while (found := _nth_or_none(recurring, _anchored(anchor), count)) is not None and found <= last:
            yield found
            count += 1
        return
    for year in range(start.year, last.year + 1):
        # 28 and 29 February are one day in a common year.
        yield from sorted({day for each in recurring.days if start <= (day := each.in_year(year)) <= last})


def years(first: int, last: int) -> range:
    """The years from ``first`` to ``last``, both included; none if ``last`` is before ``first``."""
    for year in (first, last):
        if first <= last and not 1 <= year <= 9999:
            raise DateRangeError(f"år {year}", f"year {year}")
    return range(first, last + 1)


def _in_year(recurrence: Recurrence, year: int, index: int) -> date:
    if not 1 <= year <= 9999:
        raise DateRangeError(f"{recurrence} i år {year}", f"{recurrence} in year {year}")
    return recurrence.days[index].in_year(year)


def _anchored(anchor: date | None) -> date:
    if anchor is None:
        raise ValueError("an interval needs an anchor to count from")
    return anchor


def _nth(interval: Interval, anchor: date, count: int) -> date:
    return shift(anchor, interval.period * abs(count), back=count < 0).down


def _nth_or_none(interval: Interval, anchor: date, count: int) -> date | None:
    try:
        return _nth(interval, anchor, count)
    except DateRangeError:
        return None


def _is_before(interval: Interval, anchor: date, count: int, day: date) -> bool:
    """Whether the day with that number is before ``day``; outside the calendar, whether it was counted backwards."""
    found = _nth_or_none(interval, anchor, count)
    return count < 0 if found is None else found < day


def _count_to(interval: Interval, anchor: date, day: date) -> int:
    """The number of the first day of the interval on or after ``day``, by division and a step or two.

    400 years are 4800 months or 146 097 days, so the estimate is at most a few days off and at most a period or two.
    Past the end of the calendar the number is that of a day that does not exist.
    """
    period = interval.period
    count = (day - anchor).days * 4800 // (period.months * 146_097 + period.days * 4800)
    while not _is_before(interval, anchor, count, day):
        count -= 1
    while _is_before(interval, anchor, count, day):
        count += 1
    return count


# ── working days ────────────────────────────────────────────────────────────────────────────────────────────────────


def next_working_day(day: date) -> date:
    """The day itself if it is a virkedag, else the first one after it (domstolloven § 149 first paragraph)."""
    while not is_working_day(day):
        day = _neighbour(day, 1)
    return day


# ── months as numbers ───────────────────────────────────────────────────────────────────────────────────────────────


def _month_of(day: date) -> int:
    """Months since the beginning of year 0."""
    return 12 * day.year + day.month - 1


def _date(month: int, day: int) -> date:
    """The day of the month with that number. Raises ``OverflowError`` outside the calendar, as ``timedelta`` does."""
    if not 12 <= month < 120_000:
        raise OverflowError
    return date(month // 12, month % 12 + 1, day)


def _length(month: int) -> int:
    """Days in the month with that number; a year outside the calendar has months too."""
    return days_in_month(month // 12, month % 12 + 1)


def _neighbour(day: date, step: int) -> date:
    try:
        return day + step * _ONE_DAY
    except OverflowError as error:
        raise DateRangeError(
            f"dagen {'etter' if step > 0 else 'før'} {_shown(day)}", f"next to {_shown(day)}"
        ) from error
