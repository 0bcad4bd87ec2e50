"""The names of the lines of a printed agreement, the same in every medium: «punkt-11-1-ledd-2».

Passages are counted within their clause, from 1, as amendments count them: each paragraph, bullet and lettered item is
one. What stands before the first clause is «innledning».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsl.printed import Block

OPENING = "innledning"
_SIGNS = re.compile(r"[^A-Za-z0-9]+")


def clause_anchor(number: str) -> str:
    """The anchor of the clause with this number: ``punkt-11-1`` for ``11.1``."""
    return "punkt-" + _SIGNS.sub("-", number).strip("-")


def anchored(blocks: Iterable[Block]) -> list[tuple[Block, str]]:
    """Each block with its anchor: the clause's, or that and the number of the passage in it, counted from 1."""
    out: list[tuple[Block, str]] = []
    passages: Counter[str] = Counter()
    for block in blocks:
        passages[block.clause] += block.kind != "heading"
        clause = clause_anchor(block.clause) if block.clause else OPENING
        out.append((block, clause if block.kind == "heading" else f"{clause}-ledd-{passages[block.clause]}"))
    return out
