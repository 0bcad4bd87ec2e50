"""Lines of a Word document put together to blocks of an agreement, each with its anchor, label and place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from attrs import Factory, define, evolve, frozen

from dsl.edits.edited import BlockKind, EditedBlock, EditedPiece
from dsl.edits.values import folded
from renderers.word.marks import (
    ADDED_CONTENTS,
    ADDED_SIGNATURE,
    anchor_of,
    bookmark_name,
    is_added,
    value_name,
)
from renderers.word.package import Package
from renderers.word.read_aside import ABOVE, SIGNED, Ours
from renderers.word.read_aside import beside as beside_text
from renderers.word.read_contents import CONTENTS
from renderers.word.read_parts import Atom, Beside, Line, Lines, Span
from renderers.word.read_places import Places, places_of
from renderers.word.read_references import with_numbers
from renderers.word.read_styles import BULLET, Shape, numbering_of, shape_of, styles_of

ADDITION = ("tillegg", "addition")
_TYPED_NUMBER = re.compile(r"(§\s*)?(\d+(?:[.-]\d+)*)\.?[\s\u00a0]+")
_YEAR = re.compile(r"\d{3}")
_TYPED_ITEM = re.compile(r"([-–•·]|[a-zæøå0-9]{1,3}[.)])[\s\u00a0]+")
_BLOCK_KINDS: Mapping[str, BlockKind] = {"title": "title", "heading": "heading", "item": "item"}


@frozen
class Known:
    """What the agreement has: anchors of lines and names of values, by which shortened names are found again.

    ``ours`` are the words it prints, by which what we added is known where its bookmarks are gone.
    """

    anchors: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    ours: Ours = Factory(Ours)


@define
class Blocks:
    """Puts lines together where their paragraph mark is gone, and gives each its anchor, label and place.

    ``added`` is what stands where we add something, or beside the agreement's text.
    """

    package: Package
    lines: Lines
    known: Known
    blocks: list[EditedBlock] = Factory(list)
    added: list[Beside] = Factory(list)
    _block_of: dict[int, int] = Factory(dict)
    _first: list[int] = Factory(list)
    _styled: set[int] = Factory(set)
    _signed: list[int] = Factory(list)
    _places: Places = Factory(lambda: Places({}))

    def made(self) -> Blocks:
        styles, numbering = styles_of(self.package), numbering_of(self.package)
        ours = self._ours()
        merged: list[list[Line]] = [[]]
        for line in self.lines.lines:
            merged[-1].append(line)
            if line.ends:
                merged.append([])
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
            if any(line.contents for line in group):
                self.added.append(Beside(CONTENTS, text, first.number))
                continue
            shape = shape_of(
                shape_line.properties, styles, numbering
            )  # an empty paragraph of a list takes a number too
            if not any(atom.counts for atom in atoms):
                continue
            if all(line.number in ours for line in group if line.living) or shape.kind in ("note", "contents"):
                mark = ours.get(first.number, "")
                signed = mark.startswith(ADDED_SIGNATURE) or shape.kind == "signature"
                self._signed += [len(self.blocks)] * signed
                listed = shape.kind == "contents" and mark in ("", ADDED_CONTENTS)
                what = SIGNED if signed else CONTENTS if listed else ADDITION
                self.added.append(Beside(what, text, first.number, mark))
                continue
            if shape.kind == "signature":
                self._styled.add(len(self.blocks))
            for line in group:
                self._block_of[line.number] = len(self.blocks)
            self._first.append(first.number)
            self.blocks.append(_block(shape, _pieces(atoms, self.known), self.known.ours))
        self._anchor()
        self._put_aside()
        self.blocks = with_numbers(self.blocks, self.lines, styles, numbering_of(self.package), self.known.anchors)
        return self

    def _put_aside(self) -> None:
        """Take out what stands beside the agreement's text, and say where each line stands."""
        found = beside_text(self.blocks, self.known.ours, styled=self._styled, before=self._signed)
        self.added += [Beside(what, self.blocks[at].text, self._first[at]) for at, what in found.items()]
        self.added.sort(key=lambda each: each.line)
        places = list(places_of(self.blocks, found))
        new = {at: number for number, at in enumerate(at for at in range(len(self.blocks)) if at not in found)}
        of = {line: places[at] for line, at in self._block_of.items() if at in new and line >= self._first[at]}
        for what, where in ((CONTENTS, "innholdsfortegnelsen"), (SIGNED, "underskriftsfeltet")):
            added = [each.line for each in self.added if each.what == what]
            of |= {line: f"{where}, linje {n}" for n, line in enumerate(added, 1)}
        of |= {each.line: ABOVE[0] for each in self.added if each.what == ABOVE}
        self._places = Places(of)
        self.blocks = [evolve(self.blocks[at], place=places[at]) for at in new]
        self._block_of = {line: new[at] for line, at in self._block_of.items() if at in new}

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
        return self._places.of(line)

    def place_of(self, added: Beside) -> str:
        """Where something added stands, beyond what it is."""
        place = "" if added.what == ABOVE else self.place(added.line)
        return place.rpartition(", ")[2] if added.what in (SIGNED, CONTENTS) else place

    def anchor(self, line: int) -> str | None:
        """The anchor of the block a line is part of."""
        at = self._block_of.get(line)
        return None if at is None else self.blocks[at].anchor


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


def _block(shape: Shape, pieces: tuple[EditedPiece, ...], ours: Ours) -> EditedBlock:
    kind = _BLOCK_KINDS.get(shape.kind, "paragraph")
    label = shape.label or ""
    by_hand = False
    if kind == "heading":
        label = label.rstrip(".")
        number, rest = _typed(pieces, _TYPED_NUMBER, "")
        by_hand = bool(number) and (not label or _is_number(number, label, pieces, rest, ours))
        label, pieces = (number, rest) if by_hand else (label, pieces)
        by_hand = by_hand and not shape.label
    elif kind == "item" and not label:
        label, pieces = _typed(pieces, _TYPED_ITEM, BULLET)
    level = shape.level if kind == "heading" else 0
    return EditedBlock(kind=kind, pieces=pieces, level=level, label=label, typed=by_hand)


def _is_number(
    typed: str, label: str, pieces: tuple[EditedPiece, ...], rest: tuple[EditedPiece, ...], ours: Ours
) -> bool:
    """Is what a heading with a number begins with its number once more, and no word of it?

    It is where Word shows the same number and a name follows, or where we print a line of the words that follow; but no
    year is («2024 Varsel»).
    """
    whole, words = (folded("".join(piece.text for piece in each)) for each in (pieces, rest))
    if whole in ours.lines:
        return False
    return (words in ours.lines and not _YEAR.search(typed)) or (typed == label and words[:1].isupper())


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
