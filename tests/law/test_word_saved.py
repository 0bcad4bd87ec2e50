"""A Word file that people edited and LibreOffice has opened and saved comes home as it would have without.

Skipped where LibreOffice is not installed. ``python -m tests.law.test_word_saved 200`` runs as many scripts as it is
told to, each of an agreement of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve

from dsl.edits.edited import EditedDocument
from dsl.edits.importing import import_document
from renderers.word.read import Changes
from tests.edit_docx import edit_docx
from tests.edit_scripts import EditKind, apply_to_document
from tests.law.random_edits import Script, comparable, random_script, random_source
from tests.law.test_import_laws import read
from tests.law.test_word_trip import REAL, Printed, printed, real

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

SCRIPTS = 28
"""Scripts in the ordinary run: three in four of random agreements, the others of the real ones."""
_REAL = tuple(path for path in REAL if not path.stem.endswith("endring1"))
_TRACKED: tuple[EditKind, ...] = ("words", "words", "insert")
"""What LibreOffice keeps as it was tracked. It loses changes within a control (docs/documents.md), and gives what was
moved, struck or run together other marks: what is then seen in LibreOffice is what is read.
"""


def one(seed: int) -> tuple[Printed, Script, bytes]:
    """An agreement, a script (none for every eighth), and the file after it, as Word would have it.

    Every other script is done with changes tracked, as far as LibreOffice keeps them; the others are not tracked, and
    of all kinds.
    """
    chance = Random(seed)
    about = real(_REAL[seed // 4 % len(_REAL)]) if seed % 4 == 3 else printed(random_source(chance))
    script = Script((), ())
    while seed % 8 and not (script.plain or script.tracked):
        if chance.random() < 0.5:
            script = random_script(chance, about.untouched, kinds=_TRACKED)
        else:
            script = Script(random_script(chance, about.untouched).plain, ())
        if not _is_kept(script, about.untouched) or _has_a_heading_twice(script, about.untouched):
            script = Script((), ())
    return about, script, edit_docx(about.docx, script.plain, script.tracked, chance)


def _is_kept(script: Script, document: EditedDocument) -> bool:
    """Does LibreOffice keep what was typed? Not in a reference, which it counts anew; nor with changes tracked, in a
    control or where something has been tracked before.
    """
    seen = set()
    for at, edit in enumerate((*script.plain, *script.tracked)):
        tracked = at >= len(script.plain)
        block = document.blocks[edit.block] if edit.kind == "words" else None
        if block is not None and edit.piece < len(block.pieces):
            kind = block.pieces[edit.piece].kind
            if kind == "citation" or (tracked and (kind == "value" or block.anchor in seen)):
                return False
            seen |= {block.anchor} if tracked else set()
        document = apply_to_document(document, (edit,))
    return True


def _has_a_heading_twice(script: Script, document: EditedDocument) -> bool:
    """Is a heading copied? References then lead to either, and LibreOffice shows the number of the other."""
    done = apply_to_document(document, (*script.plain, *script.tracked))
    anchors = [block.anchor for block in done.blocks if block.kind == "heading" and block.anchor]
    return len(anchors) != len(set(anchors))


def saved(files: dict[str, bytes]) -> dict[str, bytes]:
    """Each file as LibreOffice saves it; one start for all."""
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / f"{name}.docx").write_bytes(data)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "docx:MS Word 2007 XML", "--outdir", f"{folder}/out", *(f"{folder}/{name}.docx" for name in files)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        return {name: (Path(folder) / "out" / f"{name}.docx").read_bytes() for name in files}


@cache
def batch(count: int, first: int = 0) -> dict[str, bytes]:
    """The files of so many scripts, saved."""
    return saved({str(seed): one(seed)[2] for seed in range(first, first + count)})


def holds(seed: int, data: bytes) -> None:
    """The words are those of the script, and the import is that of the file before it was saved."""
    about, script, before = one(seed)
    kept = apply_to_document(about.untouched, script.plain)
    whole = apply_to_document(kept, script.tracked)
    source = read(about.source)
    expected: tuple[tuple[Changes, EditedDocument], ...] = (("accepted", whole), ("rejected", kept), ("pending", kept))
    for changes, document in expected:
        found = about.read(data, changes)
        assert seen(found) == seen(document), (seed, changes, script)
        assert (found.leftovers, found.comments) == ((), ()), (seed, changes, found.leftovers)
        assert found.agreement == about.untouched.agreement, seed
        assert bool(found.pending) == (changes == "pending" and bool(script.tracked)), (seed, found.pending)
        ours = import_document(source, about.read(before, changes), "prøve.vka")
        theirs = import_document(source, found, "prøve.vka")
        assert theirs.text == ours.text, (seed, changes, script)
        if not (script.plain or (script.tracked and changes == "accepted")):
            assert not theirs.changed, seed


def seen(document: EditedDocument) -> list[tuple[object, ...]]:
    """Lines with their kinds, words and values; numbers of clauses and of references are counted anew."""
    out: list[tuple[object, ...]] = []
    for kind, level, *_, pieces in comparable(document):
        assert isinstance(pieces, tuple)
        out.append((kind, level, *(evolve(p, text="#") if p.kind == "citation" else p for p in pieces)))
    return out


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_saved_by_another_program(seed: int) -> None:
    """Law: LibreOffice between the edits and the import changes nothing."""
    holds(seed, batch(SCRIPTS)[str(seed)])


def main() -> int:
    """Run so many; 1 if the law did not hold."""
    broken = 0
    count = int(sys.argv[1])
    for first in range(0, count, 100):
        files = batch(min(100, count - first), first)
        for name, data in files.items():
            try:
                holds(int(name), data)
            except AssertionError as error:
                broken += 1
                print(f"seed {name}: {str(error)[:1500]}", flush=True)
    print(f"{count} scripts, {broken} broken")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
