"""Breach (12): who may end the cooperation for it, from when, and what loss is covered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.values import Amount, Never
from engine.answer import Status
from engine.norm_state import NormState
from engine.position import position_of
from engine.standing import Standing
from renderers.position_text import position_text
from tests.helpers import (
    HOST,
    MEMBER,
    NEWCOMER,
    Found,
    approvals,
    breach,
    case,
    chosen,
    claim,
    contract,
    found,
    judged,
    money,
    newcomer,
)  # fmt: skip
from tests.strategies import days, forms, kroner, parties

few = settings(max_examples=40)
ASKED = date(2031, 6, 1)
OTHER = {HOST: MEMBER, MEMBER: HOST}


def can_end(who: str, against: str, *statements: str) -> Found:
    """Can one party end the cooperation for the other's breach, asked on a day the case is complete to?"""
    return found(case(*approvals(), *statements, complete=ASKED), "heve-mot", who, against, on=ASKED)


def has_ended(who: str, against: str, *statements: str) -> Found:
    """Has it?"""
    about = case(*approvals(), *statements, complete=ASKED)
    return found(about, "heve-mot", who, against, on=ASKED, as_fact=True)


@given(parties)
@few
def test_without_a_breach_nobody_can_terminate(who: str) -> None:
    """Where the case is complete and tells of no breach, there is nothing to end the cooperation for."""
    told = can_end(who, OTHER[who])
    assert told.settled
    assert told.value is False


@given(parties, days)
@few
def test_ones_own_breach_gives_no_right(who: str, when: date) -> None:
    """Who has broken the agreement cannot end it for that."""
    told = can_end(who, OTHER[who], breach(when, who), judged(when, "bruddet er vesentlig"))
    assert told.value is False
    assert told.settled


@given(days, st.booleans())
@few
def test_not_between_members(when: date, by_newcomer: bool) -> None:
    """Clause 12 works between host and member, not between two members."""
    who, against = (NEWCOMER, MEMBER) if by_newcomer else (MEMBER, NEWCOMER)
    joined = newcomer(date(2020, 1, 1), date(2019, 12, 31))
    told = can_end(who, against, *joined, breach(when, against), judged(when, "bruddet er vesentlig"))
    assert told.settled
    assert told.value is False


@given(parties, days)
@few
def test_whether_a_breach_is_material_decides(who: str, when: date) -> None:
    """Judged material: yes. Judged not: a settled no. Not judged: a judgement."""
    broken = breach(when, OTHER[who])
    yes = can_end(who, OTHER[who], broken, judged(when, "bruddet er vesentlig"))
    no = can_end(who, OTHER[who], broken, judged(when, "bruddet er vesentlig", False))
    open_ = can_end(who, OTHER[who], broken)
    assert yes.value is True
    assert (no.value, no.settled) == (False, True)
    assert open_.statuses[0] is Status.JUDGEMENT


@given(parties, days, st.integers(0, 300), forms)
@few
def test_the_cooperation_ends_when_a_written_claim_arrives(who: str, when: date, later: int, form: str) -> None:
    """After a material breach a written claim ends it the day it arrives; an oral one never does."""
    received = when + timedelta(later)
    statements = (
        breach(when, OTHER[who]),
        judged(when, "bruddet er vesentlig"),
        claim(received, who, OTHER[who], form),
    )
    member = case(*approvals(), *statements, complete=ASKED)
    told = found(member, "uttreden-når", MEMBER, on=ASKED)
    if form == "muntlig":
        assert isinstance(told.value, Never)
        assert told.settled
    else:
        assert told.value == received
        assert has_ended(who, OTHER[who], *statements).value is True


@given(parties, days, st.integers(1, 300))
@few
def test_a_claim_before_the_breach_does_not_end_it_before(who: str, received: date, later: int) -> None:
    """Nothing ends for a breach before there is one."""
    when = received + timedelta(later)
    statements = (breach(when, OTHER[who]), judged(when, "bruddet er vesentlig"), claim(received, who, OTHER[who]))
    about = case(*approvals(), *statements, complete=ASKED)
    assert found(about, "heve-mot", who, OTHER[who], on=when - timedelta(1), known=ASKED, as_fact=True).value is False


@given(parties, days)
@few
def test_a_claim_against_another_does_not_count(who: str, when: date) -> None:
    """A claim must be aimed at the one in breach."""
    statements = (breach(when, OTHER[who]), judged(when, "bruddet er vesentlig"), claim(when, who, who))
    assert has_ended(who, OTHER[who], *statements).value is False


def loss(name: str, who: str, kr: int) -> tuple[str, ...]:
    """A loss of somebody's."""
    return (
        f"ting {name} er et tap",
        f"den 15.3.2024: {name} oppstår hos {who}",
        f"faktum: tapsbeløpet for {name} = {money(kr)}",
    )


@pytest.mark.parametrize("by_newcomer", [False, True])
def test_of_loss_between_members_the_agreement_says_nothing(by_newcomer: bool) -> None:
    """Clause 12 gives a claim between host and member; between two members it is silent, and none is in effect."""
    who, against = (NEWCOMER, MEMBER) if by_newcomer else (MEMBER, NEWCOMER)
    when = date(2024, 3, 4)
    about = case(
        *approvals(), *newcomer(date(2020, 1, 1), date(2019, 12, 31)), breach(when, against),
        judged(when, "bruddet er vesentlig"), *loss("tapet", who, 40_000),
        judged(when, "tapet er forårsaket av bruddet"), complete=ASKED,
    )  # fmt: skip
    claimed = found(about, "tap-dekkes", who, against, on=ASKED)
    assert (claimed.statuses[0], claimed.value) == (Status.SILENT, None)
    position = position_of(contract(), about, ASKED)
    assert not [each for each in (*position.in_effect, *position.overdue) if each.norm == "tapsdekning"]


@st.composite
def losses(draw: st.DrawFn) -> list[tuple[str, str, int, bool]]:
    """Losses: name, whose, how much, and whether the breach caused it."""
    listed = draw(st.lists(st.tuples(parties, kroner, st.booleans()), max_size=4))
    return [(f"tap{i}", who, kr, caused) for i, (who, kr, caused) in enumerate(listed)]


@given(losses(), parties, days, st.booleans())
@few
def test_the_claim_is_the_sum_of_losses_the_breach_caused(
    told: list[tuple[str, str, int, bool]], who: str, when: date, material: bool
) -> None:
    """On the preferred reading: the claimant's own losses, caused by a material breach; never more than was lost."""
    statements = [breach(when, OTHER[who]), judged(when, "bruddet er vesentlig", material)]
    for name, whose, kr, caused in told:
        statements += loss(name, whose, kr)
        statements.append(judged(when, f"{name} er forårsaket av bruddet", caused))
    about = case(
        *approvals(),
        *statements,
        chosen("tapsårsak", "misligholdet"),
        chosen("tapssituasjon", "mislighold"),
        complete=ASKED,
    )
    claimed = found(about, "tap-dekkes", who, OTHER[who], on=ASKED)
    own = [(kr, caused) for _, whose, kr, caused in told if whose == who]
    expected = sum(kr for kr, caused in own if caused and material)
    assert claimed.value == Amount(expected)
    assert claimed.settled
    assert claimed.value <= Amount(sum(kr for kr, _ in own))
    assert found(about, "tap-dekkes", OTHER[who], who, on=ASKED).value == Amount(0)


@given(losses(), days)
@few
def test_loss_after_the_end_needs_an_end(told: list[tuple[str, str, int, bool]], when: date) -> None:
    """Read of the end of the cooperation, nothing is owed while nobody has ended it."""
    statements = [breach(when, HOST), judged(when, "bruddet er vesentlig")]
    for name, whose, kr, caused in told:
        statements += loss(name, whose, kr)
        statements.append(judged(when, f"{name} er forårsaket av opphøret", caused))
    about = case(
        *approvals(),
        *statements,
        chosen("tapsårsak", "opphøret"),
        chosen("tapssituasjon", "mislighold"),
        complete=ASKED,
    )
    assert found(about, "tap-dekkes", MEMBER, HOST, on=ASKED).value == Amount(0)


@given(st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=3))
@few
def test_one_material_breach_is_enough(breaches: list[tuple[date, bool]]) -> None:
    """A party is in material breach exactly when one of its breaches is material; another's does not count."""
    statements = []
    for i, (when, material) in enumerate(breaches):
        statements += [breach(when, HOST, f"brudd{i}"), judged(when, f"brudd{i} er vesentlig", material)]
    about = case(*approvals(), *statements, complete=ASKED)
    assert found(about, "misligholdt-vesentlig", HOST, on=ASKED).value is any(material for _, material in breaches)
    assert found(about, "misligholdt-vesentlig", MEMBER, on=ASKED).value is False


def claims(*statements: str, on: date = date(2025, 3, 1)) -> tuple[Standing, ...]:
    """How each claim for a loss stands on a day."""
    position = position_of(contract(), case(*approvals(), *statements), on)
    return tuple(s for s in (*position.in_effect, *position.overdue) if s.norm == "tapsdekning")


LOSS = (
    breach(date(2024, 3, 4), HOST),
    judged(date(2024, 9, 1), "bruddet er vesentlig"),
    "ting nødkjøpet er et tap",
    f"den 15.3.2024: nødkjøpet oppstår hos {MEMBER}",
    judged(date(2024, 9, 1), "nødkjøpet er forårsaket av bruddet"),
)


def test_a_claim_for_loss_says_against_whom_and_how_much() -> None:
    """The one who is in breach is to cover the amount told."""
    (each,) = claims(*LOSS, f"faktum: tapsbeløpet for nødkjøpet = {money(60_000)}")
    assert (each.bearers, each.counterparties, each.amount) == ((MEMBER,), (HOST,), Amount(60_000))
    text = position_text(position_of(contract(), case(*approvals(), *LOSS), date(2025, 3, 1)))
    assert f"overfor {HOST}" in text


def test_a_loss_whose_amount_is_not_told_says_so() -> None:
    """Nothing is guessed: the amount is missing by name."""
    (each,) = claims(*LOSS)
    assert each.amount is None
    assert "tapsbeløpet for nødkjøpet" in each.missing


def test_only_caused_loss_is_claimed_by_any_reading() -> None:
    """Also where termination must have been demanded, the loss is covered «så langt tapet er forårsaket av dette»."""
    stated = (
        breach(date(2024, 3, 4), HOST), judged(date(2024, 9, 1), "bruddet er vesentlig"), "ting reklamen er et tap",
        claim(date(2024, 4, 3), MEMBER, HOST), f"den 15.3.2024: reklamen oppstår hos {MEMBER}",
        judged(date(2024, 9, 1), "reklamen er forårsaket av bruddet", holds=False),
        judged(date(2024, 9, 1), "reklamen er forårsaket av opphøret", holds=False),
        chosen("tapssituasjon", "etter-opphør"),
    )  # fmt: skip
    assert claims(*stated) == ()


def test_a_claim_arises_when_the_loss_does_and_rests_on_what_caused_it() -> None:
    """Clause 12: the loss is claimed once it is suffered, not from the breach. Read of the end («dette»), a loss before
    the end is not claimed; read of the situation, nothing is before an end is demanded.
    """
    told = (*LOSS, f"faktum: tapsbeløpet for nødkjøpet = {money(60_000)}")
    ended = (claim(date(2024, 4, 3), MEMBER, HOST),
             judged(date(2024, 9, 1), "nødkjøpet er forårsaket av opphøret", holds=False))  # fmt: skip
    (each,) = claims(*told, *ended)
    assert (each.arises, each.things) == (date(2024, 3, 15), ("nødkjøpet", "tapshendelsen 15.3.2024", "bruddet"))
    assert [r.reading for r in each.rivals if r.states == (NormState.NEVER_ARISES,)] == ["opphøret"]
    (unended,) = claims(*told)
    assert {r.reading for r in unended.rivals} == {"opphøret", "etter-opphør"}
    amount = found(case(*approvals(), *told, complete=ASKED), "tap-dekkes", MEMBER, HOST, on=ASKED)
    assert (amount.value, amount.statuses) == (Amount(60_000), (Status.CONTESTED,))
