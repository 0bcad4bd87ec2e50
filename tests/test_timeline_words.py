"""A timeline in words: the same as the position says of the same duty, and no name that only the source explains."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.position import duties_of
from engine.timeline import timeline
from engine.timeline_answer import Timeline
from renderers.timeline_svg import timeline_svg
from renderers.timeline_text import timeline_text
from tests import helpers as h

CASES = h.ROOT / "agreements" / "saker"
TODAY = date(2026, 11, 24)


def drawn(case: str, asked: date = TODAY, lang: str = "nb") -> Timeline:
    """The timeline of a kept history."""
    return timeline(h.contract(), h.case_file(CASES / f"{case}.sak"), asked=asked, lang=lang)


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_what_is_to_be_paid_back_is_for_the_other_to_pay() -> None:
    """The settlement of 2023 came to kr 6 478,60 less than was paid: the host owes it (6.2)."""
    found = drawn("historie_normal")
    settled = next(d for d in found.duties if d.norm == "sluttoppgjør" and d.day == date(2024, 1, 31))
    assert settled.amount == Decimal("-6478.60")
    assert (settled.bearers, settled.counterparties) == (("Ibestad",), ("Harstad",))
    text = one_line(timeline_text(found))
    assert "Harstad skal betale tilbake kr 6 478,60 (oppgjørsbeløpet)" in text
    assert "til gode" not in text
    english = one_line(timeline_text(drawn("historie_normal", lang="en")))
    assert "Harstad shall pay back NOK 6,478.60" in english


def test_what_is_not_decided_says_what_it_can_be_and_why() -> None:
    """The timeline and the list of duties are of the same instances, asked on the same day."""
    found = drawn("eksempel")
    listed = duties_of(h.contract(), h.case_file(CASES / "eksempel.sak"), found.start, found.stop, asked=TODAY)
    stands = {s.id: s for s in listed.items}
    open_ones = [d for d in found.duties if not d.state]
    assert open_ones
    for duty in open_ones:
        assert duty.states == tuple(state.value for state in stands[duty.id].states)
        assert (duty.missing, duty.unsaid) == (stands[duty.id].missing, stands[duty.id].silences)
        assert duty.missing or duty.unsaid
    text = one_line(timeline_text(found))
    assert "avtalen tier om hva som betales når budsjettet det regnes etter, ikke er vedtatt" in text
    assert "gjelder eller oppfylt; saken sier ikke: om partene har holdt samarbeidsmøte" in text


def test_no_name_of_a_rule_stands_for_what_is_to_be_done() -> None:
    """«akonto:» is a name in the source, not a word of the agreement."""
    found = drawn("eksempel")
    names = {duty.norm for duty in found.duties}
    text, picture = timeline_text(found), timeline_svg(found)
    assert not [name for name in names if f"{name}:" in text or f"{name} (" in picture]
    assert "Ibestad skal betale akontobeløpet" in picture


def test_one_of_them_gives_notice() -> None:
    """Each may exit alone (11.1)."""
    assert "oppsigelse fra Harstad eller Ibestad" in one_line(timeline_text(drawn("eksempel")))


def test_readings_are_named_by_what_differs_and_explained() -> None:
    """An end by «helt-år» takes no other reading than the preferred ones, so no other is named."""
    found = drawn("historie_uttreden")
    phase = next(p for p in found.phases if p.name == "i-kraft")
    assert [(d.day, d.readings) for d in phase.stop_rivals] == [(date(2026, 1, 1), ("helt-år",))]
    assert {"helt-år", "bare-oppløsning"} <= {r.reading for r in found.readings}
    assert "punkt 11.1 «gis minimum 1 år i forveien» (brukt: «kalenderdato»)" in one_line(timeline_text(found))
