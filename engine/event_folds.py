"""Folds over events: «summen av beløpet hver gang kommunen har betalt et beløp».

The condition says that the event has happened by the moment, so a total on a day never counts what came later. What may
have happened unrecorded makes a sum or a count a missing value: it is not the recorded total, and nobody knows what it
is. Where the day matters for nothing else, the totals are kept day by day, so that many days cost no more than one.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Attr, EventSource, Fold, Lit, Moment, Op, Term, Var
from dsl.timeless import uses_moment
from engine.event_index import finder
from engine.events import unrecorded
from engine.folds import finished, fold, totals
from engine.leaves import Missing
from engine.trees import Tree, bind_two
from engine.world import END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]


def event_fold(term: Fold, names: tuple[str, ...], where: Run | None, of: Run) -> Run:
    """The closure of a fold over events, from those of its parts."""
    assert isinstance(term.source, EventSource)
    kind, site, op = term.source.kind, term.var, term.op
    condition = term.where if term.where is not None else Lit(True)
    find, find_all = (finder(kind, site, condition, names, now=now) for now in (True, False))
    plain: list[bool] = []

    def total(world: World, env: tuple[Any, ...]) -> Tree:
        if not plain:  # the definitions are known first when something is evaluated
            plain.append(_only_by_day(term, world.model))
        if not (plain[0] and world.facts.settled_roles and isinstance(env[0], date)):
            return fold(world, env, op, find(world, env), where, of)
        key = ("totals", site, env[1:])
        kept = world.memo.get(key)
        if kept is None:
            records = sorted(find_all(world, env), key=lambda record: record.day)
            days = [record.day for record in records]
            kept = world.memo[key] = (days, totals(world, (END, *env[1:]), op, tuple(records), where, of))
        days, found = kept
        return finished(op, found[bisect_right(days, env[0])])

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result = total(world, env)
        if op not in ("sum", "count") or where is None:
            return result
        more = unrecorded(world, env, kind, site, where)
        if more is False:
            return result
        untold = Missing((("uregistrert", kind),))
        return bind_two(lambda m, r: r if m is False else untold, more, result)

    return run


def _only_by_day(term: Fold, model: Model) -> bool:
    """Does the moment matter only for which events have happened?"""
    where = term.where
    parts: tuple[Term, ...] = where.args if isinstance(where, Op) and where.op == "and" else (where or Lit(True),)
    happened = Op("≤", (Attr(Var(term.var), "dato"), Moment()))
    rest = [part for part in parts if part != happened]

    return len(rest) < len(parts) and not any(
        uses_moment(part, model.lasting, roles_change=False) for part in (*rest, term.of)
    )
