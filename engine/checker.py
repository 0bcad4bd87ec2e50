"""Checks a proof, step by step, against contract and case. It shares no code with the evaluator but the data classes.

A step is right if its value follows, by the rule of its term's form, from its premises, and these are just the steps the
rule asks for: the right term, day and variables, in order. ``docs/position.md`` says what is proved, and what is not.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dsl.case import Case, EventRecord
from dsl.contract import Contract, Place
from dsl.core import (
    At, Attr, Call, Choose, EventSource, Every, Exists, FirstDay, Fold, Lit, Moment, Onset, Op, Oracle, Ranked,
    RoleSource, Silence, SortSource, Term, Var, YearSource, children,
)  # fmt: skip
from dsl.record import Record, record, record_kw
from dsl.values import NEVER, Amount, Never, days_in_month
from engine.proof import AnyEvent, Claim, Earliest, Event, Proof, Quiet, Ref, Unbound, Untold
from engine.proof_words import WRONG

_ONE, _BEGINNING, _END, _MOST_TRIES = timedelta(days=1), date.min, date.max, 60
_FLIP = {"≤": "≥", "≥": "≤", "<": ">", ">": "<", "=": "=", "≠": "≠"}
_POWER, _ABOUT_A_DAY = ("kan", "tidligst", "senest"), ("om", "hvem", "bærer", "hvilke", "verdi")
Env = tuple[tuple[str, Any], ...]


@record_kw
class Fault(Record):
    """Where a proof is wrong: claim and step by number (None for the whole), the clause, and why in two languages."""

    claim: int | None
    step: int | None
    place: Place
    nb: str
    en: str


@record
class Checked(Record):
    """What came of checking: the first fault of each claim, and how many claims and steps are right."""

    faults: tuple[Fault, ...]
    claims: int
    steps: int


class _Wrong(Exception):  # noqa: N818  # a finding about the proof, not an error of the program
    pass


def same(one: Any, two: Any) -> bool:
    """Are two values the same? A yes is not the number 1."""
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two) and isinstance(one, bool) == isinstance(two, bool)


def check(contract: Contract, case: Case | None, proof: Proof) -> Checked:
    """Check every step of every claim, and that the claims together are the answer the proof shows."""
    faults: list[Fault] = []
    right = steps = 0
    if proof.agreement != contract.digest:
        return Checked((_fault("avtale"),), 0, 0)
    if proof.case != (case.digest if case is not None else ""):
        return Checked((_fault("sak"),), 0, 0)
    question = next((q for q in contract.questions if q.name == proof.question), None)
    if question is None or len(question.params) != len(proof.args):
        return Checked((_fault("spørsmål"),), 0, 0)
    for number, claim in enumerate(proof.claims):
        checker = _Checker(contract, case, proof, claim)
        try:
            checker.whole()
            right, steps = right + 1, steps + len(claim.steps)
        except _Wrong as wrong:
            faults.append(_fault(*wrong.args, claim=number, checker=checker))
        except (AttributeError, ArithmeticError, LookupError, TypeError, ValueError, StopIteration) as error:
            faults.append(_fault("form", error, claim=number, checker=checker))
    try:
        _together(contract, proof)
    except _Wrong as wrong:
        faults.append(_fault(*wrong.args))
    return Checked(tuple(faults), right, steps)


def _fault(code: str, *said: Any, claim: int | None = None, checker: _Checker | None = None) -> Fault:
    step = checker.number if checker is not None else None
    place = checker.place() if checker is not None else Place("", 0)
    nb, en = (words.format(*said) for words in WRONG[code])
    return Fault(claim=claim, step=step, place=place, nb=nb, en=en)


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _together(contract: Contract, proof: Proof) -> None:
    """The claims leave out no way of settling what is open, and give the value, status and rivals that are shown."""
    points = {p.name: p for p in contract.readings}
    options = {p.name: tuple(r.name for r in p.readings if r.strength != "svak") for p in contract.readings}
    options["avrunding"] = ("ned", "opp")
    best = {name: p.preferred for name, p in points.items()} | {"avrunding": "ned"}
    answers = [c for c in proof.claims if c.what == "svar"]

    def covers(branches: list[dict[Any, Any]]) -> bool:
        if not branches or any(not given for given in branches):
            return bool(branches)
        for point in branches[0]:
            if all(point in given for given in branches):
                kind, key = point
                ways = {"taushet": ("utfylt", "taus")}.get(kind, (True, False))
                return all(
                    covers([{k: v for k, v in b.items() if k != point} for b in branches if b[point] == option])
                    for option in (options[key[0]] if kind == "tolkning" else ways)
                )
        return False

    def under(point: str = "", reading: str = "") -> list[Any]:
        wanted = best | {point: reading}
        return [
            c.value for c in answers
            if all(s.option == ("utfylt" if s.kind == "taushet" else wanted[s.key[0]])
                   for s in c.given if s.kind in ("tolkning", "taushet"))
        ]  # fmt: skip

    def agreed(values: list[Any]) -> Any:
        one = values[0] if values and all(same(v, values[0]) for v in values) else None
        return None if isinstance(one, (Quiet, Untold)) else one

    whole = not proof.unproved
    if whole and not covers([{(s.kind, s.key): s.option for s in c.given} for c in answers]):
        raise _Wrong("utelatt")
    if whole and not same(agreed(under()), proof.value):
        raise _Wrong("vist")
    for rival in proof.rivals:
        if (whole or under(rival.point, rival.reading)) and not same(agreed(under(rival.point, rival.reading)), rival.value):
            raise _Wrong("rival", rival.reading, rival.point)
    turns = agreed([c.value for c in answers]) is None or any(s.kind == "taushet" for c in answers for s in c.given)
    if whole and proof.status == ("klart" if turns else "omstridt"):
        if turns or len({s.option for c in answers for s in c.given if s.kind == "tolkning"}) == 0:
            raise _Wrong("status", proof.status)


# ── one claim ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Checker:
    """The steps of one claim, checked in order against contract and case."""

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
        self.parties = contract.parties + (case.parties if case is not None else ())
        self.env: Env = tuple((p.name, a) for p, a in zip(question.params, proof.args, strict=True))
        self.about = next((a for n, a in self.env if n == "dag" and isinstance(a, date)), None)
        self.moment = self.about if self.about and question.kind in _ABOUT_A_DAY else proof.asked
        self.horizon = max(proof.asked, self.moment)
        self.asker = self.bearer() if question.kind in (*_POWER, "hvilke") else ""
        left_out = question.names[0] if question.kind == "senest" else ""
        known = [e for e in (case.events if case is not None else ()) if max(e.known, e.day) <= proof.known]
        self.events = [e for e in known if e.kind != left_out] + list(claim.acts)
        self.records = {e.id: e for e in self.events}
        self.given = {(s.kind, s.key): s.option for s in claim.given}
        self.number: int | None = None
        self.left: list[int] = []
        self.at, self.on, self.vars = Ref("spørsmål", proof.question), self.moment, self.env

    def place(self) -> Place:
        """Where the term of the step in hand stands."""
        found = self.roots.get((self.at.root, self.at.name))
        return found[1] if found is not None else Place("", 0)  # type: ignore[no-any-return]  # a Place

    def whole(self) -> None:
        """Check the claim. Raises ``_Wrong`` with ``number`` at the step that is wrong."""
        self.assumptions()
        for number, step in enumerate(self.claim.steps):
            self.number, self.left = number, list(step.premises)
            self.at, self.on, self.vars = step.at, step.moment, step.env
            value = self.rule(self.term(step.at), step.value)
            if not same(value, step.value):
                raise _Wrong("verdi", step.value, value)
            if self.left:
                raise _Wrong("overflødig", self.left[0])
        self.number, self.left = None, list(self.claim.roots)
        self.at, self.on, self.vars = Ref("spørsmål", self.proof.question), self.moment, self.env
        value = self.conclusion()
        if not same(value, self.claim.value):
            raise _Wrong("påstand", self.claim.value, value)
        if self.left:
            raise _Wrong("overflødig", self.left[0])

    def conclusion(self) -> Any:
        """What the roots of the claim give, by the kind of the question."""
        question, claim = self.question, self.claim
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
                held = self.need((), moment=claim.value if isinstance(claim.value, date) else _END)
                before = isinstance(claim.value, date) and self.need((), moment=claim.value - _ONE)
                return (claim.value if claim.day == claim.value else None) if held and not before else NEVER
            case "tidligst":
                return self.need((), moment=claim.day)
            case "senest" if claim.what == "svar":
                last = claim.acts and max(v for a in claim.acts for v in self.days(a))
                return last if self.need(()) is True else NEVER
        return self.need(())

    def open_norm(self, name: str) -> bool:
        """Is the norm open to the bearer asked about, or to anyone?"""
        norm, held = self.norms[name], False
        for member in self.members(norm.bearer, self.moment):
            if not self.asker or member == self.asker:
                held |= self.premise(Ref("norm", name), self.moment, ((norm.bearer_var, member),)) is True
        return held

    # ── what is assumed ──

    def assumptions(self) -> None:
        """Nothing is taken as settled that the case tells, and every act is one the asker may do or that is supposed."""
        for (kind, key), option in self.given.items():
            told = self.chosen(key[0]) if kind == "tolkning" else self.told(key[0], key[1:]) is not None
            if told:
                raise _Wrong("avgjort", key[0])
            if kind == "opplysning" and key[0] in self.kinds and len(key) == 4 and isinstance(key[1], tuple):
                if option is not any(self.meets(act, key) for act in self.claim.acts):
                    raise _Wrong("hendelse", key[0])
        supposed = [k for (kind, k), option in self.given.items() if kind == "opplysning" and option is True]
        for act in self.claim.acts:
            if any(len(k) == 4 and self.meets(act, k) for k in supposed):
                continue
            if self.question.kind not in _POWER or not self.own(act.kind) or not self.by_asker(act):
                raise _Wrong("handling", act.id)
            if self.question.kind != "senest" and self.claim.what != "frist" and min(self.days(act)) < self.proof.asked:
                raise _Wrong("for tidlig", act.id)
        if len(self.records) != len(self.events):
            raise _Wrong("handling", self.claim.acts[-1].id)
        for kind in self.claim.presumed:
            settled = any(k == "opplysning" and key[0] == kind for k, key in self.given)
            if not (self.question.kind in _POWER or self.kinds[kind].breach or settled):
                raise _Wrong("forutsatt", kind)

    # ── premises ──

    def term(self, ref: Ref) -> Term:
        """The term a reference leads to."""
        found = self.roots[ref.root, ref.name][0]
        for index in ref.path:
            found = children(found)[index]
        return found  # type: ignore[no-any-return]  # a Term

    def need(self, path: tuple[int, ...], *, moment: date | None = None, add: Env = ()) -> Any:
        """The value of the next premise, which must be this term, on this day, with these variables."""
        at = Ref(self.at.root, self.at.name, self.at.path + path)
        return self.premise(at, self.on if moment is None else moment, self.vars + add)

    def premise(self, at: Ref, moment: date, env: Env) -> Any:
        if not self.left:
            raise _Wrong("mangler", "/".join(map(str, (at.name, *at.path))), moment)
        number = self.left.pop(0)
        if not 0 <= number < (len(self.claim.steps) if self.number is None else self.number):
            raise _Wrong("rekkefølge", number)
        step = self.claim.steps[number]
        if step.at != at or step.moment != moment or not same(step.env, env):
            raise _Wrong("premiss", number, "/".join(map(str, (at.name, *at.path))), moment)
        return step.value

    def next_child(self) -> int:
        """Which child of the term in hand the next premise is about."""
        return self.claim.steps[self.left[0]].at.path[-1]

    # ── the rule of each form ──

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
                return self.first_day_true((0,), claimed)
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
                    raise _Wrong("lesning", term.point)
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
                raise _Wrong("sannhet", part)
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
        quiet = next((p for p in parts if isinstance(p, Quiet)), None)
        if op == "not":
            return quiet or self.junction(True, parts) is False
        if op == "given":
            return quiet or not (parts[0] is None or isinstance(parts[0], Untold))
        if op == "role":
            who = parts[0]
            return who if isinstance(who, (Quiet, Untold)) else who in self.members(term.args[1].value, self.on)  # type: ignore[union-attr]  # as above
        if op in _FLIP:
            return quiet or self.compare(op, *parts)
        if op in ("min", "max"):
            result = parts[0]
            for part in parts[1:]:
                result = extreme(op, result, part)
            return result
        untold = tuple(k for p in parts if isinstance(p, Untold) for k in p.keys)
        return quiet or (Untold(untold) if untold else self.function(op, *parts))

    def compare(self, op: str, left: Any, right: Any) -> Any:
        keys = tuple(k for p in (left, right) if isinstance(p, Untold) for k in p.keys)
        if keys:
            bound = next((p for p in (left, right) if not isinstance(p, Untold)), None)
            return self.given["opplysning", (*keys[0], op, str(bound))]
        if isinstance(right, Earliest):
            op, left, right = _FLIP[op], right, left
        if isinstance(left, Earliest) and isinstance(right, (date, Never)):
            if right < left.day or (right == left.day and op in ("<", "≥")):
                return op in ("≥", ">", "≠")
        if any(isinstance(p, (Earliest, Unbound, AnyEvent)) for p in (left, right)):
            raise _Wrong("uavgjort")
        if op in ("=", "≠"):
            return same(left, right) is (op == "=")
        if left is None or right is None:
            return False
        less, more = left < right, left > right
        return {"<": less, ">": more, "≤": not more, "≥": not less}[op]

    def function(self, op: str, one: Any, two: Any = None) -> Any:
        """A function of days and numbers."""
        if isinstance(one, Earliest) or isinstance(two, Earliest):
            moved = self.function(op, *(p.day if isinstance(p, Earliest) else p for p in (one, two)))
            return Earliest(moved)  # every function of days gives later days for later ones
        if isinstance(one, Never) or isinstance(two, Never):
            return {"year": Untold(((("aldri",), "år"),)), "is-working-day": False}.get(op, NEVER)
        match op:
            case "+" | "−":
                if isinstance(two, Amount) and not two.kroner and not isinstance(one, Amount):
                    return one  # the sum over nobody
                if op == "+" and isinstance(one, Amount) and not one.kroner and not isinstance(two, Amount):
                    return two
                return one + two if op == "+" else one - two
            case "·":
                return two * one if isinstance(two, Amount) else one * two
            case "/":
                zero = two == (Amount(0) if isinstance(two, Amount) else 0)
                return Untold(((("deling på null",), str(one)),)) if zero else (one if isinstance(one, Amount) else Fraction(one)) / two
            case "before" | "after":
                return self.shift(two, one, 1 if op == "after" else -1)
            case "day-of-year":
                return date(two, one.month, min(one.day, days_in_month(two, one.month)))
            case "day-next-year":
                return date(two.year + 1, one.month, min(one.day, days_in_month(two.year + 1, one.month)))
            case "day-before":
                return one - _ONE if one > _BEGINNING else one
            case "year":
                return one.year
            case "is-working-day":
                return works(one)
            case "next-working-day":
                while not works(one):
                    one += _ONE
                return one
            case "round-kroner" | "round-øre" | "money":
                return rounded(one, 1 if op == "round-kroner" else 100) if isinstance(one, Amount) else one
        raise _Wrong("form", op)

    def shift(self, day: date, period: Any, sign: int) -> date:
        """Months first and days after; a day its month lacks is rounded as the claim reads it."""
        year, month = divmod(12 * day.year + day.month - 1 + sign * period.months, 12)
        length = days_in_month(year, month + 1)
        shifted = date(year, month + 1, min(day.day, length))
        if day.day > length and self.given["tolkning", ("avrunding",)] == "opp":
            shifted += _ONE
        return shifted + sign * timedelta(days=period.days)

    def other_day(self, term: At) -> Any:
        day = self.need((1,))
        if isinstance(day, Quiet):
            return day
        if isinstance(day, Untold):
            return self.given["opplysning", (*day.keys[0], "på dagen")]
        if isinstance(day, Never):
            return self.need((0,), moment=_END) if not term.exact else False
        there = self.need((0,), moment=day)
        if not term.exact or there is False or day == _BEGINNING:
            return there
        before = self.need((0,), moment=day - _ONE)
        return self.junction(False, [there, before if isinstance(before, Quiet) else before is not True])

    def over_members(self, term: Exists | Every) -> Any:
        """One member can decide; else every member must be gone through, and nothing untold may matter."""
        decisive, where = isinstance(term, Exists), (2 if isinstance(term.source, YearSource) else 0,)
        members = self.source(term.source)
        if len(self.left) == 1 and self.left[0] < len(self.claim.steps):
            named = self.claim.steps[self.left[0]].env[len(self.vars):]
            if len(named) == 1 and any(same(named[0], (term.var, m)) for m in members):
                if self.claim.steps[self.left[0]].value is decisive:
                    return self.need(where, add=named)
        parts = [self.need(where, add=((term.var, m),)) for m in members]
        value = self.junction(decisive, parts)
        if value is not decisive and decisive and isinstance(term.source, EventSource):
            kind = term.source.kind
            told = self.told_to(kind)
            if told < self.horizon and kind not in self.claim.presumed:
                event = AnyEvent(kind, told + _ONE if told > _BEGINNING else told, "")
                if self.need(where, add=((term.var, event),)) is not False:
                    raise _Wrong("ufortalt", kind)
        return value

    def fold(self, term: Fold) -> Any:
        base = 2 if isinstance(term.source, YearSource) else 0
        values = []
        for member in self.source(term.source):
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
                result = quiet or (Untold(keys) if keys else self.function("+" if term.op == "sum" else "·", result, value))
            else:
                result = extreme(term.op, result, value)
        return result

    def first_of_recurrence(self, term: FirstDay) -> Any:
        recurrence, start = self.need((0,)), self.need((1,))
        if isinstance(start, Earliest):
            return Earliest(next_on(recurrence, start.day))
        if not isinstance(start, date):
            return start
        day = next_on(recurrence, start)
        for _ in range(_MOST_TRIES):
            held = self.need((2,), add=((term.var, day),))
            if held is not False:
                return day if held is True else held
            day = next_on(recurrence, day + _ONE)
        return NEVER

    def first_day_true(self, path: tuple[int, ...], day: Any) -> Any:
        """``day`` if the term is true on it and on no day before: on the day before, if it stays true; else also on every
        day on which anything told changes."""
        if isinstance(day, Quiet):
            return self.need(path, moment=_END)
        last = day if isinstance(day, date) else NEVER
        if last is not NEVER and self.need(path, moment=day) is not True:
            raise _Wrong("ikke sann", day)
        wanted = set(self.days_before(last, stays=self.stays(self.term(Ref(self.at.root, self.at.name, self.at.path + path)))))
        while self.left:
            earlier = self.claim.steps[self.left[0]].moment
            if not earlier < last or self.need(path, moment=earlier) is not False:
                raise _Wrong("allerede sann", earlier)
            wanted.discard(earlier)
        if wanted:
            raise _Wrong("allerede sann", min(wanted))
        return last

    def days_before(self, day: Any, *, stays: bool) -> list[date]:
        found = {_END} if isinstance(day, Never) else {day - _ONE} if day > _BEGINNING else set()
        if not stays:
            told = {d for e in self.events for d in self.days(e)} | {p.since for p in self.parties if p.since}
            found |= {d for d in {_BEGINNING} | told | {d + _ONE for d in told if d < _END} if d < day}
        return sorted(found)

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

    # ── contract and case ──

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
        return self.given["opplysning", (term.name, *plain)] if info.result.kind == "ja" else Untold(((term.name, *plain),))

    def told(self, name: str, args: tuple[Any, ...]) -> Any:
        """What the case tells of a fact or a judgement, as known; None if nothing."""
        if self.case is None or name not in self.oracles:
            return None
        if self.oracles[name].kind == "skjønn":
            made = [j for j in self.case.judgements if j.name == name and j.known <= self.proof.known]
            return next((j.value for j in reversed(made) if same(j.args, args)), None)
        facts = [f for f in self.case.facts if f.name == name and (f.known or _BEGINNING) <= self.proof.known]
        facts.sort(key=lambda f: f.known or _BEGINNING)
        closed = any(len(f.args) > 1 and f.value is True and same(f.args[:-1], args[:-1]) for f in facts)
        return next((f.value for f in reversed(facts) if same(f.args, args)), False if closed else None)

    def chosen(self, point: str) -> str:
        """The reading the case has settled, as known; "" if none."""
        found = [c for c in (self.case.chosen if self.case else ()) if (c.day or _BEGINNING) <= self.proof.known]
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
                raise _Wrong("ukjent hendelse", of.id)
            return of
        value, info = found.get(name), self.kinds[found.kind].field_named(name)
        return Untold(((found.kind, found.id, name),)) if value is None and info and not info.optional else value

    def source(self, source: Any) -> tuple[Any, ...]:
        """The members of a source, in the order they are gone through."""
        match source:
            case RoleSource():
                return self.members(source.role, self.on)
            case EventSource():
                return tuple(Event(e.id) for e in self.events if e.kind == source.kind)
            case SortSource():
                return tuple(n for n, sort in (self.case.individuals if self.case else ()) if sort == source.sort)
        return tuple(range(self.need((0,)), self.need((1,)) + 1))

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

    def bearer(self) -> str:
        term = self.question.bearer
        if isinstance(term, Op) and term.op == "holder":
            return self.holder(term.args[0].value)  # type: ignore[union-attr]  # the role is a literal
        return next((a for n, a in self.env if isinstance(term, Var) and n == term.name), getattr(term, "value", ""))

    def told_to(self, kind: str) -> date:
        """The last day of which every event of the kind is told, or need not be."""
        case = self.case
        day = dict(case.complete_for).get(kind, case.complete) if case is not None else None
        return _END if self.kinds[kind].breach else min(day, self.proof.known) if day is not None else _BEGINNING

    def own(self, kind: str) -> bool:
        """Is it something the asker brings about alone, and no wrong?"""
        info = self.kinds[kind]
        mine = not info.actor.startswith("rolle:") or self.holder(info.actor[6:]) == self.asker
        return not info.breach and info.actor not in ("alle", "andre") and mine

    def by_asker(self, act: EventRecord) -> bool:
        return self.kinds[act.kind].actor.startswith("rolle:") or act.get(self.kinds[act.kind].actor) == self.asker

    def days(self, event: EventRecord) -> list[date]:
        return [event.day, *(v for _, v in event.fields if isinstance(v, date))]

    def meets(self, act: EventRecord, key: tuple[Any, ...]) -> bool:
        """Is the act one the open point (kind, what is asked of its fields, from, to) speaks of?"""
        kind, asked, begin, end = key
        fits = all(str(act.get(f)) == v for f, op, v in asked if op == "=")
        return act.kind == kind and fits and begin <= act.day.isoformat() <= end


# ── days and numbers ────────────────────────────────────────────────────────────────────────────────────────────────


def extreme(op: str, one: Any, two: Any) -> Any:
    """The earlier or lower, the later or higher; «never» is the latest day, and what is silent or untold stays so."""
    bound = NEVER if op == "max" else _BEGINNING
    if one == bound or two == bound:
        return bound
    quiet = next((p for p in (one, two) if isinstance(p, Quiet)), None)
    keys = tuple(k for p in (one, two) if isinstance(p, Untold) for k in p.keys)
    if quiet or keys:
        return quiet or Untold(keys)
    if isinstance(one, Earliest) or isinstance(two, Earliest):
        days = [p.day if isinstance(p, Earliest) else p for p in (one, two)]
        return Earliest(min(days) if op == "min" else max(days))
    return min(one, two) if op == "min" else max(one, two)


def next_on(recurrence: Any, day: date) -> date:
    """The first of the days of every year that falls on or after ``day``."""
    years = (day.year, day.year + 1)
    days = [date(y, d.month, min(d.day, days_in_month(y, d.month))) for y in years for d in recurrence.days]
    return min(d for d in days if d >= day)


def rounded(amount: Amount, step: int) -> Amount:
    """To the nearest of ``step`` parts of a krone, half away from zero."""
    whole = int(abs(amount.kroner) * step + Fraction(1, 2))
    return Amount(Fraction(whole if amount.kroner >= 0 else -whole, step))


def works(day: date) -> bool:
    """Is it a working day? Easter by the rule of Meeus, Jones and Butcher."""
    a, b, c = day.year % 19, day.year // 100, day.year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * week) // 451
    month, last = divmod(h + week - 7 * m + 114, 31)
    from_easter = (day - date(day.year, month, last + 1)).days
    fixed = (day.month, day.day) in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return day.weekday() < 5 and not fixed and from_easter not in (-3, -2, 0, 1, 39, 49, 50)
