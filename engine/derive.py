"""Writing a derivation: each step's value is what the evaluator gives the term where what is open is settled.

Nothing is only supposed there: acts that could be done, and events that may have gone untold, stand among the records.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord, JudgementRecord
from dsl.core import (
    At,
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
    Term,
    Var,
    YearSource,
    children,
)  # fmt: skip
from dsl.record import Record
from dsl.timeless import uses_moment
from dsl.values import Never
from engine.calculate import ONE_DAY
from engine.claim_parts import dated
from engine.dates import next_on
from engine.evaluate import run_of
from engine.folds import members_of
from engine.leaves import Missing, Silent
from engine.onset import compile_onset
from engine.proof import AnyEvent, Event, ProofStep, Quiet, Ref, Untold
from engine.trees import FACT, JUDGEMENT, READING, Node, Open, Tree
from engine.world import BEGINNING, END, Facts, World

if TYPE_CHECKING:
    from engine.world import Model

MOST_STEPS = 20_000
_MOST_TRIES = 60


class Split(Exception):  # a finding, not an error: what is open must be settled first
    """The value turns on an open point that is not settled."""

    def __init__(self, ask: Open) -> None:
        super().__init__(repr(ask))
        self.ask = ask


class Underivable(Exception):  # a finding, not an error
    """There is no derivation in core terms; the message says why."""


class Unsure(Underivable):
    """Something nobody has told of could matter here, and nothing says that it is taken not to have happened."""

    def __str__(self) -> str:
        return "noe saken ikke forteller, kan bety noe her, og svaret forutsetter ikke at det ikke er skjedd"


def settled_facts(model: Model, facts: Facts, given: dict[Open, Any], acts: tuple[EventRecord, ...]) -> Facts:
    """The case as known, with the open points settled and the acts done."""
    made = Facts(model, facts.case, facts.known)
    for act in acts:
        made.events[act.kind] = (*made.events.get(act.kind, ()), act)
        made.records[act.id] = act
    for ask, option in given.items():
        if ask.kind == READING:
            made.chosen[ask.key[0]] = option
        elif ask.kind == JUDGEMENT:
            name, args = ask.detail
            made.judgements[name, args] = JudgementRecord(
                name=name, args=args, value=option, day=facts.known, known=facts.known, by="", because="", text=""
            )
        elif ask.kind == FACT and ask.detail[0] == "fact":
            made.facts[ask.detail[1], ask.detail[2]] = option
    return made


def resolved(tree: Tree, given: dict[Open, Any]) -> Any:
    """The leaf a tree comes to with the open points settled. Raises ``Split`` at one that is not."""
    while type(tree) is Node:
        if tree.ask not in given:
            raise Split(tree.ask)
        tree = tree.arms[tree.ask.options.index(given[tree.ask])]
    return tree


def outward(value: Any) -> Any:
    """A value of the evaluator as a proof writes it. Raises ``Underivable`` for one that is only supposed."""
    if isinstance(value, EventRecord):
        return Event(value.id)
    if type(value) is Silent:
        return Quiet(value.gap)
    if type(value) is Missing:
        return Untold(value.keys)
    if type(value) is tuple:
        return tuple(outward(v) for v in value)
    if value is None or isinstance(value, (int, str, date, Fraction, Record)):
        return value
    raise Underivable(f"en verdi av slaget {type(value).__name__}")


class Writer:
    """The steps of one claim. ``names`` and ``env`` are the evaluator's: the moment first, then the variables."""

    def __init__(
        self, model: Model, facts: Facts, asked: date, given: dict[Open, Any], horizon: date, *, power: bool
    ) -> None:
        self.model = model
        self.facts = facts
        self.given = given
        self.horizon = horizon
        self.power = power
        self.world = World(model, facts, asked, unrecorded=BEGINNING)
        self.steps: list[ProofStep] = []
        self.presumed: set[str] = set()
        self.general: dict[Any, tuple[int, Any] | Unsure] = {}
        self._known: dict[Any, int | Unsure] = {}

    def value(self, term: Term, names: tuple[str, ...], env: tuple[Any, ...]) -> Any:
        """The evaluator's value of a term."""
        return resolved(run_of(self.model, term, names)(self.world, env), self.given)

    def add(self, at: Ref, names: tuple[str, ...], env: tuple[Any, ...], value: Any, premises: list[int]) -> int:
        """Write a step, and give its number."""
        if len(self.steps) >= MOST_STEPS:
            raise Underivable(f"flere enn {MOST_STEPS} steg")
        variables = tuple(zip(names[1:], map(outward, env[1:]), strict=True))
        step = ProofStep(at=at, moment=env[0], env=variables, value=outward(value), premises=tuple(premises))
        self.steps.append(step)
        return len(self.steps) - 1

    def derive(self, at: Ref, term: Term, names: tuple[str, ...], env: tuple[Any, ...]) -> int:
        """The number of the step that gives a term its value, written with all it rests on."""
        key = (at, env)
        found = self._known.get(key)
        if isinstance(found, Unsure):
            raise found
        if found is None:
            value = self.value(term, names, env)
            try:
                found = self.add(at, names, env, value, self._premises(at, term, names, env, value))
            except Unsure as unsure:
                self._known[key] = unsure  # not to be tried again
                raise
            self._known[key] = found
        return found

    def _premises(self, at: Ref, term: Term, names: tuple[str, ...], env: tuple[Any, ...], value: Any) -> list[int]:
        def below(index: int, moment: date | None = None, var: str = "", member: Any = None) -> int:
            inner_env = env if moment is None else (moment, *env[1:])
            inner_names = names
            if var:
                inner_names, inner_env = (*names, var), (*inner_env, member)
            return self.derive(child(at, index), children(term)[index], inner_names, inner_env)

        match term:
            case Lit() | Var() | Moment():
                return []
            case Op(op="and" | "or", args=args):
                return self._junction(at, args, names, env, term.op == "or", value)
            case Op(op="role"):
                return [below(0)]
            case Op(op="holder"):
                return []
            case Call():
                args = tuple(self.value(a, names, env) for a in term.args)
                return [*map(below, range(len(args))), self.body(term.name, args, env[0])]
            case At():
                return self._at(term, names, env, below)
            case Exists() | Every():
                return self._members(at, term, names, env, value, below)
            case Fold():
                return self._fold(term, names, env, below)
            case FirstDay():
                return self._first_day(term, names, env, below)
            case Onset():
                return self.onset(child(at, 0), term.term, names, env, value)
            case Ranked():
                return self._ranked(term, names, env, below)
            case Choose():
                chosen = self.facts.chosen.get(term.point)
                names_of = [name for name, _ in (*term.arms, *term.weak)]
                if chosen not in names_of:  # every reading gives the same here
                    return [*map(below, range(len(term.arms)))]
                return [below(names_of.index(chosen))]
            case Silence():
                ask = next((a for a in self.given if a.key == (term.gap,) and a.kind == "taushet"), None)
                return [below(0)] if term.filler is not None and ask and self.given[ask] == "utfylt" else []
            case Op(op="≤" | "<" | "≥" | ">"):
                try:
                    return [below(k) for k in range(len(term.args))]
                except Unsure:
                    from engine.untold import compared

                    return compared(self, at, term, names, env)
            case Oracle() | Op():
                return [below(k) for k in range(len(term.args))]
        return [below(0)]

    def body(self, name: str, args: tuple[Any, ...], moment: date) -> int:
        """The step of a definition's body for plain arguments."""
        definition = self.model.definitions[name]
        names = ("", *(p.name for p in definition.params))
        return self.derive(Ref("regel", name), definition.body, names, (moment, *args))

    def _junction(
        self, at: Ref, args: tuple[Term, ...], names: tuple[str, ...], env: tuple[Any, ...], decisive: bool, value: Any
    ) -> list[int]:
        if value is decisive and len(args) > 1:
            for index in self._decisive(args, names, env, decisive):
                try:
                    return [self.derive(child(at, index), args[index], names, env)]
                except Unsure:
                    continue  # another part may decide, whatever has gone untold
        return [self.derive(child(at, k), a, names, env) for k, a in enumerate(args)]

    def _decisive(self, args: tuple[Term, ...], names: tuple[str, ...], env: tuple[Any, ...], decisive: bool) -> Any:
        for index, arg in enumerate(args):
            try:
                if self.value(arg, names, env) is decisive:
                    yield index
            except Split:
                continue  # another part may decide

    def _at(self, term: At, names: tuple[str, ...], env: tuple[Any, ...], below: Any) -> list[int]:
        day = self.value(term.day, names, env)
        premises = [below(1)]
        if isinstance(day, Never) and not term.exact:
            return [*premises, below(0, END)]
        if not isinstance(day, date):
            return premises
        there = self.value(term.term, names, (day, *env[1:]))
        premises.append(below(0, day))
        if term.exact and there is not False and day > BEGINNING:
            premises.append(below(0, day - ONE_DAY))
        return premises

    def source(self, source: Any, names: tuple[str, ...], env: tuple[Any, ...]) -> tuple[Any, ...]:
        """The members of a source."""
        if isinstance(source, YearSource):
            first, last = self.value(source.start, names, env), self.value(source.stop, names, env)
            return tuple(range(first, last + 1)) if isinstance(first, int) and isinstance(last, int) else ()
        return members_of(source)(self.world, env)

    def _members(
        self, at: Ref, term: Exists | Every, names: tuple[str, ...], env: tuple[Any, ...], value: Any, below: Any
    ) -> list[int]:
        decisive, inner = isinstance(term, Exists), (*names, term.var)
        members = self.source(term.source, names, env)
        if value is decisive:
            for member in members:
                try:
                    held = self.value(term.where, inner, (*env, member))
                except Split:
                    continue  # another member may decide
                if held is decisive:
                    try:
                        return [below(0, None, term.var, member)]
                    except Unsure:
                        continue  # as above
        premises = [below(0, None, term.var, m) for m in members]
        if decisive and value is not True and isinstance(term.source, EventSource):
            premises += self.nothing_untold(child(at, 0), term, names, env)
        return premises

    def nothing_untold(
        self, where: Ref, term: Exists | Every, names: tuple[str, ...], env: tuple[Any, ...]
    ) -> list[int]:
        """What shows that no event of the kind that nobody has told of matters. Raises ``Unsure``."""
        from engine.untold import refuted

        assert isinstance(term.source, EventSource)
        kind = term.source.kind
        complete = self.facts.complete(kind)
        if complete >= self.horizon or self.model.events[kind].breach or self.power:
            self.presumed |= {kind} if complete < self.horizon and not self.model.events[kind].breach else set()
            return []
        first = complete + ONE_DAY if complete > BEGINNING else complete
        try:
            return [refuted(self, where, term.where, (*names, term.var), (*env, AnyEvent(kind, first, "")))]
        except Unsure:
            if not any(ask.kind == FACT and ask.key[0] == kind for ask in self.given):
                raise
            self.presumed.add(kind)
            return []

    def _fold(self, term: Fold, names: tuple[str, ...], env: tuple[Any, ...], below: Any) -> list[int]:
        years = isinstance(term.source, YearSource)
        premises = [below(0), below(1)] if years else []
        base = 2 if years else 0
        for member in self.source(term.source, names, env):
            held: Any = True
            if term.where is not None:
                held = self.value(term.where, (*names, term.var), (*env, member))
                premises.append(below(base, None, term.var, member))
            if held is True:
                premises.append(below(base + (term.where is not None), None, term.var, member))
        return premises

    def _first_day(self, term: FirstDay, names: tuple[str, ...], env: tuple[Any, ...], below: Any) -> list[int]:
        recurrence, start = self.value(term.recurrence, names, env), self.value(term.start, names, env)
        premises = [below(0), below(1)]
        if not isinstance(start, date):
            return premises
        day = next_on(recurrence, start, anchor=start)
        for _ in range(_MOST_TRIES):
            premises.append(below(2, None, term.var, day))
            if self.value(term.where, (*names, term.var), (*env, day)) is not False:
                break
            day = next_on(recurrence, day, strictly=True, anchor=start)
        return premises

    def _ranked(self, term: Ranked, names: tuple[str, ...], env: tuple[Any, ...], below: Any) -> list[int]:
        premises, held = [], set()
        for index, arm in enumerate(term.arms):
            premises.append(below(2 * index))
            if self.value(arm.guard, names, env) is True:
                held.add(arm.label)
        beaten = {low for high, low in term.over if high in held}
        for index, arm in enumerate(term.arms):
            if arm.label in held - beaten:
                return [*premises, below(2 * index + 1)]
        return [*premises, below(2 * len(term.arms))] if term.otherwise is not None else premises

    def onset(self, at: Ref, term: Term, names: tuple[str, ...], env: tuple[Any, ...], day: Any) -> list[int]:
        """What shows that ``day`` is the first day a term is true."""

        def on(moment: date) -> int:
            return self.derive(at, term, names, (moment, *env[1:]))

        if isinstance(day, Silent):
            return [on(END)]
        if not isinstance(day, (date, Never)):
            raise Underivable("en første dag ingen har fortalt")
        premises = [on(day)] if isinstance(day, date) else []
        found = {END} if isinstance(day, Never) else {day - ONE_DAY} if day > BEGINNING else set()
        if not stays_by_form(self.model, term, lasting_roles=self.facts.settled_roles):
            found |= {d for d in dated(self.model, self.facts, term, env) if d < day}
        return premises + [on(d) for d in sorted(found)]

    def first_day(self, term: Term, names: tuple[str, ...], env: tuple[Any, ...]) -> Any:
        """The evaluator's first day of truth of a term."""
        return resolved(compile_onset(term, names)(self.world, env), self.given)


def stays_by_form(model: Model, term: Term, *, lasting_roles: bool) -> bool:
    """Does a sentence stay true once it is, by its form alone?"""

    def again(inner: Term) -> bool:
        return stays_by_form(model, inner, lasting_roles=lasting_roles)

    def steady(inner: Term) -> bool:
        return not uses_moment(inner, lambda name: steady(model.definitions[name].body), roles_change=not lasting_roles)

    match term:
        case Op(op="and" | "or"):
            return all(map(again, term.args))
        case Op(op="≤" | "<", args=(other, Moment())) | Op(op="≥" | ">", args=(Moment(), other)):
            return steady(other)
        case Op(op="role"):
            return steady(term.args[0])
        case Exists() if not isinstance(term.source, YearSource):
            return again(term.where)
        case Every() if isinstance(term.source, RoleSource):
            return lasting_roles and again(term.where)
        case Call():
            return all(map(steady, term.args)) and again(model.definitions[term.name].body)
        case Choose():
            return all(map(again, children(term)))
    return steady(term)


def child(at: Ref, index: int) -> Ref:
    """The reference to a child of the term at ``at``."""
    return Ref(at.root, at.name, (*at.path, index))


__all__ = ["AnyEvent", "Split", "Underivable", "Writer", "outward", "resolved", "settled_facts"]
