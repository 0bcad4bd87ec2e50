"""References of an edited document, which show what a program last counted and not what anybody wrote.

Convention: Word and LibreOffice count struck headings and new ones together while changes are tracked, and put words of
their own where the bookmark of a reference is gone. What people typed over a reference is left as it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from attrs import evolve

from dsl.anchors import clause_anchor
from dsl.edits.edited import EditedBlock, EditedPiece
from renderers.word.marks import anchor_of
from renderers.word.read_parts import Lines
from renderers.word.read_styles import Numbering, Style, shape_of

_CLAUSE = "punkt-"
_LOST = re.compile(r"\s*(?:error|feil)\b.*(?:reference source|referansekj?[ie]ld)", re.IGNORECASE)


def with_numbers(
    blocks: Sequence[EditedBlock], lines: Lines, styles: dict[str, Style], numbering: Numbering,
    known: AbstractSet[str],
) -> list[EditedBlock]:  # fmt: skip
    """The blocks with references by the numbers that clauses have now that changes are resolved.

    ``numbering`` has counted nothing yet; ``known`` are the anchors there can be.
    """
    now = {block.anchor: block.label for block in blocks if block.kind == "heading" and block.label}
    labels = ["", *((shape_of(each.shown, styles, numbering).label or "").rstrip(".") for each in lines.lines)]
    counted: dict[str, set[str]] = defaultdict(set)
    for name, spans in lines.spans.items():
        anchor = anchor_of(name, ())
        if anchor is not None and anchor in now:
            heads = [labels[span.first : min(span.last, span.first + 1) + 1] for span in spans]
            counted[anchor].update(*heads)

    def mended(piece: EditedPiece) -> EditedPiece:
        if piece.kind != "citation" or not piece.name:
            return piece
        words = piece.text.strip()
        if words and piece.name in now and words in counted[piece.name] and clause_anchor(words) != piece.name:
            return evolve(piece, text=now[piece.name])
        if _LOST.match(words) and piece.name in known and piece.name.startswith(_CLAUSE):
            return evolve(piece, text=piece.name.removeprefix(_CLAUSE).replace("-", "."))
        return piece

    return [evolve(block, pieces=tuple(map(mended, block.pieces))) for block in blocks]
