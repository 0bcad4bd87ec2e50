"""Days (1.1.2027, 1. januar 2027), days of the year (1/1, 30.4, utgangen av januar), and days that recur.

The house form is the one lawyers write, 1.1.2027; a spelling whose day or month begins with 0 is padded.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date

from dsl.spelling.form import Form, LiteralError
from dsl.spelling.periods import FOUND_INTERVAL, read_interval, write_interval
from dsl.spelling.words import MONTHS, any_of
from dsl.values import Interval, MonthDay, Recurrence, Value, days_in_month, longest_month

_MONTH = any_of(MONTHS)
_DAY_MONTH = rf"(?:\d{{1,2}}/\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}|\d{{1,2}}\.\s?{_MONTH}|utgangen\s+av\s+{_MONTH})"
_JOINED = rf"{_DAY_MONTH}(?:(?:,|\s+og)\s+{_DAY_MONTH})*"

_POINTS = re.compile(r"(?P<day>\d{1,2})(?P<mark>\.\s?)(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_WORDS = re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>\.\s?)(?P<name>{_MONTH})\s+(?P<year>\d{{4}})")
_SHORT = re.compile(r"(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})")
_SHORT_WORDS = re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>\.\s?)(?P<name>{_MONTH})")
_END_OF = re.compile(rf"utgangen\s+av\s+(?P<name>{_MONTH})")
_LIST = re.compile(rf"(?:(?P<each>hvert?|kvart?)\s+)?(?P<days>{_JOINED})")
_JOINT = re.compile(r"(?:,|\s+og)\s+")


def read_day(text: str) -> date | None:
    """A day, or None; raises ``LiteralError`` for a day the calendar does not have."""
    match = _POINTS.fullmatch(text) or _ISO.fullmatch(text) or _WORDS.fullmatch(text)
    if not match:
        return None
    day, month, year = int(match["day"]), _month(match), int(match["year"])
    _check_month(text, month)
    if not 1 <= year <= MAXYEAR:
        raise LiteralError(
            f"«{text}» går ikke an: kalenderen går fra år 1 til år {MAXYEAR}.", f"“{text}” is outside the calendar."
        )
    length = days_in_month(year, month)
    if not 1 <= day <= length:
        nearest = date(year, month, length if day else 1)
        raise _no_such_day(
            text, month, f"{length} dager i {year}", f"{length} days in {year}", write_day(nearest, text)
        )
    return date(year, month, day)


def write_day(value: Value, like: str) -> str:
    """``write_day(date(2027, 7, 1), "1. januar 2027")`` is «1. juli 2027»."""
    assert isinstance(value, date)
    if _ISO.fullmatch(like):
        return value.isoformat()
    if words := _WORDS.fullmatch(like):
        return f"{_padded(value.day, words)}{words['mark']}{MONTHS[value.month - 1]} {value.year:04}"
    match = _POINTS.fullmatch(like)
    mark = match["mark"] if match else "."
    return f"{_padded(value.day, match)}{mark}{_padded(value.month, match)}{mark}{value.year:04}"


def read_month_day(text: str) -> MonthDay | None:
    """A day of the year, or None; raises ``LiteralError`` for a day that no year has. 29.2 is the end of February."""
    if end := _END_OF.fullmatch(text):
        return MonthDay.end_of(_month(end))
    match = _SHORT.fullmatch(text) or _SHORT_WORDS.fullmatch(text)
    if not match:
        return None
    day, month = int(match["day"]), _month(match)
    _check_month(text, month)
    if not 1 <= day <= longest_month(month):
        length = f"{longest_month(month)} dager" if month != 2 else "28 dager, og 29 i skuddår"
        length_en = f"{longest_month(month)} days" if month != 2 else "28 days, and 29 in leap years"
        nearest = MonthDay(month, (28 if month == 2 else longest_month(month)) if day else 1)
        raise _no_such_day(text, month, length, length_en, write_month_day(nearest, text))
    return MonthDay(month, day)


def write_month_day(value: Value, like: str) -> str:
    """``write_month_day(MonthDay(7, 1), "1/1")`` is «1/7»; «15. juni» where «utgangen av» does not fit."""
    assert isinstance(value, MonthDay)
    name = MONTHS[value.month - 1]
    if end := _END_OF.fullmatch(like):
        return f"{like[: end.start('name')]}{name}" if value.is_end_of_month else f"{value.day}. {name}"
    if words := _SHORT_WORDS.fullmatch(like):
        return f"{_padded(value.day, words)}{words['mark']}{name}"
    match = _SHORT.fullmatch(like)
    return f"{_padded(value.day, match)}{match['mark'] if match else '.'}{_padded(value.month, match)}"


def read_recurrence(text: str) -> Recurrence | Interval | None:
    """Days of every year, or an interval; or None. «Hver» may be left out."""
    if (interval := read_interval(text)) is not None:
        return interval
    match = _LIST.fullmatch(text)
    if not match:
        return None
    return Recurrence(day for part in _JOINT.split(match["days"]) if (day := read_month_day(part)) is not None)


def write_recurrence(value: Value, like: str) -> str:
    """Days in calendar order in the style of the first day spelled, with «hver» where it was written."""
    if isinstance(value, Interval):
        return write_interval(value, like)
    assert isinstance(value, Recurrence)
    match = _LIST.fullmatch(like)
    style = _JOINT.split(match["days"])[0] if match else ""
    each = match["each"] if match else "hver"
    *most, last = (write_month_day(day, style) for day in value.days)
    listed = f"{', '.join(most)} og {last}" if most else last
    return f"{each} {listed}" if each else listed


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return MONTHS.index(parts["name"]) + 1 if "name" in parts else int(parts["month"])


def _padded(number: int, match: re.Match[str] | None) -> str:
    """The number with a leading zero if the spelling has one anywhere."""
    parts = match.groupdict() if match else {}
    is_padded = any(re.fullmatch("0.", parts.get(part) or "") for part in ("day", "month"))
    return f"{number:02}" if is_padded else str(number)


def _check_month(text: str, month: int) -> None:
    if not 1 <= month <= 12:
        raise LiteralError(
            f"«{text}» går ikke an: det finnes ingen måned nummer {month}. Skriv dagen først og måneden etter.",
            f"“{text}” cannot be: there is no month number {month}. Write the day first, then the month.",
        )


def _no_such_day(text: str, month: int, length_nb: str, length_en: str, suggestion: str) -> LiteralError:
    return LiteralError(
        f"«{text}» finnes ikke: {MONTHS[month - 1]} har {length_nb}. Skulle det være «{suggestion}»?",
        f"“{text}” does not exist: month {month} has {length_en}. Should it be “{suggestion}”?",
        suggestion,
    )


DAY = Form(
    kind="dag",
    value_types=(date,),
    found_by=rf"(?<!\d)(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?|{_MONTH}\s+)\d{{4}}(?!\d)|\d{{4}}-\d\d-\d\d(?!\d))",
    read=read_day,
    write=write_day,
)
MONTH_DAY = Form(
    kind="årsdag",
    value_types=(MonthDay,),
    found_by=rf"(?<![\d./]){_DAY_MONTH}(?![./]?\d|\w)",
    read=read_month_day,
    write=write_month_day,
)
RECURRENCE = Form(
    kind="gjentakelse",
    value_types=(Recurrence, Interval),
    found_by=(
        rf"{FOUND_INTERVAL}|\b(?:hvert?|kvart?)\s+{_JOINED}(?![./]?\d|\w)"
        rf"|(?<![\d./]){_DAY_MONTH}(?:(?:,|\s+og)\s+{_DAY_MONTH})+(?![./]?\d|\w)"
    ),
    read=read_recurrence,
    write=write_recurrence,
)
