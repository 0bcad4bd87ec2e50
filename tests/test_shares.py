"""Division to the øre: the laws of largest remainder and of payments."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.shares import divided, payments, whole_parts

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=7).filter(any)


def shares_of(given_weights: list[int]) -> list[Fraction]:
    """Shares that sum to one."""
    return [Fraction(w, sum(given_weights)) for w in given_weights]


@given(st.integers(0, 10**14), weights)
def test_parts_sum_to_the_whole_and_lie_within_one(total: int, each: list[int]) -> None:
    """For any amount and shares that sum to one, the parts sum to the amount, none below zero, each less than an øre
    from its share.
    """
    shares = shares_of(each)
    parts = divided(total, shares)
    assert sum(parts) == total
    assert all(part >= 0 and abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))


@given(st.integers(0, 10**9), weights)
def test_a_larger_share_never_gets_less(total: int, each: list[int]) -> None:
    """Who owns more gets at least as much."""
    parts = divided(total, shares_of(each))
    ranked = sorted(zip(each, parts, strict=True))
    assert all(one[1] <= two[1] for one, two in pairwise(ranked) if one[0] < two[0])


@given(st.integers(0, 10**9), weights)
def test_the_order_of_the_parties_is_no_matter_but_for_ties(total: int, each: list[int]) -> None:
    """Where no two remainders are equal, each party gets the same in whatever order they are named."""
    remainders = [total * share % 1 for share in shares_of(each)]
    assume(len(set(remainders)) == len(remainders))
    assert divided(total, shares_of(each)) == divided(total, shares_of(each[::-1]))[::-1]


@given(st.integers(0, 10**9), weights, st.integers(1, 100))
def test_scaled_shares_are_the_same_shares(total: int, each: list[int], times: int) -> None:
    """Shares are proportions."""
    assert divided(total, shares_of(each)) == divided(total, shares_of([w * times for w in each]))


def test_ties_go_to_the_one_named_first() -> None:
    """Of equal remainders the first named gets the øre."""
    assert divided(1, [Fraction(1, 2), Fraction(1, 2)]) == (1, 0)
    assert divided(2, [Fraction(1, 3)] * 3) == (1, 1, 0)
    assert divided(100, [Fraction(1, 3)] * 3) == (34, 33, 33)


@pytest.mark.parametrize("shares", [[Fraction(1, 2)], [Fraction(3, 2), Fraction(-1, 2)], []])
def test_what_is_no_division_is_refused(shares: list[Fraction]) -> None:
    """Shares that do not sum to one, or lie below zero."""
    with pytest.raises(ValueError, match=r"sum to|negative"):
        divided(5, shares)
    with pytest.raises(ValueError, match="total"):
        divided(-1, [Fraction(1)])
    with pytest.raises(ValueError, match="whole number"):
        whole_parts([Fraction(1, 3)])


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=7))
def test_payments_even_out(amounts: list[int]) -> None:
    """After the payments every balance is nothing, every payment is above nothing, and there are fewer than parties."""
    balances = [(f"p{i}", a) for i, a in enumerate([*amounts, -sum(amounts)])]
    left = dict(balances)
    paid = payments(balances)
    for payer, payee, amount in paid:
        assert amount > 0
        left[payer] += amount
        left[payee] -= amount
    assert set(left.values()) == {0}
    assert len(paid) < len(balances)


def test_balances_that_do_not_even_out_are_refused() -> None:
    """Money does not come from nowhere."""
    with pytest.raises(ValueError, match="sum to 0"):
        payments([("a", 1), ("b", 1)])
