"""The scripts of ``edit_scripts`` done to a real Word file, as Word's own structures have it.

Convention: ``edit_docx`` does a script in two parts: what was done before changes were tracked, and what was done
while they were. Accepting all changes gives both, rejecting them the first only. Whatever Word leaves to chance (where
a bookmark ends, in which run words are typed) is drawn from ``chance``. Nothing of the reader is used here.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from attrs import Factory, define

from tests.docx_xml import (
    DELETED,
    INSERTED,
    MAIN,
    MARKS,
    NUMBERING,
    W,
    close_marks,
    cut,
    el,
    is_heading,
    is_struck,
    key_of,
    lose_anchor,
    lose_controls,
    packed,
    parsed,
    parts_of,
    pieces_of,
    put_in_order,
    set_property,
    text_run,
    words_of,
    written,
)
from tests.edit_scripts import Edit


def edit_docx(
    data: bytes, edits: tuple[Edit, ...], tracked: tuple[Edit, ...] = (), chance: Random | None = None
) -> bytes:
    """The file after ``edits``, and after ``tracked`` with changes tracked."""
    parts = parts_of(data)
    desk = Desk(parsed(parts[MAIN]), parsed(parts[NUMBERING]), chance or Random(0))
    for edit in edits:
        desk.do(edit)
    desk.tracking = True
    for edit in tracked:
        desk.do(edit)
    return packed(parts | {MAIN: written(desk.root), NUMBERING: written(desk.numbering)})


@define
class Desk:
    """A document being edited. ``lines`` are its lines, each with its paragraphs (more than one: run together)."""

    root: Any
    numbering: Any
    chance: Random
    tracking: bool = False
    lines: list[list[Any]] = Factory(list)
    _count: int = 5000

    def __attrs_post_init__(self) -> None:
        for each in self.root.find(f"{W}body").findall(f"{W}p"):
            names = [mark.get(W + "name") or "" for mark in each.iter(f"{W}bookmarkStart")]
            style = each.find(f"{W}pPr/{W}pStyle")
            note = style is not None and style.get(W + "val") == "vkaMerknad"
            if "".join(each.itertext(f"{W}t")).strip() and not note and not any("_vka_tillegg_" in n for n in names):
                self.lines.append([each])

    def next(self) -> str:
        self._count += 1
        return str(self._count)

    def change(self, tag: str, *inside: Any) -> Any:
        return el(tag, *inside, id=self.next(), author="Kari Nordmann", date="2026-11-02T10:00:00Z")

    def do(self, edit: Edit) -> None:
        """One thing somebody does."""
        at = edit.block
        if edit.kind in ("delete", "move", "copy"):
            close_marks(self.root)
        match edit.kind:
            case "value":
                self.value(edit.name, edit.text)
            case "insert":
                self.insert(min(at, len(self.lines)), edit)
            case "anchor" | "control":
                for line in self.lines if at == -1 else self.lines[at : at + 1]:
                    lose_anchor(line) if edit.kind == "anchor" else lose_controls(line)
            case _ if not 0 <= at < len(self.lines):
                pass
            case "delete":
                self.delete(self.lines.pop(at))
            case "move":
                moved = self.lines[at : at + edit.count]
                del self.lines[at : at + edit.count]
                self.place(min(edit.to, len(self.lines)), [self.move(line) for line in moved], moved[0])
            case "copy":
                self.place(min(edit.to, len(self.lines)), [self.copied(self.lines[at])], self.lines[at])
            case "merge":
                self.merge(at)
            case "label":
                self.label(self.lines[at], edit.text)
            case "level":
                self.restyle(self.lines[at], f"Heading{edit.level}")
            case "words" | "split" | "emphasis" | "plain":
                pieces = pieces_of(self.lines[at])
                if edit.piece < len(pieces):
                    self.in_piece(at, pieces[edit.piece], edit)

    # ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def in_piece(self, at: int, runs: list[Any], edit: Edit) -> None:
        whole = sum(len(words_of(run)) for run in runs)
        start, end = min(edit.start, whole), min(max(edit.start, edit.end), whole)
        if edit.kind == "plain":
            start, end = 0, whole
        if edit.kind == "words":
            self.replace(runs, start, end, edit.text)
        elif edit.kind == "split":
            self.split(at, runs, start)
        elif edit.kind == "plain" or key_of(runs[0], None)[0] == "text":
            _, inside, _ = self.parted(runs, start, end)
            for run in inside if edit.kind == "emphasis" or key_of(runs[0], None)[0] == "emphasis" else ():
                self.set_italic(run, edit.kind == "emphasis")

    def parted(self, runs: list[Any], start: int, end: int) -> tuple[list[Any], list[Any], list[Any]]:
        """The runs before, between and after two places in them, parted there."""
        groups: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
        at, left = 0, list(runs)
        while left:
            run = left.pop(0)
            length = len(words_of(run))
            place = next((each for each in (start, end) if at < each < at + length), None)
            if place is not None:
                left.insert(0, cut(run, place - at))
                length = place - at
            groups[0 if at + length <= start else 1 if at < end else 2].append(run)
            at += length
        return groups

    def replace(self, runs: list[Any], start: int, end: int, text: str) -> None:
        before, gone, after = self.parted(runs, start, end)
        if text:
            self.type_words(text, before, gone, after)
        for run in gone:
            self.strike(run)

    def type_words(self, text: str, before: list[Any], gone: list[Any], after: list[Any]) -> None:
        """Type at the end of the run before, or at the head of what follows."""
        beside = before[-1] if before else (gone or after)[0]
        made = text_run(text, beside.find(f"{W}rPr"))
        if beside.getparent().tag in INSERTED or not self.tracking:
            if before and self.chance.random() < 0.5:
                beside.append(made.find(f"{W}t"))  # typed into the run that stands there
                return
        else:
            made = self.change("ins", made)
        if before:
            beside.addnext(made)
        else:
            beside.addprevious(made)

    def strike(self, run: Any) -> None:
        if not self.tracking:
            run.getparent().remove(run)
            return
        for each in run.iter(f"{W}t", f"{W}instrText"):
            each.tag = f"{W}delText" if each.tag == f"{W}t" else f"{W}delInstrText"
        self.wrap(run, "del")

    def wrap(self, run: Any, tag: str) -> None:
        made = self.change(tag)
        run.addprevious(made)
        made.append(run)

    def set_italic(self, run: Any, italic: bool) -> None:
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = el("rPr")
            run.insert(0, properties)
        old = el("rPr", *(copy.deepcopy(each) for each in properties if each.tag != f"{W}rPrChange"))
        for each in properties.findall(f"{W}i"):
            properties.remove(each)
        if italic or self.chance.random() < 0.3:
            properties.insert(0, el("i") if italic else el("i", val="0"))
        if self.tracking and properties.find(f"{W}rPrChange") is None:
            properties.append(self.change("rPrChange", old))

    def value(self, name: str, text: str) -> None:
        for line in self.lines:
            for runs in pieces_of(line):
                kind, control = key_of(runs[0], None)
                if kind == "value" and control.find(f"{W}sdtPr/{W}alias").get(W + "val") == name:  # type: ignore[attr-defined]  # an element, by its kind
                    self.replace(runs, 0, sum(len(words_of(run)) for run in runs), text)

    # ── paragraphs ──────────────────────────────────────────────────────────────────────────────────────────────────

    def mark(self, paragraph: Any, tag: str) -> None:
        """The mark of a paragraph comes or goes with changes tracked."""
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else properties.find(f"{W}rPr")
        if own is None:
            own = el("rPr")
            set_property(paragraph, own)
        if own.find(W + tag) is None:
            put_in_order(own, self.change(tag), ("ins", "del", "moveFrom", "moveTo"))

    def delete(self, line: list[Any]) -> None:
        for paragraph in line:
            if self.tracking:
                for run in [each for each in paragraph.iter(f"{W}r") if not is_struck(each)]:
                    self.strike(run)
                self.mark(paragraph, "del")
            elif (
                not is_heading(paragraph) and self.chance.random() < 0.3
            ):  # the words are struck and the empty paragraph is left behind
                for each in list(paragraph):
                    if each.tag not in (f"{W}pPr", *MARKS):
                        paragraph.remove(each)
            else:
                paragraph.getparent().remove(paragraph)

    def place(self, to: int, lines: list[list[Any]], beside: list[Any]) -> None:
        """Put lines before the line ``to``."""
        new = [paragraph for line in lines for paragraph in line]
        if to < len(self.lines):
            for paragraph in new:
                self.lines[to][0].addprevious(paragraph)
        else:
            last = self.lines[-1][-1] if self.lines else beside[-1]
            for paragraph in reversed(new):
                last.addnext(paragraph)
        self.lines[to:to] = lines

    def insert(self, to: int, edit: Edit) -> None:
        """A new line, with the look of a neighbour of its kind if there is one."""
        style = {"heading": f"Heading{edit.level}", "item": "ListBullet", "title": "Title"}.get(edit.line, "Normal")
        made = el("p", el("pPr", el("pStyle", val=style)))
        run = text_run(edit.text)
        made.append(self.change("ins", run) if self.tracking else run)
        if self.tracking:
            self.mark(made, "ins")
        if edit.line == "item":
            self.label([made], edit.name, new=True)
        self.place(to, [[made]], [made])

    def stripped(self, paragraph: Any, tag: str) -> Any:
        """A copy of what stands in a paragraph, as somebody pastes it; ``tag`` is around its runs if tracked."""
        made = copy.deepcopy(paragraph)
        for each in list(made.iter(*DELETED)):
            each.getparent().remove(each)
        for each in list(made.iter(*INSERTED)):
            parent = each.getparent()
            if parent.tag == f"{W}rPr":
                parent.remove(each)
                continue
            for inside in list(each):
                each.addprevious(inside)
            parent.remove(each)
        for each in list(made.iter(f"{W}pPrChange", f"{W}rPrChange")):
            each.getparent().remove(each)
        if self.tracking:
            for run in list(made.iter(f"{W}r")):
                self.wrap(run, tag)
            self.mark(made, tag)
        return made

    def move(self, line: list[Any]) -> list[Any]:
        if not self.tracking:
            for paragraph in line:
                paragraph.getparent().remove(paragraph)
            return line
        made = [self.stripped(paragraph, "moveTo") for paragraph in line]
        for paragraph in line:
            for run in [each for each in paragraph.iter(f"{W}r") if not is_struck(each)]:
                self.wrap(run, "moveFrom")  # the words keep w:t, and must not be taken for words that stand
            self.mark(paragraph, "moveFrom")
        for paragraph in made[:-1]:
            self.mark(paragraph, "del")
        self.renamed(made, "")
        return made

    def copied(self, line: list[Any]) -> list[Any]:
        made = [self.stripped(paragraph, "ins") for paragraph in line]
        for paragraph in made[:-1]:
            self.mark(paragraph, "del")
        self.renamed(made, self.chance.choice(("", "_Copy_1")))
        return made

    def renamed(self, paragraphs: list[Any], ending: str) -> None:
        """Bookmarks of a copy have identifiers of their own."""
        new: dict[str, str] = {}
        for paragraph in paragraphs:
            for each in paragraph.iter(*MARKS):
                each.set(W + "id", new.setdefault(each.get(W + "id"), self.next()))
                if each.get(W + "name") and not each.get(W + "name").endswith(ending or "\n"):
                    each.set(W + "name", each.get(W + "name") + ending)

    def merge(self, at: int) -> None:
        if at + 1 >= len(self.lines):
            return
        first, second = self.lines[at], self.lines.pop(at + 1)
        blank = text_run(" ")
        if self.tracking:
            first[-1].append(self.change("ins", blank))
            between = first[-1]
            while between is not second[0]:  # empty paragraphs too
                if between.tag == f"{W}p":
                    self.mark(between, "del")
                between = between.getnext()
            first += second
            return
        first[-1].append(blank)
        keeps = self.chance.random() < 0.5
        for each in list(second[0]):
            if each.tag != f"{W}pPr" and (keeps or each.tag not in MARKS):
                first[-1].append(each)
        second[0].getparent().remove(second[0])

    def split(self, at: int, runs: list[Any], start: int) -> None:
        """Enter: what is before goes into a new paragraph above, if changes are tracked, else the rest goes below."""
        before, after, _ = self.parted(runs, start, 10**9)
        first = el("proofErr", type="gramStart")  # where Enter is struck
        if after:
            after[0].addprevious(first)
        else:
            before[-1].addnext(first)
        blanks = "".join(words_of(run) for run in after)
        for run in self.parted(after, 0, len(blanks) - len(blanks.lstrip()))[1]:
            self.strike(run)
        paragraph = next(first.iterancestors(f"{W}p"))
        while first.getparent() is not paragraph:
            parent = first.getparent()
            twin = copy.copy(parent)
            for each in list(twin):
                twin.remove(each)
            twin.extend([first, *first.itersiblings()])
            parent.addnext(twin)
            first = twin
        below = el("p")
        if paragraph.find(f"{W}pPr") is not None:
            below.append(copy.deepcopy(paragraph.find(f"{W}pPr")))
        rest = [first, *first.itersiblings()]
        if not self.tracking and self.chance.random() < 0.5:  # the bookmark ends with the paragraph it began in
            begun = {each.get(W + "id") for each in rest if each.tag == f"{W}bookmarkStart"}
            rest = [each for each in rest if each.tag != f"{W}bookmarkEnd" or each.get(W + "id") in begun]
        below.extend(rest)
        paragraph.addnext(below)
        if self.tracking:
            self.mark(paragraph, "ins")
        line = self.lines[at]
        number = line.index(paragraph)
        self.lines[at : at + 1] = [[*line[:number], paragraph], [below, *line[number + 1 :]]]

    def restyle(self, line: list[Any], style: str, number: str = "", *, new: bool = False) -> None:
        """Give a line another style, and a list of its own (``number``, "0" for none)."""
        paragraph = line[-1]
        old = el(
            "pPr",
            *(
                copy.deepcopy(each)
                for each in paragraph.find(f"{W}pPr")
                if each.tag in (f"{W}pStyle", f"{W}numPr", f"{W}tabs")
            ),
        )
        set_property(paragraph, el("pStyle", val=style))
        listed = paragraph.find(f"{W}pPr/{W}numPr")
        if listed is not None:
            listed.getparent().remove(listed)
        if number:
            set_property(paragraph, el("numPr", el("ilvl", val="0"), el("numId", val=number)))
        if self.tracking and not new and paragraph.find(f"{W}pPr/{W}pPrChange") is None:
            set_property(paragraph, self.change("pPrChange", old))

    def label(self, line: list[Any], mark: str, *, new: bool = False) -> None:
        """An item's mark: none, a bullet, or a list of letters begun here."""
        if mark == "-":
            self.restyle(line, "ListBullet", new=new)
        elif mark:
            self.restyle(line, "vkaPunktliste", self.letters(mark), new=new)
        else:
            self.restyle(line, "Normal", new=new)

    def letters(self, mark: str) -> str:
        """A new list of letters that begins with this mark («a.»)."""
        number = self.next()
        level = el("lvl", el("start", val=str(ord(mark[0]) - ord("a") + 1)), el("numFmt", val="lowerLetter"),
                   el("lvlText", val=f"%1{mark[1:]}"), el("lvlJc", val="left"), ilvl="0")  # fmt: skip
        plan = el("abstractNum", el("multiLevelType", val="singleLevel"), level, abstractNumId=number)
        self.numbering.insert(len(self.numbering.findall(f"{W}abstractNum")), plan)
        self.numbering.append(el("num", el("abstractNumId", val=number), numId=number))
        return number
