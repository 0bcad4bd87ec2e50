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


# ── when ──
NOTICE = """\
avtale varsler «VARSLER».
part A «A as» er part-her. part B «B as» er part-her.
rolle part-her (parten, parter): alle parter.

punkt 1 «Varsel»
«Partene kan varsle.[varsel, gitt]»

hendelse varsel (varselet): en part-her (varsle, varsler, har varslet);
  der varselet er sendt en dag;
  der varselet er mottatt en dag (tidligst samme dag og når det er sendt);
  der varselet er lest en dag (kan mangle) (tidligst når det er mottatt);
  der varselet gjelder en dag (kan mangle);
  utføres av parten.
regel gitt: et varsel er gitt når varselet er mottatt og varselet er sendt.
"""
NOTICE_HEAD = "sak s til varsler.\nkomplett til 1.1.2026.\n"


@pytest.mark.parametrize(
    ("details", "field", "first", "place"),
    [
        ("varselet er mottatt 31.1.2025", "«mottatt» 31.1.2025 kan ikke være før 1.2.2025",
         "dagen det hendte", "s.sak:3:5"),
        ("varselet er sendt 5.2.2025; varselet er mottatt 4.2.2025", "«mottatt» 4.2.2025 kan ikke være før 5.2.2025",
         "dette kommer først", "s.sak:3:"),
        ("varselet er mottatt 4.2.2025; varselet er sendt 5.2.2025", "«mottatt» 4.2.2025 kan ikke være før 5.2.2025",
         "dette kommer først", "s.sak:3:"),
        ("varselet er mottatt 4.2.2025; varselet er lest 3.2.2025", "«lest» 3.2.2025 kan ikke være før 4.2.2025",
         "dette kommer først", "s.sak:3:"),
    ],
)  # fmt: skip
def test_a_day_cannot_come_before_what_it_follows(details: str, field: str, first: str, place: str) -> None:
    """A receipt before the notice, or before its sending, is an error that shows both days."""
    (wrong,) = wrongs(f"den 1.2.2025: A varsler; {details}.", load_text(NOTICE), NOTICE_HEAD)
    assert wrong.startswith(f"feil V622: {field}")
    assert first in wrong
    assert place in wrong
    assert "rett den ene dagen" in wrong


@pytest.mark.parametrize(
    "details",
    [
        "varselet er mottatt 1.2.2025",
        "varselet er sendt 31.1.2025; varselet er mottatt 1.2.2025; varselet er lest 1.2.2025",
        "varselet er sendt 3.2.2025; varselet er mottatt 3.2.2025",
        "varselet er lest 3.1.2025",  # when it was received is not told
        "varselet gjelder 1.1.2020",
    ],
)
def test_days_in_order_are_taken(details: str) -> None:
    """The same day will do; what no bound is declared for may come before."""
    assert wrongs(f"den 1.2.2025: A varsler; {details}.", load_text(NOTICE), NOTICE_HEAD) == []


@pytest.mark.parametrize(
    ("bound", "advice"),
    [
        ("(tidligst når det er sent)", "mente du «når den er sendt»?"),
        ("(tidligst når det er hørt av alle)", "skriv «(tidligst samme dag)»"),
        ("(tidligst samme dag og når det er borte)", "skriv «(tidligst samme dag)»"),
    ],
)
def test_a_bound_names_a_day_of_the_event(bound: str, advice: str) -> None:
    """Another word is an error, with the nearest that would do."""
    loaded = load_text(NOTICE.replace("(tidligst samme dag og når det er sendt)", bound))
    (wrong,) = (show(d, loaded.source) for d in loaded.diagnostics)
    assert wrong.startswith("feil V212")
    assert advice in wrong


def test_only_a_day_has_a_bound() -> None:
    """An organ does not come before anything."""
    loaded = load_text(
        NOTICE.replace(
            "der varselet gjelder en dag (kan mangle)", "der varselet er rettet mot en part-her (tidligst samme dag)"
        )
    )
    assert [d.code for d in loaded.diagnostics] == ["V212"]


@pytest.mark.parametrize(
    "event",
    [
        "den 2.1.2024: Ibestad sier opp avtalen; oppsigelsen er mottatt 1.1.2024",
        "den 1.1.2024: Ibestad sier opp avtalen; oppsigelsen er sendt 3.1.2024; oppsigelsen er mottatt 2.1.2024",
        "den 2.1.2024: Ibestad krever opphør; opphørskravet er mottatt 1.1.2024",
        "den 2.1.2024: kommunestyret i Ibestad vedtar oppløsning; oppløsningsvedtaket er meldt 1.1.2024",
    ],
)
def test_the_real_agreement_declares_its_bounds(event: str) -> None:
    """A notice, a claim and a vote reach nobody before they are given (points 11.1, 12)."""
    (wrong,) = wrongs(event + ".", agreement(), "sak s til ikt.\nkomplett til 1.1.2026.\n")
    assert wrong.startswith("feil V622")
