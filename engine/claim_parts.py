"""Small parts of writing a claim: which way is tried, and which steps are kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import EventSource, Every, Exists, Fold, Lit, Term
from dsl.record import changed
from engine.calculate import ONE_DAY
from engine.earliest import recurrences_in, recurring_day
from engine.routes import ghosts
from engine.trees import FACT
from engine.world import BEGINNING, END, window

if TYPE_CHECKING:
    from dsl.contract import EventKind
    from engine.leaves import Demand
    from engine.proof import ProofStep
    from engine.trees import Open
    from engine.world import Facts, Model


def pruned(steps: list[ProofStep], roots: list[int]) -> tuple[tuple[ProofStep, ...], tuple[int, ...]]:
    """The steps the roots rest on, numbered anew: what was tried in vain is left out."""
    needed = set(roots)
    for number in range(len(steps) - 1, -1, -1):
        if number in needed:
            needed.update(steps[number].premises)
    anew = {old: new for new, old in enumerate(sorted(needed))}
    kept = tuple(changed(steps[old], premises=tuple(anew[p] for p in steps[old].premises)) for old in sorted(needed))
    return kept, tuple(anew[r] for r in roots)


def last_day(way: frozenset[Demand]) -> date:
    """The last day on which every act of a way still counts."""
    return min((window(way, g, BEGINNING, END)[1] for g in ghosts(way)), default=END)


def simplest(way: frozenset[Demand]) -> tuple[int, str]:
    """Ways with fewest acts first, and always in the same order."""
    return len(ghosts(way)), repr(sorted(map(repr, way)))


def is_barred(ask: Open, option: Any) -> bool:
    """Does an open point, so settled, say that there were no such events?"""
    return option is False and ask.kind == FACT and ask.detail[0] == "event"


def meets(record: EventRecord, barred: tuple[str, str, tuple[Demand, ...], date, date]) -> bool:
    """Is the record one of the events that an open point says there were none of?"""
    _, kind, demands, begin, end = barred
    asked = [d for d in demands if d.op == "=" and not isinstance(d.value, date)]
    return record.kind == kind and begin <= record.day <= end and all(record.get(d.field) == d.value for d in asked)


def imagined(
    kind: EventKind, name: str, demands: Any, day: date, known: date, *, every_day: bool = False
) -> EventRecord:
    """A record of an event that meets demands, on a day; days are ``day`` unless something else is asked, and those
    that may be lacking are told only with ``every_day``.
    """
    fields: dict[str, Any] = {}
    for demand in demands:
        if demand.op == "=" and demand.field:
            fields[demand.field] = demand.value
        elif isinstance(demand.value, date) and demand.field != "dato":
            fields[demand.field] = min(day, demand.value) if demand.op == "≤" else max(day, demand.value)
    for info in kind.fields:
        if info.type.kind == "dag" and (every_day or not info.optional):
            fields.setdefault(info.name, day)
    moved = [v for v in fields.values() if isinstance(v, date)]
    return EventRecord(
        id=name, kind=kind.name, day=fields.pop("dato", min([day, *moved])), fields=tuple(sorted(fields.items())),
        known=known, text="",
    )  # fmt: skip


def days_before(model: Model, term: Term, asked: date, first: date) -> list[date]:
    """The days from ``asked`` to before the first on which it could have begun: recurring ones, and the last of all."""
    recurring = recurrences_in(model, term)
    found = [first - ONE_DAY] if first > asked else []
    day = recurring_day(recurring, asked) if recurring else None
    while day is not None and day < first:
        found.append(day)
        day = recurring_day(recurring, day, strictly=True)
    return sorted(set(found))


def dated(model: Model, facts: Facts, term: Term, env: tuple[Any, ...]) -> set[date]:
    """The days on which what a term rests on can change: those it names and of the events it can speak of, the days
    after, and those on which a party joined or a version began.
    """
    kinds, told = _spoken_of(model, term)
    kinds |= {v.kind for v in env if isinstance(v, EventRecord)}
    events = [r for r in facts.records.values() if r.kind in kinds]
    told |= {v for r in events for _, v in (("dato", r.day), *r.fields) if isinstance(v, date)}
    told |= {p.since for p in facts.parties if p.since is not None} | set(facts.versions)
    return {BEGINNING} | told | {day + ONE_DAY for day in told if day < END}


def _spoken_of(model: Model, term: Term) -> tuple[set[str], set[date]]:
    """The kinds of event a term can rest on, through every definition it calls and every field that names one, and the
    days it names.
    """
    kinds = {f.type.name for k in model.events.values() for f in k.fields if f.type.kind == "hendelse"}
    days = set[date]()
    for each in model.rests_on(term):
        if isinstance(each, Exists | Every | Fold) and isinstance(each.source, EventSource):
            kinds.add(each.source.kind)
        elif isinstance(each, Lit) and isinstance(each.value, date):
            days.add(each.value)
    return kinds, days
