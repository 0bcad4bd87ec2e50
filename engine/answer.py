"""The answer: the same object on every surface (terminal, JSON, web, API).

Words in it are for people (Norwegian, or English where asked); ``value`` is plain data. Statuses are those of the core: the
five sources a name can get its meaning from.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from attrs import field, frozen


class Status(Enum):
    """What an answer rests on. The Norwegian word is the value."""

    SETTLED = "klart"
    CONTESTED = "omstridt"
    JUDGEMENT = "skjønn"
    UNKNOWN = "ukjent"
    SILENT = "taust"


@frozen(kw_only=True)
class Dates:
    """The three dates, never mixed. ``about`` is None if the question is about no day; ``complete`` is the case's."""

    about: date | None
    asked: date
    known: date
    complete: date | None


@frozen(kw_only=True)
class AnswerValue:
    """A value with its type: ja, dag, år, beløp, andel, tall, tekst, liste, part or noe.

    ``plain`` is a bool, date, int, Decimal (kroner, rounded to øre), Fraction, str, or tuple of str; None where there is no value.
    ``shown`` is how it reads: «ja», «1.1.2027», «kr 925 000», «37/360 (10,28 %)».
    """

    type: str
    plain: Any
    shown: str


@frozen(kw_only=True)
class Ground:
    """A clause the answer rests on: number, heading, the quoted sentence, and the rule that gives it effect."""

    clause: str
    heading: str
    quote: str
    rule: str


@frozen(kw_only=True)
class FactUsed:
    """A recorded event or fact the answer used, or what the case shows none of.

    ``line`` is its line in the case file, 0 for what is not there.
    """

    text: str
    day: date | None
    source: str
    line: int


@frozen(kw_only=True)
class Missing:
    """A fact the answer turns on and the case does not tell. ``reason`` is the case's own word for why, if it says."""

    text: str
    reason: str = ""


@frozen(kw_only=True)
class Judgement:
    """A human assessment. ``made`` is None while nobody has made it; else yes or no, with who, when and why."""

    name: str
    text: str
    clause: str
    decided_by: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    made: bool | None = None
    by: str = ""
    day: date | None = None
    because: str = ""


@frozen(kw_only=True)
class Rival:
    """One reading of a contested point, and what the answer is under it (best readings elsewhere)."""

    reading: str
    preferred: bool
    weak: bool
    because: str
    against: str
    value: AnswerValue | None


@frozen(kw_only=True)
class ReadingUse:
    """A point of the text that can be read in rival ways and bears on this answer. ``chosen`` is the case's own choice, if any."""

    point: str
    clause: str
    words: str
    chosen: str
    rivals: tuple[Rival, ...]


@frozen(kw_only=True)
class Act:
    """Something somebody can still do. ``latest`` is the last day it counts, ``which`` the dated thing («mottatt»)."""

    text: str
    actor: str
    latest: date | None
    which: str
    conditions: tuple[str, ...]


@frozen(kw_only=True)
class Route:
    """A minimal set of acts that brings the goal about. ``control``: alene, enighet, andre, mislighold, skjønn or skjedd."""

    control: str
    power: str
    clause: str
    acts: tuple[Act, ...]
    provided: tuple[str, ...]
    requires: tuple[str, ...]


@frozen(kw_only=True)
class Deadline:
    """The last day for an act, under one way of reading the text (``readings`` empty if all agree)."""

    text: str
    day: date
    readings: tuple[str, ...]
    passed: bool


@frozen(kw_only=True)
class Silence:
    """A declared gap the answer meets. ``filled_by`` names the law that may fill it."""

    name: str
    about: str
    clause: str
    filled_by: tuple[str, ...]
    advice: tuple[str, ...]


@frozen(kw_only=True)
class Step:
    """One step of the derivation: what was concluded, from which clause and sentence, and the steps it rests on."""

    kind: str
    name: str
    text: str
    value: str
    clause: str = ""
    quote: str = ""
    premises: tuple[Step, ...] = ()


@frozen(kw_only=True)
class Answer:
    """A grounded answer. ``headline`` is the verdict in a few words; ``sentences`` explain it; ``advice`` is for a careful lawyer."""

    question: str
    asked: str
    understood: str
    language: str
    contract: str
    case: str
    dates: Dates
    value: AnswerValue
    status: Status
    statuses: tuple[Status, ...]
    headline: str
    sentences: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    facts: tuple[FactUsed, ...] = ()
    missing: tuple[Missing, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    readings: tuple[ReadingUse, ...] = ()
    routes: tuple[Route, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    next_day: date | None = None
    silences: tuple[Silence, ...] = ()
    laws: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    derivation: Step | None = None


@frozen(kw_only=True)
class NoAnswer:
    """The question was not understood: why, and the nearest ones that are."""

    asked: str
    language: str
    reason: str
    nearest: tuple[str, ...] = field(default=())
