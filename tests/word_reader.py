"""A Word file read by its XML alone, for tests: what people see, with the numbers Word counts.

Convention: it shares no code with the writer but the names of marks, and follows what the standard says of numbering:
instances of one list count together, and a start given by an instance holds the first time it is used.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_W = f"{{{NS['w']}}}"


@dataclass
class Seen:
    """A paragraph as shown. ``label`` is the number or mark Word draws; ``added`` says that it is no signed text."""

    style: str
    label: str
    text: str
    bookmarks: list[str] = field(default_factory=list)
    contents: bool = False

    @property
    def added(self) -> bool:
        """Whether it is ours and no signed text."""
        return self.contents or any(name.startswith("_vka_tillegg_") for name in self.bookmarks)

    @property
    def line(self) -> str:
        """Label and words, as one line of text."""
        words = self.text.replace("\t", " ")
        return f"{self.label} {words}" if self.label else words


class WordFile:
    """The parts of a Word file, and its paragraphs as shown."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.document = self.root("word/document.xml")
        self.styles = self.root("word/styles.xml")
        self.numbering = self.root("word/numbering.xml")
        self._style_names = {e.get(_W + "styleId"): find(e, "w:name/@w:val")[0] for e in find(self.styles, "w:style")}
        self._counts: dict[str, list[int]] = {}
        self._used: set[tuple[str, int]] = set()

    def root(self, name: str) -> Any:
        """The root of a part."""
        return etree.fromstring(self.parts[name])

    def seen(self) -> list[Seen]:
        """Every paragraph of the body, in order."""
        self._counts.clear()
        self._used.clear()
        return [self._seen(p) for p in find(self.document, "//w:body//w:p")]

    def lines(self) -> list[str]:
        """The signed text: one line a paragraph, without what was added."""
        return [each.line for each in self.seen() if not each.added]

    def _seen(self, p: Any) -> Seen:
        style_id = (find(p, "w:pPr/w:pStyle/@w:val") or ["Normal"])[0]
        contents = bool(find(p, "ancestor::w:sdt/w:sdtPr/w:docPartObj"))
        return Seen(
            self._style_names[style_id],
            self._label(p, style_id),
            shown_text(p),
            find(p, "w:bookmarkStart/@w:name"),
            contents,
        )

    # ── numbering ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _label(self, p: Any, style_id: str | None) -> str:
        ilvl, num = find(p, "w:pPr/w:numPr/w:ilvl/@w:val"), find(p, "w:pPr/w:numPr/w:numId/@w:val")
        while not num and style_id is not None:
            style = find(self.styles, f"w:style[@w:styleId='{style_id}']")[0]
            num = find(style, "w:pPr/w:numPr/w:numId/@w:val")
            ilvl = ilvl or find(style, "w:pPr/w:numPr/w:ilvl/@w:val")
            style_id = (find(style, "w:basedOn/@w:val") or [None])[0]
        if not num or num[0] == "0":
            return ""
        return self._count(num[0], int((ilvl or ["0"])[0]))

    def _count(self, num: str, level: int) -> str:
        instance = find(self.numbering, f"w:num[@w:numId='{num}']")[0]
        abstract = find(instance, "w:abstractNumId/@w:val")[0]
        levels = find(self.numbering, f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl")
        starts = [int(find(each, "w:start/@w:val")[0]) for each in levels]
        counts = self._counts.setdefault(abstract, [start - 1 for start in starts])
        override = find(instance, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val")
        if override and (num, level) not in self._used:
            counts[level] = int(override[0]) - 1
        self._used.add((num, level))
        counts[level] += 1
        counts[level + 1 :] = [start - 1 for start in starts[level + 1 :]]
        kinds = [find(each, "w:numFmt/@w:val")[0] for each in levels]
        if kinds[level] == "bullet":
            return "-"
        text = str(find(levels[level], "w:lvlText/@w:val")[0])
        return re.sub(r"%(\d)", lambda m: shown_count(counts[int(m[1]) - 1], kinds[int(m[1]) - 1]), text)


def find(element: Any, path: str) -> Any:
    """What an XPath finds, with the usual prefixes."""
    return element.xpath(path, namespaces=NS)


def shown_text(p: Any) -> str:
    """The words of a paragraph as shown: not the codes of fields."""
    out = []
    for e in p.iter(_W + "t", _W + "tab"):
        if e.tag == _W + "t":
            out.append(e.text or "")
        elif e.getparent().tag == _W + "r":
            out.append("\t")
    return "".join(out)


def shown_count(number: int, kind: str) -> str:
    """A count as Word shows it."""
    if kind == "decimal":
        return str(number)
    if kind in ("lowerLetter", "upperLetter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    out = ""
    for value, numeral in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + numeral, number - value
    return out if kind == "lowerRoman" else out.upper()
