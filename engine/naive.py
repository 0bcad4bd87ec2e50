"""The meaning of the core, written to be read: one plain value for each term, once everything open is decided.

``Naive`` evaluates a term in a *completion* of a case. A case leaves things open; a completion decides all of them:
which reading holds of each point, what each untold fact, field and judgement is, whether each silence is filled, how
a day that no month has is rounded, and which events happened that nobody has told of. Then nothing is open, and truth
is yes or no. The full answer to a question is the function from completions to values; ``engine.evaluate`` gives the
same function as a tree.

What the words mean here.

- *As known on a day.* Only what was known by then, and had happened, is told. Of two facts the one known later holds;
  of two judgements the one made later. Two of one day that differ hold neither.
- *Unrecorded events* stand in ``Completion.events`` as if told. A completion that the case allows has them only after
  the day it is complete to, of no kind that is a breach, and none that the case says did not happen.
- *Untold fields.* A field that need not be told and is not, is nothing: it equals nothing and is before, at and after
  nothing. One that must be told has the value the completion gives it.
- *Silence* is a value of its own. «Nei» decides an *og* and «ja» an *eller*; else what is silent in part is silent. A
  condition nobody says holds, does not select a case of ranked cases, nor a member of a sum.
- *No value.* Division by zero, the year of «aldri» and the highest of none have no value (``NO_VALUE``), and nothing
  computed or compared with them has one.
- *The first day* a sentence is true is found by trying days, earliest first: those of ``days_that_matter``.
  A silent day before it is a silent answer, for it may be the first; but an amount not yet set, in what is added up
  or counted (has it been paid?), is a «not yet», and only a silence that lasts is one.
- *Power*: an actor can if there are acts of its own with which it is so; ``naive_power`` tries them. A supposed act
  (``acts``) is seen where a sentence asks for it, not under «ikke», in a first day, in a sum or the day before.

- *Reconciled* amounts are what is known: where the case leaves one of the two open, it is the other.

No cleverness. Nothing of the real evaluator is used. One thing is kept: the value of a definition for its arguments
on a day (``found``). A ``Naive`` has one contract, one set of events, facts and readings, none of which ever changes,
and a definition speaks of nothing but its arguments and the day; so what it was once, it is again.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dsl.core import (
    At,
    Attr,
    Call,
    Choose,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    Oracle,
    Ranked,
    RoleSource,
    Silence,
    SortSource,
    Source,
    Term,
    Var,
    children,
)  # fmt: skip
from dsl.record import Record, changed, record_kw
from dsl.values import NEVER, Amount, Never
from engine.naive_values import (
    NO_VALUE,
    NoValue,
    Unsaid,
    all_of,
    any_of,
    calculated,
    compared,
    least_or_greatest,
    recurring_days,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dsl.case import Case, EventRecord
    from dsl.contract import Contract, Question

BEGINNING, END = date.min, date.max
_DAY = timedelta(days=1)


@record_kw
class Completion(Record):
    """Everything a case leaves open, decided.

    ``readings`` by point; the point «avrunding» is "ned" or "opp". ``fact`` answers for an untold fact or judgement
    (name, arguments), ``field`` for an untold field of a recorded event (its name, field). ``filled`` are the
    silences that are filled. ``events`` happened though nobody has told of them.
    """

    readings: Mapping[str, str]
    fact: Callable[[str, tuple[Any, ...]], Any]
    field: Callable[[str, str], Any]
    filled: frozenset[str]
    events: tuple[EventRecord, ...] = ()


class Naive:
    """A contract, a case as known on a day, and a completion of it. ``days`` are those tried for a first day."""

    def __init__(
        self, contract: Contract, case: Case, known: date, completion: Completion, days: tuple[date, ...]
    ) -> None:
        self.acts: tuple[EventRecord, ...] = ()
        self.told = self
        self.contract = contract
        self.case = case
        self.known = known
        self.completion = completion
        self.days = days
        self.definitions = {d.name: d for d in contract.definitions}
        self.found: dict[tuple[str, tuple[Any, ...], date], Any] = {}
        self.parties = contract.parties + case.parties
        self.things = case.individuals
        told = tuple(e for e in case.events if e.known <= known and e.day <= known)
        self.events = tuple(sorted((*told, *completion.events), key=lambda e: (e.day, e.id)))
        self.facts: dict[tuple[str, tuple[Any, ...]], Any] = {}
        for fact in sorted(case.facts, key=lambda f: f.known or BEGINNING):
            if fact.known is None or fact.known <= known:
                self.facts[fact.name, fact.args] = fact.value
        for judgement in case.judgements:
            later = [j for j in case.judgements if (j.name, j.args) == (judgement.name, judgement.args)]
            later = [j for j in later if j.known <= known]
            last = [j.value for j in later if j.day == max(x.day for x in later)]
            if last and all(value == last[0] for value in last):
                self.facts[judgement.name, judgement.args] = last[0]
        self.readings = dict(completion.readings)
        for choice in sorted(case.chosen, key=lambda c: c.day or BEGINNING):
            if choice.day is None or choice.day <= known:
                self.readings[choice.point] = choice.reading

    def with_acts(self, *acts: EventRecord) -> Naive:
        """The same, with acts supposed."""
        other = Naive(self.contract, self.case, self.known, self.completion, self.days)
        other.acts, other.told = acts, self
        return other

    def without(self, kind: str, who: str) -> Naive:
        """The same, but for the events of a kind that are ``who``'s, or nobody's by name."""
        actor = next((k.actor for k in self.contract.events if k.name == kind), "")
        told = changed(
            self.case,
            events=tuple(e for e in self.case.events if e.kind != kind or (who and e.get(actor) not in (None, who))),
        )
        return Naive(self.contract, told, self.known, self.completion, self.days)

    # ── terms ──
    def value(self, term: Term, moment: date, env: Mapping[str, Any]) -> Any:
        """The value of a term on a day: True, False or ``Unsaid`` for a sentence; else a plain value, ``Unsaid`` or
        ``NO_VALUE``.
        """
        match term:
            case Lit():
                return term.value
            case Var():
                return env[term.name]
            case Moment():
                return moment
            case Attr():
                return self._field(self.value(term.of, moment, env), term.field)
            case Op():
                return self._op(term, moment, env)
            case Call():
                return self._called(term.name, tuple(self.value(a, moment, env) for a in term.args), moment)
            case At():
                return self._at(term, self.value(term.day, moment, env), env)
            case Exists():
                members = self._members(term.source, moment, env)
                return any_of(self.value(term.where, moment, {**env, term.var: m}) for m in members)
            case Every():
                members = self._members(term.source, moment, env)
                return all_of(self.value(term.where, moment, {**env, term.var: m}) for m in members)
            case Fold():
                return self._fold(term, moment, env)
            case FirstDay():
                return self._first_recurring(term, moment, env)
            case Onset():
                return self.told.first_day(term.term, env)
            case Ranked():
                return self._ranked(term, moment, env)
            case Choose():
                arms = dict((*term.arms, *term.weak))
                return self.value(arms[self.readings[term.point]], moment, env)
            case Oracle():
                return self._oracle(term, [self.value(a, moment, env) for a in term.args])
            case Silence():
                if term.filler is not None and term.gap in self.completion.filled:
                    return self.value(term.filler, moment, env)
                return Unsaid(term.gap)

    def first_day(self, term: Term, env: Mapping[str, Any]) -> Any:
        """The first day a sentence is true; «aldri» if it never is. See the module's words on silent days."""
        waits = self._adds_up(term)
        held: Any = False
        for day in self.days:
            held = self.value(term, day, env)
            if held is True:
                return day
            if isinstance(held, Unsaid) and not waits:
                return held
        return held if isinstance(held, Unsaid) else NEVER

    def _adds_up(self, term: Term) -> bool:
        """Does a sentence, or a definition it rests on, add up or count events?"""
        if isinstance(term, Fold) and isinstance(term.source, EventSource) and term.op != "latest":
            return True
        called = [self.definitions[term.name].body] if isinstance(term, Call) else []
        return any(self._adds_up(each) for each in (*children(term), *called))

    def holds_role(self, party: str, role: str, moment: date) -> bool:
        """Is it a party on the day, and one of those the role is about?"""
        roles = {r.name: r.extent for r in self.contract.roles}
        found = next((p for p in self.parties if p.name == party), None)
        if found is None or (found.since is not None and found.since > moment):
            return False
        if found.role == role:
            return True
        if roles.get(found.role) == "none":
            return False
        extent = roles.get(role, "all")
        return extent == "all" or (extent == "rest" and roles.get(found.role) != "own")

    def holders(self, role: str, moment: date) -> tuple[str, ...]:
        """The parties that hold a role on a day."""
        return tuple(p.name for p in self.parties if self.holds_role(p.name, role, moment))

    def _called(self, name: str, args: tuple[Any, ...], moment: date) -> Any:
        key = (name, args, moment)
        if key not in self.found:
            definition = self.definitions[name]
            names = [p.name for p in definition.params]
            self.found[key] = self.value(definition.body, moment, dict(zip(names, args, strict=True)))
        return self.found[key]

    def _field(self, event: Any, field: str) -> Any:
        if isinstance(event, str):  # an event named in a rule's arguments by a case
            event = next(e for e in self.events if e.id == event)
        told = event.get(field)
        if told is not None:
            return told
        kind = next(k for k in self.contract.events if k.name == event.kind)
        info = kind.field_named(field)
        return None if info is None or info.optional else self.completion.field(event.id, field)

    def _op(self, term: Op, moment: date, env: Mapping[str, Any]) -> Any:
        if term.op == "not":
            held = self.told.value(term.args[0], moment, env)
            return held if isinstance(held, Unsaid | NoValue) else not held
        if term.op == "and":
            return all_of(self.value(a, moment, env) for a in term.args)
        if term.op == "or":
            return any_of(self.value(a, moment, env) for a in term.args)
        args = [self.value(a, moment, env) for a in term.args]
        if term.op == "holder":
            return next((p.name for p in self.parties if p.role == args[0]), "")
        if term.op == "reconcile":
            return self._reconciled(term, moment, env)
        if term.op == "given":
            return args[0] if isinstance(args[0], Unsaid) else args[0] is not None
        if term.op in ("min", "max"):
            found = args[0]
            for each in args[1:]:
                found = least_or_greatest(term.op, found, each)
            return found
        unsaid = [a for a in args if isinstance(a, Unsaid)]
        if unsaid:
            return unsaid[0]
        if any(isinstance(a, NoValue) for a in args):
            return NO_VALUE
        if term.op == "role":
            return self.holds_role(args[0], args[1], moment)
        if term.op in ("=", "≠", "≤", "≥", "<", ">"):
            return compared(term.op, args[0], args[1])
        return calculated(term.op, args, self.readings.get("avrunding", "ned"))

    def _reconciled(self, term: Op, moment: date, env: Mapping[str, Any]) -> Any:
        """The one of two amounts that the case tells enough to know, in this completion of the rest."""
        untold = changed(self.completion, fact=self._untold, field=lambda event, name: NO_VALUE)
        told_only = Naive(self.contract, self.case, self.known, untold, self.days)
        told, reckoned = (told_only.value(each, moment, env) for each in term.args)
        if isinstance(told, Unsaid | NoValue):
            return told if isinstance(reckoned, Unsaid | NoValue) else reckoned
        return told if isinstance(reckoned, Unsaid | NoValue) or told == reckoned else NO_VALUE

    def _untold(self, name: str, args: tuple[Any, ...]) -> Any:
        """An untold fact as it is reconciled: sentences as the completion has them, values nobody knows."""
        info = next(o for o in self.contract.oracles if o.name == name)
        return self.completion.fact(name, args) if info.result.kind == "ja" else NO_VALUE

    def _at(self, term: At, day: Any, env: Mapping[str, Any]) -> Any:
        if isinstance(day, Unsaid | NoValue):
            return day
        if isinstance(day, Never):
            return False if term.exact else self.value(term.term, END, env)
        then = self.value(term.term, day, env)
        if not term.exact or day == BEGINNING:
            return then
        before = self.told.value(term.term, day - _DAY, env)
        return all_of([then, before if isinstance(before, Unsaid) else not before])

    def _members(self, source: Source, moment: date, env: Mapping[str, Any]) -> tuple[Any, ...]:
        match source:
            case RoleSource():
                return self.holders(source.role, moment)
            case EventSource():
                return tuple(e for e in (*self.events, *self.acts) if e.kind == source.kind)
            case SortSource():
                return tuple(name for name, sort in self.things if sort == source.sort)
        start, stop = self.value(source.start, moment, env), self.value(source.stop, moment, env)
        return tuple(range(start, stop + 1))

    def _fold(self, term: Fold, moment: date, env: Mapping[str, Any]) -> Any:
        inner = [{**env, term.var: m} for m in self.told._members(term.source, moment, env)]
        if term.where is not None:
            inner = [each for each in inner if self.value(term.where, moment, each) is True]
        if term.op == "count":
            return len(inner)
        values = [self.value(term.of, moment, each) for each in inner]
        if term.op == "latest":
            return values[-1] if values else NO_VALUE
        if not values:
            return {"sum": Amount(0), "product": 1, "min": NEVER, "max": NO_VALUE}[term.op]
        found = values[0]
        for each in values[1:]:
            if term.op in ("min", "max"):
                found = least_or_greatest(term.op, found, each)
            else:
                found = self._op(Op("+" if term.op == "sum" else "·", (Lit(found), Lit(each))), moment, env)
        return found

    def _first_recurring(self, term: FirstDay, moment: date, env: Mapping[str, Any]) -> Any:
        start = self.value(term.start, moment, env)
        if not isinstance(start, date):
            return start
        for day in recurring_days(self.value(term.recurrence, moment, env), start):
            held = self.value(term.where, moment, {**env, term.var: day})
            if held is True:
                return day
            if held is not False:
                return held
        return NEVER

    def _ranked(self, term: Ranked, moment: date, env: Mapping[str, Any]) -> Any:
        holding = [arm for arm in term.arms if self.value(arm.guard, moment, env) is True]
        labels = {arm.label for arm in holding}
        left = [a for a in holding if not any(low == a.label and high in labels for high, low in term.over)]
        if left:
            return self.value(left[0].value, moment, env)
        return Unsaid("") if term.otherwise is None else self.value(term.otherwise, moment, env)

    def _oracle(self, term: Oracle, args: list[Any]) -> Any:
        for arg in args:
            if isinstance(arg, Unsaid | NoValue):
                return arg
        plain = tuple(a if isinstance(a, str | int | date) else getattr(a, "id", a) for a in args)
        if (term.name, plain) in self.facts:
            return self.facts[term.name, plain]
        info = next(o for o in self.contract.oracles if o.name == term.name)
        if info.kind == "faktum" and info.result.kind == "ja" and len(plain) > 1:
            told = [v for (n, a), v in self.facts.items() if n == term.name and a[:-1] == plain[:-1]]
            if True in told:  # a relation the case tells of is closed
                return False
        return self.completion.fact(term.name, plain)

    # ── questions ──
    def answer(self, question: Question, args: tuple[Any, ...], moment: date) -> Any:
        """The value of a question of fact or value. Raises ``ValueError`` for a question of power."""
        env = dict(zip([p.name for p in question.params], args, strict=True))
        match question.kind:
            case "om" | "verdi" if question.term is not None:
                return self.value(question.term, moment, env)
            case "når" if question.term is not None:
                of_day = question.result.kind == "dag"
                return self.value(question.term, moment, env) if of_day else self.first_day(question.term, env)
            case "hvem" if question.term is not None:
                who = self.holders(question.source, moment)
                return tuple(m for m in who if self.value(question.term, moment, {**env, question.source: m}) is True)
            case "bærer" | "hvilke":
                return self._norms(question, env, moment)
            case "taushet":
                return Unsaid(question.names[0])
        raise ValueError(question.kind)

    def _norms(self, question: Question, env: Mapping[str, Any], moment: date) -> Any:
        norms = {n.name: n for n in self.contract.norms}
        if question.kind == "bærer":
            return self.holders(norms[question.names[0]].bearer, moment)
        who = None if question.bearer is None else self.value(question.bearer, moment, env)
        open_now = []
        for name in question.names:
            norm = norms[name]
            bearers = [m for m in self.holders(norm.bearer, moment) if who in (None, m)]
            if any(self.value(norm.condition, moment, {norm.bearer_var: m}) is True for m in bearers):
                open_now.append(name)
        return tuple(open_now)
