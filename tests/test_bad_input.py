"""Files that are no agreement: each gives an error that says what is wrong, fast, and never a traceback."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from dsl.diagnostics import Diagnostic, SourceText, show
from dsl.files import LIMIT, read_file
from dsl.pipeline import load_bytes, load_text
from tests.work import calls

HEAD = "avtale prøve «PRØVE».\n"
SMALL = HEAD + "verdi tid er 1 år.\npunkt 1 «X»\n«Fristen er {tid}.[opplysning]»\n"


def codes(data: bytes) -> list[str]:
    """The codes reading the bytes reports."""
    return [d.code for d in load_bytes(data, "x.vka").diagnostics]


def refused(path: Path | str) -> Diagnostic:
    """The error that reading the path gives."""
    outcome = read_file(path)
    assert isinstance(outcome, Diagnostic)
    return outcome


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "V104"),
        (b" \t\r\n\n", "V104"),
        (b"\xef\xbb\xbf", "V104"),
        (bytes(range(256)), "V105"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "V105"),
        (SMALL.encode("latin-1"), "V105"),
        (SMALL.encode("utf-16"), "V105"),
        (SMALL.replace("1 år", "1 \0år").encode(), "V103"),
        (b"\0" * 100, "V103"),
        (b"# bare en kommentar\n", "V101"),
        (b"hei", "V101"),
        (HEAD.encode()[:-2], "V101"),
        ((HEAD + "verdi dag-x er 30.2.2027.").encode(), "V109"),
        ((HEAD + "verdi dag-x er 30. februar.").encode(), "V109"),
        ((HEAD + "verdi dag-x er 1.1.0000.").encode(), "V109"),
        ("sak s til prøve.\nkomplett til 1.1.2026.".encode(), "V110"),
    ],
)
def test_bad_bytes(data: bytes, code: str) -> None:
    """Each kind of bad content has its own error."""
    assert code in codes(data)


def test_a_small_agreement_is_fine() -> None:
    """What the tests above spoil has no errors to begin with; byte order mark and line ends change nothing."""
    assert codes(SMALL.encode()) == []
    assert codes(b"\xef\xbb\xbf" + SMALL.encode()) == []
    assert codes(SMALL.replace("\n", "\r\n").encode()) == []
    assert codes(SMALL.replace("\n", "\r").encode()) == []
    assert codes(SMALL.rstrip().encode()) == []


def test_lines_are_counted_with_any_line_ends() -> None:
    """An error on line 3 is on line 3 with CRLF too, and its excerpt is that line."""
    for end in ("\n", "\r\n"):
        loaded = load_text(f"avtale a «A».{end}{end}verdi x 1 år.{end}")
        (error,) = loaded.diagnostics
        assert loaded.source.position(error.span.start) == (3, 9)
        assert loaded.source.line_at(error.span.start) == "verdi x 1 år."


@pytest.mark.parametrize("inner", ["(" * 100_000, "(" * 100 + "x" + ")" * 100, "ikke (" * 5_000])
def test_deep_nesting_is_refused(inner: str) -> None:
    """Parentheses deeper than the limit are an error, however many."""
    assert codes(f"{HEAD}regel r: noe gjelder når {inner}.".encode()) == ["V107"]


def test_nesting_within_the_limit_is_read() -> None:
    """Forty parentheses inside each other are read, compiled and checked without an error about them or the stack."""
    nested = "(" * 40 + "noe gjelder" + ")" * 40
    found = codes(f"{HEAD}faktum f: noe gjelder.\nregel r: alt gjelder når {nested}.".encode())
    assert found == ["V505"]


def test_a_comment_cannot_hide_nesting() -> None:
    """A « in a comment opens nothing."""
    text = f"{HEAD}# se «\nregel r: noe gjelder når {'(' * 1000}x{')' * 1000}."
    assert [d.code for d in load_text(text).diagnostics] == ["V107"]


@pytest.mark.parametrize("joint", [" og ", " eller ", " + "])
def test_a_long_condition_is_read(joint: str) -> None:
    """Two thousand joints in one condition exhaust nothing."""
    body = joint.join(["noe gjelder"] * 2_000)
    loaded = load_text(f"{HEAD}faktum f: noe gjelder.\nregel r: alt gjelder når {body}.")
    assert {d.code for d in loaded.diagnostics} <= {"V505", "V302", "V107"}


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """100 MB are refused in bounded memory."""
    path = tmp_path / "stor.vka"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    error = refused(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.code == "V106"
    assert error.message() == "filen er for stor: 100 MB, grensen er 20 MB"
    assert peak < 1_000_000


def test_too_many_bytes_are_refused() -> None:
    """The limit holds for bytes that do not come from a file too."""
    assert codes(b"a" * (LIMIT + 1)) == ["V106"]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A file that is not there, a folder, a path through a file, a name no file can have."""
    (tmp_path / "fil").write_text("x")
    assert refused(tmp_path / "borte.vka").code == "V111"
    assert "borte.vka" in refused(tmp_path / "borte.vka").message()
    assert refused(tmp_path).code == "V112"
    assert refused(tmp_path / "fil" / "x.vka").code == "V111"
    assert refused("a\0b").code == "V111"
    assert refused("x" * 5_000).code == "V111"


def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    """What has no end is not read."""
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(tmp_path / "rør")
    assert refused(tmp_path / "rør").code == "V112"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file one may not read says so."""
    path = tmp_path / "lukket.vka"
    path.write_text("x")

    def closed(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dsl.files.open", closed, raising=False)
    assert refused(path).code == "V113"


def test_a_file_is_read(tmp_path: Path) -> None:
    """A file that can be read gives its bytes."""
    path = tmp_path / "a.vka"
    path.write_bytes(b"\xef\xbb\xbfabc")
    assert read_file(path) == b"\xef\xbb\xbfabc"
    assert read_file(str(path)) == b"\xef\xbb\xbfabc"


def test_control_characters_do_not_reach_the_terminal() -> None:
    """An escape sequence in a file is shown, not sent."""
    loaded = load_text(f"{HEAD}verdi \x1b[31m er 1 år.\x07")
    assert loaded.diagnostics
    for diagnostic in loaded.diagnostics:
        shown = show(diagnostic, SourceText("x\x1b.vka", loaded.source.text))
        assert not any(c for c in shown if c < " " and c != "\n")


@pytest.mark.parametrize("words", ["ikke", "ikke ikke", "x er ikke"])
def test_a_negation_of_nothing_is_an_error(words: str) -> None:
    """«ikke» with nothing to deny is no sentence."""
    assert "V203" in codes(f"{HEAD}regel r: alt gjelder når {words}.".encode())


def test_nested_phrases_are_read_once() -> None:
    """Reading a phrase inside a phrase inside a phrase … does not double the work at each step."""

    def read(deep: int) -> None:
        day = "1.1.2026"
        for _ in range(deep):
            day = f"({{tid}} før {day})"
        assert codes(f"{HEAD}verdi tid er 1 år.\ndag d er {day}.".encode()) == ["V505"]

    read(1)  # what is made once
    assert calls(lambda: read(39)) < 10 * calls(lambda: read(13))


@pytest.mark.parametrize("year", ["2020", "{fra}", "(2020)", "«x»", "borte"])
def test_any_atom_may_bound_a_collection(year: str) -> None:
    """A number, a value, a parenthesis, a text or a word after «fra» is read, and judged, as an expression."""
    body = f"beløp x er summen av (b i året) for hvert år fra {year} til 2022.\n"
    body += f"dag d er den første u fra {year} der x er y.\n"
    vocabulary = "beløp b (b-en) i et år oppgis i saken.\nverdi u (u-en) er hver 1/1.\nverdi fra-år er 2020.\n"
    found = load_text(HEAD + vocabulary + body.replace("{fra}", "{fra-år}")).diagnostics
    assert {"V203", "V505"} <= {d.code for d in found}


def test_an_included_file_whose_name_no_file_can_have() -> None:
    """A NUL in the path of a statute or of the agreement amended is a file that is not there."""
    assert codes("avtale a «A».\nbygger på «\x00lov.vka».\n".encode()) == ["V114"]
    assert codes("endringsavtale e «E» til «\x00a.vka» fra 1.1.2023.\n".encode()) == ["V801"]
