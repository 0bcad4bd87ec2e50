"""Acts the case tells of that a power does not follow from: a notice given before the agreement was in force, one that
is not in writing, a vote by the wrong body. They would be forgotten if nobody said so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dsl.values import Amount
from engine.compile import call
from engine.dates import DateRangeError
from engine.explain import Explainer
from engine.grounds import quotes
from engine.trees import TooManyOpen, leaves
from engine.words import event_name, event_text, first_of, noun
from engine.world import BEGINNING, END, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.case import EventRecord
    from dsl.contract import Definition
    from engine.evaluate import Evaluation
    from engine.world import Facts, Model

_MOST = 6
"""Of more things than these the rest are counted, not named."""
_LATER = timedelta(days=36525)
"""An act that has had no effect in a hundred years has none."""


def why_not(e: Evaluation, explainer: Explainer, lang: str) -> tuple[str, ...]:
    """Why what was done does not give what is asked about, each with the condition that it does not meet."""
    out = []
    for name, reason in explainer.found.failed.items():
        record = e.facts.records[name]
        if reason:
            shown = event_name(e.model, record)
            out.append(
                f"«{shown}» does not give it: {reason}."
                if lang == "en"
                else f"{_capital(shown)} gir det ikke: {reason}."
            )
    if e.question.kind not in ("kan", "tidligst", "senest"):  # those name the asker's own act themselves
        lacking = ((kind, who) for kind, who in explainer.found.absences if who and not e.model.events[kind].breach)
        out += [_none_from(e, kind, who, lang) for kind, who in lacking]
    return tuple(out)


def _none_from(e: Evaluation, kind: str, who: str, lang: str) -> str:
    """That others have done it, but not one of whom it is asked."""
    if lang == "en":
        return f"The case shows no {noun(e.model.events[kind], 'en')} from {who}."
    return f"Saken viser ingen {kind} fra {who}."


def left_out(explainer: Explainer, lang: str) -> tuple[str, ...]:
    """The things a sum does not count, each with the condition that it does not meet."""
    named = tuple(explainer.found.left_out.items())
    every = [f"{_thing(name, lang)} ({reason})" if reason else _thing(name, lang) for name, reason in named]
    listed = first_of(every, _MOST, lang)
    lead = "Not counted" if lang == "en" else "Ikke regnet med"
    return (f"{lead}: {'; '.join(listed)}.",) if listed else ()


def none_told(explainer: Explainer, value: Any, lang: str) -> tuple[str, ...]:
    """Why a sum is nothing: the case tells of nothing to sum, and of nothing else that it rests on."""
    found = explainer.found
    if (
        not isinstance(value, Amount)
        or value.kroner
        or found.events
        or found.facts
        or explainer.world.facts.case is None
    ):
        return ()
    if lang == "en":
        return tuple(f"The case tells of no «{sort}»." for sort in found.none_of)
    return tuple(f"Ingen {sort} er ført i saken." for sort in found.none_of)


def _thing(name: str, lang: str) -> str:
    return f"«{name}»" if lang == "en" else name


def without_effect(model: Model, facts: Facts, on: date, lang: str) -> tuple[str, ...]:
    """What has been done by a day in exercise of a power, and never brings it about, each with its reason."""
    told = World(model, facts.at_preferred(model), on, unrecorded=BEGINNING)
    read = World(model, facts, on, unrecorded=BEGINNING)
    ahead = on + _LATER if on < END - _LATER else END - timedelta(days=1)
    found: dict[str, str] = {}
    for definition, args, kinds in _begun(model, facts, ahead):
        explainer = Explainer(told, quotes(model), lang)
        try:
            explainer.definition(definition, args, ahead)
            otherwise = any(leaf is True for leaf in leaves(call(read, definition.name, args, ahead)))
        except (DateRangeError, TooManyOpen):
            continue
        for name, reason in explainer.found.failed.items():
            record = facts.records[name]
            if reason and record.kind in kinds and record.day <= on and name not in found:
                found[name] = _said(model, record, reason, lang, contested=otherwise)
    return tuple(found.values())


def _begun(model: Model, facts: Facts, day: date) -> Iterator[tuple[Definition, tuple[Any, ...], frozenset[str]]]:
    """The states powers begin, for each party they can be of, with the acts that begin them, where any is told."""
    for definition in model.contract.definitions:
        kinds = frozenset(n.via for n in model.contract.norms if n.state == definition.name and n.via)
        if definition.kind != "tilstand" or not any(facts.events.get(kind) for kind in kinds):
            continue
        if not definition.params:
            yield definition, (), kinds
        elif len(definition.params) == 1 and definition.params[0].type.kind == "part":
            for party in facts.members(definition.params[0].type.name, day):
                yield definition, (party,), kinds


def _said(model: Model, record: EventRecord, reason: str, lang: str, *, contested: bool) -> str:
    if lang == "en":
        best = " by the preferred reading" if contested else ""
        return f"«{event_text(model, record)}» has no effect{best}: {reason}."
    best = " etter den foretrukne lesningen" if contested else ""
    return f"Uten virkning{best}: {event_text(model, record)}; {reason}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
