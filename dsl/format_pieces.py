"""A source file as pieces: its tokens in order, with the comments and blank lines that stand around them.

A comment on a line of its own belongs to the piece after it; one at the end of a line belongs to the piece before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lark import Token

_COMMENT = re.compile(r"#[^\n]*")
_SPACE = re.compile(r"\s+")
_SPACE_IN_TOKEN = re.compile(r"[^\S\u00a0]+")  # a hard blank in an amount is part of its spelling
_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n")


@frozen
class Comment:
    """A comment on its own line, and whether a blank line stands before it."""

    text: str
    blank_before: bool


@frozen(kw_only=True)
class Piece:
    """A token as it is written out, folded, and the comments that go with it.

    ``blank_before`` tells of a blank line between the piece and what stands before it, be it a piece or a comment.
    """

    kind: str
    text: str
    comments: tuple[Comment, ...] = ()
    blank_before: bool = False
    remark: str = ""


@frozen
class Pieces:
    """All the pieces of a file, and the comments after the last of them."""

    pieces: tuple[Piece, ...]
    closing: tuple[Comment, ...]


def read_pieces(text: str, tokens: Iterable[Token]) -> Pieces:
    """The pieces of a text whose tokens are given in order."""
    out: list[Piece] = []
    at = 0
    for token in tokens:
        start, end = token.start_pos or 0, token.end_pos or 0
        remark, comments, blank = _between(text[at:start], first=not out)
        if remark:
            out[-1] = evolve(out[-1], remark=remark)
        folded = (_SPACE if token.type == "TEKST" else _SPACE_IN_TOKEN).sub(" ", token)
        out.append(Piece(kind=token.type, text=folded, comments=comments, blank_before=blank))
        at = end
    remark, comments, _ = _between(text[at:], first=not out)
    if remark:
        out[-1] = evolve(out[-1], remark=remark)
    return Pieces(tuple(out), comments)


def _between(gap: str, *, first: bool) -> tuple[str, tuple[Comment, ...], bool]:
    """Between two tokens: a comment that ends a line, comments on lines of their own, whether a blank line is last."""
    if not gap or gap == " ":
        return "", (), False
    remark = ""
    comments: list[Comment] = []
    at = 0
    for match in _COMMENT.finditer(gap):
        space = gap[at : match.start()]
        written = match.group().rstrip()
        if not (first or remark or comments) and "\n" not in space:
            remark = written
        else:
            comments.append(Comment(written, _BLANK_LINE.search(_line_end(gap, at) + space) is not None))
        at = match.end()
    return remark, tuple(comments), _BLANK_LINE.search(_line_end(gap, at) + gap[at:]) is not None


def _line_end(gap: str, at: int) -> str:
    """A comment ends before its line break; nothing is missing at the start of a gap."""
    return "" if at == 0 or gap[at : at + 1] == "\n" else "\n"


_LAST = {
    "TEKST": "TEKST", "PUNKT": "TEKST", "PARAGRAF": "TEKST", "LISTEMERKE": "TEKST", "ENDRE_OVERSKRIFT": "TEKST",
    "ENDRE": "TIL_ORD", "SETT_INN_ETTER": "LEDDNR", "SETT_INN_SIST": "PUNKT",
}  # fmt: skip
"""The last piece of statements without a full stop, by their first."""


def statements(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of one statement at a time: to its full stop; a heading or a passage to its text, and what says where
    in the text an amendment changes it, to the end of the place.
    """
    start = 0
    for at, piece in enumerate(pieces):
        opening = pieces[start].kind
        goes_on = at + 1 < len(pieces) and pieces[at + 1].kind == "SEMICOLON"  # a passage in force for a time
        if piece.kind == "DOT" or (piece.kind == _LAST.get(opening) and not goes_on):
            yield pieces[start : at + 1]
            start = at + 1
    if start < len(pieces):
        yield pieces[start:]
