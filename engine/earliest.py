"""The first day an actor can bring something about: which days are tried, and how what holds on each is put together.

Where the goal comes with a recurrence («per 1/1») its days are tried. Else, and between them, what the actor's acts
can bring about changes on the days that what is told and said changes on, and at most on reckoned days between those,
such as the day a period of notice has run out.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.core import FirstDay, Onset, Term
from dsl.values import NEVER, Interval, Never
from engine.calculate import ONE_DAY, extreme
from engine.dates import DateRangeError
from engine.folds import can_fail
from engine.leaves import Missing, Silent
from engine.moments import shape
from engine.trees import Tree, apply, bind_two
from engine.turning import turning
from engine.versions import next_of, recurring
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Held = Callable[[date], Tree]

_MOST_DAYS = 12
_MOST_CHANGES = 24
_YEARS_AHEAD = 200


def first_of(
    recurrences: tuple[tuple[date, Any], ...], start: date, holds: Held, could: Held, changing: tuple[date, ...]
) -> Tree:
    """The first day from ``start`` on which ``holds``; «aldri» if none that is tried.

    ``could`` tells what may be so on a day, having come about then or before; ``changing`` are the days on which what
    it rests on changes.
    """
    days: list[date] = []
    day = recurring_day(recurrences, start) if recurrences else start
    found: dict[date, Tree] = {}
    while day is not None and len(days) < _MOST_DAYS:
        days.append(day)
        found[day] = holds(day)
        if not can_fail(found[day]):
            break
        day = recurring_day(recurrences, day, strictly=True)
    sure = bool(days) and not can_fail(found[days[-1]])
    last = days[-1] - ONE_DAY if sure and days[-1] > BEGINNING else _far_from(start)
    for day in _changes(start, last, could, changing):
        days.append(day)
        after = recurring_day(recurrences, day) if recurrences else None
        days += [after] if after is not None else []
    earliest: Tree = NEVER
    for day in sorted(set(days), reverse=True):
        if day not in found:
            found[day] = holds(day)
        earliest = bind_two(partial(_this_or_later, day), found[day], earliest)
    return earliest


def _far_from(day: date) -> date:
    return date(min(day.year + _YEARS_AHEAD, END.year - 200), 12, 31) if day.year < END.year - 200 else day


def _changes(start: date, last: date, could: Held, changing: tuple[date, ...]) -> list[date]:
    """The days from ``start`` to ``last`` from which more may be so than before."""
    if last < start:
        return []
    found: list[date] = []
    before: Any = False
    ends = sorted({start, *(day for day in changing if start < day <= last)})
    for day, after in zip(ends, (*(end - ONE_DAY for end in ends[1:]), last), strict=True):
        try:
            for each, held in _stretch(day, after, could):
                if held is not False and held != before:
                    found.append(each)
                before = held
        except DateRangeError:  # a period from there leads out of the calendar
            break
        if len(found) > _MOST_CHANGES:
            break
    return found


def _stretch(start: date, last: date, could: Held) -> list[tuple[date, Tree]]:
    """The days in a stretch from which something else is so than before: its first, and those that are reckoned."""
    found = [(start, apply(shape, could(start)))]
    end = apply(shape, could(last)) if last > start else found[0][1]
    while found[-1][1] != end and len(found) < _MOST_CHANGES:
        (low, held), high = found[-1], last
        while high - low > ONE_DAY:
            middle = low + (high - low) // 2
            low, high = (middle, high) if apply(shape, could(middle)) == held else (low, middle)
        found.append((high, apply(shape, could(high))))
    return found


def recurring_day(recurrences: tuple[Any, ...], day: date, *, strictly: bool = False) -> date | None:
    """The first day any of the recurrences falls on from a day (or after it), if there is one before time ends."""
    try:
        return min((next_of(r, day, strictly=strictly) for r in recurrences), default=None)
    except DateRangeError:
        return None


def _this_or_later(day: date, held: Any, later: Any) -> Any:
    if held is True:
        return day
    return held if isinstance(held, Missing) else later


def sooner(asked: date, already: Any, found: Any) -> Any:
    """When it has come about, or, if it has not yet, when it first can."""
    if isinstance(already, date) and already <= asked:
        return already
    return found if isinstance(already, (Never, Silent, Missing)) or found is NEVER else extreme("min", already, found)


def days_it_changes_on(world: World, env: tuple[Any, ...], term: Term, names: tuple[str, ...]) -> tuple[date, ...]:
    """The days on which what a term rests on changes, by what is told and by the term itself."""
    kept = world.model.cache.setdefault("turning", {})
    key = (id(term), names)
    if key not in kept:
        kept[key] = turning(term, names, world.model)
    days: tuple[date, ...] = kept[key](world, env)
    return days


def recurrences_in(model: Model, term: Term) -> tuple[tuple[date, Any], ...]:
    """The recurring days on which something a term rests on can begin, each with the day from which it can."""
    kept = model.cache.setdefault("recurrences", {})
    if id(term) in kept:
        return kept[id(term)]  # type: ignore[no-any-return]  # the cache holds tuples only
    found: dict[str, Any] = {}
    for each in model.rests_on(term, past=lambda each: not isinstance(each, Onset)):
        if isinstance(each, FirstDay):  # days counted from another are searched for as reckoned ones are
            found.update((k, r) for k, r in recurring(each.recurrence).items() if not isinstance(r[1], Interval))
    kept[id(term)] = tuple(found.values())
    return kept[id(term)]  # type: ignore[no-any-return]  # as above
