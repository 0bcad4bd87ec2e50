"""Word's own numbering for the numbers that were signed.

Convention: clause numbers are one multilevel list, tied to the heading styles. Where its counting would not give the
number that was signed, an instance of the list sets the count at that line (a gap), and where no counting can give it
(``B`` among ``7.1``) the line has no number of Word's and the number is written as words. Marks of items are lists too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias
from xml.sax.saxutils import quoteattr

from attrs import frozen

from renderers.document import BULLET, DEEPEST_LEVEL
from renderers.word.lines import BodyItem, Line
from renderers.word.marks import BULLET_STYLE

Count: TypeAlias = Literal["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]

CLAUSES, BULLETS = 1, 2
"""The list instances (``w:num``) of clause numbers and of bullets; those of items and of gaps follow."""

_MOST = 32766
_DIGITS = re.compile(r"[1-9][0-9]{0,4}")
_CLAUSE = re.compile(r"(.*?)([1-9][0-9]{0,4}(?:\.[1-9][0-9]{0,4})*)\.")
_ITEM = re.compile(r"([^\w%]*)([1-9][0-9]{0,4}|[a-z]|[A-Z]|[ivxl]+|[IVXL]+)([^\w%]*)")


class Numbered(NamedTuple):
    """Which list a line is counted in: the instance, and the level from 0. ``instance`` 0 is none at all."""

    instance: int
    level: int = 0


NONE = Numbered(0)


@frozen
class Start:
    """An instance of a list that begins at a number."""

    instance: int
    abstract: int
    level: int
    at: int


@frozen
class ItemMarks:
    """How the items of a list are marked: ``(a)`` is lower letters between brackets."""

    count: Count
    before: str
    after: str


@frozen
class Plan:
    """The numbering of a document: of each line, and the lists there must be.

    ``of`` is by the line's place; a line without an entry has its label, if any, written as words. ``prefix`` is what
    all clause numbers begin with («§ 20-»).
    """

    of: dict[int, Numbered]
    prefix: str = ""
    items: tuple[ItemMarks, ...] = ()
    starts: tuple[Start, ...] = ()


def planned(body: Sequence[BodyItem], *, literal: bool = False) -> Plan:
    """The numbering of the lines. ``literal`` leaves all but bullets to be written as words."""
    lines = [(place, line) for place, line in enumerate(body) if isinstance(line, Line)]
    prefix = _prefix(line for _, line in lines)
    of: dict[int, Numbered] = {}
    marks: dict[ItemMarks, int] = {}
    starts: list[Start] = []
    counted = [0] * DEEPEST_LEVEL
    items = _ItemCounter(marks, starts)
    for index, (place, line) in enumerate(lines):
        following = lines[index + 1][1] if index + 1 < len(lines) else None
        if line.level:
            if literal or not line.label or line.changed_label:
                of[place] = NONE
            else:
                of[place] = _clause(line, prefix, counted, starts)
            items.end()
        elif line.label == BULLET and not line.changed_label and line.style == BULLET_STYLE:
            of[place] = Numbered(BULLETS)
            items.end()
        elif line.label and not literal:
            numbered = items.of(line, following)
            if numbered is not None:
                of[place] = numbered
        else:
            items.end()
    return Plan(of, prefix, tuple(marks), tuple(starts))


def _prefix(lines: Iterable[Line]) -> str:
    """What the first numbered clause of the first level has before its number."""
    for line in lines:
        if line.level == 1 and line.label:
            found = _CLAUSE.fullmatch(line.label)
            if found is not None and "." not in found[2] and "%" not in found[1]:
                return found[1]
    return ""


def _clause(line: Line, prefix: str, counted: list[int], starts: list[Start]) -> Numbered:
    """How the list gives the line its number, given what it has counted; which is counted on."""
    number = line.label.removesuffix(".").removeprefix(prefix)
    parts = number.split(".")
    level = line.level - 1
    if not line.label.startswith(prefix) or len(parts) != line.level or not all(map(_DIGITS.fullmatch, parts)):
        return NONE
    *above, own = (int(part) for part in parts)
    if above != counted[:level] or own > _MOST:
        return NONE
    instance = CLAUSES
    if own != counted[level] + 1:
        instance = BULLETS + 1 + len(starts)
        starts.append(Start(instance, CLAUSES, level, own))
    counted[level:] = [own, *[0] * (DEEPEST_LEVEL - level - 1)]
    return Numbered(instance, level)


class _ItemCounter:
    """Finds the lists that items are counted in. Each is an instance of its own, which begins at its first mark."""

    def __init__(self, marks: dict[ItemMarks, int], starts: list[Start]) -> None:
        self._marks = marks
        self._starts = starts
        self._last: tuple[ItemMarks, int, int, int] | None = None

    def end(self) -> None:
        """What follows is no item of the same list."""
        self._last = None

    def of(self, line: Line, following: Line | None) -> Numbered | None:
        """Where the item is counted, or None when its label is no count."""
        found = dict(_readings(line.label))
        if not found or line.changed_label:
            self.end()
            return None
        if self._last is not None:
            marks, value, instance, group = self._last
            if group == line.group and found.get(marks) == value + 1:
                self._last = (marks, value + 1, instance, group)
                return Numbered(instance)
        coming = dict(_readings(following.label)) if following is not None and following.group == line.group else {}
        marks = next((each for each, value in found.items() if coming.get(each) == value + 1), next(iter(found)))
        abstract = self._marks.setdefault(marks, BULLETS + 1 + len(self._marks))
        instance = BULLETS + 1 + len(self._starts)
        self._starts.append(Start(instance, abstract, 0, found[marks]))
        self._last = (marks, found[marks], instance, line.group)
        return Numbered(instance)


def _readings(label: str) -> Iterator[tuple[ItemMarks, int]]:
    """The ways to count a mark: «i.» is both a letter and a roman number."""
    found = _ITEM.fullmatch(label)
    if found is None or label != label.strip():
        return
    before, mark, after = found.groups()
    if mark.isdigit() and int(mark) <= _MOST:
        yield ItemMarks("decimal", before, after), int(mark)
    for count, same in (("lower", mark.lower()), ("upper", mark.upper())):
        if same != mark or not mark.isalpha():
            continue
        value = next((n for n in range(1, 90) if roman(n) == mark.lower()), None)
        letter: Count = "lowerLetter" if count == "lower" else "upperLetter"
        numeral: Count = "lowerRoman" if count == "lower" else "upperRoman"
        if len(mark) == 1:
            yield ItemMarks(letter, before, after), ord(mark.lower()) - ord("a") + 1
        if value is not None:
            yield ItemMarks(numeral, before, after), value


def roman(number: int) -> str:
    """A number below 90 as a roman numeral in lower case."""
    tens, ones = divmod(number, 10)
    return ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[tens] + (
        "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix",
    )[ones]  # fmt: skip


# ── as XML ──────────────────────────────────────────────────────────────────────────────────────────────────────────


ITEM_LEFT = 397
"""How far an item is set in, in twentieths of a point (7 mm)."""

BULLET_MARK = "–"
"""As Norwegian contracts mark their points, and as «-» is written by hand."""


def numbering_xml(
    plan: Plan, offset: int, hang: int, headings: Mapping[int, str], bullet: str
) -> tuple[list[str], list[str]]:
    """The lists and their instances, as ``w:abstractNum`` and ``w:num``; ``offset`` is added to every id.

    ``hang`` is how far the words of a heading stand from its number, in twentieths of a point; ``headings`` are the ids
    of the styles by level, and ``bullet`` that of a bullet's, "" to tie it to none.
    """
    levels = ""
    for at in range(9):
        text = plan.prefix + "".join(f"%{each}." for each in range(1, at + 2))
        levels += _level(at, "decimal", text, hang, hang, headings.get(at + 1, ""))
    points = "".join(
        _level(at, "bullet", BULLET_MARK, ITEM_LEFT * (at + 1), ITEM_LEFT, "" if at else bullet) for at in range(9)
    )
    abstracts = [
        _abstract(CLAUSES + offset, "multilevel", levels),
        _abstract(BULLETS + offset, "hybridMultilevel", points),
    ]
    for at, marks in enumerate(plan.items):
        level = _level(0, marks.count, f"{marks.before}%1{marks.after}", ITEM_LEFT, ITEM_LEFT)
        abstracts.append(_abstract(BULLETS + 1 + at + offset, "singleLevel", level))
    nums = [_num(CLAUSES + offset, CLAUSES + offset), _num(BULLETS + offset, BULLETS + offset)]
    for start in plan.starts:
        override = f'<w:lvlOverride w:ilvl="{start.level}"><w:startOverride w:val="{start.at}"/></w:lvlOverride>'
        nums.append(_num(start.instance + offset, start.abstract + offset, override))
    return abstracts, nums


def _num(instance: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{instance}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _abstract(abstract: int, kind: str, levels: str) -> str:
    name = f"{0x564B4100 + abstract:08X}"  # what Word tells lists apart by; the same for the same document
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:nsid w:val="{name}"/><w:multiLevelType w:val="{kind}"/>'
        f'<w:tmpl w:val="{name}"/>{levels}</w:abstractNum>'
    )


def _level(at: int, count: str, text: str, left: int, hanging: int, style: str = "") -> str:
    tied = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{count}"/>{tied}'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
