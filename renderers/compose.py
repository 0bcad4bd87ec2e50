"""From a checked contract to the document people sign: its words in order, with what each of them means.

Convention: words are never changed, only joined; white space between two pieces is one blank. A citation of a clause
leads to that clause; a citation of a law names it, and a citation declared wrong says what it should have been.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from dsl.anchors import anchored
from dsl.printed import joined
from dsl.values import Amount, Interval, MonthDay, Never, Period, Recurrence
from renderers import document as d
from renderers.norwegian import show_value
from renderers.statute import worded
from renderers.versions import clause_notes, consolidated, title_notes

if TYPE_CHECKING:
    from dsl.contract import Bit, Block, Contract

_CLAUSE = "punkt "
_WRONG = "feil"


def compose(contract: Contract, day: date | None = None) -> d.Document:
    """The contract as a document; passages before the first clause are its legal basis.

    An amended agreement is printed as of ``day`` (the latest version if None), with notes on what has been changed; a
    statute in the wording it had on ``day``.

    Raises ``ValueError`` for text that no medium prints, as ``Document`` does.
    """
    as_of = date.max if day is None else day
    notes, beside = title_notes(contract, as_of), clause_notes(contract, as_of)
    contract = worded(consolidated(contract, as_of), day)
    lines = _Lines(contract)
    blocks = anchored(contract.blocks)
    first = next((at for at, (block, _) in enumerate(blocks) if block.kind == "heading"), len(blocks))
    return d.Document(
        " ".join(contract.title.split()),
        _blocks(blocks[first:], lines, beside),
        legal_basis=[
            d.Paragraph((d.Text(f"{block.label} "), *lines.of(block)) if block.label else lines.of(block), anchor)
            for block, anchor in blocks[:first]
        ],
        language="nn" if contract.language == "nn" else "nb",
        notes=notes,
        signatures=tuple(party.title for party in contract.parties),
        name=contract.name,
    )


def _blocks(blocks: Iterable[tuple[Block, str]], lines: _Lines, notes: dict[str, tuple[str, ...]]) -> list[d.Block]:
    out: list[d.Block] = []
    level = 0
    for (kind, _), group in groupby(blocks, key=lambda pair: _stands_with(pair[0])):
        if kind == "item":
            out.append(d.List([d.ListItem(block.label, lines.of(block), anchor=anchor) for block, anchor in group]))
            continue
        for block, anchor in group:
            if kind == "heading":
                level = min(block.label.count(".") + 1, level + 1, d.DEEPEST_LEVEL)
                beside = notes.get(block.label, ())
                words = lines.of(block)  # a section of a statute may have a number only
                titled = d.Heading(words, anchor, number=block.label, level=level, notes=beside) if words else None
                out.append(titled or d.Heading((d.Text(block.label),), anchor, level=level))
            else:
                out.append(d.Paragraph(lines.of(block), anchor))
    return out


def _stands_with(block: Block) -> tuple[str, bool]:
    """Items stand together with their neighbours, but bullets not with letters."""
    return block.kind, block.kind == "item" and block.label == d.BULLET


@frozen
class _Lines:
    """Makes the lines of blocks, with what the contract knows of their words."""

    contract: Contract

    def of(self, block: Block) -> tuple[d.Inline, ...]:
        """The line of a block."""
        return tuple(self._inline(bit, block.clause) for bit in joined(block.bits))

    def _inline(self, bit: Bit, clause: str) -> d.Inline:
        match bit.kind:
            case "value":
                return d.Value(bit.text, bit.name, title=self._title(bit.name))
            case "citation":
                return self._citation(bit, clause)
            case "emphasis":
                return d.Emphasis(bit.text)
            case _:
                return d.Text(bit.text)

    def _title(self, name: str) -> str:
        value = next((value for value in self.contract.values if value.name == name), None)
        if value is not None:
            return f"{name}: {_shown(value.value, value.spelling, self.contract.language)}"
        party = next((party for party in self.contract.parties if party.name == name), None)
        if party is not None:
            return f"{name}: {party.title}"
        holders = [party.title for party in self.contract.parties if party.role == name]
        return f"{name}: {', '.join(holders)}" if holders else name

    def _citation(self, bit: Bit, clause: str) -> d.Citation:
        if bit.name.startswith(_CLAUSE):
            number = bit.name.removeprefix(_CLAUSE)
            is_here = any(number == heading for heading, _ in self.contract.headings)
            return d.Citation(bit.text, bit.name, href=f"#{d.clause_anchor(number)}" if is_here else None)
        if bit.name == _WRONG:
            return d.Citation(bit.text, self._correction(bit.text, clause))
        law = next((law for law in self.contract.laws if law.name == bit.name), None)
        if law is None:
            return d.Citation(bit.text, bit.name or bit.text)
        return d.Citation(bit.text, f"{law.title} ({law.identifier})" if law.identifier else law.title)

    def _correction(self, text: str, clause: str) -> str:
        wrong = (
            correction
            for correction in self.contract.corrections
            if correction.kind == "henvisningsfeil" and correction.clause == clause and correction.printed in text
        )
        found = next(wrong, None)
        return _WRONG if found is None else f"henvisningsfeil: skal være «{found.right}»"


def _shown(value: object, spelling: str, language: str) -> str:
    """The value in its plain form, where the spelling in the text may be short: «1/1» is hver 1. januar."""
    if isinstance(value, bool) or not isinstance(
        value, date | Never | MonthDay | Recurrence | Interval | Period | Amount | Fraction | int
    ):
        return spelling
    return show_value(value, "nn" if language == "nn" else "nb")
