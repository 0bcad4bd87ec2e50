"""Folds over parties, things, events and years, and the first day of a recurrence that fits."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.core import EventSource, RoleSource, SortSource, Source
from dsl.values import NEVER, Amount, Interval, Never
from engine.calculate import FUNCTIONS, extreme
from engine.dates import DateRangeError, contains, next_on, previous_on
from engine.leaves import ChosenDay, Extreme, Missing, Moved, Silent, Someday, Wanted, Ways
from engine.trees import FACT, Node, Tree, bind, bind_two, node

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Tree]

_MOST_TRIES = 60
"""How many days of a recurrence are tried: past the last date anything depends on, conditions no longer change."""


def members_of(source: Source) -> Callable[[World, tuple[Any, ...]], tuple[Any, ...]]:
    """What a source gives in a world: parties, things, or recorded events."""
    if isinstance(source, RoleSource):
        role = source.role
        return lambda world, env: world.facts.members(role, env[0])
    if isinstance(source, SortSource):
        sort = source.sort
        return lambda world, env: world.facts.things.get(sort, ())
    kind = source.kind if isinstance(source, EventSource) else ""
    return lambda world, env: world.facts.events.get(kind, ())


def fold(world: World, env: tuple[Any, ...], op: str, members: tuple[Any, ...], where: Run | None, of: Run) -> Tree:
    """sum, product, min, max, count or latest over the members for which ``where`` holds."""
    return finished(op, totals(world, env, op, members, where, of)[-1])


def totals(
    world: World, env: tuple[Any, ...], op: str, members: tuple[Any, ...], where: Run | None, of: Run
) -> list[Tree]:
    """The fold over none of the members, over the first, over the first two, and so on; each to be ``finished``."""
    result: Tree = _start(op)
    found = [result]
    for member in members:
        inner = (*env, member)
        held = True if where is None else where(world, inner)
        if held is not False:
            value = of(world, inner)
            if held is True:
                result = bind_two(lambda acc, v: _step(op, acc, v), result, value)
            else:
                result = bind(lambda acc, h, v: _step(op, acc, v) if h is True else acc, result, held, value)
        found.append(result)
    return found


def finished(op: str, total: Tree) -> Tree:
    """The value of a fold, once nothing more comes: what an empty one is."""
    return bind(lambda acc: _finish(op, acc), total)


class _Nothing:
    """Nothing folded yet."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Nothing)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "ingenting"


_NOTHING = _Nothing()


def _start(op: str) -> Any:
    return Fraction(1) if op == "product" else 0 if op == "count" else _NOTHING


def _step(op: str, acc: Any, value: Any) -> Tree:
    if op == "count":
        return acc + 1
    if isinstance(acc, _Nothing) or op == "latest":
        return value
    if op == "sum":
        return FUNCTIONS["+"](acc, value)
    if op == "product":
        return FUNCTIONS["·"](acc, value)
    return extreme(op, acc, value)


def _finish(op: str, acc: Any) -> Any:
    if not isinstance(acc, _Nothing):
        return acc
    if op == "sum":
        return Amount(Fraction(0))
    if op == "min":
        return NEVER
    return Missing((("ingen",),))


_OF_NO_CASE = 999
"""No case tells of a day in these years; they are reached only where nothing says when time begins."""


def first_day(world: World, env: tuple[Any, ...], recurrence: Any, start: Any, where: Run) -> Tree:
    """The first day of the recurrence from ``start`` on which ``where`` holds with it; «aldri» if none does."""
    if start is None or isinstance(start, (Silent, Missing, Never)):
        return start
    if isinstance(start, Someday):
        return Someday(start.after, start.keys)

    fixed = None if isinstance(start, (Wanted, Moved, ChosenDay, Extreme)) else start

    def holds(day: date) -> Tree:
        try:
            return where(world, (*env, day))
        except DateRangeError:
            if day.year > _OF_NO_CASE:
                raise
            return False  # counted from the beginning of time, what has to be done before it cannot have been

    made: list[ChosenDay] = []

    def days() -> tuple[date, ...]:
        from engine.supposed_days import days_chosen_from

        return days_chosen_from(lambda day: next_on(recurrence, day, anchor=fixed), fixed, world.asked)

    def chosen() -> ChosenDay:
        if not made:  # one and the same on every branch, so that they merge
            floor = partial(previous_on, recurrence, anchor=fixed)
            made.append(ChosenDay(holds, floor, partial(contains, recurrence, anchor=fixed), days, fixed))
        return made[0]

    if fixed is None:
        # Days with a period between are counted from the start, and there are none to choose among before it is fixed.
        return Missing((("kalender",),)) if isinstance(recurrence, Interval) else chosen()

    # Days are tried forwards until one holds whatever is open, and then put together backwards, so that what is open
    # is asked of each day once and not again in every branch.
    tried: list[tuple[date, Tree]] = []
    last: Tree = NEVER
    day = next_on(recurrence, start, anchor=start)
    while len(tried) < _MOST_TRIES and day.year < date.max.year - 1:
        held = unsure(holds(day))
        tried.append((day, held))
        if held is True or not can_fail(held):
            break
        day = next_on(recurrence, day, strictly=True, anchor=start)

    def settle(held: Any, later: Any, on: date) -> Any:
        if held is True:
            return on
        if held is False:
            return later
        return chosen() if isinstance(held, Ways) else held

    for each, held in reversed(tried):
        last = bind(lambda h, later, on=each: settle(h, later, on), held, last)
    return last


def can_fail(held: Tree) -> bool:
    """Is the condition false in some branch?"""
    return any(can_fail(arm) for arm in held.arms) if type(held) is Node else held is False


def unsure(held: Tree, untold: tuple[tuple[Any, ...], ...] = ()) -> Tree:
    """The condition, missing where it fails by a date nobody has told: there no later day is surer."""
    if held is False and untold:
        return Missing(untold)
    if type(held) is not Node:
        return held
    if held.ask.kind == FACT and held.ask.detail[0] == "compare":
        untold = tuple(dict.fromkeys((*untold, *held.ask.detail[1])))
    return node(held.ask, tuple(unsure(arm, untold) for arm in held.arms))
