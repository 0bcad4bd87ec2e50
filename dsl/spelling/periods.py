"""Periods (1 år, to måneder, 14 dagers) and intervals (hvert fjerde år, kvartalsvis, hver 14. dag).

A number agrees with its unit: 2 måneder, 1 måned, ett år, én måned; and so does «hver»: hvert år, hver måned. A
genitive ``s`` at the end of a period (ett års varsel) is style, not meaning.
"""

from __future__ import annotations

import re

from dsl.spelling.form import Form, LiteralError, no_literal, should_be
from dsl.spelling.words import (
    ADVERBS,
    BOKMAAL,
    DAY,
    EACH_UNIT_WORDS,
    INTERVAL_UNITS,
    LARGEST_WORD,
    MONTH,
    NUMBER_WORDS,
    NYNORSK,
    NYNORSK_WORDS,
    ORDINALS,
    PERIOD_UNITS,
    UNIT_WORDS,
    WEEK,
    YEAR,
    Unit,
    any_of,
    unit_named,
)
from dsl.values import Interval, Period, Value

_COUNT = rf"(?:\d+|{any_of(NUMBER_WORDS)})"
_ORDINAL = rf"(?:\d+\.|{any_of(ORDINALS)})"
_EACH = any_of(each for unit in INTERVAL_UNITS for each in unit.each)
_ADVERBS = {word: unit for words, unit in ADVERBS for word in words}
_IDLE_ADVERBS = frozenset({"daglig", "dagleg", "ukentlig", "vekentleg"})
"""Ordinary words of running text (daglig drift); read when asked for, never found."""

_PERIOD = re.compile(rf"(?P<count>{_COUNT})(?P<gap>\s+)(?P<unit>{UNIT_WORDS})(?P<genitive>s?)")
_EACH_UNIT = re.compile(rf"(?:(?P<each>{_EACH})\s+)?(?:(?P<ordinal>{_ORDINAL})\s+)?(?P<unit>{EACH_UNIT_WORDS})")


def read_period(text: str) -> Period | None:
    """A period, or None; raises ``LiteralError`` where the number and the unit do not agree."""
    match = _PERIOD.fullmatch(text)
    unit = unit_named(match["unit"], PERIOD_UNITS) if match else None
    if not match or unit is None:
        return None
    if len(match["count"].lstrip("0")) > _MOST_DIGITS and match["count"].isdigit():
        raise LiteralError(
            f"«{text[:30]} …» går ikke an: kalenderen har bare 9999 år.",
            f"“{text[:30]} …” cannot be: the calendar has 9999 years only.",
        )
    count = _count(match["count"])
    correct = _spell(match, unit, count)
    if match["unit"] not in (unit.singular if count == 1 else unit.plural):
        number_nb, number_en = ("entall", "singular") if count == 1 else ("flertall", "plural")
        raise should_be(text, correct, f"{match['count']} krever {number_nb}", f"the noun is in the {number_en}")
    if match["count"] in _GENDERED and match["count"] not in unit.also_one:
        raise should_be(text, correct, "tallordet følger kjønnet", "the number agrees in gender")
    return Period(count * unit.months, count * unit.days)


_MOST_DIGITS = 7  # of a count of days; a period may be long and still leave the calendar, which is told when it does

_GENDERED = frozenset(word for word, count in NUMBER_WORDS.items() if count == 1)


def write_period(value: Value, like: str) -> str:
    """``write_period(Period.of(years=2), "ett år")`` is «to år»; keeps the unit where it divides."""
    assert isinstance(value, Period)
    if value.months and value.days:
        raise no_literal(value, "en periode har én enhet", "a literal has one unit")
    match = _PERIOD.fullmatch(like)
    spelled = unit_named(match["unit"], PERIOD_UNITS) if match else None
    unit = _unit_for(value, spelled)
    count = value.months // unit.months if unit.months else value.days // unit.days
    return _spell(match, unit, count)


def _spell(match: re.Match[str] | None, unit: Unit, count: int) -> str:
    """So many of the unit, in the style of the match: words or digits, its language, its blanks, its genitive."""
    if match is None:
        return f"{count} {unit.word(count, BOKMAAL)}"
    language = _language(match["count"], match["unit"])
    number = str(count) if match["count"].isdigit() else unit.number_word(count, language)
    return f"{number}{match['gap']}{unit.word(count, language)}{match['genitive']}"


def _unit_for(value: Period, spelled: Unit | None) -> Unit:
    if spelled and _divides(spelled, value):
        return spelled
    if value.months:
        return MONTH if value.months % 12 else YEAR
    return DAY


def _divides(unit: Unit, value: Period) -> bool:
    if unit.months:
        return value.days == 0 and value.months % unit.months == 0
    return value.months == 0 and value.days % unit.days == 0


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS[word]


def _language(*words: str) -> int:
    """Nynorsk if any of the words is nynorsk only."""
    units = ((word, unit_named(word, INTERVAL_UNITS)) for word in words)
    shown = any(unit is not None and unit.language_of(word) == NYNORSK for word, unit in units)
    return NYNORSK if shown or not NYNORSK_WORDS.isdisjoint(words) else BOKMAAL


# ── intervals ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_interval(text: str) -> Interval | None:
    """An interval, or None; raises ``LiteralError`` for «hvert måned» and for «hvert 0. år»."""
    if text in _ADVERBS:
        unit = _ADVERBS[text]
        return Interval(Period(unit.months, unit.days))
    match = _EACH_UNIT.fullmatch(text)
    unit_ = unit_named(match["unit"], INTERVAL_UNITS) if match else None
    if not match or unit_ is None:
        return None
    count = _ordinal(match["ordinal"])
    if count == 0:
        raise LiteralError(
            f"«{text}» går ikke an: et mellomrom må være lengre enn null.",
            f"“{text}” cannot be: an interval has length.",
        )
    correct = _spell_each(match, unit_, count)
    if (match["each"] and match["each"] not in unit_.each) or match["unit"] not in unit_.singular:
        raise should_be(text, correct, "ordene må stemme i kjønn og tall", "the words agree in gender and number")
    return Interval(Period(count * unit_.months, count * unit_.days))


def write_interval(value: Interval, like: str) -> str:
    """Keeps the kind of word: an adverb, a bare unit (kvartal) or «hvert fjerde år»; else «hver …»."""
    period = value.period
    if period.months and period.days:
        raise no_literal(value, "et mellomrom har én enhet", "an interval has one unit")
    for words, unit in ADVERBS:
        if like in _ADVERBS and period == Period(unit.months, unit.days):
            return words[NYNORSK if like.endswith("leg") else BOKMAAL]
    match = _EACH_UNIT.fullmatch(like)
    unit = _interval_unit(period, unit_named(match["unit"], INTERVAL_UNITS) if match else None)
    return _spell_each(match, unit, period.months // unit.months if unit.months else period.days // unit.days)


def _spell_each(match: re.Match[str] | None, unit: Unit, count: int) -> str:
    words = (match["each"] or "", match["ordinal"] or "", match["unit"]) if match else ()
    language = _language(*words)
    noun = unit.singular[language]
    if count == 1:
        return noun if match and not match["each"] else f"{unit.each[language]} {noun}"
    in_digits = match is not None and (match["ordinal"] or "").endswith(".")
    ordinal = f"{count}." if in_digits or count > LARGEST_WORD else unit.ordinal(count, language)
    return f"{unit.each[language]} {ordinal} {noun}"


def _interval_unit(period: Period, spelled: Unit | None) -> Unit:
    """Whole years are years; else the unit as spelled if it divides; else the unit that is just that long."""
    if period.months and period.months % 12 == 0:
        return YEAR
    if spelled and _divides(spelled, period):
        return spelled
    exactly = (unit for unit in INTERVAL_UNITS if unit is not WEEK and Period(unit.months, unit.days) == period)
    return next(exactly, MONTH if period.months else DAY)


def _ordinal(word: str | None) -> int:
    if word is None:
        return 1
    return int(word[:-1]) if word.endswith(".") else ORDINALS[word]


FOUND_INTERVAL = rf"\b{_EACH}\s+(?:{_ORDINAL}\s+)?{EACH_UNIT_WORDS}\b|\b{any_of(set(_ADVERBS) - _IDLE_ADVERBS)}\b"

PERIOD = Form(
    kind="periode",
    value_types=(Period,),
    found_by=rf"(?<!\w){_COUNT}\s+{UNIT_WORDS}s?\b",
    read=read_period,
    write=write_period,
)
