"""A Word document that people edited, as lines of an agreement: the way back from ``write``.

Convention: every character of the document is in the result, but for what we added ourselves (contents, signatures,
notes, header and footer) where it still is as we would write it. Nothing is trusted: see ``safety``.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from dsl.edits.edited import EditedDocument, Leftover
from dsl.edits.values import folded
from renderers.document import Document
from renderers.word.lines import Line as WrittenLine
from renderers.word.lines import lines_of
from renderers.word.marks import ADDED_SIGNATURE, AGREEMENT_PROPERTY, is_untouched_answers
from renderers.word.package import W, open_package
from renderers.word.read_aside import Ours
from renderers.word.read_beside import Hanging, property_of
from renderers.word.read_blocks import ADDITION, Blocks, Known
from renderers.word.read_changes import StyleNames
from renderers.word.read_contents import CONTENTS, headings_as_printed, headings_of, is_heading, without_page
from renderers.word.read_lines import read_lines
from renderers.word.read_words import Keep
from renderers.word.safety import PackageError

Changes: TypeAlias = Literal["accepted", "rejected", "pending"]

MOST_LINES, MOST_SIGNS, LONGEST_LINE = 6_000, 1_500_000, 50_000
"""Paragraphs, their signs, and those of the longest. An agreement of five hundred pages has no more."""

MOST_PARAGRAPHS = 5 * MOST_LINES
"""With those that are empty, or stand in tables."""

_ANSWERS = (
    "vkas oversikt over endrede svar, som ingen har rørt",
    "vka’s list of changed answers, which nobody touched",
)


def read_back(data: bytes, document: Document, changes: Changes = "pending") -> EditedDocument:
    """A Word file printed from ``document`` and edited since; what we added is dropped where it stands as we print it.

    ``changes`` as for ``read_docx``, which this is for whoever has the document. Raises ``PackageError``, and
    ``ImportError`` without python-docx.
    """
    from renderers.word.write import to_docx

    return read_docx(data, changes, known_of(document), to_docx(document))


def known_of(document: Document) -> Known:
    """The anchors of a document's lines, the names of the values it prints, and its words."""
    lines = [line for line in lines_of(document) if isinstance(line, WrittenLine)]
    return Known(
        frozenset(line.anchor for line in lines if line.anchor is not None),
        frozenset(piece.value for line in lines for piece in line.pieces if piece.value is not None),
        Ours(
            title=folded(document.title),
            lines=frozenset(folded(line.text) for line in lines if line.anchor is not None),
            signatures=frozenset(folded(line.text) for line in lines if line.added.startswith(ADDED_SIGNATURE)),
        ),
    )


@frozen(kw_only=True)
class Scan:
    """A document as read. ``added`` is what stands in the places where we add something, headers among them."""

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
    headings = frozenset[str]()
    if printed is not None:
        same = scan(printed, "accepted", known)
        headings = headings_of((*found.document.blocks, *same.document.blocks))
        headings |= headings_as_printed(found.document.blocks)
        ours = Counter(_key(each) for each in (*same.added, *same.document.leftovers))
    left = []
    for each in (*found.document.leftovers, *found.added):
        key = _key(each)
        if ours[key]:
            ours[key] -= 1
        elif each.what == CONTENTS and is_heading(each.text, headings):
            continue
        elif each.text.strip() or each.what[1] == "picture or figure":
            left.append(each)
    return evolve(found.document, leftovers=_named(left))


def _named(left: list[Leftover]) -> tuple[Leftover, ...]:
    """What a redline says of changed answers is told by its heading alone, where nobody has touched it."""
    ours = [each for each in left if each.ours]
    others = tuple(each for each in left if not each.ours)
    if not ours:
        return others
    head = next((each for each in ours if each.what == ADDITION), ours[0])
    return (*others, evolve(head, what=_ANSWERS, text=head.text if head.what == ADDITION else ""))


def _key(each: Leftover) -> tuple[tuple[str, str], str]:
    return each.what, folded(without_page(each.text) if each.what == CONTENTS else each.text)


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
    keep: Keep = "inserted" if changes == "accepted" else "deleted"
    styles = StyleNames(package)
    lines = read_lines(package, body, keep, styles)
    _must_be_bounded([sum(len(atom.text) for atom in line.living) for line in lines.lines if line.living])
    blocks = Blocks(package, lines, known).made()
    hanging = Hanging(package, lines, blocks, keep, styles)
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
    leftovers += (*hanging.footnotes(), *hanging.in_comments())
    added = [
        Leftover(
            what=each.what,
            text=each.text,
            place=blocks.place_of(each),
            ours=is_untouched_answers(each.mark, each.text),
        )
        for each in blocks.added
    ]
    return Scan(
        document=EditedDocument(
            blocks=blocks.blocks,
            comments=tuple(hanging.comments()),
            leftovers=tuple(leftovers),
            pending=tuple(hanging.pending()) if changes == "pending" else (),
            agreement=property_of(package, AGREEMENT_PROPERTY),
        ),
        added=(*added, *hanging.around()),
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
