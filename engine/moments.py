"""Truth on another day. «på D» means true from D: on that day, and not the day before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.values import Never
from engine.calculate import ONE_DAY, compare
from engine.leaves import (
    ChosenDay,
    Demand,
    Extreme,
    Missing,
    Moved,
    Silent,
    Someday,
    Wanted,
    Ways,
    both,
    either,
    opposite,
    ways,
)  # fmt: skip
from engine.trees import FACT, Node, Open, Tree, apply, bind_two
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.core import Term
    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Tree]

_MOST_STRETCHES = 500
"""Of more days than these on which something changes, the act's own day is not tested: the derivation still is."""


def on_day(
    world: World,
    env: tuple[Any, ...],
    inner: Run,
    day: Any,
    exact: bool,
    of: tuple[Term, tuple[str, ...]] | None = None,
) -> Tree:
    """``inner`` read on ``day``; with ``exact``, from that very day. ``of`` is the term of ``inner`` and its
    variables, which say on which days what it rests on changes; without it, any told day may be one.
    """
    if isinstance(day, Never):
        return inner(world.variant(world.possible, None), (END, *env[1:])) if not exact else False
    if isinstance(day, Silent):
        return day
    if isinstance(day, (Missing, Someday)):
        ask = Open(FACT, (*day.keys[0], "på dagen"), (True, False), detail=("compare", day.keys, "=", None))
        return Node(ask, (True, False))
    if isinstance(day, ChosenDay):
        from engine.supposed_days import laid_out

        return laid_out(day, lambda each: on_day(world, env, inner, each, exact, of))
    if isinstance(day, (Wanted, Moved, Extreme)):
        return _on_chosen_day(world, env, inner, day, exact, of)
    assert isinstance(day, date)
    if not exact:
        return inner(world.variant(world.possible, None) if world.exact else world, (day, *env[1:]))
    there = inner(world.variant(world.possible, day), (day, *env[1:]))
    if there is False or day <= BEGINNING:
        return there
    before = inner(world.variant(None, None), (day - ONE_DAY, *env[1:]))
    return bind_two(both, there, apply(opposite, before))


def _on_chosen_day(
    world: World,
    env: tuple[Any, ...],
    inner: Run,
    day: Wanted | Moved | Extreme,
    exact: bool,
    of: tuple[Term, tuple[str, ...]] | None,
) -> Tree:
    """``inner`` read on a day that whoever acts may choose: what is told changes on few days, and between them the act
    is bound to those stretches in which it holds.
    """
    from engine.turning import turning

    done = _is_told(world, day)
    days = world.facts.turning_days() if of is None else turning(*of, world.model)(world, env)
    if len(days) > _MOST_STRETCHES:
        return done
    result: Tree = False
    stretches = _stretches(lambda each: inner(world, (each, *env[1:])), days)
    for number, (start, held) in enumerate(stretches):
        if held is False:
            continue
        within = held
        if exact and number:
            # What is told begins on the stretch's first day; what somebody may do, on any of its days.
            begins = bind_two(both, apply(opposite, stretches[number - 1][1]), compare("≤", day, start))
            told = bind_two(both, apply(lambda leaf: not isinstance(leaf, Ways) and leaf, held), begins)
            within = bind_two(either, told, apply(lambda leaf: isinstance(leaf, Ways) and leaf, held))
        if start > BEGINNING:
            within = bind_two(both, within, compare("≥", day, start))
        if number + 1 < len(stretches):
            within = bind_two(both, within, compare("<", day, stretches[number + 1][0]))
        result = bind_two(either, result, within)
    return bind_two(both, done, result)


def _is_told(world: World, day: Any) -> Any:
    """That a day an act need not have is told of it: then something can be read on it."""
    if isinstance(day, Extreme):
        return both(_is_told(world, day.left), _is_told(world, day.right))
    act = day.wanted if isinstance(day, Moved) else day
    field = world.model.events[act.ghost.kind].field_named(act.field) if isinstance(act, Wanted) else None
    if field is None or not field.optional:
        return True
    return ways(frozenset({frozenset({Demand(act.ghost, act.field, "finnes", None)})}))


def _stretches(value: Callable[[date], Tree], days: tuple[date, ...]) -> list[tuple[date, Tree]]:
    """The days from which a value is another than before, with the value.

    ``days`` are those on which what it rests on changes; between two of them it may change once more, on a day that is
    reckoned. How late an act may be done follows the day itself; that makes no stretch of its own: any of them counts.
    """
    found: list[tuple[date, Tree]] = []
    for start, after in zip(days, (*days[1:], None), strict=True):
        last = END if after is None else after - ONE_DAY
        first, end = value(start), value(last)
        same = apply(shape, first)
        if end == first or apply(shape, end) == same:
            first = bind_two(either, first, end)
            end = first
        if not found or first != found[-1][1]:
            found.append((start, first))
        if end != first:
            low, high = start, last  # another on ``high`` than on ``low``
            while high - low > ONE_DAY:
                middle = low + (high - low) // 2
                low, high = (middle, high) if apply(shape, value(middle)) == same else (low, middle)
            found.append((high, bind_two(either, value(high), end)))
    return found


def shape(leaf: Any) -> Any:
    """What is so on a day, but for which acts bring it about and how late."""
    return "veier" if isinstance(leaf, Ways) else leaf
