"""Open points in words: what is missing, what must be judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from engine.leaves import Ghost
from engine.trees import JUDGEMENT, Open
from engine.words import individual, sentence_of, value_text
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from engine.world import Model

_OPS = {"≤": "senest", "<": "før", "≥": "tidligst", ">": "etter", "=": "lik", "≠": "ulik"}
_AMOUNT_OPS = {"≤": "høyst", "<": "mindre enn", "≥": "minst", ">": "mer enn", "=": "lik", "≠": "ulik"}


def open_text(model: Model, ask: Open) -> str:
    """A missing fact or an unmade judgement as a sentence."""
    detail = ask.detail
    if ask.kind == JUDGEMENT:
        name, args = detail
        return sentence_of(model, name, args)
    match detail:
        case ("fact", name, args):
            return sentence_of(model, name, args)
        case ("event", kind, demands, begin, end):
            return _event_text(model, kind, demands, begin, end)
        case ("compare", keys, op, bound):
            what = key_text(model, keys[0])
            if bound is None:
                return what
            words = _OPS if isinstance(bound, date) else _AMOUNT_OPS
            return f"om {what} er {words[op]} {value_text(bound, Type(''))}"
    return str(ask)


def _event_text(model: Model, name: str, demands: tuple[Any, ...], begin: date, end: date) -> str:
    kind = model.events[name]
    told = []
    for demand in sorted(demands, key=repr):
        if isinstance(demand.value, date) or demand.op != "=":
            continue
        field = kind.field_named(demand.field)
        if field is None:
            continue
        shown = individual(model, demand.value, field.type)
        words = field.words.removeprefix("er ")
        told.append(
            f"fra {shown}"
            if demand.field == kind.actor
            else shown
            if "/" in demand.field
            else f"{words} {shown}".strip()
        )
    if begin == BEGINNING and end == END:
        when = "på noe tidspunkt"
    elif end == END:
        when = f"etter {value_text(_before(begin), Type('dag'))}"
    elif begin == BEGINNING:
        when = f"til og med {value_text(end, Type('dag'))}"
    else:
        when = f"{value_text(begin, Type('dag'))}–{value_text(end, Type('dag'))}"
    return " ".join([f"uregistrert {kind.name}", *told, when])


def _before(day: date) -> date:
    from engine.calculate import ONE_DAY

    return day - ONE_DAY if day > BEGINNING else day


def key_text(model: Model, key: tuple[Any, ...]) -> str:
    """What is missing: a field of an event, or a quantity the case should give."""
    name = key[0]
    if isinstance(name, str) and name in model.oracles:
        return sentence_of(model, name, key[1:])
    if isinstance(name, str) and name in model.events and len(key) == 3:
        kind = model.events[name]
        field = kind.field_named(key[2])
        words = (field.words if field and field.words else key[2]).removeprefix("er ")
        return f"når {kind.forms[0] if kind.forms else kind.name} er {words} ({key[1]})"
    if isinstance(name, str) and name in model.events:
        return f"dagen for {model.events[name].forms[0] if model.events[name].forms else name}"
    return " ".join(str(k[0] if isinstance(k, tuple) else k.kind if isinstance(k, Ghost) else k) for k in key)
