"""Spans, names, prose and nouns: what every other class is made of."""

from __future__ import annotations

from attrs import frozen

from dsl.escapes import plain


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

    @property
    def words(self) -> str:
        """The words of a text without slots and marks. White space is one blank, an escape the sign it stands for."""
        return plain(" ".join(self.raw.split()))

    @property
    def wording(self) -> str:
        """The words of a text with slots and no marks; an escaped brace is as it is spelled, so that it is no slot."""
        return plain(" ".join(self.raw.split()), but="{}")


@frozen
class Noun:
    """A noun with the forms the agreement uses: ``oppsigelse (oppsigelsen)``.

    The first form listed is the definite one.
    """

    base: Name
    forms: tuple[Name, ...]
