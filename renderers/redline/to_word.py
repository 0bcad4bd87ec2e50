"""A redline as a Word file with tracked changes, which whoever gets it can accept or reject one at a time.

Convention: clause numbers are words (see ``docs/documents.md``). What stands after the last line of the contract is
ours, on a page of its own, and under a bookmark that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from renderers.redline.answer_rows import AnswerRow, answer_rows
from renderers.redline.model import Redline, RedlineRow, Segment
from renderers.redline.words import Words, words_in
from renderers.word import marks
from renderers.word.lines import BodyItem, Change, Line, Piece, Properties, Table
from renderers.word.write import write

_STYLES = {"title": marks.TITLE_STYLE, "basis": marks.BASIS_STYLE, "paragraph": marks.BODY_STYLE}
_WIDTHS = (28, 26, 23, 23)


def to_docx(redline: Redline, author: str, day: date, lang: str = "nb", template: bytes | None = None) -> bytes:
    """The redline as a Word file. ``author`` and ``day`` are those of every change; ``lang`` is that of our own words.

    Raises ``PackageError`` for a template that cannot be used, and ``ImportError`` without python-docx.
    """
    body = [*_contract(redline, author, day), *_answers(redline, words_in(lang), lang)]
    properties = Properties(title=redline.title, language=redline.language, agreement=redline.name)
    return write(body, properties, numbering="literal", template=template)


def _contract(redline: Redline, author: str, day: date) -> Iterator[Line]:
    for row in redline.rows:
        yield _line(row, author, day.isoformat())


def _line(row: RedlineRow, author: str, day: str) -> Line:
    one = row.row
    whole = None if row.how == "same" else Change(kind=row.how, author=author, day=day, name=row.move)
    pieces = _pieces(row.segments, author, day) if whole is None else one.pieces
    label = _pieces(row.label, author, day) if whole is None and any(s.kind != "same" for s in row.label) else ()
    style = marks.heading_style(one.level) if one.kind == "heading" else _STYLES.get(one.kind, "")
    if one.kind == "item":
        style = marks.BULLET_STYLE if one.label == "-" else marks.ITEM_STYLE
    return Line(
        style=style, pieces=pieces, level=one.level, label=one.label, changed_label=label, change=whole,
        anchor=None if row.how in ("deleted", "moved_from") else one.anchor, group=one.list_,
    )  # fmt: skip


def _pieces(segments: Iterable[Segment], author: str, day: str) -> tuple[Piece, ...]:
    """What changed is plain words: LibreOffice takes changes in and about a content control as done."""
    return tuple(
        segment.piece
        if segment.kind == "same"
        else evolve(segment.piece, value=None, change=Change(kind=segment.kind, author=author, day=day))
        for segment in segments
    )


def _answers(redline: Redline, words: Words, lang: str) -> Iterator[BodyItem]:
    name = marks.answers_name(0, words.heading)
    yield Line(style=marks.CONTENTS_STYLE, pieces=(Piece(words.heading),), added=name, new_page=True)
    yield _own(words.asked(redline), 1)
    if redline.unused:
        yield _own(f"{words.unused}: {', '.join(redline.unused)}.", 2)
    if redline.answers:
        table = Table(
            (words.question, words.circumstances, words.old, words.new),
            tuple(_row(each) for each in answer_rows(redline, lang)),
            _WIDTHS,
        )
        yield evolve(table, added=marks.answers_name(3, table.text))


def _row(answer: AnswerRow) -> tuple[tuple[Line, ...], ...]:
    return tuple((Line(style=marks.BODY_STYLE, pieces=(Piece(text),)),) for text in (
        answer.question, answer.asked, answer.old, answer.new,
    ))  # fmt: skip


def _own(text: str, number: int) -> Line:
    return Line(style=marks.BODY_STYLE, pieces=(Piece(text),), added=marks.answers_name(number, text))
