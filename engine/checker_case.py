"""What the checker reads off contract and case, as known on the day of the proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.case import Case, EventRecord
from dsl.contract import Contract, Place
from dsl.core import (
    At,
    Call,
    Choose,
    EventSource,
    Every,
    Exists,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    RoleSource,
    Silence,
    Term,
    Var,
    YearSource,
    children,
)  # fmt: skip
from dsl.values import Never
from engine.checker_values import BEGINNING, END, ONE, Wrong, same
from engine.proof import AnyEvent, Claim, Earliest, Event, Proof, Ref, Unbound, Untold

_POWER, _ABOUT_A_DAY = ("kan", "tidligst", "senest"), ("om", "hvem", "bærer", "hvilke", "verdi")
Env = tuple[tuple[str, Any], ...]


class Told:
    """Contract and case for one claim: what is told, what is assumed, and the term and day in hand."""

    def __init__(self, contract: Contract, case: Case | None, proof: Proof, claim: Claim) -> None:
        self.proof, self.claim, self.case = proof, claim, case
        self.question = question = next(q for q in contract.questions if q.name == proof.question)
        self.roots: dict[tuple[str, str], Any] = {("spørsmål", proof.question): (question.term, question.place)}
        self.roots |= {("regel", d.name): (d.body, d.place) for d in contract.definitions}
        self.roots |= {("norm", n.name): (n.condition, n.place) for n in contract.norms}
        self.definitions = {d.name: d for d in contract.definitions}
        self.kinds = {k.name: k for k in contract.events}
        self.oracles = {o.name: o for o in contract.oracles}
        self.norms = {n.name: n for n in contract.norms}
        self.extents = {r.name: r.extent for r in contract.roles}
        self.versions = {v.day for v in contract.versions if v.day is not None}
        self.parties = contract.parties + (case.parties if case is not None else ())
        self.env: Env = tuple((p.name, a) for p, a in zip(question.params, proof.args, strict=True))
        self.about = next((a for n, a in self.env if n == "dag" and isinstance(a, date)), None)
        self.moment = self.about if self.about and question.kind in _ABOUT_A_DAY else proof.asked
        self.horizon = max(proof.asked, self.moment)
        self.askers = self.bearers() if question.kind in (*_POWER, "hvilke") else ()
        left_out = question.names[0] if question.kind == "senest" else ""
        known = [e for e in (case.events if case is not None else ()) if max(e.known, e.day) <= proof.known]
        self.events = [e for e in known if e.kind != left_out or self._by_another(e)] + list(claim.acts)
        self.records = {e.id: e for e in self.events}
        self.given = {(s.kind, s.key): s.option for s in claim.settled}
        self.number: int | None = None
        self.left: list[int] = []
        self.at, self.on, self.vars = Ref("spørsmål", proof.question), self.moment, self.env

    def place(self) -> Place:
        """Where the term of the step in hand stands."""
        found = self.roots.get((self.at.root, self.at.name))
        return found[1] if found is not None else Place("", 0)

    def term(self, ref: Ref) -> Term:
        """The term a reference leads to."""
        found = self.roots[ref.root, ref.name][0]
        for index in ref.path:
            found = children(found)[index]
        return found  # type: ignore[no-any-return]  # a Term

    def days_before(self, day: Any, term: Term, env: Env) -> list[date]:
        """The days before a first day of truth on which the term must be false: the last, and where its form does not
        show that it stays true, each day it names or one of its events is dated, the day after, each version's first.
        """
        found = {END} if isinstance(day, Never) else {day - ONE} if day > BEGINNING else set()
        if not self.stays(term):
            kinds, told = self.spoken_of(term)
            kinds |= {self.records[v.id].kind for _, v in env if isinstance(v, Event)}
            told |= {d for e in self.events if e.kind in kinds for d in self.days(e)}
            told |= {p.since for p in self.parties if p.since} | self.versions
            found |= {d for d in {BEGINNING} | told | {d + ONE for d in told if d < END} if d < day}
        return sorted(found)

    def spoken_of(self, term: Term) -> tuple[set[str], set[date]]:
        """The kinds of event a term can rest on, through every definition it calls and every field that names one, and
        the days it names.
        """
        kinds = {f.type.name for k in self.kinds.values() for f in k.fields if f.type.kind == "hendelse"}
        days, seen, stack = set[date](), set[str](), [term]
        while stack:
            each = stack.pop()
            if isinstance(each, Exists | Every | Fold) and isinstance(each.source, EventSource):
                kinds.add(each.source.kind)
            elif isinstance(each, Lit) and isinstance(each.value, date):
                days.add(each.value)
            elif isinstance(each, Call) and each.name not in seen:
                seen.add(each.name)
                stack.append(self.definitions[each.name].body)
            stack += children(each)
        return kinds, days

    def stays(self, term: Term) -> bool:
        """Does the sentence stay true once it is, by its form alone?"""
        match term:
            case Op(op="and" | "or"):
                return all(map(self.stays, term.args))
            case Op(op="≤" | "<", args=(other, Moment())) | Op(op="≥" | ">", args=(Moment(), other)):
                return self.steady(other)
            case Op(op="role"):
                return self.steady(term.args[0])  # nobody leaves a role
            case Exists() if not isinstance(term.source, YearSource):
                return self.stays(term.where)
            case Every() if isinstance(term.source, RoleSource):
                return all(p.since is None for p in self.parties) and self.stays(term.where)
            case Call():
                return all(map(self.steady, term.args)) and self.stays(self.definitions[term.name].body)
            case Choose():
                return all(self.stays(t) for t in children(term))
        return self.steady(term)

    def steady(self, term: Term) -> bool:
        """Is the value the same on every day, by the form alone?"""
        match term:
            case Moment():
                return False
            case At():
                return self.steady(term.day)
            case Onset():
                return True
            case Call() if not self.steady(self.definitions[term.name].body):
                return False
            case Exists() | Every() | Fold() if isinstance(term.source, RoleSource):
                return all(p.since is None for p in self.parties) and self.steady(term.where or Lit(True))
            case Op(op="role"):
                return all(p.since is None for p in self.parties) and self.steady(term.args[0])
        return all(map(self.steady, children(term)))

    def silent(self, term: Term) -> bool:
        """Can the value be that nobody has said, by the form alone?"""
        own = (self.definitions[term.name].body,) if isinstance(term, Call) else ()
        return isinstance(term, Silence) or any(map(self.silent, (*children(term), *own)))

    def told(self, name: str, args: tuple[Any, ...]) -> Any:
        """What the case tells of a fact or a judgement, as known; None if nothing."""
        if self.case is None or name not in self.oracles:
            return None
        if self.oracles[name].kind == "skjønn":
            made = [j for j in self.case.judgements if j.name == name and j.known <= self.proof.known]
            return next((j.value for j in reversed(made) if same(j.args, args)), None)
        facts = [f for f in self.case.facts if f.name == name and (f.known or BEGINNING) <= self.proof.known]
        facts.sort(key=lambda f: f.known or BEGINNING)
        closed = any(len(f.args) > 1 and f.value is True and same(f.args[:-1], args[:-1]) for f in facts)
        return next((f.value for f in reversed(facts) if same(f.args, args)), False if closed else None)

    def chosen(self, point: str) -> str:
        """The reading the case has settled, as known; "" if none."""
        found = [c for c in (self.case.chosen if self.case else ()) if (c.day or BEGINNING) <= self.proof.known]
        return next((c.reading for c in reversed(found) if c.point == point), "")

    def field(self, of: Any, name: str) -> Any:
        if isinstance(of, AnyEvent):
            kind = self.kinds[of.kind]
            info = kind.field_named(name)
            dated = name == "dato" or (info is not None and info.type.kind == "dag")
            return of.by if of.by and name == kind.actor else Earliest(of.day) if dated else Unbound()
        found = self.records.get(of.id if isinstance(of, Event) else of if isinstance(of, str) else "")
        if found is None:
            if isinstance(of, Event):
                raise Wrong("ukjent hendelse", of.id)
            return of
        value, info = found.get(name), self.kinds[found.kind].field_named(name)
        return Untold(((found.kind, found.id, name),)) if value is None and info and not info.optional else value

    def members(self, role: str, moment: date) -> tuple[str, ...]:
        """The parties that hold a role on a day ("" is every party)."""
        extent, found = self.extents.get(role, "all"), []
        for party in self.parties:
            own = self.extents.get(party.role)
            held = own != "none" and (extent == "all" or (extent == "rest" and own != "own"))
            if (party.since is None or party.since <= moment) and (party.role == role or held):
                found.append(party.name)
        return tuple(found)

    def holder(self, role: str) -> str:
        return next((p.name for p in self.parties if p.role == role and self.extents.get(role) == "own"), "")

    def bearers(self) -> tuple[str, ...]:
        """Who asks; several if they act together."""
        term = self.question.bearer
        if isinstance(term, Op) and term.op == "members":
            return self.members(term.args[0].value, self.proof.asked)  # type: ignore[union-attr]  # a role, as below
        parts = term.args if isinstance(term, Op) and term.op == "together" else (term,)
        return tuple(name for part in parts if part is not None and (name := self.bearer(part)))

    def _by_another(self, event: EventRecord) -> bool:
        """Is it the act of a party that does not ask?"""
        by = event.get(self.kinds[event.kind].actor)
        return bool(self.askers) and by is not None and by not in self.askers

    def bearer(self, term: Term) -> str:
        if isinstance(term, Op) and term.op == "holder":
            return self.holder(term.args[0].value)  # type: ignore[union-attr]  # the role is a literal
        return next((a for n, a in self.env if isinstance(term, Var) and n == term.name), getattr(term, "value", ""))

    def told_to(self, kind: str) -> date:
        """The last day of which every event of the kind is told, or need not be."""
        case = self.case
        day = dict(case.complete_for).get(kind, case.complete) if case is not None else None
        return END if self.kinds[kind].breach else min(day, self.proof.known) if day is not None else BEGINNING

    def in_time(self, act: EventRecord) -> None:
        """What brings it about is done from the asking day on; what is not enough, on the first day it could be."""
        told = self.told_to(act.kind)
        settled = any(kind == "opplysning" and key[0] == act.kind for kind, key in self.given)
        first = self.proof.asked if settled or told >= self.proof.asked else told + ONE
        late = min(self.days(act)) >= self.proof.asked
        if not (late if self.claim.value is not False else {*self.days(act)} == {first}):
            raise Wrong("for tidlig", act.id)

    def own(self, kind: str) -> bool:
        """Is it something the asker brings about alone, and no wrong?"""
        info = self.kinds[kind]
        mine = not info.actor.startswith("rolle:") or self.holder(info.actor[6:]) in self.askers
        return not info.breach and info.actor not in ("alle", "andre") and mine

    def by_asker(self, act: EventRecord) -> bool:
        return self.kinds[act.kind].actor.startswith("rolle:") or act.get(self.kinds[act.kind].actor) in self.askers

    def days(self, event: EventRecord) -> list[date]:
        return [event.day, *(v for _, v in event.fields if isinstance(v, date))]

    def meets(self, act: EventRecord, key: tuple[Any, ...]) -> bool:
        """Is the act one the open point (kind, what is asked of its fields, from, to) speaks of?"""
        kind, asked, begin, end = key
        fits = all(str(act.get(f)) == v for f, op, v in asked if op == "=")
        return act.kind == kind and fits and begin <= act.day.isoformat() <= end

    def assumptions(self) -> None:
        """Nothing is taken as settled that the case tells; every act is one the asker may do, or supposed."""
        for (kind, key), option in self.given.items():
            told = self.chosen(key[0]) if kind == "tolkning" else self.told(key[0], key[1:]) is not None
            if told:
                raise Wrong("avgjort", key[0])
            speaks = kind == "opplysning" and key[0] in self.kinds and len(key) == 4 and isinstance(key[1], tuple)
            if speaks and option is not any(self.meets(act, key) for act in self.claim.acts):
                raise Wrong("hendelse", key[0])
        supposed = [
            k
            for (kind, k), option in self.given.items()
            if kind == "opplysning" and option is True and len(k) == 4 and isinstance(k[1], tuple)
        ]
        for act in self.claim.acts:
            if any(self.meets(act, k) for k in supposed):
                continue
            if self.question.kind not in _POWER or not self.own(act.kind) or not self.by_asker(act):
                raise Wrong("handling", act.id)
            if self.question.kind != "senest" and self.claim.what in ("svar", "ikke før"):
                self.in_time(act)
        if len(self.records) != len(self.events):
            raise Wrong("handling", self.claim.acts[-1].id)
        for kind in self.claim.presumed:
            settled = any(k == "opplysning" and key[0] == kind for k, key in self.given)
            if not (self.question.kind in _POWER or self.kinds[kind].breach or settled):
                raise Wrong("forutsatt", kind)
