"""Several clauses named at once: «punkt 3 til 5», «punktene 3–5», «punkt 3, 4 og 6».

Convention: a range names all clauses from its first to its last, and what stands under them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock

CLAUSES = r"(?:punkt(?:ene|er|a)?|pkt\.?)"
_NUMBER = r"\d{1,9}(?:\.\d{1,9})*"
_TO = r"[-‑–—]|(?:fr[ae]m\s+)?til(?:\s+og\s+med)?\b|t\.?o\.?m\.?"
_AND = rf"og/eller\b|og\b|eller\b|samt\b|respektive\b|[&/]|{_TO}"
_SEVERAL = re.compile(
    rf"\b{CLAUSES}\s+(?:nr\.?\s*)?<?{_NUMBER}(?:\.?>?\.?\s*(?:,\s*(?:{_AND})|,|{_AND})\s*<?(?:{CLAUSES}\s+)?{_NUMBER})+"
    r"(?!\w|\.\d)",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<to>{_TO})|(?P<number>{_NUMBER})", re.IGNORECASE)
_FIRST, _LAST = "<", ">"
"""Around a reference, as the source has them."""


@frozen
class Several:
    """The clauses named at once: each stretch by its first and last number; and where in the text they are named."""

    stretches: tuple[tuple[str, str], ...]
    start: int
    end: int

    def names(self, number: str) -> bool:
        """Is this clause among them?"""
        return any(_order(first) <= _order(number) and _up_to(number, last) for first, last in self.stretches)


def named_among(text: str, numbers: Collection[str]) -> Iterator[int]:
    """Where a text begins to name several clauses, one of these among them."""
    return (each.start for each in several(text) if any(each.names(number) for number in numbers))


def several(text: str) -> Iterator[Several]:
    """All places in a text that name several clauses at once."""
    for found in _SEVERAL.finditer(text):
        stretches: list[tuple[str, str]] = []
        to = False
        for part in _PART.finditer(found[0]):
            if part["to"]:
                to = True
            elif to and stretches:
                stretches[-1] = (stretches[-1][0], part["number"])
                to = False
            else:
                stretches.append((part["number"], part["number"]))
        yield Several(tuple(stretches), found.start(), found.end())


def to_look_at(was: EditedBlock, shown: str, numbers: Collection[str]) -> Iterator[str]:
    """What a line says that names several clauses, some of them with these numbers; ``shown`` is what it says now.

    Where each number is a reference of its own it follows its clause, and is no place to look at.
    """
    text = _marked(was)
    for each in several(text):
        here = text[each.start : each.end]
        if here.count(_FIRST) + text[: each.start].endswith(_FIRST) == len(re.findall(_NUMBER, here)):
            continue
        last = each.stretches[-1][1]
        stands = re.search(rf"(?<![\d.]){re.escape(last)}(?!\w|\.\d)", shown)
        if stands and any(each.names(number) for number in numbers):
            yield " ".join(re.sub(f"[{_FIRST}{_LAST}]", "", here).split())


def _marked(block: EditedBlock) -> str:
    """The words of a line with a sign on either side of each reference."""
    return "".join(f"{_FIRST}{p.text}{_LAST}" if p.kind == "citation" else p.text for p in block.pieces)


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _up_to(number: str, last: str) -> bool:
    end = _order(last)
    return _order(number)[: len(end)] <= end
