"""Questions of power by both evaluators: acts tried one by one, and the ways the real one finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from dsl.core import Var
from dsl.record import changed
from engine.ask import facts_of, model_of
from engine.evaluate import evaluate
from engine.naive import Naive
from engine.naive_power import answer
from engine.naive_values import days_that_matter
from engine.trees import TooManyOpen
from tests.law import random_agreements as r
from tests.law.completions import agrees, completion, reachable
from tests.law.real_agreements import Asked, all_asked
from tests.law.test_two_evaluators import few, seeds


def both(each: Asked, seed: int, days: tuple[date, ...]) -> tuple[list[object], object]:
    """What the tree leaves possible, and what is found by trying one act on each of the days."""
    model = model_of(each.contract)
    facts = facts_of(model, each.case, each.known)
    tree = evaluate(model, facts, each.question, each.args, each.on, each.known).tree
    decided = completion(each.contract, each.case, each.known, each.on, seed, 0)
    matter = days_that_matter(each.contract, each.case, (), (*days, each.on))
    naive = Naive(each.contract, each.case, each.known, decided, matter)
    return reachable(tree, naive), answer(naive, each.question, each.args, each.on, days)


@given(r.sources(), r.cases(r.ASKED), seeds, r.days, r.parties)
@few
def test_what_an_act_brings_about_can_be_brought_about(
    source: str, told: r.RandomCase, seed: int, day: date, party: str
) -> None:
    """Where one act of the asker's, tried, makes it so, the real evaluator does not leave out that it can.

    One way only: the real evaluator also knows ways of two acts, and acts on days that are not tried here.
    """
    loaded = r.read(source)
    if loaded is None or loaded.contract is None:
        return
    contract, case = loaded.contract, r.case_of(told, loaded)
    days = tuple(sorted({day, *(d for d in r.DAYS if d >= day)}))
    for question in contract.questions:
        if question.kind != "om" or not any(p.name == "kommune" for p in question.params):
            continue
        params = tuple(p for p in question.params if p.name != "dag")
        power = changed(question, kind="kan", bearer=Var("kommune"), params=params)
        args = r.arguments(power, contract, party, day, 2021)
        try:
            found, value = both(Asked("", "", contract, case, power, args, day, day), seed, days)
        except TooManyOpen:
            continue
        assert value is not True or any(agrees(leaf, True) for leaf in found), (source, told, args)


REAL = ("dyroy_en_nekter", "dyroy_misligholder")


@pytest.mark.parametrize("file", REAL)
def test_the_real_agreement_gives_the_same_powers(file: str) -> None:
    """Both ways, of the case files whose powers are soon tried."""
    for each in all_asked():
        if each.file == file and each.question.kind == "kan":
            target = next((a for a in each.args if isinstance(a, date)), each.on)
            days = tuple(sorted({each.on, target}))
            found, value = both(each, 1, days)
            assert any(agrees(leaf, value) for leaf in found), each.words
