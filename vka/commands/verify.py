"""``vka verify``: is the proof of an answer right, step by step, by contract and case?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE, HAS_ERRORS

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract
    from engine.checker import Checked, Fault
    from engine.proof import Proof
    from vka.api import Agreement

SUMMARY = ("kontroller beviset for et svar", "check the proof of an answer")
EXAMPLES = (
    "  vka verify avtale.vka bevis.json --case sak.sak\n  vka verify avtale.vka --case sak.sak",
    "  vka verify agreement.vka proof.json --case case.sak\n  vka verify agreement.vka --case case.sak",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka verify``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.value(
        "proof", "beviset (skrevet av vka ask --proof); ellers alle spørsmålene i saken",
        "the proof (written by vka ask --proof); else every question of the case", ("BEVIS", "PROOF"), nargs="?",
    )  # fmt: skip
    parser.option(
        "--case", metavar=("SAK", "CASE"),
        nb="saken (.sak) svaret gjelder", en="the case (.sak) the answer is about",
    )  # fmt: skip


def run(given: Namespace) -> int:
    """Check the proof, or derive and check every question of the case."""
    from vka.api import load, load_case
    from vka.errors import InputError

    agreement = load(given.file)
    case = load_case(given.case, agreement) if given.case is not None else None
    if given.proof is not None:
        return _verified(agreement.contract, case, _read(given.proof), given.lang)
    if case is None:
        raise InputError("oppgi et bevis, eller en sak med --case.", "name a proof, or a case with --case.")
    return _every_question(agreement, case, given.lang)


def _read(path: str) -> Proof:
    from engine.proof_json import ProofFormatError, read_proof
    from vka.errors import InputError
    from vka.files import read_bytes

    try:
        return read_proof(read_bytes(path).decode())
    except (ProofFormatError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: dette er ikke et bevis skrevet av vka ask --proof. Lag det på nytt.",
            f"{path}: this is no proof written by vka ask --proof. Make it anew.",
        ) from error


def _every_question(agreement: Agreement, case: Case, language: str) -> int:
    from engine.answer import NoAnswer
    from engine.prove import prove

    worst = DONE
    for each in case.expected:
        proof = prove(agreement.contract, case, each.question, on=each.on, known=each.known)
        if isinstance(proof, NoAnswer):
            print(f"–  {each.question}: {proof.reason}")
            worst = HAS_ERRORS
        else:
            worst = max(worst, _verified(agreement.contract, case, proof, language))
    return worst


def _verified(contract: Contract, case: Case | None, proof: Proof, language: str) -> int:
    """Print what came of checking one proof."""
    from engine.checker import check
    from vka.terminal import complain

    if not _asks(contract, case, proof):
        nb = f"✗ «{proof.text}» er ikke spørsmålet beviset gjelder ({proof.question}). Lag beviset på nytt."
        en = f"✗ “{proof.text}” is not the question the proof is about ({proof.question}). Make the proof anew."
        complain(en if language == "en" else nb)
        return HAS_ERRORS
    found = check(contract, case, proof)
    head = f"{proof.text or proof.question}  [{proof.status}]"
    if not found.faults:
        mark = "~" if proof.unproved else "✓"
        print("\n".join([f"{mark} {head}", *_said(proof, found, language)]))
        return HAS_ERRORS if proof.unproved else DONE
    complain("\n".join([f"✗ {head}", *(f"  {_fault(proof, each, language)}" for each in found.faults)]))
    return HAS_ERRORS


def _asks(contract: Contract, case: Case | None, proof: Proof) -> bool:
    """Do the words of the proof ask the question that is proved, with the same arguments?"""
    from engine.ask import model_of
    from engine.question_setup import arguments, shelf_for
    from engine.questions import NotUnderstood, read_from

    model = model_of(contract)
    found = read_from(shelf_for(model, case), proof.text)
    if isinstance(found, NotUnderstood) or found.question != proof.question:
        return False
    question = next(q for q in contract.questions if q.name == found.question)
    return arguments(question, dict(found.values)) == proof.args


def _said(proof: Proof, found: Checked, language: str) -> list[str]:
    """How much was checked, what it rests on, and what was not."""
    english = language == "en"
    lines = [
        f"  {found.claims} claims, {found.steps} steps" if english
        else f"  {found.claims} påstander, {found.steps} steg"
    ]  # fmt: skip
    presumed = sorted({k for claim in proof.claims for k in claim.presumed})
    if presumed:
        lead = (
            "taken not to have happened untold: " if english else "forutsatt ikke skjedd uten at saken forteller det: "
        )
        lines.append(f"  {lead}{', '.join(presumed)}")
    lines += [f"  {'not proved' if english else 'ikke bevist'}: {each}" for each in proof.unproved]
    return lines


def _fault(proof: Proof, fault: Fault, language: str) -> str:
    english = language == "en"
    why = fault.en if english else fault.nb
    if fault.claim is None:
        return why
    where = f"{'claim' if english else 'påstand'} {fault.claim}"
    if fault.step is not None:
        at = proof.claims[fault.claim].steps[fault.step].at
        where += f", {'step' if english else 'steg'} {fault.step} ({'/'.join(map(str, (at.name, *at.path)))})"
    if fault.place.clause:
        where += f", {'clause' if english else 'punkt'} {fault.place.clause}"
    return f"{where}: {why}"
