"""What a house's template has in header and footer: no edit when the document comes back, unless somebody edited it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from renderers.word.read import read_back
from renderers.word.write import to_docx
from tests.test_word_template import SMALL, template, with_part

NAMES = docx.oxml.ns.nsdecls("w")


def house(made: docx.document.Document) -> None:
    """Another header on the first page, and a footer to fill in."""
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "STORVIK – forside"
    section.footer.paragraphs[0].text = "Saksnr. ____"


def told(data: bytes) -> list[tuple[str, str]]:
    """What is told of a document that comes back."""
    return [(left.what[0], left.text) for left in read_back(data, SMALL).leftovers]


def changed(data: bytes, was: str, now: str) -> bytes:
    """The file with other words in its footer."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = next(n for n in package.namelist() if "footer" in n and was.encode() in package.read(n))
    return with_part(data, name, None, (was.encode(), now.encode()))


def test_header_and_footer_of_the_template_are_no_edits() -> None:
    """They are ours to know, though nobody has the template when the document comes back; the bytes stay the same."""
    printed = to_docx(SMALL, template(house))
    assert to_docx(SMALL, template(house)) == printed
    assert told(printed) == []


def test_what_is_written_in_them_afterwards_is_told() -> None:
    """The whole of the footer, with what was there."""
    assert told(changed(to_docx(SMALL, template(house)), "____", "26/117")) == [("bunntekst", "Saksnr. 26/117")]


@pytest.mark.parametrize(("code", "edits"), [("SAVEDATE", 0), ("FILLIN", 1)])
def test_what_a_program_fills_in_is_no_edit(code: str, edits: int) -> None:
    """A date in the footer is counted anew when the file is saved; words in a field to fill in are somebody's."""

    def dated(made: docx.document.Document) -> None:
        field = f'<w:fldSimple {NAMES} w:instr=" {code} "><w:r><w:t>I dag</w:t></w:r></w:fldSimple>'
        made.sections[0].footer.paragraphs[0]._p.append(docx.oxml.parse_xml(field))

    printed = to_docx(SMALL, template(dated))
    assert told(printed) == []
    assert len(told(changed(printed, "I dag", "3.11.2026"))) == edits
