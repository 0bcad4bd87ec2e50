"""A formula of Word's as one line of characters: «K=(a+b)/100».

Convention: every character of the formula is in the line, in the order it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from renderers.word.package import Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = (f"{MATH}oMath", f"{MATH}oMathPara")

_BEFORE = {"den": "/", "sup": "^", "sub": "_", "lim": "_"}
_AS_ONE = ("num", "den", "sup", "sub", "lim", "deg")
"""What is put within brackets if it is more than one sign."""
_BASES = ("sSup", "sSub", "sSubSup", "sPre", "rad", "nary", "limLow", "limUpp")
"""What has ``e``, on which something hangs."""
_ROWS = ("eqArr", "m")
_DEFAULTS = {"nary": "∫", "acc": "\u0302", "rad": "√"}
_WITHIN = {"begChr": "(", "sepChr": "|", "endChr": ")"}


def formula(element: Element) -> str:
    """The characters of a formula, or of a part of one."""
    if not isinstance(element.tag, str):
        return ""
    name = _name(element)
    if name == "t":
        return (element.text or "") + "".join(formula(each) + (each.tail or "") for each in element)
    if not element.tag.startswith(MATH):
        return "" if name == "rPr" else _own(element) + "".join(map(formula, element))
    parts = [each for each in element if isinstance(each.tag, str) and not _name(each).endswith("Pr")]
    if name == "d":
        begins, parted, ends = (_sign(element, each, sign) for each, sign in _WITHIN.items())
        return begins + parted.join(map(formula, parts)) + ends
    if name in _ROWS:
        return "; ".join(map(formula, parts))
    if name == "mr":
        return ", ".join(map(formula, parts))
    if name == "oMathPara":
        return " | ".join(text for text in map(formula, parts) if text)
    made = "".join(_part(name, each) for each in parts)
    match name:
        case "nary":
            return _sign(element, "chr", _DEFAULTS[name]) + made
        case "acc":
            return made + _sign(element, "chr", _DEFAULTS[name])
        case _:
            return _own(element) + made


def told_in(element: Element) -> Iterator[Element]:
    """The elements whose characters are in the line: all but what is said of how the formula looks."""
    left = [element]
    while left:
        each = left.pop()
        yield each
        left += [below for below in each if not _name(below).endswith("Pr")]


def _part(of: str, each: Element) -> str:
    name, text = _name(each), formula(each)
    if not text:
        return ""
    one = name in _AS_ONE or (name == "e" and of in _BASES)
    root = _DEFAULTS["rad"] if of == "rad" and name == "e" else ""
    blank = " " if of == "func" and name == "e" else ""
    return _BEFORE.get(name, root) + blank + (f"({text})" if one and len(text) > 1 else text)


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _own(element: Element) -> str:
    return (element.text or "") if (element.text or "").strip() else ""


def _sign(element: Element, name: str, otherwise: str) -> str:
    """A sign that a formula's properties name: a bracket, a sum."""
    found = element.find(f"{MATH}{_name(element)}Pr/{MATH}{name}")
    return otherwise if found is None else found.get(f"{MATH}val", otherwise)
