"""What a paragraph is, by its style and its numbering: the title, a heading and its level, an item, running text.

Convention: styles go by their names, which Word and LibreOffice keep whatever language they speak; their identifiers
change («Heading1», «Overskrift1»).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from attrs import Factory, define, frozen

from renderers.word import marks
from renderers.word.package import Element, Package, W, attribute, child
from renderers.word.safety import PackageError

Kind = Literal["title", "heading", "paragraph", "item", "contents", "note", "signature"]

BULLET = "-"
_HEADING = re.compile(r"heading ([1-9])")
_DEPTH = 40
"""Styles rest on one another; a ring of them ends here."""

_KINDS: dict[str, Kind] = {
    marks.TITLE_STYLE.lower(): "title",
    marks.CONTENTS_STYLE.lower(): "contents",
    marks.NOTE_STYLE.lower(): "note",
    marks.SIGNATURE_STYLE.lower(): "signature",
    marks.BULLET_STYLE.lower(): "item",
    marks.ITEM_STYLE.lower(): "item",
}

_LEVELS = 9
"""Levels of a list."""

_LONGEST_PATTERN = 250
"""Signs in the pattern of a number; Word takes 31."""

_MOST_COUNTED = {"lowerLetter": 780, "upperLetter": 780, "lowerRoman": 32767, "upperRoman": 32767}
"""What Word can count so; beyond it figures are shown, and a number is no longer than it must be."""


@frozen
class Style:
    """What a style says: ``kind``, the heading's ``level`` (0 for none), and the list it belongs to."""

    kind: Kind | None
    level: int
    number: str
    depth: int | None


@frozen
class Level:
    """One level of a list: how it counts, where it starts, and what it prints: ``%1.%2.``"""

    form: str
    start: int
    pattern: str
    restarts: int | None


@define
class Numbering:
    """Counts as Word does. ``label`` must be asked of the paragraphs in reading order."""

    levels: dict[str, dict[int, Level]]
    abstract: dict[str, str]
    overrides: dict[str, dict[int, int]]
    _counts: dict[str, dict[int, int]] = Factory(dict)
    _begun: set[tuple[str, int]] = Factory(set)

    def label(self, number: str, depth: int) -> str | None:
        """The next label at this level of the list: «11.1.», a bullet's sign; None for no list."""
        if number in ("", "0") or number not in self.levels:
            return None
        levels = self.levels[number]
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(self.abstract[number], {})
        override = self.overrides.get(number, {}).get(depth)
        if override is not None and (number, depth) not in self._begun:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._begun.add((number, depth))
        for below in [each for each in counts if each > depth]:
            restarts = levels[below].restarts if below in levels else None
            if restarts != 0 and (restarts is None or depth < restarts):
                del counts[below]
        if level.form == "bullet":
            return BULLET

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, level)
            return _counted(counts.get(at, other.start), other.form)

        return re.sub(r"%([1-9])", shown, level.pattern)


def _counted(number: int, form: str) -> str:
    if not 0 < number <= _MOST_COUNTED.get(form, number):
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.lower() if form == "lowerRoman" else roman
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    out = ""
    for value, sign in signs:
        out += sign * (number // value)
        number %= value
    return out


def numbering_of(package: Package) -> Numbering:
    """The lists of a document."""
    root = package.only("numbering")
    plans: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    out = Numbering({}, {}, {})
    if root is None:
        return out
    by_style: dict[str, str] = {}
    for plan in root.findall(f"{W}abstractNum"):
        name = attribute(plan, "abstractNumId")
        plans[name] = _levels(plan)
        links[name] = attribute(child(plan, "numStyleLink"), "val")
        own = attribute(child(plan, "styleLink"), "val")
        if own:
            by_style[own] = name
    for num in root.findall(f"{W}num"):
        number, plan_name = attribute(num, "numId"), attribute(child(num, "abstractNumId"), "val")
        plan_name = by_style.get(links.get(plan_name, ""), plan_name)
        levels = dict(plans.get(plan_name, {}))
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            depth = _int(attribute(override, "ilvl"), 0)
            levels |= _levels(override)
            start = child(override, "startOverride")
            if start is not None:
                starts[depth] = _int(attribute(start, "val"), 1)
        out.levels[number], out.abstract[number], out.overrides[number] = levels, plan_name, starts
    return out


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for level in parent.findall(f"{W}lvl"):
        restart = child(level, "lvlRestart")
        depth, pattern = _int(attribute(level, "ilvl"), 0), attribute(child(level, "lvlText"), "val")
        if len(pattern) > _LONGEST_PATTERN:
            raise PackageError(
                "dokumentet har en liste med nummer som er lengre enn Word kan vise. Åpne og reparer det i Word, og"
                " lagre det",
                "the document has a list with numbers longer than Word can show. Open and repair it in Word, and save"
                " it",
            )
        if not 0 <= depth < _LEVELS:
            continue
        found[depth] = Level(
            attribute(child(level, "numFmt"), "val") or "decimal",
            _int(attribute(child(level, "start"), "val"), 0),
            pattern,
            None if restart is None else _int(attribute(restart, "val"), 0),
        )
    return found


def _int(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise


def styles_of(package: Package) -> dict[str, Style]:
    """The paragraph styles of a document by identifier; that of paragraphs without one is ""."""
    root = package.only("styles")
    raw = {} if root is None else {attribute(each, "styleId"): each for each in root.findall(f"{W}style")}
    said = {name: _said(each) for name, each in raw.items()}
    found = {name: _style(name, said) for name, each in raw.items() if attribute(each, "type") in ("paragraph", "")}
    default = next((n for n, each in raw.items() if n in found and attribute(each, "default") in ("1", "true")), "")
    return {"": found.get(default, Style(None, 0, "", None)), **found}


class _Said(NamedTuple):
    """What a style says by itself; ``based`` is the one it rests on."""

    called: str
    outline: int
    number: str
    depth: int | None
    based: str


def _said(style: Element) -> _Said:
    outline, listed = child(style, "pPr", "outlineLvl"), child(style, "pPr", "numPr")
    at = child(listed, "ilvl")
    return _Said(
        called=attribute(child(style, "name"), "val").lower(),
        outline=9 if outline is None else _int(attribute(outline, "val"), 9),
        number=attribute(child(listed, "numId"), "val"),
        depth=None if at is None else _int(attribute(at, "val"), 0),
        based=attribute(child(style, "basedOn"), "val"),
    )


def _style(name: str, said: Mapping[str, _Said]) -> Style:
    kind: Kind | None = None
    level, number = 0, ""
    depth: int | None = None
    for _ in range(_DEPTH):
        style = said.get(name)
        if style is None:
            break
        heading = _HEADING.fullmatch(style.called)
        if kind is None and heading is not None:
            kind, level = "heading", int(heading[1])
        elif kind is None and style.called in _KINDS:
            kind = _KINDS[style.called]
        elif kind is None and style.called.startswith("toc "):
            kind = "contents"
        elif kind is None and style.outline < 9:
            kind, level = "heading", max(style.outline, 0) + 1
        if not number:
            number = style.number
            depth = style.depth if depth is None else depth
        name = style.based
    return Style(kind, level, number, depth)


@frozen
class Shape:
    """What a paragraph is, with its label (None: it is in no list)."""

    kind: Kind
    level: int
    label: str | None


def shape_of(properties: Element | None, styles: dict[str, Style], numbering: Numbering) -> Shape:
    """What a paragraph with these properties is. Counts its number, so each paragraph is asked about once, in order."""
    style = styles.get(attribute(child(properties, "pStyle"), "val"), styles[""])
    number, depth = style.number, style.depth
    listed = child(properties, "numPr")
    if listed is not None:
        own = child(listed, "numId")
        number = attribute(own, "val") if own is not None else number
        at = child(listed, "ilvl")
        depth = _int(attribute(at, "val"), 0) if at is not None else depth
    outline = child(properties, "outlineLvl")
    kind, level = style.kind, style.level
    if kind is None and outline is not None and _int(attribute(outline, "val"), 9) < 9:
        kind, level = "heading", _int(attribute(outline, "val"), 0) + 1
    if depth is None:
        depth = level - 1 if kind == "heading" and level else 0
    label = numbering.label(number, depth)
    if kind is None:
        kind = "item" if label is not None else "paragraph"
    return Shape(kind, level, label)
