"""What hangs on the lines of an edited document, or stands beside them: comments, notes, headers, tracked changes.

Convention: a ``Places`` knows where people would look for a line, and which line of the agreement it is. What lines
lead to is told once, however many lead to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from attrs import frozen

from dsl.edits.edited import Comment, Leftover, TrackedChange
from renderers.word.edges import edge_digest
from renderers.word.figures import figure_digests, figures_of, name_of
from renderers.word.marks import HOUSE_PROPERTY
from renderers.word.package import Element, Package, W, attribute
from renderers.word.read_changes import PICTURE, StyleNames
from renderers.word.read_lines import read_lines
from renderers.word.read_others import STRUCK
from renderers.word.read_parts import Beside, Change, Lines
from renderers.word.read_threads import Threads
from renderers.word.read_words import GONE, DrawnApart, Keep, words_in

_NOTES = {"footnote": ("fotnote", "footnote"), "endnote": ("sluttnote", "endnote")}
_AROUND = {"header": ("topptekst", "header"), "footer": ("bunntekst", "footer")}


class Places(Protocol):
    """Where the lines of a document are."""

    def place(self, line: int) -> str:
        """Where people look for what hangs on a line."""

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""


@frozen
class Hanging:
    """What hangs on the lines of a package's text."""

    package: Package
    lines: Lines
    blocks: Places
    keep: Keep
    styles: StyleNames

    def pending(self) -> Iterator[TrackedChange]:
        """The tracked changes of the body, of the notes that stand in it, and of headers and footers."""
        notes = self._notes()
        told: set[tuple[str, tuple[str, str]]] = set()
        for each in self.lines.changes:
            if each.note is None:
                yield self._tracked(each, each.what, each.text, each.line)
            elif (each.kind, each.note) not in told:
                told.add((each.kind, each.note))
                keep: Keep = "deleted" if each.kind == "deleted" else "inserted"
                text = self._text_of(notes[each.note], keep) if each.note in notes else ""
                yield self._tracked(each, _NOTES[each.note[0]], text, each.line)
        for note, what, line in self._noted(notes):
            for each in read_lines(self.package, note, "deleted", self.styles).changes:
                yield self._tracked(each, what, each.text, line)
        for kind, what in _AROUND.items():
            for root in self.package.every(kind):
                for each in read_lines(self.package, root, "deleted", self.styles).changes:
                    yield self._tracked(each, what, each.text, 0)

    def _tracked(self, change: Change, what: tuple[str, str], text: str, line: int) -> TrackedChange:
        return TrackedChange(
            kind=change.kind, author=change.author, day=change.day, text=text,
            place=self.blocks.place(line), what=what if what[0] else change.what, way=change.way,
        )  # fmt: skip

    def comments(self) -> Iterable[Comment]:
        """The comments, each with the words it is about, and after it the replies to it."""
        threads = Threads.of(self.package, tuple(self._commented()))
        above = ("", 0)
        for each, answers, resolved in threads.ordered():
            above = words, line = self.lines.noted.get(attribute(each, "id"), above if answers else ("", 0))
            yield Comment(
                answers=answers, resolved=resolved,
                author=attribute(each, "author"), day=attribute(each, "date")[:10],
                text=self._text_of(each, "inserted"), words=words, anchor=self.blocks.anchor(line),
                place=self.blocks.place(line),
            )  # fmt: skip

    def footnotes(self) -> Iterable[Leftover]:
        """What footnotes and endnotes say."""
        apart = {f"{W}{kind}": self._apart(f"{kind}s") for kind in _NOTES}
        for note, what, line in self._noted(self._notes()):
            place = self.blocks.place(line)
            if text := self._text_of(note, self.keep):
                yield Leftover(what=what, text=text, place=place)
            yield from self._figures(note, place, apart[str(note.tag)])

    def around(self) -> Iterable[Leftover]:
        """What headers and footers say and show; not those of a house's template that nobody has touched."""
        house = frozenset(property_of(self.package, HOUSE_PROPERTY).split())
        for kind, what in _AROUND.items():
            for name, root in self.package.named(kind):
                text = self._text_of(root, self.keep)
                if text and edge_digest(kind, root) not in house:
                    yield Leftover(what=what, text=text)
                yield from self._shown_around(kind, name, root, house)

    def _shown_around(self, kind: str, name: str, root: Element, house: frozenset[str]) -> Iterator[Leftover]:
        """The pictures and charts of a header or a footer that are not the house's."""
        parts = self.package.parts
        pictures = {key: parts[part] for key, part in self.package.related("image", name) if part in parts}
        apart = DrawnApart(self.package, name)
        known = dict(figure_digests(kind, root, pictures))
        for figure in figures_of(root, GONE[self.keep]):
            chart = apart.words(figure)
            if chart or (figure in known and not known[figure] <= house):
                yield Leftover(what=PICTURE, text=chart or name_of(figure), place=_AROUND[kind][0])

    def _apart(self, kind: str) -> DrawnApart:
        """What the charts of a part say, of which a package has one of the kind."""
        return DrawnApart(self.package, next((name for name, _ in self.package.named(kind)), ""))

    def _figures(self, element: Element, place: str, apart: DrawnApart) -> Iterator[Leftover]:
        """The pictures and charts of a note or a comment; what has words is told with its words."""
        for figure in figures_of(element, GONE[self.keep]):
            chart = apart.words(figure)
            if chart or not words_in(figure, self.keep).strip():
                yield Leftover(what=PICTURE, text=chart or name_of(figure), place=place)

    def in_comments(self) -> Iterator[Leftover]:
        """The pictures and charts of comments."""
        apart = self._apart("comments")
        for each in self._commented():
            _, line = self.lines.noted.get(attribute(each, "id"), ("", 0))
            yield from self._figures(each, self.blocks.place(line), apart)

    def _commented(self) -> Iterator[Element]:
        return (each for root in self.package.every("comments") for each in root.findall(f"{W}comment"))

    def _notes(self) -> dict[tuple[str, str], Element]:
        """The notes by kind and name."""
        return {
            (kind, attribute(each, "id")): each
            for kind in _NOTES
            for root in self.package.every(f"{kind}s")
            for each in root.findall(W + kind)
        }

    def _noted(self, notes: dict[tuple[str, str], Element]) -> Iterator[tuple[Element, tuple[str, str], int]]:
        """The notes that lines lead to, of each kind in their order: what each is, and the line."""
        first: dict[tuple[str, str], int] = {}
        for kind, name, line in self.lines.footnotes:
            first.setdefault((kind, name), line)
        for kind, what in _NOTES.items():
            for key, line in first.items():
                if key[0] == kind and key in notes:
                    yield notes[key], what, line

    def _text_of(self, element: Element, keep: Keep) -> str:
        """The words of a part beside the body, a line a paragraph; page numbers and the like are shown as ``#``."""
        found = read_lines(self.package, element, keep, self.styles)
        texts = ["".join(atom.text for atom in line.atoms) for line in found.lines]
        texts += [each.text for each in found.beside if _is_words(each)]
        return "\n".join(text for text in texts if text.strip())


def _is_words(each: Beside) -> bool:
    """What was struck by hand stands among the words already, and pictures are told by themselves."""
    return bool(each.text.strip()) and each.what not in (STRUCK, PICTURE)


def property_of(package: Package, name: str) -> str:
    """A custom property of the document; "" if it has none of the name."""
    for root in Package(package.parts, "").every("custom-properties"):
        for each in root:
            if each.get("name") == name:
                return "".join(each.itertext()).strip()
    return ""
