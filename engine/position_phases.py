"""How the cooperation and its parties stand on a day: the states that hold, since when and until when.

A day that another reading moves is as contested as the state itself: who is told that an agreement runs until a day
has to know if another reading gives another day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.record import Record, record_kw
from dsl.values import Never
from engine.answer import Status
from engine.bearers import former, held_until, members_on
from engine.compile import call
from engine.ending import compile_end, says_until
from engine.grounds import quotes
from engine.norm_runs import guarded
from engine.onset import onset_of
from engine.trees import READING, Tree, at_best, opens, restrict
from engine.verdict import statuses
from engine.words import sentence_of
from engine.world import BEGINNING, END
from engine.worlds import Worlds

if TYPE_CHECKING:
    from dsl.contract import Definition
    from engine.world import Facts, Model


@record_kw
class RivalPhase(Record):
    """What a reading that is not preferred makes of a state, the others as preferred."""

    point: str
    reading: str
    because: str
    holds: bool | None
    since: date | None
    until: date | None


@record_kw
class Phase(Record):
    """A state of the whole cooperation: whether it holds on the day, since when and until when.

    ``holds`` is None where what is missing or to be judged decides it. A day is None where there is none. ``status`` is
    that of the state, else of the day it ends, else of the day it began; ``rivals`` what other readings make of it.
    """

    name: str
    sentence: str
    holds: bool | None
    since: date | None
    until: date | None
    status: Status
    clause: str
    rivals: tuple[RivalPhase, ...] = ()


@record_kw
class PartyStanding(Record):
    """A party on the day: its roles, and what has happened to it («har trådt ut»), since when. ``former``: it is out of
    every role that ends, and is shown for what it may still owe or be owed. ``held`` are the roles it has no more,
    by the preferred readings: until ``until``, when it was out or all that was agreed had ended.
    """

    name: str
    title: str
    roles: tuple[str, ...]
    since: date | None
    states: tuple[Phase, ...]
    former: bool = False
    held: tuple[str, ...] = ()
    until: date | None = None


def phases_on(model: Model, facts: Facts, on: date) -> tuple[Phase, ...]:
    """The states of the cooperation on a day."""
    worlds = Worlds.of(model, facts, on)
    return tuple(_phase(model, worlds, d, (), on) for d in model.contract.definitions if _is_state(d, 0))


def parties_on(model: Model, facts: Facts, on: date, phases: tuple[Phase, ...]) -> tuple[PartyStanding, ...]:
    """The parties on a day, those who have left too; ``phases`` are those of the day."""
    over = _over(model, phases, on)
    worlds = Worlds.of(model, facts, on)
    own = [d for d in model.contract.definitions if _is_state(d, 1) and d.params[0].type.kind == "part"]
    found = []
    for party in facts.parties:
        if party.since is not None and party.since > on:
            continue
        roles = [r for r in model.contract.roles if party.name in members_on(worlds, r.name, on)]
        narrow = tuple(r.name for r in roles if r.extent != "all") or tuple(r.name for r in roles)
        gone = former(worlds, party.name, on)
        until = min((d for d in (held_until(worlds, party.name, on), over) if d is not None), default=None)
        ended = gone or until is not None
        states = (_phase(model, worlds, d, (party.name,), on) for d in own)
        found.append(
            PartyStanding(
                name=party.name, title=party.title, former=gone,
                roles=() if ended else narrow, held=narrow if ended else (), until=until,
                since=party.since, states=tuple(s for s in states if s.holds is not False),
            )
        )  # fmt: skip
    return tuple(found)


def _over(model: Model, phases: tuple[Phase, ...], on: date) -> date | None:
    """The day all that is so from one day to another had ended by; None if anything has not."""
    ends = [p.until if p.holds is False else None for p in phases if says_until(model, p.name)]
    days = [day for day in ends if day is not None and day <= on]
    return max(days) if days and len(days) == len(ends) else None


def _is_state(definition: Definition, params: int) -> bool:
    return definition.kind == "tilstand" and len(definition.params) == params


def _phase(model: Model, worlds: Worlds, definition: Definition, args: tuple[Any, ...], on: date) -> Phase:
    name = definition.name
    world = worlds.running
    ends = model.cache.setdefault("state ends", {})
    if name not in ends:
        ends[name] = compile_end(definition.body, ("", *(p.name for p in definition.params)), model)
    holds = guarded(lambda w, env: call(w, name, args, env[0]))(world, (on,))
    since = guarded(lambda w, env: onset_of(w, name, args))(world, (on,))
    until = guarded(ends[name])(world, (END, *args))
    begun = not isinstance(at_best(since), Never)
    trees = (holds, until, since) if begun else (holds, since)
    shown = _shown(holds, since, until)
    return Phase(
        name=name, sentence=sentence_of(model, name, args), holds=shown[0], since=shown[1], until=shown[2],
        status=next((s for tree in trees if (s := statuses(tree)[0]) is not Status.SETTLED), Status.SETTLED),
        clause=quotes(model).get(name, (definition.place.clause, ""))[0],
        rivals=_rivals(model, (holds, since, until)),
    )  # fmt: skip


def _shown(holds: Tree, since: Tree, until: Tree) -> tuple[bool | None, date | None, date | None]:
    """Whether it holds, since when and until when; what never begins has no end."""
    best, begun = at_best(holds), not isinstance(at_best(since), Never)
    return best if isinstance(best, bool) else None, _day(since), _day(until) if begun else None


def _rivals(model: Model, trees: tuple[Tree, Tree, Tree]) -> tuple[RivalPhase, ...]:
    best, out = _shown(*trees), []
    asks = {ask.order: ask for tree in trees for ask in opens(tree) if ask.kind == READING}
    for _, ask in sorted(asks.items()):
        point = model.points.get(str(ask.key[0]))
        for number, option in enumerate(ask.options):
            found = _shown(*(restrict(tree, ask, number) for tree in trees))
            if option == ask.best or found == best:
                continue
            because = next((r.because for r in point.readings if r.name == option), "") if point else ""
            out.append(
                RivalPhase(
                    point=str(ask.key[0]), reading=str(option), because=because, holds=found[0], since=found[1],
                    until=found[2],
                )
            )  # fmt: skip
    return tuple(out)


def _day(tree: Tree) -> date | None:
    best = at_best(tree)
    return best if isinstance(best, date) and BEGINNING < best < END else None
