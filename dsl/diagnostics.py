"""Errors as data: where, what, the second place that explains it, and what to do next.

A ``Diagnostic`` carries a code of the catalogue, a span, and the words the message needs. Language is chosen when it
is shown. Lines and columns are counted from 1, as editors do.
"""

from __future__ import annotations

import bisect

from attrs import field, frozen

from dsl.catalogue import ENTRIES
from dsl.syntax import NOWHERE, Span


@frozen
class Note:
    """A second place that explains the first. ``key`` names a note text in the catalogue entry."""

    span: Span
    key: str
    words: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Diagnostic:
    """One error of a file. ``words`` fill the blanks of the catalogue's message."""

    code: str
    span: Span = NOWHERE
    words: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    suggestion: str = ""

    def message(self, language: str = "nb") -> str:
        """The message in "nb" or "en"."""
        return ENTRIES[self.code].message(language).format(**_in(language, self.words))

    def advice(self, language: str = "nb") -> str:
        """What to do: the suggestion if there is one, else the catalogue's general advice."""
        if self.suggestion:
            ask = "did you mean" if language == "en" else "mente du"
            return f"{ask} «{self.suggestion}»?"
        return ENTRIES[self.code].advice(language).format(**_in(language, self.words))


def _in(language: str, words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The words by name, in English those that have it: ``reason_en`` for ``reason``."""
    found = dict(words)
    return {name: found.get(f"{name}_en", text) if language == "en" else text for name, text in words}


def problem(code: str, span: Span, *notes: Note, suggestion: str = "", **words: str) -> Diagnostic:
    """A diagnostic of the catalogue entry ``code`` at ``span``."""
    return Diagnostic(code=code, span=span, words=tuple(words.items()), notes=notes, suggestion=suggestion)


@frozen
class Part:
    """A file that is read together with others: where its text begins in the whole, and its name."""

    start: int
    name: str


@frozen
class SourceText:
    """A file's name and text, and where its lines begin.

    An agreement may rest on other files. Then ``text`` is all of them, one after the other with this one first, spans
    are offsets into the whole, and ``parts`` tells where each of the others begins.
    """

    name: str
    text: str
    parts: tuple[Part, ...] = ()
    _starts: list[int] = field(init=False, eq=False, repr=False)

    @_starts.default
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def part(self, offset: int) -> Part:
        """The file an offset lies in."""
        return next((p for p in reversed(self.parts) if p.start <= offset), Part(0, self.name))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (from 1) of a character offset, in its own file."""
        line = bisect.bisect_right(self._starts, offset)
        first = self.part(offset).start
        before = bisect.bisect_right(self._starts, first) - 1 if first else 0
        return line - before, offset - self._starts[line - 1] + 1

    def line_at(self, offset: int) -> str:
        """The text of the line an offset lies in, without its line break."""
        number = bisect.bisect_right(self._starts, offset)
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


_LABELS = {
    "nb": {"in": "i", "under": "under", "advice": "gjør"},
    "en": {"in": "in", "under": "under", "advice": "do"},
}
_EXCERPT_WIDTH = 110
_VISIBLE = {n: 0x2400 + n for n in range(32)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
"""Control characters of a file are shown, never sent to the terminal."""


def show(diagnostic: Diagnostic, source: SourceText, heading: str = "", language: str = "nb") -> str:
    """The diagnostic as text: message, place, heading, excerpt with underline, second places, advice."""
    labels = _LABELS[language]
    line, column = source.position(diagnostic.span.start)
    kind = "error" if language == "en" else "feil"
    file = source.part(diagnostic.span.start).name
    out = [f"{kind} {diagnostic.code}: {diagnostic.message(language)}", f"  --> {file}:{line}:{column}"]
    if heading:
        out.append(f"   {labels['under']} {heading}")
    out += _excerpt(diagnostic.span, source)
    for note in diagnostic.notes:
        text = ENTRIES[diagnostic.code].note(note.key, language).format(**dict(note.words))
        where, at = source.position(note.span.start)
        out.append(f"  {text} ({labels['in']} {source.part(note.span.start).name}:{where}:{at})")
        out += _excerpt(note.span, source)
    advice = diagnostic.advice(language)
    if advice:
        out.append(f"  = {advice}")
    return "\n".join(line.translate(_VISIBLE) for line in out)


def _excerpt(span: Span, source: SourceText) -> list[str]:
    if span == NOWHERE and not source.text:
        return []
    line, column = source.position(span.start)
    text = source.line_at(span.start)
    length = max(1, min(span.end - span.start, len(text) - column + 1))
    start = 0
    if len(text) > _EXCERPT_WIDTH:  # a long line is shown around the place only
        start = max(0, min(column - 1 - 30, len(text) - _EXCERPT_WIDTH))
        text = ("…" if start else "") + text[start : start + _EXCERPT_WIDTH]
        length = min(length, _EXCERPT_WIDTH - (column - 1 - start))
        start -= 1 if start else 0
    number = str(line)
    pad = " " * len(number)
    return [
        f" {pad} |",
        f" {number} | {text.replace(chr(9), ' ')}",
        f" {pad} | {' ' * (column - 1 - start)}{'^' * max(1, length)}",
    ]
