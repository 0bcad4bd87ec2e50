"""Lines of a table of contents, which say again what headings say.

Convention: a line is a heading's if it has its number and its words; the page after them is the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from attrs import evolve

from dsl.edits.edited import EditedBlock

CONTENTS = ("innholdsfortegnelse", "contents")
_CLAUSE = "punkt-"
_PAGE = re.compile(r"\d+|[ivxlcdm]+", re.IGNORECASE)
_STOP = re.compile(r"^(\S*\d)\.(?=\s)")


def without_page(text: str) -> str:
    """The line without what may be its page: one number, after its last tab or, if there is none there, at its end."""
    line = text.rstrip()
    words, tab, page = line.rpartition("\t")
    if not (tab and _PAGE.fullmatch(page.strip())):
        words, page = line.rsplit(None, 1) if len(line.split(None, 1)) > 1 else ("", "")
    return words.rstrip() if words and _PAGE.fullmatch(page.strip()) else line


def headings_of(blocks: Iterable[EditedBlock]) -> frozenset[str]:
    """How the headings among the blocks stand in the contents."""
    return frozenset(_key(f"{block.label} {block.text}") for block in blocks if block.kind == "heading")


def headings_as_printed(blocks: Iterable[EditedBlock]) -> frozenset[str]:
    """As ``headings_of``, by the numbers that the bookmarks tell: those the headings had when they were printed."""
    return headings_of(
        evolve(block, label=block.anchor.removeprefix(_CLAUSE).replace("-", "."))
        for block in blocks
        if block.anchor is not None and block.anchor.startswith(_CLAUSE)
    )


def is_heading(text: str, headings: AbstractSet[str]) -> bool:
    """Is a line of the contents one of these headings, whatever the page?"""
    return _key(text) in headings or _key(without_page(text)) in headings


def _key(text: str) -> str:
    return _STOP.sub(r"\1", " ".join(text.split()))
