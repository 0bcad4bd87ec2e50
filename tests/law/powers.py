"""Questions of power by both evaluators: acts tried one by one, and what the real one finds.

Two laws, one each way. What one act of the actor's own brings about on a day it is tried on, the real evaluator does
not deny, nor place later; and where the act is enough on a day, its last day is no earlier (``check_powers``). What the
real evaluator says can be brought about, one of its ways brings about when its acts are done, by the plain evaluator
(``check_shown``): it need not be found by trying, as it may take two acts, or days that are not tried.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import At, Lit, Var
from dsl.record import changed
from dsl.values import Never
from engine.actors import actors
from engine.ask import facts_of, model_of
from engine.compile import compile_term
from engine.dates import DateRangeError
from engine.evaluate import at_any_time, evaluate
from engine.leaves import Demand, Ghost, Missing, Someday, Ways
from engine.naive import Naive
from engine.naive_power import answer, values_tried
from engine.naive_values import compared, days_that_matter
from engine.routes import ghosts, open_from
from engine.trees import TooManyOpen, leaves
from engine.world import BEGINNING, END, window
from tests.law import random_agreements as r
from tests.law.completions import agrees, completion, reachable
from tests.law.real_agreements import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.contract import Contract, Question

KINDS = ("kan", "tidligst", "senest")
ACTS = ("varsel", "signering", "stans")


def both(each: Asked, seed: int, days: tuple[date, ...]) -> tuple[list[object], object]:
    """What the tree leaves possible, and what is found by trying one act on each of the days."""
    model = model_of(each.contract)
    facts = facts_of(model, each.case, each.known)
    tree = evaluate(model, facts, each.question, each.args, each.on, each.known).tree
    decided = completion(each.contract, each.case, each.known, each.on, seed, 0)
    matter = days_that_matter(each.contract, each.case, (), (*days, each.on))
    naive = Naive(each.contract, each.case, each.known, decided, matter)
    return reachable(tree, naive), answer(naive, each.question, each.args, each.on, days)


def days_to_try(each: Asked) -> tuple[date, ...]:
    """The days acts are tried on for a question about a real agreement, whose exits are on 1 January: the day asked
    and those asked about; each 1 January before the answer's day; and of a last day, that day and the two after.
    """
    model = model_of(each.contract)
    tree = evaluate(model, facts_of(model, each.case, each.known), each.question, each.args, each.on, each.known).tree
    said = {leaf for leaf in leaves(tree) if isinstance(leaf, date)}
    if each.question.kind == "senest":
        return tuple(sorted({day + timedelta(n) for day in said for n in range(3)}))
    years = {date(year, 1, 1) for day in said for year in range(each.on.year + 1, day.year)}
    return tuple(sorted({each.on, *said, *years, *(a for a in each.args if isinstance(a, date))}))


def allows(kind: str, said: list[Any], value: Any) -> bool:
    """Does what the tree leaves possible allow what was found by trying?"""
    if any(isinstance(leaf, Missing | Someday) for leaf in said):
        return True
    match kind:
        case "kan":
            return value is not True or any(agrees(leaf, True) for leaf in said)
        case "tidligst":
            return not isinstance(value, date) or any(isinstance(leaf, date) and leaf <= value for leaf in said)
    last = [date.max if isinstance(leaf, Never) else leaf for leaf in said if isinstance(leaf, date | Never)]
    return not isinstance(value, date) or any(day >= value for day in last)


def powers(contract: Contract, kind: str) -> Iterator[Question]:
    """The questions of a random agreement about a party, as questions of what the party has power to."""
    for question in contract.questions:
        if question.kind == "om" and any(p.name == "kommune" for p in question.params):
            params = tuple(p for p in question.params if p.name != "dag")
            for act in ACTS if kind == "senest" else ("",):
                yield changed(question, kind=kind, bearer=Var("kommune"), params=params, names=(act,))


def shown(each: Asked, seed: int) -> bool | None:
    """Does one of the ways the real evaluator has found bring about what it says, when done? None where there is
    nothing to show: it says no, or leaves it open, or it is so already, or a way takes more acts than are tried here.
    """
    model, question, kind = model_of(each.contract), each.question, each.question.kind
    facts = facts_of(model, each.case, each.known)
    found = evaluate(model, facts, question, each.args, each.on, each.known)
    decided = completion(each.contract, each.case, each.known, each.on, seed, 0)
    days = (each.on, *(leaf for leaf in leaves(found.tree) if isinstance(leaf, date) and leaf > BEGINNING))
    naive = Naive(each.contract, each.case, each.known, decided, days_that_matter(each.contract, each.case, (), days))
    said = reachable(found.tree, naive)
    assert question.term is not None
    goal, first, on = question.term, each.on, None
    if len(said) != 1 or (said[0] is not True and not isinstance(said[0], date)):
        return None
    if kind == "tidligst":
        goal = At(goal, Lit(said[0]), exact=True)
    if kind == "senest":
        left_out = (question.names[0], found.asker)
        facts, naive = facts.without(model, *left_out), naive.without(*left_out)
        first, on = BEGINNING, said[0]
    env = dict(zip([p.name for p in question.params], each.args, strict=True))
    ways = reachable(compile_term(goal, found.names)(at_any_time(model, facts, each.on, found.asker), found.env), naive)
    if naive.value(goal, each.on, env) is True or len(ways) != 1 or not isinstance(ways[0], Ways):
        return None
    for way in sorted((w for w in ways[0].ways if open_from(w, first)), key=lambda w: len(ghosts(w))):
        if len(ghosts(way)) > _MOST_ACTS:
            return None
        done = [list(islice(_acts(naive, way, g, found.asker, first), _MOST_TRIES)) for g in ghosts(way)]
        for acts in islice(product(*done), _MOST_TRIES):
            last = on is None or any(act.kind == question.names[0] and act.day == on for act in acts)
            if last and naive.with_acts(*acts).value(goal, each.on, env) is True:
                return True
    return False


_MOST_ACTS = 2
_MOST_TRIES = 400


def _acts(naive: Naive, way: frozenset[Demand], ghost: Ghost, who: str, first: date) -> Iterator[EventRecord]:
    """The acts a way asks for, on the ends of their window and on the days cases tell of within it."""
    kind = next(k for k in naive.contract.events if k.name == ghost.kind)
    begin, end = window(way, ghost, first, END)
    days = tuple(dict.fromkeys((*(d for d in (end, begin) if BEGINNING < d < END), *r.DAYS)))
    days = tuple(d for d in days if begin <= d <= end)
    for day in days:
        by = (ghost.by,) if ghost.by else actors(who)
        tried = (product(*(values_tried(naive, kind, f, each, day, days) for f in kind.fields)) for each in by)
        for values in chain.from_iterable(tried):
            told = {**dict(zip([f.name for f in kind.fields], values, strict=True)), "dato": day}
            asked = [d for d in way if d.ghost == ghost and d.op != "finnes"]
            if all(told.get(d.field) is not None and compared(d.op, told[d.field], d.value) for d in asked):
                fields = tuple((f.name, told[f.name]) for f in kind.fields if told[f.name] is not None)
                yield EventRecord(id="tenkt", kind=kind.name, day=day, fields=fields, known=day, text="")


def check_shown(source: str, told: r.RandomCase, seed: int, day: date, party: str, kind: str) -> int:
    """Show by doing it every power of a kind that the real evaluator finds; how many were."""
    loaded = r.read(source)
    if loaded is None or loaded.contract is None:
        return 0
    contract, case = loaded.contract, r.case_of(told, loaded)
    held = 0
    for power in powers(contract, kind):
        args = r.arguments(power, contract, party, day, 2021)
        try:
            done = shown(Asked("", "", contract, case, power, args, day, day), seed)
        except (TooManyOpen, DateRangeError):  # said as such to who asks
            continue
        assert done is not False, (power.name, power.names, args, day, seed)
        held += done is True
    return held


def check_powers(source: str, told: r.RandomCase, seed: int, day: date, party: str, kind: str) -> tuple[int, int]:
    """Hold the two against each other on every power of a kind: how many were compared, and how many refused."""
    loaded = r.read(source)
    if loaded is None or loaded.contract is None:
        return 0, 0
    contract, case = loaded.contract, r.case_of(told, loaded)
    days = tuple(sorted({day, *(d for d in r.DAYS if d >= day)}))
    compared = refused = 0
    for power in powers(contract, kind):
        args = r.arguments(power, contract, party, day, 2021)
        try:
            said, value = both(Asked("", "", contract, case, power, args, day, day), seed, days)
        except (TooManyOpen, DateRangeError):  # said as such to who asks
            refused += 1
            continue
        compared += 1
        assert allows(kind, said, value), (power.name, power.names, args, day, seed, said, value)
    return compared, refused
