"""The Word file: its words, its numbers, its marks, and that Word takes it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from openxml_audit import OpenXmlValidator

from renderers.compose import compose
from renderers.document import (
    BULLET,
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Strong,
    Text,
    Value,
)
from renderers.to_text import to_text
from renderers.word import marks
from renderers.word.lines import BodyItem, Change, Contents, Line, Piece, Properties, Table
from renderers.word.write import to_docx, write
from tests.test_renderers_document import documents
from tests.word_reader import WordFile, find, shown_text
from vka.api import load

AGREEMENTS = Path(__file__).parent.parent / "agreements"
FILES = sorted([*AGREEMENTS.glob("*.vka"), *AGREEMENTS.glob("lover/*.vka")])


@cache
def document_of(file: Path) -> Document:
    """An agreement or a statute as a document; the amended one in its last version."""
    return compose(load(file, cache=False).contract)


@cache
def written(file: Path) -> bytes:
    """Its Word file."""
    return to_docx(document_of(file))


def audited(data: bytes, folder: Path) -> list[str]:
    """What is wrong with a package, by the rules of Microsoft's own validator."""
    path = folder / "a.docx"
    path.write_bytes(data)
    found = OpenXmlValidator().validate(path).errors
    # No list has the number 0: it takes a paragraph out of its style's list.
    return [str(each) for each in found if "definition '0'" not in each.description]


# --- the agreements -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_words_are_those_signed(file: Path) -> None:
    """The paragraphs are the lines of the document, numbers and marks as Word counts them; so are the words of text."""
    document, word = document_of(file), WordFile(written(file))
    assert "\n".join(word.lines()) == document.plain_text()
    plain = to_text(without_contents(document), None)
    assert [w for each in word.lines() for w in each.split()] == plain.split()


def without_contents(document: Document) -> Document:
    """The same document as it is signed."""
    blocks = [
        Heading(b.inlines, b.anchor, number=b.number, level=b.level) if isinstance(b, Heading) else b
        for b in document.blocks
    ]
    return Document(
        document.title, blocks, legal_basis=document.legal_basis, language=document.language, contents=False
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_word_takes_it(file: Path, tmp_path: Path) -> None:
    """Every part is valid, ids are unique, bookmarks are closed, and the bytes are the same twice."""
    data = written(file)
    assert audited(data, tmp_path) == []
    must_hold_together(WordFile(data))
    assert to_docx(document_of(file)) == data


def must_hold_together(word: WordFile) -> None:
    """What no schema says: ids and names are unique, ranges are closed, links and fields lead somewhere."""
    root = word.document
    starts, ends = find(root, "//w:bookmarkStart/@w:id"), find(root, "//w:bookmarkEnd/@w:id")
    assert sorted(starts) == sorted(ends)
    names = find(root, "//w:bookmarkStart/@w:name")
    assert max(Counter(name.lower() for name in names).values(), default=1) == 1
    ids = [*starts, *find(root, "//w:sdtPr/w:id/@w:val"), *find(root, "//w:ins/@w:id"), *find(root, "//w:del/@w:id")]
    assert len(ids) == len(set(ids))
    assert set(find(root, "//w:hyperlink/@w:anchor")) <= set(names)
    codes = [code.split() for code in find(root, "//w:instrText/text()")]
    assert {code[1] for code in codes if code[0] in ("REF", "PAGEREF")} <= set(names)
    for kinds in (find(p, ".//w:fldChar/@w:fldCharType") for p in find(root, "//w:p[not(ancestor::w:sdt)]")):
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
    assert Counter(find(root, "//w:fldChar/@w:fldCharType")) in (
        Counter({kind: len(codes) for kind in ("begin", "separate", "end")}), Counter(),
    )  # fmt: skip


def test_headings_and_numbers_are_words_own() -> None:
    """Every numbered clause of the real agreement gets its number from the list of its style, and none is written."""
    word = WordFile(written(AGREEMENTS / "ibestad_harstad.vka"))
    headings = [each for each in word.seen() if each.style.startswith("heading")]
    assert [h.style for h in headings[:6]] == ["heading 1"] * 4 + ["heading 2"] * 2
    assert all(h.label and "\t" not in h.text for h in headings)
    assert find(word.document, "//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]/w:pPr/w:numPr") == []


def test_contents_are_filled_in() -> None:
    """The contents are a field with its lines in place: number, words and page of every heading, each a link."""
    document = document_of(AGREEMENTS / "ibestad_harstad.vka")
    word = WordFile(written(AGREEMENTS / "ibestad_harstad.vka"))
    lines = [each for each in word.seen() if each.contents]
    assert lines[0].text == "Innhold"
    shown = [each.text.split("\t") for each in lines[1:]]
    assert [" ".join(parts[:-1]) for parts in shown] == [h.plain_text() for h in document.headings()]
    pages = [int(parts[-1]) for parts in shown]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert [line.style for line in lines[1:6]] == ["toc 1", "toc 1", "toc 1", "toc 1", "toc 2"]
    assert find(word.document, "//w:instrText[contains(., 'TOC')]/text()") == [' TOC \\o "1-2" \\h \\z \\u ']


def test_values_and_citations_are_marked() -> None:
    """A value stands in a control with its name, and a cited clause is a field that shows its number."""
    word = WordFile(written(AGREEMENTS / "ibestad_harstad.vka"))
    controls = find(word.document, "//w:sdt[w:sdtPr/w:tag]")
    tags = {find(c, "w:sdtPr/w:tag/@w:val")[0]: shown_text(c) for c in controls}
    assert all(tag.startswith("vka:verdi:") for tag in tags)
    assert len(tags) > 10
    titles = find(word.document, "//w:sdtPr[w:tag]/w:alias/@w:val")
    assert titles == [marks.value_name(find(c, "w:sdtPr/w:tag/@w:val")[0]) for c in controls]
    fields = [code.split()[1] for code in find(word.document, "//w:instrText/text()") if code.split()[0] == "REF"]
    assert {"_vka_punkt_4", "_vka_punkt_11", "_vka_punkt_11_1", "_vka_punkt_12"} == set(fields)


def test_notes_and_signatures_are_ours() -> None:
    """Notes on amendments and the lines for signatures are marked as ours, and hold all parties of the version."""
    word = WordFile(written(AGREEMENTS / "ibestad_harstad_endring1.vka"))
    added = [each for each in word.seen() if each.added and not each.contents]
    assert added[0].text == "Slik avtalen lyder fra 1.1.2023."
    assert added[0].style == "vka Merknad"
    titles = [party.title for party in load(AGREEMENTS / "ibestad_harstad_endring1.vka").contract.versions[-1].parties]
    assert [each.text for each in added if each.text.startswith("For ")] == [f"For {title}" for title in titles]


def test_what_the_file_says_of_itself() -> None:
    """Title, language, parties and the agreement's name; fixed times; the page's header and footer."""
    word = WordFile(written(AGREEMENTS / "ibestad_harstad.vka"))
    core = word.parts["docProps/core.xml"].decode()
    assert "<dc:title>AVTALE OM ADMINISTRATIV VERTSKOMMUNESAMARBEID OM IKT</dc:title>" in core
    assert "<dc:language>nb-NO</dc:language>" in core
    assert core.count("2000-01-01T00:00:00Z") == 2
    custom = word.parts["docProps/custom.xml"].decode()
    assert marks.AGREEMENT_PROPERTY in custom
    assert ">ikt</vt:lpwstr>" in custom
    assert find(word.styles, "//w:lang/@w:val") == ["nb-NO"]
    assert shown_text(word.root("word/header1.xml")) == document_of(AGREEMENTS / "ibestad_harstad.vka").title
    assert shown_text(word.root("word/footer1.xml")) == "Side 1 av 1"
    nynorsk = WordFile(written(AGREEMENTS / "lover/sameigelova.vka"))
    assert find(nynorsk.styles, "//w:lang/@w:val") == ["nn-NO"]


def test_text_md_and_html_know_no_signatures() -> None:
    """Who signs is for the media people sign on: the text is that of the seed, signatures or none."""
    signed = Document("T", [Paragraph("Ord.")], signatures=("A kommune",), name="a")
    assert to_text(signed) == "T\n\nOrd.\n"


# --- numbering ----------------------------------------------------------------------------------------------------


def numbered(*given: str | tuple[str | None, int] | None) -> WordFile:
    """A file with headings of these numbers; the level is the number's unless given."""
    blocks = []
    for at, each in enumerate(given):
        number, level = each if isinstance(each, tuple) else (each, (each or "").count(".") + 1)
        blocks.append(Heading("Ord", f"a{at}", number=number, level=level))
    return WordFile(to_docx(Document("T", blocks)))


@pytest.mark.parametrize(
    ("numbers", "starts"),
    [
        (["1", "2", "2.1", "2.2", "3", "3.1", "3.1.1", "4"], 0),
        (["1", "3", "4"], 1),
        (["4", "4.1", "4.3", "4.4", "5", "5.1"], 2),
        (["1", "1.2", "1.3", "2", "2.1"], 1),
        (["1", "1", "2"], 1),
        (["§ 20-1", "§ 20-4", "§ 20-5", "§ 20-5.1"], 1),
        ([None, "1", None, "2"], 0),
    ],
)
def test_gaps_are_set_and_counted_on_from(numbers: list[str | None], starts: int) -> None:
    """Where a number does not follow, the count is set there; the next numbers follow by themselves."""
    word = numbered(*numbers)
    assert [each.label for each in word.seen() if each.style.startswith("heading")] == [
        "" if number is None else f"{number}." for number in numbers
    ]
    assert len(find(word.numbering, "//w:startOverride")) == starts


@pytest.mark.parametrize("number", ["B", "1.1", "§ 3", "01", "2%1", "99999", "0"])
def test_what_no_list_counts_is_written(number: str) -> None:
    """A number the list cannot give is words in the heading, and the list takes no part in it."""
    word = numbered("1", (number, 1), "2")
    lines = [each for each in word.seen() if each.style.startswith("heading")]
    assert [each.label for each in lines] == ["1.", "", "2."]
    assert lines[1].text == f"{number}.\tOrd"


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        (["a.", "b.", "c."], ["lowerLetter"]),
        (["1)", "2)"], ["decimal"]),
        (["(i)", "(ii)", "(iii)", "(iv)"], ["lowerRoman"]),
        (["h.", "i.", "j."], ["lowerLetter"]),
        (["i.", "j."], ["lowerLetter"]),
        (["B", "C"], ["upperLetter"]),
        (["a.", "c."], ["lowerLetter"]),
        (["XIV.", "XV."], ["upperRoman"]),
        (["*", "å)"], []),
        ([BULLET, "a."], ["lowerLetter"]),
    ],
)
def test_marks_of_items_are_lists(labels: list[str], kinds: list[str]) -> None:
    """Letters, numbers and roman numerals are lists of Word's, begun where the items begin; other marks are words."""
    items = List([ListItem(label, "ord") for label in labels])
    word = WordFile(to_docx(Document("T", [items, Paragraph("Så."), items])))
    shown = [f"{label} ord" for label in labels]
    assert word.lines() == ["T", *shown, "Så.", *shown]
    formats = find(word.numbering, "//w:abstractNum[w:multiLevelType/@w:val='singleLevel']//w:numFmt/@w:val")
    assert formats == kinds


# --- generated documents ------------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(documents())
def test_every_document_can_be_written(document: Document) -> None:
    """Law: whatever the document, the file's paragraphs are its lines, it holds together, and is the same twice."""
    data = to_docx(document)
    word = WordFile(data)
    assert word.lines() == document.plain_text().split("\n")
    must_hold_together(word)
    assert to_docx(document) == data


@settings(max_examples=12)
@given(documents())
def test_every_document_is_valid(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    """Law: whatever the document, Microsoft's rules for the format find nothing wrong."""
    assert audited(to_docx(document), tmp_path_factory.mktemp("a")) == []


# --- lines with changes -------------------------------------------------------------------------------------------

NEW = Change(kind="inserted", author="Ida", day="2026-11-24")
OLD = Change(kind="deleted", author="Ida", day="2026-11-24")


def test_changes_are_tracked(tmp_path: Path) -> None:
    """Lines with changes on words, labels, values and whole lines are written as Word tracks them, numbers as words."""
    away, here = evolve(OLD, kind="moved_from", name="m1"), evolve(NEW, kind="moved_to", name="m1")
    lines: list[BodyItem] = [
        Line(style="Title", pieces="T"),
        Contents("Innhold"),
        Line(style="Heading 1", level=1, label="2.", anchor="punkt-2", pieces="To",
             changed_label=(Piece("1.", change=OLD), Piece("2.", change=NEW))),
        Line(style="Normal", anchor="punkt-2-ledd-1", pieces=[
            Piece("Fristen er "), Piece("1", value="frist", change=OLD), Piece("2", value="frist", change=NEW),
            Piece(" år", value="frist"), Piece(", jf. "), Piece("punkt 9", leads_to="#punkt-2", change=OLD)]),
        Line(style="Normal", pieces=[Piece("Ny "), Piece("x", value="v")], change=NEW),
        Line(style="Normal", pieces="Flyttes", change=away),
        Line(style="Normal", pieces="Flyttes", change=here),
        Line(style="vka Punktliste", label="a.", pieces="Punkt", new_page=True),
        Table(("Før", "Etter"), (((Line(style="Normal", pieces="ja"),), ()),)),
    ]  # fmt: skip
    data = write(lines, Properties(title="T", language="nb", tracking=True), numbering="literal")
    assert audited(data, tmp_path) == []
    word = WordFile(data)
    must_hold_together(word)
    assert word.seen()[2].text == "2.\tTo\t1"
    assert find(word.document, "//w:delText/text()") == ["1.", "1", "punkt 9"]
    assert len(find(word.document, "//w:sdt[w:sdtPr/w:tag]")) == 1
    assert find(word.document, "//w:moveFromRangeStart/@w:name") == find(word.document, "//w:moveToRangeStart/@w:name")
    assert find(word.numbering, "//w:startOverride") == []
    assert find(word.root("word/settings.xml"), "w:trackRevisions")


# --- the whole ----------------------------------------------------------------------------------------------------


def test_importing_the_lines_is_cheap() -> None:
    """Neither lines nor marks bring in python-docx, and writing text does not either."""
    code = "import sys, renderers.word.write, vka.api; print('docx' in sys.modules, 'lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_emphasis_is_kept() -> None:
    """Italics and bold, also within each other, around values and citations."""
    inlines: list[Inline] = [Text("a"), Emphasis([Text("b"), Strong([Value("c", "v")])]), Strong([Citation("d", "d")])]
    word = WordFile(to_docx(Document("T", [Paragraph(inlines)])))
    runs: list[Any] = find(word.document, "//w:p[2]//w:r")
    assert [(shown_text(r), bool(find(r, "w:rPr/w:i")), bool(find(r, "w:rPr/w:b"))) for r in runs] == [
        ("a", False, False), ("b", True, False), ("c", True, True), ("d", False, True),
    ]  # fmt: skip


def test_links_out_are_links() -> None:
    """A citation of the law with an address is a link to it; a clause cited in other words is a link to the clause."""
    law = Citation("husleieloven § 9-6", "hl", href="https://lovdata.no/lov/1999-03-26-17")
    other = Citation("foregående punkt", "punkt 1", href="#punkt-1")
    word = WordFile(to_docx(Document("T", [Heading("H", "punkt-1", number="1"), Paragraph([law, Text(", "), other])])))
    relations = word.parts["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://lovdata.no/lov/1999-03-26-17" TargetMode="External"' in relations
    assert find(word.document, "//w:body/w:p[last()]/w:hyperlink/@w:anchor") == ["_vka_punkt_1"]
