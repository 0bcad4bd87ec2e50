"""Contract and case to a timeline: phases, events, the last days for acts, and the deadlines of norms.

Nothing here knows an agreement: phases are its states, the last days are those of its questions of kind «senest» that
ask for a party and a day, for every party and every day a right can take effect on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.answer import Dates, Status
from engine.ask import facts_of, model_of
from engine.ending import compile_end
from engine.onset import compile_onset
from engine.readings_named import readings_by_name
from engine.timeline_answer import DutyDay, Happening, NoticeDay, Phase, Timeline
from engine.timeline_days import never_under, other_days
from engine.timeline_duties import duty_days
from engine.timeline_notices import notice_days, over_from
from engine.trees import at_best
from engine.verdict import statuses
from engine.words import event_text, sentence_of
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Definition
    from engine.world import Facts, Model

MOST_YEARS = 60
"""The longest timeline, in years: beyond it nobody reads, and every day of it is evaluated."""

_WITHOUT_CASE = (
    "Uten sak er det ikke opplyst hva som har hendt. Faser, hendelser og plikter er derfor ikke tatt med. Oppgi saken "
    "(--case).",
    "No case: what has happened is not told. Phases, events and duties are therefore left out. Give the case (--case).",
)


class TooLong(ValueError):
    """The stretch is longer than ``MOST_YEARS``, or ends before it begins."""


def timeline(
    contract: Contract, case: Case | None, *, asked: date, start: date | None = None, stop: date | None = None,
    lang: str = "nb",
) -> Timeline:  # fmt: skip
    """The timeline from ``start`` (the first day of the year of the first event, else of the year asked) to ``stop``
    (the end of the second year after the one asked, or after ``start``), as known on the day asked.

    Raises ``TooLong`` for a stretch that ends before it begins or is too long, and ``DateRangeError`` outside the
    calendar.
    """
    model = model_of(contract)
    facts = facts_of(model, case, asked)
    days = [r.day for r in facts.records.values()]
    if stop is None:
        stop = date(min(max(asked, start or asked).year + 2, 9999), 12, 31)
    if start is None:
        start = date(max(min(min(days, default=asked).year, stop.year), stop.year - MOST_YEARS), 1, 1)
    if stop < start or stop.year - start.year > MOST_YEARS:
        raise TooLong(f"{start} to {stop}")
    complete = facts._complete if facts.case is not None else None  # the world's own bookkeeping
    phases = _phases(model, facts, asked)
    shown = tuple(p for p in phases if p.start <= stop and (p.stop is None or p.stop > start))
    notices = notice_days(model, facts, asked, start, stop, over_from(model, phases))
    duties = duty_days(model, facts, asked, start, stop, lang) if case is not None else ()  # untold, all of them
    return Timeline(
        language=lang, contract=contract.name, title=contract.title,
        case=facts.case.name if facts.case is not None else "",
        dates=Dates(about=None, asked=asked, known=asked, complete=complete), start=start, stop=stop,
        phases=shown, happenings=_happenings(model, facts, start, stop), notices=notices, duties=duties,
        remarks=() if case is not None else (_WITHOUT_CASE[lang == "en"],),
        readings=readings_by_name(model, _named(shown, notices, duties)),
    )  # fmt: skip


def _named(phases: tuple[Phase, ...], notices: tuple[NoticeDay, ...], duties: tuple[DutyDay, ...]) -> Iterator[str]:
    """The readings named anywhere."""
    days = [d for p in phases for d in (*p.rivals, *p.stop_rivals)]
    days += [d for each in (*(n.days for n in notices), *(d.rivals for d in duties)) for d in each]
    yield from (name for day in days for name in day.readings)
    yield from (name for p in phases for name in p.endless)


# ── phases and events ───────────────────────────────────────────────────────────────────────────────────────────────


def _phases(model: Model, facts: Facts, asked: date) -> tuple[Phase, ...]:
    """The states that begin on some day, by what the case tells."""
    world = World(model, facts, asked, unrecorded=BEGINNING)
    found = []
    for definition in model.contract.definitions:
        if definition.kind != "tilstand":
            continue
        for args in _bindings(definition, facts, asked):
            phase = _phase(model, world, definition, args)
            if phase is not None:
                found.append(phase)
    return tuple(sorted(found, key=lambda p: (p.start, p.name, p.text)))


def _bindings(definition: Definition, facts: Facts, asked: date) -> Iterator[tuple[str, ...]]:
    """What a state is about: nothing, or each party of the role it speaks of."""
    if not definition.params:
        yield ()
    elif len(definition.params) == 1 and definition.params[0].type.kind == "part":
        for party in facts.members(definition.params[0].type.name, asked):
            yield (party,)


def _phase(model: Model, world: World, definition: Definition, args: tuple[str, ...]) -> Phase | None:
    names = ("", *(p.name for p in definition.params))
    env = (BEGINNING, *args)
    begins = compile_onset(definition.body, names)(world, env)
    best = at_best(begins)
    if not isinstance(best, date):
        return None
    ends = compile_end(definition.body, names, model)(world, env)
    stop = at_best(ends)
    held = [s for s in (*statuses(begins), *statuses(ends)) if s is not Status.SETTLED]
    return Phase(
        name=definition.name, text=sentence_of(model, definition.name, args), start=best,
        stop=stop if isinstance(stop, date) else None, status=held[0] if held else Status.SETTLED,
        rivals=other_days(begins, best), stop_rivals=other_days(ends, stop), endless=never_under(ends, stop),
    )  # fmt: skip


def _happenings(model: Model, facts: Facts, start: date, stop: date) -> tuple[Happening, ...]:
    found = [r for r in facts.records.values() if start <= r.day <= stop]
    return tuple(
        Happening(id=r.id, kind=r.kind, day=r.day, text=event_text(model, r), source=r.source, line=r.line)
        for r in sorted(found, key=lambda r: (r.day, r.line, r.id))
    )
