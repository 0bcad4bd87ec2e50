"""A source with errors of its own as the document it prints: its words are there, though nobody knows what they mean.

What vka adds around the agreement's words (contents, lines to sign on, header) goes by these alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dsl import syntax as s
from renderers import document as d

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.edits.edited import EditedBlock, EditedPiece
    from dsl.edits.lines import Source


def draft_of(source: Source) -> d.Document:
    """The document of a source that can be read, whatever a check says of it.

    Raises ``ValueError`` for text that no medium prints, as ``Document`` does.
    """
    lines = [line.printed for line in source.lines]
    first = next((at for at, line in enumerate(lines) if line.kind == "heading"), len(lines))
    words = (t.word.text for t in source.tree.head.trailers if isinstance(t, s.WordTrailer))
    return d.Document(
        " ".join(source.title.split()),
        list(_blocks(lines[first:])),
        legal_basis=[d.Paragraph(_inlines(line), line.anchor) for line in lines[:first]],
        language="nn" if next(words, "") == "nynorsk" else "nb",
        signatures=tuple(x.title.words for _, x in source.placed if isinstance(x, s.PartyDecl)),
        name=source.tree.head.name.text,
    )


def _blocks(lines: Iterable[EditedBlock]) -> Iterable[d.Block]:
    for (kind, _), group in groupby(lines, key=lambda x: (x.kind, x.kind == "item" and x.label == d.BULLET)):
        if kind == "item":
            yield d.List([d.ListItem(line.label, _inlines(line), anchor=line.anchor) for line in group])
            continue
        for line in group:
            if kind == "heading":
                yield d.Heading(_inlines(line), line.anchor or "", number=line.label or None, level=line.level)
            else:
                yield d.Paragraph(_inlines(line), line.anchor)


def _inlines(line: EditedBlock) -> tuple[d.Inline, ...]:
    return tuple(_inline(piece) for piece in line.pieces)


def _inline(piece: EditedPiece) -> d.Inline:
    match piece.kind:
        case "value":
            return d.Value(piece.text, piece.name, title=piece.name)
        case "citation":
            return d.Citation(piece.text, piece.name or piece.text, href=f"#{piece.name}" if piece.name else None)
        case "emphasis":
            return d.Emphasis(piece.text)
        case _:
            return d.Text(piece.text)
