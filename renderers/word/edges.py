"""How a header or footer of a house's own template is known again: by a digest of its words.

Convention: the file carries the digests (``marks.HOUSE_PROPERTY``), since nobody has the template when the document
comes back. What a program fills in by itself (a page, a date, the title, a property) is not among the words.
"""

from __future__ import annotations

import re

from attrs import Factory, define

from renderers.word.marks import digest_of
from renderers.word.package import MC, Element, W, attribute
from renderers.word.read_words import FALLBACK, characters_of

_FILLED_IN = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|FILENAME|FILESIZE|REVNUM"
    r"|STYLEREF|DOCPROPERTY|TITLE|SUBJECT|AUTHOR|LASTSAVEDBY|KEYWORDS|TEMPLATE)\b",
    re.IGNORECASE,
)
_VERSIONS = f"{MC}AlternateContent"


def edge_digest(kind: str, root: Element) -> str:
    """The digest of a header's or a footer's words; ``kind`` says which of the two it is."""
    from lxml import etree

    words = _Words()
    for event, each in etree.iterwalk(root, events=("start", "end")):
        if isinstance(each.tag, str):
            (words.begin if event == "start" else words.end)(each)
    return digest_of(f"{kind}|{''.join(words.said)}")


@define
class _Field:
    """A field under way, and how much had been said before it."""

    before: int
    code: str = ""


@define
class _Words:
    """The characters that a reader would tell and that no program fills in, each version once; blanks do not count.

    ``parts`` has the versions under way with how much had been said before each, ``versions`` what the newer ones say.
    """

    said: list[str] = Factory(list)
    fields: list[_Field] = Factory(list)
    simple: list[_Field] = Factory(list)
    parts: list[int] = Factory(list)
    versions: list[set[str]] = Factory(list)

    def begin(self, element: Element) -> None:
        tag = element.tag
        if tag == _VERSIONS:
            self.versions.append(set())
        elif _is_version(element):
            self.parts.append(len(self.said))
        elif tag == f"{W}fldSimple":
            self.simple.append(_Field(len(self.said), attribute(element, "instr")))
        elif tag == f"{W}instrText" and self.fields:
            self.fields[-1].code += element.text or ""
        elif tag == f"{W}fldChar":
            self.mark(attribute(element, "fldCharType"))
        self.said.append("".join(characters_of(element).split()))

    def end(self, element: Element) -> None:
        if element.tag == _VERSIONS:
            self.versions.pop()
        elif _is_version(element):
            before = self.parts.pop()
            words = "".join(self.said[before:])
            if element.tag != FALLBACK:
                self.versions[-1].add(words)
            elif words in self.versions[-1]:
                del self.said[before:]
        elif element.tag == f"{W}fldSimple":
            self.close(self.simple.pop())

    def mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field(len(self.said)))
        elif kind == "end" and self.fields:
            self.close(self.fields.pop())

    def close(self, field: _Field) -> None:
        """Only a field that has an end is filled in: what stands after one that has none is somebody's."""
        if _FILLED_IN.match(field.code):
            del self.said[field.before :]


def _is_version(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _VERSIONS
