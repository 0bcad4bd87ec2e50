"""A contract as its reader meets it: a title, and blocks of text in reading order.

Convention: ``plain_text()`` gives the words a person signs and nothing else (no marks, no generated table of contents).
Whatever a renderer adds, such as links or the contents, it adds around those words and never among them. What a
renderer could not print faithfully is refused when the object is made (``ValueError``): a ``Document`` that exists can
be printed. The parts of a line are in ``inline`` and can be imported from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import Attribute, field, frozen
from attrs.validators import optional

from dsl.anchors import clause_anchor
from renderers.fixed_words import FixedWords, fixed_words
from renderers.inline import (
    Citation,
    Emphasis,
    Inline,
    Strong,
    Text,
    Value,
    as_inlines,
    check_one_line,
    citations,
    inline_text,
)

__all__ = [
    "BULLET",
    "DEEPEST_LEVEL",
    "RESERVED_PREFIX",
    "Block",
    "Citation",
    "Document",
    "Emphasis",
    "Heading",
    "Inline",
    "List",
    "ListItem",
    "OutlineEntry",
    "Paragraph",
    "Strong",
    "Text",
    "Value",
    "clause_anchor",
    "inline_text",
]

BULLET = "-"
"""The label of a list item that has none of its own. Renderers may draw it as their medium's bullet."""

RESERVED_PREFIX = "vka-"
"""Anchors that begin so belong to the renderers."""

DEEPEST_LEVEL = 5
"""The title takes the first of HTML's and Markdown's six heading levels."""

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def _not_blank(instance: object, attribute: Attribute[str], value: str) -> None:
    check_one_line(instance, attribute, value)
    if not value.strip():
        raise ValueError(f"{attribute.name} has no words")


def _is_anchor(instance: object, attribute: Attribute[str], value: str) -> None:
    if not _ANCHOR.fullmatch(value) or value.startswith(RESERVED_PREFIX):
        raise ValueError(f"{value!r} cannot be an anchor: letters of a–z, digits, - and _, and not {RESERVED_PREFIX}…")


def _has_words(instance: object, attribute: Attribute[tuple[Inline, ...]], value: tuple[Inline, ...]) -> None:
    if not inline_text(value).strip():
        raise ValueError(f"a {type(instance).__name__} needs words")


@frozen
class Heading:
    """A clause's heading.

    ``number`` is the clause's number without its closing stop (``11.1``), or None; ``level`` is 1 for ``11`` and 2 for
    ``11.1``. ``notes`` stand under it and are no part of its words: that the clause has been amended.
    """

    inlines: tuple[Inline, ...] = field(converter=as_inlines, validator=_has_words)
    anchor: str = field(validator=_is_anchor)
    number: str | None = field(default=None, kw_only=True)
    level: int = field(default=1, kw_only=True)
    notes: tuple[str, ...] = field(default=(), kw_only=True)

    @number.validator
    def _number_is_printable(self, attribute: Attribute[str], value: str | None) -> None:
        if value is not None:
            _not_blank(self, attribute, value)

    @level.validator
    def _level_exists(self, attribute: Attribute[int], value: int) -> None:
        if not 1 <= value <= DEEPEST_LEVEL:
            raise ValueError(f"a heading's level is 1 to {DEEPEST_LEVEL}, not {value}")

    @property
    def label(self) -> str | None:
        """The number as printed: ``11.1.``"""
        return None if self.number is None else f"{self.number}."

    def plain_text(self) -> str:
        """Number and words: ``11.1. Uttreden av samarbeidet``."""
        words = inline_text(self.inlines)
        return words if self.label is None else f"{self.label} {words}"


@frozen
class Paragraph:
    """A passage of running text."""

    inlines: tuple[Inline, ...] = field(converter=as_inlines, validator=_has_words)
    anchor: str | None = field(default=None, validator=optional(_is_anchor))

    def plain_text(self) -> str:
        """The words as signed."""
        return inline_text(self.inlines)


@frozen
class ListItem:
    """One item under the label it was signed with: ``-``, ``a.``, ``1)``."""

    label: str = field(validator=_not_blank)
    inlines: tuple[Inline, ...] = field(converter=as_inlines, validator=_has_words)
    anchor: str | None = field(default=None, kw_only=True, validator=optional(_is_anchor))

    def plain_text(self) -> str:
        """Label and words: ``a. Vedta forskrifter``."""
        return f"{self.label} {inline_text(self.inlines)}"


def _items(given: Iterable[ListItem]) -> tuple[ListItem, ...]:
    return tuple(given)


@frozen
class List:
    """Items that stand together; at least one, else ``ValueError``."""

    items: tuple[ListItem, ...] = field(converter=_items)

    @items.validator
    def _has_items(self, attribute: Attribute[tuple[ListItem, ...]], value: tuple[ListItem, ...]) -> None:
        if not value:
            raise ValueError("a List needs an item")

    @property
    def bulleted(self) -> bool:
        """Whether the items only have bullets, so that no label carries meaning."""
        return all(item.label == BULLET for item in self.items)

    def plain_text(self) -> str:
        """One item a line."""
        return "\n".join(item.plain_text() for item in self.items)


Block: TypeAlias = Heading | Paragraph | List


@frozen
class OutlineEntry:
    """A heading, with the headings below it."""

    heading: Heading
    below: tuple[OutlineEntry, ...]


def _blocks(given: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(given)


def _paragraphs(given: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(given)


@frozen
class Document:
    """A whole contract, ready to print.

    ``legal_basis`` stands below the title; ``language`` is that of the text; ``contents`` asks for a table of contents.
    ``notes`` stand under the title and are no part of what is signed: which version this is. ``signatures`` are those
    who sign, for the media people sign on; ``name`` is the agreement's own.

    Raises ``ValueError`` when two anchors are the same, a link within the document leads nowhere, or a heading skips a
    level.
    """

    title: str = field(validator=_not_blank)
    blocks: tuple[Block, ...] = field(converter=_blocks)
    legal_basis: tuple[Paragraph, ...] = field(default=(), kw_only=True, converter=_paragraphs)
    language: Literal["nb", "nn"] = field(default="nb", kw_only=True)
    contents: bool = field(default=True, kw_only=True)
    notes: tuple[str, ...] = field(default=(), kw_only=True)
    signatures: tuple[str, ...] = field(default=(), kw_only=True)
    name: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        seen: set[str] = set()
        for anchor in self._anchors():
            if anchor in seen:
                raise ValueError(f"the anchor {anchor!r} is used twice")
            seen.add(anchor)
        for citation in citations(self._inlines()):
            if citation.href is not None and citation.href.startswith("#") and citation.href[1:] not in seen:
                raise ValueError(f"{citation.text!r} leads to {citation.href}, which is not in the document")
        level = 0
        for heading in self.headings():
            if heading.level > level + 1:
                raise ValueError(f"{heading.plain_text()!r} skips from level {level} to {heading.level}")
            level = heading.level

    def _rows(self) -> Iterator[Heading | Paragraph | ListItem]:
        for block in (*self.legal_basis, *self.blocks):
            if isinstance(block, List):
                yield from block.items
            else:
                yield block

    def _anchors(self) -> Iterator[str]:
        return (row.anchor for row in self._rows() if row.anchor is not None)

    def _inlines(self) -> Iterator[Inline]:
        return (inline for row in self._rows() for inline in row.inlines)

    @property
    def words(self) -> FixedWords:
        """What a renderer prints besides the contract's own words, in the contract's language."""
        return fixed_words(self.language)

    @property
    def has_contents(self) -> bool:
        """Whether to print a table of contents: one was asked for, and there is something to put in it."""
        return self.contents and bool(self.headings())

    def headings(self) -> tuple[Heading, ...]:
        """Every heading, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    def linked(self) -> frozenset[str]:
        """The anchors that something in the document leads to."""
        return frozenset(c.href[1:] for c in citations(self._inlines()) if c.href is not None and c.href[0] == "#")

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The headings as a tree."""
        return _outline(self.headings())

    def plain_text(self) -> str:
        """Title, legal basis and blocks, one a line: all that is signed, and no table of contents."""
        return "\n".join([self.title, *(row.plain_text() for row in self._rows())])


def _outline(headings: tuple[Heading, ...]) -> tuple[OutlineEntry, ...]:
    if not headings:
        return ()
    level = min(heading.level for heading in headings)
    starts = [place for place, heading in enumerate(headings) if heading.level == level]
    ends = [*starts[1:], len(headings)]
    return tuple(
        OutlineEntry(headings[start], _outline(headings[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )
