"""The contract as PDF: every word in its place in the tree, nothing executed, tagged, embedded, the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from dsl.pipeline import load_bytes
from renderers.compose import compose
from renderers.document import (
    BULLET,
    Block,
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
    inline_text,
)
from renderers.to_pdf import UnprintableError, to_pdf
from tests.helpers import ROOT
from tests.pdf_reader import Part, TaggedPdf
from tests.test_renderers_document import documents

FILES = sorted((ROOT / "agreements").glob("**/*.vka"))


@cache
def of(file: Path) -> tuple[Document, bytes, TaggedPdf]:
    """An agreement or statute as it is printed, its PDF, and that read."""
    loaded = load_bytes(file.read_bytes(), str(file))
    assert loaded.contract is not None
    document = compose(loaded.contract)
    data = to_pdf(document)
    return document, data, TaggedPdf(data)


each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def same(text: str) -> str:
    """Words parted by one blank; a soft hyphen is no letter."""
    return " ".join(text.replace("\u00ad", "").split())


def expected(document: Document) -> list[tuple[str, str]]:
    """Tag and words of each part, in order: the notes beside the words, the contents left out."""
    out = [("Title", document.title)]
    out += [("P", note) for note in document.notes]
    out += [("P", paragraph.plain_text()) for paragraph in document.legal_basis]
    for block in document.blocks:
        match block:
            case Heading():
                out.append((f"H{block.level}", block.plain_text()))
                out += [("P", note) for note in block.notes]
            case Paragraph():
                out.append(("P", block.plain_text()))
            case List():
                label = "–" if block.bulleted else None
                out += [("LI", f"{label or item.label} {inline_text(item.inlines)}") for item in block.items]
    fill_in = (
        ("Stad og dato", "Underskrift", "Namn og stilling")
        if document.language == "nn"
        else ("Sted og dato", "Underskrift", "Navn og stilling")
    )
    for party in document.signatures:
        out += [("P", words) for words in (f"For {party}", *fill_in)]
    return [(tag, same(words)) for tag, words in out]


def said(pdf: TaggedPdf) -> list[tuple[str, str]]:
    """The same of a PDF."""
    out = []
    contents = next((at for at, part in enumerate(pdf.root.inside) if isinstance(part, Part) and part.tag == "TOC"), 0)
    for at, part in enumerate(pdf.root.inside):
        assert isinstance(part, Part), "words outside every part"
        if contents and at in (contents - 1, contents):
            continue
        if part.tag == "L":
            for item in part.inside:
                assert isinstance(item, Part)
                assert [each.tag for each in item.inside if isinstance(each, Part)] == ["Lbl", "LBody"]
                out.append((item.tag, " ".join(each.text for each in item.inside if isinstance(each, Part))))
        elif part.tag == "Div":  # the signatures
            out += [(each.tag, each.text) for each in part.walk() if each.tag == "P"]
        else:
            out.append((part.tag, part.text))
    return [(tag, same(words)) for tag, words in out]


@each_file
def test_every_word_stands_in_its_part(file: Path) -> None:
    """The tree holds the words of the printed text, in order, each in a part of its kind, and none besides."""
    document, _, pdf = of(file)
    assert said(pdf) == expected(document)


@each_file
def test_the_contents_lead_to_the_headings(file: Path) -> None:
    """A line of the contents for each heading, in order, with its words and the page it stands on."""
    document, _, pdf = of(file)
    headings = [
        part for part in pdf.parts(*(f"H{level}" for level in range(1, 7))) if part.text != document.words.contents
    ]
    lines = [part for part in pdf.parts("Link") if any(part is each for toc in pdf.parts("TOC") for each in toc.walk())]
    assert [same(line.text) for line in lines] == [f"{same(h.text)} {h.page}" for h in headings]
    assert len(headings) == len(document.headings())


@each_file
def test_bookmarks_are_the_headings(file: Path) -> None:
    """The reader's bookmarks are the clauses, one below the other as they are."""
    document, _, pdf = of(file)
    assert pdf.bookmarks() == [(heading.level, heading.plain_text()) for heading in document.headings()]


@each_file
def test_the_file_says_what_it_is(file: Path) -> None:
    """PDF/A-2a and PDF/UA-1 by its metadata; the language, and a title that a viewer shows."""
    document, data, pdf = of(file)
    root = pdf.pdf.Root
    metadata = root.Metadata.read_bytes().decode()
    for told in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", f">{document.title}</rdf:li>"):
        assert told in metadata
    assert str(root.Lang) == f"{document.language}-NO"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(pdf.pdf.docinfo["/Title"]) == document.title
    assert not pdf.pdf.is_encrypted
    assert data.startswith(b"%PDF-1.7")
    assert root.OutputIntents[0].S == "/GTS_PDFA1"


@each_file
def test_everything_is_tagged_or_furniture(file: Path) -> None:
    """Nothing is painted outside a mark; what is outside the tree is the header, the page number, rules and leaders."""
    document, _, pdf = of(file)
    assert pdf.unmarked == []
    pages = len(pdf.furniture)
    for number, furniture in enumerate(pdf.furniture, 1):
        words = same(" ".join(text for text in furniture if text.strip(" .")))
        header = "" if number == 1 else f"{same(document.title)} "
        assert words == f"{header}Side {number} av {pages}"


@each_file
def test_fonts_are_within_the_file(file: Path) -> None:
    """Every font is embedded, as the part of it that is used, with a map to Unicode."""
    _, _, pdf = of(file)
    fonts = {font.objgen: font for page in pdf.pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    for font in fonts.values():
        described = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile3" in described or "/FontFile2" in described
        assert "/ToUnicode" in font
        assert str(font.BaseFont)[7] == "+"  # a subset


@each_file
def test_links_are_parts_with_a_name(file: Path) -> None:
    """Every link of every page is in the tree, within a part that says Link, and has words for who cannot see it."""
    _, _, pdf = of(file)
    annotations = pdf.annotations()
    assert sum(part.links for part in pdf.root.walk()) == len(annotations)
    assert all(part.tag == "Link" for part in pdf.root.walk() if part.links)
    for annotation in annotations:
        assert str(annotation.Subtype) == "/Link"
        assert str(annotation.Contents).startswith(("Lenke til", "Lenkje til", "https://"))


@each_file
def test_headings_go_down_one_level_at_a_time(file: Path) -> None:
    """The first heading is of the first level, and none is more than one level below the one before."""
    _, _, pdf = of(file)
    levels = [int(part.tag[1]) for part in pdf.parts(*(f"H{level}" for level in range(1, 7)))]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_the_same_bytes_in_another_process() -> None:
    """Whatever the clock, the folder and the seed of hashes, the file is the same."""
    document, data, _ = of(FILES[0])
    program = (
        "import sys, hashlib\nfrom pathlib import Path\nfrom dsl.pipeline import load_bytes\n"
        "from renderers.compose import compose\nfrom renderers.to_pdf import to_pdf\nfile = Path(sys.argv[1])\n"
        "made = load_bytes(file.read_bytes(), str(file)).contract\n"
        "print(hashlib.sha256(to_pdf(compose(made))).hexdigest())\n"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": seed}
        done = subprocess.run(
            [sys.executable, "-c", program, str(FILES[0])],
            capture_output=True, text=True, check=True, env=environment, cwd="/",
        )  # fmt: skip
        assert done.stdout.strip() == hashlib.sha256(data).hexdigest()
    assert to_pdf(document) == data


# ── words are words ─────────────────────────────────────────────────────────────────────────────────────────────────

MARKUP = (
    '#panic("x") #read("/etc/passwd") @punkt-1 $x^2$ _a_ *b* \\ // nei /* nei */ "sitat" \'s\' -- --- ... ~ ` '
    "<punkt-1> = Tittel - punkt + punkt / t: [x] {y} #let x = 1; https://vka.example #{1+1} \\u{41} ${a}"
)


def test_markup_is_printed_and_not_read() -> None:
    """What Typst would take for commands, references, emphasis, comments and quotes comes out sign for sign."""
    document = Document(
        MARKUP,
        [
            Heading(MARKUP, "punkt-1", number="1", notes=(MARKUP,)),
            Paragraph([Text(MARKUP), Value(MARKUP, "x"), Citation(MARKUP, "y", href="#punkt-1")]),
            List([ListItem(MARKUP[:9], [Emphasis(MARKUP), Strong(MARKUP)])]),
            List([ListItem(BULLET, MARKUP)]),
        ],
        legal_basis=[Paragraph(MARKUP)],
        notes=(MARKUP,),
    )
    pdf = TaggedPdf(to_pdf(document))
    assert said(pdf) == expected(document)
    assert pdf.bookmarks() == [(1, f"1. {MARKUP}")]


def drawn(text: str) -> str:
    """The text with an x for what the fonts may not have."""
    return "".join(each if " " <= each <= "ſ" and each not in "\u007f\u00ad" else "x" for each in text)


def drawn_line(inlines: tuple[Inline, ...]) -> list[Inline]:
    """The same for a line."""
    return [
        evolve(each, inlines=drawn_line(each.inlines))
        if isinstance(each, Emphasis | Strong)
        else evolve(each, text=drawn(each.text))
        for each in inlines
    ]


def drawn_block(block: Block) -> Block:
    """The same for a block."""
    if isinstance(block, List):
        return List([evolve(item, inlines=drawn_line(item.inlines)) for item in block.items])
    return evolve(block, inlines=drawn_line(block.inlines))


def drawn_document(document: Document) -> Document:
    """The same for a document."""
    basis = [Paragraph(drawn_line(each.inlines), each.anchor) for each in document.legal_basis]
    blocks = [drawn_block(block) for block in document.blocks]
    return evolve(document, title=drawn(document.title), legal_basis=basis, blocks=blocks)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(documents().map(drawn_document))
def test_any_words_come_out(document: Document) -> None:
    """Law: whatever the words, the tree of the PDF holds them, in order, each in a part of its kind."""
    pdf = TaggedPdf(to_pdf(document))
    assert said(pdf) == expected(document)
    assert pdf.unmarked == []
    assert [title for _, title in pdf.bookmarks()] == [h.plain_text() for h in document.headings()]


def test_a_character_without_a_glyph_is_refused() -> None:
    """An archive file holds no word that it cannot show: the error names the characters, in both languages."""
    with pytest.raises(UnprintableError) as error:
        to_pdf(Document("T", [Paragraph("En båt 🙂 og 漢 og \ue08b")]))
    assert "🙂 (U+1F642)" in error.value.nb
    assert "漢 (U+6F22)" in error.value.en
