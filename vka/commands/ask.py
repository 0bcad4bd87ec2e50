"""``vka ask``: a question to an agreement."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE, NOT_UNDERSTOOD

if TYPE_CHECKING:
    from datetime import date

    from dsl.case import Case
    from engine.answer import Dates
    from vka.api import Agreement

SUMMARY = ("still et spørsmål til en avtale", "ask an agreement a question")
EXAMPLES = (
    '  vka ask avtale.vka "Kan A kommune tre ut 1.1.2027?" --case sak.sak\n'
    '  vka ask avtale.vka "Når gjelder avtalen fra?" --on "23. november 2026" --why\n'
    '  vka ask avtale.vka "Kan A kommune tre ut 1.1.2027?" --case sak.sak -o saksframlegg.docx',
    '  vka ask agreement.vka "Can A kommune exit on 1 January 2027?" --case case.sak --lang en\n'
    '  vka ask agreement.vka "Kan A kommune tre ut 1.1.2027?" --on 2026-11-23 --json\n'
    '  vka ask agreement.vka "Kan A kommune tre ut 1.1.2027?" --case case.sak -o paper.docx',
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka ask``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.value(
        "question", "spørsmålet, i hermetegn (flere bare med -o)", "the question, in quotes (several only with -o)",
        ("SPØRSMÅL", "QUESTION"), nargs="*",
    )  # fmt: skip
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
    parser.option(
        "-o", "--output", metavar=("FIL", "FILE"),
        nb="skriv svarene som vedlegg til et saksframlegg (.docx, .pdf, .html, .md, .txt); "
        "uten SPØRSMÅL besvares sakens egne",
        en="write the answers as the appendix of a case paper, in Norwegian (.docx, .pdf, .html, .md, .txt); "
        "without a QUESTION, the case's own are answered",
    )  # fmt: skip
    parser.option(
        "--template", metavar=("MAL", "TEMPLATE"),
        nb="Word-mal (.docx) for -o", en="Word template (.docx) for -o",
    )  # fmt: skip
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Ask, and print the answer, or write it to a file."""
    import gc

    from vka.api import load, load_case

    gc.disable()  # the answer is there before there is anything worth collecting
    from vka.days import parse_day

    on = parse_day(given.on, "--on", given.lang) if given.on is not None else None
    known = parse_day(given.known, "--known", given.lang) if given.known is not None else None
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    if given.output is not None:
        return _write_paper(given, agreement, case, on, known)
    question = _only(given.question)
    answer = agreement.ask(question, case, on, known, given.lang)

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


def _only(questions: list[str]) -> str:
    """The one question that is answered on the screen."""
    from vka.errors import InputError

    if not questions:
        raise InputError("mangler SPØRSMÅL. Se vka ask --help", "a QUESTION is missing. See vka ask --help")
    if len(questions) > 1:
        raise InputError(
            "flere spørsmål besvares samlet i en fil. Oppgi den med -o, eller still dem ett om gangen",
            "several questions are answered together in a file. Name it with -o, or ask them one at a time",
        )
    return questions[0]


def _write_paper(given: Namespace, agreement: Agreement, case: Case | None, on: date | None, known: date | None) -> int:
    """The answers as the appendix of a case paper; nothing is written unless all questions are understood."""
    from engine.answer import Answer
    from renderers.answer_text import no_answer_text
    from renderers.case_paper import case_paper
    from vka.errors import InputError
    from vka.files import read_bytes, write_bytes
    from vka.papers import answers_to, format_of, paper_bytes
    from vka.terminal import complain

    to = format_of(given.output)
    if given.json or given.why or given.proof is not None:
        raise InputError(
            "-o skriver et saksframlegg, og går ikke sammen med --json, --why eller --proof. Kjør dem hver for seg",
            "-o writes a case paper, and does not go with --json, --why or --proof. Run them one at a time",
        )
    if given.template is not None and to != "docx":
        raise InputError(
            "--template er en mal for Word. Bruk den med -o og en fil som slutter på .docx",
            "--template is a template for Word. Use it with -o and a file that ends in .docx",
        )
    template = read_bytes(given.template) if given.template is not None else None
    told = answers_to(agreement, case, given.question, on, known)
    answers = [answer for answer in told if isinstance(answer, Answer)]
    for answer in told:
        if not isinstance(answer, Answer):
            complain(f"«{answer.asked}»\n{no_answer_text(answer)}".rstrip("\n"))
    if len(answers) < len(told):
        return NOT_UNDERSTOOD
    write_bytes(given.output, paper_bytes(case_paper(answers, agreement.contract, case), to, template))
    return DONE


def _write_proof(given: Namespace, agreement: Agreement, case: Case | None, dates: Dates) -> None:
    from engine.proof import Proof
    from engine.proof_json import proof_json
    from engine.prove import prove
    from vka.files import write_text

    proof = prove(agreement.contract, case, _only(given.question), on=dates.asked, known=dates.known, lang=given.lang)
    if isinstance(proof, Proof):
        write_text(given.proof, proof_json(proof))
