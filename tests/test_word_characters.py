"""Whatever shows characters in a Word document is read or told: formulas, symbols, tracked tables, struck words."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from dsl.edits.edited import EditedDocument
from renderers.word.read import Changes, read_docx
from tests.word_package import deleted, inserted, paragraph, run, word_package

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
CHANGED = 'w:id="7" w:author="Kari" w:date="2026-11-02T10:00:00Z"'
TABLE = ("tabell", "table")


def read(body: str, changes: Changes = "accepted", **parts: str) -> EditedDocument:
    return read_docx(word_package(paragraph(run("En"), "O1") + body, **parts), changes)


def left(document: EditedDocument) -> list[tuple[str, str, str]]:
    return [(each.what[0], each.text, each.place) for each in document.leftovers]


def tracked(document: EditedDocument) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.what[0], each.text, each.place) for each in document.pending]


def maths(inner: str) -> str:
    return f"<m:oMath {M}>{inner}</m:oMath>"


def term(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(inner: str, mark: str = "") -> str:
    marked = f"<w:trPr><w:{mark} {CHANGED}/></w:trPr>" if mark else ""
    return f"<w:tr>{marked}<w:tc>{paragraph(inner)}</w:tc></w:tr>"


# ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("changes", ["accepted", "rejected", "pending"])
def test_formulas_are_told_where_they_stand(changes: Changes) -> None:
    alone = f"<w:p><m:oMathPara {M}><m:oMath>{term('x=5')}</m:oMath></m:oMathPara></w:p>"
    document = read(paragraph(run("Satsen er ") + maths(term("a=b+c")) + run(".")) + alone, changes)
    assert left(document) == [("formel", "a=b+c", "punkt 1, ledd 1"), ("formel", "x=5", "etter punkt 1, ledd 1")]
    assert [block.text for block in document.blocks] == ["En", "Satsen er ."]


def test_a_formula_put_in_with_changes_tracked() -> None:
    body = paragraph(run("Satsen") + inserted(run(" er ") + maths(term("K=5"))))
    assert left(read(body)) == [("formel", "K=5", "punkt 1, ledd 1")]
    assert tracked(read(body, "pending")) == [("inserted", "", " er K=5", "punkt 1, ledd 1")]
    assert (left(read(body, "pending")), left(read(body, "rejected"))) == ([], [])


def test_formulas_in_tables_and_notes() -> None:
    note = f"<w:footnote w:id='2'>{paragraph(run('der ') + maths(term('k=2')))}</w:footnote>"
    body = paragraph(run("Tekst") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + table(
        row(run("a ") + maths(term("y=3")))
    )
    assert left(read(body, footnotes=note)) == [
        ("tabell", "a y=3", "punkt 1, ledd 1"), ("fotnote", "der \nk=2", "punkt 1, ledd 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<m:f><m:num>{term('95')}</m:num><m:den>{term('100')}</m:den></m:f>", "(95)/(100)"),
        (f"<m:sSup><m:e>{term('x')}</m:e><m:sup>{term('2')}</m:sup></m:sSup>", "x^2"),
        (f"<m:rad><m:deg/><m:e>{term('ab')}</m:e></m:rad>", "√(ab)"),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{term("i=1")}</m:sub><m:sup>{term("n")}</m:sup>'
            f"<m:e>{term('K')}</m:e></m:nary>",
            "∑_(i=1)^nK",
        ),
        (f"<m:d><m:dPr/><m:e>{term('a')}</m:e><m:e>{term('b')}</m:e></m:d>", "(a|b)"),
        (f"<m:m><m:mr><m:e>{term('1')}</m:e><m:e>{term('2')}</m:e></m:mr></m:m>", "1, 2"),
        (f"<m:ukjent><m:e>{term('bevart')}</m:e></m:ukjent>", "bevart"),
    ],
)
def test_a_formula_is_one_line(inner: str, text: str) -> None:
    assert [each.text for each in read(paragraph(maths(inner))).leftovers] == [text]


# ── tracked changes in what is no line ──────────────────────────────────────────────────────────────────────────────


def test_a_table_put_in_with_changes_tracked() -> None:
    body = paragraph(run("Tekst")) + table(row(inserted(run("95 %")), "ins"), row(inserted(run("5 %")), "ins"))
    assert tracked(read(body, "pending")) == [("inserted", "tabell", "95 % | 5 %", "punkt 1, ledd 1")]
    assert (left(read(body, "pending")), left(read(body, "rejected"))) == ([], [])
    assert left(read(body)) == [("tabell", "95 % | 5 %", "punkt 1, ledd 1")]


def test_rows_struck_and_words_of_a_table_that_is_not_ours() -> None:
    body = table(row(run("Andel")), row(run("borte"), "del"), row(run("ny ") + inserted(run("celle"))))
    document = read(body, "pending")
    assert tracked(document) == [("deleted", "rader i en tabell", "borte", "punkt 1"),
                                 ("inserted", "tabell", "celle", "punkt 1")]  # fmt: skip
    assert [each.text for each in document.leftovers] == ["Andel | borte | ny "]
    assert [each.text for each in read(body).leftovers] == ["Andel | ny celle"]


def test_a_cell_put_in_with_changes_tracked() -> None:
    cell = f"<w:tc><w:tcPr><w:cellIns {CHANGED}/></w:tcPr>{paragraph(run('ny'))}</w:tc>"
    body = table(f"<w:tr><w:tc>{paragraph(run('en'))}</w:tc>{cell}</w:tr>")
    assert tracked(read(body, "pending")) == [("inserted", "celle i en tabell", "ny", "punkt 1")]
    assert [each.text for each in read(body, "rejected").leftovers] == ["en"]


@pytest.mark.parametrize("words", [inserted(run("Se § 11.")), run("Se § 11.")])
def test_a_note_put_in_with_changes_tracked(words: str) -> None:
    reference = inserted('<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = f'<w:footnote w:id="2">{paragraph(words)}</w:footnote>'
    body = paragraph(run("Tekst") + reference)
    assert tracked(read(body, "pending", footnotes=note)) == [("inserted", "fotnote", "Se § 11.", "punkt 1, ledd 1")]
    assert left(read(body, footnotes=note)) == [("fotnote", "Se § 11.", "punkt 1, ledd 1")]
    assert left(read(body, "rejected", footnotes=note)) == []


def test_a_note_in_a_row_put_in_with_changes_tracked() -> None:
    cell = inserted(run("ny") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = f'<w:footnote w:id="2">{paragraph(run("Noten"))}</w:footnote>'
    assert sorted(each.text for each in read(table(row(cell, "ins")), "pending", footnotes=note).pending) == [
        "Noten", "ny",
    ]  # fmt: skip


def test_changes_within_a_note_a_box_and_a_header() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Boks') + inserted(run(' to')))}</w:txbxContent></w:pict></w:r>"
    note = f'<w:footnote w:id="2">{paragraph(run("Note") + deleted(" tre"))}</w:footnote>'
    body = paragraph(run("Tekst") + box + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    parts = {"footnotes": note, "header": paragraph(run("Topp") + inserted(run(" fire")))}
    assert tracked(read(body, "pending", **parts)) == [
        ("inserted", "tekstboks", " to", "punkt 1, ledd 1"), ("deleted", "fotnote", " tre", "punkt 1, ledd 1"),
        ("inserted", "topptekst", " fire", ""),
    ]  # fmt: skip
    assert [each.text for each in read(body, "pending", **parts).leftovers] == ["Boks", "Note tre", "Topp"]
    assert [each.text for each in read(body, "rejected", **parts).leftovers] == ["Boks", "Note tre", "Topp"]
    assert [each.text for each in read(body, "accepted", **parts).leftovers] == ["Boks to", "Note", "Topp fire"]


def test_a_tracked_change_of_style_says_which() -> None:
    before = f'<w:pPrChange {CHANGED}><w:pPr><w:pStyle w:val="Kule"/></w:pPr></w:pPrChange>'
    (change,) = read(paragraph(run("Utvikle tjenesten"), "N", more=before), "pending").pending
    assert (change.kind, change.text) == ("formatted", "Utvikle tjenesten")
    assert change.what == (
        "avsnittsstil, fra «List Bullet» til «Normal»", "paragraph style, from “List Bullet” to “Normal”",
    )  # fmt: skip


def test_tracked_lines_are_told_in_the_clause_they_come_after() -> None:
    new = paragraph(inserted(run("Ny.")), mark=f"<w:ins {CHANGED}/>")
    head = paragraph(inserted(run("Ny overskrift")), "O1", mark=f"<w:ins {CHANGED}/>")
    document = read(paragraph(run("Tekst")) + new + paragraph(run("To"), "O1") + head + new, "pending")
    assert [(each.text, each.place) for each in document.pending] == [
        ("¶", "etter punkt 1, ledd 1"), ("Ny.", "etter punkt 1, ledd 1"), ("¶", "etter punkt 2"),
        ("Ny overskrift", "etter punkt 2"), ("¶", "etter punkt 2"), ("Ny.", "etter punkt 2"),
    ]  # fmt: skip


# ── looks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_struck_by_hand() -> None:
    struck = run("utgifts", "<w:strike/>") + run("dekning", "<w:dstrike/>")
    off = run(" rett", '<w:strike w:val="0"/>')
    document = read(paragraph(run("Betale ") + struck + off + run(" nå", "<w:strike/>") + run(".", "<w:b/>")))
    assert [block.text for block in document.blocks] == ["En", "Betale utgiftsdekning rett nå."]
    assert [(each.what[0][:23], each.text, each.place) for each in document.leftovers] == [
        ("gjennomstreket for hånd", "utgiftsdekning", "punkt 1, ledd 1"),
        ("gjennomstreket for hånd", " nå", "punkt 1, ledd 1"),
    ]


def test_words_struck_by_hand_in_a_note_are_told_once() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("Noten", "<w:strike/>"))}</w:footnote>'
    body = paragraph(run("Tekst") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert left(read(body, footnotes=note)) == [("fotnote", "Noten", "punkt 1, ledd 1")]


# ── signs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0B3", "≥"), ("Symbol", "00B3", "≥"), ("Symbol", "F061", "α"), ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0A7", "▪"), ("Wingdings", "F04F", "\uf04f"), ("Wingdings", "004F", "\uf04f"),
        ("Symbol", "F060", "\uf060"), ("Arial", "00A7", "§"), ("Symbol", "D800", "\ufffd"),
    ],
)  # fmt: skip
def test_symbols_are_the_signs_they_show(font: str, code: str, sign: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert read(paragraph(run("a ") + symbol)).blocks[1].text == f"a {sign}"
    assert read(table(row(run("a ") + symbol))).leftovers[0].text == f"a {sign}"


def test_text_in_a_font_of_symbols() -> None:
    assert read(paragraph(run("\uf0b3 5", '<w:rFonts w:ascii="Symbol"/>'))).blocks[1].text == "≥ 5"
    assert read(paragraph(run("\uf0b3 5"))).blocks[1].text == "\uf0b3 5"


def test_a_sign_of_a_font_of_pictures() -> None:
    new = "http://schemas.microsoft.com/office/word/2015/wordml/symex"
    choice = f'<mc:Choice Requires="e"><e:symEx xmlns:e="{new}" e:char="1F60A"/></mc:Choice>'
    sign = f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    document = read(paragraph(run("Hei ") + sign))
    assert (document.blocks[1].text, left(document)) == ("Hei 😊", [])
    assert [each.text for each in read(table(row(sign))).leftovers] == ["😊"]


def test_signs_that_are_elements_in_a_table() -> None:
    words = "<w:t>IKT</w:t><w:noBreakHyphen/><w:t>drift</w:t><w:tab/><w:t>råd</w:t><w:softHyphen/><w:t>giver</w:t>"
    assert [each.text for each in read(table(row(f"<w:r>{words}</w:r>"))).leftovers] == [
        "IKT\u2011drift\tråd\u00adgiver"
    ]


# ── other things with characters ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inner", "what", "text"),
    [
        (f"<w:r><w:drawing><a:p {A}><a:r><a:t>I figuren</a:t></a:r></a:p></w:drawing></w:r>", "tekstboks", "I figuren"),
        (f'<w:r><w:pict><v:textpath {V} string="UTKAST"/></w:pict></w:r>', "tekstboks", "UTKAST"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>",
            "annet innhold",
            "over",
        ),
        ("<w:r><w:dayLong/></w:r>", "felt", "dayLong"),
        ("<w:r><w:pgNum/></w:r>", "felt", "pgNum"),
        ('<w:fldSimple w:instr=" EQ \\f(1;2) "/>', "felt", "EQ \\f(1;2)"),
        ("<w:subDoc/>", "deldokument", "(innholdet kan ikke leses)"),
        ('<x:ukjent xmlns:x="urn:x">Ukjent sted</x:ukjent>', "annet innhold", "Ukjent sted"),
    ],
)
def test_other_things_with_characters(inner: str, what: str, text: str) -> None:
    document = read(paragraph(run("Tekst") + inner))
    assert left(document) == [(what, text, "punkt 1, ledd 1")]
    assert document.blocks[1].text == "Tekst"


def test_words_in_a_drawing_that_nobody_knows() -> None:
    box = f"<w:r><w:pict><v:textbox {V}><div>HTML i en boks</div></v:textbox></w:pict></w:r>"
    assert ("annet innhold", "HTML i en boks", "punkt 1, ledd 1") in left(read(paragraph(run("Tekst") + box)))


def test_what_stands_in_a_table_and_is_not_its_words() -> None:
    picture = '<w:r><w:drawing><x:docPr xmlns:x="urn:x" descr="Våpen"/></w:drawing></w:r>'
    cell = run("Celle") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + picture
    inside = f"<w:tbl><w:tr><w:tc>{paragraph(cell)}<w:altChunk/></w:tc></w:tr></w:tbl>"
    note = f'<w:footnote w:id="2">{paragraph(run("Noten"))}</w:footnote>'
    found = left(read(paragraph(run("Tekst")) + inside, footnotes=note))
    assert sorted(text for _, text, _ in found) == ["(innholdet kan ikke leses)", "Celle", "Noten", "Våpen"]


def test_words_of_a_chart_stand_in_a_part_of_their_own() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawn = f'<w:r><w:drawing><c:chart xmlns:c="urn:c" xmlns:r="{office}" r:id="r9"/></w:drawing></w:r>'
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f" {A}><c:title><a:t>Andeler</a:t></c:title><c:v>95 %</c:v></c:chartSpace>"
    )
    out = BytesIO()
    with ZipFile(BytesIO(word_package(paragraph(run("Tekst") + drawn)))) as was, ZipFile(out, "w") as now:
        for name in was.namelist():
            data = was.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="r9" Type="{office}/chart" Target="charts/chart1.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            now.writestr(name, data)
        now.writestr("word/charts/chart1.xml", chart)
    assert left(read_docx(out.getvalue())) == [("bilde eller figur", "Andeler | 95 %", "innledningen, ledd 1")]


def test_a_moved_word_in_a_table_says_which_end_of_the_move_it_is() -> None:
    moved = f"<w:moveFrom {CHANGED}>{run('bort')}</w:moveFrom><w:moveTo {CHANGED}>{run('hit')}</w:moveTo>"
    document = read(table(row(moved)), "pending")
    assert [(each.kind, each.way, each.what, each.text) for each in document.pending] == [
        ("moved", "from", TABLE, "bort"), ("moved", "to", TABLE, "hit"),
    ]  # fmt: skip
    assert [each.text for each in document.leftovers] == ["bort"]


def test_a_note_referred_to_in_a_formula_is_told() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("Noten"))}</w:footnote>'
    inside = maths(term("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert [each.text for each in read(paragraph(inside), footnotes=note).leftovers] == ["a", "Noten"]


def test_many_drawings_and_changes_take_no_longer_each() -> None:
    """Parts beside the body are read once, however often they are led to."""
    rows = [row(inserted(run("ny")), "ins") for _ in range(3000)]
    before = f'<w:pPrChange {CHANGED}><w:pPr><w:pStyle w:val="Kule"/></w:pPr></w:pPrChange>'
    looks = paragraph(run("a") + "<w:r><w:drawing/></w:r>", "N", more=before) * 3000
    assert len(read(table(*rows) + looks, "pending").pending) == 3001
