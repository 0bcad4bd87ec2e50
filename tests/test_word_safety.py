"""What a Word package must be before it is opened."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.word import safety
from renderers.word.safety import PackageError, parse_part, safe_parts

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
)
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'
OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    b'Target="http://a.example/b.png" TargetMode="External"/></Relationships>'
)


def package(*, kind: str = MAIN, **more: bytes) -> bytes:
    """A small package; ``__`` stands for ``/`` and ``_dot_`` for ``.`` in the names of more parts."""
    parts = {"[Content_Types].xml": TYPES.format(kind=kind).encode(), "word/document.xml": BODY}
    parts |= {name.replace("_dot_", ".").replace("__", "/"): data for name, data in more.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def test_a_plain_package_is_opened() -> None:
    """The parts come in order, and its XML is read."""
    parts = safe_parts(package())
    assert list(parts) == ["[Content_Types].xml", "word/document.xml"]
    assert parse_part(parts["word/document.xml"], "word/document.xml").tag.endswith("}document")


def bomb() -> bytes:
    """Zeros: a thousand times larger unpacked."""
    return package(word__media__a_dot_bin=bytes(8 * 2**20))


def lying_bomb() -> bytes:
    """The directory says that the part is small; what is packed is not."""
    data = bomb()
    real, told = struct.pack("<I", 8 * 2**20), struct.pack("<I", 100)
    return data.replace(real, told)


def encrypted() -> bytes:
    """Every entry says that it is encrypted."""
    data = bytearray(package())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def doubled() -> bytes:
    """The same name twice, but for case."""
    return package(word__Document_dot_xml=BODY)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"hei", "ikke et Word-dokument"),
        (b"%PDF-1.7", "en PDF"),
        (b"<html>", "en nettside"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kryptert"),
        (package()[:200], "ødelagt"),
        (package().replace(b"PK\x05\x06", b"PK\x05\x05"), "ødelagt"),
        (bomb(), "mer enn noe dokument"),
        (lying_bomb(), "ødelagt"),
        (encrypted(), "zip-passord"),
        (doubled(), "navn som ikke kan brukes"),
        (package(_dot__dot___a_dot_xml=BODY), "navn som ikke kan brukes"),
        (package(kind="text/plain"), "ikke et Word-dokument"),
        (package(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "makroer"),
        (package(word__vbaProject_dot_bin=b"x"), "makroer"),
        (package(word___rels__document_dot_xml_dot_rels=OUTSIDE.replace(b"/image", b"/vbaProject")), "makroer"),
        (package(word__activeX__a_dot_xml=b"<a/>"), "makroer"),
        (package(word__b_dot_xml=LAUGHS), "entiteter"),
        (package(word__b_dot_xml=b"\xef\xbb\xbf" + LAUGHS), "entiteter"),
        (package(word__b_dot_xml=LAUGHS.decode().encode("utf-16")), "entiteter"),
        (package(word__b_dot_xml=LAUGHS.decode().encode("utf-16-be")), "entiteter"),
        (package(word__b_dot_bin=LAUGHS), "entiteter"),
        (package(word__b_dot_xml=LAUGHS.decode().encode("utf-32")), "UTF-32"),
        (package(word__b_dot_xml=b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "UTF-7"),
    ],
)
def test_what_is_not_opened(data: bytes, words: str) -> None:
    """Each is refused with words for what it is, in both languages."""
    with pytest.raises(PackageError, match=words) as caught:
        safe_parts(data)
    assert caught.value.message("en") != caught.value.message("nb")
    assert not caught.value.message().endswith(".")


def test_many_and_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits on the number of parts and on all of them together hold."""
    monkeypatch.setattr(safety, "MOST_PARTS", 2)
    with pytest.raises(PackageError, match="3 deler"):
        safe_parts(package(a_dot_xml=b"<a/>"))
    monkeypatch.setattr(safety, "LARGEST_WHOLE", 100)
    with pytest.raises(PackageError, match="utpakket"):
        safe_parts(package())
    monkeypatch.setattr(safety, "LARGEST_FILE", 100)
    with pytest.raises(PackageError, match="større enn"):
        safe_parts(package())


def test_broken_xml() -> None:
    """A part that is no XML is named; so is one nested beyond reason."""
    for data in (b"<a>", b"", b"\x00\x00", b"<a>" * 5000 + b"</a>" * 5000):
        with pytest.raises(PackageError, match=r"word/x\.xml er ikke gyldig XML"):
            parse_part(data, "word/x.xml")


@given(st.binary(max_size=300), st.integers(0, 600), st.sampled_from(["start", "cut", "replace"]))
def test_nothing_else_than_a_package_error(noise: bytes, at: int, how: str) -> None:
    """Law: whatever the bytes, they are opened or refused in words; nothing else is raised."""
    whole = package()
    data = {"start": noise, "cut": whole[:at], "replace": whole[:at] + noise + whole[at + len(noise) :]}[how]
    with suppress(PackageError):
        safe_parts(data)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening leaves no file behind."""
    monkeypatch.chdir(tmp_path)
    safe_parts(package())
    assert list(tmp_path.iterdir()) == []
