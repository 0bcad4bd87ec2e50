"""Leaves that are not plain values: acts that could be done, days not yet fixed, and what is missing or silent.

A truth value's leaf is True, False, or ``Ways``: a set of ways to make it true, each a set of demands on acts nobody
has recorded. True is one empty way, False is none.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Ghost(NamedTuple):
    """An event that is supposed, not recorded: ``site`` tells one supposition from another.

    ``by`` is whose act it is, if fixed.
    """

    kind: str
    site: tuple[Any, ...]
    possible: bool
    by: str = ""


class Wanted(NamedTuple):
    """A field of a ghost, not yet fixed."""

    ghost: Ghost
    field: str


class Moved(NamedTuple):
    """A day a period after (or, with ``back``, before) a day not yet fixed."""

    wanted: Wanted
    period: Any
    back: bool


class Demand(NamedTuple):
    """What a way asks of a ghost's field; ``op`` "finnes" asks only that the act is done. ``op`` "ikke" asks that not
    all the demands in ``value`` are met: it is kept until the ghost has been looked at as a whole (``chosen``).
    """

    ghost: Ghost
    field: str
    op: str
    value: Any


class Ways:
    """Ways to be true by acts: a set of sets of demands, none of which contains another."""

    __slots__ = ("ways",)

    def __init__(self, ways: frozenset[frozenset[Demand]]) -> None:
        self.ways = ways

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ways) and self.ways == other.ways

    def __hash__(self) -> int:
        return hash(self.ways)

    def __repr__(self) -> str:
        return f"Ways({len(self.ways)})"


Truth = Any
"""True, False, ``Ways`` or ``Silent``."""


MOST_WAYS = 48
"""Of more ways than these, those with the fewest acts are kept: nobody reads a list of hundreds of routes."""


class Silent(NamedTuple):
    """Nothing said: the gap's name."""

    gap: str


class Missing(NamedTuple):
    """A value nobody has told: keys of what is missing."""

    keys: tuple[tuple[Any, ...], ...]


class Someday(NamedTuple):
    """A day on or after ``after`` that is not known."""

    after: date
    keys: tuple[tuple[Any, ...], ...]


class ChosenDay:
    """The first day of a recurrence on which something supposed holds: whoever acts chooses the day."""

    __slots__ = ("contains", "floor", "holds")

    def __init__(
        self, holds: Callable[[date], Any], floor: Callable[[date], date], contains: Callable[[date], bool]
    ) -> None:
        self.holds = holds
        self.floor = floor
        self.contains = contains


class Pick(NamedTuple):
    """The earlier (``op`` "min") or the later ("max") of two days, of which one at least is not yet fixed."""

    op: str
    left: Any
    right: Any


def ways(found: frozenset[frozenset[Demand]]) -> Truth:
    """The truth value of a set of ways, supersets dropped."""
    if not found:
        return False
    if frozenset() in found:
        return True
    if len(found) > MOST_WAYS:
        found = frozenset(sorted(found, key=_simplest)[:MOST_WAYS])
    return Ways(frozenset(w for w in found if not any(o < w for o in found)))


def _simplest(way: frozenset[Demand]) -> tuple[int, int, str]:
    return len({d.ghost for d in way}), len(way), repr(sorted(map(repr, way)))


def both(left: Truth, right: Truth) -> Truth:
    """``left og right``. A False decides, whatever the other side."""
    if left is True:
        return right
    if right is True:
        return left
    if left is False or right is False:
        return False
    if type(left) is Silent or type(right) is Silent:
        return left if type(left) is Silent else right
    return ways(frozenset(a | b for a in left.ways for b in right.ways))


def either(left: Truth, right: Truth) -> Truth:
    """``left eller right``. A True decides, whatever the other side."""
    if left is False:
        return right
    if right is False:
        return left
    if left is True or right is True:
        return True
    if type(left) is Silent or type(right) is Silent:
        return left if type(left) is Silent else right
    return ways(left.ways | right.ways)


def opposite(truth: Truth) -> Truth:
    """``ikke``. Of an act that is only supposed, a day that is too early or too late is denied as it is, so that it is
    asked on the other side of it; that anything else is not so is remembered, so that «ikke ikke» asks for it again.
    """
    if type(truth) is Silent:
        return truth
    if type(truth) is not Ways:
        return truth is not True
    denied: Truth = True
    for way in truth.ways:
        denied = both(denied, _not_all(way))
    return denied


def _not_all(way: frozenset[Demand]) -> Truth:
    """Some demand of the way is not met."""
    if all(type(d.value) is date and d.op in _BEYOND for d in way):
        return ways(frozenset(frozenset({_beyond(d)}) for d in way if _can_be_beyond(d)))
    denied = [d for d in way if d.op == "ikke"]
    rest = tuple(sorted(way.difference(denied), key=repr))
    found = {frozenset(d.value) for d in denied}
    if rest:
        found.add(frozenset({Demand(rest[0].ghost, "", "ikke", rest)}))
    return ways(frozenset(found))


def chosen(way: frozenset[Demand], ghost: Ghost) -> frozenset[Demand]:
    """A way as it is for whoever does the act: what is only not to be so, is taken as chosen otherwise."""
    return frozenset(d for d in way if d.op != "ikke" or all(ghost not in (d.ghost, each.ghost) for each in d.value))


_BEYOND = {"≤": ("≥", timedelta(1)), "≥": ("≤", -timedelta(1))}


def _can_be_beyond(demand: Demand) -> bool:
    return bool(demand.value != (date.max if demand.op == "≤" else date.min))


def _beyond(demand: Demand) -> Demand:
    """The bound on a day that holds where this one does not."""
    op, step = _BEYOND[demand.op]
    return demand._replace(op=op, value=demand.value + step)
