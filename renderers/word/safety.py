"""Whether a package (.docx) may be opened at all, before anything of it is understood.

Convention: nothing is executed, fetched or written, and no more is unpacked than the limits below. What is refused is a
``PackageError``, which says in Norwegian and English what is wrong and what to do.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_FILE = 64 * 2**20
"""Bytes of a package as it lies on disk."""

LARGEST_PART = 128 * 2**20
LARGEST_WHOLE = 256 * 2**20
"""Bytes of one part, and of all of them, unpacked."""

MOST_PARTS = 2000

MOST_MARKS = 1_000_000
"""Tags, and attributes, in one part of XML. Each takes a hundred bytes and more when it is read."""

MOST_RATIO = 200
"""How many times larger a part may be unpacked, beyond ``_SMALL``. Contracts are 5 to 40 times; a bomb is 1000."""

CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
"""What the main part of a document and of a template (.dotx) is."""

_SMALL = 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_WIDEST = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<")
_XML_NAME = (".xml", ".rels")
_ENCODING = re.compile(r"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}
_DECLARES = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACRO_NAME = re.compile(r"(?:^|/)(?:vba[^/]*\.(?:bin|xml)|activeX/.*|customUI/.*)$", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|vbaData|activeX", re.IGNORECASE)
_MACRO_RELATION = re.compile(r"/relationships/(?:vbaProject|wordVbaData|control|ui/extensibility)\b", re.IGNORECASE)
_SAVE_AS = ("Lagre den som Word-dokument (.docx) og prøv igjen", "Save it as a Word document (.docx) and try again")
_KINDS = (
    (b"%PDF", "en PDF", "a PDF"),
    (b"{\\rtf", "et RTF-dokument", "an RTF document"),
    (b"<", "en nettside eller XML", "a web page or XML"),
)


class PackageError(Exception):
    """A package that is not opened: what is wrong and what to do. ``str()`` is Norwegian."""

    def __init__(self, nb: str, en: str) -> None:
        super().__init__(nb)
        self._en = en

    def message(self, language: str = "nb") -> str:
        """The message in "nb" or "en", without a closing stop."""
        return self._en if language == "en" else str(self)


def safe_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word package by name (``word/document.xml``), in the order they lie in it.

    Raises ``PackageError`` for what is no package, is encrypted, broken or too large, holds macros or active content,
    or declares entities in any of its XML.
    """
    _must_be_a_zip(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            _must_be_bounded(infos)
            parts = {info.filename: _unpacked(package, info) for info in infos}
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise _broken() from error
    for name, part in parts.items():
        if _is_xml(name, part):
            _must_declare_nothing(name, part)
    _must_be_word(parts)
    return parts


def _unpacked(package: ZipFile, info: ZipInfo) -> bytes:
    """A part, and no more of it than the size it declares: ``ZipFile.read`` unpacks it all before it counts."""
    with package.open(info) as file:
        return file.read(info.file_size)


def parse_part(data: bytes, name: str) -> _Element:
    """The root of a part's XML, without comments and instructions; no entity is resolved, nothing is loaded.

    Raises ``PackageError`` if it is broken or declares entities.
    """
    from lxml import etree

    _must_declare_nothing(name, data)
    for mark in (b"<", b"="):
        if data.count(mark) > MOST_MARKS:
            raise _too_much(f"{data.count(mark)} koder i {name}", f"{data.count(mark)} marks in {name}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError(
            f"delen {name} er ikke gyldig XML ({_first_line(error)}). Åpne og reparer dokumentet i Word, og lagre det",
            f"the part {name} is not valid XML ({_first_line(error)}). Open and repair it in Word, and save it",
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _broken() -> PackageError:
    return PackageError(
        "filen er ødelagt: den kan ikke pakkes ut. Hent den på nytt der den kom fra",
        "the file is broken: it cannot be unpacked. Fetch it anew from where it came",
    )


def _must_be_a_zip(data: bytes) -> None:
    if not data:
        raise PackageError("filen er tom", "the file is empty")
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 2**20
        raise PackageError(f"filen er større enn {most} MB", f"the file is larger than {most} MB")
    if data.startswith(_OLE):
        raise PackageError(
            "filen er kryptert (har passord) eller i det gamle formatet .doc. Fjern passordet, lagre som .docx og prøv"
            " igjen",
            "the file is encrypted (has a password) or is in the old format .doc. Remove the password, save as .docx"
            " and try again",
        )
    if data.startswith(_ZIP):
        return
    for start, nb, en in _KINDS:
        if data.lstrip()[: len(start)].lower() == start.lower():
            raise PackageError(
                f"filen er {nb}, ikke et Word-dokument. {_SAVE_AS[0]}",
                f"the file is {en}, no Word document. {_SAVE_AS[1]}",
            )
    raise PackageError(f"filen er ikke et Word-dokument. {_SAVE_AS[0]}", f"the file is no Word document. {_SAVE_AS[1]}")


def _must_be_bounded(infos: list[ZipInfo]) -> None:
    """Sizes are as the package declares them, and no more than that is ever unpacked of a part."""
    if len(infos) > MOST_PARTS:
        raise _too_much(f"{len(infos)} deler", f"{len(infos)} parts")
    names: set[str] = set()
    whole = 0
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise PackageError(
                "filen er kryptert (zip-passord). Fjern passordet og prøv igjen",
                "the file is encrypted (zip password). Remove the password and try again",
            )
        name, lower = info.filename, info.filename.lower()
        path = name.split("/")
        if lower in names or name.startswith("/") or "\\" in name or ".." in path or info.orig_filename != name:
            raise PackageError(
                f"pakken har en del med et navn som ikke kan brukes: {name!r}",
                f"the package has a part with a name that cannot be used: {name!r}",
            )
        names.add(lower)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise PackageError(
                f"delen {name} er pakket på en måte Word ikke bruker",
                f"the part {name} is packed as Word packs nothing",
            )
        whole += info.file_size
        swollen = info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if swollen or info.file_size > LARGEST_PART or whole > LARGEST_WHOLE:
            raise _too_much(f"{whole // 2**20} MB utpakket", f"{whole // 2**20} MB unpacked")


def _too_much(nb: str, en: str) -> PackageError:
    return PackageError(
        f"filen rommer mer enn noe dokument gjør ({nb}): den kan være laget for å ta ned den som åpner den",
        f"the file holds more than any document does ({en}): it may be made to bring down whoever opens it",
    )


def _must_declare_nothing(name: str, part: bytes) -> None:
    """No document type and no entities, in whatever encoding they are written."""
    text = _decoded(part)
    declared = _ENCODING.match(text)
    encoding = "UTF-32" if part[:4] in _WIDEST else "" if declared is None else declared[1]
    if encoding and encoding.lower() not in _ENCODINGS:
        raise PackageError(
            f"delen {name} er skrevet i tegnsettet {encoding}, som Word ikke bruker",
            f"the part {name} is in the encoding {encoding}, which Word does not use",
        )
    if _DECLARES.search(text):
        raise PackageError(
            f"delen {name} erklærer en dokumenttype eller entiteter, som ikke hører til i et Word-dokument",
            f"the part {name} declares a document type or entities, which have no place in a Word document",
        )


def _decoded(part: bytes) -> str:
    """A part of XML as text, as far as its marks go: letters beyond ASCII may come out wrong."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return part.decode("utf-16", "replace")
    if 0 in part[:2]:
        return part.decode("utf-16-be" if part[0] == 0 else "utf-16-le", "replace")
    return part.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_xml(name: str, part: bytes) -> bool:
    """By its name, or by how it begins, since a package may call its parts anything. Pictures (SVG) are not read."""
    lower = name.lower()
    return lower.endswith(_XML_NAME) or (_decoded(part[:200]).lstrip()[:1] == "<" and not lower.endswith(".svg"))


def _must_be_word(parts: Mapping[str, bytes]) -> None:
    types = parts.get(CONTENT_TYPES)
    if types is None:
        raise PackageError(
            f"filen er ikke et Word-dokument. {_SAVE_AS[0]}", f"the file is no Word document. {_SAVE_AS[1]}"
        )
    declared = [each.get("ContentType", "") for each in parse_part(types, CONTENT_TYPES)]
    leads = any(name.lower().endswith(".rels") and _MACRO_RELATION.search(_decoded(x)) for name, x in parts.items())
    if leads or any(map(_MACRO_TYPE.search, declared)) or any(map(_MACRO_NAME.search, parts)):
        raise PackageError(
            "dokumentet har makroer eller aktivt innhold. Lagre det som .docx uten makroer og prøv igjen",
            "the document has macros or active content. Save it as .docx without macros and try again",
        )
    if not any(kind in MAIN_TYPES for kind in declared):
        raise PackageError(
            f"filen er ikke et Word-dokument. {_SAVE_AS[0]}", f"the file is no Word document. {_SAVE_AS[1]}"
        )
