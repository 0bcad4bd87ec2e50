"""A document that was printed before its clauses got the numbers the source has now: it names lines by the old ones.

Convention: a clause is surely another than its bookmark says where it has both the words and the number of that other
clause in the source, and no other clause has the words, or the passage below it is surely that one's. One such clause
tells that the document is an earlier one; only then are others known by number and words, though several have the same.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve

from dsl.anchors import clause_anchor
from dsl.edits.match import passages_once
from dsl.edits.values import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dsl.edits.edited import EditedBlock, EditedDocument, EditedPiece
    from dsl.edits.lines import Source

_PASSAGE = re.compile(r"(?P<clause>.+)(?P<rest>-ledd-\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def as_now(document: EditedDocument, source: Source) -> EditedDocument:
    """The document with lines and references named as the source names them now."""
    numbers = _clauses(document, source)
    if not numbers:
        return document

    def line(block: EditedBlock) -> EditedBlock:
        pieces = tuple(_piece(piece, numbers) for piece in block.pieces)
        return evolve(block, anchor=_anchor(block.anchor, numbers), pieces=pieces)

    return evolve(document, blocks=map(line, document.blocks))


def cited_as(blocks: Sequence[EditedBlock], clauses: Mapping[int, str]) -> list[EditedBlock]:
    """The lines with references named as the source names the clauses they lead to. ``clauses`` are the numbers in the
    source of the headings that were found there, by where they stand in the document.
    """
    times = Counter(block.anchor for block in blocks if block.kind == "heading")
    names = {
        blocks[at].anchor: clause_anchor(number) for at, number in clauses.items() if times[blocks[at].anchor] == 1
    }
    if all(name == anchor for anchor, name in names.items()):
        return list(blocks)

    def piece(each: EditedPiece) -> EditedPiece:
        return evolve(each, name=names.get(each.name, each.name)) if each.kind == "citation" else each

    return [evolve(block, pieces=tuple(map(piece, block.pieces))) for block in blocks]


def _clauses(document: EditedDocument, source: Source) -> dict[str, str]:
    """The numbers in the source of the document's clauses, by the bookmarks they have in it; none if they agree."""
    ours = [(line.clause, folded(line.text)) for line in source.lines if line.is_heading]
    headings = [block for block in document.blocks if block.kind == "heading"]
    anchors = Counter(block.anchor for block in headings)
    times = Counter(words for _, words in ours)
    shown = Counter(folded(block.text) for block in headings)

    below = _below(document, source)
    known = frozenset(ours)
    sure: dict[str, str] = {}
    alike: dict[str, str] = {}
    for block in headings:
        words = folded(block.text)
        if block.anchor is not None and anchors[block.anchor] == 1 and (block.label, words) in known:
            alike[block.anchor] = block.label
            if times[words] == shown[words] == 1 or below.get(block.anchor) == block.label:
                sure[block.anchor] = block.label
    earlier = any(clause_anchor(number) != anchor for anchor, number in sure.items())
    return alike if earlier else {}


def _below(document: EditedDocument, source: Source) -> dict[str | None, str]:
    """For each clause's bookmark, the clause in the source of the first passage below it, if its words tell."""
    ours = [line.printed for line in source.lines]
    there = passages_once(ours)
    here = {at: words for words, at in passages_once(document.blocks).items()}
    out: dict[str | None, str] = {}
    for at, block in enumerate(document.blocks):
        line = there.get(here.get(at + 1, ""))
        if block.kind == "heading" and line is not None and line > 0 and ours[line - 1].kind == "heading":
            out[block.anchor] = source.lines[line].clause
    return out


def _anchor(anchor: str | None, numbers: dict[str, str]) -> str | None:
    if anchor is None:
        return None
    passage = _PASSAGE.fullmatch(anchor)
    clause, rest = (passage["clause"], passage["rest"]) if passage is not None else (anchor, "")
    return clause_anchor(numbers[clause]) + rest if clause in numbers else anchor


def _piece(piece: EditedPiece, numbers: dict[str, str]) -> EditedPiece:
    """A reference by the number its clause has; one that shows another than it did when it was printed stays."""
    if piece.kind != "citation" or piece.name not in numbers:
        return piece
    now = numbers[piece.name]
    text = _NUMBER.sub(lambda m: now if clause_anchor(m[0]) == piece.name else m[0], piece.text)
    return evolve(piece, text=text, name=clause_anchor(now))
