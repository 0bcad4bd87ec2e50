"""Side remarks after a semicolon, and the patterns an agreement declares its sentences with."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import Expr, LiteralExpr, Phrase
from dsl.syntax.places import Name, Prose, Span


@frozen
class TextTrailer:
    """``; merknad «…»`` and its like. ``kind`` is the keyword with single spaces."""

    kind: str
    texts: tuple[Prose, ...]
    span: Span


@frozen
class LawTrailer:
    """``; hjemmel <…>``, ``; utfylles av <…>``, ``; fraviker <…>`` or ``; gjengir <…>``"""

    kind: str
    text: str
    span: Span


@frozen
class PatternWord:
    text: str
    span: Span


@frozen
class PatternForms:
    """``(si, sier, har sagt)``: the same verb as one infinitive, one present, one perfect."""

    forms: tuple[str, ...]
    span: Span


@frozen
class PatternChoice:
    """``enten skriftlig eller muntlig``"""

    options: tuple[Name, ...]
    span: Span


@frozen
class Pattern:
    """A sentence the agreement declares: words, and slots written as «en kommune»."""

    parts: tuple[PatternWord | PatternForms | PatternChoice, ...]
    span: Span


@frozen
class FieldTrailer:
    """``; der oppsigelsen er mottatt en dag (tidligst samme dag og når den er sendt)``; ``earliest`` has the two."""

    pattern: Pattern
    optional: bool
    span: Span
    earliest: tuple[str, ...] = ()


@frozen
class ActorTrailer:
    """``; utføres av kommunen``"""

    phrase: Phrase
    span: Span


@frozen
class ExprTrailer:
    """``; frist x``, ``; gjentas x`` or ``; dekket med x``; ``kind`` is the first word."""

    kind: str
    expr: Expr
    span: Span


@frozen
class LifeTrailer:
    """``; overfor x``, ``; oppfylt når c``, ``; bortfaller når c`` or ``; brutt når c``; ``kind`` is the first word."""

    kind: str
    expr: Expr
    span: Span


@frozen
class NamesTrailer:
    """``; følge a, b``, ``; vilkår for x``, ``; gjelder x, y`` or, without names, ``; betinget``"""

    kind: str
    names: tuple[Name, ...]
    span: Span


@frozen
class BreachTrailer:
    """``; brudd``: the event is a wrong, never to be advised."""

    span: Span


@frozen
class WordTrailer:
    """``; målform nynorsk``"""

    kind: str
    word: Name
    span: Span


@frozen
class DayTrailer:
    """``; kjent fra 1.1.2024``, ``; den 9.3.2021``, ``; i kraft fra 1.6.2021`` or ``; fram til 1.6.2021``"""

    kind: str
    day: LiteralExpr
    span: Span


@frozen
class RankTrailer:
    """``; fravikelig`` or ``; ufravikelig``: whether an agreement may set a rule of a statute aside."""

    rank: str
    span: Span


Trailer = (
    TextTrailer | LawTrailer | FieldTrailer | ActorTrailer | ExprTrailer | LifeTrailer | NamesTrailer | BreachTrailer
    | WordTrailer | DayTrailer | RankTrailer
)  # fmt: skip
