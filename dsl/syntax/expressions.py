"""Phrases, conditions and formulas as written."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.places import Name, Span


@frozen
class Word:
    """One word of a phrase."""

    text: str
    span: Span


@frozen
class ValueRef:
    """``{varslingstid}`` in a rule: the value of that name."""

    name: str
    span: Span


@frozen
class LiteralExpr:
    """A literal as written: ``1 år``, ``5%``, ``kr 500 000``. ``kind`` is the token's name."""

    kind: str
    text: str
    span: Span


@frozen
class Quote:
    """« … » used as an atom: a free act, or a text value."""

    text: str
    span: Span


@frozen
class Paren:
    """``( … )`` used as one atom."""

    inner: Expr
    span: Span


Atom = Word | ValueRef | LiteralExpr | Quote | Paren


@frozen
class Phrase:
    """A run of atoms between two joints; looked up in the vocabulary as a whole."""

    atoms: tuple[Atom, ...]
    span: Span


@frozen
class AllOf:
    """``a og b og c``"""

    items: tuple[Expr, ...]
    span: Span


@frozen
class AnyOf:
    """``a eller b``"""

    items: tuple[Expr, ...]
    span: Span


@frozen
class Comparison:
    """``a er minst b``; ``op`` is one of = ≠ ≤ ≥ < >."""

    left: Expr
    op: str
    right: Expr
    span: Span


@frozen
class Arithmetic:
    """``a + b``; ``op`` is one of + − · /."""

    left: Expr
    op: str
    right: Expr
    span: Span


@frozen(kw_only=True)
class Collection:
    """``summen av x for hver k fra (a) til (b) der c``; ``op`` is sum, product, min or max."""

    op: str
    of: Expr
    noun: Name
    start: Expr | None
    stop: Expr | None
    where: Expr | None
    span: Span


@frozen
class EachTime:
    """``summen av x hver gang c``: over the events ``c`` speaks of; ``op`` is sum, product, min or max."""

    op: str
    of: Expr
    when: Expr
    span: Span


@frozen
class Extreme:
    """``den tidligste av (a, b)``; ``op`` is min or max."""

    op: str
    items: tuple[Expr, ...]
    span: Span


@frozen(kw_only=True)
class FirstDay:
    """``den første uttredelsesdag fra x der c``"""

    noun: Name
    start: Expr
    where: Expr
    span: Span


@frozen
class DayOf:
    """``den dag oppsigelsen er mottatt``"""

    sentence: Expr
    span: Span


@frozen
class SilenceExpr:
    """``taushet helgeforfall utfylt med x``"""

    gap: Name
    filler: Expr | None
    span: Span


Expr = (
    Phrase | AllOf | AnyOf | Comparison | Arithmetic | Collection | EachTime | Extreme | FirstDay | DayOf | SilenceExpr
    | Paren
)  # fmt: skip
