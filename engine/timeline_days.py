"""The days a tree gives under each reading."""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.values import Never
from engine.timeline_answer import ReadDay
from engine.trees import READING, Open, Tree, paths


def other_days(tree: Tree, best: object) -> tuple[ReadDay, ...]:
    """The days other readings give, each with those of them that all its ways have in common."""
    ways: dict[date, list[set[str]]] = {}
    for path, leaf in paths(tree):
        if isinstance(leaf, date):
            ways.setdefault(leaf, []).append(_readings(path))
    return tuple(
        ReadDay(day=day, readings=tuple(sorted(set.intersection(*found))))
        for day, found in sorted(ways.items())
        if day != best
    )


def never_under(tree: Tree, best: object) -> tuple[str, ...]:
    """The readings under which the day does not come, though it does at the preferred ones."""
    ways = [_readings(path) for path, leaf in paths(tree) if isinstance(leaf, Never)]
    return tuple(sorted(set.intersection(*ways))) if ways and isinstance(best, date) else ()


def _readings(path: tuple[tuple[Open, Any], ...]) -> set[str]:
    return {str(option) for ask, option in path if ask.kind == READING and option != ask.best}
