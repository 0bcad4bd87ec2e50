"""A new source text: the pieces of the old one in the order of the document, with what is replaced in them.

Every character that no replacement covers is kept: comments, layout, rules.
"""

from __future__ import annotations

import bisect
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import define, field

from dsl import syntax as s
from dsl.format_layout import WIDTH

if TYPE_CHECKING:
    from dsl.edits.lines import Line, Source
    from dsl.edits.numbers import Replacement
    from dsl.edits.partings import Parting


def as_passage(label: str, inner: str) -> str:
    """A passage on lines of the usual width."""
    return _filled(f"{label} " if label else "", inner)


def as_heading(number: str, inner: str) -> str:
    """A heading on lines of the usual width."""
    return _filled(f"punkt {number} ", inner)


def _filled(before: str, inner: str) -> str:
    inner = " ".join(inner.split()) if "\n" in inner else inner
    whole = f"{before}«{inner}»"
    if len(whole) <= WIDTH:
        return whole
    words = textwrap.wrap(
        f"{inner}»", WIDTH, initial_indent=f"{before}«", subsequent_indent=" " * (len(before) + 1),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(words)


def with_replaced(text: str, replaced: Iterable[Replacement]) -> str:
    """A text with what is replaced in it; no replacement overlaps another."""
    out = []
    at = 0
    for start, end, now in sorted(replaced):
        out += [text[at:start], now]
        at = end
    return "".join((*out, text[at:]))


@define(kw_only=True)
class Assembly:
    """A source being put together. ``replaced`` are replacements in the old text, none overlapping another."""

    source: Source
    replaced: list[Replacement] = field(factory=list)
    chunks: list[tuple[str, int | None, int | None]] = field(factory=list)
    """Text, and the first and last line it comes from (None for what is new)."""
    left: dict[int, Parting] = field(factory=dict)
    """What is parted from its line, by the line."""
    kept: dict[int, list[Parting]] = field(factory=dict)
    """The same by the lines it stays with."""
    _sorted: list[Replacement] = field(factory=list)
    _starts: list[int] = field(factory=list)

    def part(self, start: int, end: int) -> str:
        """The old text between two places, with its replacements."""
        out = []
        at = start
        for first, last, text in self._within(start, end):
            out += [self.source.text[at:first], text]
            at = last
        return "".join((*out, self.source.text[at:end]))

    def _within(self, start: int, end: int) -> list[Replacement]:
        return self._sorted[self._first(start) : self._first(end)]

    def _first(self, at: int) -> int:
        return bisect.bisect_left(self._starts, at)

    def ready(self) -> None:
        """No replacement comes after this."""
        self._sorted = sorted(self.replaced)
        self._starts = [start for start, _, _ in self._sorted]

    def line(self, number: int, instead: str | None = None) -> str:
        """All that goes with a line; ``instead`` of the heading or passage itself, "" for nothing."""
        line = self.source.lines[number]
        before, after = self.part(line.start, line.span.start), self._after(number)
        if instead is None:
            return before + self.part(line.span.start, line.span.end) + after
        if not instead and after.startswith(("\n", "\r\n")) and before.endswith("\n"):
            after = after.removeprefix("\r").removeprefix("\n")
        return before + instead.replace("\n", self.source.newline) + after

    def _after(self, number: int) -> str:
        line, parted = self.source.lines[number], self.left.get(number)
        goes = [(line.span.end, line.end)] if parted is None else parted.goes
        return "".join(self.part(*each) for each in (*goes, *(x for p in self.kept.get(number, ()) for x in p.stays)))

    def part_from(self, parting: Parting) -> None:
        """Leave statements under a line where they are, though the line goes."""
        self.left[parting.line] = parting
        self.kept.setdefault(parting.host, []).append(parting)

    def last_of(self, number: int) -> int:
        """The last line of which something stands under this one."""
        return max((p.line for p in self.kept.get(number, ())), default=number)

    def inside(self, line: Line, inner: str) -> None:
        """Replace what stands between the « » of a line."""
        self.replaced.append((line.prose.span.start + 1, line.prose.span.end - 1, inner))

    def label(self, line: Line, label: str) -> None:
        """Give an item another label, or none; or a paragraph one."""
        written = f"{label} " if label else ""
        self.replaced.append((line.span.start, line.prose.span.start, written))

    def number(self, line: Line, number: str) -> None:
        """Give a heading another number."""
        assert isinstance(line.statement, s.ClauseHeading)
        was = line.statement.number
        at = self.source.text.index(was, line.span.start, line.prose.span.start)
        self.replaced.append((at, at + len(was), number))

    def joined(self) -> str:
        """The whole new text: what stands before the first line, and the chunks."""
        newline = self.source.newline
        lines = self.source.lines
        out = [self.part(0, lines[0].start if lines else len(self.source.text))]
        last: int | None = -1
        present = {first for _, first, _ in self.chunks}
        for text, first, end in self.chunks:
            # as it stood: nothing, or only what is gone, has stood between
            follows = first is not None and last is not None and first > last
            follows = follows and not any(n in present for n in range((last or 0) + 1, first or 0))
            if not follows:
                if "".join(out[-1:])[-1:] not in ("\n", ""):
                    out.append(newline)
                text = self._apart("".join(out[-1:]), text)
            out.append(text)
            last = end
        return "".join(out)

    def _apart(self, before: str, text: str) -> str:
        """The text with a blank line before it, except between items."""
        newline = self.source.newline
        bare = text.lstrip("\r\n")
        items = _is_item(bare) and _is_item(before.strip("\r\n").rsplit("\n", 1)[-1])
        if items or text.startswith(("\n", "\r\n")):
            return text
        return newline + text if before.strip() else text


def _is_item(text: str) -> bool:
    return text.startswith("- «") or text[1:4] == ". «"
