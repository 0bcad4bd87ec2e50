"""The laws of laying out a file: nothing but white space changes, and it changes only once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.format import FormatError, format_source
from dsl.format_layout import WIDTH
from dsl.format_pieces import read_pieces
from dsl.parse import parse_any, tokens
from tests.syntax_shape import shape

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*(ROOT / "agreements").rglob("*.vka"), *(ROOT / "agreements").rglob("*.sak")])
BLANKS = (" ", "\n", "  ", "\t", "\n\n", "\r\n")
COMMENTS = (" # bemerkning\n", "\n# en linje for seg\n", "\n\n# «ulukket (\n\n# to\n")

EXAMPLE = """\
avtale prøve «AVTALE OM PRØVING»; målform bokmål.
# om partene
part A «A kommune» er vert. part B «B kommune» er gjest fra 1.2.2020.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten, gjester): alle andre parter.
rolle kommune (kommunen, kommuner): alle parter.
ting eiendel (eiendelen). utvalg organ: rådet, styret.
punkt 1 «Varsel og pris»
«Oppsigelse gis {varslingstid} i forveien.[oppsigelse, i-tide] Prisen er {sats} av kostnadene.[pris, kostnader] Denne
setningen er lang nok til at den må brytes, og den viser til <lov 22.06.2018 nr. 83 §
20-8 første ledd>.[opplysning]»
- «Første {takt}.[opplysning]» a. «Andre  * ledd*, som også er langt nok til å fylle mer enn én linje i kilden, slik at det brytes.[formål]»
verdi varslingstid er 1 år. verdi sats er 6,25 %. verdi beløpet-a er kr 1 500 000.   verdi takt er hver 1/1 og 1/7.
verdi liste er plan, budsjett og årsrapport. verdi rett-hjemmel er <kommuneloven § 20-8>. verdi sted er «Trondenes».
hendelse oppsigelse (oppsigelsen): en kommune (si, sier, har sagt) opp avtalen; der oppsigelsen er enten skriftlig eller
muntlig; der oppsigelsen gjelder en dag (kan mangle); utføres av kommunen; brudd; merknad «en», «to».
tilstand i-kraft: avtalen er i kraft fra og med startdagen fram til (den dag avtalen er sagt opp).
regel i-tide: en oppsigelse er gitt i tide tolkning av «gis {varslingstid} i forveien» lesning kalender (foretrukket)
når oppsigelsen er gitt senest {varslingstid} før dagen med mindre avtalen er i kraft fordi «ordlyden» lesning helt-år
alltid fordi «formålet» mot «ordlyden».
regel lang: en kommune er stor når kommunen har sagt opp avtalen og (oppsigelsen er skriftlig eller oppsigelsen er gitt i tide)
og ikke (avtalen er i kraft) og antall kommuner er mer enn 2.
beløp pris (prisen) for en kommune i et år er {sats} · (kostnadene i året − kr 5) / 2 + kr 1 når kommunen er A, kr 10 når kommunen
er B, ellers summen av (kostnadene i året) for hver kommune der kommunen er stor.
beløp kostnader (kostnadene) i et år oppgis i saken; kilde «regnskapet».
dag startdag (startdagen) er den seneste av (1.1.2020, den dag avtalen er inngått).
unntak u fra pris når dagen er tidligst 26.4.2021: er kr 0; hjemmel <kommuneloven § 20-8>. forrang u går foran v.
kompetanse k: enhver kommune kan tre ut ved en oppsigelse fra kommunen slik at avtalen er ute når oppsigelsen er gitt i tide.
plikt p: verten skal «rapportere til alle»  når avtalen er i kraft; gjentas {takt}; frist taushet frist utfylt med 1.1.2020.
taushet frist: «når»; råd «avtal».
spørsmål q: nb «Kan {kommune} tre ut {dag}?», «Er {kommune} ute {dag}?» engelsk «Can {kommune} exit?» svar kan kommunen: kommunen
har trådt ut.
"""
CASE = """\
sak s til prøve «oppdiktet»; kilde «ingen». komplett til 1.11.2026 for oppsigelse, varsel.
part C «C kommune» er gjest fra 1.1.2023. ting lager er en eiendel.
den 12.12.2019 varselet: A sier opp avtalen; oppsigelsen er skriftlig; oppsigelsen gjelder 1.1.2024; kjent fra 4.1.2024; kilde «SvarUt».
skjønn den 2.5.2023: A er ikke stor; truffet av «styret»; fordi «…».
faktum: kostnadene i 2023 = kr 9 000 000. ukjent: lager er felles. valgt: lesning kalender av i-tide; den 9.3.2021.
uteblitt: B sier opp avtalen fra 1.1.2020 fram til 1.11.2026.
spør den 23.11.2026 kjent til 1.1.2026: «Kan A tre ut 1.1.2025?» venter omstridt ja.
"""


def comments(text: str) -> list[str]:
    """All comments in order, as they are written."""
    read = read_pieces(text, tokens(text))
    found = []
    for piece in read.pieces:
        found += [c.text for c in piece.comments]
        found += [piece.remark] if piece.remark else []
    return found + [c.text for c in read.closing]


def comments_by_eye(text: str) -> list[str]:
    """The same, found without the parser: «#» outside « » to the end of the line."""
    quoted = re.compile(r"(«(?:[^«»]|«[^«»]*»)*»)|(#[^\n]*)")
    return [m.group(2).rstrip() for m in quoted.finditer(text) if m.group(2)]


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Every agreement and case of the project, and two that have every statement of the grammar."""
    real = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in SOURCES}
    return {"example.vka": EXAMPLE, "example.sak": CASE, **real}


def test_the_files_can_be_read(sources: dict[str, str]) -> None:
    """The laws below are laws about files without reading errors; these have none."""
    assert {name: parse_any(text)[1] for name, text in sources.items()} == {name: [] for name in sources}
    assert any(name.startswith("agreements/") for name in sources)


def test_meaning_is_kept(sources: dict[str, str]) -> None:
    """parse(format(x)) == parse(x), up to spans and folded white space."""
    for name, text in sources.items():
        assert shape(parse_any(format_source(text))[0]) == shape(parse_any(text)[0]), name


def test_only_white_space_changes(sources: dict[str, str]) -> None:
    """Every other character is kept, in order."""
    for name, text in sources.items():
        assert "".join(format_source(text).split()) == "".join(text.split()), name


def test_twice_is_once(sources: dict[str, str]) -> None:
    """format(format(x)) == format(x)."""
    for name, text in sources.items():
        once = format_source(text)
        assert format_source(once) == once, name


def test_comments_are_kept(sources: dict[str, str]) -> None:
    """The comments of x, in order, are the comments of format(x)."""
    for name, text in sources.items():
        assert comments_by_eye(format_source(text)) == comments_by_eye(text), name


def test_one_long_line_is_laid_out_the_same(sources: dict[str, str]) -> None:
    """A file without comments, all on one line, is laid out as the file with its lines is."""
    for name, text in sources.items():
        bare = re.sub(r"(«(?:[^«»]|«[^«»]*»)*»)|#[^\n]*", r"\1", text)
        assert format_source(" ".join(bare.split())) == format_source(bare), name


def test_lines_are_short(sources: dict[str, str]) -> None:
    """No line is longer than WIDTH but for a word without a blank, or a comment."""
    for name, text in sources.items():
        for line in format_source(text).splitlines():
            # «§ 20-8» is kept together, so a line may end a little later than its last blank
            assert len(line) <= WIDTH or "#" in line or len(line.split()) == 1, (name, line)


@settings(max_examples=60)
@given(st.data())
def test_any_layout_is_laid_out_the_same(data: st.DataObject) -> None:
    """However a file's tokens are spaced, the layout is the same, and with comments strewn in all laws still hold."""
    text = data.draw(st.sampled_from((EXAMPLE, CASE)))
    words = re.findall(r"«(?:[^«»]|«[^«»]*»)*»|\S+", re.sub(r"#[^\n]*", "", text))
    blanks = data.draw(st.lists(st.sampled_from(BLANKS), min_size=1, max_size=40))
    spaced = "".join(word + blanks[at % len(blanks)] for at, word in enumerate(words))
    laid = format_source(spaced)
    assert laid == format_source(re.sub(r"#[^\n]*", "", text))
    pieces = read_pieces(laid, tokens(laid)).pieces
    places = data.draw(st.dictionaries(st.integers(0, len(pieces) - 1), st.sampled_from(COMMENTS), max_size=12))
    strewn = "".join(piece.text + places.get(at, " ") for at, piece in enumerate(pieces))
    once = format_source(strewn)
    assert format_source(once) == once
    assert comments_by_eye(once) == comments_by_eye(strewn)
    assert comments(once) == comments(strewn)
    assert shape(parse_any(once)[0]) == shape(parse_any(text)[0])


@given(st.text(st.characters(codec="utf-8", exclude_characters="«»"), max_size=300))
def test_any_prose_is_kept(prose: str) -> None:
    """Whatever stands between « and » is the same words after layout, and layout of it is stable."""
    source = f"avtale a «T».\n«{prose}»\n- «{prose}»\nverdi v er «{prose}»."
    once = format_source(source)
    assert format_source(once) == once
    assert shape(parse_any(once)[0]) == shape(parse_any(source)[0])


def test_a_file_with_errors_is_not_laid_out() -> None:
    """The error carries every reading error of the file."""
    with pytest.raises(FormatError) as caught:
        format_source("avtale a «T».\nverdi x 1 år.\nverdi y er 2 år.\nverdi z 1 år.\n")
    assert [d.code for d in caught.value.diagnostics] == ["V101", "V101"]


def test_the_layout_itself(golden: Callable[[str, str], None]) -> None:
    """How every statement of the language is laid out."""
    golden("format_example.vka", format_source(EXAMPLE))
    golden("format_example.sak", format_source(CASE))
