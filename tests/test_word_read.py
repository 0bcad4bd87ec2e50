"""Reading a Word document back: what stands in it, whatever hands and programs it has been through."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.edits.edited import EditedBlock, EditedDocument, EditedPiece
from renderers.compose import compose
from renderers.word.lines import Line, lines_of
from renderers.word.read import Changes, read_back, read_docx
from renderers.word.read_blocks import Known
from renderers.word.safety import PackageError
from renderers.word.write import to_docx
from tests.word_package import control, deleted, field, inserted, marked, paragraph, run, word_package
from vka.api import load


def read(body: str, changes: Changes = "accepted", known: Known | None = None, **parts: str) -> EditedDocument:
    return read_docx(word_package(body, **parts), changes, known)


def shown(document: EditedDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, block.text) for block in document.blocks]


def only(document: EditedDocument) -> EditedBlock:
    (block,) = document.blocks
    return block


def test_runs_split_in_odd_places_are_one_piece() -> None:
    block = only(read(paragraph(run("Fri") + '<w:proofErr w:type="spellStart"/>' + run("sten") + run(" er"))))
    assert block.pieces == (EditedPiece("text", "Fristen er"),)


def test_a_value_is_known_by_its_tag_or_by_its_title() -> None:
    known = Known(values=frozenset({"varsel"}))
    tagged = only(read(paragraph(run("Innen ") + control("varsel", run("1 ") + run("år")) + run(".")), known=known))
    titled = only(read(paragraph(run("Innen ") + control("varsel", run("1 år"), tag=False) + run(".")), known=known))
    assert tagged.pieces == titled.pieces
    assert tagged.pieces[1] == EditedPiece("value", "1 år", "varsel")


def test_an_emptied_control_holds_nothing() -> None:
    hint = control("varsel", run("Klikk for å skrive"), more="<w:showingPlcHdr/>")
    assert only(read(paragraph(run("Innen ") + hint))).pieces == (
        EditedPiece("text", "Innen "),
        EditedPiece("value", "", "varsel"),
    )


def test_two_controls_side_by_side_are_two_values() -> None:
    block = only(read(paragraph(control("a", run("1")) + control("a", run("2")))))
    assert [piece.text for piece in block.pieces] == ["1", "2"]


@pytest.mark.parametrize(
    ("changes", "text"), [("accepted", "ny tekst"), ("rejected", "gammel tekst"), ("pending", "gammel tekst")]
)
def test_tracked_words(changes: Changes, text: str) -> None:
    document = read(paragraph(inserted(run("ny")) + deleted("gammel") + run(" tekst")), changes)
    assert only(document).text == text
    assert [(c.kind, c.author, c.day, c.text) for c in document.pending] == (
        [("inserted", "Kari", "2026-11-02", "ny"), ("deleted", "Kari", "2026-11-02", "gammel")]
        if changes == "pending"
        else []
    )


def test_a_paragraph_split_with_changes_tracked() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="_vka_punkt_1_ledd_1"/>'
    body = paragraph(start + run("Første. "), mark='<w:ins w:id="3" w:author="K"/>') + paragraph(
        run("Andre.") + '<w:bookmarkEnd w:id="1"/>'
    )
    split, whole = read(body), read(body, "rejected")
    assert [(b.text, b.anchor) for b in split.blocks] == [("Første. ", "punkt-1-ledd-1"), ("Andre.", None)]
    assert [(b.text, b.anchor) for b in whole.blocks] == [("Første. Andre.", "punkt-1-ledd-1")]


def test_paragraphs_run_together_with_changes_tracked() -> None:
    body = paragraph(marked("punkt-1-ledd-1", run("Første. ")), mark='<w:del w:id="3" w:author="K"/>') + paragraph(
        marked("punkt-1-ledd-2", run("Andre."), 2)
    )
    assert [(b.text, b.anchor) for b in read(body).blocks] == [("Første. Andre.", "punkt-1-ledd-1")]
    assert [b.anchor for b in read(body, "rejected").blocks] == ["punkt-1-ledd-1", "punkt-1-ledd-2"]


def test_a_paragraph_struck_whole_leaves_nothing_and_gives_its_name_to_nobody() -> None:
    body = paragraph(marked("punkt-1-ledd-1", deleted("Bort.")), mark='<w:del w:id="3" w:author="K"/>') + paragraph(
        marked("punkt-1-ledd-2", run("Står."), 2)
    )
    assert [(b.text, b.anchor) for b in read(body).blocks] == [("Står.", "punkt-1-ledd-2")]
    assert [b.text for b in read(body, "pending").blocks] == ["Bort.", "Står."]


def test_a_bookmark_in_an_empty_paragraph_belongs_to_the_words_it_spans() -> None:
    """Enter at the head of a paragraph leaves the bookmark's start on the empty line above."""
    body = paragraph('<w:bookmarkStart w:id="1" w:name="_vka_punkt_1_ledd_1"/>') + paragraph(
        run("Teksten.") + '<w:bookmarkEnd w:id="1"/>'
    )
    assert only(read(body)).anchor == "punkt-1-ledd-1"


def test_numbers_are_counted_as_word_counts_them() -> None:
    body = (
        paragraph(run("En"), "O1") + paragraph(run("En en"), "O2") + paragraph(run("To"), "Egen")
        + paragraph(run("To en"), "O2") + paragraph(run("kule"), "Kule")
        + paragraph(run("bokstav"), more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
        + paragraph(run("Elleve"), "O1", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>')
        + paragraph(run("Tolv"), "O1")
    )  # fmt: skip
    assert shown(read(body)) == [
        ("heading", "1", "En"), ("heading", "1.1", "En en"), ("heading", "2", "To"), ("heading", "2.1", "To en"),
        ("item", "-", "kule"), ("item", "a)", "bokstav"), ("heading", "11", "Elleve"), ("heading", "12", "Tolv"),
    ]  # fmt: skip


def test_a_struck_heading_takes_no_number() -> None:
    gone = paragraph(deleted("Bort"), "O1", mark='<w:del w:id="4" w:author="K"/>')
    body = paragraph(run("En"), "O1") + gone + paragraph(run("To"), "O1")
    assert [label for _, label, _ in shown(read(body))] == ["1", "2"]


def test_numbers_typed_as_text() -> None:
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph(run("11.1. Uttreden"), "O2", more=off) + paragraph(run("§ 20-8 Oppløsning"), "O1", more=off)
    body += paragraph(run("b) andre"), "Kule", more=off)
    assert shown(read(body)) == [
        ("heading", "11.1", "Uttreden"), ("heading", "§ 20-8", "Oppløsning"), ("item", "b)", "andre"),
    ]  # fmt: skip


def test_a_reference_leads_to_a_clause() -> None:
    block = only(read(paragraph(run("Jf. punkt ") + field("REF _vka_punkt_11_1 \\r \\h", "11.1") + run("."))))
    assert block.pieces[1] == EditedPiece("citation", "11.1", "punkt-11-1")
    simple = '<w:fldSimple w:instr=" REF _vka_punkt_2 \\h ">' + run("2") + "</w:fldSimple>"
    assert only(read(paragraph(simple))).pieces == (EditedPiece("citation", "2", "punkt-2"),)


def test_a_field_of_another_kind_is_its_words() -> None:
    assert only(read(paragraph(run("den ") + field("DATE", "2.11.2026")))).text == "den 2.11.2026"


def test_italics_are_emphasis_and_switched_off_are_not() -> None:
    block = only(read(paragraph(run("a", "<w:i/>") + run("b", '<w:i w:val="0"/>'))))
    assert [piece.kind for piece in block.pieces] == ["emphasis", "text"]


def test_what_is_no_line_is_left_over_with_its_words_and_place() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Celle'))}</w:tc><w:tc>{paragraph(run('to'))}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('I boks'))}</w:txbxContent></w:pict></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read(
        paragraph(run("En"), "O1") + paragraph(run("Tekst") + run("gjemt", "<w:vanish/>") + box + note) + table,
        footnotes=f'<w:footnote w:id="2">{paragraph(run("Fotnoten"))}</w:footnote>',
        header=paragraph(run("Utkast 3")),
    )
    assert [(left.what[0], left.text, left.place) for left in document.leftovers] == [
        ("skjult tekst", "gjemt", "punkt 1, ledd 1"),
        ("tekstboks", "I boks", "punkt 1, ledd 1"),
        ("tabell", "Celle | to", "punkt 1, ledd 1"),
        ("fotnote", "Fotnoten", "punkt 1, ledd 1"),
        ("topptekst", "Utkast 3", ""),
    ]
    assert [block.text for block in document.blocks] == ["En", "Tekst"]


def test_comments_come_with_the_words_they_are_about() -> None:
    comment = (
        f'<w:comment w:id="5" w:author="Per" w:date="2026-11-03T09:00:00Z">{paragraph(run("Hvorfor?"))}</w:comment>'
    )
    words = '<w:commentRangeStart w:id="5"/>' + run("ett år") + '<w:commentRangeEnd w:id="5"/>'
    about = words + '<w:r><w:commentReference w:id="5"/></w:r>'
    document = read(paragraph(marked("punkt-1-ledd-1", run("Innen ") + about)), comments=comment)
    (found,) = document.comments
    assert (found.author, found.day, found.text, found.words, found.anchor) == (
        "Per", "2026-11-03", "Hvorfor?", "ett år", "punkt-1-ledd-1",
    )  # fmt: skip


def test_what_we_added_is_dropped_where_it_is_as_we_would_write_it() -> None:
    def document(signature: str, contents: str, page: str) -> bytes:
        toc = paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(contents) + "<w:r><w:tab/></w:r>" + run(page),
            "Innh",
        ) + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        signed = marked("tillegg-signatur-1", run(signature), 9)
        return word_package(toc + paragraph(run("Parter"), "O1") + paragraph(signed))

    printed = document("For Vik kommune", "1. Parter", "1")
    same = read_docx(document("For Vik kommune", "1. Parter", "17"), "accepted", printed=printed)
    other = read_docx(document("For Nes kommune", "1. Parter", "1"), "accepted", printed=printed)
    assert shown(same) == [("heading", "1", "Parter")]
    assert same.leftovers == ()
    assert [left.text for left in other.leftovers] == ["For Nes kommune"]


AGREEMENTS = sorted(Path("agreements").glob("*.vka")) + sorted(Path("agreements/lover").glob("*.vka"))


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_an_agreement_comes_back_as_it_was_printed(path: Path) -> None:
    """Law: each line with its anchor, number and words, each value in its control, and nothing beside them."""
    document = compose(load(path).contract)
    back = read_back(to_docx(document), document)
    printed = [line for line in lines_of(document) if isinstance(line, Line) and not line.added]
    assert [(b.anchor, b.label, b.level, b.text) for b in back.blocks] == [
        (line.anchor, line.label.rstrip(".") if line.level else line.label, line.level, line.text) for line in printed
    ]
    assert [p.name for b in back.blocks for p in b.pieces if p.kind == "value"] == [
        p.value for line in printed for p in line.pieces if p.value is not None
    ]
    assert (back.leftovers, back.comments, back.pending) == ((), (), ())
    assert back.agreement == document.name


def test_page_numbers_are_not_what_people_wrote() -> None:
    printed = word_package(paragraph(run("a")), footer=paragraph(run("Side ") + field("PAGE", "1")))
    now = word_package(paragraph(run("a")), footer=paragraph(run("Side ") + field("PAGE", "12")))
    assert read_docx(now, "accepted", printed=printed).leftovers == ()


def test_characters_in_places_this_reader_knows_nothing_of_are_not_lost() -> None:
    odd = "<w:r><w:ruby><w:rubyBase><w:r><w:t>grunn</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    document = read(paragraph(run("Synlig ") + odd))
    assert "grunn" in only(document).text + "".join(left.text for left in document.leftovers)


def table(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{paragraph(inner)}</w:tc></w:tr></w:tbl>"


def test_comments_of_xml_part_no_words() -> None:
    """A comment or an instruction of XML's own in the middle of a word hides nothing after it, here or among parts."""
    body = paragraph("<w:r><w:t>Fri<!-- x -->sten<?x y?> er</w:t></w:r>")
    assert only(read(body)).text == "Fristen er"
    assert only(read(body, comments="<!-- x -->")).text == "Fristen er"


@pytest.mark.parametrize(("changes", "text"), [("accepted", "ny celle"), ("rejected", "gammel celle")])
def test_tracked_words_of_a_table(changes: Changes, text: str) -> None:
    """A table is told as it reads with the changes resolved."""
    body = table(inserted(run("ny")) + deleted("gammel") + run(" celle"))
    assert [left.text for left in read(body, changes).leftovers] == [text]


def test_words_where_a_field_should_have_its_code() -> None:
    """A field without its middle hides words from view; they are told. So are words where a page number should be."""
    hidden = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("gjemt") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(paragraph(run("Sett") + hidden))
    assert (only(document).text, [left.text for left in document.leftovers]) == ("Sett", ["gjemt"])
    assert only(read(paragraph(run("Side ") + field("PAGE", "ordene")))).text == "Side ordene"


def test_struck_words_outside_a_change() -> None:
    """What is marked as struck and is in no change is told, wherever it stands."""
    left = read(paragraph(run("a")) + "<w:p><w:pPr><w:r><w:delText>rest</w:delText></w:r></w:pPr></w:p>").leftovers
    assert [each.text for each in left] == ["rest"]


def test_a_symbol_that_is_no_character() -> None:
    assert only(read(paragraph('<w:r><w:sym w:char="D800"/><w:sym w:char="00A7"/></w:r>'))).text == "\ufffd§"


def test_numbers_no_list_can_count_to() -> None:
    """Letters and roman numbers end where Word's do: a label is not as long as a number is large."""
    plan = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    for form, start, label in (
        ("lowerLetter", 780, "z" * 30), ("lowerLetter", 999999999, "999999999"), ("upperRoman", 999999999, "999999999"),
        ("lowerRoman", -3, "-3"),
    ):  # fmt: skip
        numbered = paragraph(run("a"), more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        assert only(read(numbered, numbering=plan.format(start, form))).label == label


def test_thousands_of_bookmarks_over_thousands_of_lines() -> None:
    """The time does not grow with the product of the two; a ring of fields is refused."""
    count = range(20_000)
    begin = "".join(f'<w:bookmarkStart w:id="{n}" w:name="_vka_punkt_{n}"/>' for n in count)
    end = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in count)
    assert only(read(f"{begin}{'<w:p/>' * len(count)}{paragraph(run('a'))}{end}")).text == "a"
    with pytest.raises(PackageError, match="felter inni hverandre"):
        read(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60))


def test_an_addition_that_begins_after_the_last_line() -> None:
    """A bookmark of ours that nothing ends, where no line follows it."""
    assert only(read(paragraph(run("a")) + '<w:bookmarkStart w:id="1" w:name="_vka_tillegg_innhold"/>')).text == "a"


@pytest.mark.parametrize("code", ["NUMPAGES", "PAGE"])
def test_a_number_of_pages_is_a_word_of_the_agreement(code: str) -> None:
    """In a header it is what a program last counted, and no edit."""
    words = paragraph(run("Avtalen er på ") + field(code, "12") + run(" sider."))
    document = read(words, header=words)
    assert only(document).text == "Avtalen er på 12 sider."
    assert [each.text for each in document.leftovers] == ["Avtalen er på # sider."]


def test_references_show_what_a_program_counted() -> None:
    """LibreOffice counts struck headings too when it opens a file; the number the clause has is meant."""
    known = Known(anchors=frozenset({"punkt-1", "punkt-2"}))
    new = paragraph(inserted(run("Nytt")), "O1", mark='<w:ins w:id="3" w:author="K"/>')
    body = new + paragraph(marked("punkt-1", run("Leie")), "O1")
    cites = paragraph(run("Se punkt ") + field("REF _vka_punkt_1 \\r \\h", "2"))
    for changes, number in (("rejected", "1"), ("accepted", "2")):
        block = read(body + cites, changes, known=known).blocks[-1]  # type: ignore[arg-type]  # two of the three
        assert block.pieces[-1] == EditedPiece("citation", number, "punkt-1")
    for shown_there in ("7", "2."):  # what a person typed over it, and a stop after it, stay
        typed = paragraph(run("Se punkt ") + field("REF _vka_punkt_1 \\r \\h", shown_there))
        assert read(body + typed, "rejected", known=known).blocks[-1].pieces[-1].text == shown_there
    blank = paragraph(run("Se punkt") + field("REF _vka_punkt_1 \\r \\h", " ") + run("i dag"))
    wide = '<w:bookmarkStart w:id="1" w:name="_vka_punkt_1"/>'
    wide = paragraph(wide + run("Leie"), "O1") + paragraph(run("Ord") + '<w:bookmarkEnd w:id="1"/>')
    assert read(wide + blank, "rejected", known=known).blocks[-1].text == "Se punkt i dag"
    for words in ("Error: Reference source not found", "Feil! Fant ikke referansekilden."):
        lost = paragraph(run("Se punkt ") + field("REF _vka_punkt_2 \\r \\h", words))
        assert only(read(lost, known=known)).pieces[-1] == EditedPiece("citation", "2", "punkt-2")


def test_a_line_put_in_with_a_control_that_lost_its_change() -> None:
    """LibreOffice drops the change within a control of a line that is new, or gone, as a whole."""
    known = Known(values=frozenset({"leie"}))
    body = paragraph(
        inserted(run("Leien er ")) + control("leie", run("kr 1"), tag=False), mark='<w:ins w:id="3" w:author="K"/>'
    )
    after = paragraph(run("Neste."))
    assert [b.text for b in read(body + after, "rejected", known).blocks] == ["Neste."]
    assert [b.text for b in read(body + after, "accepted", known).blocks] == ["Leien er kr 1", "Neste."]
    gone = paragraph(
        deleted("Leien er ") + control("leie", run("kr 1"), tag=False), mark='<w:del w:id="3" w:author="K"/>'
    )
    assert [b.text for b in read(gone + after, "accepted", known).blocks] == ["Neste."]
