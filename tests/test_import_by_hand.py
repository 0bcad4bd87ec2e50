"""Headings whose number people type: beside the one Word shows, or instead of it."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from dsl.edits.importing import import_document
from dsl.edits.report import Imported
from dsl.pipeline import load_text
from renderers.compose import compose
from renderers.document import Document
from renderers.word.read import read_back
from renderers.word.write import to_docx
from tests.test_import import source
from tests.test_word_house import NAMES, opened, saved

AGREEMENT = """\
avtale bod «LEIEAVTALE»; målform bokmål.

punkt 1 «Parter»
«Partene er to.[opplysning]»

punkt 2 «Leie»
«Leien er høy.[opplysning]»

punkt 3 «Varsel»
«Varselet er skriftlig.[opplysning]»

punkt 3.1 «Form»
«Se <punkt 2>.[opplysning]»
"""


def ours() -> Document:
    """The agreement as a document."""
    contract = load_text(AGREEMENT, "bod.vka").contract
    assert contract is not None
    return compose(contract)


def printed() -> docx.document.Document:
    """The agreement in Word."""
    return opened(to_docx(ours()))


def heading(made: docx.document.Document, words: str) -> Paragraph:
    """A heading by its words."""
    found = (p for p in made.paragraphs if p.text == words)
    return next(p for p in found if p.style is not None and str(p.style.name).startswith("Heading"))


def typed(paragraph: Paragraph, text: str, *, off: bool = False) -> None:
    """Type something before the words of a heading; ``off`` takes it out of its list."""
    paragraph.runs[0].text = text + paragraph.runs[0].text
    if off:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NAMES}><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'))


def imported(made: docx.document.Document) -> Imported:
    """The import of a document."""
    document = read_back(saved(made), ours())
    return import_document(source(AGREEMENT), document, "bod.vka")


@pytest.mark.parametrize("number", ["2 ", "2. ", "2\t"])
def test_a_number_beside_the_one_word_shows(number: str) -> None:
    """Word shows «2 2 Leie»; the clause is called «Leie»."""
    made = printed()
    typed(heading(made, "Leie"), number)
    done = imported(made)
    assert not done.changed
    assert not done.of("unmapped", "changed")


def test_a_number_that_is_a_word_of_the_heading() -> None:
    """As the agreement has it, and as somebody writes it in another."""
    assert not imported(printed()).findings
    made = printed()
    typed(heading(made, "Leie"), "2 uker før: ")
    assert "punkt 2 «2 uker før: Leie»" in imported(made).text


def test_all_numbers_by_hand() -> None:
    """Nothing is told of a document that shows the same numbers in another way."""
    made = printed()
    for words, number in (("Parter", "1 "), ("Leie", "2 "), ("Varsel", "3 "), ("Form", "3.1 ")):
        typed(heading(made, words), number, off=True)
    assert not imported(made).findings


def test_one_number_by_hand_is_told_once_with_its_name() -> None:
    """Word counts the clauses after it without it; the source keeps its numbers."""
    made = printed()
    typed(heading(made, "Leie"), "2 ", off=True)
    done = imported(made)
    assert not done.changed
    (found,) = done.findings
    assert found.kind == "unmapped"
    assert "«2 Leie»" in found.why[0]
    assert "“2 Leie”" in found.why[1]
    assert (found.was, found.text) == (
        "3 Varsel; 3.1 Form", "2 Varsel; 2.1 Form",
    )  # fmt: skip
    assert found.place == "punkt 2"


def test_a_year_is_a_word_of_the_heading() -> None:
    """Though «Varsel» is a heading of ours, 2024 is no number of a clause."""
    made = printed()
    typed(heading(made, "Varsel"), "2024 ")
    done = imported(made)
    assert "punkt 3 «2024 Varsel»" in done.text
    assert not done.of("renumbered")
