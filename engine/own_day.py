"""The days an act of the asker's can be done on: why there is none, and whether one holds on every reading."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from engine.evaluate import day_of_question, run_of
from engine.leaves import Ways
from engine.norwegian import show_day
from engine.routes import ghosts
from engine.trees import Tree, at_best, leaves
from engine.words import noun
from engine.world import BEGINNING, END, World, window

if TYPE_CHECKING:
    from engine.evaluate import Evaluation
    from engine.leaves import Demand, Ghost


class NoDay(NamedTuple):
    """An act that had to be done by ``last``, and could be done from ``first``, a later day. ``field`` is the dated
    thing of the act that is meant («mottatt»).
    """

    kind: str
    field: str
    last: date
    first: date


def no_day(e: Evaluation) -> NoDay | None:
    """Why the asker has no day to act on, everything read as preferred; None where that is not the reason."""
    term = e.question.term
    if term is None or e.question.kind not in ("kan", "senest"):
        return None
    facts, kind = e.facts, ""
    if e.question.kind == "senest":
        kind = e.question.names[0]
        facts = facts.without(e.model, kind, e.asker)
    world = World(
        e.model, facts.at_preferred(e.model), e.asked, possible=BEGINNING, who=e.asker, alone=True, closed=True
    )
    leaf = at_best(run_of(e.model, term, e.names)(world, e.env))
    found = [_closed(way, kind) for way in leaf.ways] if isinstance(leaf, Ways) else []
    return max((f for f in found if f is not None), key=lambda f: (f.last, f), default=None)


def _closed(way: frozenset[Demand], kind: str) -> NoDay | None:
    """The one act of a way for which it leaves no day."""
    shut = [g for g in ghosts(way) if _has_none(way, g)]
    if len(shut) != 1 or (kind and shut[0].kind != kind):
        return None
    first, last = window(way, shut[0], BEGINNING, END)
    field = next((d.field for d in way if d.ghost == shut[0] and d.value == last and d.op in ("≤", "=")), "dato")
    return NoDay(shut[0].kind, field, last, first)


def _has_none(way: frozenset[Demand], ghost: Ghost) -> bool:
    first, last = window(way, ghost, BEGINNING, END)
    return first > last


def holds_on(tree: Tree, kind: str, day: date) -> bool:
    """Is an act of the kind enough on the day, whatever the tree turns on?"""

    def enough(leaf: object) -> bool:
        if not isinstance(leaf, Ways):
            return leaf is True
        return any(
            first <= day <= last
            for way in leaf.ways
            for first, last in (window(way, g, BEGINNING, END) for g in ghosts(way) if g.kind == kind)
        )

    return all(enough(leaf) for leaf in leaves(tree))


def no_day_sentence(e: Evaluation, nb: bool) -> str:
    """«Oppsigelsen måtte være mottatt senest 1.1.2019, men kan tidligst være mottatt 17.12.2019.»; "" if that is not
    why.
    """
    found = no_day(e)
    if e.facts.case is None:
        return ""
    if found is None:
        return _whenever(e, nb)
    act = noun(e.model.events[found.kind], "nb" if nb else "en", definite=True)
    last, first = (show_day(day, "nb" if nb else "en") for day in (found.last, found.first))
    dated = found.field != "dato"
    subject = act[:1].upper() + act[1:]
    if nb:
        be = f"være {found.field}" if dated else "skje"
        return f"{subject} måtte {be} senest {last}, men kan tidligst {be} {first}."
    be = f"be in («{found.field}»)" if dated else "be done"
    return f"{subject} had to {be} no later than {last}, but can {be} no earlier than {first}."


def _whenever(e: Evaluation, nb: bool) -> str:
    """That no day is enough; "" for a question of power, which says what is lacking itself."""
    day = day_of_question(e)
    if e.question.kind != "senest" or day is None or at_best(e.ways) is not False:
        return ""
    act = noun(e.model.events[e.question.names[0]], "nb" if nb else "en", definite=True)
    shown = show_day(day, "nb" if nb else "en")
    if nb:
        return f"Etter saken er det ikke mulig {shown}, uansett når {act} skjer."
    return f"By the case it is not possible on {shown}, whenever {act} is done."


def keep_sentence(e: Evaluation, day: date, nb: bool, *, all_passed: bool) -> str:
    """That the earliest of the last days holds on every reading, or that no day does, or none that is left."""
    shown = show_day(day, "nb" if nb else "en")
    if e.ways is not None and not holds_on(e.ways, e.question.names[0], day):
        return "Ingen dag holder etter alle lesninger." if nb else "No day holds on every reading."
    if all_passed:
        return f"{shown} holdt etter alle lesninger." if nb else f"{shown} held on every reading."
    if day < e.asked:
        if nb:
            return f"{shown} er passert; ingen dag som er igjen, holder etter alle lesninger."
        return f"{shown} has passed; no day that is left holds on every reading."
    return f"Hold {shown}, så holder det etter alle lesninger." if nb else f"Keep {shown}; it holds on every reading."
