"""Reads a tagged PDF as a screen reader does: the tree of its parts, with the words of each, in reading order.

It knows nothing of how our files are made, but expects what they hold: fonts of two-byte codes with a map to Unicode.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from attrs import field, frozen

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
"""The operators that put something on the page."""


@frozen
class Part:
    """A part of the document: its tag, and the words and parts in it. ``page`` is where it begins, from 1."""

    tag: str
    inside: tuple[Part | str, ...]
    page: int
    links: int = field(default=0)

    @property
    def text(self) -> str:
        """All its words, without the hyphens that end a line."""
        return "".join(each.text if isinstance(each, Part) else each for each in self.inside).replace("\u00ad", "")

    def walk(self) -> Iterator[Part]:
        """It and every part in it, in reading order."""
        yield self
        for each in self.inside:
            if isinstance(each, Part):
                yield from each.walk()


class TaggedPdf:
    """A PDF, its tree, what is outside the tree (``furniture``, a text a page), and what is not marked at all."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.unmarked: list[str] = []
        self.furniture: list[list[str]] = []
        self._marked = [self._read(page) for page in self.pdf.pages]
        self._places = {page.obj.objgen: at for at, page in enumerate(self.pdf.pages)}
        root = self.pdf.Root.StructTreeRoot
        self.root = self._part(root.K if not isinstance(root.K, pikepdf.Array) else root.K[0], None)

    def _read(self, page: Any) -> dict[int, str]:
        maps = {str(name): _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
        words: dict[int, str] = {}
        artifacts: list[str] = []
        stack: list[Any] = []
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                stack.append(_mark(operands))
            elif name == "EMC":
                mark = stack.pop()
                if isinstance(mark, str):
                    _put(stack, mark, words, artifacts)
            elif name == "Tf":
                font = maps[str(operands[0])]
            elif name in PAINTS:
                shown = "".join(_decoded(each, font) for each in _strings(operands))
                if not stack:
                    self.unmarked.append(f"{name} {shown}")
                elif not isinstance(stack[-1], str):  # what is painted within a replacement text is replaced
                    _put(stack, shown, words, artifacts)
        assert not stack, "a mark is never closed"
        self.furniture.append(artifacts)
        return words

    def _part(self, element: Any, page: int | None) -> Part:
        if "/Pg" in element:
            page = self._places[element.Pg.objgen]
        kids = element.get("/K", pikepdf.Array([]))
        inside: list[Part | str] = []
        links = 0
        first = page
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                inside.append(self._marked[page].get(kid, ""))
            elif kid.get("/Type") == "/MCR":
                at = self._places[kid.Pg.objgen] if "/Pg" in kid else page
                assert at is not None
                first = at if first is None else first
                inside.append(self._marked[at].get(int(kid.MCID), ""))
            elif kid.get("/Type") == "/OBJR":
                links += 1
            else:
                part = self._part(kid, page)
                first = part.page - 1 if first is None else first
                inside.append(part)
        return Part(str(element.S)[1:], tuple(inside), (first or 0) + 1, links)

    def parts(self, *tags: str) -> list[Part]:
        """The parts with these tags, in reading order."""
        return [part for part in self.root.walk() if part.tag in tags]

    def annotations(self) -> list[Any]:
        """Every annotation of every page."""
        return [each for page in self.pdf.pages for each in page.get("/Annots", [])]

    def bookmarks(self) -> list[tuple[int, str]]:
        """Level (from 1) and title of every bookmark."""

        def flat(items: Any, level: int) -> Iterator[tuple[int, str]]:
            for item in items:
                yield level, item.title
                yield from flat(item.children, level + 1)

        with self.pdf.open_outline() as outline:
            return list(flat(outline.root, 1))


def _mark(operands: Any) -> Any:
    """The MCID of marked content, a text that replaces what is painted, or None for what is no part of the document."""
    if len(operands) == 2 and isinstance(operands[1], pikepdf.Dictionary):
        if "/MCID" in operands[1]:
            return int(operands[1].MCID)
        if "/ActualText" in operands[1]:
            return str(operands[1].ActualText)
    assert str(operands[0]) == "/Artifact", operands
    return None


def _put(stack: list[Any], text: str, words: dict[int, str], artifacts: list[str]) -> None:
    marks = [mark for mark in stack if isinstance(mark, int)]
    if marks:
        words[marks[-1]] = words.get(marks[-1], "") + text
    else:
        artifacts.append(text)


def _strings(operands: Any) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            yield bytes(operand)
        elif isinstance(operand, pikepdf.Array):
            yield from (bytes(each) for each in operand if isinstance(each, pikepdf.String))


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _to_unicode(font: Any) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
    assert "beginbfrange" not in text, "ranges are not read here"
    return found
