"""What the readings named in a text are: the words they are readings of, and why each may be read so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renderers.answer_text import WIDTH
from renderers.columns import hanging, theirs
from renderers.norwegian import Lang
from renderers.position_words import place_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.readings_named import ReadingNamed


def readings_lines(found: Iterable[ReadingNamed], lang: Lang) -> list[str]:
    """For each place with readings: its words, the reading used, and why those named may be held."""
    heads: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    for each in found:
        clause = f"{place_text(each.clause, lang)} " if each.clause else ""
        heads.setdefault(each.point, f"{clause}«{each.words}» ({word('used', lang)}: «{each.preferred}»)")
        named.setdefault(each.point, []).append(f"«{each.reading}»: {theirs(each.because, lang)}")
    lines: list[str] = []
    for point, head in heads.items():
        lines += hanging(head, WIDTH, "  ", 2)
        lines += [line for text in named.get(point, ()) for line in hanging(text, WIDTH, "    ", 2)]
    return lines
