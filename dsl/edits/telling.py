"""What an import works on, and how it tells what it does."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from dsl.edits.prove import TEXT
from dsl.edits.report import Finding
from dsl.edits.values import folded
from dsl.edits.words import FOLLOWED, NUMBERED, looks_like_heading, opening, shown_line, with_numbers
from dsl.prose import NEW, REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl.edits.edited import EditedBlock, EditedDocument
    from dsl.edits.lines import Line, Source
    from dsl.edits.match import Group
    from dsl.edits.moves import Placed
    from dsl.edits.numbers import Renumbered
    from dsl.edits.prove import Difference
    from dsl.edits.report import FindingKind
    from dsl.edits.rewrite import Rewritten

_COUNTED = {2: ("to", "two"), 3: ("tre", "three"), 4: ("fire", "four")}


_SLOT = re.compile(r"(?<!\\)\{([^{}]+)\}")


def _unbound(was: str, text: str) -> tuple[str, str]:
    """What is told of a changed sentence: the values that were printed in it, and are plain words in it or gone now."""
    lost = ", ".join(dict.fromkeys(name for name in _SLOT.findall(was) if name not in _SLOT.findall(text)))
    if not lost:
        return "setning", "sentence"
    return (
        f"setning; {lost} er ikke lenger bundet i den, og svarene følger verdien i kilden",
        f"sentence; {lost} is bound in it no longer, and answers go by the value in the source",
    )


@define(kw_only=True)
class Telling:
    """The source, the lines of the document without its title, their clause numbers, and the findings so far.

    ``reasons`` are why the line of a block may differ from what the source prints; ``refused`` what a value is in the
    source that is another in the document, and is told.
    """

    source: Source
    document: EditedDocument
    blocks: list[EditedBlock] = field(factory=list)
    numbers: dict[int, str] = field(factory=dict)
    renumbered: Renumbered = field(init=False)
    findings: list[Finding] = field(factory=list)
    reasons: dict[int, list[tuple[str, str]]] = field(factory=lambda: defaultdict(list))
    refused: dict[str, str] = field(factory=dict)

    def line(self, number: int) -> Line:
        """The line of the source with this number."""
        return self.source.lines[number]

    def clause_of(self, block: int) -> str:
        """The clause a block stands in, as the document counts: «punkt 5.1»."""
        at = max((n for n in self.numbers if n <= block), default=None)
        return "" if at is None else f"punkt {self.numbers[at]}"

    def tell(self, kind: FindingKind, block: int | None, clause: str = "", **more: object) -> None:
        """Put a finding in the report."""
        place = self.blocks[block].place if block is not None else ""
        where = clause or (self.clause_of(block) if block is not None else "")
        self.findings.append(Finding(kind=kind, clause=where, place=place, **more))  # type: ignore[arg-type]  # as named

    def tell_sentences(self, group: Group, done: Rewritten) -> None:
        """Tell what became of the sentences of a group."""
        first = group.blocks[0]
        if not group.lines:
            for b in group.blocks:
                text = shown_line(self.blocks[b])
                if self.blocks[b].kind == "heading":
                    why = ("nytt punkt", "a new clause")
                else:
                    why = NUMBERED if looks_like_heading(text) else ("nytt ledd", "a new passage")
                self.tell("new", b, text=text, why=why)
            return
        if self.is_converted(group):
            self.tell(
                "changed", first, text=shown_line(self.blocks[first]), was=self.line(group.lines[0]).text,
                why=("overskrift og ledd har byttet slag", "a heading became a passage, or a passage a heading"),
            )  # fmt: skip
            return
        self._tell_parted(group)
        for sentence in done.sentences:
            names = tuple(n for n in sentence.marks if n not in (*REASONS, NEW) and not n.startswith("gjentar "))
            if sentence.was and with_numbers(sentence.was, self.renumbered) == sentence.text:
                self.tell("reference", first, text=sentence.text, was=sentence.was, why=FOLLOWED)
                continue
            kind: FindingKind = "changed" if sentence.was and sentence.text else "new" if sentence.text else "deleted"
            why = _unbound(sentence.was, sentence.text) if kind == "changed" else ("setning", "sentence")
            self.tell(kind, first, text=sentence.text, was=sentence.was, names=names, why=why)
        if self.blocks[first].kind == "heading" and not done.unchanged:
            line = self.line(group.lines[0])
            self.tell(
                "changed", first, text=self.blocks[first].text, was=line.text, why=("overskriften", "the heading")
            )
        elif len(group.lines) == len(group.blocks) == 1 and not done.unchanged and not done.sentences:
            self.tell("changed", first, text=shown_line(self.blocks[first]), was=self.line(group.lines[0]).text,
                      why=("uthevingen eller mellomrommene", "the emphasis or the blanks"))  # fmt: skip

    def _tell_parted(self, group: Group) -> None:
        """Tell that a passage is several now, or several one."""
        parts, lines = len(group.blocks), [self.line(n) for n in group.lines]
        if parts == len(lines) == 1:
            return
        if len(lines) == 1:
            why = (
                f"delt i {_COUNTED.get(parts, (str(parts),))[0]}",
                f"parted in {_COUNTED.get(parts, (str(parts),))[-1]}",
            )
        elif parts == 1:
            openings = [opening(line.text) for line in lines[1:]]
            why = (
                f"slått sammen med {', '.join(f'«{x}»' for x in openings)}",
                f"joined with {', '.join(f'“{x}”' for x in openings)}",
            )
        else:
            why = ("delt på en annen måte", "parted in another way")
        text = "\n".join(shown_line(self.blocks[b]) for b in group.blocks)
        was = "\n".join(shown_line(line.printed) for line in lines)
        self.tell("changed", group.blocks[0], text=text, was=was, why=why)

    # ── what stands elsewhere ──
    def came_from(self, group: Group, under: str | None) -> tuple[str, str]:
        """Where a line that moved stood; where it stands now, if that is in the same clause."""
        line, at = self.line(group.lines[0]), group.blocks[0]
        if line.is_heading or under != line.clause:
            where = f"punkt {line.clause}" if line.clause else "innledningen"
            return f"fra {where}", f"from clause {line.clause}" if line.clause else "from the opening"
        if at == 0 or self.blocks[at - 1].kind == "heading":
            return "innenfor punktet, står nå først", "within the clause, now stands first"
        above = opening(shown_line(self.blocks[at - 1]))
        return f"innenfor punktet, står nå etter «{above}»", f"within the clause, now stands after “{above}”"

    def tell_other_clause(self, placed: Sequence[Placed]) -> None:
        """Tell of the passages whose clause is another because a heading above them is new or gone."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for each in placed:
            line = self.line(each.group.lines[0])
            if not line.is_heading and each.under != line.clause:
                found[line.clause, self.clause_of(each.group.blocks[0])] += each.group.blocks
        for (was, now), blocks in found.items():
            nb = f"hører nå til {now or 'innledningen'}, før {f'punkt {was}' if was else 'innledningen'}"
            number = now.removeprefix("punkt ")
            before = f"clause {was}" if was else "the opening"
            en = f"now belongs to {f'clause {number}' if now else 'the opening'}, before {before}"
            self.tell("moved", blocks[0], text="\n".join(shown_line(self.blocks[b]) for b in blocks), why=(nb, en))

    def is_converted(self, group: Group) -> bool:
        """Has a heading become a passage, or a passage a heading?"""
        return (
            len(group.lines) == len(group.blocks) == 1
            and self.line(group.lines[0]).is_heading != (self.blocks[group.blocks[0]].kind == "heading")
        )  # fmt: skip

    def is_told(self, at: int, found: Difference) -> bool:
        """Does a line differ only in refused values, which are told, and references that followed, which are now?"""
        block, was = self.blocks[at], found.text
        if self.refused and found.why == TEXT:
            pieces = (
                evolve(p, text=self.refused.get(p.name, p.text)) if p.kind == "value" else p for p in block.pieces
            )  # fmt: skip
            block = evolve(block, pieces=tuple(pieces))
            was = shown_line(block)
            if was == found.was:
                return True
        if self.is_followed(block, found.was):
            if was != found.was:  # a list mark that is typed reads the same as one that is not
                self.tell("reference", at, text=found.was, was=was, why=FOLLOWED)
            return True
        return False

    def is_followed(self, block: EditedBlock, printed: str) -> bool:
        """Do the texts differ only in references that followed their clauses?"""
        pieces = "".join(
            self.renumbered.cite(p.text, "", p.name) if p.kind == "citation" else p.text for p in block.pieces
        )  # fmt: skip
        text = folded(f"{block.label} {pieces}")
        return text == printed or with_numbers(folded(f"{block.label} {block.text}"), self.renumbered) == printed

    def tell_reference(self, was: str, now: str, at: int) -> None:
        """Tell of a reference outside of the printed words that followed its clause; ``at`` is where in the source."""
        line = self.source.text.count("\n", 0, at) + 1
        place = (f"linje {line} i kilden", f"line {line} of the source")
        self.findings.append(Finding(kind="reference", text=folded(now), was=folded(was), why=place))
