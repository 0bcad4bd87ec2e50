"""Exit by notice (11.1): form, organ, time and day, on generated notices and against trying every single day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.record import changed
from dsl.values import NEVER, Never
from engine.position import position_of
from engine.trees import Tree, paths
from tests.helpers import (
    APPROVED,
    HOST,
    MEMBER,
    Found,
    answered,
    approvals,
    case,
    chosen,
    contract,
    found,
    notice,
)  # fmt: skip
from tests.strategies import forms, near_new_year, notices, organs, parties, telling_days

ONE_DAY = timedelta(days=1)
few = settings(max_examples=40)


def exit_of(*statements: str, who: str = MEMBER) -> Found:
    """When a party is out, by what is told."""
    return found(case(*approvals(), *statements), "uttreden-når", who)


def by_reading(tree: Tree, point: str) -> dict[Any, set[Any]]:
    """The leaves under each reading of a point."""
    out: dict[Any, set[Any]] = {}
    for way, leaf in paths(tree):
        for ask, option in way:
            if ask.key[0] == point:
                out.setdefault(option, set()).add(leaf)
    return out


def no_later(one: Any, two: Any) -> bool:
    """Is the first day no later than the second, «never» being last?"""
    return isinstance(two, Never) or (isinstance(one, date) and one <= two)


def a_year_after(received: date) -> date:
    """The day a year after, a 29 February rounded to the later day."""
    year = received.year + 1
    return date(year, 3, 1) if (received.month, received.day) == (2, 29) else received.replace(year=year)


@given(telling_days, parties)
@few
def test_a_valid_notice_leads_out_on_the_first_exit_day_a_year_away(received: date, who: str) -> None:
    """A written notice from the council takes effect on the first 1 January at least one year after it was received."""
    expected = date(received.year + 1, 1, 1)
    if expected < a_year_after(received):
        expected = date(received.year + 2, 1, 1)
    assert exit_of(notice(received, who=who), who=who).value == expected


@given(telling_days, telling_days, organs, forms)
@few
def test_an_earlier_notice_never_gives_a_later_exit(one: date, two: date, organ: str, form: str) -> None:
    """Of two like notices the one received first gives the earlier exit or the same, on every reading of its time."""
    first, second = sorted((one, two))
    for reading in ("kalenderdato", "helt-år"):
        settled = chosen("i-tide", reading)
        early = exit_of(settled, notice(first, organ=organ, form=form)).value
        late = exit_of(settled, notice(second, organ=organ, form=form)).value
        assert no_later(early, late)


@given(telling_days)
@few
def test_the_stricter_reading_never_gives_an_earlier_exit(received: date) -> None:
    """A whole year of notice gives the same exit as a year by the calendar, but on 1 January, where it costs a year."""
    told = notice(received)
    by_calendar = exit_of(chosen("i-tide", "kalenderdato"), told).value
    whole_year = exit_of(chosen("i-tide", "helt-år"), told).value
    assert (whole_year == by_calendar) == ((received.month, received.day) != (1, 1))
    assert no_later(by_calendar, whole_year)


@given(st.lists(notices(MEMBER), min_size=1, max_size=3))
@few
def test_several_notices_are_as_good_as_the_best(told: list[str]) -> None:
    """A further notice neither delays nor spoils an exit: the exit is the earliest that one of them gives."""
    alone = [exit_of(each).value for each in told]
    assert exit_of(*told).value == min(alone, key=lambda d: date.max if isinstance(d, Never) else d)


@given(telling_days, organs, st.booleans())
@few
def test_an_oral_notice_never_works(received: date, organ: str, read: bool) -> None:
    """Without writing no notice leads out, on any reading, whoever gave it."""
    told = exit_of(notice(received, form="muntlig", organ=organ, read=received if read else None))
    assert told.settled
    assert told.value is NEVER


@given(telling_days, organs.filter(lambda organ: organ != "kommunestyret"))
@few
def test_without_the_council_a_notice_works_on_the_bare_words_alone(received: date, organ: str) -> None:
    """A notice from another organ does not bind on the preferred reading, and is contested because the words ask for
    no more.
    """
    told = exit_of(notice(received, organ=organ))
    assert told.value is NEVER
    assert by_reading(told.tree, "bindende")["kommunestyret"] == {NEVER}
    assert NEVER not in by_reading(told.tree, "bindende")["ordlyd"]


@given(telling_days, st.integers(0, 30), st.integers(0, 30))
@few
def test_when_a_notice_was_sent_does_not_matter_once_arrival_counts(received: date, one: int, two: int) -> None:
    """On the preferred reading only the day of arrival counts."""
    settled = (chosen("gitt", "kommet-frem"),)
    early = exit_of(*settled, notice(received, sent=max(APPROVED[1], received - timedelta(one))))
    late = exit_of(*settled, notice(received, sent=max(APPROVED[1], received - timedelta(two))))
    assert early.tree == late.tree


@given(telling_days, st.integers(2020, 2033))
@few
def test_a_notice_to_a_named_day_works_then_or_later(received: date, year: int) -> None:
    """A notice to a day too near works from the next possible exit day; to a day farther off, from that day."""
    exit_day = exit_of(notice(received, to=date(year, 1, 1))).value
    assert exit_day == max(exit_of(notice(received)).value, date(year, 1, 1))


@given(st.dates(date(2019, 6, 1), APPROVED[1] - ONE_DAY))
@few
def test_no_notice_before_the_agreement_is_in_force(received: date) -> None:
    """A notice received before the last approval leads nowhere."""
    assert exit_of(notice(received)).value is NEVER


@given(telling_days, parties)
@few
def test_a_notice_leads_only_its_sender_out(received: date, who: str) -> None:
    """The other party is not out by a notice it has not given."""
    other = HOST if who == MEMBER else MEMBER
    told = exit_of(notice(received, who=who), who=other)
    assert told.settled
    assert told.value is NEVER


@given(parties)
@few
def test_nobody_is_out_without_a_notice(who: str) -> None:
    """With nothing told, in a case that is complete, nobody is ever out."""
    told = exit_of(who=who)
    assert told.settled
    assert told.value is NEVER


@given(notices(MEMBER), telling_days)
@few
def test_out_on_a_day_is_out_since_a_day(told: str, when: date) -> None:
    """«Er Ibestad ute på D» is yes exactly when the day it is out from is no later than D, reading by reading."""
    about = case(*approvals(), told)
    out = found(about, "uttreden-er", MEMBER, when)
    since = found(about, "uttreden-når", MEMBER)
    assert out.value == no_later(since.value, when)


# ── the last day for notice, and every single day tried ─────────────────────────────────────────────────────────────


def out_from(about: Case, exit_day: date) -> bool:
    """Is the party out from exactly the day?"""
    out = found(about, "uttreden-er", MEMBER, exit_day).value
    return out is True and found(about, "uttreden-er", MEMBER, exit_day - ONE_DAY).value is False


def works(received: date, exit_day: date, *settled: str) -> bool:
    """Is the party out from exactly the day, by a notice received then?"""
    return out_from(case(*approvals(), *settled, notice(received)), exit_day)


@given(st.integers(2023, 2030), st.sampled_from(("kalenderdato", "helt-år")))
@few
def test_the_last_day_for_notice_is_the_boundary(year: int, reading: str) -> None:
    """A notice on the last day works and one the day after does not, on each reading of its time."""
    exit_day, asked = date(year, 1, 1), date(2020, 6, 1)
    settled = chosen("i-tide", reading)
    about = case(*approvals(), settled, complete=asked)
    last = found(about, "oppsigelsesfrist", MEMBER, exit_day, on=asked).value
    assert works(last, exit_day, settled)
    assert not works(last + ONE_DAY, exit_day, settled)


@given(st.integers(2023, 2030), st.integers(1, 12), st.integers(1, 28))
@few
def test_there_is_no_last_day_for_a_day_that_is_no_exit_day(year: int, month: int, day: int) -> None:
    """By notice one gets out on 1 January only: for another day there is no last day to give it."""
    when = date(year, month, day)
    about = case(*approvals(), complete=date(2020, 6, 1))
    last = found(about, "oppsigelsesfrist", MEMBER, when, on=date(2020, 6, 1)).value
    assert isinstance(last, date) == ((month, day) == (1, 1))


READINGS = (
    ("i-tide", "kalenderdato"), ("i-tide", "helt-år"), ("gitt", "avsendt"),
    ("virkningsdag", "uten-virkning"), ("bindende", "ordlyd"),
)  # fmt: skip


def moved(about: Case, day: date) -> Case:
    """The case with the attempted notice sent, received and read on another day."""
    record = next(event for event in about.events if event.id == "forsøket")
    fields = tuple((name, day if name in ("sendt", "mottatt", "lest") else value) for name, value in record.fields)
    others = tuple(event for event in about.events if event is not record)
    return changed(about, events=(*others, changed(record, day=day, known=day, fields=fields)))


@given(
    st.dates(date(2020, 1, 5), date(2027, 6, 1)) | near_new_year, st.integers(1, 2), st.sampled_from(READINGS),
    st.none() | notices(MEMBER),
)  # fmt: skip
@settings(max_examples=4)
def test_arithmetic_of_windows_agrees_with_trying_every_day(
    asked: date, ahead: int, reading: tuple[str, str], before: str | None
) -> None:
    """«Can we get out on D» is yes exactly when a notice on some day from now on works, and the last day is the last
    such day.

    Nothing here knows how the engine finds its last day: it tries each day of up to two years.
    """
    exit_day = date(asked.year + ahead, 1, 1)
    told = (*approvals(), chosen(*reading), *([] if before is None else [before]))
    yesterday = asked - ONE_DAY
    about = case(*told, complete=yesterday)

    if before is not None and found(case(*told), "uttreden-når", MEMBER).value is not NEVER:
        about = case(*told[:-1], complete=yesterday)
        told = told[:-1]
    attempt = case(*told, notice(asked, read=asked, to=exit_day).replace(": ", " forsøket: ", 1))
    working = [
        day for day in (asked + timedelta(k) for k in range((exit_day - asked).days + 1))
        if out_from(moved(attempt, day), exit_day)
    ]  # fmt: skip
    can = found(about, "uttreden-på", MEMBER, exit_day, on=asked)
    last = found(about, "oppsigelsesfrist", MEMBER, exit_day, on=asked)
    assert can.value is bool(working)
    if working:
        assert last.value == working[-1]
    elif isinstance(last.value, date):
        assert last.value < asked


@given(st.dates(date(2020, 1, 5), date(2028, 6, 1)) | near_new_year)
@few
def test_the_earliest_exit_is_the_first_that_can_be_reached(asked: date) -> None:
    """The earliest exit is an exit day one can still reach, and no earlier exit day can be."""
    about = case(*approvals(), complete=asked - ONE_DAY)
    earliest = found(about, "uttreden-tidligst", MEMBER, on=asked).value
    assert found(about, "uttreden-på", MEMBER, earliest, on=asked).value is True
    for year in range(asked.year, earliest.year):
        assert found(about, "uttreden-på", MEMBER, date(year, 1, 1), on=asked).value is False


@pytest.mark.parametrize(
    ("received", "safe", "boundary"),
    [
        (date(2023, 12, 31), True, False),
        (date(2024, 1, 1), False, True),
        (date(2024, 1, 2), False, False),
    ],
)
def test_the_three_cases_of_the_boundary(received: date, safe: bool, boundary: bool) -> None:
    """31.12 is safe, 1.1 the contested boundary, 2.1 too late for the next 1 January."""
    told = found(case(*approvals(), notice(received)), "uttreden-er", MEMBER, date(2025, 1, 1))
    assert told.value is (safe or boundary)
    assert bool(by_reading(told.tree, "i-tide")) is boundary


EARLY = notice(APPROVED[1] - 2 * ONE_DAY, who=HOST)
AFTER = date(2024, 6, 1)


def test_a_notice_before_entry_into_force_is_said_to_be_without_effect() -> None:
    """The answer and the position both name the notice and the condition it does not meet."""
    about = case(*approvals(), EARLY)
    told = answered(about, f"Når er {HOST} ute?", AFTER)
    assert any("gir det ikke" in s and "gitt i avtaletiden" in s for s in told.sentences)
    (said,) = position_of(contract(), about, AFTER).remarks
    assert said.startswith("Uten virkning: Harstad sier opp avtalen")
    assert "gitt i avtaletiden" in said
    (english,) = position_of(contract(), about, AFTER, lang="en").remarks
    assert english.endswith("has no effect: «oppsigelsen 15.12.2019 er gitt i avtaletiden» is not met.")


def test_a_notice_that_works_later_or_by_another_reading_is_not_called_without_effect() -> None:
    """A pending notice works; one by the wrong body may work by another reading, and that is said."""
    pending = position_of(contract(), case(*approvals(), notice(date(2024, 5, 1))), AFTER)
    assert pending.remarks == ()
    (said,) = position_of(
        contract(), case(*approvals(), notice(date(2024, 5, 1), organ="formannskapet")), AFTER
    ).remarks
    assert said.startswith("Uten virkning etter den foretrukne lesningen")
