"""Lines of a fixed width: wrapped text, rows of columns, and text set to the right.

Convention: a width counts characters. A longer word stands alone and unbroken. Text is cleaned here, so that what a
file holds can never move the cursor of a terminal or reorder a line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import category

GAP = "   "
"""Between columns."""


def clean(text: str) -> str:
    """Text on one line with single blanks; no-break spaces stay, and signs that are not to be seen become U+FFFD."""
    folded = " ".join(part for part in text.replace("\n", " ").replace("\r", " ").replace("\t", " ").split(" ") if part)
    if folded.isprintable():
        return folded
    return "".join(sign if sign.isprintable() or category(sign) == "Zs" else "\ufffd" for sign in folded)


def quoted(text: str) -> str:
    """The text between « and », unless it stands there already."""
    text = clean(text)
    return text if text.startswith("«") and text.endswith("»") else f"«{text}»"


def theirs(text: str, language: str) -> str:
    """The agreement's own words: quoted in English, where they stand among words of another language."""
    if language != "en" or not text or "«" in text:
        return text
    return quoted(text)


def wrapped(text: str, width: int) -> list[str]:
    """The cleaned text in lines of at most ``width``; one empty line for no text."""
    return textwrap.wrap(clean(text), width, break_long_words=False, break_on_hyphens=False) or [""]


def hanging(text: str, width: int, indent: str = "", hang: int = 0) -> list[str]:
    """The text indented, its later lines ``hang`` further in."""
    first, *rest = textwrap.wrap(
        clean(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
    return [first, *rest]


def row(cells: Sequence[tuple[str | Iterable[str], int]], indent: str = "  ") -> list[str]:
    """Cells side by side, each wrapped to its own width; a cell of several texts begins a line for each."""
    columns = [
        [line for text in ([cell] if isinstance(cell, str) else cell) for line in wrapped(text, width)]
        for cell, width in cells
    ]
    height = max(map(len, columns))
    lines = []
    for at in range(height):
        parts = [
            (column[at] if at < len(column) else "").ljust(width)
            for column, (_, width) in zip(columns, cells, strict=True)
        ]
        lines.append((indent + GAP.join(parts)).rstrip(" "))
    return lines


def apart(left: str, right: str, width: int) -> list[str]:
    """``left`` at the left edge and ``right`` at the right; where both do not fit on a line, ``right`` stands below."""
    left, right = clean(left), clean(right)
    if len(left) + len(GAP) + len(right) <= width:
        return [left + right.rjust(width - len(left))]
    below = right.rjust(width) if len(right) <= width else right
    return [*wrapped(left, width), below]


def widest(texts: Iterable[str], most: int) -> int:
    """The width of a column that holds these texts, at most ``most``."""
    return min(max((len(clean(text)) for text in texts), default=0), most)
