"""Printing to the user's terminal: UTF-8 everywhere, and colour only where a person is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renderers.answer_text import Line

_STYLES = {"verdict": "bold", "heading": "dim"}


def use_utf8() -> None:
    """Write UTF-8 with ``\\n`` line ends whatever the console's code page; a sign it cannot take is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines, their roles in bold or dim if standard output is a terminal that has not asked for none."""
    if not _in_colour():
        sys.stdout.write("".join(f"{line.text}\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(Text(line.text, style=_STYLES.get(line.role, "")))


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(message: str) -> None:
    """Print a message to standard error."""
    print(message, file=sys.stderr)
