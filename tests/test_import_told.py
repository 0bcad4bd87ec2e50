"""How an import tells where a thing stands, and what a line looks like that it could not know."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from dsl.edits.edited import EditedDocument, EditedPiece
from dsl.edits.importing import import_document
from dsl.edits.report import Finding, Imported
from renderers.import_json import import_json
from renderers.import_text import import_lines
from tests.edit_scripts import Edit
from tests.test_import import at, document, imported, source


def told(done: Imported, language: str = "nb") -> str:
    """The report on one line."""
    return " ".join(" ".join(line.text for line in import_lines(done, "bod.vka", language=language)).split())


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("3.2 Form for varsel", True), ("§ 4 Varsel", True), ("12. Varsel", True), ("2 naust er leid ut", False),
        ("3.2 Varselet er skriftlig.", False), ("3.2 " + "Varsel " * 20, False), ("1. juli 2027", False),
    ],
)  # fmt: skip
def test_a_heading_typed_by_hand(text: str, looks: bool) -> None:
    """It is a passage, for nothing in the document says otherwise; the report says what it looks like."""
    done = imported(Edit(kind="insert", block=at("Virkning"), text=text))
    (new,) = [f for f in done.of("new") if f.why[0].startswith("nytt ledd")]
    assert ("overskriftsstil" in new.why[0]) == looks
    assert ("heading style" in new.why[1]) == looks
    assert ("overskriftsstil" in import_json(done, "bod.vka")) == looks


def spaced(*blocks: int) -> Imported:
    """The import of a document with two blanks in some lines."""
    mine = document(source())
    lines = list(mine.blocks)
    for block in blocks:
        first, *rest = lines[block].pieces
        lines[block] = evolve(lines[block], pieces=(evolve(first, text=first.text.replace(" ", "  ", 1)), *rest))
    return import_document(source(), evolve(mine, blocks=lines), "bod.vka")


def test_white_space_is_told_with_its_places() -> None:
    """One line is one line, and of many some are named."""
    one, two = at("Fristen er"), at("Varselet er skriftlig")
    assert f"1 linje: avsnitt {one}" in told(spaced(one))
    assert f"1 line: paragraph {one}" in told(spaced(one), "en")
    assert f"2 linjer: avsnitt {one}; avsnitt {two}" in told(spaced(one, two))
    (finding,) = json.loads(import_json(spaced(one, two), "bod.vka"))["findings"]
    assert finding["place"] == f"avsnitt {one}; avsnitt {two}"
    done = spaced(one)
    many = evolve(done, findings=tuple(evolve(f, place="; ".join("abcdefgh"), text="8") for f in done.findings))
    assert "8 linjer: a; b; c; d; e; f; …" in told(many)


def test_a_place_is_said_once() -> None:
    """The document shows another number than the source would give: people look for the one that is shown."""
    finding = Finding(kind="unmapped", clause="punkt 11", place="punkt 10, ledd 2", text="Tekst.")
    done = Imported(was="", text="", findings=(finding,))
    assert told(done) == "Står ikke i kilden (1) punkt 10, ledd 2 dokumentet: Tekst."


def test_a_value_that_gave_way_to_plain_words_is_told() -> None:
    """The sentence has the new words, and the value, which answers go by, is what it was."""
    read = source()
    lines = list(document(read).blocks)
    place = at("Leien betales til")
    words = lines[place].text.replace("3 måneder", "så lang tid som avtalt")
    lines[place] = evolve(lines[place], pieces=(EditedPiece("text", words),))
    done = import_document(read, EditedDocument(blocks=tuple(lines), agreement="bod"), "bod.vka")
    changed = next(f for f in done.of("changed") if "betales" in f.text)
    assert "{frist}" in changed.was
    assert "så lang tid som avtalt" in changed.text
    assert changed.why[0] == "setning; frist er ikke lenger bundet i den, og svarene følger verdien i kilden"
    assert "verdi frist er 3 måneder." in done.text
