"""A source with errors of its own is printed by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.draft import draft_of
from renderers.word.read import read_back
from renderers.word.write import to_docx
from tests.test_word import document_of
from vka.importing import source_of

AGREEMENTS = Path(__file__).parent.parent / "agreements"


@pytest.mark.parametrize("name", ["ibestad_harstad", "ikt_nordhordland"])
def test_a_draft_has_the_words_of_the_document(name: str) -> None:
    """Of a source without errors it is what people sign, and all that we add is known by it."""
    path = AGREEMENTS / f"{name}.vka"
    draft, document = draft_of(source_of(path.read_bytes(), str(path))), document_of(path)
    assert draft.plain_text() == document.plain_text()
    assert (draft.title, draft.signatures, draft.name, draft.language) == (
        document.title, document.signatures, document.name, document.language,
    )  # fmt: skip
    assert read_back(to_docx(document), draft).leftovers == ()
