"""What came out of a table: rows of cells, one for each year. The same object on every surface."""

from __future__ import annotations

from dsl.record import Record, record_kw
from engine.answer import AnswerValue, Dates, FactUsed, Judgement, Missing, ReadingUse, Silence, Status, Step


@record_kw
class RivalSilence(Record):
    """A silence that only other readings meet, and those readings; none where it takes more than one of them."""

    silence: Silence
    readings: tuple[str, ...]


@record_kw
class RivalFact(Record):
    """A fact that no preferred figure rests on, and the readings whose figures do."""

    fact: FactUsed
    readings: tuple[str, ...]


@record_kw
class Cell(Record):
    """One row for one year.

    ``value`` is that of the best readings; ``readings`` what it is under each rival, the others at their best.
    ``parts`` is what the rows above a sum come to where that is not the sum. ``applies`` is False for a year in which
    the party had no part in what the table is about, and the cell then has no value. ``silences`` are those the best
    readings meet.
    """

    year: int
    applies: bool
    value: AnswerValue
    status: Status
    statuses: tuple[Status, ...] = ()
    readings: tuple[ReadingUse, ...] = ()
    missing: tuple[Missing, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    silences: tuple[Silence, ...] = ()
    rival_silences: tuple[RivalSilence, ...] = ()
    parts: AnswerValue | None = None
    steps: tuple[Step, ...] = ()


@record_kw
class MoneyRow(Record):
    """A row. ``kind`` is rad, pluss, minus or sum; ``clauses`` are those its steps rest on, the nearest first."""

    kind: str
    label: str
    type: str
    clauses: tuple[str, ...]
    remarks: tuple[str, ...]
    cells: tuple[Cell, ...]


@record_kw
class MoneyTable(Record):
    """A table for one party (or none) and some years. ``assumed`` are facts supposed for this run alone."""

    name: str
    title: str
    language: str
    contract: str
    case: str
    party: str
    dates: Dates
    years: tuple[int, ...]
    rows: tuple[MoneyRow, ...]
    facts: tuple[FactUsed, ...] = ()
    rival_facts: tuple[RivalFact, ...] = ()
    assumed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
