"""Folds over events: «summen av beløpet hver gang kommunen har betalt et beløp».

The condition says that the event has happened by the moment, so a total on a day never counts what came later. What may
have happened unrecorded makes a sum or a count a missing value: it is not the recorded total, and nobody knows what it
is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import EventSource, Fold, Lit
from engine.event_index import finder
from engine.events import unrecorded
from engine.folds import fold
from engine.leaves import Missing
from engine.trees import Tree, bind_two

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Tree]


def event_fold(term: Fold, names: tuple[str, ...], where: Run | None, of: Run) -> Run:
    """The closure of a fold over events, from those of its parts."""
    assert isinstance(term.source, EventSource)
    kind, site, op = term.source.kind, term.var, term.op
    find = finder(kind, site, term.where if term.where is not None else Lit(True), names)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result = fold(world, env, op, find(world, env), where, of)
        if op not in ("sum", "count") or where is None:
            return result
        more = unrecorded(world, env, kind, site, where)
        if more is False:
            return result
        untold = Missing((("uregistrert", kind),))
        return bind_two(lambda m, r: r if m is False else untold, more, result)

    return run
