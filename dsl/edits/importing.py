"""From an edited document to an edited source: match, edit, and prove that nothing was lost.

The new source says what the document says; what it cannot say is told and written nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from dsl import syntax as s
from dsl.anchors import clause_anchor
from dsl.edits.assemble import Assembly, as_heading, as_passage, with_replaced
from dsl.edits.earlier import as_now, cited_as
from dsl.edits.laws import law_titles
from dsl.edits.lines import read_source
from dsl.edits.match import Group, match
from dsl.edits.moves import moved_groups, placed_passages, recounted
from dsl.edits.numbers import Renumbered, numbering, wrong_citations
from dsl.edits.partings import partings
from dsl.edits.prove import counted_without, differences, item_label
from dsl.edits.quotations import after_edit
from dsl.edits.references import Referring
from dsl.edits.report import Finding, Imported
from dsl.edits.rewrite import Context, Rewritten, can_be_written, rewrite
from dsl.edits.tokens import is_unprintable
from dsl.edits.values import folded, new_spelling, typed_in
from dsl.edits.words import (
    FOLDED,
    KEPT,
    LABEL,
    LOST,
    SOFT,
    filled,
    is_folded,
    not_a_value,
    numbers_of,
    only_number,
    shown_line,
    without_soft_hyphens,
)  # fmt: skip
from dsl.escapes import quotable
from dsl.files import read_file
from dsl.layers import declared
from dsl.parse import parse_agreement

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock, EditedDocument
    from dsl.edits.lines import Line, Source
    from dsl.includes import Reader


def import_document(source: Source, document: EditedDocument, name: str, reader: Reader = read_file) -> Imported:
    """The source after an edited document, with everything that was done and all that could not be.

    ``name`` is the path of the source, from which ``reader`` finds the files it builds on.
    """
    document, soft = without_soft_hyphens(as_now(document, source), source)
    work = _Import(source=source, document=document)
    work.run()
    text = work.assembly.joined()
    new, errors = (source, []) if text == source.text else read_source(text, name, reader)
    if new is not None and text != source.text:
        text = work.quotations(new)
        errors = parse_agreement(text)[1] if text != new.text else errors
    if new is None or errors:
        return Imported(
            was=source.text, text=source.text, findings=tuple(work.findings), comments=document.comments,
            leftovers=document.leftovers, pending=document.pending, errors=tuple(errors), failed=text,
        )  # fmt: skip
    work.prove(new)
    if soft:
        work.findings.append(Finding(kind="layout", text=str(soft), why=SOFT))
    return Imported(
        was=source.text, text=text, findings=tuple(work.findings), comments=document.comments,
        leftovers=document.leftovers, pending=document.pending, gone=tuple(sorted(work.renumbered.gone)),
        recounted=tuple(sorted(work.recounted)),
    )  # fmt: skip


@define(kw_only=True)
class _Import(Referring):
    """One import under way. ``blocks`` are the lines of the document without the title; empty ones are left out."""

    title: EditedBlock | None = None
    groups: list[Group] = field(factory=list)
    seen: dict[str, dict[str, int]] = field(factory=lambda: defaultdict(lambda: defaultdict(int)))
    recounted: frozenset[str] = frozenset()
    elsewhere: tuple[Group, ...] = ()
    holders: dict[str, set[int]] = field(factory=lambda: defaultdict(set))

    def run(self) -> None:
        self.assembly = Assembly(source=self.source)
        self._blocks()
        self.groups = match([line.printed for line in self.source.lines], self.blocks)
        self._number()
        self._title()
        made = self._rewrite()
        self._edit_lines(made)
        self._values()
        self.references(made)
        self._moved()
        self.assembly.ready()
        self._put_together(made)

    # ── what there is ──
    def _blocks(self) -> None:
        for block in self.document.blocks:
            if not block.text.strip():
                continue
            if not can_be_written(block.text):
                why = filled(LOST, folded(block.text))
                self.findings.append(Finding(kind="unmapped", place=block.place, text=shown_line(block), why=why))
            elif block.kind == "title" and self.title is None:
                self.title = block
            else:
                self.blocks.append(evolve(block, kind="paragraph") if block.kind == "title" else block)

    # ── numbers ──
    def _number(self) -> None:
        was: dict[int, str] = {}
        for group in self.groups:
            one = len(group.lines) == len(group.blocks) == 1
            if one and self.line(group.lines[0]).is_heading and self.blocks[group.blocks[0]].kind == "heading":
                was[group.blocks[0]] = self.line(group.lines[0]).clause
        self.blocks = cited_as(self.blocks, was)
        self.numbers = numbering(self.blocks, was)
        headings = [line.clause for line in self.source.lines if line.is_heading]
        self.renumbered = Renumbered(
            to={number: self.numbers[at] for at, number in was.items() if self.numbers[at] != number},
            anchors={clause_anchor(number): number for number in headings},
            wrong=wrong_citations(self.source),
            gone=frozenset(headings) - frozenset(was.values()),
        )
        for at, number in was.items():
            if self.numbers[at] != number:
                self.tell("renumbered", at, text=f"punkt {self.numbers[at]}", was=f"punkt {number}")

    # ── words ──
    def _title(self) -> None:
        if self.title is None:
            self.tell("unmapped", None, was=self.source.title, why=("dokumentet har ingen tittel", "there is no title"))
            return
        was = self.source.title
        words = folded("".join(c for c in self.title.text if c.isspace() or c in was or not is_unprintable(c)))
        if words == was:
            return
        span = self.source.tree.head.title.span
        self.assembly.replaced.append((span.start + 1, span.end - 1, quotable(words)))
        self.findings.append(Finding(kind="changed", text=words, was=was, why=("tittelen", "the title")))

    def _rewrite(self) -> dict[Group, Rewritten]:
        context = Context(
            cite=self.renumbered.cite, mark=self.renumbered.mark,
            typed=lambda name, words: typed_in(self.source, name, words),
            numbers=frozenset(self.numbers.values()), slots=frozenset(self.source.values),
            laws=law_titles(self.source),
        )  # fmt: skip
        made = {}
        for group in self.groups:
            self._see_values(group)
            if not group.blocks:
                continue
            lines = [self.line(n) for n in group.lines]
            blocks = [self._without_mark(lines, self.blocks[b]) for b in group.blocks]
            if len(lines) == 1 and only_number(lines[0]) and folded(blocks[0].text) in numbers_of(lines[0], blocks[0]):
                done = Rewritten(texts=(lines[0].prose.raw,), unchanged=True)
            else:
                done = rewrite(lines, blocks, context)
            made[group] = done
            for name, words in done.typed:
                self.seen[name][folded(words)] += 1
                self.holders[name].update(group.blocks)
            for sign in done.lost:
                for b in group.blocks:
                    self.reasons[b].append(filled(LOST, sign))
            self.tell_sentences(group, done)
        return made

    def _without_mark(self, lines: list[Line], block: EditedBlock) -> EditedBlock:
        """An item before the first clause is printed as a paragraph that begins with its mark."""
        was = lines[0].statement if lines else None
        label = was.label if isinstance(was, s.Passage) else ""
        if label and block.kind == "paragraph" and lines[0].printed.kind == "paragraph":
            first, *rest = block.pieces
            if first.text.startswith(f"{label} "):
                pieces = (evolve(first, text=first.text[len(label) + 1 :]), *rest)
                return evolve(block, kind="item", label=label, pieces=pieces)
        return block

    def _see_values(self, group: Group) -> None:
        for b in group.blocks:
            for piece in self.blocks[b].pieces:
                if piece.kind == "value":
                    self.seen[piece.name][folded(piece.text)] += 1
                    self.holders[piece.name].add(b)

    def _edit_lines(self, made: dict[Group, Rewritten]) -> None:
        """What is replaced in the lines that are still one line each: words, numbers and labels."""
        for group, done in made.items():
            if len(group.lines) != 1 or len(group.blocks) != 1 or self.is_converted(group):
                continue
            line, block = self.line(group.lines[0]), group.blocks[0]
            if not done.unchanged:
                self.assembly.inside(line, done.texts[0])
            if isinstance(line.statement, s.ClauseHeading):
                if self.numbers[block] != line.clause:
                    self.assembly.number(line, self.numbers[block])
            elif (label := self._label(block, group)) != line.statement.label:
                self.assembly.label(line, label)
                was, now = line.statement.label or "ledd", label or "ledd"
                self.tell("changed", block, text=f"{now}: {self.blocks[block].text}", was=f"{was}: {line.text}",
                          why=("listemerket", "the list mark"))  # fmt: skip

    # ── values ──
    def _values(self) -> None:
        shown: dict[str, str] = {}
        for line in self.source.lines:
            shown |= line.spellings
        for name, texts in sorted(self.seen.items()):
            decl = self.source.values.get(name)
            was = folded(shown.get(name, decl.spelling if decl is not None else ""))
            if set(texts) == {was}:
                continue
            at = min(self.holders[name])
            if decl is None:
                if name in shown:
                    self._not_written(name, texts, was, not_a_value(name, self.source))
                continue
            found = new_spelling(decl, texts)
            if found.written is None:
                self._not_written(name, texts, was, found.why)
                continue
            if folded(found.written) == folded(decl.spelling):  # nothing is written: it is the same
                self._not_written(name, texts, was, found.why)
                continue
            self.assembly.replaced.append((decl.value_span.start, decl.value_span.end, found.written))
            self.tell("value", at, text=next(iter(texts)), was=was, names=(name,), why=found.why)
            for b in self.holders[name] if found.why[0] else ():
                self.reasons[b].append(found.why)

    def _not_written(self, name: str, texts: dict[str, int], was: str, why: tuple[str, str]) -> None:
        self.refused[name] = was
        held = {
            b: {folded(p.text) for p in self.blocks[b].pieces if (p.kind, p.name) == ("value", name)}
            for b in self.holders[name]
        }
        at = min((b for b, words in held.items() if words != {was}), default=min(held))
        self.tell("unmapped", at, text=", ".join(texts), was=was, names=(name,), why=why)
        for b in held:
            self.reasons[b].append(why)

    # ── moves, and the whole ──
    def _moved(self) -> None:
        placed = placed_passages(self.groups, self.source.lines, self.blocks)
        self.recounted = recounted(placed, self.source.lines)
        under = {each.group: each.under for each in placed}
        moved = moved_groups(self.groups, self.source.lines, self.blocks)
        for group in moved:
            at = group.blocks[0]
            self.tell("moved", at, text=shown_line(self.blocks[at]), why=self.came_from(group, under.get(group)))
        others = [x.group for x in placed if x.group.lines and x.under != self.line(x.group.lines[0]).clause]
        self.elsewhere = (*moved, *others)
        self.tell_other_clause([each for each in placed if each.group.lines and each.group not in moved])

    def _put_together(self, made: dict[Group, Rewritten]) -> None:
        kept: set[int] = {n for group in made for n in group.lines}
        tails: dict[int, str] = defaultdict(str)
        last = -1
        front = ""
        for number in range(len(self.source.lines)):
            if number in kept:
                last = number
                continue
            rest = self._gone(number)
            if last >= 0:
                tails[last] += rest
            else:
                front += rest
        chunks: list[tuple[str, int | None, int | None]] = [(front, None, None)] if front else []
        for each in partings(self.groups, self.elsewhere, self.source):
            self.assembly.part_from(each)
        for group, done in made.items():
            chunks += self._chunks(group, done, tails)
        self.assembly.chunks = chunks

    def _gone(self, number: int) -> str:
        """What stays of a line that is deleted: its comments and the statements under it, which are named."""
        line = self.line(number)
        names = self._declared_under(line)
        where = f"punkt {line.clause}" if line.clause else ""
        self.findings.append(
            Finding(kind="deleted", clause=where, was=shown_line(line.printed),
                    why=("punktet", "the clause") if line.is_heading else ("leddet", "the passage"))
        )  # fmt: skip
        if names:
            self.findings.append(Finding(kind="kept", clause=where, was=line.text, names=names, why=KEPT))
        rest = self.assembly.line(number, "")
        return rest if rest.strip() else ""

    def _declared_under(self, line: Line) -> tuple[str, ...]:
        found = (x for _, x in self.source.placed if line.span.end <= x.span.start < line.end)
        return tuple(name for x in found if (name := declared(x)))

    def _chunks(
        self, group: Group, done: Rewritten, tails: dict[int, str]
    ) -> list[tuple[str, int | None, int | None]]:  # fmt: skip
        newline = self.source.newline
        written = [self._written(b, text, group) for b, text in zip(group.blocks, done.texts, strict=True)]
        if not group.lines:
            return [(text.replace("\n", newline) + newline, None, None) for text in written]
        first, *others = group.lines
        tail = tails.get(first, "")
        if len(group.lines) == len(written) == 1 and not self.is_converted(group):
            return self._kept_chunk(first, self.assembly.line(first), tail)
        between = "\n" if all(self.blocks[b].kind == "item" for b in group.blocks) else "\n\n"
        chunks = self._kept_chunk(first, self.assembly.line(first, between.join(written)), tail)
        for number in others:
            rest = self.assembly.line(number, "") + tails.get(number, "")
            if rest.strip():
                chunks.append((rest, None, None))
        return chunks

    def _kept_chunk(self, first: int, text: str, tail: str) -> list[tuple[str, int | None, int | None]]:
        chunks: list[tuple[str, int | None, int | None]] = [(text, first, self.assembly.last_of(first))]
        return [*chunks, (tail, None, first)] if tail else chunks

    def _written(self, block: int, inner: str, group: Group) -> str:
        if self.blocks[block].kind == "heading":
            return as_heading(self.numbers[block], inner)
        return as_passage(self._label(block, group), inner)

    def _label(self, block: int, group: Group) -> str:
        lines = [self.line(n) for n in group.lines]
        edited = self._without_mark(lines, self.blocks[block])
        if edited.kind != "item":
            return ""
        label = item_label(edited.label) or "-"
        if label == "-" or (len(label) == 2 and label[0] in "abcdefghijklmnopqrstuvwxyzæøå" and label[1] == "."):
            return label
        why = filled(LABEL, label)
        if why not in self.reasons[block]:
            self.reasons[block].append(why)
        was = lines[0].statement if lines else None
        return was.label or "-" if isinstance(was, s.Passage) else "-"

    # ── quotations ──
    def quotations(self, new: Source) -> str:
        """The text of the new source with its quotations as the text now reads; what stands no longer is told."""
        replaced, findings = after_edit(self.source, new, self.renumbered)
        self.findings += findings
        return with_replaced(new.text, replaced)

    # ── proof ──
    def prove(self, new: Source) -> None:
        """Hold the new source against the document, and tell of everything that differs."""
        edited = [*([self.title] if self.title is not None else []), *self.blocks]
        printed = new.printed if self.title is not None else new.printed[1:]
        shift = 0 if self.title is None else 1
        for found in counted_without(differences(printed, edited), edited):
            at = None if found.at is None or found.at < shift else found.at - shift
            reasons = self.reasons.get(at, []) if at is not None else []
            if at is not None and self.is_told(at, found):
                continue
            why = ("; ".join(dict.fromkeys(nb for nb, _ in reasons)), "; ".join(dict.fromkeys(en for _, en in reasons)))
            self.tell("unmapped", at, text=found.text, was=found.was, why=why if reasons else found.why)
        folds = [b.place for b in self.document.blocks if is_folded(b.text)]
        if folds:
            self.findings.append(Finding(kind="layout", place="; ".join(folds), text=str(len(folds)), why=FOLDED))
