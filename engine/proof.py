"""A proof of an answer: derivations in core terms, plain frozen data, that a program other than the evaluator checks.

An answer's value is a decision tree over what is open. A proof has a *claim* for each way of settling what is open;
a claim has *steps*, each the value of one term of the contract, in one environment, and the steps it follows from.
Steps are numbered, and rest only on steps with lower numbers, so a step that is used twice is written once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.case import EventRecord
from dsl.record import Record, record, record_kw


@record
class Event(Record):
    """An event as a value: the name of its record, in the case or among the acts of the claim."""

    id: str


@record
class Quiet(Record):
    """The value of what nobody has said anything about: the name of the declared silence, "" where there is none."""

    gap: str


@record
class Untold(Record):
    """A value nobody has told: keys of what is missing."""

    keys: tuple[tuple[Any, ...], ...]


@record
class Earliest(Record):
    """A day of an act nobody has told of: on or after ``day``, and nothing else is known of it."""

    day: date


@record
class Unbound(Record):
    """Something of an act nobody has told of that may be anything."""


@record
class AnyEvent(Record):
    """An event nobody has told of: of a kind, on or after ``day``, and by ``by`` where it can only be one party's."""

    kind: str
    day: date
    by: str


@record
class Ref(Record):
    """A term of the contract: ``root`` is regel, spørsmål or norm, ``name`` which, ``path`` the children to follow."""

    root: str
    name: str
    path: tuple[int, ...] = ()


@record_kw
class ProofStep(Record):
    """That the term at ``at`` has ``value`` on ``moment`` with the variables of ``env``, because of ``premises``."""

    at: Ref
    moment: date
    env: tuple[tuple[str, Any], ...]
    value: Any
    premises: tuple[int, ...]


@record
class Settled(Record):
    """An open point taken as settled: ``kind`` is tolkning, opplysning, skjønn or taushet, ``key`` which."""

    kind: str
    key: tuple[Any, ...]
    option: Any


@record_kw
class Claim(Record):
    """That what is asked comes to ``value``, with ``settled`` taken as settled and ``acts`` as done.

    ``what`` is *svar* (a value of the answer), *frist* (the acts, on their last day, are enough), *for sent* (a day
    later they are not), *ikke før* (not brought about on ``day``, an earlier day than the answer). ``day`` is the day
    it is brought about on, where the question asks for one. ``presumed`` are the kinds of event of which nothing
    untold is taken to have happened. ``roots`` are the steps the claim follows from.
    """

    what: str
    settled: tuple[Settled, ...]
    acts: tuple[EventRecord, ...]
    value: Any
    day: date | None
    presumed: tuple[str, ...]
    steps: tuple[ProofStep, ...]
    roots: tuple[int, ...]


@record
class RivalValue(Record):
    """The value the answer shows for a reading of a point, the other points read as preferred."""

    point: str
    reading: str
    value: Any


@record_kw
class Proof(Record):
    """A proof of the answer to a declared question.

    ``agreement`` and ``case`` are digests of the files it is about. ``value`` is what the answer shows, None where it
    turns on a fact or a judgement; ``unproved`` says what of the answer has no claim, and why.
    """

    text: str
    question: str
    args: tuple[Any, ...]
    asked: date
    known: date
    agreement: str
    case: str
    status: str
    value: Any
    rivals: tuple[RivalValue, ...]
    claims: tuple[Claim, ...]
    unproved: tuple[str, ...]
