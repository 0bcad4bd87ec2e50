"""What cannot come before what: the days of one event, «(tidligst når den er sendt)», and acts, «følger godkjenning».

The bounds are declared with the detail they are of. A case that tells days against them is refused: a letter is not
received before it was sent, nor a notice before it was given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dsl import syntax as s
from dsl.diagnostics import Diagnostic, Note, problem
from dsl.nearest import close_matches
from dsl.record import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from dsl.case import EventRecord
    from dsl.contract import EventField, EventKind
    from dsl.symbols import Symbols

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


def order_of(decl: s.EventDecl) -> dict[str, Any]:
    """What a declaration says an act cannot come before, as fields of its kind."""
    told = [t for t in decl.trailers if isinstance(t, s.NamesTrailer)]
    follows = tuple(n.text for t in told if t.kind == "følger" for n in t.names)
    return {"follows": follows, "of_party": any(t.kind == "bare av part" for t in told)}


def check_followed(symbols: Symbols, statements: Iterable[tuple[str, s.Statement]]) -> None:
    """What an act follows is an event of the agreement."""
    for _, statement in statements:
        for trailer in getattr(statement, "trailers", ()):
            if not isinstance(trailer, s.NamesTrailer) or trailer.kind not in ("følger", "bare av part"):
                continue
            for name in trailer.names:
                if name.text not in symbols.events:
                    near = close_matches(name.text, list(symbols.events), 1)
                    symbols.errors.append(
                        problem("V202", name.span, suggestion=near[0] if near else "", name=name.text)
                    )


def acts_out_of_order(
    kinds: Mapping[str, EventKind], acts: Iterable[tuple[EventRecord, s.Happened]], joined: Mapping[str, date]
) -> Iterator[Diagnostic]:
    """V623 for a party's act before the party's own act that it follows, V624 for one before it became a party."""
    first: dict[tuple[str, Any], tuple[EventRecord, s.Happened]] = {}
    listed = list(acts)
    for record, told in listed:
        key = (record.kind, record.get(kinds[record.kind].actor))
        if key not in first or record.day < first[key][0].day:
            first[key] = (record, told)
    for record, told in listed:
        kind = kinds[record.kind]
        who = record.get(kind.actor)
        if kind.of_party and who in joined and record.day < joined[who]:
            yield problem("V624", told.day.span, name=who, day=_written(record.day), since=_written(joined[who]))
        for name in kind.follows:
            before = first.get((name, who))
            if before is not None and record.day < before[0].day:
                words = {
                    "day": _written(record.day),
                    "first": _written(before[0].day),
                    "name": name,
                    "what": record.kind,
                }
                yield problem("V623", told.day.span, Note(before[1].span, "first"), **words)


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
