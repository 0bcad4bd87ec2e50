"""The first day a party's own acts bring something about: recurring days are tried, and what begins between them is
searched for.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.core import Call, FirstDay, Onset, Term, children
from dsl.values import NEVER, Never
from engine.calculate import ONE_DAY, extreme
from engine.dates import DateRangeError
from engine.folds import can_fail
from engine.leaves import Missing, Silent
from engine.trees import Tree, bind_two, leaves
from engine.versions import next_of, recurring
from engine.world import END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model

_MOST_DAYS = 12


def earliest(recurrences: tuple[Any, ...], start: date, on: Callable[[date], Tree], by: Callable[[date], Tree]) -> Tree:
    """The first day from ``start``, ``NEVER`` if there is none, for each way of settling what is open.

    ``on`` says of a day whether the acts bring it about from just that day, ``by`` whether they do by then.

    The recurring days what is asked about rests on are tried, since most of what can be brought about begins on one.
    But what takes effect at once, or a period after the act, begins on any day. So of the day before the one found it
    is asked whether all could be done by then; if so, the first such day is searched for and tried as well. The search
    takes for granted that what could be done by a day could be by a later.
    """
    tried: dict[date, Tree] = {}
    day = recurring_day(recurrences, start) if recurrences else start
    while day is not None and len(tried) < _MOST_DAYS:
        tried[day] = on(day)
        day = recurring_day(recurrences, day, strictly=True) if can_fail(tried[day]) else None
    found = _first(tried)
    for _ in range(_MOST_DAYS):
        between = _begun_before(found, start, by)
        if between is None or between in tried:
            break
        tried[between] = on(between)
        found = _first(tried)
    return found


def _first(tried: dict[date, Tree]) -> Tree:
    """Put together backwards, as in ``folds.first_day``."""
    found: Tree = NEVER
    for day in sorted(tried, reverse=True):
        found = bind_two(partial(_this_or_later, day), tried[day], found)
    return found


def _begun_before(found: Tree, start: date, by: Callable[[date], Tree]) -> date | None:
    """The first day by which it could be brought about somewhere where a later day was found; None if there is none."""

    def is_late(day: date) -> bool:
        late = bind_two(lambda held, first: held is True and _after(first, day), by(day), found)
        return any(leaf is True for leaf in leaves(late))

    ends = {leaf - ONE_DAY if isinstance(leaf, date) else END for leaf in leaves(found) if _after(leaf, start)}
    high = next((day for day in sorted(ends) if is_late(day)), None)
    if high is None or is_late(start):
        return None if high is None else start
    low = start
    while high - low > ONE_DAY:
        middle = low + (high - low) // 2
        low, high = (low, middle) if is_late(middle) else (middle, high)
    return high


def _after(found: Any, day: date) -> bool:
    return isinstance(found, Never) or (isinstance(found, date) and found > day)


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
    """The day it has come about; what is to come about of itself later, own acts may bring about before."""
    if isinstance(already, date) and (already <= asked or not isinstance(found, date)):
        return already
    return found if isinstance(already, (Never, Silent, Missing)) or found is NEVER else extreme("min", already, found)


def recurrences_in(model: Model, term: Term) -> tuple[tuple[date, Any], ...]:
    """The recurring days on which something a term rests on can begin, each with the day from which it can."""
    kept = model.cache.setdefault("recurrences", {})
    if id(term) in kept:
        return kept[id(term)]  # type: ignore[no-any-return]  # the cache holds tuples only
    found: dict[str, Any] = {}
    seen: set[str] = set()
    stack = [term]
    while stack:
        each = stack.pop()
        if isinstance(each, FirstDay):
            found.update(recurring(each.recurrence))
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            stack.append(model.definitions[each.name].body)
        if isinstance(each, Onset):
            continue
        stack.extend(children(each))
    kept[id(term)] = tuple(found.values())
    return kept[id(term)]  # type: ignore[no-any-return]  # as above
