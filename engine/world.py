"""What a term is evaluated in: a contract, a case seen as it was known on a day, and what may be supposed.

The day a case was *known* on caps how far it is complete: what nobody knew yet is unknown, never absent.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dsl.core import Call, EventSource, Every, Exists, Fold, children
from dsl.record import changed
from dsl.timeless import uses_moment
from engine.actors import is_own_act
from engine.leaves import Demand, Ghost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dsl.case import Absence, Case, EventRecord, JudgementRecord
    from dsl.contract import Contract, Definition, EventKind, OracleInfo, Party, ReadingPoint, Value
    from dsl.core import Term

BEGINNING, END = date.min, date.max
MOST_REMEMBERED = 20_000
_MOST_VARIANTS = 256
_ONE = timedelta(days=1)


class Model:
    """A contract indexed by name. Made once; holds the compiled bodies of its definitions."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.definitions: dict[str, Definition] = {d.name: d for d in contract.definitions}
        self.values: dict[str, Value] = {v.name: v for v in contract.values}
        self.events: dict[str, EventKind] = {e.name: e for e in contract.events}
        self.oracles: dict[str, OracleInfo] = {o.name: o for o in contract.oracles}
        self.points: dict[str, ReadingPoint] = {p.name: p for p in contract.readings}
        self.gaps = {g.name: g for g in contract.gaps}
        self.norms = {n.name: n for n in contract.norms}
        self.roles = {r.name: r for r in contract.roles}
        self.headings = dict(contract.headings)
        self.versions = tuple(v.day for v in contract.versions if v.day is not None)
        self.compiled: dict[Any, Any] = {}
        self.cache: dict[str, Any] = {}
        self._lasting: dict[str, bool] = {}
        self._eventless: dict[str, bool] = {}

    def lasting(self, name: str) -> bool:
        """Is the definition the same on every day, as long as who holds which role is?"""
        if name not in self._lasting:
            self._lasting[name] = False
            self._lasting[name] = not uses_moment(self.definitions[name].body, self.lasting, roles_change=False)
        return self._lasting[name]

    def eventless(self, name: str) -> bool:
        """Does the definition rest on no events but those it is given, so that it turns on nothing supposed?"""
        if name not in self._eventless:
            self._eventless[name] = False
            self._eventless[name] = self.without_events(self.definitions[name].body)
        return self._eventless[name]

    def without_events(self, term: Term) -> bool:
        """Does the term rest on no events but those it is given?"""
        if isinstance(term, Exists | Every | Fold) and isinstance(term.source, EventSource):
            return False
        if isinstance(term, Call) and not self.eventless(term.name):
            return False
        return all(self.without_events(t) for t in children(term))

    def rests_on(self, *terms: Term, past: Callable[[Term], bool] = lambda term: True) -> Iterator[Term]:
        """The terms, and all they rest on through the definitions they call, each definition once.

        ``past`` tells of a term whether what is below it counts.
        """
        stack, seen = list(terms), set[str]()
        while stack:
            each = stack.pop()
            yield each
            if isinstance(each, Call) and each.name not in seen:
                seen.add(each.name)
                stack.append(self.definitions[each.name].body)
            if past(each):
                stack += children(each)


class Facts:
    """A case as known on a day, with the parties of contract and case. Made once for days on which as much is known.

    ``kept`` holds what is worked out from it and from the contract alone, whatever is asked and on whatever day.
    """

    def __init__(self, model: Model, case: Case | None, known: date) -> None:
        self.case = case
        self.known = known
        contract = model.contract
        self.parties: tuple[Party, ...] = contract.parties + (case.parties if case is not None else ())
        self.by_name = {p.name: p for p in self.parties}
        self.chosen: dict[str, str] = {}
        self.facts: dict[tuple[str, tuple[Any, ...]], Any] = {}
        self.told: dict[tuple[str, tuple[Any, ...]], bool] = {}
        self.fact_records: dict[tuple[str, tuple[Any, ...]], Any] = {}
        self.judgements: dict[tuple[str, tuple[Any, ...]], JudgementRecord] = {}
        self.events: dict[str, tuple[EventRecord, ...]] = {}
        self.things: dict[str, tuple[str, ...]] = {}
        self.absences: tuple[Absence, ...] = ()
        self.reasons: dict[tuple[str, tuple[Any, ...]], str] = {}
        self.records: dict[str, EventRecord] = {}
        self._complete: date | None = None
        self._complete_for: dict[str, date] = {}
        self._members: dict[tuple[str, date], tuple[str, ...]] = {}
        self._single: dict[str, str] = {}
        self._preferred: Facts | None = None
        self._turning: tuple[date, ...] | None = None
        self.kept: dict[Any, Any] = {}
        self.settled_roles = all(p.since is None for p in self.parties)
        self.versions = tuple(v.day for v in contract.versions if v.day is not None)
        if case is not None:
            self._read(case)
        one_holder = {r.name for r in contract.roles if r.extent == "own"}
        for party in self.parties:
            if party.role in one_holder:
                self._single.setdefault(party.role, party.name)
        self._roles = {r.name: r.extent for r in contract.roles}
        self.enums = dict(contract.enums)

    def _read(self, case: Case) -> None:
        known = self.known
        kinds: dict[str, list[EventRecord]] = {}
        for record in case.events:
            if record.known <= known and record.day <= known:
                kinds.setdefault(record.kind, []).append(record)
                self.records[record.id] = record
        self.events = {k: tuple(v) for k, v in kinds.items()}
        for fact in sorted(case.facts, key=lambda f: f.known or BEGINNING):
            if fact.known is None or fact.known <= known:
                self.facts[fact.name, fact.args] = fact.value
                self.fact_records[fact.name, fact.args] = fact
                if fact.value is True and len(fact.args) > 1:
                    self.told[fact.name, fact.args[:-1]] = True
        for judgement in case.judgements:  # by day
            if judgement.known <= known:
                key = judgement.name, judgement.args
                made = self.judgements.pop(key, None)
                # Two people who judge otherwise on one day have settled nothing.
                if made is None or made.day != judgement.day or made.value == judgement.value:
                    self.judgements[key] = judgement
        for chosen in sorted(case.chosen, key=lambda c: c.day or BEGINNING):
            if chosen.day is None or chosen.day <= known:
                self.chosen[chosen.point] = chosen.reading
        sorts: dict[str, list[str]] = {}
        for name, sort in case.individuals:
            sorts.setdefault(sort, []).append(name)
        self.things = {k: tuple(v) for k, v in sorts.items()}
        self.absences = case.absences
        self.reasons = {(u.name, u.args): u.reason for u in case.unknown}
        self._complete = min(case.complete, known) if case.complete is not None else None
        self._complete_for = {kind: min(day, known) for kind, day in case.complete_for}

    def at_preferred(self, model: Model) -> Facts:
        """The same facts with every reading settled as preferred, unless the case has chosen."""
        if self._preferred is None:
            self._preferred = self._settled(model, {})
        return self._preferred

    def at_reading(self, model: Model, point: str, reading: str) -> Facts:
        """The same facts with one point read so, and every other as preferred, unless the case has chosen."""
        key = ("read as", point, reading)
        if key not in self.kept:
            self.kept[key] = self._settled(model, {point: reading})
        return self.kept[key]  # type: ignore[no-any-return]  # what stands under the key

    def _settled(self, model: Model, otherwise: dict[str, str]) -> Facts:
        other = Facts.__new__(Facts)
        other.__dict__.update(self.__dict__)
        other.kept = {}
        other.chosen = {**{p.name: p.preferred for p in model.contract.readings}, **self.chosen, **otherwise}
        return other

    def without(self, model: Model, kind: str, who: str) -> Facts:
        """The same facts but for the events of a kind that the asker brought about, or nobody by name."""
        if self.case is None:
            return self
        key = ("without", kind, who)
        if key not in self.kept:
            others = tuple(x for x in self.case.events if not is_own_act(model.events[kind], x, who))
            self.kept[key] = Facts(model, changed(self.case, events=others), self.known)
        return self.kept[key]  # type: ignore[no-any-return]  # what stands under the key

    def memo(self, name: str, asked: date) -> dict[Any, Any]:
        """What is remembered in worlds that differ in the asking day alone, where only roles that change turn on it."""
        key = (name, BEGINNING if self.settled_roles else asked)
        found = self.kept.get(key)
        if found is None or len(found) > MOST_REMEMBERED:
            found = self.kept[key] = {}
        return found

    def all_told(self) -> date:
        """The last day on which every event of every kind is told."""
        if self._complete is None:
            return BEGINNING
        return min(self._complete, *self._complete_for.values()) if self._complete_for else self._complete

    def turning_days(self) -> tuple[date, ...]:
        """The days on which anything told can change what is true: the first of all, each dated, and the day after."""
        if self._turning is None:
            told = self.told_days()
            after = {day + _ONE for day in told if day < END}
            self._turning = tuple(sorted({BEGINNING} | told | after))
        return self._turning

    def told_days(self) -> set[date]:
        """The days of the records, of those who joined, and of the versions."""
        told = {v for r in self.records.values() for _, v in (("dato", r.day), *r.fields) if isinstance(v, date)}
        return told.union(self.versions, (p.since for p in self.parties if p.since is not None))

    def complete(self, kind: str) -> date:
        """The last day on which every event of the kind is told."""
        found = self._complete_for.get(kind, self._complete)
        return found if found is not None else BEGINNING

    def members(self, role: str, moment: date) -> tuple[str, ...]:
        """The parties that hold a role on a day ("" is every party)."""
        key = (role, BEGINNING if self.settled_roles else moment)
        found = self._members.get(key)
        if found is None:
            extent = self._roles.get(role, "all")
            found = tuple(
                p.name for p in self.parties
                if (p.since is None or p.since <= moment)
                and (p.role == role or (self._roles.get(p.role) != "none" and _among(extent, p.role in self._single)))
            )  # fmt: skip
            self._members[key] = found
        return found

    def holder(self, role: str) -> str:
        """The one party that holds a role, "" if none does."""
        return self._single.get(role, "")


def _among(extent: str, holds_alone: bool) -> bool:
    """Is a party, as such, among those of a role of this extent?"""
    return extent == "all" or (extent == "rest" and not holds_alone)


class World:
    """One way of evaluating: the facts, the asking date, and what may be supposed.

    ``possible`` is the first day from which acts may still be done, None if none may be supposed. ``unrecorded`` is
    the last day on which an event the case does not tell may have happened. ``exact`` is the day something must take
    effect on, if any. In a question of power, ``who`` asks (and with ``alone`` only ``who``'s own acts are supposed):
    then only ``who``'s own acts may have gone unrecorded, since the answer assumes, and says so, that nobody else has
    acted since the case was complete. With ``closed``, acts are supposed also on no day at all: what would have been
    asked of one is then seen. Of the kinds ``presumed`` nothing has gone unrecorded.
    """

    def __init__(
        self, model: Model, facts: Facts, asked: date, *, possible: date | None = None, unrecorded: date | None = None,
        exact: date | None = None, who: str | None = None, alone: bool = False, closed: bool = False,
        presumed: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.model = model
        self.facts = facts
        self.asked = asked
        self.possible = possible
        self.unrecorded = asked if unrecorded is None else unrecorded
        self.exact = exact
        self.who = who
        self.alone = alone
        self.closed = closed
        self.presumed = presumed
        # In a world of records nothing turns on who asks, or when.
        of_records = possible is None and exact is None and self.unrecorded <= facts.all_told()
        self.memo: dict[Any, Any] = facts.memo("records", asked) if of_records else {}
        self.plain = facts.memo("plain", asked)
        self._others: dict[Any, World] = {}

    def variant(self, possible: date | None, exact: date | None) -> World:
        """The same world with other suppositions.

        In a question of power, a world without acts is one of records only.
        """
        if possible == self.possible and exact == self.exact:
            return self
        key = (possible, exact)
        found = self._others.get(key)
        if found is None:
            records_only = possible is None and self.who is not None
            found = World(
                self.model, self.facts, self.asked, possible=possible, exact=exact, who=self.who, alone=self.alone,
                closed=self.closed, unrecorded=BEGINNING if records_only else self.unrecorded,
                presumed=self.presumed,
            )  # fmt: skip
            if len(self._others) >= _MOST_VARIANTS:
                self._others.clear()
            self._others[key] = found
        return found


def window(way: Iterable[Demand], ghost: Ghost, first: date, last: date) -> tuple[date, date]:
    """The days on which a supposed event would meet a way's demands: [first, last], empty if first > last.

    That a field other than the event's own day *is* a day (the instalment a payment is for) says nothing of when.
    """
    for demand in way:
        if demand.ghost == ghost and isinstance(demand.value, date) and (demand.op != "=" or demand.field == "dato"):
            if demand.op in ("≤", "="):
                last = min(last, demand.value)
            if demand.op in ("≥", "="):
                first = max(first, demand.value)
    return first, last


def contradictory(way: frozenset[Demand]) -> bool:
    """Does the way ask for two different things at once?"""
    wanted: dict[tuple[Ghost, str], Any] = {}
    for demand in way:
        if demand.op == "=":
            key = (demand.ghost, demand.field)
            if wanted.setdefault(key, demand.value) != demand.value:
                return True
    if any(d.op == "ikke" and way.issuperset(d.value) for d in way):
        return True
    return any(d.op == "≠" and wanted.get((d.ghost, d.field)) == d.value for d in way if (d.ghost, d.field) in wanted)
