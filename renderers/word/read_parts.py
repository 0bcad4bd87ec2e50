"""What the reader of a Word document finds, before lines are blocks: characters, paragraphs, bookmarks, changes."""

from __future__ import annotations

from typing import Literal

from attrs import Factory, define, frozen

from dsl.edits.edited import PieceKind
from renderers.word.package import Element


@frozen
class Atom:
    """Characters with one meaning: ``name`` is a control's tag and title, or the bookmark a reference leads to.

    ``struck`` is a control whose words were struck with changes tracked.
    """

    kind: PieceKind
    text: str
    name: str = ""
    title: str = ""
    control: int = 0
    struck: bool = False

    @property
    def counts(self) -> bool:
        """Is there anything to see? An emptied control shows what to write in it."""
        return bool(self.text.strip()) or (self.kind == "value" and not self.struck)


@define
class Line:
    """A paragraph as it stands in the file: ``number`` counts them from 1.

    ``ends`` is whether its paragraph mark survives the choice of changes; if not, the next line goes on from it.
    ``shown`` are the properties before that choice: a program counts what is struck and what is put in.
    """

    number: int
    properties: Element | None
    ends: bool
    atoms: list[Atom] = Factory(list)
    contents: bool = False
    shown: Element | None = None

    @property
    def living(self) -> list[Atom]:
        """Its atoms; none if all its words were struck."""
        return self.atoms if any(atom.counts or atom.text for atom in self.atoms) else []


@frozen
class Beside:
    """What has characters and is no line: the kind in Norwegian and English, and the line it hangs on.

    ``mark`` is its bookmark, if it is something we add.
    """

    what: tuple[str, str]
    text: str
    line: int
    mark: str = ""


@frozen
class Change:
    """A tracked change, and the line it stands in.

    ``what`` is what was changed, if it is not the words of a line; ``note`` the kind and name of a note whose words it
    is about; ``way`` the end of a move it is.
    """

    kind: Literal["inserted", "deleted", "moved", "formatted"]
    author: str
    day: str
    text: str
    line: int
    what: tuple[str, str] = ("", "")
    note: tuple[str, str] | None = None
    way: Literal["", "from", "to"] = ""


@frozen
class Span:
    """From a bookmark's start to its end: lines, and how many atoms of each come before it."""

    first: int
    before: int
    last: int
    until: int


@define
class Lines:
    """All that a body holds. ``spans``: where each bookmark stands; ``noted``: words and line of comments."""

    lines: list[Line] = Factory(list)
    beside: list[Beside] = Factory(list)
    changes: list[Change] = Factory(list)
    spans: dict[str, list[Span]] = Factory(dict)
    noted: dict[str, tuple[str, int]] = Factory(dict)
    footnotes: list[tuple[str, str, int]] = Factory(list)
