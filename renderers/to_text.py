"""A contract as plain text.

Convention: only the contract's words, a table of contents and, in brackets, notes on amendments are printed. Structure
shows by blank lines and indentation alone, so that the text compares word for word with what was signed.
"""

from __future__ import annotations

import textwrap

from renderers.document import Document, Heading, List, Paragraph

NARROWEST = 20
"""Characters. Below this, no line of a contract is readable."""


def to_text(document: Document, width: int | None = 79) -> str:
    """The contract as text with ``\\n`` line ends, ending in one.

    ``width`` is the longest line in characters; a longer word stands alone and unbroken. None prints each paragraph on
    one line. Raises ``ValueError`` for a width below ``NARROWEST``.
    """
    if width is not None and width < NARROWEST:
        raise ValueError(f"a width of {width} characters is below {NARROWEST}")
    lines = _wrapped(document.title, width)
    for note in document.notes:
        lines += ["", *_note(note, width)]
    for paragraph in document.legal_basis:
        lines += ["", *_wrapped(paragraph.plain_text(), width)]
    if document.has_contents:
        lines += ["", "", document.words.contents, ""]
        for heading in document.headings():
            lines += _hanging("  " * heading.level, heading, width)
    for block in document.blocks:
        match block:
            case Heading():
                lines += ["", *([""] if block.level == 1 else []), *_hanging("", block, width)]
                for note in block.notes:
                    lines += _note(note, width)
            case Paragraph():
                lines += ["", *_wrapped(block.plain_text(), width)]
            case List():
                lines.append("")
                for item in block.items:
                    lines += _wrapped(item.plain_text(), width, hang=len(item.label) + 1)
    return "\n".join(lines) + "\n"


def _note(note: str, width: int | None) -> list[str]:
    """A note in brackets, which no contract's own text has in this place."""
    return _wrapped(f"[{note}]", width, indent="    ")


def _hanging(indent: str, heading: Heading, width: int | None) -> list[str]:
    hang = 0 if heading.label is None else len(heading.label) + 1
    return _wrapped(heading.plain_text(), width, indent=indent, hang=hang)


def _wrapped(text: str, width: int | None, *, indent: str = "", hang: int = 0) -> list[str]:
    words = " ".join(part for part in text.split(" ") if part)  # a no-break space stays
    if width is None:
        return [indent + words]
    # A word is never broken, not even at a hyphen: «IKT-tjenester» must come back as one word.
    lines = textwrap.wrap(
        words,
        width,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.rstrip(" ") for line in lines]  # a no-break space may be all that is left of a word
