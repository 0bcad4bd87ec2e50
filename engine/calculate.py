"""Ordinary functions of the core: comparison, arithmetic and days.

Total on their types; what is missing stays missing.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.values import NEVER, Amount, Never
from engine.answer import ROUNDING
from engine.dates import (
    DateRangeError,
    contains,
    earliest_start,
    is_working_day,
    latest_start,
    next_on,
    next_working_day,
    previous_on,
    shift,
)
from engine.leaves import ChosenDay, Demand, Extreme, Missing, Moved, Silent, Someday, Wanted, both, ways
from engine.trees import FACT, READING, Node, Open, Tree, apply, bind_two, node

if TYPE_CHECKING:
    from collections.abc import Callable

_LAID_OUT = (ChosenDay, Extreme)
_SUPPOSED = (Wanted, Moved, *_LAID_OUT)
_SPECIAL = (Silent, Missing, Someday, *_SUPPOSED)
FLIP = {"≤": "≥", "≥": "≤", "<": ">", ">": "<", "=": "=", "≠": "≠"}
ONE_DAY = timedelta(days=1)
BY_ZERO = ("deling på null",)
"""Key of what is missing where a calculation divides by zero."""


def compare(op: str, left: Any, right: Any, exact: date | None = None) -> Tree:
    """A comparison of two leaves; the result is a truth value, or a tree that asks about what is missing."""
    kind_l, kind_r = type(left), type(right)
    if kind_l not in _SPECIAL and kind_r not in _SPECIAL:
        return _plain(op, left, right)
    if kind_l is Silent or kind_r is Silent:
        return left if kind_l is Silent else right
    if kind_l in _LAID_OUT or kind_r in _LAID_OUT:
        from engine.supposed_days import compare_supposed

        return compare_supposed(op, left, right, exact)
    if kind_l is Wanted:
        return _wanted(op, left, right)
    if kind_r is Wanted:
        return _wanted(FLIP[op], right, left)
    if kind_l is Moved:
        return _moved(op, left, right)
    if kind_r is Moved:
        return _moved(FLIP[op], right, left)
    return _unknown(op, left, right)


def _plain(op: str, left: Any, right: Any) -> bool:
    if op == "=":
        return bool(left == right)
    if op == "≠":
        return bool(left != right)
    if left is None or right is None:
        return False
    if op == "≤":
        return bool(left <= right)
    if op == "<":
        return bool(left < right)
    if op == "≥":
        return bool(left >= right)
    return bool(left > right)


def _wanted(op: str, left: Wanted, right: Any) -> Tree:
    """A demand on an act that could be done."""
    if right is None:
        return op == "≠"
    if isinstance(right, (Missing, Someday, Wanted)):
        done = ways(frozenset({frozenset({Demand(left.ghost, left.field, "finnes", None)})}))
        if isinstance(right, Wanted) or op in ("=", "≠"):
            return done
        # Whether an act can be early or late enough turns on the day that nobody has told.
        ask = Open(FACT, (*right.keys[0], op, "handling"), (True, False), detail=("compare", right.keys, op, None))
        return Node(ask, (done, False))
    if isinstance(right, Never):
        return op in ("≤", "<", "≠")
    if op == "<" and isinstance(right, date):
        op, right = "≤", right - ONE_DAY
    elif op == ">" and isinstance(right, date):
        op, right = "≥", right + ONE_DAY
    return ways(frozenset({frozenset({Demand(left.ghost, left.field, op, right)})}))


def _moved(op: str, left: Moved, right: Any) -> Tree:
    """«et år etter mottatt» against a day: the same as «mottatt» against that day moved the other way."""
    if not isinstance(right, date):
        return _wanted(op, left.wanted, right)
    if op == "=":
        return bind_two(both, _moved("≤", left, right), _moved("≥", left, right))
    if op == "≠":
        return True
    try:
        moved = _moved_back(op, left, right)
    except DateRangeError:  # before the calendar begins, or after it ends: any day there is will do, or none
        return _wanted("finnes", left.wanted, None) if (op in ("≥", ">")) is not left.back else False
    op = "≤" if op in ("≤", "<") else "≥"
    first, second = _wanted(op, left.wanted, moved.down), _wanted(op, left.wanted, moved.up)
    ask = Open(READING, (ROUNDING,), ("ned", "opp"), "ned", detail=("rounding", moved.down, moved.up))
    return node(ask, (first, second))


def _moved_back(op: str, left: Moved, right: date) -> Any:
    """The day, rounded both ways, on which what has been moved must have been."""
    if left.back:
        return shift(right, left.period)
    if op in ("≤", "<"):
        return latest_start(right - ONE_DAY if op == "<" else right, left.period)
    return earliest_start(right + ONE_DAY if op == ">" else right, left.period)


def _unknown(op: str, left: Any, right: Any) -> Tree:
    """A comparison with what nobody has told: a yes/no question, unless bounds decide it."""
    if isinstance(left, Someday) and isinstance(right, (date, Never)):
        if op in ("≤", "<", "=") and right is not NEVER and right < left.after:
            return False
        if op in (">", "≥", "≠") and right is not NEVER and right < left.after:
            return True
    if isinstance(right, Someday) and isinstance(left, date):
        return _unknown(FLIP[op], right, left)
    keys = tuple(k for x in (left, right) if isinstance(x, (Missing, Someday)) for k in x.keys)
    bound = next((x for x in (left, right) if not isinstance(x, (Missing, Someday))), None)
    ask = Open(FACT, (*keys[0], op, str(bound)), (True, False), detail=("compare", keys, op, bound))
    return Node(ask, (True, False))


def strict(function: Callable[..., Any], *, supposed: bool = False) -> Callable[..., Tree]:
    """Lift a function of plain values to leaves: silence, missing facts and what a record need not tell pass through.

    With ``supposed``, the function takes days not yet fixed too.
    """

    def lifted(*args: Any) -> Tree:
        keys: tuple[tuple[Any, ...], ...] = ()
        for arg in args:
            kind = type(arg)
            if kind is Silent:
                return arg
            if kind is Missing or kind is Someday:
                keys += arg.keys
            elif kind is ChosenDay or kind is Moved or (kind in (Wanted, Extreme) and not supposed):
                keys += ((("handling",), "dag"),)
        if keys:
            return Missing(keys)
        return None if None in args else function(*args)

    return lifted


_LARGEST = 10**1000  # exact shares multiplied over a long life of years are long, but not this long


class NumberRangeError(ArithmeticError):
    """A calculation gave a number nobody could read. ``message_nb`` and ``message_en`` are for the user."""

    message_nb = "Regnestykket gir et tall med flere enn tusen sifre. Rett regelen eller tallene det regnes med."
    message_en = "The calculation gives a number of more than a thousand digits. Correct the rule or its numbers."


def _number(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int) else value


def _add(left: Any, right: Any) -> Any:
    return left if _is_empty_sum(left, right) else right if _is_empty_sum(right, left) else left + right


def _subtract(left: Any, right: Any) -> Any:
    return left if _is_empty_sum(left, right) else left - right


def _is_empty_sum(left: Any, right: Any) -> bool:
    """Is ``right`` the sum over nobody, which is told in kroner, where numbers are added?"""
    return isinstance(right, Amount) and right.kroner == 0 and not isinstance(left, Amount)


def _multiply(left: Any, right: Any) -> Any:
    product = right * left if isinstance(right, Amount) else left * right
    number = product.kroner if isinstance(product, Amount) else product
    if isinstance(number, int | Fraction) and max(abs(number.numerator), number.denominator) > _LARGEST:
        raise NumberRangeError
    return product


def _divide(left: Any, right: Any) -> Any:
    zero = right.kroner == 0 if isinstance(right, Amount) else right == 0
    if zero:
        return Missing(((BY_ZERO, left),))
    return _number(left) / right


def _round_to(step: int) -> Callable[[Any], Any]:
    def rounded(amount: Amount) -> Amount:
        scaled = amount.kroner * step
        whole = (abs(scaled) * 2 + 1) // 2  # half away from zero
        return Amount(Fraction(whole if scaled >= 0 else -whole, step))

    return rounded


def shifted(day: Any, period: Any, *, back: bool) -> Tree:
    """A period before or after a day. Where rounding the month's end matters, both roundings are rival readings.

    What is true from the first day there is, is true «always»: before that is still always, as after «aldri» is never.
    """
    if isinstance(day, Never) or (back and day == date.min):
        return day
    found = shift(day, period, back=back)
    if found.down == found.up:
        return found.down
    ask = Open(READING, (ROUNDING,), ("ned", "opp"), "ned", detail=("rounding", found.down, found.up))
    return node(ask, (found.down, found.up))


def _before(period: Any, day: Any) -> Tree:
    if type(day) is Extreme:
        return _each_of_two("before", period, day)
    return Moved(day, period, True) if type(day) is Wanted else shifted(day, period, back=True)


def _after(period: Any, day: Any) -> Tree:
    if type(day) is Extreme:
        return _each_of_two("after", period, day)
    return Moved(day, period, False) if type(day) is Wanted else shifted(day, period, back=False)


def _each_of_two(op: str, period: Any, two: Extreme) -> Tree:
    left, right = (FUNCTIONS[op](period, each) for each in (two.left, two.right))
    return bind_two(lambda a, b: extreme(two.op, a, b), left, right)


def _day_of_year(year_day: Any, year: int) -> date:
    return year_day.in_year(year)  # type: ignore[no-any-return]  # MonthDay.in_year


def _day_next_year(year_day: Any, day: Any) -> Any:
    return day if isinstance(day, Never) else year_day.in_year(day.year + 1)


def _year(day: Any) -> Any:
    return Missing(((("aldri",), "år"),)) if isinstance(day, Never) else day.year


def _working(day: Any) -> Any:
    return day if isinstance(day, Never) else next_working_day(day)


def _day_before(day: Any) -> Any:
    return day if isinstance(day, Never) or day == date.min else day - ONE_DAY


def reconciled(told: Any, reckoned: Any) -> Any:
    """«told avstemt mot reckoned»: the one that is known; where both are and differ, neither, and both are named."""
    if type(told) is Missing or type(told) is Silent:
        return told if type(reckoned) is Missing or type(reckoned) is Silent else reckoned
    if type(reckoned) is Missing or type(reckoned) is Silent or told == reckoned:
        return told
    return Missing(((("avstemming",), told, reckoned),))


FUNCTIONS: dict[str, Callable[..., Tree]] = {
    "+": strict(_add),
    "−": strict(_subtract),
    "·": strict(_multiply),
    "/": strict(_divide),
    "before": strict(_before, supposed=True),
    "after": strict(_after, supposed=True),
    "day-of-year": strict(_day_of_year),
    "day-next-year": strict(_day_next_year),
    "day-before": strict(_day_before),
    "year": strict(_year),
    "reconcile": reconciled,
    "next-working-day": strict(_working),
    "is-working-day": strict(lambda d: not isinstance(d, Never) and is_working_day(d)),
    "round-kroner": strict(_round_to(1)),
    "round-øre": strict(_round_to(100)),
    "money": strict(lambda v: _round_to(100)(v) if isinstance(v, Amount) else v),
}
"""Functions by the core's operator names; each takes leaves and gives a leaf or a tree."""


def extreme(op: str, left: Any, right: Any) -> Any:
    """The earlier (or lower), or the later (or higher), of two leaves; a day not known counts from when it can be.

    «Never» is the latest whatever the other is, told or not; «always» is the earliest.
    """
    bound, neither = (NEVER, date.min) if op == "max" else (date.min, NEVER)
    if left == bound or right == bound:
        return bound
    if type(left) is Silent or type(right) is Silent:
        return left if type(left) is Silent else right
    if left is None or right is None:
        return None
    if type(left) in _SUPPOSED or type(right) in _SUPPOSED:
        return left if right == neither else right if left == neither else Extreme(op, left, right)
    if type(left) is Someday or type(right) is Someday:
        return _with_someday(op, left, right)
    if type(left) is Missing or type(right) is Missing:
        keys = tuple(k for x in (left, right) if type(x) is Missing for k in x.keys)
        return Missing(keys)
    smaller = left if left <= right else right
    return smaller if op == "min" else (right if smaller is left else left)


def _with_someday(op: str, left: Any, right: Any) -> Any:
    if type(left) is Someday and type(right) is Someday:
        pick = min if op == "min" else max
        return Someday(pick(left.after, right.after), left.keys + right.keys)
    some, other = (left, right) if type(left) is Someday else (right, left)
    if type(other) is Missing:
        return Missing(some.keys + other.keys)
    if op == "min":
        return other if other <= some.after else some
    return other if isinstance(other, Never) else Someday(max(some.after, other), some.keys)


__all__ = ["FUNCTIONS", "apply", "compare", "contains", "extreme", "next_on", "previous_on", "shifted", "strict"]
