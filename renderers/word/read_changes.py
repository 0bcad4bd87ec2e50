"""What tracked changes say: of tables and boxes, which are no lines, of notes, and of the look of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import define, evolve

from renderers.word.package import Element, Package, W, attribute, child
from renderers.word.read_formula import FORMULAS
from renderers.word.read_parts import Change
from renderers.word.read_words import DELETED, INSERTED, PICTURES, TEXT, is_fallback, row_mark, sign_of, words_in

Kind: TypeAlias = Literal["inserted", "deleted", "moved", "formatted"]

NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_TABLE = ("tabell", "table")
_ROWS = ("rader i en tabell", "rows of a table")
_CELL = ("celle i en tabell", "a cell of a table")
_PICTURE = ("bilde eller figur", "picture or figure")
_FORMAT = ("avsnittsformat", "paragraph format")
_CHANGES = (*INSERTED, *DELETED)
_NORMAL = "Normal"


def kind_of(element: Element) -> Kind:
    """The kind of a tracked change of words, or of a paragraph's end."""
    if element.tag in (f"{W}moveTo", f"{W}moveFrom"):
        return "moved"
    return "inserted" if element.tag in INSERTED else "deleted"


def change(kind: Kind, mark: Element, text: str, line: int, what: tuple[str, str] = ("", "")) -> Change:
    """A change that an element marks."""
    return Change(kind, attribute(mark, "author"), attribute(mark, "date")[:10], text, line, what)


def words_changed(element: Element, line: int, what: tuple[str, str] = ("", "")) -> Iterator[Change]:
    """What was put in, struck or moved: its words, and each note that went with them."""
    text = words_in(element) or "".join(map(sign_of, element.iter()))
    notes = list(_notes_changed(kind_of(element), element, element, line))
    pictured = not text and any(True for _ in element.iter(*PICTURES))
    if text or not notes:
        yield change(kind_of(element), element, text, line, _PICTURE if pictured else what)
    yield from notes


def _notes_changed(kind: Kind, mark: Element, element: Element, line: int) -> Iterator[Change]:
    for each in element.iter(*NOTES):
        yield evolve(change(kind, mark, "", line), note=(NOTES[each.tag], attribute(each, "id")))


def changes_within(element: Element, line: int, what: tuple[str, str]) -> Iterator[Change]:
    """The changes in something that is no line: rows and cells of a table, and words that are in no such row."""
    last: tuple[Element, Change] | None = None
    whole: dict[Element, tuple[str, str]] = {}
    for each in element.iter(f"{W}tr", f"{W}tc", *_CHANGES):
        if is_fallback(each) or _is_told(each):
            continue
        if each.tag in _CHANGES:
            if last is not None:
                yield last[1]
                last = None
            if any(True for _ in each.iter(*TEXT, *NOTES, *PICTURES, *FORMULAS, f"{W}sym")):
                yield from words_changed(each, line, what)
            continue
        mark = row_mark(each)
        if mark is None:
            continue
        yield from _notes_changed(mark[0], mark[1], each, line)
        found = change(mark[0], mark[1], words_in(each), line, _CELL if each.tag == f"{W}tc" else _rows(each, whole))
        if last is not None and last[0] is each.getprevious() and _is_same(last[1], found):
            found = evolve(found, text=f"{last[1].text} | {found.text}")
        elif last is not None:
            yield last[1]
        last = each, found
    if last is not None:
        yield last[1]


def _is_same(one: Change, other: Change) -> bool:
    return evolve(one, text="") == evolve(other, text="")


def _is_told(element: Element) -> bool:
    """Does it stand in a change, a row or a cell that is told itself?"""
    kind = None
    if element.tag in _CHANGES:
        kind = "inserted" if element.tag in INSERTED else "deleted"
    for each in element.iterancestors():
        if each.tag in _CHANGES and kind is not None and (each.tag in INSERTED) == (kind == "inserted"):
            return True
        mark = row_mark(each) if each.tag in (f"{W}tr", f"{W}tc") else None
        if mark is not None and kind in (None, mark[0]):
            return True
    return False


def _rows(row: Element, known: dict[Element, tuple[str, str]]) -> tuple[str, str]:
    """Is it the whole table that was put in or struck, or rows of it? ``known`` are the tables that are told of."""
    table = row.getparent()
    if table not in known:
        marks = map(row_mark, table.findall(f"{W}tr"))
        known[table] = _TABLE if len({mark and mark[0] for mark in marks}) == 1 else _ROWS
    return known[table]


@define
class StyleNames:
    """The names of the styles by identifier; that of paragraphs without one is ""."""

    package: Package
    _names: dict[str, str] | None = None

    def of(self, identifier: str) -> str:
        """The name of a style."""
        if self._names is None:
            root = self.package.only("styles")
            self._names = {"": _NORMAL}
            for each in () if root is None else root.findall(f"{W}style"):
                name = attribute(child(each, "name"), "val")
                self._names[attribute(each, "styleId")] = name
                if attribute(each, "type") == "paragraph" and attribute(each, "default") in ("1", "true"):
                    self._names[""] = name
        return self._names.get(identifier, identifier)


def format_changed(styles: StyleNames, paragraph: Element, mark: Element, line: int) -> Change:
    """A change of a paragraph's look: its words, and the style it had and has."""
    properties, before = child(paragraph, "pPr"), child(mark, "pPr")
    had, has = (attribute(child(each, "pStyle"), "val") for each in (before, properties))
    what = _FORMAT
    if had != has:
        was, now = styles.of(had), styles.of(has)
        what = (f"avsnittsstil, fra «{was}» til «{now}»", f"paragraph style, from “{was}” to “{now}”")
    return change("formatted", mark, words_in(paragraph, "deleted"), line, what)
