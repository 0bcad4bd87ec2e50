"""What people did to a Word file is what is read from it, whatever Word did to the file itself."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.edits.edited import EditedDocument
from dsl.pipeline import load_text
from renderers.compose import compose
from renderers.word.read import Changes, known_of, read_docx
from renderers.word.read_blocks import Known
from renderers.word.write import to_docx
from tests.edit_docx import edit_docx
from tests.edit_scripts import apply_to_document
from tests.law.random_edits import Script, comparable, random_script, random_source
from tests.word_noise import messy, remarked, with_others

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


@settings(max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_what_people_did_is_what_is_read(seed: int) -> None:
    """Law: a script done to the file and read is the script done to the document, with changes accepted; with changes
    rejected or pending, it is what was done before they were tracked. Of all tracked, rejecting gives the document
    nobody has touched.
    """
    trial(seed)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_agreements_edited(path: Path) -> None:
    """Law: the same for the real ones, four scripts each."""
    if path.stem.endswith("endring1"):
        pytest.skip("an amendment prints another agreement")
    for seed in range(4):
        trial(seed, real(path))


@settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9))
def test_no_word_is_lost_beside_the_lines(seed: int) -> None:
    """Law: comments come with the words they are about, and what is no line is left over with all its words; neither
    changes a line.
    """
    chance = Random(seed)
    about = printed(random_source(chance))
    script = random_script(chance, about.untouched)
    edited = edit_docx(about.docx, script.plain, (), chance)
    docx, comments = remarked(edited, chance, 3)
    docx, others = with_others(docx, chance)
    found = about.read(messy(docx, chance), "accepted")
    expected = apply_to_document(about.untouched, script.plain)
    assert not difference(found, expected), script
    lines = [block for block in expected.blocks if block.text.strip()]
    assert [(c.words, c.text, c.anchor) for c in found.comments] == [
        (words, said, lines[at].anchor) for at, words, said in comments
    ]
    left = " ".join(each.text for each in found.leftovers)
    assert all(word in left for word in others), (others, found.leftovers)
