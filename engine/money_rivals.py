"""What only other readings of a table meet: their silences, and the facts that only their figures rest on.

A reader who is given a rival figure has to be told what it rests on, with what its source says of it; and advice about
a silence is for those who meet it by the readings preferred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain import Explainer
from engine.grounds import quotes
from engine.money import RivalFact, RivalSilence
from engine.other_readings import other_readings
from engine.report import facts_used, silence_of
from engine.standing import at_best_reading
from engine.trees import Tree, at_best
from engine.verdict import silences
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.answer import FactUsed
    from engine.evaluate import Evaluation
    from engine.world import Facts, Model


def rival_silences(model: Model, tree: Tree) -> tuple[RivalSilence, ...]:
    """The declared silences a tree meets only where a reading is not the preferred one."""
    at_preferred = silences(at_best_reading(tree))
    out = []
    for gap in silences(tree):
        if gap in at_preferred or gap not in model.gaps:
            continue
        under = tuple(
            other.reading for other in other_readings(model, tree) if gap in silences(at_best_reading(other.trees[0]))
        )
        out.append(RivalSilence(silence=silence_of(model, gap), readings=under))
    return tuple(out)


def rival_facts(
    model: Model, facts: Facts, evaluations: Iterable[Evaluation], used: tuple[FactUsed, ...], lang: str
) -> tuple[RivalFact, ...]:
    """The facts that only a reading not preferred rests on, in the order of the case, each with those readings."""
    changed: dict[tuple[str, str], list[Evaluation]] = {}
    for each in evaluations:
        best = at_best(each.tree)
        for other in other_readings(model, each.tree):
            if at_best(other.trees[0]) != best:
                changed.setdefault((other.point, other.reading), []).append(each)
    found: dict[FactUsed, list[str]] = {}
    for (point, reading), rows in changed.items():
        if point not in model.points:
            continue  # how a date is rounded: no fact turns on it
        world = World(model, facts.at_reading(model, point, reading), rows[0].asked, unrecorded=BEGINNING)
        explainer = Explainer(world, quotes(model), lang)
        for each in rows:
            if each.question.term is not None:
                explainer.explain(each.question.term, each.names, each.env)
        for fact in facts_used(rows[0], explainer, lang):
            if fact not in used and fact.line:
                found.setdefault(fact, []).append(reading)
    ordered = sorted(found.items(), key=lambda item: (item[0].line, item[0].text))
    return tuple(RivalFact(fact=fact, readings=tuple(names)) for fact, names in ordered)
