"""The house rules that a program can hold: see CONTRIBUTING.md for the reason behind each."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("dsl", "engine", "renderers", "vka")
IN_PACKAGES = tuple(f"{package}/" for package in PACKAGES)
LONGEST_FILE = 400
"""Lines. A file that grows past this is hardly one thing any more."""

AGREEMENT_WORDS = re.compile("ibestad|harstad|vertskommune|samarbeidskommune|nordhordland", re.IGNORECASE)
MACHINE_WORDS = re.compile(
    r"(?<![\w.:])/(?:work|tmp|root)\b|pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org"
)


def project_files() -> list[str]:
    """Paths from the root, with ``/``: what git tracks or would track; without git, all but hidden and built files."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        names = listing.stdout.decode().split("\0")
        return sorted(name for name in names if name and (ROOT / name).is_file())
    unwanted = {"build", "dist", "__pycache__"}
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file() and not any(part in unwanted or part.startswith(".") for part in path.relative_to(ROOT).parts)
    )


def text_of(name: str) -> str | None:
    """The text of a project file, or None for one that is not text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def code_files() -> list[str]:
    """Everything that ships in a package, save its README."""
    return [name for name in project_files() if name.startswith(IN_PACKAGES) and not name.endswith(".md")]


def find_readme_block(mark: str) -> re.Match[str]:
    """README.md, matched so that group 1 is the fenced lines after ``<!-- mark -->``."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^<!-- {re.escape(mark)} -->\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no fenced block marked <!-- {mark} -->"
    return found


def readme_block(mark: str) -> str:
    """The fenced lines after ``<!-- mark -->`` in README.md."""
    return find_readme_block(mark)[1]


def vka(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line as a person runs it from the root, at a fixed width and without colour."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; from vka.cli import main; sys.exit(main())", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_packages_are_where_the_rules_look() -> None:
    """Every package holds Python, so the rules below judge something."""
    for package in PACKAGES:
        assert any(name.startswith(f"{package}/") and name.endswith(".py") for name in code_files()), package


def test_code_knows_no_agreement() -> None:
    """No line of code, grammar or template names a party or a term of one agreement."""
    named = [
        f"{name}:{number}: {line.strip()}"
        for name in code_files()
        for number, line in enumerate((text_of(name) or "").splitlines(), start=1)
        if AGREEMENT_WORDS.search(line)
    ]
    assert named == []


def test_code_files_are_short() -> None:
    """No Python or grammar file is longer than LONGEST_FILE lines."""
    long = {
        name: lines
        for name in code_files()
        if name.endswith((".py", ".lark")) and (lines := len((text_of(name) or "").splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.parametrize("folder", [*PACKAGES, "agreements"])
def test_every_folder_says_what_it_is(folder: str) -> None:
    """Each top-level package, and the agreements, has a README.md with something in it."""
    assert (ROOT / folder / "README.md").read_text(encoding="utf-8").strip()


def test_no_file_names_a_machine() -> None:
    """No project file holds an absolute path of somebody's machine or the host of a package registry."""
    named = [
        f"{name}:{number}: {line.strip()}"
        for name in project_files()
        for number, line in enumerate((text_of(name) or "").splitlines(), start=1)
        if MACHINE_WORDS.search(line)
    ]
    assert named == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locked_versions_are_exact_and_hashed(lock: str) -> None:
    """Each entry of a lock file is one exact version with at least one hash."""
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text(encoding="utf-8"))[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^ ]+ ", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_lock_file_holds_every_dependency() -> None:
    """Whatever pyproject.toml asks for is pinned in the lock file of its kind."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    for lock, needs in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", [*project["dependencies"], *extras]),
    ):
        pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        asked = {re.match(r"[\w.-]+", need)[0].lower() for need in needs}  # type: ignore[index]  # a name comes first
        assert asked <= pinned, lock


def test_ci_runs_the_readme_test_command() -> None:
    """The test command is written once, in README.md: .ci/run prints that one and has none of its own."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pytest" not in script.lower().replace("pytest_addopts", "")
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip(".ci/run is for Debian")
    printed = subprocess.run(
        [bash, ".ci/run", "--command", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert printed.stdout == readme_block("command: test")
    assert printed.stdout.rstrip().endswith(" -m pytest")


@pytest.mark.parametrize("name", ["main", "test"])
def test_readme_says_the_same_on_windows(name: str) -> None:
    """The PowerShell line is the shell line with Windows' names for the same programs."""
    shell = readme_block(f"command: {name}")
    translated = shell.replace(" && ", "; ").replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\")
    assert readme_block(f"command: {name}, Windows") == translated


def vka_commands(text: str) -> list[list[str]]:
    """The arguments of each ``vka …`` in a file's fenced blocks, up to the next joint of the shell."""
    blocks = re.findall(r"^```(?:bash|sh)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [part for block in blocks for part in re.split(r"&&|\n", block)]
    calls = [shlex.split(line) for line in lines if re.match(r"\s*(?:\.venv/bin/)?vka ", line)]
    return [call[1:] for call in calls]


@pytest.mark.parametrize("file", ["README.md", "LESMEG.md"])
def test_commands_in_the_readmes_exist(file: str) -> None:
    """Every vka command shown is one that the program has, and every agreement or case it names is there."""
    calls = vka_commands((ROOT / file).read_text(encoding="utf-8"))
    assert calls
    for command, *arguments in calls:
        assert vka(command, "--help").returncode == 0, command
        for argument in arguments:
            if argument.startswith("agreements/"):
                assert (ROOT / argument).exists(), argument


@pytest.mark.parametrize("file", ["README.md", "LESMEG.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(file: str) -> None:
    """Every relative link in the documents at the root names a file or folder of the project."""
    text = (ROOT / file).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if not target.startswith("http")]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_sample_answer_is_what_vka_prints(update_golden: bool) -> None:
    """The answer shown in README.md is the one the command above it prints; ``--update-golden`` rewrites it."""
    (arguments,) = vka_commands(f"```bash\n{readme_block('command: sample')}```")
    printed = vka(*arguments)
    assert printed.returncode == 0, printed.stderr
    shown = find_readme_block("output: sample")
    if update_golden:
        before, after = shown.string[: shown.start(1)], shown.string[shown.end(1) :]
        (ROOT / "README.md").write_text(before + printed.stdout + after, encoding="utf-8", newline="\n")
    else:
        assert printed.stdout == shown[1]
