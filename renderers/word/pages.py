"""On which page each heading stands, as nearly as can be told without a word processor.

Convention: lines are broken by the widths of the letters of Times New Roman and Arial, and pages as Word breaks
them, so far as our own styles go. Word counts for itself when the contents are updated, printed or saved as PDF; until
then a page told here may be one off where a heading stands close to the edge of a page. With a template none is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from renderers.word import marks
from renderers.word.body import AFTER_LIST, ends_list
from renderers.word.lines import BodyItem, Contents, Line, Table
from renderers.word.numbering import ITEM_LEFT
from renderers.word.xml import w, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINE = 1.149
"""How high a line of one point's letters is in both fonts, in points."""


@frozen(kw_only=True)
class _Look:
    """How a style sets its lines: points, but for ``letters``."""

    letters: Mapping[str, int]
    size: float
    high: float
    before: float
    after: float
    left: float
    with_next: bool


@frozen(kw_only=True)
class _Block:
    """A paragraph on paper: its lines, and the place of its heading in the body, if it is one that is listed."""

    look: _Look
    lines: int
    place: int = -1
    with_next: bool = False
    new_page: bool = False


def pages_of(
    body: Sequence[BodyItem], styles: _Element, *, width: int, height: int, hang: int
) -> Mapping[int, int]:  # fmt: skip
    """The pages of headings, by their place in the body. Sizes of the text on a page are twentieths of a point."""
    looks = _Looks(styles)
    blocks = list(_blocks(body, looks, width / 20, hang / 20))
    pages: dict[int, int] = {}
    page, used, after = 1, 0.0, 0.0
    room = height / 20
    at = 0
    while at < len(blocks):
        together = 1
        while at + together < len(blocks) and blocks[at + together - 1].with_next:
            together += 1
        group = blocks[at : at + together]
        need = _least(group, after if used else 0)
        if used and (used + need > room or group[0].new_page):
            page, used, after = page + 1, 0.0, 0.0
        for block in group:
            used += max(block.look.before, after) if used else block.look.before
            after = block.look.after
            if block.place >= 0:
                pages[block.place] = page
            left = block.lines
            while left > 1 and used + left * block.look.high > room:
                fitting = min(int((room - used) / block.look.high), left - 2)  # no line stands alone on the next page
                if used == 0:
                    fitting = max(fitting, 1)
                left -= max(fitting, 0)
                page, used = page + 1, 0.0
            used += left * block.look.high
        at += together
    return pages


def _least(group: Sequence[_Block], after: float) -> float:
    """What must be on the page for the first of the group to stand there: the group, and two lines of its last."""
    need, above = 0.0, after
    for at, block in enumerate(group):
        lines = block.lines if at < len(group) - 1 or block.lines <= 3 else 2
        need += max(block.look.before, above) + lines * block.look.high
        above = block.look.after
    return need


class _Looks:
    def __init__(self, styles: _Element) -> None:
        defaults = styles.find(w("docDefaults"))
        self._default = self._read(defaults if defaults is not None else styles, None)
        self._by_name: dict[str, _Look] = {}
        for style in styles.iterchildren(w("style")):
            name = style.find(w("name"))
            if name is not None:
                self._by_name[name.get(w("val"), "").lower()] = self._read(style, self._default)

    def of(self, name: str) -> _Look:
        return self._by_name.get(name.lower(), self._default)

    def _read(self, element: _Element, base: _Look | None) -> _Look:
        def said(path: str, attribute: str, default: float, unit: float) -> float:
            found = element.find(path)
            value = None if found is None else found.get(w(attribute))
            return default if value is None else whole(value, 0) / unit

        run, paragraph = f".//{w('rPr')}/", f".//{w('pPr')}/"
        size = said(f"{run}{w('sz')}", "val", 11.5 if base is None else base.size, 2)
        fonts = element.find(f"{run}{w('rFonts')}")
        sans = fonts is not None and fonts.get(w("ascii")) == "Arial"
        spacing = f"{paragraph}{w('spacing')}"
        own = size * _LINE * said(spacing, "line", 1.15, 240)
        return _Look(
            letters=_SANS_BOLD if sans else _SERIF, size=size, high=own,
            before=said(spacing, "before", 0 if base is None else base.before, 20),
            after=said(spacing, "after", 6 if base is None else base.after, 20),
            left=said(f"{paragraph}{w('ind')}", "left", 0, 20),
            with_next=element.find(f"{paragraph}{w('keepNext')}") is not None,
        )  # fmt: skip


def _blocks(body: Sequence[BodyItem], looks: _Looks, width: float, hang: float) -> Iterator[_Block]:
    for place, item in enumerate(body):
        match item:
            case Line():
                look = looks.of(item.style)
                if ends_list(body, place):
                    look = evolve(look, after=AFTER_LIST / 20)
                left = hang if item.level and item.label else ITEM_LEFT / 20 if item.label else look.left
                lines = _lines(item.text.rstrip("\t"), look, width - left)
                with_next = look.with_next or item.with_next
                where = place if item.level else -1
                yield _Block(look=look, lines=lines, place=where, with_next=with_next, new_page=item.new_page)
            case Contents():
                yield _Block(look=looks.of(marks.CONTENTS_STYLE), lines=1, with_next=True)
                for line in body:
                    if isinstance(line, Line) and line.level:
                        look = looks.of(marks.contents_style(line.level))
                        yield _Block(look=look, lines=_lines(line.text, look, width - look.left - look.size * 2))
            case Table():
                for row in item.rows:
                    look = looks.of(marks.BODY_STYLE)
                    part = width / max(len(row), 1) - 10
                    cells = (sum(_lines(line.text, look, part) for line in cell) for cell in row)
                    yield _Block(look=look, lines=max(cells, default=1))


def _lines(text: str, look: _Look, width: float) -> int:
    """How many lines the words take. A word too long for a line is broken."""
    room = width * 1000 / look.size
    space, hyphen = look.letters[" "], look.letters["-"]
    lines, used = 1, 0
    for word in text.replace("-", "-\0").split(" "):
        parts = word.split("\0")
        for at, part in enumerate(parts):
            long = sum(look.letters.get(letter, 556) for letter in part)
            gap = space if at == 0 and used else 0
            if used and used + gap + long > room:
                lines, used = lines + 1, long
            else:
                used += gap + long
            while used > room + hyphen:
                lines, used = lines + 1, int(used - room)
    return lines


def _widths(by_width: Mapping[int, str]) -> Mapping[str, int]:
    return {letter: width for width, letters in by_width.items() for letter in letters} | {"\u00a0": 250, "\t": 1000}


# Widths of letters in thousandths of their size.
_SERIF = _widths(
    {
        180: "'",
        200: "|",
        250: " ,.",
        278: "/:;\\ijlt",
        333: "!()-I[]`fr’",
        389: "Js",
        408: '"',
        444: "?acezåé",
        469: "^",
        480: "{}",
        500: "#$*0123456789_bdghknopquvxyø§«»–",
        541: "~",
        556: "FPS",
        564: "+<=>",
        611: "ELTZ",
        667: "BCRæ",
        722: "ADGHKNOQUVXYwØÅ",
        778: "&m",
        833: "%",
        889: "MÆ",
        921: "@",
        944: "W",
    }
)
_SANS_BOLD = _widths(
    {
        238: "'",
        278: " ,./I\\ijl’",
        280: "|",
        333: "!()-:;[]`ft",
        389: "*r{}",
        474: '"',
        500: "z",
        556: "#$0123456789J_aceksvxyå§«»–é",
        584: "+<=>^~",
        611: "?FLTZbdghnopquø",
        667: "EPSVXY",
        722: "&ABCDHKNRUÅ",
        778: "GOQwØ",
        833: "M",
        889: "%mæ",
        944: "W",
        975: "@",
        1000: "Æ",
    }
)
