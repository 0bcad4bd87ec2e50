"""Word files made to lose words, or to take all time and memory there is: each kind that was ever found."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from math import inf
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from dsl.edits.edited import EditedDocument
from renderers.word.read import LONGEST_LINE, MOST_LINES, read_docx
from renderers.word.safety import MOST_MARKS, PackageError, parse_part, safe_parts
from renderers.word.template import read_template
from tests.docx_xml import MAIN, NAMESPACE, packed, parts_of
from tests.word_package import control, inserted, marked, paragraph, run, word_package

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"


def read(data: bytes) -> EditedDocument:
    """The document as it is with its changes made."""
    return read_docx(data, "accepted")


def told(document: EditedDocument) -> str:
    """All that is said of a document: its lines and what is left over."""
    lines = [f"{each.label} {each.text}" for each in document.blocks]
    return "\n".join([*lines, *(each.text for each in document.leftovers), *(each.text for each in document.comments)])


def related(data: bytes, *kinds: tuple[str, str]) -> bytes:
    """The package with more relationships of its main part: kind and target."""
    parts = parts_of(data)
    more = "".join(
        f'<Relationship Id="m{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds)
    )
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    return packed(parts)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        paragraph(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>Uglemose</m:t></m:r></m:oMath>'),
        f'<m:oMathPara xmlns:m="{MATH}"><m:oMath><m:r><m:t>Uglemose</m:t></m:r></m:oMath></m:oMathPara>',
        paragraph(f'<w:r><w:drawing><a:p xmlns:a="{DRAWING}"><a:t>Uglemose</a:t></a:p></w:drawing></w:r>'),
        paragraph(f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x"/><mc:Fallback>{run("Uglemose")}'
                  "</mc:Fallback></mc:AlternateContent>"),
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x">{paragraph(run("Ord"))}</mc:Choice><mc:Fallback>'
        f"{paragraph(run('Uglemose'))}</mc:Fallback></mc:AlternateContent>",
        f'<w:tbl><w:tr><w:tc><w:p><mc:AlternateContent xmlns:mc="{MC}"><mc:Fallback>{run("Uglemose")}</mc:Fallback>'
        "</mc:AlternateContent></w:p></w:tc></w:tr></w:tbl>",
        f'</w:body><w:body>{paragraph(run("Uglemose"))}',
        f'</w:body>{paragraph(run("Uglemose"))}<w:body>',
    ],
)  # fmt: skip
def test_words_in_odd_places_are_told(body: str) -> None:
    """Formulas, drawings, what is kept for older programs, and what stands outside of the body."""
    assert "Uglemose" in told(read_docx(word_package(body), "accepted"))


@pytest.mark.parametrize(
    "inside",
    ['<w:fldChar w:fldCharType="end"/>' * 2, '<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>'],
)
def test_a_field_of_one_element_ends_with_it(inside: str) -> None:
    """Whatever marks of other fields stand within it, what follows is text."""
    field = f'<w:fldSimple w:instr="TOC"><w:r>{inside}</w:r></w:fldSimple>'
    document = read(word_package(paragraph(field + run("Ord")) + paragraph(run("Uglemose"))))
    assert [each.text for each in document.blocks] == ["Ord", "Uglemose"]
    assert document.leftovers == ()


def test_a_version_that_says_the_same_is_not_told_again() -> None:
    box = f"<w:txbxContent>{paragraph(run('I boks'))}</w:txbxContent>"
    both = f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
    body = paragraph(f'<w:r><mc:AlternateContent xmlns:mc="{MC}">{both}</mc:Fallback></mc:AlternateContent></w:r>')
    assert [each.text for each in read_docx(word_package(body), "accepted").leftovers] == ["I boks"]


def test_signs_of_a_table_are_told_and_its_tab_stops_are_none() -> None:
    cell = paragraph(
        "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t></w:r>", more='<w:tabs><w:tab w:pos="9"/></w:tabs>'
    )
    document = read_docx(word_package(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"), "accepted")
    assert [each.text for each in document.leftovers] == ["e\u2011post"]


def test_a_footnote_of_a_table_is_told() -> None:
    cell = paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = f'<w:footnote w:id="2">{paragraph(run("Uglemose"))}</w:footnote>'
    data = word_package(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>", footnotes=note)
    assert "Uglemose" in told(read_docx(data))


def test_a_subdocument_is_told() -> None:
    document = read_docx(word_package(paragraph(run("Ord") + "<w:subDoc/>")))
    assert [each.what[1] for each in document.leftovers] == ["subdocument"]


def test_every_part_with_comments_is_read_whatever_the_case_of_its_name() -> None:
    note = f'<w:comment w:id="7" w:author="K">{paragraph(run("Uglemose"))}</w:comment>'
    root = f'<w:comments xmlns:w="{NAMESPACE}">{note}</w:comments>'
    parts = parts_of(related(word_package(paragraph(run("Ord")), comments=""), ("comments", "Flere%20Notater.xml")))
    assert "Uglemose" in told(read_docx(packed(parts | {"word/flere notater.xml": root.encode()})))


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("<a/>", "mangler selve teksten"),
        (f'<w:document xmlns:w="{NAMESPACE}"/>', "mangler selve teksten"),
        (f'<!--{" " * 5000}--><w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', "Strict"),
    ],
)  # fmt: skip
def test_a_document_nothing_can_be_read_of_is_refused(root: str, words: str) -> None:
    """Or all of the agreement would be told to be deleted."""
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(PackageError, match=words):
            read_docx(packed(parts_of(word_package("")) | {MAIN: root.encode(encoding)}))


# ── time and memory ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_packed_is_not_unpacked_beyond_what_it_says() -> None:
    """The directory says 100 bytes; there are 100 MB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join([*(squeeze.compress(bytes(2**20)) for _ in range(100)), squeeze.flush()])
    out = BytesIO(word_package(""))
    with ZipFile(out, "a") as file:
        file.writestr("word/media/a.bin", bomb)
    data = bytearray(out.getvalue())
    entry = data.rindex(b"PK\x01\x02")
    (at,) = struct.unpack_from("<I", data, entry + 42)
    for place in (entry + 2, at):  # how it is packed, and how large it is unpacked
        struct.pack_into("<H", data, place + 8, ZIP_DEFLATED)
        struct.pack_into("<I", data, place + 22, 100)
    tracemalloc.start()
    with pytest.raises(PackageError, match="ødelagt"):
        safe_parts(bytes(data))
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def costs_under(times: int, small: bytes, large: bytes) -> bool:
    """Whether reading `large` takes less than so many times as long as reading `small`: the least of up to eight tries
    of each, for a machine that does something else makes a try longer and never shorter.
    """

    def work(data: bytes) -> float:
        begun = process_time()
        read(data)
        return process_time() - begun

    least_small = least_large = inf
    for _ in range(8):
        least_small, least_large = min(least_small, work(small)), min(least_large, work(large))
        if least_large < times * max(least_small, 0.02):
            return True
    return False


@pytest.mark.parametrize("mark", [b"<a/>", b"="])
def test_there_is_an_end_to_tags_and_attributes(mark: bytes) -> None:
    with pytest.raises(PackageError, match="mer enn noe dokument"):
        parse_part(b"<a>" + mark * (MOST_MARKS + 1) + b"</a>", "word/x.xml")


def test_a_note_a_header_and_a_comment_are_told_once_however_many_lead_to_them() -> None:
    body = paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>' * 3000)
    note = f'<w:footnote w:id="2">{paragraph(run("ord " * 10_000))}</w:footnote>'
    data = word_package(body, footnotes=note, header=paragraph(run("topp " * 10_000)))
    document = read(related(data, *[("header", "header.xml")] * 3000))
    assert [each.what[1] for each in document.leftovers] == ["footnote", "header"]


def test_a_note_that_many_tracked_changes_lead_to_is_told_once() -> None:
    body = paragraph(inserted('<w:r><w:footnoteReference w:id="2"/></w:r>') * 3000)
    note = f'<w:footnote w:id="2">{paragraph(run("ord"))}</w:footnote>'
    document = read_docx(word_package(body, footnotes=note))
    assert [(each.what[1], each.text) for each in document.pending] == [("footnote", "ord")]


def test_versions_deep_within_each_other_are_read_once() -> None:
    """Each holds all of those within it."""
    old = "</mc:Choice><mc:Fallback><w:t>Uglemose</w:t></mc:Fallback></mc:AlternateContent>"
    deep = "<mc:AlternateContent><mc:Choice>" * 100 + "<w:t>a</w:t>" * 20_000 + old * 100
    versions = word_package(paragraph(f"<w:r>{deep}</w:r>"))
    flat = word_package(paragraph(f"<w:r><w:pict>{'<w:t>a</w:t>' * 20_000}</w:pict></w:r>"))
    assert costs_under(20, flat, versions)
    assert told(read(versions)).count("Uglemose") == 100


def test_comments_about_the_same_words_do_not_each_hold_all_of_them() -> None:
    starts = "".join(f'<w:commentRangeStart w:id="{at}"/>' for at in range(500))
    ends = "".join(f'<w:commentRangeEnd w:id="{at}"/>' for at in range(500))
    notes = "".join(f'<w:comment w:id="{at}">{paragraph(run("k"))}</w:comment>' for at in range(500))
    document = read(
        word_package(paragraph(starts) + paragraph(run("ord " * 300)) * 1000 + paragraph(ends), comments=notes)
    )
    assert max(len(each.words) for each in document.comments) <= 2000


@pytest.mark.parametrize(
    "body",
    [paragraph(run("ord")) * (MOST_LINES + 1), paragraph(run("ord " * LONGEST_LINE)),
     paragraph(run("ord " * 10_000), mark="<w:del/>") * 3, "<w:p/>" * 400_000],
    ids=["many", "long", "joined", "empty"],
)  # fmt: skip
def test_what_no_agreement_is_as_large_as_is_refused(body: str) -> None:
    """What stands in the lines takes more time to match than to read; lines may be joined by their changes."""
    with pytest.raises(PackageError, match="for stort"):
        read(word_package(body))


CODE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{0}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'  # fmt: skip  # noqa: E501
WORDS = "ord " * 50
MANY: dict[str, Callable[[int], str]] = {  # bodies of so many thousand pieces
    "contents": lambda n: paragraph(CODE.format("TOC") + run("1" * 1000 * n + "x")),
    "code": lambda n: paragraph(CODE.format("&#9; " * 1000 * n) + run("ord ") * 50 * n),
    "hidden": lambda n: paragraph(run("gjemt" * 10, "<w:vanish/>") * 1000 * n),
    "controls": lambda n: paragraph(
        f"<w:ins>{run('a')}</w:ins>" + control("leie", run("b"), tag=False) * 100 * n, mark="<w:del/>"
    ),
    "blanks": lambda n: paragraph(
        "".join(f'<w:bookmarkStart w:id="{at}" w:name="_vka_punkt_{at}"/>' for at in range(300 * n))
        + "<w:r><w:tab/></w:r>" * 300 * n + run("ord")
        + "".join(f'<w:bookmarkEnd w:id="{at}"/>' for at in range(300 * n))
    ),
    "bookmarks": lambda n: "".join(paragraph(marked(f"punkt-{at}", run("ord"))) for at in range(50 * n))
    + paragraph(run("ord") + "".join(marked(f"punkt-{at}", "", at) for at in range(2000 * n))),
    "struck by hand": lambda n: paragraph(run("a", "<w:strike/>") * 1000 * n),
    "rows": lambda n: (
        f"<w:tbl>{f'<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph(run(WORDS))}</w:tc></w:tr>' * 500 * n}</w:tbl>"
    ),
    "versions": lambda n: paragraph(
        f"<w:r><mc:AlternateContent>{'<mc:Choice><w:x/></mc:Choice>' * 500 * n}"
        f"{'<mc:Fallback><w:t>a</w:t></mc:Fallback>' * 500 * n}</mc:AlternateContent></w:r>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANY)
def test_time_grows_evenly(kind: str) -> None:
    """What stands many times in one place is not gone through anew for each of them: eight times as much takes about
    eight times as long, and not sixty-four.
    """

    assert costs_under(24, word_package(MANY[kind](5)), word_package(MANY[kind](40)))


def test_tracked_changes_end_somewhere() -> None:
    nested = "<w:ins>" * 100 + run("ord") + "</w:ins>" * 100
    with pytest.raises(PackageError, match="sporede endringer inni hverandre"):
        read_docx(word_package(paragraph(nested)), "accepted")


def test_a_number_is_no_longer_than_word_can_show() -> None:
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 10_000}"/></w:lvl>'
    plan = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    with pytest.raises(PackageError, match="lengre enn Word kan vise"):
        read_docx(word_package(paragraph(run("ord")), numbering=plan))


def test_levels_of_a_list_beyond_the_last_are_none() -> None:
    levels = "".join(f'<w:lvl w:ilvl="{at}"><w:lvlText w:val="%1"/></w:lvl>' for at in range(1500))
    lists = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/></w:num>' for at in range(1500))
    plan = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{lists}'
    assert "ord" in told(read(word_package(paragraph(run("ord")), numbering=plan)))


def test_many_styles_that_rest_on_a_wide_one() -> None:
    wide = f'<w:style w:styleId="wide">{"<w:x/>" * 20_000}</w:style>'
    styles = "".join(f'<w:style w:styleId="s{at}"><w:basedOn w:val="wide"/></w:style>' for at in range(20_000))
    assert "ord" in told(read(word_package(paragraph(run("ord")), styles=wide + styles)))


def test_a_template_with_parts_in_a_long_row_is_refused() -> None:
    """Each leads to the next one."""
    head = '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:headerReference r:id="rheader"/></w:sectPr>'  # fmt: skip  # noqa: E501
    parts = parts_of(word_package(head, header=""))
    row = ["header.xml", *(f"{at}.png" for at in range(990))]
    for here, there in zip(row, [*row[1:], row[0]], strict=True):
        parts.setdefault(f"word/{here}", b"x")
        parts[f"word/_rels/{here}.rels"] = f'<a><b Type="/image" Target="{there}"/></a>'.encode()
    with pytest.raises(PackageError, match="bilder og andre deler"):
        read_template(packed(parts), ())
