"""An agreement as people edited it in a word processor: what a reader of such a document gives, and an import takes.

Convention: pieces hold every character of the line, in order. What is no line of an agreement is a ``Leftover``;
nothing with characters is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

PieceKind = Literal["text", "value", "citation", "emphasis"]
BlockKind = Literal["title", "heading", "paragraph", "item"]


@frozen
class EditedPiece:
    """A stretch of a line. ``name`` is the declared value's name, or the anchor a citation leads to; else "".

    For a citation ``text`` is the whole citation as it reads («punkt 11.1») or only its number, as the document has it.
    """

    kind: PieceKind
    text: str
    name: str = ""


@frozen(kw_only=True)
class EditedBlock:
    """A line of the document: the title, a clause's heading, a paragraph or a list item.

    ``anchor`` is that of the line it was printed as (``punkt-11-1-ledd-2``), None where the mark is lost; the same
    anchor twice means that the line was copied. ``level`` is a heading's, 1 for ``11`` and 2 for ``11.1``; else 0.
    ``label`` is the number or the list mark as the document shows it, without a heading's closing stop; "" for none.
    ``place`` tells people where it stands («under punkt 11.1, avsnitt 40»). ``typed`` is a heading whose number was
    written by hand, which a word processor does not count.
    """

    kind: BlockKind
    pieces: tuple[EditedPiece, ...]
    anchor: str | None = None
    level: int = 0
    label: str = ""
    place: str = ""
    typed: bool = False

    @property
    def text(self) -> str:
        """The words of the line, without its label."""
        return "".join(piece.text for piece in self.pieces)


@frozen(kw_only=True)
class Comment:
    """A comment, the words it is attached to, and the line it stands at. ``day`` is "" or an ISO date.

    ``answers`` is how many comments before this one in the document's list the one is that it is a reply to, 0 for
    none; ``resolved`` whether somebody has marked the thread as done.
    """

    author: str
    day: str
    text: str
    words: str = ""
    anchor: str | None = None
    place: str = ""
    answers: int = 0
    resolved: bool = False


@frozen(kw_only=True)
class Leftover:
    """Something with characters that is no line of an agreement: a table, a footnote, a text box, a changed header.

    ``what`` is the kind in Norwegian and English. ``ours`` is what vka put there and nobody has touched: it is named,
    and nothing is lost with it.
    """

    what: tuple[str, str]
    text: str
    place: str = ""
    ours: bool = False


@frozen(kw_only=True)
class TrackedChange:
    """A tracked change left undecided (``pending``): reported, and the old text kept.

    ``what`` is what was changed, in Norwegian and English, if it is not the words of a line: a table, a note, a style.
    ``way`` says which end of a move it is: ``from`` where the words stood, ``to`` where they are put; else "".
    """

    kind: Literal["inserted", "deleted", "moved", "formatted"]
    author: str
    day: str
    text: str
    place: str = ""
    what: tuple[str, str] = ("", "")
    way: Literal["", "from", "to"] = ""


def _blocks(given: Iterable[EditedBlock]) -> tuple[EditedBlock, ...]:
    return tuple(given)


@frozen(kw_only=True)
class EditedDocument:
    """All of an edited document. ``agreement`` is the name of the agreement it was printed from, "" if not told."""

    blocks: tuple[EditedBlock, ...] = field(converter=_blocks)
    comments: tuple[Comment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    pending: tuple[TrackedChange, ...] = ()
    agreement: str = ""
