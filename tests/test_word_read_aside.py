"""Reading a Word document back: what stands beside the agreement's text, and where people are told to look."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from dsl.edits.edited import EditedDocument
from renderers.compose import compose
from renderers.word.read import read_back, read_docx
from renderers.word.read_aside import Ours
from renderers.word.read_blocks import Known
from renderers.word.write import to_docx
from tests.test_word_read import AGREEMENTS, read
from tests.test_word_template import with_part
from tests.word_package import inserted, marked, paragraph, run, word_package
from vka.api import load

SIGNERS = ("For Vik kommune", "Sted og dato:")
KNOWN = Known(
    ours=Ours(title="AVTALE", lines=frozenset({"Partene er Vik og Nes.", "Slutt."}), signatures=frozenset(SIGNERS))
)


def with_signers(*between: str, marks: bool = True, end: str = "") -> EditedDocument:
    """An agreement with two lines to sign on and lines between them, read by somebody who knows what we print."""
    first, last = (marked(f"tillegg-signatur-{n}", run(text), 8 + n) for n, text in enumerate(SIGNERS, 1))
    lines = [paragraph(run("Parter"), "O1"), paragraph(run("Partene er Vik og Nes.")), paragraph(run("Nytt ledd."))]
    lines += [paragraph(first if marks else run(SIGNERS[0])), *(paragraph(run(text)) for text in between)]
    return read("".join(lines) + paragraph(last if marks else run(SIGNERS[1])) + end, known=KNOWN)


@pytest.mark.parametrize("marks", [True, False])
def test_what_stands_among_the_lines_to_sign_on_is_no_text_of_the_agreement(marks: bool) -> None:
    """With their bookmarks or without: the lines themselves are known, and what is typed there is told as that."""
    end = paragraph(run("Ola Nordmann, ordfører")) + paragraph(run("Vedlegg"), "O1") + paragraph(run("Takster."))
    document = with_signers("ved ordfører Kari", marks=marks, end=end)
    assert [b.text for b in document.blocks] == [
        "Parter",
        "Partene er Vik og Nes.",
        "Nytt ledd.",
        "Vedlegg",
        "Takster.",
    ]
    assert [(left.what[0], left.text, left.place) for left in document.leftovers] == [
        ("i underskriftsfeltet", "For Vik kommune", "linje 1"),
        ("i underskriftsfeltet", "ved ordfører Kari", "linje 2"),
        ("i underskriftsfeltet", "Sted og dato:", "linje 3"),
        ("i underskriftsfeltet", "Ola Nordmann, ordfører", "linje 4"),
    ]


def test_lines_of_the_agreement_among_those_to_sign_on_are_the_agreement_s() -> None:
    """And so is what stands beside them: nobody signs in the middle of a text."""
    document = with_signers("Et tillegg.", "Slutt.", "Og mer.", marks=False)
    assert [b.text for b in document.blocks][3:] == ["Et tillegg.", "Slutt.", "Og mer."]


def test_what_stands_above_the_title_is_no_text_of_the_agreement() -> None:
    """Also where Enter before the title has given it the title's style; but not if the title has been moved."""
    rest = paragraph(run("AVTALE"), "Tittel") + paragraph(run("Partene er Vik og Nes."))
    for style in ("", "Tittel"):
        document = read(paragraph(run("Vedlegg 1 til sak 12/26"), style) + rest, known=KNOWN)
        assert [(b.kind, b.text) for b in document.blocks] == [
            ("title", "AVTALE"),
            ("paragraph", "Partene er Vik og Nes."),
        ]
        assert [(left.what[0], left.text) for left in document.leftovers] == [
            ("over tittelen", "Vedlegg 1 til sak 12/26")
        ]
    moved = read(paragraph(run("Slutt.")) + paragraph(run("Ny linje.")) + rest, known=KNOWN)
    assert [b.text for b in moved.blocks] == ["Slutt.", "Ny linje.", "AVTALE", "Partene er Vik og Nes."]


@pytest.mark.parametrize("line", ["Budsjett 2025", "Budsjett 2026", "Budsjett 2025 kr 30 000"])
@pytest.mark.parametrize("page", ["\t3", " 3", "\t"])
def test_a_number_of_the_words_is_not_the_page(line: str, page: str) -> None:
    """Only one number after the words is; what is told is told whole."""

    def document(contents: str) -> bytes:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        toc = begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(contents)
        end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        return word_package(paragraph(toc, "Innh") + end + paragraph(run("Budsjett 2025"), "O1"))

    found = read_docx(document(f"1.\t{line}{page}"), "accepted", printed=document("1.\tBudsjett 2025\t3"))
    assert [left.text.rstrip() for left in found.leftovers] == (
        [] if line == "Budsjett 2025" else [f"1.\t{line}{page}".rstrip()]
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1.\tPartene", ""),
        ("1.\tParter", ""),
        ("1.\tNoe annet", "1.\tNoe annet\t12"),
        ("2.\tPartene", "2.\tPartene\t12"),
    ],
)
def test_a_line_of_the_contents_that_is_a_heading_is_not_told(line: str, told: str) -> None:
    """A heading as it stands in the document, or as it was printed; the number must be the heading's too."""

    def document(contents: str, heading: str) -> bytes:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        toc = begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(contents) + "<w:r><w:tab/></w:r>"
        end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        return word_package(paragraph(toc + run("12"), "Innh") + end + paragraph(run(heading), "O1"))

    found = read_docx(document(line, "Partene"), "accepted", printed=document("1.\tParter", "Parter"))
    assert [left.text for left in found.leftovers] == ([told] if told else [])


def test_places_are_told_by_clause_and_passage() -> None:
    """As the document counts; what stands on a line without words is told by the line before it."""
    contents = paragraph(run("Innhold"), "Innh") * 3
    gone = paragraph(inserted(run("Nytt.")), mark='<w:ins w:id="3" w:author="K"/>')
    document = read(
        contents + paragraph(run("AVTALE"), "Tittel") + paragraph(run("Hjemmel.")) + paragraph(run("Parter"), "O1")
        + paragraph("") + paragraph(run("En.")) + paragraph(run("To.")) + gone + paragraph(run("Slutt"), "O1"),
        "pending",
    )  # fmt: skip
    assert [b.place for b in document.blocks] == [
        "tittelen", "innledningen, ledd 1", "punkt 1", "punkt 1, ledd 1", "punkt 1, ledd 2", "punkt 2",
    ]  # fmt: skip
    assert {change.place for change in document.pending} == {"etter punkt 1, ledd 2"}


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_an_agreement_without_its_bookmarks(path: Path, styled: bool) -> None:
    """Law: pasted into a new document, and even with the style of the lines to sign on lost, it is what was printed."""
    document = compose(load(path).contract)
    printed = to_docx(document)
    with ZipFile(BytesIO(printed)) as package:
        body = package.read("word/document.xml")
    bare = re.sub(rb"<w:bookmark(Start|End)\b[^>]*>", b"", body)
    bare = bare if styled else bare.replace(b'<w:pStyle w:val="vkaSignatur"/>', b"")
    back = read_back(with_part(printed, "word/document.xml", bare), document)
    assert [(b.kind, b.label, b.text) for b in back.blocks] == [
        (b.kind, b.label, b.text) for b in read_back(printed, document).blocks
    ]
    assert back.leftovers == ()
