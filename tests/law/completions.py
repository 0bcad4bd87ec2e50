"""Random completions of a case, and what the real evaluator's tree leaves possible in one.

A tree asks of what is open; a completion decides it. ``reachable`` follows a tree down a completion. A reading, a
fact, a judgement and a silence are decided by the completion. Whether something unrecorded happened, and how an
untold day stands to another, are questions the tree words more loosely than a completion does: where the completion
has no unrecorded event of the kind, the answer is no; else both branches are followed. So the law is exact where
nothing is unrecorded or untold, and elsewhere says that the tree leaves out nothing that is possible: in particular
that what it calls settled is so in every completion.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.record import changed
from dsl.values import Amount, Never
from engine.ask import facts_of, model_of
from engine.evaluate import evaluate
from engine.leaves import Missing, Silent, Someday
from engine.naive import Completion, Naive
from engine.naive_values import NoValue, Unsaid, allowed, days_that_matter
from engine.trees import JUDGEMENT, READING, SILENCE, Node, Tree
from tests.law.random_agreements import DAYS

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, EventKind, Question


def completion(contract: Contract, case: Case, known: date, last: date, seed: int, unrecorded: int) -> Completion:
    """A completion drawn from a seed, with at most so many unrecorded events, none after ``last``."""
    dice = random.Random(seed)
    readings = {p.name: dice.choice([r.name for r in p.readings if r.strength != "svak"]) for p in contract.readings}
    readings["avrunding"] = dice.choice(("ned", "opp"))
    kinds = {o.name: o.result.kind for o in contract.oracles}

    def value(kind: str, key: object) -> Any:
        own = random.Random(f"{seed} {key}")
        match kind:
            case "beløp":
                return Amount(own.choice((0, 10, 100, 1000)))
            case "andel":
                return Fraction(own.choice((0, 5, 10)), 100)
            case "tall" | "år":
                return own.choice((2020, 2021, 2022))
            case "dag":
                return own.choice(DAYS)
        return own.random() < 0.5

    fields = {(k.name, f.name): f.type for k in contract.events for f in k.fields}
    enums = dict(contract.enums)
    kind_of = {e.id: e.kind for e in case.events}

    def field(event: str, name: str) -> Any:
        type_ = fields[kind_of[event], name]
        options = enums.get(type_.name, ())
        return random.Random(f"{seed} {event} {name}").choice(options) if options else value(type_.kind, (event, name))

    events = []
    for number in range(unrecorded):
        kind = dice.choice([k for k in contract.events if not k.breach])
        start = dict(case.complete_for).get(kind.name, case.complete)
        made = _event(contract, kind, f"uregistrert {number}", dice, min(start or known, known))
        if made is not None and made.day <= last and allowed(contract, case, known, made, last):
            events.append(made)
    gaps = frozenset(g.name for g in contract.gaps if dice.random() < 0.5)
    return Completion(
        readings=readings, fact=lambda n, a: value(kinds[n], (n, a)), field=field, filled=gaps, events=tuple(events)
    )


def _event(contract: Contract, kind: EventKind, name: str, dice: random.Random, after: date) -> EventRecord | None:
    later = [d for d in DAYS if d > after]
    day = dice.choice((*later, after + timedelta(1)))
    fields: list[tuple[str, Any]] = []
    for each in kind.fields:
        if each.optional and dice.random() < 0.5:
            continue
        options = dict(contract.enums).get(each.type.name, ())
        match each.type.kind:
            case "part":
                fields.append((each.name, dice.choice([p.name for p in contract.parties])))
            case "dag":
                fields.append((each.name, dice.choice((day, *[d for d in later if d >= day]))))
            case "beløp":
                fields.append((each.name, Amount(10)))
            case "år":
                fields.append((each.name, dice.choice((2021, 2022))))
            case _:
                if not options:
                    return None
                fields.append((each.name, dice.choice(options)))
    return EventRecord(id=name, kind=kind.name, day=day, fields=tuple(fields), known=day, text="", source="")


def reachable(tree: Tree, naive: Naive) -> list[Any]:
    """The leaves of a tree that the completion does not rule out."""
    if not isinstance(tree, Node):
        return [tree]
    ask, decided = tree.ask, naive.completion
    option: Any = None
    if ask.kind == READING:
        option = naive.readings[ask.key[0]]
    elif ask.kind == SILENCE:
        option = "utfylt" if ask.key[0] in decided.filled else "taus"
    elif ask.kind == JUDGEMENT:
        name, args = ask.detail
        if all(isinstance(a, str | int | date) for a in args):
            option = decided.fact(name, args)
    elif ask.detail[0] == "fact":
        name, args = ask.detail[1:]
        if all(isinstance(a, str | int | date) for a in args):
            option = decided.fact(name, args)
    elif ask.detail[0] == "event" and not any(e.kind == ask.detail[1] for e in decided.events):
        option = False
    if option is not None:
        return reachable(tree.arms[ask.options.index(option)], naive)
    return [leaf for arm in tree.arms for leaf in reachable(arm, naive)]


def agrees(leaf: Any, value: Any) -> bool:
    """Is the naive value what the leaf says, or one it leaves open?"""
    if isinstance(leaf, Missing):
        return True
    if isinstance(leaf, Someday):
        return isinstance(value, Never) or (isinstance(value, date) and value >= leaf.after)
    if isinstance(leaf, Silent):
        return isinstance(value, Unsaid) and value.gap == leaf.gap
    if isinstance(value, Unsaid):
        return False
    if isinstance(value, NoValue):
        return False
    return (type(leaf) is type(value) and bool(leaf == value)) or _number(leaf) == _number(value) is not None


def _number(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def both_ways(
    contract: Contract, case: Case, question: Question, args: tuple[Any, ...], asked: date, seed: int, unrecorded: int,
    known: date | None = None, days: tuple[date, ...] = DAYS,
) -> tuple[Tree, list[Any], Any, Completion]:  # fmt: skip
    """A question by both evaluators: the real tree, what it leaves possible, the naive value.

    ``known`` is the asking day unless given; ``days`` are tried as first days beside those that matter.
    """
    known = known or asked
    model = model_of(contract)
    found = evaluate(model, facts_of(model, case, known), question, args, asked, known)
    last = max(asked, found.moment)
    decided = completion(contract, case, known, last, seed, unrecorded)
    tried = days_that_matter(contract, case, decided.events, (*days, found.moment))
    naive = Naive(contract, case, known, decided, tried)
    return found.tree, reachable(found.tree, naive), naive.answer(question, args, found.moment), decided


__all__ = ["agrees", "both_ways", "changed", "completion", "reachable"]
