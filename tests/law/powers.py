"""Questions of power by both evaluators: acts tried one by one, and what the real one finds.

The law goes one way. What one act of the actor's own brings about on a day it is tried on, the real evaluator does not
deny, nor place later; and where the act is enough on a day, its last day is no earlier. It knows ways of two acts, and
days that are not tried, so that it says more proves nothing against it here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Var
from dsl.record import changed
from dsl.values import Never
from engine.ask import facts_of, model_of
from engine.dates import DateRangeError
from engine.evaluate import evaluate
from engine.leaves import Missing, Someday
from engine.naive import Naive
from engine.naive_power import answer
from engine.naive_values import days_that_matter
from engine.trees import TooManyOpen
from tests.law import random_agreements as r
from tests.law.completions import agrees, completion, reachable
from tests.law.real_agreements import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.contract import Contract, Question

KINDS = ("kan", "tidligst", "senest")
ACTS = ("varsel", "signering", "stans")


def both(each: Asked, seed: int, days: tuple[date, ...]) -> tuple[list[object], object]:
    """What the tree leaves possible, and what is found by trying one act on each of the days."""
    model = model_of(each.contract)
    facts = facts_of(model, each.case, each.known)
    tree = evaluate(model, facts, each.question, each.args, each.on, each.known).tree
    decided = completion(each.contract, each.case, each.known, each.on, seed, 0)
    matter = days_that_matter(each.contract, each.case, (), (*days, each.on))
    naive = Naive(each.contract, each.case, each.known, decided, matter)
    return reachable(tree, naive), answer(naive, each.question, each.args, each.on, days)


def allows(kind: str, leaves: list[Any], value: Any) -> bool:
    """Does what the tree leaves possible allow what was found by trying?"""
    if any(isinstance(leaf, Missing | Someday) for leaf in leaves):
        return True
    match kind:
        case "kan":
            return value is not True or any(agrees(leaf, True) for leaf in leaves)
        case "tidligst":
            return not isinstance(value, date) or any(isinstance(leaf, date) and leaf <= value for leaf in leaves)
    last = [date.max if isinstance(leaf, Never) else leaf for leaf in leaves if isinstance(leaf, date | Never)]
    return not isinstance(value, date) or any(day >= value for day in last)


def powers(contract: Contract, kind: str) -> Iterator[Question]:
    """The questions of a random agreement about a party, as questions of what the party has power to."""
    for question in contract.questions:
        if question.kind == "om" and any(p.name == "kommune" for p in question.params):
            params = tuple(p for p in question.params if p.name != "dag")
            for act in ACTS if kind == "senest" else ("",):
                yield changed(question, kind=kind, bearer=Var("kommune"), params=params, names=(act,))


def check_powers(source: str, told: r.RandomCase, seed: int, day: date, party: str, kind: str) -> tuple[int, int]:
    """Hold the two against each other on every power of a kind: how many were compared, and how many refused."""
    loaded = r.read(source)
    if loaded is None or loaded.contract is None:
        return 0, 0
    contract, case = loaded.contract, r.case_of(told, loaded)
    days = tuple(sorted({day, *(d for d in r.DAYS if d >= day)}))
    compared = refused = 0
    for power in powers(contract, kind):
        args = r.arguments(power, contract, party, day, 2021)
        try:
            leaves, value = both(Asked("", "", contract, case, power, args, day, day), seed, days)
        except (TooManyOpen, DateRangeError):  # said as such to who asks
            refused += 1
            continue
        compared += 1
        assert allows(kind, leaves, value), (power.name, power.names, args, day, seed, leaves, value)
    return compared, refused
