"""How the cooperation and its parties stand on a day: the states that hold, since when and until when.

A day that another reading moves is as contested as the state itself: who is told that an agreement runs until a day
has to know if another reading gives another day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.record import Record, record_kw
from dsl.values import NEVER, Never
from engine.answer import Status
from engine.bearers import former, held_until, last_of, members_on
from engine.compile import call
from engine.ending import compile_end, says_until
from engine.grounds import quotes
from engine.norm_runs import guarded
from engine.onset import onset_of
from engine.other_readings import other_readings
from engine.trees import Tree, at_best, bind_two
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
class RivalUntil(Record):
    """The day a party has its roles until by a reading that is not preferred, the others as preferred; None if they do
    not end.
    """

    point: str
    reading: str
    because: str
    until: date | None


@record_kw
class PartyStanding(Record):
    """A party on the day: its roles, and what has happened to it («har trådt ut»), since when. ``former``: it is out of
    every role that ends, or all that was agreed has ended, and it is shown for what it may still owe or be owed.
    ``held`` are the roles it has no more, by the preferred readings: until ``until``, when it was out or all that was
    agreed had ended; ``rivals`` have the days by other readings.
    """

    name: str
    title: str
    roles: tuple[str, ...]
    since: date | None
    states: tuple[Phase, ...]
    former: bool = False
    held: tuple[str, ...] = ()
    until: date | None = None
    rivals: tuple[RivalUntil, ...] = ()


def phases_on(model: Model, facts: Facts, on: date) -> tuple[Phase, ...]:
    """The states of the cooperation on a day."""
    worlds = Worlds.of(model, facts, on)
    return tuple(_phase(model, worlds, d, (), on) for d in model.contract.definitions if _is_state(d, 0))


def parties_on(model: Model, facts: Facts, on: date) -> tuple[PartyStanding, ...]:
    """The parties on a day, those who have left too."""
    worlds = Worlds.of(model, facts, on)
    over = _over(model, worlds)
    own = [d for d in model.contract.definitions if _is_state(d, 1) and d.params[0].type.kind == "part"]
    found = []
    for party in facts.parties:
        if party.since is not None and party.since > on:
            continue
        roles = [r for r in model.contract.roles if party.name in members_on(worlds, r.name, on)]
        narrow = tuple(r.name for r in roles if r.extent != "all") or tuple(r.name for r in roles)
        last = _first_of(held_until(worlds, party.name, on), over)
        until = _by(last, on)
        ended = former(worlds, party.name, on) or until is not None
        states = (_phase(model, worlds, d, (party.name,), on) for d in own)
        found.append(
            PartyStanding(
                name=party.name, title=party.title, former=ended,
                roles=() if ended else narrow, held=narrow if ended else (), until=until,
                since=party.since, rivals=_rival_days(model, last, on),
                states=tuple(s for s in states if s.holds is not False),
            )
        )  # fmt: skip
    return tuple(found)


def _over(model: Model, worlds: Worlds) -> Tree:
    """The day the last of what is so from one day to another ends; «aldri» if anything of it does not, or nothing is
    so.
    """
    states = (d for d in model.contract.definitions if _is_state(d, 0) and says_until(model, d.name))
    ends = [_ends(model, worlds, d) for d in states]
    return last_of(ends) if ends else NEVER


def _ends(model: Model, worlds: Worlds, definition: Definition) -> Tree:
    """The day a state of the cooperation ends; what never begins does not."""
    since = guarded(lambda w, env: onset_of(w, definition.name, ()))(worlds.running, (END,))
    until = guarded(_end_of(model, definition))(worlds.running, (END,))
    return bind_two(lambda begun, ended: NEVER if isinstance(begun, Never) else ended, since, until)


def _first_of(left: Tree, right: Tree) -> Tree:
    """The earlier of two days; what is no day, is none."""
    return bind_two(lambda a, b: min((d for d in (a, b) if isinstance(d, date)), default=NEVER), left, right)


def _by(last: Tree, on: date) -> date | None:
    """The day by the preferred readings, if it is not to come."""
    day = _day(last)
    return day if day is not None and day <= on else None


def _rival_days(model: Model, last: Tree, on: date) -> tuple[RivalUntil, ...]:
    """The days other readings give, where they or the preferred ones say that the roles have ended."""
    out = []
    for other in other_readings(model, last):
        (under,) = other.trees
        if _day(under) != _day(last) and (_by(under, on) or _by(last, on)):
            day = _day(under)
            out.append(RivalUntil(point=other.point, reading=other.reading, because=other.because, until=day))
    return tuple(out)


def _is_state(definition: Definition, params: int) -> bool:
    return definition.kind == "tilstand" and len(definition.params) == params


def _phase(model: Model, worlds: Worlds, definition: Definition, args: tuple[Any, ...], on: date) -> Phase:
    name = definition.name
    world = worlds.running
    holds = guarded(lambda w, env: call(w, name, args, env[0]))(world, (on,))
    since = guarded(lambda w, env: onset_of(w, name, args))(world, (on,))
    until = guarded(_end_of(model, definition))(world, (END, *args))
    begun = not isinstance(at_best(since), Never)
    trees = (holds, until, since) if begun else (holds, since)
    shown = _shown(holds, since, until)
    return Phase(
        name=name, sentence=sentence_of(model, name, args), holds=shown[0], since=shown[1], until=shown[2],
        status=next((s for tree in trees if (s := statuses(tree)[0]) is not Status.SETTLED), Status.SETTLED),
        clause=quotes(model).get(name, (definition.place.clause, ""))[0],
        rivals=_rivals(model, (holds, since, until)),
    )  # fmt: skip


def _end_of(model: Model, definition: Definition) -> Any:
    ends = model.cache.setdefault("state ends", {})
    if definition.name not in ends:
        ends[definition.name] = compile_end(definition.body, ("", *(p.name for p in definition.params)), model)
    return ends[definition.name]


def _shown(holds: Tree, since: Tree, until: Tree) -> tuple[bool | None, date | None, date | None]:
    """Whether it holds, since when and until when; what never begins has no end."""
    best, begun = at_best(holds), not isinstance(at_best(since), Never)
    return best if isinstance(best, bool) else None, _day(since), _day(until) if begun else None


def _rivals(model: Model, trees: tuple[Tree, Tree, Tree]) -> tuple[RivalPhase, ...]:
    best, out = _shown(*trees), []
    for other in other_readings(model, *trees):
        found = _shown(*other.trees)
        if found != best:
            holds, since, until = found
            out.append(
                RivalPhase(
                    point=other.point, reading=other.reading, because=other.because, holds=holds, since=since,
                    until=until,
                )
            )  # fmt: skip
    return tuple(out)


def _day(tree: Tree) -> date | None:
    best = at_best(tree)
    return best if isinstance(best, date) and BEGINNING < best < END else None
