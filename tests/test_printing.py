"""``vka render`` to files that no terminal shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vka.api import load
from vka.cli import DONE, NOT_USABLE, main
from vka.errors import InputError

AGREEMENT = str(Path(__file__).parent.parent / "agreements" / "ibestad_harstad.vka")


@pytest.mark.parametrize(
    ("name", "start"), [("a.docx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1.7"), ("a.xml", b"<?xml"), ("a.akn.xml", b"<?xml")]
)
def test_the_suffix_decides(name: str, start: bytes, tmp_path: Path) -> None:
    """A file gets the format its name says, and ``--to`` gives the same under another name, byte for byte."""
    file = tmp_path / name
    assert main(["render", AGREEMENT, "-o", str(file)]) == DONE
    assert file.read_bytes().startswith(start)
    kind = {"docx": "docx", "pdf": "pdf", "xml": "akn"}[name.rsplit(".", 1)[-1]]
    assert main(["render", AGREEMENT, "--to", kind, "-o", str(tmp_path / "other")]) == DONE
    assert (tmp_path / "other").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("kind", ["docx", "pdf", "akn"])
def test_a_file_needs_a_name(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that is no text goes to the screen."""
    assert main(["render", AGREEMENT, "--to", kind]) == NOT_USABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [f"vka: --to {kind} skrives til en fil. Oppgi den med -o"]
    assert main(["render", AGREEMENT, "--to", kind, "--lang", "en"]) == NOT_USABLE
    assert "Name it with -o" in capsys.readouterr().err


@pytest.mark.parametrize(("missing", "kind", "extra"), [("docx", "docx", "word"), ("typst", "pdf", "pdf")])
def test_a_missing_library_is_named(missing: str, kind: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra there is one line that says what to install."""
    monkeypatch.setitem(sys.modules, missing, None)
    for name in [name for name in sys.modules if name.startswith(f"{missing}.")]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=rf"pip install 'vka-lang\[{extra}\]'$"):
        load(AGREEMENT).render_bytes("docx" if kind == "docx" else "pdf")


def test_a_bad_template_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template is named as what is at fault; the file is not made."""
    bad = tmp_path / "mal.docx"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    out = tmp_path / "a.docx"
    assert main(["render", AGREEMENT, "-o", str(out), "--template", str(bad)]) == NOT_USABLE
    assert capsys.readouterr().err.startswith("vka: malen kan ikke brukes: filen er kryptert (har passord)")
    assert not out.exists()


def test_a_template_is_for_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template with another format is a mistake, not ignored."""
    assert main(["render", AGREEMENT, "-o", str(tmp_path / "a.html"), "--template", "mal.docx"]) == NOT_USABLE
    assert "--template er en mal for Word" in capsys.readouterr().err


def test_another_format_is_refused() -> None:
    """In Python too."""
    with pytest.raises(ValueError, match="'docx', 'pdf', 'akn'"):
        load(AGREEMENT).render_bytes("odt")  # type: ignore[arg-type]  # the mistake that is tested
