"""Days that turn on an act nobody has done yet: a recurring day the actor may choose, and the earlier or later of two.

Each condition is one the actor can bring about by the act named, as trying the act shows.
"""

from __future__ import annotations

from datetime import date

import pytest

from dsl.core import Var
from dsl.record import changed
from engine.trees import Tree
from tests.law import random_agreements as r
from tests.law.real_agreements import Asked
from tests.law.test_plain_power import both

STOPS = "(den første termindag fra {start} der kommunen har stanset arbeidet senest ({{frist}} før termindagen))"
SIGNS = "(den første termindag fra {start} der en kommune har signert avtalen senest ({{frist}} før termindagen))"
ASKED = date(2020, 1, 1)


def power(condition: str, *told: str, who: str = "Aas") -> Asked:
    """The question whether a party can make the condition so."""
    lines = ["verdi frist er 1 måned.", "verdi grense er 1.1.2021.", "verdi termindag (termindagen) er hver 31/8."]
    lines.append(f"regel r: en kommune er fri når {condition}.")
    lines.append("spørsmål q: nb «Er {kommune} fri?» svar om kommunen er fri.")
    loaded = r.read(r.with_vocabulary(lines))
    assert loaded is not None
    assert loaded.contract is not None
    question = changed(loaded.contract.questions[0], kind="kan", bearer=Var("kommune"))
    case = r.case_of(r.RandomCase(told, r.ASKED), loaded)
    return Asked("", condition, loaded.contract, case, question, (who,), ASKED, ASKED)


def asked(each: Asked) -> tuple[Tree, object]:
    """What the real evaluator says, and what trying one act on each day says."""
    leaves, plainly = both(each, 0, tuple(d for d in r.DAYS if d >= each.on))
    return leaves[0], plainly


CAN = {
    "a chosen day later than another": f"{STOPS.format(start='1.1.2020')} er etter {SIGNS.format(start='1.7.2021')}",
    "a chosen day later than a day": f"{STOPS.format(start='1.1.2020')} er etter 1.1.2021",
    "a chosen day before «aldri»": f"{STOPS.format(start='1.1.2020')} er før (den dag Bø har stanset arbeidet)",
    "done by a day it lets the actor choose": f"en kommune har signert avtalen senest {SIGNS.format(start='1.1.2021')}",
    "done on a day it lets the actor choose": f"en kommune har signert avtalen på {SIGNS.format(start='31.8.2020')}"
    " eller (kommunen har stanset arbeidet på (den seneste av (1.1.2020, 31.1.2020)))",
    "true by a day the act does not reach": "kommunen har varslet og "
    "(den tidligste av (1.1.2019, (den dag varselet er mottatt))) er senest 1.1.2019",
}


@pytest.mark.parametrize("condition", CAN.values(), ids=CAN)
def test_a_day_an_act_decides_does_not_hide_a_power(condition: str) -> None:
    """The actor can, by an act of its own."""
    assert asked(power(condition)) == (True, True)


CANNOT = {
    "the later of two days is too late": "kommunen har varslet og "
    "(den seneste av (1.1.2022, (den dag varselet er mottatt))) er senest 1.1.2021",
    "no recurring day until then": f"{STOPS.format(start='1.1.2021')} er senest 1.7.2021",
}


@pytest.mark.parametrize("condition", CANNOT.values(), ids=CANNOT)
def test_a_day_an_act_decides_gives_no_power_there_is_not(condition: str) -> None:
    """No act of the actor's own brings it about."""
    assert asked(power(condition)) == (False, False)


def test_a_chosen_day_against_one_nobody_has_told_is_unknown() -> None:
    """Whether the first day comes after the opening turns on when the opening is: it is asked for, not denied."""
    tree, plainly = both(power(f"{STOPS.format(start='1.1.2020')} er etter åpningen"), 0, (ASKED,))
    assert isinstance(plainly, bool)
    assert set(map(str, tree)) == {"True", "False"}
