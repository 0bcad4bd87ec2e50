"""The printed agreement is the agreement that was put to the vote, word for word.

``data/vedlegg1.txt`` is annex 1 of the agenda as it was scanned, without its table of contents. Scanning errors the
agreement declares are corrected in it before the words are compared; drafting errors are printed as they were signed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from renderers.compose import compose
from renderers.document import BULLET, Document
from renderers.to_text import to_text
from tests.helpers import ROOT, contract

ANNEX = ROOT / "tests" / "data" / "vedlegg1.txt"
ANNEX_SHA256 = "7e35dc619cd42386909f1753c41eacbd7dbc43008fd11c2345d984ec2ef9b4ba"
SEEDS = ROOT.parent / "shared" / "seeds"


def annex_words() -> list[str]:
    """The annex's words as they were meant to be scanned, without the scan's own signs for headings and bullets."""
    text = ANNEX.read_text(encoding="utf-8")
    for each in contract().corrections:
        if each.kind == "skannefeil":
            assert text.count(each.printed) == 1, each.printed
            text = text.replace(each.printed, each.right)
    text = re.sub(r"^(#+|- o) ", "", text, flags=re.MULTILINE)
    return [word for word in text.replace("*", "").split() if word != BULLET]


def printed_words(document: Document, width: int | None) -> list[str]:
    """The words as printed, without the table of contents."""
    text = to_text(document, width)
    start = text.index(f"\n{document.words.contents}\n")
    body = text.index("\n\n\n", start)
    return [word for word in (text[:start] + text[body:]).split() if word != BULLET]


@pytest.mark.parametrize("width", [None, 79, 40])
def test_the_printed_agreement_is_the_annex_word_for_word(width: int | None) -> None:
    """No word is lost, added or moved, however narrow the lines."""
    assert printed_words(compose(contract()), width) == annex_words()


def test_every_declared_error_stands_in_the_annex() -> None:
    """A correction corrects something: the scan has the wrong form, and a drafting error is printed as signed."""
    scanned = " ".join(ANNEX.read_text(encoding="utf-8").split())
    printed = " ".join(printed_words(compose(contract()), None))
    for each in contract().corrections:
        wrong = " ".join(each.printed.split())
        if each.kind == "skannefeil":
            assert wrong in scanned
            assert wrong not in printed
        else:
            assert wrong in printed


def test_the_annex_is_the_one_that_was_put_to_the_vote() -> None:
    """The stored annex is the seed's, but for the table of contents; where the seed is not at hand, it is unchanged."""
    annex = ANNEX.read_text(encoding="utf-8")
    assert hashlib.sha256(annex.encode()).hexdigest() == ANNEX_SHA256
    seeds = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
    if seeds:
        assert any(_without_contents(seed).find(annex) >= 0 for seed in seeds)


def _without_contents(seed: Path) -> str:
    return re.sub(r"## Innhold\n.*?(?=## 1\. Parter\n)", "", seed.read_text(encoding="utf-8"), flags=re.DOTALL)
