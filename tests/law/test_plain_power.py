"""Questions of power by both evaluators: acts tried one by one, and the ways the real one finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.law import random_agreements as r
from tests.law.completions import agrees
from tests.law.powers import KINDS, both, check_powers, check_shown, days_to_try, shown
from tests.law.real_agreements import all_asked
from tests.law.test_two_evaluators import few, seeds


@given(r.sources(), r.cases(r.ASKED), seeds, r.days, r.parties)
@few
def test_what_an_act_brings_about_can_be_brought_about(
    source: str, told: r.RandomCase, seed: int, day: date, party: str
) -> None:
    """Where one act of the asker's, tried, makes it so, the real evaluator does not leave out that it can; nor that it
    can as early, and with the act as late, as that.
    """
    for kind in KINDS:
        check_powers(source, told, seed, day, party, kind)


@given(r.sources(), r.cases(r.ASKED), seeds, r.days, r.parties)
@few
def test_what_can_be_brought_about_is_so_when_the_acts_are_done(
    source: str, told: r.RandomCase, seed: int, day: date, party: str
) -> None:
    """Of what the real evaluator says the asker can, or can at the earliest, or must at the latest, one way does it."""
    for kind in KINDS:
        check_shown(source, told, seed, day, party, kind)


def test_the_powers_of_the_case_files_are_so_when_the_acts_are_done() -> None:
    """Every power the case files ask about and the real evaluator finds, by the plain evaluator."""
    done = [shown(each, 1) for each in all_asked() if each.question.kind in KINDS]
    assert False not in done
    assert done.count(True) > 15


REAL = ("dyroy_en_nekter", "dyroy_misligholder", "historie_mislighold", "nordhordland_ingen_har_sagt_opp",
        "sp23_driftsstans", "sp29_dyroy_misligholder")  # fmt: skip
"""The case files whose powers are soon tried: where notice has many days of its own, a plain «nei» takes minutes."""


@pytest.mark.parametrize("file", REAL)
def test_the_real_agreements_give_the_same_powers(file: str) -> None:
    """The same value by trying acts, both ways: yes and no, the first day, the last."""
    for each in all_asked():
        if each.file == file and each.question.kind in KINDS:
            found, value = both(each, 1, days_to_try(each))
            assert any(agrees(leaf, value) for leaf in found), each.words
