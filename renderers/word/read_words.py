"""The characters of a document: those that Word writes as text, and those it writes as elements of their own.

Convention: ``keep`` says which of the tracked changes count: what was inserted (accepted) or deleted (rejected). Every
element is met once, however deep it stands; a hostile document has many, and all of them deep.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import pairwise
from typing import Literal, TypeAlias

from attrs import Factory, define

from renderers.word.package import MC, Element, Package, W, attribute, child
from renderers.word.read_formula import FORMULAS, MATH, formula, told_in
from renderers.word.read_symbols import is_placed, placed, symbol

Keep: TypeAlias = Literal["inserted", "deleted"]

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
GONE: Mapping[Keep, tuple[str, ...]] = {"inserted": DELETED, "deleted": INSERTED}
"""The changes whose words do not count."""

TEXT = (f"{W}t", f"{W}delText")
FALLBACK = f"{MC}Fallback"
PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}contentPart", f"{MC}AlternateContent")
STAMPS = {f"{W}{part}{form}" for part in ("day", "month", "year") for form in ("Long", "Short")} | {f"{W}pgNum"}
"""What shows a part of the day the document is looked at, or the number of the page."""

_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NEW_SIGN = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
"""A sign of a font of pictures, beside which the sign itself stands for older programs."""
_CURVED = "{urn:schemas-microsoft-com:vml}textpath"
_LINES = (f"{W}p", f"{_DRAWING}p")
_DRAWN_APART = ("chart", "chartEx", "diagramData")
"""Parts of the package that hold the words of a drawing."""
_ROW_MARKS = {
    f"{W}tr": ("trPr", (f"{W}ins",), (f"{W}del",)),
    f"{W}tc": ("tcPr", (f"{W}cellIns",), (f"{W}cellDel",)),
}
_NO_WORDS = frozenset((
    "instrText", "delInstrText", "fldData", "binData",
    "LinkType", "LockedField", "FieldCodes", "posOffset", "align",
    "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset",
))  # fmt: skip
"""Elements whose text is nothing anybody sees: the code of a field, where a drawing stands."""


def words_of(element: Element) -> str:
    """The characters of an element; what should not stand within it does not end it."""
    text = (element.text or "") + "".join(each.tail or "" for each in element)
    return placed(_font(element), text) if is_placed(text) else text


def sign_of(element: Element) -> str:
    """The characters an element of a run shows by itself; "" for none."""
    tag = element.tag
    if tag in TEXT:
        return words_of(element)
    if tag == f"{W}sym":
        return symbol(attribute(element, "font"), attribute(element, "char"))
    if _is_new_sign(element):
        return "".join(words_of(each) for each in element.iter(f"{W}t"))
    return _SIGNS.get(tag, "")


def characters_of(element: Element) -> str:
    """What an element by itself adds to what a reader tells, whatever kind it is."""
    if element.tag == _CURVED:
        return element.get("string") or ""
    text = "" if element.tag == f"{MC}AlternateContent" else sign_of(element)
    return text or ("" if _is_no_word(element) else words_of(element))


def _is_new_sign(element: Element) -> bool:
    return element.tag == f"{MC}AlternateContent" and any(x.tag == _NEW_SIGN for choice in element for x in choice)


def _font(text: Element) -> str:
    fonts = child(text.getparent(), "rPr", "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def surviving(element: Element, keep: Keep | None) -> Iterator[tuple[Element, Element | None, bool]]:
    """An element and all in it that counts, each with the paragraph it stands in; None keeps all of the changes.

    Of what is kept for older programs only the element around it is among them. The last says whether each is part of a
    formula, or of a sign, that is shown as a whole.
    """
    skipped = {f"{W}tabs", *(() if keep is None else GONE[keep])}  # a tab there is a place to stop at
    left: list[tuple[Element, Element | None, bool]] = [(element, None, False)]
    while left:
        each, line, within = left.pop()
        if not isinstance(each.tag, str) or (each is not element and (each.tag in skipped or _is_gone(each, keep))):
            continue
        line = each if each.tag in _LINES else line
        yield each, line, within
        if each.tag == FALLBACK and each is not element:
            continue
        within = within or each.tag in FORMULAS or _is_new_sign(each)
        left += [(below, line, within) for below in reversed(each)]


def _is_gone(element: Element, keep: Keep | None) -> bool:
    mark = row_mark(element) if keep is not None and element.tag in _ROW_MARKS else None
    return mark is not None and mark[0] != keep


def words_in(element: Element, keep: Keep | None = None) -> str:
    """The words of something that is no line, its cells and paragraphs parted by « | »; None keeps all of them."""
    lines: dict[Element | None, list[str]] = {}
    for each, line, within in surviving(element, keep):
        text = "" if within else _shown(each)
        if text:
            lines.setdefault(line, []).append(text)
    return " | ".join(text.strip("\n") for said in lines.values() if (text := "".join(said)).strip())


def read_in(element: Element) -> Iterator[Element]:
    """The elements whose characters are among the words of something that is no line."""
    yield from element.iter(*TEXT, f"{_DRAWING}t")
    for each in element.iter(*FORMULAS):
        if next(each.iterancestors(*FORMULAS), None) is None:
            yield from told_in(each)


def _shown(element: Element) -> str:
    tag = element.tag
    if tag in FORMULAS:
        return formula(element)
    if tag == f"{_DRAWING}t":
        return words_of(element)
    if tag == _CURVED:
        return element.get("string") or ""
    return sign_of(element)


def row_mark(element: Element) -> tuple[Keep, Element] | None:
    """How a row or a cell of a table was put in or struck with changes tracked, and the mark that says so."""
    properties, put_in, struck = _ROW_MARKS[element.tag]
    inside = child(element, properties)
    for each in () if inside is None else inside:
        if each.tag in put_in:
            return "inserted", each
        if each.tag in struck:
            return "deleted", each
    return None


@define
class DrawnApart:
    """The words of charts and diagrams that a drawing shows and another part of the package holds.

    Those of a part are told once, however many drawings lead to it. ``of`` is the part whose drawings they are, the
    main one if "".
    """

    package: Package
    of: str = ""
    _names: dict[str, str] | None = None
    _told: set[str] = Factory(set)

    def words(self, element: Element) -> str:
        """What the parts say that an element leads to."""
        if self._names is None:
            self._names = {name: part for kind in _DRAWN_APART for name, part in self.package.related(kind, self.of)}
        names = self._names
        found = [
            self._of(names[value])
            for each in (element.iter() if names else ())
            for key, value in each.attrib.items()
            if key.startswith(RELATION) and value in names
        ]
        return " | ".join(text for text in found if text)

    def _of(self, part: str) -> str:
        if part in self._told:
            return ""
        self._told.add(part)
        root = self.package.root(part)
        words = [] if root is None else [each.text or "" for each in root.iter(f"{_DRAWING}t", f"{_CHART}v")]
        return " | ".join(word for word in words if word.strip())


# ── what nobody has read ────────────────────────────────────────────────────────────────────────────────────────────


def unread(whole: Element, met: Container[Element], paragraphs: Mapping[Element, int]) -> Iterator[tuple[str, int]]:
    """The characters of elements that nobody has met, and the line of ``paragraphs`` they stand in."""
    left = [(whole, 0)]
    while left:
        each, line = left.pop()
        if not isinstance(each.tag, str) or each.tag == FALLBACK:
            continue
        line = paragraphs.get(each, line) if each.tag == f"{W}p" else line
        text = "" if each in met or _is_no_word(each) else words_of(each)
        if text.strip():
            yield text, line
        left += [(below, line) for below in reversed(each)]


def _is_no_word(element: Element) -> bool:
    return element.tag.rsplit("}", 1)[-1] in _NO_WORDS and not element.tag.startswith(MATH)


def other_versions(
    whole: Element, keep: Keep, read: Container[Element], paragraphs: Mapping[Element, int]
) -> Iterator[tuple[str, int]]:
    """What is kept for programs that cannot show a newer version, where its words are not those of that version.

    Each with the line of ``paragraphs`` it stands in.
    """
    said: list[str] = []
    begun: dict[Element, list[int]] = {}
    newer: dict[Element, set[str]] = {}
    for each, _, within in surviving(whole, keep):
        parent = each.getparent()
        versions = not within and parent is not None and parent.tag == f"{MC}AlternateContent"
        if versions and each.tag != FALLBACK:
            begun.setdefault(parent, []).append(len(said))
        elif versions and each not in read and (words := words_in(each, keep)):
            if parent not in newer:
                starts = begun.get(parent, [])
                newer[parent] = {_signs(said[start:end]) for start, end in pairwise((*starts, len(said)))}
            if _signs(_said(each, keep)) not in newer[parent]:
                yield words, next((paragraphs[up] for up in each.iterancestors(f"{W}p") if up in paragraphs), 0)
        if not within:
            said.append(_shown(each))


def _said(element: Element, keep: Keep) -> list[str]:
    return [_shown(each) for each, _, within in surviving(element, keep) if not within]


def _signs(said: list[str]) -> str:
    return "".join("".join(said).split())
