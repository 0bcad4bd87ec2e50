"""Settlements from the outside: the command, the Python API, and files that are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import vka
from dsl.case_reader import load_case_text
from dsl.diagnostics import show
from dsl.pipeline import load_text
from tests.helpers import HOST, MEMBER, ROOT, agreement
from vka.cli import main
from vka.errors import InputError

FILE = str(ROOT / "agreements" / "ibestad_harstad.vka")
CASE = str(ROOT / "agreements" / "saker" / "historie_opplosning.sak")
Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run(arguments…)``: exit status, output, complaints."""
    monkeypatch.setenv("VKA_CACHE", "0")
    monkeypatch.delenv("VKA_LANG", raising=False)

    def call(*arguments: str) -> Printed:
        status = main(("settlement", *arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def test_the_command_prints_the_settlement(run: Run) -> None:
    """Text on standard output, and nothing else."""
    status, out, err = run(FILE, "--case", CASE, "--on", "31.12.2025", "--asked", "31.12.2025")
    assert (status, err) == (0, "")
    assert f"{MEMBER} betaler {HOST} kr 65 677,65." in out.replace("\u00a0", " ")
    assert "Hva hver eiendel hviler på" not in out
    assert "Hva hver eiendel hviler på" in run(FILE, "--case", CASE, "--on", "31.12.2025", "--why")[1]


def test_the_command_prints_json(run: Run) -> None:
    """One JSON object, the same whenever it is asked."""
    arguments = (FILE, "--case", CASE, "--on", "31.12.2025", "--asked", "31.12.2025", "--json")
    status, out, _ = run(*arguments)
    assert status == 0
    assert json.loads(out)["kind"] == "settlement"
    assert run(*arguments)[1] == out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((FILE,), "--case"),
        ((FILE, "--case", CASE, "--on", "31.2.2025"), "--on"),
        ((FILE, "--case", CASE, "--name", "deling"), "sameieoppgjør"),
        ((str(ROOT / "agreements" / "ikt_nordhordland.vka"), "--case", CASE), "V602"),
    ],
)
def test_what_cannot_be_used_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """A missing case, a day that is none, a settlement there is none of, a case about another agreement."""
    status, out, err = run(*arguments)
    assert status in (1, 2)
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_an_agreement_without_settlement(run: Run, tmp_path: Path) -> None:
    """It says so, and what to write."""
    (tmp_path / "a.vka").write_text(
        "avtale a «A».\npart X «X» er part-a.\nrolle part-a (parten): alle parter.\n", "utf-8"
    )
    (tmp_path / "a.sak").write_text("sak s til a.\nkomplett til 1.1.2025.\n", "utf-8")
    status, _, err = run(str(tmp_path / "a.vka"), "--case", str(tmp_path / "a.sak"))
    assert status == 2
    assert "oppgjør" in err


def test_from_python() -> None:
    """The same object, with exact fractions and decimals."""
    about = vka.load(FILE, cache=False)
    found = about.settlement(vka.load_case(CASE, about), on=date(2025, 12, 31), asked=date(2025, 12, 31))
    assert found.proposal.payments[0].amount == Decimal("65677.65")
    with pytest.raises(InputError, match="sameieoppgjør"):
        about.settlement(vka.load_case(CASE, about), name="annet")


# ── files that are wrong ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_thing_booked_at_two_places_is_refused() -> None:
    """Both places are shown, whichever comes first."""
    told = [f"faktum: serveren er balanseført hos {who}." for who in (HOST, MEMBER)]
    for lines in (told, told[::-1]):
        text = "sak s til ikt.\nkomplett til 1.1.2025.\nting serveren er en eiendel.\n" + "\n".join(lines) + "\n"
        read = load_case_text(text, "s.sak", agreement())
        assert [d.code for d in read.diagnostics] == ["V620"]
        shown = show(read.diagnostics[0], read.source)
        assert HOST in shown
        assert MEMBER in shown


def test_the_same_booking_told_twice_is_no_error() -> None:
    """Nor is one told and another denied."""
    text = (
        "sak s til ikt.\nkomplett til 1.1.2025.\nting serveren er en eiendel.\n"
        f"faktum: serveren er balanseført hos {HOST}.\nfaktum: serveren er balanseført hos {HOST}.\n"
        f"faktum: serveren er ikke balanseført hos {MEMBER}.\n"
    )
    assert load_case_text(text, "s.sak", agreement()).case is not None


HEAD = """avtale prøve «PRØVE».
part A «A kommune» er vert. part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten, gjester): alle andre parter.
rolle kommune (kommunen, kommuner): alle parter.
ting eiendel (eiendelen).
faktum f: en eiendel er felles. faktum h: en eiendel er hos en kommune.
beløp pris (prisen) av en eiendel oppgis i saken.
"""
PARTS = ("av verdi (prisen av eiendelen)", "i sameie når eiendelen er felles", "andel for en gjest er 1/3",
         "resten til verten", "beholdes av kommunen når eiendelen er hos kommunen")  # fmt: skip


def settlement(*parts: str, thing: str = "eiendel", among: str = "kommuner") -> str:
    """A settlement in a little agreement."""
    return f"{HEAD}oppgjør o: en {thing} deles mellom alle {among}; {'; '.join(parts)}; hjemmel <§ 1>.\n"


def test_the_little_settlement_is_right() -> None:
    """The nearest text to the wrong ones."""
    loaded = load_text(settlement(*PARTS))
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    (declared,) = loaded.contract.settlements
    assert (declared.sort, declared.among, declared.share_of) == ("eiendel", "kommune", "gjest")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (settlement(*PARTS, thing="kommune"), "V206"),
        (settlement(*PARTS, thing="ukjent"), "V202"),
        (settlement(*PARTS, among="eiendeler"), "V202"),
        (settlement(*PARTS, among="eiendelen"), "V206"),
        (settlement(*PARTS[1:]), "V520"),
        (settlement(PARTS[0], *PARTS[2:]), "V520"),
        (settlement(*PARTS[:2], *PARTS[3:]), "V520"),
        (settlement(*PARTS, "resten til verten"), "V521"),
        (settlement(*PARTS, "eies av gjesten når eiendelen er felles"), "V205"),
        (settlement("av verdi 1/3", *PARTS[1:]), "V301"),
        (settlement(*PARTS[:3], "resten til eiendelen", PARTS[4]), "V205"),
        (settlement(*PARTS, "verdsatt kr 5"), "V301"),
        (settlement(*PARTS, "utløses når eiendelen er borte"), "V203"),
        (settlement(*PARTS).replace("deles mellom alle", "deles mellom"), "V101"),
    ],
)
def test_a_wrong_settlement_says_what_is_wrong(text: str, code: str) -> None:
    """Wrong kinds, missing and repeated parts, and phrases that lead nowhere."""
    found = [d.code for d in load_text(text).diagnostics]
    assert code in found, found


def test_a_value_used_in_a_settlement_is_used() -> None:
    """A declared value that only the settlement computes with is not idle."""
    parts = (*PARTS[:2], "andel for en gjest er {gjestedel}", *PARTS[3:])
    loaded = load_text(settlement(*parts).replace("oppgjør o", "verdi gjestedel er 1/3.\noppgjør o"))
    assert [d.code for d in loaded.diagnostics] == []


def test_a_stored_agreement_keeps_its_settlement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read again from the cache, it settles the same."""
    monkeypatch.setenv("VKA_CACHE", str(tmp_path))
    found = []
    for _ in range(2):
        about = vka.load(FILE)
        found.append(about.settlement(vka.load_case(CASE, about), on=date(2025, 12, 31), asked=date(2025, 12, 31)))
    assert found[0] == found[1]
    assert any(tmp_path.rglob("*"))


def test_faults_are_said_in_english() -> None:
    """What is wrong with what was told, in the language asked for."""
    from engine.settlement import settle

    loaded = load_text(settlement(*PARTS[:3], PARTS[4]))
    told = (
        "sak s til prøve.\nkomplett til 1.1.2025.\nting t er en eiendel.\nfaktum: t er felles.\nfaktum: t er hos A.\n"
    )
    case = load_case_text(told + "faktum: prisen av t = kr 9.\n", "s.sak", loaded).case
    assert loaded.contract is not None
    assert case is not None
    found = settle(loaded.contract, case, on=date(2025, 1, 1), asked=date(2025, 1, 1), lang="en")
    assert found.assets[0].open == ("no share is set for A",)


def test_shares_with_no_rest_must_sum_to_one() -> None:
    """Without «resten til» the shares of all must make a whole."""
    from engine.settlement import settle

    told = (
        "sak s til prøve.\nkomplett til 1.1.2025.\nting t er en eiendel.\nfaktum: t er felles.\nfaktum: t er hos A.\n"
        "faktum: prisen av t = kr 9.\n"
    )
    for share, whole in (("1/2", True), ("1/3", False)):
        parts = (*PARTS[:2], f"andel for en kommune er {share}", PARTS[4])
        loaded = load_text(settlement(*parts))
        case = load_case_text(told, "s.sak", loaded).case
        assert loaded.contract is not None
        assert case is not None
        found = settle(loaded.contract, case, on=date(2025, 1, 1), asked=date(2025, 1, 1))
        assert found.assets[0].in_proposal is whole
        assert (found.assets[0].open == ("eierbrøkene går ikke opp i én hel",)) is not whole


def test_a_party_without_a_share_is_said() -> None:
    """Only the guest has a share and nobody the rest: the host's is not made up."""
    from engine.settlement import settle

    loaded = load_text(settlement(*PARTS[:3], PARTS[4]))
    told = (
        "sak s til prøve.\nkomplett til 1.1.2025.\nting t er en eiendel.\nfaktum: t er felles.\nfaktum: t er hos A.\n"
    )
    case = load_case_text(told + "faktum: prisen av t = kr 9.\n", "s.sak", loaded).case
    assert loaded.contract is not None
    found = settle(loaded.contract, case, on=date(2025, 1, 1), asked=date(2025, 1, 1))
    assert found.assets[0].open == ("ingen andel er bestemt for A",)


def test_a_settlement_is_named_by_its_clause(run: Run) -> None:
    """The rule's name in the source is no word of the agreement."""
    status, text, _ = run(FILE, "--case", CASE, "--on", "31.12.2025", "--asked", "31.12.2025")
    assert status == 0
    assert text.startswith("Oppgjør etter punkt 11.1 ")
    assert "sameieoppgjør" not in text
