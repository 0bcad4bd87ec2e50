"""A municipality's own template: what is taken of it, and what is refused."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from attrs import evolve
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from renderers.document import BULLET, Document, Heading, List, ListItem, Paragraph
from renderers.word.safety import PackageError
from renderers.word.write import to_docx
from tests.test_word import audited, document_of, must_hold_together
from tests.word_reader import WordFile, find, shown_text

AGREEMENTS = Path(__file__).parent.parent / "agreements"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SMALL = Document(
    "T",
    [Heading("H", "punkt-1", number="1"), Paragraph("Ord."), List([ListItem(BULLET, "en"), ListItem("a.", "to")])],
    signatures=("A kommune",),
)


def template(change: Callable[[docx.document.Document], None] = lambda made: None) -> bytes:
    """A template as people make one: own fonts, margins, a logo in the header, words in its body."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Heading 1"].font.size = Pt(17)
    section = made.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(21), Cm(29.7), Cm(4)
    section.header.paragraphs[0].text = "Storvik kommune"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(PICTURE))
    made.add_paragraph("Skriv her …")
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes | None, replace: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """The package with a part added, changed or removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
            elif part is None and replace[0]:
                assert replace[0] in old.read(each)
                new.writestr(each, old.read(each).replace(*replace))
        if part is not None:
            new.writestr(name, part)
    return out.getvalue()


def test_what_is_taken(tmp_path: Path) -> None:
    """Styles, header with its logo, and margins are the template's; words, numbers and footer are ours."""
    document = document_of(AGREEMENTS / "ibestad_harstad_endring1.vka")
    data = to_docx(document, template())
    assert audited(data, tmp_path) == []
    word = WordFile(data)
    must_hold_together(word)
    assert "\n".join(word.lines()) == document.plain_text()
    assert "Georgia" in find(word.styles, "w:style[@w:styleId='Normal']/w:rPr/w:rFonts/@w:ascii")
    assert find(word.document, "//w:pgMar/@w:left") == ["2268"]
    headers = [name for name in word.parts if name.startswith("word/header")]
    assert [shown_text(word.root(name)) for name in headers] == ["Storvik kommune"]
    assert any(part == PICTURE for part in word.parts.values())
    assert [shown_text(word.root(name)) for name in word.parts if name.startswith("word/footer")] == ["Side 1 av 1"]
    assert set(find(word.styles, "//w:lang/@w:val")) == {"nb-NO"}
    assert find(word.root("word/settings.xml"), "w:updateFields/@w:val") == ["true"]
    assert data == to_docx(document, template())


def test_a_template_of_ours_and_a_dotx() -> None:
    """What we wrote can be a template, and so can a .dotx."""
    assert WordFile(to_docx(SMALL, to_docx(SMALL))).lines() == SMALL.plain_text().split("\n")
    dotx = with_part(
        template(), "[Content_Types].xml", None,
        (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"),
    )  # fmt: skip
    assert WordFile(to_docx(SMALL, dotx)).lines() == SMALL.plain_text().split("\n")


def test_headers_of_all_kinds_and_sections() -> None:
    """A header on the first page and those of an earlier section come along."""

    def change(made: docx.document.Document) -> None:
        made.sections[0].different_first_page_header_footer = True
        made.sections[0].first_page_header.paragraphs[0].text = "Forside"
        made.add_section()

    word = WordFile(to_docx(SMALL, template(change)))
    assert len(find(word.document, "//w:sectPr/w:headerReference")) == 2
    assert find(word.document, "//w:sectPr/w:titlePg")
    assert {shown_text(word.root(name)) for name in word.parts if name.startswith("word/header")} == {
        "Storvik kommune",
        "Forside",
    }


def drop(*names: str) -> Callable[[docx.document.Document], None]:
    """Take styles out of a template."""

    def change(made: docx.document.Document) -> None:
        for name in names:
            made.styles[name].delete()

    return change


def test_missing_styles_are_named() -> None:
    """All that is missing is named at once, in the words of Word, with what to do; only what is used is needed."""
    with pytest.raises(PackageError, match=r"stilene «Overskrift 1» \(Heading 1\), «Punktliste» \(List Bullet\)") as no:
        to_docx(SMALL, template(drop("Heading 1", "List Bullet", "Heading 2")))
    assert "the styles “Heading 1”" in no.value.message("en")
    assert to_docx(SMALL, template(drop("Heading 2")))


def field(code: str) -> Callable[[docx.document.Document], None]:
    """A field in the footer, its code split over two runs."""

    def change(made: docx.document.Document) -> None:
        p = made.sections[0].footer.paragraphs[0]
        for part in (code[:3], code[3:]):
            run = p.add_run()
            run._r.append(docx.oxml.parse_xml(f"<w:instrText {docx.oxml.ns.nsdecls('w')}>{part}</w:instrText>"))

    return change


ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
AWAY = b'TargetMode="External" Target="http://a.example/'
RELATIONS = "word/_rels/header1.xml.rels"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04...", "ødelagt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "kryptert"),
        (with_part(template(), "word/vbaProject.bin", b"x"), "makroer"),
        (with_part(template(), "word/x.xml", ENTITY), "entiteter"),
        (with_part(template(), "word/media/x.bin", bytes(9_000_000)), "mer enn noe dokument"),
        (with_part(template(), "word/styles.xml", None), "stilene mangler"),
        (with_part(template(), "word/styles.xml", b"<a>"), "ikke gyldig XML"),
        (with_part(template(), "word/document.xml", None), "mangler"),
        (with_part(template(), "_rels/.rels", None), "dokumentet mangler"),
        (with_part(template(), RELATIONS, None, (b'Target="media/', AWAY)), "leder ut"),
        (with_part(template(), RELATIONS, None, (b"relationships/image", b"relationships/oleObject")), "innfelt"),
        (with_part(template(), RELATIONS, None, (b"media/image1.png", b"media/image9.png")), "mangler"),
        (template(field("DDEAUTO c:\\\\cmd.exe")), "DDEAUTO"),
        (template(field("INCLUDETEXT \\\\\\\\a\\\\b")), "INCLUDETEXT"),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, words: str) -> None:
    """Each is refused in words, and nothing is made of it."""
    with pytest.raises(PackageError, match=words):
        to_docx(SMALL, data)


def test_links_in_a_header_are_kept() -> None:
    """The address of the municipality may be a link."""
    linked = with_part(
        template(), RELATIONS, None,
        (b"</Relationships>", b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
         b'relationships/hyperlink" Target="https://storvik.example" TargetMode="External"/></Relationships>'),
    )  # fmt: skip
    parts = WordFile(to_docx(SMALL, linked)).parts
    assert any(b"https://storvik.example" in part for name, part in parts.items() if name.endswith(".rels"))


def test_its_body_and_the_rest_stay_behind() -> None:
    """Nothing of the template's body, comments or properties is in the contract."""

    def change(made: docx.document.Document) -> None:
        made.add_comment(made.paragraphs[0].runs, text="Hemmelig", author="Per")
        made.core_properties.comments = "Hemmelig"

    parts = WordFile(to_docx(SMALL, template(change))).parts
    assert not any(b"Hemmelig" in part or b"Skriv her" in part for part in parts.values())


CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="5" name="Saks &quot;nr&quot;">'
    b"<vt:lpwstr>24/117 &amp; 3</vt:lpwstr></property>"
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="6" name="Arkivert">'
    b"<vt:bool>true</vt:bool></property>"
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="vka-avtale">'
    b"<vt:lpwstr>en-annen</vt:lpwstr></property>"
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="8" name="Liste">'
    b"<vt:vector><vt:lpwstr>x</vt:lpwstr></vt:vector></property></Properties>"
)


def test_its_own_properties_are_kept() -> None:
    """Archives file by them, and fields in the header show them. The name of another agreement is not one of them."""
    given = template(lambda made: None)
    kind = (
        b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'custom-properties+xml"/></Types>'
    )
    given = with_part(given, "[Content_Types].xml", None, (b"</Types>", kind))
    relation = (
        b'<Relationship Id="rCustom" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    given = with_part(given, "_rels/.rels", None, (b"</Relationships>", relation))
    given = with_part(given, "docProps/custom.xml", CUSTOM)
    for document, name in ((SMALL, None), (evolve(SMALL, name="min-avtale"), "min-avtale")):
        word = WordFile(to_docx(document, given))
        must_hold_together(word)
        told = {
            (each.get("name"), each[0].tag.rpartition("}")[2]): each[0].text
            for each in word.root("docProps/custom.xml")
        }
        ours = {} if name is None else {("vka-avtale", "lpwstr"): name}
        assert len(told.pop(("vka-mal", "lpwstr")).split()) == 2  # the header of the template: words and logo
        assert told == {**ours, ('Saks "nr"', "lpwstr"): "24/117 & 3", ("Arkivert", "bool"): "true"}
        assert sorted(each.get("pid") for each in word.root("docProps/custom.xml")) == [
            str(n) for n in range(2, 3 + len(told))
        ]


def test_each_style_stands_once_and_under_its_own_id() -> None:
    """What the template has is not added to; an id of its own that ours would have had is its own still."""

    def taken(made: docx.document.Document) -> None:
        made.styles.add_style("Egen stil", WD_STYLE_TYPE.PARAGRAPH).element.set(qn("w:styleId"), "TOC1")

    for change, names in ((lambda made: None, {"TOC1": "toc 1"}), (taken, {"TOC1": "Egen stil", "vkaTOC1": "toc 1"})):
        styles = docx.Document(io.BytesIO(to_docx(SMALL, template(change)))).styles.element.findall(qn("w:style"))
        named = {each.get(qn("w:styleId")): each.find(qn("w:name")).get(qn("w:val")) for each in styles}
        assert len(named) == len(styles) == len({name.lower() for name in named.values()})
        assert {at: named.get(at) for at in names} == names
