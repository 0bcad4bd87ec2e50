"""``vka money``: a table of amounts, for one year or for several."""

from __future__ import annotations

import sys
from argparse import Namespace

from vka.arguments import Parser
from vka.cli import DONE, NOT_USABLE

SUMMARY = ("vis hva som skyldes for et år, rad for rad", "show what is owed for a year, row by row")
EXAMPLES = (
    "  vka money avtale.vka --case sak.sak --year 2023\n"
    "  vka money avtale.vka --case sak.sak --party A --from 2021 --to 2026 --svg belop.svg\n"
    '  vka money avtale.vka --case sak.sak --year 2027 --assume "kostnadene i 2027 = kr 9 500 000"',
    "  vka money agreement.vka --case case.sak --year 2023 --lang en\n"
    "  vka money agreement.vka --case case.sak --party A --from 2021 --to 2026 --svg amounts.svg\n"
    '  vka money agreement.vka --case case.sak --year 2027 --assume "kostnadene i 2027 = kr 9 500 000"',
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka money``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option("--case", metavar=("SAK", "CASE"), nb="saken (.sak)", en="the case (.sak)")
    parser.option(
        "--party", metavar=("PART", "PARTY"),
        nb="parten (ellers alle tabellen kan gjelde)", en="the party (else all the table can be about)",
    )  # fmt: skip
    parser.option("--year", metavar=("ÅR", "YEAR"), nb="ett år (ellers årets)", en="one year (else this one)")
    parser.option("--from", dest="first", metavar=("ÅR", "YEAR"), nb="første år", en="the first year")
    parser.option("--to", dest="last", metavar=("ÅR", "YEAR"), nb="siste år", en="the last year")
    parser.option(
        "--table", metavar=("NAVN", "NAME"),
        nb="tabellen (ellers den med flest rader)", en="the table (else the one with most rows)",
    )  # fmt: skip
    parser.option(
        "--assume", action="append", default=[], metavar=("FAKTUM", "FACT"),
        nb="forutsett et faktum for denne utregningen; kan gjentas",
        en="suppose a fact for this run; may be repeated",
    )  # fmt: skip
    parser.option(
        "--on",
        metavar=("DATO", "DATE"),
        nb="dagen det spørres (ellers i dag)",
        en="the day it is asked on (else today)",
    )
    parser.option(
        "--known", metavar=("DATO", "DATE"),
        nb="dagen kunnskapen regnes fra (ellers dagen det spørres)",
        en="the day up to which facts were known (else the day it is asked on)",
    )  # fmt: skip
    parser.option("--steps", nb="vis utregningen av hver rad", en="show how each row is reckoned")
    parser.option("--json", nb="skriv som JSON", en="print as JSON")
    parser.option("--csv", nb="skriv som CSV (semikolon, desimalkomma)", en="print as CSV (semicolons, decimal commas)")
    parser.option(
        "--svg", metavar=("FIL", "FILE"),
        nb="tegn beløpene over årene i en SVG-fil", en="draw the amounts over the years in an SVG file",
    )  # fmt: skip
    parser.option(
        "--row", metavar=("RAD", "ROW"), nb="raden som tegnes (ellers den første summen)",
        en="the row that is drawn (else the first sum)",
    )  # fmt: skip
    parser.option("--no-cache", nb="les filene på nytt", en="read the files anew")


def run(given: Namespace) -> int:
    """Fill the table and print it."""
    from engine.answer import NoAnswer
    from vka.api import load, load_case
    from vka.days import parse_day, parse_year, today
    from vka.errors import InputError
    from vka.tables import years_between
    from vka.terminal import complain

    on = parse_day(given.on, "--on", given.lang) if given.on is not None else today()
    known = parse_day(given.known, "--known", given.lang) if given.known is not None else None
    if given.json and given.csv:
        raise InputError("velg enten --json eller --csv.", "choose either --json or --csv.")
    first, last, year = (
        parse_year(text, option) if text is not None else None
        for text, option in ((given.first, "--from"), (given.last, "--to"), (given.year, "--year"))
    )
    years = years_between(first, last, year, on)
    agreement = load(given.file, cache=not given.no_cache)
    case = load_case(given.case, agreement) if given.case is not None else None
    found = agreement.table(
        given.table, case, years, given.party, on=on, known=known, lang=given.lang, assume=given.assume
    )
    tables = []
    for each in found:
        if isinstance(each, NoAnswer):
            complain(each.reason)
            return NOT_USABLE
        tables.append(each)
    if given.svg is not None:
        from renderers.money_svg import money_svg
        from vka.files import write_text
        from vka.tables import row_named

        write_text(given.svg, money_svg(tables, row_named(tables[0], given.row)))
    if given.json:
        from renderers.money_data import money_json

        sys.stdout.write(money_json(tables))
    elif given.csv:
        from renderers.money_data import money_csv

        sys.stdout.write(money_csv(tables, given.lang))
    else:
        from renderers.money_text import money_lines
        from vka.terminal import print_lines

        for number, table in enumerate(tables):
            if number:
                print()
            print_lines(money_lines(table, steps=given.steps))
    return DONE
