"""Which lines of an edited document stand beside the agreement's text: in the block people sign, or above the title.

Convention: a line with an anchor, or with the words of a line we printed, is the agreement's wherever it stands, and so
is all that stands in a row with it. What is told as beside it is so only where nothing of the agreement is in between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from attrs import frozen

from dsl.edits.edited import EditedBlock
from dsl.edits.values import folded

SIGNED = ("i underskriftsfeltet", "in the signature block")
ABOVE = ("over tittelen", "above the title")


@frozen(kw_only=True)
class Ours:
    """What vka prints, blanks folded: the title, the agreement's lines, and the lines people sign on."""

    title: str = ""
    lines: frozenset[str] = frozenset()
    signatures: frozenset[str] = frozenset()


def beside(
    blocks: Sequence[EditedBlock], ours: Ours, *, styled: AbstractSet[int], before: Collection[int]
) -> dict[int, tuple[str, str]]:
    """The blocks that are no text of the agreement, and where they stand.

    ``styled`` are those in the style of signatures. ``before`` tells of signature lines that are known by their
    bookmarks and are no blocks: each by the block it stands right before.
    """
    out = dict.fromkeys(_signed(blocks, ours, styled, frozenset(before)), SIGNED)
    return out | dict.fromkeys(_above(blocks, ours), ABOVE)


def _signed(
    blocks: Sequence[EditedBlock], ours: Ours, styled: AbstractSet[int], before: AbstractSet[int]
) -> Iterator[int]:
    """Lines we print to be signed on, and what stands between them or after them, up to a heading."""
    signing = False
    between: list[int] = []
    for at, block in enumerate(blocks):
        signature = not _is_ours(block, ours) and (at in styled or folded(block.text) in ours.signatures)
        if signature or at in before or block.kind == "heading":
            yield from between
            between = []
        signing = signature or at in before or (signing and not _is_ours(block, ours))
        if signature:
            yield at
        elif _is_ours(block, ours):
            signing, between = False, []
        elif signing:
            between.append(at)
    yield from between


def _above(blocks: Sequence[EditedBlock], ours: Ours) -> range:
    """What stands above the title, which is the one in its style with our words, else the first in its style."""
    titles = [at for at, block in enumerate(blocks) if block.kind == "title"]
    title = next((at for at in titles if folded(blocks[at].text) == ours.title), titles[0] if titles else 0)
    return range(0 if any(_is_ours(block, ours) for block in blocks[:title]) else title)


def _is_ours(block: EditedBlock, ours: Ours) -> bool:
    return block.anchor is not None or block.kind == "heading" or folded(block.text) in ours.lines
