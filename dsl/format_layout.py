"""Where the lines of one statement break.

A statement that fits on one line, and has neither rival readings nor wordings of a question, stands on one line. Any
other is broken before each of its joints (``når``, ``med mindre``, ``ved``, ``fordi`` …) and after each semicolon; a
part that is still too long is broken before its ``og`` and ``eller``, or after its commas, and is then filled.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

if TYPE_CHECKING:
    from dsl.format_pieces import Piece

WIDTH = 110
"""The longest line, in characters, unless a single word is longer."""

_STEP = 2
_NO_BLANK_BEFORE = frozenset({"COMMA", "SEMICOLON", "COLON", "DOT", "RPAR", "RBRACE"})
_NO_BLANK_AFTER = frozenset({"LPAR", "LBRACE"})
_ALWAYS_BROKEN = frozenset({"TOLKNING", "SPRAAK", "RAD", "SUMRAD"})
_JOINTS = frozenset(
    (
        "NÅR",
        "MED_MINDRE",
        "VED",
        "SLIK_AT",
        "TOLKNING",
        "LESNING",
        "FORDI",
        "MOT",
        "SPRAAK",
        "SVAR",
        "VENTER",
        "RAD",
        "SUMRAD",
    )
)
_WHOLE = frozenset({"EIES_AV", "BEHOLDES_AV", "I_SAMEIE", "ETTER_LOVEN", "UTLØSES"})
"""What a part of a settlement begins with: its ``når`` stays on the line."""
_TEXT = frozenset({"TEKST", "PUNKT", "PARAGRAF", "LISTEMERKE"})


@frozen
class _Part:
    """A run of pieces that starts a line, ``indent`` columns in. ``cases`` marks an ``er x når a, y når b``."""

    indent: int
    pieces: tuple[Piece, ...]
    cases: bool = False


def lay_out(statement: tuple[Piece, ...]) -> list[str]:
    """The lines of a statement, without the comments before it."""
    statement = (evolve(statement[0], comments=()), *statement[1:])
    first = statement[0].kind
    if first in _TEXT:
        hanging = 1 if first == "TEKST" else len(statement[0].text) + 2 if first == "LISTEMERKE" else _STEP
        return _fill(statement, 0, hanging)
    whole = _one_line(statement)
    if whole is not None and len(whole) <= WIDTH and not any(p.kind in _ALWAYS_BROKEN for p in statement):
        return [_with_remark(whole, statement[-1])]
    return [line for part in _parts(statement) for line in _lay_part(part)]


def _parts(statement: tuple[Piece, ...]) -> list[_Part]:
    parts: list[_Part] = []
    run: list[Piece] = []
    indent = 0
    cases = reading = awaits_body = False
    quantity = statement[0].kind == "STORRELSE"
    before = ""
    for number, piece in enumerate(statement):
        kind = piece.kind
        body = kind == "ER" and (awaits_body or (quantity and not parts))
        joint = kind in _JOINTS and before != "SEMICOLON" and not (cases and kind == "NÅR") and before != "SVAR"
        joint = joint and not (run and run[0].kind in _WHOLE)
        if number and (body or joint or before == "SEMICOLON"):
            parts.append(_Part(indent, tuple(run), cases))
            run = []
            cases = body
            reading = kind == "LESNING" or (reading and before != "SEMICOLON")
            indent = 2 * _STEP if reading and kind != "LESNING" else _STEP
        if kind == "LESNING":
            awaits_body = True
        elif kind in ("ER", "NÅR", "ALLTID", "ALDRI"):
            awaits_body = False
        run.append(piece)
        before = kind
    parts.append(_Part(indent, tuple(run), cases))
    return parts


def _lay_part(part: _Part) -> list[str]:
    lines = [f"{' ' * part.indent}{c.text}" for c in part.pieces[0].comments]
    part = evolve(part, pieces=(evolve(part.pieces[0], comments=()), *part.pieces[1:]))
    whole = _one_line(part.pieces)
    if whole is not None and part.indent + len(whole) <= WIDTH:
        return [*lines, _with_remark(" " * part.indent + whole, part.pieces[-1])]
    for number, pieces in enumerate(_divided(part)):
        indent = part.indent + (_STEP if number else 0)
        lines += _fill(pieces, indent, indent + _STEP)
    return lines


def _divided(part: _Part) -> list[tuple[Piece, ...]]:
    """A part that is too long, divided: before og and eller, or after the commas of cases and of lists of texts."""
    texts = part.cases or sum(p.kind == "TEKST" for p in part.pieces) > 1
    runs: list[tuple[Piece, ...]] = []
    start = depth = 0
    for at, piece in enumerate(part.pieces):
        depth += (piece.kind == "LPAR") - (piece.kind == "RPAR")
        joint = piece.kind in ("OG", "ELLER") and not part.cases
        after_comma = texts and at > 0 and part.pieces[at - 1].kind == "COMMA"
        if at > start and depth == 0 and (joint or after_comma):
            runs.append(part.pieces[start:at])
            start = at
    return [*runs, part.pieces[start:]]


def _one_line(pieces: tuple[Piece, ...]) -> str | None:
    """The pieces on one line, or None if a comment stands among them. A remark after the last piece is left out."""
    if any(p.remark for p in pieces[:-1]) or any(p.comments for p in pieces):
        return None
    out = pieces[0].text
    for before, piece in pairwise(pieces):
        out += f"{_blank(before, piece)}{piece.text}"
    return out


def _blank(before: Piece, piece: Piece) -> str:
    return "" if piece.kind in _NO_BLANK_BEFORE or before.kind in _NO_BLANK_AFTER else " "


def _with_remark(line: str, last: Piece) -> str:
    return f"{line}  {last.remark}" if last.remark else line


@define
class _Filler:
    """Puts words on lines, as many as fit."""

    line: str
    hanging: str
    lines: list[str] = field(factory=list)

    def add(self, words: list[str]) -> None:
        """Words that stand together as one, and are not parted by a line break."""
        for word in words:
            if self.line.strip() and len(self.line) + len(word) + 1 > WIDTH:
                self.end()
            self.line += word if not self.line.strip() else f" {word}"

    def end(self) -> None:
        """End the line, if there is anything on it."""
        if self.line.strip():
            self.lines.append(self.line)
        self.line = self.hanging


def _fill(pieces: tuple[Piece, ...], indent: int, hanging: int) -> list[str]:
    """The pieces on lines filled with words; comments keep their places."""
    filler = _Filler(" " * indent, " " * hanging)
    held: list[str] = []  # words not yet placed: the last may be glued to the next piece
    for number, piece in enumerate(pieces):
        if piece.comments:
            filler.add(held)
            held = []
            filler.end()
            filler.lines += [f"{filler.hanging}{c.text}" for c in piece.comments]
        words = _words(piece)
        if held and not _blank(pieces[number - 1], piece):
            held[-1] += words[0]
            words = words[1:]
        held += words
        if piece.remark:
            filler.add(held)
            held = []
            filler.line += f"  {piece.remark}"
            filler.end()
    filler.add(held)
    filler.end()
    return filler.lines


def _words(piece: Piece) -> list[str]:
    if piece.kind != "TEKST":
        return [piece.text]
    inner = piece.text[1:-1]
    words = inner.split(" ") if inner.strip() else [inner]
    if len(words) > 1 and not words[0]:  # a blank next to « or » is part of the text, and no place for a line break
        words[:2] = [f" {words[1]}"]
    if len(words) > 1 and not words[-1]:
        words[-2:] = [f"{words[-2]} "]
    words[0] = f"«{words[0]}"
    words[-1] = f"{words[-1]}»"
    for at in range(len(words) - 2, -1, -1):  # a section sign stays with its number
        if words[at].endswith("§"):
            words[at : at + 2] = [f"{words[at]} {words[at + 1]}"]
    return words
