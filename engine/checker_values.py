"""Days and numbers for the checker: its own, so that a mistake in the evaluator's is not repeated here."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dsl.values import NEVER, Amount, Interval, days_in_month
from engine.proof import Earliest, Quiet, Untold

ONE = timedelta(days=1)
BEGINNING, END = date.min, date.max


class Wrong(Exception):  # a finding about the proof, not an error of the program
    pass


def same(one: Any, two: Any) -> bool:
    """Are two values the same? A yes is not the number 1."""
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two) and isinstance(one, bool) == isinstance(two, bool)


def extreme(op: str, one: Any, two: Any) -> Any:
    """The earlier or lower, the later or higher; «never» is the latest day, and what is silent or untold stays so."""
    bound = NEVER if op == "max" else BEGINNING
    if one == bound or two == bound:
        return bound
    quiet = next((p for p in (one, two) if isinstance(p, Quiet)), None)
    keys = tuple(k for p in (one, two) if isinstance(p, Untold) for k in p.keys)
    if quiet or keys:
        return quiet or Untold(keys)
    if isinstance(one, Earliest) or isinstance(two, Earliest):
        days = [p.day if isinstance(p, Earliest) else p for p in (one, two)]
        return Earliest(min(days) if op == "min" else max(days))
    return min(one, two) if op == "min" else max(one, two)


def next_on(recurrence: Any, day: date, start: date | None = None) -> date:
    """The first of the days of every year that falls on or after ``day``; of days with a period between, those that are
    counted from ``start``.
    """
    if isinstance(recurrence, Interval):
        if start is None:
            raise Wrong("form", "gjentakelse")
        found, number = start, 0
        while found < day:
            number += 1
            year, month = divmod(12 * start.year + start.month - 1 + number * recurrence.period.months, 12)
            found = date(year, month + 1, min(start.day, days_in_month(year, month + 1)))
            found += number * timedelta(days=recurrence.period.days)
        return found
    years = (day.year, day.year + 1)
    days = [date(y, d.month, min(d.day, days_in_month(y, d.month))) for y in years for d in recurrence.days]
    return min(d for d in days if d >= day)


def rounded(amount: Amount, step: int) -> Amount:
    """To the nearest of ``step`` parts of a krone, half away from zero."""
    whole = int(abs(amount.kroner) * step + Fraction(1, 2))
    return Amount(Fraction(whole if amount.kroner >= 0 else -whole, step))


def works(day: date) -> bool:
    """Is it a working day? Easter by the rule of Meeus, Jones and Butcher."""
    a, b, c = day.year % 19, day.year // 100, day.year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    month, last = divmod(h + week - 7 * m + 114, 31)
    from_easter = (day - date(day.year, month, last + 1)).days
    fixed = (day.month, day.day) in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return day.weekday() < 5 and not fixed and from_easter not in (-3, -2, 0, 1, 39, 49, 50)
