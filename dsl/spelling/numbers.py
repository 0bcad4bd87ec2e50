"""Amounts (kr 500 000, 925 000,50 kroner), percentages (6,25 %), fractions (1/3) and bare numbers (10 000; 0,7).

Thousands are set apart with blanks or with full stops, three digits to a group, and the comma is the decimal mark.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dsl.spelling.form import SPACE, Form, LiteralError, no_literal, should_be
from dsl.values import Amount, Value

_SEPARATOR = rf"[{SPACE}.]"
_WHOLE = rf"\d{{1,3}}(?:{_SEPARATOR}\d{{3}})+(?!\d)|\d+"
NUMBER = rf"(?:(?:{_WHOLE})(?:,\d+)?)"

_WELL_GROUPED = re.compile(rf"\d+|(?!0)\d{{1,3}}(?P<mark>{_SEPARATOR})\d{{3}}(?:(?P=mark)\d{{3}})*")
_NUMBER = re.compile(rf"(?P<whole>\d(?:[\d{SPACE}.]*\d)?)(?:,(?P<decimals>\d+))?")
_AMOUNT = re.compile(rf"(?P<before>kr\.?\s*)?(?P<number>{_NUMBER.pattern})(?P<after>\s*(?:kroner|krone|kr))?")
_PERCENT = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<after>\s*(?:%|prosent))")
_FRACTION = re.compile(r"(?P<above>\d+)(?P<bar>\s?/\s?)(?P<below>\d+)")


_MOST_DIGITS = 40
"""More than any amount there is, and few enough that a number is read at once."""


def _not_too_long(*digits: str) -> None:
    count = sum(map(len, digits))
    if count > _MOST_DIGITS:
        raise LiteralError(
            f"Tallet har {count} tegn: et tall kan ha høyst {_MOST_DIGITS}.",
            f"The number has {count} characters: a number may have {_MOST_DIGITS}.",
        )


def _is_decimals(head: str, tail: str, mark: str, *, ore: bool) -> bool:
    """Is what stands after the last mark rather decimals, as in «2.5», than a group of digits left short?"""
    return len(tail) == 2 or (mark == "." and (head == "0" or len(tail) == 1 or not (ore or len(tail) == 3)))


def _value_of(text: str, match: re.Match[str], *, ore: bool = False) -> Fraction:
    """The number of a match; raises ``LiteralError`` for «9.00.000» and its like. ``ore``: it has two decimals."""
    whole, decimals = match["whole"], match["decimals"] or ""
    _not_too_long(whole, decimals)
    if not _WELL_GROUPED.fullmatch(whole):
        *most, tail = re.split(_SEPARATOR, whole)
        mark = re.search(_SEPARATOR, whole)
        if not decimals and _is_decimals("".join(most), tail, mark[0] if mark else "", ore=ore):
            tail = tail.rstrip("0").ljust(2, "0") if ore else tail
            correct = f"{_group(int(''.join(most)), mark[0] if mark else '')},{tail}"
        else:
            correct = _group(int("".join([*most, tail])), mark[0] if mark else "") + (
                f",{decimals}" if decimals else ""
            )
        start, end = match.start("whole"), match.end("decimals" if decimals else "whole")
        raise should_be(
            text,
            text[:start] + correct + text[end:],
            "tusener skilles ut med tre sifre i hver gruppe, og desimaler med komma",
            "thousands are grouped in threes, and the comma is the decimal mark",
        )
    return Fraction(re.sub(_SEPARATOR, "", whole) + (f".{decimals}" if decimals else ""))


def _group(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def _mark(match: re.Match[str] | None, default: str) -> str:
    """What sets thousands apart in the spelling: ``default`` where it is too short to show."""
    if match is None:
        return default
    found = re.search(_SEPARATOR, match["whole"])
    return found[0] if found else "" if len(match["whole"]) > 3 else default


def _decimals(number: Fraction, value: object, at_least: int = 0) -> tuple[int, str]:
    """The whole part and the decimals of a number that has finitely many; raises ``LiteralError`` for any other."""
    places = next((n for n in range(number.denominator.bit_length() + 1) if not 10**n % number.denominator), None)
    if number < 0 or places is None:
        raise no_literal(value, "tallet har ikke en endelig desimalform", "the number has no finite decimal form")
    places = max(places, at_least)
    whole, rest = divmod(int(number * 10**places), 10**places)
    return whole, f"{rest:0{places}}" if places else ""


def _write_number(number: Fraction, match: re.Match[str] | None, *, default_mark: str, value: object) -> str:
    spelled = match["decimals"] if match else None
    # «5,00» was meant to show two decimals; «6,25» just has them.
    at_least = len(spelled) if spelled and spelled.endswith("0") else 0
    whole, decimals = _decimals(number, value, at_least)
    return _group(whole, _mark(match, default_mark)) + (f",{decimals}" if decimals else "")


# ── amounts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_amount(text: str) -> Amount | None:
    """An amount, or None; raises ``LiteralError`` for bad grouping and for øre not in two digits."""
    match = _AMOUNT.fullmatch(text)
    if not match or bool(match["before"]) == bool(match["after"]):
        return None
    decimals = match["decimals"] or ""
    kroner = _value_of(text, match, ore=True)
    if decimals and len(decimals) != 2:
        because = ("øre skrives med to sifre", "øre take two digits")
        if len(decimals) > 2:
            raise LiteralError(f"«{text}» går ikke an: {because[0]}.", f"“{text}” cannot be: {because[1]}.")
        raise should_be(text, f"{text[: match.end('decimals')]}0{text[match.end('decimals') :]}", *because)
    return Amount(kroner)


def write_amount(value: Value, like: str) -> str:
    """``write_amount(Amount(12_500_000), "kr 9.000.000")`` is «kr 12.500.000». Øre are written when there are any."""
    assert isinstance(value, Amount)
    match = _AMOUNT.fullmatch(like)
    if not match or bool(match["before"]) == bool(match["after"]):
        return write_amount(value, "kr 1")
    blank = (match["before"] or match["after"])[-1 if match["before"] else 0]
    if (value.kroner * 100).denominator != 1 or value.kroner < 0:
        raise no_literal(value, "beløpet må være hele øre og ikke negativt", "it must be whole øre and not negative")
    whole, ore = divmod(int(value.kroner * 100), 100)
    number = _group(whole, _mark(match, blank if blank in SPACE else " "))
    shows_ore = ore or (match["decimals"] or "").endswith("0")
    after = match["after"] or ""
    if after.strip() in ("krone", "kroner"):
        after = after.replace(after.strip(), "krone" if value.kroner == 1 else "kroner")
    return f"{match['before'] or ''}{number}{f',{ore:02}' if shows_ore else ''}{after}"


# ── percentages, fractions and bare numbers ─────────────────────────────────────────────────────────────────────────


def read_percent(text: str) -> Fraction | None:
    """A percentage as a share, which may be more than one, or None."""
    match = _PERCENT.fullmatch(text)
    if match and re.fullmatch(r"\d{1,3}\.\d{3}", match["number"]):
        because = ("«2.500 %» kan være både 2,5 % og 2500 %", "“2.500 %” can be both 2.5 % and 2500 %")
        raise should_be(text, text.replace(".", ",", 1), *because)
    return _value_of(text, match) / 100 if match else None


def write_percent(value: Value, like: str) -> str:
    """``write_percent(Fraction(1, 16), "5%")`` is «6,25%»; raises ``LiteralError`` for a third."""
    assert isinstance(value, (Fraction, int))
    match = _PERCENT.fullmatch(like)
    number = _write_number(Fraction(value) * 100, match, default_mark=" ", value=value).replace(".", " ")
    return number + (match["after"] if match else " %")


def read_fraction(text: str) -> Fraction | None:
    """A fraction, or None; raises ``LiteralError`` for a denominator of zero."""
    match = _FRACTION.fullmatch(text)
    if not match:
        return None
    _not_too_long(match["above"], match["below"])
    if int(match["below"]) == 0:
        raise LiteralError(
            f"«{text}» går ikke an: en brøk kan ikke ha null under streken.", f"“{text}” cannot be: division by zero."
        )
    return Fraction(int(match["above"]), int(match["below"]))


def write_fraction(value: Value, like: str) -> str:
    """A fraction in lowest terms."""
    assert isinstance(value, (Fraction, int))
    match = _FRACTION.fullmatch(like)
    number = Fraction(value)
    if number < 0:
        raise no_literal(value, "en brøk er ikke negativ", "a fraction is not negative")
    return f"{number.numerator}{match['bar'] if match else '/'}{number.denominator}"


def read_number(text: str) -> Fraction | int | None:
    """An ``int`` when there is no decimal mark, else a ``Fraction``; or None."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    number = _value_of(text, match)
    return number if match["decimals"] else int(number)


def write_number(value: Value, like: str) -> str:
    """A bare number. A year is written without a thousands mark, as the spelling of a year shows."""
    assert isinstance(value, (Fraction, int))
    return _write_number(Fraction(value), _NUMBER.fullmatch(like), default_mark=" ", value=value)


AMOUNT = Form(
    kind="beløp",
    value_types=(Amount,),
    found_by=rf"\bkr\.?\s*{NUMBER}|(?<!\d){NUMBER}\s*(?:kroner|krone|kr)\b",
    read=read_amount,
    write=write_amount,
)
PERCENT = Form(
    kind="prosent",
    value_types=(Fraction, int),
    found_by=rf"(?<!\d){NUMBER}\s*(?:%|prosent\b)",
    read=read_percent,
    write=write_percent,
)
FRACTION = Form(
    kind="brøk",
    value_types=(Fraction, int),
    found_by=r"(?<!\d)\d+\s?/\s?\d+",
    read=read_fraction,
    write=write_fraction,
)
NUMBER_FORM = Form(
    kind="tall",
    value_types=(Fraction, int),
    found_by=NUMBER,
    read=read_number,
    write=write_number,
)
