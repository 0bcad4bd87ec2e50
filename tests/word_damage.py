"""Damage to Word files, by chance: to the package, to its parts, and to the elements of their XML.

Convention: every kind of damage is a function from parts (or the bytes of the package) and a source of chance; what
comes out may be no Word file at all. Nothing of the reader is used.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

from tests.docx_xml import MAIN, W, el, packed, text_run

Parts: TypeAlias = dict[str, bytes]

NUMBERS = (
    "0",
    "-1",
    "-5",
    "1",
    "8",
    "9",
    "00",
    "9999999999",
    "2147483648",
    "999999999",
    "780",
    "1e9",
    "x",
    "",
    "½",
    "٣",
)
WORDS = ("", "_vka_", "_vka_punkt_1", "_vka_tillegg_innhold", "vka:verdi:leie", "vka:verdi:", "leie", "true", "none",
         "Heading1", "Title", "begin", "end", "bullet", "lowerLetter", "lowerRoman", "%1%2%9", " REF _vka_punkt_1 \\r ",
         "TOC \\o", "PAGE", "D800", "0", "FFFFF", "{}", "../../x", "a" * 3000, "\u202e", "Ærø")  # fmt: skip
TAGS = ("p", "r", "t", "sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "hyperlink", "fldSimple", "tbl", "tc",
        "tr", "smartTag", "customXml", "pPr", "rPr", "body", "delText", "instrText", "bookmarkStart", "drawing", "pict",
        "object", "txbxContent", "altChunk", "ruby", "numPr", "comment", "footnote", "noSuch")  # fmt: skip
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def damaged(data: bytes, chance: Random) -> bytes:
    """The file after one to four kinds of damage to its parts, and now and then to the package they lie in."""
    with ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        if chance.random() < 0.75:
            _in_xml(parts, chance)
        else:
            chance.choice(_OF_PARTS)(parts, chance)
    kind = ZIP_STORED if chance.random() < 0.2 else ZIP_DEFLATED
    out = BytesIO()
    with ZipFile(out, "w", kind) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    whole = out.getvalue() if kind == ZIP_STORED else packed(parts)
    return _of_bytes(whole, chance) if chance.random() < 0.15 else whole


# ── the package ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_bytes(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    how = chance.choice(("flip", "flip", "cut", "tail", "fill", "insert", "sizes"))
    at = chance.randrange(len(made))
    if how == "flip":
        for _ in range(chance.choice((1, 1, 5, 50))):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del made[at:]
    elif how == "tail":
        del made[:at]
    elif how == "fill":
        made[at : at + 40] = bytes([chance.randrange(256)]) * 40
    elif how == "insert":
        made[at:at] = chance.randbytes(chance.choice((1, 4, 100)))
    else:  # what the directory says of a part: its sizes, its method, its flags
        entry = made.find(b"PK\x01\x02", at)
        if entry >= 0:
            made[entry + chance.randrange(6, 46)] = chance.randrange(256)
    return bytes(made)


# ── its parts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _name(parts: Parts, chance: Random) -> str:
    return MAIN if MAIN in parts and chance.random() < 0.4 else chance.choice(sorted(parts))


def _removed(parts: Parts, chance: Random) -> None:
    if len(parts) > 1:
        del parts[_name(parts, chance)]


def _emptied(parts: Parts, chance: Random) -> None:
    parts[_name(parts, chance)] = chance.choice((b"", b"\x00", b"<a/>", b"<w:x xmlns:w='urn:x'/>", b"PK", b"\xff\xfe"))


def _swapped(parts: Parts, chance: Random) -> None:
    one, other = _name(parts, chance), _name(parts, chance)
    parts[one], parts[other] = parts[other], parts[one]


def _renamed(parts: Parts, chance: Random) -> None:
    name = _name(parts, chance)
    new = chance.choice(
        (name.upper(), f"../{name}", f"/{name}", name + "\\x", "word/vbaProject.bin", "å" + name, name + "2")
    )
    parts[new] = parts.pop(name)


def _flipped(parts: Parts, chance: Random) -> None:
    name = _name(parts, chance)
    made = bytearray(parts[name])
    for _ in range(chance.choice((1, 1, 3, 20)) if made else 0):
        made[chance.randrange(len(made))] = chance.choice((chance.randrange(256), chance.choice(b'<>"&/= ')))
    parts[name] = bytes(made)


def _cut(parts: Parts, chance: Random) -> None:
    name = _name(parts, chance)
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _recoded(parts: Parts, chance: Random) -> None:
    name = _name(parts, chance)
    encoding = chance.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "utf-8-sig"))
    parts[name] = parts[name].decode("utf-8", "replace").encode(encoding, "replace")


def _declaring(parts: Parts, chance: Random) -> None:
    """Entities, in and out of the file."""
    name = _name(parts, chance)
    head, _, rest = parts[name].partition(b"?>")
    what = chance.choice((b'<!DOCTYPE a [<!ENTITY b "c">]>', b'<!DOCTYPE a SYSTEM "file:///etc/hostname">',
                          b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://a.example/">]>'))  # fmt: skip
    parts[name] = head + b"?>" + what + rest.replace(b"</w:t>", b"&b;</w:t>")


def _bomb(parts: Parts, chance: Random) -> None:
    name = chance.choice(("word/media/a.bin", "word/x.xml", _name(parts, chance)))
    parts[name] = bytes(chance.choice((2**21, 2**22)))


def _many(parts: Parts, chance: Random) -> None:
    parts.update({f"word/more{at}.xml": b"<a/>" for at in range(chance.choice((5, 2500)))})


def _relations(parts: Parts, chance: Random) -> None:
    """Relationships that lead out, round in a ring, or to the wrong part."""
    name = chance.choice([each for each in parts if each.endswith(".rels")] or [_name(parts, chance)])
    root = _root(parts, name)
    if root is None or not len(root):
        return
    each = chance.choice(list(root))
    if not isinstance(each.tag, str):
        return
    how = chance.choice(("out", "target", "type", "double", "drop"))
    if how == "out":
        each.set("TargetMode", "External")
        each.set("Target", chance.choice(("http://a.example/", "file:///etc/hostname", "\\\\a\\b")))
    elif how == "target":
        each.set("Target", chance.choice((*parts, "document.xml", "../x", "/", "", "?", "word/document.xml/..")))
    elif how == "type":
        each.set("Type", (each.get("Type") or "").rpartition("/")[0] + "/" + chance.choice(
            ("comments", "footnotes", "numbering", "styles", "officeDocument", "header", "custom-properties", "")
        ))  # fmt: skip
    elif how == "double":
        root.append(copy.deepcopy(each))
    else:
        root.remove(each)
    parts[name] = etree.tostring(root)


_OF_PARTS: tuple[Callable[[Parts, Random], None], ...] = (
    _removed, _removed, _emptied, _swapped, _renamed, _flipped, _flipped, _flipped, _cut, _recoded, _declaring, _bomb,
    _many, _relations, _relations, _relations,
)  # fmt: skip


# ── elements ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _root(parts: Parts, name: str) -> Any:
    if name not in parts:
        return None
    try:
        return etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _in_xml(parts: Parts, chance: Random) -> None:
    name = _name(parts, chance)
    root = _root(parts, name)
    if root is None:
        return
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        inner = [each for each in root.iter() if each is not root and isinstance(each.tag, str)]
        if inner:
            chance.choice(_OF_ELEMENTS)(chance.choice(inner), inner, chance)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _drop(each: Any, inner: list[Any], chance: Random) -> None:
    if each.getparent() is not None:
        each.getparent().remove(each)


def _double(each: Any, inner: list[Any], chance: Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 30))):
        each.addnext(copy.deepcopy(each))


def _nest(each: Any, inner: list[Any], chance: Random) -> None:
    """Into one wrapper, or into so many that no reader can go down them all."""
    tag = chance.choice((each.tag, W + chance.choice(TAGS), f"{{{_MC}}}AlternateContent", f"{{{_MC}}}Choice"))
    depth = chance.choice((1, 1, 1, 2, 20, 150, 230, 1000))
    if sum(1 for _ in each.iterancestors()) + depth > 1200:
        return
    for _ in range(depth):
        holder = etree.Element(tag)
        each.addprevious(holder)
        holder.append(each)
        each = holder


def _unwrap(each: Any, inner: list[Any], chance: Random) -> None:
    if each.getparent() is not None:
        for below in list(each):
            each.addprevious(below)
        each.getparent().remove(each)


def _move(each: Any, inner: list[Any], chance: Random) -> None:
    to = chance.choice(inner)
    if to is not each and each not in to.iterancestors():
        to.insert(chance.randint(0, len(to)), each)


def _copy(each: Any, inner: list[Any], chance: Random) -> None:
    chance.choice(inner).append(copy.deepcopy(each))


def _rename(each: Any, inner: list[Any], chance: Random) -> None:
    each.tag = chance.choice((W + chance.choice(TAGS), "{urn:x}x", f"{{{_MC}}}Fallback", f"{{{_MC}}}AlternateContent"))


def _attribute(each: Any, inner: list[Any], chance: Random) -> None:
    """Removed, or with a number or a word nobody would write."""
    having = [one for one in inner if len(one.attrib)]
    each = each if len(each.attrib) or not having else chance.choice(having)
    for name in [name for name in each.attrib if chance.random() < 0.6]:
        if chance.random() < 0.4:
            del each.attrib[name]
        else:
            each.set(name, chance.choice(NUMBERS + WORDS))


def _text(each: Any, inner: list[Any], chance: Random) -> None:
    having = [one for one in inner if one.text]
    each = each if not having else chance.choice(having)
    each.text = chance.choice((*WORDS, "{leie}", "[x]", "« ", "kr 13 000", "\u0085\u2028", " ", "ord " * 500, None))


def _marks(each: Any, inner: list[Any], chance: Random) -> None:
    """A comment or an instruction of XML's own, in the middle of the words."""
    having = [one for one in inner if one.text and one.tag == f"{W}t"] or [each]
    each = chance.choice(having)
    words = each.text or ""
    at = chance.randint(0, len(words))
    mark = chance.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"), el("t"), el("noSuch")))
    each.text, mark.tail = words[:at], words[at:]
    each.insert(0, mark)


def _odd(each: Any, inner: list[Any], chance: Random) -> None:
    """Something of Word's own where nobody expects it."""
    made = chance.choice((
        el("r", el("sym", font="x", char=chance.choice(("D800", "0", "F0B7", "7", "FFFF", "1F600", "1B")))),
        el("r", el("fldChar", fldCharType=chance.choice(("begin", "separate", "end", "x")))),
        el("r", el("instrText")), el("r", el("footnoteReference", id="1")), el("r", el("commentReference", id="1")),
        el("bookmarkStart", id="1", name="_vka_punkt_2"), el("bookmarkEnd", id="1"), el("altChunk", id="x"),
        el("sdt", el("sdtPr", el("tag", val="vka:verdi:leie")), el("sdtContent", text_run("kr 1"))),
        el("sdt", el("sdtContent", el("p", text_run("Uglemose")))),
        el("p", el("pPr", el("outlineLvl", val="-3")), text_run("ord")),
        el("p", el("pPr", el("numPr", el("ilvl", val="99"), el("numId", val="1"))), text_run("ord")),
        el("tbl", el("tr", el("tc", el("p", text_run("celle"))))), el("r", el("t"), el("br"), el("tab"), el("cr")),
        text_run("gjemt", el("rPr", el("vanish"))), text_run("strøket", None, "delText"),
        _formula(), el("p", _formula()), el("r", el("subDoc")), el("subDoc"),
        el("tbl", el("tr", el("tc", el("p", el("r", el("footnoteReference", id="1"))), el("p", _formula())))),
        el("body", el("p", text_run("utenfor"))), el("r", el("endnoteReference", id="1")),
        el("ins", text_run("nytt"), author="\u202eX", date="i dag"), el("del", text_run("gammelt", None, "delText")),
    ))  # fmt: skip
    chance.choice((each.addnext, each.addprevious, each.append))(made)


def _formula() -> Any:
    made = etree.Element(f"{{{_MATH}}}oMath")
    etree.SubElement(etree.SubElement(made, f"{{{_MATH}}}r"), f"{{{_MATH}}}t").text = "formel"
    return made


_OF_ELEMENTS: tuple[Callable[[Any, list[Any], Random], None], ...] = (
    _drop, _drop, _double, _nest, _nest, _unwrap, _move, _copy, _rename, _attribute, _attribute, _attribute, _text,
    _marks, _odd, _odd, _odd,
)  # fmt: skip
