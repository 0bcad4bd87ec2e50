"""A source file as the lines it prints: each passage and heading with its place in the file and its printed words."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from dsl import syntax as s
from dsl.anchors import anchored, clause_anchor
from dsl.edits.edited import EditedBlock, EditedPiece
from dsl.files import read_file
from dsl.includes import read_whole
from dsl.layers import lay
from dsl.parse import parse_agreement, tokens
from dsl.printed import Bit, joined
from dsl.prose import ProseBit, read_prose
from dsl.symbols import collect
from dsl.text import read_text

if TYPE_CHECKING:
    from dsl.diagnostics import Diagnostic
    from dsl.includes import Reader
    from dsl.printed import Block

DEEPEST_LEVEL = 5
"""A deeper clause is printed at this level (as ``renderers.document`` has it)."""
_CLAUSE = "punkt "


@frozen(kw_only=True)
class Line:
    """A heading or a passage of the source.

    ``start:end`` is all of the file that goes with it: comments before it, and the statements under it. ``clause`` is
    the number of the clause it stands in, and ``printed`` the line as an untouched document has it. ``spellings`` are
    what its slots print, by their names.
    """

    statement: s.ClauseHeading | s.Passage
    bits: tuple[ProseBit, ...]
    clause: str
    printed: EditedBlock
    spellings: dict[str, str] = field(eq=False)
    start: int
    end: int

    @property
    def is_heading(self) -> bool:
        """A heading, and no passage."""
        return isinstance(self.statement, s.ClauseHeading)

    @property
    def prose(self) -> s.Prose:
        """What stands between its « »."""
        return self.statement.title if isinstance(self.statement, s.ClauseHeading) else self.statement.prose

    @property
    def span(self) -> s.Span:
        """The heading or passage itself, without what stands under it."""
        return s.Span(self.statement.span.start, self.prose.span.end)

    @property
    def text(self) -> str:
        """Its printed words."""
        return self.printed.text


@frozen(kw_only=True)
class Source:
    """An agreement's file: its lines in order, the declarations an edit may touch, and how its own lines end."""

    text: str
    tree: s.AgreementFile
    lines: tuple[Line, ...]
    placed: tuple[tuple[str, s.Statement], ...]
    values: dict[str, s.ValueDecl] = field(eq=False)
    title: str
    newline: str = "\n"
    plain: dict[str, str] = field(factory=dict, eq=False)
    """The printed words of each clause, with its heading."""

    @property
    def spellings(self) -> dict[str, str]:
        """What the slots of all lines print, by their names."""
        return {name: printed for line in self.lines for name, printed in line.spellings.items()}

    @property
    def printed(self) -> tuple[EditedBlock, ...]:
        """The lines of an untouched document, the title first."""
        return (EditedBlock(kind="title", pieces=(EditedPiece("text", self.title),)), *(x.printed for x in self.lines))


def read_source(text: str, name: str, reader: Reader = read_file) -> tuple[Source | None, list[Diagnostic]]:
    """The lines of an agreement, or its reading errors. Errors that only a check finds are no hindrance.

    ``reader`` gives the bytes of the files it builds on.
    """
    tree, errors = parse_agreement(text)
    if tree is None or errors:
        return None, errors
    whole = read_whole(text, name, tree, reader)
    symbols = collect(lay(whole).statements, whole.source)
    printed = read_text(symbols, whole.own)
    own = [x for _, x in whole.own if isinstance(x, s.ClauseHeading | s.Passage)]
    shown = [x for x in own if not (isinstance(x, s.Passage) and _has_ended(x))]
    starts = beginnings(text, [x.span.start for x in shown])
    ends = [*starts, len(text)][1:]
    lines: list[Line] = []
    level = 0
    in_basis = True
    for statement, (block, anchor), start, end in zip(shown, anchored(printed.blocks), starts, ends, strict=True):
        if block.kind == "heading":
            level = min(block.label.count(".") + 1, level + 1, DEEPEST_LEVEL)
            in_basis = False
        prose = statement.title if isinstance(statement, s.ClauseHeading) else statement.prose
        lines.append(
            Line(
                statement=statement,
                bits=read_prose(prose)[0],
                clause=block.clause,
                printed=_printed(block, anchor, level, in_basis),
                start=start,
                end=end,
                spellings={bit.name: bit.text for bit in block.bits if bit.kind == "value"},
            )
        )
    values = {x.noun.base.text: x for _, x in whole.own if isinstance(x, s.ValueDecl)}
    title = tree.head.title.words
    return Source(text=text, tree=tree, lines=tuple(lines), placed=whole.own, values=values, title=title,
                  newline="\r\n" if "\r\n" in text else "\n", plain=printed.plain), []  # fmt: skip


def _has_ended(passage: s.Passage) -> bool:
    return any(isinstance(t, s.DayTrailer) and t.kind == "fram til" for t in passage.trailers)


def _printed(block: Block, anchor: str, level: int, in_basis: bool) -> EditedBlock:
    """The line as ``renderers.compose`` prints it."""
    pieces = tuple(_piece(bit) for bit in joined(block.bits))
    if block.kind == "heading":
        if not pieces:
            pieces = (EditedPiece("text", block.label),)
            return EditedBlock(kind="heading", pieces=pieces, anchor=anchor, level=level)
        return EditedBlock(kind="heading", pieces=pieces, anchor=anchor, level=level, label=block.label)
    if block.kind == "item" and in_basis:  # before the first clause an item is a paragraph that begins with its mark
        return EditedBlock(kind="paragraph", pieces=(EditedPiece("text", f"{block.label} "), *pieces), anchor=anchor)
    kind = "item" if block.kind == "item" else "paragraph"
    return EditedBlock(kind=kind, pieces=pieces, anchor=anchor, label=block.label)  # type: ignore[arg-type]  # one of two


def _piece(bit: Bit) -> EditedPiece:
    match bit.kind:
        case "value":
            return EditedPiece("value", bit.text, bit.name)
        case "citation":
            own = bit.name.startswith(_CLAUSE)
            return EditedPiece("citation", bit.text, clause_anchor(bit.name.removeprefix(_CLAUSE)) if own else "")
        case "emphasis":
            return EditedPiece("emphasis", bit.text)
        case _:
            return EditedPiece("text", bit.text)


_END_OF_LINE = re.compile(r"[^\S\n]*(?:#[^\n]*)?\n")


def beginnings(text: str, starts: list[int]) -> list[int]:
    """Where what goes with each statement begins: after the line on which the statement before it ends.

    A comment on that line goes with what is before it, and comments on lines of their own with what follows.
    """
    ends = [token.end_pos or 0 for token in tokens(text)]
    out = []
    for start in starts:
        at = bisect.bisect_right(ends, start)
        before = ends[at - 1] if at else 0
        line = _END_OF_LINE.match(text, before)
        out.append(line.end() if line is not None and line.end() <= start else start)
    return out
