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
from tests.law.powers import both
from tests.law.real_agreements import Asked

STOPS = "(den første termindag fra {start} der kommunen har stanset arbeidet senest ({{frist}} før termindagen))"
SIGNS = "(den første termindag fra {start} der en kommune har signert avtalen senest ({{frist}} før termindagen))"
FREE = (
    "tilstand fri: en kommune (gå, går, har gått) fri.",
    "kompetanse oppsigelse: enhver kommune kan gå fri fra ({frist} etter (den dag varselet er mottatt))"
    " ved et varsel fra kommunen.",
    "tilstand ferdig: en kommune (bli, blir, har blitt) ferdig.",
    "dag slutt (slutten) for et varsel er den første termindag fra (den dag varselet er mottatt)"
    " der (varselet er mottatt senest {frist} før termindagen).",
    "kompetanse avslutning: enhver kommune kan bli ferdig fra (slutten for varselet) ved et varsel fra kommunen.",
    "regel passende: en dag er passende når dagen er tidligst 1.7.2020.",
)
ASKED = date(2020, 1, 1)


def power(condition: str, *told: str, kind: str = "kan", act: str = "", notice: str = "1 måned") -> Asked:
    """The question whether Aas can make the condition so, when it first can, or when it must do the act."""
    lines = [f"verdi frist er {notice}.", "verdi grense er 1.1.2021.", "verdi termindag (termindagen) er hver 31/8."]
    lines += FREE
    lines.append(f"regel r: en kommune er klar når {condition}.")
    lines.append("spørsmål q: nb «Er {kommune} klar?» svar om kommunen er klar.")
    loaded = r.read(r.with_vocabulary(lines))
    assert loaded is not None
    assert loaded.contract is not None
    asked_about = next(q for q in loaded.contract.questions if q.name == "q")
    question = changed(asked_about, kind=kind, bearer=Var("kommune"), names=(act,))
    case = r.case_of(r.RandomCase(told, r.ASKED), loaded)
    return Asked("", condition, loaded.contract, case, question, ("Aas",), ASKED, ASKED)


def asked(each: Asked, *others: date) -> tuple[Tree, object]:
    """What the real evaluator says, and what trying one act on each day says."""
    leaves, plainly = both(each, 0, tuple(sorted({*(d for d in r.DAYS if d >= each.on), *others})))
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


def test_an_act_against_a_day_nobody_has_told_is_unknown() -> None:
    """The notice must be received by now, and after the opening: whether it can be turns on when the opening was."""
    term = "kommunen har varslet og varselet er mottatt og åpningen er senest (den dag varselet er mottatt)"
    for seed in range(4):
        tree, _ = both(power(term), seed, (ASKED,))
        assert tree == [True, False]


def test_a_while_before_always_is_always() -> None:
    """A day that an assessment would make «always» does not take the question out of the calendar."""
    told = "den 1.1.2020: Aas varsler; varselet er skriftlig; varselet er mottatt 1.1.2020"
    day = "(den dag (kommunen har signert avtalen eller arbeidet er rimelig))"
    each = power(f"(kommunen har varslet og varselet er mottatt senest ({{frist}} før {day}))", told)
    found = [both(each, seed, (ASKED,)) for seed in range(6)]
    assert all(said == [plainly] for said, plainly in found)
    assert {plainly for _, plainly in found} == {True, False}  # by the assessment


def earliest(condition: str, *told: str, notice: str = "1 måned", days: tuple[date, ...] = ()) -> tuple[Tree, object]:
    """The first day, by the real evaluator and by trying one act on each day."""
    return asked(power(condition, *told, kind="tidligst", notice=notice), *days)


def test_what_comes_with_no_recurrence_has_a_first_day() -> None:
    """A day the agreement names, though not the day asked: not «aldri»."""
    assert earliest("kommunen har varslet tidligst 31.8.2020") == (date(2020, 8, 31), date(2020, 8, 31))


def test_a_first_day_that_is_reckoned_is_found() -> None:
    """A month after the first day notice can be given."""
    day = date(2020, 2, 1)
    assert earliest("kommunen har gått fri", days=(day,)) == (day, day)


def test_an_act_that_can_be_done_at_once_does_not_wait_for_a_recurring_day() -> None:
    """Where a recurring day is one of two ways, the other may be sooner."""
    assert earliest("kommunen har blitt ferdig eller kommunen har signert avtalen") == (ASKED, ASKED)


def test_what_is_to_come_by_itself_may_be_brought_about_sooner() -> None:
    """Notice is given and makes it so in a year; to sign makes it so at once."""
    told = "den 1.1.2020: Aas varsler; varselet er skriftlig; varselet er mottatt 1.1.2020"
    either = "kommunen har gått fri eller kommunen har signert avtalen"
    assert earliest(either, told, notice="1 år") == (ASKED, ASKED)
    alone = date(2021, 1, 1)
    assert earliest("kommunen har gått fri", told, notice="1 år", days=(alone,)) == (alone, alone)


def test_a_recurring_day_with_a_condition_of_its_own_is_searched_for() -> None:
    """The condition on the recurring day is a rule of its own, which is about a day that is not fixed yet."""
    term = "kommunen har varslet tidligst (den første termindag fra 1.1.2020 der termindagen er passende)"
    assert earliest(term) == (date(2020, 8, 31), date(2020, 8, 31))


def test_a_long_notice_passes_many_recurring_days() -> None:
    """Twenty years' notice to the end of a term: the first of the yearly days that can be reached is the 21st."""
    day = date(2040, 8, 31)
    assert earliest("kommunen har blitt ferdig", notice="20 år", days=(day,)) == (day, day)


def test_the_last_day_is_that_of_the_act() -> None:
    """The day a notice speaks of is no day of the notice, though it may be a later one."""
    named = "kommunen har varslet og ikke (varselet gjelder en dag og dagen er etter 31.8.2020)"
    assert asked(power(named, kind="senest", act="varsel")) == (ASKED, ASKED)
