r"""Signs that mean something in agreement text, written so that they stand for themselves: ``\[navn\]``."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from dsl.contract import Contract
from dsl.edits.edited import EditedDocument
from dsl.edits.importing import import_document
from dsl.edits.lines import Source, read_source
from dsl.escapes import QUOTED, SIGNS, escaped, loose_quotes, plain, quotable, spelled_at
from dsl.format import format_source
from dsl.pipeline import load_text
from dsl.prose import read_prose
from dsl.syntax import Prose, Span
from engine.answer import Answer
from renderers.answer_text import answer_text
from renderers.compose import compose
from renderers.redline.compare import compare
from renderers.redline.to_html import to_html as redline_html
from renderers.redline.to_text import to_text as redline_text
from renderers.redline.to_word import to_docx as redline_docx
from renderers.to_akn import contract_to_akn
from renderers.to_html import to_html
from renderers.to_markdown import to_markdown
from renderers.to_pdf import to_pdf
from renderers.to_text import to_text
from renderers.word.read import known_of, read_docx
from renderers.word.write import to_docx
from tests.edit_docx import edit_docx
from tests.edit_scripts import Edit, apply_to_document
from tests.pdf_reader import TaggedPdf
from tests.test_redline import read_as
from vka.api import load, load_case
from vka.expectations import mismatches

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = r"Leier er [navn], {født} <dato> *, se C:\kart\* og » eller « her."
SOURCE = rf"""avtale bod «LEIE AV «BOD» \» [1]»; målform bokmål.

punkt 1 «Parter \[utkast\]»

«{escaped(PLAIN)}[opplysning] Kartet er C:\kart.[opplysning] *\*Viktig\** er «dette \{{her\}}».[opplysning] Leien er
{{leie}}, jf. <skikkloven § 3 \[b\]>.[leien-står]»

lov skikkloven «skikkloven» «LOV-1».
verdi leie er «en [krone] \» året».
regel leien-står: leien gjelder
  tolkning av «Leier er \[navn\], \{{født\}}»
  lesning a (foretrukket) alltid fordi «det står [navn]»
  lesning b aldri fordi «det står \» der».

spørsmål leien:
  nb «Gjelder leien?»
  svar om leien gjelder.
"""
LINES = (
    "LEIE AV «BOD» » [1]",
    "Parter [utkast]",
    PLAIN + r" Kartet er C:\kart. *Viktig* er «dette {her}». Leien er en [krone] » året, jf. skikkloven § 3 [b].",
)
"""What is printed, whoever prints it."""


def contract(text: str = SOURCE) -> Contract:
    """The agreement, which has no errors."""
    loaded = load_text(text, "bod.vka")
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    return loaded.contract


def source(text: str = SOURCE) -> Source:
    """The lines of the agreement."""
    read, errors = read_source(text, "bod.vka")
    assert read is not None, errors
    return read


def words(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.split())


# ── spelling ────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(SIGNS), max_size=60))
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    """Law: any text can be written, as agreement text and as a name, is one text to the lexer, and read as it was."""
    for spelled in (escaped(text), quotable(text)):
        assert plain(spelled) == text
        assert re.fullmatch(QUOTED, f"«{spelled}»")
    bits, faults = read_prose(Prose(escaped(text), Span(0, 0)))
    assert faults == ()
    assert "".join(bit.text for bit in bits) == re.sub(r"\s+", " ", text)
    assert {bit.kind for bit in bits} <= {"text"}


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign(sign: str) -> None:
    """Every sign that means something can be printed; a backslash before anything else is a backslash."""
    made = contract(f"avtale a «A».\n«Her \\{sign} og \\q.[formål]»")
    assert made.blocks[0].bits[0].text == f"Her {sign} og \\q."


@pytest.mark.parametrize(
    ("signs", "loose"),
    [
        ("«»", set()),
        ("«", {0}),
        ("»", {0}),
        ("»«", {0, 1}),
        ("««»»", {1, 2}),
        ("««»", {0}),
        ("«»»", {2}),
        ("«»«»", set()),
    ],
)
def test_quotation_marks_that_must_be_escaped(signs: str, loose: set[int]) -> None:
    """Those that do not pair, and those within others."""
    assert loose_quotes(signs) == loose


def test_the_place_of_a_sign_in_its_spelling() -> None:
    """Escapes and white space are one sign each."""
    assert [spelled_at("a\\[b\n  c", at) for at in range(6)] == [0, 1, 3, 4, 7, 8]


def test_the_lexer_and_the_other_readers_take_the_same_as_a_text() -> None:
    """The grammar spells the pattern out."""
    grammar = (Path(__file__).parent.parent / "dsl" / "grammar.lark").read_text(encoding="utf-8")
    assert f"TEKST: /{QUOTED}/\n" in grammar


@pytest.mark.parametrize(
    ("body", "code", "place", "advice"),
    [
        ("Frist { her.[formål]", "V407", (2, 8), r"\{"),
        ("Frist ] her.", "V407", (2, 8), r"\]"),
        ("Frist > her.[formål]", "V407", (2, 8), r"\>"),
        ("To * tre.[formål]", "V407", (2, 5), r"\*"),
        ("a\\\\{ her.[formål]", "V407", (2, 5), r"\{"),
        ("Frist {a\\} her.[formål]", "V407", (2, 8), r"\{"),
        ("Så » her.[formål]", "V121", (2, 19), r"\»"),
        ("Så « her.[formål]", "V102", (2, 1), r"\«"),
    ],
)
def test_a_stray_sign_is_told_with_its_escape(body: str, code: str, place: tuple[int, int], advice: str) -> None:
    """The error says where, and how to write the sign if it is meant."""
    loaded = load_text(f"avtale a «A».\n«{body}»\n", "a.vka")
    found = [d for d in loaded.diagnostics if d.code == code]
    assert [loaded.source.position(d.span.start) for d in found][:1] == [place]
    assert all(f"{advice} " in f"{d.advice(language)} " for d in found for language in ("nb", "en"))


def test_a_literal_after_escapes_and_line_breaks_is_told_at_its_place() -> None:
    """The place is that of the file, not of the printed text."""
    loaded = load_text("avtale a «A».\n«Her \\[x\\]\n   og 12.5.2020 der.[formål]»\n", "a.vka")
    (found,) = (d for d in loaded.diagnostics if d.code == "V401")
    assert loaded.source.position(found.span.start) == (3, 7)
    assert loaded.source.text[found.span.start : found.span.end] == "12.5.2020"


def test_layout_keeps_escapes() -> None:
    """A laid-out file has the same escapes and the same contract, and is laid out."""
    once = format_source(SOURCE)
    assert format_source(once) == once
    assert re.findall(r"\\.", once) == re.findall(r"\\.", SOURCE)
    assert contract(once).blocks == contract().blocks


# ── meaning ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_quoted_words_are_compared_as_they_are_printed() -> None:
    """A quotation with escapes stands in the clause; one with another sign does not."""
    contract()
    for wrong in (r"Leier er \{navn\}", r"Leier er navn"):
        loaded = load_text(SOURCE.replace(r"tolkning av «Leier er \[navn\]", f"tolkning av «{wrong}"), "bod.vka")
        assert "V405" in {d.code for d in loaded.diagnostics}


def test_readings_are_told_without_escapes() -> None:
    """The answer quotes the clause and the reasons as they are printed."""
    (point,) = contract().readings
    assert point.words == "Leier er [navn], {født}"
    assert [reading.because for reading in point.readings] == ["det står [navn]", "det står » der"]


def test_an_answer_quotes_without_escapes(tmp_path: Path) -> None:
    """The words of the clause reach the answer as they are printed."""
    path = tmp_path / "bod.vka"
    path.write_text(SOURCE, encoding="utf-8")
    answer = load(path).ask("Gjelder leien?", None, date(2026, 1, 1))
    assert isinstance(answer, Answer)
    text = words(answer_text(answer))
    assert "«Leier er [navn], {født}»" in text
    assert "\\" not in text


def test_other_texts() -> None:
    """Parties, corrections, free acts, silences and laws are known by their printed words."""
    made = contract(
        r"""avtale a «A».
punkt 1 «P»
«Part er {A}, \[sic\].[A, opplysning, lever, gap]»
part A «A \» AS» er leier.
rolle leier (leieren): alle parter.
skrivefeil «\[sic\]» skal være «\{ny\}»; fordi «\«».
plikt lever: enhver leier skal «levere \{alt\}».
taushet gap: «hva \» er»; merknad «se \«».
"""
    )
    assert [p.title for p in made.parties] == ["A » AS"]
    assert [(c.printed, c.right, c.reason) for c in made.corrections] == [("[sic]", "{ny}", "«")]
    assert [(g.about, g.remarks) for g in made.gaps] == [("hva » er", ("se «",))]


def test_a_case_with_signs(tmp_path: Path) -> None:
    """Sources, titles and expected values of a case, and free acts with braces, are told as they are meant."""
    agreement, case = tmp_path / "a.vka", tmp_path / "s.sak"
    agreement.write_text(r"""avtale a «A».
punkt 1 «P»
«Part er {A}. Leieren leverer \{alt\}.[A, lever]»
part A «A AS» er leier.
rolle leier (leieren): nøyaktig én part.
hendelse start (starten): en leier (begynne, begynner, har begynt); utføres av leieren.
plikt lever: enhver leier skal «\{alt\}» når leieren har begynt; frist 1.1.2026.
spørsmål q: nb «Hva må gjøres?» svar hvilke lever.
""", encoding="utf-8")  # fmt: skip
    case.write_text(r"""sak s til a «prøve \«».
komplett til 1.1.2027.
den 1.1.2025: A begynner; kilde «brev \[1\]».
spør den 1.1.2027: «Hva må gjøres?» venter klart «skal \{alt\}».
""", encoding="utf-8")  # fmt: skip
    about = load(agreement)
    told = load_case(case, about)
    assert (told.title, told.events[0].source) == ("prøve «", "brev [1]")
    assert mismatches(about, told) == ()


# ── writers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_writer_prints_the_signs() -> None:
    """Text, Markdown, HTML, Word, PDF and Akoma Ntoso, each read back by a reader of its kind, have the words."""
    document = compose(contract())
    read = {
        "text": to_text(document, None),
        "markdown": "\n".join(
            "".join(child.content for child in token.children or [] if child.type in ("text", "softbreak"))
            for token in MarkdownIt("commonmark").parse(to_markdown(document))
            if token.type == "inline"
        ),
        "html": html.fromstring(to_html(document)).text_content(),
        "word": "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t"))
            for p in etree.fromstring(ZipFile(BytesIO(to_docx(document))).read("word/document.xml")).iter(f"{W}p")
        ),
        "pdf": TaggedPdf(to_pdf(document)).root.text,
        "akn": "".join(etree.fromstring(contract_to_akn(contract()).encode()).itertext()),
    }
    for line in LINES[1:]:
        missing = [name for name, text in read.items() if words(line) not in words(text)]
        assert not missing, (line, read[missing[0]])
    assert [name for name, text in read.items() if "BOD» » [1]" not in words(text)] in ([], ["akn"])
    assert not any("\\[" in text for text in read.values())


def test_a_redline_of_signs() -> None:
    """A sign put in is an insertion; accepted and rejected it gives either text."""
    old = compose(contract())
    new = compose(contract(SOURCE.replace(r"Kartet er C:\kart", r"Kartet er \{C:\}\kart \*")))
    redline = compare(old, new)
    assert r"{C:}\kart *" in redline.new_text()
    data = redline_docx(redline, "N.N.", date(2026, 1, 1))
    assert r"Kartet er C:\kart. *Viktig*" in words(read_as(data, accepted=False))
    assert r"Kartet er {C:}\kart *. *Viktig*" in words(read_as(data, accepted=True))
    assert r"\{" not in redline_html(redline) + redline_text(redline)


# ── the way back ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_untouched_file_changes_nothing() -> None:
    """Out to Word and home, with every sign in title, heading, words, emphasis, values and citations."""
    document = compose(contract())
    printed, known = to_docx(document), known_of(document)
    back = read_docx(printed, "accepted", known, printed)
    assert back.blocks[0].text == LINES[0]
    assert [words(b.text) for b in back.blocks[1:]] == list(LINES[1:])
    done = import_document(source(), back, "bod.vka")
    assert done.text == SOURCE
    assert done.findings == ()


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize("sign", [*SIGNS, "{x}", "[y]", "<z>", "*w*", "«v»", "\\{", "««a»»", "a\\"])
def test_a_sign_typed_in_word_comes_home(sign: str, tracked: bool) -> None:
    """Every sign that means something, typed at three places, arrives escaped, and only there is the source changed."""
    document = compose(contract())
    printed, known = to_docx(document), known_of(document)
    pieces = read_docx(printed, "accepted", known, printed).blocks[2].pieces
    at = pieces[0].text.index("Kartet er")
    edits = tuple(
        Edit(kind="words", block=block, piece=0, start=start, end=start, text=text)
        for block, start, text in ((2, at + len("Kartet"), f" {sign}"), (2, 0, f"{sign} "), (1, 0, f"{sign} "))
    )
    docx = edit_docx(printed, () if tracked else edits, edits if tracked else (), Random(1))
    done = import_document(source(), read_docx(docx, "accepted", known, printed), "bod.vka")
    assert done.errors == ()
    assert not done.of("unmapped")
    spelled = escaped(sign).replace("\\«v\\»", "«v»").replace("\\«\\«a\\»\\»", "«\\«a\\»»")
    expected = (
        SOURCE.replace("\n\n«Leier er", f"\n\n«{spelled} Leier er")
        .replace("Kartet er", f"Kartet {spelled} er")
        .replace("«Parter", f"«{spelled} Parter")
    )
    assert words(done.text) == words(expected)
    if tracked:
        assert import_document(source(), read_docx(docx, "rejected", known, printed), "bod.vka").text == SOURCE


def test_a_lone_backslash_before_a_new_sign_is_doubled() -> None:
    """What is kept is kept sign for sign, but for the backslash that would make an escape of what was put after it."""
    read = source("avtale a «A».\n«Kartet er C:\\kart og D:\\kart.[formål]»\n")
    first = read.printed[1].pieces[0].text.index("\\") + 1
    edit = Edit(kind="words", block=1, piece=0, start=first, end=first, text="{")
    done = import_document(read, apply_to_document(EditedDocument(blocks=read.printed), (edit,)), "a.vka")
    assert done.text == "avtale a «A».\n«Kartet er C:\\\\\\{kart og D:\\kart.[formål]»\n"


def test_a_title_and_a_value_with_signs() -> None:
    """They hold no slots, so that only quotation marks and backslashes are escaped, where they must be."""
    edits = (
        Edit(kind="words", block=0, piece=0, start=0, end=4, text="*LEIE* » \\"),
        Edit(kind="value", name="leie", text="kr [x] «y» « \\"),
    )
    read = source()
    done = import_document(read, apply_to_document(EditedDocument(blocks=read.printed), edits), "bod.vka")
    assert not done.of("unmapped")
    assert r"avtale bod «*LEIE* \» \ AV «BOD» \» [1]»;" in done.text
    assert r"verdi leie er «kr [x] «y» \« \\»." in done.text
