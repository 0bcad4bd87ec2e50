"""``vka settlement``: how things owned together are shared out."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE

SUMMARY = ("vis oppgjøret av sameie", "show the settlement of what is owned together")
EXAMPLES = (
    "  vka settlement avtale.vka --case sak.sak --on 31.12.2025\n"
    "  vka settlement avtale.vka --case sak.sak --on 31.12.2025 --why",
    "  vka settlement agreement.vka --case case.sak --on 2025-12-31 --lang en\n"
    "  vka settlement agreement.vka --case case.sak --on 2025-12-31 --json",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka settlement``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--case", metavar=("SAK", "CASE"), required=True,
        nb="saken (.sak): eiendelene, og hva som har hendt", en="the case (.sak): the things, and what has happened",
    )  # fmt: skip
    parser.option(
        "--on", metavar=("DATO", "DATE"),
        nb="dagen oppgjøret gjelder (ellers dagen det spørres)", en="the day of the settlement (else the day asked)",
    )  # fmt: skip
    parser.option(
        "--asked", metavar=("DATO", "DATE"),
        nb="dagen det spørres, med det som da var kjent (ellers i dag)",
        en="the day it is asked on, by what was then known (else today)",
    )  # fmt: skip
    parser.option(
        "--name", metavar=("NAVN", "NAME"), nb="hvilket oppgjør, om avtalen har flere",
        en="which settlement, if the agreement has several",
    )  # fmt: skip
    parser.option("--why", nb="vis hva hver eiendel hviler på", en="show what each thing rests on")
    parser.option("--json", nb="skriv oppgjøret som JSON", en="print the settlement as JSON")
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Settle, and print it."""
    from vka.api import load, load_case
    from vka.days import parse_day

    on = parse_day(given.on, "--on", given.lang) if given.on is not None else None
    asked = parse_day(given.asked, "--asked", given.lang) if given.asked is not None else None
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement)
    found = agreement.settlement(case, on=on, asked=asked, name=given.name or "", lang=given.lang)
    if given.json:
        from renderers.settlement_json import settlement_json

        sys.stdout.write(settlement_json(found))
        return DONE
    from renderers.settlement_text import settlement_lines
    from vka.terminal import print_lines

    print_lines(settlement_lines(found, why=given.why))
    return DONE
