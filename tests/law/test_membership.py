"""Roles that end: who is a party on a day, who bears a joint duty, and what a refund and a breach lead to."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import vka
from dsl.pipeline import load_text
from engine.answer import Answer
from engine.follows import judgements_in
from tests import helpers as h

FOLDER = h.ROOT / "agreements"


@cache
def amended() -> vka.Agreement:
    """The real agreement, as Dyrøy joins by amendment."""
    return vka.load(FOLDER / "ibestad_harstad_endring1.vka")


@cache
def history() -> vka.Case:
    """A history with three parties, in which Ibestad is out from 1.1.2026."""
    return vka.load_case(FOLDER / "saker" / "historie_dyroy.sak", amended())


def asked(question: str, on: date) -> str:
    """What is answered in the history."""
    answer = amended().ask(question, case=history(), on=on)
    assert isinstance(answer, Answer)
    return answer.value.shown


@pytest.mark.parametrize(
    ("on", "parties"),
    [
        (date(2022, 12, 31), "Harstad og Ibestad"),
        (date(2023, 1, 1), "Harstad, Ibestad og Dyrøy"),
        (date(2025, 12, 31), "Harstad, Ibestad og Dyrøy"),
        (date(2026, 1, 1), "Harstad og Dyrøy"),
    ],
)
def test_who_is_a_party_is_read_on_the_day(on: date, parties: str) -> None:
    """One that has left is a party no more; earlier days show who was one then. A joint power names the same."""
    assert asked("Hvem er parter?", on) == parties
    assert asked("Hvem må være enige for å oppløse samarbeidet?", on) == parties


def test_a_joint_duty_is_borne_by_those_who_are_parties_when_it_is_due() -> None:
    """The evaluation of 2020–2023 is Dyrøy's too; the meetings of 2026 are not Ibestad's, those of 2025 still are."""
    on = date(2026, 6, 30)
    items = amended().duties(case=history(), start=date(2023, 1, 1), stop=on, asked=on).items
    by = {(s.norm, s.deadline): s.bearers for s in items}
    assert by["evaluering", date(2023, 12, 31)] == ("Harstad", "Ibestad", "Dyrøy")
    assert by["møter", date(2025, 12, 31)] == ("Harstad", "Ibestad", "Dyrøy")
    assert by["møter", date(2026, 3, 31)] == ("Harstad", "Dyrøy")


def test_a_former_party_is_shown_as_one() -> None:
    """It is still in the position, for what it may owe, and has no role."""
    found = {p.name: p for p in amended().position(case=history(), on=date(2026, 6, 30)).parties}
    assert found["Ibestad"].former
    assert not found["Ibestad"].roles
    assert not found["Dyrøy"].former


def test_termination_is_said_to_need_a_material_breach() -> None:
    """The condition is read off the norm: the judgement it rests on, about what the norm speaks of."""
    from engine.ask import model_of

    model = model_of(h.contract())
    assert judgements_in(model, model.norms["heving-vert"]) == ("misligholdet er vesentlig",)
    assert judgements_in(model, model.norms["uttreden"]) == ()


def test_a_role_does_not_rest_on_itself() -> None:
    """A role that ends by what its members do is a circle, said where it stands."""
    source = h.source_text().replace(
        "bortfaller når deltakerkommunen har trådt ut eller deltakerkommunen er ute etter heving;",
        "bortfaller når en endring er gjort;", 1,
    )  # fmt: skip
    assert "V207" in {d.code for d in load_text(source, "agreements/ibestad_harstad.vka").diagnostics}
