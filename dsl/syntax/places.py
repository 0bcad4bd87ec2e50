"""Spans, names, prose and nouns: what every other class is made of."""

from __future__ import annotations

from attrs import frozen


@frozen
class Span:
    """Half-open character offsets ``[start, end)`` into one source text."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@frozen
class Name:
    """A word that names something, where it stands."""

    text: str
    span: Span


@frozen
class Prose:
    """What stands between « and »: the agreement's own text, marks and slots still inside (see ``prose``)."""

    raw: str
    span: Span


@frozen
class Noun:
    """A noun with the forms the agreement uses: ``oppsigelse (oppsigelsen)``.

    The first form listed is the definite one.
    """

    base: Name
    forms: tuple[Name, ...]
