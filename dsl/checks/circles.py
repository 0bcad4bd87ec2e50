"""Definitions may not rest on themselves: evaluation must end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import Call, Term, children
from dsl.diagnostics import problem

if TYPE_CHECKING:
    from dsl.checks.model import Checked
    from dsl.diagnostics import Diagnostic


def calls(term: Term) -> set[str]:
    """The definitions a term calls directly."""
    found: set[str] = set()
    stack = [term]
    while stack:
        each = stack.pop()
        if isinstance(each, Call):
            found.add(each.name)
        stack.extend(children(each))
    return found


def no_circles(checked: Checked) -> list[Diagnostic]:
    """V207 for each circle of definitions, once."""
    graph = {
        name: calls(d.body) & checked.program.definitions.keys() for name, d in checked.program.definitions.items()
    }
    errors = []
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        stack = [(start, iter(sorted(graph[start])))] if start not in done else []
        if stack:
            path.append(start)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                done.add(name)
            elif following in path:
                circle = " → ".join([*path[path.index(following) :], following])
                errors.append(problem("V207", checked.program.spans[following], path=circle))
                done.add(following)
            elif following not in done:
                path.append(following)
                stack.append((following, iter(sorted(graph[following]))))
    return errors
