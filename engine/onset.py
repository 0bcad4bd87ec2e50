"""The first day a sentence is true, read off its form: *og* is the later, *eller* the earlier, an event its own day.

What holds only until a day, or unless something, does not begin anything by itself: the candidate day is found
without it and then tested with it. «Always» is the first day there is.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.core import (
    At,
    Call,
    Choose,
    EventSource,
    Every,
    Exists,
    Lit,
    Moment,
    Op,
    Ranked,
    RoleSource,
    SortSource,
    Term,
)  # fmt: skip
from dsl.timeless import uses_moment
from dsl.values import NEVER, Never
from dsl.versioned import day_of
from engine.calculate import ONE_DAY, extreme
from engine.event_index import finder
from engine.events import may_go_unrecorded
from engine.leaves import Ghost, Missing, Silent, Someday, Ways, chosen
from engine.trees import FACT, READING, Node, Open, Tree, apply, bind, bind_two, leaves, node, opens
from engine.turning import counts_events, turning
from engine.versions import by_moment, first_of_members, first_of_versions, turns_on_version
from engine.world import BEGINNING, END, contradictory, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]
    Days = Callable[[World, tuple[Any, ...]], tuple[date, ...]]


def compile_onset(term: Term, names: tuple[str, ...]) -> Run:
    """A closure that gives the first day ``term`` is true. Acts are never supposed in it."""
    plan: list[Run] = []

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        if not plan:  # the plan needs the contract's definitions, known first when something is evaluated
            plan.append(_plan(term, names, world))
        return plan[0](world.variant(None, None), env)

    return run


def _dependent(term: Term, world: World) -> bool:
    definitions = world.model.definitions
    return uses_moment(term, lambda name: definitions[name].timeless)


def _plan(term: Term, names: tuple[str, ...], world: World) -> Run:
    from engine.compile import compile_term

    if not _dependent(term, world) and not isinstance(term, Exists | Every):
        truth = compile_term(term, names)
        return lambda w, env: apply(_constant, truth(w, env))
    match term:
        case Op(op="and"):
            return _plan_and(term, names, world)
        case Op(op="not", args=(Op(op="not", args=(twice,)),)):
            return _plan(twice, names, world)  # which differs only of acts supposed, and none are here
        case Op(op="or"):
            return _least([_plan(a, names, world) for a in term.args], "min")
        case Op(op="≤" | "≥" | "=" | "<" | ">", args=(_, Moment()) | (Moment(), _)):
            plan = _plan_relation(term, names)
            if plan is not None:
                return _in_each_version(plan, term, names, world)
        case Call():
            return _plan_call(term, names)
        case Exists(source=EventSource()):
            return _plan_event(term, names, world)
        case Exists() | Every():
            return _plan_members(term, names, world)
        case Choose():
            return _plan_choose(term, names, world)
        case Ranked() if by_moment(term):
            return _plan_versions(term, names, world)
        case At(exact=True):
            return compile_term(term.day, names)
    days = turning(term, names, world.model) if counts_events(term, world) else None
    lasting = not uses_moment(term, world.model.lasting, roles_change=False)
    return _searched(compile_term(term, names), days, lasting)


def _searched(truth: Run, days: Days | None, lasting: bool) -> Run:
    """The first day something that does not simply begin is true: the days on which anything recorded changes are
    tried; with ``days``, those on which what it adds up does.

    What is added up may be silent for want of a value that comes later; then only the last silence stands.
    ``lasting``: while the roles do not change, it is the same on every day.
    """

    def run(w: World, env: tuple[Any, ...]) -> Tree:
        if lasting and w.facts.settled_roles:
            return apply(_constant, truth(w, env))
        return _search(w, env, truth, BEGINNING, days)

    return run


def _search(
    w: World, env: tuple[Any, ...], truth: Run, start: date,
    days: Days | None = None,
) -> Tree:  # fmt: skip
    tried = [d for d in (w.facts.turning_days() if days is None else days(w, env)) if d >= start]
    held: list[Tree] = []
    for day in tried:
        held.append(truth(w, (day, *env[1:])))
        if held[-1] is True:  # whatever is open, no later day matters
            break
    result: Tree = NEVER if held and held[-1] is True else _perhaps(w, env, truth, start)
    for day, each in reversed([*zip(tried, held, strict=False)]):
        result = bind(partial(_this_day, day, days is None or day == tried[-1]), each, result)
    return result


def _perhaps(w: World, env: tuple[Any, ...], truth: Run, start: date) -> Tree:
    """A day not known, where what is not told may make it true after all that is; else «aldri»."""
    told = w.facts.all_told()
    if w.unrecorded <= told:
        return NEVER
    held = truth(w, (max(w.unrecorded, start), *env[1:]))
    kinds = sorted({ask.detail[1] for ask in opens(held) if ask.kind == FACT and ask.detail[0] == "event"})
    if not kinds:
        return NEVER
    after = max(told + ONE_DAY if told > BEGINNING else BEGINNING, start)
    return apply(lambda h: Someday(after, tuple((k, "dag") for k in kinds)) if h is True else NEVER, held)


def _this_day(day: date, said: bool, held: Any, later: Any) -> Any:
    return day if held is True else held if said and isinstance(held, Silent) else later


def _constant(truth: Any) -> Any:
    if truth is True or isinstance(truth, Ways):
        return BEGINNING  # what is asked of a supposed act is asked where it is used; here it is taken as met
    return truth if isinstance(truth, Silent) else NEVER


def _plan_relation(term: Op, names: tuple[str, ...]) -> Run | None:
    """A day compared with the moment; None for a comparison that ends something."""
    from engine.compile import compile_term

    match term:
        case Op(op="≤" | "=", args=(left, Moment())):
            return _told(compile_term(left, names))
        case Op(op="≥" | "=", args=(Moment(), right)):
            return _told(compile_term(right, names))
        case Op(op=">", args=(Moment(), right)):
            day = compile_term(right, names)
            return lambda w, env: apply(_after, day(w, env))
        case Op(op="<", args=(left, Moment())):
            day = compile_term(left, names)
            return lambda w, env: apply(_after, day(w, env))
    return None


def _in_each_version(plan: Run, term: Op, names: tuple[str, ...], world: World) -> Run:
    """A day that is another in another version of the agreement is found in each, for the time it applies."""
    from engine.compile import compile_term

    days = world.model.versions
    if not days or not turns_on_version(world.model, term):
        return plan
    truth = compile_term(term, names)
    stretches = [(start, lambda w, env, at=start: plan(w, (at, *env[1:])), truth) for start in (BEGINNING, *days)]
    return first_of_versions(stretches)


def _told(day: Run) -> Run:
    """The day, «aldri» if it is one that need not be told and is not: then it has not come about."""
    return lambda world, env: apply(lambda leaf: NEVER if leaf is None else leaf, day(world, env))


def _after(day: Any) -> Any:
    if day is None:
        return NEVER
    return day + ONE_DAY if isinstance(day, date) and day < END else day


def _least(runs: list[Run], op: str) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result = runs[0](world, env)
        for each in runs[1:]:
            result = bind_two(lambda a, b: extreme(op, a, b), result, each(world, env))
        return result

    return run


def _begins(term: Term) -> bool:
    """Does the part begin something, rather than end or except it?"""
    match term:
        case Op(op="not") | Op(op="<" | "≤", args=(Moment(), _)) | Op(op=">" | "≥", args=(_, Moment())):
            return False
    return True


def _only_ends(term: Term, model: Model) -> bool:
    """Once false, does it stay false?"""
    from engine.until import stays

    match term:
        case Op(op="not", args=(inner,)):
            return stays(inner, model)
        case Op(op="<" | "≤", args=(Moment(), day)) | Op(op=">" | "≥", args=(day, Moment())):
            return not uses_moment(day, lambda name: model.definitions[name].timeless)
    return False


def _plan_and(term: Op, names: tuple[str, ...], world: World) -> Run:
    from engine.compile import compile_term
    from engine.until import stays

    model = world.model
    lasting = [not _dependent(a, world) for a in term.args]  # a «nei» for all time decides, whatever else is silent
    beginning = [_plan(a, names, world) for a, same in zip(term.args, lasting, strict=True) if same or _begins(a)]
    # What may have ended by the day the rest begins is tested on that day, as what only ends is.
    parts = [a for a, same in zip(term.args, lasting, strict=True) if not same]
    ends = [a for a in parts if not (_begins(a) and stays(a, model))]
    tested = [compile_term(a, names) for a in ends]
    again = None if all(_only_ends(a, model) or stays(a, model) for a in term.args) else compile_term(term, names)
    if again is not None and counts_events(term, world):  # what is added up goes up and down: searched at once
        begun = [_plan(a, names, world) for a in parts if _begins(a) and not counts_events(a, world)]
        return _searched(again, _also_begun(turning(term, names, model), begun), False)
    latest = _least(beginning, "max") if beginning else (lambda w, env: BEGINNING)
    if not tested:
        return latest

    def run(w: World, env: tuple[Any, ...]) -> Tree:
        done: dict[date, Tree] = {}  # from a day, once for all branches

        def from_day(day: date) -> Tree:
            held: Tree = True
            for each in tested:
                held = bind_two(lambda a, b: a and b, held, each(w, (day, *env[1:])))
            if held is True or isinstance(held, Silent):
                return day if held is True else held
            later = NEVER if again is None else _search(w, env, again, day)
            return bind_two(lambda h, d: day if h is True else h if isinstance(h, Silent) else d, held, later)

        def test(day: Any) -> Tree:
            if not isinstance(day, date):
                return day
            if day not in done:
                done[day] = from_day(day)
            return done[day]

        return apply(test, latest(w, env))

    return run


def _also_begun(days: Days, begun: list[Run]) -> Days:
    """The days, and those on which a part begins by reckoning: an exit takes effect on a day nothing is told of."""

    def run(w: World, env: tuple[Any, ...]) -> tuple[date, ...]:
        first = {day for each in begun for day in leaves(each(w, env)) if isinstance(day, date)}
        return tuple(sorted({*days(w, env), *first}))

    return run


def _plan_call(term: Call, names: tuple[str, ...]) -> Run:
    from engine.compile import compile_term

    parts = tuple(compile_term(a, names) for a in term.args)
    name = term.name

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        args = [part(world, env) for part in parts]
        return bind(lambda *plain: onset_of(world, name, plain), *args)

    return run


def onset_of(world: World, name: str, args: tuple[Any, ...]) -> Tree:
    """The first day a defined sentence is true of plain arguments; remembered."""
    model = world.model
    run = model.compiled.get(("onset", name))
    if run is None:
        definition = model.definitions[name]
        run = compile_onset(definition.body, ("", *(p.name for p in definition.params)))
        model.compiled["onset", name] = run
    key = ("onset", name, args)
    memo = world.memo
    if key not in memo:
        memo[key] = run(world, (BEGINNING, *args))
    return memo[key]


def _plan_event(term: Exists, names: tuple[str, ...], world: World) -> Run:
    from engine.compile import compile_term

    assert isinstance(term.source, EventSource)
    kind, site = term.source.kind, term.var
    inner = (*names, term.var)
    onset = _plan(term.where, inner, world)
    truth = compile_term(term.where, inner)
    find = finder(kind, site, term.where, names, now=False)

    def run(w: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = NEVER
        for record in find(w, env):
            result = bind_two(lambda a, b: extreme("min", a, b), result, onset(w, (*env, record)))
        complete = w.facts.complete(kind)
        if complete >= w.unrecorded or not may_go_unrecorded(w, kind):
            return result
        first = complete + ONE_DAY if complete > BEGINNING else BEGINNING
        ghost = Ghost(kind, (site, *env[1:]), False)
        possible = apply(lambda leaf: _sometime(w, leaf, ghost, first, w.unrecorded), truth(w, (END, *env[1:], ghost)))
        return bind_two(lambda a, b: extreme("min", a, b), result, possible)

    return run


def _sometime(world: World, leaf: Any, ghost: Ghost, first: date, last: date) -> Tree:
    """A day not known, if an event the case does not tell of may have happened in [first, last]."""
    from engine.events import _excluded, unrecorded_event

    if leaf is False:
        return NEVER
    if isinstance(leaf, Silent):  # only if there is such an event
        return node(unrecorded_event(world, frozenset(), ghost, first, last), (leaf, NEVER))
    found = [frozenset()] if leaf is True else list(leaf.ways)
    for way in sorted(found, key=repr):
        begin, end = window(way, ghost, first, last)
        if begin <= end and not contradictory(way) and not _excluded(world, way, ghost, begin, end):
            ask = unrecorded_event(world, chosen(way, ghost), ghost, begin, end)
            return node(ask, (Someday(begin, ((ghost.kind, "dag"),)), NEVER))
    return NEVER


def _plan_members(term: Exists | Every, names: tuple[str, ...], world: World) -> Run:
    inner = _plan(term.where, (*names, term.var), world)
    op = "min" if isinstance(term, Exists) else "max"
    source = term.source

    def run(w: World, env: tuple[Any, ...]) -> Tree:
        if isinstance(source, RoleSource):
            if not w.facts.settled_roles:
                return first_of_members(w, env, source.role, inner, every=op == "max")
            members = w.facts.members(source.role, w.asked)
        else:
            members = w.facts.things.get(source.sort, ()) if isinstance(source, SortSource) else ()
        result: Tree = NEVER if op == "min" else BEGINNING
        for member in members:
            result = bind_two(lambda a, b: extreme(op, a, b), result, inner(w, (*env, member)))
        return result

    return run


def _plan_versions(term: Ranked, names: tuple[str, ...], world: World) -> Run:
    """Each version's own first day, within the stretch of time it applies."""
    from engine.compile import compile_term

    first = term.otherwise if term.otherwise is not None else Lit(False)
    bodies = [(BEGINNING, first), *((day_of(a), a.value) for a in reversed(term.arms))]
    return first_of_versions([(day, _plan(t, names, world), compile_term(t, names)) for day, t in bodies])


def _plan_choose(term: Choose, names: tuple[str, ...], world: World) -> Run:
    options = tuple(name for name, _ in term.arms)
    arms = [_plan(t, names, world) for _, t in term.arms]
    settled = dict(zip(options, arms, strict=True)) | {name: _plan(t, names, world) for name, t in term.weak}
    ask = Open(READING, (term.point,), options, term.preferred)

    def run(w: World, env: tuple[Any, ...]) -> Tree:
        chosen = settled.get(w.facts.chosen.get(term.point, ""))
        if chosen is not None:
            return chosen(w, env)
        return node(ask, tuple(a(w, env) for a in arms))

    return run


__all__ = ["Lit", "Missing", "Never", "Node", "compile_onset", "onset_of"]
