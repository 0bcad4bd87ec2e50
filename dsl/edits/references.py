"""What names a clause follows it to its new number, in the words and in the statements of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from dsl.edits.assemble import Assembly
from dsl.edits.numbers import dead_in_statements, in_passage, in_statements, remarks_about
from dsl.edits.ranges import to_look_at
from dsl.edits.report import Finding
from dsl.edits.telling import Telling
from dsl.edits.words import DEAD, REMARK, SEVERAL, filled
from dsl.escapes import escaped
from dsl.prose import NEW, repeated_clause

if TYPE_CHECKING:
    from dsl.edits.match import Group
    from dsl.edits.rewrite import Rewritten


@define(kw_only=True)
class Referring(Telling):
    """An import whose clauses have their new numbers; what follows them is replaced in ``assembly``."""

    assembly: Assembly = field(init=False)

    def references(self, made: dict[Group, Rewritten]) -> None:
        """Replace what leads to clauses with new numbers, and tell what leads to clauses that are gone."""
        untouched = [n for group, done in made.items() if done.unchanged and not self.is_converted(group)
                     for n in group.lines]  # fmt: skip
        for number in untouched:
            line = self.line(number)
            for start, end, now in in_passage(line.bits, self.source.text, line.clause, self.renumbered):
                self.assembly.replaced.append((start, end, now))
                if now.startswith("["):
                    self.tell_reference(self.source.text[start:end], now, start)
        for start, end, now in in_statements(self.source, self.renumbered):
            if now != self.source.text[start:end] and not self._is_replaced(start):
                self.assembly.replaced.append((start, end, now))
                self.tell_reference(self.source.text[start:end], now, start)
        self._dead(made)
        self._ranges(made)
        for words, number in remarks_about(self.source, self.renumbered):
            self.findings.append(Finding(kind="remark", text=words, why=filled(REMARK, str(number))))

    def _ranges(self, made: dict[Group, Rewritten]) -> None:
        """Tell of words that name several clauses, for a range does not follow its ends."""
        numbers = [n for n, now in self.renumbered.to.items() if n != now] + sorted(self.renumbered.gone)
        for group in made if numbers else ():
            shown = " ".join(self.blocks[b].text for b in group.blocks)
            for n in group.lines:
                for words in to_look_at(self.line(n).printed, shown, numbers):
                    self.tell("range", group.blocks[0], text=words, why=SEVERAL)

    def _dead(self, made: dict[Group, Rewritten]) -> None:
        """Tell of references to clauses that are gone."""
        for group, done in made.items():
            written = " ".join(" ".join(done.texts).split())
            for number in group.lines:
                line = self.line(number)
                for bit in line.bits:
                    dead = bit.kind == "citation" and self.renumbered.leads_nowhere(bit.text, line.clause)
                    if dead and f"<{escaped(bit.text)}>" in written:
                        self.tell("dead", group.blocks[0], text=bit.text, why=DEAD)
                    for name in bit.names if bit.kind == "mark" else ():
                        if repeated_clause(name.text) in self.renumbered.gone:
                            self.tell("dead", group.blocks[0], text=f"[{NEW}]", was=f"[{name.text}]", why=DEAD)
        for words, at in dead_in_statements(self.source, self.renumbered):
            line_number = self.source.text.count("\n", 0, at) + 1
            self.findings.append(Finding(kind="dead", place=f"linje {line_number}", text=words, why=DEAD))

    def _is_replaced(self, at: int) -> bool:
        return any(start <= at < end for start, end, _ in self.assembly.replaced)
