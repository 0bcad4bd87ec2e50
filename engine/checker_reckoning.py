"""What the checker reckons by itself: comparisons, arithmetic and the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dsl.values import NEVER, Amount, Never, days_in_month
from engine.checker_case import Told
from engine.checker_values import BEGINNING, ONE, Wrong, rounded, same, works
from engine.proof import AnyEvent, Earliest, Quiet, Unbound, Untold

FLIP = {"≤": "≥", "≥": "≤", "<": ">", ">": "<", "=": "=", "≠": "≠"}


class Reckoning(Told):
    """Functions of plain values, and of what is not told or not said."""

    def reconciled(self, told: Any, reckoned: Any) -> Any:
        """The one of two values that is known; where both are and differ, neither."""
        if isinstance(told, (Quiet, Untold)):
            return told if isinstance(reckoned, (Quiet, Untold)) else reckoned
        if isinstance(reckoned, (Quiet, Untold)) or same(told, reckoned):
            return told
        return Untold(((("avstemming",), told, reckoned),))

    def compare(self, op: str, left: Any, right: Any) -> Any:
        keys = tuple(k for p in (left, right) if isinstance(p, Untold) for k in p.keys)
        if keys:
            bound = next((p for p in (left, right) if not isinstance(p, Untold)), None)
            return self.given["opplysning", (*keys[0], op, str(bound))]
        if isinstance(right, Earliest):
            op, left, right = FLIP[op], right, left
        dated = isinstance(left, Earliest) and isinstance(right, (date, Never))
        if dated and (right < left.day or (right == left.day and op in ("<", "≥"))):
            return op in ("≥", ">", "≠")
        if any(isinstance(p, (Earliest, Unbound, AnyEvent)) for p in (left, right)):
            raise Wrong("uavgjort")
        if op in ("=", "≠"):
            return same(left, right) is (op == "=")
        if left is None or right is None:
            return False
        less, more = left < right, left > right
        return {"<": less, ">": more, "≤": not more, "≥": not less}[op]

    def function(self, op: str, one: Any, two: Any = None) -> Any:
        """A function of days and numbers."""
        if isinstance(one, Earliest) or isinstance(two, Earliest):
            moved = self.function(op, *(p.day if isinstance(p, Earliest) else p for p in (one, two)))
            return Earliest(moved)  # every function of days gives later days for later ones
        if isinstance(one, Never) or isinstance(two, Never):
            return {"year": Untold(((("aldri",), "år"),)), "is-working-day": False}.get(op, NEVER)
        match op:
            case "+" | "−":
                if isinstance(two, Amount) and not two.kroner and not isinstance(one, Amount):
                    return one  # the sum over nobody
                if op == "+" and isinstance(one, Amount) and not one.kroner and not isinstance(two, Amount):
                    return two
                return one + two if op == "+" else one - two
            case "·":
                return two * one if isinstance(two, Amount) else one * two
            case "/":
                zero = two == (Amount(0) if isinstance(two, Amount) else 0)
                return (
                    Untold(((("deling på null",), one),))
                    if zero
                    else (one if isinstance(one, Amount) else Fraction(one)) / two
                )
            case "before" | "after":
                always = op == "before" and two == BEGINNING
                return two if always else self.shift(two, one, 1 if op == "after" else -1)
            case "day-of-year":
                return date(two, one.month, min(one.day, days_in_month(two, one.month)))
            case "day-next-year":
                return date(two.year + 1, one.month, min(one.day, days_in_month(two.year + 1, one.month)))
            case "day-before":
                return one - ONE if one > BEGINNING else one
            case "year":
                return one.year
            case "is-working-day":
                return works(one)
            case "next-working-day":
                while not works(one):
                    one += ONE
                return one
            case "round-kroner" | "round-øre" | "money":
                return rounded(one, 1 if op == "round-kroner" else 100) if isinstance(one, Amount) else one
        raise Wrong("form", op)

    def shift(self, day: date, period: Any, sign: int) -> date:
        """Months first and days after; a day its month lacks is rounded as the claim reads it."""
        year, month = divmod(12 * day.year + day.month - 1 + sign * period.months, 12)
        length = days_in_month(year, month + 1)
        shifted = date(year, month + 1, min(day.day, length))
        if day.day > length and self.given["tolkning", ("avrunding",)] == "opp":
            shifted += ONE
        return shifted + sign * timedelta(days=period.days)
