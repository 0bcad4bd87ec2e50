"""The command line: what it prints, where, with which exit status; and that nothing given to it ends in a traceback."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answer import AnswerValue
from tests.small_agreement import AGREEMENT, CASE, write
from vka import cli
from vka.accounting import COLUMNS, by_clause, total
from vka.cli import COMMANDS, main
from vka.days import parse_day
from vka.errors import InputError
from vka.expectations import is_value

ROOT = Path(__file__).parent.parent
QUESTION = "Hva er leien i 2027?"
Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture
def vka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``vka(arguments…)`` in a folder with ``naust.vka`` and ``saker/prøve.sak``: exit status, output, complaints."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VKA_CACHE", "0")
    monkeypatch.delenv("VKA_LANG", raising=False)
    monkeypatch.delenv("VKA_DEBUG", raising=False)

    def run(*arguments: str) -> Printed:
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


# ── ask ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ask(vka: Run) -> None:
    """The answer is printed, and nothing else."""
    status, out, err = vka("ask", "naust.vka", QUESTION, "--case", "saker/prøve.sak", "--on", "1.11.2026")
    assert (status, err) == (0, "")
    question, _, verdict, *rest = out.splitlines()
    assert question.startswith(QUESTION)
    assert question.endswith("spurt 1.11.2026 · sak: prøve (komplett til 1.11.2026)")
    assert verdict.replace("\u00a0", " ").startswith("kr 12 000")
    assert verdict.endswith("[klart]")
    assert "Grunnlag" in rest
    assert "\x1b" not in out


@pytest.mark.parametrize("day", ["1.11.2026", "2026-11-01", "1. november 2026", "1/11/2026"])
def test_ask_on_a_day(vka: Run, day: str) -> None:
    """Days are read in each way they are written."""
    status, out, _ = vka("ask", "naust.vka", QUESTION, "--on", day, "--known", day)
    assert status == 0
    assert "spurt 1.11.2026 · uten sak" in out


def test_ask_in_english(vka: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By --lang or VKA_LANG, the same words."""
    asked = ("ask", "naust.vka", "What is the rent in 2027?", "--on", "1.11.2026")
    by_option = vka(*asked, "--lang", "en")
    monkeypatch.setenv("VKA_LANG", "en_GB")
    assert vka(*asked) == by_option
    assert "[settled]" in by_option[1]


def test_ask_for_json(vka: Run) -> None:
    """JSON goes to standard output, for answers and for questions that are not understood."""
    status, out, err = vka("ask", "naust.vka", QUESTION, "--on", "1.11.2026", "--json")
    assert (status, err, json.loads(out)["value"]["plain"]) == (0, "", "12000.00")
    status, out, err = vka("ask", "naust.vka", "Hva er klokka?", "--json")
    assert (status, err, json.loads(out)["kind"]) == (3, "", "no-answer")


def test_ask_why(vka: Run) -> None:
    """The derivation stands at the end."""
    asked = ("ask", "naust.vka", QUESTION, "--on", "1.11.2026")
    assert "Utledning" not in vka(*asked)[1]
    assert "Utledning" in vka(*asked, "--why")[1]


@pytest.mark.parametrize("question", ["Hva er klokka?", "", "   ", "\x00\x1b[31m", "\udcff", "a" * 5000, "🏠?"])
def test_a_question_that_is_not_understood(vka: Run, question: str) -> None:
    """Status 3, the reason and what can be asked as a complaint, and no answer."""
    status, out, err = vka("ask", "naust.vka", question)
    assert (status, out) == (3, "")
    assert err.strip()
    assert "\x1b" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("at", range(4))
def test_options_stand_anywhere(vka: Run, at: int) -> None:
    """The file first, then the case, then the question, as the usage line has it; or in any other order."""
    values, options = ["naust.vka", QUESTION, "Hva er leien i 2028?"], ["--case", "saker/prøve.sak", "--on=1.11.2026"]
    assert vka("ask", *values[:at], *options, *values[at:]) == vka("ask", *values, *options)


# ── what cannot be used ─────────────────────────────────────────────────────────────────────────────────────────────

UNUSABLE: list[tuple[list[str], str]] = [
    (["ask", "ingen.vka", QUESTION], "finner ikke filen «ingen.vka»"),
    (["ask", "saker", QUESTION], "«saker» er ikke en vanlig fil"),
    (["ask", "naust.vka", QUESTION, "--case", "ingen.sak"], "finner ikke filen «ingen.sak»"),
    (["ask", "naust.vka", QUESTION, "--on", "31.2.2027"], "siste dag i februar 2027 er 28.2.2027"),
    (["ask", "naust.vka", QUESTION, "--on", "i går"], "«i går» er ikke en dato"),
    (["ask", "naust.vka", QUESTION, "--on", "1.1.27"], "fire sifre"),
    (["ask", "naust.vka", QUESTION, "--known", ""], "--known: «» er ikke en dato"),
    (["ask", "naust.vka"], "mangler SPØRSMÅL"),
    (["ask", "naust.vka", QUESTION, "--on"], "--on mangler verdi"),
    (["ask", "naust.vka", QUESTION, "--hvorfor"], "forstår ikke --hvorfor"),
    (["ask", "naust.vka", QUESTION, "--lang", "sv"], "--lang kan ikke være sv; velg blant nb, en"),
    (["ask", "naust.vka", "--hvorfor", QUESTION], "forstår ikke --hvorfor."),
    (["render", "naust.vka", "fil-to.vka"], "forstår ikke fil-to.vka."),
    (["ask", "--on", "1.1.2027"], "mangler FIL."),
    (["render", "naust.vka", "--to", "odt"], "--to kan ikke være odt"),
    (["render", "naust.vka", "-o", "ingen/fil.html"], "kan ikke skrive"),
    (["render", "naust.vka", "-o", "saker"], "saker: det er en mappe"),
    (["spør", "naust.vka"], "«spør» er ingen kommando"),
    (["check", "naust.vka", "ingen.vka"], "finner ikke filen «ingen.vka»"),
    (["ask", "nul\x00l.vka", QUESTION], "finner ikke filen"),
]


@pytest.mark.parametrize(("arguments", "said"), UNUSABLE)
def test_what_cannot_be_used(vka: Run, arguments: list[str], said: str) -> None:
    """Status 2 and one complaint that names the thing; no traceback."""
    status, _, err = vka(*arguments)
    assert status == 2
    assert said in err
    assert err.startswith("vka: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x00\x00"])
@pytest.mark.parametrize("command", [["check"], ["fmt"], ["render"], ["coverage"], ["questions"]])
def test_files_that_are_no_source(vka: Run, tmp_path: Path, command: list[str], data: bytes) -> None:
    """An empty or binary file gives status 2 with a message, whatever is done with it."""
    (tmp_path / "x.vka").write_bytes(data)
    status, out, err = vka(*command, "x.vka")
    assert (status, out) == (2, "")
    assert "x.vka" in err
    assert "Traceback" not in err


def test_errors_are_shown_in_the_users_language(vka: Run, tmp_path: Path) -> None:
    """Status 1, every error with its place on standard error, in Norwegian or English."""
    (tmp_path / "naust.vka").write_text(AGREEMENT.replace("{leie}", "{liee}"), encoding="utf-8")
    status, out, err = vka("ask", "naust.vka", QUESTION)
    assert (status, out) == (1, "")
    assert "feil V202" in err
    assert "naust.vka:11:" in err
    assert "error V202" in vka("ask", "naust.vka", QUESTION, "--lang", "en")[2]


def test_a_mistake_of_ours_is_owned_up_to(vka: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the program is told as one, without a traceback unless that is asked for."""

    def fail(self: object) -> int:
        raise ZeroDivisionError("null")

    monkeypatch.setattr("vka.commands.questions.run", fail)
    status, _, err = vka("questions", "naust.vka")
    assert status == 70
    assert "en feil i vka" in err
    assert "ZeroDivisionError: null" in err
    monkeypatch.setenv("VKA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["questions", "naust.vka"])


# ── help ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"], ["--lang", "nb", "--help"]])
def test_help_lists_the_commands(vka: Run, arguments: list[str]) -> None:
    """All commands with a line each, in Norwegian."""
    status, out, _ = vka(*arguments)
    assert status == (0 if arguments else 2)
    assert out.startswith("bruk: vka KOMMANDO")
    assert all(f"\n  {command}" in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(vka: Run, command: str) -> None:
    """Norwegian with examples; English with --lang en; and no word of the one in the other."""
    status, nb, _ = vka(command, "--help")
    assert status == 0
    assert nb.startswith(f"bruk: vka {command}")
    assert f"eksempler:\n  vka {command} " in nb
    status, en, _ = vka(command, "--help", "--lang", "en")
    assert en.startswith(f"usage: vka {command}")
    assert f"examples:\n  vka {command} " in en
    assert not any(word in nb for word in ("usage", "options", "positional", "show this"))
    assert not any(word in en for word in ("bruk:", "valg:", "eksempler", "vis denne"))


def test_version(vka: Run) -> None:
    """The version, and nothing else."""
    assert vka("--version") == (0, "vka 0.1.0\n", "")


# ── check ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_check_says_that_there_are_no_errors(vka: Run) -> None:
    """With counts, for an agreement and for a case, whose agreement is found by its name in the folder above."""
    status, out, err = vka("check", "naust.vka", "saker/prøve.sak")
    assert (status, err) == (0, "")
    agreement, case = out.splitlines()
    assert agreement.startswith("naust.vka: ingen feil (2 punkter, 3 setninger")
    assert case == "saker/prøve.sak: ingen feil (0 hendelser, 0 fakta og skjønn, 1 svar som ventet)"


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("klart kr 13 000", "klart kr 12 000"),
        ("omstridt kr 12 000", "klart kr 12 000"),
        ("taust", "klart kr 12 000"),
    ],
)
def test_check_asks_the_questions_of_a_case(vka: Run, tmp_path: Path, expected: str, found: str) -> None:
    """Another value or status than expected is an error, told with both."""
    path = tmp_path / "saker" / "prøve.sak"
    path.write_text(CASE.replace("klart kr 12 000", expected), encoding="utf-8")
    status, out, err = vka("check", "saker/prøve.sak")
    assert (status, out) == (1, "")
    assert "--> saker/prøve.sak:5" in err
    assert f"ventet: {expected}" in err
    assert f"fant:   {found}" in err
    assert "1 av 1 svar i saker/prøve.sak er andre enn ventet" in err


def test_check_tells_of_a_question_it_does_not_understand(vka: Run, tmp_path: Path) -> None:
    """A question of a case that is none of the agreement's is an error too."""
    (tmp_path / "saker" / "prøve.sak").write_text(CASE.replace("leien", "månen"), encoding="utf-8")
    status, _, err = vka("check", "saker/prøve.sak")
    assert status == 1
    assert "ventet: klart kr 12 000" in err


def test_check_goes_on_after_an_error(vka: Run, tmp_path: Path) -> None:
    """Every file is checked, and the status is that of the worst."""
    (tmp_path / "feil.vka").write_text("avtale x «X». verdi a er 1 år", encoding="utf-8")
    status, out, err = vka("check", "feil.vka", "naust.vka")
    assert status == 1
    assert "naust.vka: ingen feil" in out
    assert "feil.vka" in err


def test_check_shows_the_errors_of_an_agreement_once(vka: Run, tmp_path: Path) -> None:
    """They are not repeated for each of its cases: of those it is said that they are not read, and why."""
    (tmp_path / "naust.vka").write_text(AGREEMENT.replace("kr 12 000.", "kr 12 000"), encoding="utf-8")
    (tmp_path / "saker" / "to.sak").write_text(CASE, encoding="utf-8")
    cases = ("saker/prøve.sak", "saker/to.sak")
    for files in (("naust.vka", *cases), cases, (*cases, "naust.vka")):
        status, out, err = vka("check", *files)
        assert (status, out) == (1, "")
        assert len(re.findall(r"^feil V", err, re.M)) == 1
        assert [line for line in err.splitlines() if "ikke lest" in line] == [
            f"{case}: ikke lest, fordi avtalen den gjelder (naust.vka), har feil" for case in cases
        ]


def test_check_needs_to_know_the_agreement(vka: Run, tmp_path: Path) -> None:
    """It is found by its name, not by being alone; where it is not found or not one, --agreement says it."""
    (tmp_path / "naust.vka").rename(tmp_path / "saker" / "annet.vka")
    assert vka("check", "saker/prøve.sak")[0] == 0
    (tmp_path / "to.vka").write_text(AGREEMENT, encoding="utf-8")
    status, _, err = vka("check", "saker/prøve.sak")
    assert status == 2
    assert "flere avtaler" in err
    assert vka("check", "saker/prøve.sak", "--agreement", "to.vka")[0] == 0
    (tmp_path / "to.vka").rename(tmp_path / "to.txt")
    (tmp_path / "saker" / "annet.vka").unlink()
    status, _, err = vka("check", "saker/prøve.sak")
    assert status == 2
    assert "--agreement" in err
    assert vka("check", "saker/prøve.sak", "--agreement", "to.txt")[0] == 0


VALUES: list[tuple[str, AnswerValue, bool]] = [
    ("ja", AnswerValue(type="ja", plain=True, shown="yes"), True),
    ("nei", AnswerValue(type="ja", plain=True, shown="ja"), False),
    ("1.1.2025", AnswerValue(type="dag", plain=date(2025, 1, 1), shown="1 January 2025"), True),
    ("2025-01-01", AnswerValue(type="dag", plain=date(2025, 1, 1), shown="1.1.2025"), True),
    ("1.2.2025", AnswerValue(type="dag", plain=date(2025, 1, 2), shown="2.1.2025"), False),
    ("kr 925 000", AnswerValue(type="beløp", plain=Decimal("925000.00"), shown="kr\u00a0925\u00a0000"), True),
    ("kr 937 825,50", AnswerValue(type="beløp", plain=Decimal("937825.50"), shown=""), True),
    ("kr 925 001", AnswerValue(type="beløp", plain=Decimal("925000.00"), shown="kr 925 000"), False),
    ("kr", AnswerValue(type="beløp", plain=Decimal("0.00"), shown="kr 0"), False),
    ("37/360", AnswerValue(type="andel", plain=Fraction(37, 360), shown="37/360 (10,28 %)"), True),
    ("5 %", AnswerValue(type="andel", plain=Fraction(1, 20), shown="1/20 (5 %)"), True),
    ("1/0", AnswerValue(type="andel", plain=Fraction(1, 20), shown=""), False),
    ("2027", AnswerValue(type="år", plain=2027, shown=""), True),
    ("«Trondenes tingrett»", AnswerValue(type="tekst", plain="Trondenes tingrett", shown=""), True),
    ("Fjord og Vik", AnswerValue(type="liste", plain=("Vik", "Fjord"), shown=""), True),
    ("Fjord", AnswerValue(type="liste", plain=("Vik", "Fjord"), shown=""), False),
    ("ja", AnswerValue(type="noe", plain=None, shown=""), False),
]


@pytest.mark.parametrize(("written", "value", "same"), VALUES)
def test_expected_values_are_compared_as_values(written: str, value: AnswerValue, same: bool) -> None:
    """However it is written, the same value is the same, and another is not."""
    assert is_value(written, value) is same


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_as_it_is_shown_is_the_amount(kroner: Decimal) -> None:
    """An expected amount may be written with spaces and a comma, as in a case file."""
    written = f"kr {kroner:,.2f}".replace(",", " ").replace(".", ",")
    assert is_value(written, AnswerValue(type="beløp", plain=kroner, shown=""))
    assert not is_value(written, AnswerValue(type="beløp", plain=kroner + Decimal("0.01"), shown=""))


# ── fmt, render, coverage, questions ────────────────────────────────────────────────────────────────────────────────


def test_fmt(vka: Run, tmp_path: Path) -> None:
    """--check changes nothing and says what would change; without it the file is rewritten, once."""
    path = tmp_path / "naust.vka"
    path.write_text(AGREEMENT.replace("verdi leie er", "verdi   leie\n er"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    status, out, _ = vka("fmt", "naust.vka", "--check")
    assert status == 1
    assert "naust.vka ville blitt satt opp" in out
    assert path.read_text(encoding="utf-8") == before
    status, printed, _ = vka("fmt", "naust.vka", "--stdout")
    assert status == 0
    assert path.read_text(encoding="utf-8") == before
    assert vka("fmt", "naust.vka")[:2] == (0, "naust.vka er satt opp på nytt\n")
    assert path.read_text(encoding="utf-8") == printed
    assert "verdi leie er kr 12 000." in printed
    assert vka("fmt", "naust.vka", "--check") == (0, "", "")
    assert vka("fmt", "naust.vka") == (0, "", "")


def test_fmt_leaves_what_it_cannot_read(vka: Run, tmp_path: Path) -> None:
    """A file with reading errors stays as it is, and the others are laid out."""
    (tmp_path / "feil.vka").write_text("avtale x «X».\npart  uten.\n", encoding="utf-8")
    status, _, err = vka("fmt", "feil.vka", "naust.vka")
    assert status == 1
    assert "feil.vka:2:" in err
    assert (tmp_path / "feil.vka").read_text(encoding="utf-8") == "avtale x «X».\npart  uten.\n"
    assert vka("fmt", "naust.vka", "--check")[0] == 0


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!doctype html>"), ("a.md", "# LEIE"), ("a.txt", "LEIE")])
def test_render_by_the_name_of_the_file(vka: Run, tmp_path: Path, name: str, begins: str) -> None:
    """The suffix says the format; nothing is printed, and no other file is left behind."""
    assert vka("render", "naust.vka", "-o", name) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "naust.vka", "saker"])


def test_render_to_the_screen(vka: Run, tmp_path: Path) -> None:
    """Without -o the text goes to standard output, the same as to a file."""
    status, out, _ = vka("render", "naust.vka")
    vka("render", "naust.vka", "--to", "text", "-o", "a.html")
    assert status == 0
    assert (tmp_path / "a.html").read_bytes() == out.encode()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_written_files_keep_their_permissions(vka: Run, tmp_path: Path) -> None:
    """A file is replaced in one step, yet those who could read it still can; a link stays a link."""
    (tmp_path / "a.txt").write_text("gammel")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "lenke.txt").symlink_to("a.txt")
    assert vka("render", "naust.vka", "-o", "lenke.txt")[0] == 0
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "lenke.txt").is_symlink()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("LEIE")


def test_coverage(vka: Run) -> None:
    """Each clause with its sentences by mark, the total, and the kinds of what gives effect."""
    status, out, _ = vka("coverage", "naust.vka")
    assert status == 0
    rows = [line.split() for line in out.splitlines()]
    assert rows[0] == ["punkt", "setninger", "virkning", "formål"]
    assert rows[1] == ["1", "Parter", "2", "1", "1"]
    assert rows[2] == ["2", "Leie", "1", "1", "·"]
    assert rows[3] == ["i", "alt", "3", "2", "1"]
    assert "3 av 3 setninger er gjort rede for (100\u00a0%)." in out
    assert "part 2, beløp 1" in out


def test_coverage_as_json(vka: Run) -> None:
    """The same numbers for programs."""
    status, out, _ = vka("coverage", "naust.vka", "--json", "--lang", "en")
    data = json.loads(out)
    assert status == 0
    assert (data["contract"], data["total"]["sentences"], data["total"]["accounted"]) == ("naust", 3, 3)
    assert [clause["by_mark"]["virkning"] for clause in data["clauses"]] == [1, 1]
    assert set(data["total"]["by_mark"]) == set(COLUMNS)


def test_coverage_counts_every_sentence_once(vka: Run) -> None:
    """The columns of a clause add up to its sentences, and the clauses to the total."""
    from vka.api import load

    contract = load("naust.vka").contract
    counts = by_clause(contract)
    assert sum(count.sentences for count in counts) == total(counts).sentences == len(contract.sentences)


def test_questions(vka: Run) -> None:
    """Under its clause, each question with all its wordings, those of the user's language first."""
    status, out, _ = vka("questions", "naust.vka")
    assert status == 0
    assert out.splitlines() == [
        "punkt 2 Leie",
        "  Hva er leien i <år>?",
        "      Hvor mye koster naustet i <år>?",
        "      What is the rent in <år>?",
    ]
    assert vka("questions", "naust.vka", "--lang", "en")[1].splitlines()[:2] == [
        "clause 2 Leie",
        "  What is the rent in <år>?",
    ]


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_are_read_as_they_are_written(day: date) -> None:
    """1.1.2027 and 2027-01-01 are read back, in both languages."""
    for language in ("nb", "en"):
        assert parse_day(f"{day.day}.{day.month}.{day.year}", "--on", language) == day
        assert parse_day(day.isoformat(), "--on", language) == day


@given(st.text(max_size=20))
def test_no_text_is_a_day_by_accident(text: str) -> None:
    """Any text is a day or refused with words for it."""
    try:
        parse_day(text, "--on")
    except InputError as error:
        refused = [error.message(language) for language in ("nb", "en")]
    else:
        refused = ["--on: "] if any(sign.isdecimal() for sign in text) else []
    assert refused
    assert all(message.startswith("--on: ") for message in refused)


def test_an_english_day_is_not_guessed() -> None:
    """3/4/2027 is two days to those who read English, and one to those who read Norwegian."""
    assert parse_day("3/4/2027", "--on") == date(2027, 4, 3)
    with pytest.raises(InputError) as raised:
        parse_day("3/4/2027", "--on", "en")
    assert "two ways" in raised.value.message("en")


# ── as a process ────────────────────────────────────────────────────────────────────────────────────────────────────


def process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The command line as a process of its own, in another code page."""
    return subprocess.Popen(
        [sys.executable, "-c", "import sys; from vka.cli import main; sys.exit(main())", *arguments],
        cwd=ROOT,
        env={**os.environ, "VKA_CACHE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_output_is_utf8_whatever_the_code_page(tmp_path: Path) -> None:
    """Norwegian letters and «» come out as UTF-8 with plain line ends."""
    agreement, _ = write(tmp_path)
    out, err = process("ask", str(agreement), QUESTION, "--on", "1.11.2026").communicate()
    assert err == b""
    assert "«Leien er kr 12 000 i året, jf. punkt 1.»" in out.decode("utf-8")
    assert b"\r" not in out


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    """Hashing differs from process to process, and the answer does not."""
    agreement, _ = write(tmp_path)
    asked = ("ask", str(agreement), QUESTION, "--on", "1.11.2026", "--why", "--json")
    outs = {process(*asked, PYTHONHASHSEED=seed).communicate()[0] for seed in ("1", "2", "3")}
    assert len(outs) == 1


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`vka … | head -1`: no traceback, no complaint."""
    agreement, _ = write(tmp_path)
    agreement.write_text(AGREEMENT + "".join(f"\n«{'ord ' * 100}.[formål]»\n" for _ in range(500)), encoding="utf-8")
    running = process("render", str(agreement))
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    complaints = running.stderr.read()
    assert running.wait() == 0
    assert complaints == b""
    running.stderr.close()


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_colour_is_for_terminals(vka: Run, monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]) -> None:
    """On a terminal the verdict is bold, unless it is asked not to; the words are the same."""
    plain = vka("ask", "naust.vka", QUESTION, "--on", "1.11.2026")[1]
    for name in ("NO_COLOR", "TERM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    coloured = vka("ask", "naust.vka", QUESTION, "--on", "1.11.2026")[1]
    assert ("\x1b[1m" in coloured) is (not setting)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_commands_are_imported_only_when_used() -> None:
    """Help for one command brings in no other, and the engine not at all."""
    script = (
        "import sys; from vka.cli import main\nmain(['ask', '--help'])\n"
        "print([m for m in sys.modules if m.startswith(('vka.commands.', 'engine', 'dsl', 'lark', 'rich'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "['vka.commands.ask']"
    assert cli.COMMANDS[0] == "ask"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by /dev/full")
@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written(redirect: str) -> None:
    """A full disk and a closed output are the user's to mend: status 2, and no fault of ours."""
    command = f"{sys.executable} -m vka questions agreements/ibestad_harstad.vka {redirect}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("vka: ")
    assert "feil i vka" not in done.stderr
