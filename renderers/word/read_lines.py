"""The paragraphs of a document's body with their characters, tracked changes resolved.

Convention: every ``w:t`` of the body is met once. What stands in a line becomes atoms of it; what stands beside the
lines (tables, footnotes, text boxes, hidden text) is left over, with the line it hangs on. ``keep`` says which of the
changes count: what was inserted (accepted) or what was deleted (rejected).
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import Factory, define, frozen

from renderers.word.package import MC, Element, Package, W, attribute, child, is_on
from renderers.word.read_changes import StyleNames, change, format_changed, kind_of, words_changed
from renderers.word.read_fields import Fields
from renderers.word.read_others import Others
from renderers.word.read_parts import Atom, Line, Lines
from renderers.word.read_points import Points
from renderers.word.read_words import DELETED, GONE, INSERTED, TEXT, DrawnApart, Keep, sign_of, words_in
from renderers.word.safety import PackageError

_INLINE = ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple", "ruby", "rubyBase", "r")
_WRAPPERS = {W + name for name in _INLINE}
_BLOCKS = {W + name for name in ("customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom")}
_AROUND = (f"{W}hdr", f"{W}ftr")
_EMPHASIS = ("Emphasis", "Utheving")

_MOST_CHANGES = 20
"""Tracked changes within each other; Word makes two."""


@frozen
class _Look:
    """How the characters of a run look: only what is told."""

    italic: bool = False
    hidden: bool = False
    struck: bool = False


def read_lines(package: Package, body: Element, keep: Keep, styles: StyleNames) -> Lines:
    """The lines of a body, or of any other part with paragraphs in it.

    Raises ``PackageError`` for endless fields and changes.
    """
    whole = body.tag == f"{W}body"
    found = Lines()
    points = Points(found)
    reader = _Reader(keep, styles, found, points, Others(keep, found, points, DrawnApart(package) if whole else None))
    reader.around = body.tag in _AROUND
    reader.blocks(body)
    reader.others.finish(body.getroottree().getroot() if whole else body)
    points.finish()
    return found


@define
class _Reader:
    keep: Keep
    styles: StyleNames
    found: Lines
    points: Points
    others: Others
    fields: Fields = Factory(Fields)
    lonely: dict[Element, bool] = Factory(dict)
    tracks: int = 0
    controls: int = 0
    in_contents: int = 0
    around: bool = False
    """Is it a header or a footer that is read?"""

    def blocks(self, parent: Element) -> None:
        for each in parent:
            tag = each.tag
            if tag == f"{W}p":
                self.paragraph(each)
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
            elif not self.others.take(each):
                self.points.meet(each)

    def paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        line = Line(
            len(self.found.lines) + 1, self.effective(properties), self.mark_survives(properties), shown=properties
        )  # fmt: skip
        self.found.lines.append(line)
        self.others.paragraphs[element] = line.number
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
                depth = len(self.fields.open)
                self.fields.begin(attribute(each, "instr"), in_result=len(each) > 0)
                self.inlines(each, line, context, link)
                for field in self.fields.open[depth:]:  # its own may have been ended in it, and others begun
                    self.others.field(field.shown_by_code)
                del self.fields.open[depth:]
            elif tag == f"{MC}AlternateContent":
                self.alternative(each, lambda version: self.inlines(version, line, context, link))
            elif tag in _WRAPPERS:
                self.inlines(each, line, context, link)
            elif not self.others.take(each):
                self.points.meet(each)

    def alternative(self, element: Element, read: Callable[[Element], None]) -> None:
        """Of what stands in several versions the first is read."""
        for version in list(element)[:1]:
            self.others.shown.add(version)
            read(version)

    def tracked(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        if self.tracks >= _MOST_CHANGES:
            raise PackageError(
                f"dokumentet har flere enn {_MOST_CHANGES} sporede endringer inni hverandre. Godta eller forkast dem i"
                " Word, og lagre det",
                f"the document has more than {_MOST_CHANGES} tracked changes within each other. Accept or reject them"
                " in Word, and save it",
            )
        self.found.changes += words_changed(element, line.number)
        if element.tag not in GONE[self.keep]:
            self.tracks += 1
            self.inlines(element, line, context, link)
            self.tracks -= 1
        else:
            self.others.met.update(element.iter())
            for each in element.iter():
                self.points.meet(each)

    def control(self, element: Element, line: Line, context: tuple[Atom, ...], link: str) -> None:
        properties, inside = child(element, "sdtPr"), child(element, "sdtContent")
        tag, title = attribute(child(properties, "tag"), "val"), attribute(child(properties, "alias"), "val")
        if inside is None:
            return
        if not (tag or title):
            self.inlines(inside, line, context, link)
            return
        if not tag and self.goes_with_its_line(element):
            self.others.met.update(inside.iter())
            return
        self.controls += 1
        mark = Atom("value", "", tag, title, self.controls)
        if child(properties, "showingPlcHdr") is not None:  # an emptied control shows what to write in it
            self.others.met.update(inside.iter(f"{W}t"))
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
        if line not in self.lonely:
            self.lonely[line] = self.is_lonely(line)
        return self.lonely[line]

    def is_lonely(self, line: Element) -> bool:
        """As above, of the line a control stands in."""
        mark = child(line, "pPr", "rPr") if line.tag == f"{W}p" else None
        tags = GONE[self.keep]
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
                self.others.met.update(each.iter(f"{W}t") if tag == f"{MC}AlternateContent" else (each,))
                self.characters(text, line, context, link, look)
            elif tag == f"{W}fldChar":
                self.field(attribute(each, "fldCharType"))
            elif tag in (f"{W}instrText", f"{W}delInstrText"):
                self.fields.code(each.text or "")
            elif tag in _WRAPPERS:
                self.inlines(each, line, context, link)
            elif not self.others.take(each):
                self.points.meet(each)

    def characters(self, text: str, line: Line, context: tuple[Atom, ...], link: str, look: _Look) -> None:
        if self.fields.in_code:
            self.others.hide(text, line.number, ("feltkode", "field code"))
            return
        if (self.around or line.contents) and self.fields.is_page(text):
            text = "#"
        if look.hidden:
            self.others.hide(text, line.number, ("skjult tekst", "hidden text"))
            return
        self.points.said.append(text)
        if look.struck:
            self.others.strike(text, line.number)
        if context:
            line.atoms.append(Atom("value", text, context[0].name, context[0].title, context[0].control))
        elif target := self.fields.target() or link:
            line.atoms.append(Atom("citation", text, target))
        else:
            line.atoms.append(Atom("emphasis" if look.italic else "text", text))

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate" and self.fields.open:
            self.fields.open[-1].in_result = True
            if self.fields.open[-1].is_contents and self.found.lines:
                self.found.lines[-1].contents = True
        elif kind == "end" and self.fields.open:
            self.others.field(self.fields.open.pop().shown_by_code)
