"""Roles that end: who is a party on a day, who bears a joint duty, and what a refund and a breach lead to."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import vka
from dsl.pipeline import load_text
from engine.answer import Answer, Status
from engine.follows import judgements_in
from engine.trees import size
from tests import helpers as h
from tests.amended import amended as h_amended
from tests.amended import made

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


DISSOLVED = """
den 1.3.{0}: kommunestyret i Harstad vedtar oppløsning; oppløsningsvedtaket er meldt 1.3.{0}; kilde «oppdiktet».
den 15.3.{0}: kommunestyret i Dyrøy vedtar oppløsning; oppløsningsvedtaket er meldt 15.3.{0}; kilde «oppdiktet».
"""


def test_those_who_are_left_dissolve_it() -> None:
    """Ibestad is out from 2026, so the votes of Harstad and Dyrøy are enough; before it was out, they were not."""
    text = (FOLDER / "saker" / "historie_dyroy.sak").read_text("utf-8")
    assert "vedtar oppløsning" not in text
    found = amended().read_case(f"{text}{DISSOLVED.format(2026)}".encode(), "prøve.sak")
    question = "Er samarbeidet oppløst?"
    for on, shown in ((date(2026, 3, 14), "nei"), (date(2026, 3, 15), "ja")):
        answer = amended().ask(question, case=found, on=on)
        assert isinstance(answer, Answer)
        assert (answer.value.shown, answer.status.value) == (shown, "klart")
    early = amended().read_case(f"{text}{DISSOLVED.format(2025)}".encode(), "prøve.sak")
    answer = amended().ask(question, case=early, on=date(2025, 6, 1))
    assert isinstance(answer, Answer)
    assert answer.value.shown == "nei"


@pytest.mark.parametrize("since", ["1.7.2022", "1.1.2025"])
@pytest.mark.parametrize("question", ["oppløst-nå", "oppløst-når", "slutt-når", "i-kraft-nå"])
def test_an_end_far_ahead_is_small_and_the_same_under_an_empty_amendment(since: str, question: str) -> None:
    """That somebody may have left untold is asked once, not once for every day on which something turns."""
    nothing = h_amended(since, "")
    day = date(2030, 1, 1)
    told = h.approvals()
    before = h.found(h.case(*told, complete=date(2020, 6, 1)), question, on=day).tree
    about = h.case(*told, complete=date(2020, 6, 1), about=nothing)
    assert h.found(about, question, on=day, made=made(nothing)).tree == before
    assert size(before) < 100


@pytest.mark.parametrize("question", ["Er avtalen i kraft?", "Når tar avtalen slutt?", "Er samarbeidet oppløst?"])
def test_three_parties_far_ahead_have_an_answer(question: str) -> None:
    """What may have happened untold is unknown; it is not too much to lay out."""
    assert asked(question, date(2040, 1, 1)) == "kommer an på"


def left_by(by: str) -> tuple[str, ...]:
    """What Ibestad does to be out on 1.1.2024."""
    demand = (
        h.breach(date(2023, 3, 4), h.HOST), h.judged(date(2023, 3, 5), "bruddet er vesentlig"),
        h.claim(date(2024, 1, 1), h.MEMBER, h.HOST),
    )  # fmt: skip
    return (h.notice(date(2022, 6, 1)),) if by == "notice" else demand


@pytest.mark.parametrize("by", ["notice", "demand"])
def test_one_left_alone_has_nothing_to_leave(by: str) -> None:
    """Neither by a vote of its own, as there is nobody to agree with, nor by notice: the cooperation has ended."""
    on = date(2024, 6, 1)
    about = h.case(*h.approvals(), *left_by(by), complete=on)
    can = h.answered(about, "Kan Harstad tre ut 1.1.2026?", on)
    assert (can.value.plain, can.status, can.routes) == (False, Status.SETTLED, ())
    assert any("alene igjen" in text for text in can.remarks)
    for question, shown in (
        ("Når kan Harstad tidligst tre ut?", "ingen dag"),
        ("Når må Harstad senest si opp for å tre ut 1.1.2026?", "ikke inntrådt"),
    ):
        assert h.answered(about, question, on).value.shown.lower() == shown


def test_one_can_leave_while_the_other_is_there_and_with_it() -> None:
    """That another will be out stops nobody from going before it or on the same day."""
    told = h.case(*h.approvals(), h.notice(date(2023, 6, 1)), complete=date(2023, 7, 1))  # out on 1.1.2025
    for day, can in (("1.1.2025", True), ("1.1.2026", False)):
        assert h.answered(told, f"Kan Harstad tre ut {day}?", date(2023, 7, 1)).value.plain is can
    both = h.case(*h.approvals(), *(h.notice(date(2023, 6, 1), who=who) for who in (h.MEMBER, h.HOST)), complete=h.FAR)
    for who in (h.MEMBER, h.HOST):
        found = h.answered(both, f"Kan {who} tre ut 1.1.2030?", date(2026, 1, 1))
        assert found.value.plain is False
        assert any("1.1.2025" in line for line in found.sentences), found.sentences


def test_it_takes_two_to_dissolve() -> None:
    """A vote of the one that is left dissolves nothing; votes given while both were there stand when one is out."""
    vote = h.dissolution(date(2024, 5, 1), h.HOST)
    alone = h.case(*h.approvals(), *left_by("notice"), vote, complete=date(2024, 6, 1))
    assert h.found(alone, "oppløst-nå", on=date(2024, 6, 1)).value is False
    votes = (h.dissolution(date(2023, 5, 1), h.HOST), h.dissolution(date(2023, 5, 2), h.MEMBER))
    together = h.case(*h.approvals(), h.notice(date(2022, 6, 1)), *votes, complete=date(2024, 6, 1))
    assert h.found(together, "oppløst-når", on=date(2024, 6, 1)).value == date(2023, 5, 2)
    assert h.found(together, "oppløst-nå", on=date(2024, 6, 1)).value is True


@pytest.mark.parametrize("by", ["notice", "demand"])
def test_two_of_whom_one_is_out_have_nothing_to_dissolve(by: str) -> None:
    """The cooperation of two has ended when one is out: while both are in it they can, and then they cannot."""
    left = left_by(by)
    about = h.case(*h.approvals(), *left, complete=date(2023, 6, 1))
    question = "Kan Harstad og Ibestad oppløse samarbeidet {}?"
    assert h.answered(about, question.format("1.12.2023"), on=date(2023, 6, 1)).value.plain is True
    later = h.case(*h.approvals(), *left, complete=date(2024, 6, 1))
    assert h.answered(later, question.format("1.7.2024"), on=date(2024, 6, 1)).value.plain is False


def test_votes_given_while_another_refused_are_said_to_be_counted() -> None:
    """The agreement does not say whether they stand when the one that refused is out; the answer says so."""
    told = h.answered(h.case(*h.approvals()), "Kan samarbeidet oppløses?", date(2025, 1, 1)).remarks
    assert any("om de andres vedtak står ved lag" in text for text in told)


OF_A_COOPERATION = {"lovens-delegering", "lovens-vertsforbud", "lovens-instruksjon", "lovens-omgjøring", "lovens-klage"}


@pytest.mark.parametrize(
    ("case", "running", "ended", "until"),
    [
        ("historie_uttreden", date(2024, 6, 1), date(2026, 7, 1), date(2025, 1, 1)),
        ("historie_opplosning", date(2025, 3, 19), date(2026, 11, 30), date(2025, 3, 20)),
    ],
)
def test_what_presupposes_a_cooperation_ends_with_it(case: str, running: date, ended: date, until: date) -> None:
    """The powers of kommuneloven § 20-2 are in effect while there is a cooperation, and roles are had until it ends."""
    agreement = vka.load(FOLDER / "ibestad_harstad.vka")
    told = vka.load_case(FOLDER / "saker" / f"{case}.sak", agreement)
    before, after = (agreement.position(case=told, on=day) for day in (running, ended))
    assert OF_A_COOPERATION & {s.norm for s in before.in_effect}
    assert not OF_A_COOPERATION & {s.norm for s in after.in_effect}
    roles = {h.HOST: ("vertskommune",), h.MEMBER: ("samarbeidskommune",)}
    assert {p.name: (p.roles, p.held, p.until) for p in before.parties} == {n: (r, (), None) for n, r in roles.items()}
    assert {p.name: (p.roles, p.held, p.until) for p in after.parties} == {n: ((), r, until) for n, r in roles.items()}
