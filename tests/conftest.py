"""Shared by all tests: golden files and the Hypothesis profiles.

A golden file in ``tests/golden/`` holds what the program is expected to print, byte for byte. It is written only by
``pytest --update-golden`` and is reviewed as a diff, never edited by hand.
"""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

GOLDEN = Path(__file__).parent / "golden"

# "ci" tries the same examples every time, so a red run can be run again; "dev" looks for new ones. Neither has a
# deadline: a slow machine is no mistake in a rule. --hypothesis-profile chooses another.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, database=None)
hypothesis.settings.register_profile("dev", deadline=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program prints now into tests/golden/ (and the README's sample) instead of comparing",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten rather than compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str], None]:
    """``golden(name, text)``: fail unless ``text`` is what ``tests/golden/<name>`` holds.

    The file is UTF-8 with ``\\n`` line ends. A missing file is a failure, so that a test cannot pass by comparing
    with nothing.
    """

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        actual = text.encode()
        if update_golden:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists() or file.read_bytes() != actual:
                file.write_bytes(actual)
            return
        if not file.exists():
            pytest.fail(f"no golden file tests/golden/{name}; run pytest --update-golden, and read what it wrote")
        expected = file.read_bytes()
        if actual != expected:
            pytest.fail(_difference(name, expected.decode(), text), pytrace=False)

    return compare


def _difference(name: str, expected: str, actual: str) -> str:
    """A unified diff, with line ends shown where they are what differs."""
    before, after = expected.splitlines(keepends=True), actual.splitlines(keepends=True)
    if [line.rstrip("\r\n") for line in before] == [line.rstrip("\r\n") for line in after]:
        before, after = [repr(line) for line in before], [repr(line) for line in after]
    else:
        before, after = expected.splitlines(), actual.splitlines()
    diff = difflib.unified_diff(before, after, f"tests/golden/{name}", "what the program prints now", lineterm="")
    return "\n".join([*diff, "", "If the change is meant: pytest --update-golden, and read the diff."])
