"""``oppgjør``: how the things parties own together are shared out among them."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import Expr
from dsl.syntax.places import NOWHERE, Name, Span
from dsl.syntax.trailers import Trailer


@frozen(kw_only=True)
class SettlementPart:
    """``eies av kommunen når …``, ``andel for en gjest er …``, ``resten til verten``.

    ``kind`` is the keyword with single blanks. ``party`` is the noun of whom it is said, None where it is said of the
    thing alone; ``expr`` is None for ``resten til``.
    """

    kind: str
    party: Name | None = None
    expr: Expr | None = None
    span: Span = NOWHERE


@frozen(kw_only=True)
class SettlementDecl:
    """``oppgjør deling: en eiendel deles mellom alle kommuner; …``"""

    name: Name
    thing: Name
    parties: Name
    parts: tuple[SettlementPart, ...]
    trailers: tuple[Trailer, ...]
    span: Span
