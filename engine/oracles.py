"""Facts and judgements: what the case tells, and open points where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from engine.leaves import Ghost, Missing, Silent, Wanted
from engine.trees import FACT, JUDGEMENT, Node, Open, Tree

if TYPE_CHECKING:
    from engine.world import World


def key_of(value: Any) -> Any:
    """How a value stands in an oracle's arguments: an event by its name."""
    return value.id if isinstance(value, EventRecord) else value


def ask_oracle(world: World, name: str, args: tuple[Any, ...]) -> Tree:
    """The told value; else an open point (yes/no) or a missing value (anything else).

    A relation that the case tells something of is closed: what it does not tell is not so.
    """
    for arg in args:
        if isinstance(arg, (Silent, Missing)):
            return arg
    plain = tuple(key_of(a) for a in args)
    facts = world.facts
    info = world.model.oracles[name]
    if info.kind == "skjønn":
        made = facts.judgements.get((name, plain))
        if made is not None:
            return made.value
        return Node(Open(JUDGEMENT, (name, *map(_label, plain)), (True, False), detail=(name, plain)), (True, False))
    if (name, plain) in facts.facts:
        return facts.facts[name, plain]
    if info.result.kind != "ja":
        return Missing(((name, *plain),))
    if len(plain) > 1 and (name, plain[:-1]) in facts.told:
        return False
    return Node(Open(FACT, (name, *map(_label, plain)), (True, False), detail=("fact", name, plain)), (True, False))


def _label(value: Any) -> Any:
    if isinstance(value, Ghost):
        return f"({value.kind})"
    return "(ikke fastsatt)" if isinstance(value, Wanted) else value
