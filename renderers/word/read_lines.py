"""The paragraphs of a document's body with their characters, tracked changes resolved.

Convention: every ``w:t`` of the body is met once. What stands in a line becomes atoms of it; what stands beside the
lines (tables, footnotes, text boxes, hidden text) is left over, with the line it hangs on. ``keep`` says which of the
changes count: what was inserted (accepted) or what was deleted (rejected).
"""

from __future__ import annotations

from attrs import Factory, define, frozen

from renderers.word.marks import is_added
from renderers.word.package import MC, Element, Package, W, attribute, child, is_on
from renderers.word.read_changes import (
    NOTES,
    StyleNames,
    change,
    changes_within,
    format_changed,
    kind_of,
    words_changed,
)
from renderers.word.read_fields import Field, Fields
from renderers.word.read_formula import FORMULAS, formula
from renderers.word.read_parts import Atom, Beside, Line, Lines, Span
from renderers.word.read_words import (
    DELETED,
    INSERTED,
    PICTURES,
    STAMPS,
    TEXT,
    DrawnApart,
    Keep,
    read_in,
    sign_of,
    unread,
    words_in,
)

_INLINE = ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple", "ruby", "rubyBase", "r")
_WRAPPERS = {W + name for name in _INLINE}
_BLOCKS = {W + name for name in ("customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom")}

_MOST_NOTED = 2000
"""Stretches of text a comment is shown with; the lines have the rest."""

_EMPHASIS = ("Emphasis", "Utheving")
_TABLE = ("tabell", "table")
_BOX = ("tekstboks", "text box")
_PICTURE = ("bilde eller figur", "picture or figure")
_EMBEDDED = ("innfelt dokument", "embedded document")
_FIELD = ("felt", "field")
STRUCK = (
    "gjennomstreket for hånd (ordene står fortsatt i avtaleteksten)",
    "struck through by hand (the words still stand in the agreement's text)",
)


@frozen
class _Look:
    """How the characters of a run look: only what is told."""

    italic: bool = False
    hidden: bool = False
    struck: bool = False


def read_lines(package: Package, body: Element, keep: Keep) -> Lines:
    """The lines of a body, or of any other part with paragraphs in it. Raises ``PackageError`` for endless fields."""
    reader = _Reader(keep, DrawnApart(package), StyleNames(package))
    reader.blocks(body)
    reader.finish(body)
    return reader.found


@define
class _Reader:
    keep: Keep
    drawn: DrawnApart
    styles: StyleNames
    found: Lines = Factory(Lines)
    fields: Fields = Factory(Fields)
    open_marks: dict[str, tuple[str, int, int]] = Factory(dict)
    said: list[str] = Factory(list)
    open_notes: dict[str, int] = Factory(dict)
    notes_at: dict[str, int] = Factory(dict)
    met: set[Element] = Factory(set)
    paragraphs: dict[Element, int] = Factory(dict)
    struck_to: int = -1
    controls: int = 0
    in_contents: int = 0

    def blocks(self, parent: Element) -> None:
        for each in parent:
            tag = each.tag
            if tag == f"{W}p":
                self.paragraph(each)
            elif tag == f"{W}tbl":
                self.aside(_TABLE, each)
            elif tag == f"{W}sdt":
                gallery = child(each, "sdtPr", "docPartObj", "docPartGallery")
                contents = "contents" in attribute(gallery, "val").lower()
                self.in_contents += contents
                inside = child(each, "sdtContent")
                if inside is not None:
                    self.blocks(inside)
                self.in_contents -= contents
            elif tag == f"{W}altChunk":
                self.aside(_EMBEDDED, each, "(innholdet kan ikke leses)")
            elif tag in FORMULAS:
                self.formula(each)
            elif tag == f"{MC}AlternateContent":
                for choice in list(each)[:1]:
                    self.blocks(choice)
            elif tag in _BLOCKS:
                self.blocks(each)
            else:
                self.point(each)

    def paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        line = Line(
            len(self.found.lines) + 1, self.effective(properties), self.mark_survives(properties), shown=properties
        )  # fmt: skip
        self.found.lines.append(line)
        self.paragraphs[element] = line.number
        self.formatted(element, properties)
        line.contents = bool(self.in_contents) or self.fields.in_contents
        self.inlines(element, line, ())
        line.contents = line.contents or (self.fields.in_contents and not line.atoms)

    def effective(self, properties: Element | None) -> Element | None:
        """The properties that count: the ones before a change of format, where what was deleted counts."""
        before = child(properties, "pPrChange", "pPr")
        return before if before is not None and self.keep == "deleted" else properties

    def mark_survives(self, properties: Element | None) -> bool:
        mark = child(properties, "rPr")
        if mark is None:
            return True
        added = any(mark.find(tag) is not None for tag in INSERTED)
        gone = any(mark.find(tag) is not None for tag in DELETED)
        return not (added if self.keep == "deleted" else gone)

    def formatted(self, paragraph: Element, properties: Element | None) -> None:
        line = len(self.found.lines)
        look = child(properties, "pPrChange")
        if look is not None:
            self.found.changes.append(format_changed(self.styles, paragraph, look, line))
        for tag in (*INSERTED, *DELETED):
            mark = None if properties is None else properties.find(f"{W}rPr/{tag}")
            if mark is not None:
                self.found.changes.append(change(kind_of(mark), mark, "¶", line))

    # ── what stands in a line ───────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, parent: Element, line: Line, context: tuple[Atom, ...], link: str = "") -> None:
        """``context`` holds the control the characters stand in, if any; ``link`` the bookmark they lead to."""
        for each in parent:
            tag = each.tag
            if not isinstance(tag, str):
                continue
            if tag in INSERTED or tag in DELETED:
                self.tracked(each, line, context, link)
            elif tag == f"{W}sdt":
                self.control(each, line, context, link)
            elif tag == f"{W}r":
                self.run(each, line, context, link)
            elif tag == f"{W}hyperlink":
                self.inlines(each, line, context, attribute(each, "anchor") or link)
            elif tag == f"{W}fldSimple":
                self.fields.begin(attribute(each, "instr"), in_result=len(each) > 0)
                self.inlines(each, line, context, link)
                self.ended(self.fields.open.pop())
            elif tag == f"{MC}AlternateContent":
                for choice in list(each)[:1]:
                    self.inlines(choice, line, context, link)
            elif tag in _WRAPPERS:
                self.inlines(each, line, context, link)
            elif tag in FORMULAS:
                self.formula(each)
            elif tag == f"{W}subDoc":
                self.aside(_EMBEDDED, each, "(innholdet kan ikke leses)")
            elif tag in PICTURES:
                self.picture(each)
            else:
                self.point(each)

    def tracked(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        self.found.changes += words_changed(element, line.number)
        if (self.keep == "inserted") == (element.tag in INSERTED):
            self.inlines(element, line, context, link)
        else:
            self.met.update(element.iter())
            for each in element.iter():
                self.point(each)

    def control(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        properties, inside = child(element, "sdtPr"), child(element, "sdtContent")
        tag, title = attribute(child(properties, "tag"), "val"), attribute(child(properties, "alias"), "val")
        if inside is None:
            return
        if not (tag or title):
            self.inlines(inside, line, context, link)
            return
        if not tag and self.goes_with_its_line(element):
            self.met.update(inside.iter())
            return
        self.controls += 1
        mark = Atom("value", "", tag, title, self.controls)
        if child(properties, "showingPlcHdr") is not None:  # an emptied control shows what to write in it
            self.met.update(inside.iter())
            line.atoms.append(mark)
            return
        before = len(line.atoms)
        self.inlines(inside, line, (mark,), link)
        if len(line.atoms) == before:
            if any(True for _ in inside.iter(*DELETED)) and self.keep == "inserted":
                line.atoms.append(Atom("value", "", tag, title, self.controls, struck=True))
            elif not any(True for _ in inside.iter(*INSERTED)):
                line.atoms.append(mark)

    def goes_with_its_line(self, control: Element) -> bool:
        """Is the line's end and every word beside its controls a change that does not count?

        LibreOffice, which drops the tags of controls, loses the change within those of a line that was put in or struck
        with changes tracked.
        """
        line = control.getparent()
        mark = child(line, "pPr", "rPr") if line.tag == f"{W}p" else None
        tags = INSERTED if self.keep == "deleted" else DELETED
        if mark is None or not any(mark.find(tag) is not None for tag in tags):
            return False
        words = [each for each in line if each.tag == f"{W}r" or any(True for _ in each.iter(*TEXT))]
        beside = [each for each in words if each.tag != f"{W}sdt"]
        return bool(beside) and all(each.tag in tags for each in beside)

    def run(self, run: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        properties = child(run, "rPr")
        before = child(properties, "rPrChange", "rPr")
        if child(properties, "rPrChange") is not None:
            mark = child(properties, "rPrChange")
            self.found.changes.append(change("formatted", mark, words_in(run), line.number))
            properties = before if self.keep == "deleted" else properties
        look = _Look(
            is_on(child(properties, "i")) or attribute(child(properties, "rStyle"), "val") in _EMPHASIS,
            is_on(child(properties, "vanish")),
            is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")),
        )
        for each in run:
            tag = each.tag
            if text := sign_of(each):
                self.met.add(each)
                self.characters(text, line, context, link, look)
            elif tag == f"{W}fldChar":
                self.field(attribute(each, "fldCharType"))
            elif tag in (f"{W}instrText", f"{W}delInstrText"):
                self.fields.code(each.text or "")
            elif tag in NOTES:
                self.found.footnotes.append((NOTES[tag], attribute(each, "id"), line.number))
            elif tag in PICTURES:
                self.picture(each)
            elif tag in STAMPS:
                self.found.beside.append(Beside(_FIELD, tag.removeprefix(W), line.number))
            elif tag in _WRAPPERS:
                self.inlines(each, line, context, link)
            else:
                self.point(each)

    def characters(self, text: str, line: Line, context: tuple[Atom, ...], link: str, look: _Look) -> None:
        if self.fields.in_code:
            self.hide(text, line.number, ("feltkode", "field code"))
            return
        if self.fields.is_page(text):
            text = "#"
        if look.hidden:
            self.hide(text, line.number, ("skjult tekst", "hidden text"))
            return
        self.said.append(text)
        if look.struck:
            self.strike(text, line.number)
        if context:
            line.atoms.append(Atom("value", text, context[0].name, context[0].title, context[0].control))
        elif target := self.fields.target() or link:
            line.atoms.append(Atom("citation", text, target))
        else:
            line.atoms.append(Atom("emphasis" if look.italic else "text", text))

    def hide(self, text: str, line: int, what: tuple[str, str]) -> None:
        """Words of one line that are not seen in it are told together."""
        last = self.found.beside[-1] if self.found.beside else None
        if last is not None and (last.what, last.line) == (what, line):
            self.found.beside[-1] = Beside(what, last.text + text, line)
        else:
            self.found.beside.append(Beside(what, text, line))

    def strike(self, text: str, line: int) -> None:
        """Words struck by hand: those that follow each other are told together."""
        if self.struck_to == len(self.said) - 1 and self.found.beside[-1].what == STRUCK:
            self.hide(text, line, STRUCK)
        else:
            self.found.beside.append(Beside(STRUCK, text, line))
        self.struck_to = len(self.said)

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate" and self.fields.open:
            self.fields.open[-1].in_result = True
            if self.fields.open[-1].is_contents and self.found.lines:
                self.found.lines[-1].contents = True
        elif kind == "end" and self.fields.open:
            self.ended(self.fields.open.pop())

    def ended(self, field: Field) -> None:
        if field.shown_by_code:
            self.found.beside.append(Beside(_FIELD, field.shown_by_code, len(self.found.lines)))

    # ── beside the lines ────────────────────────────────────────────────────────────────────────────────────────────

    def picture(self, element: Element) -> None:
        alternative = element.tag == f"{MC}AlternateContent"
        shown = next(iter(element)) if alternative and len(element) else element
        self.met.update(read_in(element))
        line = len(self.found.lines)
        apart = self.drawn.words(shown)
        if apart:
            self.found.beside.append(Beside(_PICTURE, apart, line))
        if words := words_in(shown, self.keep):
            self.found.beside.append(Beside(_BOX, words, line))
        self.within(shown, _BOX)
        if words or apart:
            return
        if shown.tag != f"{W}object" or len(shown):
            names = [each.get("descr") or each.get("name") or "" for each in shown.iter() if each.tag.endswith("docPr")]
            text = next((name for name in names if name), "")
            self.found.beside.append(Beside(_PICTURE, text, line))

    def aside(self, what: tuple[str, str], element: Element, otherwise: str = "") -> None:
        self.met.update(read_in(element))
        for each in element.iter():  # a line put into a table is no line any more, and its bookmark leads nowhere
            if each.tag != f"{W}bookmarkStart":
                self.point(each)
        names = (attribute(each, "name") for each in element.iter(f"{W}bookmarkStart"))
        mark = next((name for name in names if is_added(name)), "")
        line = len(self.found.lines)
        self.found.beside.append(Beside(what, words_in(element, self.keep) or otherwise, line, mark))
        self.within(element, what)

    def within(self, element: Element, what: tuple[str, str]) -> None:
        """What is in something that is no line, and is not its words: changes, notes, pictures, documents."""
        line = len(self.found.lines)
        self.found.changes += changes_within(element, line, what)
        gone = INSERTED if self.keep == "deleted" else DELETED
        for each in element.iter(*NOTES, f"{W}altChunk", f"{W}subDoc", *(PICTURES if what == _TABLE else ())):
            above = {one.tag for one in each.iterancestors()}
            if each is element or above.intersection(gone) or f"{MC}Fallback" in above:
                continue
            if each.tag in NOTES:
                self.found.footnotes.append((NOTES[each.tag], attribute(each, "id"), line))
            elif each.tag not in PICTURES:
                self.found.beside.append(Beside(_EMBEDDED, "(innholdet kan ikke leses)", line))
            elif not above.intersection(PICTURES) and not words_in(each, self.keep):
                self.picture(each)

    def formula(self, element: Element) -> None:
        """A formula can stand in no agreement's text."""
        self.met.update(element.iter())
        self.found.beside.append(Beside(("formel", "formula"), formula(element), len(self.found.lines)))

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
            self.found.noted[name] = ("".join(self.said[start : start + _MOST_NOTED]), self.notes_at[name])
        elif tag == f"{W}commentReference":
            self.found.noted.setdefault(name, ("", max(len(self.found.lines), 1)))

    def atoms(self) -> int:
        return len(self.found.lines[-1].atoms) if self.found.lines else 0

    def finish(self, body: Element) -> None:
        """Bookmarks nothing ends, and characters in places this reader knows nothing of."""
        for called, start, before in self.open_marks.values():
            self.found.spans.setdefault(called, []).append(Span(start, before, start, before))
        for name in self.open_notes:
            self.found.noted[name] = ("", self.notes_at[name])
        for each, text in unread(body, self.met):
            line = next((self.paragraphs[up] for up in each.iterancestors(f"{W}p") if up in self.paragraphs), 0)
            self.found.beside.append(Beside(("annet innhold", "other content"), text, line))
