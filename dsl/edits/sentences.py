"""Where the sentences of an edited passage end, and which sentence of the source each of them is.

In the source a sentence is what lies between two marks. A document has no marks: a sentence there ends where a mark's
own place has been kept, or at a stop that begins a new sentence. A stop the source has without a mark ends nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from dsl.edits.tokens import Marked, New, Old

_STOPS = frozenset(".!?")
_CLOSING = frozenset("»)”\"'")
_SHORT = frozenset(
    ("jf", "nr", "pkt", "bl", "dvs", "evt", "osv", "ca", "inkl", "ekskl", "kl", "kap", "mv", "mfl", "pr", "st")
)
"""What a stop shortens."""
_ENOUGH = 0.5


@frozen(kw_only=True)
class Unit:
    """The new tokens ``start:end``, which are one sentence or a part of one. ``owners`` are sentences of the source."""

    start: int
    end: int
    owners: tuple[int, ...]


def units(
    old: Sequence[Old], marked: Sequence[Marked], new: Sequence[New], matched: Sequence[int | None]
) -> list[Unit]:
    """The sentences of the new tokens in order; joints between lines stand in none."""
    out: list[Unit] = []
    sizes = Counter(t.sentence for t in old if _is_word(t))
    for start, end in _stretches(old, marked, new, matched):
        found = [(t, matched[start + n]) for n, t in enumerate(new[start:end])]
        words = sum(1 for t, _ in found if _is_word(t))
        shared = Counter(old[m].sentence for t, m in found if m is not None and _is_word(t))
        owners = tuple(sorted(s for s, n in shared.items() if n >= _ENOUGH * words or n >= _ENOUGH * sizes[s]))
        if not words:
            owners = tuple(sorted({old[m].sentence for _, m in found if m is not None}))[:1]
        out.append(Unit(start=start, end=end, owners=owners))
    return _with_signs(out, new)


def _is_word(token: Old | New) -> bool:
    return token.kind == "slot" or (token.kind == "word" and any(c.isalnum() for c in token.text))


def _stretches(
    old: Sequence[Old], marked: Sequence[Marked], new: Sequence[New], matched: Sequence[int | None]
) -> list[tuple[int, int]]:
    out = []
    start = 0
    at = 0
    while at < len(new):
        if new[at].kind == "break":
            if at > start:
                out.append((start, at))
            start = at = at + 1
            continue
        end = _end_at(old, marked, new, matched, at)
        if end:
            out.append((start, end))
            start = at = end
        else:
            at += 1
    if start < len(new):
        out.append((start, len(new)))
    return out


def _end_at(
    old: Sequence[Old], marked: Sequence[Marked], new: Sequence[New], matched: Sequence[int | None], at: int
) -> int:
    """Where a sentence ends if one ends with this token, else 0."""
    here = matched[at]
    following = matched[at + 1] if at + 1 < len(new) else None
    last = at + 1 == len(new) or new[at + 1].kind == "break"
    if here is not None:
        after = old[here + 1] if here + 1 < len(old) and old[here + 1].kind != "break" else None
        contiguous = (last and after is None) or (following is not None and following == here + 1)
        if contiguous:  # as it is in the source
            ends = after is not None and after.sentence != old[here].sentence
            return at + 1 if ends and marked[old[here].sentence].raw else 0
    if new[at].text not in _STOPS or (at and new[at - 1].text.casefold() in _SHORT and new[at].text == "."):
        return 0
    end = at + 1
    while end < len(new) and new[end].text in _CLOSING and not new[end].space:
        end += 1
    if end == len(new) or new[end].kind == "break":
        return end
    begins = new[end].kind == "slot" or new[end].text[:1].isupper() or new[end].text in "«§–"
    return end if new[end].space and begins else 0


def _with_signs(found: list[Unit], new: Sequence[New]) -> list[Unit]:
    """Signs without words go with the sentence before them on their line, if there is one."""
    out: list[Unit] = []
    for unit in found:
        words = any(_is_word(t) for t in new[unit.start : unit.end])
        if not words and out and out[-1].end == unit.start:
            out[-1] = Unit(start=out[-1].start, end=unit.end, owners=out[-1].owners)
        else:
            out.append(unit)
    return out
