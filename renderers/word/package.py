"""The parts of a Word package and how they hang together.

Convention: what is asked for and not there is None or empty: a package made elsewhere may lack any part but the main
one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from attrs import frozen

from renderers.word.safety import PackageError, parse_part, safe_parts

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def attribute(element: Element | None, name: str) -> str:
    """An attribute in Word's own namespace; "" if there is none."""
    return "" if element is None else element.get(W + name, "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and so on down the path, in Word's own namespace."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``<w:i/>`` is there and not turned off."""
    return element is not None and attribute(element, "val").lower() not in ("0", "false", "off", "none")


@frozen
class Package:
    """An opened package. ``main`` is the name of the part with the text."""

    parts: dict[str, bytes]
    main: str

    def root(self, name: str) -> Element | None:
        """The root of a part's XML, or None if there is no such part."""
        found = self.parts.get(name)
        return None if found is None else parse_part(found, name)

    def related(self, kind: str, of: str = "") -> Iterator[tuple[str, str]]:
        """Identifier and name of each part that a part (the main one if "") has a relationship of this kind to.

        ``kind`` is the last part of the type: "comments", "header", "aFChunk". What leads out of the package is left
        out. Names of parts are the same whatever their case.
        """
        of = of or self.main
        names = {name.casefold(): name for name in self.parts}
        folder, name = posixpath.split(of)
        relations = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("TargetMode", "").lower() == "external":
                continue
            if relation.get("Type", "").rsplit("/", 1)[-1] == kind:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip(
                    "/"
                )
                yield relation.get("Id", ""), names.get(target.casefold(), target)

    def every(self, kind: str, of: str = "") -> Iterator[Element]:
        """The root of each part of this kind, once, however many relationships lead to it."""
        yield from (root for _, root in self.named(kind, of))

    def named(self, kind: str, of: str = "") -> Iterator[tuple[str, Element]]:
        """As ``every``, with the names of the parts."""
        for name in dict.fromkeys(name for _, name in self.related(kind, of)):
            root = self.root(name)
            if root is not None:
                yield name, root

    def body(self) -> Element:
        """The body of the text. Raises ``PackageError`` where there is none: nothing of it could be read."""
        root = self.root(self.main)
        if root is not None and root.tag.startswith(_STRICT):
            raise PackageError(
                f"dokumentet er lagret som {quoteattr('Strict Open XML')}. Lagre det som vanlig Word-dokument (.docx)",
                f"the document is saved as {quoteattr('Strict Open XML')}. Save it as an ordinary Word document"
                " (.docx)",
            )
        found = child(root, "body")
        if found is None:
            raise _no_text()
        return found

    def only(self, kind: str) -> Element | None:
        """The root of the main part's one part of this kind, or None."""
        return next((self.root(name) for _, name in self.related(kind)), None)


def open_package(data: bytes) -> Package:
    """A Word document's parts. Raises ``PackageError`` for what ``safe_parts`` refuses and what has no main part."""
    parts = safe_parts(data)
    main = next((name for _, name in Package(parts, "").related("officeDocument")), "")
    if main not in parts:
        raise _no_text()
    return Package(parts, main)


def _no_text() -> PackageError:
    return PackageError(
        "dokumentet mangler selve teksten. Åpne og reparer det i Word, og lagre det",
        "the document lacks its text. Open and repair it in Word, and save it",
    )
