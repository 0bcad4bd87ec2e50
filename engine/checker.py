"""Checks a proof, step by step, against contract and case. It shares no code with the evaluator but the data classes.

A step is right if its value follows, by the rule of its term's form, from its premises, and these are just the steps
the rule asks for: the right term, day and variables, in order. ``docs/position.md`` says what is proved, and what is
not.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.case import Case
from dsl.contract import Contract, Place
from dsl.core import Call, FirstDay, Lit, Onset, children
from dsl.record import Record, record, record_kw
from dsl.values import Recurrence
from engine.checker_steps import Steps
from engine.checker_values import ONE, Wrong, next_on, same
from engine.proof import Proof, Quiet, Untold
from engine.proof_words import WRONG

_UNFIT = (AttributeError, ArithmeticError, LookupError, TypeError, ValueError, StopIteration, RecursionError)
"""What a tampered proof can make the rules run into: they are for what the evaluator can have written."""


@record_kw
class Fault(Record):
    """Where a proof is wrong: claim and step by number (None for the whole), the clause, and why in two languages."""

    claim: int | None
    step: int | None
    place: Place
    nb: str
    en: str


@record
class Checked(Record):
    """What came of checking: the first fault of each claim, and how many claims and steps are right."""

    faults: tuple[Fault, ...]
    claims: int
    steps: int


def check(contract: Contract, case: Case | None, proof: Proof) -> Checked:
    """Check every step of every claim, and that the claims together are the answer the proof shows."""
    faults: list[Fault] = []
    right = steps = 0
    if proof.agreement != contract.digest:
        return Checked((_fault("avtale"),), 0, 0)
    if proof.case != (case.digest if case is not None else ""):
        return Checked((_fault("sak"),), 0, 0)
    question = next((q for q in contract.questions if q.name == proof.question), None)
    if question is None or len(question.params) != len(proof.args):
        return Checked((_fault("spørsmål"),), 0, 0)
    for number, claim in enumerate(proof.claims):
        checker = Steps(contract, case, proof, claim)
        try:
            checker.whole()
            right, steps = right + 1, steps + len(claim.steps)
        except Wrong as wrong:
            faults.append(_fault(*wrong.args, claim=number, checker=checker))
        except _UNFIT as error:
            faults.append(_fault("form", error, claim=number, checker=checker))
    try:
        _together(contract, proof)
    except Wrong as wrong:
        faults.append(_fault(*wrong.args))
    except _UNFIT as error:
        faults.append(_fault("form", error))
    return Checked(tuple(faults), right, steps)


def _fault(code: str, *said: Any, claim: int | None = None, checker: Steps | None = None) -> Fault:
    step = checker.number if checker is not None else None
    place = checker.place() if checker is not None else Place("", 0)
    nb, en = (words.format(*said) for words in WRONG[code])
    return Fault(claim=claim, step=step, place=place, nb=nb, en=en)


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _together(contract: Contract, proof: Proof) -> None:
    """The claims leave out no way of settling what is open, and give the value, status and rivals that are shown."""
    points = {p.name: p for p in contract.readings}
    options = {p.name: tuple(r.name for r in p.readings if r.strength != "svak") for p in contract.readings}
    options["avrunding"] = ("ned", "opp")
    best = {name: p.preferred for name, p in points.items()} | {"avrunding": "ned"}
    answers = [c for c in proof.claims if c.what == "svar"]

    def covers(branches: list[dict[Any, Any]]) -> bool:
        if not branches or any(not given for given in branches):
            return bool(branches)
        for point in branches[0]:
            if all(point in given for given in branches):
                kind, key = point
                ways = {"taushet": ("utfylt", "taus")}.get(kind, (True, False))
                return all(
                    covers([{k: v for k, v in b.items() if k != point} for b in branches if b[point] == option])
                    for option in (options[key[0]] if kind == "tolkning" else ways)
                )
        return False

    def under(point: str = "", reading: str = "") -> list[Any]:
        wanted = best | {point: reading}
        return [
            c.value for c in answers
            if all(s.option == ("utfylt" if s.kind == "taushet" else wanted[s.key[0]])
                   for s in c.settled if s.kind in ("tolkning", "taushet"))
        ]  # fmt: skip

    def agreed(values: list[Any]) -> Any:
        one = values[0] if values and all(same(v, values[0]) for v in values) else None
        return None if isinstance(one, (Quiet, Untold)) else one

    whole = not proof.unproved
    if whole and not covers([{(s.kind, s.key): s.option for s in c.settled} for c in answers]):
        raise Wrong("utelatt")
    if not same(agreed(under()), proof.value) and (whole or (proof.value is not None and under())):
        raise Wrong("vist")
    for rival in proof.rivals:
        derived = under(rival.point, rival.reading)
        if (whole or (derived and rival.value is not None)) and not same(agreed(derived), rival.value):
            raise Wrong("rival", rival.reading, rival.point)
    named = [(rival.point, rival.reading) for rival in proof.rivals]
    points_met = {s.key[0] for c in answers for s in c.settled if s.kind == "tolkning"} if whole else set()
    for point, option in ((p, o) for p in sorted(points_met) for o in options[p] if o != best[p]):
        other = agreed(under(point, option))
        if other is not None and not same(other, proof.value) and named.count((point, option)) != 1:
            raise Wrong("rival", option, point)
    _nothing_earlier(contract, proof)
    turns = agreed([c.value for c in answers]) is None or any(s.kind == "taushet" for c in answers for s in c.settled)
    if whole and (proof.status == "klart") is turns:
        raise Wrong("status", proof.status)


def _nothing_earlier(contract: Contract, proof: Proof) -> None:
    """A first day is the first of those on which what is asked about can begin; a last day has a claim a day later."""
    question = next(q for q in contract.questions if q.name == proof.question)
    for claim in proof.claims:
        days: list[tuple[str, date]] = []
        if claim.what == "frist" and claim.day is not None and not proof.unproved:
            days = [("for sent", claim.day)]
        elif claim.what == "svar" and isinstance(claim.value, date) and question.kind == "senest" and claim.acts:
            days = [("for sent", claim.value)]
        elif claim.what == "svar" and isinstance(claim.value, date) and question.kind == "tidligst":
            days = [("ikke før", d) for d in _candidates(contract, question.term, proof.asked, claim.value)]
        for what, day in days:
            others = [c for c in proof.claims if c.what == what and c.day == day and c.value is False]
            if not any(set(claim.settled) <= set(c.settled) or set(c.settled) <= set(claim.settled) for c in others):
                raise Wrong("ikke før", day)


def _candidates(contract: Contract, term: Any, first: date, end: date) -> list[date]:
    """The days from ``first`` to before ``end`` of every recurrence the term rests on, and the last of all."""
    bodies = {d.name: d.body for d in contract.definitions}
    found = {end - ONE} if end > first else set()
    seen: set[str] = set()
    stack = [term]
    while stack:
        each = stack.pop()
        yearly = each.recurrence.value if isinstance(each, FirstDay) and isinstance(each.recurrence, Lit) else None
        if isinstance(yearly, Recurrence):
            day = next_on(yearly, first)
            while day < end:
                found.add(day)
                day = next_on(yearly, day + ONE)
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            stack.append(bodies[each.name])
        stack += [] if isinstance(each, Onset) else children(each)
    return sorted(found)
