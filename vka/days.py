"""Days as a user gives them on the command line, and the one place where the clock is read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vka.errors import InputError


def today() -> date:
    """The calendar day where the user is."""
    return datetime.now(UTC).astimezone().date()


def parse_year(text: str, option: str) -> int:
    """The year written as 2027. Raises ``InputError`` for anything else."""
    if len(text.strip()) == 4 and text.strip().isascii() and text.strip().isdecimal() and text.strip() >= "1000":
        return int(text)
    raise InputError(
        f"{option}: «{text}» er ikke et år. Skriv for eksempel 2027.",
        f"{option}: “{text}” is not a year. Write for example 2027.",
    )


def parse_day(text: str, option: str, language: str = "nb") -> date:
    """The day written as 1.1.2027, 2027-01-01 or 1. januar 2027.

    Raises ``InputError`` for anything else, and in English for 3/4/2027, which is two days.
    """
    from engine.question_dates import written_dates
    from engine.question_words import cut, tidy

    tidied = tidy(text)
    words = cut(tidied)
    found = next(written_dates(tidied, words), None)
    if found is not None and found.start == 0 and found.end == len(words):
        day = found.date()
        if day is not None and (language != "en" or not found.languages()):
            return day
        raise InputError(f"{option}: {found.mistake(tidied, 'nb')}", f"{option}: {found.mistake(tidied, 'en')}")
    raise InputError(
        f"{option}: «{tidied}» er ikke en dato. Skriv for eksempel 1.1.2027, 2027-01-01 eller 1. januar 2027.",
        f"{option}: “{tidied}” is not a date. Write for example 1.1.2027, 2027-01-01 or 1 January 2027.",
    )
