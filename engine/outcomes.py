"""What an answer that turns on a judgement is under each outcome of it, where the outcomes are few.

«It turns on a judgement» is half an answer: whoever is to judge, or to act before anybody has, asks what follows.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from engine.answer import AnswerValue, Assumed, Outcome, Status
from engine.answer_values import answer_value
from engine.evaluate import day_of_question, onset_run
from engine.open_text import open_text
from engine.trees import JUDGEMENT, Tree, at_best, opens, paths, restrict
from engine.words import value_text
from engine.world import BEGINNING

if TYPE_CHECKING:
    from engine.evaluate import Evaluation
    from engine.trees import Open

MOST_OUTCOMES = 4
"""Beyond that nobody reads them as alternatives."""


def outcomes(e: Evaluation, status: Status, lang: str) -> tuple[Outcome, ...]:
    """The answer for each way the judgements can go, everything else read as preferred; none if they are too many."""
    best = at_best(e.tree)
    if status is not Status.JUDGEMENT or any(ask.kind != JUDGEMENT for ask in opens(best)):
        return ()
    found = tuple(islice(paths(best), MOST_OUTCOMES + 1))
    if len(found) > MOST_OUTCOMES:
        return ()
    since = _since(e)
    out = []
    for way, leaf in found:
        given = tuple(Assumed(text=open_text(e.model, ask, lang), holds=option is True) for ask, option in way)
        value = answer_value(e.model, leaf, e.question.result, e.question.kind, lang)
        out.append(Outcome(given=given, value=_from_day(value, _on_way(since, way), lang)))
    return tuple(out)


def _since(e: Evaluation) -> Tree:
    """When what is asked about came about, where it is asked about on a day; else None."""
    term = e.question.term
    if e.question.kind != "om" or term is None or day_of_question(e) is None:
        return None
    return at_best(onset_run(e.model, term, e.names)(e.world, e.env))


def _on_way(tree: Tree, way: tuple[tuple[Open, Any], ...]) -> Tree:
    for ask, option in way:
        tree = restrict(tree, ask, ask.options.index(option))
    return tree


def _from_day(value: AnswerValue, since: Tree, lang: str) -> AnswerValue:
    """«ja, fra 2.5.2021»."""
    if value.plain is not True or not isinstance(since, date) or since == BEGINNING:
        return value
    lead = "from" if lang == "en" else "fra"
    day = value_text(since, Type("dag"), lang)
    return AnswerValue(type=value.type, plain=True, shown=f"{value.shown}, {lead} {day}")


def outcome_sentences(found: tuple[Outcome, ...], lang: str) -> tuple[str, ...]:
    """«Hvis stansen er vesentlig: 3.4.2024. Hvis ikke: ikke inntrådt.»; of several judgements a line for each way."""
    if not found:
        return ()
    if any(len(each.given) > 1 for each in found):
        return tuple(f"{_conditions(each.given, lang)}: {each.value.shown}." for each in found)
    said = []
    for each in found:
        (given,) = each.given
        lead, otherwise = ("If", "If not") if lang == "en" else ("Hvis", "Hvis ikke")
        said.append(f"{f'{lead} {given.text}' if given.holds else otherwise}: {each.value.shown}.")
    return (" ".join(said),)


def _conditions(given: tuple[Assumed, ...], lang: str) -> str:
    """«Hvis ikke «a», og «b»»: quoted, so that it is seen where each begins and ends."""
    lead, also, no = ("If", ", and", "not ") if lang == "en" else ("Hvis", ", og", "ikke ")
    texts = (f"{'' if each.holds else no}{each.text if '«' in each.text else f'«{each.text}»'}" for each in given)
    return f"{lead} {f'{also} '.join(texts)}"
