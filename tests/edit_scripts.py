"""What people do to an agreement in a word processor, as data, so that one script is done to any form of a document.

An ``Edit`` speaks of blocks (lines) by their place when it is done, 0 for the title, and of characters by their place
in a piece of a block. ``apply_to_document`` does a script to an ``EditedDocument``; whoever has another form of the
same document (a real file) does the same to its lines.

| kind | what it does |
|---|---|
| words | characters ``start:end`` of ``piece`` of ``block`` become ``text`` (an insertion where they are none) |
| value | every control of the value ``name`` becomes ``text`` |
| delete | ``block`` goes |
| insert | a new line before ``block``: ``line`` is its kind, ``level`` that of a heading; it has no anchor |
| move | ``count`` lines from ``block`` go before the line that is ``to`` among those left |
| copy | a copy of ``block``, anchor and all, before the line ``to`` |
| split | Enter at ``start`` in ``piece`` of ``block``: the new line below has no anchor |
| merge | ``block`` and the next become one line with the first one's anchor, and a blank between |
| anchor | the anchor of ``block`` is lost; of every block if ``block`` is -1 |
| control | the controls of ``block`` become plain words; of every block if -1 |
| emphasis | characters ``start:end`` of the text ``piece`` are set in italics |
| plain | the italics of ``piece`` are taken away |
| label | the mark of an item becomes ``text``; "" makes it a paragraph, and a paragraph an item where there was none |
| level | a heading's level becomes ``level`` |

Whatever changes the headings is followed by a count of all their numbers, as a word processor counts them.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

from dsl.edits.edited import BlockKind, EditedBlock, EditedDocument, EditedPiece

EditKind = Literal[
    "words", "value", "delete", "insert", "move", "copy", "split", "merge", "anchor", "control", "emphasis", "plain",
    "label", "level",
]  # fmt: skip
DEEPEST = 5


@frozen(kw_only=True)
class Edit:
    """One thing somebody does; see the table above for which fields a kind uses."""

    kind: EditKind
    block: int = 0
    piece: int = 0
    start: int = 0
    end: int = 0
    text: str = ""
    name: str = ""
    line: BlockKind = "paragraph"
    level: int = 0
    to: int = 0
    count: int = 1


def apply_to_document(document: EditedDocument, edits: tuple[Edit, ...]) -> EditedDocument:
    """The document after all the edits, in order. An edit that speaks of what is not there does nothing."""
    blocks = list(document.blocks)
    before = _headings(blocks)
    for edit in edits:
        blocks = _applied(blocks, edit)
    if _headings(blocks) != before:
        blocks = numbered(blocks)
    return evolve(document, blocks=tuple(blocks))


def _headings(blocks: list[EditedBlock]) -> list[tuple[int, str]]:
    return [(block.level, block.label) for block in blocks if block.kind == "heading"]


def numbered(blocks: list[EditedBlock]) -> list[EditedBlock]:
    """The blocks with their headings numbered by order and level: 1, 1.1, 1.2, 2."""
    counts = [0] * (DEEPEST + 1)
    out = []
    for block in blocks:
        if block.kind == "heading":
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (DEEPEST - block.level)
            block = evolve(block, label=".".join(str(n) for n in counts[1 : block.level + 1]))
        out.append(block)
    return out


def _applied(blocks: list[EditedBlock], edit: Edit) -> list[EditedBlock]:
    out = list(blocks)
    at = edit.block
    if edit.kind == "value":
        return [_with_value(block, edit.name, edit.text) for block in out]
    if edit.kind == "anchor" and at == -1:
        return [evolve(block, anchor=None) for block in out]
    if edit.kind == "control" and at == -1:
        return [_without_controls(block) for block in out]
    if edit.kind == "insert":
        words = (EditedPiece("text", edit.text),)
        at = min(at, len(out))
        out.insert(at, EditedBlock(kind=edit.line, pieces=words, level=edit.level, label=edit.name))
        return out
    if not 0 <= at < len(out):
        return out
    block = out[at]
    match edit.kind:
        case "delete":
            del out[at]
        case "move":
            moved = out[at : at + edit.count]
            del out[at : at + edit.count]
            to = min(edit.to, len(out))
            out[to:to] = moved
        case "copy":
            out.insert(min(edit.to, len(out)), block)
        case "merge" if at + 1 < len(out):
            pieces = (*block.pieces, EditedPiece("text", " "), *out[at + 1].pieces)
            out[at : at + 2] = [evolve(block, pieces=joined(pieces))]
        case "anchor":
            out[at] = evolve(block, anchor=None)
        case "control":
            out[at] = _without_controls(block)
        case "level":
            out[at] = evolve(block, level=edit.level)
        case "label":
            out[at] = evolve(block, kind="item" if edit.text else "paragraph", label=edit.text)
        case "words" | "split" | "emphasis" | "plain" if edit.piece < len(block.pieces):
            out[at : at + 1] = _in_piece(block, edit)
        case _:
            pass
    return out


def _in_piece(block: EditedBlock, edit: Edit) -> list[EditedBlock]:
    number = edit.piece
    before, piece, after = block.pieces[:number], block.pieces[number], block.pieces[number + 1 :]
    start, end = min(edit.start, len(piece.text)), min(max(edit.start, edit.end), len(piece.text))
    if edit.kind == "words":
        text = piece.text[:start] + edit.text + piece.text[end:]
        return [evolve(block, pieces=joined((*before, evolve(piece, text=text), *after)))]
    if edit.kind == "split":
        left, right = evolve(piece, text=piece.text[:start]), evolve(piece, text=piece.text[start:].lstrip())
        second = evolve(block, pieces=joined((right, *after)), anchor=None)
        return [evolve(block, pieces=joined((*before, left))), second]
    if edit.kind == "plain":
        kind = "text" if piece.kind == "emphasis" else piece.kind
        return [evolve(block, pieces=joined((*before, evolve(piece, kind=kind), *after)))]
    if piece.kind != "text":
        return [block]
    middle = (
        EditedPiece("text", piece.text[:start]),
        EditedPiece("emphasis", piece.text[start:end]),
        EditedPiece("text", piece.text[end:]),
    )
    return [evolve(block, pieces=joined((*before, *middle, *after)))]


def joined(pieces: tuple[EditedPiece, ...]) -> tuple[EditedPiece, ...]:
    """The pieces without empty ones, and text beside text as one."""
    out: list[EditedPiece] = []
    for piece in pieces:
        if out and piece.kind == out[-1].kind and piece.kind in ("text", "emphasis"):
            out[-1] = evolve(piece, text=out[-1].text + piece.text)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _with_value(block: EditedBlock, name: str, text: str) -> EditedBlock:
    pieces = (evolve(p, text=text) if p.kind == "value" and p.name == name else p for p in block.pieces)
    return evolve(block, pieces=tuple(pieces))


def _without_controls(block: EditedBlock) -> EditedBlock:
    pieces = (EditedPiece("text", p.text) if p.kind == "value" else p for p in block.pieces)
    return evolve(block, pieces=joined(tuple(pieces)))
