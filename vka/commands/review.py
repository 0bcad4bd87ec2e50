"""``vka review``: a lawyer's checklist of an agreement."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from dsl.case import Case
    from vka.api import Agreement

SUMMARY = ("gå gjennom avtalen som en jurist", "go through the agreement as a lawyer would")
EXAMPLES = (
    "  vka review avtale.vka\n  vka review avtale.vka --case sak.sak --json",
    "  vka review agreement.vka\n  vka review agreement.vka --case case.sak --json",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka review``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--case", metavar=("SAK", "CASE"), action="append",
        nb="en sak lesningene prøves på, gjerne flere ganger (ellers alle saker om avtalen i mappen og i saker/)",
        en="a case the readings are tried on, repeatable (else every case about it in its folder and in saker/)",
    )  # fmt: skip
    parser.option(
        "--as-of", metavar=("DATO", "DATE"),
        nb="dagen en endret avtale gjennomgås slik den lyder (ellers i dag; se vka versions)",
        en="the day as of which an amended agreement is reviewed (else today; see vka versions)",
    )  # fmt: skip
    parser.option("--json", nb="skriv gjennomgangen som JSON", en="print the review as JSON")


def run(given: Namespace) -> int:
    """Review, and print the checklist."""
    from vka.api import load, load_case
    from vka.days import parse_day

    day = parse_day(given.as_of, "--as-of", given.lang) if given.as_of is not None else None
    agreement = load(given.file)
    cases = [load_case(name, agreement) for name in given.case] if given.case else _cases_about(agreement, given.lang)
    review = agreement.review(cases, given.lang, day)
    if given.json:
        from renderers.review_json import review_json

        sys.stdout.write(review_json(review))
        return DONE
    from renderers.review_text import review_lines
    from vka.terminal import print_lines

    print_lines(review_lines(review))
    return DONE


def _cases_about(agreement: Agreement, lang: str) -> list[Case]:
    """The cases that lie beside the agreement; one with errors is told of and left out."""
    from vka.api import load_case
    from vka.errors import SourceError
    from vka.finding import cases_about
    from vka.terminal import complain

    found = []
    versions = agreement.versions()  # a case about an amended agreement names its latest amendment
    for path in cases_about(agreement.name, versions[-1].name if versions else agreement.contract.name):
        try:
            found.append(load_case(path, agreement))
        except SourceError as error:
            complain(error.report(lang))
    return found
