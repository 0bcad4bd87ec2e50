"""Every question of the case files is derived and checked, and no tampered derivation is taken for a right one."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vka
from dsl.case import Case, Expected
from dsl.contract import Contract
from dsl.record import changed
from dsl.values import NEVER, Amount
from engine.ask import facts_of, model_of
from engine.checker import check
from engine.evaluate import evaluate
from engine.proof import Claim, Earliest, Event, Proof, ProofStep, Quiet, Untold
from engine.proof_json import proof_json, read_proof
from engine.prove import prove, prove_evaluated
from engine.trees import TooManyOpen
from engine.verdict import statuses
from tests.helpers import ROOT
from vka.finding import agreement_of

CASES = ROOT / "agreements" / "saker"
ENGINE = ROOT / "engine"
CHECKER = ("checker", "checker_case", "checker_reckoning", "checker_steps", "checker_values")


@cache
def read(path: Path) -> tuple[Contract, Case]:
    """A case file and the contract it is about."""
    data = path.read_bytes()
    about = vka_agreement(agreement_of(str(path), data))
    return about.contract, about.read_case(data, str(path))


@cache
def vka_agreement(path: Path) -> Any:
    """An agreement, read once."""
    return vka.load(path)


def asked() -> Iterator[tuple[Path, Expected]]:
    """Every question of every case file."""
    for path in sorted(CASES.glob("*.sak")):
        for each in read(path)[1].expected:
            yield path, each


@cache
def proved(path: Path, each: Expected) -> Proof:
    """The proof of the answer to a case's own question."""
    contract, case = read(path)
    proof = prove(contract, case, each.question, on=each.on, known=each.known)
    assert isinstance(proof, Proof), proof
    return proof


ASKED = tuple(asked())


@pytest.mark.parametrize(("path", "each"), ASKED, ids=[f"{p.stem}-{n}" for n, (p, _) in enumerate(ASKED)])
def test_every_question_of_the_cases_is_proved(path: Path, each: Expected) -> None:
    """The whole answer is derived, nothing left out, and every step of it is right by contract and case."""
    contract, case = read(path)
    proof = proved(path, each)
    found = check(contract, case, proof)
    assert found.faults == ()
    assert (proof.unproved, found.claims) == ((), len(proof.claims))
    assert read_proof(proof_json(proof)) == proof


def test_the_checker_shares_no_code_with_the_evaluator() -> None:
    """Its modules import each other, the data classes of dsl and of the proof, and the standard library alone."""
    allowed = {f"engine.{name}" for name in (*CHECKER, "proof", "proof_words")}
    allowed |= {f"dsl.{name}" for name in ("case", "contract", "core", "record", "values")}
    for name in CHECKER:
        for found in ast.walk(ast.parse((ENGINE / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(found, ast.ImportFrom):
                module = found.module or ""
                assert module in allowed or module in ("__future__", "datetime", "fractions", "typing"), (name, module)
            assert not isinstance(found, ast.Import), name


@pytest.mark.parametrize(
    ("stem", "question", "on"),
    [
        # What may have gone untold since the case was complete came after 2023.
        ("eksempel", "Hva er sluttoppgjøret for Ibestad for 2023?", date(2026, 11, 23)),
        # A notice nobody has told of is too late for this 1 January, and is passed over.
        ("historie_uttreden", "Er Ibestad ute 1.1.2025?", date(2024, 1, 15)),
    ],
)
def test_a_day_shown_only_not_to_be_before_another_is_checked(stem: str, question: str, on: date) -> None:
    """A proof that says more of such a day than it shows is refused."""
    contract, case = read(CASES / f"{stem}.sak")
    proof = prove(contract, case, question, on=on)
    assert isinstance(proof, Proof)
    assert proof.unproved == ()
    assert check(contract, case, proof).faults == ()
    tampered: set[str] = set()  # claims for different ways of settling what is open share most of their steps
    for claim in proof.claims:
        for number, step in enumerate(claim.steps):
            what = repr((step.at, step.moment, step.env))
            if isinstance(step.value, Earliest) and what not in tampered:
                tampered.add(what)
                for value in (Earliest(step.value.day + timedelta(days=1)), Earliest(date(2040, 1, 1))):
                    steps = (*claim.steps[:number], changed(step, value=value), *claim.steps[number + 1 :])
                    found = check(contract, case, changed(proof, claims=(changed(claim, steps=steps),)))
                    assert any(fault.claim == 0 for fault in found.faults), (step, value)
    assert tampered


# ── questions drawn ─────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = tuple(date(year, month, 1) for year in (2019, 2020, 2023, 2024, 2026, 2028) for month in (1, 6, 12))


class Asked:
    """A question with all it is asked of, shown short where a test fails."""

    def __init__(self, name: str, parts: tuple[Contract, Case, Any, tuple[Any, ...], date]) -> None:
        self.name = name
        self.parts = parts

    def __repr__(self) -> str:
        _, case, question, args, on = self.parts
        return f"{case.name}: {question.name} {args} {on}"


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """A question of an agreement, about arguments its case can name, on a day."""
    contract, case = read(draw(st.sampled_from(sorted({p for p, _ in ASKED}))))
    named = draw(st.sampled_from([q.name for q in contract.questions if q.kind != "taushet"]))
    question = next(q for q in contract.questions if q.name == named)
    args: list[Any] = []
    for param in question.params:
        match param.type.kind:
            case "part":
                args.append(draw(st.sampled_from([p.name for p in contract.parties + case.parties])))
            case "dag":
                args.append(draw(st.sampled_from(DAYS)))
            case "år":
                args.append(draw(st.sampled_from([2020, 2023, 2026])))
            case "ting":
                args.append(draw(st.sampled_from([n for n, s in case.individuals if s == param.type.name] or ["x"])))
            case _:
                args.append(draw(st.sampled_from([*dict(contract.enums).get(param.type.name, ()), "x"])))
    return Asked(question.name, (contract, case, question, tuple(args), draw(st.sampled_from(DAYS))))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_a_sampled_answer_is_proved_or_says_what_is_not(
    drawn: Asked,
) -> None:
    """Whatever is asked, what the proof claims is right; an answer that is settled has claims of one value only."""
    contract, case, question, args, on = drawn.parts
    model = model_of(contract)
    try:
        found = evaluate(model, facts_of(model, case, on), question, args, on)
    except (ValueError, ArithmeticError, TooManyOpen):
        return
    proof = prove_evaluated(found, question.name)
    assert check(contract, case, proof).faults == ()
    assert proof.claims or proof.unproved
    if statuses(found.tree)[0].value == "klart":
        answers = [c.value for c in proof.claims if c.what == "svar"]
        assert all(value == answers[0] for value in answers)


# ── tampering ───────────────────────────────────────────────────────────────────────────────────────────────────────

Draw = Callable[[Any], Any]
POWERFUL = tuple(
    (p, e) for p, e in ASKED if 20 < sum(len(c.steps) for c in proved(p, e).claims) < 2500 and not proved(p, e).unproved
)
TALLY: Counter[str] = Counter()


def other(value: Any, draw: Draw) -> Any:
    """Another value, of the same kind where there is one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        days = timedelta(days=draw(st.sampled_from([-365, -1, 1, 366])))
        return date(2021, 1, 1) if value in (date.min, date.max) else value + days
    if isinstance(value, int):
        return value + draw(st.sampled_from([-1, 1]))
    if isinstance(value, Fraction):
        return value + Fraction(1, 1000)
    if isinstance(value, Amount):
        return Amount(value.kroner + 1)
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, Event):
        return Event(value.id + "x")
    if isinstance(value, tuple):
        return value[1:] if value else ("x",)
    if isinstance(value, Quiet | Untold) or value is None:
        return True
    return date(2030, 1, 1) if value == NEVER else NEVER


def replaced(items: tuple[Any, ...], at: int, new: Any) -> tuple[Any, ...]:
    return (*items[:at], new, *items[at + 1 :])


def in_step(change: Callable[[ProofStep, Draw, Claim], ProofStep]) -> Callable[[Proof, Draw], Proof]:
    """A mutation of one step of one claim."""

    def mutate(proof: Proof, draw: Draw) -> Proof:
        def mutated(claim: Claim, draw: Draw) -> Claim:
            if not claim.steps:
                return claim
            at = draw(st.integers(0, len(claim.steps) - 1))
            return changed(claim, steps=replaced(claim.steps, at, change(claim.steps[at], draw, claim)))

        return in_claim(mutated)(proof, draw)

    return mutate


def in_claim(change: Callable[[Claim, Draw], Claim]) -> Callable[[Proof, Draw], Proof]:
    """A mutation of one claim."""

    def mutate(proof: Proof, draw: Draw) -> Proof:
        at = draw(st.integers(0, len(proof.claims) - 1))
        return changed(proof, claims=replaced(proof.claims, at, change(proof.claims[at], draw)))

    return mutate


def another_argument(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    if not step.env:
        return step
    at = draw(st.integers(0, len(step.env) - 1))
    name, value = step.env[at]
    return changed(step, env=replaced(step.env, at, (name, other(value, draw))))


def another_record(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    """One event put in the place of another."""
    seen = sorted({v.id for s in claim.steps for _, v in s.env if isinstance(v, Event)})
    places = [k for k, (_, v) in enumerate(step.env) if isinstance(v, Event)]
    if not places or len(seen) < 2:
        return step
    at = draw(st.sampled_from(places))
    return changed(step, env=replaced(step.env, at, (step.env[at][0], Event(draw(st.sampled_from(seen))))))


def swapped(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    if len(step.premises) < 2:
        return step
    at = draw(st.integers(0, len(step.premises) - 2))
    one, two = step.premises[at], step.premises[at + 1]
    return changed(step, premises=(*step.premises[:at], two, one, *step.premises[at + 2 :]))


def dropped(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    if not step.premises:
        return step
    at = draw(st.integers(0, len(step.premises) - 1))
    return changed(step, premises=step.premises[:at] + step.premises[at + 1 :])


def redirected(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    if not step.premises:
        return step
    at = draw(st.integers(0, len(step.premises) - 1))
    return changed(step, premises=replaced(step.premises, at, draw(st.integers(-1, len(claim.steps)))))


def another_term(step: ProofStep, draw: Draw, claim: Claim) -> ProofStep:
    return changed(step, at=claim.steps[draw(st.integers(0, len(claim.steps) - 1))].at)


def another_assumption(claim: Claim, draw: Draw) -> Claim:
    if not claim.settled:
        return claim
    at = draw(st.integers(0, len(claim.settled) - 1))
    one = claim.settled[at]
    tampered = changed(one, option=other(one.option, draw))
    return changed(claim, settled=replaced(claim.settled, at, tampered))


def another_act(claim: Claim, draw: Draw) -> Claim:
    if not claim.acts:
        return claim
    at = draw(st.integers(0, len(claim.acts) - 1))
    act = claim.acts[at]
    if draw(st.booleans()) or not act.fields:
        return changed(claim, acts=replaced(claim.acts, at, changed(act, day=other(act.day, draw))))
    field = draw(st.integers(0, len(act.fields) - 1))
    name, value = act.fields[field]
    fields = replaced(act.fields, field, (name, other(value, draw)))
    return changed(claim, acts=replaced(claim.acts, at, changed(act, fields=fields)))


def another_rival(proof: Proof, draw: Draw) -> Proof:
    if not proof.rivals:
        return proof
    at = draw(st.integers(0, len(proof.rivals) - 1))
    return changed(
        proof, rivals=replaced(proof.rivals, at, changed(proof.rivals[at], value=other(proof.rivals[at].value, draw)))
    )


MUTATIONS: dict[str, Callable[[Proof, Draw], Proof]] = {
    "a step's value": in_step(lambda s, draw, c: changed(s, value=other(s.value, draw))),
    "a step's argument": in_step(another_argument),
    "a step's moment": in_step(lambda s, draw, c: changed(s, moment=other(s.moment, draw))),
    "a step's record": in_step(another_record),
    "a step's term": in_step(another_term),
    "premises swapped": in_step(swapped),
    "a premise dropped": in_step(dropped),
    "a premise redirected": in_step(redirected),
    "an assumption": in_claim(another_assumption),
    "an act": in_claim(another_act),
    "a claim's value": in_claim(lambda c, draw: changed(c, value=other(c.value, draw))),
    "a claim's roots": in_claim(lambda c, draw: changed(c, roots=c.roots[1:])),
    "a claim dropped": lambda p, draw: changed(p, claims=p.claims[1:]),
    "the value shown": lambda p, draw: changed(p, value=other(p.value, draw)),
    "a rival's value": another_rival,
    "the status": lambda p, draw: changed(p, status="omstridt" if p.status == "klart" else "klart"),
    "the agreement": lambda p, draw: changed(p, agreement="0" * 64),
    "the case": lambda p, draw: changed(p, case="0" * 64),
    "the question": lambda p, draw: changed(p, question=p.question + "x"),
    "an argument": lambda p, draw: changed(p, args=replaced(p.args, 0, other(p.args[0], draw)) if p.args else p.args),
    "the asking date": lambda p, draw: changed(
        p, asked=p.asked + timedelta(days=draw(st.sampled_from([-900, 1, 900])))
    ),
    "the known date": lambda p, draw: changed(p, known=p.known - timedelta(days=draw(st.sampled_from([1, 400, 3000])))),
}


def conclusions(proof: Proof) -> Any:
    """What a proof says, apart from how it is derived."""
    claims = [(c.what, frozenset(c.settled), repr(c.value), c.day, c.presumed) for c in proof.claims]
    return proof.value, proof.status, proof.rivals, sorted(map(repr, claims))


def equally_valid(name: str, proof: Proof, tampered: Proof) -> bool:
    """Is what passed the checker true all the same?

    A derivation of the very same claims in another way is. A question with another argument or another known date is,
    if the evaluator gives the answer claimed to it too.
    """
    if name in ("an argument", "the asking date", "the known date"):
        contract, case = read(next(p for p, e in POWERFUL if proved(p, e) is proof))
        model = model_of(contract)
        question = next(q for q in contract.questions if q.name == tampered.question)
        facts = facts_of(model, case, tampered.known)
        again = prove_evaluated(evaluate(model, facts, question, tampered.args, tampered.asked), "")
        return (again.value, again.status, again.rivals) == (tampered.value, tampered.status, tampered.rivals)
    if name == "an act":
        return True  # another act that does as well, by the asker and in time: the checker has derived that it does
    return bool(conclusions(proof) == conclusions(tampered))


@pytest.mark.parametrize("name", MUTATIONS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_tampered_proof_is_taken_for_right(name: str, data: st.DataObject) -> None:
    """A proof in which anything that matters is changed is refused, and a fault in a step is said to be in a step."""
    path, each = POWERFUL[data.draw(st.integers(0, len(POWERFUL) - 1))]
    proof = proved(path, each)
    tampered = MUTATIONS[name](proof, data.draw)
    if tampered == proof:
        return
    contract, case = read(path)
    found = check(contract, case, tampered)
    TALLY["tried"] += 1
    if found.faults:
        TALLY["refused"] += 1
        if name.startswith(("a step", "a premise", "premises")):
            assert found.faults[0].step is not None or found.faults[0].claim is not None
        return
    TALLY["equally valid"] += 1
    assert equally_valid(name, proof, tampered), name


def test_the_tally_of_tampering() -> None:
    """Nearly all of what was tried was refused; the rest was seen to be right all the same."""
    print(f"\n{TALLY['tried']} tampered proofs: {TALLY['refused']} refused, {TALLY['equally valid']} equally valid")
    assert TALLY["tried"] == TALLY["refused"] + TALLY["equally valid"]
    assert TALLY["tried"] == 0 or TALLY["refused"] >= 0.8 * TALLY["tried"]
