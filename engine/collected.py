"""What steps of a derivation rest on, and steps kept together with it.

A definition's step is the same whatever the question, unless the asking day shows in it or something in it lies too
deep to be shown. So it is kept with the facts, and with it what it collected and how deep it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from dsl.case import EventRecord
    from engine.answer import Step

MOST_DEEP = 40
"""Steps that lie deeper are left out."""


class Collected:
    """The records, facts, judgements, absences, failures and passed days steps rest on, what sums leave out, and what
    there is nothing of to sum, in order; and how deep the steps lie.
    """

    def __init__(self, deepest: int = 0) -> None:
        self.events: dict[str, EventRecord] = {}
        self.facts: dict[tuple[str, tuple[Any, ...]], Any] = {}
        self.judgements: dict[tuple[str, tuple[Any, ...]], None] = {}
        self.absences: dict[tuple[str, str], None] = {}  # the kind of event, and whose act, "" if anybody's
        self.failed: dict[str, str] = {}
        self.passed: dict[date, None] = {}  # recurring days held against the day asked and passed over
        self.left_out: dict[str, str] = {}
        self.none_of: dict[str, None] = {}
        self.days: dict[date, None] = {}  # of which it mattered whether they are working days
        self.asked_matters = False
        self.deepest = deepest
        self.deepest_event = -MOST_DEEP

    def add(self, below: Collected, deepest: int, deepest_event: int) -> None:
        """Add what other steps rest on; what was there first keeps its place."""
        self.events.update(below.events)
        self.facts.update(below.facts)
        self.judgements.update(below.judgements)
        self.absences.update(below.absences)
        for name, text in below.failed.items():
            self.failed.setdefault(name, text)
        self.passed.update(below.passed)
        self.days.update(below.days)
        self.none_of.update(below.none_of)
        for name, text in below.left_out.items():
            self.left_out.setdefault(name, text)
        self.asked_matters = self.asked_matters or below.asked_matters
        self.deepest = max(self.deepest, deepest)
        self.deepest_event = max(self.deepest_event, deepest_event)


class Kept(NamedTuple):
    """A definition's step, what it rests on, and how far below it the deepest step and the deepest event lie."""

    step: Step
    below: Collected
    height: int
    event_height: int
