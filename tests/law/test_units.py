"""Each form of rule by itself, on a little agreement: when it becomes true, what it comes to, what it leaves open."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.values import NEVER, Amount, Never
from engine.answer import Status
from engine.trees import FACT, JUDGEMENT, READING, SILENCE, opens
from tests.helpers import chosen
from tests.law.little import case, found, signs, stops, warns

ONE, TWO, THREE = date(2020, 2, 1), date(2020, 5, 1), date(2020, 9, 1)
ASKED = date(2030, 1, 1)
ONE_DAY = timedelta(1)
few = settings(max_examples=40)
days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
maybe = st.none() | days


def first(one: date | None, two: date | None) -> date | Never:
    """The earlier of two days that may not be."""
    return min((d for d in (one, two) if d is not None), default=NEVER)


def both(one: date | None, two: date | None) -> date | Never:
    """The later of two days, «never» if either is not."""
    return NEVER if one is None or two is None else max(one, two)


# ── the day something becomes true ──────────────────────────────────────────────────────────────────────────────────


@given(maybe, maybe)
@few
def test_both_and_either_and_everyone(one: date | None, two: date | None) -> None:
    """«og» and «enhver» are the later day, «eller» and «en» the earlier, and what is not told never is."""
    statements = [signs("Aas", one)] if one else []
    statements += [warns("Aas", two)] if two else []
    about = case(*statements)
    assert found(about, "q-ferdig", "Aas").value == both(one, two)
    assert found(about, "q-i-gang", "Aas").value == first(one, two)
    assert found(about, "q-varslet", "Aas").value == (two or NEVER)
    everyone = case(*([signs("Aas", one)] if one else []), *([signs("Bø", two)] if two else []))
    assert found(everyone, "q-klar").value == both(one, two)
    assert found(everyone, "q-hvem").value == tuple(
        who for who, when in (("Aas", one), ("Bø", two)) if when is not None
    )


@given(days, maybe, days)
@few
def test_a_state_holds_from_its_day_until_its_end(start: date, end: date | None, when: date) -> None:
    """«fra og med … fram til» takes in its first day and leaves out its last; one that ends no later than it starts
    never holds.
    """
    statements = [signs("Aas", start), signs("Bø", start), *([stops("Bø", end)] if end else [])]
    about = case(*statements)
    assert found(about, "q-gjelder", when).value is (start <= when and (end is None or when < end))
    since = found(about, "q-gjelder-fra").value
    assert since == (start if end is None or start < end else NEVER)


@given(days, maybe, days)
@few
def test_an_exception_ends_what_it_excepts_from(signed: date, stopped: date | None, when: date) -> None:
    """«med mindre» takes away from its own day on."""
    about = case(signs("Aas", signed), *([stops("Aas", stopped)] if stopped else []))
    assert found(about, "q-løper-på", "Aas", when).value is (signed <= when and (stopped is None or when < stopped))
    assert found(about, "q-løper-på", "Bø", when).value is False


def test_by_a_day_and_on_the_very_day() -> None:
    """«senest D» is read at D, whenever asked; «på D» is true only if it begins then."""
    for when, late, exact in (
        (date(2020, 5, 31), False, False), (date(2020, 6, 1), False, True), (date(2020, 6, 2), True, False),
    ):  # fmt: skip
        assert found(case(signs("Aas", ONE), warns("Aas", when)), "q-sen", "Aas", ASKED).value is late
        assert found(case(signs("Aas", when)), "q-presis", "Aas").value is exact


@given(days, st.none() | st.tuples(st.integers(2020, 2027), st.sampled_from((1, 7))))
@few
def test_the_first_day_of_a_recurrence_that_fits(received: date, to: tuple[int, int] | None) -> None:
    """The first 1/1 or 1/7 half a year after the notice arrived; where a day is named, no earlier than that day."""
    named = date(to[0], to[1], 1) if to else None
    candidates = [date(year, month, 1) for year in range(2020, 2030) for month in (1, 7)]
    expected = next(d for d in candidates if _half_a_year_before(d) >= received and (named is None or named <= d))
    told = found(case(warns("Aas", received, received, to=named)), "q-fri", "Aas")
    assert told.value == expected
    assert told.settled


def _half_a_year_before(day: date) -> date:
    return date(day.year, 1, 1) if day.month == 7 else date(day.year - 1, 7, 1)


# ── what is not told ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_not_recorded_did_not_happen_where_the_case_is_complete() -> None:
    """Up to the day a case is complete what is not told is not so; after it, it may be."""
    for when, status, value in ((THREE, Status.SETTLED, True), (ASKED, Status.UNKNOWN, None)):
        told = found(case(complete=THREE), "q-rolig", when, on=when)
        assert (told.statuses[0], told.value) == (status, value)


def test_what_is_told_absent_is_absent() -> None:
    """«uteblitt» says that it did not happen, also past the day the case is complete to, of that party and in its
    stretch.
    """
    signed = signs("Aas", ONE)
    asked = "q-løper-på", "Aas", ASKED
    assert found(case(signed, complete=THREE), *asked, on=ASKED).statuses == (Status.UNKNOWN,)
    whole = "uteblitt: Aas stanser arbeidet fram til 1.1.2030"
    told = found(case(signed, whole, complete=THREE), *asked, on=ASKED)
    assert told.settled
    assert told.value is True
    for other in (
        "uteblitt: Bø stanser arbeidet fram til 1.1.2030",
        "uteblitt: Aas stanser arbeidet fram til 1.6.2025",
    ):
        assert found(case(signed, other, complete=THREE), *asked, on=ASKED).statuses == (Status.UNKNOWN,)


def test_completeness_of_one_kind() -> None:
    """A case may be complete for one kind of event to another day than for the rest."""
    told = case("komplett til 1.1.2030 for stans", complete=THREE)
    assert found(told, "q-rolig", ASKED, on=ASKED).value is True
    assert found(told, "q-klar", on=ASKED).statuses[0] is Status.UNKNOWN


def test_the_day_a_case_is_known_to_caps_how_far_it_is_complete() -> None:
    """What nobody knew yet is unknown, not absent."""
    about = case(complete=ASKED)
    assert found(about, "q-rolig", ASKED, on=ASKED).value is True
    assert found(about, "q-rolig", ASKED, on=ASKED, known=THREE).statuses[0] is Status.UNKNOWN


def test_a_field_not_told_is_missing_and_one_that_may_lack_is_not_so() -> None:
    """When a notice arrived must be told; to which day it is given need not be."""
    told = found(case(warns("Aas", ONE)), "q-hørt", "Aas")
    assert told.statuses == (Status.UNKNOWN,)
    assert found(case(warns("Aas", ONE)), "q-fri", "Aas").statuses == (Status.UNKNOWN,)
    assert found(case(warns("Aas", ONE, TWO)), "q-hørt", "Aas").value == TWO
    assert found(case(warns("Aas", ONE, TWO)), "q-fri", "Aas").value == date(2021, 1, 1)


def test_a_notice_of_the_wrong_form_need_not_be_told_further() -> None:
    """What does not matter is not asked for: an oral notice leads nowhere, whenever it arrived."""
    told = found(case(warns("Aas", ONE, form="muntlig")), "q-fri", "Aas")
    assert told.settled
    assert told.value is NEVER


def test_either_or_is_settled_though_the_half_is_open() -> None:
    """«ikke klart eller klart» is yes, with nothing left to look up, though nobody knows who has signed."""
    told = found(case(complete=ONE), "q-avgjort", on=ASKED)
    assert told.settled
    assert told.value is True


def test_a_sum_lacks_what_one_part_lacks() -> None:
    """A sum of which one part is not told is not told, and says which."""
    told = ["faktum: forbruket for Aas i 2021 = kr 400"]
    assert found(case(*told), "q-sum", 2021).statuses == (Status.UNKNOWN,)
    told.append("faktum: forbruket for Bø i 2021 = kr 600")
    assert found(case(*told), "q-sum", 2021).value == Amount(1000)
    assert found(case(*told), "q-trinn", 2021).value == Amount(2)
    assert found(case(*told), "q-trinn", 2022).statuses == (Status.UNKNOWN,)


# ── cases, exceptions and their rank ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("jubilee", "hardship", "fee"), [(False, False, 100), (True, False, 50), (False, True, 10), (True, True, 10)]
)
def test_the_exception_of_higher_rank_goes_first(jubilee: bool, hardship: bool, fee: int) -> None:
    """No exception: the rule. One: the exception. Both: the one declared to go first."""
    told = (
        f"faktum: 2021 er {'' if jubilee else 'ikke '}jubileum",
        f"faktum: 2021 er {'' if hardship else 'ikke '}nødår",
    )
    answer = found(case(*told), "q-gebyr", 2021)
    assert answer.settled
    assert answer.value == Amount(fee)


def test_a_lower_exception_does_not_matter_under_a_higher() -> None:
    """In a hard year nobody need know whether it is a jubilee; else it is a missing fact."""
    assert found(case("faktum: 2021 er nødår"), "q-gebyr", 2021).settled
    told = found(case("faktum: 2021 er ikke nødår"), "q-gebyr", 2021)
    assert told.statuses == (Status.UNKNOWN,)
    assert {ask.kind for ask in opens(told.tree)} == {FACT}


# ── readings, judgements, silence ───────────────────────────────────────────────────────────────────────────────────


def test_a_reading_counts_where_it_matters() -> None:
    """Contested while the readings differ, settled when they agree; a weak reading never counts."""
    one = found(case(signs("Aas", ONE)), "q-avtalt")
    assert (one.value, one.statuses) == (False, (Status.CONTESTED,))
    assert [ask.options for ask in opens(one.tree)] == [("streng", "romslig")]
    for told, value in (((), False), ((signs("Aas", ONE), signs("Bø", TWO)), True)):
        answer = found(case(*told), "q-avtalt")
        assert answer.settled
        assert answer.value is value


@pytest.mark.parametrize(("reading", "value"), [("streng", False), ("romslig", True)])
def test_a_reading_settled_by_the_case_holds(reading: str, value: bool) -> None:
    """The case's own choice settles the point."""
    told = found(case(signs("Aas", ONE), chosen("avtaletid", reading)), "q-avtalt")
    assert told.settled
    assert told.value is value


def test_a_choice_holds_from_the_day_it_was_made() -> None:
    """A reading agreed later is not known before."""
    told = case(signs("Aas", ONE), "valgt: lesning romslig av avtaletid; valgt av «partene»; den 1.1.2021")
    assert found(told, "q-avtalt", on=date(2020, 12, 31), known=date(2020, 12, 31)).value is False
    assert found(told, "q-avtalt", on=date(2021, 1, 1), known=date(2021, 1, 1)).value is True


def test_a_judgement_is_open_until_somebody_makes_it() -> None:
    """Not judged: it turns on judgement, above the reading it also turns on.

    Judged: as judged. Pointless: not asked for.
    """
    signed = (signs("Aas", ONE), signs("Bø", ONE))
    open_ = found(case(*signed), "q-orden")
    assert open_.statuses == (Status.JUDGEMENT,)
    assert {ask.kind for ask in opens(open_.tree)} == {JUDGEMENT}
    for holds in (True, False):
        made = f"skjønn den 1.3.2020: arbeidet er {'' if holds else 'ikke '}rimelig; truffet av «x»; fordi «y»"
        assert found(case(*signed, made), "q-orden").value is holds
    assert found(case(), "q-orden").settled
    assert found(case(), "q-orden").value is False


def test_a_judgement_counts_from_the_day_it_is_known() -> None:
    """Before it was made it was open."""
    made = "skjønn den 1.3.2021: arbeidet er rimelig; truffet av «x»; fordi «y»"
    told = case(signs("Aas", ONE), signs("Bø", ONE), made)
    before = found(told, "q-orden", on=date(2021, 2, 28), known=date(2021, 2, 28))
    assert before.statuses == (Status.JUDGEMENT,)
    assert found(told, "q-orden", on=date(2021, 3, 1), known=date(2021, 3, 1)).value is True


def test_silence_that_law_fills_is_still_silence() -> None:
    """On a working day the text speaks; on a Sunday it is silent, with the filled value beside."""
    told = found(case(), "q-forfall", date(2023, 4, 28))
    assert told.settled
    assert told.value == date(2023, 4, 28)
    silent = found(case(), "q-forfall", date(2023, 4, 30))
    assert silent.statuses == (Status.SILENT,)
    assert silent.value == date(2023, 5, 2)
    assert {ask.kind for ask in opens(silent.tree)} == {SILENCE}
    assert READING not in {ask.kind for ask in opens(silent.tree)}


# ── power ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.dates(date(2020, 1, 2), date(2027, 1, 1)), st.integers(0, 4), st.sampled_from((1, 7)))
@few
def test_one_can_go_free_while_there_is_time(asked: date, ahead: int, month: int) -> None:
    """One can get free on a day of the recurrence exactly while the last day for notice has not passed."""
    free_on = date(asked.year + ahead, month, 1)
    about = case(complete=asked - ONE_DAY)
    can = found(about, "q-kan-fri", "Aas", free_on, on=asked)
    assert can.value is (asked <= _half_a_year_before(free_on))
    assert found(about, "q-kan-fri", "Aas", free_on + ONE_DAY, on=asked).value is False


def test_amounts_are_exact() -> None:
    """No amount is a float."""
    told = ["faktum: forbruket for Aas i 2021 = kr 0,10", "faktum: forbruket for Bø i 2021 = kr 0,20"]
    assert found(case(*told), "q-sum", 2021).value == Amount(Fraction(3, 10))
