"""A settlement as it is handed out: plain frozen data, the same in text, JSON and Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from dsl.record import Record, record_kw
from engine.answer import Dates, FactUsed, Ground, Judgement, Silence, Status
from engine.timeline_answer import ReadDay


@record_kw
class OwnedShare(Record):
    """What a party owns of a thing: an exact fraction, from 0 to 1."""

    party: str
    share: Fraction


@record_kw
class Branch(Record):
    """What becomes of a thing if an open question is settled one way."""

    condition: str
    outcome: str


@record_kw
class AssetRival(Record):
    """What becomes of a thing under a reading that is not the preferred one, where that makes a difference."""

    point: str
    reading: str
    outcome: str
    shares: tuple[OwnedShare, ...]


@record_kw
class AssetSettled(Record):
    """One thing.

    ``kind``: alene (owned by one), beholdes (kept by one who pays the others), loven (an Act settles it), flere, ingen,
    eiere, uten eier (the rules give no one answer), or åpent (turns on something open). ``outcome`` says it in words.
    ``value`` is kroner with two decimals and ``valued`` its day, None where not told. ``shares`` is empty where they
    are not known. ``open`` says what stops it or is missing, ``branches`` what it turns on; ``facts`` are what it rests
    on.
    """

    thing: str
    kind: str
    parties: tuple[str, ...]
    outcome: str
    status: Status
    statuses: tuple[Status, ...]
    value: Decimal | None
    valued: date | None
    shares: tuple[OwnedShare, ...]
    in_proposal: bool
    open: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    rivals: tuple[AssetRival, ...] = ()
    facts: tuple[FactUsed, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@record_kw
class PartyLine(Record):
    """What a party comes out with, in kroner with two decimals.

    ``keeps`` is the value of what it keeps and ``entitled`` its part of all that is kept; ``balance`` is what it is to
    receive, below zero what it is to pay. ``proceeds`` is its part of what the Act settles, at the values told.
    ``exact_entitled`` and ``exact_proceeds`` are the same parts before rounding.
    """

    party: str
    keeps: Decimal
    entitled: Decimal
    balance: Decimal
    proceeds: Decimal
    exact_entitled: Fraction
    exact_proceeds: Fraction


@record_kw
class Payment(Record):
    """A payment that evens out."""

    payer: str
    payee: str
    amount: Decimal


@record_kw
class Proposal(Record):
    """A settlement in kroner of the things whose fate, value and shares are known; ``left_out`` are the others.

    The parts of ``kept`` and of ``by_law`` sum to the whole to the øre.
    """

    things_kept: tuple[str, ...]
    things_by_law: tuple[str, ...]
    left_out: tuple[str, ...]
    kept: Decimal
    by_law: Decimal
    lines: tuple[PartyLine, ...]
    payments: tuple[Payment, ...]


@record_kw
class ReadProposal(Record):
    """The proposal under one reading of one contested point, every other point read as preferred."""

    reading: str
    preferred: bool
    because: str
    proposal: Proposal


@record_kw
class SettlementPoint(Record):
    """A contested point that makes a difference to the proposal or to a thing's fate."""

    point: str
    clause: str
    words: str
    readings: tuple[ReadProposal, ...]


@record_kw
class SettlementAnswer(Record):
    """A whole settlement.

    ``triggered`` is the first day it is brought about, None if it is not (by what is known); ``trigger_status`` is how
    sure that is, and ``trigger_rivals`` are the first days other readings give. ``clause`` is the one it stands in.
    """

    name: str
    language: str
    contract: str
    case: str
    dates: Dates
    parties: tuple[str, ...]
    status: Status
    statuses: tuple[Status, ...]
    triggered: date | None
    trigger_status: Status
    trigger_rivals: tuple[ReadDay, ...]
    assets: tuple[AssetSettled, ...]
    proposal: Proposal
    points: tuple[SettlementPoint, ...] = ()
    notes: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    silences: tuple[Silence, ...] = ()
    laws: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    clause: str = ""
