"""Statements about law and its place beside an agreement: what is built on, rank, required content, tensions, names."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import LiteralExpr
from dsl.syntax.places import Name, Prose, Span
from dsl.syntax.trailers import Trailer


@frozen
class Include:
    """``bygger på «lover/loven.vka».``"""

    path: Prose
    span: Span


@frozen
class RequirementDecl:
    """``innholdskrav uttredenskrav: «hvordan deltakerne kan tre ut».``: what an agreement must say, by a statute."""

    name: Name
    words: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class ContentDecl:
    """``innhold uttredenskrav: uttreden, varsel.``: the declarations by which an agreement meets a requirement."""

    name: Name
    by: tuple[Name, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class TensionDecl:
    """``spenning start mellom punkt 5.1 og punkt 14: «…».``: clauses that pull apart, or «i punkt 4.2», one within."""

    name: Name
    clauses: tuple[Name, ...]
    text: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class RenamingDecl:
    """``navn rådmann: «rådmannen» heter «kommunedirektøren» fra 31.10.2019.`` Forms stand in the same order.

    ``at_latest``: «senest fra», the day itself is not known.
    """

    name: Name
    old: tuple[Prose, ...]
    new: tuple[Prose, ...]
    since: LiteralExpr
    trailers: tuple[Trailer, ...]
    span: Span
    at_latest: bool = False
