"""The statements of an amendment: a file that changes an agreement from a day on."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import LiteralExpr
from dsl.syntax.places import Name, Prose, Span
from dsl.syntax.statements import Statement
from dsl.syntax.trailers import Trailer


@frozen(kw_only=True)
class AmendmentHead:
    """``endringsavtale ny-part «Endringsavtale 1» til «avtale.vka» fra 1.1.2023``"""

    name: Name
    title: Prose
    base: Prose
    since: LiteralExpr
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class TextPlace:
    """``punkt 6.3 ledd 2``: a passage of a clause as it stood before the amendment, counted from 1; 0 is none."""

    clause: str
    passage: int
    span: Span


@frozen
class PassageChange:
    """``endre punkt 6.3 ledd 2 til``, ``sett inn etter punkt 1 ledd 1`` or ``sett inn sist i punkt 7``.

    The passages that follow belong to it. ``kind`` is "endre", "etter" or "sist".
    """

    kind: str
    place: TextPlace
    span: Span


@frozen
class HeadingChange:
    """``endre overskriften til punkt 12 til «Brudd»``"""

    place: TextPlace
    title: Prose
    span: Span


@frozen
class TextRepeal:
    """``opphev punkt 7 ledd 3`` or, without a passage, the whole clause."""

    place: TextPlace
    span: Span


@frozen
class NameRepeal:
    """``opphev møtenivå``: what bears the name says nothing more."""

    name: Name
    trailers: tuple[Trailer, ...]
    span: Span


Change = PassageChange | HeadingChange | TextRepeal | NameRepeal


@frozen
class AmendmentFile:
    """A whole amendment as written."""

    head: AmendmentHead
    statements: tuple[Statement | Change, ...]
