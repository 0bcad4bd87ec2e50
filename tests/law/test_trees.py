"""Decision trees: what they mean is a function of the open points, and equal functions are equal trees.

Each test reads a tree by settling every open point (``at``), and holds that against the functions it was made of.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import trees
from engine.trees import (
    FACT,
    JUDGEMENT,
    MOST_LAID_OUT,
    READING,
    SILENCE,
    Node,
    Open,
    TooManyOpen,
    Tree,
    apply,
    at_best,
    bind,
    bounded,
    node,
    opens,
    paths,
    restrict,
    size,
)  # fmt: skip

POINTS = (
    Open(READING, ("a",), ("en", "to"), "to"),
    Open(READING, ("b",), ("en", "to", "tre"), "en"),
    Open(FACT, ("c",), (True, False)),
    Open(JUDGEMENT, ("d",), (True, False)),
    Open(SILENCE, ("e",), ("utfylt", "taus"), "utfylt"),
)
SETTLED = tuple(product(*(range(len(point.options)) for point in POINTS)))
Settled = tuple[int, ...]
Function = dict[Settled, int]


def at(tree: Tree, settled: Settled) -> Any:
    """The leaf a tree has when every point is settled so."""
    while isinstance(tree, Node):
        tree = tree.arms[settled[POINTS.index(tree.ask)]]
    return tree


def tree_of(function: Callable[[Settled], Any], order: tuple[int, ...]) -> Tree:
    """The tree of a function, made by asking the points in an order of their own."""

    def build(left: tuple[int, ...], chosen: dict[int, int]) -> Tree:
        if not left:
            return function(tuple(chosen[i] for i in range(len(POINTS))))
        first, rest = left[0], left[1:]
        return node(POINTS[first], tuple(build(rest, {**chosen, first: k}) for k in range(len(POINTS[first].options))))

    return build(order, {})


functions = st.lists(st.integers(0, 2), min_size=len(SETTLED), max_size=len(SETTLED)).map(
    lambda values: dict(zip(SETTLED, values, strict=True))
)


@st.composite
def sparse(draw: st.DrawFn) -> Function:
    """A function that turns on some of the points only, as most answers do."""
    mattering = draw(st.sets(st.integers(0, len(POINTS) - 1), max_size=3))
    table = draw(st.dictionaries(st.tuples(*(st.integers(0, 2) for _ in POINTS)), st.integers(0, 2), max_size=12))
    return {s: table.get(tuple(k if i in mattering else 0 for i, k in enumerate(s)), 0) for s in SETTLED}


any_function = st.one_of(functions, sparse())
orders = st.permutations(range(len(POINTS))).map(tuple)


def made(function: Function, order: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Tree:
    """The tree of a table."""
    return tree_of(lambda settled: function[settled], order)


@given(any_function, orders)
@settings(max_examples=40)
def test_a_tree_is_its_function(function: Function, order: tuple[int, ...]) -> None:
    """Whatever order the points are asked in, the tree has the function's value."""
    tree = made(function, order)
    assert all(at(tree, settled) == function[settled] for settled in SETTLED)


@given(any_function, orders, orders)
@settings(max_examples=40)
def test_equal_functions_have_equal_trees(function: Function, one: tuple[int, ...], two: tuple[int, ...]) -> None:
    """Two ways to build one function give the same tree."""
    assert made(function, one) == made(function, two)


@given(any_function, any_function)
@settings(max_examples=40)
def test_different_functions_have_different_trees(one: Function, two: Function) -> None:
    """Equal trees mean the same."""
    assert (made(one) == made(two)) == (one == two)


def _well_made(tree: Tree, above: str = "") -> bool:
    if not isinstance(tree, Node):
        return True
    differ = any(arm != tree.arms[0] for arm in tree.arms)
    return above < tree.ask.order and differ and all(_well_made(arm, tree.ask.order) for arm in tree.arms)


@given(any_function, orders)
@settings(max_examples=40)
def test_points_are_asked_in_one_order_and_only_where_they_matter(function: Function, order: tuple[int, ...]) -> None:
    """On every way down the points stand in order, and no node has equal branches throughout."""
    assert _well_made(made(function, order))


@given(any_function, any_function)
@settings(max_examples=40)
def test_bind_lifts_a_function_of_values(one: Function, two: Function) -> None:
    """``bind`` computes at each settling what the plain function computes there."""
    tree = bind(lambda x, y: (x, y), made(one), made(two))
    assert all(at(tree, s) == (one[s], two[s]) for s in SETTLED)
    assert _well_made(tree)


@given(any_function, st.lists(any_function, min_size=3, max_size=3))
@settings(max_examples=25)
def test_bind_lifts_a_function_that_gives_trees(which: Function, parts: list[Function]) -> None:
    """A function may itself answer with a tree, over points above or below the ones it was reached by."""
    tree = bind(lambda k: made(parts[k]), made(which))
    assert tree == apply(lambda k: made(parts[k]), made(which))
    assert all(at(tree, s) == parts[which[s]][s] for s in SETTLED)
    assert _well_made(tree)


@given(any_function, st.integers(0, len(POINTS) - 1))
@settings(max_examples=40)
def test_restricting_settles_one_point(function: Function, point: int) -> None:
    """A restricted tree has the value of the settled point and no longer asks it."""
    tree, ask = made(function), POINTS[point]
    for option in range(len(ask.options)):
        left = restrict(tree, ask, option)
        assert ask not in opens(left)
        assert all(at(left, s) == function[(*s[:point], option, *s[point + 1 :])] for s in SETTLED)
        assert restrict(left, ask, 0) == left


@given(any_function)
@settings(max_examples=40)
def test_at_best_settles_readings_and_silences(function: Function) -> None:
    """The best tree is the tree with each preferred reading taken, and asks of facts and judgements alone."""
    best = at_best(made(function))
    preferred = {i: p.options.index(p.best) for i, p in enumerate(POINTS) if p.kind in (READING, SILENCE)}
    for settled in SETTLED:
        assert at(best, settled) == function[tuple(preferred.get(i, k) for i, k in enumerate(settled))]
    assert {ask.kind for ask in opens(best)} <= {FACT, JUDGEMENT}


@given(any_function)
@settings(max_examples=40)
def test_the_ways_down_cover_the_function_once(function: Function) -> None:
    """Every settling follows exactly one way down, to its own value; the points on the ways are the tree's."""
    tree = made(function)
    ways = list(paths(tree))
    for settled in SETTLED:
        fitting = [leaf for way, leaf in ways if all(settled[POINTS.index(o)] == o.options.index(k) for o, k in way)]
        assert fitting == [function[settled]]
    assert {ask for way, _ in ways for ask, _ in way} == set(opens(tree))


@pytest.mark.parametrize("point", POINTS[:1] + POINTS[2:])
def test_either_or_is_settled(point: Open) -> None:
    """«p eller ikke p» is yes though p is open: equal branches merge."""
    asked = Node(point, (True, False))
    denied = apply(lambda leaf: not leaf, asked)
    assert bind(lambda p, q: p or q, asked, denied) is True
    assert bind(lambda p, q: p and q, asked, denied) is False


@pytest.mark.parametrize("point", POINTS)
def test_branches_that_ask_the_same_thing_are_that_thing(point: Open) -> None:
    """A point asked above branches that ask it again is asked once, and keeps all its branches, not the first alone."""
    leaves = tuple(range(len(point.options)))
    asked = Node(point, leaves)
    assert node(point, (asked,) * len(leaves)) == asked
    assert node(point, (asked, *leaves[1:])) == asked


def test_branches_that_ask_something_above_give_way_to_it() -> None:
    """A point put above one that comes before it goes below, also where the branches share it."""
    above, below = POINTS[0], POINTS[2]
    asked = Node(above, (1, 2))
    assert node(below, (asked, asked)) == asked
    assert node(below, (asked, 3)) == Node(above, (Node(below, (1, 3)), Node(below, (2, 3))))


def test_yes_is_not_one() -> None:
    """A truth value and a number never merge, though they compare equal."""
    assert node(POINTS[2], (True, 1)) == Node(POINTS[2], (True, 1))
    assert isinstance(node(POINTS[2], (True, 1)), Node)


def test_an_answer_that_turns_on_too_much_says_what_to_settle_first() -> None:
    """A tree nobody could walk in a moment is refused, with the points that stand first."""
    points = [Open(FACT, (f"{i:02}",), (True, False)) for i in range(17)]
    tree: Tree = 0
    for i, point in enumerate(points):
        tree = bind(lambda a, b, i=i: a + (2**i if b else 0), tree, Node(point, (True, False)))
    assert size(tree) > MOST_LAID_OUT
    with pytest.raises(TooManyOpen) as refused:
        bounded(tree)
    assert refused.value.first == tuple(points[:8])
    assert bounded(restrict(tree, points[0], 0)) is not None


def test_what_many_branches_lead_to_is_worked_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sixty points, how many are yes: more ways down than can be walked, and few steps to put it together."""
    monkeypatch.setattr(trees, "MOST_STEPS", 5000)
    tree: Tree = 0
    for i in range(60):
        tree = bind(lambda a, b: a + b, tree, Node(Open(FACT, (f"{i:02}",), (True, False)), (1, 0)))
    assert apply(lambda n: n >= 0, tree) is True
    assert size(bind(max, tree, apply(lambda n: 60 - n, tree))) > 2**50
    assert restrict(tree, opens(tree)[30], 1) == restrict(restrict(tree, opens(tree)[30], 1), opens(tree)[30], 0)


def test_points_put_above_what_comes_before_them_are_put_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each leaf gives a tree of earlier points, those go first, and what they share is done once."""
    monkeypatch.setattr(trees, "MOST_STEPS", 5000)
    early: Tree = 0
    for i in range(16):
        early = bind(lambda a, b: a + b, early, Node(Open(FACT, (f"a{i:02}",), (True, False)), (1, 0)))
    late: Tree = 0
    for i in range(16):
        late = bind(lambda a, b: a + b, late, Node(Open(FACT, (f"b{i:02}",), (True, False)), (1, 0)))
    assert apply(lambda n: apply(lambda m: n + m, early), late) == bind(lambda n, m: n + m, late, early)


def test_work_without_end_is_refused_with_what_to_settle_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is put together, past a number of steps the answer turns on too much at once."""
    monkeypatch.setattr(trees, "MOST_STEPS", 200)
    points = [Open(FACT, (f"{i:02}",), (True, False)) for i in range(10)]
    bits = [Node(point, (2**i, 0)) for i, point in enumerate(points)]
    with pytest.raises(TooManyOpen) as refused:
        bind(lambda *values: sum(values), *bits)
    assert refused.value.first
    assert set(refused.value.first) <= set(points)


def test_two_agreements_may_name_a_point_alike() -> None:
    """A node keeps the point it was made with, though another agreement's has the same name and leaves."""
    one = Node(Open(READING, ("i-tide",), ("en", "to"), "en"), (1, 2))
    other = Node(Open(READING, ("i-tide",), ("tre", "fire"), "fire"), (1, 2))
    assert (at_best(one), at_best(other)) == (1, 2)
