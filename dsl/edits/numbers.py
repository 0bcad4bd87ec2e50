"""Clause numbers after an edit, and everything in a source that names a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from dsl import syntax as s
from dsl.edits.lines import DEEPEST_LEVEL
from dsl.edits.quotations import quotations
from dsl.edits.ranges import CLAUSES, named_among
from dsl.edits.words import with_numbers
from dsl.escapes import QUOTED
from dsl.prose import NEW, ProseBit, repeated_clause

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock
    from dsl.edits.lines import Source

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_CITATION = re.compile(r"(?P<before>(?:jf\.\s*)?punkt\s+)(?P<number>\d+(?:\.\d+)*)")
_REPEATS = re.compile(r"(gjentar\s+punkt\s+)(\d+(?:\.\d+)*)")
_IN_TRAILER = re.compile(r"(?<=[<«])(?P<words>\s*(?:jf\.\s*)?punkt\s+\d+(?:\.\d+)*)(?=\s*[>»])")

Replacement = tuple[int, int, str]


def numbering(blocks: Sequence[EditedBlock], was: Mapping[int, str]) -> dict[int, str]:
    """The number of each heading among the blocks; ``was`` are the numbers of those the source has.

    The numbers the document shows hold if they can be numbers of clauses; else those of the source, with new ones
    counted in between; else all are counted by order and level.
    """
    headings = [(at, b) for at, b in enumerate(blocks) if b.kind == "heading"]
    shown = [b.label or (b.text.strip() if _NUMBER.fullmatch(b.text.strip()) else "") for _, b in headings]
    levels = [b.level for _, b in headings]
    counted = not any(b.typed for _, b in headings)  # one by hand is not counted, and what comes after it is one less
    if _can_be(shown, levels) and (counted or shown == sorted(shown, key=_order)):
        return {at: number for (at, _), number in zip(headings, shown, strict=True)}
    given: list[str] = []
    for at, block in headings:
        given.append(was.get(at) or _counted(given, block.level))
    if not (_can_be(given, levels) and given == sorted(given, key=_order)):
        given = []
        for _, block in headings:
            given.append(_counted(given, block.level))
    return {at: number for (at, _), number in zip(headings, given, strict=True)}


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _can_be(numbers: Sequence[str], levels: Sequence[int]) -> bool:
    level = 0
    for number, given in zip(numbers, levels, strict=True):
        if not _NUMBER.fullmatch(number):
            return False
        level = min(number.count(".") + 1, level + 1, DEEPEST_LEVEL)
        if level != given:
            return False
    return len(set(numbers)) == len(numbers)


def _counted(before: Sequence[str], level: int) -> str:
    """The number after some others, at a level."""
    last = before[-1].split(".") if before else []
    parts = last[: max(level, 1)]
    if len(parts) == max(level, 1):
        parts[-1] = str(int(parts[-1]) + 1)
    else:
        parts = [*parts, "1"]
    number = ".".join(parts)
    while number in before:
        parts[-1] = str(int(parts[-1]) + 1)
        number = ".".join(parts)
    return number


@frozen(kw_only=True)
class Renumbered:
    """Clauses with other numbers than before. ``to`` are the new ones by the old, ``anchors`` the old by their anchors.

    ``wrong`` are the citations of each clause that are declared to be wrong, which follow nothing. ``gone`` are numbers
    no clause of the source has any longer.
    """

    to: dict[str, str] = field(eq=False)
    anchors: dict[str, str] = field(eq=False)
    wrong: dict[str, tuple[str, ...]] = field(eq=False)
    gone: frozenset[str] = frozenset()

    def cite(self, words: str, clause: str, anchor: str = "") -> str:
        """A citation of a clause with its new number; other citations as they are."""
        found = _CITATION.fullmatch(words.strip())
        if found is None or any(w in " ".join(words.split()) for w in self.wrong.get(clause, ())):
            return words
        shown = found["number"]
        was = self.anchors.get(anchor, shown)
        now = self.to.get(was, was)
        if anchor and shown not in (was, now):  # somebody wrote another number there
            return words
        return words[: words.index(found["before"])] + found["before"] + now

    def mark(self, raw: str) -> str:
        """Marks with their clauses by the new numbers; what repeated a clause that is gone is new again."""
        return _REPEATS.sub(lambda m: NEW if m[2] in self.gone else m[1] + self.to.get(m[2], m[2]), raw)

    def leads_nowhere(self, words: str, clause: str = "") -> bool:
        """Is this a citation of a clause that is gone?"""
        found = _CITATION.fullmatch(words.strip())
        wrong = any(w in " ".join(words.split()) for w in self.wrong.get(clause, ()))
        return found is not None and found["number"] in self.gone and not wrong


def wrong_citations(source: Source) -> dict[str, tuple[str, ...]]:
    """The citations each clause declares to be wrong."""
    out: dict[str, tuple[str, ...]] = {}
    for clause, statement in source.placed:
        if isinstance(statement, s.Correction) and statement.kind == "henvisningsfeil":
            out[clause] = (*out.get(clause, ()), statement.printed.words)
    return out


def in_passage(bits: Sequence[ProseBit], text: str, clause: str, renumbered: Renumbered) -> Iterator[Replacement]:
    """What the citations and marks of a passage nobody has changed are replaced with."""
    for bit in bits:
        spelled = text[bit.span.start : bit.span.end]
        if bit.kind == "citation":
            now = f"<{renumbered.cite(spelled[1:-1], clause)}>"
        elif bit.kind == "mark" and any(repeated_clause(n.text) for n in bit.names):
            now = renumbered.mark(spelled)
        else:
            continue
        if now != spelled:
            yield bit.span.start, bit.span.end, now


def in_statements(source: Source, renumbered: Renumbered) -> Iterator[Replacement]:
    """What is replaced outside of the agreement's own words: grounds, tensions, values, corrections."""

    def now(number: str) -> str:
        return renumbered.to.get(number, number)

    for clause, statement in source.placed:
        if isinstance(statement, s.TensionDecl):
            for name in statement.clauses:
                number = name.text.removeprefix("punkt ").strip()
                spelled = source.text[name.span.start : name.span.end]
                if now(number) != number:
                    yield name.span.start, name.span.end, spelled.replace(number, now(number))
        if isinstance(statement, s.ValueDecl) and statement.citation is not None:
            start, end = statement.value_span.start + 1, statement.value_span.end - 1
            yield start, end, renumbered.cite(source.text[start:end], clause)
        if isinstance(statement, s.Correction) and statement.kind == "henvisningsfeil":
            span = statement.right.span
            if (words := renumbered.cite(statement.right.raw, "")) != statement.right.raw:
                yield span.start + 1, span.end - 1, words
        for trailer in getattr(statement, "trailers", ()):
            if isinstance(trailer, s.LawTrailer):
                for found in _IN_TRAILER.finditer(source.text, trailer.span.start, trailer.span.end + 1):
                    yield found.start(), found.end(), renumbered.cite(found["words"], "")


def dead_in_statements(source: Source, renumbered: Renumbered) -> Iterator[tuple[str, int]]:
    """References to clauses that are gone, outside of the agreement's own words: as spelled, and where."""
    for clause, statement in source.placed:
        if isinstance(statement, s.TensionDecl):
            for name in statement.clauses:
                words = f"punkt {name.text.removeprefix('punkt ').strip()}"
                if renumbered.leads_nowhere(words):
                    yield words, name.span.start
        if isinstance(statement, s.ValueDecl) and renumbered.leads_nowhere(statement.citation or "", clause):
            yield statement.citation or "", statement.value_span.start
        is_wrong = isinstance(statement, s.Correction) and statement.kind == "henvisningsfeil"
        if isinstance(statement, s.Correction) and is_wrong and renumbered.leads_nowhere(statement.right.raw):
            yield statement.right.raw, statement.right.span.start
        for trailer in getattr(statement, "trailers", ()):
            if isinstance(trailer, s.LawTrailer):
                for found in _IN_TRAILER.finditer(source.text, trailer.span.start, trailer.span.end + 1):
                    if renumbered.leads_nowhere(found["words"]):
                        yield found["words"].strip(), found.start()


_QUOTED_OR_COMMENT = re.compile(rf"{QUOTED}|#[^\n]*")


def remarks_about(source: Source, renumbered: Renumbered) -> Iterator[tuple[str, int]]:
    """Our own remarks and comments that name a clause whose number is another now, with the line each stands on."""
    numbers = [n for n, now in renumbered.to.items() if n != now] + sorted(renumbered.gone)
    if not numbers:
        return
    own = {line.prose.span.start for line in source.lines} | set(_following(source, renumbered))
    for found in _QUOTED_OR_COMMENT.finditer(source.text):
        words = " ".join(found.group().split())
        if found.start() not in own and next(mentioned(words, numbers), None) is not None:
            yield words, source.text.count("\n", 0, found.start()) + 1


def _following(source: Source, renumbered: Renumbered) -> Iterator[int]:
    """Where what follows the clauses it names begins: quotations, and what those that do are to be."""
    for quotation in quotations(source):
        yield quotation.words.span.start
        statement, raw = quotation.statement, quotation.words.raw
        if not isinstance(statement, s.Correction):
            continue
        right = statement.right
        slip = statement.kind == "skrivefeil" and with_numbers(raw, renumbered) != raw
        if slip or (statement.kind == "henvisningsfeil" and renumbered.cite(right.raw, "") != right.raw):
            yield right.span.start


def mentioned(text: str, numbers: Sequence[str]) -> Iterator[int]:
    """Where a text names one of some clauses, by itself or in a range."""
    if numbers:
        yield from (found.start() for found in mention_of(numbers).finditer(text))
        yield from named_among(text, numbers)


def mention_of(numbers: Sequence[str]) -> re.Pattern[str]:
    """Words that name one of some clauses: «punkt 5», «punkt 3, 4 og 5», «6.3», and a comment that is the number only.

    Across line ends too; what is found begins on the line that has it.
    """
    any_of = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True))
    dotted = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True) if "." in n)
    after = r"(?!\w|-[^\W\d]|\.\d)"
    others = r"(?:\d+(?:\.\d+)*(?:\s*[,–‑-]\s*|\s+(?:og|eller|til)\s+))*"
    forms = [rf"{CLAUSES}\s+{others}(?:{any_of}){after}", rf"^#[^\w\n]*(?:{any_of})[^\w\n]*$"]
    if dotted:
        forms.append(rf"(?<![\d.§-])(?<!§ )(?:{dotted}){after}")
    return re.compile("|".join(forms), re.MULTILINE)
