"""``vka position``: the legal position on a day."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE

SUMMARY = ("vis stillingen en dag: hva som gjelder, og hva som er forfalt", "show the legal position on a day")
EXAMPLES = (
    "  vka position avtale.vka --case sak.sak --on 24.11.2026\n"
    "  vka position avtale.vka --case sak.sak --on 1.7.2023 --known 1.7.2023",
    "  vka position agreement.vka --case case.sak --on 2026-11-24 --lang en\n"
    "  vka position agreement.vka --case case.sak --on 2026-11-24 --json",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka position``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--case", metavar=("SAK", "CASE"),
        nb="saken (.sak): hva som har hendt", en="the case (.sak): what has happened",
    )  # fmt: skip
    parser.option(
        "--on", metavar=("DATO", "DATE"), nb="dagen stillingen gjelder (ellers i dag)",
        en="the day the position is of (else today)",
    )  # fmt: skip
    dates_of_asking(parser)
    parser.option("--json", nb="skriv stillingen som JSON", en="print the position as JSON")
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def dates_of_asking(parser: Parser) -> None:
    """Declare ``--asked`` and ``--known``."""
    parser.option(
        "--asked",
        metavar=("DATO", "DATE"),
        nb="dagen det spørres (ellers i dag)",
        en="the day it is asked (else today)",
    )
    parser.option(
        "--known", metavar=("DATO", "DATE"),
        nb="dagen kunnskapen regnes fra: hva visste vi da? (ellers dagen det spørres)",
        en="the day up to which facts were known (else the day it is asked)",
    )  # fmt: skip


def run(given: Namespace) -> int:
    """Print the position."""
    from vka.api import load, load_case
    from vka.days import parse_day

    on, asked, known = (
        parse_day(text, option, given.lang) if text is not None else None
        for text, option in ((given.on, "--on"), (given.asked, "--asked"), (given.known, "--known"))
    )
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    position = agreement.position(case, on, asked, known, given.lang)
    if given.json:
        from renderers.position_json import position_json

        sys.stdout.write(position_json(position))
        return DONE
    from renderers.position_text import position_lines
    from vka.terminal import print_lines

    print_lines(position_lines(position, given.lang))
    return DONE
