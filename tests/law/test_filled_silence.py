"""What an Act adds where the agreement is silent applies on the Act's own condition, and that is said."""

from __future__ import annotations

from datetime import date

import pytest

from engine.answer import Answer
from engine.ask import ask
from tests.helpers import HOST, MEMBER, approvals, case, contract

ASKED = date(2021, 6, 1)
POWER = f"{HOST} har myndighet for {MEMBER}"
DELEGATED = (
    f"den 18.12.2019: kommunestyret i {MEMBER} instruerer rådmannen",
    f"den 20.12.2019: rådmannen i {MEMBER} delegerer til verten",
)


def said(*statements: str, told: bool = True, on: date = ASKED) -> list[str]:
    """What is said of the condition in kommuneloven § 20-2 (4): that power is delegated."""
    about = case(*statements) if told else None
    answer = ask(contract(), about, f"Kan {MEMBER} instruere {HOST}?", on=on)
    assert isinstance(answer, Answer)
    assert any(s.startswith("Loven utfyller (kommuneloven § 20-2 fjerde ledd") for s in answer.sentences)
    return [s for s in answer.sentences if "vilkåret" in s.lower()]


def test_a_condition_that_is_not_fulfilled_is_said() -> None:
    """Nothing is delegated, so there is nothing to instruct about."""
    assert said(*approvals()) == [f"Vilkåret er ikke oppfylt 1.6.2021: {POWER}."]


def test_a_condition_that_is_fulfilled_needs_no_words() -> None:
    """Instruction and delegation are told, and the case is complete."""
    assert said(*approvals(), *DELEGATED) == []


@pytest.mark.parametrize("on", [ASKED, date(2019, 1, 1)])
def test_without_a_case_it_is_not_told(on: date) -> None:
    """Nobody has told whether anything is delegated."""
    assert said(told=False, on=on) == [f"Det er ikke opplyst om vilkåret er oppfylt: {POWER}."]


def test_after_the_case_is_complete_it_is_as_told() -> None:
    """On a day later than the case tells of, the answer says to when it tells."""
    later = date(2050, 1, 1)
    (sentence,) = said(*approvals(), *DELEGATED, on=later)
    assert sentence.startswith("Vilkåret er oppfylt etter saken (komplett til ")
