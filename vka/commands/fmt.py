"""``vka fmt``: lay out agreements and cases; only white space changes."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE, HAS_ERRORS, NOT_USABLE

SUMMARY = ("sett opp filer pent", "lay out files")
EXAMPLES = (
    "  vka fmt avtale.vka saker/sak.sak\n  vka fmt avtale.vka --check",
    "  vka fmt agreement.vka cases/case.sak\n  vka fmt agreement.vka --check",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka fmt``."""
    parser.value("files", "avtaler og saker", "agreements and cases", ("FIL", "FILE"), nargs="+")
    parser.option(
        "--check", nb="endre ingenting; si hvilke filer som ville endres", en="change nothing; name what would"
    )
    parser.option("--stdout", nb="skriv resultatet til skjermen", en="print the result to the screen")


def run(given: Namespace) -> int:
    """Lay out every file; those with reading errors are left alone."""
    from vka.errors import SourceError
    from vka.terminal import complain

    worst = DONE
    for name in given.files:
        try:
            worst = max(worst, _one(name, given))
        except SourceError as error:
            complain(error.report(given.lang))
            worst = max(worst, NOT_USABLE if error.is_unreadable else HAS_ERRORS)
    return worst


def _one(name: str, given: Namespace) -> int:
    from dsl.diagnostics import SourceText
    from dsl.format import FormatError, format_source
    from dsl.parse import decode
    from vka.errors import SourceError
    from vka.files import read_bytes, write_text

    data = read_bytes(name)
    text, errors = decode(data)
    if errors:
        raise SourceError(SourceText(name, ""), tuple(errors))
    try:
        laid_out = format_source(text)
    except FormatError as error:
        raise SourceError(SourceText(name, text), error.diagnostics) from error
    changed = laid_out.encode() != data
    if given.stdout:
        sys.stdout.write(laid_out)
    elif given.check and changed:
        print(f"{name} would be laid out anew" if given.lang == "en" else f"{name} ville blitt satt opp på nytt")
    elif changed:
        write_text(name, laid_out)
        print(f"{name} is laid out" if given.lang == "en" else f"{name} er satt opp på nytt")
    return HAS_ERRORS if given.check and changed else DONE
