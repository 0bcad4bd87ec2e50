"""A list that turns on what may have gone untold: still unknown, but what the case shows is said first."""

from datetime import date

import pytest

import vka
from engine.answer import Answer, Status
from tests.helpers import ROOT

AGREEMENT = vka.load(ROOT / "agreements" / "ibestad_harstad.vka")
CASE = vka.load_case(ROOT / "agreements" / "saker" / "eksempel.sak", AGREEMENT)
REPORTS = "Hvilke rapporter, til hvem og når?"


def asked(question: str, on: date, *, told: bool = True, lang: str = "nb") -> Answer:
    """The answer in the example case, which is complete to 1.11.2026, or without a case."""
    found = AGREEMENT.ask(question, CASE if told else None, on=on, lang=lang)
    assert isinstance(found, Answer), found
    return found


def test_what_the_case_shows_is_the_headline() -> None:
    """A dissolution may have gone untold for three weeks: unknown, with the duties first and what it turns on after."""
    settled, later = asked(REPORTS, date(2026, 11, 1)), asked(REPORTS, date(2026, 11, 23))
    assert settled.status is Status.SETTLED
    assert later.status is Status.UNKNOWN
    assert later.value.plain is None
    assert later.headline == f"{settled.headline}, etter det saken viser"
    assert any("vedtatt oppløsning" in each.text for each in later.missing)
    assert later.sentences[0].startswith("Det kommer an på")
    assert asked(REPORTS, date(2026, 11, 23), lang="en").headline.endswith(", by what the case tells")


@pytest.mark.parametrize(
    ("question", "listed"), [("Hvem er parter?", "Aktuelt: Harstad; Ibestad."), (REPORTS, "Aktuelt: skal")]
)
def test_without_a_case_nothing_is_shown_as_so(question: str, listed: str) -> None:
    """Nobody has told that the agreement was concluded; what may be on the list is named."""
    found = asked(question, date(2026, 11, 23), told=False)
    assert found.headline == "KAN IKKE SVARES UTEN FLERE OPPLYSNINGER"
    assert found.sentences[0].startswith(listed)


@pytest.mark.parametrize("question", [
    "Er avtalen i kraft?", "Når tar avtalen slutt?", "Er Ibestad ute 1.1.2027?", "Er samarbeidet oppløst?",
    "Hvem kan oppløse samarbeidet?", "Hva betaler Ibestad for 2023?",
])  # fmt: skip
def test_a_question_without_a_case_is_unknown_and_no_error(question: str) -> None:
    """Counted from the beginning of time, a year's notice would lie before the calendar: none was given, then."""
    found = asked(question, date(2026, 11, 23), told=False)
    assert found.status is Status.UNKNOWN
    assert found.missing
