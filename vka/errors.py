"""What can be wrong with what a user gives: a file with errors in it, or a file or argument that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsl.diagnostics import Diagnostic, SourceText

_NOT_A_SOURCE = frozenset({"V104", "V105", "V106"})
"""Empty, not text, too large: the file as such is at fault, not a statement in it."""


class SourceError(Exception):
    """An agreement or a case has errors. ``diagnostics`` are all of them; ``str()`` is the full report in Norwegian."""

    def __init__(
        self,
        source: SourceText,
        diagnostics: tuple[Diagnostic, ...],
        heading_at: Callable[[int], str] = lambda offset: "",
    ) -> None:
        super().__init__(source.name)
        self.source = source
        self.diagnostics = diagnostics
        self._heading_at = heading_at

    @property
    def is_unreadable(self) -> bool:
        """Whether the file is no source at all: empty, not text, or too large."""
        return any(diagnostic.code in _NOT_A_SOURCE for diagnostic in self.diagnostics)

    def report(self, language: str = "nb") -> str:
        """Every error with its place, an excerpt and what to do, in "nb" or "en"; a count at the end."""
        from dsl.diagnostics import show

        shown = [show(each, self.source, self._heading_at(each.span.start), language) for each in self.diagnostics]
        count = len(self.diagnostics)
        word = ("error" if count == 1 else "errors") if language == "en" else "feil"
        return "\n\n".join([*shown, f"{count} {word} {'in' if language == 'en' else 'i'} {self.source.name}"])

    def __str__(self) -> str:
        return self.report()


class InputError(Exception):
    """A file that cannot be read or written, or an argument that means nothing. Says what, why and what to do."""

    def __init__(self, nb: str, en: str) -> None:
        super().__init__(nb)
        self._en = en

    def message(self, language: str = "nb") -> str:
        """The message in "nb" or "en"."""
        return self._en if language == "en" else str(self)
