"""Two versions as one: nothing of either is lost, and what changed is shown so that people can read it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from renderers.compose import compose
from renderers.document import BULLET, Block, Document, Heading, List, ListItem, Paragraph, Text, Value, clause_anchor
from renderers.redline.align import paired
from renderers.redline.answer_rows import answer_rows
from renderers.redline.compare import compare
from renderers.redline.model import ChangedAnswer, rows_of
from renderers.redline.to_html import to_html
from renderers.redline.to_text import to_text
from renderers.redline.to_word import to_docx
from vka.api import load
from vka.cli import main

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 11, 2)
REAL = Path("agreements/ibestad_harstad.vka")
AMENDED = Path("agreements/ibestad_harstad_endring1.vka")


# ── an independent reading of the XML ───────────────────────────────────────────────────────────────────────────────


def read_as(data: bytes, accepted: bool) -> str:
    """The signed text of a Word file when every change in it is accepted, or rejected; by its XML alone."""
    body = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml")).find(f"{W}body")
    gone = ("del", "moveFrom") if accepted else ("ins", "moveTo")
    lines, running = [], ""
    for p in body.iter(f"{W}p"):
        if any(e.get(f"{W}name", "").startswith("_vka_tillegg_") for e in p.iter(f"{W}bookmarkStart")):
            continue
        if next(p.iterancestors(f"{W}tbl"), None) is not None:
            continue
        style = p.find(f"{W}pPr/{W}pStyle")
        words = ""
        for e in p.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            if e.tag == f"{W}tab" and e.getparent().tag == f"{W}tabs":
                continue
            if not any(a.tag in [W + name for name in gone] for a in e.iterancestors()):
                words += " " if e.tag == f"{W}tab" else e.text or ""
        running += words
        if any(p.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in gone):
            continue
        bullet = style is not None and style.get(f"{W}val") == "ListBullet"
        lines.append(f"- {running}" if bullet else running)
        running = ""
    return "\n".join(lines + ([running] if running else []))


# ── documents and what becomes of them ──────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from("avtalen kommunen skal kan frist 1 år innen punkt budsjett, IKT-tjenester og for".split(" "))  # noqa: SIM905 # words are easier read so
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Kinds and words of lines, in order."""
    kinds = st.sampled_from(["heading", "paragraph", "paragraph", "bullet", "letter"])
    return draw(st.lists(st.tuples(kinds, SENTENCES), max_size=9))


def document(given: list[tuple[str, str]]) -> Document:
    """A document of those lines, with clauses numbered in order."""
    blocks: list[Block] = [Heading("Parter", clause_anchor("1"), number="1")]
    clause, passage = 1, 0
    for kind, words in given:
        passage += 1
        anchor = f"punkt-{clause}-ledd-{passage}"
        if kind == "heading":
            clause, passage = clause + 1, 0
            blocks.append(Heading(words, clause_anchor(str(clause)), number=str(clause)))
        elif kind == "paragraph":
            blocks.append(Paragraph([Text(words), Value(" 1 år", "varsel")], anchor))
        else:
            blocks.append(List([ListItem(BULLET if kind == "bullet" else "a.", words, anchor=anchor)]))
    return Document("AVTALE", blocks)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document and what somebody made of it."""
    before = draw(lines())
    after = list(before)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["add", "strike", "move", "word"])):
            case "add":
                after.insert(at, draw(lines().filter(bool))[0])
            case "strike" if at < len(after):
                del after[at]
            case "move" if at < len(after):
                line = after.pop(at)
                after.insert(draw(st.integers(0, len(after))), line)
            case "word" if at < len(after):
                kind, words = after[at]
                split = words.split()
                split.insert(draw(st.integers(0, len(split))), draw(WORDS))
                after[at] = (kind, " ".join(split[draw(st.integers(0, 1)) :]) or "ny")
            case _:
                pass
    return document(before), document(after)


@given(edited())
@settings(max_examples=100, deadline=None)
def test_a_redline_holds_both_versions_and_nothing_else(both: tuple[Document, Document]) -> None:
    """Law: without what was put in it is the old text, and without what was struck the new."""
    old, new = both
    redline = compare(old, new)
    assert redline.old_text() == old.plain_text()
    assert redline.new_text() == new.plain_text()
    assert redline.is_changed == (old.plain_text() != new.plain_text())


@given(edited())
@settings(max_examples=40, deadline=None)
def test_accepting_gives_the_new_text_and_rejecting_the_old(both: tuple[Document, Document]) -> None:
    """Law: by the XML alone, read by nothing of ours."""
    old, new = both
    data = to_docx(compare(old, new), "Kari", DAY)
    assert read_as(data, accepted=True) == new.plain_text()
    assert read_as(data, accepted=False) == old.plain_text()


@given(edited())
@settings(max_examples=50, deadline=None)
def test_pairs_are_one_to_one_and_kept_ones_in_order(both: tuple[Document, Document]) -> None:
    """Law: no line has two partners, and only what is called moved stands in another order."""
    pairing = paired(*map(rows_of, both))
    olds, news = zip(*(*pairing.kept, *pairing.moved), strict=True)
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    assert list(pairing.kept) == sorted(pairing.kept)
    assert all(a[1] < b[1] for a, b in zip(pairing.kept, pairing.kept[1:], strict=False))


@given(lines())
@settings(max_examples=40, deadline=None)
def test_a_document_has_not_changed_from_itself(given_lines: list[tuple[str, str]]) -> None:
    """Law: against itself there is nothing to show."""
    same = document(given_lines)
    assert not compare(same, same).is_changed


def flat(text: str) -> str:
    return " ".join(text.split())


# ── what people read ────────────────────────────────────────────────────────────────────────────────────────────────


def changed_lines(old: Document, new: Document) -> str:
    return to_text(compare(old, new)).split("HVA ENDRINGENE")[0]


LONG = "Kommunen skal hvert år innen fristen legge fram budsjett for drift av fellesskapet"


def test_words_are_compared_not_letters() -> None:
    old, new = (
        document([("paragraph", "Fristen er seks måneder og løper")]),
        document([("paragraph", "Fristen er sju måneder og løper")]),
    )
    assert "Fristen er [-seks-]{+sju+} måneder og løper" in changed_lines(old, new)


def test_a_renumbered_clause_shows_its_number_alone() -> None:
    old = document([("heading", "Frister og varsler"), ("paragraph", LONG)])
    new = document([("heading", "Nytt punkt i mellom"), ("heading", "Frister og varsler"), ("paragraph", LONG)])
    text = changed_lines(old, new)
    assert "{+2. Nytt punkt i mellom+}" in text.replace("+} {+", " ")
    assert "[-2.-]{+3.+} Frister og varsler" in text
    assert LONG not in text


def test_a_moved_line_is_struck_and_put_in_under_one_name() -> None:
    old = document([("paragraph", LONG), ("paragraph", "Noe annet står her"), ("paragraph", "Og noe tredje der")])
    new = document([("paragraph", "Noe annet står her"), ("paragraph", "Og noe tredje der"), ("paragraph", LONG)])
    moved = [row for row in compare(old, new).rows if row.move]
    assert [(row.how, row.move) for row in moved] == [("moved_from", "flytting1"), ("moved_to", "flytting1")]
    text = changed_lines(old, new)
    assert "(flyttet herfra)" in text
    assert "(flyttet hit)" in text


def test_a_changed_value_is_whole_words_outside_its_control() -> None:
    def with_value(value: str) -> Document:
        return Document(
            "T", [Heading("H", "punkt-1"), Paragraph([Text("Innen "), Value(value, "varsel"), Text(" fra nå.")])]
        )

    data = to_docx(compare(with_value("1 år"), with_value("2 år")), "Kari", DAY)
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    assert "vka:verdi" not in xml
    assert re.search(r"<w:delText[^>]*>1 år</w:delText>", xml)


def test_the_page_says_in_words_what_colours_say() -> None:
    """WCAG 1.4.1: colour and strokes are not the only way to tell."""
    old, new = document([("paragraph", "Fristen er seks måneder")]), document([("paragraph", "Fristen er sju måneder")])
    page = to_html(compare(old, new))
    assert '<del><span class="said">[strøket: </span>seks<span class="said">]</span></del>' in page
    assert '<ins><span class="said">[satt inn: </span>sju<span class="said">]</span></ins>' in page


def test_text_reaches_the_page_through_escaping() -> None:
    old, new = document([]), document([("paragraph", "<script>alert(1)</script> & mer")])
    answer = ChangedAnswer(question="<b>?", case="s", day="2026-01-01", old="<i>", new="&")
    page = to_html(compare(old, new).with_answers((answer,), 1))
    assert "<script>" not in page
    assert "<i>" not in page
    assert "<b>?" not in page


def test_what_reads_the_same_is_one_row() -> None:
    def answer(case: str, day: str, new: str = "NEI") -> ChangedAnswer:
        return ChangedAnswer(question="Er det slutt?", case=case, day=day, old="JA", new=new)

    answers = (answer("a", "2026-01-01"), answer("b", "2026-01-01"), answer("a", "2026-01-02", "KANSKJE"),
               answer("a", "2027-01-01"), evolve(answer("c", "2026-01-02", "KANSKJE"), known="2025-01-01"))  # fmt: skip
    redline = compare(document([]), document([])).with_answers(answers, 9)
    assert [(row.asked, row.new) for row in answer_rows(redline)] == [
        ("a, 1.1.2026 og 1.1.2027; b, 1.1.2026", "NEI"),
        ("a, 2.1.2026; c, 2.1.2026 kjent til 1.1.2025", "KANSKJE"),
    ]
    for shown in (flat(to_text(redline)), to_html(redline)):
        assert shown.count("a, 1.1.2026 og 1.1.2027; b, 1.1.2026") == 1
        assert "5 av 9 spørsmål" in shown


# ── the real agreement ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_real_amendment_by_its_xml_alone() -> None:
    old, new = compose(load(REAL).contract), compose(load(AMENDED).contract)
    data = to_docx(compare(old, new), "Kari", DAY)
    assert read_as(data, accepted=True) == new.plain_text()
    assert read_as(data, accepted=False) == old.plain_text()
    assert to_docx(compare(old, new), "Kari", DAY) == data


@pytest.fixture
def two_years(tmp_path: Path) -> tuple[Path, Path]:
    """The real agreement, and the same with two years' notice; in folders with the files they rest on."""
    folder = tmp_path / "agreements"
    folder.symlink_to(REAL.parent.resolve())
    new = tmp_path / "ny"
    new.mkdir()
    (new / "lover").symlink_to((REAL.parent / "lover").resolve())
    changed = REAL.read_text(encoding="utf-8").replace("verdi varslingstid er 1 år", "verdi varslingstid er 2 år")
    (new / REAL.name).write_text(changed, encoding="utf-8")
    return folder / REAL.name, new / REAL.name


def test_a_copy_of_a_case_beside_each_version_is_asked_once(
    two_years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_years
    case, copy = REAL.parent / "saker" / "eksempel.sak", new.parent / "saker" / "eksempel.sak"
    (new.parent / "tall").symlink_to((REAL.parent / "tall").resolve())
    copy.parent.mkdir()
    copy.write_bytes(case.read_bytes())
    counts = []
    for cases in ([case], [case, copy]):
        assert main(["redline", str(old), str(new), *(f"--case={each}" for each in cases)]) == 0
        counts.append(flat(capsys.readouterr().out).partition("Når")[0])
    assert counts[0] == counts[1]
    assert "spørsmål har fått et annet svar" in counts[0]


def test_what_a_longer_notice_leads_to(two_years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Two years' notice instead of one: the day one can leave moves a year, and nothing is told of what stays."""
    old, new = map(str, two_years)
    case = str(REAL.parent / "saker" / "eksempel.sak")
    assert main(["redline", old, new, "--case", case]) == 0
    text = flat(capsys.readouterr().out)
    assert "gis minimum [-1 år-]{+2 år+} i forveien" in text
    assert "Når kan Ibestad tidligst tre ut? (eksempel, 23.11.2026) Før: 1.1.2028, ved egen oppsigelse [klart]" in text
    assert "Nå: 1.1.2029, ved egen oppsigelse [klart]" in text
    assert "Hva betaler Ibestad for 2023" not in text


def test_a_redline_goes_to_a_file_by_its_suffix(two_years: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = map(str, two_years)
    for name, start in (("e.docx", b"PK"), ("e.html", b"<!DOCTYPE"), ("e.txt", b"11.1.")):
        file = tmp_path / name
        assert main(["redline", old, new, "--no-answers", "-o", str(file), "--date", "2.11.2026"]) == 0
        assert file.read_bytes().startswith(start)


def test_what_cannot_be_done_is_said(
    two_years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = map(str, two_years)
    assert main(["redline", old, new, "-o", str(tmp_path / "e.pdf")]) == 2
    assert "Bruk endelsen .docx, .html eller .txt" in capsys.readouterr().err
    assert main(["redline", old, new, "--template", "mal.docx"]) == 2
    assert "oppgi -o med en .docx-fil" in capsys.readouterr().err
    assert main(["redline", old, str(tmp_path / "borte.vka")]) == 2
    assert main(["redline", old, new, "--case", str(tmp_path / "borte.sak")]) == 2
    assert not list(tmp_path.glob("e.*"))


def test_a_case_that_does_not_fit_the_new_one_is_named(
    tmp_path: Path, two_years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(REAL.parent / "saker" / "eksempel.sak")
    other = REAL.parent / "ikt_nordhordland.vka"
    assert main(["redline", str(two_years[0]), str(other), "--case", case]) == 0
    text = flat(capsys.readouterr().out)
    assert "Saker som ikke passer til den nye, og ikke er brukt: eksempel.sak." in text


def test_lines_without_words_in_common_are_not_one() -> None:
    redline = compare(document([("paragraph", "Budsjettet vedtas av rådet")]), document([("paragraph", LONG)]))
    assert [row.how for row in redline.rows if row.is_changed] == ["deleted", "inserted"]


def test_the_language_of_the_contract_is_that_of_the_page() -> None:
    old = document([])
    assert '<html lang="nn">' in to_html(compare(old, evolve(old, language="nn")))


def test_cases_that_fit_the_new_one_only(capsys: pytest.CaptureFixture[str]) -> None:
    """They are put to the new one: what they tell of could not happen under the old. What fits neither is refused."""
    saker = Path("agreements/saker")
    cases = ("dyroy_en_nekter.sak", "sp33_en_nekter.sak")
    arguments = [part for name in cases for part in ("--case", str(saker / name))]
    assert main(["redline", str(REAL), str(AMENDED), *arguments]) == 0
    told = capsys.readouterr().out
    assert "3 spørsmål er fra saker som bare passer til den nye." in told
    assert (
        "Er avtalen i kraft 1.6.2025? (dyroy-en-nekter, 31.12.2025)\n    Før: gjelder ikke\n    Nå: JA [klart]" in told
    )
    assert "ikke er brukt: sp33_en_nekter.sak" in told
    alien = str(saker / "nordhordland_varsel_29feb2020.sak")
    assert main(["redline", str(REAL), str(AMENDED), "--case", alien, "--lang", "en"]) == 1
    assert "Traceback" not in capsys.readouterr().err
