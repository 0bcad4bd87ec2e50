"""A contract as PDF: tagged, for archives (PDF/A-2a) and for everyone (PDF/UA-1), set for paper.

Convention: the page is ``templates/contract.typ``; this module gives it the words as data, which Typst never reads as
markup. Only the fonts within the compiler are used and no clock is read, so that the same document gives the same bytes
everywhere.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from renderers.document import (
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Strong,
    inline_text,
)
from renderers.fixed_words import FixedWords

STANDARDS: Final = ("a-2a", "ua-1")
SHORT_CONTENTS: Final = 8
"""Lines. After contents longer than this the text begins on a new page."""

_FILL_IN: Final = {
    "nb": ("Sted og dato", "Underskrift", "Navn og stilling"),
    "nn": ("Stad og dato", "Underskrift", "Namn og stilling"),
}

_MISSING = re.compile(r'(?:the text|the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")

SHORT_LIST: Final = 500
"""Characters. A list below this is kept on one page."""

WRITTEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of writing that the file tells, always the same: an archive file must have one, and ours may not vary."""


class UnprintableError(ValueError):
    """Words hold characters that no font at hand can draw, or that mean nothing outside one font.

    ``nb`` and ``en`` say which, for people.
    """

    def __init__(self, characters: tuple[str, ...]) -> None:
        named = ", ".join(f"{each} ({_codes(each)})" for each in characters)
        self.nb = f"PDF-filen kan ikke vise {named}: skriften har ikke tegnet. Bytt det ut, eller bruk et annet format"
        self.en = f"the PDF cannot show {named}: the font has no such character. Replace it, or use another format"
        super().__init__(self.en)


def to_pdf(document: Document) -> bytes:
    """The contract as a PDF file, the same bytes for the same document.

    Raises ``UnprintableError`` for characters that the fonts have not: an archive file may not hold them.
    """
    import typst

    try:
        return typst.compile(
            files("renderers").joinpath("templates/contract.typ").read_bytes(),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(_document(document), ensure_ascii=False)},
            pdf_standards=list(STANDARDS),
            timestamp=WRITTEN,
        )
    except typst.TypstError as error:
        missing = tuple(dict.fromkeys(_unescaped(found) for found in _MISSING.findall(error.diagnostic)))
        if not missing:
            raise
        raise UnprintableError(missing) from error


def _codes(characters: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in characters)


def _unescaped(shown: str) -> str:
    """Characters as the compiler shows them: the rare ones as ``\\u{1f642}``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), shown)


def _document(document: Document) -> dict[str, Any]:
    words = document.words
    fill_in = _FILL_IN[document.language]
    leads = [isinstance(then, List) for then in document.blocks[1:]] + [bool(document.signatures)]
    return {
        "title": document.title,
        "language": document.language,
        "notes": document.notes,
        "basis": [_row(paragraph) for paragraph in document.legal_basis],
        "contents": document.has_contents,
        "fixed": {"contents": words.contents, "page": "Side", "of": "av", "for": "For", "fill-in": fill_in},
        "numbered": any(heading.label for heading in document.headings()),
        "long": len(document.headings()) > SHORT_CONTENTS,
        "blocks": [_block(block, leads[at], words) for at, block in enumerate(document.blocks)],
        "signatures": document.signatures,
    }


def _block(block: Heading | Paragraph | List, leads: bool, words: FixedWords) -> dict[str, Any]:
    match block:
        case Heading():
            called = _called(block, words)
            return _row(block) | {
                "kind": "heading", "level": block.level, "label": block.label, "called": called, "notes": block.notes,
            }  # fmt: skip
        case List():
            items = [_row(item) | {"label": item.label} for item in block.items]
            short = len(block.plain_text()) < SHORT_LIST
            return {"kind": "list", "bulleted": block.bulleted, "items": items, "short": short}
        case Paragraph():
            return _row(block) | {"kind": "paragraph", "leads": leads}


def _called(heading: Heading, words: FixedWords) -> str:
    """What a link to the heading is called, for those who hear the page; the number follows."""
    if heading.number is None:
        return words.link_to_clause(None, inline_text(heading.inlines))
    return f"{words.link_to} {words.clause}" if heading.number[0].isdigit() else words.link_to


def _row(row: Heading | Paragraph | ListItem) -> dict[str, Any]:
    return {"anchor": row.anchor, "line": [_piece(inline) for inline in row.inlines]}


def _piece(inline: Inline) -> str | dict[str, Any]:
    """A piece as the template's ``line`` takes it."""
    match inline:
        case Citation(href=str() as href):
            return {"to": href[1:], "text": inline.text} if href[0] == "#" else {"web": href, "text": inline.text}
        case Emphasis():
            return {"em": [_piece(each) for each in inline.inlines]}
        case Strong():
            return {"strong": [_piece(each) for each in inline.inlines]}
        case _:
            return inline.plain_text()
