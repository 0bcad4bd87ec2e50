"""``vka ask``: a question to an agreement."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE, NOT_UNDERSTOOD

if TYPE_CHECKING:
    from dsl.case import Case
    from engine.answer import Dates
    from vka.api import Agreement

SUMMARY = ("still et spørsmål til en avtale", "ask an agreement a question")
EXAMPLES = (
    '  vka ask avtale.vka "Kan A kommune tre ut 1.1.2027?" --case sak.sak\n'
    '  vka ask avtale.vka "Når gjelder avtalen fra?" --on "23. november 2026" --why',
    '  vka ask agreement.vka "Can A kommune exit on 1 January 2027?" --case case.sak --lang en\n'
    '  vka ask agreement.vka "Kan A kommune tre ut 1.1.2027?" --on 2026-11-23 --json',
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka ask``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.value("question", "spørsmålet, i hermetegn", "the question, in quotes", ("SPØRSMÅL", "QUESTION"))
    parser.option(
        "--case", metavar=("SAK", "CASE"),
        nb="saken (.sak): hva som har hendt", en="the case (.sak): what has happened",
    )  # fmt: skip
    parser.option(
        "--on", metavar=("DATO", "DATE"),
        nb="dagen det spørres, som avgjør hva det fortsatt er tid til (ellers i dag)",
        en="the day it is asked on, which decides what there is still time for (else today)",
    )  # fmt: skip
    parser.option(
        "--known", metavar=("DATO", "DATE"),
        nb="dagen kunnskapen regnes fra: hva visste vi da? (ellers dagen det spørres)",
        en="the day up to which facts were known (else the day it is asked on)",
    )  # fmt: skip
    parser.option("--why", nb="vis utledningen, steg for steg", en="show the derivation, step by step")
    parser.option("--json", nb="skriv svaret som JSON", en="print the answer as JSON")
    parser.option(
        "--proof", metavar=("BEVIS", "PROOF"),
        nb="skriv beviset for svaret til denne filen (JSON); vka verify kontrollerer det",
        en="write the proof of the answer to this file (JSON); vka verify checks it",
    )  # fmt: skip
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Ask, and print the answer."""
    import gc

    from vka.api import load, load_case

    gc.disable()  # the answer is there before there is anything worth collecting
    from vka.days import parse_day

    on = parse_day(given.on, "--on", given.lang) if given.on is not None else None
    known = parse_day(given.known, "--known", given.lang) if given.known is not None else None
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    answer = agreement.ask(given.question, case, on, known, given.lang)

    from engine.answer import NoAnswer

    status = NOT_UNDERSTOOD if isinstance(answer, NoAnswer) else DONE
    if given.proof is not None and not isinstance(answer, NoAnswer):
        _write_proof(given, agreement, case, answer.dates)
    if given.json:
        from renderers.answer_json import answer_json

        sys.stdout.write(answer_json(answer))
        return status
    if isinstance(answer, NoAnswer):
        from renderers.answer_text import no_answer_text
        from vka.terminal import complain

        complain(no_answer_text(answer).rstrip("\n"))
        return status
    from renderers.answer_text import answer_lines
    from vka.terminal import print_lines

    print_lines(answer_lines(answer, why=given.why))
    return status


def _write_proof(given: Namespace, agreement: Agreement, case: Case | None, dates: Dates) -> None:
    from engine.proof import Proof
    from engine.proof_json import proof_json
    from engine.prove import prove
    from vka.files import write_text

    proof = prove(agreement.contract, case, given.question, on=dates.asked, known=dates.known, lang=given.lang)
    if isinstance(proof, Proof):
        write_text(given.proof, proof_json(proof))
