"""The answer: the same object on every surface (terminal, JSON, web, API).

Words in it are for people (Norwegian, or English where asked); ``value`` is plain data. Statuses are those of the
core: the five sources a name can get its meaning from.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from dsl.record import Record, record_kw

ROUNDING = "avrunding"
"""The point of how a time limit is counted that ends on a day the month does not have."""


class Status(Enum):
    """What an answer rests on. The Norwegian word is the value."""

    SETTLED = "klart"
    CONTESTED = "omstridt"
    JUDGEMENT = "skjønn"
    UNKNOWN = "ukjent"
    SILENT = "taust"


@record_kw
class Dates(Record):
    """The three dates, never mixed. ``about`` is None if the question is about no day; ``complete`` is the case's."""

    about: date | None
    asked: date
    known: date
    complete: date | None


@record_kw
class AnswerValue(Record):
    """A value with its type: ja, dag, år, beløp, andel, tall, periode, gjentakelse, årsdag, tekst, ord, liste, part,
    ting, utvalg or noe.

    ``plain`` is a bool, date, int, Decimal (kroner, rounded to øre), Fraction, str, or tuple of str; None where there
    is no value. A period is an ISO 8601 duration («P1Y»), and days of the year are «--01-01».
    ``shown`` is how it reads: «ja», «1.1.2027», «kr 925 000», «37/360 (10,28 %)».
    """

    type: str
    plain: Any
    shown: str


AGREEMENT, MANDATORY_LAW, DEFAULT_LAW = "avtalen", "loven (ufravikelig)", "loven (fravikelig, utfyller)"


@record_kw
class Slip(Record):
    """An error the agreement's text is declared to have: skrivefeil, skannefeil or henvisningsfeil, as printed and as
    it should be.
    """

    kind: str
    printed: str
    right: str


@record_kw
class Ground(Record):
    """A clause the answer rests on: number, heading, the quoted sentences, and the rule that gives them effect.

    A statute's is a reference («kommuneloven § 20-8 andre ledd»). ``layer`` is the agreement, a mandatory statute above
    it, or a default one below. Where the quotation leaves out what stands between, it has «[…]»; ``slips`` are the
    declared errors in it.
    """

    clause: str
    heading: str
    quote: str
    rule: str
    layer: str = AGREEMENT
    slips: tuple[Slip, ...] = ()


@record_kw
class FactUsed(Record):
    """A recorded event or fact the answer used, or what the case shows none of.

    ``line`` is its line in the case file, 0 for what is not there. ``readings`` are the rival readings that alone use
    it; empty if the answer itself does.
    """

    text: str
    day: date | None
    source: str
    line: int
    readings: tuple[str, ...] = ()


@record_kw
class Missing(Record):
    """A fact the answer turns on and the case does not tell. ``reason`` is the case's own word for why, if it says."""

    text: str
    reason: str = ""


@record_kw
class Judgement(Record):
    """A human assessment. ``made`` is None while nobody has made it; else yes or no, with who, when and why.

    ``readings`` are the rival readings that alone rest on it; empty if the answer itself does.
    """

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
    readings: tuple[str, ...] = ()


@record_kw
class Assumed(Record):
    """An assessment nobody has made, supposed to go one way."""

    text: str
    holds: bool


@record_kw
class Outcome(Record):
    """What the answer is if the judgements it turns on go this way."""

    given: tuple[Assumed, ...]
    value: AnswerValue


@record_kw
class Rival(Record):
    """One reading of a contested point, and what the answer is under it (best readings elsewhere).

    ``turns_on`` names what that answer turns on, where it is not one value.
    """

    reading: str
    preferred: bool
    weak: bool
    because: str
    against: str
    value: AnswerValue | None
    turns_on: tuple[str, ...] = ()


@record_kw
class ReadingUse(Record):
    """A point of the text that can be read in rival ways and bears on this answer.

    ``chosen`` is the case's own choice, if any. ``quoted`` is False where the words are no words of the agreement, but
    say what it leaves open (a deadline on a day the month does not have).
    """

    point: str
    clause: str
    words: str
    chosen: str
    rivals: tuple[Rival, ...]
    quoted: bool = True


@record_kw
class Act(Record):
    """Something somebody can still do. ``latest`` is the last day it counts, ``which`` the dated thing («mottatt»).

    A ``breach`` is no step anybody takes, but what the other steps suppose has happened.
    """

    text: str
    actor: str
    latest: date | None
    which: str
    conditions: tuple[str, ...]
    breach: bool = False


@record_kw
class Route(Record):
    """A minimal set of acts that brings the goal about.

    ``control``: alene, enighet, andre, mislighold, skjønn or skjedd.
    """

    control: str
    power: str
    clause: str
    acts: tuple[Act, ...]
    provided: tuple[str, ...]
    requires: tuple[str, ...]


@record_kw
class Deadline(Record):
    """The last day for an act, under one way of reading the text (``readings`` empty if all agree)."""

    text: str
    day: date
    readings: tuple[str, ...]
    passed: bool


@record_kw
class Silence(Record):
    """A declared gap the answer meets. ``filled_by`` names the law that may fill it."""

    name: str
    about: str
    clause: str
    filled_by: tuple[str, ...]
    advice: tuple[str, ...]


@record_kw
class Step(Record):
    """One step of the derivation: what was concluded, from which clause and sentence, and the steps it rests on."""

    kind: str
    name: str
    text: str
    value: str
    clause: str = ""
    quote: str = ""
    premises: tuple[Step, ...] = ()


@record_kw
class Answer(Record):
    """A grounded answer.

    ``headline`` is the verdict in a few words; ``sentences`` explain it; ``advice`` is for a careful lawyer.
    """

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
    outcomes: tuple[Outcome, ...] = ()
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


@record_kw
class NoAnswer(Record):
    """The question was not understood: why, and the nearest ones that are."""

    asked: str
    language: str
    reason: str
    nearest: tuple[str, ...] = ()
