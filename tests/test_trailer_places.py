"""A side remark that its statement does not read is an error, never lost without a word."""

from __future__ import annotations

import pytest

from dsl.parse import parse_any
from dsl.trailer_places import misplaced
from tests import helpers as h

ROLE = "rolle vert (verten): nøyaktig én part"
RULE = "regel r: prisen er avtalt alltid"
QUANTITY = "beløp pris (prisen) er kr 1"
NORM = "plikt p: verten skal «møte»"
SILENCE = "taushet t: «renter»"
EVENT = "hendelse møte (møtet): en vert (møte, møter, har møtt)"
HAPPENED = "den 1.1.2020: verten møter"


@pytest.mark.parametrize(
    ("statement", "remark", "what"),
    [
        (ROLE, "frist 1.1.2020", "frist"),
        (RULE, "gjentas hver 1.1", "gjentas"),
        (QUANTITY, "dekket med (prisen)", "dekket med"),
        (QUANTITY, "overfor verten", "overfor"),
        (RULE, "følge x", "følge"),
        (RULE, "oppfylt når prisen er avtalt", "oppfylt når"),
        (QUANTITY, "bortfaller når prisen er avtalt", "bortfaller når"),
        (EVENT, "brutt når prisen er avtalt", "brutt når"),
        (NORM, "der møtet gjelder en dag", "der"),
        (NORM, "utføres av verten", "utføres av"),
        (NORM, "brudd", "brudd"),
        (NORM, "følger møte", "følger"),
        (NORM, "bare av part", "bare av part"),
        (NORM, "engelsk «meet»", "engelsk"),
        (RULE, "avgjøres av «retten»", "avgjøres av"),
        (RULE, "taler for «det ene»", "taler for"),
        (RULE, "truffet av «retten»", "truffet av"),
        (RULE, "valgt av «partene»", "valgt av"),
        (RULE, "kjent fra 1.1.2020", "kjent fra"),
        (RULE, "den 1.1.2020", "den"),
        (RULE, "målform nynorsk", "målform"),
        (RULE, "identifikator «LOV-1»", "identifikator"),
        (QUANTITY, "i kraft fra 1.1.2020", "i kraft fra"),
        (SILENCE, "fram til 1.1.2020", "fram til"),
        (RULE, "utfylles av <lov § 1>", "utfylles av"),
        (NORM, "vilkår for r", "vilkår for"),
        (RULE, "gjelder x", "gjelder"),
        (RULE, "betinget", "betinget"),
    ],
)  # fmt: skip
def test_a_remark_nothing_reads(statement: str, remark: str, what: str) -> None:
    """It is named, at its own place."""
    text = f"avtale a «A».\n{statement}; {remark}.\n"
    tree, errors = parse_any(text)
    assert tree is not None
    assert [(e.code, dict(e.words)["what"]) for e in errors] == [("V122", what)]
    start = text.rindex(remark)
    assert start - 2 <= errors[0].span.start <= start + len(remark)


@pytest.mark.parametrize("remark", ["avgjøres av «retten»", "frist 1.1.2020", "engelsk «meet»", "den 1.1.2020"])
def test_a_remark_nothing_reads_in_a_case(remark: str) -> None:
    """In a case too."""
    _, errors = parse_any(f"sak s til a.\n{HAPPENED}; {remark}.\n")
    assert [e.code for e in errors] == ["V122"]


@pytest.mark.parametrize("remark", ["merknad «m»", "kilde «k»", "fordi «f»", "råd «r»", "hjemmel <lov § 1>"])
@pytest.mark.parametrize("statement", [ROLE, RULE, QUANTITY, NORM, SILENCE, EVENT])
def test_what_is_for_people_may_stand_anywhere(statement: str, remark: str) -> None:
    """A remark, a source, a reason, an advice and a ground."""
    tree, errors = parse_any(f"avtale a «A».\n{statement}; {remark}.\n")
    assert tree is not None
    assert errors == []


def test_every_file_of_the_project_has_its_remarks_in_place() -> None:
    """Agreements, statutes, amendments and cases."""
    files = [*(h.ROOT / "agreements").rglob("*.vka"), *(h.ROOT / "agreements").rglob("*.sak")]
    assert len(files) > 60
    for file in files:
        tree, errors = parse_any(file.read_text(encoding="utf-8"))
        assert tree is not None, (file, errors)
        assert list(misplaced(tree)) == [], file
