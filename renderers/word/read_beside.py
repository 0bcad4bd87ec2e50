"""What hangs on the lines of an edited document, or stands beside them: comments, notes, headers, tracked changes.

Convention: a ``Places`` knows where people would look for a line, and which line of the agreement it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from dsl.edits.edited import Comment, Leftover, TrackedChange
from renderers.word.package import Element, Package, W, attribute
from renderers.word.read_lines import STRUCK, read_lines
from renderers.word.read_parts import Beside, Change, Lines
from renderers.word.read_words import Keep

_NOTES = {"footnote": ("fotnote", "footnote"), "endnote": ("sluttnote", "endnote")}
_AROUND = {"header": ("topptekst", "header"), "footer": ("bunntekst", "footer")}


class Places(Protocol):
    """Where the lines of a document are."""

    def place(self, line: int) -> str:
        """Where people look for what hangs on a line."""

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""


def pending(package: Package, lines: Lines, blocks: Places) -> Iterator[TrackedChange]:
    """The tracked changes of the body, of the notes that stand in it, and of headers and footers."""
    parts = {kind: _notes(package, kind) for kind in _NOTES}
    for each in lines.changes:
        if each.note is None:
            yield _tracked(each, each.what, each.text, blocks.place(each.line))
            continue
        note = parts[each.note[0]].get(each.note[1])
        text = "" if note is None else _text_of(package, note, "deleted" if each.kind == "deleted" else "inserted")
        yield _tracked(each, _NOTES[each.note[0]], text, blocks.place(each.line))
    for kind, what in _NOTES.items():
        for found, name, line in lines.footnotes:
            if found == kind and name in parts[kind]:
                for each in read_lines(package, parts[kind][name], "deleted").changes:
                    yield _tracked(each, what, each.text, blocks.place(line))
    for kind, what in _AROUND.items():
        for _, name in package.related(kind):
            root = package.root(name)
            for each in () if root is None else read_lines(package, root, "deleted").changes:
                yield _tracked(each, what, each.text, "")


def _tracked(change: Change, what: tuple[str, str], text: str, place: str) -> TrackedChange:
    return TrackedChange(
        kind=change.kind, author=change.author, day=change.day, text=text, place=place,
        what=what if what[0] else change.what,
    )  # fmt: skip


def comments(package: Package, lines: Lines, blocks: Places) -> Iterable[Comment]:
    """The comments, each with the words it is about."""
    root = package.only("comments")
    for each in () if root is None else root.findall(f"{W}comment"):
        words, line = lines.noted.get(attribute(each, "id"), ("", 0))
        yield Comment(
            author=attribute(each, "author"), day=attribute(each, "date")[:10],
            text=_text_of(package, each, "inserted"), words=words, anchor=blocks.anchor(line), place=blocks.place(line),
        )  # fmt: skip


def footnotes(package: Package, lines: Lines, blocks: Places, keep: Keep) -> Iterable[Leftover]:
    """What footnotes and endnotes say."""
    for kind, what in _NOTES.items():
        notes = _notes(package, kind)
        for found, name, line in lines.footnotes:
            if found == kind and name in notes:
                yield Leftover(what=what, text=_text_of(package, notes[name], keep), place=blocks.place(line))


def _notes(package: Package, kind: str) -> dict[str, Element]:
    root = package.only(f"{kind}s")
    return {} if root is None else {attribute(each, "id"): each for each in root.findall(W + kind)}


def around(package: Package, keep: Keep) -> Iterable[Leftover]:
    """What headers and footers say."""
    for kind, what in _AROUND.items():
        for _, name in package.related(kind):
            root = package.root(name)
            text = "" if root is None else _text_of(package, root, keep)
            if text:
                yield Leftover(what=what, text=text)


def _text_of(package: Package, element: Element, keep: Keep) -> str:
    """The words of a part beside the body, a line a paragraph; page numbers and the like are shown as ``#``."""
    found = read_lines(package, element, keep)
    texts = ["".join(atom.text for atom in line.atoms) for line in found.lines]
    texts += [each.text for each in found.beside if _is_words(each)]
    return "\n".join(text for text in texts if text.strip())


def _is_words(each: Beside) -> bool:
    """What was struck by hand stands among the words already."""
    return bool(each.text.strip()) and each.what != STRUCK


def property_of(package: Package, name: str) -> str:
    """A custom property of the document; "" if it has none of the name."""
    for part in (
        part for _, part in Package(package.parts, "").related("custom-properties") if part in package.parts
    ):  # fmt: skip
        root = package.root(part)
        for each in () if root is None else root:
            if each.get("name") == name:
                return "".join(each.itertext()).strip()
    return ""
