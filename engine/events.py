"""Is there such an event? Recorded ones, ones that may have happened unrecorded, and ones somebody may still bring
about.

A supposed event is a *ghost*: comparisons on its fields become demands, and a demand on a day is an end of its
window. One ghost for each place and each value of the variables around it is enough, because every demand is an
interval of one field.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from engine.actors import actors
from engine.calculate import ONE_DAY
from engine.leaves import Demand, Ghost, Missing, Silent, Wanted, Ways, chosen, either, ways
from engine.trees import FACT, Node, Open, Tree, apply, bind_two, node
from engine.world import BEGINNING, END, contradictory, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World

    Where = Callable[[World, tuple[Any, ...]], Tree]
    Find = Callable[[World, tuple[Any, ...]], tuple[EventRecord, ...]]


def read_field(world: World, event: Any, field: str) -> Any:
    """A field of an event: its value; a wish, if the event is supposed; missing, if the record does not tell."""
    if type(event) is EventRecord:
        value = event.get(field)
        if value is not None:
            return told_event(world, event, field, value) if value in world.facts.records else value
        info = world.model.events[event.kind].field_named(field)
        if info is not None and not info.optional:
            return Missing(((event.kind, event.id, field),))
        return None
    if type(event) is Ghost:
        return event.by if event.by and field == world.model.events[event.kind].actor else Wanted(event, field)
    if isinstance(event, str) and event in world.facts.records:
        return read_field(world, world.facts.records[event], field)
    return event


def told_event(world: World, event: EventRecord, field: str, value: Any) -> Any:
    """The event that a field names, if the field is one for events; else the value itself."""
    info = world.model.events[event.kind].field_named(field)
    return world.facts.records[value] if info is not None and info.type.kind == "hendelse" else value


def is_given(value: Any) -> Any:
    """Is an optional field told?"""
    if isinstance(value, Wanted):
        return ways(frozenset({frozenset({Demand(value.ghost, value.field, "finnes", None)})}))
    return value if isinstance(value, Silent) else value is not None and not isinstance(value, Missing)


def holds_role(world: World, party: Any, role: str, moment: date) -> Any:
    """Does a party hold a role? A supposed party is one of those that do."""
    if isinstance(party, Wanted):
        held = world.facts.members(role, moment)
        return ways(frozenset(frozenset({Demand(party.ghost, party.field, "=", p)}) for p in held))
    if isinstance(party, (Silent, Missing)):
        return party
    return party in world.facts.members(role, moment)


def exists(world: World, env: tuple[Any, ...], kind: str, site: str, where: Where, find: Find | None = None) -> Tree:
    """True by a record; else it may turn on what is not recorded, or on what may still be done.

    ``find`` gives the records that can meet ``where``; all of the kind if None.
    """
    result: Tree = False
    for record in world.facts.events.get(kind, ()) if find is None else find(world, env):
        value = where(world, (*env, record))
        if value is True:
            return True
        if value is not False:
            result = value if result is False else bind_two(either, result, value)
    maybe = unrecorded(world, env, kind, site, where)
    if maybe is not False:
        result = maybe if result is False else bind_two(either, result, maybe)
    for by in () if world.possible is None else actors(world.who or "") if world.alone else ("",):
        if world.alone and not _could_act(world, kind, by):
            continue
        ghost = Ghost(kind, (site, *env[1:]), True, by)
        value = where(world, (*env, ghost))
        if value is not False:
            could = apply(partial(_could, ghost, world), value)
            result = could if result is False else bind_two(either, result, could)
    return result


def unrecorded(world: World, env: tuple[Any, ...], kind: str, site: str, where: Where) -> Tree:
    """May there have been such an event that the case does not tell of?"""
    complete = world.facts.complete(kind)
    last = world.unrecorded if world.possible is None else min(world.unrecorded, _day_before(world.possible))
    if complete >= last or not may_go_unrecorded(world, kind):
        return False
    first = complete + ONE_DAY if complete > BEGINNING else BEGINNING
    result: Tree = False
    for by in actors(world.who or "") or ("",):
        ghost = Ghost(kind, (site, *env[1:]), False, by)
        maybe = apply(partial(_may_have, world, ghost, first, last), where(world, (*env, ghost)))
        if maybe is not False:
            result = maybe if result is False else bind_two(either, result, maybe)
    return result


def may_go_unrecorded(world: World, kind: str) -> bool:
    """Is it a missing fact whether such an event happened since the case was complete?

    A wrong nobody has spoken of is not: who claims a breach must say so. In a question of power only the asker's own
    acts are.
    """
    who = actors(world.who or "")
    told = kind in world.presumed or world.model.events[kind].breach
    return not told and (not who or any(_could_act(world, kind, by) for by in who))


def _could_act(world: World, kind: str, who: str) -> bool:
    """Is an event of the kind one that ``who`` brings about alone, and no wrong?"""
    info = world.model.events[kind]
    if info.breach or info.actor in ("alle", "andre"):
        return False
    return not info.actor.startswith("rolle:") or world.facts.holder(info.actor[6:]) == who


def _day_before(day: date) -> date:
    return day - ONE_DAY if day > BEGINNING else day


def _may_have(world: World, ghost: Ghost, first: date, last: date, leaf: Any) -> Tree:
    """An event nobody has told of may have happened in [first, last]: a missing fact, if it would matter."""
    if leaf is False:
        return leaf
    if type(leaf) is Silent:  # only if there is such an event
        return node(unrecorded_event(world, frozenset(), ghost, first, last), (leaf, False))
    found = frozenset({frozenset()}) if leaf is True else leaf.ways
    result: Tree = False
    for way in found:
        if contradictory(way):
            continue
        begin, end = window(way, ghost, first, last)
        if begin > end or _excluded(world, way, ghost, begin, end):
            continue
        ask = unrecorded_event(world, chosen(way, ghost), ghost, begin, end)
        rest = ways(frozenset({frozenset(d for d in chosen(way, ghost) if d.ghost != ghost)}))
        result = bind_two(either, result, node(ask, (rest, False)))
    return result


def unrecorded_event(world: World, way: frozenset[Demand], ghost: Ghost, begin: date, end: date) -> Open:
    """The open question whether such an event happened in [begin, end]."""
    mine = tuple(d for d in way if d.ghost == ghost)
    if ghost.by:
        mine += (Demand(ghost, world.model.events[ghost.kind].actor, "=", ghost.by),)
    asked = tuple(sorted((d.field, d.op, _shown(d.value)) for d in mine if _tells(d)))
    key = (ghost.kind, asked, begin.isoformat(), end.isoformat())
    return Open(FACT, key, (True, False), detail=("event", ghost.kind, mine, begin, end))


def _tells(demand: Demand) -> bool:
    """Does the demand say which event it is, rather than when?"""
    return not isinstance(demand.value, date) or (demand.op == "=" and demand.field != "dato")


def _shown(value: Any) -> str:
    return value.id if isinstance(value, EventRecord) else str(value)


def _excluded(world: World, way: frozenset[Demand], ghost: Ghost, begin: date, end: date) -> bool:
    """Can just such an event not have happened in the window: the case says it did not, or it is the first day of all?

    What was to be done a period before «always» is asked of that day, and nobody did anything on it.
    """
    if end == BEGINNING:
        return True
    told = {d.field: d.value for d in way if d.ghost == ghost and d.op == "="}
    if ghost.by:
        told[world.model.events[ghost.kind].actor] = ghost.by
    for absence in world.facts.absences:
        if absence.kind != ghost.kind or not all(told.get(n) == v for n, v in absence.fields):
            continue
        if (absence.start is None or absence.start <= begin) and (absence.stop is None or end <= absence.stop):
            return True
    return False


def _could(ghost: Ghost, world: World, leaf: Any) -> Any:
    """Keep the ways whose window is still open, and let each ask that the act be done."""
    if leaf is False or type(leaf) is Silent:
        return leaf
    assert world.possible is not None
    found = frozenset({frozenset()}) if leaf is True else leaf.ways
    done = Demand(ghost, "", "finnes", ghost.kind)
    kept = set()
    for way in found:
        begin, end = window(way, ghost, world.possible, END)
        if (begin <= end or world.closed) and not contradictory(way):
            kept.add(chosen(way, ghost) | {done})
    return ways(frozenset(kept))


__all__ = ["Node", "Ways", "exists", "holds_role", "is_given", "read_field"]
