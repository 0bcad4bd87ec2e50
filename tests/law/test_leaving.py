"""What an exit, a termination or a dissolution leaves: who owes what afterwards, and who may still do what. Read off
clauses 7, 9, 10, 11 and 12 by hand.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import vka
from engine.answer import Answer
from engine.norm_state import NormState
from engine.standing import Standing
from tests import helpers as h

FOLDER = h.ROOT / "agreements"
ON = date(2026, 6, 30)


@cache
def amended() -> vka.Agreement:
    """The real agreement, as Dyrøy joins by amendment."""
    return vka.load(FOLDER / "ibestad_harstad_endring1.vka")


@cache
def three() -> vka.Case:
    """A history with three parties, in which Ibestad is out from 1.1.2026 and is owed money for 2025."""
    return vka.load_case(FOLDER / "saker" / "historie_dyroy.sak", amended())


@cache
def signed() -> vka.Agreement:
    """The agreement between the two."""
    return vka.load(FOLDER / "ibestad_harstad.vka")


@cache
def story(name: str) -> vka.Case:
    """A history about the agreement between the two."""
    return vka.load_case(FOLDER / "saker" / f"historie_{name}.sak", signed())


def settlements(of: vka.Agreement, case: vka.Case, day: date, on: date) -> dict[tuple[str, ...], Standing]:
    """The settlements due on a day, by who owes them."""
    items = of.duties(case=case, start=day, stop=day, asked=on).items
    return {s.bearers: s for s in items if s.norm == "sluttoppgjør"}


def test_a_repayment_does_not_lapse_with_an_exit() -> None:
    """11.1: «bortfaller kommunens forpliktelse til å betale». What the host owes it stays, whatever the reading."""
    back = settlements(amended(), three(), date(2026, 2, 2), ON)["Harstad",]
    assert [r for r in back.rivals if r.point == "betalingsfri"] == []


def test_what_the_one_who_left_owes_lapses_by_the_words() -> None:
    """Read literally, the settlement of January after the exit lapses; it is read on days no event is told of."""
    owed = settlements(signed(), story("uttreden"), date(2025, 1, 31), date(2025, 3, 1))["Ibestad",]
    assert [r.states for r in owed.rivals if r.point == "betalingsfri"] == [(NormState.LAPSED,)]


def test_the_question_of_the_settlement_knows_the_reading_the_table_knows() -> None:
    """By the literal reading the settlement is nothing."""
    answer = signed().ask("Hva er sluttoppgjøret for Ibestad for 2024?", case=story("uttreden"), on=date(2025, 3, 1))
    assert isinstance(answer, Answer)
    rivals = {r.reading: r.value for use in answer.readings if use.point == "betalingsfri" for r in use.rivals}
    literally = rivals["alt"]
    assert literally is not None
    assert literally.plain == 0


def test_a_host_that_does_not_repay_may_be_left_for_it_if_the_breach_is_material() -> None:
    """Clause 12, second paragraph: what follows is what the one it is owed to may do, so only the host's own breach."""
    items = amended().duties(case=three(), start=date(2026, 2, 2), stop=date(2026, 2, 2), asked=ON).items
    back = [s for s in items if s.norm == "sluttoppgjør" and s.bearers == ("Harstad",)]
    assert back
    assert all("heving-samarbeid" in s.consequences and "heving-vert" not in s.consequences for s in back)
    owed = settlements(signed(), story("uttreden"), date(2025, 1, 31), date(2025, 3, 1))["Ibestad",]
    assert "heving-samarbeid" not in owed.consequences


def bound(of: vka.Agreement, case: vka.Case, who: str, on: date) -> set[str]:
    """The norms in effect on a day that one party bears, by some reading or other."""
    found = of.position(case=case, on=on)
    return {s.norm for s in (*found.in_effect, *found.in_effect_by_rivals) if who in s.bearers}


def test_one_that_has_left_has_no_duties_of_the_cooperation() -> None:
    """10 speaks of «kommunene i samarbeidet»; own tasks, equipment and premises are for a service it is not in."""
    running = {"egne-anskaffelser", "eget-utstyr", "egne-oppgaver", "endringskrav", "lokaler"}
    assert running <= bound(amended(), three(), "Ibestad", date(2025, 12, 31))
    assert not running & bound(amended(), three(), "Ibestad", ON)
    assert running <= bound(amended(), three(), "Dyrøy", ON)
    assert {"overtakelse", "sameieoppløsning", "søksmål"} & bound(amended(), three(), "Ibestad", ON)
    answer = amended().ask("Kan Ibestad kreve endring av avtalen?", case=three(), on=ON)
    assert isinstance(answer, Answer)
    assert answer.value.shown == "ingen"


def test_after_the_dissolution_nobody_is_a_party() -> None:
    """The agreement lasts until the cooperation is dissolved (14); what is settled afterwards binds who was one."""
    for on, parties in ((date(2025, 3, 19), "Harstad og Ibestad"), (date(2025, 4, 1), "ingen")):
        answer = signed().ask("Hvem er parter?", case=story("opplosning"), on=on)
        assert isinstance(answer, Answer)
        assert answer.value.shown == parties
