"""A case: what has happened, what is known, and what people have judged. Plain frozen data, apart from the agreement.

Missing, known absent and not yet decided are three things: a fact that stands nowhere is missing; an event that
stands nowhere on a day up to ``complete`` did not happen; a judgement nobody has made is open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.contract import Party
from dsl.record import Record, record_kw

ASSUMED = "forutsatt"
"""The source of a fact that is supposed for one run, and stands in no case file."""


@record_kw
class EventRecord(Record):
    """Something that happened on ``day``, known since ``known``. ``fields`` are (name, value); values are plain."""

    id: str
    kind: str
    day: date
    fields: tuple[tuple[str, Any], ...]
    known: date
    text: str
    source: str = ""
    line: int = 0

    def __hash__(self) -> int:
        return hash(self.id)  # no two events of a case have one name

    def get(self, name: str) -> Any:
        """The field's value, None if the record does not tell. ``dato`` is the day of the event."""
        for each, value in self.fields:
            if each == name:
                return value
        return self.day if name == "dato" else None


@record_kw
class FactRecord(Record):
    """A fact: the oracle's name, its arguments, its value. ``known`` None: known all along."""

    name: str
    args: tuple[Any, ...]
    value: Any
    known: date | None
    text: str
    source: str = ""
    line: int = 0


@record_kw
class JudgementRecord(Record):
    """A judgement somebody made on ``day``."""

    name: str
    args: tuple[Any, ...]
    value: bool
    day: date
    known: date
    by: str
    because: str
    text: str
    line: int = 0


@record_kw
class ChosenReading(Record):
    """A reading settled for this case, by the parties or a court, from ``day`` on."""

    point: str
    reading: str
    day: date | None
    by: str
    line: int = 0


@record_kw
class Absence(Record):
    """Events of a kind with these field values did not happen in [start, stop], whatever ``complete`` says."""

    kind: str
    fields: tuple[tuple[str, Any], ...]
    start: date | None
    stop: date | None
    line: int = 0


@record_kw
class UnknownReason(Record):
    """Why a fact is not known."""

    name: str
    args: tuple[Any, ...]
    reason: str


@record_kw
class Expected(Record):
    """A question in the case file with the answer its author expects. ``status`` "" if none is stated."""

    on: date
    known: date | None
    question: str
    status: str
    value: str
    line: int


@record_kw
class Case(Record):
    """A whole case.

    ``complete`` is the last day of which everything is told; ``complete_for`` the same for single kinds.
    """

    name: str
    agreement: str
    title: str
    digest: str
    complete: date | None
    complete_for: tuple[tuple[str, date], ...]
    parties: tuple[Party, ...]
    individuals: tuple[tuple[str, str], ...]
    events: tuple[EventRecord, ...]
    facts: tuple[FactRecord, ...]
    judgements: tuple[JudgementRecord, ...]
    chosen: tuple[ChosenReading, ...]
    absences: tuple[Absence, ...]
    unknown: tuple[UnknownReason, ...]
    expected: tuple[Expected, ...]
