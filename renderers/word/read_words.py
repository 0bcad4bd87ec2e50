"""The characters of a document: those that Word writes as text, and those it writes as elements of their own.

Convention: ``keep`` says which of the tracked changes count: what was inserted (accepted) or deleted (rejected).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import Factory, define

from renderers.word.package import MC, Element, Package, W, attribute, child
from renderers.word.read_formula import FORMULAS, MATH, formula
from renderers.word.read_symbols import is_placed, placed, symbol

Keep = Literal["inserted", "deleted"]

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
TEXT = (f"{W}t", f"{W}delText")
PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}contentPart", f"{MC}AlternateContent")
STAMPS = {f"{W}{part}{form}" for part in ("day", "month", "year") for form in ("Long", "Short")} | {f"{W}pgNum"}
"""What shows a part of the day the document is looked at, or the number of the page."""

_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NEW_SIGN = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
"""A sign of a font of pictures, beside which the sign itself stands for older programs."""
_CURVED = "{urn:schemas-microsoft-com:vml}textpath"
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
    """The characters of a text element; what should not stand within it does not end it."""
    text = (element.text or "") + "".join(each.tail or "" for each in element)
    return placed(_font(element), text) if is_placed(text) else text


def sign_of(element: Element) -> str:
    """The characters an element of a run shows by itself; "" for none."""
    tag = element.tag
    if tag in TEXT:
        return words_of(element)
    if tag == f"{W}sym":
        return symbol(attribute(element, "font"), attribute(element, "char"))
    if tag == f"{MC}AlternateContent" and any(each.tag == _NEW_SIGN for choice in element for each in choice):
        return "".join(words_of(each) for each in element.iter(f"{W}t"))
    return _SIGNS.get(tag, "")


def _font(text: Element) -> str:
    fonts = child(text.getparent(), "rPr", "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def is_fallback(element: Element) -> bool:
    """Does an element say again, for older programs, what stands before it?"""
    return any(each.tag == f"{MC}Fallback" for each in element.iterancestors())


def words_in(element: Element, keep: Keep | None = None) -> str:
    """The words of something that is no line, its cells and paragraphs parted by « | »; None keeps all of them."""
    lines: dict[Element, str] = {}
    for each in element.iter():
        text = _shown(each)
        if text and not (is_fallback(each) if keep is None else _is_gone(each, keep)):
            line = next((up for up in each.iterancestors() if up.tag in (f"{W}p", f"{_DRAWING}p")), None)
            lines[line] = lines.get(line, "") + text
    return " | ".join(line.strip("\n") for line in lines.values() if line.strip())


def read_in(element: Element) -> Iterator[Element]:
    """The elements whose characters are among the words of something that is no line."""
    return (each for each in element.iter(*TEXT, f"{_DRAWING}t", f"{MATH}*"))


def _shown(element: Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag in FORMULAS:
        above = next(element.iterancestors(*FORMULAS), None)
        return formula(element) if above is None else ""
    if tag == f"{_DRAWING}t":
        return element.text or ""
    if tag == _CURVED:
        return element.get("string") or ""
    if tag == f"{W}tab" and element.getparent().tag == f"{W}tabs":  # where a tabulator stops
        return ""
    text = sign_of(element)
    return text if text and next(element.iterancestors(*FORMULAS), None) is None else ""


def _is_gone(element: Element, keep: Keep) -> bool:
    gone = INSERTED if keep == "deleted" else DELETED
    for each in element.iterancestors():
        if each.tag in gone or each.tag == f"{MC}Fallback":
            return True
        if each.tag in _ROW_MARKS:
            mark = row_mark(each)
            if mark is not None and mark[0] != keep:
                return True
    return False


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
    """The words of charts and diagrams that a drawing shows and another part of the package holds."""

    package: Package
    _names: dict[str, str] | None = None
    _words: dict[str, str] = Factory(dict)

    def words(self, element: Element) -> str:
        """What the parts say that an element leads to."""
        if self._names is None:
            self._names = {name: part for kind in _DRAWN_APART for name, part in self.package.related(kind)}
        names = self._names
        found = [
            self._of(names[value])
            for each in (element.iter() if names else ())
            for key, value in each.attrib.items()
            if key.startswith(_RELATION) and value in names
        ]
        return " | ".join(text for text in found if text)

    def _of(self, part: str) -> str:
        if part not in self._words:
            root = self.package.root(part)
            words = [] if root is None else [each.text or "" for each in root.iter(f"{_DRAWING}t", f"{_CHART}v")]
            self._words[part] = " | ".join(word for word in words if word.strip())
        return self._words[part]


def unread(body: Element, met: set[Element]) -> Iterator[tuple[Element, str]]:
    """Elements with characters that nobody has met, and the characters."""
    for each in body.iter():
        if not isinstance(each.tag, str) or each in met:
            continue
        text = words_of(each) if each.tag in TEXT else each.text or ""
        known = each.tag.rsplit("}", 1)[-1] in _NO_WORDS and not each.tag.startswith(MATH)
        if text.strip() and not known and not is_fallback(each):
            yield each, text
