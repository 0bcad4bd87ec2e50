"""A timeline as it is handed out: plain frozen data, the same in text, SVG, JSON and Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dsl.record import Record, record_kw
from engine.answer import Dates, Status
from engine.readings_named import ReadingNamed


@record_kw
class ReadDay(Record):
    """A day, and the readings that give it (none if all agree)."""

    day: date
    readings: tuple[str, ...] = ()


@record_kw
class Phase(Record):
    """A state of the agreement or of a party while it lasts.

    ``start`` is its first day at the preferred readings and ``stop`` the first day it is no more, None if no end is
    known. ``rivals`` are the first days, and ``stop_rivals`` the ends, that other readings give; under the readings
    ``endless`` it does not end.
    """

    name: str
    text: str
    start: date
    stop: date | None
    status: Status
    rivals: tuple[ReadDay, ...] = ()
    stop_rivals: tuple[ReadDay, ...] = ()
    endless: tuple[str, ...] = ()


@record_kw
class Happening(Record):
    """A recorded event."""

    id: str
    kind: str
    day: date
    text: str
    source: str
    line: int


@record_kw
class NoticeDay(Record):
    """The last day for an act of a party, with effect on a day.

    ``days`` are the last days under each reading, earliest first; ``best`` is that of the preferred readings, None if
    it is open. ``passed`` tells that the earliest is before the day asked.
    """

    act: str
    parties: tuple[str, ...]
    effect: date
    question: str
    days: tuple[ReadDay, ...]
    best: date | None
    status: Status
    passed: bool


@record_kw
class DutyDay(Record):
    """The last day to fulfil a norm.

    ``amount`` is what is to be paid, in kroner, None if nothing is or it is not known; below zero it is to be had back,
    and where there is one counterparty it is that one that pays. ``amount_noun`` is what the agreement calls it.
    ``state`` is the word for how it stands on the day asked, "" where it is open; ``states`` are then those it can be
    in, ``missing`` what the case does not tell and ``unsaid`` what the agreement does not say that it turns on.
    ``silences`` are what the agreement does not say about the day, where something fills it.
    """

    id: str
    norm: str
    kind: str
    bearers: tuple[str, ...]
    text: str
    amount: Decimal | None
    clause: str
    day: date
    rivals: tuple[ReadDay, ...]
    state: str
    silences: tuple[str, ...]
    counterparties: tuple[str, ...] = ()
    amount_noun: str = ""
    states: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


@record_kw
class Timeline(Record):
    """Everything dated from ``start`` to ``stop``, both included; each list in the order of days. ``readings`` are
    those named in any of them.
    """

    language: str
    contract: str
    title: str
    case: str
    dates: Dates
    start: date
    stop: date
    phases: tuple[Phase, ...]
    happenings: tuple[Happening, ...]
    notices: tuple[NoticeDay, ...]
    duties: tuple[DutyDay, ...]
    remarks: tuple[str, ...] = ()
    readings: tuple[ReadingNamed, ...] = ()
