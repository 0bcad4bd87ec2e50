"""Folds over parties, things, events and years, and the first day of a recurrence that fits."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.values import NEVER, Amount, Never
from engine.calculate import FUNCTIONS, extreme
from engine.dates import contains, next_on, previous_on
from engine.leaves import ChosenDay, Missing, Silent, Someday, Wanted, Ways
from engine.trees import Tree, bind

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Tree]

_MOST_TRIES = 60
"""How many days of a recurrence are tried: past the last date anything depends on, conditions no longer change."""


def fold(world: World, env: tuple[Any, ...], op: str, members: tuple[Any, ...], where: Run | None, of: Run) -> Tree:
    """sum, product, min, max, count or latest over the members for which ``where`` holds."""
    result: Tree = _start(op)
    for member in members:
        inner = (*env, member)
        held = True if where is None else where(world, inner)
        if held is False:
            continue
        value = of(world, inner)
        if held is True:
            result = bind(lambda acc, v: _step(op, acc, v), result, value)
        else:
            result = bind(lambda acc, h, v: _step(op, acc, v) if h is True else acc, result, held, value)
    return bind(lambda acc: _finish(op, acc), result)


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


def first_day(world: World, env: tuple[Any, ...], recurrence: Any, start: Any, where: Run) -> Tree:
    """The first day of the recurrence from ``start`` on which ``where`` holds with it; «aldri» if none does."""
    if isinstance(start, (Silent, Missing, Never)):
        return start
    if isinstance(start, Someday):
        return Someday(start.after, start.keys)

    def holds(day: date) -> Tree:
        return where(world, (*env, day))

    chosen = ChosenDay(holds, lambda day: previous_on(recurrence, day), lambda day: contains(recurrence, day))
    if isinstance(start, (Wanted, ChosenDay)):
        return chosen

    def attempt(day: date, tries: int) -> Tree:
        if tries > _MOST_TRIES or day.year >= date.max.year - 1:
            return NEVER
        return bind(lambda leaf: settle(leaf, day, tries), holds(day))

    def settle(leaf: Any, day: date, tries: int) -> Tree:
        if leaf is True:
            return day
        if leaf is False:
            return attempt(next_on(recurrence, day, strictly=True), tries + 1)
        return chosen if isinstance(leaf, Ways) else leaf

    return attempt(next_on(recurrence, start), 0)
