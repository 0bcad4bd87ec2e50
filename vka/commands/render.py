"""``vka render``: the contract people sign."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from vka.api import FileFormat, Format

SUMMARY = ("skriv ut avtalen", "print the agreement")
EXAMPLES = (
    "  vka render avtale.vka -o avtale.html\n  vka render avtale.vka > avtale.txt\n"
    "  vka render avtale.vka -o avtale.docx --template mal.docx",
    "  vka render agreement.vka -o agreement.html\n  vka render agreement.vka > agreement.txt\n"
    "  vka render agreement.vka -o agreement.docx --template template.docx",
)
FORMATS = ("text", "md", "html", "docx", "pdf", "akn")
_BY_SUFFIX: dict[str, Format | FileFormat] = {
    ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md",
    ".docx": "docx", ".pdf": "pdf", ".xml": "akn", ".akn": "akn",
}  # fmt: skip


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
        "--template", metavar=("MAL", "TEMPLATE"),
        nb="Word-mal (.docx) som stiler, topp- og bunntekst og marger hentes fra",
        en="Word template (.docx) to take styles, header, footer and margins from",
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
    from vka.errors import InputError
    from vka.files import read_bytes, write_bytes, write_text

    to: Format | FileFormat = given.to or _BY_SUFFIX.get(Path(given.output or "").suffix.lower(), "text")
    if given.template is not None and to != "docx":
        raise InputError(
            "--template er en mal for Word. Bruk den med --to docx, eller med -o og en fil som slutter på .docx",
            "--template is a template for Word. Use it with --to docx, or with -o and a file that ends in .docx",
        )
    day = parse_day(given.as_of, "--as-of", given.lang) if given.as_of is not None else None
    if to == "docx" or to == "pdf" or to == "akn":
        if given.output is None:
            raise InputError(
                f"--to {to} skrives til en fil. Oppgi den med -o",
                f"--to {to} is written to a file. Name it with -o",
            )
        template = read_bytes(given.template) if given.template is not None else None
        write_bytes(given.output, load(given.file).render_bytes(to, day, template))
        return DONE
    printed = load(given.file).render(to, day)
    if given.output is None:
        sys.stdout.write(printed)
    else:
        write_text(given.output, printed)
    return DONE
