"""Whatever is done to a Word file: an error in words, or an import that loses nothing, and nothing is written.

``python -m tests.test_word_hostile 10000`` runs as many damaged files as it is told to; a number after it is the first
seed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dsl.edits.edited import EditedDocument
from dsl.pipeline import load_text
from renderers.compose import compose
from renderers.word.package import open_package
from renderers.word.read import read_docx
from renderers.word.safety import PackageError
from renderers.word.write import to_docx
from tests.docx_xml import W
from tests.edit_docx import edit_docx
from tests.law.random_edits import random_script
from tests.small_agreement import AGREEMENT
from tests.word_damage import damaged
from tests.word_noise import messy, remarked, with_others
from vka.cli import main

EXAMPLES = 150
"""Damaged files in the ordinary run."""


_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


@cache
def printed() -> bytes:
    """The small agreement as a Word file."""
    contract = load_text(AGREEMENT, "naust.vka").contract
    assert contract is not None
    return to_docx(compose(contract))


def a_file(chance: Random) -> bytes:
    """A Word file somebody has worked in: edits, some tracked, comments, tables and notes; and then damaged."""
    data = printed()
    if chance.random() < 0.6:
        script = random_script(chance, read_docx(data))
        data = edit_docx(data, script.plain, script.tracked, chance)
    if chance.random() < 0.4:
        data = with_others(remarked(data, chance, 2)[0], chance)[0]
    return damaged(messy(data, chance) if chance.random() < 0.3 else data, chance)


def shown(data: bytes, keep: str) -> Counter[str]:
    """The characters a reader of the file would see in its text: read off the XML by itself, with changes resolved.

    Not counted: digits, where a page number may be among them, since those are counted anew (all of the words are
    letters), and what Word shows in an empty control.
    """
    package = open_package(data)
    root = etree.fromstring(package.parts[package.main], etree.XMLParser(remove_comments=True, remove_pis=True))
    gone = {W + each for each in (("del", "moveFrom") if keep == "accepted" else ("ins", "moveTo"))}
    told: Counter[str] = Counter()
    for each in root.iter(f"{W}t", f"{W}delText", _FORMULA):
        above = list(each.iterancestors())
        tags = {one.tag for one in above}
        hint = any(one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for one in above)
        if not (gone & tags or hint or any(tag.endswith("}Fallback") for tag in tags)):
            told.update(c for c in "".join(each.xpath("text()")) if not c.isspace() and not c.isdigit())
    return told


def held(document: EditedDocument) -> Counter[str]:
    """The characters of a document as read."""
    out: Counter[str] = Counter()
    for text in [f"{b.label}{b.text}" for b in document.blocks] + [each.text for each in document.leftovers]:
        out.update("".join(text.split()))
    return out


def trial(seed: int, folder: Path) -> str:
    """One damaged file: «refused» or «read». The folder holds the agreement and nothing else, before and after."""
    chance = Random(seed)
    data = a_file(chance)
    changes = chance.choice(("accepted", "rejected", "pending"))
    outcome = "read"
    try:
        document = read_docx(data, changes)  # type: ignore[arg-type]  # one of the three
    except PackageError as error:
        outcome = "refused"
        told = str(error).strip(), error.message("en").strip()
    else:
        told = ("nb", "en")
        lost = shown(data, changes) - held(document)
        assert not lost, (seed, lost)
    assert all(told), seed
    assert told[0] != told[1], seed
    word, agreement = folder / "x.docx", folder / "naust.vka"
    word.write_bytes(data)
    _command(word, agreement, changes, outcome, chance.random() < 0.5)
    assert agreement.read_text(encoding="utf-8") == AGREEMENT, seed
    assert sorted(each.name for each in folder.iterdir()) == ["naust.vka", "x.docx"], seed
    return outcome


def _command(word: Path, agreement: Path, changes: str, outcome: str, as_json: bool) -> None:
    """``vka import`` of the file: what it prints can be printed, and its exit status is one of the three."""
    was = sys.stdout, sys.stderr
    sys.stdout = TextIOWrapper(BytesIO(), encoding="utf-8")
    sys.stderr = TextIOWrapper(BytesIO(), encoding="utf-8")
    try:
        arguments = ["import", str(word), "--into", str(agreement), "--changes", changes, *(["--json"] * as_json)]
        status = main(arguments)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in (sys.stdout, sys.stderr))
    finally:
        sys.stdout, sys.stderr = was
    assert status in (0, 1, 2)
    assert "Traceback" not in err
    if outcome == "refused":
        assert status == 2
    if status == 2:
        assert err.startswith("vka: ")
    elif as_json and out:
        json.loads(out)


def fresh(folder: str) -> Path:
    """A folder with the agreement in it."""
    path = Path(folder)
    (path / "naust.vka").write_text(AGREEMENT, encoding="utf-8")
    return path


@settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None)
@given(st.integers(0, 10**9))
def test_no_file_is_too_hostile(seed: int) -> None:
    """Law: a damaged file is refused in words or read without loss, and neither writes anything."""
    with TemporaryDirectory() as folder:
        trial(seed, fresh(folder))


def run(count: int, first: int) -> int:
    """So many files from a seed on; 1 if the law did not hold, with the seeds of those that broke it."""
    import time
    import traceback

    tally: Counter[str] = Counter()
    slowest = (0.0, 0)
    with TemporaryDirectory() as folder:
        path = fresh(folder)
        for seed in range(first, first + count):
            begun = time.monotonic()
            try:
                tally[trial(seed, path)] += 1
            except Exception:  # noqa: BLE001  # whatever it is, the seed must be told
                tally["broken"] += 1
                print(f"seed {seed}", "".join(traceback.format_exc().splitlines(keepends=True)[-7:]), flush=True)
            slowest = max(slowest, (time.monotonic() - begun, seed))
    print(dict(tally), f"slowest {slowest[0]:.1f} s (seed {slowest[1]})")
    return int(tally["broken"] > 0)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
