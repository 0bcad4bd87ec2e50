"""Whether a document is one of this agreement at all, before anything of it is brought home.

Convention: numbers and bookmarks say little, for every agreement has a «punkt-1-ledd-1»; words decide.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dsl.edits.match import likeness, match, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl.edits.edited import EditedBlock, EditedDocument
    from dsl.edits.lines import Source

_LIKE = 0.4
_LEAST = 0.1


def is_of(document: EditedDocument, source: Source) -> bool:
    """Is a document one of the agreement, however much it has been edited?

    It is if it says so itself and has kept a bookmark of one of its lines. Else a tenth of the words of either, titles
    apart, must stand in lines that are alike: somebody who keeps little of an agreement keeps nearly nothing else,
    and somebody who adds much to it keeps most of it.
    """
    lines = [line.printed for line in source.lines]
    blocks = [block for block in document.blocks if block.kind != "title"]
    anchors = {line.anchor for line in lines}
    if document.agreement == source.tree.head.name.text and any(block.anchor in anchors for block in blocks):
        return True
    found = 0
    for group in match(lines, blocks):
        theirs, ours = _words(blocks, group.blocks), _words(lines, group.lines)
        if theirs and ours and likeness(ours, theirs) >= _LIKE:
            found += (theirs & ours).total()
    wholes = [_words(each, range(len(each))).total() for each in (lines, blocks)]
    return not lines or any(whole and found >= _LEAST * whole for whole in wholes)


def _words(blocks: Sequence[EditedBlock], which: Sequence[int]) -> Counter[str]:
    out = Counter[str]()
    for at in which:
        out += words_of(blocks[at])
    return out
