"""Decision trees over what is open: the meaning of every term.

Inner nodes are open points (a reading, a missing fact, an unmade judgement, a silence); leaves are values. Equal
branches merge, so what does not matter is not in the tree: ``p eller ikke p`` is settled though p is unknown. Nodes
stand in one order (readings, facts, judgements, silences, then by key), so equal functions have equal trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READING, FACT, JUDGEMENT, SILENCE = "tolkning", "opplysning", "skjønn", "taushet"
_ORDER = {READING: "0", FACT: "1", JUDGEMENT: "2", SILENCE: "3"}
MOST_NODES = 4096
"""Distinct nodes of a tree on the way to an answer."""
MOST_LAID_OUT = 65_536
"""Nodes of an answer's tree, what branches share counted on every way down."""
MOST_STEPS = 200_000
"""Steps in putting trees together, of which most vanish where branches merge."""


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
    """An inner node: one branch for each option of ``ask``, in the options' order.

    Nodes that ask the same ``Open`` and have the same branches are one object, so most comparisons cost nothing, and
    what many branches lead to is worked on once (Bryant 1986, "Graph-based algorithms for Boolean function
    manipulation"). Points of two agreements may have one name, so the table goes by the object, not by the name.
    """

    __slots__ = ("__weakref__", "arms", "ask")
    ask: Open
    arms: tuple[Any, ...]

    def __new__(cls, ask: Open, arms: tuple[Any, ...]) -> Node:
        key = (id(ask), *[id(a) if type(a) is Node else (type(a), a) for a in arms])
        known = _nodes.get(key)
        if known is None:
            known = object.__new__(cls)
            known.ask = ask
            known.arms = arms
            _nodes[key] = known  # last, so that no other thread meets a node half made
        return known

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Node) and self.ask == other.ask and self.arms == other.arms)

    def __hash__(self) -> int:
        return hash((self.ask, self.arms))

    def __repr__(self) -> str:
        return f"({self.ask!r} ? {' : '.join(map(repr, self.arms))})"


_nodes: WeakValueDictionary[tuple[Any, ...], Node] = WeakValueDictionary()


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
    for arm in arms:
        if type(arm) is Node and arm.ask.order <= ask.order:
            return _ordered(ask, arms, {})
    return Node(ask, arms)


def _ordered(ask: Open, arms: tuple[Tree, ...], done: dict[tuple[int, ...], Tree]) -> Tree:
    """``node`` where a branch may ask earlier points, or the same; what is in ``done`` is done for all branches."""
    key = tuple(map(id, arms))
    if key in done:
        return done[key]
    _bounded_work(done, arms)
    top = ask
    for arm in arms:
        if type(arm) is Node and arm.ask.order < top.order:
            top = arm.ask
    order = top.order
    if order == ask.order:
        result = node(ask, tuple([_arm(a, order, i) for i, a in enumerate(arms)]))
    else:
        split = [tuple([_arm(a, order, i) for a in arms]) for i in range(len(top.options))]
        result = node(top, tuple([_ordered(ask, each, done) for each in split]))
    done[key] = result
    return result


def _arm(tree: Tree, order: str, option: int) -> Tree:
    return tree.arms[option] if type(tree) is Node and tree.ask.order == order else tree


def restrict(tree: Tree, ask: Open, option: int) -> Tree:
    """The tree once ``ask`` is settled as its ``option``-th way."""
    order = ask.order
    done: dict[int, Tree] = {}

    def settled(each: Tree) -> Tree:
        if type(each) is not Node or each.ask.order > order:
            return each
        if each.ask.order == order:
            return each.arms[option]
        if id(each) not in done:
            done[id(each)] = node(each.ask, tuple([settled(a) for a in each.arms]))
        return done[id(each)]

    return settled(tree)


def bind(function: Callable[..., Tree], *trees: Tree) -> Tree:
    """Lift a function of values (which may itself give a tree) over trees."""
    return _bind(function, trees, {})


def _bind(function: Callable[..., Tree], trees: tuple[Tree, ...], done: dict[tuple[int, ...], Tree]) -> Tree:
    top: Open | None = None
    for tree in trees:
        if type(tree) is Node and (top is None or tree.ask.order < top.order):
            top = tree.ask
    if top is None:
        return function(*trees)
    key = tuple(map(id, trees))
    if key in done:
        return done[key]
    _bounded_work(done, trees)
    order = top.order
    arms = []
    for i in range(len(top.options)):
        arms.append(_bind(function, tuple([_arm(t, order, i) for t in trees]), done))
    result = done[key] = node(top, tuple(arms))
    return result


def bind_two(function: Callable[[Any, Any], Tree], left: Tree, right: Tree) -> Tree:
    """``bind`` for two trees."""
    if type(left) is not Node and type(right) is not Node:  # the common case, kept short
        return function(left, right)
    return _bind(function, (left, right), {})


def apply(function: Callable[[Any], Tree], tree: Tree) -> Tree:
    """``bind`` for one tree."""
    return _bind(function, (tree,), {}) if type(tree) is Node else function(tree)


def _bounded_work(done: dict[Any, Tree], trees: tuple[Tree, ...]) -> None:
    if len(done) > MOST_STEPS:
        raise TooManyOpen(tuple(sorted({ask for tree in trees for ask in opens(tree)}, key=lambda ask: ask.order))[:8])


def at_best(tree: Tree) -> Tree:
    """The tree with every reading settled as preferred, and silences filled where something fills them."""
    if type(tree) is not Node:
        return tree  # what is told and agreed on is most of what is asked, and is kept short here and below
    done: dict[int, Tree] = {}

    def best(each: Tree) -> Tree:
        if type(each) is not Node:
            return each
        if each.ask.kind in (READING, SILENCE):
            return best(each.arms[each.ask.options.index(each.ask.best)])
        if id(each) not in done:
            done[id(each)] = node(each.ask, tuple([best(a) for a in each.arms]))
        return done[id(each)]

    return best(tree)


Way = tuple[tuple[Open, Any], ...]
"""The options taken from the top of a tree to one of its leaves."""


def paths(tree: Tree) -> Iterator[tuple[Way, Any]]:
    """Every way down: the options taken, and the leaf. ``TooManyOpen`` if there are more than could be laid out."""
    return _paths(bounded(tree), ())


def _paths(tree: Tree, way: Way) -> Iterator[tuple[Way, Any]]:
    if type(tree) is not Node:
        yield way, tree
        return
    for option, arm in zip(tree.ask.options, tree.arms, strict=True):
        yield from _paths(arm, (*way, (tree.ask, option)))


def leaves(tree: Tree) -> list[Any]:
    """The values at the ends, in order; those of a part that several branches share are listed once."""
    if type(tree) is not Node:
        return [tree]
    found: list[Any] = []
    seen: set[int] = set()

    def visit(each: Tree) -> None:
        if type(each) is not Node:
            found.append(each)
        elif id(each) not in seen:
            seen.add(id(each))
            for arm in each.arms:
                visit(arm)

    visit(tree)
    return found


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
    """How many inner nodes, each counted once for every way that leads to it."""
    return _counts(tree).get(id(tree), 0)


def _counts(tree: Tree) -> dict[int, int]:
    """Of each node of a tree, the size of what is below it and itself."""
    done: dict[int, int] = {}

    def counted(each: Tree) -> int:
        if type(each) is not Node:
            return 0
        if id(each) not in done:
            done[id(each)] = 1 + sum(map(counted, each.arms))
        return done[id(each)]

    counted(tree)
    return done


def bounded(tree: Tree) -> Tree:
    """The tree, or ``TooManyOpen`` when it has grown past what can be walked and told in a moment."""
    if type(tree) is Node and size(tree) > MOST_LAID_OUT:
        raise TooManyOpen(opens(tree)[:8])
    return tree


def workable(tree: Tree) -> Tree:
    """The tree, or ``TooManyOpen`` when it has grown past what can be worked with on the way to an answer. Most of
    what is open on the way may not matter in the end, so what branches share is counted once.
    """
    if type(tree) is Node and len(_counts(tree)) > MOST_NODES:
        raise TooManyOpen(opens(tree)[:8])
    return tree
