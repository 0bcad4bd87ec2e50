"""The words of a line, in the source and in the document, as tokens that can be held against each other.

A token is a word, a sign, a slot or the joint between two lines. White space stands on the token after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from attrs import define, evolve, frozen

from dsl.edits.edited import EditedPiece
from dsl.edits.lines import Line
from dsl.escapes import ESCAPE, plain

TokenKind = Literal["word", "slot", "break"]
_UNPRINTABLE = frozenset(("Cc", "Cs", "Co"))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows: a source with them shows another text than it says."""
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_SPELLED = re.compile(rf"{ESCAPE}|{_TOKEN.pattern}")
_MANY = 600
"""Tokens; above this the words that stand everywhere are no guide."""


def is_unprintable(sign: str) -> bool:
    """Is it a sign that no agreement text can hold: a control, one that turns the direction, one of private use?"""
    return sign in _TURNING or unicodedata.category(sign) in _UNPRINTABLE


@frozen(kw_only=True)
class Old:
    """A token of the source. ``text`` is what it prints, ``raw`` how it is spelled there, ``space`` the white space
    before it.

    ``cite`` numbers the citations of the group (-1 outside of one); ``sentence`` the sentences.
    ``space_emphasis`` is that of the space.
    """

    kind: TokenKind
    text: str
    raw: str
    space: str = ""
    cite: int = -1
    emphasis: bool = False
    space_emphasis: bool = False
    sentence: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What must be the same for two tokens to be the same."""
        return self.kind, self.text


@frozen(kw_only=True)
class New:
    """A token of the document. ``emphasis`` is None where the document does not say; ``target`` is the anchor a
    citation leads to; ``printed`` what a control holds.
    """

    kind: TokenKind
    text: str
    space: bool = False
    emphasis: bool | None = None
    target: str = ""
    printed: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What must be the same for two tokens to be the same."""
        return self.kind, self.text


@define
class Marked:
    """A sentence of the source: its marks as they are spelled (""), and their names."""

    raw: str = ""
    names: tuple[str, ...] = ()


def old_tokens(lines: Sequence[Line]) -> tuple[list[Old], list[Marked]]:
    """The tokens of some lines, a joint between each two, and their sentences."""
    out: list[Old] = []
    sentences: list[Marked] = []
    cites = 0
    for number, line in enumerate(lines):
        if number:
            out.append(Old(kind="break", text="", raw="", sentence=len(sentences)))
        space, slanted = "", False
        first = len(sentences)
        sentences.append(Marked())
        fresh = True
        for bit in line.bits:
            spelled = bit.raw
            if bit.kind == "mark":
                if fresh and len(sentences) - 1 > first:  # a second mark after the same words
                    sentences[-2].raw += spelled
                    sentences[-2].names += tuple(n.text for n in bit.names)
                    continue
                sentences[-1].raw += spelled
                sentences[-1].names += tuple(n.text for n in bit.names)
                sentences.append(Marked())
                fresh = True
                continue
            here = len(sentences) - 1
            if bit.kind == "slot":
                slot = Old(kind="slot", text=bit.text, raw=spelled, space=space, emphasis=bit.emphasis, sentence=here)
                out.append(slot)
                space, fresh = "", False
                continue
            cited = bit.kind == "citation"
            for found in _SPELLED.findall(spelled[1:-1] if cited else spelled):
                if found.isspace():
                    space = found if "\n" in found or not space else space
                    slanted = bit.emphasis
                    continue
                out.append(
                    Old(
                        kind="word",
                        text=plain(found),
                        raw=found,
                        space=space,
                        cite=cites if cited else -1,
                        emphasis=bit.emphasis,
                        space_emphasis=slanted,
                        sentence=here,
                    )
                )
                space = ""
                fresh = fresh and not any(c.isalnum() for c in found) and not cited
            cites += cited
        if fresh and len(sentences) - 1 > first:  # signs after the last mark go with it
            out = [evolve(t, sentence=t.sentence - 1) if t.sentence == len(sentences) - 1 else t for t in out]
            sentences.pop()
    return out, sentences


def new_tokens(lines: Iterable[Sequence[EditedPiece]], slots: Iterable[str]) -> list[New]:
    """The tokens of some lines of the document; ``slots`` are the names a control may have."""
    known = set(slots)
    out: list[New] = []
    for number, pieces in enumerate(lines):
        if number:
            out.append(New(kind="break", text=""))
        space = False
        for piece in pieces:
            if piece.kind == "value" and piece.name in known:
                space = space or piece.text[:1].isspace()
                out.append(New(kind="slot", text=piece.name, space=space, printed=piece.text.strip()))
                space = piece.text[-1:].isspace()
                continue
            emphasis = {"emphasis": True, "citation": None}.get(piece.kind, False)
            target = piece.name if piece.kind == "citation" else ""
            for found in _TOKEN.findall(piece.text):
                if found.isspace():
                    space = True
                    continue
                out.append(New(kind="word", text=found, space=space, emphasis=emphasis, target=target))
                space = False
    starts = {0} | {n + 1 for n, t in enumerate(out) if t.kind == "break"}
    return [evolve(t, space=False) if n in starts or t.kind == "break" else t for n, t in enumerate(out)]


def align(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[int | None]:
    """For each new key the place of the old one it is, or None; never crossing."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    out: list[int | None] = [None] * len(new)
    out[:head] = range(head)
    if tail:
        out[len(new) - tail :] = range(len(old) - tail, len(old))
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle_old and middle_new:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=len(middle_old) > _MANY)
        for i, j, size in matcher.get_matching_blocks():
            out[head + j : head + j + size] = range(head + i, head + i + size)
    return out


def align_words(old: Sequence[Old], new: Sequence[New]) -> list[int | None]:
    """For each new token the place of the old one it is, or None: equal ones, then those that are so but for case."""
    out = align([t.key for t in old], [t.key for t in new])
    for olds, news in gaps(out, len(old)):
        here = align([_caseless(old[o]) for o in olds], [_caseless(new[n]) for n in news])
        for n, found in zip(news, here, strict=True):
            out[n] = None if found is None else olds[found]
    return out


def _caseless(token: Old | New) -> tuple[str, str]:
    return token.kind, token.text.casefold() if token.kind == "word" else token.text


def gaps(matched: Sequence[int | None], size: int) -> list[tuple[range, range]]:
    """The stretches of old (of ``size``) and new tokens that are not each other's."""
    out = []
    i = j = 0
    for at, partner in enumerate((*matched, size)):
        if partner is None:
            continue
        if partner > i or at > j:
            out.append((range(i, partner), range(j, at)))
        i, j = partner + 1, at + 1
    return out
