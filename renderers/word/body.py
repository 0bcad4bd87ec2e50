"""From lines to the body of a Word document: paragraphs, marks, fields, tracked changes, contents, tables.

Convention: ids are counted through the document, so that they are unique and the same every time. A changed stretch is
plain words: fields and links are for what stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from renderers.document import DEEPEST_LEVEL
from renderers.word import marks, xml
from renderers.word.lines import BodyItem, Change, Contents, Line, Piece, Table
from renderers.word.numbering import CLAUSES, ITEM_LEFT, NONE, Numbered, Plan

_CHANGED = {"inserted": "w:ins", "deleted": "w:del", "moved_from": "w:moveFrom", "moved_to": "w:moveTo"}
GONE = ("deleted", "moved_from")


@frozen(kw_only=True)
class Frame:
    """What the body must know of the package it goes into.

    ``styles`` are style ids by name in lower case; ``offset`` is added to the ids of lists; ``hang`` and ``width`` (of
    the text) are twentieths of a point; ``counted`` are the ids of styles that belong to a list, their own or that of
    the style they build on; ``ours`` says that the styles are ours and no template's.
    ``relate`` gives the id of a link to a web address. ``pages`` are the pages of headings, by their place.
    """

    styles: Mapping[str, str]
    plan: Plan
    offset: int
    hang: int
    width: int
    counted: frozenset[str]
    ours: bool
    relate: Callable[[str], str]
    pages: Mapping[int, int]

    def style(self, name: str) -> str:
        """The id of a style."""
        return self.styles[name.lower()]


def body_xml(body: Sequence[BodyItem], frame: Frame) -> str:
    """The elements of ``w:body`` but for the last, which holds the page."""
    return _Body(body, frame).xml()


class _Body:
    def __init__(self, body: Sequence[BodyItem], frame: Frame) -> None:
        self._body = body
        self._frame = frame
        self._ids = 0
        self._bookmarks: set[str] = set()
        self._numbers = {
            line.anchor: line.label.removesuffix(".")
            for place, line in enumerate(body)
            if isinstance(line, Line) and line.level and line.anchor and frame.plan.of.get(place, NONE) != NONE
        }

    def xml(self) -> str:
        parts = []
        for place, item in enumerate(self._body):
            match item:
                case Line():
                    last = self._frame.ours and ends_list(self._body, place)
                    parts.append(self._line(item, self._frame.plan.of.get(place), last=last))
                case Contents():
                    parts.append(self._contents(item))
                case Table():
                    parts.append(self._table(item))
        return "".join(parts)

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _line(self, line: Line, numbered: Numbered | None, *, last: bool = False) -> str:
        written = bool(line.changed_label or line.label) and (numbered is None or numbered == NONE)
        content = self._label(line) if written else ""
        content += self._pieces(line)
        name = line.added or (marks.bookmark_name(line.anchor) if line.anchor else "")
        if name and name.lower() not in self._bookmarks:
            self._bookmarks.add(name.lower())
            content = self._bookmarked(name, content)
        if line.change is not None and line.change.kind.startswith("moved"):
            content = self._move(line.change, content)
        return xml.paragraph(self._frame.style(line.style), content, self._properties(line, numbered, written, last))

    def _properties(self, line: Line, numbered: Numbered | None, written: bool, last: bool) -> str:
        out = "<w:keepNext/>" if line.with_next else ""
        out += "<w:pageBreakBefore/>" if line.new_page else ""
        place = numbered or NONE
        counted = place != NONE
        if not counted:
            out += self._uncounted(line.style)
        elif place.instance != CLAUSES and line.style != marks.BULLET_STYLE:  # those belong to their styles
            instance = place.instance + self._frame.offset
            out += f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{instance}"/></w:numPr>'
        if line.style == marks.SIGNATURE_STYLE:
            out += f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{self._frame.width}"/></w:tabs>'
        if line.style == marks.SIGNATURE_STYLE and any(piece.bold for piece in line.pieces):
            out += '<w:spacing w:before="560"/>'
        if last:
            out += f'<w:spacing w:after="{AFTER_LIST}"/>'
        if line.level and not counted:
            hang = self._frame.hang if written else 0
            out += (
                f'<w:ind w:left="{hang}" w:right="0" w:hanging="{hang}"/>'
                if hang
                else '<w:ind w:left="0" w:firstLine="0"/>'
            )
        elif written:
            out += f'<w:ind w:left="{ITEM_LEFT}" w:hanging="{ITEM_LEFT}"/>'
        if line.change is not None:
            out += f"<w:rPr>{self._mark_change(line.change)}</w:rPr>"
        return out

    def _uncounted(self, style: str) -> str:
        """What keeps a paragraph out of the list of its style."""
        counted = self._frame.style(style) in self._frame.counted
        return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if counted else ""

    def _label(self, line: Line) -> str:
        pieces = line.changed_label or (Piece(line.label),)
        return "".join(self._run(piece, line.change) for piece in pieces) + self._run(Piece("\t"), line.change)

    def _bookmarked(self, name: str, content: str) -> str:
        number = self._id()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    # ── pieces ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _pieces(self, line: Line) -> str:
        out = []
        for name, group in groupby(line.pieces, key=lambda piece: piece.value):
            pieces = list(group)
            if name is not None and any(piece.change for piece in pieces):
                out.append(self._value(name, pieces, line.change))  # a value with its changes is one control
                continue
            for piece in pieces:
                if name is not None:
                    out.append(self._value(name, [piece], line.change))
                elif piece.leads_to and (piece.change or line.change) is None:
                    out.append(self._citation(piece))
                else:
                    out.append(self._run(piece, line.change))
        return "".join(out)

    def _run(self, piece: Piece, around: Change | None = None) -> str:
        change = piece.change or around
        run = xml.run(piece.text, _looks(piece), deleted=change is not None and change.kind == "deleted")
        return run if change is None else self._changed(change, run)

    def _changed(self, change: Change, content: str) -> str:
        name = _CHANGED[change.kind]
        return f"<{name} {self._who(change)}>{content}</{name}>"

    def _mark_change(self, change: Change) -> str:
        return f"<{_CHANGED[change.kind]} {self._who(change)}/>"

    def _who(self, change: Change) -> str:
        day = f"{change.day}T00:00:00Z" if len(change.day) == len("2026-01-01") else change.day
        dated = f" w:date={xml.attribute(day)}" if day else ""
        return f'w:id="{self._id()}" w:author={xml.attribute(change.author)}{dated}'

    def _move(self, change: Change, content: str) -> str:
        """The range that pairs the two places of a move by its name."""
        kind = "moveFrom" if change.kind == "moved_from" else "moveTo"
        number = self._id()
        who = self._who(change).split(" ", 1)[1]
        return (
            f'<w:{kind}RangeStart w:id="{number}" w:name={xml.attribute(change.name)} {who}/>{content}'
            f'<w:{kind}RangeEnd w:id="{number}"/>'
        )

    def _value(self, name: str, pieces: Sequence[Piece], around: Change | None) -> str:
        """A value in its control. Where all of it comes or goes there is none: it would be left behind, empty."""
        runs = "".join(self._run(piece, around) for piece in pieces)
        kinds = {change.kind if (change := piece.change or around) is not None else None for piece in pieces}
        if len(kinds) == 1 and kinds != {None}:
            return runs
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={xml.attribute(marks.value_title(name))}/>"
            f'<w:tag w:val={xml.attribute(marks.value_tag(name))}/><w:id w:val="{self._id()}"/>'
            f"<w:text/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )

    def _citation(self, piece: Piece) -> str:
        looks = _looks(piece)
        if not piece.leads_to.startswith("#"):
            return (
                f'<w:hyperlink r:id="{self._frame.relate(piece.leads_to)}">{xml.run(piece.text, looks)}</w:hyperlink>'
            )
        anchor = piece.leads_to[1:]
        name, number = marks.bookmark_name(anchor), self._numbers.get(anchor)
        found = _number_in(number, piece.text) if number else None
        if found is None or number is None:
            return f'<w:hyperlink w:anchor="{name}">{xml.run(piece.text, looks)}</w:hyperlink>'
        before, after = piece.text[: found.start()], piece.text[found.end() :]
        return (
            (xml.run(before, looks) if before else "")
            + xml.field(f"REF {name} \\r \\h", number, looks)
            + (xml.run(after, looks) if after else "")
        )

    # ── contents and tables ─────────────────────────────────────────────────────────────────────────────────────────

    def _contents(self, contents: Contents) -> str:
        headings = [(at, line) for at, line in enumerate(self._body) if isinstance(line, Line) and _is_listed(line)]
        heading = self._id()
        title = f'<w:bookmarkStart w:id="{heading}" w:name="{marks.ADDED_CONTENTS}"/>{xml.run(contents.heading)}'
        apart = self._uncounted(marks.CONTENTS_STYLE)
        out = [xml.paragraph(self._frame.style(marks.CONTENTS_STYLE), title, apart)]
        lefts = _contents_lefts(line for _, line in headings)
        deepest = max((line.level for _, line in headings), default=1)
        for count, (place, line) in enumerate(headings):
            content = xml.field_begins(f'TOC \\o "1-{deepest}" \\h \\z \\u') if count == 0 else ""
            content += self._entry(line, self._frame.pages.get(place))
            if count == len(headings) - 1:
                content += f'{xml.FIELD_ENDS}<w:bookmarkEnd w:id="{heading}"/>'
            tabs = (
                f'<w:tabs><w:tab w:val="left" w:pos="{lefts[line.level]}"/>'
                f'<w:tab w:val="right" w:leader="dot" w:pos="{self._frame.width}"/></w:tabs>'
                f'<w:ind w:left="{lefts[line.level]}" w:hanging="{lefts[line.level] - lefts[line.level - 1]}"/>'
            )
            out.append(xml.paragraph(self._frame.style(marks.contents_style(line.level)), content, tabs))
        if not headings:
            out[0] = out[0].replace("</w:p>", f'<w:bookmarkEnd w:id="{heading}"/></w:p>')
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self._id()}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{''.join(out)}</w:sdtContent></w:sdt>"
        )

    def _entry(self, line: Line, page: int | None) -> str:
        label = "".join(p.text for p in line.changed_label if not _is_gone(p)) if line.changed_label else line.label
        words = "".join(piece.text for piece in line.pieces if not _is_gone(piece))
        shown = xml.run((f"{label}\t" if label else "") + words + "\t")
        if line.anchor is None:
            return shown
        name = marks.bookmark_name(line.anchor)
        number = xml.field(f"PAGEREF {name} \\h", UNKNOWN_PAGE if page is None else str(page))
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{shown}{number}</w:hyperlink>'

    def _table(self, table: Table) -> str:
        columns = max([len(table.heads), *(len(row) for row in table.rows), 1])
        parts = table.widths or (1,) * columns
        widths = [self._frame.width * part // sum(parts) for part in parts]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        body = self._frame.style(marks.BODY_STYLE)
        names = [xml.run(head, "<w:b/>") for head in table.heads]
        if table.added and names:
            names[0] = self._bookmarked(table.added, names[0])
        heads = [xml.paragraph(body, name, "<w:keepNext/>") for name in names]
        rows = [_row(heads, widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")] if heads else []
        for row in table.rows:
            cells = ["".join(self._line(line, None) for line in cell) or xml.paragraph(body, "") for cell in row]
            rows.append(_row(cells, widths, "<w:trPr><w:cantSplit/></w:trPr>"))
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )


AFTER_LIST = 120
"""The room below a list, where an item has less below it, in twentieths of a point."""

_LISTS = (marks.BULLET_STYLE, marks.ITEM_STYLE)


def ends_list(body: Sequence[BodyItem], place: int) -> bool:
    """Whether the line is an item, and what follows is none."""
    styles = [item.style if isinstance(item, Line) else "" for item in body[place : place + 2]]
    return styles[0] in _LISTS and not (len(styles) > 1 and styles[1] in _LISTS)


UNKNOWN_PAGE = " "
"""What stands for a page nobody has counted: Word counts it when the contents are updated, printed or saved as PDF."""


def _contents_lefts(headings: Iterable[Line]) -> list[int]:
    """How far the words of each level of the contents are set in: beyond those above, with room for their numbers."""
    longest = [0] * (DEEPEST_LEVEL + 1)
    for line in headings:
        longest[line.level] = max(longest[line.level], len(line.label))
    lefts = [0]
    for length in longest[1:]:
        lefts.append(lefts[-1] + max(510, 110 * length + 130))
    return lefts


def _row(cells: Iterable[str], widths: Sequence[int], properties: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=False)
    )
    return f"<w:tr>{properties}{made}</w:tr>"


def _looks(piece: Piece) -> str:
    return ("<w:b/>" if piece.bold else "") + ("<w:i/>" if piece.italic else "")


def _number_in(number: str, text: str) -> re.Match[str] | None:
    """Where a clause's number stands in a citation of it, the last time."""
    found = list(re.finditer(rf"(?<![\w.§-]){re.escape(number)}(?![\w-]|\.[0-9])", text))
    return found[-1] if found else None


def _is_gone(piece: Piece) -> bool:
    return piece.change is not None and piece.change.kind in GONE


def _is_listed(line: Line) -> bool:
    return line.level > 0 and (line.change is None or line.change.kind not in GONE)
