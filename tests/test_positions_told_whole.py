"""What a position must tell for nobody to be misled by it: days that readings move, and what only other readings give.

The expected days come from the text: notice is to be given at least one year ahead (11.1), so one that arrived 1.1.2024
ends what it ends 1.1.2025, or 1.1.2026 where a whole year must lie between («helt-år»).
"""

from __future__ import annotations

from datetime import date

from engine.answer import Status
from engine.norm_state import NormState
from engine.position import Position, duties_of, position_of
from engine.position_phases import Phase
from renderers.position_text import position_text
from tests import helpers as h

CASES = h.ROOT / "agreements" / "saker"


def standing(case: str, on: date, asked: date) -> Position:
    """The position of a kept history."""
    return position_of(h.contract(), h.case_file(CASES / f"{case}.sak"), on, asked)


def in_force(found: Position) -> Phase:
    """How it stands with the agreement being in force."""
    return next(p for p in found.phases if p.name == "i-kraft")


def test_a_last_day_to_come_that_readings_move_is_contested() -> None:
    """The agreement runs on the day asked about by all readings, but they differ on until when."""
    found = standing("historie_uttreden", date(2024, 1, 15), date(2024, 1, 15))
    phase = in_force(found)
    assert (phase.holds, phase.until, phase.status) == (True, date(2025, 1, 1), Status.CONTESTED)
    others = {rival.reading: (rival.holds, rival.until) for rival in phase.rivals}
    assert others == {"helt-år": (True, date(2026, 1, 1)), "bare-oppløsning": (True, None)}
    text = position_text(found)
    assert "etter lesningen «helt-år»: til 1.1.2026" in text
    assert "etter lesningen «bare-oppløsning»: ingen slutt" in text


def test_when_a_dissolution_was_complete_is_contested_afterwards_too() -> None:
    """It is over on the day asked about whoever is right, but since when turns on whether the notice of the last vote
    counts (11.2).
    """
    phase = in_force(standing("historie_opplosning", date(2025, 4, 1), date(2025, 12, 31)))
    assert (phase.holds, phase.until, phase.status) == (False, date(2025, 3, 20), Status.CONTESTED)
    assert [(rival.reading, rival.until) for rival in phase.rivals] == [("siste-melding", date(2025, 3, 24))]


def test_what_is_over_is_not_told_as_if_it_never_was() -> None:
    """«nei, fra …, til …» can be read as both."""
    text = " ".join(position_text(standing("historie_opplosning", date(2025, 4, 1), date(2025, 12, 31))).split())
    assert "avtalen er i kraft nei; var det fra 17.12.2019 omstridt til 20.3.2025" in text
    before = " ".join(position_text(standing("historie_normal", date(2019, 12, 20), date(2019, 12, 20))).split())
    assert "gjennomføringen er i gang nei; først fra 1.1.2020" in before


def test_what_only_another_reading_leaves_in_effect_is_listed() -> None:
    """By «helt-år» the agreement runs all of 2025: meetings (7), reports (8), operation (4.1), own equipment (4.3) and
    own tasks (6.2) are duties then, of both where the party that gave notice is still in.
    """
    found = standing("historie_uttreden", date(2025, 1, 15), date(2026, 7, 1))
    left = {(s.norm, s.bearers, s.occurrence) for s in found.in_effect_by_rivals}
    both, host, member = ("Harstad", "Ibestad"), ("Harstad",), ("Ibestad",)
    year = date(2025, 1, 1)
    assert {
        ("møter", both, year), ("tertialrapport", host, year), ("årsrapport", host, year), ("drift", host, None),
        ("eget-utstyr", member, None), ("egne-oppgaver", member, None),
    } <= left  # fmt: skip
    meetings = [s for s in found.by_rivals if s.norm == "møter"]
    quarters = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
    assert [(s.deadline, s.bearers) for s in meetings] == [(day, both) for day in quarters]
    assert not {s.id for s in found.in_effect} & {s.id for s in found.in_effect_by_rivals}
    assert "Gjelder bare etter andre lesninger" in position_text(found)


def test_a_list_of_duties_has_those_that_only_another_reading_gives() -> None:
    """Meetings and reports of 2025, as by «helt-år»."""
    found = duties_of(
        h.contract(), h.case_file(CASES / "historie_uttreden.sak"), date(2025, 1, 1), date(2025, 12, 31),
        asked=date(2026, 7, 1),
    )  # fmt: skip
    norms = [s.norm for s in found.items]
    assert (norms.count("møter"), norms.count("tertialrapport"), norms.count("årsrapport")) == (4, 3, 1)
    for each in found.items:
        if each.norm in ("møter", "tertialrapport", "årsrapport"):
            assert each.states == (NormState.NEVER_ARISES,)
            assert "helt-år" in {rival.reading for rival in each.rivals}


def test_what_has_not_begun_has_no_end() -> None:
    """After a termination for breach nobody has dissolved anything, by any reading of «samarbeidet» (12)."""
    found = standing("historie_mislighold", date(2025, 6, 1), date(2025, 12, 31))
    dissolved = next(p for p in found.phases if p.name == "oppløst")
    assert (dissolved.holds, dissolved.since, dissolved.until, dissolved.rivals) == (False, None, None, ())


def test_duties_and_position_agree_on_what_only_another_reading_gives() -> None:
    """Asked before its day, a meeting of 2025 is contested in both: it does not arise, or by «helt-år» it is due."""
    case, asked = h.case_file(CASES / "historie_uttreden.sak"), date(2025, 1, 15)
    year = date(2025, 1, 1), date(2025, 12, 31)
    listed = {s.id: s for s in duties_of(h.contract(), case, *year, asked=asked).items}
    shown = standing("historie_uttreden", asked, asked).by_rivals
    assert {s.norm for s in shown} >= {"møter", "akonto"}
    for each in shown:
        if each.deadline is not None and each.deadline <= year[1]:
            assert (listed[each.id].states, listed[each.id].rivals) == (each.states, each.rivals)
            assert (listed[each.id].status, each.states) == (Status.CONTESTED, (NormState.NEVER_ARISES,))
    report = next(s for s in listed.values() if (s.norm, s.occurrence) == ("tertialrapport", date(2025, 9, 1)))
    assert (report.states, report.status) == ((NormState.NEVER_ARISES,), Status.CONTESTED)


def test_what_is_to_come_is_another_thing_than_what_never_comes() -> None:
    """Before any notice the meetings of 2025 have not arisen yet; after it they do not arise, by the preferred
    reading.
    """
    before, after = (
        duties_of(h.contract(), h.case(*told, complete=asked), date(2025, 1, 1), date(2025, 3, 31), asked=asked)
        for asked, told in (
            (date(2023, 12, 1), h.approvals()),
            (date(2024, 2, 1), (*h.approvals(), h.notice(date(2024, 1, 1)))),
        )
    )
    coming, gone = (next(s for s in each.items if s.norm == "møter") for each in (before, after))
    assert (coming.states, coming.status) == ((NormState.NOT_ARISEN,), Status.SETTLED)
    assert (gone.states, gone.status) == ((NormState.NEVER_ARISES,), Status.CONTESTED)


def test_duties_that_an_event_starts_are_listed() -> None:
    """A dissolution starts the duty to wind up what is owned together (11.1), a disagreement that to seek a settlement
    (13). What begins with the cooperation and is done all the time is in the position alone.
    """
    for case, start, asked, norm, day in (
        ("historie_opplosning", date(2025, 1, 1), date(2025, 4, 1), "sameieoppløsning", date(2025, 3, 20)),
        ("historie_budsjettstrid", date(2024, 12, 1), date(2024, 12, 20), "minnelighet", date(2024, 12, 19)),
    ):
        told = h.case_file(CASES / f"{case}.sak")
        found = duties_of(h.contract(), told, start, date(2025, 12, 31), asked=asked).items
        assert [s.arises for s in found if s.norm == norm] == [day]
        assert "drift" not in {s.norm for s in found}
    first_year = duties_of(h.contract(), told, date(2019, 12, 17), date(2020, 12, 31), asked=date(2020, 2, 1)).items
    assert not {"drift", "eget-utstyr"} & {s.norm for s in first_year}


def test_a_day_roles_ended_that_readings_move_is_contested() -> None:
    """When the parties were so no more turns on the readings that say when the agreement ended (11.1, 11.2, 14)."""
    exits, dissolved = (
        standing(f"historie_{name}", on, on)
        for name, on in (("uttreden", date(2025, 1, 15)), ("opplosning", date(2025, 4, 1)))
    )
    days = {party.name: {rival.reading: rival.until for rival in party.rivals} for party in exits.parties}
    assert days == {
        "Harstad": {"helt-år": date(2026, 1, 1), "bare-oppløsning": None}, "Ibestad": {"helt-år": date(2026, 1, 1)},
    }  # fmt: skip
    for party in dissolved.parties:
        assert (party.former, party.roles, party.until) == (True, (), date(2025, 3, 20))
        assert {rival.reading: rival.until for rival in party.rivals} == {"siste-melding": date(2025, 3, 24)}
    text = " ".join(position_text(dissolved).split())
    assert "tidligere part, vertskommune omstridt til 20.3.2025 etter lesningen «siste-melding»: til 24.3.2025" in text
    before = standing("historie_uttreden", date(2024, 1, 15), date(2024, 1, 15)).parties
    assert not any(party.former or party.rivals for party in before)
