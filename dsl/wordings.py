"""The days a passage or rule of a statute is in force, and what is wrong with them.

The wordings of one paragraph follow each other: the older ends on the day the newer begins. Where the newer begins
before the older has ended, two would be in force at once, and no day would have one text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.diagnostics import Note, problem
from dsl.literal_terms import Literals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.diagnostics import Diagnostic

SINCE, UNTIL = "i kraft fra", "fram til"


def days_of(statement: s.Statement) -> dict[str, date]:
    """The days it says, by kind."""
    found = ((t.kind, Literals([]).value(t.day)) for t in _told(statement))
    return {kind: day for kind, day in found if isinstance(day, date)}


def overlapping(tree: s.AgreementFile) -> Iterator[Diagnostic]:
    """V119 for a wording that begins before the one above it has ended, V120 for one that ends before it begins."""
    above: s.Passage | None = None
    for statement in tree.statements:
        days = days_of(statement)
        if SINCE in days and UNTIL in days and days[UNTIL] <= days[SINCE]:
            first, last = (next(t for t in _told(statement) if t.kind == kind) for kind in (SINCE, UNTIL))
            words = {"until": _shown(days[UNTIL]), "since": _shown(days[SINCE])}
            yield problem("V120", last.span, Note(first.span, "first"), **words)
        if isinstance(statement, s.ClauseHeading):
            above = None
        elif isinstance(statement, s.Passage) and not statement.label:
            ended = days_of(above).get(UNTIL) if above is not None else None
            if above is not None and ended is not None and SINCE in days and days[SINCE] < ended:
                here, there = (
                    next(t for t in _told(x) if t.kind == k) for x, k in ((statement, SINCE), (above, UNTIL))
                )
                words = {"since": _shown(days[SINCE]), "until": _shown(ended)}
                yield problem("V119", here.span, Note(there.span, "first"), **words)
            above = statement


def _told(statement: s.Statement) -> list[s.DayTrailer]:
    return [t for t in getattr(statement, "trailers", ()) if isinstance(t, s.DayTrailer)]


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
