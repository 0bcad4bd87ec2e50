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
from engine.words import act_text, done_text, individual, noun, sentence_of, value_text
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.world import Model

NO_CASE = (("uten sak",),)
"""Key of what is missing where no case tells what has happened."""


def open_text(model: Model, ask: Open, language: str = "nb") -> str:
    """A missing fact or an unmade judgement as a sentence; in English the agreement's own words are quoted."""
    text = _open_text(model, ask, language)
    return text if language != "en" or ask.detail[0] in ("event", "compare") else f"«{text}»"


def _open_text(model: Model, ask: Open, language: str) -> str:
    detail = ask.detail
    if ask.kind == JUDGEMENT:
        name, args = detail
        return sentence_of(model, name, args)
    match detail:
        case ("fact", name, args):
            return sentence_of(model, name, args)
        case ("event", kind, demands, begin, end):
            return _event_text(model, kind, demands, begin, end, language)
        case ("compare", keys, _, _):
            return key_text(model, keys[0], language)
    return str(ask)


def number_text(value: Any, language: str = "nb") -> str:
    """An amount or a number in a calculation."""
    return value_text(value, Type("beløp" if isinstance(value, Amount) else "tall"), language)


def _event_text(model: Model, name: str, demands: tuple[Any, ...], begin: date, end: date, language: str) -> str:
    """«om A kommune har sagt opp avtalen (skriftlig) i tiden 2.11.2026–22.11.2026»"""
    kind = model.events[name]
    told: dict[str, Any] = {}
    details = []
    for demand in sorted(demands, key=repr):
        field = kind.field_named(demand.field)
        if demand.field == "dato" or demand.op != "=" or field is None:
            continue
        shown = individual(model, demand.value, field.type)
        told[field.name] = demand.value
        if field.words and "/" in demand.field:
            details.append(shown)
        elif field.words:
            details.append(f"{field.words.removeprefix('er ')} {shown}")
    detail = f" ({', '.join(details)})" if details else ""
    if language == "en":
        detail = f" («{', '.join(details)}»)" if details else ""
        return f"whether {act_text(model, kind, told, 'en')}{detail}{_when_en(begin, end)}"
    return f"om {done_text(model, kind, told)}{detail} {_when(begin, end, nynorsk=model.contract.language == 'nn')}"


def _when(begin: date, end: date, *, nynorsk: bool) -> str:
    first, last = value_text(begin, Type("dag")), value_text(end, Type("dag"))
    if begin == BEGINNING:
        if end == END:
            return "på noko tidspunkt" if nynorsk else "på noe tidspunkt"
        return f"til og med {last}"
    if end == END:
        return f"etter {value_text(_before(begin), Type('dag'))}"
    if begin == end:
        return f"den {first}"
    return f"i {'tida' if nynorsk else 'tiden'} {first}–{last}"


def _when_en(begin: date, end: date) -> str:
    first, last = value_text(begin, Type("dag"), "en"), value_text(end, Type("dag"), "en")
    if begin == BEGINNING:
        return " at any time" if end == END else f" by {last}"
    if end == END:
        return f" after {value_text(_before(begin), Type('dag'), 'en')}"
    return f" on {first}" if begin == end else f" between {first} and {last}"


def _before(day: date) -> date:
    from engine.calculate import ONE_DAY

    return day - ONE_DAY if day > BEGINNING else day


NAMED_BY_AN_EVENT = ("uregistrert", "ingen")
"""What is missing because an event may have gone untold: the event is asked for, so these say nothing more."""


def key_text(model: Model, key: tuple[Any, ...], language: str = "nb") -> str:
    """What is missing: a field of an event, or a quantity the case should give; in English with quoted words."""
    if language == "en":
        return _key_in_english(model, key)
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
    if name == "uregistrert":
        return f"om saken forteller alt av slaget «{key[1]}»"
    if name == "ingen":
        return "hva det skal regnes av; saken har ikke noe"
    if key == NO_CASE:
        return "hva som har skjedd (uten sak er det ikke opplyst noe)"
    if name == BY_ZERO:
        return f"et annet tall enn null å dele {number_text(key[1])} på"
    if name == ("avstemming",):
        told, reckoned = (value_text(v, Type("beløp")) for v in key[1:])
        return f"hvilket av to beløp som er rett: {told} er oppgitt, men delene gir {reckoned}"
    return " ".join(str(k[0] if isinstance(k, tuple) else k.kind if isinstance(k, Ghost) else k) for k in key)


def _key_in_english(model: Model, key: tuple[Any, ...]) -> str:
    name = key[0]
    if isinstance(name, str) and name in model.events and len(key) == 3:
        field = model.events[name].field_named(key[2])
        words = field.words if field is not None and field.words else key[2]
        return f"of {noun(model.events[name], 'en', definite=True)} ({key[1]}): «{words}»"
    if isinstance(name, str) and name in model.events:
        return f"the day of {noun(model.events[name], 'en', definite=True)}"
    if name == "uregistrert":
        return f"whether the case tells everything of the kind «{key[1]}»"
    if name == "ingen":
        return "what to reckon from; the case has none"
    if name == ("avstemming",):
        told, reckoned = (value_text(v, Type("beløp"), "en") for v in key[1:])
        return f"which of two amounts is right: {told} is told, but the parts make {reckoned}"
    return f"«{key_text(model, key)}»"


def divided_by_zero(keys: Iterable[tuple[Any, ...]], language: str = "nb") -> tuple[str, ...]:
    """Where a calculation divides by zero: nothing is missing then, but nothing comes of it either."""
    lead = "the calculation divides by zero" if language == "en" else "regnestykket deler på null"
    return tuple(dict.fromkeys(f"{lead}: {number_text(key[1], language)} / 0" for key in keys if key[0] == BY_ZERO))
