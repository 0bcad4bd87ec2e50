"""Literals: what they mean, how they are misspelled, how a new value takes over a spelling, and how they are found."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.literals import KINDS, LiteralError, find_literals, print_like, read_literal
from dsl.values import Amount, Interval, MonthDay, Period, Recurrence, Value

JANUARY_1 = MonthDay(1, 1)
REPORTS = Recurrence([MonthDay(4, 30), MonthDay(8, 31)])


def years(count: int) -> Period:
    return Period(12 * count)


def months(count: int) -> Period:
    return Period(count)


READ = [
    ("dag", "1.1.2027", date(2027, 1, 1)),
    ("dag", "01.01.2027", date(2027, 1, 1)),
    ("dag", "2027-01-01", date(2027, 1, 1)),
    ("dag", "1. januar 2027", date(2027, 1, 1)),
    ("dag", "22.juni 2018", date(2018, 6, 22)),
    ("dag", "29.2.2024", date(2024, 2, 29)),
    ("årsdag", "1/1", JANUARY_1),
    ("årsdag", "30.4", MonthDay(4, 30)),
    ("årsdag", "1. januar", JANUARY_1),
    ("årsdag", "31. august", MonthDay(8, 31)),
    ("årsdag", "utgangen av januar", MonthDay(1, 31)),
    ("årsdag", "utgangen av februar", MonthDay(2, 29)),
    ("gjentakelse", "hver 1/1", Recurrence([JANUARY_1])),
    ("gjentakelse", "hver 30.4 og 31.8", REPORTS),
    ("gjentakelse", "30.4 og 31.8", REPORTS),
    ("gjentakelse", "hver 1. mars, 1. juni og 1. september", Recurrence(MonthDay(m, 1) for m in (3, 6, 9))),
    ("gjentakelse", "hvert år", Interval(years(1))),
    ("gjentakelse", "hvert fjerde år", Interval(years(4))),
    ("gjentakelse", "hvert 4. år", Interval(years(4))),
    ("gjentakelse", "kvart fjerde år", Interval(years(4))),
    ("gjentakelse", "annen måned", Interval(months(2))),
    ("gjentakelse", "hver måned", Interval(months(1))),
    ("gjentakelse", "kvartalsvis", Interval(months(3))),
    ("gjentakelse", "tertial", Interval(months(4))),
    ("gjentakelse", "hver 14. dag", Interval(Period(days=14))),
    ("periode", "1 år", years(1)),
    ("periode", "ett år", years(1)),
    ("periode", "eit år", years(1)),
    ("periode", "ett års", years(1)),
    ("periode", "2 måneder", months(2)),
    ("periode", "to månader", months(2)),
    ("periode", "én måned", months(1)),
    ("periode", "tolv måneders", months(12)),
    ("periode", "3 uker", Period(days=21)),
    ("periode", "ei veke", Period(days=7)),
    ("periode", "14 dager", Period(days=14)),
    ("periode", "14 dagars", Period(days=14)),
    ("beløp", "kr 500 000", Amount(500_000)),
    ("beløp", "kr\u00a0500\u00a0000", Amount(500_000)),
    ("beløp", "kr 500\u202f000", Amount(500_000)),
    ("beløp", "kr 9.000.000", Amount(9_000_000)),
    ("beløp", "kr 925 000,50", Amount(Fraction(1_850_001, 2))),
    ("beløp", "500 000 kroner", Amount(500_000)),
    ("beløp", "1 krone", Amount(1)),
    ("beløp", "kr. 10 000", Amount(10_000)),
    ("beløp", "kr500", Amount(500)),
    ("prosent", "5%", Fraction(1, 20)),
    ("prosent", "5 %", Fraction(1, 20)),
    ("prosent", "6,25 %", Fraction(1, 16)),
    ("prosent", "150 prosent", Fraction(3, 2)),
    ("brøk", "1/3", Fraction(1, 3)),
    ("brøk", "37/360", Fraction(37, 360)),
    ("tall", "3", 3),
    ("tall", "2019", 2019),
    ("tall", "10 000", 10_000),
    ("tall", "0,7", Fraction(7, 10)),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_read(kind: str, text: str, value: Value) -> None:
    """Each spelling has its value, keeps itself, and may begin a sentence."""
    literal = read_literal(f" {text} ", kind)
    assert (literal.kind, literal.value, literal.spelling) == (kind, value, text)
    assert type(literal.value) is type(value)
    assert read_literal(text[0].upper() + text[1:], kind).value == value


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_read_without_a_kind(kind: str, text: str, value: Value) -> None:
    """A spelling shows its kind, but for those that are both a day and a fraction."""
    if text in ("1/1", "1/3"):
        with pytest.raises(LiteralError, match="kan være både årsdag og brøk"):
            read_literal(text)
    else:
        assert read_literal(text).kind == kind
        assert read_literal(text).value == value


def test_every_kind_is_read_above() -> None:
    """The table leaves no kind out."""
    assert {kind for kind, _, _ in READ} == set(KINDS)


MISSPELLED = [
    ("2 måned", "2 måneder"),
    ("1 måneder", "1 måned"),
    ("to uke", "to uker"),
    ("eit månad", "éin månad"),
    ("én år", "ett år"),
    ("ett måned", "én måned"),
    ("1 dagers", "1 dags"),
    ("hvert måned", "hver måned"),
    ("hver fjerde år", "hvert fjerde år"),
    ("hver måneder", "hver måned"),
    ("30. februar", "28. februar"),
    ("31.11", "30.11"),
    ("0.1", "1.1"),
    ("hver 31.4", "30.4"),
    ("30.2.2024", "29.2.2024"),
    ("29. februar 2025", "28. februar 2025"),
    ("2025-02-29", "2025-02-28"),
    ("kr 9.00.000", "kr 900.000"),
    ("kr 1 000.50", "kr 1 000,50"),
    ("kr 9.50", "kr 9,50"),
    ("10 00 %", "10,00 %"),
    ("kr 500,5", "kr 500,50"),
    ("2.5 %", "2,5 %"),
    ("12.25 %", "12,25 %"),
    ("2.500 %", "2,500 %"),
    ("0.125 %", "0,125 %"),
    ("kr 2.5", "kr 2,50"),
    ("kr 0.500", "kr 0,50"),
]


@pytest.mark.parametrize(("text", "suggestion"), MISSPELLED)
def test_a_misspelling_has_a_suggestion(text: str, suggestion: str) -> None:
    """The error names what was written and what to write, and the suggestion is itself a literal."""
    with pytest.raises(LiteralError) as error:
        read_literal(text)
    assert error.value.suggestion == suggestion
    for message in (error.value.message_nb, error.value.message_en):
        assert suggestion in message
        assert text.removeprefix("hver ") in message or text in message
    assert read_literal(suggestion).spelling == suggestion


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("1.13", None, "ingen måned nummer 13"),
        ("1.1.0000", None, "fra år 1"),
        ("1/0", "brøk", "null under streken"),
        ("hvert 0. år", None, "lengre enn null"),
        ("kr 5,123", None, "to sifre"),
        ("omtrent et år", None, "er ikke en verdi"),
        ("", None, "er ikke en verdi"),
        ("5%", "beløp", "kan ikke leses som beløp"),
        ("kr 5 kroner", "beløp", "kan ikke leses som beløp"),
        ("500", "beløp", "kan ikke leses som beløp"),
    ],
)
def test_an_error_without_a_suggestion(text: str, kind: str | None, message: str) -> None:
    """Where no one correction is sensible, the message says what is wrong."""
    with pytest.raises(LiteralError, match=message) as error:
        read_literal(text, kind)
    assert error.value.suggestion is None


def test_a_line_break_is_a_blank() -> None:
    """Where the source breaks a line inside a literal, the spelling does not."""
    assert read_literal("hvert\n   fjerde år").spelling == "hvert fjerde år"


def test_an_unknown_kind() -> None:
    """A kind that does not exist is the caller's mistake."""
    with pytest.raises(ValueError, match="kind must be one of dag,"):
        read_literal("1", "dato")


# ── printing ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "spelling", "printed"),
    [
        (date(2027, 7, 1), "1. januar 2027", "1. juli 2027"),
        (date(2027, 7, 1), "01.01.2027", "01.07.2027"),
        (date(2027, 7, 1), "31.12.2027", "1.7.2027"),
        (date(2027, 7, 1), "2027-01-01", "2027-07-01"),
        (MonthDay(7, 1), "1/1", "1/7"),
        (MonthDay(7, 1), "1. januar", "1. juli"),
        (MonthDay(6, 30), "utgangen av januar", "utgangen av juni"),
        (MonthDay(6, 15), "utgangen av januar", "15. juni"),
        (MonthDay(2, 28), "utgangen av januar", "28. februar"),
        (Recurrence([MonthDay(7, 1)]), "hver 1/1", "hver 1/7"),
        (REPORTS, "hver 1/1", "hver 30/4 og 31/8"),
        (REPORTS, "1. mai", "30. april og 31. august"),
        (Interval(years(1)), "hvert fjerde år", "hvert år"),
        (Interval(months(4)), "kvartalsvis", "tertialvis"),
        (Interval(months(3)), "tertial", "kvartal"),
        (Interval(years(1)), "månadleg", "årleg"),
        (Interval(years(2)), "hver måned", "hvert annet år"),
        (Interval(years(2)), "kvar månad", "kvart anna år"),
        (Interval(months(2)), "hvert fjerde år", "hver annen måned"),
        (Interval(months(3)), "hver måned", "hver tredje måned"),
        (Interval(years(20)), "hvert fjerde år", "hvert 20. år"),
        (years(2), "1 år", "2 år"),
        (years(2), "ett år", "to år"),
        (years(13), "ett år", "13 år"),
        (months(3), "1 måned", "3 måneder"),
        (months(12), "3 måneder", "12 måneder"),
        (months(18), "ett års", "18 måneders"),
        (months(1), "ett års", "én måneds"),
        (months(1), "eitt år", "éin månad"),
        (Period(days=14), "3 uker", "2 uker"),
        (Period(days=10), "3 veker", "10 dagar"),
        (Amount(12_500_000), "kr 9.000.000", "kr 12.500.000"),
        (Amount(12_500_000), "kr 900", "kr 12 500 000"),
        (Amount(12_500_000), "kr 9000", "kr 12500000"),
        (Amount(12_500_000), "kr\u00a0900", "kr\u00a012\u00a0500\u00a0000"),
        (Amount(Fraction(3, 2)), "kr 9.000.000", "kr 1,50"),
        (Amount(2), "kr 1,50", "kr 2,00"),
        (Amount(1), "500 000 kroner", "1 krone"),
        (Fraction(1, 16), "5%", "6,25%"),
        (Fraction(7, 100), "5,00 %", "7,00 %"),
        (Fraction(3, 8), "37/360", "3/8"),
        (2020, "2019", "2020"),
        (Fraction(1, 8), "0,7", "0,125"),
    ],
)
def test_print_like(value: Value, spelling: str, printed: str) -> None:
    """A new value takes over the style of the old spelling, and its capital letter."""
    assert print_like(value, spelling) == printed
    assert print_like(value, spelling.capitalize()) == printed[0].upper() + printed[1:]


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (Fraction(1, 3), "5 %"),
        (Amount(Fraction(1, 3)), "kr 5"),
        (Amount(-5), "kr 5"),
        (Period(1, 1), "1 år"),
        (Interval(Period(1, 1)), "hvert år"),
    ],
)
def test_what_no_literal_states(value: Value, spelling: str) -> None:
    """A value is never printed as something near it."""
    with pytest.raises(LiteralError, match="kan ikke skrives slik"):
        print_like(value, spelling)


def spellings(kind: str) -> st.SearchStrategy[str]:
    """Spellings of the table above of one kind, also with a capital letter."""
    known = [text for its_kind, text, _ in READ if its_kind == kind]
    return st.sampled_from(known + [text.capitalize() for text in known])


def values(kind: str) -> st.SearchStrategy[Value]:
    """Values of one kind that have literals."""
    month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
    periods = st.builds(Period, st.integers(1, 400)) | st.builds(lambda n: Period(days=n), st.integers(1, 400))
    decimals = st.integers(0, 10**8).map(lambda n: Fraction(n, 10**4))
    by_kind: dict[str, st.SearchStrategy[Value]] = {
        "dag": st.dates(),
        "årsdag": month_days,
        "gjentakelse": st.lists(month_days, min_size=1, max_size=4).map(Recurrence) | periods.map(Interval),
        "periode": periods,
        "beløp": st.integers(0, 10**11).map(lambda ore: Amount(Fraction(ore, 100))),
        "prosent": decimals,
        "brøk": st.fractions(0, 100, max_denominator=10**12),
        "tall": decimals | st.integers(0, 10**8),
    }
    return by_kind[kind]


def cases() -> st.SearchStrategy[tuple[str, Value, Value, str]]:
    """A kind, two of its values and one of its spellings."""
    return st.sampled_from(KINDS).flatmap(
        lambda kind: st.tuples(st.just(kind), values(kind), values(kind), spellings(kind))
    )


@given(cases())
def test_what_is_printed_reads_back(case: tuple[str, Value, Value, str]) -> None:
    """read(print_like(v, s)) == v, and a value printed like its own spelling is that spelling."""
    kind, value, _, spelling = case
    printed = print_like(value, spelling)
    assert read_literal(printed, kind).value == value
    assert print_like(value, printed) == printed
    assert print_like(read_literal(spelling, kind).value, spelling) == spelling


@given(st.dates(), st.dates(), st.sampled_from(["1.2.2003", "1. februar 2003", "2003-02-01"]))
def test_the_style_of_a_day_survives(one: date, other: date, spelling: str) -> None:
    """print_like(v, print_like(w, s)) == print_like(v, s): nothing of the style is lost on the way."""
    assert print_like(one, print_like(other, spelling)) == print_like(one, spelling)


@given(
    st.integers(2, 12),
    st.integers(2, 12),
    st.sampled_from(["to år", "2 år", "tre måneder", "5 månader", "to månaders", "3 uker", "ti dager"]),
)
def test_the_style_of_a_period_survives(one: int, other: int, spelling: str) -> None:
    """The same for periods of the unit that is spelled, in numbers that have words."""
    read = read_literal(spelling, "periode").value
    assert isinstance(read, Period)
    unit = Period(1 if read.months else 0, 7 if "uke" in spelling else 1 if read.days else 0)
    unit = unit * 12 if "år" in spelling else unit
    assert print_like(unit * one, print_like(unit * other, spelling)) == print_like(unit * one, spelling)


@given(
    st.integers(10**5, 10**11).map(lambda ore: Amount(Fraction(ore, 100))),
    st.integers(10**3, 10**9).map(Amount),
    st.sampled_from(["kr 9.000.000", "kr 500 000", "kr. 10 000", "500\u00a0000 kroner", "kr 10000"]),
)
def test_the_style_of_an_amount_survives(one: Amount, other: Amount, spelling: str) -> None:
    """The same for amounts large enough to show their thousands mark."""
    assert print_like(one, print_like(other, spelling)) == print_like(one, spelling)


# ── running text ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("betaler kr 500 000. Senere 10 000 kroner", ["beløp kr 500 000", "beløp 10 000 kroner"]),
        ("med ett års varsel per 1/1", ["periode ett års", "årsdag 1/1"]),
        ("Ett år etter 1. januar 2027, eller 1.1.2028.", ["periode Ett år", "dag 1. januar 2027", "dag 1.1.2028"]),
        ("jf. § 20-4 og punkt 6.2.1", ["tall 20", "tall 4", "tall 6", "tall 2", "tall 1"]),
        (
            "rapporterer hver 30.4 og 31.8, eller 30.4 og 31.8.",
            ["gjentakelse hver 30.4 og 31.8", "gjentakelse 30.4 og 31.8"],
        ),
        ("frist 31. august hvert fjerde år", ["årsdag 31. august", "gjentakelse hvert fjerde år"]),
        ("En andel på 5% eller 6,25 % av 37/360", ["prosent 5%", "prosent 6,25 %", "brøk 37/360"]),
        ("I 2019 100 ansatte med A4-ark", ["tall 2019", "tall 100", "tall 4"]),
        ("innen utgangen av januar, og så kvartalsvis", ["årsdag utgangen av januar", "gjentakelse kvartalsvis"]),
        ("frist 31.2 er ingen dag", ["årsdag 31.2"]),
        ("den daglige driften i et tertial er en sak for alle år og to parter", []),
    ],
)
def test_find_literals(text: str, found: list[str]) -> None:
    """Literals are found whole, left to right, with their places; words that are no values are not."""
    literals = find_literals(text)
    assert [f"{literal.kind} {literal.text}" for literal in literals] == found
    assert all(text[literal.start : literal.end] == literal.text for literal in literals)


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_every_literal_is_found(kind: str, text: str, value: Value) -> None:
    """What can be read can be found in a sentence, whole and as its kind, unless it is an ordinary word."""
    literals = find_literals(f"Avtalen sier {text}; resten er ord.")
    if text in ("tertial", "annen måned"):
        assert literals == ()
    else:
        kinds = {"årsdag", "brøk"} if "/" in text and kind in ("årsdag", "brøk") else {kind}
        assert [literal.text for literal in literals] == [text]
        assert {literals[0].kind} <= kinds


@given(st.text(st.sampled_from("0123456789 .,/%-krøåhvet§\u00a0")))
def test_no_digit_is_missed(text: str) -> None:
    """Every digit of any text is inside something found, and what is found does not overlap."""
    covered = [place for literal in find_literals(text) for place in range(literal.start, literal.end)]
    assert len(covered) == len(set(covered))
    assert {match.start() for match in re.finditer(r"\d", text)} <= set(covered)
