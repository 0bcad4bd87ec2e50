"""Laws of norms with a life, on cases made up by Hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.record import changed
from dsl.values import NEVER
from engine.ask import facts_of, model_of
from engine.duties import Instance, instances
from engine.leaves import Missing, Silent
from engine.norm_state import NormState, state_of
from engine.position import duties_of
from engine.standing import states_in
from engine.trees import leaves
from tests import helpers as h
from tests.law.test_positions import paid, told, voted

START, STOP = date(2024, 1, 1), date(2024, 12, 31)
DAYS = st.dates(date(2023, 12, 1), date(2025, 3, 1))
MAYBE = st.one_of(DAYS, st.just(NEVER))
ORDER = {
    NormState.NEVER_ARISES: {NormState.NEVER_ARISES},
    NormState.NOT_ARISEN: {NormState.NOT_ARISEN, NormState.IN_EFFECT, NormState.FULFILLED, NormState.FULFILLED_LATE,
                           NormState.VIOLATED, NormState.LAPSED},
    NormState.IN_EFFECT: {NormState.IN_EFFECT, NormState.FULFILLED, NormState.VIOLATED, NormState.LAPSED},
    NormState.VIOLATED: {NormState.VIOLATED, NormState.FULFILLED_LATE},
    NormState.FULFILLED: {NormState.FULFILLED},
    NormState.FULFILLED_LATE: {NormState.FULFILLED_LATE},
    NormState.LAPSED: {NormState.LAPSED},
}  # fmt: skip


def acts() -> st.SearchStrategy[list[str]]:
    """Payments of the two instalments of 2024, meetings, requests and meetings on them."""
    kroner = st.sampled_from(["100 000", "250 000", "450 000"])
    terms = st.sampled_from([date(2024, 4, 30), date(2024, 8, 31)])
    payment = st.builds(paid, DAYS, kroner, terms)
    meeting = st.builds(lambda d: f"den {h.day(d)}: partene holder samarbeidsmøte", DAYS)
    request = st.builds(lambda d: f"den {h.day(d)}: Ibestad ber om møte", DAYS)
    return st.lists(st.one_of(payment, meeting, request), max_size=8)


def of(about: Case, known: date = h.FAR) -> dict[str, Instance]:
    """The instances of 2024."""
    model = model_of(h.contract())
    facts = facts_of(model, about, known)
    return {each.id: each for each in instances(model, facts, START, STOP, min(known, date(2025, 6, 1)))}


def made(told_acts: list[str]) -> Case:
    """A running cooperation with a budget, and the acts."""
    return told(voted(900_000, 2024), *told_acts, complete=date(2025, 6, 1))


@given(MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)
def test_the_states_partition_time_in_order(arises: date, due: date, done: date, ended: date, broken: date) -> None:
    """On each day there is one state, and from one day to the next it only moves forward: nothing done is undone."""
    days = [date(2023, 11, 1) + timedelta(days=n) for n in range(500)]
    states = [state_of(day, arises, due, done, ended, broken) for day in days]
    assert all(isinstance(state, NormState) for state in states)
    assert all(after in ORDER[before] for before, after in pairwise(states))


@given(DAYS, MAYBE, MAYBE, MAYBE)
def test_a_duty_is_never_overdue_before_its_deadline(arises: date, due: date, done: date, ended: date) -> None:
    """On the deadline, and before it, a duty nothing has broken is not violated, and not late."""
    for back in range(40):
        day = date(2025, 3, 1) - timedelta(days=back * 11)
        if day <= due:
            found = state_of(day, arises, due, done, ended, NEVER)
            assert found not in (NormState.VIOLATED, NormState.FULFILLED_LATE)


@settings(max_examples=25)
@given(acts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(some: list[str], random: object) -> None:
    """The same acts told in another order give the same states."""
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # it is a random.Random

    def states(about: Case) -> list[tuple[object, ...]]:
        return sorted((str(e.day), e.norm.name, str(states_in(e.state_on(STOP)))) for e in of(about).values())

    assert states(made(some)) == states(made(shuffled))


@settings(max_examples=25)
@given(acts(), acts(), DAYS)
def test_a_later_event_never_changes_an_earlier_state(some: list[str], more: list[str], day: date) -> None:
    """What happens after a day leaves the states on it as they were."""
    whole = made(some + more)
    earlier = tuple(e for e in whole.events if e.day <= day)
    before = of(changed(whole, events=earlier, digest="earlier"))
    after = of(whole)
    for name, instance in before.items():
        assert instance.state_on(day) == after[name].state_on(day), name


@settings(max_examples=25)
@given(acts(), DAYS)
def test_learning_of_an_act_only_settles(some: list[str], known: date) -> None:
    """What is settled of a day the case was complete for stays so when the case is known longer."""
    about = made(some)
    then, now = of(about, known), of(about)
    for name, instance in then.items():
        found = instance.state_on(known)
        if isinstance(found, NormState) and name in now:
            assert now[name].state_on(known) == found, name


@settings(max_examples=25)
@given(acts())
def test_what_may_have_gone_unrecorded_is_never_called_a_breach(some: list[str]) -> None:
    """Where nothing is told after New Year, a duty due after it is not settled as violated."""
    about = changed(made(some), complete=date(2023, 12, 31), events=(), digest="untold")
    about = changed(about, events=tuple(e for e in made(some).events if e.day < date(2024, 1, 1)))
    for each in of(about).values():
        due = each.deadline
        if each.norm.fulfilled is not None and isinstance(due, date) and due >= START:
            states = leaves(each.state_on(STOP))
            assert set(states) != {NormState.VIOLATED}, each.id
            assert all(isinstance(s, (NormState, Missing, Silent)) for s in states)


@settings(max_examples=20)
@given(acts(), st.dates(date(2023, 1, 1), date(2026, 1, 1)), st.dates(date(2023, 1, 1), date(2026, 1, 1)))
def test_a_stretch_is_the_sum_of_its_parts(some: list[str], one: date, two: date) -> None:
    """The dated duties of two stretches side by side are those of the whole."""
    first, last = sorted((one, two))
    middle = first + (last - first) / 2
    about, asked = made(some), date(2025, 5, 1)

    def dated(start: date, stop: date) -> list[str]:
        found = duties_of(h.contract(), about, start, stop, asked=asked).items if start <= stop else ()
        return [s.id for s in found if s.deadline is not None]

    following = middle + timedelta(days=1)
    assert sorted(dated(first, middle) + dated(following, last)) == sorted(dated(first, last))
