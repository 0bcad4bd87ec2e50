"""Reading a status and its reasons off a decision tree.

Facts stand above judgements, because one looks before one weighs; the headline is the first of unknown, judgement,
silent, contested, settled that holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.values import Never
from engine.answer import Status
from engine.leaves import Missing, Silent, Someday
from engine.trees import FACT, JUDGEMENT, READING, SILENCE, Node, Open, Tree, at_best, leaves, opens, restrict

if TYPE_CHECKING:
    from collections.abc import Callable


def statuses(tree: Tree) -> tuple[Status, ...]:
    """Every status that holds of the tree, the headline first."""
    if type(tree) is not Node:
        unknown, silent = isinstance(tree, (Missing, Someday)), isinstance(tree, Silent)
        return (Status.UNKNOWN if unknown else Status.SILENT if silent else Status.SETTLED,)
    best = at_best(tree)
    found = []
    kinds = {o.kind for o in opens(best)}
    ends = leaves(best)
    if (type(best) is Node and best.ask.kind == FACT) or any(isinstance(x, (Missing, Someday)) for x in ends):
        found.append(Status.UNKNOWN)
    if JUDGEMENT in kinds:
        found.append(Status.JUDGEMENT)
    if FACT in kinds and Status.UNKNOWN not in found:
        found.append(Status.UNKNOWN)
    if any(isinstance(x, Silent) for x in ends) or _silent_on_best(tree):
        found.append(Status.SILENT)
    if any(o.kind == READING for o in opens(tree)):
        found.append(Status.CONTESTED)
    return tuple(found) or (Status.SETTLED,)


def _silent_on_best(tree: Tree) -> bool:
    while type(tree) is Node:
        if tree.ask.kind == SILENCE:
            return True
        if tree.ask.kind != READING:
            return any(_silent_on_best(a) for a in tree.arms)
        tree = tree.arms[tree.ask.options.index(tree.ask.best)]
    return False


def silences(tree: Tree) -> tuple[str, ...]:
    """The gaps the tree meets."""
    if type(tree) is not Node:
        return (tree.gap,) if type(tree) is Silent and tree.gap else ()
    names = [o.key[0] for o in opens(tree) if o.kind == SILENCE]
    names += [leaf.gap for leaf in leaves(tree) if isinstance(leaf, Silent) and leaf.gap]
    return tuple(dict.fromkeys(names))


def rivals(tree: Tree) -> tuple[tuple[Open, tuple[tuple[Any, Tree], ...]], ...]:
    """For each reading point in the tree: what the answer is under each reading, the other points at their best."""
    out = []
    for ask in opens(tree):
        if ask.kind == READING:
            values = tuple((option, at_best(restrict(tree, ask, i))) for i, option in enumerate(ask.options))
            out.append((ask, values))
    return tuple(out)


def missing(tree: Tree) -> tuple[tuple[Any, ...], ...]:
    """Keys of the facts the best reading turns on."""
    if type(tree) is not Node:
        return tuple(dict.fromkeys(tree.keys)) if isinstance(tree, (Missing, Someday)) else ()
    best = at_best(tree)
    keys = [leaf_key for leaf in leaves(best) if isinstance(leaf, (Missing, Someday)) for leaf_key in leaf.keys]
    return tuple(dict.fromkeys(keys))


def settle(tree: Tree, decide: Callable[[Open], Any]) -> Tree:
    """The tree with some open points decided: ``decide`` gives an option, or None to leave the point open."""
    for ask in opens(tree):
        option = decide(ask)
        if option is not None:
            tree = restrict(tree, ask, ask.options.index(option))
    return tree


def leaf_or_none(tree: Tree) -> Any:
    """The plain value of a settled tree; None if it is open, missing or silent."""
    best = at_best(tree)
    if type(best) is Node or isinstance(best, (Missing, Someday, Silent)):
        return None
    return best


__all__ = ["Never", "leaf_or_none", "missing", "rivals", "settle", "silences", "statuses"]
