"""Laws of amendments: what one changes, from which day, and that it changes nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.contract import Contract
from dsl.pipeline import Loaded
from engine.trees import Tree
from renderers.compose import compose
from renderers.to_html import to_html
from renderers.to_markdown import to_markdown
from renderers.to_text import to_text
from tests import helpers as h
from tests import strategies as gen
from tests.amended import amended, head, made, read, with_newcomer, without_errors
from tests.law.test_edits import EDITS, Edit, edited

JOINED = date(2023, 1, 1)
CHANGES = (
    "verdi varslingstid er 2 år.",
    "verdi variabelsats er 4%.",
    "verdi fastbeløp er kr 600 000.",
    "verdi uttredelsesdag (uttredelsesdagen) er hver 1/7.",
    "verdi formkrav er muntlig.",
    "regel begrunnelse: uttreden krever begrunnelse alltid.",
    "opphev helgefrist. endre punkt 11.1 ledd 1 til «Den enkelte kommune kan si opp avtalen per {uttredelsesdag}."
    "[uttreden, avtaletid, virkningsdag] Oppsigelsen må være {formkrav}, og gis minimum {varslingstid} i forveien."
    "[uttreden, bindende, i-tide, gitt, begrunnelse]» opphev frist-i-helg.",
)


def told(history: gen.History, about: Loaded, complete: date = h.FAR) -> Case:
    """The history as a case about an agreement."""
    return h.case(*history.statements, complete=complete, about=about)


def answer(case: Case, contract: Contract, question: tuple[str, tuple[object, ...]], on: date) -> tuple[Tree, object]:
    """The tree of a question and its statuses."""
    name, args = question
    result = h.found(case, name, *args, on=on, made=contract)
    return result.value, result.statuses


@given(gen.histories(), gen.questions(), gen.days, st.sampled_from(("7.11.2019", "1.7.2022", "1.1.2025")))
@settings(max_examples=40)
def test_an_amendment_of_nothing_changes_no_answer(
    history: gen.History, question: tuple[str, tuple[object, ...]], on: date, since: str
) -> None:
    """An amendment without statements gives every question the answer, tree and all, that it had."""
    nothing = amended(since, "")
    before = h.found(told(history, h.agreement()), question[0], *question[1], on=on)
    after = h.found(told(history, nothing), question[0], *question[1], on=on, made=made(nothing))
    assert after == before


@given(gen.histories(), gen.questions(), st.dates(date(2019, 12, 17), JOINED - timedelta(1)))
@settings(max_examples=60)
def test_before_an_amendment_the_agreement_is_as_it_was(
    history: gen.History, question: tuple[str, tuple[object, ...]], on: date
) -> None:
    """Asked before an amendment applies, of days and years before it, every question has the old answer."""
    args = question[1]
    assume(all(a < JOINED for a in args if isinstance(a, date)))
    assume(all(a < JOINED.year for a in args if isinstance(a, int)))
    before = answer(told(history, h.agreement()), h.contract(), question, on)
    for loaded in (with_newcomer(), _everything_changed()):
        assert answer(told(history, loaded), made(loaded), question, on) == before


@cache
def _everything_changed() -> Loaded:
    return amended("1.1.2023", "\n".join(CHANGES))


OF_A_YEAR = ("betaling-år", "termin", "budsjett-virkning", "budsjett-betaling", "vertens-del", "oppgjør")
PRICES = tuple(h.growth(year, "2,5", vintage) for year in range(2020, 2023) for vintage in ("anslag", "endelig"))


@given(
    st.lists(gen.notices(), max_size=2), st.sampled_from(OF_A_YEAR), st.integers(2020, 2022), gen.kroner,
    st.dates(JOINED, date(2028, 1, 1)),
)  # fmt: skip
@settings(max_examples=40)
def test_a_year_before_an_amendment_is_as_it_was_whenever_it_is_asked_about(
    notices: list[str], question: str, year: int, kroner: int, on: date
) -> None:
    """A question about a year before the amendment has the old answer, asked after it and whoever has joined since."""
    history = gen.History((*h.approvals(), *notices, h.cost(year, kroner), *PRICES))
    who = h.HOST if question == "vertens-del" else h.MEMBER
    before = answer(told(history, h.agreement()), h.contract(), (question, (who, year)), on)
    for loaded in (with_newcomer(), _everything_changed()):
        assert answer(told(history, loaded), made(loaded), (question, (who, year)), on) == before


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.new)
@given(data=st.data())
@settings(max_examples=15)
def test_an_amendment_from_the_first_day_is_the_agreement_written_so(edit: Edit, data: st.DataObject) -> None:
    """A value changed from the agreement's own day on gives every answer that the agreement with that value gives."""
    history, question, on = data.draw(gen.histories()), data.draw(gen.questions()), data.draw(gen.days)
    written, changed = edited(edit), amended("7.11.2019", edit.new)
    expected = answer(told(history, written), made(written), question, on)
    assert answer(told(history, changed), made(changed), question, on) == expected


@st.composite
def powers(draw: st.DrawFn, first: int = 2021) -> tuple[str, tuple[object, ...]]:
    """A question of what a party can do."""
    who, day = draw(gen.parties), date(draw(st.integers(first, 2029)), draw(st.sampled_from((1, 7))), 1)
    return draw(
        st.sampled_from((("uttreden-på", (who, day)), ("oppsigelsesfrist", (who, day)), ("uttreden-tidligst", (who,))))
    )


@pytest.mark.parametrize("edit", EDITS[::3], ids=lambda e: e.new)
@given(data=st.data())
@settings(max_examples=15)
def test_what_can_be_done_is_as_in_the_agreement_written_so(edit: Edit, data: st.DataObject) -> None:
    """The same of powers, their last days and first days."""
    history, question, on = data.draw(gen.histories()), data.draw(powers(2024)), data.draw(gen.days)
    written, changed = edited(edit), amended("7.11.2019", edit.new)
    expected = answer(told(history, written, on), made(written), question, on)
    assert answer(told(history, changed, on), made(changed), question, on) == expected


@given(gen.histories(), powers(), st.dates(date(2019, 12, 17), date(2021, 12, 31)))
@settings(max_examples=40)
def test_what_could_be_done_before_an_amendment_is_as_it_was(
    history: gen.History, question: tuple[str, tuple[object, ...]], on: date
) -> None:
    """Asked of days before the amendment, what a party can do is what it could."""
    assume(all(a < JOINED for a in question[1] if isinstance(a, date)))
    before = answer(told(history, h.agreement(), on), h.contract(), question, on)
    for loaded in (with_newcomer(), _everything_changed()):
        assert answer(told(history, loaded, on), made(loaded), question, on) == before


@cache
def _chain(first: str, second: str) -> Loaded:
    return without_errors(read(head("1.7.2024", "to", "en.vka") + second, en=head("1.7.2024", "en") + first))


@given(
    gen.histories(), gen.questions(), gen.days,
    st.lists(st.sampled_from(CHANGES[:6]), min_size=2, max_size=2, unique=True),
)  # fmt: skip
@settings(max_examples=30)
def test_amendments_of_different_things_commute(
    history: gen.History, question: tuple[str, tuple[object, ...]], on: date, changes: list[str]
) -> None:
    """Two amendments from the same day that change different things can be made in either order, or as one."""
    one, two = changes
    orders = (_chain(one, two), _chain(two, one), amended("1.7.2024", f"{one}\n{two}"))
    answers = {repr(answer(told(history, x), made(x), question, on)) for x in orders}
    assert len(answers) == 1
    assert len({compose(made(x), on).plain_text() for x in orders}) == 1


@given(st.dates(date(2019, 1, 1), JOINED - timedelta(1)))
@settings(max_examples=5)
def test_the_text_before_an_amendment_is_the_agreements(day: date) -> None:
    """As of any day before an amendment, the text is the agreement's own, byte for byte, in every format."""
    for render in (to_text, to_markdown, to_html):
        assert render(compose(made(with_newcomer()), day)) == render(compose(h.contract()))


@given(st.dates(JOINED, date(2026, 1, 1)))
@settings(max_examples=5)
def test_notes_are_beside_the_words(day: date) -> None:
    """The words of a version are its own: notes on what is changed are no part of them."""
    document = compose(made(with_newcomer()), day)
    assert document.notes[0] == "Slik avtalen lyder fra 1.1.2023."
    assert "Slik avtalen lyder" not in document.plain_text()
    assert "ved Endringsavtale 1" not in document.plain_text()
