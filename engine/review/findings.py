"""What a review finds: plain frozen data, the same on every surface."""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.record import Record, record_kw

KINDS = (
    "mangler", "henvisning", "tom", "lesning", "spenning", "taushet", "navn", "skrivefeil",
)  # fmt: skip
"""Missing content, wrong reference, a right that can never arise, rival readings, tension, silence, names, slips."""

HIGH, MIDDLE, LOW = 3, 2, 1


@record_kw
class Outcome(Record):
    """A reading, why one would read so or not, and what the answer is under it: ``shown``, "" where no case shows it.

    ``weak``: it is told so that nobody believes it was overlooked; no answer is given under it.
    """

    reading: str
    preferred: bool
    because: str
    shown: str
    weak: bool = False
    against: str = ""


@record_kw
class Worth(Record):
    """What a reading point is worth in one answer: the largest difference from the preferred reading.

    ``type`` is beløp, dag, andel or ja (else the answer's own). ``amount`` is the difference, in ``unit``: kroner
    (Decimal), dager (int) or andel (Fraction); None and "" where it cannot be counted. ``others`` are how many more
    reading points the answer turns on.
    """

    question: str
    case: str
    on: date
    type: str
    amount: Any
    unit: str
    shown: str
    values: tuple[tuple[str, str], ...]
    others: int


@record_kw
class Finding(Record):
    """One item of the checklist.

    ``weight`` is 3 (look at it before signing), 2 or 1 (good to know). ``clauses`` are the clauses it is about,
    ``line`` the line in the agreement's file, 0 where there is none. ``declared``: the agreement's file says so itself,
    as apart from what is worked out.
    """

    kind: str
    weight: int
    name: str
    clauses: tuple[str, ...]
    line: int
    title: str
    details: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    declared: bool = True
    worth: tuple[Worth, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@record_kw
class Review(Record):
    """The whole checklist, by weight and then by clause. ``cases`` are the names of the cases it was tried on.

    ``as_of`` is the day an amended agreement is reviewed as it stood, None for one nothing has amended; ``version`` the
    title of the amendment that made it so, and ``since`` from when, "" and None for the agreement as first made.
    """

    contract: str
    title: str
    language: str
    statutes: tuple[str, ...]
    cases: tuple[str, ...]
    findings: tuple[Finding, ...]
    as_of: date | None = None
    version: str = ""
    since: date | None = None
