"""What a year's quantity rests on is that year's: who was a party, and what the agreement said, on its first day.

A sentence is read on the day the question is about, but what a party owes for 2022 is not changed by who joins in
2023. So in a definition about a year, what turns on the moment only through roles and versions is read in that year.
What has happened (events) is read on the moment, as everywhere. Of an act, what the agreement said is that of the
act's day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dsl.amendments.dated import parts, rebuilt
from dsl.core import (
    At,
    Call,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    Ranked,
    RoleSource,
    Term,
    Var,
    children,
)  # fmt: skip
from dsl.fragments import both
from dsl.record import changed
from dsl.timeless import mark_timeless
from dsl.versioned import MOMENT, Basis, basis_of, by_version, is_version, of_year, version_days

if TYPE_CHECKING:
    from datetime import date

    from dsl.contract import Contract, Definition

ROLE, VERSION, OTHER = "role", "version", "other"


def read_by_year(contract: Contract, days: tuple[date, ...] = ()) -> Contract:
    """The contract with what belongs to a year, or to an act, read there. ``days`` are those of all amendments."""
    reading = _Reading({d.name: d for d in contract.definitions}, days)
    definitions = reading.all(contract.definitions)
    questions = tuple(
        changed(q, term=reading.read(q.term, basis_of(q.params))) if q.term is not None else q
        for q in contract.questions
    )
    return changed(contract, definitions=mark_timeless(definitions), questions=questions)


class _Reading:
    def __init__(self, definitions: dict[str, Definition], days: tuple[date, ...]) -> None:
        self.definitions = definitions
        self.days = days
        self.within = any(not d.month == d.day == 1 for d in days)
        self.known: dict[str, frozenset[str]] = {}

    def all(self, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
        out = []
        for definition in definitions:
            body = self.read(definition.body, basis_of(definition.params))
            out.append(definition if body == definition.body else changed(definition, body=body))
        return tuple(out)

    def turns_on(self, term: Term) -> frozenset[str]:
        """Through what a term's value depends on the moment."""
        match term:
            case Moment():
                return frozenset({OTHER})
            case At():
                return self.turns_on(term.day)
            case Onset():
                return frozenset()
            case Call(name=name):
                return self._of_name(name).union(*(self.turns_on(a) for a in term.args))
            case Ranked():
                found = [self.turns_on(a.value) for a in term.arms]
                for arm in term.arms:
                    by_moment = is_version(arm) and isinstance(arm.guard, Op) and arm.guard.args[0] == Moment()
                    found.append(frozenset({VERSION}) if by_moment else self.turns_on(arm.guard))
                if term.otherwise is not None:
                    found.append(self.turns_on(term.otherwise))
                return frozenset().union(*found)
        own: frozenset[str] = frozenset()
        if (isinstance(term, Exists | Every | Fold) and isinstance(term.source, RoleSource)) or (
            isinstance(term, Op) and term.op == "role"
        ):
            own = frozenset({ROLE})
        return own.union(*(self.turns_on(t) for t in children(term)))

    def _of_name(self, name: str) -> frozenset[str]:
        if name not in self.known:
            self.known[name] = frozenset()
            definition = self.definitions.get(name)
            # What is about a year or an act has its version from there, whatever the moment.
            found = self.turns_on(definition.body) if definition is not None else frozenset()
            if definition is not None and basis_of(definition.params).kind == "år":
                found = found & {OTHER}
            self.known[name] = found
        return self.known[name]

    def read(self, term: Term, basis: Basis) -> Term:
        """A term whose version is decided by ``basis``."""
        if basis.kind == "år":
            return self._in_year(term, basis.var)
        return self._of_act(term, basis)

    def _in_year(self, term: Term, year: str) -> Term:
        turns = self.turns_on(term)
        if not turns or turns == {OTHER}:
            return term
        if OTHER not in turns:
            return of_year(term, year, within=self.within)
        match term:
            case Exists() | Every() | Fold() if isinstance(term.source, RoleSource):
                return self._members_in_year(term, term.source, year)
            case At():
                return changed(term, day=self._in_year(term.day, year))
            case Exists() | Every():
                return changed(term, where=self._in_year(term.where, year))
            case Fold():
                where = self._in_year(term.where, year) if term.where is not None else None
                return changed(term, where=where, of=self._in_year(term.of, year))
            case FirstDay():
                start, where = self._in_year(term.start, year), self._in_year(term.where, year)
                return changed(term, start=start, where=where)
        found = parts(term)
        return rebuilt(term, [self._in_year(t, year) for t in found]) if found else term

    def _members_in_year(self, term: Exists | Every | Fold, source: RoleSource, year: str) -> Term:
        """Over those who held the role in the year; what has happened to them is still read on the moment."""
        held = of_year(Op("role", (Var(term.var), Lit(source.role))), year, within=self.within)
        match term:
            case Every():
                return changed(term, where=Op("or", (Op("not", (held,)), self._in_year(term.where, year))))
            case Exists():
                return changed(term, where=both(held, self._in_year(term.where, year)))
        where = held if term.where is None else both(held, self._in_year(term.where, year))
        return changed(term, where=where, of=self._in_year(term.of, year))

    def _of_act(self, term: Term, basis: Basis) -> Term:
        """A quantity that has changed, used of an act: as it was on the day of the act."""
        if not self.days:
            return term
        match term:
            case Call(name=name) if basis != MOMENT and name in self.definitions:
                definition = self.definitions[name]
                turns = self._of_name(name)
                changes = sorted(version_days(definition.body)) or list(self.days)
                if definition.result.kind != "ja" and VERSION in turns and OTHER not in turns:
                    if basis.kind == "dag":
                        return At(term, Var(basis.var))
                    read = [At(term, Lit(day)) for day in (changes[0] - timedelta(days=1), *changes)]
                    return by_version(read, changes, basis, truth=False)
            case Exists() | Every() | Fold():
                act = isinstance(term.source, EventSource) and basis == MOMENT
                inner = Basis("hendelse", term.var) if act else basis
                where = self._of_act(term.where, inner) if term.where is not None else None
                if isinstance(term, Fold):
                    return changed(term, where=where, of=self._of_act(term.of, inner))
                return changed(term, where=where)
            case FirstDay():
                return changed(
                    term, recurrence=self._of_act(term.recurrence, basis), start=self._of_act(term.start, basis),
                    where=self._of_act(term.where, basis),
                )  # fmt: skip
        found = parts(term)
        return rebuilt(term, [self._of_act(t, basis) for t in found]) if found else term
