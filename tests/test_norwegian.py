"""Values as people read them. Babel, with the Unicode CLDR, is the judge of numbers and dates."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_minus_sign_symbol
from hypothesis import given
from hypothesis import strategies as st

from dsl.values import NEVER, Amount, Interval, MonthDay, Never, Period, Recurrence, Value
from renderers.norwegian import (
    Lang,
    show_amount,
    show_day,
    show_list,
    show_percent,
    show_period,
    show_recurrence,
    show_share,
    show_value,
)

LANGS: tuple[Lang, ...] = ("nb", "nn", "en")
langs = st.sampled_from(LANGS)
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}


@given(st.dates(date(1000, 1, 1)), langs)
def test_long_days_are_as_in_the_cldr(day: date, lang: Lang) -> None:
    """A day in words is Babel's long format."""
    assert show_day(day, lang, "lang") == format_date(day, "long", LOCALES[lang])


def test_short_days() -> None:
    """The short form has no leading zeros; English has one form; never is a word."""
    assert show_day(date(2027, 1, 1)) == "1.1.2027"
    assert show_day(date(2027, 1, 1), "en") == "1 January 2027"
    assert [show_day(NEVER, lang) for lang in LANGS] == ["aldri", "aldri", "never"]


@given(st.integers(-(10**13), 10**13).map(lambda ore: Decimal(ore).scaleb(-2)), langs)
def test_amounts_are_as_in_the_cldr(kroner: Decimal, lang: Lang) -> None:
    """The digits of an amount are Babel's, with two decimals or none."""
    pattern = "#,##0" if kroner == kroner.to_integral() else "#,##0.00"
    digits = format_decimal(abs(kroner), pattern, LOCALES[lang])
    code = "NOK" if lang == "en" else "kr"
    minus = get_minus_sign_symbol(LOCALES[lang]) if kroner < 0 else ""
    assert show_amount(Amount(kroner), lang) == f"{code}\u00a0{minus}{digits}"


@pytest.mark.parametrize(
    ("kroner", "shown"),
    [
        (Fraction(925_000), "kr 925 000"),
        (Fraction("937825.5"), "kr 937 825,50"),
        (Fraction(1999, 1000), "kr 2"),
        (Fraction(-1, 1000), "kr 0"),
        (Fraction(-1000), "kr −1 000"),
    ],
)
def test_amounts_are_rounded_to_ore(kroner: Fraction, shown: str) -> None:
    """Øre are shown when any are left after rounding."""
    assert show_amount(Amount(kroner)) == shown.replace(" ", "\u00a0")


@given(st.integers(-(10**9), 10**9), langs)
def test_percentages_are_as_in_the_cldr(hundredths: int, lang: Lang) -> None:
    """A percentage with at most two decimals is Babel's."""
    pattern = "#,##0.##%" if lang == "en" else "#,##0.##\u00a0%"
    expected = format_percent(Decimal(hundredths).scaleb(-4), pattern, LOCALES[lang])
    # Babel leaves the pattern's hyphen where the CLDR has another minus.
    expected = expected.replace("-", get_minus_sign_symbol(LOCALES[lang]))
    assert show_percent(Fraction(hundredths, 10_000), lang) == expected


@pytest.mark.parametrize(
    ("share", "nb", "en"),
    [
        (Fraction(37, 360), "37/360 (10,28 %)", "37/360 (10.28%)"),
        (Fraction(1, 20), "1/20 (5 %)", "1/20 (5%)"),
        (Fraction(1), "100 %", "100%"),
        (Fraction(0), "0 %", "0%"),
        (Fraction(99_999, 1_000_000), "99999/1000000 (10,00 %)", "99999/1000000 (10.00%)"),
    ],
)
def test_shares(share: Fraction, nb: str, en: str) -> None:
    """A share is shown exactly; both decimals stand where the percentage is rounded."""
    assert show_share(share) == nb.replace(" %", "\u00a0%")
    assert show_share(share, "en") == en


@pytest.mark.parametrize(
    ("period", "nb", "nn", "en"),
    [
        (Period.of(years=1), "1 år", "1 år", "1 year"),
        (Period(18), "1 år og 6 måneder", "1 år og 6 månader", "1 year and 6 months"),
        (Period(1), "1 måned", "1 månad", "1 month"),
        (Period(days=14), "14 dager", "14 dagar", "14 days"),
        (Period(25, 1), "2 år, 1 måned og 1 dag", "2 år, 1 månad og 1 dag", "2 years, 1 month and 1 day"),
        (Period(), "0 dager", "0 dagar", "0 days"),
    ],
)
def test_periods(period: Period, nb: str, nn: str, en: str) -> None:
    """A period is years, months and days, each in its number."""
    assert [show_period(period, lang) for lang in LANGS] == [nb, nn, en]


@pytest.mark.parametrize(
    ("recurring", "nb", "nn", "en"),
    [
        (Recurrence([MonthDay(1, 1)]), "hver 1. januar", "kvar 1. januar", "every 1 January"),
        (
            Recurrence([MonthDay(4, 30), MonthDay(8, 31)]),
            "hver 30. april og 31. august",
            "kvar 30. april og 31. august",
            "every 30 April and 31 August",
        ),
        (Interval(Period(12)), "hvert år", "kvart år", "every year"),
        (Interval(Period(48)), "hvert 4. år", "kvart 4. år", "every 4 years"),
        (Interval(Period(1)), "hver måned", "kvar månad", "every month"),
        (Interval(Period(days=14)), "hver 14. dag", "kvar 14. dag", "every 14 days"),
        (
            Interval(Period(1, 2)),
            "hver gang det er gått 1 måned og 2 dager",
            "kvar gong det har gått 1 månad og 2 dagar",
            "every 1 month and 2 days",
        ),
    ],
)
def test_recurrences(recurring: Recurrence | Interval, nb: str, nn: str, en: str) -> None:
    """What recurs, in each language."""
    assert [show_recurrence(recurring, lang) for lang in LANGS] == [nb, nn, en]


@given(st.lists(st.text(min_size=1), max_size=5), langs, st.booleans())
def test_lists_are_as_in_the_cldr(items: list[str], lang: Lang, either: bool) -> None:
    """A list is Babel's, which has no comma before the last."""
    # Babel has no nynorsk «eller»; bokmål has the same two words.
    locale = "nb" if lang == "nn" else LOCALES[lang]
    assert show_list(items, lang, either=either) == format_list(items, "or" if either else "standard", locale)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2027, 1, 1), "1.1.2027"),
        (NEVER, "aldri"),
        (MonthDay(1, 31), "31. januar"),
        (Recurrence([MonthDay(1, 1)]), "hver 1. januar"),
        (Interval(Period(12)), "hvert år"),
        (Period(12), "1 år"),
        (Amount(10), "kr 10"),
        (Fraction(1, 2), "1/2 (50 %)"),
        (2019, "2019"),
    ],
)
def test_any_value(value: Value | Never, shown: str) -> None:
    """show_value knows every type of value."""
    assert show_value(value).replace("\u00a0", " ") == shown


def test_showing_loads_no_locale_library() -> None:
    """The command line starts fast because showing a value needs no Babel."""
    script = "import sys, renderers.norwegian as n; from dsl.values import Amount; n.show_amount(Amount(1)); " + (
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
