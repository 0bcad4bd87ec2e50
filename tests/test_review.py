"""``vka review``: what a careful lawyer would find in the agreement, each with its place.

What is expected is read off the notes of law on the agreement, not off the program.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import renderers.review_json as module
import vka
from engine.review import Finding, Review, review
from renderers.review_json import review_data, review_json
from renderers.review_text import review_text
from tests.helpers import CASES, SOURCE, agreement, case_file, contract, load, source_text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SECOND = ROOT / "agreements" / "ikt_nordhordland.vka"
SCHEMA: dict[str, Any] = json.loads((Path(module.__file__).parent / "review.schema.json").read_text(encoding="utf-8"))


@cache
def reviewed(lang: str = "nb") -> Review:
    """The review of the real agreement over all cases about it."""
    return review(contract(), [case_file(path) for path in CASES], lang)


def found(kind: str, name: str) -> Finding:
    """The one finding of a kind with a name."""
    (finding,) = [f for f in reviewed().findings if f.kind == kind and f.name == name]
    return finding


def place(finding: Finding, word: str) -> None:
    """Its line is where the word stands in the file."""
    assert word in source_text().splitlines()[finding.line - 1]


# ── required content ────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_required_item_is_missing() -> None:
    """§ 20-4 third paragraph, fifth item, and no other but the open-ended last one."""
    missing = {f.name: f for f in reviewed().findings if f.kind == "mangler"}
    assert set(missing) == {"underretningskrav", "annet-krav"}
    item = missing["underretningskrav"]
    assert item.weight == 3
    assert item.clauses == ("4.1",)
    assert "hvilke av vertskommunens vedtak deltakerne skal underrettes om" in item.title
    assert item.laws == ("kommuneloven § 20-4 tredje ledd",)
    place(item, "taushet underretning")
    assert missing["annet-krav"].weight == 2


def test_every_item_of_the_act_is_asked_for() -> None:
    """Nine, each quoted from § 20-4 third paragraph."""
    assert len(contract().requirements) == 9
    assert {r.clause for r in contract().requirements} == {"kommuneloven § 20-4 tredje ledd"}


@pytest.mark.parametrize(
    ("statement", "requirement"),
    [
        ("innhold uttredenskrav: uttreden, i-tide, overtakelse.", "uttredenskrav"),
        ("innhold oppløsningskrav: enighet, avvikling.", "oppløsningskrav"),
    ],
)
def test_what_nothing_is_tied_to_is_missing(statement: str, requirement: str) -> None:
    """It is found, not known: cut the tie, and the item is missing, without a place."""
    text = source_text()
    assert statement in text
    cut = load(text.replace(statement, "")).contract
    assert cut is not None
    item = next(f for f in review(cut).findings if f.name == requirement)
    assert item.weight == 3
    assert not item.declared
    assert item.line == 0


# ── references ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_wrong_references_are_found() -> None:
    """11.2 cites § 20-4 for § 20-8; 6.1 gives no number; 2 has the wrong month."""
    wrong = {f.clauses[0]: f for f in reviewed().findings if f.kind == "henvisning"}
    assert set(wrong) == {"2", "6.1", "11.2"}
    assert "«25.11.1992» skal være «25.9.1992»" in wrong["2"].title
    assert "punkt 4.2 og 5.2" in wrong["6.1"].title
    assert "kommuneloven § 20-8 første ledd" in wrong["11.2"].title
    place(wrong["11.2"], "Kommuneleven § 20-4")


def test_the_wrong_section_is_found_without_being_declared() -> None:
    """The rule of 11.2 repeats § 20-8 and begins the state § 20-8 begins; § 20-4 is about the content."""
    text = source_text()
    start = text.index("henvisningsfeil «Kommuneleven § 20-4»")
    undeclared = load(text[:start] + text[text.index(".", text.index("fordi", start)) :].partition("\n")[2])
    assert undeclared.contract is not None
    (wrong,) = [f for f in review(undeclared.contract).findings if f.kind == "henvisning" and f.clauses == ("11.2",)]
    assert not wrong.declared
    assert "§ 20-4 «Samarbeidsavtale»" in wrong.title
    assert any("§ 20-8 «Oppløsning og uttreden»" in d for d in wrong.details)


def test_a_right_reference_is_left_alone() -> None:
    """Clause 2 cites § 20-4 for approval by the councils, which is where it stands."""
    assert not any("Gyldig" in f.title for f in reviewed().findings if f.kind == "henvisning")
    assert [f.clauses for f in reviewed().findings if f.kind == "henvisning" and "§ 20-4" in f.name] == [("11.2",)]


# ── what can never be ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_empty_window_of_clause_2_is_found() -> None:
    """The Act was in force by 31.10.2019, before any approval there is; read by its purpose it is not empty."""
    (empty,) = [f for f in reviewed().findings if f.kind == "tom"]
    assert empty.name == "revisjonsvindu"
    assert empty.clauses == ("2",)
    assert not empty.declared
    assert any("kapittelstarten 31.10.2019 (senest denne dagen: " in d and "ikrafttredelsesdagen" in d
               for d in empty.details)  # fmt: skip
    assert any("«formål»" in d for d in empty.details)


def test_a_window_with_a_day_in_it_is_not_empty() -> None:
    """Had the chapter begun in 2021, changes between conclusion and then would have given a right."""
    text = source_text()
    assert "er 31.10.2019;" in text
    later = load(text.replace("er 31.10.2019;", "er 31.10.2021;")).contract
    assert later is not None
    cases = [case_file(path) for path in CASES if path.stem == "eksempel"]
    assert [f for f in review(later, cases).findings if f.kind == "tom"] == []


# ── readings and their worth ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("point", "clause", "amount", "unit"),
    [
        ("årsandel", "6.3", Decimal("475000.00"), "kroner"),  # 925 000 against 450 000 at the parties' own estimate
        ("i-tide", "11.1", 365, "dager"),  # 1.1.2025 against 1.1.2026
        ("gitt", "11.1", 365, "dager"),  # posted in 2023, received in 2024
        ("hovedstart", "5.1", 366, "dager"),  # 1.1.2021 against 1.1.2020 when the approvals fall in two years
        ("nøkkelbrøk", "11.1", Fraction(143, 360), "andel"),  # 37/360 against a half
        ("akontobeløp", "6.2", Decimal("158333.33"), "kroner"),  # halves of 950 000 against thirds
    ],
)
def test_a_reading_is_worth_what_the_notes_say(point: str, clause: str, amount: Any, unit: str) -> None:
    """The largest difference from the preferred reading, in the answer that shows it best."""
    finding = found("lesning", point)
    assert finding.weight == 3
    assert finding.clauses == (clause,)
    assert (finding.worth[0].amount, finding.worth[0].unit) == (amount, unit)


@pytest.mark.parametrize(("point", "kroner"), [("fratrekk", 25_000), ("sats", 212_500)])
def test_three_parties_show_what_the_singular_is_worth(point: str, kroner: int) -> None:
    """8.5 m or 8.0 m as the base: 25 000; 5 % each or together: 212 500. The formula's own readings are open too."""
    (worth,) = found("lesning", point).worth
    assert worth.amount == kroner
    assert worth.others >= 1


def test_every_reading_point_is_listed_once() -> None:
    """With its readings, and the preferred one first marked; none without a place."""
    listed = [f for f in reviewed().findings if f.kind == "lesning"]
    assert sorted(f.name for f in listed) == sorted(p.name for p in contract().readings)
    for finding in listed:
        assert sum(o.preferred for o in finding.outcomes) == 1
        assert finding.line


def test_a_weak_reading_is_named_apart_and_counted_as_such() -> None:
    """The notes, 6.2(3): halves, thirds, and accrued to date, which is weak; 8.1: «gis» read as arrived and read."""
    finding = found("lesning", "akontobeløp")
    assert "har 2 lesninger og 1 svak" in finding.title
    assert [(o.reading, o.weak) for o in finding.outcomes][-1] == ("påløpt", True)
    assert finding.outcomes[-1].shown == ""
    assert [p.name for p in contract().readings if any(r.strength == "svak" for r in p.readings)] == [
        f.name for f in sorted(reviewed().findings, key=lambda f: f.line) if any(o.weak for o in f.outcomes)
    ]
    assert "(svak)" in review_text(reviewed())
    assert "kan leses på 2 måter" in found("lesning", "hovedstart").title


def test_what_speaks_against_a_reading_is_told() -> None:
    """Reading B of 6.3 makes the variable part negative at the parties' own estimate."""
    against = {o.reading: o.against for o in found("lesning", "årsandel").outcomes}
    assert "negativ" in against["B"]
    assert "; mot: " in review_text(reviewed())


def test_what_cannot_be_counted_says_which_answer_becomes_which() -> None:
    """Never «another answer»: whose, from what, to what; and where no case shows it, which question or norm it is."""
    text = review_text(reviewed())
    assert "et annet svar" not in text
    assert "ja eller nei" not in text
    assert found("lesning", "betaling-består").worth[0].shown == "svaret går fra ja til nei"
    (untried,) = found("lesning", "tiltredelse").details
    assert untried == "Ingen sak viser hva det er verd. Lesningen avgjør svaret på «Kan … bli part i avtalen …?»."
    (norm,) = found("lesning", "vertsinnkjøp").details
    assert "«skal anskaffe utstyr og løsninger på vegne av kommunen»" in norm


def test_a_worth_that_can_be_counted_is() -> None:
    """A notice only an employee has signed (8.1, 11.1): 2025 if that is enough; else a new notice, and 2028."""
    (worth,) = [f.worth[0] for f in reviewed().findings if "Oppsigelsen må være skriftlig" in f.title]
    assert dict(worth.values) == {"kommunestyret": "1.1.2028", "ordlyd": "1.1.2025"}
    assert (worth.unit, worth.amount) == ("dager", 1095)


def test_without_cases_nothing_is_weighed() -> None:
    """A worth is an answer's; without a case there is none, and it is said."""
    bare = [f for f in review(contract()).findings if f.kind == "lesning"]
    assert all(f.worth == () and f.details for f in bare)


# ── silences, tensions, names, slips ────────────────────────────────────────────────────────────────────────────────

GAPS = {
    "oppsigelsesadresse", "oppsigelsesmåte", "tjenestenivå", "sikkerhet", "personvern", "arkiv", "lisenser",
    "tapsgrense", "force-majeure", "forsinkelsesrente", "motregning", "innsyn", "utbistand", "førstart", "investering",
    "sammenslåing", "underleverandør", "planfrist", "innkalling", "rapportfrist", "skissefrist", "vedlegg",
    "tilbaketrekking", "tilbakekall", "rettefrist",
}  # fmt: skip
"""The gap list of the notes, 8.2, by the names the agreement declares them by; *which decisions to notify* is missing
content and told as such."""


def test_every_gap_is_listed_with_its_place() -> None:
    """All of the notes' list, and every other silence declared."""
    listed = {f.name: f for f in reviewed().findings if f.kind == "taushet"}
    assert set(listed) >= GAPS
    assert set(listed) | {"underretning"} == {g.name for g in contract().gaps}
    for name, finding in listed.items():
        place(finding, name)


def test_a_gap_the_act_fills_weighs_less() -> None:
    """Instruction, reversal and appeal are in kommuneloven §§ 20-2 and 20-5, dissolving what is owned together in
    sameigelova § 15.
    """
    light = {f.name for f in reviewed().findings if f.kind == "taushet" and f.weight == 1}
    assert light == {"instruksjon", "omgjøring", "klage", "sameie-underveis"}


def test_the_tensions_are_listed() -> None:
    """3 and 5.2, 5.1 and 14, 4.2 and 6.4, 6.2 and 6.3, 3 and 4.1 and 4.3, and that the cost key is no fraction."""
    pairs = {f.clauses for f in reviewed().findings if f.kind == "spenning"}
    assert pairs >= {("3", "5.2"), ("5.1", "14"), ("4.2", "6.4"), ("6.2", "6.3"), ("3", "4.1", "4.3"), ("6.3", "11.1")}
    assert "ingen brøk" in found("spenning", "nøkkel-uten-brøk").title


@pytest.mark.parametrize(
    ("kind", "clauses", "words"),
    [
        ("spenning", ("6.3",), "Saksbehandlingssystem"),  # the include-list and the exclude-list meet there
        ("spenning", ("4.2",), "forklares med seg selv"),  # «mer prinsipiell karakter»
        ("spenning", ("4.2",), "Myndigheten inkluderer"),
        ("spenning", ("4.2", "5.2"), "definerer det ikke"),
        ("spenning", ("5.1",), "Overskriften"),
        ("taushet", ("12",), "misligholder overfor en annen"),  # no rule between the members
        ("taushet", ("3",), "hvordan målene"),
        ("taushet", ("6.2",), "avvike fra"),
        ("taushet", ("6.3",), "samarbeidsmøte"),
        ("taushet", ("9",), "evalueringen"),
    ],
)
def test_what_the_notes_list_is_found_with_its_place(kind: str, clauses: tuple[str, ...], words: str) -> None:
    """The notes, 8.0 and 8.1, clause by clause."""
    (finding,) = [f for f in reviewed().findings if f.kind == kind and f.clauses == clauses and words in f.title]
    assert finding.line
    assert words.split()[-1] in "\n".join(source_text().splitlines()[finding.line - 1 : finding.line + 3])


def test_the_day_of_a_title_is_the_latest_it_can_be() -> None:
    """The constituting meetings are not dated: by the end of October 2019 at the latest (kommuneloven § 7-1)."""
    assert found("navn", "rådmann").title == "«rådmannen» heter «kommunedirektøren» senest fra 31.10.2019"


def test_no_internal_name_is_shown() -> None:
    """A tension points to the clause and the contested words, and a wrong reference to the section, not to a rule."""
    (detail,) = [d for d in found("spenning", "oppstart").details if "lesningene" in d]
    assert detail == (
        "Se lesningene av «Med mindre partene avtaler annet» og «året etter at avtalen er inngått» (punkt 5.1)."
    )
    spoken = [t for f in reviewed().findings for t in (f.title, *f.details)]
    for point in contract().readings:
        if "-" in point.name:  # a name no one writes in plain words
            assert not any(re.search(rf"(?<![\w-]){point.name}(?![\w-])", text) for text in spoken), point.name
    assert not any("enighet." in d for d in found("henvisning", "Kommuneleven § 20-4").details)


def test_names_out_of_date_are_listed_where_they_stand() -> None:
    """Rådmann in 4.1, 4.2, 5.2 and 8, fylkesmann in 2, Trondenes tingrett in 13."""
    names = {f.name: f.clauses for f in reviewed().findings if f.kind == "navn"}
    assert names == {"rådmann": ("4.1", "4.2", "5.2", "8"), "fylkesmann": ("2",), "tingrett": ("13",)}


def test_by_weight_and_then_by_clause() -> None:
    """So that what to look at first stands first."""
    weights = [f.weight for f in reviewed().findings]
    assert weights == sorted(weights, reverse=True)
    first = [f.clauses[0] for f in reviewed().findings if f.weight == 3]
    assert first == sorted(first, key=lambda c: [int(n) for n in c.split(".")])


# ── an amended agreement ────────────────────────────────────────────────────────────────────────────────────────────

AMENDED = ROOT / "agreements" / "ibestad_harstad_endring1.vka"


@cache
def amended(as_of: date) -> Review:
    """The review of the agreement with its invented amendment, as it reads on a day."""
    agreement = vka.load(AMENDED, cache=False)
    cases = [vka.load_case(p, agreement) for p in sorted((ROOT / "agreements" / "saker").glob("*dyroy*.sak"))
             if "til ikt-dyroy" in p.read_text(encoding="utf-8")]  # fmt: skip
    return agreement.review(cases, as_of=as_of)


def test_what_is_amended_away_is_not_reviewed() -> None:
    """From 2023 the formula, each party's 5 % and its own share are written out, and the tension of «two» is gone."""
    before, after = amended(date(2022, 12, 31)), amended(date(2023, 1, 1))
    gone = {("lesning", n) for n in ("årsandel", "sats", "fratrekk", "hevingsutgang")} | {("spenning", "flere-parter")}
    listed = {(f.kind, f.name) for f in before.findings}
    assert gone <= listed
    assert gone.isdisjoint({(f.kind, f.name) for f in after.findings})
    slips = {f.name for f in after.findings if f.kind == "skrivefeil"}
    assert "med fratrukk" not in slips
    assert "med fratrukk" in {f.name for f in before.findings if f.kind == "skrivefeil"}


def test_a_worth_is_of_the_version_reviewed() -> None:
    """No example is about a time when the agreement read otherwise."""
    years = {w.question for f in amended(date(2024, 1, 1)).findings for w in f.worth if "20" in w.question}
    assert not [q for q in years if re.search(r"\b20(19|2[0-2])\b", q)]


def test_the_version_is_named() -> None:
    """The day it reads so, and from when it was amended."""
    review = amended(date(2024, 1, 1))
    assert (review.as_of, review.since) == (date(2024, 1, 1), date(2023, 1, 1))
    assert "Dyrøy" in review.version
    assert "slik avtalen lyder 1.1.2024, sist endret fra 1.1.2023" in review_text(review)
    assert "slik avtalen lyder 31.12.2022, før noen endring" in review_text(amended(date(2022, 12, 31)))
    assert reviewed().as_of is None
    Draft202012Validator(SCHEMA).validate(review_data(review))


def test_the_command_takes_the_day() -> None:
    """As ``vka render`` does; without it, today."""
    shown = run(str(AMENDED.relative_to(ROOT)), "--as-of", "1.6.2022")
    assert "slik avtalen lyder 1.6.2022, før noen endring" in shown.stdout
    assert run(str(AMENDED.relative_to(ROOT)), "--as-of", "i går").returncode == 2


# ── faces ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_review_as_it_is_printed(lang: str, golden: Callable[[str, str], None]) -> None:
    """Line by line; and no line is wider than an answer's."""
    text = review_text(reviewed(lang))
    golden(f"review_{lang}.txt", text)
    assert max(map(len, text.splitlines())) <= 100


def test_the_second_agreement_is_reviewed(golden: Callable[[str, str], None]) -> None:
    """No line of code knows it; it builds on no statute at hand."""
    second = vka.load(SECOND, cache=False)
    cases = [vka.load_case(p, second) for p in sorted((ROOT / "agreements" / "saker").glob("nordhordland_*.sak"))]
    golden("review_second.txt", review_text(second.review(cases)))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_json_keeps_to_its_schema(lang: str) -> None:
    """And the schema is itself valid."""
    Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(review_json(reviewed(lang)))
    assert data == review_data(reviewed(lang))
    Draft202012Validator(SCHEMA).validate(data)


def test_the_same_review_twice() -> None:
    """Byte for byte."""
    again = review(contract(), [case_file(path) for path in CASES])
    assert review_json(again) == review_json(reviewed())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """``vka review`` in its own process."""
    return subprocess.run(
        [sys.executable, "-m", "vka", "review", *arguments], capture_output=True, encoding="utf-8", check=False,
        cwd=ROOT,
    )  # fmt: skip


def test_the_command_finds_the_cases() -> None:
    """Those beside the agreement, unless one is named."""
    shown = run(str(SOURCE.relative_to(ROOT)))
    assert shown.returncode == 0
    assert shown.stdout == review_text(reviewed())
    one = run(str(SOURCE.relative_to(ROOT)), "--case", "agreements/saker/eksempel.sak", "--json")
    assert json.loads(one.stdout)["cases"] == ["eksempel"]


def test_bad_input_to_the_command(tmp_path: Path) -> None:
    """A file that is not there, and one with errors."""
    assert run("borte.vka").returncode == 2
    broken = tmp_path / "x.vka"
    broken.write_text("avtale x «X».\nverdi y 1 år.\n", encoding="utf-8")
    shown = run(str(broken))
    assert shown.returncode == 1
    assert "V101" in shown.stderr


def test_a_statute_can_be_reviewed() -> None:
    """It has no parties, and nothing is asked of it."""
    law = vka.load(ROOT / "agreements" / "lover" / "kommuneloven.vka", cache=False)
    assert law.review().findings == ()
    assert agreement().contract is not None
    assert date(2021, 1, 1) in {r.since for r in law.contract.renamings}
