"""The words of what is no line: tables, text boxes, formulas, and what stands in two versions of which one is shown.

Convention: every element is met once, however deep it stands; a hostile document has many, and all of them deep.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from renderers.word.package import MC, Element, W, attribute

TEXT = (f"{W}t", f"{W}delText")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FORMULAS = (f"{_MATH}oMath", f"{_MATH}oMathPara")
WORDS = (*TEXT, f"{_MATH}t", f"{_DRAWING}t")
"""What holds characters: in lines, in formulas and in drawings."""

FALLBACK = f"{MC}Fallback"
SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t",
}  # fmt: skip
_SIGN_CODES = frozenset("0123456789abcdefABCDEF")


def words_of(element: Element) -> str:
    """The characters of a text element; what should not stand within it does not end it."""
    return (element.text or "") + "".join(each.tail or "" for each in element)


def symbol_of(element: Element) -> str:
    """The sign of a ``w:sym``, by its code; U+FFFD for what is none."""
    code = attribute(element, "char")
    good = 0 < len(code) <= 4 and _SIGN_CODES.issuperset(code) and not 0xD800 <= int(code, 16) <= 0xDFFF
    return chr(int(code, 16)) if good else "\ufffd"


def words_in(element: Element, gone: Collection[str]) -> str:
    """The words in an element, its cells and paragraphs parted by « | »; without what stands in ``gone``."""
    lines: dict[Element | None, list[str]] = {}
    skipped = {*gone, FALLBACK, f"{W}pPr"}  # in the last a tab is a place to stop at
    left: list[tuple[Element, Element | None]] = [(element, None)]
    while left:
        each, line = left.pop()
        if not isinstance(each.tag, str) or (each.tag in skipped and each is not element):
            continue
        line = each if each.tag == f"{W}p" else line
        said = words_of(each) if each.tag in WORDS else _sign(each)
        if said:
            lines.setdefault(line, []).append(said)
        left += [(below, line) for below in reversed(each)]
    return " | ".join(text for said in lines.values() if (text := "".join(said)).strip())


def _sign(element: Element) -> str:
    return symbol_of(element) if element.tag == f"{W}sym" else SIGNS.get(element.tag, "")


def unread(body: Element, met: Container[Element]) -> Iterator[str]:
    """Words in places the reader knows nothing of; ``met`` are the elements it has met."""
    for each in body.iter(*WORDS):
        words = words_of(each)
        if each not in met and words.strip() and next(each.iterancestors(FALLBACK), None) is None:
            yield words


def other_versions(body: Element, gone: Collection[str], read: Container[Element]) -> Iterator[str]:
    """What is kept for programs that cannot show a newer version, where its words are not those of that version."""
    newer: dict[Element, set[str]] = {}
    for each in body.iter(FALLBACK):
        parent = each.getparent()
        above = {one.tag for one in each.iterancestors()}
        if each in read or FALLBACK in above or above.intersection(gone):
            continue
        if parent not in newer:
            versions = () if parent is None else parent.iterchildren()
            newer[parent] = {_signs(words_in(one, gone)) for one in versions if one.tag != FALLBACK}
        words = words_in(each, gone)
        if words and _signs(words) not in newer[parent]:
            yield words


def _signs(words: str) -> str:
    return "".join(words.split())
