"""A document that is none of the agreement is refused; one that has been edited ever so much is not."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from attrs import evolve

from dsl.edits.edited import EditedBlock, EditedDocument, EditedPiece
from dsl.edits.kinship import is_of
from tests.small_agreement import write
from tests.test_import import document, source
from vka.cli import main

OTHERS = ("Møtet er flyttet til torsdag.", "Saken gjelder bygging av ny skole på Heggen.", "Kostnaden er beregnet.")


def lines(*texts: str, anchors: bool = False) -> EditedDocument:
    """A document of other lines, with the anchors ours have or without any."""
    marks = [line.printed.anchor for line in source().lines]
    return EditedDocument(
        blocks=[
            EditedBlock(kind="paragraph", pieces=(EditedPiece("text", text),), anchor=mark if anchors else None)
            for text, mark in zip(texts, marks, strict=False)
        ]
    )


@pytest.mark.parametrize("other", [lines(), lines(*OTHERS), lines(*OTHERS, anchors=True)])
def test_other_words(other: EditedDocument) -> None:
    """Nothing, another text, and another agreement, whose lines have the anchors of ours."""
    assert not is_of(other, source())


def test_the_same_words() -> None:
    """Every other line kept, bookmarks and name lost; and few lines kept, with much added around them."""
    mine = document(source())
    bare = [evolve(block, anchor=None) for block in mine.blocks]
    assert is_of(evolve(mine, blocks=bare[::2], agreement=""), source())
    assert is_of(evolve(mine, blocks=[*lines(*OTHERS * 9).blocks, *bare[1:]], agreement=""), source())
    assert is_of(evolve(mine, blocks=bare[1:3], agreement=""), source())


def test_lines_of_ours_in_other_words() -> None:
    """Every line written anew in a document that says what it was printed from."""
    name = source().tree.head.name.text
    assert is_of(evolve(lines(*OTHERS, anchors=True), agreement=name), source())
    assert not is_of(evolve(lines(*OTHERS), agreement=name), source())


def test_it_is_refused_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    agreement, _ = write(tmp_path)
    before = agreement.read_bytes()
    word = docx.Document()
    word.add_paragraph(OTHERS[0])
    word.save(str(tmp_path / "notat.docx"))
    assert main(["import", str(tmp_path / "notat.docx"), "--into", str(agreement), "--write"]) == 2
    assert agreement.read_bytes() == before
    told = capsys.readouterr().err
    assert "dokumentet ligner ikke på avtalen i " in told
    assert "--into" in told
