"""The legal position on a day: how the cooperation stands, who its parties are, which norms hold, what is overdue and
what comes next; and the duties of a stretch of days.

Three dates, never mixed: the day the position is *of*, the day it is *asked*, and the day facts were *known* to. The
state on a day follows from what was done by that day, as known; what a case does not tell after it was complete makes
a fulfilment unknown.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dsl.record import Record, record_kw
from dsl.values import Never
from engine.answer import Dates
from engine.duties import Instance, first_arisen, instances
from engine.ending import says_until
from engine.no_effect import without_effect
from engine.norm_state import NormState
from engine.position_phases import PartyStanding, Phase, parties_on, phases_on
from engine.readings_named import ReadingNamed, readings_named
from engine.standing import Standing, standing_of
from engine.trees import at_best, leaves
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.case import Case
    from dsl.contract import Contract
    from engine.world import Facts, Model

_DUTIES = ("plikt", "krav")
_AHEAD = timedelta(days=365)
_MOST_YEARS = 200
"""How far ahead of a case a position is given: each recurring duty has an instance for every time until then."""


class PositionError(ValueError):
    """A position or a list of duties cannot be given. ``nb`` and ``en`` say why and what to do."""

    def __init__(self, nb: str, en: str) -> None:
        super().__init__(nb)
        self.nb, self.en = nb, en


@record_kw
class Position(Record):
    """The legal position on ``dates.about``. A norm stands in one of the lists at most, but for the last two.

    ``upcoming`` are the deadlines ahead by the preferred readings, ``by_rivals`` those that only another reading gives,
    as they stand on their own day; ``overdue_by_rivals`` what only another reading makes overdue or broken, and
    ``in_effect_by_rivals`` what only another reading leaves in effect. ``readings`` are those named in any of them.
    """

    agreement: str
    title: str
    case: str
    dates: Dates
    phases: tuple[Phase, ...]
    parties: tuple[PartyStanding, ...]
    in_effect: tuple[Standing, ...]
    overdue: tuple[Standing, ...]
    late: tuple[Standing, ...]
    upcoming: tuple[Standing, ...]
    by_rivals: tuple[Standing, ...]
    overdue_by_rivals: tuple[Standing, ...]
    in_effect_by_rivals: tuple[Standing, ...]
    readings: tuple[ReadingNamed, ...]
    remarks: tuple[str, ...]


@record_kw
class Duties(Record):
    """What is to be done from ``start`` to ``stop``, as it stands on the day it is asked; ``party`` "" is everyone."""

    agreement: str
    title: str
    case: str
    dates: Dates
    start: date
    stop: date
    party: str
    items: tuple[Standing, ...]
    readings: tuple[ReadingNamed, ...]
    remarks: tuple[str, ...]


def position_of(
    contract: Contract, case: Case | None, on: date, asked: date | None = None, known: date | None = None,
    lang: str = "nb",
) -> Position:  # fmt: skip
    """The position on a day, asked on ``asked`` (that day if None) with what was known by ``known`` (``asked`` if
    None); ``lang`` is that of the remarks.

    Raises ``PositionError`` if the day is before anything of the agreement.
    """
    from engine.ask import facts_of, model_of

    asked = on if asked is None else asked
    known = asked if known is None else known
    model = model_of(contract)
    facts = facts_of(model, case, known)
    _not_too_early(facts, on)
    ahead = on + _AHEAD if on < END - _AHEAD else END - timedelta(days=1)
    found = instances(model, facts, BEGINNING, ahead, on)
    shown = [(each, standing_of(model, each, on, lang)) for each in found if _begun(each, on)]
    now = [s for _, s in shown]
    overdue = [s for s in now if NormState.VIOLATED in s.states or _undecided(s, on)]
    in_effect = [s for s in now if (NormState.IN_EFFECT in s.states or _maybe_done(s)) and s not in overdue]
    coming = [s for each, s in ((e, _coming(model, e, on, ahead, lang)) for e in found) if s is not None]
    overdue_by_rivals = [s for s in now if s not in overdue and _broken_by_rival(s)]
    in_effect_by_rivals = [
        s for s in now if s not in in_effect and any(NormState.IN_EFFECT in r.states for r in s.rivals)
    ]
    late = [s for s in now if s.state is NormState.FULFILLED_LATE]
    phases = phases_on(model, facts, on)
    parties = parties_on(model, facts, on)
    listed = (*in_effect, *overdue, *late, *coming, *overdue_by_rivals, *in_effect_by_rivals)
    return Position(
        agreement=contract.name, title=contract.title, case=case.name if case is not None else "",
        dates=Dates(about=on, asked=asked, known=known, complete=_complete(facts)),
        phases=phases, parties=parties,
        in_effect=tuple(in_effect),
        overdue=tuple(sorted(overdue, key=_by_deadline)),
        late=tuple(sorted(late, key=_by_deadline)),
        upcoming=tuple(sorted((s for s in coming if not _by_rivals_alone(s)), key=_by_deadline)),
        by_rivals=tuple(sorted((s for s in coming if _by_rivals_alone(s)), key=_by_deadline)),
        overdue_by_rivals=tuple(sorted(overdue_by_rivals, key=_by_deadline)),
        in_effect_by_rivals=tuple(in_effect_by_rivals),
        readings=_readings(model, (*phases, *parties, *(s for p in parties for s in p.states), *listed)),
        remarks=(*_remarks(facts, on, lang), *without_effect(model, facts, on, lang)),
    )  # fmt: skip


def duties_of(
    contract: Contract, case: Case | None, start: date, stop: date, party: str = "", asked: date | None = None,
    known: date | None = None, lang: str = "nb",
) -> Duties:  # fmt: skip
    """The duties and claims with a deadline from ``start`` to ``stop``, and those without one that arise then or are
    left from before; as they stand on ``asked`` (``start`` if None), and what only another reading gives, on its own
    day if that is later. Standing duties, which begin with the cooperation or with a party and which nothing fulfils,
    are in the position alone.

    Raises ``PositionError`` for an unknown party, or days in the wrong order.
    """
    from engine.ask import facts_of, model_of

    asked = start if asked is None else asked
    known = asked if known is None else known
    model = model_of(contract)
    facts = facts_of(model, case, known)
    if stop < start:
        raise PositionError(
            f"perioden slutter ({_shown(stop)}) før den begynner ({_shown(start)}). Bytt om dagene.",
            f"the stretch ends ({stop}) before it begins ({start}). Swap the days.",
        )
    _not_too_early(facts, stop)
    if party and party not in facts.by_name:
        raise _no_such_party(facts, party)
    items, starts = [], _starts(model, facts, asked)
    for each in instances(model, facts, start, stop, asked, _DUTIES):
        if (not party or party in (*each.bearers, *each.counterparties)) and _within(each, start, stop, asked, starts):
            found = standing_of(model, each, _day_told(each, asked), lang)
            items += [found] if not party or party in found.bearers else []
    return Duties(
        agreement=contract.name, title=contract.title, case=case.name if case is not None else "",
        dates=Dates(about=None, asked=asked, known=known, complete=_complete(facts)),
        start=start, stop=stop, party=party, items=tuple(sorted(items, key=_by_deadline)),
        readings=_readings(model, items), remarks=_remarks(facts, asked, lang),
    )  # fmt: skip


def _complete(facts: Facts) -> date | None:
    """The day the case is complete to, as it was known: nobody could know more than what was told by then."""
    return facts._complete if facts.case is not None else None  # the world's own bookkeeping


def _readings(model: Model, listed: Iterable[Standing | Phase | PartyStanding]) -> tuple[ReadingNamed, ...]:
    return readings_named(model, ((r.point, r.reading) for each in listed for r in each.rivals))


def _starts(model: Model, facts: Facts, asked: date) -> frozenset[date | None]:
    """The days the cooperation begins on, and its parties join on: with them begins what is done all the time."""
    phases = (p.since for p in phases_on(model, facts, asked) if says_until(model, p.name))
    return frozenset((BEGINNING, *phases, *(party.since for party in facts.parties)))


def _within(instance: Instance, start: date, stop: date, asked: date, starts: frozenset[date | None]) -> bool:
    due = instance.due
    if isinstance(due, date):
        return start <= due <= stop
    begun = first_arisen(instance.arises)
    if begun is None or begun > stop:
        return False
    norm = instance.norm
    if norm.fulfilled is None and norm.deadline is None and norm.recurrence is None and begun in starts:
        return False  # it is done all the time; the position has it
    if begun >= start:
        return True
    day = max(start, min(asked, stop))
    if type(done := instance.fulfilled) is date and done <= day:
        return False  # most of what a long case tells of is done, whatever is open besides
    if isinstance(at_best(instance.arises), date):
        return NormState.IN_EFFECT in standing_states(instance, day)
    return NormState.IN_EFFECT in leaves(instance.state_on(day))


def standing_states(instance: Instance, day: date) -> tuple[NormState, ...]:
    """The states an instance can be in on a day."""
    from engine.standing import states_in

    return states_in(instance.state_on(day))


def _begun(instance: Instance, on: date) -> bool:
    best = at_best(instance.arises)
    return not isinstance(best, date) or best <= on


def _coming(model: Model, instance: Instance, on: date, ahead: date, lang: str) -> Standing | None:
    """An instance whose deadline is ahead, unless it is done, ended or broken."""
    due = at_best(instance.deadline)
    if not isinstance(due, date) or not on < due <= ahead or instance.norm.kind not in _DUTIES:
        return None
    found = standing_of(model, instance, _day_told(instance, on), lang)
    return found if {NormState.IN_EFFECT, NormState.NOT_ARISEN, NormState.NEVER_ARISES} & set(found.states) else None


def _by_rivals_alone(each: Standing) -> bool:
    """Is it a deadline that nothing sets by the preferred readings?"""
    return each.states == (NormState.NEVER_ARISES,)


def _day_told(instance: Instance, on: date) -> date:
    """The day an instance is told of as it stands: the day asked, or where only another reading gives it, its own day
    if that is later, as before then it has not arisen by any.
    """
    if not isinstance(at_best(instance.arises), Never):
        return on
    days = [day for day in (on, instance.due, first_arisen(instance.arises)) if isinstance(day, date)]
    return max(days)


def _broken_by_rival(each: Standing) -> bool:
    """Does another reading alone make it overdue or broken?"""
    late = each.state is NormState.FULFILLED_LATE  # listed apart, with its rivals
    return not late and any(NormState.VIOLATED in rival.states for rival in each.rivals)


def _undecided(each: Standing, on: date) -> bool:
    """Has its deadline passed without anybody knowing what was owed?"""
    return not each.states and each.deadline is not None and each.deadline < on


def _maybe_done(each: Standing) -> bool:
    """Has it arisen, with no deadline, without anybody knowing whether it is done? It is shown, as unknown."""
    return not each.states and each.deadline is None and each.arises is not None


def _by_deadline(each: Standing) -> tuple[date, str]:
    return (each.deadline or each.arises or each.occurrence or END, each.id)


def _remarks(facts: Facts, on: date, lang: str) -> tuple[str, ...]:
    complete = facts.all_told()
    if complete <= BEGINNING:
        nb = "Saken sier ikke hvilken dag den er komplett til: hva som ikke er fortalt, er ukjent."
        en = "The case does not say to which day it is complete: what is not told is unknown."
    elif complete < on:
        nb = (
            f"Saken er komplett til {_shown(complete)}. At avtalen løper og hvem som er parter, er lagt til grunn også "
            "etter det; om noe er gjort etter den dagen, er ukjent."
        )
        en = (
            f"The case is complete to {_shown(complete, 'en')}. That the agreement runs, and who its parties are, is "
            "taken as told after that too; whether anything was done after that day is unknown."
        )
    else:
        return ()
    return (en if lang == "en" else nb,)


# ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _not_too_early(facts: Facts, day: date) -> None:
    if facts.case is None:
        raise PositionError(
            "uten en sak er alt som har hendt, ukjent. Oppgi saken (--case).",
            "without a case all that has happened is unknown. Give the case (--case).",
        )
    told = [r.day for r in facts.records.values()]
    first = min(told, default=None)
    if first is not None and day.year - first.year > _MOST_YEARS:
        raise PositionError(
            f"{_shown(day)} er mer enn {_MOST_YEARS} år etter første hendelse i saken. Velg en dag før det.",
            f"{day} is more than {_MOST_YEARS} years after the first event of the case. Choose an earlier day.",
        )
    if first is not None and day < first:
        raise PositionError(
            f"{_shown(day)} er før noe er hendt i saken; første hendelse er {_shown(first)}. Velg en dag fra da av.",
            f"{day} is before anything has happened in the case; its first event is {first}. Choose a day from then.",
        )
    if first is None and facts.case.events:
        raise PositionError(
            f"ingenting i saken var kjent {_shown(facts.known)}. Velg en senere dag for hva som var kjent.",
            f"nothing in the case was known by {facts.known}. Choose a later day for what was known.",
        )


def _no_such_party(facts: Facts, party: str) -> PositionError:
    from dsl.nearest import close_matches

    names = list(facts.by_name)
    near = close_matches(party, names, 1)
    all_nb, all_en = ", ".join(names), ", ".join(names)
    mean_nb = f" Mente du {near[0]}?" if near else ""
    mean_en = f" Did you mean {near[0]}?" if near else ""
    return PositionError(
        f"«{party}» er ingen part.{mean_nb} Partene er {all_nb}.",
        f"“{party}” is no party.{mean_en} The parties are {all_en}.",
    )


def _shown(day: date, lang: str = "nb") -> str:
    from engine.norwegian import show_day

    return show_day(day, "en" if lang == "en" else "nb")
