"""Small parts of writing a claim: which way is tried, and which steps are kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl.record import changed
from engine.routes import ghosts
from engine.world import BEGINNING, END, window

if TYPE_CHECKING:
    from engine.leaves import Demand
    from engine.proof import ProofStep


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
