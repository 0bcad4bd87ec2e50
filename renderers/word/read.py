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
from renderers.word.package import Package, child, open_package
from renderers.word.read_beside import around, comments, footnotes, pending, property_of
from renderers.word.read_lines import read_lines
from renderers.word.read_parts import Atom, Line, Lines, Span
from renderers.word.read_references import with_numbers
from renderers.word.read_styles import BULLET, Shape, numbering_of, shape_of, styles_of
from renderers.word.read_words import Keep

Changes: TypeAlias = Literal["accepted", "rejected", "pending"]

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
    body = child(package.root(package.main), "body")
    keep: Keep = "inserted" if changes == "accepted" else "deleted"
    lines = Lines() if body is None else read_lines(package, body, keep)
    blocks = _Blocks(package, lines, known).made()
    leftovers = [
        Leftover(
            what=each.what,
            text=each.text,
            place=blocks.place(each.line),
            ours=is_untouched_answers(each.mark, each.text),
        )
        for each in lines.beside
    ]
    leftovers += footnotes(package, lines, blocks, keep)
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
            pending=tuple(pending(package, lines, blocks)) if changes == "pending" else (),
            agreement=property_of(package, AGREEMENT_PROPERTY),
        ),
        added=(*added, *around(package, keep)),
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
            self._note_gone(group, clause)
            if not text and not any(line.ends for line in group):
                continue
            first = next((line for line in group if line.living), group[-1])
            shape_line = group[-1] if group[-1].ends else first
            where = f"avsnitt {first.number}"
            if any(line.contents for line in group):
                self._note(group, f"i innholdsfortegnelsen, {where}")
                self.contents.append((re.sub(r"[\s\d]+$", "", text), self._places[first.number]))
                continue
            shape = shape_of(
                shape_line.properties, styles, numbering
            )  # an empty paragraph of a list takes a number too
            place = f"{clause}, {where}" if clause else where
            if not any(atom.counts for atom in atoms):
                self._note(group, place)
                continue
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
            self._places.setdefault(line.number, place)

    def _note_gone(self, group: list[Line], clause: str) -> None:
        """Lines of which nothing is left are where they stood: after what came before them, not before what follows."""
        for line in group:
            if line.living or line.ends:
                break
            where = f"avsnitt {line.number}"
            self._note([line], f"{clause}, {where}" if clause else where)

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
        lines = self.lines.lines
        full = [line.number for line in lines if any(atom.counts for atom in line.atoms)]
        found: list[tuple[int, int, str]] = []
        empty: list[tuple[int, str]] = []
        for name, spans in self.lines.spans.items():
            anchor = by_bookmark.get(name) or anchor_of(name, ())
            if anchor is None:
                continue
            for span in spans:
                at = _first_with_words(lines, full, span)
                if at is not None:
                    found.append((at, span.before if at == span.first else -1, anchor))
                elif span.first <= len(lines) and any(atom.counts for atom in lines[span.first - 1].atoms):
                    empty.append((span.first, anchor))
        anchors: dict[int, str] = {}
        for line, _, anchor in sorted(found):  # where paragraphs have been run together, the first one's name stands
            if line in self._block_of:
                anchors.setdefault(self._block_of[line], anchor)
        for line, anchor in empty:
            if line in self._block_of and anchor not in anchors.values():
                anchors.setdefault(self._block_of[line], anchor)
        self.blocks = [evolve(block, anchor=anchors.get(at)) for at, block in enumerate(self.blocks)]

    def place(self, line: int) -> str:
        """Where people look for what hangs on a line."""
        return self._places.get(line, f"avsnitt {line}" if line else "")

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""
        at = self._block_of.get(line)
        return None if at is None else self.blocks[at].anchor


def _first_with_words(lines: list[Line], full: list[int], span: Span) -> int | None:
    """The first line with words within a bookmark; ``full`` are the numbers of the lines that have any at all."""
    if _has_words(lines, span, span.first):
        return span.first
    at = bisect_right(full, span.first)
    inner = full[at] if at < len(full) else span.last
    if inner < span.last:
        return inner
    return span.last if _has_words(lines, span, span.last) else None


def _has_words(lines: list[Line], span: Span, number: int) -> bool:
    """Does any word of a line stand within a bookmark?"""
    if not 1 <= number <= len(lines):
        return False
    atoms = lines[number - 1].atoms
    first = span.before if number == span.first else 0
    last = span.until if number == span.last else len(atoms)
    return any(atom.counts for atom in atoms[first:last])


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
