"""Which line of an old document has become which of a new one.

Convention: lines that read the same are the same, in order; what stands between them is paired by likeness, and by
their anchors where those are alike enough; what is left and stands elsewhere word for word, or nearly, has been moved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from attrs import frozen

from renderers.redline.model import Row

_WORD = re.compile(r"\w+")

ALIKE = 0.45
"""Below this share of words in common, a line is struck and another put in: fewer would be unreadable as one."""

ANCHORED = 0.3
"""The share that is enough for lines with the same anchor."""

MOVED = 0.75
"""The share above which a line that stands elsewhere has been moved."""

_FEWEST_WORDS = 4
"""A line with fewer words has not been moved unless it reads the same: «Budsjett» is like any other."""

_WIDEST = 40_000
"""Pairs of lines looked at between two that are the same; beyond, only anchors pair them."""


@frozen
class Pairing:
    """Pairs of places (old, new), those that keep their order and those that were moved, each in order of the new."""

    kept: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]


def paired(old: Sequence[Row], new: Sequence[Row]) -> Pairing:
    """Which lines of the old and the new belong together."""
    kept: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, [row.key for row in old], [row.key for row in new], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            kept += zip(range(i, i_end), range(j, j_end), strict=True)
        elif tag == "replace":
            kept += _between(old, new, range(i, i_end), range(j, j_end))
    olds, news = {i for i, _ in kept}, {j for _, j in kept}
    moved = _moved(
        old, new, [i for i in range(len(old)) if i not in olds], [j for j in range(len(new)) if j not in news]
    )
    return Pairing(tuple(kept), tuple(sorted(moved, key=lambda pair: pair[1])))


def likeness(old: Row, new: Row) -> float:
    """The share of words two lines have in common, from 0 to 1; 0 for lines of different shapes."""
    if old.shape != new.shape:
        return 0.0
    return _share(_words(old), _words(new))


def _words(row: Row) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(row.text))


def _share(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def _between(old: Sequence[Row], new: Sequence[Row], olds: range, news: range) -> list[tuple[int, int]]:
    """The pairs in order that have the most in common: the best alignment of two short runs of lines."""
    if len(olds) * len(news) > _WIDEST:
        return _by_anchor(old, new, olds, news)
    words = {(0, i): _words(old[i]) for i in olds} | {(1, j): _words(new[j]) for j in news}
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    gain = [[0.0] * len(news) for _ in olds]
    for a in range(len(olds) - 1, -1, -1):
        for b in range(len(news) - 1, -1, -1):
            one, other = old[olds[a]], new[news[b]]
            if one.shape == other.shape:
                share = _share(words[0, olds[a]], words[1, news[b]])
                anchored = one.anchor is not None and one.anchor == other.anchor
                if share >= (ANCHORED if anchored else ALIKE):
                    gain[a][b] = share + (0.1 if anchored else 0.0)
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + gain[a][b])
    pairs, a, b = [], 0, 0
    while a < len(olds) and b < len(news):
        if gain[a][b] and best[a][b] == best[a + 1][b + 1] + gain[a][b]:
            pairs.append((olds[a], news[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _by_anchor(old: Sequence[Row], new: Sequence[Row], olds: range, news: range) -> list[tuple[int, int]]:
    at = {new[j].anchor: j for j in news if new[j].anchor is not None}
    pairs: list[tuple[int, int]] = []
    for i in olds:
        j = at.get(old[i].anchor) if old[i].anchor is not None else None
        if j is not None and (not pairs or j > pairs[-1][1]) and likeness(old[i], new[j]) >= ANCHORED:
            pairs.append((i, j))
    return pairs


def _moved(old: Sequence[Row], new: Sequence[Row], olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs among what is left: first the same words, then nearly the same."""
    pairs: list[tuple[int, int]] = []
    same: dict[tuple[tuple[str, int, str], str], list[int]] = defaultdict(list)
    for j in reversed(news):
        same[new[j].key].append(j)
    for i in olds:
        if same[old[i].key]:
            pairs.append((i, same[old[i].key].pop()))
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left, free = [i for i in olds if i not in taken_old], [j for j in news if j not in taken_new]
    if len(left) * len(free) > _WIDEST:
        return pairs
    shares = sorted(
        ((likeness(old[i], new[j]), -i, -j) for i in left for j in free if _words(old[i]).total() >= _FEWEST_WORDS),
        reverse=True,
    )
    for share, i, j in shares:
        if share >= MOVED and -i not in taken_old and -j not in taken_new:
            pairs.append((-i, -j))
            taken_old.add(-i)
            taken_new.add(-j)
    return pairs
