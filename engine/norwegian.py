"""Values as people read them, in bokmål (``nb``), nynorsk (``nn``) and English (``en``).

Conventions. Numbers hold together when a line breaks: thousands, «kr» and «%» are set off with the no-break space
U+00A0. A minus is U+2212, but a hyphen in English. Amounts are rounded to whole øre and percentages to two decimals,
half away from zero; a percentage with both decimals written, such as 33,33 or 10,00, may have been rounded, and one
with fewer has not. This is what the Unicode CLDR says, written out because loading a locale library costs more than the
rest of the program's start; the tests hold it to that library's output.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from dsl.spelling.words import BOKMAAL, DAY, MONTH, MONTHS, NYNORSK, YEAR, Unit
from dsl.values import Amount, Day, Interval, MonthDay, Never, Period, Recurrence, Value

Lang = Literal["nb", "nn", "en"]
Style = Literal["kort", "lang"]

NO_BREAK: Final = "\u00a0"

_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PERCENT_PLACES = 2


def show_day(day: Day, lang: Lang = "nb", style: Style = "kort") -> str:
    """1.1.2027 (``kort``) or 1. januar 2027 (``lang``); English always 1 January 2027, as 1/2 is ambiguous."""
    if isinstance(day, Never):
        return {"nb": "aldri", "nn": "aldri", "en": "never"}[lang]
    if lang == "en" or style == "lang":
        return f"{show_month_day(MonthDay(day.month, day.day), lang, 'lang')} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def show_month_day(day: MonthDay, lang: Lang = "nb", style: Style = "lang") -> str:
    """1. januar, or 1.1 (``kort``); English 1 January."""
    if lang == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}"
    return f"{day.day}. {MONTHS[day.month - 1]}" if style == "lang" else str(day)


def show_amount(amount: Amount, lang: Lang = "nb") -> str:
    """kr 925 000, or kr 937 825,50 when there are øre after rounding; English NOK 925,000."""
    ore = int(amount.rounded().scaleb(2))
    sign = _minus(lang) if ore < 0 else ""
    places = 2 if ore % 100 else 0
    digits = _grouped(Fraction(abs(ore), 100), places, lang)
    return f"{'NOK' if lang == 'en' else 'kr'}{NO_BREAK}{sign}{digits}"


def show_percent(share: Fraction, lang: Lang = "nb") -> str:
    """5 %, 6,25 %, 10,28 %; English 5%, 6.25%."""
    hundredths = Fraction(share) * 100 * 10**_PERCENT_PLACES
    is_exact = hundredths.denominator == 1
    digits = _grouped(abs(Fraction(share)) * 100, _PERCENT_PLACES, lang)
    if is_exact:
        digits = digits.rstrip("0").rstrip(",.")
    sign = _minus(lang) if share < 0 else ""
    return f"{sign}{digits}%" if lang == "en" else f"{sign}{digits}{NO_BREAK}%"


def show_share(share: Fraction, lang: Lang = "nb") -> str:
    """The exact fraction and what it comes to: 37/360 (10,28 %). A whole share is its percentage alone: 100 %."""
    percent = show_percent(share, lang)
    return percent if share.denominator == 1 else f"{share.numerator}/{share.denominator} ({percent})"


def show_period(period: Period, lang: Lang = "nb") -> str:
    """1 år og 6 måneder, 14 dager; English 1 year and 6 months."""
    years, months = divmod(period.months, 12)
    parts = [_count(count, unit, lang) for count, unit in ((years, YEAR), (months, MONTH), (period.days, DAY)) if count]
    return show_list(parts or [_count(0, DAY, lang)], lang)


def show_recurrence(recurring: Recurrence | Interval, lang: Lang = "nb") -> str:
    """hver 30. april og 31. august; hvert 4. år. English every 30 April and 31 August; every 4 years."""
    each_nb = "hver" if lang == "nb" else "kvar"
    if isinstance(recurring, Recurrence):
        listed = show_list([show_month_day(day, lang) for day in recurring.days], lang)
        return f"{'every' if lang == 'en' else each_nb} {listed}"
    period = recurring.period
    unit, count = _one_unit(period)
    if lang == "en":
        shown = show_period(period, lang) if unit is None else _count(count, unit, lang)
        return f"every {shown.removeprefix('1 ') if count == 1 else shown}"
    language = _language(lang)
    if unit is None:
        words = "hver gang det er gått" if lang == "nb" else "kvar gong det har gått"
        return f"{words} {show_period(period, lang)}"
    noun = unit.singular[language]
    return f"{unit.each[language]} {noun}" if count == 1 else f"{unit.each[language]} {count}. {noun}"


def show_list(items: Iterable[str], lang: Lang = "nb", *, either: bool = False) -> str:
    """a, b og c; with ``either``, a, b eller c. Empty for no items."""
    words = {"nb": ("og", "eller"), "nn": ("og", "eller"), "en": ("and", "or")}[lang]
    *most, last = tuple(items) or ("",)
    return f"{', '.join(most)} {words[either]} {last}" if most else last


def show_value(value: Value | Never, lang: Lang = "nb") -> str:
    """Any value, in the short form of its type: a ``Fraction`` as a share, an ``int`` as a year, without thousands."""
    match value:
        case date() | Never():
            return show_day(value, lang)
        case MonthDay():
            return show_month_day(value, lang)
        case Recurrence() | Interval():
            return show_recurrence(value, lang)
        case Period():
            return show_period(value, lang)
        case Amount():
            return show_amount(value, lang)
        case Fraction():
            return show_share(value, lang)
        case int():
            return str(value)


def _grouped(number: Fraction, places: int, lang: Lang) -> str:
    """A number of zero or more with so many decimals, half rounded up, its thousands apart."""
    scaled = number * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, decimals = divmod(units, 10**places)
    thousands, point = (",", ".") if lang == "en" else (NO_BREAK, ",")
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{grouped}{point}{decimals:0{places}}" if places else grouped


def _minus(lang: Lang) -> str:
    return "-" if lang == "en" else "\u2212"


def _count(count: int, unit: Unit, lang: Lang) -> str:
    if lang == "en":
        word = {YEAR: "year", MONTH: "month", DAY: "day"}[unit]
        return f"{count} {word}" if count == 1 else f"{count} {word}s"
    return f"{count} {unit.word(count, _language(lang))}"


def _one_unit(period: Period) -> tuple[Unit | None, int]:
    """The largest unit of which the period is a whole number; no unit when it has both months and days."""
    if period.months and period.days:
        return None, 0
    if period.months:
        return (MONTH, period.months) if period.months % 12 else (YEAR, period.months // 12)
    return DAY, period.days


def _language(lang: Lang) -> int:
    return NYNORSK if lang == "nn" else BOKMAAL
