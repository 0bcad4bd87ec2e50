"""The rule of each form of term: what a step must rest on, and the value that follows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

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
    Term,
    Var,
    YearSource,
)  # fmt: skip
from dsl.values import NEVER, Amount, Never
from engine.checker_case import Env
from engine.checker_reckoning import FLIP, Reckoning
from engine.checker_values import BEGINNING, END, ONE, Wrong, extreme, next_on, same
from engine.proof import AnyEvent, Earliest, Event, Quiet, Ref, Untold

_MOST_TRIES = 60


class Steps(Reckoning):
    """The steps of one claim, checked in order against contract and case."""

    def whole(self) -> None:
        """Check the claim. Raises ``Wrong`` with ``number`` at the step that is wrong."""
        self.assumptions()
        for number, step in enumerate(self.claim.steps):
            self.number, self.left = number, list(step.premises)
            self.at, self.on, self.vars = step.at, step.moment, step.env
            value = self.rule(self.term(step.at), step.value)
            if not same(value, step.value):
                raise Wrong("verdi", step.value, value)
            if self.left:
                raise Wrong("overflødig", self.left[0])
        self.number, self.left = None, list(self.claim.roots)
        self.at, self.on, self.vars = Ref("spørsmål", self.proof.question), self.moment, self.env
        value = self.conclusion()
        if not same(value, self.claim.value):
            raise Wrong("påstand", self.claim.value, value)
        if self.left:
            raise Wrong("overflødig", self.left[0])

    def conclusion(self) -> Any:
        """What the roots of the claim give, by the kind of the question."""
        question, claim = self.question, self.claim
        if claim.what in ("frist", "for sent"):
            day = max(v for a in claim.acts for v in self.days(a)) - (ONE if claim.what == "for sent" else 0 * ONE)
            if claim.value is not (claim.what == "frist") or day != claim.day:
                raise Wrong("frist", claim.day)
        match question.kind:
            case "taushet":
                return Quiet(question.names[0])
            case "når" if question.result.kind != "dag":
                return self.first_day_true((), claim.value)
            case "hvem":
                members = self.members(question.source, self.moment)
                return tuple(m for m in members if self.need((), add=((question.source, m),)) is True)
            case "bærer":
                return self.members(self.norms[question.names[0]].bearer, self.moment)
            case "hvilke":
                return tuple(n for n in question.names if self.open_norm(n))
            case "tidligst" if claim.what == "svar":
                held = self.need((), moment=claim.value if isinstance(claim.value, date) else END)
                before = isinstance(claim.value, date) and self.need((), moment=claim.value - ONE)
                return (claim.value if claim.day == claim.value else None) if held and not before else NEVER
            case "tidligst":
                return self.need((), moment=claim.day)
            case "senest" if claim.what == "svar":
                last = max((v for a in claim.acts for v in self.days(a)), default=END)
                return last if self.need(()) is True else NEVER
        return self.need(())

    def open_norm(self, name: str) -> bool:
        """Is the norm open to the bearer asked about, or to anyone?"""
        norm, held = self.norms[name], False
        for member in self.members(norm.bearer, self.moment):
            if not self.askers or member in self.askers:
                held |= self.premise(Ref("norm", name), self.moment, ((norm.bearer_var, member),)) is True
        return held

    def need(self, path: tuple[int, ...], *, moment: date | None = None, add: Env = ()) -> Any:
        """The value of the next premise, which must be this term, on this day, with these variables."""
        at = Ref(self.at.root, self.at.name, self.at.path + path)
        return self.premise(at, self.on if moment is None else moment, self.vars + add)

    def premise(self, at: Ref, moment: date, env: Env) -> Any:
        if not self.left:
            raise Wrong("mangler", "/".join(map(str, (at.name, *at.path))), moment)
        number = self.left.pop(0)
        if not 0 <= number < (len(self.claim.steps) if self.number is None else self.number):
            raise Wrong("rekkefølge", number)
        step = self.claim.steps[number]
        if step.at != at or step.moment != moment or not same(step.env, env):
            raise Wrong("premiss", number, "/".join(map(str, (at.name, *at.path))), moment)
        return step.value

    def next_child(self) -> int:
        """Which child of the term in hand the next premise is about."""
        return self.claim.steps[self.left[0]].at.path[-1]

    def rule(self, term: Term, claimed: Any) -> Any:
        """The value of the term in hand by its premises; ``claimed`` where the rule is to test a value."""
        match term:
            case Lit():
                return term.value
            case Var():
                return next(v for n, v in reversed(self.vars) if n == term.name)
            case Moment():
                return self.on
            case Attr():
                return self.field(self.need((0,)), term.field)
            case Op():
                return self.op(term)
            case Call():
                definition = self.definitions[term.name]
                args = [self.need((k,)) for k in range(len(term.args))]
                env = tuple((p.name, a) for p, a in zip(definition.params, args, strict=True))
                return self.premise(Ref("regel", term.name), self.on, env)
            case At():
                return self.other_day(term)
            case Exists() | Every():
                return self.over_members(term)
            case Fold():
                return self.fold(term)
            case FirstDay():
                return self.first_of_recurrence(term)
            case Onset():
                return self.not_before() if isinstance(claimed, Earliest) else self.first_day_true((0,), claimed)
            case Ranked():
                held = {a.label for k, a in enumerate(term.arms) if self.need((2 * k,)) is True}
                beaten = {low for high, low in term.over if high in held}
                for k, arm in enumerate(term.arms):
                    if arm.label in held - beaten:
                        return self.need((2 * k + 1,))
                return self.need((2 * len(term.arms),)) if term.otherwise is not None else Quiet("")
            case Choose():
                read = self.chosen(term.point) or self.given.get(("tolkning", (term.point,)))
                names = [name for name, _ in (*term.arms, *term.weak)]
                if read in names:
                    return self.need((names.index(read),))
                values = [self.need((k,)) for k in range(len(term.arms))]
                if not all(same(v, values[0]) for v in values):
                    raise Wrong("lesning", term.point)
                return values[0]
            case Oracle():
                return self.oracle(term, [self.need((k,)) for k in range(len(term.args))])
            case Silence():
                if term.filler is None or self.given["taushet", (term.gap,)] == "taus":
                    return Quiet(term.gap)
                return self.need((0,))

    def junction(self, decisive: bool, parts: list[Any]) -> Any:
        """«og» (a no decides) or «eller» (a yes does): else what is silent, else the other truth value."""
        for part in parts:
            if not isinstance(part, (bool, Quiet)):
                raise Wrong("sannhet", part)
        return decisive if decisive in parts else next((p for p in parts if isinstance(p, Quiet)), not decisive)

    def op(self, term: Op) -> Any:
        op, count = term.op, len(term.args)
        if op in ("and", "or"):
            if len(self.left) < count and self.need((self.next_child(),)) is (op == "or"):
                return op == "or"
            return self.junction(op == "or", [self.need((k,)) for k in range(count)])
        if op == "holder":
            return self.holder(term.args[0].value)  # type: ignore[union-attr]  # the role is a literal
        parts = [self.need((k,)) for k in range(1 if op == "role" else count)]
        if op == "reconcile":
            return self.reconciled(*parts)
        quiet = next((p for p in parts if isinstance(p, Quiet)), None)
        if op == "not":
            return quiet or self.junction(True, parts) is False
        if op == "given":
            return quiet or not (parts[0] is None or isinstance(parts[0], Untold))
        if op == "role":
            who = parts[0]
            return who if isinstance(who, (Quiet, Untold)) else who in self.members(term.args[1].value, self.on)  # type: ignore[union-attr]  # as above
        if op in FLIP:
            return quiet or self.compare(op, *parts)
        if op in ("min", "max"):
            result = parts[0]
            for part in parts[1:]:
                result = extreme(op, result, part)
            return result
        untold = tuple(k for p in parts if isinstance(p, Untold) for k in p.keys)
        return quiet or (Untold(untold) if untold else self.function(op, *parts))

    def other_day(self, term: At) -> Any:
        day = self.need((1,))
        if isinstance(day, Quiet):
            return day
        if isinstance(day, Untold):
            return self.given["opplysning", (*day.keys[0], "på dagen")]
        if isinstance(day, Never):
            return self.need((0,), moment=END) if not term.exact else False
        there = self.need((0,), moment=day)
        if not term.exact or there is False or day == BEGINNING:
            return there
        before = self.need((0,), moment=day - ONE)
        return self.junction(False, [there, before if isinstance(before, Quiet) else before is not True])

    def over_members(self, term: Exists | Every) -> Any:
        """One member can decide; else every member must be gone through, and nothing untold may matter."""
        decisive, where = isinstance(term, Exists), (2 if isinstance(term.source, YearSource) else 0,)
        members = self.source(term.source)
        if len(self.left) == 1 and self.left[0] < len(self.claim.steps):
            named = self.claim.steps[self.left[0]].env[len(self.vars) :]
            is_member = len(named) == 1 and any(same(named[0], (term.var, m)) for m in members)
            if is_member and self.claim.steps[self.left[0]].value is decisive:
                return self.need(where, add=named)
        parts = [self.need(where, add=((term.var, m),)) for m in members]
        value = self.junction(decisive, parts)
        if value is not decisive and decisive and isinstance(term.source, EventSource):
            kind = term.source.kind
            told = self.told_to(kind)
            if told < self.horizon and (self.left or kind not in self.claim.presumed):
                event = AnyEvent(kind, told + ONE if told > BEGINNING else told, "")
                if self.need(where, add=((term.var, event),)) is not False:
                    raise Wrong("ufortalt", kind)
        return value

    def fold(self, term: Fold) -> Any:
        base = 2 if isinstance(term.source, YearSource) else 0
        values = []
        years = (self.need((0,)), self.need((1,))) if base else ()
        for bound in years:
            if not isinstance(bound, int):
                return bound
        for member in range(years[0], years[1] + 1) if years else self.source(term.source):
            if term.where is None or self.need((base,), add=((term.var, member),)) is True:
                values.append(self.need((base + (term.where is not None),), add=((term.var, member),)))
        if term.op == "count":
            return len(values)
        if not values:
            return {"sum": Amount(0), "product": Fraction(1), "min": NEVER}.get(term.op, Untold((("ingen",),)))
        result = values[0]
        for value in values[1:]:
            if term.op == "latest":
                result = value
            elif term.op in ("sum", "product"):
                quiet = next((v for v in (result, value) if isinstance(v, Quiet)), None)
                keys = tuple(k for v in (result, value) if isinstance(v, Untold) for k in v.keys)
                result = quiet or (
                    Untold(keys) if keys else self.function("+" if term.op == "sum" else "·", result, value)
                )
            else:
                result = extreme(term.op, result, value)
        return result

    def first_of_recurrence(self, term: FirstDay) -> Any:
        recurrence, start = self.need((0,)), self.need((1,))
        if isinstance(start, Earliest):
            day = next_on(recurrence, start.day)
            while self.left:  # those passed over
                if self.need((2,), add=((term.var, day),)) is not False:
                    raise Wrong("uavgjort")
                day = next_on(recurrence, day + ONE)
            return Earliest(day)
        if not isinstance(start, date):
            return start
        day = next_on(recurrence, start, start)
        for _ in range(_MOST_TRIES):
            held = self.need((2,), add=((term.var, day),))
            if held is not False:
                return day if held is True else held
            day = next_on(recurrence, day + ONE, start)
        return NEVER

    def first_day_true(self, path: tuple[int, ...], day: Any) -> Any:
        """``day`` if the term is true on it and not before.

        Not on the day before, if it stays true once it is; else also on no day on which anything told changes.
        """
        if isinstance(day, Quiet):
            return self.need(path, moment=END)
        last = day if isinstance(day, date) else NEVER
        if last is not NEVER and self.need(path, moment=day) is not True:
            raise Wrong("ikke sann", day)
        below = self.term(Ref(self.at.root, self.at.name, self.at.path + path))
        wanted = set(self.days_before(last, below, self.vars))
        while self.left:
            earlier = self.claim.steps[self.left[0]].moment
            if not earlier < last or self.need(path, moment=earlier) is not False:
                raise Wrong("allerede sann", earlier)
            wanted.discard(earlier)
        if wanted:
            raise Wrong("allerede sann", min(wanted))
        return last

    def not_before(self) -> Earliest:
        """What is false until a day is first true on it or later."""
        below = self.term(Ref(self.at.root, self.at.name, (*self.at.path, 0)))
        day, stays = self.claim.steps[self.left[-1]].moment + ONE, self.stays(below)
        if self.silent(below) or (not stays and any(isinstance(v, (AnyEvent, Earliest)) for _, v in self.vars)):
            raise Wrong("uavgjort")
        for earlier in self.days_before(day, below, self.vars):
            if self.need((0,), moment=earlier) is not False:
                raise Wrong("allerede sann", earlier)
        return Earliest(day)

    def oracle(self, term: Oracle, args: list[Any]) -> Any:
        for arg in args:
            if isinstance(arg, (Quiet, Untold)):
                return arg
        info, plain = self.oracles[term.name], tuple(a.id if isinstance(a, Event) else a for a in args)
        told = self.told(term.name, plain)
        if told is not None:
            return told
        if info.kind == "skjønn":
            return self.given["skjønn", (term.name, *plain)]
        return (
            self.given["opplysning", (term.name, *plain)]
            if info.result.kind == "ja"
            else Untold(((term.name, *plain),))
        )

    def source(self, source: Any) -> tuple[Any, ...]:
        """The members of a source, in the order they are gone through."""
        match source:
            case RoleSource():
                return self.members(source.role, self.on)
            case EventSource():
                return tuple(Event(e.id) for e in self.events if e.kind == source.kind)
            case SortSource():
                return tuple(n for n, sort in (self.case.individuals if self.case else ()) if sort == source.sort)
        raise Wrong("form", source)
