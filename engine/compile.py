"""Core terms to closures: ``compile_term(term, names)`` gives a function of a world and an environment to a tree.

An environment is a tuple; the moment stands first and variables follow in the order they were bound. Truth is True,
False, ways or silence at the leaves; everything else is a plain value.
"""

from __future__ import annotations

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
    Silence,
    Term,
    Var,
    YearSource,
)  # fmt: skip
from engine.calculate import FUNCTIONS, compare
from engine.dates import years
from engine.event_folds import event_fold
from engine.event_index import finder
from engine.events import exists, read_field
from engine.folds import first_day, fold, members_of
from engine.leaves import Silent, both, either, opposite
from engine.onset import compile_onset
from engine.oracles import ask_oracle
from engine.trees import READING, SILENCE, Node, Open, Tree, apply, bind, bind_two, node, workable
from engine.versions import as_done

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Tree]

_RELATIONS = frozenset(["=", "≠", "≤", "≥", "<", ">"])


def compile_term(term: Term, names: tuple[str, ...]) -> Run:
    """The closure of a term; ``names`` are the variables of the environment, ``names[0]`` the moment."""
    run: Run = _COMPILERS[type(term)](term, names)
    return run


def call(world: World, name: str, args: tuple[Any, ...], moment: Any) -> Tree:
    """The value of a definition for plain arguments on a moment; remembered."""
    model = world.model
    entry = model.compiled.get(name)
    if entry is None:
        definition = model.definitions[name]
        names = ("", *(p.name for p in definition.params))
        lasting = model.lasting(name)
        plain = lasting and model.eventless(name)
        entry = (compile_term(definition.body, names), definition.timeless, lasting, plain)
        model.compiled[name] = entry
    run, timeless, lasting, plain = entry
    settled = world.facts.settled_roles
    key = (name, args) if timeless or (lasting and settled) else (name, args, moment)
    # What rests on no events is the same whatever is supposed, and is remembered with the facts.
    memo = world.plain if plain and settled else world.memo
    if key in memo:
        return memo[key]
    memo[key] = value = workable(run(world, (moment, *args)))
    return value


# ── one compiler for each form ──────────────────────────────────────────────────────────────────────────────────────


def _lit(term: Lit, names: tuple[str, ...]) -> Run:
    value = term.value
    return lambda world, env: value


def _var(term: Var, names: tuple[str, ...]) -> Run:
    at = len(names) - 1 - names[::-1].index(term.name)
    return lambda world, env: env[at]


def _moment(term: Moment, names: tuple[str, ...]) -> Run:
    return lambda world, env: env[0]


def _attr(term: Attr, names: tuple[str, ...]) -> Run:
    of, field = compile_term(term.of, names), term.field
    return lambda world, env: apply(lambda event: read_field(world, event, field), of(world, env))


def _op(term: Op, names: tuple[str, ...]) -> Run:
    op = term.op
    parts = tuple(compile_term(a, names) for a in term.args)
    if op == "and":
        return _and(parts)
    if op == "or":
        return _or(parts)
    if op == "not":
        return _not(parts[0])
    if op in _RELATIONS:
        plain = _relation(op, parts[0], parts[1], isinstance(term.args[0], Moment) or isinstance(term.args[1], Moment))
        return _ending(term.args[1], names, plain) if op == "<" and isinstance(term.args[0], Moment) else plain
    if op in ("min", "max"):
        return _extremes(op, parts)
    if op == "role":
        return _role(parts[0], term.args[1])
    if op == "holder":
        role = term.args[0].value if isinstance(term.args[0], Lit) else ""
        return lambda world, env: world.facts.holder(role)
    if op == "given":
        return _given(parts[0])
    function = FUNCTIONS[op]
    if len(parts) == 1:
        only = parts[0]
        return lambda world, env: apply(function, only(world, env))
    one, two = parts
    return lambda world, env: bind_two(function, one(world, env), two(world, env))


def _and(parts: tuple[Run, ...]) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = True
        for part in parts:
            value = part(world, env)
            if value is False:
                return False
            if value is True:
                continue
            result = value if result is True else bind_two(both, result, value)
            if result is False:
                return False
        return result

    return run


def _or(parts: tuple[Run, ...]) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = False
        for part in parts:
            value = part(world, env)
            if value is True:
                return True
            if value is False:
                continue
            result = value if result is False else bind_two(either, result, value)
            if result is True:
                return True
        return result

    return run


def _not(part: Run) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        # What is only supposed is not supposed against itself: no acts under «ikke».
        value = part(world.variant(None, None) if world.possible is not None else world, env)
        return apply(opposite, value)

    return run


def _relation(op: str, left: Run, right: Run, at_moment: bool) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        one, two = left(world, env), right(world, env)
        exact = world.exact if at_moment else None
        if type(one) is not Node and type(two) is not Node:
            return compare(op, one, two, exact)
        return bind_two(lambda a, b: compare(op, a, b, exact), one, two)

    return run


def _ending(day: Term, names: tuple[str, ...], plain: Run) -> Run:
    """``moment < day``: tested as «not yet» where that is the same."""
    plan: list[Run] = []

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        if not plan:  # the definitions are known first when something is evaluated
            from engine.until import not_yet

            plan.append(not_yet(day, names, world.model) or plain)
        return plan[0](world, env)

    return run


def _extremes(op: str, parts: tuple[Run, ...]) -> Run:
    from engine.calculate import extreme

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result = parts[0](world, env)
        for part in parts[1:]:
            result = bind_two(lambda a, b: extreme(op, a, b), result, part(world, env))
        return result

    return run


def _role(who: Run, role_term: Term) -> Run:
    role = role_term.value if isinstance(role_term, Lit) else ""

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        from engine.events import holds_role

        return apply(lambda party: holds_role(world, party, role, env[0]), who(world, env))

    return run


def _given(part: Run) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        from engine.events import is_given

        return apply(is_given, part(world, env))

    return run


def _call(term: Call, names: tuple[str, ...]) -> Run:
    name = term.name
    parts = tuple(compile_term(a, names) for a in term.args)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        args = tuple([part(world, env) for part in parts])
        moment = env[0]
        for arg in args:
            if type(arg) is Node:
                return bind(lambda *plain: call(world, name, plain, moment), *args)
        return call(world, name, args, moment)

    return run


def _at(term: At, names: tuple[str, ...]) -> Run:
    inner, day, exact = compile_term(term.term, names), compile_term(term.day, names), term.exact

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        from engine.moments import on_day

        return apply(lambda d: on_day(world, env, inner, d, exact, (term.term, names)), day(world, env))

    return run


def _exists(term: Exists, names: tuple[str, ...]) -> Run:
    where = compile_term(term.where, (*names, term.var))
    source = term.source
    if isinstance(source, EventSource):
        kind, site, find = source.kind, term.var, finder(source.kind, term.var, term.where, names)
        return lambda world, env: exists(world, env, kind, site, where, find)
    members = members_of(source)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = False
        for member in members(world, env):
            value = where(world, (*env, member))
            if value is True:
                return True
            if value is not False:
                result = value if result is False else bind_two(either, result, value)
        return result

    return run


def _every(term: Every, names: tuple[str, ...]) -> Run:
    where = compile_term(term.where, (*names, term.var))
    members = members_of(term.source)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = True
        for member in members(world, env):
            value = where(world, (*env, member))
            if value is False:
                return False
            if value is not True:
                result = value if result is True else bind_two(both, result, value)
        return result

    return run


def _fold(term: Fold, names: tuple[str, ...]) -> Run:
    inner = (*names, term.var)
    of = compile_term(term.of, inner)
    where = compile_term(term.where, inner) if term.where is not None else None
    op, source = term.op, term.source
    if isinstance(source, YearSource):
        start, stop = compile_term(source.start, names), compile_term(source.stop, names)

        def over_years(world: World, env: tuple[Any, ...]) -> Tree:
            def summed(first: Any, last: Any) -> Tree:
                if not (isinstance(first, int) and isinstance(last, int)):
                    return first if not isinstance(first, int) else last
                return fold(world, env, op, tuple(years(first, last)), where, of)

            return bind_two(summed, start(world, env), stop(world, env))

        return over_years
    if isinstance(source, EventSource):
        return event_fold(term, names, where, of)
    members = members_of(source)
    return lambda world, env: fold(world, env, op, members(world, env), where, of)


def _first_day(term: FirstDay, names: tuple[str, ...]) -> Run:
    recurrence, start = compile_term(term.recurrence, names), compile_term(term.start, names)
    where = compile_term(term.where, (*names, term.var))

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        return bind_two(lambda r, s: first_day(world, env, r, s, where), recurrence(world, env), start(world, env))

    return run


def _onset(term: Onset, names: tuple[str, ...]) -> Run:
    return compile_onset(term.term, names)


def _ranked(term: Ranked, names: tuple[str, ...]) -> Run:
    guards = as_done(term, [compile_term(a.guard, names) for a in term.arms])
    values = tuple(compile_term(a.value, names) for a in term.arms)
    otherwise = compile_term(term.otherwise, names) if term.otherwise is not None else None
    labels = tuple(a.label for a in term.arms)
    losers = {low: {high for high, loser in term.over if loser == low} for low in labels}

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        held = [g(world, env) for g in guards]
        if all(h is False for h in held):
            return otherwise(world, env) if otherwise is not None else Silent("")

        def pick(*flags: Any) -> Tree:
            holding = {label for label, flag in zip(labels, flags, strict=True) if flag is True}
            left = [i for i, label in enumerate(labels) if label in holding and not losers[label] & holding]
            if not left:
                return otherwise(world, env) if otherwise is not None else Silent("")
            return values[left[0]](world, env)

        return bind(pick, *held)

    return run


def _choose(term: Choose, names: tuple[str, ...]) -> Run:
    options = tuple(name for name, _ in term.arms)
    arms = tuple(compile_term(t, names) for _, t in term.arms)
    ask = Open(READING, (term.point,), options, term.preferred)
    settled = dict(zip(options, arms, strict=True)) | {name: compile_term(t, names) for name, t in term.weak}

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        chosen = settled.get(world.facts.chosen.get(term.point, ""))
        if chosen is not None:
            return chosen(world, env)
        return node(ask, tuple([arm(world, env) for arm in arms]))

    return run


def _oracle(term: Oracle, names: tuple[str, ...]) -> Run:
    name = term.name
    parts = tuple(compile_term(a, names) for a in term.args)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        args = [part(world, env) for part in parts]
        return bind(lambda *plain: ask_oracle(world, name, plain), *args)

    return run


def _silence(term: Silence, names: tuple[str, ...]) -> Run:
    gap = Silent(term.gap)
    if term.filler is None:
        return lambda world, env: gap
    filler = compile_term(term.filler, names)
    ask = Open(SILENCE, (term.gap,), ("utfylt", "taus"), "utfylt")
    return lambda world, env: node(ask, (filler(world, env), gap))


_COMPILERS: dict[type, Any] = {
    Lit: _lit, Var: _var, Moment: _moment, Attr: _attr, Op: _op, Call: _call, At: _at, Exists: _exists,
    Every: _every, Fold: _fold, FirstDay: _first_day, Onset: _onset, Ranked: _ranked, Choose: _choose,
    Oracle: _oracle, Silence: _silence,
}  # fmt: skip
