"""Who asks in a question of power: one party, or several who act together.

Several are one asker, named as people name them: «A og B». A party's name has no space in it, so what it is made of can
be read off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import Lit, Op

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.case import EventRecord
    from dsl.contract import EventKind
    from engine.evaluate import Evaluation

_AND = " og "


def together(parties: Iterable[str]) -> str:
    """The asker that the parties are together; each counts once."""
    return _AND.join(dict.fromkeys(parties))


def actors(asker: str) -> tuple[str, ...]:
    """The parties an asker is."""
    return tuple(asker.split(_AND)) if asker else ()


def is_own_act(kind: EventKind, event: EventRecord, asker: str) -> bool:
    """Is the event one of the kind, and no other party's than the asker's?"""
    by = event.get(kind.actor) if event.kind == kind.name else None
    return event.kind == kind.name and (not asker or by is None or by in actors(asker))


def asker_of(e: Evaluation) -> str:
    """Who the question is about the power of; "" if it is about nobody's."""
    from engine.evaluate import run_of

    term = e.question.bearer
    if term is None:
        return ""
    if isinstance(term, Op) and term.op == "members" and isinstance(term.args[0], Lit):
        return together(e.facts.members(term.args[0].value, e.asked))
    parts = term.args if isinstance(term, Op) and term.op == "together" else (term,)
    found = [run_of(e.model, part, e.names)(e.world, e.env) for part in parts]
    return together(found) if all(isinstance(each, str) for each in found) else ""
