"""An agreement and the statutes it builds on, read together: one text, one list of statements for each file.

A statement of a statute has a reference for its clause («kommuneloven § 20-8 andre ledd»): that of the paragraph it
stands under.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from dsl import syntax as s
from dsl.diagnostics import Note, Part, SourceText, problem
from dsl.law import paragraph_name
from dsl.parse import decode, parse_any
from dsl.prose import read_prose
from dsl.wordings import SINCE, UNTIL, days_of, overlapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.diagnostics import Diagnostic

    Reader = Callable[[str], bytes | Diagnostic]

Placed = tuple[str, s.Statement]


@frozen(kw_only=True)
class StatuteFile:
    """A statute as written; ``paragraphs`` is the paragraph number of each passage, by its offset (0 for a note)."""

    head: s.Head
    statements: tuple[Placed, ...]
    paragraphs: dict[int, int]

    @property
    def name(self) -> str:
        """The name it is declared by."""
        return self.head.name.text


@define(kw_only=True)
class Whole:
    """A file with all it builds on. ``own`` are the statements of the file asked for."""

    source: SourceText
    head: s.Head
    own: tuple[Placed, ...]
    alone: StatuteFile | None
    reader: Reader
    statutes: list[StatuteFile] = field(factory=list)
    errors: list[Diagnostic] = field(factory=list)


def read_whole(text: str, name: str, tree: s.AgreementFile, reader: Reader, source: SourceText | None = None) -> Whole:
    """The file, parsed as ``tree``, with the statutes it builds on, each once however it is reached.

    ``source`` is what the file has been read from together with others, if it has been.
    """
    alone = _statute(tree) if tree.head.kind == "lovtekst" else None
    own = alone.statements if alone is not None else tuple(_under_clauses(tree))
    whole = Whole(source=source or SourceText(name, text), head=tree.head, own=own, alone=alone, reader=reader)
    whole.errors += [*_misplaced(tree), *overlapping(tree)]
    _include(whole, tree, name, (_real(name),), {})
    return whole


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except ValueError:  # a name no file can have: reading it tells
        return name


def _include(whole: Whole, tree: s.AgreementFile, name: str, above: tuple[str, ...], read: dict[str, s.Span]) -> None:
    """Read what a file builds on; ``above`` are the files on the way to it, ``read`` those that have been read."""
    here: dict[str, s.Span] = {}
    for statement in tree.statements:
        if not isinstance(statement, s.Include):
            continue
        shown = statement.path.raw
        path = str(Path(name).parent / shown)
        real = _real(path)
        place = statement.path.span
        if real in here:
            whole.errors.append(problem("V116", place, Note(here[real], "first"), name=shown))
        elif real in above:
            whole.errors.append(problem("V115", place, name=shown))
        elif real not in read:
            here[real] = read[real] = place
            _read_statute(whole, path, shown, place, (*above, real), read)
        here.setdefault(real, place)


def _read_statute(
    whole: Whole, path: str, shown: str, place: s.Span, above: tuple[str, ...], read: dict[str, s.Span]
) -> None:
    found = whole.reader(path) if path.endswith(".vka") else None
    if not isinstance(found, bytes):
        whole.errors.append(problem("V114", place, name=shown))
        return
    text, faults = decode(found)
    start = len(whole.source.text) + 1
    before = whole.source
    parts = (*before.parts, Part(start, path))
    whole.source = SourceText(before.name, f"{before.text}\n{text}", parts)
    if faults:
        whole.errors.append(problem("V114", place, name=shown))
        return
    tree, errors = parse_any(text, start)
    whole.errors += errors
    if not isinstance(tree, s.AgreementFile) or tree.head.kind != "lovtekst":
        if not errors:
            whole.errors.append(problem("V118", place, name=shown))
        return
    whole.errors += [*_misplaced(tree), *overlapping(tree)]
    whole.statutes.append(_statute(tree))
    _include(whole, tree, path, above, read)


# ── statements under their clauses ──────────────────────────────────────────────────────────────────────────────────


def _under_clauses(tree: s.AgreementFile) -> list[Placed]:
    clause = ""
    out: list[Placed] = []
    for statement in tree.statements:
        if isinstance(statement, s.ClauseHeading):
            clause = statement.number
        out.append((clause, statement))
    return out


def _statute(tree: s.AgreementFile) -> StatuteFile:
    """The statements of a statute, each under the paragraph it follows."""
    law = tree.head.name.text
    section, number, ended = "", 0, None
    raw: list[tuple[str, int, s.Statement]] = []
    most: dict[str, int] = {}
    for statement in tree.statements:
        here = number
        if isinstance(statement, s.ClauseHeading):
            section, number, ended = statement.number, 0, None
            here = 0
        elif isinstance(statement, s.Passage):
            if is_note(statement):
                here = 0
            elif not statement.label:
                days = days_of(statement)
                if not (ended and days.get(SINCE) == ended):  # else another wording of the same paragraph
                    number += 1
                ended = days.get(UNTIL)
                here = number
                most[section] = number
        raw.append((section, here, statement))
    statements = []
    paragraphs = {}
    for section, number, statement in raw:
        if isinstance(statement, s.Passage):
            paragraphs[statement.span.start] = number
        shown = f" {paragraph_name(number)}" if number and most.get(section, 0) > 1 else ""
        statements.append((f"{law} {section}{shown}" if section else law, statement))
    return StatuteFile(head=tree.head, statements=tuple(statements), paragraphs=paragraphs)


def is_note(passage: s.Passage) -> bool:
    """Is the whole passage set in emphasis: a note on amendments, and no paragraph?"""
    bits = [bit for bit in read_prose(passage.prose)[0] if bit.kind != "mark" and bit.text.strip()]
    return bool(bits) and all(bit.emphasis for bit in bits)


# ── what belongs in which kind of file ──────────────────────────────────────────────────────────────────────────────

_IN_AGREEMENTS = (s.PartyDecl, s.Correction, s.ContentDecl, s.TensionDecl)
_WORDS = {
    s.PartyDecl: "part", s.Correction: "rettelser", s.ContentDecl: "innhold", s.TensionDecl: "spenning",
    s.RequirementDecl: "innholdskrav",
}  # fmt: skip


def _misplaced(tree: s.AgreementFile) -> list[Diagnostic]:
    """V117 for what only statutes, or only agreements, have."""
    law = tree.head.kind == "lovtekst"
    found: list[tuple[s.Span, str]] = []
    for statement in tree.statements:
        trailers = getattr(statement, "trailers", ())
        if law and isinstance(statement, _IN_AGREEMENTS):
            found.append((statement.span, _WORDS[type(statement)]))
        elif not law and isinstance(statement, s.RequirementDecl):
            found.append((statement.span, "innholdskrav"))
        elif isinstance(statement, s.ClauseHeading) and statement.number.startswith("§") != law:
            found.append((statement.span, "punkt" if law else "paragraf"))
        for trailer in trailers:
            if isinstance(trailer, s.LawTrailer) and trailer.kind in ("fraviker", "gjengir") and law:
                found.append((trailer.span, trailer.kind))
            if isinstance(trailer, s.RankTrailer) and not law:
                found.append((trailer.span, trailer.rank))
            if isinstance(trailer, s.NamesTrailer) and trailer.kind == "vilkår for" and not law:
                found.append((trailer.span, trailer.kind))
    return [problem("V117", span, what=what) for span, what in found]
