"""Who bears a norm on a day: those of its role for whom the role has not ended.

A norm that all bear together is borne, each time, by those who are of the role on the day it is due, and until then by
those who are on the day asked about. So a duty of four years falls on who is a party when it is due, not on who was
when the four years began, and it stays theirs when they leave later. What lapses before is shown of those it was for.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from dsl.values import NEVER
from engine.calculate import ONE_DAY
from engine.compile import call
from engine.norm_runs import guarded
from engine.onset import onset_of
from engine.trees import Tree, at_best, bind, bind_two, leaves
from engine.world import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.duties import Instance
    from engine.norm_runs import Run
    from engine.worlds import Worlds


def borne(instance: Instance, worlds: Worlds, day: date) -> Iterator[Instance]:
    """The instance; if it is joint, with those who bear it, by ``day`` if nothing sets when it is due. Not given if
    nobody is left.
    """
    role = instance.norm.bearer
    if instance.joint and role not in worlds.facts.by_name:
        by_best = isinstance(at_best(instance.arises), date)
        members = members_on if by_best else partial(_members_by_others, instance.arises)
        instance.bearers = members(worlds, role, _day_of(instance, worlds, day))
    if instance.bearers:
        yield instance


def _day_of(instance: Instance, worlds: Worlds, day: date) -> date:
    """The day it is due, or the day asked about if that is earlier, or the last day before it lapses if that is."""
    due, ended = at_best(instance.deadline), at_best(instance.lapses)
    last = due if isinstance(due, date) else instance.until or day
    if isinstance(ended, date) and ended > BEGINNING:
        last = min(last, ended - ONE_DAY)
    return max(min(last, worlds.asked), instance.day or BEGINNING)


def members_on(worlds: Worlds, role: str, day: date) -> tuple[str, ...]:
    """The parties that are of a role on a day, as told and by the preferred readings."""
    model = worlds.model
    held = worlds.facts.members(role, day)
    ends = model.roles[role].ends if role in model.roles else ""
    if not ends:
        return held
    return tuple(m for m in held if not _ended(worlds, ends, m, day))


def _members_by_others(arises: Tree, worlds: Worlds, role: str, day: date) -> tuple[str, ...]:
    """The parties that are of a role on a day by the readings that alone give an instance."""
    held = worlds.facts.members(role, day)
    ends = worlds.model.roles[role].ends if role in worlds.model.roles else ""

    def among(party: str) -> bool:
        both = bind_two(lambda a, e: isinstance(a, date) and e is not True, arises, _end(worlds, ends, party, day))
        return any(leaf is True for leaf in leaves(both))

    return tuple(m for m in held if not ends or among(m))


def _ended(worlds: Worlds, ends: str, party: str, day: date) -> bool:
    return at_best(_end(worlds, ends, party, day)) is True


def _end(worlds: Worlds, ends: str, party: str, day: date) -> Tree:
    return guarded(lambda w, env: call(w, ends, (party,), env[0]))(worlds.told, (day,))


def held_until(worlds: Worlds, party: str, day: date) -> Tree:
    """The day the last of the roles the party has on a day, of those that can end, ends; «aldri» if none can."""
    ends = [r.ends for r in worlds.model.contract.roles if r.ends and party in worlds.facts.members(r.name, day)]
    return last_of([_ended_on(end, party)(worlds.told, (day,)) for end in ends]) if ends else NEVER


def last_of(days: list[Tree]) -> Tree:
    """The last of the days; «aldri» if any of them is, or is not known."""
    return bind(lambda *found: max(found) if all(isinstance(d, date) for d in found) else NEVER, *days)


def _ended_on(ends: str, party: str) -> Run:
    return guarded(lambda w, env: onset_of(w, ends, (party,)))


def former(worlds: Worlds, party: str, day: date) -> bool:
    """Has every role of the party that can end, ended by the day? Not if none of its roles can."""
    ending = [r for r in worlds.model.contract.roles if r.ends and party in worlds.facts.members(r.name, day)]
    return bool(ending) and all(_ended(worlds, r.ends, party, day) for r in ending)
