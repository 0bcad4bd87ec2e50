"""What people did to a Word file is what is read from it, whatever Word did to the file itself."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from pathlib import Path
from random import Random

from attrs import frozen

from dsl.edits.edited import EditedDocument
from dsl.pipeline import load_text
from renderers.compose import compose
from renderers.word.read import Changes, Known, known_of, read_docx
from renderers.word.write import to_docx
from tests.edit_docx import edit_docx
from tests.edit_scripts import apply_to_document
from tests.law.random_edits import Script, comparable, random_script, random_source
from tests.word_noise import messy

REAL = tuple(sorted(Path("agreements").glob("*.vka")))


@frozen
class Printed:
    """An agreement as printed: its file, and what is read from it untouched."""

    source: str
    docx: bytes
    known: Known
    untouched: EditedDocument

    def read(self, data: bytes, changes: Changes) -> EditedDocument:
        """A file that was printed from it."""
        return read_docx(data, changes, self.known, self.docx)


def printed(source: str, name: str = "proeve.vka") -> Printed:
    """Print a source."""
    contract = load_text(source, name).contract
    assert contract is not None
    document = compose(contract)
    docx, known = to_docx(document), known_of(document)
    return Printed(source, docx, known, read_docx(docx, "accepted", known, docx))


@cache
def real(path: Path) -> Printed:
    """A real agreement."""
    return printed(path.read_text(encoding="utf-8"), str(path))


def difference(found: EditedDocument, expected: EditedDocument) -> list[object]:
    """The lines that are not the same in the two, found and expected."""
    ours, theirs = comparable(found), comparable(expected)
    return [pair for pair in zip_longest(ours, theirs) if pair[0] != pair[1]]


def check(about: Printed, script: Script, chance: Random) -> bytes:
    """Hold the file after a script against the script done to the document; gives the file."""
    docx = messy(edit_docx(about.docx, script.plain, script.tracked, chance), chance)
    kept = apply_to_document(about.untouched, script.plain)
    whole = apply_to_document(kept, script.tracked)
    for changes, expected in (("accepted", whole), ("rejected", kept), ("pending", kept)):
        found = about.read(docx, changes)  # type: ignore[arg-type]  # one of the three
        unlike = difference(found, expected)
        assert not unlike, (changes, script, unlike[:2])
        assert (found.leftovers, found.comments, found.agreement) == ((), (), about.untouched.agreement), script
        assert bool(found.pending) == (changes == "pending" and bool(script.tracked)), script
    return docx


def trial(seed: int, about: Printed | None = None) -> tuple[Printed, Script, bytes]:
    """One agreement and one script, from a number."""
    chance = Random(seed)
    about = about or printed(random_source(chance))
    script = random_script(chance, about.untouched)
    return about, script, check(about, script, chance)
