"""``vka import``: bring an edited Word document home to the source it was printed from."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE, HAS_ERRORS

SUMMARY = ("hent hjem et redigert Word-dokument", "bring an edited Word document home")
EXAMPLES = (
    "  vka import avtale.docx --into avtale.vka\n  vka import avtale.docx --into avtale.vka --changes accepted --write",
    "  vka import agreement.docx --into agreement.vka\n"
    "  vka import agreement.docx --into agreement.vka --changes accepted --write",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka import``."""
    parser.value("file", "dokumentet (.docx)", "the document (.docx)", ("DOKUMENT", "DOCUMENT"))
    parser.option(
        "--into", metavar=("FIL", "FILE"), required=True,
        nb="avtalen dokumentet er skrevet ut fra (.vka)", en="the agreement it was printed from (.vka)",
    )  # fmt: skip
    parser.option(
        "--changes", choices=("accepted", "rejected", "pending"), default="pending",
        nb="sporede endringer: ta dem med, la dem være, eller vis dem og behold gammel tekst (ellers pending)",
        en="tracked changes: take them, leave them, or show them and keep the old text (else pending)",
    )  # fmt: skip
    parser.option("--write", nb="skriv endringene til avtalen", en="write the changes to the agreement")
    parser.option("--json", nb="skriv rapporten som JSON", en="print the report as JSON")


def run(given: Namespace) -> int:
    """Show what the document changes, and write it if asked to; 1 if some of the document is in the report only."""
    from dsl.edits.importing import import_document
    from renderers.import_text import import_lines
    from vka.errors import SourceError
    from vka.files import read_bytes, write_bytes
    from vka.importing import as_bytes, edited_document, elsewhere, news_of, source_of
    from vka.terminal import print_lines

    was = read_bytes(given.into)
    data = read_bytes(given.file)
    source = source_of(was, given.into)
    document = edited_document(data, source, given.into, given.changes)
    done = import_document(source, document, given.into)
    if done.errors:
        from dsl.diagnostics import SourceText

        raise SourceError(SourceText(given.into, done.failed), done.errors)
    news, others = news_of(done, given.into, given.lang), elsewhere(done, given.into)
    written = given.write and done.changed
    if written:
        write_bytes(given.into, as_bytes(done, was))
    if given.json:
        from renderers.import_json import import_json

        sys.stdout.write(import_json(done, given.into, news, others, written=written, language=given.lang))
    else:
        print_lines(import_lines(done, given.into, news, others, written=written, language=given.lang))
    return HAS_ERRORS if done.of("unmapped") or done.pending or any(not x.ours for x in done.leftovers) else DONE
