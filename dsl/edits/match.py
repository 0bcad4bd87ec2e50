"""Which line of an edited document is which line of the source.

A mark that stands on one line only decides; copies go to the most alike; the rest by equal words, then by likeness, in
order first. A mark on words that are not the line's at all gives way to a better partner. What is left is new, or gone.

Marks count the passages of a clause, so those of a document printed before the source got a new passage name others.
Where a passage has the words of one line alone and the mark of another, words decide before marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"\d+(?:\.\d+)*$")
_POOR, _LIKE, _VERY_LIKE = 0.3, 0.4, 0.6
_WITHIN = 0.7
_LARGE = 10_000
_COMMON = 40
"""A word in more lines than this does not help to find one."""


@frozen
class Group:
    """Lines of the source and of the document that are the same text: one each, or split, joined, new or gone."""

    lines: tuple[int, ...]
    blocks: tuple[int, ...]


def words_of(block: EditedBlock) -> Counter[str]:
    """The words of a line, without regard to case."""
    return Counter(_WORD.findall(block.text.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


@define
class _Matcher:
    """What has been matched so far: ``of`` is the line of each block, ``by`` the block of each line."""

    lines: Sequence[EditedBlock]
    blocks: Sequence[EditedBlock]
    of: dict[int, int] = field(factory=dict)
    by: dict[int, int] = field(factory=dict)
    line_words: list[Counter[str]] = field(init=False)
    block_words: list[Counter[str]] = field(init=False)
    line_texts: list[str] = field(init=False)
    block_texts: list[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.line_words = [words_of(x) for x in self.lines]
        self.block_words = [words_of(x) for x in self.blocks]
        self.line_texts = [_key(x) for x in self.lines]
        self.block_texts = [_key(x) for x in self.blocks]

    def pair(self, line: int, block: int) -> None:
        self.of[block] = line
        self.by[line] = block

    def alike(self, line: int, block: int) -> float:
        if self.line_texts[line] == self.block_texts[block]:
            return 1.0
        return likeness(self.line_words[line], self.block_words[block])

    def kin(self, line: int, block: int) -> bool:
        return (self.lines[line].kind == "heading") == (self.blocks[block].kind == "heading")

    def by_own_words(self) -> bool:
        """Pair the passages whose words are one line's alone, if any of them carries the mark of another line."""
        at = {x.anchor: number for number, x in enumerate(self.lines)}
        lines, blocks = (passages_once(each) for each in (self.lines, self.blocks))
        pairs = [(lines[words], block) for words, block in blocks.items() if words in lines]
        if all(at.get(self.blocks[block].anchor, line) == line for line, block in pairs):
            return False
        for line, block in pairs:
            self.pair(line, block)
        return True

    def by_anchor(self) -> list[tuple[int, int]]:
        """Pair what carries the mark of a line; the pairs that are unlike are given back for later."""
        at = {x.anchor: number for number, x in enumerate(self.lines)}
        marked: defaultdict[int, list[int]] = defaultdict(list)
        for number, block in enumerate(self.blocks):
            if (
                block.anchor is not None
                and block.anchor in at
                and number not in self.of
                and at[block.anchor] not in self.by
            ):
                marked[at[block.anchor]].append(number)
        weak = []
        for line, blocks in marked.items():
            best = max(blocks, key=lambda b: (self.kin(line, b), self.alike(line, b), self._in_place(line, b), -b))
            if self.alike(line, best) >= _POOR:
                self.pair(line, best)
            else:
                weak.append((line, best))
        return weak

    def _in_place(self, line: int, block: int) -> bool:
        """Whether what stands above or below carries the mark of what stands there in the source."""
        return any(
            0 <= line + step < len(self.lines) and 0 <= block + step < len(self.blocks)
            and self.blocks[block + step].anchor == self.lines[line + step].anchor is not None
            for step in (-1, 1)
        )  # fmt: skip

    def by_words(self) -> None:
        """Pair equal lines: beside a pair, then those there is one of, then in order."""
        self._beside()
        lines: defaultdict[str, list[int]] = defaultdict(list)
        for line, text in enumerate(self.line_texts):
            if line not in self.by:
                lines[text].append(line)
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for block, text in enumerate(self.block_texts):
            if block not in self.of and text in lines:
                blocks[text].append(block)
        for text, found in blocks.items():
            if len(found) == len(lines[text]) == 1:
                self.pair(lines[text][0], found[0])
        self._beside()
        for text, found in blocks.items():
            left = [x for x in lines[text] if x not in self.by]
            for line, block in zip(left, [b for b in found if b not in self.of], strict=False):
                self.pair(line, block)

    def _beside(self) -> None:
        for step, order in ((1, range(len(self.blocks))), (-1, range(len(self.blocks) - 1, -1, -1))):
            ends = {-1: -1, len(self.blocks): len(self.lines)}
            for block in order:
                if block in self.of:
                    continue
                line = self.of.get(block - step, ends.get(block - step, -9)) + step
                free = 0 <= line < len(self.lines) and line not in self.by
                if free and self.line_texts[line] == self.block_texts[block]:
                    self.pair(line, block)

    def by_likeness(self) -> None:
        """Pair what is alike between two pairs, in order; then whatever is very alike, wherever it stands."""
        fixed = [(-1, -1), *sorted(self.of.items()), (len(self.blocks), len(self.lines))]
        for (first, above), (last, below) in pairwise(fixed):
            free_blocks = [b for b in range(first + 1, last) if b not in self.of]
            free_lines = [x for x in range(above + 1, below) if x not in self.by]
            if free_blocks and free_lines and len(free_blocks) * len(free_lines) <= _LARGE:
                self._in_order(free_lines, free_blocks)
        self._anywhere()

    def _in_order(self, lines: list[int], blocks: list[int]) -> None:
        """The pairs, none crossing another, that are most alike in all."""
        best = [[0.0] * (len(blocks) + 1) for _ in range(len(lines) + 1)]
        score = [[self._fit(x, b) for b in blocks] for x in lines]
        for i in range(len(lines) - 1, -1, -1):
            for j in range(len(blocks) - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], score[i][j] + best[i + 1][j + 1])
        i = j = 0
        while i < len(lines) and j < len(blocks):
            if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
                self.pair(lines[i], blocks[j])
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _fit(self, line: int, block: int) -> float:
        found = self.alike(line, block) if self.kin(line, block) else 0.0
        return found if found >= _LIKE else 0.0

    def _anywhere(self) -> None:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for line, words in enumerate(self.line_words):
            if line not in self.by:
                for word in words:
                    places[word].append(line)
        found = []
        for block, words in enumerate(self.block_words):
            if block in self.of:
                continue
            near = {x for word in words if len(places.get(word, ())) <= _COMMON for x in places.get(word, ())}
            for line in near:
                alike = self.alike(line, block)
                if alike >= _VERY_LIKE and self.kin(line, block):
                    found.append((-alike, block, line))
        for _, block, line in sorted(found):
            if block not in self.of and line not in self.by:
                self.pair(line, block)


def _key(block: EditedBlock) -> str:
    heading = "#" if block.kind == "heading" else ""
    return heading + " ".join(block.text.split())


def passages_once(all_: Sequence[EditedBlock]) -> dict[str, int]:
    """Where each passage stands whose words no other has; what a reference shows is no matter."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(all_):
        if _is_passage(each):
            words = "".join(_CLAUSE.sub("", p.text) if p.kind == "citation" else p.text for p in each.pieces)
            found[" ".join(words.split())].append(number)
    return {words: numbers[0] for words, numbers in found.items() if len(numbers) == 1}


def match(lines: Sequence[EditedBlock], blocks: Sequence[EditedBlock]) -> list[Group]:
    """The groups in the order of the document; lines that are gone last, in the order of the source."""
    found = _Matcher(lines, blocks)
    if found.by_own_words():
        found.by_words()
    weak = found.by_anchor()
    found.by_words()
    found.by_likeness()
    for line, block in weak:
        if line not in found.by and block not in found.of:
            found.pair(line, block)
    with_above = _split(found)
    extra_lines = _joined(found)
    groups = []
    done: set[int] = set()
    for block in range(len(blocks)):
        if block in done:
            continue
        taken = [block]
        while taken[-1] + 1 in with_above:
            taken.append(taken[-1] + 1)
        done.update(taken)
        own = tuple(sorted(x for b in taken for x in (*_line(found, b), *extra_lines.get(b, ()))))
        groups.append(Group(own, tuple(taken)))
    kept = {x for group in groups for x in group.lines}
    return [*groups, *(Group((x,), ()) for x in range(len(lines)) if x not in kept)]


def _line(found: _Matcher, block: int) -> tuple[int, ...]:
    return (found.of[block],) if block in found.of else ()


def _is_passage(block: EditedBlock) -> bool:
    return block.kind in ("paragraph", "item")


def _split(found: _Matcher) -> set[int]:
    """The blocks that go with the one above them: one of the two holds words that the other's line has lost."""
    out: set[int] = set()
    rest: dict[int, Counter[str]] = {}
    for block, words in enumerate(found.block_words):
        if block in found.of or not words or not _is_passage(found.blocks[block]):
            continue
        above = block - 1
        while above in out:
            above -= 1
        for owner in (above, block + 1):
            line = found.of.get(owner)
            if line is None or not (_is_passage(found.blocks[owner]) and _is_passage(found.lines[line])):
                continue
            lost = rest.setdefault(owner, found.line_words[line] - found.block_words[owner])
            if (lost & words).total() >= _WITHIN * words.total():
                rest[owner] = lost - words
                out.add(max(block, owner))
                break
    return out


def _joined(found: _Matcher) -> dict[int, tuple[int, ...]]:
    """Lines that are gone, but whose words stand in the block of the line beside them."""
    out: defaultdict[int, list[int]] = defaultdict(list)
    into: dict[int, int] = {}
    rest: dict[int, Counter[str]] = {}
    for line in range(len(found.lines)):
        words = found.line_words[line]
        if line in found.by or not words or not _is_passage(found.lines[line]):
            continue
        for beside in (line - 1, line + 1):
            block = found.by.get(beside, into.get(beside))
            if block is None or not _is_passage(found.blocks[block]):
                continue
            owner = found.of.get(block)
            if owner is None or not _is_passage(found.lines[owner]):
                continue
            more = rest.setdefault(block, found.block_words[block] - found.line_words[owner])
            if (more & words).total() >= _WITHIN * words.total():
                rest[block] = more - words
                out[block].append(line)
                into[line] = block
                break
    return {block: tuple(xs) for block, xs in out.items()}
