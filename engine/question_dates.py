"""Dates in a question, and dates that are written wrong.

Read day first: 1.1.2027, 01.01.2027, 1/1-2027, 1/1 2027, 1. januar 2027, 1st of January 2027, January 1, 2027; and
2027-01-01. A year has four digits. Nothing is guessed: in English, 3/4/2027 is two different days and is not read.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from engine.question_words import Word

_NAMES = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
MONTHS = {language: tuple(names.split()) for language, names in _NAMES.items()}
_MONTH = {name.lower(): number for names in MONTHS.values() for number, name in enumerate(names, start=1)} | {
    short: number
    for number, shorts in enumerate(
        ("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "okt oct", "nov", "des dec"), start=1
    )
    for short in shorts.split()
}
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_WHOLE = r"([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{2,4})"
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_NO_YEAR = r"([0-9]{1,2})([./])([0-9]{1,2})"


class Written(NamedTuple):
    """Something written as a date, from word ``start`` up to ``end``; ``year`` is as typed, empty when left out.

    ``slashed`` when day and month are joined by a stroke, so that English readers disagree on which is which.
    """

    start: int
    end: int
    day: int
    month: int
    year: str
    slashed: bool = False

    def date(self) -> date | None:
        """The day it names, or None when there is no such day or the year has not four digits."""
        if len(self.year) != 4 or not 1 <= self.month <= 12 or self.year < "1000":
            return None
        return date(int(self.year), self.month, self.day) if 1 <= self.day <= self._last() else None

    def languages(self) -> str:
        """The language it can be read in: "nb", or "" for both."""
        return "nb" if self.slashed and self.day != self.month else ""

    def mistake(self, typed: str, lang: str) -> str:
        """Why ``date()`` is None, or why an English reader cannot take it, with what to write instead."""
        if not self.year:
            return {
                "nb": f"«{typed}» mangler årstall. Skriv for eksempel {self.day}.{self.month}.2027.",
                "en": f'"{typed}" has no year. Write for example {_english(self.day, self.month, "2027")}.',
            }[lang]
        if not 1 <= self.month <= 12:
            return {
                "nb": f"«{typed}» er ikke en dato: det finnes ingen måned {self.month}. Skriv dag, måned, år.",
                "en": f'"{typed}" is not a date: there is no month {self.month}. Write for example 31 January 2027.',
            }[lang]
        if len(self.year) == 4 and self.year < "1000":
            return {
                "nb": f"Årstallet i «{typed}» er for lavt: det må være minst 1000. Skriv for eksempel 1.1.2027.",
                "en": f'The year in "{typed}" is too low: it must be 1000 or later. Write for example 1 January 2027.',
            }[lang]
        if len(self.year) != 4:
            return {
                "nb": f"Skriv årstallet i «{typed}» med fire sifre, for eksempel 1.1.2027.",
                "en": f'Write the year in "{typed}" with four digits, for example 1 January 2027.',
            }[lang]
        if not 1 <= self.day <= self._last():
            month = MONTHS[lang][self.month - 1]
            return {
                "nb": f"«{typed}» finnes ikke: siste dag i {month} {self.year} er "
                f"{self._last()}.{self.month}.{self.year}.",
                "en": f'"{typed}" does not exist: the last day of {month} {self.year} is '
                f"{_english(self._last(), self.month, self.year)}.",
            }[lang]
        one, other = _english(self.day, self.month, self.year), _english(self.month, self.day, self.year)
        return {
            "nb": f"«{typed}» kan leses på to måter. Skriv måneden med bokstaver.",
            "en": f'"{typed}" can be read in two ways. Write {one} or {other}.',
        }[lang]

    def _last(self) -> int:
        return monthrange(int(self.year), self.month)[1]


def written_dates(text: str, words: tuple[Word, ...]) -> Iterator[Written]:
    """Everything in the words of the text that is written as a date, right or wrong, in the order it stands."""
    for at, word in enumerate(words):
        if word.word[0] in "0123456789":
            found = _in_digits(text, words, at) or _day_first(words, at)
        else:
            found = _month_first(words, at)
        if found is not None:
            yield found


def show_date(day: date, language: str) -> str:
    """The date as it is written in the language: 1.1.2027, or 1 January 2027."""
    return f"{day.day}.{day.month}.{day.year}" if language == "nb" else _english(day.day, day.month, str(day.year))


def _english(day: int, month: int, year: str) -> str:
    # A day that cannot be a month is only reached when the other reading is no date at all.
    return f"{day} {MONTHS['en'][month - 1] if 1 <= month <= 12 else month} {year}"


def _in_digits(text: str, words: tuple[Word, ...], at: int) -> Written | None:
    typed = words[at].word
    if typed.isdecimal():
        return _apart(text, words, at)
    if whole := re.fullmatch(_WHOLE, typed):
        day, stroke, month, year = whole.groups()
        return Written(
            start=at, end=at + 1, day=int(day), month=int(month), year=year, slashed=stroke == "/" and int(day) <= 12
        )
    if iso := re.fullmatch(_ISO, typed):
        return Written(start=at, end=at + 1, day=int(iso[3]), month=int(iso[2]), year=iso[1])
    if short := re.fullmatch(_NO_YEAR, typed):
        day, stroke, month = short.groups()
        year, end = _year(words, at + 1)
        slashed = stroke == "/" and int(day) <= 12
        return Written(start=at, end=end, day=int(day), month=int(month), year=year, slashed=slashed)
    return _apart(text, words, at)


def _apart(text: str, words: tuple[Word, ...], at: int) -> Written | None:
    """1. 1. 2027, with spaces."""
    apart = words[at : at + 3]
    if len(apart) == 3 and text[apart[0].end : apart[1].start] == text[apart[1].end : apart[2].start] == ". ":
        day, month, (year, end) = apart[0].word, apart[1].word, _year(words, at + 2)
        if year and day.isdecimal() and month.isdecimal() and len(day) < 3 and len(month) < 3:
            return Written(start=at, end=end, day=int(day), month=int(month), year=year)
    return None


def _day_first(words: tuple[Word, ...], at: int) -> Written | None:
    day = words[at].word
    after = at + 1
    while after < len(words) and (words[after].word in _ORDINAL or words[after].word == "of"):
        after += 1
    if not day.isdecimal() or len(day) > 2 or after >= len(words) or words[after].word not in _MONTH:
        return None
    year, end = _year(words, after + 1)
    return Written(start=at, end=end, day=int(day), month=_MONTH[words[after].word], year=year)


def _month_first(words: tuple[Word, ...], at: int) -> Written | None:
    month = _MONTH.get(words[at].word)
    if month is None or at + 1 >= len(words) or not words[at + 1].word.isdecimal() or len(words[at + 1].word) > 2:
        return None
    after = at + 2
    if after < len(words) and words[after].word in _ORDINAL:
        after += 1
    year, end = _year(words, after)
    if not year or len(year) != 4:
        return None
    return Written(start=at, end=end, day=int(words[at + 1].word), month=month, year=year)


def _year(words: tuple[Word, ...], at: int) -> tuple[str, int]:
    """The year at the word, as typed, and the word after it; empty when there is none."""
    typed = words[at].word if at < len(words) else ""
    return (typed, at + 1) if typed.isdecimal() and len(typed) in (2, 4) else ("", at)
