"""The catalogue of errors: each has an example that produces it, two languages, and a place on the page of errors."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from dsl.catalogue import ENTRIES
from dsl.catalogue_page import CASE_AGREEMENT, example_errors, example_source, page
from dsl.diagnostics import SourceText, show
from dsl.pipeline import load_text

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "errors.md"


def blanks(text: str) -> set[str]:
    """The names of the blanks of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", ENTRIES)
def test_the_example_produces_the_error(code: str) -> None:
    """Reading the example reports the error, and nothing that the catalogue lacks."""
    found = [d.code for d in example_errors(code)]
    assert code in found
    assert set(found) <= ENTRIES.keys()


@pytest.mark.parametrize("code", ENTRIES)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_error_is_shown_in_full(code: str, language: str) -> None:
    """Message, place, excerpt and advice are shown, every blank is filled, and second places have their words."""
    source = example_source(code) or SourceText("x.vka", "")
    for diagnostic in example_errors(code):
        if diagnostic.code != code:
            continue
        shown = show(diagnostic, source, language=language)
        first, second, *_ = shown.splitlines()
        assert first.startswith(f"{'error' if language == 'en' else 'feil'} {code}: ")
        assert re.fullmatch(rf"  --> {source.name}:\d+:\d+", second)
        assert diagnostic.message(language).strip()
        assert diagnostic.advice(language).strip()
        assert f"  = {diagnostic.advice(language)}" in shown
        if source.text.strip():
            assert "^" in shown


@pytest.mark.parametrize("code", ENTRIES)
def test_both_languages_say_the_same(code: str) -> None:
    """Messages and advice exist in both languages, differ, and have the same blanks."""
    entry = ENTRIES[code]
    for nb, en in ((entry.nb, entry.en), (entry.do_nb, entry.do_en), *((nb, en) for _, nb, en in entry.notes)):
        assert nb.strip()
        assert en.strip()
        assert nb != en
        assert blanks(nb) == blanks(en)


def test_every_code_in_use_is_in_the_catalogue() -> None:
    """The codes that the reading modules report, and the codes of the catalogue, are the same."""
    used = {
        code
        for path in (ROOT / "dsl").rglob("*.py")
        for code in re.findall(r'problem\(\s*"(V\d+)"', path.read_text(encoding="utf-8"))
    }
    assert used == ENTRIES.keys()


def test_the_agreement_of_the_case_examples_has_no_errors() -> None:
    """The errors of the case examples are the cases' own."""
    assert load_text(CASE_AGREEMENT).diagnostics == ()


def test_the_page_is_up_to_date(update_golden: bool) -> None:
    """docs/errors.md is what the catalogue gives; ``pytest --update-golden`` writes it."""
    if update_golden:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
