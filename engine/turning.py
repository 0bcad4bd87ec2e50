"""The days on which what a sentence rests on changes: those of the events it can be about, and the days after them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import (
    Call,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    RoleSource,
    SortSource,
    Term,
    YearSource,
    children,
)
from engine.calculate import ONE_DAY
from engine.dates import years
from engine.event_index import finder
from engine.trees import Node, leaves
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Days = Callable[[World, tuple[Any, ...]], set[date] | None]


def counts_events(term: Term, world: World) -> bool:
    """Does the term, or a definition it rests on, add up or count events?"""
    seen: set[str] = set()
    stack = [term]
    while stack:
        each = stack.pop()
        if isinstance(each, Fold) and isinstance(each.source, EventSource) and each.op != "latest":
            return True
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            stack.append(world.model.definitions[each.name].body)
        stack.extend(children(each))
    return False


def turning(term: Term, names: tuple[str, ...], model: Model) -> Callable[[World, tuple[Any, ...]], tuple[date, ...]]:
    """A closure that gives the days in order, the first of all among them."""
    days = _days(term, names, model)

    def run(world: World, env: tuple[Any, ...]) -> tuple[date, ...]:
        found = days(world, env)
        if found is None:  # it could not be told which events it is about
            return world.facts.turning_days()
        after = {day + ONE_DAY for day in found if day < END}
        return tuple(sorted({BEGINNING} | found | after | {p.since for p in world.facts.parties if p.since}))

    return run


def _days(term: Term, names: tuple[str, ...], model: Model) -> Days:
    match term:
        case Lit(value=date() as day):
            return lambda world, env: {day}
        case Call():
            return _called(term, names, model)
        case Exists() | Every() | Fold():
            return _over(term, names, model)
        case FirstDay():
            return _first_day(term, names, model)
    parts = [part for each in children(term) if (part := _days(each, names, model)) is not _no_days]
    if len(parts) < 2:
        return parts[0] if parts else _no_days
    return lambda world, env: _union([part(world, env) for part in parts])


def _no_days(world: World, env: tuple[Any, ...]) -> set[date]:
    """What names, numbers and the moment itself change on; left out where days are put together."""
    return set()


def _union(found: list[set[date] | None]) -> set[date] | None:
    known: set[date] = set()
    for each in found:
        if each is None:
            return None
        known |= each
    return known


def _called(term: Call, names: tuple[str, ...], model: Model) -> Days:
    from engine.compile import compile_term

    parts = [part for each in term.args if (part := _days(each, names, model)) is not _no_days]
    args = [compile_term(each, names) for each in term.args]
    name = term.name

    def run(world: World, env: tuple[Any, ...]) -> set[date] | None:
        values = tuple([arg(world, env) for arg in args])
        if any(type(value) is Node for value in values):
            return None
        inner = model.compiled.get(("turning", name))
        if inner is None:
            definition = model.definitions[name]
            inner = _days(definition.body, ("", *(p.name for p in definition.params)), model)
            model.compiled["turning", name] = inner
        return _union([*(part(world, env) for part in parts), inner(world, (env[0], *values))])

    return run


def _first_day(term: FirstDay, names: tuple[str, ...], model: Model) -> Days:
    """Those of the day found, as which the day of a recurrence is read within."""
    from engine.compile import compile_term

    inner = (*names, term.var)
    found = compile_term(term, names)
    outside = [_days(each, names, model) for each in (term.recurrence, term.start)]
    within = _days(term.where, inner, model)

    def run(world: World, env: tuple[Any, ...]) -> set[date] | None:
        days = {leaf for leaf in leaves(found(world, env)) if isinstance(leaf, date)}
        parts = [within(world, (*env, day)) for day in sorted(days)]
        return _union([days, *(part(world, env) for part in outside), *parts])

    return run


def _within_years(term: Exists | Every | Fold, names: tuple[str, ...], model: Model) -> Days:
    from engine.compile import compile_term

    assert isinstance(term.source, YearSource)
    inner = (*names, term.var)
    within = [_days(each, inner, model) for each in (term.where, getattr(term, "of", None)) if each is not None]
    ends = [_days(each, names, model) for each in (term.source.start, term.source.stop)]
    start, stop = (compile_term(each, names) for each in (term.source.start, term.source.stop))

    def run(world: World, env: tuple[Any, ...]) -> set[date] | None:
        told = [y for each in (start(world, env), stop(world, env)) for y in leaves(each) if isinstance(y, int)]
        span = years(min(told), max(told)) if told else ()
        found = [part(world, (*env, year)) for year in span for part in within]
        return _union([*(end(world, env) for end in ends), *found])

    return run


def _over(term: Exists | Every | Fold, names: tuple[str, ...], model: Model) -> Days:
    inner = (*names, term.var)
    within = [_days(each, inner, model) for each in (term.where, getattr(term, "of", None)) if each is not None]
    source = term.source
    if isinstance(source, YearSource):  # a year has no events of its own; those of the terms within count for any year
        return _within_years(term, names, model)
    find = (
        finder(source.kind, term.var, term.where or Lit(True), names, now=False)
        if isinstance(source, EventSource)
        else None
    )

    def run(world: World, env: tuple[Any, ...]) -> set[date] | None:
        own: set[date] = set()
        members: tuple[Any, ...]
        if find is not None:
            members = find(world, env)
            for record in members:
                own |= {v for v in (record.day, *(v for _, v in record.fields)) if isinstance(v, date)}
        elif isinstance(source, RoleSource):
            members = world.facts.members(source.role, END)
        elif isinstance(source, SortSource):
            members = world.facts.things.get(source.sort, ())
        else:
            return None
        return _union([own, *(part(world, (*env, member)) for member in members for part in within)])

    return run
