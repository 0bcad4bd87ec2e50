"""What follows when the cooperation ends by agreement: clause 11.2 applies the rules of 11.1 so far as they fit, unless
the parties have agreed on how. Read off the two clauses and sameigelova § 15 by hand.
"""

from __future__ import annotations

from datetime import date

import pytest

from engine.answer import Status
from engine.norm_state import NormState
from engine.position import Position, position_of
from engine.standing import Standing
from tests.helpers import CASES, HOST, MEMBER, approvals, case, case_file, chosen, contract, dissolution, found, notice

DISSOLVED = case_file(next(p for p in CASES if p.stem == "historie_opplosning"))
"""Dissolved on 20 March 2025, with ten things of which eight are owned together."""
BEFORE, AFTER, LATER = date(2025, 3, 10), date(2025, 4, 1), date(2025, 12, 31)
THINGS = (
    "ting serveren er en eiendel", "faktum: serveren er i sameie", "faktum: serveren er drevet av Harstad",
    "faktum: delingen av serveren er ikke omtvistet",
    "skjønn den 1.4.2025: det er driftsmessig forsvarlig å beholde serveren; truffet av «partene»",
)  # fmt: skip
VOTES = tuple(dissolution(date(2025, 3, day), who, told=date(2025, 3, day)) for day, who in ((13, HOST), (20, MEMBER)))


def held(position: Position, norm: str) -> dict[tuple[str, str], Standing]:
    """The standing of a norm by bearer and thing, of what only another reading leaves in effect too."""
    listed = (*position.in_effect, *position.in_effect_by_rivals)
    return {(b, t): s for s in listed if s.norm == norm for b in s.bearers for t in s.things or ("",)}


def test_before_the_end_nothing_of_the_co_ownership_is_settled() -> None:
    """11.1 speaks of what happens on exit; while the cooperation lasts nobody may keep, dissolve or sell by it."""
    position = position_of(contract(), DISSOLVED, BEFORE, LATER)
    assert not [s.norm for s in position.in_effect if s.norm in ("beholde", "sameielov", "sameiesalg")]
    answer = found(DISSOLVED, "sameie-før", HOST, on=BEFORE)
    assert answer.statuses == (Status.SILENT,)


def test_who_keeps_a_thing_is_said_as_in_the_settlement() -> None:
    """The server is used by both: by the preferred reading it goes to the Act, and only rivals let anybody keep it."""
    position = position_of(contract(), DISSOLVED, AFTER, LATER)
    keeping = held(position, "beholde")
    assert {t for (b, t), s in keeping.items() if s.state is NormState.IN_EFFECT and b == HOST} == {
        "brannmuren", "vaktbilen", "sikkerhetskopien",
    }  # fmt: skip
    for who, readings in ((HOST, {"driveren", "bare-strid"}), (MEMBER, {"bare-strid"})):
        server = keeping[who, "serveren"]
        assert (server.state, server.status) == (NormState.NEVER_ARISES, Status.CONTESTED)
        assert {r.reading for r in server.rivals if r.states == (NormState.IN_EFFECT,)} == readings
    by_law = held(position, "sameielov")
    assert {t for b, t in by_law if b == MEMBER} == {"serveren", "lagringen", "reservestrømmen", "møteromsutstyret"}
    assert by_law[HOST, "serveren"].status is Status.CONTESTED
    assert by_law[HOST, "lagringen"].status is Status.SETTLED


def test_a_sale_is_for_what_goes_to_the_act_and_turns_on_a_judgement() -> None:
    """Sameigelova § 15 second paragraph: only what cannot be divided without harm is sold. Nobody has judged that."""
    sale = held(position_of(contract(), DISSOLVED, AFTER, LATER), "sameiesalg")
    assert {t for b, t in sale if b == HOST} == {"serveren", "lagringen", "reservestrømmen", "møteromsutstyret"}
    assert {s.status for s in sale.values()} == {Status.JUDGEMENT}
    assert not held(position_of(contract(), DISSOLVED, AFTER, LATER), "lovens-sal")


@pytest.mark.parametrize("agreed", [False, True])
def test_the_duties_of_exit_follow_dissolution_unless_agreed_otherwise(agreed: bool) -> None:
    """Each takes over its own tasks, and the co-ownership is dissolved."""
    otherwise = ("den 20.3.2025: partene avtaler hvordan oppløsningen gjennomføres",) if agreed else ()
    position = position_of(contract(), case(*approvals(), *VOTES, *THINGS, *otherwise, complete=LATER), AFTER, LATER)
    duties = {(b, s.norm) for s in position.in_effect for b in s.bearers}
    wanted = {(who, norm) for who in (HOST, MEMBER) for norm in ("overtakelse", "sameieoppløsning")}
    assert wanted & duties == (set() if agreed else wanted)
    assert bool(held(position, "beholde")) is not agreed


def test_what_is_owed_for_the_year_of_the_dissolution_is_contested() -> None:
    """The duty to pay lapses for the time after; by the words, all of it. 11.2 makes that rule of 11.1 apply."""
    about = case(*approvals(), *VOTES, complete=LATER)
    of_2025 = found(about, "betaling-etter", MEMBER, 2025, on=LATER)
    assert (of_2025.value, of_2025.statuses) == (False, (Status.CONTESTED,))
    literally = case(*approvals(), *VOTES, chosen("betalingsfri", "alt"), complete=LATER)
    assert found(literally, "betaling-etter", MEMBER, 2025, on=LATER).value is True
    of_2026 = found(about, "betaling-etter", MEMBER, 2026, on=LATER)
    assert (of_2026.value, of_2026.statuses) == (True, (Status.SETTLED,))
    left = case(*approvals(), notice(date(2023, 6, 1)), complete=LATER)
    assert found(left, "betaling-etter", MEMBER, 2024, on=LATER).value is False
    assert found(left, "betaling-etter", MEMBER, 2025, on=LATER).value is True


def test_an_outline_never_presented_is_not_owed_when_there_is_nothing_to_take_over() -> None:
    """5.1: the outline says how tasks are taken over and run. After the end it has nothing to say."""
    about = case(*approvals(), *VOTES, complete=LATER)
    for on, owed in ((BEFORE, True), (AFTER, False)):
        assert ("løsningsskisse" in {s.norm for s in position_of(contract(), about, on, LATER).in_effect}) is owed
