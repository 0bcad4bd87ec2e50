"""«Mente du …?»: the known word nearest a misspelt one, at a cost that does not grow with the size of the file."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW = 500


def close_matches(word: str, known: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """As ``difflib.get_close_matches``, best first. Among very many words only those that begin alike are looked at."""
    words = list(known)
    if len(words) > _FEW:  # a slip in the first letter goes unexplained, rather than a long file unread
        words = list(islice((w for w in words if w[:2] == word[:2] and abs(len(w) - len(word)) <= len(word)), _FEW))
    return difflib.get_close_matches(word, words, count, cutoff)
