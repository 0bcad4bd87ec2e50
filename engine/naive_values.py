"""The functions of ``engine.naive``: comparison, arithmetic and the calendar, on plain values."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import count, product
from typing import TYPE_CHECKING, Any

from dsl.core import Lit, Term, children
from dsl.record import Record, record
from dsl.values import NEVER, Amount, Interval, Never, Period, Recurrence, days_in_month
from engine.holidays_no import is_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.case import Case, EventRecord
    from dsl.contract import Contract

_DAY = timedelta(days=1)
_LAST_YEAR = 2100
"""Recurring days are tried to the end of this year."""


@record
class NoValue(Record):
    """What a calculation gives that gives nothing."""


NO_VALUE = NoValue()


@record
class Unsaid(Record):
    """What nobody has said: the name of the gap, "" where no case of ranked cases applies."""

    gap: str


def all_of(values: Any) -> Any:
    """«og»: False decides; else what is unsaid, else what has no value, else True."""
    return _decided(list(values), False)


def any_of(values: Any) -> Any:
    """«eller»: True decides."""
    return _decided(list(values), True)


def _decided(values: list[Any], decisive: bool) -> Any:
    if decisive in [v for v in values if isinstance(v, bool)]:
        return decisive
    for kind in (Unsaid, NoValue):
        for value in values:
            if isinstance(value, kind):
                return value
    return not decisive


def compared(op: str, left: Any, right: Any) -> bool:
    """A comparison of two values; nothing is before, at or after None."""
    if op in ("=", "≠"):
        return bool((left == right) == (op == "="))
    if left is None or right is None:
        return False
    return bool({"≤": left <= right, "<": left < right, "≥": left >= right, ">": left > right}[op])


def least_or_greatest(op: str, left: Any, right: Any) -> Any:
    """The earlier or lower ("min"), the later or higher ("max"). «Aldri» is the latest and the first day the earliest,
    whatever the other is.
    """
    bound = NEVER if op == "max" else date.min
    if left == bound or right == bound:
        return bound
    for each in (left, right):
        if not _is_plain(each):
            return each
    return (left if left <= right else right) if op == "min" else (left if left >= right else right)


def _is_plain(value: Any) -> bool:
    return isinstance(value, date | Never | int | Fraction | Amount | Period)


def calculated(op: str, args: list[Any], rounding: str) -> Any:
    """A function of the core by its name."""
    match op, *args:
        case ("+" | "−", left, Amount(kroner=0)) if not isinstance(left, Amount):
            return left  # the sum over nobody is told in kroner, and is nothing whatever it is added to
        case "+", Amount(kroner=0), right if not isinstance(right, Amount):
            return right
        case "+", left, right:
            return left + right
        case "−", left, right:
            return left - right
        case "·", left, Amount() as right:
            return right * left
        case "·", left, right:
            return left * right
        case "/", left, right:
            zero = right.kroner == 0 if isinstance(right, Amount) else right == 0
            return NO_VALUE if zero else (Fraction(left) if isinstance(left, int) else left) / right
        case (("before" | "after"), period, day):
            always = op == "before" and day == date.min
            return day if isinstance(day, Never) or always else moved(day, period, op == "before", rounding)
        case "day-of-year", year_day, year:
            return year_day.in_year(year)
        case "year", Never():
            return NO_VALUE
        case "is-working-day", Never():
            return False
        case ("day-next-year", _, Never() as day) | (_, Never() as day):
            return day
        case "day-next-year", year_day, day:
            return year_day.in_year(day.year + 1)
        case "day-before", day:
            return day if day == date.min else day - _DAY
        case "year", day:
            return day.year
        case "next-working-day", day:
            return next_working_day(day)
        case "is-working-day", day:
            return is_working_day(day)
        case "round-kroner", amount:
            return _rounded(amount, 1)
        case "round-øre", amount:
            return _rounded(amount, 100)
        case "money", value:
            return _rounded(value, 100) if isinstance(value, Amount) else value
    raise ValueError(op)


def _rounded(amount: Amount, parts: int) -> Amount:
    """Half goes away from zero."""
    size = abs(amount.kroner) * parts
    whole = int(size + Fraction(1, 2))
    return Amount(Fraction(whole if amount.kroner >= 0 else -whole, parts))


def moved(day: date, period: Period, back: bool, rounding: str) -> date:
    """The months first and the days after. A day its month lacks is the month's last ("ned") or the next first."""
    sign = -1 if back else 1
    year, month = divmod(day.year * 12 + day.month - 1 + sign * period.months, 12)
    length = days_in_month(year, month + 1)
    there = date(year, month + 1, min(day.day, length))
    if day.day > length and rounding == "opp":
        there += _DAY
    return there + sign * period.days * _DAY


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def recurring_days(recurrence: Recurrence | Interval, start: date) -> Iterator[date]:
    """The days of a recurrence from a day on; those with a period between are counted from it."""
    if isinstance(recurrence, Interval):
        for number in count():
            year, month = divmod(12 * start.year + start.month - 1 + number * recurrence.period.months, 12)
            if year >= _LAST_YEAR:
                return
            day = date(year, month + 1, min(start.day, days_in_month(year, month + 1)))
            yield day + number * timedelta(days=recurrence.period.days)
        return
    for year in range(start.year, _LAST_YEAR):
        for day in sorted({each.in_year(year) for each in recurrence.days}):
            if day >= start:
                yield day


def days_that_matter(
    contract: Contract, case: Case, events: tuple[EventRecord, ...] = (), others: tuple[date, ...] = ()
) -> tuple[date, ...]:
    """The days on which something can begin or end, in order: the first of all; each day told, each in the rules and
    in ``others``; each of these one or two declared periods earlier or later; the days that recur near them; the
    working day each of these is moved to; and the day after each of all these.
    """
    literals = [v.value for v in contract.values]
    for definition in contract.definitions:
        literals += _literals(definition.body)
    told = {d for d in (*literals, *others) if isinstance(d, date)}
    told |= {p.since for p in contract.parties + case.parties if p.since is not None}
    for event in (*case.events, *events):
        told |= {v for _, v in (("dato", event.day), *event.fields) if isinstance(v, date)}
    periods = {p for p in literals if isinstance(p, Period)}
    for _ in range(2):
        told |= {moved(d, p, b, r) for d, p, b, r in product(told, periods, (False, True), ("ned", "opp"))}
    years = range(min((d.year for d in told), default=2020), max((d.year for d in told), default=2020) + 2)
    for each in literals:
        if isinstance(each, Recurrence):
            told |= {day.in_year(year) for day in each.days for year in years}
    told |= {next_working_day(d) for d in told if date.min < d < date.max}
    return tuple(sorted({date.min} | told | {d + _DAY for d in told if d < date.max}))


def _literals(term: Term) -> list[Any]:
    if isinstance(term, Lit):
        return [term.value]
    return [value for each in children(term) for value in _literals(each)]


def allowed(contract: Contract, case: Case, known: date, event: EventRecord, last: date) -> bool:
    """May this event have happened, unrecorded, by ``last``? See ``engine.naive`` on unrecorded events."""
    kind = next(k for k in contract.events if k.name == event.kind)
    told_to = dict(case.complete_for).get(event.kind, case.complete)
    if kind.breach or event.day > last or (told_to is not None and event.day <= min(told_to, known)):
        return False
    return not any(
        a.kind == event.kind
        and all(event.get(name) == value for name, value in a.fields)
        and (a.start or date.min) <= event.day <= (a.stop or date.max)
        for a in case.absences
    )
