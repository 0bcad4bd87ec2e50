"""``vka redline``: what was struck, put in and moved between two versions, and which answers that changes."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from datetime import date

    from renderers.redline.model import Redline
    from vka.api import Agreement

SUMMARY = ("vis endringene mellom to avtaler", "show the changes between two agreements")
EXAMPLES = (
    "  vka redline gammel.vka ny.vka -o endringer.docx\n  vka redline gammel.vka ny.vka --case sak.sak",
    "  vka redline old.vka new.vka -o changes.docx\n  vka redline old.vka new.vka --case case.sak",
)
_AUTHOR = "vka"
_SUFFIXES = {".docx": "docx", ".html": "html", ".htm": "html", ".txt": "text"}


def declare(parser: Parser) -> None:
    """The arguments of ``vka redline``."""
    parser.value("old", "avtalen slik den var (.vka)", "the agreement as it was (.vka)", ("GAMMEL", "OLD"))
    parser.value("new", "avtalen slik den er blitt (.vka)", "the agreement as it has become (.vka)", ("NY", "NEW"))
    parser.option(
        "-o", "--output", metavar=("UTFIL", "OUTPUT"),
        nb="filen det skrives til: .docx, .html eller .txt (ellers skjermen)",
        en="the file to write: .docx, .html or .txt (else the screen)",
    )  # fmt: skip
    parser.option(
        "--case", action="append", metavar=("SAK", "CASE"),
        nb="en sak hvis spørsmål stilles til begge; kan gjentas (ellers sakene som hører til dem)",
        en="a case whose questions are put to both; may be repeated (else the cases about them)",
    )  # fmt: skip
    parser.option("--no-answers", nb="still ingen spørsmål", en="ask no questions")
    parser.option(
        "--author", metavar=("NAVN", "NAME"),
        nb="hvem endringene i Word-filen er fra (ellers vka)", en="whose the changes in the Word file are (else vka)",
    )  # fmt: skip
    parser.option(
        "--date", metavar=("DATO", "DATE"),
        nb="dagen endringene i Word-filen er fra (ellers i dag)",
        en="the day of the changes in the Word file (else today)",
    )  # fmt: skip
    for option, nb, en in (
        ("--old-as-of", "dagen den gamle avtalen leses slik den lyder", "the day as of which the old one is read"),
        ("--new-as-of", "dagen den nye avtalen leses slik den lyder", "the day as of which the new one is read"),
    ):
        parser.option(option, metavar=("DATO", "DATE"), nb=f"{nb} (ellers siste versjon)", en=f"{en} (else the latest)")
    parser.option(
        "--template", metavar=("MAL", "TEMPLATE"),
        nb="en Word-fil hvis stiler, topptekst og bunntekst brukes (.docx)",
        en="a Word file whose styles, header and footer are used (.docx)",
    )  # fmt: skip


def run(given: Namespace) -> int:
    """Compare, ask, and print to a file or to the screen."""
    from renderers.compose import compose
    from renderers.redline.compare import compare
    from vka.api import load
    from vka.days import parse_day, today
    from vka.files import write_bytes

    to = _format(given)
    day = today() if given.date is None else parse_day(given.date, "--date", given.lang)
    documents = []
    agreements = []
    for path, option in ((given.old, "--old-as-of"), (given.new, "--new-as-of")):
        said = getattr(given, option[2:].replace("-", "_"))
        as_of = None if said is None else parse_day(said, option, given.lang)
        agreements.append(load(path))
        documents.append(compose(agreements[-1].contract, as_of))
    redline = compare(*documents)
    if not given.no_answers:
        redline = _with_answers(redline, agreements[0], agreements[1], given)
    if given.output is None:
        from renderers.redline.to_text import to_text

        sys.stdout.write(to_text(redline, given.lang))
    else:
        write_bytes(given.output, _printed(redline, to, given, day))
    return DONE


def _format(given: Namespace) -> str:
    from vka.errors import InputError

    if given.output is None:
        if given.template is not None:
            raise InputError(
                "--template gjelder Word-filer: oppgi -o med en .docx-fil.",
                "--template is for Word files: give -o with a .docx file.",
            )
        return "text"
    to = _SUFFIXES.get(Path(given.output).suffix.lower())
    if to is None:
        raise InputError(
            f"vet ikke hva slags fil {given.output} skal være. Bruk endelsen .docx, .html eller .txt.",
            f"cannot tell what kind of file {given.output} is to be. Use the suffix .docx, .html or .txt.",
        )
    return to


def _with_answers(redline: Redline, old: Agreement, new: Agreement, given: Namespace) -> Redline:
    from vka.changed_answers import changed_answers
    from vka.finding import cases_about, name_of

    cases = given.case
    if not cases:
        named = [(path, {name_of(Path(path)), agreement.contract.name}) for path, agreement in
                 ((given.old, old), (given.new, new))]  # fmt: skip
        about = [file for path, names in named for name in sorted(names) for file in cases_about(path, name)]
        cases = list({file.resolve(): file for file in about}.values())
    found = changed_answers(old, new, cases, given.lang)
    return redline.with_answers(found.changed, found.asked, found.unused)


def _printed(redline: Redline, to: str, given: Namespace, day: date) -> bytes:
    if to == "html":
        from renderers.redline.to_html import to_html

        return to_html(redline, given.lang).encode()
    if to == "text":
        from renderers.redline.to_text import to_text

        return to_text(redline, given.lang).encode()
    from renderers.redline.to_word import to_docx
    from vka.files import read_bytes
    from vka.printing import made

    template = None if given.template is None else read_bytes(given.template)
    return made("docx", lambda: to_docx(redline, given.author or _AUTHOR, day, given.lang, template))
