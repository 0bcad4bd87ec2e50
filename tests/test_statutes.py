"""Statutes as modules: their text word for word, what an agreement takes from them, and what can be wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import vka
from dsl.codec import decode, encode
from dsl.diagnostics import show
from dsl.format import format_source
from dsl.law import paragraphs_of, section_of, statute_of
from dsl.pipeline import Loaded, load_bytes, load_text
from dsl.sources import linked_bytes
from renderers.compose import compose
from renderers.to_text import to_text
from vka.accounting import by_clause, total

ROOT = Path(__file__).parent.parent
STATUTES = tuple(sorted((ROOT / "agreements" / "lover").glob("*.vka")))
GIVEN = ROOT / "tests" / "data" / "statutes.md"

LAW = """\
lovtekst husloven «Lov om hus»; identifikator «LOV-1».

paragraf 3 «Utflytting»

«Enhver kan flytte med tre måneders varsel.[lovens-flytting]»

rolle leier (leieren, leiere): alle parter.
hendelse varsel (varselet): en leier (varsle, varsler, har varslet) utflytting;
  der varselet er mottatt en dag;
  utføres av leieren.
tilstand flyttet: en leier (flytte, flytter, har flyttet) ut.
verdi lovens-tid er 3 måneder.
kompetanse lovens-flytting: enhver leier kan flytte ut fra ({lovens-tid} etter (den dag varselet er mottatt))
  ved et varsel fra leieren;
  fravikelig.
spørsmål flytte: nb «Kan {leier} flytte {dag}?» svar kan leieren: leieren har flyttet ut på dagen.

«Avtalen skal være godkjent av styret.[lovens-godkjenning]»

hendelse godkjenning (godkjenningen): styret i en leier (godkjenne, godkjenner, har godkjent) avtalen;
  utføres av leieren.
regel gyldig: avtalen er gyldig når styret i enhver leier har godkjent avtalen.
regel lovens-godkjenning: styrene har godkjent når styret i enhver leier har godkjent avtalen;
  ufravikelig;
  vilkår for gyldig.
"""
HEAD = "avtale a «A».\nbygger på «lov.vka».\npart A «A as» er leier.\npart B «B as» er leier.\n"


def with_law(body: str, law: str = LAW) -> Loaded:
    """An agreement with a body that builds on a statute."""
    return load_text(HEAD + body, "a.vka", lambda _: law.encode())


def codes(loaded: Loaded) -> list[str]:
    """The codes of its errors, in order."""
    return [d.code for d in loaded.diagnostics]


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────


def given() -> dict[str, dict[str, list[str]]]:
    """The paragraphs of each section of each statute, from the given text."""
    out: dict[str, dict[str, list[str]]] = {}
    law = section = ""
    for line in GIVEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("## ") and "LOV-" in line:
            law = line.removeprefix("## ").split(" ")[0].casefold()
        elif found := re.match(r"#+ § (\d+(?:-\d+)?)\.?\s*(.*)", line):
            section = found[1]
            out.setdefault(law, {})[section] = [found[2]] if found[2] else []
        elif line.startswith("#"):
            section = ""
        elif line.strip() and section:
            out[law][section].append(line.strip().removeprefix("- ").strip("*"))
    return out


@pytest.mark.parametrize("path", STATUTES, ids=lambda p: p.stem)
def test_a_statute_is_printed_word_for_word(path: Path) -> None:
    """Every paragraph, list item and note of the given text is printed, in order, and nothing else."""
    agreement = vka.load(path, cache=False)
    printed = to_text(compose(agreement.contract), width=None)
    wanted = given()[path.stem]
    lines = [line.strip().removeprefix("- ") for line in printed.splitlines() if line.strip()]
    start = max(at for at, line in enumerate(lines) if re.match(rf"§ {next(iter(wanted))}\b", line))
    found: dict[str, list[str]] = {}
    section = ""
    for line in lines[start:]:
        heading = re.match(r"§ (\d+(?:-\d+)?)(?:\. (.*))?$", line)
        if heading:
            section = heading[1]
            found[section] = [heading[2]] if heading[2] else []
        else:
            found[section].append(line)
    assert found == wanted


@pytest.mark.parametrize("path", STATUTES, ids=lambda p: p.stem)
def test_every_sentence_of_a_statute_is_accounted_for(path: Path) -> None:
    """A mark on each: a rule, a requirement, or why there is none."""
    counted = total(by_clause(vka.load(path, cache=False).contract))
    assert counted.accounted == counted.sentences > 0


@pytest.mark.parametrize("path", STATUTES, ids=lambda p: p.stem)
def test_a_statute_is_laid_out(path: Path) -> None:
    """``vka fmt`` leaves it as it is."""
    text = path.read_text(encoding="utf-8")
    assert format_source(text) == text


def test_a_paragraph_reads_as_it_did_on_a_day() -> None:
    """§ 20-4 fifth paragraph said fylkesmannen until 1.6.2021 (lov 7.5.2021 nr. 34)."""
    contract = vka.load(ROOT / "agreements" / "lover" / "kommuneloven.vka", cache=False).contract
    (law,) = contract.statutes
    assert "orientere fylkesmannen" in law.text("20-4", 5, date(2021, 5, 31))
    assert "orientere statsforvalteren" in law.text("20-4", 5, date(2021, 6, 1))
    assert max(p.paragraph for p in law.passages if p.section == "20-4") == 5


@pytest.mark.parametrize(
    ("reference", "section", "paragraphs"),
    [
        ("kommuneloven § 20-8 andre ledd", "20-8", (2,)),
        ("kommuneloven § 20-2 fjerde og femte ledd", "20-2", (4, 5)),
        ("kommuneloven § 20-4 annet ledd", "20-4", (2,)),
        ("sameigelova § 15", "15", ()),
        ("§ 11 andre stykket", "11", (2,)),
        ("lov 25.9.1992 nr. 107 § 28-1 b", "28-1 b", ()),
        ("kommuneloven", "", ()),
    ],
)
def test_references_are_read(reference: str, section: str, paragraphs: tuple[int, ...]) -> None:
    """Section and paragraphs, in bokmål and nynorsk."""
    assert section_of(reference) == section
    assert paragraphs_of(reference) == paragraphs


def test_a_contract_with_statutes_survives_storage() -> None:
    """What is kept between runs is the same contract."""
    contract = vka.load(ROOT / "agreements" / "ibestad_harstad.vka", cache=False).contract
    assert decode(encode(contract)) == contract
    assert [s.name for s in contract.statutes] == ["kommuneloven", "sameigelova", "domstolloven"]
    assert statute_of(contract.statutes, "ny kommunelov § 20-1") is contract.statutes[0]


def test_a_statute_is_not_printed_in_the_contract() -> None:
    """The signed text is the agreement's alone, and so is its coverage."""
    contract = vka.load(ROOT / "agreements" / "ibestad_harstad.vka", cache=False).contract
    assert all("§" not in sentence.clause for sentence in contract.sentences)
    assert all("§" not in block.clause for block in contract.blocks)


def test_the_digest_covers_the_statutes() -> None:
    """A changed statute is another contract."""
    loaded, other = with_law(""), with_law("", LAW.replace("3 måneder", "4 måneder"))
    assert loaded.contract is not None
    assert other.contract is not None
    assert loaded.contract.digest != other.contract.digest


# ── what an agreement takes and leaves ──────────────────────────────────────────────────────────────────────────────

_OWN = """
punkt 1 «Flytting»
«Enhver kan flytte straks.[flytting]»
kompetanse flytting: enhver leier kan flytte ut ved et varsel fra leieren{trailer}.
"""


def test_an_agreement_without_a_rule_takes_the_statutes() -> None:
    """Its power, its vocabulary and its question."""
    loaded = with_law("")
    assert codes(loaded) == []
    assert loaded.contract is not None
    assert [n.name for n in loaded.contract.norms] == ["lovens-flytting"]
    assert [q.name for q in loaded.contract.questions] == ["flytte"]


def test_a_default_rule_gives_way() -> None:
    """``fraviker`` leaves it out; the contract remembers what it was set aside by."""
    loaded = with_law(_OWN.format(trailer="; fraviker <husloven § 3 første ledd>"))
    assert codes(loaded) == []
    assert loaded.contract is not None
    assert [n.name for n in loaded.contract.norms] == ["flytting"]
    (rule,) = [r for r in loaded.contract.ranked if r.name == "lovens-flytting"]
    assert rule.set_aside_by == ("flytting",)
    assert not rule.applies


def test_two_ways_to_one_state_need_a_rank() -> None:
    """V511, at the agreement's statement, with the statute's place beside it."""
    loaded = with_law(_OWN.format(trailer=""))
    assert codes(loaded) == ["V511"]
    shown = show(loaded.diagnostics[0], loaded.source)
    assert "--> a.vka:8:" in shown
    assert "lov.vka:15:" in shown


def test_a_mandatory_rule_is_not_departed_from() -> None:
    """V509 quotes both places."""
    rule = "regel gyldig: avtalen er gyldig alltid; fraviker <husloven § 3 andre ledd>.\n"
    body = f"punkt 1 «X»\n«Alt gjelder.[gyldig]»\n{rule}"
    loaded = with_law(body)
    assert codes(loaded) == ["V509"]
    shown = show(loaded.diagnostics[0], loaded.source)
    assert "husloven § 3 andre ledd" in shown
    assert "regel gyldig: avtalen er gyldig alltid" in shown
    assert "ufravikelig;" in shown
    assert "lov.vka:" in shown


def test_errors_in_a_statute_are_told_where_they_stand() -> None:
    """The file, line and section of the statute, not of the agreement."""
    loaded = with_law("", LAW.replace("verdi lovens-tid er 3 måneder.", "verdi lovens-tid 3 måneder."))
    (first, *_) = loaded.diagnostics
    shown = show(first, loaded.source, loaded.heading_at(first.span.start))
    assert "--> lov.vka:12:" in shown
    assert "husloven § 3 Utflytting" in shown


def files(**texts: str) -> Loaded:
    """The file ``a`` among files that name each other."""
    return load_text(texts["a"], "a.vka", lambda path: texts[Path(path).stem].encode())


def test_a_circle_is_told() -> None:
    """V115 at the statement that closes it."""
    loaded = files(
        a="avtale a «A».\nbygger på «b.vka».", b="lovtekst b «B».\nbygger på «c.vka».",
        c="lovtekst c «C».\nbygger på «b.vka».",
    )  # fmt: skip
    assert codes(loaded) == ["V115"]
    assert loaded.source.part(loaded.diagnostics[0].span.start).name == "c.vka"


def test_a_statute_reached_twice_is_read_once() -> None:
    """Two statutes may build on a third."""
    loaded = files(
        a="avtale a «A».\nbygger på «b.vka».\nbygger på «c.vka».", b="lovtekst b «B».\nbygger på «d.vka».",
        c="lovtekst c «C».\nbygger på «d.vka».", d="lovtekst d «D».",
    )  # fmt: skip
    assert codes(loaded) == []
    assert loaded.contract is not None
    assert sorted(s.name for s in loaded.contract.statutes) == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"a": "avtale a «A».\nbygger på «b.vka».", "b": "avtale b «B»."}, "V118"),
        ({"a": "lovtekst a «A».\nbygger på «b.vka».", "b": "avtale b «B»."}, "V118"),
        ({"a": "avtale a «A».\nbygger på «b.vka».\nbygger på «b.vka».", "b": "lovtekst b «B»."}, "V116"),
        ({"a": "lovtekst a «A».\npart X «X» er y."}, "V117"),
        ({"a": "lovtekst a «A».\npunkt 1 «X»"}, "V117"),
        ({"a": "avtale a «A».\nparagraf 1 «X»"}, "V117"),
        ({"a": "avtale a «A».\ninnholdskrav k: «x»."}, "V117"),
        ({"a": "avtale a «A».\ninnhold k: x."}, "V202"),
        ({"a": "avtale a «A».\nspenning s mellom punkt 1 og punkt 2: «x»."}, "V404"),
    ],
)
def test_what_is_out_of_place_is_told(texts: dict[str, str], code: str) -> None:
    """In agreements, in statutes, and between them."""
    assert code in codes(files(**texts))


WORDINGS = "lovtekst l «L».\nparagraf 1 «X»\n«Første.[opplysning]»{}\n«Andre.[opplysning]»{}\n"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("; fram til 1.6.2021.", "; i kraft fra 1.6.2021.", ""),
        ("; fram til 1.6.2021.", "; i kraft fra 01.06.2021.", ""),
        ("; fram til 1.6.2021.", "; i kraft fra 1.1.2022.", ""),  # repealed, and another paragraph since
        ("; i kraft fra 1.1.2020; fram til 1.6.2021.", "; i kraft fra 1.6.2021; fram til 1.1.2030.", ""),
        ("; fram til 1.6.2021.", "; i kraft fra 31.5.2021.", "V119"),
        ("; fram til 1.6.2021.", "; i kraft fra 1.1.2021; fram til 1.1.2022.", "V119"),
        ("; i kraft fra 1.6.2021; fram til 1.6.2021.", "", "V120"),
        ("; i kraft fra 1.6.2021; fram til 1.1.2021.", "", "V120"),
    ],
)
def test_wordings_of_one_paragraph_follow_each_other(first: str, second: str, code: str) -> None:
    """Two in force on one day are an error that shows both; so is one that ends before it begins."""
    loaded = load_text(WORDINGS.format(first, second), "l.vka")
    assert codes(loaded) == ([code] if code else [])
    assert all(d.notes for d in loaded.diagnostics)


def test_the_same_day_written_otherwise_is_the_same_day() -> None:
    """«01.06.2021» ends what begins on 1.6.2021: one paragraph with two wordings, not two."""
    contract = load_text(WORDINGS.format("; fram til 1.6.2021.", "; i kraft fra 01.06.2021."), "l.vka").contract
    assert contract is not None
    assert [p.paragraph for p in contract.statutes[0].passages] == [1, 1]


def test_a_statute_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the file that asks for it, and no traceback."""
    path = tmp_path / "a.vka"
    path.write_text("avtale a «A».\nbygger på «borte.vka».\n", encoding="utf-8")
    with pytest.raises(vka.SourceError, match=r"V114(.|\n)*borte\.vka"):
        vka.load(path, cache=False)
    assert load_bytes(path.read_bytes(), str(path)).diagnostics[0].code == "V114"


def test_only_vka_files_are_built_on() -> None:
    """So that what the cache knows a contract by is all it rests on."""
    assert codes(files(a="avtale a «A».\nbygger på «b.txt».", b="lovtekst b «B».")) == ["V114"]


@pytest.mark.parametrize("between", [" ", "\n", " # som sagt\n  "])
def test_the_cache_knows_every_file_built_on(between: str, tmp_path: Path) -> None:
    """However it is written: a changed statute is read again."""
    law = tmp_path / "b.vka"
    law.write_text("lovtekst b «B»; kilde «en».", encoding="utf-8")
    path = tmp_path / "a.vka"
    path.write_text(f"avtale a «A». bygger på{between}«b.vka».", encoding="utf-8")
    assert linked_bytes(path.read_bytes(), str(path)) == (law.read_bytes(),)


@pytest.mark.parametrize(
    ("day", "office"),
    [(date(2020, 1, 1), "fylkesmannen"), (date(2021, 5, 31), "fylkesmannen"), (date(2021, 6, 1), "statsforvalteren")],
)
def test_a_statute_is_printed_as_it_read_on_a_day(day: date, office: str) -> None:
    """Kommuneloven § 20-4 last paragraph said fylkesmannen until 1.6.2021; nothing else of the text differs."""
    act = vka.load(ROOT / "agreements" / "lover" / "kommuneloven.vka")
    now, then = " ".join(act.render("text").split()), " ".join(act.render("text", day).split())
    assert f"skal vertskommunen orientere {office} om at samarbeidet er opprettet" in then
    assert then.replace("orientere fylkesmannen", "orientere statsforvalteren") == now
