"""The readings a text names, each once, with the words of the agreement that are read and why one may read them so.

A name such as «eget» says nothing to who has not read the source, so what names readings ends with a list of them.
"""

from __future__ import annotations

from re import findall
from typing import TYPE_CHECKING

from dsl.record import Record, record_kw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.world import Model


@record_kw
class ReadingNamed(Record):
    """A reading: of the ``words`` in ``clause``, where ``preferred`` is the one used."""

    point: str
    clause: str
    words: str
    preferred: str
    reading: str
    because: str


def readings_named(model: Model, named: Iterable[tuple[str, str]]) -> tuple[ReadingNamed, ...]:
    """Those of points and readings, in the order of the clauses; what is no declared reading is left out.

    Two rules may rest on one reading of the same words: it is told once.
    """
    wanted = set(named)
    found = (
        ReadingNamed(
            point=point.name, clause=point.place.clause, words=point.words, preferred=point.preferred,
            reading=reading.name, because=reading.because,
        )
        for point in model.contract.readings
        for reading in point.readings
        if (point.name, reading.name) in wanted
    )  # fmt: skip
    once: dict[tuple[str, ...], ReadingNamed] = {}
    for each in found:
        once.setdefault((each.clause, each.words, each.preferred, each.reading, each.because), each)
    return tuple(sorted(once.values(), key=_by_clause))


def _by_clause(each: ReadingNamed) -> tuple[bool, list[int]]:
    """Clauses by their numbers, 9 before 11.1; a place in a statute after them."""
    return not each.clause[:1].isdigit(), [int(number) for number in findall(r"\d+", each.clause)]


def readings_by_name(model: Model, names: Iterable[str]) -> tuple[ReadingNamed, ...]:
    """Those of names alone, of every point that has a reading of the name."""
    wanted = set(names)
    return readings_named(
        model, ((p.name, r.name) for p in model.contract.readings for r in p.readings if r.name in wanted)
    )
