"""The words literals are made of, in bokmål and nynorsk: months, small numbers, ordinals and units of time.

Where a word differs between the two, a pair stands for (bokmål, nynorsk), indexed with ``BOKMAAL`` or ``NYNORSK``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dsl.record import Record, record_kw

BOKMAAL: Final = 0
NYNORSK: Final = 1

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

_FROM_TWO = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_ORDINALS_FROM_THREE = (
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuende",
    "åttende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
)
LARGEST_WORD = 12
"""Numbers up to this one may be written as words."""


@record_kw
class Unit(Record):
    """A unit of time: its words, its gender (the house form of «one» first), and how much it is."""

    singular: tuple[str, str]
    plural: tuple[str, str]
    one: tuple[str, str]
    also_one: frozenset[str]
    second: tuple[str, str]
    each: tuple[str, str]
    months: int = 0
    days: int = 0

    def word(self, count: int, language: int) -> str:
        """The unit's word after that number."""
        return (self.singular if count == 1 else self.plural)[language]

    def number_word(self, count: int, language: int) -> str:
        """The number as a word that agrees with the unit; digits above ``LARGEST_WORD``."""
        if count == 1:
            return self.one[language]
        return _FROM_TWO[count - 2] if 2 <= count <= LARGEST_WORD else str(count)

    def ordinal(self, count: int, language: int) -> str:
        """The ordinal that agrees with the unit (annet år, annen måned); ``14.`` above ``LARGEST_WORD``."""
        if count == 2:
            return self.second[language]
        return _ORDINALS_FROM_THREE[count - 3] if 3 <= count <= LARGEST_WORD else f"{count}."

    def language_of(self, word: str) -> int | None:
        """The language whose form the word is; None when it is the same in both."""
        is_bokmaal = word in (self.singular[BOKMAAL], self.plural[BOKMAAL])
        is_nynorsk = word in (self.singular[NYNORSK], self.plural[NYNORSK])
        return None if is_bokmaal and is_nynorsk else BOKMAAL if is_bokmaal else NYNORSK


def _neuter(word: str, *, months: int) -> Unit:
    return Unit(
        singular=(word, word),
        plural=(word, word),
        one=("ett", "eitt"),
        also_one=frozenset({"ett", "et", "eitt", "eit"}),
        second=("annet", "anna"),
        each=("hvert", "kvart"),
        months=months,
    )


YEAR = _neuter("år", months=12)
HALF_YEAR = _neuter("halvår", months=6)
TERTIAL = _neuter("tertial", months=4)
QUARTER = _neuter("kvartal", months=3)
MONTH = Unit(
    singular=("måned", "månad"),
    plural=("måneder", "månader"),
    one=("én", "éin"),
    also_one=frozenset({"en", "én", "ein", "éin"}),
    second=("annen", "annan"),
    each=("hver", "kvar"),
    months=1,
)
WEEK = Unit(
    singular=("uke", "veke"),
    plural=("uker", "veker"),
    one=("én", "éi"),
    also_one=frozenset({"en", "én", "ei", "éi"}),
    second=("annen", "anna"),
    each=("hver", "kvar"),
    days=7,
)
DAY = Unit(
    singular=("dag", "dag"),
    plural=("dager", "dagar"),
    one=("én", "éin"),
    also_one=frozenset({"en", "én", "ein", "éin"}),
    second=("annen", "annan"),
    each=("hver", "kvar"),
    days=1,
)

PERIOD_UNITS = (YEAR, MONTH, WEEK, DAY)
INTERVAL_UNITS = (YEAR, HALF_YEAR, TERTIAL, QUARTER, MONTH, WEEK, DAY)

NYNORSK_WORDS = frozenset({"ein", "éin", "ei", "éi", "eit", "eitt", "anna", "annan", "kvar", "kvart"})
"""Small words that show the language where the unit's own word does not."""

ONES = frozenset().union(*(unit.also_one for unit in PERIOD_UNITS))

NUMBER_WORDS = dict.fromkeys(ONES, 1) | {word: count for count, word in enumerate(_FROM_TWO, start=2)} | {"syv": 7}

ORDINALS = (
    dict.fromkeys(("annet", "annen", "andre", "anna", "annan"), 2)
    | {word: count for count, word in enumerate(_ORDINALS_FROM_THREE, start=3)}
    | {"syvende": 7, "sjuande": 7, "åttande": 8, "niande": 9, "tiande": 10}
)

ADVERBS = (
    (("årlig", "årleg"), YEAR),
    (("halvårlig", "halvårleg"), HALF_YEAR),
    (("tertialvis", "tertialvis"), TERTIAL),
    (("kvartalsvis", "kvartalsvis"), QUARTER),
    (("månedlig", "månadleg"), MONTH),
    (("ukentlig", "vekentleg"), WEEK),
    (("daglig", "dagleg"), DAY),
)


def unit_named(word: str, units: tuple[Unit, ...]) -> Unit | None:
    """The unit the word is a form of, singular or plural, in either language."""
    return next((unit for unit in units if word in (*unit.singular, *unit.plural)), None)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, without a group that captures."""
    return f"(?:{'|'.join(sorted(set(words), key=lambda word: (-len(word), word)))})"


UNIT_WORDS = any_of(word for unit in PERIOD_UNITS for word in (*unit.singular, *unit.plural))
EACH_UNIT_WORDS = any_of(word for unit in INTERVAL_UNITS for word in (*unit.singular, *unit.plural))
