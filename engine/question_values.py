"""Years, amounts, shares and numbers in a question.

9 000 000, 9.000.000 and 9 mill. in Norwegian, 9,000,000 and 9 million in English. A sign that means thousands in one
language and decimals in the other is read as the question's language has it, and only where it cannot be taken for the
other: 9,000 in Norwegian and 9.000 in English are not read.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.question_dates import show_date, written_dates
from engine.question_types import AMOUNT, DAY, NUMBER, PERCENT, SHARE, YEAR, Value
from engine.question_words import Word

_CURRENCY = frozenset(("kr", "nok", "kroner", "krone"))
_UNITS = {
    "nb": {"tusen": 10**3, "mill": 10**6, "million": 10**6, "millioner": 10**6, "millionar": 10**6}
    | {"mnok": 10**6, "mrd": 10**9, "milliard": 10**9, "milliarder": 10**9, "milliardar": 10**9},
    "en": {"thousand": 10**3, "million": 10**6, "millions": 10**6, "mnok": 10**6, "billion": 10**9},
}
_PERCENT = frozenset(("%", "prosent", "pst", "percent", "pct"))
_LONGEST_NUMBER = 18
"""Digits; anything longer is no amount of money, and stays within Decimal's exact precision."""

_FRACTION = r"([0-9]{1,6})/([1-9][0-9]{0,5})"


class Span(NamedTuple):
    """The words from ``start`` up to ``end`` read as a value of a slot type.

    ``language`` is the one in which they can be read so, empty for both.
    """

    start: int
    end: int
    type: str
    value: Value
    language: str = ""
    corrections: tuple[tuple[int, str, str], ...] = ()
    """(word position, typed, read as)."""


def find_values(text: str, words: tuple[Word, ...]) -> Iterator[Span]:
    """Every reading of words as a value of a built-in type; readings may overlap."""
    if not any(word.word[0] in "0123456789" for word in words):
        return
    for written in written_dates(text, words):
        day = written.date()
        if day is not None:
            yield Span(start=written.start, end=written.end, type=DAY, value=day, language=written.languages())
    for at, word in enumerate(words):
        if word.word[0] not in "0123456789":
            continue
        if len(word.word) == 4 and word.word.isdecimal() and word.word[0] != "0":
            yield Span(start=at, end=at + 1, type=YEAR, value=int(word.word))
        if "/" in word.word and (fraction := re.fullmatch(_FRACTION, word.word)):
            share = Fraction(int(fraction[1]), int(fraction[2]))
            for kind in (SHARE, PERCENT):
                yield Span(start=at, end=at + 1, type=kind, value=share)
        for language in ("nb", "en"):
            single = parse_number(word.word, language)
            if single is not None:
                yield from _with_unit(words, at, at + 1, single, language)
            grouped = _grouped(text, words, at, language)
            if grouped is not None:
                yield from _with_unit(words, at, grouped[0], grouped[1], language)


def parse_number(typed: str, language: str) -> Decimal | None:
    """The number as the language writes it, or None when it is none or could be two."""
    thousands, point = (".", ",") if language == "nb" else (",", ".")
    if len(typed) > _LONGEST_NUMBER:
        return None
    if typed.isdecimal():
        return Decimal(typed) if typed == "0" or typed[0] != "0" else None
    # Compiling the patterns below takes longer than to read a question: a date such as 1.1.2027 is told apart first.
    parts = typed.replace(",", ".").split(".")
    if len(parts) > 2 and len(parts[1]) != 3:
        return None
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{thousands}][0-9]{{3}})+(?:[{point}][0-9]{{1,2}})?", typed):
        return Decimal(typed.replace(thousands, "").replace(point, "."))
    if re.fullmatch(rf"(?:0[{point}][0-9]+)|(?:[1-9][0-9]*[{point}](?:[0-9]{{1,2}}|[0-9]{{4,}}))", typed):
        return Decimal(typed.replace(point, "."))
    if re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{point}][0-9]{{3}}){{2,}}", typed):
        return Decimal(typed.replace(point, ""))
    return None


def show_value(value: Value, kind: str, language: str) -> str:
    """The value of a built-in type as it is written in the language; it reads back as the same value."""
    if kind == DAY and not isinstance(value, str | int | Decimal | Fraction):
        return show_date(value, language)
    if kind == AMOUNT:
        amount = show_number(Fraction(str(value)), language)
        return f"{amount} kr" if language == "nb" else f"NOK {amount}"
    if kind in (SHARE, PERCENT) and isinstance(value, Fraction):
        percent = value * 100
        if _is_finite(percent):
            return show_number(percent, language) + (" %" if language == "nb" else "%")
        return f"{value.numerator}/{value.denominator}"
    return show_number(value, language) if kind == NUMBER and isinstance(value, Fraction) else str(value)


def show_number(number: Fraction, language: str) -> str:
    """A number with finitely many decimals, thousands apart: 9 000 000,5 or 9,000,000.5."""
    decimals = 0
    while (number * 10**decimals).denominator != 1:
        decimals += 1
    if 0 < decimals == 3:
        decimals = 4  # three decimals look like thousands in the other language
    whole, rest = divmod(int(number * 10**decimals), 10**decimals)
    text = f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")
    if decimals > 2:
        text = text.replace(",", "")  # many decimals are read only without thousands set apart
    return text.translate({ord(","): " ", ord("."): ","}) if language == "nb" else text


def _is_finite(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _grouped(text: str, words: tuple[Word, ...], at: int, language: str) -> tuple[int, Decimal] | None:
    """A number written with spaces between the thousands, and the position after it."""
    first = words[at].word
    if len(first) > 3 or not first.isdecimal() or first[0] == "0":
        return None
    end, digits = at + 1, first
    point = "," if language == "nb" else "."
    while end < len(words) and words[end].word[:3].isdecimal() and text[words[end - 1].end : words[end].start] == " ":
        part = re.fullmatch(rf"([0-9]{{3}})([{point}][0-9]{{1,2}})?", words[end].word)
        if part is None:
            break
        digits += part[1] + (part[2] or "")
        end += 1
        if part[2]:
            break
    if end == at + 1 or len(digits) > _LONGEST_NUMBER:
        return None
    return end, Decimal(digits.replace(point, "."))


def _with_unit(words: tuple[Word, ...], start: int, end: int, number: Decimal, language: str) -> Iterator[Span]:
    def word_at(at: int) -> str:
        return words[at].word if 0 <= at < len(words) else ""

    if word_at(end) in _PERCENT or (word_at(end), word_at(end + 1)) == ("per", "cent"):
        after = end + 1 if word_at(end) in _PERCENT else end + 2
        for kind in (SHARE, PERCENT):
            yield Span(start=start, end=after, type=kind, value=Fraction(number) / 100, language=language)
        return
    yield Span(start=start, end=end, type=NUMBER, value=Fraction(number), language=language)
    unit = _UNITS[language].get(word_at(end))
    money = number * unit if unit else number
    after = end + 1 if unit else end
    before = start - 1 if word_at(start - 1) in _CURRENCY else start
    if word_at(after) in _CURRENCY:
        after += 1
    yield Span(start=before, end=after, type=AMOUNT, value=money, language=language)
