"""The first day a party can bring something about is one it can be brought about on, and there is none before it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.pipeline import Loaded
from dsl.record import changed
from dsl.values import NEVER, Never
from engine.checker import check
from engine.proof import Proof
from engine.prove import prove
from engine.trees import at_best
from tests import helpers as h
from tests import strategies as gen
from tests.amended import amended, made
from tests.law.test_edits import EXIT, edited

ESSENTIAL = (
    *h.approvals(),
    h.breach(date(2025, 2, 1), h.HOST),
    h.judged(date(2025, 2, 2), "bruddet er vesentlig"),
)
ASKED = date(2025, 3, 1)


def first(*statements: str, who: str = h.MEMBER, on: date = ASKED) -> object:
    """The first day a party can be out, asked while the case is complete to the day."""
    return h.found(h.case(*statements, complete=on), "uttreden-tidligst", who, on=on).value


def test_what_takes_effect_at_once_is_possible_at_once() -> None:
    """After a material breach the other party may end it at once: it need not wait for the next 1 January."""
    assert first(*ESSENTIAL) == ASKED
    assert first(*ESSENTIAL[:3], h.judged(date(2025, 2, 2), "bruddet er vesentlig", False)) == date(2027, 1, 1)


def test_the_act_named_is_the_one_that_takes_effect_at_once() -> None:
    """The last day told is that of the demand for termination: a notice would be too late."""
    found = h.answered(h.case(*ESSENTIAL, complete=ASKED), "Når kan Ibestad tidligst tre ut?", ASKED)
    assert "Opphørskravet må være mottatt senest 1.3.2025, i dag." in found.sentences
    assert not [s for s in found.sentences if "ppsigelse" in s]


def test_who_has_given_notice_may_still_be_out_sooner() -> None:
    """A notice that takes effect later is no hindrance to what takes effect at once."""
    notice = h.notice(date(2024, 12, 31), to=date(2028, 1, 1))
    assert first(*h.approvals(), notice, on=date(2026, 6, 1)) == date(2028, 1, 1)
    assert first(*ESSENTIAL, notice) == ASKED
    assert first(*h.approvals(), h.notice(date(2023, 12, 1)), on=ASKED) == date(2025, 1, 1)


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2020, 2, 3), date(2024, 7, 1)])
def test_an_amended_exit_day_is_the_agreement_written_so(on: date) -> None:
    """Which recurring days the agreement has had does not decide which other days are possible."""
    told = (*h.approvals(), h.breach(date(2020, 1, 1), h.HOST), h.judged(date(2020, 1, 1), "bruddet er vesentlig"))
    for loaded in (edited(EXIT), amended("7.11.2019", EXIT.new)):
        case = h.case(*told, complete=on, about=loaded)
        assert h.found(case, "uttreden-tidligst", h.MEMBER, on=on, made=made(loaded)).value == on


@given(gen.histories(), gen.parties, gen.days, st.integers(0, 4000))
@settings(max_examples=60)
def test_the_first_possible_day_is_possible_and_none_before_it(
    told: gen.History, who: str, on: date, days: int
) -> None:
    """Held against the same question of one day: the day found is possible, no earlier one is."""
    case = h.case(*told.statements, complete=on)
    found = h.found(case, "uttreden-tidligst", who, on=on)
    if not found.settled or not isinstance(found.value, (date, Never)):
        return
    end = found.value if isinstance(found.value, date) else date(2060, 1, 1)

    def possible(day: date) -> bool:
        out = h.found(case, "uttreden-er", who, day, on=on, known=on).tree
        return at_best(out) is True or at_best(h.found(case, "uttreden-på", who, day, on=on).tree) is True

    assert found.value is NEVER or possible(end)
    if end > on:
        assert not possible(on + timedelta(days % (end - on).days))
        assert not possible(end - timedelta(1))


PERIODS = """\
avtale tid «TID»; målform bokmål; kilde «prøve».
part Aas «Aas kommune» er kommune.
part Bø «Bø kommune» er kommune.
rolle kommune (kommunen, kommuner, kommunene): alle parter.
punkt 1 «Alt»
«En kommune går ut {frist} etter at den har varslet.[Aas, Bø, kommune, varsel, utgang]»
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet);
  der varselet er mottatt en dag;
  utføres av kommunen.
verdi frist er 3 måneder.
tilstand ute: en kommune (gå, går, har gått) ut.
kompetanse utgang: enhver kommune kan gå ut fra ({frist} etter (den dag varselet er mottatt))
  ved et varsel fra kommunen.
spørsmål q-ute: nb «Når kan {kommune} tidligst gå ut?» svar tidligst kommunen: kommunen har gått ut.
"""


@cache
def periods() -> Loaded:
    """An agreement without recurring days."""
    return h.load(PERIODS)


def test_what_begins_a_period_after_the_act_begins_so_long_from_now() -> None:
    """Where no recurring day is named, the first day is as far away as the period is."""
    case = h.case(complete=date(2026, 2, 3), about=periods())
    assert h.found(case, "q-ute", "Aas", on=date(2026, 2, 3), made=made(periods())).value == date(2026, 5, 3)


def test_that_nothing_earlier_is_possible_is_proved() -> None:
    """A proof of a first day shows of the day before that the acts do not make it; one without that is refused."""
    case = h.case(*ESSENTIAL[:3], complete=ASKED)
    question, judged = "Når kan Ibestad tidligst tre ut?", h.case(*ESSENTIAL, complete=ASKED)
    for about in (case, judged):
        proof = prove(h.contract(), about, question, on=ASKED)
        assert isinstance(proof, Proof)
        assert (proof.unproved, check(h.contract(), about, proof).faults) == ((), ())
    proof = prove(h.contract(), case, question, on=ASKED)
    assert isinstance(proof, Proof)
    shown = {c.day for c in proof.claims if c.what == "ikke før"}
    assert shown == {date(2026, 1, 1), date(2026, 12, 31)}
    for day in shown:
        less = changed(proof, claims=tuple(c for c in proof.claims if c.what != "ikke før" or c.day != day))
        assert check(h.contract(), case, less).faults


@pytest.mark.parametrize(
    ("on", "due", "passed"),
    [
        (date(2023, 12, 31), date(2023, 12, 31), ()),
        (date(2024, 1, 1), date(2027, 12, 31), (date(2023, 12, 31),)),
        (date(2027, 12, 31), date(2027, 12, 31), (date(2023, 12, 31),)),
        (date(2028, 1, 1), date(2031, 12, 31), (date(2023, 12, 31), date(2027, 12, 31))),
    ],
)
def test_the_next_evaluation_is_the_first_not_past(on: date, due: date, passed: tuple[date, ...]) -> None:
    """Every fourth year is counted from the first; those that are past are said, and the proof shows the same."""
    about, question = h.case(*h.approvals(), complete=h.FAR), "Når må avtalen evalueres?"
    answer = h.answered(about, question, on)
    assert answer.value.plain == due
    assert tuple(d.day for d in answer.deadlines if d.passed) == passed
    proof = prove(h.contract(), about, question, on=on)
    assert isinstance(proof, Proof)
    assert (proof.unproved, check(h.contract(), about, proof).faults) == ((), ())
    first_one = h.answered(about, "Når skal første evaluering være gjort?", on)
    assert (first_one.value.plain, first_one.deadlines) == (date(2023, 12, 31), ())
