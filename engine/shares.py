"""Dividing an amount so that the parts sum to the whole to the øre."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def whole_parts(exact: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole numbers that sum to what the exact parts sum to, each less than one from its own part.

    By largest remainder; of equal remainders the part named first goes first. Raises ``ValueError`` if a part is
    negative or the sum is no whole number.
    """
    total = sum(exact, Fraction(0))
    if total.denominator != 1:
        raise ValueError(f"the parts sum to {total}, must sum to a whole number")
    if any(part < 0 for part in exact):
        raise ValueError(f"a part is negative: {min(exact)}")
    floors = [part.numerator // part.denominator for part in exact]
    left = int(total) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for i in by_remainder[:left]:
        floors[i] += 1
    return tuple(floors)


def divided(total: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """A whole number (of øre) divided by shares.

    Raises ``ValueError`` if the shares do not sum to 1 or one of them is negative, or the total is negative.
    """
    if sum(shares, Fraction(0)) != 1:
        raise ValueError(f"the shares sum to {sum(shares, Fraction(0))}, must sum to 1")
    if total < 0:
        raise ValueError(f"total is {total}, must be >= 0")
    return whole_parts([total * share for share in shares])


def payments(balances: Sequence[tuple[str, int]]) -> tuple[tuple[str, str, int], ...]:
    """Who pays whom how much, so that every balance becomes nothing; a positive balance is to be received.

    Each payer pays the receivers in the order they are named, so there is less than one payment for each party. Raises
    ``ValueError`` if the balances do not sum to nothing.
    """
    if sum(amount for _, amount in balances) != 0:
        raise ValueError("the balances do not sum to 0")
    receive = {party: amount for party, amount in balances if amount > 0}
    out: list[tuple[str, str, int]] = []
    for payer, owed in ((party, -amount) for party, amount in balances if amount < 0):
        for payee in list(receive):
            paid = min(owed, receive[payee])
            if paid:
                out.append((payer, payee, paid))
                owed -= paid
                receive[payee] -= paid
    return tuple(out)
