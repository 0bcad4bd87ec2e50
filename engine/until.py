"""«Before the day φ comes true» is «not yet φ»: an end that is a day something happens is tested without finding that
day.

Finding the day would lay out everything that may have happened at any time; testing asks only about the time up to
the moment. It holds for sentences that stay true once they are, and those alone are rewritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import At, Call, Choose, Every, Exists, Lit, Moment, Onset, Op, Ranked, Term
from dsl.timeless import uses_moment
from engine.leaves import either, opposite
from engine.trees import Tree, apply, bind, bind_two

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]


def not_yet(day: Term, names: tuple[str, ...], model: Model) -> Run | None:
    """A closure for ``moment < day``, or None if the day must be found."""
    sentences = _sentences(day, names, model)
    if sentences is None:
        return None

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        # As under «ikke»: acts that are only supposed do not count.
        world = world.variant(None, None) if world.possible is not None else world
        come: Tree = False
        for sentence in sentences:
            value = sentence(world, env)
            if value is True:
                return False
            if value is not False:
                come = value if come is False else bind_two(either, come, value)
        return apply(opposite, come)

    return run


def _sentences(day: Term, names: tuple[str, ...], model: Model) -> list[Run] | None:
    """The sentences any of which coming true makes the day."""
    from engine.compile import compile_term

    match day:
        case Onset(term=term) if stays(term, model):
            return [compile_term(term, names)]
        case Op(op="min", args=args):
            parts = [_sentences(a, names, model) for a in args]
            return None if any(p is None for p in parts) else [r for p in parts if p is not None for r in p]
        case Call(name=name, args=args):
            definition = model.definitions[name]
            inner = _sentences(definition.body, ("", *(p.name for p in definition.params)), model)
            if inner is None:
                return None
            runs = tuple(compile_term(a, names) for a in args)
            return [_within(each, runs) for each in inner]
    return None


def _within(run: Run, args: tuple[Run, ...]) -> Run:
    def within(world: World, env: tuple[Any, ...]) -> Tree:
        values = [a(world, env) for a in args]
        return bind(lambda *plain: run(world, (env[0], *plain)), *values) if values else run(world, (env[0],))

    return within


def stays(term: Term, model: Model) -> bool:
    """Once true, does the sentence stay true?"""
    if not uses_moment(term, lambda name: model.definitions[name].timeless):
        return True
    match term:
        case Lit():
            return True
        case Op(op="and" | "or", args=args):
            return all(stays(a, model) for a in args)
        case Op(op="≤" | "<", args=(left, Moment())) | Op(op="≥" | ">", args=(Moment(), left)):
            return not uses_moment(left, lambda name: model.definitions[name].timeless)
        case Exists(where=where) | Every(where=where):
            return stays(where, model)
        case Choose(arms=arms):
            return all(stays(t, model) for _, t in arms)
        case At(day=day):
            return not uses_moment(day, lambda name: model.definitions[name].timeless)
        case Op(op="="):
            return True  # who holds a role does not unmake what has happened
        case Op(op="role"):
            return True
        case Call(name=name):
            kept = model.cache.setdefault("stays", {})
            if name not in kept:
                kept[name] = stays(model.definitions[name].body, model)
            return bool(kept[name])
        case Ranked():
            return False
    return False
