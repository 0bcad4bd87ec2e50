"""Small pieces of WordprocessingML as text. What is put together is parsed once, as a whole.

Convention: a function returns well-formed elements with the prefixes of ``NAMESPACES``, their children in the order the
schema has them. What no XML can hold is written as U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = "\t"


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


def attribute(value: str) -> str:
    """A value of an attribute, with its quotation marks."""
    return quoteattr(_UNWRITABLE.sub("\ufffd", value))


def run(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """A run of text; a tab is Word's tab. ``properties`` are what stands in ``w:rPr``."""
    name = "w:delText" if deleted else "w:t"
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    parts = []
    for at, part in enumerate(_UNWRITABLE.sub("\ufffd", text).split(_TAB)):
        if at:
            parts.append("<w:tab/>")
        if part:
            parts.append(f'<{name} xml:space="preserve">{escape(part)}</{name}>')
    return f"<w:r>{looks}{''.join(parts)}</w:r>"


def field(code: str, shown: str, properties: str = "") -> str:
    """A field and what it shows until Word counts anew."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'{field_begins(code, properties)}{run(shown, properties)}<w:r>{looks}<w:fldChar w:fldCharType="end"/></w:r>'


def field_begins(code: str, properties: str = "") -> str:
    """The beginning of a field, whose shown words come after."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{looks}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph; ``style`` is a style's id, and ``properties`` follow it in ``w:pPr``."""
    return f"<w:p><w:pPr><w:pStyle w:val={attribute(style)}/>{properties}</w:pPr>{content}</w:p>"


def writable(text: str) -> str:
    """The text, with what no XML can hold as U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def words(text: str) -> str:
    """Text between tags."""
    return escape(writable(text))


def parsed(text: str) -> _Element:
    """The root of well-formed XML that we made."""
    from docx.oxml import parse_xml

    return parse_xml(text.encode())


def parsed_inside(text: str) -> _Element:
    """An element without declarations of its prefixes."""
    return parsed(f"<w:body {NAMESPACES}>{text}</w:body>")[0]


def shown(element: _Element) -> str:
    """An element as text."""
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode"))


def child(parent: _Element, name: str, place: int) -> _Element:
    """A child by name, made at a place if there is none."""
    found = parent.find(w(name))
    if found is None:
        found = parsed(f"<w:{name} {NAMESPACES}/>")
        parent.insert(place, found)
    return found


def whole(text: str | None, default: int) -> int:
    """A whole number as a template writes it, or the default."""
    try:
        return default if text is None else int(float(text))
    except ValueError:
        return default
