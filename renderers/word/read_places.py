"""Where people look for a line of a document: «punkt 10, ledd 2», as it shows its numbers itself.

Convention: passages are counted within their clause, bullets too, as amendments count them; what was added around the
agreement's text, and paragraphs without words, are not counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from attrs import define, field

from dsl.edits.edited import EditedBlock

OPENING = "innledningen"


def places_of(blocks: Sequence[EditedBlock], beside: Collection[int]) -> Iterator[str]:
    """The place of each block; "" for those that stand ``beside`` the agreement's text, which are not counted."""
    clause, count = OPENING, 0
    titled = False
    for at, block in enumerate(blocks):
        if at in beside:
            yield ""
        elif block.kind == "heading":
            clause, count = f"punkt {block.label}" if block.label else f"«{block.text.strip()}»", 0
            yield clause
        elif block.kind == "title" and not titled:
            titled = True
            yield "tittelen"
        else:
            count += 1
            yield f"{clause}, ledd {count}"


@define
class Places:
    """The places of the lines of a document that have one; others are found by the one before them."""

    _of: dict[int, str]
    _known: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._known = sorted(self._of)

    def of(self, line: int) -> str:
        """The place of a line; "" for what stands in none."""
        if line in self._of or not line:
            return self._of.get(line, "")
        at = bisect_right(self._known, line)
        return f"etter {self._of[self._known[at - 1]]}" if at else "først i dokumentet"
