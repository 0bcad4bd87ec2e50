"""Derivations: why a term has its value under the best readings, step by step, each with its clause and quoted
sentence.

A *no* is as well-founded as a *yes*: where something fails, the step shows every record that was looked at and the
stretch of time in which there were none.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
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
    Type,
    Var,
    YearSource,
    children,
)  # fmt: skip
from engine.answer import Step
from engine.collected import MOST_DEEP, Collected, Kept
from engine.compile import compile_term
from engine.dates import years
from engine.step_words import (
    RELATIONS,
    compared,
    kind_of_day,
    none_such,
    not_counted,
    on_day,
    operand,
    read_as,
    result_text,
    too_early,
    unsettled,
)  # fmt: skip
from engine.trees import Node, at_best
from engine.unmet import of_another, to_come, trivial, wanted_of, why_unmet
from engine.versions import spelling, version_step, words_of
from engine.words import event_name, event_text, sentence_of, value_text
from engine.world import BEGINNING

if TYPE_CHECKING:
    from dsl.contract import Definition
    from engine.world import World

Env = tuple[Any, ...]
_EVENTS_DEEP = 19
"""Below it, records that did not fit are not gone into."""


class Explainer:
    """Explains terms of one world. ``found`` is what the steps rest on."""

    def __init__(
        self, world: World, quotes: dict[str, tuple[str, str]], language: str, day: date | None = None
    ) -> None:
        self.world = world
        self.unread: World | None = None  # the same, with the readings open: to tell where a value is contested
        self.found = Collected()
        self._denied = False  # inside an «ikke»: what nobody has done there is no lack
        self._quotes = quotes
        self._language = language
        self._day = day
        self._seen: dict[Any, Kept] = {}

    def value(self, term: Term, names: tuple[str, ...], env: Env) -> Any:
        """The value at the best readings; a tree if facts or judgements are open."""
        cached = self.world.model.cache.setdefault("terms", {})
        key = (id(term), names)
        run = cached.get(key)
        if run is None:
            run = compile_term(term, names)
            cached[key] = run
        return at_best(run(self.world, env))

    def explain(self, term: Term, names: tuple[str, ...], env: Env, depth: int = 0) -> tuple[Step, ...]:
        """The steps a term's value rests on."""
        if depth > self.found.deepest:
            self.found.deepest = depth
        if depth > MOST_DEEP:
            return ()
        match term:
            case Lit(value=value, name=name) if name:
                return (self._value_step(name, value),)
            case Lit() | Var() | Moment():
                return ()
            case Attr():
                return self.explain(term.of, names, env, depth)
            case Op():
                return self._op(term, names, env, depth)
            case Call():
                return self._call(term, names, env, depth)
            case At():
                return self._at(term, names, env, depth)
            case Exists() | Every():
                return self._quantified(term, names, env, depth)
            case Fold():
                return self._fold(term, names, env, depth)
            case FirstDay():
                return self._first_day(term, names, env, depth)
            case Onset():
                return self._onset(term, names, env, depth)
            case Ranked():
                return self._ranked(term, names, env, depth)
            case Choose():
                return self._choose(term, names, env, depth)
            case Oracle():
                return self._oracle(term, names, env)
            case Silence():
                gap = self.world.model.gaps[term.gap]
                inner = self.explain(term.filler, names, env, depth + 1) if term.filler is not None else ()
                step = Step(
                    kind="taushet", name=gap.name, text=gap.about, value="", clause=gap.place.clause, premises=inner
                )
                return (step,)

    # ── forms ──
    def _value_step(self, name: str, value: Any) -> Step:
        clause, quote = self._quotes.get(name, ("", ""))
        spelled = spelling(self.world.model, name, value)
        return Step(kind="verdi", name=name, text=name, value=spelled, clause=clause, quote=quote)

    def _op(self, term: Op, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        if term.op == "and":
            failed = next((i for i, a in enumerate(term.args) if self.value(a, names, env) is False), None)
            parts = term.args if failed is None else (term.args[failed],)
            return tuple(s for a in parts for s in self.explain(a, names, env, depth))
        if term.op == "or":
            held = next((i for i, a in enumerate(term.args) if self.value(a, names, env) is True), None)
            parts = term.args if held is None else (term.args[held],)
            return tuple(s for a in parts for s in self.explain(a, names, env, depth))
        outside = self._denied
        self._denied = outside or term.op == "not"
        inner = tuple(s for a in term.args for s in self.explain(a, names, env, depth))
        self._denied = outside
        if term.op == "is-working-day" and isinstance(day := self.value(term.args[0], names, env), date):
            self.found.days[day] = None
            return (*inner, Step(kind="virkedag", name="", text=kind_of_day(day, self._language), value=""))
        if term.op in RELATIONS and not trivial(term):
            sides = [self.value(a, names, env) for a in term.args]
            left, right = (self._operand(a, value) for a, value in zip(term.args, sides, strict=True))
            text = compared(left, term.op, right, self._language, days=any(isinstance(v, date) for v in sides))
            shown = self._shown(self.value(term, names, env), "ja")
            return (Step(kind="sammenlikning", name=term.op, text=text, value=shown, premises=inner),)
        return inner

    def _operand(self, term: Term, value: Any) -> str:
        if isinstance(term, Attr):
            return operand(value, self._language, term.field, field=True)
        return operand(value, self._language, term.name if isinstance(term, Lit) else "")

    def _shown(self, value: Any, kind: str) -> str:
        return value_text(value, Type(kind), self._language)

    def _call(self, term: Call, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        args = tuple(self.value(a, names, env) for a in term.args)
        if any(type(a) is Node for a in args):
            return ()
        definition = self.world.model.definitions[term.name]
        step = self._remembered(definition, args, env[0], depth + 1)
        before = tuple(s for a in term.args if isinstance(a, (Call, Op)) for s in self.explain(a, names, env, depth))
        return (*before, step)

    def _remembered(self, definition: Definition, args: tuple[Any, ...], moment: Any, depth: int) -> Step:
        """The step of a definition, kept with the facts together with what it collects, if the asking day is no matter.

        A kept step is used where nothing in it would have been left out for lying too deep.
        """
        model, facts = self.world.model, self.world.facts
        lasting = definition.timeless or (facts.settled_roles and model.lasting(definition.name))
        key = (definition.name, args, None if lasting else moment, self._denied)
        found = self._seen.get(key)
        if found is None:
            kept = facts.memo(f"{self._language} {id(self._quotes)}", self.world.asked)
            found = kept.get(key)
            if found is None or depth + found.height > MOST_DEEP or depth + found.event_height > _EVENTS_DEEP:
                outer = self.found
                self.found = Collected(deepest=depth)
                step = self.definition(definition, args, moment, depth)
                here, self.found = self.found, outer
                found = Kept(step, here, here.deepest - depth, here.deepest_event - depth)
                if not here.asked_matters and here.deepest <= MOST_DEEP and here.deepest_event <= _EVENTS_DEEP:
                    kept[key] = found
            self._seen[key] = found
        self.found.add(found.below, depth + found.height, depth + found.event_height)
        return found.step

    def definition(self, definition: Definition, args: tuple[Any, ...], moment: Any, depth: int = 0) -> Step:
        """The step of one definition for given arguments."""
        names = ("", *(p.name for p in definition.params))
        env = (moment, *args)
        value = self.value(definition.body, names, env)
        premises = self.explain(definition.body, names, env, depth)
        clause, quote = self._quotes.get(definition.name, (definition.place.clause, ""))
        text = sentence_of(self.world.model, definition.name, args)
        return Step(
            kind=definition.kind, name=definition.name, text=text,
            value=result_text(value, definition.result, self._language), clause=clause, quote=quote, premises=premises,
        )  # fmt: skip

    def _at(self, term: At, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        day = self.value(term.day, names, env)
        if not isinstance(day, date):
            return self.explain(term.day, names, env, depth)
        about = self.explain(term.day, names, env, depth)
        inner = self.explain(term.term, names, (day, *env[1:]), depth)
        held = self.value(term, names, env)
        text = on_day(day, self._language, exact=term.exact)
        return (Step(kind="tid", name="", text=text, value=self._shown(held, "ja"), premises=(*about, *inner)),)

    def _quantified(self, term: Exists | Every, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        inner = (*names, term.var)
        source = term.source
        if isinstance(source, EventSource):
            return self._event(term, source.kind, inner, env, depth)
        members = self._members(source, env)
        decides = isinstance(term, Exists)
        values = [(m, self.value(term.where, inner, (*env, m))) for m in members]
        one = next((m for m, v in values if v is decides), None)
        if one is not None:
            return self.explain(term.where, inner, (*env, one), depth)
        steps: tuple[Step, ...] = ()
        for member, _ in values:
            steps += self.explain(term.where, inner, (*env, member), depth)
        return steps

    def _members(self, source: Any, env: Env) -> tuple[Any, ...]:
        facts = self.world.facts
        if isinstance(source, RoleSource):
            return facts.members(source.role, env[0])
        if isinstance(source, SortSource):
            return facts.things.get(source.sort, ())
        return ()

    def _event(self, term: Exists | Every, kind: str, inner: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        model, facts = self.world.model, self.world.facts
        steps: list[Step] = []
        for record in facts.events.get(kind, ()):
            value = self.value(term.where, inner, (*env, record))
            if value is True:
                self.found.events[record.id] = record
                premises = self.explain(term.where, inner, (*env, record), depth + 1)
                text = event_text(model, record)
                shown = self._shown(record.day, "dag")
                return (Step(kind="hendelse", name=record.id, text=text, value=shown, premises=premises),)
            self.found.deepest_event = max(self.found.deepest_event, depth)
            if depth <= _EVENTS_DEEP and not of_another(self, term.where, inner, (*env, record)):
                self.found.events[record.id] = record
                premises = self.explain(term.where, inner, (*env, record), depth + 1)
                text = event_text(model, record)
                if value is False:
                    reason = why_unmet(self, term.where, inner, (*env, record), self._language)
                    self.found.failed.setdefault(record.id, reason)
                shown = self._shown(value, "ja")
                steps.append(Step(kind="hendelse", name=record.id, text=text, value=shown, premises=premises))
        text = none_such(model, facts, kind, self._language, other=bool(steps))
        who = "" if self._denied else wanted_of(self, kind, term, inner, env)
        if not facts.events.get(kind):
            self.found.absences[kind, ""] = None
        elif who and all(who != record.get(model.events[kind].actor) for record in facts.events[kind]):
            self.found.absences[kind, who] = None
        return (*steps, Step(kind="fravær", name=kind, text=text, value=self._shown(False, "ja")))

    def _fold(self, term: Fold, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        inner = (*names, term.var)
        members: tuple[Any, ...]
        if isinstance(term.source, YearSource):
            start, stop = (self.value(t, names, env) for t in (term.source.start, term.source.stop))
            members = tuple(years(start, stop)) if isinstance(start, int) and isinstance(stop, int) else ()
        elif isinstance(term.source, EventSource):
            members = self.world.facts.events.get(term.source.kind, ())
        else:
            members = self._members(term.source, env)
        if isinstance(term.source, SortSource) and all(to_come(self.world.facts, each) for each in members):
            self.found.none_of[term.source.sort] = None
        steps: list[Step] = []
        for member in members:
            held = True if term.where is None else self.value(term.where, inner, (*env, member))
            chosen: tuple[Step, ...] = ()
            if term.where is not None and isinstance(term.source, SortSource):
                chosen = self.explain(term.where, inner, (*env, member), depth + 1)
            if held is False:
                named = isinstance(member, str) and not to_come(self.world.facts, member)
                if chosen and term.where is not None and named:
                    steps.append(self._left_out(term.where, inner, (*env, member), chosen))
                continue
            if isinstance(member, EventRecord):
                self.found.events[member.id] = member
            value = self.value(term.of, inner, (*env, member))
            premises = (*chosen, *self.explain(term.of, inner, (*env, member), depth + 1))
            name = event_name(self.world.model, member) if isinstance(member, EventRecord) else str(member)
            steps.append(Step(kind="ledd", name=name, text=name, value=self._shown(value, "andel"), premises=premises))
        return tuple(steps)

    def _left_out(self, where: Term, names: tuple[str, ...], env: Env, steps: tuple[Step, ...]) -> Step:
        """A thing that does not count in a sum is named, with why: what is left out is part of the answer."""
        thing = env[-1]
        self.found.left_out.setdefault(thing, why_unmet(self, where, names, env, self._language))
        return Step(kind="utelatt", name=thing, text=not_counted(thing, self._language), value="", premises=steps)

    def _first_day(self, term: FirstDay, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        from engine.dates import between, previous_on

        inner = (*names, term.var)
        day = self.value(term, names, env)
        start = self.explain(term.start, names, env, depth)
        if not isinstance(day, date):
            return start
        recurrence = self.value(term.recurrence, names, env)
        begin = self.value(term.start, names, env)
        premises = list(start)
        if isinstance(begin, date) and any(isinstance(each, Moment) for each in children(term.where)):
            self.found.passed.update(dict.fromkeys(between(recurrence, begin, day, anchor=begin)))
        earlier = previous_on(recurrence, day, strictly=True, anchor=begin) if isinstance(begin, date) else day
        if isinstance(begin, date) and begin <= earlier < day:
            before = self.explain(term.where, inner, (*env, earlier), depth + 1)
            premises.append(
                Step(
                    kind="prøvd",
                    name="",
                    text=too_early(earlier, self._language),
                    value=self._shown(False, "ja"),
                    premises=before,
                )
            )
        held = self.explain(term.where, inner, (*env, day), depth + 1)
        premises.append(
            Step(kind="prøvd", name="", text=self._shown(day, "dag"), value=self._shown(True, "ja"), premises=held)
        )
        return tuple(premises)

    def _onset(self, term: Onset, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        day = self.value(term, names, env)
        if isinstance(day, date) and day > BEGINNING:
            at = day
        else:
            at, self.found.asked_matters = self.world.asked, True
        return self.explain(term.term, names, (at, *env[1:]), depth)

    def _ranked(self, term: Ranked, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        steps: tuple[Step, ...] = ()
        for arm in term.arms:
            held = self.value(arm.guard, names, env)
            told = version_step(self.world.model, arm, held, self._language)
            steps += told if told is not None else self.explain(arm.guard, names, env, depth)
            if held is True:
                return (*steps, *self.explain(arm.value, names, env, depth))
        return (*steps, *self.explain(term.otherwise, names, env, depth)) if term.otherwise is not None else steps

    def _choose(self, term: Choose, names: tuple[str, ...], env: Env, depth: int) -> tuple[Step, ...]:
        point = self.world.model.points[term.point]
        chosen = self.world.facts.chosen.get(term.point, term.preferred)
        arm = next(t for n, t in (*term.arms, *term.weak) if n == chosen)
        because = next(r.because for r in point.readings if r.name == chosen)
        inner = self.explain(arm, names, env, depth + 1)
        text = read_as(words_of(self.world.model, term.point, self._day), chosen, self._language)
        return (
            Step(kind="lesning", name=term.point, text=text, value=because, clause=point.place.clause, premises=inner),
        )

    def _oracle(self, term: Oracle, names: tuple[str, ...], env: Env) -> tuple[Step, ...]:
        from engine.oracles import key_of

        args = tuple(key_of(self.value(a, names, env)) for a in term.args)
        info = self.world.model.oracles[term.name]
        value = self.value(term, names, env)
        if info.kind == "skjønn":
            self.found.judgements[term.name, args] = None
        elif (term.name, args) in self.world.facts.fact_records:
            self.found.facts[term.name, args] = self.world.facts.fact_records[term.name, args]
        text = sentence_of(self.world.model, term.name, args)
        lang = self._language
        shown = unsettled(lang) if type(value) is Node else value_text(value, info.result, lang)
        return (Step(kind=info.kind, name=term.name, text=text, value=shown, clause=info.place.clause),)
