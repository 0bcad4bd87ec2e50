"""Days nobody has fixed yet, compared: a day of a recurrence an actor may choose, and the earlier or later of two.

What is asked of a chosen day is asked of the condition it is chosen by. That it is no later than a day is that the
condition holds on one of the recurring days until then; that it is later, that it holds on none of them, which, as
under «ikke», is read from records: an act that is only supposed may as well be done later, or not at all.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.values import NEVER, Never
from engine.calculate import FLIP, ONE_DAY, compare
from engine.folds import can_fail
from engine.leaves import ChosenDay, Extreme, Missing, Moved, Someday, Wanted, both, either, opposite
from engine.trees import FACT, Node, Open, Tree, apply, bind_two
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def compare_supposed(op: str, left: Any, right: Any, exact: date | None = None) -> Tree:
    """A comparison of two leaves, neither of them silent, one at least an ``Extreme`` or a ``ChosenDay``."""
    if type(left) is Extreme:
        return _of_two(op, left, right, exact)
    if type(right) is Extreme:
        return _of_two(FLIP[op], right, left, exact)
    if type(left) is ChosenDay:
        return _chosen(op, left, right, exact)
    return _chosen(FLIP[op], right, left, exact)


def laid_out(day: ChosenDay, value: Callable[[Any], Tree]) -> Tree:
    """What is true of a chosen day: that it is one of the recurring days, or «aldri», and of that the ``value``."""
    held = _any(bind_two(both, day.holds(each), value(each)) for each in day.days())
    return bind_two(either, held, bind_two(both, _holds_on_none(day, NEVER), value(NEVER)))


def _of_two(op: str, two: Extreme, other: Any, exact: date | None) -> Tree:
    """The later of two days is early enough if both are, late enough if one is; and the other way round."""
    if op == "≠":
        return bind_two(either, _of_two("<", two, other, exact), _of_two(">", two, other, exact))
    if op == "=" or (op == "≤" and exact is not None and exact == other):
        beyond = "≤" if two.op == "max" else "≥"

        def just(one: Any, rest: Any) -> Tree:
            return bind_two(both, compare("=", one, other), compare(beyond, rest, other))

        return bind_two(either, just(two.left, two.right), just(two.right, two.left))
    joined = both if (two.op == "max") == (op in ("≤", "<")) else either
    return bind_two(joined, compare(op, two.left, other, exact), compare(op, two.right, other, exact))


def _chosen(op: str, day: ChosenDay, other: Any, exact: date | None) -> Tree:
    match other:
        case Missing() | Someday():
            ask = Open(FACT, (*other.keys[0], op, "valgt dag"), (True, False), detail=("compare", other.keys, op, None))
            return Node(ask, (True, False))
        case Wanted() | Moved() | ChosenDay():
            return laid_out(day, lambda each: compare(op, each, other, exact))
        case Never():
            if op in ("≤", ">"):
                return op == "≤"
            return _any(map(day.holds, day.days())) if op in ("<", "≠") else _holds_on_none(day, NEVER)
        case date():
            return _against(op, day, other, exact)
    return op == "≠"


def _against(op: str, day: ChosenDay, other: date, exact: date | None) -> Tree:
    if op == "=" or (op == "≤" and exact == other):
        return day.holds(other) if _may_be(day, other) and day.contains(other) else False
    if op == "≤":
        return _by(day, other)
    if op == "<":
        return _by(day, other - ONE_DAY) if other > BEGINNING else False
    if op == "≥":
        return _holds_on_none(day, other)
    if op == ">":
        return _holds_on_none(day, other + ONE_DAY if other < END else NEVER)
    return bind_two(either, _against("<", day, other, None), _against(">", day, other, None))


def _may_be(day: ChosenDay, other: date) -> bool:
    return day.start is None or day.start <= other


def _by(day: ChosenDay, other: date) -> Tree:
    """Holds on the last recurring day until then; where it may not, on an earlier one."""
    if not _may_be(day, other):
        return False
    last = day.floor(other)
    if not _may_be(day, last):
        return False
    held = day.holds(last)
    return bind_two(either, held, _any(day.holds(d) for d in day.days() if d < last)) if can_fail(held) else held


def _holds_on_none(day: ChosenDay, until: Any) -> Tree:
    """Holds on none of the recurring days before ``until``."""
    held: Tree = True
    for each in day.days() if day.start is not None else ():
        if each >= until or held is False:
            break
        held = bind_two(both, held, apply(opposite, day.holds(each)))
    return held


def _any(trees: Iterable[Tree]) -> Tree:
    """One of them holds. All are asked, for each day has its own last day for what must be done by then."""
    held: Tree = False
    for each in trees:
        held = bind_two(either, held, each)
        if held is True:
            break
    return held


def days_chosen_from(next_from: Callable[[date], date], start: date | None, asked: date) -> tuple[date, ...]:
    """The days tried of those an actor may choose: the first from ``start``, and the first from the day asked."""
    found: set[date] = set()
    for first in {start or asked, max(start or asked, asked)}:
        day = first
        for _ in range(_MOST_DAYS):
            if day.year >= END.year - 1:
                break
            day = next_from(day)
            found.add(day)
            day += ONE_DAY
    return tuple(sorted(found))


_MOST_DAYS = 12
