"""Values as people write them in documents, spelled as the language reads them.

The language has one way to write a value and refuses what could be two; people write «500.000,-», «9,5 mill. kroner»,
«fem prosent», «6 mnd.» and «annethvert år». What can mean one thing only is spelled anew here; the rest is as it was.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dsl.literals import LiteralError, print_like, read_literal
from dsl.spelling.numbers import NUMBER
from dsl.spelling.words import EACH_UNIT_WORDS, MONTHS, NUMBER_WORDS, ORDINALS, any_of
from dsl.values import Amount

_WORDS = any_of(NUMBER_WORDS)
_SCALES = {"tusen": 1_000, "mill": 1_000_000, "million": 1_000_000, "millioner": 1_000_000, "millionar": 1_000_000,
           "mrd": 10**9, "milliard": 10**9, "milliarder": 10**9, "milliardar": 10**9}  # fmt: skip
_KRONER = r"kroner|krone|kr\.?|nok"
_AMOUNT = re.compile(
    rf"(?P<before>(?:kr\.?|nok)\s*)?(?P<number>{NUMBER}|{_WORDS})(?P<dash>\s?,[-–—])?"
    rf"(?:\s*(?P<scale>{any_of(_SCALES)})\b\.?)?(?P<after>\s*(?:{_KRONER}))?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"\s?,[-–—]|\s*(?:{any_of(_SCALES)})\b", re.IGNORECASE)
_AFTER_ANOTHER = re.compile(
    rf"(?:\d|\b{_WORDS})(?:\s*[-–—/]|(?:\s*[^\W\d]+\.?|\s*%)?\s+(?:til|og|eller))\s*$|[\d.,]$|\d\s$", re.IGNORECASE
)
"""What a value stands after that is the last of two, or the end of a longer number."""
_BEFORE_ANOTHER = re.compile(
    rf"[-–—/]\w|\s*[-–—/]\s*\d|\s+(?:til|og|eller)\s+(?:\d|{_WORDS}\b)|\s*[½¼¾]"
    r"|\s*(?:hundre|tusen|mill|mrd|m?nok\b)",
    re.IGNORECASE,
)
"""What a value stands before that is the first of two, or goes on."""
_PERCENT = re.compile(rf"(?P<number>{NUMBER}|{_WORDS})\s*(?:%|prosent|pst\.?)")
_MONTHS = re.compile(rf"(?P<number>\d+|{_WORDS})\s*(?:mnd|mndr)\b\.?")
_EACH_SECOND = re.compile(rf"(?P<ordinal>{any_of(ORDINALS)})\s?(?P<each>hvert?|kvart?)\s+(?P<unit>{EACH_UNIT_WORDS})")
_TWICE = re.compile(
    rf"(?:\b(?P<word>{_WORDS})\s?\((?P<number>\d{{1,3}})\)"
    rf"|(?<![\w.,])(?<!\d\s)(?P<first>\d{{1,3}})\s?\((?P<second>{_WORDS})\))(?!\s?\d)"
)
_SHORT_MONTH = re.compile(rf"(?<=\d\.)\s?(?P<name>{any_of(m[:3] for m in MONTHS)}|sept)\b\.?")
_NEAR = 40
"""Signs before a value that tell whether it is the end of something longer."""

_HALVES = {
    "et halvt år": "6 måneder",
    "ett halvt år": "6 måneder",
    "et halvår": "6 måneder",
    "halvannet år": "18 måneder",
}


def as_literal(text: str, kind: str) -> str:
    """A spelling that may be read as a literal of the kind; the text itself where it is no other way to write one."""
    words = _once(" ".join(text.split()).lower())
    match kind:
        case "beløp":
            return _amount(words) or text
        case "prosent":
            found = _PERCENT.fullmatch(words)
            return f"{_digits(found['number'])} %" if found else text
        case "periode":
            found = _MONTHS.fullmatch(words)
            count = _digits(found["number"]) if found else ""
            return f"{count} {'måned' if count == '1' else 'måneder'}" if count else _HALVES.get(words, words)
        case "gjentakelse":
            found = _EACH_SECOND.fullmatch(words)
            return f"{found['each']} {found['ordinal']} {found['unit']}" if found else _with_months(words)
        case "dag" | "årsdag":
            return _with_months(words)
        case "tall":
            return _digits(words)
        case _:
            return words


def as_people_write(words: str, start: int, end: int, kind: str) -> str | None:
    """All of what is written of a value that begins as the literal ``start:end``; None where it is not certain, as of
    one end of a range («5–6 mill.»).
    """
    if kind == "beløp" and _GOES_ON.match(words, end):
        found = _AMOUNT.match(words, start)
        if found is None or found.end() <= end or not _amount(found[0].lower()):
            return None
        end = found.end()
    if _AFTER_ANOTHER.search(words[max(start - _NEAR, 0) : start]) or _BEFORE_ANOTHER.match(words, end):
        return None
    return words[start:end]


def _once(words: str) -> str:
    """«seks (6) måneder» is 6 måneder, where the word and the number say the same."""

    def one(match: re.Match[str]) -> str:
        word, number = match["word"] or match["second"], match["number"] or match["first"]
        return number if NUMBER_WORDS[word] == int(number) else match[0]

    return _TWICE.sub(one, words, count=1)


def _digits(number: str) -> str:
    return str(NUMBER_WORDS.get(number, number))


def _with_months(words: str) -> str:
    def name(match: re.Match[str]) -> str:
        return " " + next(m for m in MONTHS if m.startswith(match["name"][:3]))

    return _SHORT_MONTH.sub(name, words)


def _amount(words: str) -> str:
    """An amount as the language has it, or ""."""
    found = _AMOUNT.fullmatch(words)
    if found is None or not (found["before"] or found["after"] or found["dash"]):
        return ""
    number = _digits(found["number"])
    try:
        if not found["scale"]:
            read_literal(f"kr {number}", "beløp")
            return "" if found["dash"] and "," in number else f"kr {number}"
        if found["dash"] or re.fullmatch(r"\d{1,3}\.\d{3}", number):  # «1.500 millioner» may be 1,5
            return ""
        value = read_literal(number, "tall").value
        assert isinstance(value, Fraction | int)
        return print_like(Amount(Fraction(value) * _SCALES[found["scale"]]), "kr 1 000")
    except LiteralError:
        return ""
