"""Lines of a table of contents, which say again what headings say.

Convention: a line is a heading's if it has its number and its words; the page after them is the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from dsl.edits.edited import EditedBlock

CONTENTS = ("innholdsfortegnelse", "contents")
_PAGE = re.compile(r"\s+(?:\d+|[ivxlcdm]+)$", re.IGNORECASE)
_STOP = re.compile(r"^(\S*\d)\.(?=\s)")


def without_page(text: str) -> str:
    """The line as it is told, without what may be its page."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1].isdecimal()):
        end -= 1
    return text[:end]


def headings_of(blocks: Iterable[EditedBlock]) -> frozenset[str]:
    """How the headings among the blocks stand in the contents."""
    return frozenset(_key(f"{block.label} {block.text}") for block in blocks if block.kind == "heading")


def is_heading(text: str, headings: AbstractSet[str]) -> bool:
    """Is a line of the contents one of these headings, whatever the page?"""
    line = _key(text)
    return line in headings or _PAGE.sub("", line) in headings


def _key(text: str) -> str:
    return _STOP.sub(r"\1", " ".join(text.split()))
