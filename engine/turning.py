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
    return any(
        isinstance(each, Fold) and isinstance(each.source, EventSource) and each.op != "latest"
        for each in world.model.rests_on(term)
    )


def turning(term: Term, names: tuple[str, ...], model: Model) -> Callable[[World, tuple[Any, ...]], tuple[date, ...]]:
    """A closure that gives the days in order, the first of all among them."""
    days, written = _days(term, names, model), _written(term, model)

    def run(world: World, env: tuple[Any, ...]) -> tuple[date, ...]:
        found = days(world, env)
        if found is None:  # it could not be told which events it is about
            found = written | world.facts.told_days()
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
            return _of_recurring(term, names, model)
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


def _of_recurring(term: FirstDay, names: tuple[str, ...], model: Model) -> Days:
    """Of the condition on a recurring day: which events it is about turns on the day, so all that are told count."""
    start, written = _days(term.start, names, model), _written(term.where, model)
    if model.without_events(term.where):
        return lambda world, env: _union([start(world, env), written])
    return lambda world, env: _union([start(world, env), written, world.facts.told_days()])


def _written(term: Term, model: Model) -> set[date]:
    """The days written in a term and in the definitions it rests on."""
    return {each.value for each in model.rests_on(term) if isinstance(each, Lit) and type(each.value) is date}


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
