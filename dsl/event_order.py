"""Which of an event's days cannot come before which: «(tidligst samme dag)», «(tidligst når den er sendt)».

The bounds are declared with the detail they are of. A case that tells days against them is refused: a letter is not
received before it was sent, nor a notice before it was given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsl.diagnostics import Diagnostic, Note, problem
from dsl.nearest import close_matches
from dsl.record import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from dsl import syntax as s
    from dsl.contract import EventField

OWN_DAY = "dato"
"""How the event's own day is named among its fields."""
_WHEN = re.compile(r"når (?:den|det|de) (.+)")


def with_bounds(
    fields: Iterable[EventField], trailers: Iterable[s.FieldTrailer], errors: list[Diagnostic]
) -> tuple[EventField, ...]:
    """The fields, each knowing which days it cannot come before. ``trailers`` declare the last of the fields."""
    listed, declared = list(fields), list(trailers)
    days = {f.words: f.name for f in listed if f.type.kind == "dag" and f.words}
    for at, trailer in enumerate(declared, len(listed) - len(declared)):
        if trailer.earliest:
            bounds = [_bound(each, days, trailer, errors) for each in trailer.earliest]
            if listed[at].type.kind != "dag":
                errors.append(problem("V212", trailer.span, phrase=trailer.earliest[0]))
            listed[at] = changed(listed[at], not_before=tuple(b for b in bounds if b))
    return tuple(listed)


def _bound(text: str, days: Mapping[str, str], trailer: s.FieldTrailer, errors: list[Diagnostic]) -> str:
    """The field a bound names, "" if it names none."""
    if text == "samme dag":
        return OWN_DAY
    found = _WHEN.fullmatch(text)
    if found and found[1] in days:
        return days[found[1]]
    near = close_matches(found[1] if found else text, list(days), 1)
    errors.append(problem("V212", trailer.span, suggestion=f"når den {near[0]}" if near else "", phrase=text))
    return ""


def out_of_order(fields: Iterable[EventField], days: Mapping[str, tuple[date, s.Span]]) -> Iterator[Diagnostic]:
    """The errors of days told against their bounds. ``days`` has each told day by its field, with its place."""
    for each in fields:
        for before in each.not_before:
            if each.name in days and before in days and days[each.name][0] < days[before][0]:
                day, span = days[each.name]
                first, place = days[before]
                key = "own" if before == OWN_DAY else "first"
                yield problem("V622", span, Note(place, key), field=each.name, day=_written(day), first=_written(first))


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
