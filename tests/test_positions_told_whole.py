"""What a position must tell for nobody to be misled by it: days that readings move, and what only other readings give.

The expected days come from the text: notice is to be given at least one year ahead (11.1), so one that arrived 1.1.2024
ends what it ends 1.1.2025, or 1.1.2026 where a whole year must lie between («helt-år»).
"""

from __future__ import annotations

from datetime import date

from engine.answer import Status
from engine.position import Position, position_of
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
