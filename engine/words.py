"""Saying things in the agreement's own words: its sentences with values put in, events, facts and demands."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import Type
from dsl.values import Amount, Interval, MonthDay, Never, Period, Recurrence
from engine.leaves import ChosenDay, Extreme, Ghost, Missing, Silent, Someday, Wanted, Ways
from engine.norwegian import NO_BREAK, show_amount, show_day, show_list, show_percent, show_share, show_value
from engine.trees import Node, leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl.case import FactRecord
    from dsl.contract import EventField, EventKind, Norm
    from engine.world import Facts, Model

YES = {"nb": "ja", "en": "yes"}
NO = {"nb": "nei", "en": "no"}
DEPENDS = {"nb": "kommer an på", "en": "depends"}
_UNKNOWN = {"nb": "ukjent", "en": "unknown"}
_SILENT = {"nb": "avtalen sier det ikke", "en": "the agreement does not say"}
_UNNAMED = {"beløp": "an amount", "år": "a year", "dag": "a day"}
_NEVER = {"nb": "ikke inntrådt", "en": "has not occurred"}
NONE_SUCH = frozenset((*NO.values(), *_NEVER.values()))
"""How it reads that something is not so, or has not come about."""


def range_text(tree: Node, type_: Type, language: str) -> str:
    """«mellom kr 0 og kr 800 000» if every outcome of an open value is a number of one kind; else nothing."""
    found = leaves(tree)
    if not (all(isinstance(v, Amount) for v in found) or all(type(v) is Fraction for v in found)):
        return ""
    least, most = (value_text(f(found), type_, language) for f in (min, max))
    return f"between {least} and {most}" if language == "en" else f"mellom {least} og {most}"


def value_text(value: Any, type_: Type, language: str = "nb") -> str:  # one line for each type
    """A value as people read it."""
    lang: Any = language
    if isinstance(value, Node):
        return range_text(value, type_, language) or DEPENDS[language]
    if value is True or isinstance(value, Ways):
        return YES[language]
    if value is False:
        return NO[language]
    if isinstance(value, (Missing, Someday, Wanted, ChosenDay, Extreme)) or value is None:
        return _UNKNOWN[language]
    if isinstance(value, Silent):
        return _SILENT[language]
    if isinstance(value, Never) or value == date.max:
        return _NEVER[language]
    if isinstance(value, date):
        return show_day(value, lang)
    if isinstance(value, Amount):
        return show_amount(value, lang)
    if isinstance(value, Fraction):
        return show_share(value, lang) if type_.kind == "andel" else show_value(value, lang)
    if isinstance(value, (Period, MonthDay, Recurrence, Interval)):
        return show_value(value, lang)
    if isinstance(value, tuple):
        return show_list([value_text(v, type_, language) for v in value], lang)
    if isinstance(value, EventRecord):
        return value.id
    return str(value)


def first_of(texts: Sequence[str], most: int, language: str) -> tuple[str, ...]:
    """The texts, or the first of them and how many more there are: what is left out is said."""
    if len(texts) <= most:
        return tuple(texts)
    more = len(texts) - most
    return (*texts[:most], f"and {more} more" if language == "en" else f"og {more} til")


def percent(value: Fraction, language: str = "nb") -> str:
    """A rate as a percentage."""
    lang: Any = language
    return show_percent(value, lang)


def fill(sentence: tuple[str, ...], values: tuple[str, ...]) -> str:
    """The words of a sentence with its slots filled; missing ones stay blank."""
    out = []
    for word in sentence:
        if word.startswith("{") and word.endswith("}"):
            index = int(word[1:-1])
            out.append(values[index] if index < len(values) else "…")
        else:
            out.append(word)
    return " ".join(out)


def sentence_of(model: Model, name: str, args: tuple[Any, ...]) -> str:
    """A declared sentence or quantity with its arguments."""
    definition = model.definitions.get(name)
    oracle = model.oracles.get(name)
    source = definition or oracle
    if source is None:
        return name
    shown = tuple(individual(model, a, p.type) for a, p in zip(args, source.params, strict=False))
    return fill(source.sentence, shown)


def individual(model: Model, value: Any, type_: Type) -> str:
    """A party, thing, event or value as an argument reads."""
    if isinstance(value, EventRecord):
        return event_name(model, value)
    if isinstance(value, Ghost):
        kind = model.events[value.kind]
        return kind.forms[0] if kind.forms else kind.name
    return value_text(value, type_)


def event_name(model: Model, record: EventRecord) -> str:
    """«oppsigelsen 15.11.2023», or its own name if the case gives one."""
    kind = model.events[record.kind]
    own = record.id if not record.id.startswith(f"{record.kind} ") else ""
    return own or f"{kind.forms[0] if kind.forms else kind.name} {show_day(record.day)}"


def event_text(model: Model, record: EventRecord) -> str:
    """The event's own sentence, in the case's words."""
    details = []
    kind = model.events[record.kind]
    for field in kind.fields:
        value = record.get(field.name)
        if value is None or not field.words:
            continue
        words = field.words.removeprefix("er ")
        shown = value_text(value, field.type)
        details.append(shown if field.name == "/".join(model_options(model, field.type)) else f"{words} {shown}")
    return record.text + (f" ({', '.join(details)})" if details else "")


def none_recorded(facts: Facts, kind: str, who: str = "") -> str:
    """«ingen oppsigelse er registrert (komplett til 1.11.2026)», or «ingen oppsigelse fra A …»."""
    complete = facts.complete(kind)
    until = value_text(complete, Type("dag")) if complete > date.min else "ingen dag"
    return f"ingen {kind}{f' fra {who}' if who else ''} er registrert (komplett til {until})"


def none_recorded_en(model: Model, facts: Facts, kind: str, who: str = "") -> str:
    """«no notice is recorded (complete to 1 November 2026)»."""
    complete = facts.complete(kind)
    until = value_text(complete, Type("dag"), "en") if complete > date.min else "no day"
    by = f" from {who}" if who else ""
    return f"no {noun(model.events[kind], 'en')}{by} is recorded (complete to {until})"


def model_options(model: Model, type_: Type) -> tuple[str, ...]:
    """The options of an enumeration."""
    return dict(model.contract.enums).get(type_.name, ()) if type_.kind == "utvalg" else ()


def act_text(model: Model, kind: EventKind, told: dict[str, Any], language: str = "nb") -> str:
    """What is to be done, in the event's own sentence: «kommunestyret i … oppløser samarbeidet»."""
    if language == "en" and len(kind.english) > 1:
        text = kind.english[1]
        for field in kind.fields:
            value = told.get(field.name)
            unnamed = _UNNAMED.get(field.type.kind, f"a «{field.name}»")
            shown = value_text(value, field.type, "en") if value is not None else unnamed
            for slot in (field.name, field.name.replace(" ", "-")):
                text = text.replace(f"{{{slot}}}", shown)
        return text
    slots = [f for f in kind.fields if not f.words]
    values = []
    for field in slots:
        value = told.get(field.name)
        values.append(individual(model, value, field.type) if value is not None else some(model, field))
    return fill(kind.present, tuple(values))


def done_text(model: Model, kind: EventKind, told: dict[str, Any]) -> str:
    """What may have been done, in the event's own sentence: «A kommune har betalt et beløp til B kommune»."""
    slots = [f for f in kind.fields if not f.words]
    values = (individual(model, told[f.name], f.type) if f.name in told else some(model, f) for f in slots)
    return fill(kind.sentence, tuple(values))


def some(model: Model, field: EventField) -> str:
    """«en kommune», «et beløp»: what fills a slot of which nothing is told."""
    neuter = field.type.kind in ("beløp", "år", "tall")
    article = {"nn": ("ein", "eit")}.get(model.contract.language, ("en", "et"))[neuter]
    return f"{article} {field.name}"


def noun(kind: EventKind, language: str = "nb", *, definite: bool = False) -> str:
    """«oppsigelse», «oppsigelsen»; in English «notice», «the notice» where the agreement says the word."""
    if language == "en" and kind.english:
        return f"the {kind.english[0]}" if definite else kind.english[0]
    return kind.forms[0] if definite and kind.forms else kind.name


def norm_words(norm: Norm, amount: str = "beløpet") -> str:
    """What a norm says its bearer shall or may; the amount it names as ``amount``."""
    return norm.text.replace("…", amount)


def fact_text(fact: FactRecord) -> str:
    """A fact as the case tells it; an amount written without spaces is given them, so that it can be read."""
    lead, sign, _ = fact.text.rpartition(" = ")
    shown = value_text(fact.value, Type("beløp")) if isinstance(fact.value, Amount) else ""
    if not sign or not shown or shown.replace(NO_BREAK, " ") in fact.text.replace(NO_BREAK, " "):
        return fact.text
    return f"{lead}{sign}{shown}"
