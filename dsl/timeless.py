"""Which definitions do not depend on the day they are read on, so that one evaluation serves every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import At, Call, EventSource, Every, Exists, Fold, Moment, Onset, Op, RoleSource, Term, children
from dsl.record import changed

if TYPE_CHECKING:
    from dsl.contract import Definition


def mark_timeless(definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """The definitions with ``timeless`` set where it holds."""
    bodies = {d.name: d.body for d in definitions}
    known: dict[str, bool] = {}

    def timeless(name: str) -> bool:
        if name not in known:
            known[name] = False  # a circle, reported elsewhere, is never timeless
            body = bodies.get(name)
            known[name] = body is not None and not uses_moment(body, timeless)
        return known[name]

    return tuple(changed(d, timeless=timeless(d.name)) for d in definitions)


def uses_moment(term: Term, timeless: object, *, roles_change: bool = True) -> bool:
    """Does the value depend on the moment? ``timeless`` tells of called definitions.

    Without ``roles_change``, who holds a role is taken to be the same on every day.
    """
    assert callable(timeless)
    match term:
        case Moment():
            return True
        case At():
            return uses_moment(term.day, timeless, roles_change=roles_change)
        case Onset():
            return False
        case Call():
            if not timeless(term.name):
                return True
        case Exists() | Every() | Fold() if roles_change and isinstance(term.source, RoleSource):
            return True
        case Op() if roles_change and term.op in ("role", "holder"):
            return True
    return any(uses_moment(t, timeless, roles_change=roles_change) for t in children(term))


__all__ = ["EventSource", "mark_timeless", "uses_moment"]
