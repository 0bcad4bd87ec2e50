"""What readings that are not the preferred one make of trees: one point read otherwise at a time, the others as they
were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.trees import READING, Tree, opens, restrict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.world import Model


class Other(NamedTuple):
    """A reading of a point, and the trees under it. ``because`` is "" where the point is no declared one."""

    point: str
    reading: str
    because: str
    trees: tuple[Tree, ...]


def other_readings(model: Model, *trees: Tree) -> Iterator[Other]:
    """Every reading not preferred of every point that stands in any of the trees, in the order of the points."""
    asks = {ask.order: ask for tree in trees for ask in opens(tree) if ask.kind == READING}
    for _, ask in sorted(asks.items()):
        name = str(ask.key[0])
        point = model.points.get(name)
        because = {r.name: r.because for r in point.readings} if point is not None else {}
        for number, option in enumerate(ask.options):
            if option != ask.best:
                under = tuple(restrict(tree, ask, number) for tree in trees)
                yield Other(name, str(option), because.get(str(option), ""), under)
