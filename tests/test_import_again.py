"""The same document once more, after the clauses got new numbers in the source: its bookmarks name the old ones."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import pytest
from docx.document import Document

from dsl.edits.importing import import_document
from dsl.edits.report import Imported
from dsl.pipeline import load_text
from renderers.compose import compose
from renderers.word.write import to_docx
from tests.test_word_house import opened, saved
from vka.importing import edited_document, source_of

AGREEMENT = """\
avtale bod «LEIEAVTALE»; målform bokmål.

punkt 1 «Parter»
«Partene er to, jf. <punkt 2> og <punkt 3>.[opplysning]»

punkt 2 «Leie»
«Leien er høy, jf. <punkt 3>.[opplysning]»

punkt 3 «Varsel»
«Varselet er skriftlig, jf. <punkt 2>.[opplysning]»

punkt 4 «Felles»
«Mer, jf. <punkt 5>.[opplysning]»

punkt 5 «Felles»
«Mindre, jf. <punkt 4>.[opplysning]»
"""


def printed(*, new: str = "", gone: str = "") -> bytes:
    """The agreement in Word, with a new clause before one, or without one; nobody has updated the fields."""
    contract = load_text(AGREEMENT, "bod.vka").contract
    assert contract is not None
    made = opened(to_docx(compose(contract)))
    for at, paragraph in enumerate(made.paragraphs):
        if paragraph.text == new:
            paragraph.insert_paragraph_before("Nytt punkt").style = paragraph.style
        elif paragraph.text == gone:
            for each in made.paragraphs[at : at + 2]:
                each._p.getparent().remove(each._p)
    return saved(made)


def brought_home(data: bytes, text: str, folder: Path) -> Imported:
    """The import of a document into a source."""
    path = str(folder / "bod.vka")
    source = source_of(text.encode(), path)
    return import_document(source, edited_document(data, source, path, "accepted"), path)


@pytest.mark.parametrize("data", [printed(new="Leie"), printed(new="Varsel")], ids=["two below", "one below"])
def test_the_same_document_once_more(data: bytes, tmp_path: Path) -> None:
    """References do not turn back, and nothing moves."""
    once = brought_home(data, AGREEMENT, tmp_path)
    assert once.of("renumbered")
    again = brought_home(data, once.text, tmp_path)
    assert not again.changed
    assert not again.findings


def test_once_more_after_a_clause_was_deleted(tmp_path: Path) -> None:
    """What led to it is told again; it leads to nothing in the document either."""
    data = printed(gone="Leie")
    once = brought_home(data, AGREEMENT, tmp_path)
    assert "punkt 2 «Varsel»" in once.text
    again = brought_home(data, once.text, tmp_path)
    assert not again.changed


def test_more_edits_after_the_first_import(tmp_path: Path) -> None:
    """They come home as they are."""
    once = brought_home(printed(new="Leie"), AGREEMENT, tmp_path)
    made = opened(printed(new="Leie"))
    paragraph = next(p for p in made.paragraphs if "skriftlig" in p.text)
    run = next(r for r in paragraph.runs if "skriftlig" in r.text)
    run.text = run.text.replace("skriftlig", "muntlig")
    again = brought_home(saved(made), once.text, tmp_path)
    assert again.text == re.sub("skriftlig", "muntlig", once.text)


def test_clauses_of_one_name_alone_do_not_tell(tmp_path: Path) -> None:
    """New clauses before two of one name: the first has the number and the words that the second has in the source."""
    once = brought_home(printed(new="Felles"), AGREEMENT, tmp_path)
    assert not once.of("moved", "deleted")
    assert [(f.was, f.text) for f in once.of("renumbered")] == [("punkt 4", "punkt 5"), ("punkt 5", "punkt 7")]


LISTED = """\
avtale bod «LEIEAVTALE»; målform bokmål.

punkt 1 «Leie»

«Leieren dekker:[opplysning]»

- «Stille bil til disposisjon i {biltid} dager.[opplysning]»
- «Stille båt til disposisjon i {båttid} dager.[formål]»
- «Betale strømmen.[overlatt]»

verdi biltid er 5.
verdi båttid er 7.
"""


def test_a_new_bullet_does_not_turn_the_others_round(tmp_path: Path) -> None:
    """The bookmarks count the passages of the clause, and the second bullet has the third's in the source by now."""
    contract = load_text(LISTED, "bod.vka").contract
    assert contract is not None
    made = opened(to_docx(compose(contract)))
    bullet = next(p for p in made.paragraphs if "bil til" in p.text)
    bullet.insert_paragraph_before("Vaske huset.").style = bullet.style
    once = brought_home(saved(made), LISTED, tmp_path)
    assert [f.text for f in once.of("new")] == ["- Vaske huset."]
    done = once.text.replace("[ny]", "[opplysning]")
    again = brought_home(saved(made), done, tmp_path)
    assert again.text == done
    assert not again.findings


SWAPPED = AGREEMENT.replace("Mer, jf.", "Mer om bilen, jf.").replace("Mindre, jf.", "Mindre om hagen, jf.")


def swap(made: Document, first: str, second: str) -> None:
    """Two clauses of a heading and a passage each, told by words of their passages, change places."""
    one, other = (next(p for p in made.paragraphs if words in p.text)._p for words in (first, second))
    heading = one.getprevious()
    for part in (other.getprevious(), other):
        heading.addprevious(part)


def test_two_clauses_of_one_name_that_change_places(tmp_path: Path) -> None:
    """Their passages tell which is which when the document comes once more."""
    contract = load_text(SWAPPED, "bod.vka").contract
    assert contract is not None
    made = opened(to_docx(compose(contract)))
    swap(made, "bilen", "hagen")
    once = brought_home(saved(made), SWAPPED, tmp_path)
    assert once.text.index("hagen") < once.text.index("bilen")
    again = brought_home(saved(made), once.text, tmp_path)
    assert again.text == once.text
    assert not again.findings


def test_an_older_document_brings_back_the_order_it_has(tmp_path: Path) -> None:
    """The source got its clauses the other way round by hand; each keeps what stands under it and its references."""
    contract = load_text(AGREEMENT, "bod.vka").contract
    assert contract is not None
    older = to_docx(compose(contract))
    leie, varsel = "Leien er høy, jf. <punkt {}>.[opplysning]", "Varselet er skriftlig, jf. <punkt {}>.[opplysning]"
    clauses = "punkt 2 «{}»\n«{}»\n\npunkt 3 «{}»\n«{}»"
    turned = AGREEMENT.replace(
        clauses.format("Leie", leie.format(3), "Varsel", varsel.format(2)),
        clauses.format("Varsel", varsel.format(3), "Leie", leie.format(2)),
    ).replace("<punkt 2> og <punkt 3>", "<punkt 3> og <punkt 2>")
    assert turned.count("punkt 2 «Varsel»") == 1
    assert brought_home(older, turned, tmp_path).text == AGREEMENT


def test_of_two_copies_the_one_in_its_place_keeps_what_is_the_lines(tmp_path: Path) -> None:
    """A copy before it, with the bookmark, is the new one."""
    contract = load_text(LISTED, "bod.vka").contract
    assert contract is not None
    made = opened(to_docx(compose(contract)))
    lead, bullet = (next(p for p in made.paragraphs if words in p.text)._p for words in ("dekker", "strømmen"))
    lead.addprevious(deepcopy(bullet))
    done = brought_home(saved(made), LISTED, tmp_path)
    assert not done.of("moved")
    assert "- «Betale strømmen.[overlatt]»" in done.text
