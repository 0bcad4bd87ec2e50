"""What vka writes for Word against the Open XML SDK, Microsoft's own reading of the format. Skipped without it.

``.ci/run`` puts it in ``build/node`` with npm; one on the path will do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from renderers.compose import compose
from renderers.redline.compare import compare
from renderers.redline.to_word import to_docx as redline
from renderers.word.write import to_docx
from tests.helpers import CASES, ROOT, SOURCE
from tests.test_redline import edited
from tests.test_renderers_document import documents
from tests.test_word import FILES, written
from tests.test_word_template import template, with_part
from vka.api import load
from vka.cli import main

SDK = shutil.which("ooxml-validator") or shutil.which(
    "ooxml-validator", path=ROOT / "build" / "node" / "node_modules" / ".bin"
)
pytestmark = pytest.mark.skipif(SDK is None, reason="the Open XML SDK's validator is not installed")
DAY = date(2026, 11, 30)
T = TypeVar("T")
NEXT = ROOT / "agreements" / "ibestad_harstad_endring1.vka"


def broken(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The files Word may offer to repair, with what is wrong in each."""
    out = {}
    for name, data in files.items():
        path = folder / f"{name}.docx"
        path.write_bytes(data)
        done = subprocess.run([str(SDK), str(path)], check=False, capture_output=True, text=True, encoding="utf-8")
        told = json.loads(done.stdout)
        assert told["ok"] is (done.returncode == 0), done
        if not told["ok"]:
            out[name] = [
                f"{each['id']} {each['description']} {each['path']} {each['xPath']}" for each in told["errors"]
            ]
    return out


def test_every_agreement_and_statute(tmp_path: Path) -> None:
    """As they are, and in a house's template."""
    files = {file.stem: written(file) for file in FILES}
    files |= {f"{file.stem} i mal": to_docx(compose(load(file).contract), template()) for file in FILES}
    assert broken(files, tmp_path) == {}


def test_redlines(tmp_path: Path) -> None:
    """An amendment, and two agreements that have little in common; with the table of answers on the last page."""
    for name, new in (("endring", NEXT), ("annen", ROOT / "agreements" / "ikt_nordhordland.vka")):
        assert main(["redline", str(SOURCE), str(new), "-o", str(tmp_path / f"{name}.docx")]) == 0
    files = {path.stem: path.read_bytes() for path in tmp_path.glob("*.docx")}
    assert len(files) == 2
    assert broken(files, tmp_path) == {}


def test_case_papers(tmp_path: Path) -> None:
    """A few of the cases, each with all it asks."""
    files = {}
    for case in CASES[::12]:
        out = tmp_path / "svar.docx"
        assert main(["ask", str(SOURCE), "--case", str(case), "-o", str(out)]) == 0
        files[case.stem] = out.read_bytes()
    assert broken(files, tmp_path) == {}


def some(strategy: st.SearchStrategy[T], write: Callable[[T], bytes]) -> dict[str, bytes]:
    """Fifteen drawn documents, written: the same each time."""
    out: dict[str, bytes] = {}

    @settings(max_examples=15, derandomize=True, database=None, deadline=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(strategy)
    def draw(drawn: T) -> None:
        out[str(len(out))] = write(drawn)

    draw()
    assert len(out) == 15
    return out


def test_any_document(tmp_path: Path) -> None:
    """Law: no words and no order of headings and lists make a file that Word would repair."""
    assert broken(some(documents(), to_docx), tmp_path) == {}


def test_any_redline(tmp_path: Path) -> None:
    """Law: nor do changes in it."""
    assert broken(some(edited(), lambda both: redline(compare(*both), "Kari", DAY)), tmp_path) == {}


def test_what_is_broken_is_named(tmp_path: Path) -> None:
    """The validator sees a mark within the wrong element, so its silence means something."""
    harmed = with_part(written(FILES[0]), "word/document.xml", None, (b"<w:body>", b"<w:body><w:b/>"))
    assert "invalid child element" in broken({"a": harmed}, tmp_path)["a"][0]
