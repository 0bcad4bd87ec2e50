"""``vka ask … -o FIL``: answers as the appendix of a case paper (saksframlegg), in whichever format the file is of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from vka.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dsl.case import Case
    from engine.answer import Answer, NoAnswer
    from renderers.document import Document
    from vka.api import Agreement

_BY_SUFFIX: Final = {
    ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".txt": "text",
}  # fmt: skip


def format_of(path: str) -> str:
    """The format of a paper by the ending of its file. Raises ``InputError`` for one that papers are not written in."""
    found = _BY_SUFFIX.get(Path(path).suffix.lower())
    if found is None:
        known = ", ".join(dict.fromkeys(_BY_SUFFIX))
        raise InputError(
            f"-o {path}: et saksframlegg skrives som {known}. Gi filen en av de endelsene",
            f"-o {path}: a case paper is written as {known}. Give the file one of those endings",
        )
    return found


def answers_to(
    agreement: Agreement, case: Case | None, questions: Sequence[str], on: date | None, known: date | None
) -> list[Answer | NoAnswer]:
    """The answers in Norwegian; without questions, those the case itself asks, each on its own day.

    Raises ``InputError`` if there is nothing to ask.
    """
    if questions:
        return [agreement.ask(question, case, on, known, "nb") for question in questions]
    if case is None or not case.expected:
        raise InputError(
            "mangler SPØRSMÅL. Still ett eller flere, eller oppgi med --case en sak som selv spør (spør den …)",
            "a QUESTION is missing. Ask one or more, or give with --case a case that asks some itself (spør den …)",
        )
    return [
        agreement.ask(each.question, case, on or each.on, known or (each.known if on is None else None), "nb")
        for each in case.expected
    ]


def paper_bytes(document: Document, to: str, template: bytes | None = None) -> bytes:
    """The paper as a file. Raises ``InputError`` as ``vka.printing.printed`` does."""
    match to:
        case "text":
            from renderers.to_text import to_text

            return to_text(document).encode()
        case "md":
            from renderers.to_markdown import to_markdown

            return to_markdown(document).encode()
        case "html":
            from renderers.to_html import to_html

            return to_html(document).encode()
    from vka.printing import printed

    return printed(document, to, template)
