"""The terms of a norm made ready to be evaluated: once for each norm of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import EventSource, Every, Exists, Fold, Lit, Term, Var, children
from engine.compile import compile_term
from engine.dates import DateRangeError
from engine.ending import compile_end
from engine.event_index import finder
from engine.leaves import Missing
from engine.onset import compile_onset
from engine.trees import TooManyOpen

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.contract import Norm
    from engine.trees import Tree
    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]
    Find = Callable[[World, tuple[Any, ...]], tuple[Any, ...]]

OF_OCCURRENCE = ("dag", "år", "sistedag")


def guarded(run: Run) -> Run:
    """The closure, missing where the calendar ends before the day it needs, or more is open than can be laid out."""

    def safe(world: World, env: tuple[Any, ...]) -> Tree:
        try:
            return run(world, env)
        except DateRangeError:
            return Missing((("kalender",),))
        except TooManyOpen as many:
            return Missing(tuple(("åpent", ask) for ask in many.first))

    return safe


class Condition:
    """A condition of an instance: whether it holds, and the first day it does."""

    def __init__(self, term: Term, names: tuple[str, ...]) -> None:
        self.holds = guarded(compile_term(term, names))
        self.begins = guarded(compile_onset(term, names))
        self.of_day = uses(term, OF_OCCURRENCE)


class NormRuns:
    """A norm's terms as closures. ``inner`` are the variables of the opening, ``outer`` those and the occurrence's.

    ``presumed`` are the kinds of event the opening rests on. An instance has arisen by what is told of them, so its
    amount takes it too that nothing else of the kind has happened.
    """

    def __init__(self, norm: Norm, model: Model) -> None:
        opening = norm.opening if norm.opening is not None else norm.condition
        inner = ("", norm.bearer_var, *(r.var for r in norm.ranges))
        outer = (*inner, *OF_OCCURRENCE)
        self.norm = norm
        self.opening = Condition(opening, inner)
        self.ends: Run = guarded(compile_end(opening, inner, model))
        self.each = norm.joint and not uses(opening, (norm.bearer_var,))
        self.finders = tuple(
            finder(r.source.kind, r.var, opening, inner[: at + 2]) if isinstance(r.source, EventSource) else None
            for at, r in enumerate(norm.ranges)
        )
        self.deadline = _run(norm.deadline, outer)
        self.amount = _run(norm.amount, outer)
        self.counterparty = _run(norm.counterparty, outer)
        self.covered = _run(norm.covered, outer)
        self.fulfilled = _condition(norm.fulfilled, outer)
        self.lapses = _condition(norm.lapses, outer)
        self.violated = _condition(norm.violated, outer)
        self.presumed = frozenset(
            each.source.kind
            for each in model.rests_on(opening)
            if isinstance(each, Exists | Every | Fold) and isinstance(each.source, EventSource)
        )
        self.recurrence = norm.recurrence.value if isinstance(norm.recurrence, Lit) else None


def runs_of(model: Model, norm: Norm) -> NormRuns:
    """The norm's closures, made once for the model."""
    kept = model.cache.setdefault("norm runs", {})
    found = kept.get(norm.name)
    if found is None:
        found = kept[norm.name] = NormRuns(norm, model)
    return found  # type: ignore[no-any-return]  # the cache holds NormRuns only


def uses(term: Term, names: tuple[str, ...]) -> bool:
    """Does one of the variables stand in the term?"""
    return (isinstance(term, Var) and term.name in names) or any(uses(each, names) for each in children(term))


def _run(term: Term | None, names: tuple[str, ...]) -> Run | None:
    return None if term is None else guarded(compile_term(term, names))


def _condition(term: Term | None, names: tuple[str, ...]) -> Condition | None:
    return None if term is None else Condition(term, names)
