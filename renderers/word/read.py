"""A Word document that people edited, as lines of an agreement: the way back from ``write``.

Convention: every character of the document is in the result, but for what we added ourselves (contents, signatures,
notes, header and footer) where it still is as we would write it. Nothing is trusted: see ``safety``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Literal, TypeAlias

from attrs import Factory, define, evolve, frozen

from dsl.edits.edited import (
    BlockKind,
    EditedBlock,
    EditedDocument,
    EditedPiece,
    Leftover,
)
from renderers.document import Document
from renderers.word.lines import Line as WrittenLine
from renderers.word.lines import lines_of
from renderers.word.marks import (
    AGREEMENT_PROPERTY,
    anchor_of,
    bookmark_name,
    is_added,
    is_untouched_answers,
    value_name,
)
from renderers.word.package import Package, W, open_package
from renderers.word.read_beside import around, comments, footnotes, pending, property_of
from renderers.word.read_lines import read_lines
from renderers.word.read_parts import Atom, Line, Lines, Span
from renderers.word.read_references import with_numbers
from renderers.word.read_styles import BULLET, Shape, numbering_of, shape_of, styles_of
from renderers.word.safety import PackageError

Changes: TypeAlias = Literal["accepted", "rejected", "pending"]

MOST_LINES, MOST_SIGNS, LONGEST_LINE = 6_000, 1_500_000, 50_000
"""Paragraphs, their signs, and those of the longest. An agreement of five hundred pages has no more."""

MOST_PARAGRAPHS = 5 * MOST_LINES
"""With those that are empty, or stand in tables."""

_ADDITION = ("tillegg", "addition")
_ANSWERS = (
    "vkas oversikt over endrede svar, som ingen har rørt",
    "vka’s list of changed answers, which nobody touched",
)
_TYPED_NUMBER = re.compile(r"(§\s*)?(\d+(?:[.-]\d+)*)\.?[\s\u00a0]+")
_TYPED_ITEM = re.compile(r"([-–•·]|[a-zæøå0-9]{1,3}[.)])[\s\u00a0]+")
_BLOCK_KINDS: Mapping[str, BlockKind] = {"title": "title", "heading": "heading", "item": "item"}


@frozen
class Known:
    """What the agreement has: anchors of lines and names of values, by which shortened names are found again."""

    anchors: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


def read_back(data: bytes, document: Document, changes: Changes = "pending") -> EditedDocument:
    """A Word file printed from ``document`` and edited since; what we added is dropped where it stands as we print it.

    ``changes`` as for ``read_docx``, which this is for whoever has the document. Raises ``PackageError``, and
    ``ImportError`` without python-docx.
    """
    from renderers.word.write import to_docx

    return read_docx(data, changes, known_of(document), to_docx(document))


def known_of(document: Document) -> Known:
    """The anchors of a document's lines, and the names of the values it prints."""
    lines = [line for line in lines_of(document) if isinstance(line, WrittenLine)]
    return Known(
        frozenset(line.anchor for line in lines if line.anchor is not None),
        frozenset(piece.value for line in lines for piece in line.pieces if piece.value is not None),
    )


@frozen(kw_only=True)
class Scan:
    """A document as read. ``added`` is what stands in the places where we add something; ``beside`` the headers."""

    document: EditedDocument
    added: tuple[Leftover, ...] = ()


def read_docx(
    data: bytes, changes: Changes = "pending", known: Known | None = None, printed: bytes | None = None
) -> EditedDocument:
    """The document's lines, comments and leftovers.

    ``changes`` says what becomes of tracked changes; ``pending`` reports them and keeps the old text. ``printed`` is
    the document as it would be written today: what we added, and what is beside its lines, is dropped where the two
    agree. Raises ``PackageError`` for what is no Word document or is not safe to open.
    """
    known = known or Known()
    found = scan(data, changes, known)
    ours = Counter[tuple[tuple[str, str], str]]()
    if printed is not None:
        same = scan(printed, "accepted", known)
        ours = Counter((each.what, _folded(each.text)) for each in (*same.added, *same.document.leftovers))
    left = []
    for each in (*found.document.leftovers, *found.added):
        key = (each.what, _folded(each.text))
        if ours[key]:
            ours[key] -= 1
        elif each.text.strip() or each.what[1] == "picture or figure":
            left.append(each)
    return evolve(found.document, leftovers=_named(left))


def _named(left: list[Leftover]) -> tuple[Leftover, ...]:
    """What a redline says of changed answers is told by its heading alone, where nobody has touched it."""
    ours = [each for each in left if each.ours]
    others = tuple(each for each in left if not each.ours)
    if not ours:
        return others
    head = next((each for each in ours if each.what == _ADDITION), ours[0])
    return (*others, evolve(head, what=_ANSWERS, text=head.text if head.what == _ADDITION else ""))


def _folded(text: str) -> str:
    return " ".join(text.split())


def scan(data: bytes, changes: Changes, known: Known) -> Scan:
    """As ``read_docx``, with what we add kept apart. Raises ``PackageError``."""
    package = open_package(data)
    body = package.body()
    paragraphs = sum(1 for _ in body.iter(f"{W}p"))
    if paragraphs > MOST_PARAGRAPHS:
        raise PackageError(
            f"dokumentet er for stort: {paragraphs} avsnitt, de tomme og de i tabeller med. Det kan ha"
            f" {MOST_PARAGRAPHS}",
            f"the document is too large: {paragraphs} paragraphs, with empty ones and those of tables. It can have"
            f" {MOST_PARAGRAPHS}",
        )
    lines = read_lines(package, body, "inserted" if changes == "accepted" else "deleted")
    _must_be_bounded([sum(len(atom.text) for atom in line.living) for line in lines.lines if line.living])
    blocks = _Blocks(package, lines, known).made()
    _must_be_bounded([len(block.text) for block in blocks.blocks])
    leftovers = [
        Leftover(
            what=each.what,
            text=each.text,
            place=blocks.place(each.line),
            ours=is_untouched_answers(each.mark, each.text),
        )
        for each in lines.beside
    ]
    leftovers += footnotes(package, lines, blocks)
    added = [
        Leftover(what=_ADDITION, text=text, place=place, ours=is_untouched_answers(mark, text))
        for text, place, mark in blocks.added
    ]
    added += [
        Leftover(what=("innholdsfortegnelse", "contents"), text=text, place=place) for text, place in blocks.contents
    ]
    return Scan(
        document=EditedDocument(
            blocks=blocks.blocks,
            comments=tuple(comments(package, lines, blocks)),
            leftovers=tuple(leftovers),
            pending=tuple(pending(lines, blocks)) if changes == "pending" else (),
            agreement=property_of(package, AGREEMENT_PROPERTY),
        ),
        added=(*added, *around(package)),
    )


def _must_be_bounded(sizes: list[int]) -> None:
    """What lines are held against takes time by their number and their length."""
    if len(sizes) > MOST_LINES or sum(sizes) > MOST_SIGNS or max(sizes, default=0) > LONGEST_LINE:
        raise PackageError(
            f"dokumentet er for stort: {len(sizes)} avsnitt, {sum(sizes)} tegn, {max(sizes)} tegn i det lengste. Det"
            f" kan ha {MOST_LINES}, {MOST_SIGNS} og {LONGEST_LINE}",
            f"the document is too large: {len(sizes)} paragraphs, {sum(sizes)} signs, {max(sizes)} signs in the"
            f" longest. It can have {MOST_LINES}, {MOST_SIGNS} and {LONGEST_LINE}",
        )


# ── lines to blocks ─────────────────────────────────────────────────────────────────────────────────────────────────


@define
class _Blocks:
    """Puts lines together where their paragraph mark is gone, and gives each its anchor and label."""

    package: Package
    lines: Lines
    known: Known
    blocks: list[EditedBlock] = Factory(list)
    added: list[tuple[str, str, str]] = Factory(list)
    contents: list[tuple[str, str]] = Factory(list)
    _block_of: dict[int, int] = Factory(dict)
    _places: dict[int, str] = Factory(dict)

    def made(self) -> _Blocks:
        styles, numbering = styles_of(self.package), numbering_of(self.package)
        ours = self._ours()
        merged: list[list[Line]] = [[]]
        for line in self.lines.lines:
            merged[-1].append(line)
            if line.ends:
                merged.append([])
        clause = ""
        for group in merged:
            atoms = [atom for line in group for atom in line.living]
            if not group:
                continue
            text = "".join(atom.text for atom in atoms)
            gone = not text and not any(line.ends for line in group)
            if gone:
                continue
            first = next((line for line in group if line.living), group[-1])
            shape_line = group[-1] if group[-1].ends else first
            where = f"avsnitt {first.number}"
            if any(line.contents for line in group):
                self._note(group, f"i innholdsfortegnelsen, {where}")
                self.contents.append((_without_page(text), self._places[first.number]))
                continue
            shape = shape_of(
                shape_line.properties, styles, numbering
            )  # an empty paragraph of a list takes a number too
            if not any(atom.counts for atom in atoms):
                self._note(group, where)
                continue
            place = f"{clause}, {where}" if clause else where
            if all(line.number in ours for line in group if line.living) or shape.kind in ("note", "contents"):
                self._note(group, place)
                self.added.append((text, place, ours.get(first.number, "")))
                continue
            block = _block(shape, _pieces(atoms, self.known))
            if block.kind == "heading":
                clause = f"punkt {block.label}" if block.label else f"«{block.text.strip()}»"
                place = f"{clause}, {where}"
            self._note(group, place)
            for line in group:
                self._block_of[line.number] = len(self.blocks)
            self.blocks.append(evolve(block, place=place))
        self._anchor()
        self.blocks = with_numbers(self.blocks, self.lines, styles, numbering_of(self.package), self.known.anchors)
        return self

    def _note(self, group: list[Line], place: str) -> None:
        for line in group:
            self._places[line.number] = place

    def _ours(self) -> dict[int, str]:
        """The lines that something we add stands in, with the bookmark that says so."""
        steps = [0] * (len(self.lines.lines) + 3)  # a bookmark may begin after the last line
        for name, spans in self.lines.spans.items():
            for span in spans if is_added(name) else ():
                steps[span.first] += 1
                steps[span.last + 1] -= 1
        names = {spans[0].first: name for name, spans in self.lines.spans.items() if is_added(name)}
        return {line: names.get(line, "") for line, depth in enumerate(accumulate(steps)) if depth > 0}

    def _anchor(self) -> None:
        """Give each bookmark of ours to the first block with words in it.

        A bookmark without any (all its words were typed over) goes to the line it stands in, if that has no other.
        """
        by_bookmark = {bookmark_name(anchor): anchor for anchor in self.known.anchors}
        words = _Words(self.lines.lines)
        found: list[tuple[int, int, str]] = []
        empty: list[tuple[int, str]] = []
        for name, spans in self.lines.spans.items():
            anchor = by_bookmark.get(name) or anchor_of(name, ())
            if anchor is None:
                continue
            for span in spans:
                at = words.first(span)
                if at is not None:
                    found.append((at, span.before if at == span.first else -1, anchor))
                elif words.has(span.first):
                    empty.append((span.first, anchor))
        anchors: dict[int, str] = {}
        for line, _, anchor in sorted(found):  # where paragraphs have been run together, the first one's name stands
            if line in self._block_of:
                anchors.setdefault(self._block_of[line], anchor)
        given = set(anchors.values())
        for line, anchor in empty:
            if line in self._block_of and anchor not in given:
                given.add(anchors.setdefault(self._block_of[line], anchor))
        self.blocks = [evolve(block, anchor=anchors.get(at)) for at, block in enumerate(self.blocks)]

    def place(self, line: int) -> str:
        """Where people look for what hangs on a line."""
        return self._places.get(line, f"avsnitt {line}" if line else "")

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""
        at = self._block_of.get(line)
        return None if at is None else self.blocks[at].anchor


def _without_page(text: str) -> str:
    """A line of the contents without the number of its page."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1].isdecimal()):
        end -= 1
    return text[:end]


@define
class _Words:
    """Where there are words among the lines. Each line is counted once, however many bookmarks stand in it."""

    lines: list[Line]
    _before: dict[int, list[int]] = Factory(dict)
    _full: list[int] | None = None

    def first(self, span: Span) -> int | None:
        """The first line with words within a bookmark."""
        if self.has(span.first, span.before, span.until if span.first == span.last else None):
            return span.first
        if self._full is None:
            self._full = [line.number for line in self.lines if self.has(line.number)]
        at = bisect_right(self._full, span.first)
        inner = self._full[at] if at < len(self._full) else span.last
        if inner < span.last:
            return inner
        return span.last if self.has(span.last, span.before if span.first == span.last else 0, span.until) else None

    def has(self, number: int, first: int = 0, last: int | None = None) -> bool:
        """Does any word of a line stand between two places in it?"""
        if not 1 <= number <= len(self.lines):
            return False
        if number not in self._before:
            counts = [atom.counts for atom in self.lines[number - 1].atoms]
            self._before[number] = list(accumulate(counts, initial=0))
        before = self._before[number]
        end = len(before) - 1 if last is None else min(last, len(before) - 1)
        return first < end and before[end] > before[first]


def _block(shape: Shape, pieces: tuple[EditedPiece, ...]) -> EditedBlock:
    kind = _BLOCK_KINDS.get(shape.kind, "paragraph")
    label = shape.label or ""
    if kind == "heading":
        label = label.rstrip(".")
        if not label:
            label, pieces = _typed(pieces, _TYPED_NUMBER, "")
    elif kind == "item" and not label:
        label, pieces = _typed(pieces, _TYPED_ITEM, BULLET)
    return EditedBlock(kind=kind, pieces=pieces, level=shape.level if kind == "heading" else 0, label=label)


def _typed(
    pieces: tuple[EditedPiece, ...], pattern: re.Pattern[str], otherwise: str
) -> tuple[str, tuple[EditedPiece, ...]]:
    """A label that is typed as text at the head of a line, and the rest of the line."""
    if not pieces or pieces[0].kind != "text":
        return otherwise, pieces
    text = pieces[0].text.lstrip()
    found = pattern.match(text)
    if found is None:
        return otherwise, pieces
    rest = text[found.end() :]
    label = found[0].strip()
    if pattern is _TYPED_NUMBER:
        label = label.rstrip(".")
    return label, (*((evolve(pieces[0], text=rest),) if rest else ()), *pieces[1:])


def _pieces(atoms: Iterable[Atom], known: Known) -> tuple[EditedPiece, ...]:
    """Atoms as pieces, neighbours of one meaning joined: Word splits runs in odd places."""
    out: list[tuple[tuple[str, str, int], EditedPiece]] = []
    for atom in atoms:
        kind, name = atom.kind, ""
        if atom.kind == "value":
            name = value_name(atom.name, atom.title, known.values) or ""
        elif atom.kind == "citation":
            name = anchor_of(atom.name, known.anchors) or ""
        if kind in ("value", "citation") and not name:
            kind = "text"  # a control or a link that is not ours holds words like any others
        key = (kind, name, atom.control if kind == "value" else 0)
        if out and out[-1][0] == key:
            out[-1] = (key, EditedPiece(kind, out[-1][1].text + atom.text, name))
        else:
            out.append((key, EditedPiece(kind, atom.text, name)))
    return tuple(piece for _, piece in out)
