"""The small words of a derivation, in bokmål and English. What the agreement itself says is quoted in English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from dsl.values import Never
from engine.holidays_no import is_working_day
from engine.words import noun, value_text

if TYPE_CHECKING:
    from engine.world import Facts, Model

_DAYS = {
    "nb": {"=": "er", "≠": "er ikke", "≤": "er senest", "≥": "er tidligst", "<": "er før", ">": "er etter"},
    "en": {
        "=": "is", "≠": "is not", "≤": "is no later than", "≥": "is no earlier than", "<": "is before", ">": "is after",
    },
}  # fmt: skip
_SIZES = {
    "nb": {"=": "er", "≠": "er ikke", "≤": "er høyst", "≥": "er minst", "<": "er mindre enn", ">": "er mer enn"},
    "en": {
        "=": "is", "≠": "is not", "≤": "is at most", "≥": "is at least", "<": "is less than", ">": "is more than",
    },
}  # fmt: skip
RELATIONS = frozenset(_DAYS["nb"])
_FREE = {5: ("en lørdag", "a Saturday"), 6: ("en søndag", "a Sunday")}
_HOLIDAY = ("en helligdag", "a public holiday")
_NO_DAY = {"nb": "en dag som ikke er kommet", "en": "a day that has not come"}


def compared(left: str, op: str, right: str, lang: str, *, days: bool) -> str:
    """«mottatt 1.1.2024 er senest 31.12.2025»."""
    return f"{left} {(_DAYS if days else _SIZES)[lang][op]} {right}"


def operand(value: Any, lang: str, name: str = "", *, field: bool = False) -> str:
    """A side of a comparison, with the name of the field or of the value it comes from."""
    shown = _NO_DAY[lang] if isinstance(value, Never) else value_text(value, Type("andel"), lang)
    name = f"«{name}»" if name and lang == "en" else name
    if not name:
        return shown
    return f"{name} {shown}" if field else f"{name} ({shown})"


def on_day(day: date, lang: str, *, exact: bool) -> str:
    """The day a sentence is read on: from that day, or as it stands on it."""
    lead = ("from" if exact else "as of") if lang == "en" else "fra" if exact else "per"
    return f"{lead} {value_text(day, Type('dag'), lang)}"


def read_as(words: str, reading: str, lang: str) -> str:
    """How contested words are read."""
    return f"«{words}» is read as «{reading}»" if lang == "en" else f"«{words}» leses som «{reading}»"


def too_early(day: date, lang: str) -> str:
    """A day that was tried and is too early."""
    return f"{value_text(day, Type('dag'), lang)} {'is too early' if lang == 'en' else 'for tidlig'}"


def none_such(model: Model, facts: Facts, kind: str, lang: str, *, other: bool) -> str:
    """That no event of a kind, or no other than those shown, meets the conditions, and to which day that is known."""
    complete = facts.complete(kind)
    known = complete > date.min
    day = value_text(complete, Type("dag"), lang) if known else "no day" if lang == "en" else "ingen dag"
    if lang == "en":
        named = noun(model.events[kind], "en")
        return f"no {'other ' if other else ''}{named} that meets the conditions is recorded (complete to {day})"
    return f"ingen {'annen ' if other else ''}{kind} som oppfyller vilkårene er registrert (komplett til {day})"


def kind_of_day(day: date, lang: str) -> str:
    """«31.1.2026 er en lørdag»."""
    nb, en = ("en virkedag", "a working day") if is_working_day(day) else _FREE.get(day.weekday(), _HOLIDAY)
    shown = value_text(day, Type("dag"), lang)
    return f"{shown} is {en}" if lang == "en" else f"{shown} er {nb}"


def not_counted(thing: str, lang: str) -> str:
    """That a thing does not count in a sum."""
    return f"«{thing}» is not counted" if lang == "en" else f"{thing} er ikke regnet med"


def unsettled(lang: str) -> str:
    """What nobody has settled."""
    return "not settled" if lang == "en" else "ikke avgjort"


def unmet(sentence: str, lang: str) -> str:
    """A condition that is not met."""
    return f"«{sentence}» is not met" if lang == "en" else f"«{sentence}» er ikke oppfylt"


def instead(found: str, wanted: str, lang: str) -> str:
    """What was found where something else was wanted."""
    return f"«{found}», not «{wanted}»" if lang == "en" else f"{found}, ikke {wanted}"


def set_on(sentence: str, day: str, lang: str, *, after: str, contested: bool) -> str:
    """A quantity that is a day later than the one that matters: «virkningsdagen er 1.1.2025, etter 31.12.2024»."""
    if lang == "en":
        text = f"«{sentence}» is {day}{' (contested)' if contested else ''}"
        return f"{text}, after {after}" if after else text
    text = f"{sentence} er {day}{' (omstridt)' if contested else ''}"
    return f"{text}, etter {after}" if after else text


def result_text(value: Any, type_: Type, lang: str) -> str:
    """What a rule or a quantity comes to; what the agreement itself calls something is quoted in English."""
    shown = value_text(value, type_, lang)
    return f"«{shown}»" if lang == "en" and type_.kind == "tekst" and isinstance(value, str) else shown
