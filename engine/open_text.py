"""Open points in words: what is missing, what must be judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from dsl.values import Amount
from engine.calculate import BY_ZERO
from engine.leaves import Ghost
from engine.norwegian import show_list
from engine.trees import JUDGEMENT, Open
from engine.words import individual, sentence_of, value_text
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from engine.world import Model

NO_CASE = (("uten sak",),)
"""Key of what is missing where no case tells what has happened."""


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
        case ("compare", keys, _, _):
            return key_text(model, keys[0])
    return str(ask)


def number_text(value: Any) -> str:
    """An amount or a number in a calculation."""
    return value_text(value, Type("beløp" if isinstance(value, Amount) else "tall"))


def _event_text(model: Model, name: str, demands: tuple[Any, ...], begin: date, end: date) -> str:
    """«uregistrert oppsigelse fra A (skriftlig) 2.11.2026–22.11.2026»"""
    kind = model.events[name]
    who, told = "", []
    for demand in sorted(demands, key=repr):
        field = kind.field_named(demand.field)
        if demand.field == "dato" or demand.op != "=" or field is None:
            continue
        shown = individual(model, demand.value, field.type)
        if demand.field == kind.actor:
            who = f" fra {shown}"
        elif "/" in demand.field:
            told.append(shown)
        else:
            told.append(f"{field.words.removeprefix('er ') or field.name} {shown}")
    detail = f" ({', '.join(told)})" if told else ""
    return f"uregistrert {kind.name}{who}{detail} {_when(begin, end)}"


def _when(begin: date, end: date) -> str:
    first, last = value_text(begin, Type("dag")), value_text(end, Type("dag"))
    if begin == BEGINNING:
        return "på noe tidspunkt" if end == END else f"til og med {last}"
    if end == END:
        return f"etter {value_text(_before(begin), Type('dag'))}"
    return f"den {first}" if begin == end else f"{first}–{last}"


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
        noun = kind.forms[0] if kind.forms else kind.name
        if field is not None and "/" in field.name:
            return f"om {noun} er {show_list(field.name.split('/'), either=True)} ({key[1]})"
        words = field.words if field is not None and field.words else f"er {key[2]}"
        return f"{'når' if field is None or field.type.kind == 'dag' else 'hva'} {noun} {words} ({key[1]})"
    if isinstance(name, str) and name in model.events:
        return f"dagen for {model.events[name].forms[0] if model.events[name].forms else name}"
    if key == NO_CASE:
        return "hva som har skjedd (uten sak er det ikke opplyst noe)"
    if name == BY_ZERO:
        return f"et annet tall enn null å dele {number_text(key[1])} på"
    if name == ("avstemming",):
        told, reckoned = (value_text(v, Type("beløp")) for v in key[1:])
        return f"hvilket av to beløp som er rett: {told} er oppgitt, men delene gir {reckoned}"
    return " ".join(str(k[0] if isinstance(k, tuple) else k.kind if isinstance(k, Ghost) else k) for k in key)
