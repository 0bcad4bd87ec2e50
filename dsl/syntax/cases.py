"""The statements of a case file."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import Expr, LiteralExpr, Phrase
from dsl.syntax.places import Name, Prose, Span
from dsl.syntax.statements import PartyDecl
from dsl.syntax.trailers import Trailer


@frozen(kw_only=True)
class CaseHead:
    name: Name
    agreement: Name
    title: Prose | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class CompleteUntil:
    day: LiteralExpr
    kinds: tuple[Name, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class IndividualDecl:
    name: Name
    phrase: Phrase
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class Happened:
    """``den 12.12.2019: hun godkjenner avtalen; …``"""

    day: LiteralExpr
    name: Name | None
    sentence: Phrase
    details: tuple[Phrase, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class Judged:
    day: LiteralExpr
    sentence: Expr
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class FactGiven:
    sentence: Expr
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class SeriesGiven:
    """``serie prisveksten fra «../tall/serie.csv»``: facts that stand in a table of their own."""

    quantity: Name
    path: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class DeclaredUnknown:
    phrase: Phrase
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class ReadingChosen:
    reading: Name
    point: Name
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class DidNotHappen:
    """``uteblitt: hun sier opp avtalen fra 1.1.2020 fram til 1.11.2026``"""

    phrase: Phrase
    start: LiteralExpr | None
    stop: LiteralExpr | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class AskedInCase:
    """A question with the answer expected: a case file is also a test."""

    on: LiteralExpr
    known: LiteralExpr | None
    question: Prose
    status: str
    value: Expr | None
    trailers: tuple[Trailer, ...]
    span: Span


CaseStatement = (
    CompleteUntil
    | PartyDecl
    | IndividualDecl
    | Happened
    | Judged
    | FactGiven
    | SeriesGiven
    | DeclaredUnknown
    | ReadingChosen
    | DidNotHappen
    | AskedInCase
)


@frozen
class CaseFile:
    """A whole ``.sak`` file as written."""

    head: CaseHead
    statements: tuple[CaseStatement, ...]
