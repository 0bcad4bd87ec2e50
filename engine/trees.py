"""Decision trees over what is open: the meaning of every term.

Inner nodes are open points (a reading, a missing fact, an unmade judgement, a silence); leaves are values. Equal
branches merge, so what does not matter is not in the tree: ``p eller ikke p`` is settled though p is unknown. Nodes
stand in one order (readings, facts, judgements, silences, then by key), so equal functions have equal trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READING, FACT, JUDGEMENT, SILENCE = "tolkning", "opplysning", "skjønn", "taushet"
_ORDER = {READING: "0", FACT: "1", JUDGEMENT: "2", SILENCE: "3"}
MOST_NODES = 4096


class TooManyOpen(Exception):  # it is a finding, not a fault: the answer turns on too much at once
    """The answer turns on more open points than can be laid out; ``first`` names those to settle first."""

    def __init__(self, first: tuple[Open, ...]) -> None:
        super().__init__("too many open points")
        self.first = first


class Open:
    """An open point.

    ``key`` identifies it; ``options`` are its ways of being settled; ``best`` the preferred one, if any.
    """

    __slots__ = ("best", "detail", "key", "kind", "options", "order")

    def __init__(self, kind: str, key: tuple[Any, ...], options: tuple[Any, ...], best: Any = None, detail: Any = None):
        self.kind = kind
        self.key = key
        self.options = options
        self.best = best
        self.detail = detail
        self.order = _ORDER[kind] + repr(key)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Open) and self.order == other.order)

    def __hash__(self) -> int:
        return hash(self.order)

    def __repr__(self) -> str:
        return f"{self.kind}:{'/'.join(map(str, self.key))}"


class Node:
    """An inner node: one branch for each option of ``ask``, in the options' order."""

    __slots__ = ("arms", "ask")

    def __init__(self, ask: Open, arms: tuple[Any, ...]) -> None:
        self.ask = ask
        self.arms = arms

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Node) and self.ask == other.ask and self.arms == other.arms)

    def __hash__(self) -> int:
        return hash((self.ask, self.arms))

    def __repr__(self) -> str:
        return f"({self.ask!r} ? {' : '.join(map(repr, self.arms))})"


Tree = Any
"""A leaf value or a ``Node``."""


def node(ask: Open, arms: tuple[Tree, ...]) -> Tree:
    """The tree that asks ``ask`` first, merged and in order."""
    first = arms[0]
    for arm in arms:
        if arm is not first and (type(arm) is not type(first) or arm != first):
            break
    else:
        return first  # even where it asks the same: it is then already the whole answer
    top: Open | None = None
    for arm in arms:
        if type(arm) is Node and arm.ask.order <= ask.order and (top is None or arm.ask.order < top.order):
            top = arm.ask
    if top is None:
        return Node(ask, arms)
    if top.order == ask.order:
        return node(ask, tuple(restrict(a, ask, i) for i, a in enumerate(arms)))
    return node(top, tuple(node(ask, tuple(restrict(a, top, i) for a in arms)) for i in range(len(top.options))))


def restrict(tree: Tree, ask: Open, option: int) -> Tree:
    """The tree once ``ask`` is settled as its ``option``-th way."""
    if type(tree) is not Node or tree.ask.order > ask.order:
        return tree
    if tree.ask.order == ask.order:
        return tree.arms[option]
    return node(tree.ask, tuple(restrict(a, ask, option) for a in tree.arms))


def bind(function: Callable[..., Tree], *trees: Tree) -> Tree:
    """Lift a function of values (which may itself give a tree) over trees."""
    top: Open | None = None
    for tree in trees:
        if type(tree) is Node and (top is None or tree.ask.order < top.order):
            top = tree.ask
    if top is None:
        return function(*trees)
    order = top.order
    arms = []
    for i in range(len(top.options)):
        arms.append(bind(function, *[t.arms[i] if type(t) is Node and t.ask.order == order else t for t in trees]))
    return node(top, tuple(arms))


def bind_two(function: Callable[[Any, Any], Tree], left: Tree, right: Tree) -> Tree:
    """``bind`` for two trees."""
    if type(left) is not Node:
        if type(right) is not Node:
            return function(left, right)
        return node(right.ask, tuple([bind_two(function, left, arm) for arm in right.arms]))
    if type(right) is not Node or left.ask.order < right.ask.order:
        return node(left.ask, tuple([bind_two(function, arm, right) for arm in left.arms]))
    if right.ask.order < left.ask.order:
        return node(right.ask, tuple([bind_two(function, left, arm) for arm in right.arms]))
    pairs = zip(left.arms, right.arms, strict=True)
    return node(left.ask, tuple([bind_two(function, one, two) for one, two in pairs]))


def apply(function: Callable[[Any], Tree], tree: Tree) -> Tree:
    """``bind`` for one tree."""
    if type(tree) is not Node:
        return function(tree)
    return node(tree.ask, tuple([apply(function, a) for a in tree.arms]))


def at_best(tree: Tree) -> Tree:
    """The tree with every reading settled as preferred, and silences filled where something fills them."""
    if type(tree) is not Node:
        return tree
    if tree.ask.kind in (READING, SILENCE):
        return at_best(tree.arms[tree.ask.options.index(tree.ask.best)])
    return node(tree.ask, tuple(at_best(a) for a in tree.arms))


def paths(tree: Tree, way: tuple[tuple[Open, Any], ...] = ()) -> Iterator[tuple[tuple[tuple[Open, Any], ...], Any]]:
    """Every way down: the options taken, and the leaf."""
    if type(tree) is not Node:
        yield way, tree
        return
    for option, arm in zip(tree.ask.options, tree.arms, strict=True):
        yield from paths(arm, (*way, (tree.ask, option)))


def leaves(tree: Tree) -> list[Any]:
    """The values at the ends, in order."""
    return [leaf for arm in tree.arms for leaf in leaves(arm)] if type(tree) is Node else [tree]


def opens(tree: Tree) -> tuple[Open, ...]:
    """The open points of a tree, each once, in order."""
    if type(tree) is not Node:
        return ()
    found: dict[str, Open] = {}
    stack = [tree]
    seen: set[int] = set()
    while stack:
        each = stack.pop()
        if type(each) is Node and id(each) not in seen:
            seen.add(id(each))
            found[each.ask.order] = each.ask
            stack.extend(each.arms)
    return tuple(found[k] for k in sorted(found))


def size(tree: Tree) -> int:
    """How many inner nodes."""
    return 1 + sum(size(a) for a in tree.arms) if type(tree) is Node else 0


def bounded(tree: Tree) -> Tree:
    """The tree, or ``TooManyOpen`` when it has grown past what a person could read."""
    if type(tree) is Node and len(tree.arms) > 1 and size(tree) > MOST_NODES:
        raise TooManyOpen(opens(tree)[:8])
    return tree
