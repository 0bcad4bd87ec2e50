"""Norwegian public holidays as the law has them today, and which days are working days.

Helligdagsfredloven (LOV-1995-02-24-12) § 2 names the holy days, and lov 26. april 1947 nr. 1 makes 1 and 17 May equal
to Sundays. Christmas Eve and New Year's Eve, and the eves of Easter and Whitsun, are ordinary days here: those the Act
names are holy from 16:00 only. The same holidays are used for every year, also years before the Acts.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
"""Nyttårsdag, 1. mai, 17. mai, 1. og 2. juledag."""

_FROM_EASTER_DAY = (-3, -2, 0, 1, 39, 49, 50)
"""Skjærtorsdag, langfredag, 1. og 2. påskedag, Kristi himmelfartsdag, 1. og 2. pinsedag."""

_SATURDAY = 5


@lru_cache(maxsize=512)
def public_holidays(year: int) -> frozenset[date]:
    """The year's holidays other than ordinary Sundays."""
    from dateutil.easter import easter

    easter_day = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in _FIXED]
        + [easter_day + timedelta(days=days) for days in _FROM_EASTER_DAY]
    )


def is_working_day(day: date) -> bool:
    """Whether the day is a virkedag: not a Saturday, a Sunday or a public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)
