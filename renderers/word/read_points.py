"""Where bookmarks and comments begin and end among the lines of a document.

Convention: a point counts for the line that stands, or the next one.
"""

from __future__ import annotations

from attrs import Factory, define

from renderers.word.package import Element, W, attribute
from renderers.word.read_parts import Lines, Span

_POINTS = {
    W + name
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
}  # fmt: skip

_MOST_NOTED = 2000
"""Stretches of text, and signs, that a comment is shown with; the lines have the rest."""


@define
class Points:
    """The bookmarks and comments that are open where a reader stands; ``said`` are the words of its lines so far."""

    found: Lines
    said: list[str] = Factory(list)
    _open_marks: dict[str, tuple[str, int, int]] = Factory(dict)
    _open_notes: dict[str, int] = Factory(dict)
    _notes_at: dict[str, int] = Factory(dict)

    def meet(self, element: Element) -> None:
        """A bookmark or a comment begins or ends, if the element is any such point."""
        tag = element.tag
        if tag not in _POINTS:
            return
        name = attribute(element, "id")
        inside = next(element.iterancestors(f"{W}p"), None) is not None
        line = len(self.found.lines) + (0 if inside and self.found.lines else 1)
        if tag == f"{W}bookmarkStart":
            self._open_marks[name] = (attribute(element, "name"), line, self._atoms() if inside else 0)
        elif tag == f"{W}bookmarkEnd" and name in self._open_marks:
            called, start, before = self._open_marks.pop(name)
            self.found.spans.setdefault(called, []).append(Span(start, before, len(self.found.lines), self._atoms()))
        elif tag == f"{W}commentRangeStart":
            self._open_notes[name], self._notes_at[name] = len(self.said), line
        elif tag == f"{W}commentRangeEnd" and name in self._open_notes:
            start = self._open_notes.pop(name)
            said = "".join(each[:_MOST_NOTED] for each in self.said[start : start + _MOST_NOTED])
            self.found.noted[name] = (said[:_MOST_NOTED], self._notes_at[name])
        elif tag == f"{W}commentReference":
            self.found.noted.setdefault(name, ("", max(len(self.found.lines), 1)))

    def _atoms(self) -> int:
        return len(self.found.lines[-1].atoms) if self.found.lines else 0

    def finish(self) -> None:
        """Bookmarks and comments nothing ends."""
        for called, start, before in self._open_marks.values():
            self.found.spans.setdefault(called, []).append(Span(start, before, start, before))
        for name in self._open_notes:
            self.found.noted[name] = ("", self._notes_at[name])
