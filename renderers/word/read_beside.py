"""What hangs on the lines of an edited document, or stands beside them: comments, notes, headers, tracked changes.

Convention: a ``Places`` knows where people would look for a line, and which line of the agreement it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dsl.edits.edited import Comment, Leftover, TrackedChange
from renderers.word.edges import edge_digest
from renderers.word.marks import HOUSE_PROPERTY
from renderers.word.package import Element, Package, W, attribute
from renderers.word.read_lines import read_lines
from renderers.word.read_parts import Beside, Lines


class Places(Protocol):
    """Where the lines of a document are."""

    def place(self, line: int) -> str:
        """Where people look for what hangs on a line."""

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""


def pending(lines: Lines, blocks: Places) -> Iterable[TrackedChange]:
    """The tracked changes."""
    for each in lines.changes:
        yield TrackedChange(
            kind=each.kind,
            author=each.author,
            day=each.day,
            text=each.text,
            place=blocks.place(each.line),
            way=each.way,
        )


def comments(package: Package, lines: Lines, blocks: Places) -> Iterable[Comment]:
    """The comments, each with the words it is about."""
    for each in (each for root in package.every("comments") for each in root.findall(f"{W}comment")):
        words, line = lines.noted.get(attribute(each, "id"), ("", 0))
        yield Comment(
            author=attribute(each, "author"), day=attribute(each, "date")[:10], text=_text_of(package, each),
            words=words, anchor=blocks.anchor(line), place=blocks.place(line),
        )  # fmt: skip


def footnotes(package: Package, lines: Lines, blocks: Places) -> Iterable[Leftover]:
    """What footnotes and endnotes say."""
    names = {"footnote": ("fotnote", "footnote"), "endnote": ("sluttnote", "endnote")}
    for kind, what in names.items():
        notes = {attribute(each, "id"): each for root in package.every(f"{kind}s") for each in root.findall(W + kind)}
        for found, name, line in lines.footnotes:
            note = notes.pop(name, None) if found == kind else None  # one that is referred to twice is told once
            if note is not None:
                yield Leftover(what=what, text=_text_of(package, note), place=blocks.place(line))


def around(package: Package) -> Iterable[Leftover]:
    """What headers and footers say; not those of a house's template that nobody has touched."""
    house = property_of(package, HOUSE_PROPERTY).split()
    for kind, what in (("header", ("topptekst", "header")), ("footer", ("bunntekst", "footer"))):
        for root in package.every(kind):
            text = _text_of(package, root)
            if text and edge_digest(kind, root) not in house:
                yield Leftover(what=what, text=text)


def _text_of(package: Package, element: Element) -> str:
    """The words of a part beside the body, a line a paragraph; page numbers and the like are shown as ``#``."""
    found = read_lines(package, element, "inserted")
    texts = ["".join(atom.text for atom in line.atoms) for line in found.lines]
    texts += [each.text for each in found.beside if _is_words(each)]
    return "\n".join(text for text in texts if text.strip())


def _is_words(each: Beside) -> bool:
    return bool(each.text.strip())


def property_of(package: Package, name: str) -> str:
    """A custom property of the document; "" if it has none of the name."""
    for root in Package(package.parts, "").every("custom-properties"):
        for each in root:
            if each.get("name") == name:
                return "".join(each.itertext()).strip()
    return ""
