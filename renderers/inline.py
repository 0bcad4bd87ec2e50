"""What stands in a line of a contract: words, with what some of them mean.

Convention: ``plain_text()`` gives the words as signed. A line has no line breaks: text with a control character or a
line separator raises ``ValueError``, since the media would print it differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import Attribute, field, frozen

_HREF = re.compile(r"#[A-Za-z][A-Za-z0-9_-]*|https?://[!#-;=?-Z_a-z~]+")
_NO_CHARACTERS = "\ufffe\uffff"  # which no XML can hold
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}  # controls, half characters, line and paragraph separators


def check_one_line(instance: object, attribute: Attribute[str], value: str) -> None:
    """Raise ``ValueError`` for a character that not every medium can print in a line (an attrs validator)."""
    bad = next((c for c in value if unicodedata.category(c) in _UNPRINTABLE or c in _NO_CHARACTERS), None)
    if bad is not None:
        raise ValueError(f"{attribute.name} holds U+{ord(bad):04X}, which not every medium can print: {value!r}")


def _check_href(instance: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None and not _HREF.fullmatch(value):
        raise ValueError(f"{value!r} is neither #anchor nor a web address")


def as_inlines(given: str | Iterable[Inline]) -> tuple[Inline, ...]:
    """A line's parts; a bare string is one Text."""
    return (Text(given),) if isinstance(given, str) else tuple(given)


def inline_text(inlines: Iterable[Inline]) -> str:
    """The words of a line as signed."""
    return "".join(inline.plain_text() for inline in inlines)


@frozen
class Text:
    """Words without a meaning of their own."""

    text: str = field(validator=check_one_line)

    def plain_text(self) -> str:
        """The words as signed."""
        return self.text


@frozen
class Value:
    """Words that print a declared value: ``name`` is the value's, ``title`` explains it to whoever points at it."""

    text: str = field(validator=check_one_line)
    name: str
    title: str = field(default="", kw_only=True)

    def plain_text(self) -> str:
        """The words as signed."""
        return self.text


@frozen
class Citation:
    """Words that refer to a clause or a statute: ``target`` says which, ``href`` leads there.

    An ``href`` is ``#`` and an anchor of the same document, or an ``http`` or ``https`` address in its encoded form;
    anything else raises ``ValueError``.
    """

    text: str = field(validator=check_one_line)
    target: str
    href: str | None = field(default=None, kw_only=True, validator=_check_href)

    def plain_text(self) -> str:
        """The words as signed."""
        return self.text


@frozen
class Emphasis:
    """Words in italics."""

    inlines: tuple[Inline, ...] = field(converter=as_inlines)

    def plain_text(self) -> str:
        """The words as signed."""
        return inline_text(self.inlines)


@frozen
class Strong:
    """Words in bold."""

    inlines: tuple[Inline, ...] = field(converter=as_inlines)

    def plain_text(self) -> str:
        """The words as signed."""
        return inline_text(self.inlines)


Inline: TypeAlias = Text | Value | Citation | Emphasis | Strong


def citations(inlines: Iterable[Inline]) -> Iterator[Citation]:
    """Every citation in a line, in order, within emphasis too."""
    for inline in inlines:
        match inline:
            case Citation():
                yield inline
            case Emphasis() | Strong():
                yield from citations(inline.inlines)
            case _:
                pass
