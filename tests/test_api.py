"""The public API: load, ask, render; and the cache behind it, which may change nothing but the time it takes."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

import vka
from dsl.case import Case
from dsl.contract import Contract
from engine.answer import Answer, NoAnswer, Status
from tests.small_agreement import AGREEMENT, CASE, write
from vka.api import Format
from vka.cache import MOST_ENTRIES, Cache, key_of, users_cache
from vka.errors import InputError

ROOT = Path(__file__).parent.parent
ASKED = date(2026, 11, 1)
Damage = Callable[[bytes], bytes]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """An agreement and a case in a folder of their own, and an empty cache."""
    monkeypatch.setenv("VKA_CACHE", str(tmp_path / "cache"))
    return write(tmp_path)


def test_load_ask_and_render(files: tuple[Path, Path]) -> None:
    """The three lines of the docstring of vka."""
    agreement = vka.load(files[0])
    case = vka.load_case(files[1], agreement)
    answer = agreement.ask("Hva er leien i 2027?", case, on=ASKED)
    assert isinstance(answer, vka.Answer)
    assert (answer.value.plain, answer.status, answer.dates.asked) == (Decimal(12000), Status.SETTLED, ASKED)
    assert isinstance(agreement.ask("Hva er klokka?"), NoAnswer)
    assert [question.name for question in agreement.questions()] == ["leie-år"]
    assert agreement.contract.name == "naust"


@pytest.mark.parametrize(("to", "has"), [("text", "\n2. Leie\n"), ("md", "](#punkt-1)"), ("html", "<!DOCTYPE html>")])
def test_render(files: tuple[Path, Path], to: Format, has: str) -> None:
    """Each format prints the words of the contract."""
    printed = vka.load(files[0]).render(to)
    assert has.lower() in printed.lower()
    assert "Partene vil ha et godt naust." in printed


def test_render_refuses_other_formats(files: tuple[Path, Path]) -> None:
    """The message names what there is."""
    with pytest.raises(ValueError, match="'text', 'md' or 'html'"):
        vka.load(files[0]).render("pdf")  # type: ignore[arg-type]  # that is the test


def test_answers_follow_the_language(files: tuple[Path, Path]) -> None:
    """An English answer to the same question has the same value."""
    agreement = vka.load(files[0])
    answer = agreement.ask("What is the rent in 2027?", on=ASKED, lang="en")
    assert isinstance(answer, Answer)
    assert (answer.language, answer.value.plain) == ("en", Decimal(12000))


def test_a_file_with_errors_says_them_all(files: tuple[Path, Path]) -> None:
    """SourceError carries every diagnostic; its text is the whole report, with place and excerpt."""
    files[0].write_text(AGREEMENT.replace("{leie}", "{liee}").replace("[formål]", ""), encoding="utf-8")
    with pytest.raises(vka.SourceError) as raised:
        vka.load(files[0])
    report = str(raised.value)
    assert len(raised.value.diagnostics) >= 2
    assert report.count("feil V") == len(raised.value.diagnostics)
    assert f"{files[0]}:4:" in report
    assert "under punkt 1 Parter" in report
    assert report.endswith(f"{len(raised.value.diagnostics)} feil i {files[0]}")
    assert "error V" in raised.value.report("en")


def test_a_case_with_errors_says_them(files: tuple[Path, Path]) -> None:
    """A case about another agreement is refused."""
    files[1].write_text(CASE.replace("til naust", "til hytte"), encoding="utf-8")
    with pytest.raises(vka.SourceError, match="hytte"):
        vka.load_case(files[1], vka.load(files[0]))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """InputError says which file, in both languages."""
    with pytest.raises(InputError) as raised:
        vka.load(tmp_path / "ingen.vka")
    assert "ingen.vka" in raised.value.message("nb")
    assert "there is no file “" in raised.value.message("en")


def test_public_names() -> None:
    """Every name of ``__all__`` is there, and no other."""
    for name in vka.__all__:
        assert getattr(vka, name) is not None
        assert name in dir(vka)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = vka.nothing


def test_the_version_is_that_of_the_package() -> None:
    """Written in two places, and the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert vka.__version__ == project["version"]


def test_import_vka_is_cheap() -> None:
    """``import vka`` brings in none of the packages it is made of, nor what they need."""
    heavy = "('attrs', 'lark', 'dsl', 'engine', 'renderers', 'argparse')"
    script = f"import sys, vka; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ── the cache ───────────────────────────────────────────────────────────────────────────────────────────────────────


def entries(folder: Path) -> list[Path]:
    """The entries of a cache."""
    return sorted(folder.glob("*.vkac"))


def test_a_kept_contract_is_the_same(files: tuple[Path, Path], tmp_path: Path) -> None:
    """What is found again equals what was read, for agreement and case."""
    first = vka.load(files[0])
    case = vka.load_case(files[1], first)
    assert len(entries(tmp_path / "cache")) == 2
    again = vka.load(files[0])
    assert again.contract == first.contract
    assert vka.load_case(files[1], again) == case
    assert vka.load(files[0], cache=False).contract == first.contract


def test_kept_contracts_need_no_parser(files: tuple[Path, Path]) -> None:
    """The second time, nothing of the grammar is even imported, nor what only other faces need."""
    script = (
        "import sys; from vka.cli import main\n"
        f"main(['ask', {str(files[0])!r}, 'Hva er leien i 2027?', '--case', {str(files[1])!r}, '--on', '1.11.2026'])\n"
        "print([m for m in ('lark', 'babel', 'rich', 'jinja2', 'cattrs', 'dateutil') if m in sys.modules])"
    )
    lines = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert lines[0][-1] == "['lark']"
    assert lines[1][-1] == "[]"
    assert lines[0][:-1] == lines[1][:-1]


def test_changed_files_are_read_anew(files: tuple[Path, Path]) -> None:
    """A contract is found by its content: a changed file is another one, and so is a case under a changed agreement."""
    vka.load(files[0])
    files[0].write_text(AGREEMENT.replace("12 000", "15 000"), encoding="utf-8")
    answer = vka.load(files[0]).ask("Hva er leien i 2027?", on=ASKED)
    assert isinstance(answer, Answer)
    assert answer.value.plain == Decimal(15000)
    assert key_of(b"case", b"a", b"b") != key_of(b"case", b"ab", b"")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"Fjord", b"Fjort"),
        lambda data: b"\x80\x04K\x01.",
        lambda data: _signed(b"{"),
        lambda data: _signed(b"[1, 2]"),
        lambda data: _signed(b"\xff\xfe"),
        lambda data: _signed(b'{"fraction": "1/0"}'),
        lambda data: _signed(b'{"__class__": "os.system", "command": "echo"}'),
    ],
)
def test_damaged_and_foreign_entries_are_ignored_and_rewritten(
    files: tuple[Path, Path], tmp_path: Path, damage: Damage
) -> None:
    """Whatever stands in an entry, the answer is that of the file, and the entry is good again."""
    first = vka.load(files[0])
    (entry,) = entries(tmp_path / "cache")
    good = entry.read_bytes()
    entry.write_bytes(damage(good))
    assert vka.load(files[0]).contract == first.contract
    assert entry.read_bytes() == good


def _signed(body: bytes) -> bytes:
    """An entry with the right hash, as somebody else could have written it."""
    return sha256(body).hexdigest().encode() + b"\n" + body


def test_an_entry_of_another_kind_is_not_found(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A case kept under a contract's key is no contract."""
    agreement = vka.load(files[0])
    cache = Cache(tmp_path / "other")
    cache.put("key", vka.load_case(files[1], agreement))
    assert cache.get("key", Contract) is None
    assert cache.get("key", Case) is not None


def test_only_the_newest_are_kept(files: tuple[Path, Path], tmp_path: Path) -> None:
    """The cache does not grow without bound; the oldest go first."""
    contract = vka.load(files[0]).contract
    cache = Cache(tmp_path / "other")
    for number in range(MOST_ENTRIES + 3):
        cache.put(f"{number:03}", contract)
        os.utime(tmp_path / "other" / f"{number:03}.vkac", (number, number))
    cache.put("last", contract)
    names = [entry.stem for entry in entries(tmp_path / "other")]
    assert len(names) == MOST_ENTRIES
    assert "last" in names
    assert "003" not in names


def test_the_cache_can_be_off_or_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """VKA_CACHE is 0 for none or a folder; without it the system's place for caches is used."""
    monkeypatch.setenv("VKA_CACHE", "0")
    users_cache().put("key", "thing")
    assert users_cache().get("key", str) is None
    monkeypatch.delenv("VKA_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    users_cache().put("key", ("thing",))
    assert [entry.name for entry in (tmp_path / "vka").iterdir()] == ["key.vkac"]


def test_a_cache_that_cannot_be_written_is_no_error(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder should be: everything works, and nothing is kept."""
    monkeypatch.setenv("VKA_CACHE", str(files[0]))
    assert vka.load(files[0]).contract == vka.load(files[0]).contract
