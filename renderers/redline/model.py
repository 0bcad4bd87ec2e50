"""A redline: the lines of two documents as one, with what each of them has of it.

Convention: the lines that are ``same``, ``inserted`` or ``moved_to``, with their segments that are not deleted, are the
new document; the rest, with the segments that are not inserted, the old. Nothing else stands in a redline.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from renderers.document import BULLET, Document, Heading, List, ListItem, Paragraph
from renderers.word.lines import Piece, pieces_of

Kind: TypeAlias = Literal["title", "basis", "heading", "paragraph", "item"]
How: TypeAlias = Literal["same", "inserted", "deleted", "moved_from", "moved_to"]
SegmentKind: TypeAlias = Literal["same", "inserted", "deleted"]

_OLD: tuple[How, ...] = ("same", "deleted", "moved_from")
_NEW: tuple[How, ...] = ("same", "inserted", "moved_to")


@frozen(kw_only=True)
class Row:
    """A line of one document. ``label`` is the number with its stop or the list mark, "" for none; ``list_`` is the
    same for the items of one list.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    level: int = 0
    label: str = ""
    anchor: str | None = None
    list_: int = 0

    @property
    def text(self) -> str:
        """The words, without the label."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def shape(self) -> tuple[Kind, int, str]:
        """What two lines must have in common to be one: kind, level, and a bullet, a label or none."""
        return self.kind, self.level, BULLET if self.label == BULLET else "label" if self.label else ""

    @property
    def key(self) -> tuple[tuple[Kind, int, str], str]:
        """The same for lines that read the same, whatever their number."""
        return self.shape, self.text


@frozen
class Segment:
    """A stretch of a line."""

    kind: SegmentKind
    piece: Piece


@frozen(kw_only=True)
class RedlineRow:
    """A line of a redline. ``row`` is the new one where there is one; ``move`` pairs the two ends of a move."""

    row: Row
    how: How
    segments: tuple[Segment, ...]
    label: tuple[Segment, ...] = ()
    move: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything of the line is not in both."""
        return self.how != "same" or any(s.kind != "same" for s in (*self.label, *self.segments))


@frozen(kw_only=True)
class ChangedAnswer:
    """A question two versions answer differently, in a case and on a day; both answers as people read them.

    ``known`` is the day what was known is that of, "" where it is ``day``; days are in ISO form. ``only_new`` is one of
    a case that does not fit the old version, which was not asked it.
    """

    question: str
    case: str
    day: str
    old: str
    new: str
    only_new: bool = False
    known: str = ""


@frozen(kw_only=True)
class Redline:
    """Two versions as one. ``asked`` is how many questions were put to both; ``unused`` names cases that could not be.

    ``name`` is the agreement's own.
    """

    title: str
    language: Literal["nb", "nn"]
    name: str
    rows: tuple[RedlineRow, ...]
    answers: tuple[ChangedAnswer, ...] = ()
    asked: int = 0
    unused: tuple[str, ...] = field(default=())

    def old_text(self) -> str:
        """The old document, a line a line, as ``Document.plain_text`` gives it."""
        return _text(self.rows, _OLD, "inserted")

    def new_text(self) -> str:
        """The new document, a line a line."""
        return _text(self.rows, _NEW, "deleted")

    @property
    def is_changed(self) -> bool:
        """Whether the two differ in a word, a number or the order of lines."""
        return any(row.is_changed for row in self.rows)

    def with_answers(self, answers: tuple[ChangedAnswer, ...], asked: int, unused: tuple[str, ...] = ()) -> Redline:
        """The same, with the answers that differ."""
        return evolve(self, answers=answers, asked=asked, unused=unused)


def _text(rows: tuple[RedlineRow, ...], kept: tuple[How, ...], dropped: SegmentKind) -> str:
    lines = []
    for row in rows:
        if row.how in kept:
            parts = ["".join(s.piece.text for s in each if s.kind != dropped) for each in (row.label, row.segments)]
            lines.append(" ".join(part for part in parts if part))
    return "\n".join(lines)


def rows_of(document: Document) -> tuple[Row, ...]:
    """All that is signed of a document, a line a row."""
    return tuple(_rows(document))


def _rows(document: Document) -> Iterator[Row]:
    yield Row(kind="title", pieces=(Piece(document.title),))
    for paragraph in document.legal_basis:
        yield Row(kind="basis", pieces=_plain(paragraph), anchor=paragraph.anchor)
    for at, block in enumerate(document.blocks):
        match block:
            case Heading():
                yield Row(
                    kind="heading",
                    pieces=_plain(block),
                    level=block.level,
                    label=block.label or "",
                    anchor=block.anchor,
                )
            case Paragraph():
                yield Row(kind="paragraph", pieces=_plain(block), anchor=block.anchor)
            case List():
                for item in block.items:
                    yield Row(kind="item", pieces=_plain(item), label=item.label, anchor=item.anchor, list_=at + 1)


def _plain(line: Heading | Paragraph | ListItem) -> tuple[Piece, ...]:
    """The pieces, with references as words: clause numbers are words in a redline, and Word would count anew."""
    return tuple(evolve(piece, leads_to="") for piece in pieces_of(line.inlines))
