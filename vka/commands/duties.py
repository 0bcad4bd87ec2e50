"""``vka duties``: what is to be done in a stretch of days, also as a calendar."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE
from vka.commands.position import dates_of_asking

if TYPE_CHECKING:
    from engine.position import Duties

SUMMARY = ("vis hvem som skal gjøre hva, og når", "show who is to do what, and when")
EXAMPLES = (
    "  vka duties avtale.vka --case sak.sak --from 1.1.2026 --to 31.12.2026\n"
    '  vka duties avtale.vka --case sak.sak --from 1.1.2026 --to 31.12.2026 --party "A" --ical frister.ics',
    "  vka duties agreement.vka --case case.sak --from 2026-01-01 --to 2026-12-31 --lang en\n"
    "  vka duties agreement.vka --case case.sak --from 2026-01-01 --to 2026-12-31 --json",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka duties``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--case", metavar=("SAK", "CASE"),
        nb="saken (.sak): hva som har hendt", en="the case (.sak): what has happened",
    )  # fmt: skip
    parser.option("--from", metavar=("DATO", "DATE"), nb="første dag", en="the first day", dest="start", required=True)
    parser.option("--to", metavar=("DATO", "DATE"), nb="siste dag", en="the last day", dest="stop", required=True)
    parser.option("--party", metavar=("PART", "PARTY"), nb="bare denne parten", en="this party only", default="")
    dates_of_asking(parser)
    parser.option("--json", nb="skriv pliktene som JSON", en="print the duties as JSON")
    parser.option(
        "--ical", metavar=("FIL", "FILE"), nb="skriv fristene som en kalenderfil (.ics)",
        en="write the deadlines as a calendar file (.ics)",
    )  # fmt: skip
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Print the duties, and write the calendar if asked for."""
    from vka.api import load, load_case
    from vka.days import parse_day

    start, stop = parse_day(given.start, "--from", given.lang), parse_day(given.stop, "--to", given.lang)
    asked, known = (
        parse_day(text, option, given.lang) if text is not None else None
        for text, option in ((given.asked, "--asked"), (given.known, "--known"))
    )
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    duties = agreement.duties(start, stop, case, given.party, asked, known, given.lang)
    if given.ical is not None:
        _write_calendar(duties, given.ical, given.lang)
    if given.json:
        from renderers.position_json import position_json

        sys.stdout.write(position_json(duties))
        return DONE
    from renderers.position_text import duties_lines
    from vka.terminal import print_lines

    print_lines(duties_lines(duties, given.lang))
    return DONE


def _write_calendar(duties: Duties, path: str, lang: str) -> None:
    from vka.errors import InputError
    from vka.files import write_bytes

    try:
        from renderers.calendar import duties_calendar

        data = duties_calendar(duties, "en" if lang == "en" else "nb")
    except ImportError as error:
        raise InputError(
            "--ical krever biblioteket icalendar. Installer det: pip install 'vka-lang[calendar]'",
            "--ical needs the icalendar library. Install it: pip install 'vka-lang[calendar]'",
        ) from error
    write_bytes(path, data)
