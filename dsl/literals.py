"""Literals as lawyers write them: read, written in the same style, and found in running text.

Conventions. A literal keeps its spelling, which is what is printed; its value is what is reckoned with. A kind is one
of ``KINDS``. Read and write obey ``read_literal(print_like(v, s), kind).value == v``, and an unchanged value prints as
it was spelled.

«30.4» is a day of the year, not a number. «1/1» is both a day of the year and a fraction: the kind decides, and without
a kind it is an error to write it. Without «hver», «30.4 og 31.8» still recurs. «29.2» and «utgangen av februar» are the
same value (``values.MonthDay``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from dsl.spelling import days, numbers, periods
from dsl.spelling.form import Form, LiteralError
from dsl.values import Value

__all__ = ["KINDS", "Found", "Literal", "LiteralError", "find_literals", "print_like", "read_literal"]

FORMS: tuple[Form, ...] = (
    days.DAY,
    days.RECURRENCE,
    periods.PERIOD,
    numbers.AMOUNT,
    numbers.PERCENT,
    days.MONTH_DAY,
    numbers.FRACTION,
    numbers.NUMBER_FORM,
)
"""In the order they are tried: a longer shape comes before those that are part of it."""

KINDS = tuple(form.kind for form in FORMS)


@frozen(kw_only=True)
class Literal:
    """A value and how it was written."""

    kind: str
    value: Value
    spelling: str


@frozen(kw_only=True)
class Found:
    """What looks like a literal in running text, at the half-open character offsets ``[start, end)``."""

    start: int
    end: int
    kind: str
    text: str


def read_literal(text: str, kind: str | None = None, example: str = "") -> Literal:
    """The literal a text is, of the given kind or of the only kind it can be; a line break in it is a blank.

    ``example`` is what to write instead, in the error; else there is one of the kind.

    Raises ``LiteralError`` when the text is no such literal, is misspelled, or could be two kinds; ``ValueError`` for a
    kind that is not in ``KINDS``.
    """
    spelling = re.sub(r"\s*[\r\n]\s*", " ", text.strip())
    if kind is not None:
        value = _form(kind).read(spelling.lower())
        if value is None:
            raise _unreadable(spelling, kind, example)
        return Literal(kind=kind, value=value, spelling=spelling)
    return _read_any(spelling)


def _read_any(spelling: str) -> Literal:
    """The literal of the first form that reads the text."""
    text = spelling.lower()
    could_be_day = _value_or_none(days.MONTH_DAY, text) is not None
    if could_be_day and numbers.FRACTION.read(text) is not None:
        raise LiteralError(
            f"«{spelling}» kan være både årsdag og brøk. Skriv dagen som «1.1», eller brøken i prosent.",
            f"“{spelling}” can be both a day of the year and a fraction. Write a day as “1.1”, or a share in per cent.",
        )
    for form in FORMS:
        # A single day of the year recurs only when «hver» or the kind says so; 7/13 is no day, but a fraction.
        if (form is days.RECURRENCE and could_be_day) or (form is days.MONTH_DAY and "/" in text):
            continue
        if (value := form.read(text)) is not None:
            return Literal(kind=form.kind, value=value, spelling=spelling)
    raise _unreadable(spelling, None)


def print_like(value: Value, spelling: str) -> str:
    """The value written in the style of a spelling: ``print_like(Period.of(years=2), "ett år")`` is «to år».

    A spelling of another kind of value gives the house style. Raises ``LiteralError`` for a value that no literal can
    state, such as a third in per cent.
    """
    like = spelling.strip().lower()
    form = _form_for(value, like)
    written = spelling if _value_or_none(form, like) == value else form.write(value, like)
    return written[:1].upper() + written[1:] if spelling[:1].isupper() else written


def find_literals(text: str) -> tuple[Found, ...]:
    """Everything in running text that looks like a literal, from left to right and without overlap.

    A shape is enough: «31.2» is found though there is no such day. Numbers are found wherever they stand, also in
    «§ 20-4» and «A4»; the caller knows which are citations. «1/3» is called a day of the year, as it could be one.
    """
    return tuple(
        Found(start=match.start(), end=match.end(), kind=_kind(match), text=match[0])
        for match in _finder().finditer(text)
    )


@lru_cache(maxsize=1)
def _finder() -> re.Pattern[str]:
    groups = (f"(?P<kind{index}>{form.found_by})" for index, form in enumerate(FORMS))
    return re.compile("|".join(groups), re.IGNORECASE)


def _kind(match: re.Match[str]) -> str:
    return FORMS[int((match.lastgroup or "").removeprefix("kind"))].kind


def _form(kind: str) -> Form:
    try:
        return FORMS[KINDS.index(kind)]
    except ValueError:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}") from None


def _form_for(value: Value, like: str) -> Form:
    """The form that writes the value: for a number the one the spelling has, else the only one for its type."""
    able = [form for form in FORMS if isinstance(value, form.value_types)]
    if not able:
        raise TypeError(f"no literal states a {type(value).__name__}")
    return next((form for form in able if _value_or_none(form, like) is not None), able[-1])


def _value_or_none(form: Form, text: str) -> Value | None:
    try:
        return form.read(text)
    except LiteralError:
        return None


_EXAMPLES = {
    "dag": "1.1.2027",
    "årsdag": "30.4",
    "gjentakelse": "hvert fjerde år",
    "periode": "2 måneder",
    "beløp": "kr 500 000",
    "prosent": "6,25 %",
    "brøk": "1/3",
    "tall": "10 000",
}


def _unreadable(spelling: str, kind: str | None, example: str = "") -> LiteralError:
    if kind is None:
        listed = ", ".join(f"«{example}»" for example in _EXAMPLES.values())
        return LiteralError(
            f"«{spelling}» er ikke en verdi. Verdier skrives som {listed}.",
            f"“{spelling}” is not a value. Values are written like {listed}.",
        )
    example = example or _EXAMPLES[kind]
    return LiteralError(
        f"«{spelling}» kan ikke leses som {kind}. Skriv for eksempel «{example}».",
        f"“{spelling}” cannot be read as {kind}. Write for example “{example}”.",
    )
