"""The paragraphs of a document's body with their characters, tracked changes resolved.

Convention: every ``w:t`` of the body is met once. What stands in a line becomes atoms of it; what stands beside the
lines (tables, footnotes, text boxes, hidden text) is left over, with the line it hangs on. ``keep`` says which of the
changes count: what was inserted (accepted) or what was deleted (rejected).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from attrs import Factory, define, evolve

from renderers.word.marks import is_added
from renderers.word.package import MC, Element, Package, W, attribute, child, is_on
from renderers.word.read_fields import Field
from renderers.word.read_parts import Atom, Beside, Change, Line, Lines, Span
from renderers.word.read_words import (
    FORMULAS,
    SIGNS,
    TEXT,
    WORDS,
    other_versions,
    symbol_of, unread, words_in, words_of,
)  # fmt: skip
from renderers.word.safety import PackageError

Keep = Literal["inserted", "deleted"]

_INSERTED = (f"{W}ins", f"{W}moveTo")
_DELETED = (f"{W}del", f"{W}moveFrom")
_ENDS_OF_MOVES: dict[str, Literal["", "from", "to"]] = {f"{W}moveFrom": "from", f"{W}moveTo": "to"}
_INLINE = ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple", "ruby", "rubyBase", "r")
_WRAPPERS = {W + name for name in _INLINE}
_BLOCKS = {W + name for name in ("customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom")}
_PAGE = re.compile(r"[-–\s]*(?:\d+|[ivxlcdm]+)[-–\s]*", re.IGNORECASE)

_MOST_NOTED = 2000
"""Stretches of text, and signs, that a comment is shown with; the lines have the rest."""

_MOST_FIELDS = 50
"""Fields within fields; Word takes 20."""

_MOST_CHANGES = 20
"""Tracked changes within each other; Word makes two."""


def read_lines(package: Package, body: Element, keep: Keep) -> Lines:
    """The lines of a body, or of any other part with paragraphs in it. Raises ``PackageError`` for endless fields."""
    reader = _Reader(package, keep)
    reader.blocks(body)
    reader.finish(body)
    return reader.found


@define
class _Reader:
    package: Package
    keep: Keep
    found: Lines = Factory(Lines)
    fields: list[Field] = Factory(list)
    open_marks: dict[str, tuple[str, int, int]] = Factory(dict)
    said: list[str] = Factory(list)
    open_notes: dict[str, int] = Factory(dict)
    notes_at: dict[str, int] = Factory(dict)
    met: set[Element] = Factory(set)
    shown: set[Element] = Factory(set)
    lonely: dict[Element, bool] = Factory(dict)
    unseen: dict[int, list[str]] = Factory(dict)
    tracks: int = 0
    controls: int = 0
    in_contents: int = 0

    def blocks(self, parent: Element) -> None:
        for each in parent:
            tag = each.tag
            if tag == f"{W}p":
                self.paragraph(each)
            elif tag in _ASIDE:
                self.aside(_ASIDE[tag], each, _UNREAD if tag in _ELSEWHERE else "")
            elif tag == f"{W}sdt":
                gallery = child(each, "sdtPr", "docPartObj", "docPartGallery")
                contents = "contents" in attribute(gallery, "val").lower()
                self.in_contents += contents
                inside = child(each, "sdtContent")
                if inside is not None:
                    self.blocks(inside)
                self.in_contents -= contents
            elif tag == f"{MC}AlternateContent":
                self.alternative(each, self.blocks)
            elif tag in _BLOCKS:
                self.blocks(each)
            else:
                self.point(each)

    def paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        number, stands = len(self.found.lines) + 1, self.mark_survives(properties)
        line = Line(number, self.effective(properties), stands, shown=properties)
        self.found.lines.append(line)
        self.formatted(properties)
        line.contents = bool(self.in_contents) or self.in_field_contents()
        self.inlines(element, line, ())
        line.contents = line.contents or (self.in_field_contents() and not line.atoms)

    def effective(self, properties: Element | None) -> Element | None:
        """The properties that count: the ones before a change of format, where what was deleted counts."""
        before = child(properties, "pPrChange", "pPr")
        return before if before is not None and self.keep == "deleted" else properties

    def mark_survives(self, properties: Element | None) -> bool:
        mark = child(properties, "rPr")
        if mark is None:
            return True
        added = any(mark.find(tag) is not None for tag in _INSERTED)
        gone = any(mark.find(tag) is not None for tag in _DELETED)
        return not (added if self.keep == "deleted" else gone)

    def formatted(self, properties: Element | None) -> None:
        change = child(properties, "pPrChange")
        if change is not None:
            self.change("formatted", change, "")
        for tag in (*_INSERTED, *_DELETED):
            mark = None if properties is None else properties.find(f"{W}rPr/{tag}")
            if mark is not None:
                self.change("inserted" if tag in _INSERTED else "deleted", mark, "¶")

    # ── what stands in a line ───────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, parent: Element, line: Line, context: tuple[Atom, ...], link: str = "") -> None:
        """``context`` holds the control the characters stand in, if any; ``link`` the bookmark they lead to."""
        for each in parent:
            tag = each.tag
            if not isinstance(tag, str):
                continue
            if tag in _INSERTED or tag in _DELETED:
                self.tracked(each, line, context, link)
            elif tag == f"{W}sdt":
                self.control(each, line, context, link)
            elif tag == f"{W}r":
                self.run(each, line, context, link)
            elif tag == f"{W}hyperlink":
                self.inlines(each, line, context, attribute(each, "anchor") or link)
            elif tag == f"{W}fldSimple":
                self.fields.append(Field(in_result=True))
                self.fields[-1].add(attribute(each, "instr"))
                self.inlines(each, line, context, link)
                self.fields.pop()
            elif tag in _ASIDE:
                self.aside(_ASIDE[tag], each, _UNREAD if tag in _ELSEWHERE else "")
            elif tag == f"{MC}AlternateContent":
                self.alternative(each, lambda choice: self.inlines(choice, line, context, link))
            elif tag in _WRAPPERS:
                self.inlines(each, line, context, link)
            else:
                self.point(each)

    def alternative(self, element: Element, read: Callable[[Element], None]) -> None:
        """Of what stands in several versions the first is read."""
        for version in list(element)[:1]:
            self.shown.add(version)
            read(version)

    def tracked(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        if self.tracks >= _MOST_CHANGES:
            raise PackageError(
                f"dokumentet har flere enn {_MOST_CHANGES} sporede endringer inni hverandre. Godta eller forkast dem i"
                " Word, og lagre det",
                f"the document has more than {_MOST_CHANGES} tracked changes within each other. Accept or reject them"
                " in Word, and save it",
            )
        inserted = element.tag in _INSERTED
        moved = element.tag in (f"{W}moveTo", f"{W}moveFrom")
        words = "".join(map(words_of, element.iter(*WORDS)))
        self.change("moved" if moved else "inserted" if inserted else "deleted", element, words)
        if (self.keep == "inserted") == inserted:
            self.tracks += 1
            self.inlines(element, line, context, link)
            self.tracks -= 1
        else:
            self.met.update(element.iter(*WORDS))
            for each in element.iter():
                self.point(each)

    def change(self, kind: Literal["inserted", "deleted", "moved", "formatted"], element: Element, text: str) -> None:
        author, day = attribute(element, "author"), attribute(element, "date")[:10]
        way = _ENDS_OF_MOVES.get(element.tag, "")
        self.found.changes.append(Change(kind, author, day, text, max(len(self.found.lines), 1), way))

    def control(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        properties, inside = child(element, "sdtPr"), child(element, "sdtContent")
        tag, title = attribute(child(properties, "tag"), "val"), attribute(child(properties, "alias"), "val")
        if inside is None:
            return
        if not (tag or title):
            self.inlines(inside, line, context, link)
            return
        if not tag and self.goes_with_its_line(element):
            self.met.update(inside.iter(*TEXT))
            return
        self.controls += 1
        mark = Atom("value", "", tag, title, self.controls)
        if child(properties, "showingPlcHdr") is not None:  # an emptied control shows what to write in it
            self.met.update(inside.iter(f"{W}t"))
            line.atoms.append(mark)
            return
        before = len(line.atoms)
        self.inlines(inside, line, (mark,), link)
        if len(line.atoms) == before:
            if any(True for _ in inside.iter(*_DELETED)) and self.keep == "inserted":
                line.atoms.append(Atom("value", "", tag, title, self.controls, struck=True))
            elif not any(True for _ in inside.iter(*_INSERTED)):
                line.atoms.append(mark)

    def goes_with_its_line(self, control: Element) -> bool:
        """Is the line's end and every word beside its controls a change that does not count?

        LibreOffice, which drops the tags of controls, loses the change within those of a line that was put in or struck
        with changes tracked.
        """
        line = control.getparent()
        if line not in self.lonely:
            self.lonely[line] = self.is_lonely(line)
        return self.lonely[line]

    def is_lonely(self, line: Element) -> bool:
        """As above, of the line a control stands in."""
        mark = child(line, "pPr", "rPr") if line.tag == f"{W}p" else None
        tags = _INSERTED if self.keep == "deleted" else _DELETED
        if mark is None or not any(mark.find(tag) is not None for tag in tags):
            return False
        words = [each for each in line if each.tag == f"{W}r" or any(True for _ in each.iter(*TEXT))]
        beside = [each for each in words if each.tag != f"{W}sdt"]
        return bool(beside) and all(each.tag in tags for each in beside)

    def run(self, run: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        properties = child(run, "rPr")
        before = child(properties, "rPrChange", "rPr")
        if child(properties, "rPrChange") is not None:
            self.change("formatted", child(properties, "rPrChange"), "".join(map(words_of, run.iter(*TEXT))))
            properties = before if self.keep == "deleted" else properties
        hidden = is_on(child(properties, "vanish"))
        italic = is_on(child(properties, "i")) or attribute(child(properties, "rStyle"), "val") in _EMPHASIS
        for each in run:
            tag = each.tag
            if tag in TEXT:
                self.met.add(each)
                self.characters(words_of(each), line, context, link, italic, hidden)
            elif tag == f"{W}fldChar":
                self.field(attribute(each, "fldCharType"))
            elif tag in (f"{W}instrText", f"{W}delInstrText"):
                if self.fields:
                    self.fields[-1].add(each.text or "")
            elif tag in SIGNS:
                self.characters(SIGNS[tag], line, context, link, italic, hidden)
            elif tag == f"{W}sym":
                self.characters(symbol_of(each), line, context, link, italic, hidden)
            elif tag in _NOTES:
                self.note(each)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"):
                self.picture(each)
            else:
                self.point(each)

    def characters(
        self, text: str, line: Line, context: tuple[Atom, ...], link: str, italic: bool, hidden: bool
    ) -> None:
        if not text:
            return
        if any(not field.in_result for field in self.fields):
            self.hide(text, line.number, ("feltkode", "field code"))
            return
        if self.fields and self.fields[-1].is_counted and _PAGE.fullmatch(text):
            text = "#"  # a page number is what the program last made of it
        if hidden:
            self.hide(text, line.number, ("skjult tekst", "hidden text"))
            return
        self.said.append(text)
        if context:
            line.atoms.append(Atom("value", text, context[0].name, context[0].title, context[0].control))
        elif target := self.target() or link:
            line.atoms.append(Atom("citation", text, target))
        else:
            line.atoms.append(Atom("emphasis" if italic else "text", text))

    def hide(self, text: str, line: int, what: tuple[str, str]) -> None:
        """Words of one line that are not seen in it are told together."""
        last = self.found.beside[-1] if self.found.beside else None
        if last is None or (last.what, last.line) != (what, line):
            self.found.beside.append(Beside(what, "", line))
        self.unseen.setdefault(len(self.found.beside) - 1, []).append(text)

    def target(self) -> str:
        """The bookmark the innermost reference leads to; "" outside one."""
        return next((field.target for field in reversed(self.fields) if field.target), "")

    def in_field_contents(self) -> bool:
        return any(field.is_contents for field in self.fields)

    def field(self, kind: str) -> None:
        if kind == "begin":
            if len(self.fields) >= _MOST_FIELDS:
                raise PackageError(
                    f"dokumentet har flere enn {_MOST_FIELDS} felter inni hverandre. Åpne og reparer det i Word, og"
                    " lagre det",
                    f"the document has more than {_MOST_FIELDS} fields within each other. Open and repair it in Word,"
                    " and save it",
                )
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            if self.fields[-1].is_contents and self.found.lines:
                self.found.lines[-1].contents = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    # ── beside the lines ────────────────────────────────────────────────────────────────────────────────────────────

    def picture(self, element: Element) -> None:
        alternative = element.tag == f"{MC}AlternateContent"
        shown = next(iter(element)) if alternative and len(element) else element
        self.shown.add(shown)
        self.met.update(shown.iter(*WORDS))
        words = self.words(shown)
        if words:
            self.found.beside.append(Beside(("tekstboks", "text box"), words, len(self.found.lines)))
        elif shown.tag != f"{W}object" or len(shown):
            names = [each.get("descr") or each.get("name") or "" for each in shown.iter() if each.tag.endswith("docPr")]
            text = next((name for name in names if name), "")
            self.found.beside.append(Beside(("bilde eller figur", "picture or figure"), text, len(self.found.lines)))

    def aside(self, what: tuple[str, str], element: Element, otherwise: str = "") -> None:
        self.met.update(element.iter(*WORDS))
        for each in element.iter():  # a line in a table is no line any more, and its bookmark leads nowhere
            if each.tag in _NOTES:
                self.note(each)
            elif each.tag != f"{W}bookmarkStart":
                self.point(each)
        names = (attribute(each, "name") for each in element.iter(f"{W}bookmarkStart"))
        mark = next((name for name in names if is_added(name)), "")
        self.found.beside.append(Beside(what, self.words(element) or otherwise, len(self.found.lines), mark))

    def note(self, reference: Element) -> None:
        """A footnote or an endnote hangs on the line that stands."""
        kind = "footnote" if reference.tag == _NOTES[0] else "endnote"
        self.found.footnotes.append((kind, attribute(reference, "id"), len(self.found.lines)))

    @property
    def gone(self) -> tuple[str, ...]:
        """Changes whose words do not count."""
        return _INSERTED if self.keep == "deleted" else _DELETED

    def words(self, element: Element) -> str:
        """The words of something that is no line."""
        return words_in(element, self.gone)

    def point(self, element: Element) -> None:
        """A bookmark or a comment begins or ends; it counts for the line that stands, or the next one."""
        tag, name = element.tag, attribute(element, "id") if isinstance(element.tag, str) else ""
        inside = next(element.iterancestors(f"{W}p"), None) is not None
        line = len(self.found.lines) + (0 if inside and self.found.lines else 1)
        if tag == f"{W}bookmarkStart":
            self.open_marks[name] = (attribute(element, "name"), line, self.atoms() if inside else 0)
        elif tag == f"{W}bookmarkEnd" and name in self.open_marks:
            called, start, before = self.open_marks.pop(name)
            self.found.spans.setdefault(called, []).append(Span(start, before, len(self.found.lines), self.atoms()))
        elif tag == f"{W}commentRangeStart":
            self.open_notes[name], self.notes_at[name] = len(self.said), line
        elif tag == f"{W}commentRangeEnd" and name in self.open_notes:
            start = self.open_notes.pop(name)
            said = "".join(each[:_MOST_NOTED] for each in self.said[start : start + _MOST_NOTED])
            self.found.noted[name] = (said[:_MOST_NOTED], self.notes_at[name])
        elif tag == f"{W}commentReference":
            self.found.noted.setdefault(name, ("", max(len(self.found.lines), 1)))

    def atoms(self) -> int:
        return len(self.found.lines[-1].atoms) if self.found.lines else 0

    def finish(self, body: Element) -> None:
        """Bookmarks nothing ends, and characters in places this reader knows nothing of."""
        for at, texts in self.unseen.items():
            self.found.beside[at] = evolve(self.found.beside[at], text="".join(texts))
        for called, start, before in self.open_marks.values():
            self.found.spans.setdefault(called, []).append(Span(start, before, start, before))
        for name in self.open_notes:
            self.found.noted[name] = ("", self.notes_at[name])
        whole = body.getroottree().getroot() if body.tag == f"{W}body" else body
        others = (*unread(whole, self.met), *other_versions(whole, self.gone, self.shown))
        self.found.beside += [Beside(("annet innhold", "other content"), words, 0) for words in others]


_EMPHASIS = ("Emphasis", "Utheving")
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_ELSEWHERE = {f"{W}altChunk": ("innfelt dokument", "embedded document"), f"{W}subDoc": ("deldokument", "subdocument")}
_UNREAD = "(innholdet kan ikke leses)"
_ASIDE = {f"{W}tbl": ("tabell", "table"), **_ELSEWHERE, **dict.fromkeys(FORMULAS, ("formel", "formula"))}
