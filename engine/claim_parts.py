"""Small parts of writing a claim: which way is tried, and which steps are kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.record import changed
from engine.calculate import ONE_DAY
from engine.first_days import recurrences_in, recurring_day
from engine.routes import ghosts
from engine.trees import FACT
from engine.world import BEGINNING, END, window

if TYPE_CHECKING:
    from dsl.case import EventRecord
    from dsl.core import Term
    from engine.leaves import Demand
    from engine.proof import ProofStep
    from engine.trees import Open
    from engine.world import Model


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


def days_before(model: Model, term: Term, asked: date, first: date) -> list[date]:
    """The days from ``asked`` to before the first on which it could have begun: recurring ones, and the last of all."""
    recurring = recurrences_in(model, term)
    found = [first - ONE_DAY] if first > asked else []
    day = recurring_day(recurring, asked) if recurring else None
    while day is not None and day < first:
        found.append(day)
        day = recurring_day(recurring, day, strictly=True)
    return sorted(set(found))
