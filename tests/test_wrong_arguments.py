"""Every command with every kind of wrong argument: one message in the user's language, the documented status, nothing
written by half, and never a traceback.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import QUESTION, ROOT, Run, vka  # noqa: F401  # vka is a fixture
from vka.cli import COMMANDS

A, S = "naust.vka", "saker/prøve.sak"
RIGHT: dict[str, list[str]] = {
    "ask": [A, QUESTION, "--case", S, "--on", "1.11.2026"],
    "position": [A, "--case", S, "--on", "1.11.2026", "--asked", "1.11.2026"],
    "duties": [A, "--case", S, "--from", "1.1.2026", "--to", "31.12.2026", "--asked", "1.11.2026"],
    "timeline": [A, "--case", S, "--from", "1.1.2026", "--to", "31.12.2026", "--asked", "1.11.2026"],
    "money": [A, "--case", S, "--year", "2023", "--on", "1.11.2026"],
    "settlement": [A, "--case", S, "--on", "1.11.2026", "--asked", "1.11.2026"],
    "review": [A, "--case", S],
    "check": [A],
    "fmt": [A, "--check"],
    "coverage": [A],
    "render": [A],
    "versions": [A],
    "questions": [A],
    "redline": [A, A, "--case", S],
    "import": ["brev.docx", "--into", A],
    "verify": [A, "bevis.json", "--case", S],
}
"""A right call of each command, of which one argument at a time is spoilt."""
DATES = {
    "ask": ("--on", "--known"), "position": ("--on", "--asked", "--known"), "duties": ("--from", "--to", "--asked"),
    "timeline": ("--from", "--to", "--asked"), "money": ("--on", "--known"), "settlement": ("--on", "--asked"),
    "render": ("--as-of",), "redline": ("--date", "--old-as-of", "--new-as-of"),
}  # fmt: skip
WRONG_DATES = ("abc", "31.2.2026", "-5", "99999", "1.1.0001", "1.1.99999", "", "0", "2026", "31.12.10000", "\x00")
WRONG_FILES = {
    "borte.vka": ("finner ikke filen «borte.vka»", "there is no file “borte.vka”", 2),
    "mappe": ("«mappe» er ikke en vanlig fil", "“mappe” is not an ordinary file", 2),
    "": ("«» er ikke en vanlig fil", "“” is not an ordinary file", 2),
    "tom.vka": ("feil V104", "error V104", 2),
    "bin.vka": ("feil V105", "error V105", 2),
    "ord.vka": ("feil V101", "error V101", 1),
    "nul\0l": ("finner ikke filen", "there is no file", 2),
}


@pytest.fixture
def spoilt(tmp_path: Path, vka: Run) -> Run:  # noqa: F811  # the fixture
    """The command line in a folder that has the wrong files too."""
    (tmp_path / "mappe").mkdir()
    for name, data in (("tom", b""), ("bin", b"\x89PNG\x00\xff\xfe"), ("ord", b"bare ord")):
        (tmp_path / f"{name}.vka").write_bytes(data)
    (tmp_path / "bevis.json").write_text("{}", encoding="utf-8")
    return vka


def is_refused(outcome: tuple[int, str, str], status: int, said: str) -> None:
    """The status, nothing printed, one complaint that says so, and no traceback."""
    found, out, err = outcome
    assert (found, out) == (status, "")
    assert said in err
    assert "Traceback" not in err
    assert "en feil i vka" not in err
    assert "invalid" not in err


def test_every_command_is_tried() -> None:
    """A new command is added here."""
    assert set(RIGHT) == set(COMMANDS)


@pytest.mark.parametrize("command", [c for c in COMMANDS if RIGHT[c][0] == A])
@pytest.mark.parametrize("file", WRONG_FILES)
def test_a_wrong_agreement(spoilt: Run, command: str, file: str) -> None:
    """Missing, a folder, nothing, empty, binary, other text, a name no file can have."""
    nb, en, status = WRONG_FILES[file]
    call = [command, file, *RIGHT[command][1:]]
    is_refused(spoilt(*call), status, nb)
    is_refused(spoilt(*call, "--lang", "en"), status, en)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--case" in RIGHT[c]])
@pytest.mark.parametrize("file", WRONG_FILES)
def test_a_wrong_case(spoilt: Run, command: str, file: str) -> None:
    """The same of the case."""
    nb, en, status = WRONG_FILES[file]
    call = [command, *(file if each == S else each for each in RIGHT[command])]
    is_refused(spoilt(*call), status, nb)
    is_refused(spoilt(*call, "--lang", "en"), status, en)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--case" in RIGHT[c]])
def test_an_agreement_for_a_case_and_a_case_for_an_agreement(spoilt: Run, command: str) -> None:
    """V110 says which was expected; of a case about another agreement only that is said."""
    is_refused(spoilt(command, *(A if each == S else each for each in RIGHT[command])), 1, "ventet en sak")
    is_refused(spoilt(command, *(S if each == A else each for each in RIGHT[command])), 1, "ventet en avtale")
    case = Path(S)
    case.write_text(case.read_text(encoding="utf-8").replace("til naust", "til brygge"), encoding="utf-8")
    outcome = spoilt(command, *RIGHT[command])
    is_refused(outcome, 1, "feil V602: saken er skrevet til avtalen «brygge», ikke «naust»")
    assert outcome[2].count("feil V") == 1


@pytest.mark.parametrize(("command", "option"), [(c, o) for c, options in DATES.items() for o in options])
@pytest.mark.parametrize("day", WRONG_DATES)
def test_a_wrong_day(spoilt: Run, command: str, option: str, day: str) -> None:
    """No day, out of the calendar, a year alone: the option is named, and how a day is written."""
    call = list(RIGHT[command])
    if option in call:
        call[call.index(option) + 1] = day
    else:
        call += [option, day]
    is_refused(spoilt(command, *call), 2, f"vka: {option}: ")
    status, out, err = spoilt(command, *call, "--lang", "en")
    assert (status, out) == (2, "")
    assert not any(word in err for word in ("Skriv", "ikke", "finnes"))


@pytest.mark.parametrize("option", ["--year", "--from", "--to"])
@pytest.mark.parametrize("year", ["abc", "31.2.2026", "-5", "99999", "", "0", "26", "2026,5", "２０２６"])
def test_a_wrong_year(spoilt: Run, option: str, year: str) -> None:
    """In Norwegian and in English, with the option and an example."""
    call = ["money", A, "--case", S, "--on", "1.11.2026", option, year]
    is_refused(spoilt(*call), 2, f"vka: {option}: «{year}» er ikke et år. Skriv for eksempel 2027.")
    is_refused(spoilt(*call, "--lang", "en"), 2, f"vka: {option}: “{year}” is not a year. Write for example 2027.")


WRITERS = [
    ["ask", *RIGHT["ask"], "--proof"], ["timeline", *RIGHT["timeline"], "--svg"], ["render", A, "--to", "html", "-o"],
    ["render", A, "-o"],
]  # fmt: skip


@pytest.mark.parametrize("call", WRITERS, ids=lambda call: " ".join((call[0], call[-1])))
@pytest.mark.parametrize(
    ("place", "nb", "en"),
    [
        ("mappe", "det er en mappe", "it is a folder"),
        ("borte/x.html", "mappen «borte» finnes ikke. Lag den", "there is no folder “borte”. Make it"),
        ("tom.vka/x.html", "ikke en mappe", "not a folder"),
        ("", "er tomt. Oppgi et filnavn", "is empty. Name a file"),
        ("nul\0l", "ingen fil kan ha et slikt navn", "no file can have such a name"),
    ],
)
def test_a_place_that_cannot_be_written(spoilt: Run, call: list[str], place: str, nb: str, en: str) -> None:
    """Nothing is printed, nothing is left behind, and what to do is said."""
    before = sorted(Path().rglob("*"))
    is_refused(spoilt(*call, place), 2, nb)
    is_refused(spoilt(*call, place, "--lang", "en"), 2, en)
    assert sorted(Path().rglob("*")) == before


def test_no_right_to_write_leaves_the_old_file(spoilt: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there stands."""
    Path("ut.html").write_text("gammelt", encoding="utf-8")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", closed)
    is_refused(spoilt("render", A, "-o", "ut.html"), 2, "du har ikke tilgang til å skrive der")
    assert Path("ut.html").read_text(encoding="utf-8") == "gammelt"
    assert not list(Path().glob(".ut*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["money", A, "--json", "--csv"], "enten --json eller --csv"),
        (["--lang", "sv", "ask", A, QUESTION], "--lang kan ikke være «sv»"),
        (["--lang=", "ask", A, QUESTION], "--lang kan ikke være «»"),
        (["--lang"], "--lang kan ikke være «»"),
        (["verify", A], "oppgi et bevis, eller en sak"),
        (["verify", A, "bevis.json", "--case", S], "ikke et bevis"),
        (["verify", A, "bin.vka"], "ikke et bevis"),
        (["duties", A, "--from", "1.1.2027", "--to", "1.1.2026"], "Bytt om dagene"),
        (["timeline", A, "--from", "1.1.2027", "--to", "1.1.2026"], "Rett --from eller --to"),
    ],
)
def test_arguments_that_do_not_go_together(spoilt: Run, arguments: list[str], said: str) -> None:
    """Each is refused with what to do."""
    is_refused(spoilt(*arguments), 2, said)


def test_the_agreement_named_with_a_case_is_the_cases(spoilt: Run, tmp_path: Path) -> None:
    """«vka check A.vka /elsewhere/a.sak» is not ambiguous, in either order, though another lies beside the case."""
    elsewhere = tmp_path / "andre"
    elsewhere.mkdir()
    (elsewhere / "a.sak").write_bytes(Path(S).read_bytes())
    for order in ([A, "andre/a.sak"], ["andre/a.sak", A]):
        assert spoilt("check", *order)[0] == 0
    (elsewhere / "kopi.vka").write_bytes(Path(A).read_bytes())
    (elsewhere / "kopi2.vka").write_bytes(Path(A).read_bytes())
    assert "flere avtaler" in spoilt("check", "andre/a.sak")[2]
    assert spoilt("check", A, "andre/a.sak")[0] == 0


# ── a reader that leaves ──
@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize("complaints", [False, True])
def test_a_closed_pipe_keeps_the_status(spoilt: Run, tmp_path: Path, complaints: bool) -> None:
    """Success is 0 though nobody reads it; an error found after the reader left is still 1; no traceback."""
    (tmp_path / "feil.vka").write_text(
        Path(A).read_text(encoding="utf-8").replace("{leie}", "{liee}"), encoding="utf-8"
    )
    for files, status in (([A], 0), ([A, "feil.vka"], 1), ([A, "borte.vka", A], 2)):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-m", "vka", "check", *files], stdout=write,
            stderr=write if complaints else subprocess.PIPE, cwd=tmp_path, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        os.close(write)
        assert done.returncode == status
        assert b"Traceback" not in (done.stderr or b"")
        assert b"BrokenPipe" not in (done.stderr or b"")
