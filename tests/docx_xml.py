"""The XML of a Word file, as far as ``edit_docx`` and ``word_noise`` write in it. Nothing of the reader is used."""

from __future__ import annotations

import copy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN, NUMBERING = "word/document.xml", "word/numbering.xml"
INSERTED, DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
MARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "spacing", "ind", "jc", "outlineLvl",
          "rPr", "sectPr", "pPrChange")  # fmt: skip


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def parsed(data: bytes) -> Any:
    """The root of a part."""
    return etree.fromstring(data)


def written(root: Any) -> bytes:
    """A part again."""
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def el(name: str, /, *inside: Any, **attributes: str) -> Any:
    """An element in Word's namespace."""
    made = etree.Element(W + name, {W + key: value for key, value in attributes.items()}, nsmap={"w": NAMESPACE})
    made.extend(inside)
    return made


def text_run(text: str, properties: Any = None, tag: str = "t") -> Any:
    """A run of words."""
    words = el(tag)
    words.text = text
    words.set(PRESERVE, "preserve")
    return el("r", *(() if properties is None else (copy.deepcopy(properties),)), words)


def is_struck(element: Any) -> bool:
    """Whether somebody struck it with changes tracked."""
    return any(each.tag in DELETED for each in element.iterancestors())


def is_heading(paragraph: Any) -> bool:
    """Whether its style is a heading's."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and (style.get(W + "val") or "").startswith("Heading")


def key_of(run: Any, field: Any) -> tuple[str, object]:
    """What makes runs side by side one piece: the control or field they stand in, or their look."""
    for each in run.iterancestors(f"{W}sdt"):
        return "value", each
    if field is not None:
        return "citation", field
    italic = run.find(f"{W}rPr/{W}i")
    return ("emphasis" if italic is not None and italic.get(W + "val") != "0" else "text"), None


def pieces_of(paragraphs: list[Any]) -> list[list[Any]]:
    """The runs with words that stand, piece by piece."""
    pieces: list[tuple[tuple[str, object], list[Any]]] = []
    field: Any = None
    for paragraph in paragraphs:
        for run in paragraph.iter(f"{W}r"):
            if is_struck(run):
                continue
            mark = run.find(f"{W}fldChar")
            if mark is not None:
                kind = mark.get(W + "fldCharType")
                field = run if kind == "begin" else None if kind == "end" else field
            if run.find(f"{W}t") is None:
                continue
            key = key_of(run, field)
            if pieces and pieces[-1][0] == key:
                pieces[-1][1].append(run)
            else:
                pieces.append((key, [run]))
    return [runs for _, runs in pieces]


def words_of(run: Any) -> str:
    """The words of a run."""
    return "".join(each.text or "" for each in run.findall(f"{W}t"))


def cut(run: Any, at: int) -> Any:
    """Part a run in two; the second one is given."""
    text = words_of(run)
    second = copy.deepcopy(run)
    for each, part in ((run, text[:at]), (second, text[at:])):
        first, *others = each.findall(f"{W}t")
        first.text = part
        first.set(PRESERVE, "preserve")
        for other in others:
            each.remove(other)
    run.addnext(second)
    return second


def set_property(paragraph: Any, made: Any) -> None:
    """Set a property of a paragraph, where Word's order wants it."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = el("pPr")
        paragraph.insert(0, properties)
    old = properties.find(made.tag)
    if old is not None:
        properties.remove(old)
    put_in_order(properties, made, ORDER)


def put_in_order(parent: Any, made: Any, names: tuple[str, ...]) -> None:
    """Put an element before those that come later in the order; what the order does not name stands first."""
    order = {W + name: at for at, name in enumerate(names)}
    later = [at for at, each in enumerate(parent) if order.get(each.tag, -1) > order[made.tag]]
    parent.insert(min(later, default=len(parent)), made)


def close_marks(root: Any) -> None:
    """A bookmark that Enter has stretched over two paragraphs stays with the first when either goes elsewhere."""
    begun: dict[str, Any] = {}
    for each in list(root.iter(*MARKS)):
        name, paragraph = each.get(W + "id"), next(each.iterancestors(f"{W}p"), None)
        if each.tag == f"{W}bookmarkStart":
            begun[name] = paragraph
        elif name in begun and begun[name] is not paragraph:
            begun[name].append(each)


def lose_anchor(line: list[Any]) -> None:
    """The bookmarks of a line go."""
    for paragraph in line:
        for each in list(paragraph.iter(*MARKS)):
            each.getparent().remove(each)


def lose_controls(line: list[Any]) -> None:
    """The controls of a line become plain words."""
    for paragraph in line:
        for control in list(paragraph.iter(f"{W}sdt")):
            for each in list(control.find(f"{W}sdtContent")):
                control.addprevious(each)
            control.getparent().remove(control)
