"""The first day a sentence that has come true holds no more, read off its form, as ``onset`` reads off the first.

*og* ends with the first of its parts to end, *eller* with the last; «ikke φ» ends when φ begins; what has happened does
not end, but what is so by an event and unless something, does.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Call, Choose, EventSource, Every, Exists, Moment, Op, RoleSource, SortSource, Term
from dsl.timeless import uses_moment
from dsl.values import NEVER, Never
from engine.calculate import ONE_DAY, extreme
from engine.onset import compile_onset
from engine.trees import READING, Open, Tree, apply, bind, bind_two, node
from engine.until import stays
from engine.world import END

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]


def says_until(model: Model, name: str) -> bool:
    """Does the state say until when it lasts?"""
    body = model.definitions[name].body
    return isinstance(body, Op) and body.op == "and" and any(isinstance(a, Op) and a.op == "<" for a in body.args)


def compile_end(term: Term, names: tuple[str, ...], model: Model) -> Run:
    """A closure that gives the first day on which ``term``, true before it, is so no more; «aldri» if it stays true."""
    from engine.compile import compile_term

    match term:
        case Op(op="and" | "or" as op, args=args):
            return _extreme([compile_end(a, names, model) for a in args], "min" if op == "and" else "max")
        case Op(op="not", args=(inner,)):
            return compile_onset(inner, names)
        case Op(op="<", args=(Moment(), day)):
            return compile_term(day, names)
        case Op(op="≤", args=(Moment(), day)):
            last = compile_term(day, names)
            return lambda world, env: apply(_after, last(world, env))
        case Call(name=name, args=args):
            return _called(name, tuple(compile_term(a, names) for a in args), model)
        case Choose():
            return _chosen(term, names, model)
        case Exists(source=EventSource(kind=kind)) if not stays(term.where, model):
            return _events(kind, term, names, model)
        case Exists() | Every() if not isinstance(term.source, EventSource):
            return _members(term, names, model)
    return lambda world, env: NEVER


def _after(day: Any) -> Any:
    return day + ONE_DAY if isinstance(day, date) and day < END else day


def _extreme(runs: list[Run], op: str) -> Run:
    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result = runs[0](world, env)
        for each in runs[1:]:
            result = bind_two(lambda a, b: extreme(op, a, b), result, each(world, env))
        return result

    return run


def _called(name: str, args: tuple[Run, ...], model: Model) -> Run:
    definition = model.definitions[name]
    if not uses_moment(definition.body, lambda each: model.definitions[each].timeless):
        return lambda world, env: NEVER
    end = compile_end(definition.body, ("", *(p.name for p in definition.params)), model)
    return lambda world, env: (
        bind(lambda *plain: end(world, (env[0], *plain)), *[a(world, env) for a in args])
        if (args)
        else end(world, (env[0],))
    )


def _chosen(term: Choose, names: tuple[str, ...], model: Model) -> Run:
    options = tuple(name for name, _ in term.arms)
    arms = [compile_end(t, names, model) for _, t in term.arms]
    settled = dict(zip(options, arms, strict=True)) | {n: compile_end(t, names, model) for n, t in term.weak}
    ask = Open(READING, (term.point,), options, term.preferred)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        chosen = settled.get(world.facts.chosen.get(term.point, ""))
        if chosen is not None:
            return chosen(world, env)
        return node(ask, tuple(arm(world, env) for arm in arms))

    return run


def _events(kind: str, term: Exists, names: tuple[str, ...], model: Model) -> Run:
    """What is so by an event ends when it ends for the last of the recorded ones it has begun by."""
    inner = (*names, term.var)
    begins, ends = compile_onset(term.where, inner), compile_end(term.where, inner, model)

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = None
        for record in world.facts.events.get(kind, ()):
            begun = begins(world, (*env, record))
            if isinstance(begun, Never):
                continue
            end = bind_two(lambda b, e: None if isinstance(b, Never) else e, begun, ends(world, (*env, record)))
            result = end if result is None else bind_two(_later, result, end)
        return apply(lambda end: NEVER if end is None else end, result)

    return run


def _later(left: Any, right: Any) -> Any:
    """The later of two ends, of which one that is None is of what has not begun."""
    return right if left is None else left if right is None else extreme("max", left, right)


def _members(term: Exists | Every, names: tuple[str, ...], model: Model) -> Run:
    inner = compile_end(term.where, (*names, term.var), model)
    source, op = term.source, "max" if isinstance(term, Exists) else "min"

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        members: tuple[Any, ...] = ()
        if isinstance(source, RoleSource):
            members = world.facts.members(source.role, world.asked)
        elif isinstance(source, SortSource):
            members = world.facts.things.get(source.sort, ())
        result: Tree = None
        for member in members:
            end = inner(world, (*env, member))
            result = end if result is None else bind_two(lambda a, b: extreme(op, a, b), result, end)
        return NEVER if result is None else result

    return run
