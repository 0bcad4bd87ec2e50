"""``vka ask --proof`` and ``vka verify``: what is written is verified, and where it is wrong is said."""

import json
from datetime import date
from pathlib import Path

import pytest

from dsl.record import changed
from engine.checker import check
from engine.proof import Proof
from engine.proof_json import ProofFormatError, proof_json, read_proof
from engine.proof_words import WRONG
from engine.prove import prove
from tests import helpers
from tests.helpers import ROOT
from vka.cli import main

AGREEMENT, CASE = ROOT / "agreements" / "ibestad_harstad.vka", ROOT / "agreements" / "saker" / "eksempel.sak"
QUESTION = "Kan Ibestad tre ut 1.1.2027?"


@pytest.fixture
def written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A proof written by ``vka ask``."""
    path = tmp_path / "bevis.json"
    arguments = ["ask", str(AGREEMENT), QUESTION, "--case", str(CASE), "--on", "23.11.2026", "--proof", str(path)]
    assert main(arguments) == 0
    capsys.readouterr()
    return path


def test_a_written_proof_is_verified(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0, and what it rests on is said."""
    assert main(["verify", str(AGREEMENT), str(written), "--case", str(CASE)]) == 0
    out = capsys.readouterr().out
    assert f"✓ {QUESTION}  [klart]" in out
    assert "forutsatt ikke skjedd uten at saken forteller det: " in out


def test_a_tampered_proof_names_step_and_clause(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1; where and why, in both languages."""
    proof = read_proof(written.read_text(encoding="utf-8"))
    claim = proof.claims[0]
    at = next(k for k, s in enumerate(claim.steps) if s.value is False)
    wrong = changed(claim, steps=(*claim.steps[:at], changed(claim.steps[at], value=True), *claim.steps[at + 1 :]))
    written.write_text(proof_json(changed(proof, claims=(wrong, *proof.claims[1:]))), encoding="utf-8")
    for language, words in (("nb", f"påstand 0, steg {at} "), ("en", f"claim 0, step {at} ")):
        assert main(["verify", str(AGREEMENT), str(written), "--case", str(CASE), "--lang", language]) == 1
        assert words in capsys.readouterr().err


def test_a_proof_for_another_case_is_refused(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The digests are part of the proof."""
    assert main(["verify", str(AGREEMENT), str(written)]) == 1
    assert "beviset gjelder en annen sak" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"Proof": {}}', '{"Lit": [1, ""]}', "\0", "9" * 5000])
def test_what_is_no_proof_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with a message, never a traceback."""
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProofFormatError):
        read_proof(text)
    assert main(["verify", str(AGREEMENT), str(path), "--case", str(CASE)]) == 2
    assert "dette er ikke et bevis" in capsys.readouterr().err


def test_every_question_of_a_case_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a proof, each is derived and checked."""
    assert main(["verify", str(AGREEMENT), "--case", str(CASE.parent / "sp50_arsandel.sak")]) == 0
    assert capsys.readouterr().out.startswith("✓ ")


def test_neither_proof_nor_case(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, and what to give."""
    assert main(["verify", str(AGREEMENT)]) == 2
    assert "oppgi et bevis, eller en sak" in capsys.readouterr().err


def test_what_an_act_nobody_knew_of_proves() -> None:
    """A derivation that uses a notice before it was known is refused, though the notice stands in the case."""
    told = helpers.case(*helpers.approvals(), helpers.notice(date(2023, 6, 1), known=date(2024, 3, 1)))
    about = helpers.contract()
    proof = prove(about, told, "Er Ibestad ute av samarbeidet 1.1.2025?", on=date(2025, 2, 1))
    assert isinstance(proof, Proof), proof
    assert check(about, told, proof).faults == ()
    assert proof.value is True
    early = check(about, told, changed(proof, known=date(2024, 1, 1)))
    assert early.faults
    assert early.faults[0].step is not None


def test_every_fault_has_words_in_both_languages() -> None:
    """And the same places for what is particular."""
    for nb, en in WRONG.values():
        assert nb.count("{}") == en.count("{}")
        assert nb != en


def test_other_words_or_fewer_rivals_are_refused(tmp_path: Path) -> None:
    """The words of a proof are those of its question, and every rival that changes the value is shown, once."""
    case = AGREEMENT.parent / "saker" / "eksempel.sak"
    file = tmp_path / "p.json"
    question = "Hva betaler Ibestad for 2023?"
    assert main(["ask", str(AGREEMENT), question, "--case", str(case), "--on", "23.11.2026", "--proof", str(file)]) == 0
    told = json.loads(file.read_text(encoding="utf-8"))
    for change, wanted in (({}, 0), ({"text": "Er månen en ost?"}, 1), ({"rivals": []}, 1), ({"known": None}, 2)):
        file.write_text(json.dumps({"Proof": told["Proof"] | change}), encoding="utf-8")
        assert main(["verify", str(AGREEMENT), str(file), "--case", str(case)]) == wanted, change
