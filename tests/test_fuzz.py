"""Whatever the text, reading it ends with errors or a contract, never with an exception."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dsl.case_reader import load_case_text
from dsl.catalogue import ENTRIES
from dsl.catalogue_page import CASE_AGREEMENT
from dsl.diagnostics import show
from dsl.format import FormatError, format_source
from dsl.pipeline import Loaded, load_bytes, load_text
from tests.test_format import CASE, EXAMPLE, SOURCES

HEAD = "avtale prøve «PRØVE».\n"
GRAMMAR = (Path(__file__).parent.parent / "dsl" / "grammar.lark").read_text(encoding="utf-8")
KEYWORDS = sorted(set(re.findall(r'"([^"\\]+)"', GRAMMAR.split("// ── Tokens")[0])))
JOINTS = """
kan|skal|kan ikke|skal være|fra og med|fram til|slik at|med mindre|oppgis i saken|går foran|gjelder ikke|den dag
den første|oppsigelse|oppsigelsen|en|kommune|kommunen|kommuner|dag|dagen|året|et|år|ikke|enhver|i|senest|før|etter|alle
1|1,5|5%|1/3|1.1.2026|30.2|kr 500 000|2 måneder|hver 1/1|(foretrukket)|(svak)|(kan mangle)|skrivefeil|plikt|kompetanse
«Fristen er {tid}.[r]»|«»|«[»|«<§ 1> *»|- «x»|punkt 1|punkt 2 «Y»|{tid}|<§ 1>|beløp|den tidligste av (|for hver kommune
summen av|verdi tid er 1 år.|regel r: en kommune er stor når|nb «Kan {kommune} {dag}?»|part A «A» er kommune.
rolle kommune (kommunen, kommuner): alle parter.
"""
WORDS = [*KEYWORDS, *re.split(r"[|\n]", JOINTS.strip()), "\n", ".\n", "# x\n"]
SOUP = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
BODIES = [e.example for e in ENTRIES.values() if not (e.case or e.whole)]
STATEMENTS = [f"{statement}.\n" for text in (EXAMPLE, *BODIES) for statement in re.split(r"\.\s", text)]
SIGNS = (*"«».;:,(){}[]<>#*-/", " og ", " eller ", " når ", "\0", " ikke ")


def read(text: str) -> Loaded:
    """Read a text, show its errors, and look at what must hold of any outcome."""
    loaded = load_text(text)
    assert (loaded.contract is None) == bool(loaded.diagnostics)
    for diagnostic in loaded.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        for language in ("nb", "en"):
            assert show(diagnostic, loaded.source, loaded.heading_at(diagnostic.span.start), language)
    try:
        laid = format_source(text)
    except FormatError:
        assert loaded.diagnostics
    else:
        assert format_source(laid) == laid
    return loaded


@lru_cache(maxsize=1)
def agreement() -> Loaded:
    """A small agreement without errors, for cases to be read against."""
    return load_text(CASE_AGREEMENT)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Random characters."""
    read(text)
    read(HEAD + text)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Random bytes."""
    assert load_bytes(data, "x.vka").diagnostics


@settings(max_examples=300)
@given(SOUP)
def test_word_soup(soup: str) -> None:
    """The language's own words in any order."""
    read(HEAD + soup)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(STATEMENTS), max_size=25).map("".join))
def test_statement_soup(soup: str) -> None:
    """Whole statements in any order, from agreements and from the examples of errors."""
    read(HEAD + soup)


@settings(max_examples=200)
@given(SOUP)
def test_case_soup(soup: str) -> None:
    """A case of the language's own words in any order."""
    loaded = load_case_text("sak s til prøve.\n" + soup, "s.sak", agreement())
    assert (loaded.case is None) == bool(loaded.diagnostics)


@st.composite
def edits(draw: st.DrawFn, text: str) -> str:
    """A text with a few spans deleted, doubled, moved or written over."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 1, 2, 8, 40, 300))))
        kind = draw(st.sampled_from(("delete", "double", "insert", "move")))
        span = text[start:end]
        if kind == "delete":
            text = text[:start] + text[end:]
        elif kind == "double":
            text = text[:end] + span + text[end:]
        elif kind == "insert":
            text = text[:start] + draw(st.sampled_from(SIGNS)) + text[start:]
        else:
            rest = text[:start] + text[end:]
            to = draw(st.integers(0, len(rest)))
            text = rest[:to] + span + rest[to:]
    return text


@settings(max_examples=150)
@given(edits(EXAMPLE))
def test_edited_example(text: str) -> None:
    """An agreement with every statement of the language, damaged."""
    read(text)


@settings(max_examples=100)
@given(edits(CASE))
def test_edited_case(text: str) -> None:
    """A case with every statement of the language, damaged."""
    loaded = load_case_text(text, "s.sak", agreement())
    assert (loaded.case is None) == bool(loaded.diagnostics)


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix == ".vka"], ids=lambda p: p.name)
def test_edited_agreements(path: Path) -> None:
    """The real agreements, damaged."""
    text = path.read_text(encoding="utf-8")

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(edits(text))
    def law(damaged: str) -> None:
        loaded = load_text(damaged)
        assert (loaded.contract is None) == bool(loaded.diagnostics)

    law()


@given(st.sampled_from(BODIES).flatmap(lambda body: edits(HEAD + body)))
@example("avtale a «A».\nfaktum f: x er y.\nverdi z er en.")
def test_edited_examples(text: str) -> None:
    """The examples of errors, damaged further."""
    read(text)
