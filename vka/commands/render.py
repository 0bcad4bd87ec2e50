"""``vka render``: the contract people sign."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from vka.api import Format

SUMMARY = ("skriv ut avtalen", "print the agreement")
EXAMPLES = (
    "  vka render avtale.vka --to html -o avtale.html\n  vka render avtale.vka > avtale.txt",
    "  vka render agreement.vka --to html -o agreement.html\n  vka render agreement.vka > agreement.txt",
)
FORMATS = ("text", "md", "html")
_BY_SUFFIX: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def declare(parser: Parser) -> None:
    """The arguments of ``vka render``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option(
        "--to", choices=FORMATS,
        nb="formatet (ellers etter endelsen på utfilen, ellers text)",
        en="the format (else by the suffix of the output file, else text)",
    )  # fmt: skip
    parser.option(
        "-o", "--output", metavar=("UTFIL", "OUTPUT"),
        nb="filen det skrives til (ellers skjermen)", en="the file to write (else the screen)",
    )  # fmt: skip
    parser.option(
        "--as-of", metavar=("DATO", "DATE"),
        nb="dagen en endret avtale skrives ut slik den lyder (ellers i dag; se vka versions)",
        en="the day as of which an amended agreement is printed (else today; see vka versions)",
    )  # fmt: skip


def run(given: Namespace) -> int:
    """Print the contract to a file or to the screen."""
    from vka.api import load
    from vka.days import parse_day
    from vka.files import write_text

    to: Format = given.to or _BY_SUFFIX.get(Path(given.output or "").suffix.lower(), "text")
    day = parse_day(given.as_of, "--as-of", given.lang) if given.as_of is not None else None
    printed = load(given.file).render(to, day)
    if given.output is None:
        sys.stdout.write(printed)
    else:
        write_text(given.output, printed)
    return DONE
