"""The lines of a Word document, before anything is XML: what stands in each, in which style, under which mark.

Convention: a ``Line`` is a paragraph of Word's; its words are pieces in order, and its number or list mark is a label
beside them. Whoever compares two documents makes the same lines, with changes on pieces, labels and whole lines, and
has them written with numbers as words (``numbering="literal"``): Word counts struck headings too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import field, frozen

from renderers.document import (
    BULLET,
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Strong,
    Text,
    Value,
)
from renderers.word import marks

Language: TypeAlias = Literal["nb", "nn"]


@frozen(kw_only=True)
class Change:
    """A tracked change. ``day`` is an ISO date; ``name`` pairs the two ends of a move, and is "" for other changes."""

    kind: Literal["inserted", "deleted", "moved_from", "moved_to"]
    author: str
    day: str
    name: str = ""


@frozen
class Piece:
    """A stretch of a line. A tab in ``text`` is Word's tab.

    ``value`` is the name of the value it prints, or None; ``leads_to`` is where a citation leads, ``#anchor`` or a web
    address, or "".
    """

    text: str
    italic: bool = field(default=False, kw_only=True)
    bold: bool = field(default=False, kw_only=True)
    value: str | None = field(default=None, kw_only=True)
    leads_to: str = field(default="", kw_only=True)
    change: Change | None = field(default=None, kw_only=True)


def _pieces(given: str | Iterable[Piece]) -> tuple[Piece, ...]:
    return (Piece(given),) if isinstance(given, str) else tuple(given)


@frozen(kw_only=True)
class Line:
    """A paragraph.

    ``style`` is the name of its style; ``level`` a heading's (1 for ``11``), else 0. ``label`` is the number with its
    stop (``11.1.``) or the list mark, "" for none. ``changed_label`` stands in its place where it was changed, and
    is written as words. ``anchor`` is its mark; ``added`` its bookmark where the line is ours and no signed text.
    ``change`` is that of the paragraph itself, whose mark comes or goes with its words; ``group`` is the same for the
    items of one list, which count on.
    """

    style: str
    pieces: tuple[Piece, ...] = field(converter=_pieces)
    level: int = 0
    label: str = ""
    changed_label: tuple[Piece, ...] = ()
    anchor: str | None = None
    added: str = ""
    change: Change | None = None
    group: int = 0
    new_page: bool = False
    with_next: bool = False

    @property
    def text(self) -> str:
        """The words, without the label."""
        return "".join(piece.text for piece in self.pieces)


@frozen
class Contents:
    """The table of contents, made of the lines that are headings."""

    heading: str


@frozen
class Table:
    """A table: a row of headings, and rows of cells; ``widths`` are the parts each column has of the whole.

    ``added`` is its bookmark, which stands in its first cell.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...] = ()
    added: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join((*self.heads, *(line.text for row in self.rows for cell in row for line in cell)))


BodyItem: TypeAlias = Line | Contents | Table


@frozen(kw_only=True)
class Properties:
    """What a file says of itself. ``agreement`` is the agreement's name; ``authors`` are the parties.

    ``tracking`` has Word track what is changed from now on.
    """

    title: str
    language: Language = "nb"
    agreement: str = ""
    authors: tuple[str, ...] = ()
    tracking: bool = False


def properties_of(document: Document) -> Properties:
    """What the file of a document says of itself."""
    return Properties(
        title=document.title, language=document.language, agreement=document.name, authors=document.signatures
    )


def lines_of(document: Document) -> tuple[BodyItem, ...]:
    """A document as Word has it: title, notes, legal basis, contents, blocks, signatures."""
    return (*opening_of(document), *contract_lines(document), *signature_lines(document.signatures, document.language))


def opening_of(document: Document) -> Iterator[BodyItem]:
    """What stands before the first block, contents included."""
    yield Line(style=marks.TITLE_STYLE, pieces=(Piece(document.title),))
    notes = Notes()
    yield from notes.of(document.notes)
    for paragraph in document.legal_basis:
        yield paragraph_line(paragraph, marks.BASIS_STYLE)
    if document.has_contents:
        yield Contents(document.words.contents)


def contract_lines(document: Document) -> Iterator[Line]:
    """The blocks, each line with its mark; notes on amendments stand under their headings."""
    notes = Notes(len(document.notes))
    for at, block in enumerate(document.blocks):
        match block:
            case Heading():
                yield heading_line(block)
                yield from notes.of(block.notes)
            case Paragraph():
                yield paragraph_line(block, marks.BODY_STYLE)
            case List():
                yield from (item_line(item, at + 1) for item in block.items)


class Notes:
    """Makes the lines of notes, which are numbered through the document."""

    def __init__(self, before: int = 0) -> None:
        self._count = before

    def of(self, notes: Iterable[str]) -> Iterator[Line]:
        """A line for each note."""
        for note in notes:
            self._count += 1
            yield Line(style=marks.NOTE_STYLE, pieces=(Piece(note),), added=f"{marks.ADDED_NOTE}{self._count}")


def heading_line(heading: Heading) -> Line:
    """A clause's heading."""
    return Line(
        style=marks.heading_style(heading.level), pieces=pieces_of(heading.inlines), level=heading.level,
        label=heading.label or "", anchor=heading.anchor,
    )  # fmt: skip


def paragraph_line(paragraph: Paragraph, style: str) -> Line:
    """A passage of running text."""
    return Line(style=style, pieces=pieces_of(paragraph.inlines), anchor=paragraph.anchor)


def item_line(item: ListItem, group: int = 0) -> Line:
    """An item of a list."""
    style = marks.BULLET_STYLE if item.label == BULLET else marks.ITEM_STYLE
    return Line(style=style, pieces=pieces_of(item.inlines), label=item.label, anchor=item.anchor, group=group)


def signature_lines(parties: Iterable[str], language: Language) -> Iterator[Line]:
    """Where the parties sign: for each a line to say for whom, and lines to fill in."""
    place, name, signature = _TO_FILL_IN[language]
    count = 0
    for party in parties:
        fields = (f"For {party}", f"{place}\t", f"{signature}\t", f"{name}\t")
        for at, words in enumerate(fields):
            count += 1
            yield Line(
                style=marks.SIGNATURE_STYLE, pieces=(Piece(words, bold=at == 0),),
                added=f"{marks.ADDED_SIGNATURE}{count}", with_next=at < len(fields) - 1,
            )  # fmt: skip


_TO_FILL_IN = {
    "nb": ("Sted og dato:", "Navn og stilling:", "Underskrift:"),
    "nn": ("Stad og dato:", "Namn og stilling:", "Underskrift:"),
}


def pieces_of(inlines: Iterable[Inline], *, italic: bool = False, bold: bool = False) -> tuple[Piece, ...]:
    """The parts of a line, laid flat: emphasis is on each piece within it."""
    out: list[Piece] = []
    for inline in inlines:
        match inline:
            case Text():
                out.append(Piece(inline.text, italic=italic, bold=bold))
            case Value():
                out.append(Piece(inline.text, italic=italic, bold=bold, value=inline.name))
            case Citation():
                out.append(Piece(inline.text, italic=italic, bold=bold, leads_to=inline.href or ""))
            case Emphasis():
                out += pieces_of(inline.inlines, italic=True, bold=bold)
            case Strong():
                out += pieces_of(inline.inlines, italic=italic, bold=True)
    return tuple(piece for piece in out if piece.text)
