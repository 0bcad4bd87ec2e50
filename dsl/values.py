"""The values an agreement is written with: periods, days that recur, amounts, and «aldri».

Conventions. A day is a ``datetime.date`` and a year an ``int``; shares and percentages are plain ``Fraction`` (5 % is
``Fraction(1, 20)``); money is Norwegian kroner. Nothing here is rounded before someone asks for it. A day that may
never come is a ``Day``, that is a date or ``Never``, and «aldri» is later than every date. ``str()`` of a value is a
literal that ``literals.read_literal`` reads back, as far as the value has a literal at all.

Only what has an order is ordered: days of the year by the calendar, amounts by size, and periods where one of two
is the shorter from whatever day they are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, overload

from dsl.record import Record, record, set_fields

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class IncomparablePeriodsError(ValueError):
    """Two periods of which neither is the shorter: which one is, depends on the day they are counted from."""

    def __init__(self, first: Period, second: Period) -> None:
        self.message_nb = (
            f"«{first}» og «{second}» kan ikke sammenlignes: hvilken som er lengst, kommer an på dagen de regnes fra. "
            "Sammenlign dagene de ender på i stedet."
        )
        self.message_en = (
            f"“{first}” and “{second}” cannot be compared: which is the longer depends on the day they are counted "
            "from. Compare the days they end on instead."
        )
        super().__init__(self.message_nb)


@record
class Period(Record):
    """A length of time as agreements state it: ``months`` calendar months and then ``days`` days, neither negative.

    A year is twelve months and a week is seven days; a month is never a number of days. Hence ``<`` and its kin answer
    only when the answer is the same from every day (1 år < 400 dager), and raise ``IncomparablePeriodsError`` otherwise
    (1 måned and 30 dager).
    """

    months: int = 0
    days: int = 0

    def __init__(self, months: int = 0, days: int = 0) -> None:
        for name, number in (("months", months), ("days", days)):
            if not isinstance(number, int):
                raise TypeError(f"{name} is {number!r}, must be an int")
            if number < 0:
                raise ValueError(f"{name} is {number}, must be >= 0")
        set_fields(self, months, days)

    @classmethod
    def of(cls, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> Period:
        """The period of so many of each unit."""
        return cls(12 * years + months, 7 * weeks + days)

    def __add__(self, other: Period) -> Period:
        return Period(self.months + other.months, self.days + other.days)

    def __mul__(self, times: int) -> Period:
        return Period(self.months * times, self.days * times)

    def __le__(self, other: Period) -> bool:
        least, most = self._days_short_of(other)
        if least < 0 <= most:
            raise IncomparablePeriodsError(self, other)
        return least >= 0

    def __lt__(self, other: Period) -> bool:
        return not other <= self

    def __ge__(self, other: Period) -> bool:
        return other <= self

    def __gt__(self, other: Period) -> bool:
        return not self <= other

    def _days_short_of(self, other: Period) -> tuple[int, int]:
        """The fewest and the most days by which ``other`` ends later, from any day and in both roundings."""
        months, days = other.months - self.months, other.days - self.days
        least, most = _days_in_months(abs(months))
        return (days + least, days + most) if months >= 0 else (days - most, days - least)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = []
        if self.months and not months:
            parts.append(f"{years} år")
        elif self.months:
            parts.append(f"{self.months} {'måned' if self.months == 1 else 'måneder'}")
        if self.days or not parts:
            parts.append(f"{self.days} {'dag' if self.days == 1 else 'dager'}")
        return " og ".join(parts)


@lru_cache(maxsize=64)
def _days_in_months(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many calendar months can be, over the 400 years in which calendars repeat.

    Counting from the first of a month is enough: from a later day, rounded down or up, the count lies between these.
    """
    firsts = [_first_of_month(index) for index in range(4800)]
    lengths = [_first_of_month(index + months) - first for index, first in enumerate(firsts)]
    return min(lengths), max(lengths)


def _first_of_month(index: int) -> int:
    """Day number of the first day of month ``index``, counted from January of the year 2000."""
    years, month = divmod(index, 12)
    cycles, year = divmod(years, 400)
    return date(2000 + year, month + 1, 1).toordinal() + 146_097 * cycles


class _Ordered(Record):
    """Records of one class in the order of their fields."""

    __slots__ = ()

    def __lt__(self, other: Any) -> bool:
        return bool(self._values(self) < self._values(other)) if type(other) is type(self) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return bool(self._values(self) <= self._values(other)) if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return bool(self._values(self) > self._values(other)) if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return bool(self._values(self) >= self._values(other)) if type(other) is type(self) else NotImplemented


@record
class MonthDay(_Ordered):
    """A day that comes every year. 29 February is the last day of February: in a common year it is the 28th.

    That is how domstolloven § 148 second paragraph treats a day its month lacks, and it makes «utgangen av februar» one
    value. Raises ``ValueError`` for a day no year has.
    """

    month: int
    day: int

    def __init__(self, month: int, day: int) -> None:
        if month not in range(1, 13):
            raise ValueError(f"month is {month!r}, must be in 1 to 12")
        if not 1 <= day <= longest_month(month):
            raise ValueError(f"month {month} has no day {day}")
        set_fields(self, month, day)

    @classmethod
    def end_of(cls, month: int) -> MonthDay:
        """The last day of a month, whatever the year."""
        return cls(month, longest_month(month))

    @property
    def is_end_of_month(self) -> bool:
        """Whether it is the last day of its month in every year."""
        return self.day == longest_month(self.month)

    def in_year(self, year: int) -> date:
        """The day in that year. Raises ``ValueError`` for a year ``date`` does not have (1 to 9999)."""
        return date(year, self.month, min(self.day, days_in_month(year, self.month)))

    def __str__(self) -> str:
        return f"{self.day}.{self.month}"


def longest_month(month: int) -> int:
    """How many days the month has when it has most: 29 for February."""
    return _LONGEST_MONTHS[month - 1]


def days_in_month(year: int, month: int) -> int:
    """How many days the month has that year, by the Gregorian rule for leap years."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not is_leap else longest_month(month)


@record
class Recurrence(Record):
    """Fixed days of every year, at least one, in calendar order and each once: hver 30.4 og 31.8."""

    days: tuple[MonthDay, ...]

    def __init__(self, days: Iterable[MonthDay]) -> None:
        ordered = tuple(sorted(set(days)))
        if not ordered:
            raise ValueError("the days of a recurrence must be at least one")
        set_fields(self, ordered)

    def __str__(self) -> str:
        *most, last = map(str, self.days)
        return f"hver {', '.join(most)} og {last}" if most else f"hver {last}"


@record
class Interval(Record):
    """Time and again with a fixed period between: hvert fjerde år, tertialvis. Where to count from is not said."""

    period: Period

    def __init__(self, period: Period) -> None:
        if period == Period():
            raise ValueError("an interval must be longer than nothing")
        set_fields(self, period)

    def __str__(self) -> str:
        number, unit = str(self.period).split(" ", 1)
        each = "hvert" if unit == "år" else "hver"
        singular = {"måneder": "måned", "dager": "dag"}.get(unit, unit)
        return f"{each} {singular}" if number == "1" else f"{each} {number}. {singular}"


Recurring = Recurrence | Interval
"""What «gjentas» may be followed by."""


def _exact(number: int | Fraction | Decimal) -> Fraction:
    if isinstance(number, float):
        raise TypeError("an amount is exact: give a Fraction, an int or a Decimal, not a float")
    return Fraction(number)


@record
class Amount(_Ordered):
    """An exact amount of Norwegian kroner, fractions of an øre included. Raises ``TypeError`` for a ``float``."""

    kroner: Fraction

    def __init__(self, kroner: int | Fraction | Decimal) -> None:
        set_fields(self, _exact(kroner))

    def rounded(self) -> Decimal:
        """The amount in whole øre, always with two decimals; half an øre goes away from zero."""
        ore = abs(self.kroner) * 100
        whole = (2 * ore.numerator + ore.denominator) // (2 * ore.denominator)
        digits = tuple(map(int, str(whole)))
        # Built from its digits: arithmetic on Decimal would round a large amount to the context's precision.
        return Decimal((int(self.kroner < 0 and whole > 0), digits, -2))

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.kroner + other.kroner)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.kroner - other.kroner)

    def __neg__(self) -> Amount:
        return Amount(-self.kroner)

    def __mul__(self, factor: Fraction | int) -> Amount:
        return Amount(self.kroner * factor)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, divisor: Fraction | int) -> Amount: ...
    @overload
    def __truediv__(self, divisor: Amount) -> Fraction: ...
    def __truediv__(self, divisor: Fraction | int | Amount) -> Amount | Fraction:
        """A share of the amount, or what share the amount is of another."""
        if isinstance(divisor, Amount):
            return self.kroner / divisor.kroner
        return Amount(self.kroner / divisor)

    def __str__(self) -> str:
        if (self.kroner * 100).denominator > 1:
            return f"kr {self.kroner}"
        whole, _, ore = f"{self.rounded():,}".replace(",", " ").partition(".")
        return f"kr {whole}" if ore == "00" else f"kr {whole},{ore}"


@record
class Never(Record):
    """«Aldri»: a day that does not come. It is later than every date and equal only to itself."""

    def __lt__(self, other: Day) -> bool:
        return False

    def __le__(self, other: Day) -> bool:
        return self == other

    def __gt__(self, other: Day) -> bool:
        return self != other

    def __ge__(self, other: Day) -> bool:
        return True

    def __str__(self) -> str:
        return "aldri"


Day = date | Never
"""A day that may never come."""

NEVER: Final = Never()


def first(*days: Day) -> Day:
    """The earliest of the days; «aldri» when there are none, as nothing that never happens happens first."""
    return min(days, default=NEVER)


def last(*days: Day) -> Day:
    """The latest of the days, «aldri» if one of them is. Raises ``ValueError`` when there are none."""
    return max(days)


Value = date | MonthDay | Recurrence | Interval | Period | Amount | Fraction | int
"""What a literal can stand for."""
