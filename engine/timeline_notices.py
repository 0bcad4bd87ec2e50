"""The last days for the acts a party can do.

They are found for every question «senest» about a party and a day, every party, and every day that what is asked about
can begin on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import At
from dsl.values import NEVER, Interval
from engine.answer import Status
from engine.calculate import ONE_DAY
from engine.dates import DateRangeError, between
from engine.earliest import recurrences_in
from engine.ending import says_until
from engine.evaluate import at_any_time, run_of
from engine.last_days import limit_days
from engine.leaves import Ways
from engine.onset import compile_onset
from engine.routes import Limit, limits, open_from
from engine.timeline_answer import NoticeDay, Phase, ReadDay
from engine.trees import TooManyOpen, Tree, apply, at_best
from engine.verdict import statuses
from engine.world import BEGINNING, END, World

if TYPE_CHECKING:
    from dsl.contract import Question
    from engine.world import Facts, Model

_AHEAD = 5
"""How many years after the last day a right may take effect whose notice falls before it."""


def notice_days(
    model: Model, facts: Facts, asked: date, start: date, stop: date, over: date
) -> tuple[NoticeDay, ...]:  # fmt: skip
    """The last days in the stretch for the acts the agreement has a question «senest» about; parties with the same days
    stand together. From the day the agreement is over there are none.
    """
    found: dict[tuple[Any, ...], list[str]] = {}
    for question in model.contract.questions:
        if question.kind != "senest" or question.term is None or not _asks_party_and_day(question):
            continue
        party = next(p for p in question.params if p.type.kind == "part")
        for who in facts.members(party.type.name, stop):
            for notice in _of_party(model, facts, question, who, asked, start, stop, over):
                found.setdefault((notice[0], question.name, *notice[1:]), []).append(who)
    out = [
        NoticeDay(
            act=_act(model, name), parties=tuple(dict.fromkeys(parties)), effect=effect,
            question=name, days=days, best=best, status=status, passed=days[0].day < asked,
        )
        for (effect, name, days, best, status), parties in found.items()
    ]  # fmt: skip
    return tuple(sorted(out, key=lambda n: (n.days[0].day, n.effect, n.question, n.parties)))


def _asks_party_and_day(question: Question) -> bool:
    kinds = sorted(p.type.kind for p in question.params)
    return kinds == ["dag", "part"]


def _act(model: Model, name: str) -> str:
    """The kind of act a question is about."""
    return next(q.names[0] for q in model.contract.questions if q.name == name)


def _of_party(
    model: Model, facts: Facts, question: Question, who: str, asked: date, start: date, stop: date, over: date
) -> Iterator[tuple[date, tuple[ReadDay, ...], date | None, Status]]:
    """The day of effect, the last days, the preferred one and its status, for each day of effect that has one in the
    stretch.
    """
    assert question.term is not None
    world = World(model, facts, asked, unrecorded=BEGINNING)
    for effect in effects(model, question, start, stop):
        args = tuple(who if p.type.kind == "part" else effect for p in question.params)
        try:
            last, truth = _limits(model, facts, question, who, args, asked)
        except (DateRangeError, TooManyOpen):
            continue
        found = limit_days(last)
        days = tuple(ReadDay(day=limit.day, readings=tuple(names)) for limit, names in found.items())
        if not any(start <= d.day <= stop for d in days) or days[-1].day >= over:
            continue
        if not _open_on(model, world, question.names[0], who, days[-1].day) or _come_about(world, question, args):
            continue
        if len(days) == 1:
            days = (ReadDay(day=days[0].day),)
        best = at_best(last)
        yield effect, days, best.day if isinstance(best, Limit) else None, statuses(truth)[0]


def _open_on(model: Model, world: World, kind: str, who: str, day: date) -> bool:
    """Is a power that acts of the kind exercise open to the party on the day, apart from what is asked of the act?"""
    powers = [n for n in model.contract.norms if n.via == kind and n.state]
    held = [
        at_best(run_of(model, n.condition, ("", n.bearer_var))(world, (day, who)))
        for n in powers
        if who in world.facts.members(n.bearer, day)
    ]
    return not powers or any(h is not False for h in held)


def _come_about(world: World, question: Question, args: tuple[Any, ...]) -> bool:
    """Has what is asked about come about before the day asked about, by what the case tells?"""
    term = question.term
    if not isinstance(term, At):
        return False
    names = ("", *(p.name for p in question.params))
    begun = at_best(compile_onset(term.term, names)(world, (BEGINNING, *args)))
    day = next(a for a in args if isinstance(a, date))
    return isinstance(begun, date) and begun < day


def over_from(model: Model, phases: tuple[Phase, ...]) -> date:
    """The day the agreement is over: when the last of its states that say from when to when has ended."""
    dated = {d.name for d in model.contract.definitions if d.kind == "tilstand" and not d.params}
    ends = [p.stop or END for p in phases if p.name in dated and says_until(model, p.name)]
    return max(ends, default=END)


def _limits(
    model: Model, facts: Facts, question: Question, who: str, args: tuple[Any, ...], asked: date
) -> tuple[Tree, Tree]:
    """The tree of ``Limit`` and the tree of last days, its recorded acts of the kind left out of account,
    as for a question «senest»; ways that no day is left for are no ways.
    """
    assert question.term is not None
    kind, names = question.names[0], ("", *(p.name for p in question.params))
    world = at_any_time(model, facts.without(model, kind, who), asked, who)
    truth = run_of(model, question.term, names)(world, (asked, *args))
    found = limits(apply(_possible, truth), kind)
    return found, apply(lambda limit: NEVER if limit is None else limit.day, found)


def _possible(leaf: Any) -> Any:
    if not isinstance(leaf, Ways):
        return leaf
    kept = frozenset(way for way in leaf.ways if open_from(way, BEGINNING))
    return Ways(kept) if kept else False


def effects(model: Model, question: Question, start: date, stop: date) -> tuple[date, ...]:
    """The recurring days on which what a question asks about can begin, as far as a last day may lie in the stretch."""
    assert question.term is not None
    last = date(min(stop.year + _AHEAD, 9999), 12, 31)
    found: set[date] = set()
    for since, recurrence in recurrences_in(model, question.term):
        first = max(start, since)
        if not isinstance(recurrence, Interval):
            found.update(between(recurrence, first, last + ONE_DAY if last < END else last))
    return tuple(sorted(found))
