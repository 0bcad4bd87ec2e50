"""A question without a case: what has happened is not told, so no no follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from engine.answer import Answer, Status
from engine.ask import ask
from tests.helpers import HOST, MEMBER, contract

ON = date(2026, 11, 24)


def asked(question: str) -> Answer:
    found = ask(contract(), None, question, on=ON)
    assert isinstance(found, Answer)
    return found


@pytest.mark.parametrize(
    "question",
    [
        f"Kan {MEMBER} tre ut 1.1.2028?",
        f"Når kan {MEMBER} tidligst tre ut?",
        f"Når må {MEMBER} senest si opp for å tre ut 1.1.2028?",
        f"Hvor mye kan {MEMBER} kreve dekket av {HOST}?",
        f"Hva kan {MEMBER} gjøre ved mislighold?",
    ],
)
def test_what_turns_on_events_is_unknown(question: str) -> None:
    """Whether the agreement is concluded, and whether anybody is in breach, nobody has told."""
    found = asked(question)
    assert (found.status, found.value.plain) == (Status.UNKNOWN, None)
    assert [m.text for m in found.missing] == ["hva som har skjedd (uten sak er det ikke opplyst noe)"]
    assert "Uten sak: det er ikke opplyst noe om hva som har skjedd. Oppgi saken (--case)." in found.remarks


def test_what_the_text_alone_settles_stays_settled() -> None:
    """The agreement has no end date, whatever has happened."""
    found = asked("Er avtalen tidsbegrenset?")
    assert (found.status, found.value.plain) == (Status.SETTLED, False)
