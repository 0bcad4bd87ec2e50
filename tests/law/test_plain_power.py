"""Questions of power by both evaluators: acts tried one by one, and the ways the real one finds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.law import random_agreements as r
from tests.law.completions import agrees
from tests.law.powers import KINDS, both, check_powers
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
