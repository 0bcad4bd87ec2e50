"""What a house's template has in header and footer: no edit when the document comes back, unless somebody edited it."""

from __future__ import annotations

import io
import zipfile
from copy import copy

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.text.paragraph import Paragraph

from renderers.word.read import read_back
from renderers.word.write import to_docx
from tests.test_word_read import read
from tests.test_word_template import PICTURE, SMALL, template, with_part
from tests.word_package import paragraph, run

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


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    "more",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<w:r><w:noBreakHyphen/></w:r>",
        f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x</m:t></m:r></m:oMath>',
        f'<w:r><w:drawing><a:p xmlns:a="{DRAWING}"><a:r><a:t>Ny</a:t></a:r></a:p></w:drawing></w:r>',
        '<w:del w:id="9" w:author="K"><w:r><w:delText>Ny</w:delText></w:r></w:del>',
        '<w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="UTKAST"/></w:pict></w:r>',
        '<x:a xmlns:x="urn:x">Ny</x:a>',
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"/><mc:Fallback><w:r><w:t>Ny</w:t></w:r>'
        "</mc:Fallback></mc:AlternateContent>",
        FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + FIELD.format("separate")
        + "<w:r><w:t>Ny</w:t></w:r>",
    ],
    ids=["sign", "hyphen", "formula", "drawing", "struck", "watermark", "unknown", "older", "no end"],
)  # fmt: skip
def test_whatever_is_added_to_them_is_told(more: str) -> None:
    """Each kind of character the reader tells counts, or what is added would be lost with what was there."""
    printed = to_docx(SMALL, template(house))
    edited = changed(printed, "</w:p>", f"{more}</w:p>")
    assert [kind for kind, _ in told(edited)] == ["bunntekst"]


def test_a_template_with_all_kinds_of_characters_is_known_again() -> None:
    """A page in a box, which is said again for older programs, is filled in there as well."""

    def rich(made: docx.document.Document) -> None:
        box = (
            FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + FIELD.format("separate")
            + "<w:r><w:t>{}</w:t></w:r>" + FIELD.format("end") + "<w:r><w:t>Boks</w:t></w:r>"
        )  # fmt: skip
        inner = (
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/></w:r>'
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps">{box.format("side1")}</mc:Choice>'
            f"<mc:Fallback>{box.format('2')}</mc:Fallback></mc:AlternateContent>"
        )
        footer = made.sections[0].footer.paragraphs[0]._p
        footer.extend(docx.oxml.parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))

    printed = to_docx(SMALL, template(rich))
    assert to_docx(SMALL, template(rich)) == printed
    assert told(printed) == []
    assert told(changed(printed, "side1", "3")) == []
    assert len(told(changed(printed, "<w:noBreakHyphen/>", ""))) == 1


@pytest.mark.parametrize(("code", "edits"), [("SAVEDATE", 0), ("FILLIN", 1)])
def test_what_a_program_fills_in_is_no_edit(code: str, edits: int) -> None:
    """A date in the footer is counted anew when the file is saved; words in a field to fill in are somebody's."""

    def dated(made: docx.document.Document) -> None:
        field = f'<w:fldSimple {NAMES} w:instr=" {code} "><w:r><w:t>I dag</w:t></w:r></w:fldSimple>'
        made.sections[0].footer.paragraphs[0]._p.append(docx.oxml.parse_xml(field))

    printed = to_docx(SMALL, template(dated))
    assert told(printed) == []
    assert len(told(changed(printed, "I dag", "3.11.2026"))) == edits


def test_what_is_said_again_for_older_programs_may_be_left_out() -> None:
    """LibreOffice leaves out what repeats the words of the choice; other words there are words of the footer's own."""

    def footer(again: str) -> bytes:
        inner = (
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:r><w:t>Boks</w:t></w:r></mc:Choice>'
            f"{again}</mc:AlternateContent>"
        )

        def rich(made: docx.document.Document) -> None:
            line = made.sections[0].footer.paragraphs[0]._p
            line.extend(docx.oxml.parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))

        return to_docx(SMALL, template(rich))

    same = "<mc:Fallback><w:r><w:t>Boks</w:t></w:r></mc:Fallback>"
    assert told(changed(footer(same), same, "")) == []
    assert told(changed(footer(same), same, same.replace("Boks", "Noe"))) == [("bunntekst", "Boks\nNoe")]


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHAPE = (
    f'<w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" {NAMES}>'
    '<wp:inline><wp:docPr id="7" name="Strek"/></wp:inline></w:drawing>'
)


def opened(data: bytes) -> docx.document.Document:
    """A document to be edited as people do."""
    return docx.Document(io.BytesIO(data))


def saved(made: docx.document.Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def logo(shade: int) -> io.BytesIO:
    """A picture that is another for each shade."""
    return io.BytesIO(PICTURE + bytes([shade]))


def test_a_picture_put_into_a_header_or_a_footer_is_told() -> None:
    """As one in the text is; the house's own logo is no edit, and another in its place is."""
    printed = to_docx(SMALL, template(house))
    assert told(printed) == []
    edited = opened(printed)
    edited.sections[0].footer.paragraphs[0].add_run().add_picture(logo(1))
    (left,) = read_back(saved(edited), SMALL).leftovers
    assert (left.what[1], left.place) == ("picture or figure", "bunntekst")
    again = opened(printed)
    again.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PICTURE))
    assert told(saved(again)) == []  # the same once more shows nothing new
    assert told(with_part(printed, "word/media/image1.png", logo(2).getvalue())) == [("bilde eller figur", "Picture 1")]


def test_a_picture_in_our_own_header_is_told() -> None:
    """Without a template there are none of ours."""
    edited = opened(to_docx(SMALL))
    edited.sections[0].header.paragraphs[0].add_run().add_picture(logo(1))
    assert [kind for kind, _ in told(saved(edited))] == ["bilde eller figur"]


def test_a_line_drawn_in_a_header_is_told() -> None:
    """One that the template has is known by its number: nobody can tell it by a file."""

    def drawn(made: docx.document.Document) -> None:
        made.sections[0].header.paragraphs[0].add_run()._r.append(docx.oxml.parse_xml(SHAPE))

    printed = to_docx(SMALL, template(drawn))
    assert told(printed) == []
    edited = opened(printed)
    drawn(edited)
    assert told(saved(edited)) == [("bilde eller figur", "Strek")]


def add_chart(part: Part, line: Paragraph) -> None:
    """A chart, whose words stand in a part of their own, on a line of a part that leads to it."""
    chart = f'<c:chartSpace xmlns:c="{DRAWING.replace("main", "chart")}"><c:v>95 %</c:v></c:chartSpace>'
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    assert part.package is not None
    key = part.relate_to(
        Part(PackURI("/word/charts/chart1.xml"), kind, chart.encode(), part.package), f"{OFFICE}/chart"
    )
    shape = f'<w:drawing {NAMES}><c:chart xmlns:c="urn:c" xmlns:r="{OFFICE}" r:id="{key}"/></w:drawing>'
    line.add_run()._r.append(docx.oxml.parse_xml(shape))


def test_words_of_a_chart_in_a_header_are_told() -> None:
    """They stand in a part that the header leads to."""
    edited = opened(to_docx(SMALL))
    header = edited.sections[0].header
    add_chart(header.part, header.paragraphs[0])
    assert told(saved(edited)) == [("bilde eller figur", "95 %")]


def test_words_of_a_chart_in_a_comment_are_told() -> None:
    """They stand in a part that the comments lead to, and the text does not."""
    edited = opened(to_docx(SMALL))
    said = next(p for p in edited.paragraphs if p.text == "Ord.").runs[0]
    comment = edited.add_comment(said, text="Se tallene", author="Kari")
    add_chart(comment.part, comment.paragraphs[0])
    assert told(saved(edited)) == [("bilde eller figur", "95 %")]


def test_a_stamp_that_is_grouped_with_the_logo_is_told() -> None:
    """A figure is the house's when all its files are."""
    edited = opened(to_docx(SMALL, template(house)))
    header = edited.sections[0].header
    key, _ = header.part.get_or_add_image(logo(1))
    blip = next(each for each in header._element.iter() if str(each.tag).endswith("}blip"))
    other = copy(blip)
    other.set(f"{{{OFFICE}}}embed", key)
    blip.addnext(other)
    assert told(saved(edited)) == [("bilde eller figur", "Picture 1")]


def test_a_picture_in_a_note_or_a_comment_is_told() -> None:
    """Where the note stands."""
    shape = f"<w:p><w:r>{SHAPE}</w:r></w:p>"
    body = paragraph(run("Ord.") + '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="3"/></w:r>')
    found = read(
        body, footnotes=f'<w:footnote w:id="2">{shape}</w:footnote>',
        comments=f'<w:comment w:id="3" w:author="Kari">{shape}</w:comment>',
    )  # fmt: skip
    assert [(left.what[0], left.text, left.place) for left in found.leftovers] == [
        ("bilde eller figur", "Strek", "innledningen, ledd 1"),
        ("bilde eller figur", "Strek", "innledningen, ledd 1"),
    ]
