"""How a header or footer of a house's own template is known again: by a digest of its words.

Convention: the file carries the digests (``marks.HOUSE_PROPERTY``), since nobody has the template when the document
comes back. What a program fills in by itself (a page, a date, the title, a property) is not among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from renderers.word.marks import digest_of
from renderers.word.package import MC, Element, W, attribute

_FILLED_IN = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|FILENAME|FILESIZE|REVNUM"
    r"|STYLEREF|DOCPROPERTY|TITLE|SUBJECT|AUTHOR|LASTSAVEDBY|KEYWORDS|TEMPLATE)\b",
    re.IGNORECASE,
)


def edge_digest(kind: str, root: Element) -> str:
    """The digest of a header's or a footer's words; ``kind`` says which of the two it is."""
    return digest_of(f"{kind}|{''.join(_words(root))}")


def _words(root: Element) -> Iterator[str]:
    """The words that are seen and that no program fills in; blanks do not count."""
    fields: list[list[str]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = attribute(each, "fldCharType")
        text = "" if each.tag == f"{W}fldChar" else each.text or ""
        if kind == "begin":
            fields.append([""])
        elif kind == "end" and fields:
            fields.pop()
        elif each.tag == f"{W}instrText" and fields:
            fields[-1][0] += text
        elif each.tag == f"{W}t" and not any(_FILLED_IN.match(code) for (code,) in fields) and not _is_within(each):
            yield "".join(text.split())


def _is_within(element: Element) -> bool:
    """Does a word stand where a program fills it in, or where it is said a second time for old programs?"""
    return any(
        each.tag == f"{MC}Fallback" or (each.tag == f"{W}fldSimple" and _FILLED_IN.match(attribute(each, "instr")))
        for each in element.iterancestors()
    )
