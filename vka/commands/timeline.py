"""``vka timeline``: what is dated, as text or as a picture."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE

SUMMARY = ("vis tidslinjen: faser, hendelser, frister", "show the timeline: phases, events, deadlines")
EXAMPLES = (
    "  vka timeline avtale.vka --case sak.sak --from 1.1.2025 --to 31.12.2027\n"
    "  vka timeline avtale.vka --case sak.sak --svg tidslinje.svg",
    "  vka timeline agreement.vka --case case.sak --from 2025-01-01 --to 2027-12-31 --lang en\n"
    "  vka timeline agreement.vka --case case.sak --svg timeline.svg",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka timeline``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--case", metavar=("SAK", "CASE"),
        nb="saken (.sak): hva som har hendt", en="the case (.sak): what has happened",
    )  # fmt: skip
    parser.option(
        "--from", dest="start", metavar=("DATO", "DATE"),
        nb="første dag (ellers året for den første hendelsen)", en="the first day (else the year of the first event)",
    )  # fmt: skip
    parser.option(
        "--to", dest="stop", metavar=("DATO", "DATE"),
        nb="siste dag (ellers to år etter dagen det spørres)", en="the last day (else two years after the day asked)",
    )  # fmt: skip
    parser.option(
        "--asked", metavar=("DATO", "DATE"),
        nb="dagen det spørres, med det som da var kjent (ellers i dag)",
        en="the day it is asked on, by what was then known (else today)",
    )  # fmt: skip
    parser.option(
        "--svg", metavar=("UTFIL", "OUTPUT"),
        nb="skriv tidslinjen som bilde til denne filen", en="write the timeline as a picture to this file",
    )  # fmt: skip
    parser.option("--json", nb="skriv tidslinjen som JSON", en="print the timeline as JSON")
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Make the timeline, and print it or write its picture."""
    from vka.api import load, load_case
    from vka.days import parse_day

    start = parse_day(given.start, "--from", given.lang) if given.start is not None else None
    stop = parse_day(given.stop, "--to", given.lang) if given.stop is not None else None
    asked = parse_day(given.asked, "--asked", given.lang) if given.asked is not None else None
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    found = agreement.timeline(case, start=start, stop=stop, asked=asked, lang=given.lang)
    if given.svg is not None:
        from renderers.timeline_svg import timeline_svg
        from vka.files import write_text

        write_text(given.svg, timeline_svg(found))
        if not given.json:
            return DONE
    if given.json:
        from renderers.timeline_json import timeline_json

        sys.stdout.write(timeline_json(found))
        return DONE
    from renderers.timeline_text import timeline_lines
    from vka.terminal import print_lines

    print_lines(timeline_lines(found))
    return DONE
