"""What a case cannot tell: of whom, and when. Each is an error with its place, never a fact that counts for nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dsl.assumptions import suppose
from dsl.case_reader import load_case_text
from dsl.diagnostics import show
from dsl.pipeline import Loaded, load_text
from tests.helpers import agreement

SMALL = """\
avtale leie «LEIE».
part Berit «Berit Vik» er utleier. part Arne «Arne Li» er leietaker.
rolle utleier (utleieren): nøyaktig én part.
rolle leietaker (leietakeren, leietakere): alle andre parter.
rolle part-her (parten): alle parter.
rolle søker (søkeren): ingen part ennå.
ting rom (rommet).

punkt 1 «Leie»
«Rommene leies ut.[leie, fri, flytting, utflyttet, søknad, tatt-opp]»

beløp leie (leien) for en leietaker i et år oppgis i saken.
faktum fri: en leietaker er fritatt for et rom.
hendelse flytting (flyttingen): en leietaker (flytte, flytter, har flyttet) ut; utføres av leietakeren.
regel utflyttet: en leietaker er ute når leietakeren har flyttet ut.
hendelse søknad (søknaden): en søker (søke, søker, har søkt) plass; utføres av søkeren.
regel tatt-opp: en søker er tatt opp når søkeren har søkt plass.
"""
HEAD = "sak s til leie.\nkomplett til 1.1.2026.\nting loftet er et rom.\n"


def small() -> Loaded:
    """The small agreement."""
    return load_text(SMALL, "leie.vka")


def wrongs(body: str, about: Loaded | None = None, head: str = HEAD, language: str = "nb") -> list[str]:
    """The errors of a case, as they are shown."""
    read = load_case_text(head + body, "s.sak", about or small())
    assert (read.case is None) == bool(read.diagnostics)
    return [show(d, read.source, language=language) for d in read.diagnostics]


# ── of whom ──
@pytest.mark.parametrize(
    "body",
    [
        "faktum: leien for Berit i 2024 = kr 5.",
        "faktum: Berit er fritatt for loftet.",
        "faktum: Berit er ikke fritatt for loftet.",
        "den 1.1.2025: Berit flytter ut.",
        "ukjent: leien for Berit i 2024.",
        "uteblitt: Berit flytter ut.",
    ],
)
def test_what_is_told_of_one_without_the_role_is_an_error(body: str) -> None:
    """It says which role the slot has, which the party has, and where that is declared."""
    (wrong,) = wrongs(body)
    assert wrong.startswith("feil V621: «Berit» er utleier (avtalen, linje 2), ikke leietaker")
    assert "--> s.sak:4:" in wrong
    assert "rett hvem det gjelder" in wrong


@pytest.mark.parametrize(
    "body",
    [
        "faktum: leien for Arne i 2024 = kr 5.",
        "den 1.1.2025: Arne flytter ut.",
        "part Cato «Cato Moe» er leietaker fra 1.1.2025.\nfaktum: leien for Cato i 2024 = kr 5.",
        "part Cato «Cato Moe» er leietaker fra 1.1.2025.\nden 1.12.2024: Cato søker plass.",
        "part Cato «Cato Moe» er søker.\nden 1.12.2024: Cato søker plass.",
        "part Cato «Cato Moe» er søker.\nfaktum: leien for Cato i 2026 = kr 5.",
    ],
)
def test_who_has_the_role_at_some_time_can_be_told_of(body: str) -> None:
    """Before it joined too; and one who may join may get the role."""
    assert wrongs(body) == []


def test_a_founder_was_never_a_newcomer() -> None:
    """Who has been a party from the start had not the role of one who is none yet."""
    assert wrongs("den 1.1.2019: Arne søker plass.")[0].startswith(
        "feil V621: «Arne» er leietaker (avtalen, linje 2), ikke søker"
    )


def test_the_role_may_be_told_by_the_case() -> None:
    """The place is then the case's own."""
    (wrong,) = wrongs("part Cato «Cato Moe» er utleierhjelp.".replace("utleierhjelp", "leietaker") + "\n"
                      "faktum: Cato er fritatt for loftet.\nfaktum: leien for Berit i 2024 = kr 5.")  # fmt: skip
    assert ":6:" in wrong
    two = "part Cato «Cato Moe» er leietaker.\nden 1.1.2019: Cato søker plass."
    assert "leietaker (saken, linje 4), ikke søker" in wrongs(two)[0]


def test_a_share_of_evidence_of_the_host_is_refused() -> None:
    """In the real agreement it was taken, and then not used (points 11.1, 11.2)."""
    head = "sak s til ikt.\nkomplett til 1.1.2026.\nting lager er en eiendel.\n"
    (wrong,) = wrongs("faktum: bevisbrøken for Harstad i lager = 1/3.", agreement(), head)
    assert re.search(r"«Harstad» er vertskommune \(avtalen, linje \d+\), ikke samarbeidskommune", wrong)
    assert wrongs("faktum: bevisbrøken for Ibestad i lager = 1/3.", agreement(), head) == []
    assert (
        "“Harstad” is vertskommune"
        in wrongs("faktum: bevisbrøken for Harstad i lager = 1/3.", agreement(), head, "en")[0]
    )


def test_a_series_and_an_assumption_are_held_to_it(tmp_path: Path) -> None:
    """A row of a CSV file, and a fact supposed for a run, name parties too."""
    (tmp_path / "leie.csv").write_text(
        "leietaker;år;verdi;kjent fra;kilde\nArne;2024;kr 5;1.1.2024;x\nBerit;2024;kr 5;1.1.2024;x\n", encoding="utf-8"
    )
    read = load_case_text(HEAD + "serie leien fra «leie.csv».", str(tmp_path / "s.sak"), small())
    assert [(d.code, read.source.position(d.span.start)) for d in read.diagnostics] == [("V621", (3, 1))]
    case = load_case_text(HEAD, "s.sak", small()).case
    assert case is not None
    supposed = suppose(case, "leien for Berit i 2027 = kr 5", small(), date(2026, 1, 1))
    assert [d.code for d in supposed.diagnostics] == ["V621"]
