"""Delegation (4.2, 5.2): authority needs decision, instruction and delegation, and never covers what is kept."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answer import Status
from engine.norm_state import NormState
from engine.position import position_of
from tests.helpers import (
    APPROVED,
    FAR,
    HOST,
    MEMBER,
    NEWCOMER,
    approval,
    approvals,
    case,
    chosen,
    contract,
    delegation,
    found,
    instruction,
    judged,
    newcomer,
)  # fmt: skip
from tests.strategies import days

few = settings(max_examples=40)
KEPT = ("virksomhetsplan", "budsjett", "tertialrapporter", "årsrapporten", "forskrift", "kommuneplan")
AUTHORITY = instruction(date(2020, 1, 2)), delegation(date(2020, 1, 3))
MATTER = "ting saken er en ikt-sak"
all_days = st.dates(date(2019, 12, 1), date(2021, 2, 1))


def authority(when: date, *statements: str, of: str = MEMBER) -> object:
    """Has the host's director authority on a day?"""
    told = found(case(*statements), "myndighet-nå", HOST, of, when)
    assert told.settled
    return told.value


@given(all_days, all_days, all_days, all_days, all_days)
@few
def test_authority_from_the_last_of_approvals_instruction_and_delegation(
    host: date, member: date, told: date, delegated: date, when: date
) -> None:
    """The host decides from the day all four steps are taken, and not a day before."""
    statements = (*approvals(host, member), instruction(told), delegation(delegated))
    last = max(host, member, told, delegated)
    assert authority(when, *statements) is (when >= last)
    assert authority(last, *statements) is True


@given(st.lists(st.sampled_from(range(4)), max_size=3, unique=True), days)
@few
def test_no_step_can_be_left_out(taken: list[int], when: date) -> None:
    """With any one step missing there is no authority, however late."""
    steps = (*approvals(), *AUTHORITY)
    assert authority(when, *(steps[i] for i in taken)) is False


@given(days, days, days)
@few
def test_a_further_delegation_never_takes_authority_away(one: date, two: date, when: date) -> None:
    """Whoever has authority has it still when the director delegates once more."""
    before = authority(when, *approvals(), instruction(date(2020, 1, 1)), delegation(one))
    after = authority(when, *approvals(), instruction(date(2020, 1, 1)), delegation(one), delegation(two))
    assert after is True or before is False


@given(days, st.booleans())
@few
def test_one_members_delegation_is_not_anothers(when: date, member_first: bool) -> None:
    """Authority for one member says nothing of another."""
    of, other = (MEMBER, NEWCOMER) if member_first else (NEWCOMER, MEMBER)
    joined = newcomer(date(2020, 1, 1), date(2019, 12, 1))
    statements = (*approvals(), *joined, instruction(date(2020, 1, 1), of), delegation(date(2020, 1, 1), of))
    assert authority(when, *statements, of=of) is True
    assert authority(when, *statements, of=other) is False


@given(st.sampled_from(KEPT), st.booleans(), st.booleans())
@few
def test_what_the_list_keeps_is_never_the_hosts_alone(kind: str, principled: bool, political: bool) -> None:
    """Plan, budget, reports, bylaws: the host never decides them alone, on any reading, whatever anybody judges."""
    judgements = (
        judged(date(2020, 2, 1), "saken er prinsipiell", principled),
        judged(date(2020, 2, 1), "saken er politisk skjønn for lovpålagte oppgaver", political),
    )
    about = case(*approvals(), *AUTHORITY, MATTER, f"faktum: saken gjelder {kind}", *judgements)
    told = found(about, "vert-alene", HOST, "saken", MEMBER)
    assert told.settled
    assert told.value is False
    assert found(about, "hvem-avgjør", "saken").value is True


@given(st.booleans(), st.booleans(), st.booleans())
@few
def test_other_matters_are_the_hosts_unless_principled_or_about_the_level(
    principled: bool, level: bool, political: bool
) -> None:
    """On the preferred reading the host decides alone exactly what is neither principled nor about the level of
    service.
    """
    about = case(
        *approvals(), *AUTHORITY, MATTER, "faktum: saken gjelder annen-sak",
        judged(date(2020, 2, 1), "saken er prinsipiell", principled),
        f"skjønn den 1.2.2020: saken bestemmer {'' if level else 'ikke '}nivået på tjenesten; truffet av «x»",
        judged(date(2020, 2, 1), "saken er politisk skjønn for lovpålagte oppgaver", political),
    )  # fmt: skip
    told = found(about, "vert-alene", HOST, "saken", MEMBER)
    assert told.value is (not principled and not level)
    assert (Status.CONTESTED in told.statuses) is (principled and not level and not political)


@given(st.sampled_from(["saken er prinsipiell", "saken er politisk skjønn for lovpålagte oppgaver"]), st.booleans())
@few
def test_whether_a_matter_is_principled_is_a_judgement(sentence: str, holds: bool) -> None:
    """Until somebody has judged, whether the host decides alone is a judgement; not when it has no authority at all."""
    facts = (MATTER, "faktum: saken gjelder annen-sak")
    about = case(*approvals(), *AUTHORITY, *facts)
    assert found(about, "vert-alene", HOST, "saken", MEMBER).statuses[0] is Status.JUDGEMENT
    without = case(*approvals(), AUTHORITY[0], *facts, judged(date(2020, 2, 1), sentence, holds))
    told = found(without, "vert-alene", HOST, "saken", MEMBER)
    assert told.settled
    assert told.value is False


def test_the_host_has_no_authority_for_itself() -> None:
    """Nobody delegates to itself: instruction and delegation are the members'."""
    assert authority(FAR, *approvals(), *AUTHORITY, of=HOST) is False


def test_approvals_by_one_council_are_not_enough() -> None:
    """The agreement is concluded when every council has approved it, so nothing is delegated before."""
    assert authority(FAR, approval(HOST, APPROVED[0]), *AUTHORITY) is False


def test_a_chosen_narrow_reading_gives_the_host_the_principled_matters() -> None:
    """Read word for word, what is principled but no statutory task is the host's; the list stays kept."""
    facts = (MATTER, "faktum: saken gjelder annen-sak", judged(date(2020, 2, 1), "saken er prinsipiell"))
    rest = (
        judged(date(2020, 2, 1), "saken er politisk skjønn for lovpålagte oppgaver", False),
        "skjønn den 1.2.2020: saken bestemmer ikke nivået på tjenesten; truffet av «x»; fordi «»",
    )
    about = case(*approvals(), *AUTHORITY, *facts, *rest, chosen("prinsippsak", "ordrett"))
    told = found(about, "vert-alene", HOST, "saken", MEMBER)
    assert told.settled
    assert told.value is True


def test_the_day_of_the_instruction_is_not_in_the_text() -> None:
    """5.2 sets no day. The day of the start is filled in, and what rests on it says that the text is silent."""
    position = position_of(contract(), case(*approvals()), date(2020, 2, 1))
    (each,) = (s for s in position.overdue if s.norm == "instruksplikt")
    assert (each.state, each.deadline_status, each.deadline) == (NormState.VIOLATED, Status.SILENT, date(2020, 1, 1))
    assert each.deadline_silent == ("når instruksen skal være gitt",)


def test_the_plan_is_followed_from_the_start() -> None:
    """6.1 says how the running is governed; before the start (5.1) nothing is run."""
    for on, owed in ((date(2019, 12, 20), False), (date(2020, 1, 1), True)):
        norms = {s.norm for s in position_of(contract(), case(*approvals()), on).in_effect}
        assert ("planstyring" in norms) is owed, on
