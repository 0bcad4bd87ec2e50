"""What stands after a head: a condition, cases, an input, or rival readings."""

from __future__ import annotations

from attrs import frozen

from dsl.syntax.expressions import Expr
from dsl.syntax.places import Name, Prose, Span


@frozen
class Condition:
    """``når a med mindre b``; ``alltid`` and ``aldri`` are a condition with ``constant`` set."""

    when: Expr | None
    unless: Expr | None
    constant: bool | None
    span: Span


@frozen
class Cases:
    """``er x når a, y når b, ellers z``"""

    arms: tuple[tuple[Expr, Expr | None], ...]
    otherwise: Expr | None
    span: Span


@frozen
class Input:
    """``oppgis i saken``: the case says."""

    span: Span


@frozen(kw_only=True)
class Alternative:
    """One of several rival readings, with its reason. ``strength`` is "foretrukket", "svak" or ""."""

    name: Name
    strength: str
    body: Condition | Cases
    because: Prose
    against: Prose | None
    span: Span


@frozen
class Rival:
    """``tolkning av «…» lesning … lesning …`` in place of a body."""

    words: Prose
    alternatives: tuple[Alternative, ...]
    span: Span


Body = Condition | Cases | Input | Rival
