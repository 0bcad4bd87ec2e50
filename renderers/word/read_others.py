"""What has characters and is no line: tables, boxes, pictures, formulas, words not seen, and what nobody has read.

Convention: each is told with the line it hangs on, which is the last one so far.
"""

from __future__ import annotations

from attrs import Factory, define, evolve

from renderers.word.figures import name_of
from renderers.word.marks import is_added
from renderers.word.package import MC, Element, W, attribute
from renderers.word.read_changes import NOTES, PICTURE, TABLE, changes_within
from renderers.word.read_formula import FORMULAS
from renderers.word.read_parts import Beside, Lines
from renderers.word.read_points import Points
from renderers.word.read_words import (
    PICTURES,
    STAMPS,
    DrawnApart,
    Keep,
    other_versions,
    read_in,
    surviving,
    unread,
    words_in,
)  # fmt: skip

STRUCK = (
    "gjennomstreket for hånd (ordene står fortsatt i avtaleteksten)",
    "struck through by hand (the words still stand in the agreement's text)",
)
_BOX = ("tekstboks", "text box")
_FIELD = ("felt", "field")
_OTHER = ("annet innhold", "other content")
_ELSEWHERE = {f"{W}altChunk": ("innfelt dokument", "embedded document"), f"{W}subDoc": ("deldokument", "subdocument")}
_UNREAD = "(innholdet kan ikke leses)"
_ASIDE = {f"{W}tbl": TABLE, **_ELSEWHERE, **dict.fromkeys(FORMULAS, ("formel", "formula"))}


@define
class Others:
    """What a reader of lines finds beside them. ``met`` are the elements whose characters are told.

    ``shown`` are the versions that are read, of what stands in several; ``paragraphs`` the lines by their elements.
    ``drawn`` is None for a part whose drawings hold all of their words.
    """

    keep: Keep
    found: Lines
    points: Points
    drawn: DrawnApart | None = None
    met: set[Element] = Factory(set)
    shown: set[Element] = Factory(set)
    paragraphs: dict[Element, int] = Factory(dict)
    _parts: dict[int, list[str]] = Factory(dict)
    _struck_to: int = -1

    def take(self, element: Element) -> bool:
        """Read what is told as a whole, if the element is that."""
        tag = element.tag
        if tag in _ASIDE:
            self._aside(_ASIDE[tag], element, _UNREAD if tag in _ELSEWHERE else "")
        elif tag in PICTURES:
            self._picture(element)
        elif tag in STAMPS:
            self._tell(_FIELD, tag.removeprefix(W))
        elif tag in NOTES:
            self._note(element)
        else:
            return False
        return True

    def field(self, code: str) -> None:
        """A field that only its code tells of."""
        if code:
            self._tell(_FIELD, code)

    def hide(self, text: str, line: int, what: tuple[str, str]) -> None:
        """Words of one line that are not seen in it are told together."""
        last = self.found.beside[-1] if self.found.beside else None
        if last is None or (last.what, last.line) != (what, line):
            self.found.beside.append(Beside(what, "", line))
        self._parts.setdefault(len(self.found.beside) - 1, []).append(text)

    def strike(self, text: str, line: int) -> None:
        """Words struck by hand, which are said last: those that follow each other are told together."""
        if self._struck_to != len(self.points.said) - 1:
            self.found.beside.append(Beside(STRUCK, "", line))
        self.hide(text, line, STRUCK)
        self._struck_to = len(self.points.said)

    def _tell(self, what: tuple[str, str], text: str, mark: str = "") -> None:
        self.found.beside.append(Beside(what, text, len(self.found.lines), mark))

    def _note(self, reference: Element) -> None:
        self.found.footnotes.append((NOTES[reference.tag], attribute(reference, "id"), len(self.found.lines)))

    def _aside(self, what: tuple[str, str], element: Element, otherwise: str) -> None:
        self.met.update(read_in(element))
        for each in element.iter():  # a line put into a table is no line any more, and its bookmark leads nowhere
            if each.tag != f"{W}bookmarkStart":
                self.points.meet(each)
        names = (attribute(each, "name") for each in element.iter(f"{W}bookmarkStart"))
        mark = next((name for name in names if is_added(name)), "")
        self._tell(what, words_in(element, self.keep) or otherwise, mark)
        self._within(element, what)

    def _picture(self, element: Element) -> None:
        alternative = element.tag == f"{MC}AlternateContent"
        shown = next(iter(element)) if alternative and len(element) else element
        self.shown.add(shown)
        self.met.update(read_in(shown))
        words = words_in(shown, self.keep)
        self._drawn(shown, words)
        self._within(shown, _BOX)

    def _drawn(self, shown: Element, words: str) -> None:
        apart = "" if self.drawn is None else self.drawn.words(shown)
        if apart:
            self._tell(PICTURE, apart)
        if words:
            self._tell(_BOX, words)
        elif not apart and (shown.tag != f"{W}object" or len(shown)):
            self._tell(PICTURE, name_of(shown))

    def _within(self, element: Element, what: tuple[str, str]) -> None:
        """What is in something that is no line, and is not its words: changes, notes, pictures, documents."""
        self.found.changes += changes_within(element, len(self.found.lines), what)
        drawn: set[Element] = set()
        for each, _, _ in surviving(element, self.keep):
            if each is element:
                continue
            if each.tag in NOTES:
                self._note(each)
            elif each.tag in _ELSEWHERE:
                self._tell(_ELSEWHERE[each.tag], _UNREAD)
            elif what == TABLE and each.tag in PICTURES and each not in drawn:
                drawn.update(each.iter(*PICTURES))
                if not words_in(each, self.keep):
                    self._drawn(each, "")

    def finish(self, whole: Element) -> None:
        """What stands in places that nobody knows anything of."""
        for at, texts in self._parts.items():
            self.found.beside[at] = evolve(self.found.beside[at], text="".join(texts))
        for words, line in (
            *unread(whole, self.met, self.paragraphs),
            *other_versions(whole, self.keep, self.shown, self.paragraphs),
        ):
            self.found.beside.append(Beside(_OTHER, words, line))
