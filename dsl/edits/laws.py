"""Citations of declared laws in new words: «kommuneloven § 20-4», as the agreement's own citations print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dsl import syntax as s

if TYPE_CHECKING:
    from dsl.edits.lines import Source
    from dsl.edits.tokens import New

_SECTION = r"\d+(?:-\d+)*(?: [a-h](?!\w))?"
_NTH = r"(?:første|fyrste|andre|annet|tredje|fjerde|femte|sjette|sjuende|siste)"
_WHERE = rf"(?: {_NTH} ledd)?(?: {_NTH} punktum)?(?: nr\.? ?\d+)?(?: bokstav [a-z](?!\w))?"
_SECTIONS = rf"(?:§ ?{_SECTION}{_WHERE}|§§ ?{_SECTION}(?:(?:, | og | eller | til |–){_SECTION})*)"

_ENDS = r"(?!\s?[-‐‑–—]\s?\d|[\w‐‑-]|[.,]\w)"
"""A section that goes on in signs the language does not cite with is another one: «§ 20‑4» with a hard hyphen."""


def law_titles(source: Source) -> frozenset[str]:
    """What the agreement calls the laws it declares."""
    return frozenset(t.words for _, x in source.placed if isinstance(x, s.Law) for t in x.titles)


def law_citations(tokens: Sequence[New], free: Sequence[bool], titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The tokens ``start:end`` of each citation; ``free`` are those that stand in none yet."""
    if not titles:
        return
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].kind != "word" or not free[at]:
            yield from _within(tokens, start, at, titles)
            start = at + 1


def _within(tokens: Sequence[New], start: int, stop: int, titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    text = ""
    for at in range(start, stop):
        text += " " if tokens[at].space and text else ""
        begins[len(text)] = at
        text += tokens[at].text
        ends[len(text)] = at + 1
    for found in _finder(titles).finditer(text):
        if found.start() in begins and found.end() in ends:
            yield begins[found.start()], ends[found.end()]


@lru_cache(maxsize=4)
def _finder(titles: frozenset[str]) -> re.Pattern[str]:
    forms = {form for title in titles for form in (title, title[:1].upper() + title[1:])}
    named = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{named}) {_SECTIONS}{_ENDS}")
