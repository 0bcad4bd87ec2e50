"""What an answer rests on under its rival readings alone: facts and judgements the preferred reading never asks for.

A rival's value stands beside the preferred one; what it was reckoned from must stand there too, with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dsl.record import changed
from engine.answer import ROUNDING
from engine.calculate import BY_ZERO
from engine.dates import DateRangeError
from engine.explain import Explainer
from engine.grounds import derivation, quotes
from engine.open_text import NAMED_BY_AN_EVENT, key_text, open_text
from engine.trees import JUDGEMENT, READING, TooManyOpen, at_best, opens, restrict
from engine.verdict import missing
from engine.versions import day_asked_about
from engine.words import first_of
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.answer import AnswerValue, ReadingUse
    from engine.collected import Collected
    from engine.evaluate import Evaluation
    from engine.trees import Tree

_MOST_NAMED = 3
"""Of more open points than these that a rival's value turns on, the first are named, and the rest counted."""


class UnderRival(NamedTuple):
    """What the answer rests on under one reading, everything else as preferred."""

    reading: str
    found: Collected


def under_rivals(e: Evaluation, uses: tuple[ReadingUse, ...], value: AnswerValue, lang: str) -> tuple[UnderRival, ...]:
    """For each reading that gives another value: what that value rests on."""
    made = []
    for use in uses:
        for rival in use.rivals if not use.chosen and use.point != ROUNDING else ():
            if rival.preferred or rival.value is None or rival.value == value:
                continue
            try:
                found = _found(e, use.point, rival.reading, rival.value, lang)
            except (DateRangeError, TooManyOpen):
                continue  # the value is told all the same; only what it rests on cannot be laid out
            made.append(UnderRival(rival.reading, found))
    return tuple(made)


def _found(e: Evaluation, point: str, reading: str, value: AnswerValue, lang: str) -> Collected:
    facts = e.facts.at_reading(e.model, point, reading)
    tree = e.tree
    for ask in opens(tree):
        if ask.kind == READING and ask.key[0] == point:
            tree = restrict(tree, ask, ask.options.index(reading))
    day = day_asked_about(e)
    world = World(e.model, facts, e.asked, unrecorded=BEGINNING, who=e.asker or None)
    explainer = Explainer(world, quotes(e.model, day), lang, day)
    derivation(changed(e, facts=facts, tree=tree, limits=None, next_limits=None), explainer, value, lang)
    return explainer.found


def turns_on(e: Evaluation, tree: Tree, lang: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What the value under a reading turns on, where it is not one value, but for what the answer itself turns on."""
    return first_of([text for text in questions_of(e, tree, lang) if text not in known], _MOST_NAMED, lang)


def questions_of(e: Evaluation, tree: Tree, lang: str) -> tuple[str, ...]:
    """What a tree turns on at the preferred readings, each once, in words."""
    return tuple(dict.fromkeys(_questions(e, tree, lang)))


def _questions(e: Evaluation, tree: Tree, lang: str) -> Iterator[str]:
    for ask in opens(at_best(tree)):
        said = open_text(e.model, ask, lang)
        lead = "whether " if lang == "en" else "om "
        asked = ask.kind == JUDGEMENT or ask.detail[0] == "fact"
        yield f"{lead}{said}" if asked else said
    for key in missing(tree):
        if key[0] not in NAMED_BY_AN_EVENT and key[0] != BY_ZERO:
            yield key_text(e.model, key, lang)
