"""What tracked changes say: of tables and boxes, which are no lines, of notes, and of the look of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from attrs import Factory, define, evolve

from renderers.word.package import Element, Package, W, attribute, child
from renderers.word.read_formula import FORMULAS
from renderers.word.read_parts import Change
from renderers.word.read_words import DELETED, FALLBACK, INSERTED, PICTURES, TEXT, Keep, row_mark, sign_of, words_in

Kind: TypeAlias = Literal["inserted", "deleted", "moved", "formatted"]

NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
TABLE = ("tabell", "table")
_ROWS = ("rader i en tabell", "rows of a table")
_CELL = ("celle i en tabell", "a cell of a table")
PICTURE = ("bilde eller figur", "picture or figure")
_FORMAT = ("avsnittsformat", "paragraph format")
_CHANGES = (*INSERTED, *DELETED)
_ROWS_AND_CELLS = (f"{W}tr", f"{W}tc")
_ENDS_OF_MOVES: Mapping[str, Literal["", "from", "to"]] = {f"{W}moveFrom": "from", f"{W}moveTo": "to"}
_NORMAL = "Normal"


def kind_of(element: Element) -> Kind:
    """The kind of a tracked change of words, or of a paragraph's end."""
    return "moved" if element.tag in _ENDS_OF_MOVES else _class(element)


def change(kind: Kind, mark: Element, text: str, line: int, what: tuple[str, str] = ("", "")) -> Change:
    """A change that an element marks."""
    return Change(
        kind, attribute(mark, "author"), attribute(mark, "date")[:10], text, line, what,
        way=_ENDS_OF_MOVES.get(mark.tag, ""),
    )  # fmt: skip


def words_changed(element: Element, line: int, what: tuple[str, str] = ("", "")) -> Iterator[Change]:
    """What was put in, struck or moved: its words, and each note that went with them."""
    text = words_in(element) or "".join(map(sign_of, element.iter()))
    notes = list(_notes_changed(kind_of(element), element, element, line))
    pictured = not text and any(True for _ in element.iter(*PICTURES))
    if text or not notes:
        yield change(kind_of(element), element, text, line, PICTURE if pictured else what)
    yield from notes


def _notes_changed(kind: Kind, mark: Element, element: Element, line: int) -> Iterator[Change]:
    for each in element.iter(*NOTES):
        yield evolve(change(kind, mark, "", line), note=(NOTES[each.tag], attribute(each, "id")))


def changes_within(element: Element, line: int, what: tuple[str, str]) -> Iterator[Change]:
    """The changes in something that is no line: rows and cells of a table, and words that are in no such row."""
    run = _Run()
    whole: dict[Element, tuple[str, str]] = {}
    for each in _untold(element):
        if each.tag in _CHANGES:
            yield from run.ended()
            if any(True for _ in each.iter(*TEXT, *NOTES, *PICTURES, *FORMULAS, f"{W}sym")):
                yield from words_changed(each, line, what)
            continue
        mark = row_mark(each)
        if mark is None:
            continue
        yield from _notes_changed(mark[0], mark[1], each, line)
        found = change(mark[0], mark[1], "", line, _CELL if each.tag == f"{W}tc" else _rows(each, whole))
        if run.last is None or run.last is not each.getprevious() or run.change != found:
            yield from run.ended()
        run.add(each, found, words_in(each))
    yield from run.ended()


@define
class _Run:
    """Rows or cells that follow each other and are changed alike; they are told together."""

    last: Element | None = None
    change: Change | None = None
    words: list[str] = Factory(list)

    def add(self, element: Element, found: Change, words: str) -> None:
        self.last, self.change = element, found
        self.words.append(words)

    def ended(self) -> Iterator[Change]:
        if self.change is not None:
            yield evolve(self.change, text=" | ".join(self.words))
        self.last, self.change, self.words = None, None, []


def _untold(element: Element) -> Iterator[Element]:
    """The changes, rows and cells in an element that stand in no change, row or cell that is told itself."""
    changes = frozenset(_class(each) for each in element.iterancestors(*_CHANGES))
    marks = (row_mark(each) for each in element.iterancestors(*_ROWS_AND_CELLS))
    left = [(element, changes, frozenset(mark[0] for mark in marks if mark is not None))]
    while left:
        each, changes, rows = left.pop()
        if each.tag == FALLBACK and each is not element:
            continue
        if each.tag in _ROWS_AND_CELLS:
            mark = row_mark(each)
            if mark is not None:
                if not rows:
                    yield each
                rows |= {mark[0]}
        elif each.tag in _CHANGES:
            if _class(each) not in changes | rows:
                yield each
            changes |= {_class(each)}
        left += [(below, changes, rows) for below in reversed(each)]


def _class(element: Element) -> Keep:
    return "inserted" if element.tag in INSERTED else "deleted"


def _rows(row: Element, known: dict[Element, tuple[str, str]]) -> tuple[str, str]:
    """Is it the whole table that was put in or struck, or rows of it? ``known`` are the tables that are told of."""
    table = row.getparent()
    if table not in known:
        marks = map(row_mark, table.findall(f"{W}tr"))
        known[table] = TABLE if len({mark and mark[0] for mark in marks}) == 1 else _ROWS
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
