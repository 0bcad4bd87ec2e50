"""Two documents as one redline, word by word.

Convention: words are compared, not letters, and formatting is not: a word that is now in italics is the same word, and
is printed as the new document has it. Lines that were moved are given whole in both places, as Word shows moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from attrs import evolve

from renderers.document import Document
from renderers.redline.align import Pairing, paired
from renderers.redline.model import How, Redline, RedlineRow, Row, Segment, SegmentKind, rows_of
from renderers.word.lines import Piece

_TOKEN = re.compile(r"\w+(?:[-/.,]\w+)*|\s+|[^\w\s]")


def compare(old: Document, new: Document) -> Redline:
    """What was struck, put in and moved between two documents."""
    before, after = rows_of(old), rows_of(new)
    pairing = paired(before, after)
    language: Literal["nb", "nn"] = new.language
    return Redline(title=new.title, language=language, name=new.name, rows=tuple(_rows(before, after, pairing)))


def _rows(old: Sequence[Row], new: Sequence[Row], pairing: Pairing) -> Iterable[RedlineRow]:
    moves = _move_names(pairing.moved)
    from_, to = {i: moves[i, j] for i, j in pairing.moved}, {j: moves[i, j] for i, j in pairing.moved}
    i = j = 0
    for a, b in (*pairing.kept, (len(old), len(new))):
        for at in range(i, a):
            yield _whole(old[at], "moved_from" if at in from_ else "deleted", from_.get(at, ""))
        for at in range(j, b):
            yield _whole(new[at], "moved_to" if at in to else "inserted", to.get(at, ""))
        if a < len(old):
            yield RedlineRow(
                row=new[b], how="same", label=_label(old[a].label, new[b].label),
                segments=segments(old[a].pieces, new[b].pieces),
            )  # fmt: skip
        i, j = a + 1, b + 1


def _move_names(moved: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """A name for each move; lines that stood together and still do have been moved together."""
    names: dict[tuple[int, int], str] = {}
    for i, j in sorted(moved):
        before = names.get((i - 1, j - 1))
        names[i, j] = before if before is not None else f"flytting{len(set(names.values())) + 1}"
    return names


def _whole(row: Row, how: How, move: str) -> RedlineRow:
    kind: SegmentKind = "deleted" if how in ("deleted", "moved_from") else "inserted"
    return RedlineRow(
        row=row, how=how, move=move, segments=tuple(Segment(kind, piece) for piece in row.pieces),
        label=(Segment(kind, Piece(row.label)),) if row.label else (),
    )  # fmt: skip


def _label(old: str, new: str) -> tuple[Segment, ...]:
    if old == new:
        return (Segment("same", Piece(new)),) if new else ()
    parts = (Segment("deleted", Piece(old)), Segment("inserted", Piece(new)))
    return tuple(part for part in parts if part.piece.text)


def segments(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Segment, ...]:
    """A line word by word: the new one's words in order, with what was struck where it stood."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, [t.text for t in before], [t.text for t in after], autojunk=False)
    parts: list[tuple[SegmentKind, list[Piece]]] = []
    for tag, i, i_end, j, j_end in _readable(matcher.get_opcodes(), before):
        if tag == "equal":
            parts.append(("same", after[j:j_end]))
        else:
            parts += [("deleted", before[i:i_end]), ("inserted", after[j:j_end])]
    return tuple(Segment(kind, piece) for kind, pieces in parts for piece in _joined(pieces))


def _readable(
    codes: Sequence[tuple[str, int, int, int, int]], before: Sequence[Piece]
) -> list[tuple[str, int, int, int, int]]:
    """The changes, with those run together that have only a blank or a comma between them."""
    out: list[tuple[str, int, int, int, int]] = []
    for at, code in enumerate(codes):
        tag, i, i_end, _, _ = code
        inner = 0 < at < len(codes) - 1 and tag == "equal"
        slight = inner and not any(any(c.isalnum() for c in piece.text) for piece in before[i:i_end])
        if out and (slight or tag != "equal") and out[-1][0] != "equal":
            out[-1] = ("replace", out[-1][1], code[2], out[-1][3], code[4])
        else:
            out.append(code)
    return out


def _tokens(pieces: Sequence[Piece]) -> list[Piece]:
    """Words, signs and blanks; what a value prints is one, as it stands in one control."""
    return [
        evolve(piece, text=text)
        for piece in pieces
        for text in ([piece.text] if piece.value is not None else _TOKEN.findall(piece.text))
    ]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        if out and evolve(out[-1], text="") == evolve(piece, text=""):
            out[-1] = evolve(piece, text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out
