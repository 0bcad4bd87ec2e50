"""Akoma Ntoso: valid against the standard's schema, word for word what is signed, and names that outlive amendments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dsl.pipeline import load_bytes
from renderers.akn_ids import eids
from renderers.compose import compose
from renderers.document import BULLET, Citation, Document, Heading, List, ListItem, Paragraph, Text, inline_text
from renderers.to_akn import NAMESPACE, Origin, contract_to_akn, to_akn
from tests.amended import amended, made, with_newcomer
from tests.helpers import ROOT, contract
from tests.test_renderers_document import documents

SCHEMA = Path(__file__).parent / "data" / "akoma_ntoso" / "akomantoso30.xsd"
IN = f"{{{NAMESPACE}}}"
FILES = sorted((ROOT / "agreements").glob("**/*.vka"))


@cache
def schema() -> Any:
    """The schema of the OASIS standard."""
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def read(xml: str) -> Any:
    """The tree of a document that must be valid."""
    root = etree.fromstring(xml.encode())
    assert schema().validate(root), schema().error_log
    return root


def lines(root: Any) -> list[str]:
    """The words of the document itself, a line each: the title, the legal basis, headings and passages."""
    found = [root.find(f".//{IN}docTitle")]
    found += root.findall(f".//{IN}citation")
    said = ["".join(each.itertext()) for each in found]
    for row in root.find(f".//{IN}mainBody").iter(*(IN + tag for tag in ("clause", "subclause", "paragraph", "point"))):
        parts = [row.find(IN + tag) for tag in ("num", "heading", "content")]
        said.append(" ".join("".join(part.itertext()) for part in parts if part is not None))
    return said


def passages(root: Any) -> list[tuple[str, str]]:
    """Name and words of every passage, in order."""
    rows = root.iter(*(IN + tag for tag in ("paragraph", "point", "citation")))
    return [(row.get("eId"), "".join(row.itertext())) for row in rows]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_agreement_and_statute_is_valid_and_says_its_words(file: Path) -> None:
    """Valid against the standard's schema, and the words are those of the printed text, in order."""
    loaded = load_bytes(file.read_bytes(), str(file))
    assert loaded.contract is not None
    root = read(contract_to_akn(loaded.contract))
    assert lines(root) == compose(loaded.contract).plain_text().split("\n")


def test_the_amended_agreement(golden: Callable[[str, str], None]) -> None:
    """All of the amended agreement, as a reader of the file meets it."""
    golden("amended.akn.xml", contract_to_akn(made(with_newcomer())))


def test_the_amended_agreement_tells_of_its_amendment() -> None:
    """The amendment is in the life of the document, on its day, with its title; the notes are led to from headings."""
    root = read(contract_to_akn(made(with_newcomer())))
    event = root.find(f".//{IN}eventRef")
    assert (event.get("date"), event.get("type")) == ("2023-01-01", "amendment")
    source = root.find(f".//{IN}passiveRef")
    assert (f"#{source.get('eId')}", source.get("showAs")) == (
        event.get("source"),
        made(with_newcomer()).versions[1].title,
    )
    marked = [
        heading.getparent().get("eId")
        for heading in root.iter(f"{IN}heading")
        if heading.find(f"{IN}noteRef") is not None
    ]
    assert marked == ["cl_1", "cl_2", "cl_3", "cl_6__subcl_6-3", "cl_12", "cl_15"]
    dates = {element.getparent().tag[len(IN) :]: element.get("date") for element in root.iter(f"{IN}FRBRdate")}
    assert dates == {"FRBRWork": "0001-01-01", "FRBRExpression": "2023-01-01", "FRBRManifestation": "2023-01-01"}


def test_before_its_day_an_amendment_is_not_told() -> None:
    """The day before, the file is that of the agreement as it was first made, with its parties then."""
    was = contract_to_akn(made(with_newcomer()), date(2022, 12, 31))
    assert was == contract_to_akn(contract())


def test_the_amended_agreement_keeps_its_names() -> None:
    """Every passage that both versions have, has one name; a changed one keeps the place it was changed in."""
    before = dict(passages(read(contract_to_akn(contract()))))
    after = passages(read(contract_to_akn(made(with_newcomer()))))
    now = dict(after)
    kept = [(name, words) for name, words in before.items() if now.get(name) == words]
    assert set(before) <= set(now)
    assert {name for name in now if name not in before} == {"cl_15__para_1", "cl_15__para_2"}
    assert {name for name, words in before.items() if (name, words) not in kept} == {
        "cl_1__para_1", "cl_2__para_2", "cl_3__para_10", "cl_6__subcl_6-3__point_1", "cl_6__subcl_6-3__point_2",
        "cl_12__para_1", "cl_12__para_2",
    }  # fmt: skip


def test_an_amendment_that_puts_in_a_passage() -> None:
    """Said in the language of amendments: what is put in gets a letter, and all that stood there keeps its name."""
    put_in = "sett inn etter punkt 3 ledd 2\n\n«Samarbeidet er frivillig.[opplysning]»\n"
    before = passages(read(contract_to_akn(contract())))
    after = passages(read(contract_to_akn(made(amended("1.1.2024", put_in)))))
    assert [pair for pair in after if pair not in before] == [("cl_3__para_2a", "Samarbeidet er frivillig.")]
    assert [pair for pair in after if pair in before] == before


def test_names_are_those_of_the_anchors() -> None:
    """In an agreement nobody has amended, the number of a passage is that of its anchor, which amendments count by."""
    names, _ = eids([compose(contract())])
    assert names["punkt-11-1-ledd-2"] == "cl_11__subcl_11-1__para_2"
    assert names["punkt-4-2-ledd-4"] == "cl_4__subcl_4-2__point_4"
    assert names["innledning-ledd-1"] == "preamble__cits__cit_1"
    for anchor, name in names.items():
        assert anchor.rpartition("-ledd-")[2] == name.rpartition("_")[2] or "-ledd-" not in anchor


def test_references_lead_somewhere() -> None:
    """A citation of a clause leads to its name, one of a law names it by its date; what is within the file is there."""
    root = read(contract_to_akn(contract()))
    names = {element.get("eId") for element in root.iter() if element.get("eId")}
    inner = [
        value for e in root.iter() for k, value in e.attrib.items() if k in ("href", "refersTo") and value[0] == "#"
    ]
    assert inner
    assert {value[1:] for value in inner} <= names
    found = {"".join(ref.itertext()): ref.get("href") for ref in root.iter(f"{IN}ref")}
    assert found["punkt 11.1"] == "#cl_11__subcl_11-1"
    assert found["Kommuneloven § 20-4"] == "/akn/no/act/2018-06-22/83"


def test_a_law_the_words_date_is_that_law() -> None:
    """An Act that is cited by its own date and number is not another of the same name."""
    words = "lov 25.11.1992 nr. 107 om kommuner"
    line = Paragraph([Citation(words, "kommuneloven (LOV-2018-06-22-83)"), Text(".")])
    assert '<ref href="/akn/no/act/1992-11-25/107">' in to_akn(Document("T", [line]))


def test_a_character_xml_cannot_hold_is_refused() -> None:
    """U+FFFF can be in a document, and in no XML file."""
    with pytest.raises(ValueError, match=r"U\+FFFF"):
        to_akn(Document("T", [Paragraph("a\uffffb")]))


def test_a_document_without_clauses_is_valid() -> None:
    """The least there can be: a title."""
    assert lines(read(to_akn(Document("T", [])))) == ["T"]


def test_versions_and_amendments_go_together() -> None:
    """As many amendments as there are earlier versions."""
    with pytest.raises(ValueError, match="1 versions came before this, but 0 amendments"):
        Origin(versions=(Document("T", []),))


@settings(max_examples=150)
@given(documents())
def test_any_document_is_valid_and_says_its_words(document: Document) -> None:
    """Law: whatever the words, the file is valid, and holds them all, in order, as words."""
    if "\ufffe" in document.plain_text() or "\uffff" in document.plain_text():
        return
    root = read(to_akn(document))
    assert lines(root) == document.plain_text().split("\n")


# ── names, from version to version ──────────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(["Leien er kr 5.", "Leien betales.", "Båten er hvit.", "Nøkkelen henger i gangen."])
ROWS = st.lists(st.tuples(st.booleans(), WORDS), max_size=8)


def clause(rows: list[tuple[bool, str]]) -> Document:
    """A document of two clauses with these passages in each: an item or a paragraph, and its words."""
    blocks: list[Any] = []
    for number in ("1", "2"):
        blocks.append(Heading("Punkt", f"punkt-{number}", number=number))
        for item, words in rows:
            blocks.append(List([ListItem(BULLET, words)]) if item else Paragraph(words))
    return Document("T", blocks)


def named(*versions: Document) -> list[tuple[str, str]]:
    """The names in the last version, and the words."""
    found = eids(versions)[1]
    last = [row for block in versions[-1].blocks for row in (block.items if isinstance(block, List) else (block,))]
    return [
        (name, inline_text(row.inlines))
        for name, row in zip(found, last, strict=True)
        if not isinstance(row, Heading)
    ]  # fmt: skip


@given(ROWS, st.lists(st.tuples(st.integers(0, 8), st.booleans(), WORDS), max_size=5))
def test_insertions_move_no_name(rows: list[tuple[bool, str]], put: list[tuple[int, bool, str]]) -> None:
    """Law: whatever is put in, every passage that was there has the name it had, and no name is used twice."""
    longer = list(rows)
    for at, item, words in put:
        longer.insert(min(at, len(longer)), (item, words))
    before, after = named(clause(rows)), named(clause(rows), clause(longer))
    assert set(before) <= set(after)
    assert len({name for name, _ in after}) == len(after)
    assert [pair for pair in after if pair in before] == before


@given(st.lists(ROWS, min_size=2, max_size=4))
def test_a_name_is_never_given_to_something_else(chain: list[list[tuple[bool, str]]]) -> None:
    """Law: in every version the names are unique, and a name that is gone from a version does not come back later."""
    versions = [clause(rows) for rows in chain]
    gone: set[str] = set()
    seen: set[str] = set()
    for at in range(len(versions)):
        names = [name for name, _ in named(*versions[: at + 1])]
        assert len(set(names)) == len(names)
        assert not gone & set(names)
        seen |= set(names)
        gone = seen - set(names)


def test_what_is_put_in_gets_a_letter() -> None:
    """Between two passages a letter, at the end the next number; what took another's place has its name."""
    first = clause([(False, "En."), (False, "To.")])
    second = clause([(False, "Null."), (False, "En."), (False, "Halvannen."), (False, "To."), (False, "Tre.")])
    third = clause([(False, "Null."), (False, "En."), (False, "Nytt ord."), (False, "To.")])
    four = [name for name, _ in named(first, second)][:5]
    assert four == ["cl_1__para_0a", "cl_1__para_1", "cl_1__para_1a", "cl_1__para_2", "cl_1__para_3"]
    assert [name for name, _ in named(first, second, third)][:4] == four[:4]


# ── clauses that get another number ─────────────────────────────────────────────────────────────────────────────────


def numbered(*clauses: tuple[str, str, tuple[str, ...]]) -> Document:
    """A document of clauses: number, heading and passages."""
    blocks: list[Any] = []
    for number, heading, words in clauses:
        level = number.count(".") + 1
        blocks.append(Heading(heading, f"punkt-{number.replace('.', '-')}", number=number, level=level))
        blocks += [Paragraph(each) for each in words]
    return Document("T", blocks)


def called(*versions: Document) -> list[tuple[str, str]]:
    """The eId and the wId ("" where there is none) of every clause and passage of the last version, which is valid."""
    origin = Origin(versions=versions[:-1], amendments=((date(2026, 1, 1), "Endring"),) * (len(versions) - 1))
    body = read(to_akn(versions[-1], origin)).find(f".//{IN}mainBody")
    rows = body.iter(*(IN + tag for tag in ("clause", "subclause", "paragraph", "point")))
    return [(row.get("eId"), row.get("wId", "")) for row in rows]


RENT = ("Leie", ("Leien er kr 5.", "Den betales i mai."))
NOTICE = ("Oppsigelse", ("Fristen er seks måneder.",))


def test_a_renumbered_clause_says_what_it_was_called() -> None:
    """What is as it was has one name and no other; a clause with another number has its first name as wId, with all in
    it, and through a second change too.
    """
    first = numbered(("1", *RENT), ("2", *NOTICE), ("2.1", "Virkning", ("Fra mai.",)))
    second = numbered(("1", *RENT), ("2", "Nøkler", ("De er to.",)), ("3", *NOTICE), ("3.1", "Virkning", ("Fra mai.",)))
    assert called(first, first) == called(first) == [(name, "") for name, _ in called(first)]
    assert called(first, second) == [
        ("cl_1", ""), ("cl_1__para_1", ""), ("cl_1__para_2", ""),
        ("cl_2", "cl_2-2"), ("cl_2__para_2", ""),
        ("cl_3", "cl_2"), ("cl_3__para_1", "cl_2__para_1"),
        ("cl_3__subcl_3-1", "cl_2__subcl_2-1"), ("cl_3__subcl_3-1__para_1", "cl_2__subcl_2-1__para_1"),
    ]  # fmt: skip
    third = numbered(("1", "Nøkler", ("De er to.",)), ("2", *RENT), ("7", "Oppsigelse", (*NOTICE[1], "Nytt ledd.")))
    assert called(first, second, third) == [
        ("cl_1", "cl_2-2"), ("cl_1__para_2", "cl_2__para_2"),
        ("cl_2", "cl_1"), ("cl_2__para_1", "cl_1__para_1"), ("cl_2__para_2", "cl_1__para_2"),
        ("cl_7", "cl_2"), ("cl_7__para_1", "cl_2__para_1"), ("cl_7__para_2", ""),
    ]  # fmt: skip


@given(st.lists(st.permutations([RENT, NOTICE, ("Nøkler", ("De er to.",)), ("Tvist", ("Tingretten.", "I Oslo."))]),
                min_size=2, max_size=4))  # fmt: skip
def test_first_names_outlive_every_order(orders: list[list[tuple[str, tuple[str, ...]]]]) -> None:
    """Law: in whatever order clauses are numbered anew, each has the name it had first, and no two have the same."""
    versions = [numbered(*((str(n), *each) for n, each in enumerate(order, 1))) for order in orders]

    def by_words(*chain: Document) -> dict[str, str]:
        firsts = [own or name for name, own in called(*chain)]
        texts = [inline_text(row.inlines) for row in chain[-1].blocks if not isinstance(row, List)]
        assert len(set(firsts)) == len(firsts)
        return dict(zip(texts, firsts, strict=True))

    assert by_words(*versions) == by_words(versions[0])
