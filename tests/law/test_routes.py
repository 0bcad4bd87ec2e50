"""Routes against evaluation: who does what a route says, on its last day, has brought the goal about.

Nothing here knows how routes are found: the acts are written into the case as they read in the answer, and the
question is asked again as one of fact.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answer import Act, Answer, Route
from tests.helpers import (
    FAR,
    HOST,
    MEMBER,
    NEWCOMER,
    answered,
    approvals,
    breach,
    case,
    day,
    dissolution,
    found,
    judged,
    newcomer,
    notice,
)  # fmt: skip
from tests.strategies import near_new_year, parties

some = settings(max_examples=40)
ONE_DAY = timedelta(1)
MAKEABLE = ("alene", "enighet")
NAMES = {
    "uttreden-på": "Kan {0} tre ut {1}?",
    "heve-mot": "Kan {0} kreve opphør overfor {1}?",
}

WORDS = {
    "sier opp avtalen": "oppsigelsen",
    "krever opphør": "opphørskravet",
    "vedtar oppløsning": "oppløsningsvedtaket",
}
"""How the thing done is spoken of, by the words of the act."""


def done(act: Act, when: date) -> str:
    """An act of a route as a statement, done, sent, received and read on a day."""
    noun = next((n for words, n in WORDS.items() if act.text.endswith(words)), "")
    parts = [f"den {day(when)}: {act.text}", *(f"{noun} er {each}" for each in act.conditions)]
    if noun == "oppsigelsen":
        parts += [f"{noun} er {which} {day(when)}" for which in ("sendt", "mottatt", "lest")]
    if noun == "opphørskravet":
        parts.append(f"{noun} er mottatt {day(when)}")
    if noun == "oppløsningsvedtaket":
        parts.append(f"{noun} er meldt {day(when)}")
    return "; ".join(parts)


@st.composite
def situations(draw: st.DrawFn) -> tuple[date, tuple[str, ...]]:
    """A day to ask on, and what has happened by then; all of it settled, so that acts alone are left."""
    asked = draw(st.dates(date(2020, 2, 1), date(2026, 1, 1)) | near_new_year)
    past = st.dates(date(2020, 1, 2), asked)
    statements = list(approvals())
    if draw(st.booleans()):
        statements += newcomer(date(2020, 1, 1), date(2019, 12, 30))
    breaker = draw(parties)
    for i in range(draw(st.integers(0, 2))):
        on = draw(past)
        statements += [breach(on, breaker, f"brudd{i}"), judged(on, f"brudd{i} er vesentlig", draw(st.booleans()))]
    for who in draw(st.lists(parties, max_size=1)):
        statements.append(notice(draw(past), who=who))
    for who in draw(st.lists(parties, max_size=1)):
        statements.append(dissolution(draw(past), who))
    return asked, tuple(statements)


def ask_can(statements: tuple[str, ...], asked: date, question: str, *args: object) -> Answer:
    """The answer to a question of power, in a case complete to the day before."""
    text = NAMES[question].format(*(day(a) if isinstance(a, date) else a for a in args))
    return answered(case(*statements, complete=asked - ONE_DAY), text, asked)


def goal_on(statements: tuple[str, ...], when: date, question: str, *args: object) -> object:
    """Has the goal of a question of power come about, told everything?"""
    return found(case(*statements, complete=FAR), question, *args, on=when, known=FAR, as_fact=True).value


def acted(statements: tuple[str, ...], route: Route, asked: date) -> tuple[str, ...]:
    """The case after the acts of a route, each on its last day."""
    return (*statements, *(done(act, act.latest or asked) for act in route.acts))


@given(situations(), parties, st.integers(1, 4))
@some
def test_a_route_out_leads_out_on_the_day(situation: tuple[date, tuple[str, ...]], who: str, ahead: int) -> None:
    """Each route to exit on a day, its acts done on their last days, puts the party out from that very day."""
    asked, statements = situation
    out_on = date(asked.year + ahead, 1, 1)
    answer = ask_can(statements, asked, "uttreden-på", who, out_on)
    makeable = [r for r in answer.routes if r.control in MAKEABLE and not r.requires and r.acts]
    for route in makeable:
        after = acted(statements, route, asked)
        assert goal_on(after, FAR, "uttreden-på", who, out_on) is True, (answer.headline, route)


@given(situations(), parties, st.integers(1, 4))
@some
def test_one_can_exactly_when_one_has_a_route_of_ones_own(
    situation: tuple[date, tuple[str, ...]], who: str, ahead: int
) -> None:
    """«Kan» is yes exactly when the goal has come about, or a route of the asker's own leads there."""
    asked, statements = situation
    out_on = date(asked.year + ahead, 1, 1)
    answer = ask_can(statements, asked, "uttreden-på", who, out_on)
    own = [r for r in answer.routes if r.control == "alene" and not r.requires and all(a.actor == who for a in r.acts)]
    already = goal_on(statements, asked, "uttreden-på", who, out_on)
    assert answer.value.plain is (bool(own) or already is True), (answer.headline, answer.routes)


@given(situations(), parties)
@some
def test_a_route_to_termination_terminates(situation: tuple[date, tuple[str, ...]], who: str) -> None:
    """Each route to end the cooperation for breach, its acts done, ends it."""
    asked, statements = situation
    other = HOST if who == MEMBER else MEMBER
    answer = ask_can(statements, asked, "heve-mot", who, other)
    makeable = [r for r in answer.routes if r.control in MAKEABLE and not r.requires]
    for route in makeable:
        after = acted(statements, route, asked)
        assert goal_on(after, asked, "heve-mot", who, other) is True, route
    assert answer.value.plain is (bool(makeable) or goal_on(statements, asked, "heve-mot", who, other) is True)


@given(situations(), parties, st.integers(1, 4))
@some
def test_no_act_of_a_route_can_be_left_out(situation: tuple[date, tuple[str, ...]], who: str, ahead: int) -> None:
    """Routes are minimal: without any one of its acts a route leads nowhere."""
    asked, statements = situation
    out_on = date(asked.year + ahead, 1, 1)
    answer = ask_can(statements, asked, "uttreden-på", who, out_on)
    makeable = [r for r in answer.routes if r.control in MAKEABLE and not r.requires and r.acts]
    if goal_on(statements, asked, "uttreden-på", who, out_on) is True:
        return
    for route in makeable:
        for left_out in range(len(route.acts)):
            acts = [done(a, a.latest or asked) for i, a in enumerate(route.acts) if i != left_out]
            assert goal_on((*statements, *acts), FAR, "uttreden-på", who, out_on) is False, route


@given(situations(), parties, st.integers(1, 4))
@some
def test_a_route_is_never_ones_own_wrong_nor_past_its_day(
    situation: tuple[date, tuple[str, ...]], who: str, ahead: int
) -> None:
    """No route asks the asker to break the agreement, and no act of a route is due before today."""
    asked, statements = situation
    answer = ask_can(statements, asked, "uttreden-på", who, date(asked.year + ahead, 1, 1))
    for route in answer.routes:
        assert all(not (act.actor == who and "misligholder" in act.text) for act in route.acts)
        assert all(act.latest is None or act.latest >= asked for act in route.acts), route


@given(situations(), st.integers(1, 4))
@some
def test_nobody_controls_anothers_notice(situation: tuple[date, tuple[str, ...]], ahead: int) -> None:
    """The routes of one's own are made of one's own acts."""
    asked, statements = situation
    answer = ask_can(statements, asked, "uttreden-på", MEMBER, date(asked.year + ahead, 1, 1))
    for route in (r for r in answer.routes if r.control == "alene"):
        assert {act.actor for act in route.acts} <= {MEMBER}


def test_with_three_parties_dissolution_takes_all_three() -> None:
    """The joint route asks an act of every party, a newcomer's too."""
    statements = (*approvals(), *newcomer(date(2020, 1, 1), date(2019, 12, 30)))
    answer = ask_can(statements, date(2022, 6, 1), "uttreden-på", MEMBER, date(2023, 1, 1))
    joint = [r for r in answer.routes if r.control == "enighet"]
    assert [{act.actor for act in route.acts} for route in joint] == [{HOST, MEMBER, NEWCOMER}]


def test_a_vote_that_is_taken_is_not_asked_for_again() -> None:
    """What has happened is no part of a route."""
    statements = (*approvals(), dissolution(date(2022, 3, 1), HOST))
    answer = ask_can(statements, date(2022, 6, 1), "uttreden-på", MEMBER, date(2023, 1, 1))
    assert any({act.actor for act in r.acts} == {MEMBER} and r.power == "enighet" for r in answer.routes)
