"""Truth on another day. «på D» means true from D: on that day, and not the day before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.values import Never
from engine.calculate import ONE_DAY
from engine.leaves import Demand, Missing, Moved, Silent, Someday, Wanted, both, opposite, ways
from engine.trees import FACT, Node, Open, Tree, apply, bind_two
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World


def on_day(
    world: World, env: tuple[Any, ...], inner: Callable[[World, tuple[Any, ...]], Tree], day: Any, exact: bool
) -> Tree:
    """``inner`` read on ``day``; with ``exact``, from that very day."""
    if isinstance(day, Never):
        return inner(world.variant(world.possible, None), (END, *env[1:])) if not exact else False
    if isinstance(day, Silent):
        return day
    if isinstance(day, (Missing, Someday)):
        ask = Open(FACT, (*day.keys[0], "på dagen"), (True, False), detail=("compare", day.keys, "=", None))
        return Node(ask, (True, False))
    if isinstance(day, Moved):
        day = day.wanted
    if isinstance(day, Wanted):
        return ways(frozenset({frozenset({Demand(day.ghost, day.field, "finnes", None)})}))
    assert isinstance(day, date)
    if not exact:
        return inner(world.variant(world.possible, None) if world.exact else world, (day, *env[1:]))
    there = inner(world.variant(world.possible, day), (day, *env[1:]))
    if there is False or day <= BEGINNING:
        return there
    before = inner(world.variant(None, None), (day - ONE_DAY, *env[1:]))
    return bind_two(both, there, apply(opposite, before))
