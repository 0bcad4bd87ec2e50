"""Lay out a ``.vka`` or ``.sak`` file: only white space changes, and white space inside « » counts as one blank.

Statements of one line and one kind stand together; a heading, a passage and a longer statement have a blank line around
them. Between comments and what they belong to, blank lines stay as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.format_layout import lay_out
from dsl.format_pieces import Comment, Piece, read_pieces, statements
from dsl.parse import parse_any, tokens

if TYPE_CHECKING:
    from dsl.diagnostics import Diagnostic

_TEXT = (
    "PUNKT", "PARAGRAF", "TEKST", "LISTEMERKE", "ENDRE", "ENDRE_OVERSKRIFT", "SETT_INN_ETTER", "SETT_INN_SIST",
)  # fmt: skip


class FormatError(Exception):
    """The file has reading errors, so its layout is not known. ``diagnostics`` are all of them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} reading errors")
        self.diagnostics = diagnostics


def format_source(text: str) -> str:
    """The same file, laid out. Laying out the result changes nothing.

    Raises ``FormatError`` if the file cannot be read.
    """
    _, errors = parse_any(text)
    if errors:
        raise FormatError(tuple(errors))
    read = read_pieces(text, tokens(text))
    lines: list[str] = []
    kind, tall = "", False
    for statement in statements(read.pieces):
        first = statement[0]
        laid = lay_out(statement)
        apart = bool(lines) and (_kind(first) != kind or (kind != "LISTEMERKE" and (tall or len(laid) > 1)))
        if first.comments:
            _add_comments(lines, first.comments, apart=tall or kind in _TEXT)
            apart = first.blank_before
        if apart:
            lines.append("")
        lines += laid
        kind, tall = _kind(first), len(laid) > 1 or first.kind in ("PUNKT", "PARAGRAF", "TEKST")
    _add_comments(lines, read.closing, apart=False)
    return "\n".join(lines) + "\n"


def _kind(first: Piece) -> str:
    """What short statements have in common when they stand together: the first word, or that they are list items."""
    return first.kind if first.kind in _TEXT else first.text


def _add_comments(lines: list[str], comments: tuple[Comment, ...], *, apart: bool) -> None:
    for number, comment in enumerate(comments):
        if lines and (comment.blank_before or (apart and not number)):
            lines.append("")
        lines.append(comment.text)
