"""The laws of laying out a file: nothing but white space changes, and it changes only once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.format import FormatError, format_source
from dsl.format_layout import WIDTH
from dsl.format_pieces import read_pieces
from dsl.parse import parse_any, tokens
from tests.syntax_shape import shape

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*(ROOT / "agreements").rglob("*.vka"), *(ROOT / "agreements").rglob("*.sak")])
BLANKS = (" ", "\n", "  ", "\t", "\n\n", "\r\n")
COMMENTS = (" # bemerkning\n", "\n# en linje for seg\n", "\n\n# «ulukket (\n\n# to\n")

EXAMPLE = (ROOT / "tests" / "data" / "every_statement.vka").read_text(encoding="utf-8")
CASE = (ROOT / "tests" / "data" / "every_statement.sak").read_text(encoding="utf-8")


def comments(text: str) -> list[str]:
    """All comments in order, as they are written."""
    read = read_pieces(text, tokens(text))
    found = []
    for piece in read.pieces:
        found += [c.text for c in piece.comments]
        found += [piece.remark] if piece.remark else []
    return found + [c.text for c in read.closing]


def comments_by_eye(text: str) -> list[str]:
    """The same, found without the parser: «#» outside « » to the end of the line."""
    quoted = re.compile(r"(«(?:[^«»]|«[^«»]*»)*»)|(#[^\n]*)")
    return [m.group(2).rstrip() for m in quoted.finditer(text) if m.group(2)]


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Every agreement and case of the project, and two that have every statement of the grammar."""
    real = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in SOURCES}
    return {"example.vka": EXAMPLE, "example.sak": CASE, **real}


def test_the_files_can_be_read(sources: dict[str, str]) -> None:
    """The laws below are laws about files without reading errors; these have none."""
    assert {name: parse_any(text)[1] for name, text in sources.items()} == {name: [] for name in sources}
    assert any(name.startswith("agreements/") for name in sources)


def test_meaning_is_kept(sources: dict[str, str]) -> None:
    """parse(format(x)) == parse(x), up to spans and folded white space."""
    for name, text in sources.items():
        assert shape(parse_any(format_source(text))[0]) == shape(parse_any(text)[0]), name


def test_only_white_space_changes(sources: dict[str, str]) -> None:
    """Every other character is kept, in order."""
    for name, text in sources.items():
        assert "".join(format_source(text).split()) == "".join(text.split()), name


def test_twice_is_once(sources: dict[str, str]) -> None:
    """format(format(x)) == format(x)."""
    for name, text in sources.items():
        once = format_source(text)
        assert format_source(once) == once, name


def test_comments_are_kept(sources: dict[str, str]) -> None:
    """The comments of x, in order, are the comments of format(x)."""
    for name, text in sources.items():
        assert comments_by_eye(format_source(text)) == comments_by_eye(text), name


def test_one_long_line_is_laid_out_the_same(sources: dict[str, str]) -> None:
    """A file without comments, all on one line, is laid out as the file with its lines is."""
    for name, text in sources.items():
        bare = re.sub(r"(«(?:[^«»]|«[^«»]*»)*»)|#[^\n]*", r"\1", text)
        assert format_source(" ".join(bare.split())) == format_source(bare), name


def test_lines_are_short(sources: dict[str, str]) -> None:
    """No line is longer than WIDTH but for a word without a blank, or a comment."""
    for name, text in sources.items():
        for line in format_source(text).splitlines():
            # «§ 20-8» is kept together, so a line may end a little later than its last blank
            assert len(line) <= WIDTH or "#" in line or len(line.split()) == 1, (name, line)


@settings(max_examples=60)
@given(st.data())
def test_any_layout_is_laid_out_the_same(data: st.DataObject) -> None:
    """However a file's tokens are spaced, the layout is the same, and with comments strewn in all laws still hold."""
    text = data.draw(st.sampled_from((EXAMPLE, CASE)))
    words = re.findall(r"«(?:[^«»]|«[^«»]*»)*»|\S+", re.sub(r"#[^\n]*", "", text))
    blanks = data.draw(st.lists(st.sampled_from(BLANKS), min_size=1, max_size=40))
    spaced = "".join(word + blanks[at % len(blanks)] for at, word in enumerate(words))
    laid = format_source(spaced)
    assert laid == format_source(re.sub(r"#[^\n]*", "", text))
    pieces = read_pieces(laid, tokens(laid)).pieces
    places = data.draw(st.dictionaries(st.integers(0, len(pieces) - 1), st.sampled_from(COMMENTS), max_size=12))
    strewn = "".join(piece.text + places.get(at, " ") for at, piece in enumerate(pieces))
    once = format_source(strewn)
    assert format_source(once) == once
    assert comments_by_eye(once) == comments_by_eye(strewn)
    assert comments(once) == comments(strewn)
    assert shape(parse_any(once)[0]) == shape(parse_any(text)[0])


@given(st.text(st.characters(codec="utf-8", exclude_characters="«»"), max_size=300))
def test_any_prose_is_kept(prose: str) -> None:
    """Whatever stands between « and » is the same words after layout, and layout of it is stable."""
    prose = re.sub(r"\\$", r"\\\\", prose)  # a backslash before » would be an escape
    source = f"avtale a «T».\n«{prose}»\n- «{prose}»\nverdi v er «{prose}»."
    once = format_source(source)
    assert format_source(once) == once
    assert shape(parse_any(once)[0]) == shape(parse_any(source)[0])


def test_a_file_with_errors_is_not_laid_out() -> None:
    """The error carries every reading error of the file."""
    with pytest.raises(FormatError) as caught:
        format_source("avtale a «T».\nverdi x 1 år.\nverdi y er 2 år.\nverdi z 1 år.\n")
    assert [d.code for d in caught.value.diagnostics] == ["V101", "V101"]


def test_the_layout_itself(golden: Callable[[str, str], None]) -> None:
    """How every statement of the language is laid out."""
    golden("format_example.vka", format_source(EXAMPLE))
    golden("format_example.sak", format_source(CASE))
