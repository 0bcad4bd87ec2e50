"""Questions of power, plainly: an actor can, if there is an act of its own with which it is so. They are tried.

An act is an event of a kind that the actor brings about alone and that is no breach, with a day and a value for each
field. It counts where the sentence asks for it, as if told. What is under «ikke», a first day and a sum are read off
what has happened: an act that is only supposed is not held against itself. One act is tried at a time.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import At, Call, EventSource, Every, Exists, Fold, Lit, Op, Term, children
from dsl.values import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.contract import EventField, EventKind, Question
    from engine.naive import Naive


def can(naive: Naive, term: Term, args: dict[str, Any], who: str, asked: date, days: tuple[date, ...]) -> Any:
    """Can the actor bring it about, from the asking day on, as things stand or by one act? ``days`` are tried."""
    return _ever(naive, term, args, who, asked, tuple(d for d in days if d >= asked))


def _ever(naive: Naive, term: Term, args: dict[str, Any], who: str, asked: date, days: tuple[date, ...]) -> Any:
    found = naive.value(term, asked, args)
    for act in acts(naive, term, who, days) if found is not True else ():
        held = naive.with_acts(act).value(term, asked, args)
        if held is True:
            return True
    return found


def earliest(naive: Naive, term: Term, args: dict[str, Any], who: str, asked: date, days: tuple[date, ...]) -> Any:
    """The first day it has come about by what is told; if it has not yet, the first it can come about on."""
    told = naive.first_day(term, args)
    if isinstance(told, date) and told <= asked:
        return told
    for day in (d for d in days if d >= asked):
        if isinstance(told, date) and told <= day:
            return told
        if can(naive, At(term, Lit(day), exact=True), args, who, asked, days) is True:
            return day
    return told


def last_day(
    naive: Naive, term: Term, args: dict[str, Any], kind: str, who: str, asked: date, days: tuple[date, ...]
) -> Any:
    """The last of the days on which an act of the kind is enough; «aldri» if the last tried is, or none is.

    The day is the act's own. What must be told of it happens then too; a day that need not be is one it speaks of.
    """
    enough = [
        act.day
        for act in acts(naive, term, who, days)
        if act.kind == kind and naive.with_acts(act).value(term, asked, args) is True
    ]
    return NEVER if not enough or max(enough) == days[-1] else max(enough)


def acts(naive: Naive, term: Term, who: str, days: tuple[date, ...]) -> Iterator[EventRecord]:
    """Every act of the actor that the sentence asks about, on each of the days."""
    asked_about = _kinds(naive, term)
    for kind in naive.contract.events:
        if kind.name in asked_about and _own(naive, kind, who):
            for day in days:
                choices = [values_tried(naive, kind, field, who, day, days) for field in kind.fields]
                for values in product(*choices):
                    fields = tuple((f.name, v) for f, v in zip(kind.fields, values, strict=True) if v is not None)
                    yield EventRecord(id="tenkt", kind=kind.name, day=day, fields=fields, known=day, text="")


def _own(naive: Naive, kind: EventKind, who: str) -> bool:
    if kind.breach or kind.actor in ("alle", "andre"):
        return False
    role = kind.actor.removeprefix("rolle:")
    return role == kind.actor or any(p.name == who and p.role == role for p in naive.parties)


def values_tried(
    naive: Naive, kind: EventKind, field: EventField, who: str, day: date, days: tuple[date, ...]
) -> tuple[Any, ...]:
    """The values tried for a field: every one it can have; of days, the act's own, none, or one it may speak of."""
    if field.name == kind.actor:
        return (who,)
    untold = (None,) if field.optional else ()
    enums = dict(naive.contract.enums)
    match field.type.kind:
        case "part":
            return (*untold, *(p.name for p in naive.parties))
        case "dag":
            return (*untold, *days) if field.optional else (day,)
        case "utvalg" | "tekst":
            return (*untold, *enums.get(field.type.name, ()))
        case "ting":
            return (*untold, *(name for name, sort in naive.things if sort == field.type.name))
        case "hendelse":
            return (*untold, *(e for e in naive.events if e.kind == field.type.name))
        case "ja":
            return (*untold, True, False)
    return untold


def _kinds(naive: Naive, term: Term) -> set[str]:
    source = term.source if isinstance(term, Exists | Every | Fold) else None
    own = {source.kind} if isinstance(source, EventSource) else set()
    called = [naive.definitions[term.name].body] if isinstance(term, Call) else []
    return own.union(*(_kinds(naive, each) for each in (*children(term), *called)))


def answer(naive: Naive, question: Question, args: tuple[Any, ...], asked: date, days: tuple[date, ...]) -> Any:
    """The value of a question of power. ``days`` are those acts are tried on. Raises ``ValueError`` for others."""
    if isinstance(question.bearer, Op) and question.bearer.op in ("together", "members"):
        raise ValueError("several actors together take several acts")
    env = dict(zip([p.name for p in question.params], args, strict=True))
    who = "" if question.bearer is None else naive.value(question.bearer, asked, env)
    assert question.term is not None
    match question.kind:
        case "kan":
            return can(naive, question.term, env, who, asked, days)
        case "tidligst":
            return earliest(naive, question.term, env, who, asked, days)
        case "senest":
            without = naive.without(question.names[0], who)
            return last_day(without, question.term, env, question.names[0], who, asked, days)
    raise ValueError(question.kind)
