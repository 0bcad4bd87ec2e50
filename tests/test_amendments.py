"""Amendments: reading them, their mistakes, versions and consolidated text, and the commands that show them."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import vka
from dsl.change import Change
from dsl.codec import decode, encode
from dsl.format import format_source
from engine.answer import NoAnswer
from engine.ask import ask
from renderers.compose import compose
from renderers.to_html import to_html
from renderers.to_markdown import to_markdown
from renderers.to_text import to_text
from tests import helpers as h
from tests.amended import FOLDER, REAL, amended, codes, head, made, read, with_newcomer, without_errors
from tests.small_agreement import AGREEMENT
from vka.cli import main
from vka.commands.versions import as_text

Golden = Callable[[str, str], None]
BEFORE, AFTER = date(2022, 12, 31), date(2023, 1, 1)


def text(about: str, day: date = AFTER, since: str = "1.1.2023") -> str:
    """The consolidated text of the real agreement with some changes."""
    return to_text(compose(made(amended(since, about)), day), None)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_value_has_a_version_of_its_own() -> None:
    """The text prints, and the contract keeps, the value of each version."""
    changed = made(amended("1.1.2023", "verdi variabelsats er 4%."))
    assert [next(v.spelling for v in x.values if v.name == "variabelsats") for x in changed.versions] == ["5%", "4%"]
    assert changed.versions[1].changes == (
        Change(how="endret", kind="verdi", name="variabelsats", clause="6.3", old="5%", new="4%"),
    )
    assert "betaler 4% av" in to_text(compose(changed, AFTER), None)
    assert "betaler 5% av" in to_text(compose(changed, BEFORE), None)


def test_passages_are_counted_as_they_were_before_the_amendment() -> None:
    """A passage put in, and one repealed, do not move what the same amendment counts after them."""
    printed = text(
        "sett inn etter punkt 8 ledd 1 «Innsatt.[opplysning]» opphev punkt 8 ledd 1. "
        "endre punkt 8 ledd 2 til «Vertskommunen rapporterer.[tertialrapport, årsrapport]» «Ja.[formål]»"
    )
    lines = printed.split("8. Rapportering\n")[-1].split("9. Evaluering")[0].split("\n")
    assert [line for line in lines if line.strip()] == [
        "    [Endret fra 1.1.2023 ved Endringsavtale prøve.]",
        "Innsatt.",
        "Vertskommunen rapporterer.",
        "Ja.",
    ]


def test_list_items_are_passages_and_the_last_place_is_sist() -> None:
    """A bullet is counted as a passage; «sist i» is after all of them; headings and whole clauses change too."""
    printed = text(
        "endre punkt 6.3 ledd 7 til - «Programvare for én kommune.[direkte]» "
        "sett inn sist i punkt 7 «Sist.[formål]» endre overskriften til punkt 12 til «Brudd» "
        "punkt 7.1 «Nytt» «Ny tekst.[formål]»"
    )
    assert "- Programvare for én kommune.\n" in printed
    assert "\n12. Brudd\n" in printed
    assert printed.index("\nSist.\n") < printed.index("\n7.1. Nytt\n    [Nytt fra 1.1.2023") < printed.index("\n8. R")


def test_a_whole_clause_is_repealed_with_what_is_under_it() -> None:
    """Its heading and passages go, a note under the title tells of it, and its rules are repealed by name."""
    repeal = head("1.1.2023", to="naust.vka") + "opphev punkt 2. opphev årsleie. opphev leie-år."
    printed = to_text(compose(made(without_errors(read(repeal, naust=AGREEMENT))), AFTER), None)
    assert "[Punkt 2 er opphevet fra 1.1.2023 ved Endringsavtale prøve.]" in printed
    assert "\n2. Leie" not in printed
    assert "V505" in codes(head("1.1.2023") + "opphev punkt 13.")  # rules no sentence gives effect to any more


def test_a_repealed_rule_no_longer_holds_and_a_new_one_holds_from_its_day() -> None:
    """What is repealed is so no more; what is new was not so before."""
    changed = made(
        amended(
            "1.1.2023",
            "regel begrunnelse: uttreden krever begrunnelse alltid. "
            "endre punkt 8 ledd 1 til «IKT rapporterer.[åpenhet]» regel åpenhet: rapportene er åpne alltid. "
            "spørsmål åpne: nb «Er rapportene åpne {dag}?» svar om rapportene er åpne.",
        )
    )
    for question, before, after in (("åpne", False, True),):
        found = [h.found(h.case(), question, day, made=changed, on=h.FAR).value for day in (BEFORE, AFTER)]
        assert found == [before, after]
    reasons = [h.found(h.case(), "må-begrunnes", h.MEMBER, made=changed, on=day).value for day in (BEFORE, AFTER)]
    assert reasons == [False, True]


def test_declared_errors_whose_words_are_replaced_go_with_them() -> None:
    """A drafting error is no more when the words are, and is still one in the version that had them."""
    changed = made(with_newcomer())
    first, second = ([c.printed for c in v.corrections] for v in changed.versions)
    assert "med fratrukk" in first
    assert "med fratrukk" not in second


def test_an_amended_contract_can_be_kept() -> None:
    """A contract with versions is stored and read back as it was."""
    changed = made(with_newcomer())
    assert decode(encode(changed)) == changed


def test_the_amendment_is_laid_out_as_it_stands() -> None:
    """The file in the repository is as ``vka fmt`` lays it out."""
    source = REAL.read_text(encoding="utf-8")
    assert format_source(source) == source


# ── mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("statements", "code", "suggestion"),
    [
        ("endre punkt 6.5 ledd 1 til «x»", "V806", "punkt 6.4"),
        ("endre punkt 7 ledd 9 til «x»", "V806", "punkt 7 ledd 4"),
        ("opphev varslingstd.", "V202", "varslingstid"),
        ("verdi varslingstd er 2 år.", "V504", "varslingstid"),
        ("regel begrunelse: noe krever begrunnelse alltid.", "V505", "begrunnelse"),
        ("opphev helgefrist. opphev helgefrist.", "V807", ""),
        ("verdi variabelsats er 4%. verdi variabelsats er 3%.", "V807", ""),
        ("opphev punkt 7 ledd 1. endre punkt 7 ledd 1 til «x.[formål]»", "V807", ""),
        ("«Uten sted.[formål]»", "V808", ""),
        ("hendelse oppsigelse (oppsigelsen): en kommune (går, går, har gått) ut; utføres av kommunen.", "V809", ""),
        ("part Ibestad «Ibestad kommune» er vertskommune.", "V809", ""),
        ("opphev vesentlig.", "V809", ""),
        ("beløp variabelsats er kr 5.", "V810", ""),
        ("regel begrunnelse: noe annet krever begrunnelse alltid.", "V811", ""),
        ("punkt 12 «Mislighold»", "V406", ""),
        ("endre punkt 8 ledd 1 til «Frist 1.5.2024.[formål]»", "V401", ""),
        ("endre punkt 8 ledd 1 til «Uten merke.»", "V402", ""),
        ("endre punkt 11.1 ledd 1 til «Kan si opp per {uttredelsesdag}.[uttreden]»", "V405", ""),
        ("part Annen «Annen kommune» er vertskommune.", "V211", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_do(statements: str, code: str, suggestion: str) -> None:
    """Where the change cannot be made, the nearest thing that could be meant is named."""
    found = read(head("1.1.2023") + statements).diagnostics
    assert code in {d.code for d in found}, [(d.code, d.words) for d in found]
    assert next(d for d in found if d.code == code).suggestion == suggestion


def test_mistakes_in_the_files_and_their_order() -> None:
    """A missing, circular or wrong base; a change dated before the agreement or the amendment it rests on."""
    assert codes(head("1.1.2023", to="borte.vka")) == ["V801"]
    assert codes(head("1.1.2023", to="prøve.vka")) == ["V802"]
    assert codes(head("1.1.2023", to="en.vka"), en=head("1.1.2022", "en", "prøve.vka")) == ["V802"]
    assert codes(head("1.1.2023", to="sak.vka"), sak="sak s til ikt.\nkomplett til 1.1.2023.\n") == ["V803"]
    assert codes(head("6.11.2019")) == ["V804"]
    assert codes(head("7.11.2019") + "verdi variabelsats er 4%.") == []
    assert codes(head("1.1.2022", to="en.vka"), en=head("1.1.2023", "en")) == ["V805"]
    assert codes(head("30.2.2023")) == ["V109"]
    assert codes(head("1.1.2023") + "verdi x") == ["V101"]
    assert codes(head("1.1.2023", to="en.vka"), en=head("1.1.2022", "en") + "opphev finnesikke.") == ["V202"]


def test_a_mistake_is_shown_where_it_stands() -> None:
    """An error of the base is told in the base's file and line, one of the amendment in its own."""
    from dsl.diagnostics import show

    loaded = read(head("1.1.2022", to="en.vka"), en=head("1.1.2022", "en") + "\nopphev finnesikke.")
    shown = show(loaded.diagnostics[0], loaded.source)
    assert "en.vka:3:8" in shown
    assert " 3 | opphev finnesikke." in shown


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def notices(*received: date) -> tuple[str, ...]:
    """Approvals, and a notice of the member's on each day."""
    return (*h.approvals(), *(h.notice(day) for day in received))


def test_a_notice_is_judged_by_the_agreement_of_its_day() -> None:
    """Notice given before a longer period applies keeps its day; one given after does not; the last day is told so."""
    changed = amended("1.7.2024", "verdi varslingstid er 2 år.")
    for day, out in ((date(2024, 3, 1), date(2026, 1, 1)), (date(2024, 6, 30), date(2026, 1, 1)),
                     (date(2024, 7, 1), date(2027, 1, 1)), (date(2024, 12, 30), date(2027, 1, 1))):  # fmt: skip
        about = h.case(*notices(day), about=changed)
        assert h.found(about, "uttreden-når", h.MEMBER, made=made(changed)).value == out
    nobody = h.case(*h.approvals(), about=changed)
    last = h.found(nobody, "oppsigelsesfrist", h.MEMBER, date(2026, 1, 1), made=made(changed), on=date(2024, 1, 1))
    assert last.value == date(2024, 6, 30)
    assert last.settled
    assert not h.found(nobody, "uttreden-på", h.MEMBER, date(2026, 1, 1), made=made(changed), on=date(2024, 7, 1)).value


def prices(*years: int) -> tuple[str, ...]:
    """Years without growth of prices, and a round cost in each."""
    growth = [h.growth(y, "0", v) for y in range(2020, max(years) + 1) for v in ("anslag", "endelig")]
    return (*growth, *(h.cost(y, 9_000_000) for y in years))


def test_a_year_has_the_values_of_its_own_version() -> None:
    """The share for a year is computed with the rate of that year, whenever it is asked about."""
    changed = amended("1.1.2024", "verdi variabelsats er 4%.")
    about = h.case(*h.approvals(), *prices(2023, 2024, 2025), about=changed)
    for on in (date(2025, 6, 1), h.FAR):
        values = [h.found(about, "betaling-år", h.MEMBER, y, made=made(changed), on=on).value for y in (2023, 2024)]
        assert [v.kroner for v in values] == [925_000, 840_000]


def test_a_change_within_a_year_is_two_readings_where_it_matters() -> None:
    """Which version a year has is contested if the agreement changed in it, and only then, and only if it matters."""
    changed = amended("1.7.2024", "verdi variabelsats er 4%. verdi varslingstid er 2 år.")
    about = h.case(*h.approvals(), *prices(2023, 2024, 2025), about=changed)
    asked = {y: h.found(about, "betaling-år", h.MEMBER, y, made=made(changed)) for y in (2023, 2024, 2025)}
    assert [x.value.kroner for x in asked.values()] == [925_000, 925_000, 840_000]
    assert ["endringsår" in repr(x.tree) for x in asked.values()] == [False, True, False]
    fixed = h.found(about, "fast-andel", 2024, made=made(changed))
    assert "endringsår" not in repr(fixed.tree)
    answer = h.answered(about, "Hva betaler Ibestad for 2024?", h.FAR, made=made(changed))
    use = next(r for r in answer.readings if r.point == "endringsår")
    assert {r.reading: r.value.plain for r in use.rivals if r.value} == {"årets-start": 925_000, "årets-slutt": 840_000}
    settled = h.case(*h.approvals(), *prices(2024), h.chosen("endringsår", "årets-slutt"), about=changed)
    assert h.found(settled, "betaling-år", h.MEMBER, 2024, made=made(changed)).value.kroner == 840_000


def test_the_clauses_quoted_are_those_of_the_day() -> None:
    """An answer quotes the text that applied, with the value that applied."""
    changed = amended("1.1.2024", "verdi variabelsats er 4%.")
    about = h.case(*h.approvals(), *prices(2023, 2024), about=changed)
    for year, rate in ((2023, "5%"), (2024, "4%")):
        answer = h.answered(about, f"Hva betaler Ibestad for {year}?", h.FAR, made=made(changed))
        assert any(f"betaler {rate} av" in g.quote for g in answer.grounds)


def test_readings_of_a_rule_written_anew_have_a_name_of_their_own() -> None:
    """A case that chose a reading of the old rule has not chosen one of the new."""
    body = (
        "regel begrunnelse: uttreden krever begrunnelse tolkning av «skriftlig» "
        "lesning ja (foretrukket) alltid fordi «x» lesning nei aldri fordi «y»."
    )
    other = body.replace("begrunnelse: uttreden krever begrunnelse", "helgefrist: varselfristen forlenges over helg")
    changed = made(amended("1.1.2023", f"{body} {other}"))
    names = {p.name for p in changed.readings}
    assert {"begrunnelse", "helgefrist", "helgefrist-fra-2023-01-01"} <= names


def test_a_norm_that_changes_is_one_norm_for_each_stretch_of_time() -> None:
    """What a party shall do is what the agreement said then; asked about by name, it is found as it was."""
    changed = made(amended("1.1.2023", "verdi møtetakt er hver 1/3. plikt oversendelse: vertskommunen skal "
                                       "«sende endringene til statsforvalteren» når avtalen er inngått."))  # fmt: skip
    about = h.case(*h.approvals())
    names = [n.name for n in changed.norms if n.name.startswith("oversendelse")]
    assert names == ["oversendelse-til-2022-12-31", "oversendelse"]
    for day, said in ((BEFORE, "møter-til-2022-12-31"), (AFTER, "møter")):
        found = h.found(about, "møteplikt", h.HOST, made=changed, on=day).value
        assert said in found
        assert len([n for n in found if n.startswith("møter")]) == 1


# ── parties ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_all_had_approved_does_not_move_when_a_party_joins() -> None:
    """«den dag enhver kommune har …» is about those who were parties then."""
    source = h.source_text().replace(
        "når kommunestyret i Harstad har godkjent avtalen og kommunestyret i Ibestad har godkjent avtalen;",
        "når kommunestyret i enhver kommune har godkjent avtalen;",
    )
    loaded = h.load(source)
    for approved in (date(2022, 12, 1), date(2023, 6, 1)):
        about = h.case(*h.approvals(), *h.newcomer(date(2023, 1, 1), approved), about=loaded)
        found = h.found(about, "ikrafttredelse", made=made(loaded))
        assert found.value == date(2019, 12, 17)
        assert found.settled
    late = h.case(
        h.approval(h.HOST, date(2023, 3, 1)), h.approval(h.MEMBER, date(2022, 3, 1)),
        *h.newcomer(date(2023, 1, 1), date(2023, 5, 1)), about=loaded,
    )  # fmt: skip
    assert h.found(late, "ikrafttredelse", made=made(loaded)).value == date(2023, 5, 1)


def test_a_year_counts_those_who_were_parties_in_it() -> None:
    """The host's own part of 2022 is not made less by a party that joined in 2023, by amendment or by the case."""
    loaded = with_newcomer()
    mine = h.case(*h.approvals(), *prices(2022, 2023), about=loaded)
    theirs = h.case(*h.approvals(), *h.newcomer(AFTER, BEFORE), *prices(2022, 2023))
    for about, contract in ((mine, made(loaded)), (theirs, h.contract())):
        found = [h.found(about, "vertens-del", h.HOST, y, made=contract).value.kroner for y in (2022, 2023)]
        assert found == [9_000_000 - 925_000, 9_000_000 - 2 * 925_000]


def test_nobody_is_asked_about_in_a_year_it_was_no_party() -> None:
    """A question about a party before it joined is not answered with a figure."""
    contract = made(with_newcomer())
    about = h.case(*h.approvals(), *prices(2022, 2023), about=with_newcomer())
    for question in ("Hva betaler Dyrøy for 2022?", "Kan Dyrøy tre ut 1.1.2022?", "Er Dyrøy ute 31.12.2022?"):
        answer = ask(contract, about, question, on=h.FAR)
        assert isinstance(answer, NoAnswer)
        assert "fra 1.1.2023" in answer.reason
    english = ask(contract, about, "How much does Dyrøy pay for 2022?", on=h.FAR, lang="en")
    assert isinstance(english, NoAnswer)
    assert english.reason == "«Dyrøy» is samarbeidskommune from 1.1.2023, and was not on 31.12.2022."


# ── an amendment before the agreement ───────────────────────────────────────────────────────────────────────────────


def test_an_amendment_before_the_agreement_was_in_force_is_reported() -> None:
    """By the case's own events the agreement could not be amended yet: that is said, and no figure is given."""
    early = amended("1.12.2019", "verdi variabelsats er 4%.", "punkt 10")
    about = h.case(*h.approvals(), *prices(2021), about=early)
    for lang, said in (("nb", "kunne avtalen ikke endres etter punkt 10 før 17.12.2019"), ("en", "before 17.12.2019")):
        answer = ask(made(early), about, "Hva betaler Ibestad for 2021?", on=h.FAR, lang=lang)
        assert isinstance(answer, NoAnswer)
        assert said in answer.reason
    on_time = amended("17.12.2019", "verdi variabelsats er 4%.", "punkt 10")
    about = h.case(*h.approvals(), *prices(2021), about=on_time)
    assert h.found(about, "betaling-år", h.MEMBER, 2021, made=made(on_time)).value.kroner == 840_000


# ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_versions_are_listed(golden: Golden) -> None:
    """What each version changed, as ``vka versions`` prints it."""
    found = made(with_newcomer()).versions
    golden("versions_nb.txt", as_text(found, "nb") + "\n")
    golden("versions_en.txt", as_text(found, "en") + "\n")


def test_the_consolidated_text_differs_where_it_was_changed(golden: Golden) -> None:
    """The difference between the agreement and its text from 1.1.2023, in each format."""
    contract = made(with_newcomer())
    for name, render in (("txt", to_text), ("md", to_markdown), ("html", to_html)):
        before, after = (render(compose(contract, day)).splitlines() for day in (BEFORE, AFTER))
        golden(f"consolidated_{name}.diff", "\n".join(difflib.unified_diff(before, after, lineterm="", n=0)) + "\n")


def test_the_command_line_shows_versions_and_text(capsys: pytest.CaptureFixture[str]) -> None:
    """``vka versions``, its JSON, and ``vka render --as-of``."""
    assert main(["versions", str(REAL), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [v["from"] for v in data["versions"]] == [None, "2023-01-01"]
    assert {"how": "ny", "kind": "part", "name": "Dyrøy", "clause": "1", "old": "",
            "new": "Dyrøy kommune, samarbeidskommune"} in data["versions"][1]["changes"]  # fmt: skip
    assert main(["versions", str(h.SOURCE)]) == 0
    assert "bare én versjon" in capsys.readouterr().out
    assert main(["render", str(REAL), "--as-of", "31.12.2022"]) == 0
    old = capsys.readouterr().out
    assert main(["render", str(h.SOURCE)]) == 0
    assert capsys.readouterr().out == old
    assert main(["render", str(REAL), "--as-of", "1.1.2023"]) == 0
    assert "[Slik avtalen lyder fra 1.1.2023.]" in capsys.readouterr().out
    assert main(["render", str(REAL), "--as-of", "i går"]) == 2


def test_the_api_gives_versions_and_text(tmp_path: Path) -> None:
    """A program reads the versions and renders any of them; a change of the base is seen, though its file is cached."""
    (tmp_path / "naust.vka").write_text(AGREEMENT, encoding="utf-8")
    change = tmp_path / "endring.vka"
    change.write_text(
        "endringsavtale naust-2 «Endring» til «naust.vka» fra 1.1.2024.\nverdi leie er kr 13 000.\n", encoding="utf-8"
    )
    agreement = vka.load(change)
    assert [v.day for v in agreement.versions()] == [None, date(2024, 1, 1)]
    assert "kr 12 000" in agreement.render(as_of=date(2023, 12, 31))
    assert "kr 13 000" in agreement.render()
    answers = [agreement.ask(f"Hva er leien i {y}?", on=date(2026, 1, 1)) for y in (2023, 2024)]
    assert [a.value.plain for a in answers if not isinstance(a, NoAnswer)] == [12_000, 13_000]
    (tmp_path / "naust.vka").write_text(AGREEMENT.replace("kr 12 000", "kr 11 000"), encoding="utf-8")
    assert "kr 11 000" in vka.load(change).render(as_of=date(2023, 12, 31))


def test_a_case_finds_the_amendment_it_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """«sak x til naust-2» is read with the file whose first statement has that name, «til naust» with the agreement."""
    (tmp_path / "naust.vka").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "endring.vka").write_text(
        "endringsavtale naust-2 «Endring» til «naust.vka» fra 1.1.2024.\nverdi leie er kr 13 000.\n", encoding="utf-8"
    )
    for name, rent in (("naust", "kr 12 000"), ("naust-2", "kr 13 000")):
        case = tmp_path / f"{name}.sak"
        case.write_text(
            f"sak s til {name}.\nkomplett til 1.1.2026.\n"
            f"spør den 1.1.2026: «Hva er leien i 2025?» venter klart {rent}.\n",
            encoding="utf-8",
        )
        assert main(["check", str(case)]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("case", sorted((FOLDER / "saker").glob("*dyroy*.sak")), ids=lambda p: p.stem)
def test_the_cases_of_three_parties_have_the_answers_they_expect(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each case about the agreement as amended is answered as its author expects."""
    assert main(["check", str(case)]) == 0, capsys.readouterr().err


def test_no_command_answers_by_an_amendment_the_case_has_no_power_for(tmp_path: Path) -> None:
    """A case whose events make the power of amendment come after the amendment is refused by every command alike."""
    from vka.api import load, load_case
    from vka.errors import InputError

    history = (h.ROOT / "agreements/saker/historie_dyroy.sak").read_text(encoding="utf-8")
    early = r"den 1[27]\.12\.2019: kommunestyret i (Harstad|Ibestad) godkjenner"
    moved = re.sub(early, r"den 12.12.2023: kommunestyret i \1 godkjenner", history)
    file = tmp_path / "sen.sak"
    file.write_text(moved, encoding="utf-8")
    agreement = load(h.ROOT / "agreements/ibestad_harstad_endring1.vka")
    case, day = load_case(file, agreement), date(2026, 6, 1)
    for asked in (
        lambda: agreement.position(case, day, day),
        lambda: agreement.duties(date(2026, 1, 1), day, case, asked=day),
        lambda: agreement.timeline(case, asked=day),
        lambda: agreement.settlement(case, day, day),
        lambda: agreement.table(case=case, years=(2024,), on=day),
    ):
        with pytest.raises(InputError, match="kunne avtalen ikke endres"):
            asked()
