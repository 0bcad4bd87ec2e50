"""Slots whose controls are lost: their words stand in the document still, or others of their type."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dsl.edits.tokens import New, Old, gaps

if TYPE_CHECKING:
    from collections.abc import Mapping


def found_slots(
    old: list[Old],
    new: list[New],
    matched: list[int | None],
    spellings: Mapping[str, str],
    typed_in: Callable[[str, str], str | None],
) -> tuple[list[New], list[int | None], tuple[tuple[str, str], ...]]:
    """The new tokens with a slot where its control is lost: its words stand there still, or others of its type."""
    typed: list[tuple[str, str]] = []
    swaps: list[tuple[int, int, int, str]] = []
    for olds, news in gaps(matched, len(old)):
        at = news.start
        for o in olds:
            if old[o].kind != "slot":
                continue
            words = _spaced(new[at : news.stop])
            shown = spellings.get(old[o].text, "")
            spelled = shown if shown and _standing(shown, words) is not None else typed_in(old[o].text, words)
            where = _tokens_of(new, at, news.stop, spelled) if spelled else None
            if spelled and where is not None:
                swaps.append((*where, o, spelled))
                at = where[1]
                if " ".join(spelled.split()) != " ".join(shown.split()):
                    typed.append((old[o].text, spelled))
    for start, end, o, spelled in reversed(swaps):
        new[start:end] = [New(kind="slot", text=old[o].text, space=new[start].space, printed=spelled)]
        matched[start:end] = [o]
    return new, matched, tuple(typed)


def _standing(shown: str, words: str) -> int | None:
    found = re.search(rf"(?<!\w){re.escape(' '.join(shown.split()))}(?!\w)", words)
    return found.start() if found else None


def _spaced(tokens: Sequence[New]) -> str:
    return "".join(f"{' ' if t.space else ''}{t.text}" for t in tokens if t.kind == "word").strip()


def _tokens_of(new: Sequence[New], start: int, stop: int, words: str) -> tuple[int, int] | None:
    """The tokens that spell some words."""
    wanted = "".join(words.split())
    for first in range(start, stop):
        spelled = ""
        for last in range(first, stop):
            spelled += new[last].text if new[last].kind == "word" else "\n"
            if spelled == wanted:
                return first, last + 1
            if not wanted.startswith(spelled):
                break
    return None
