"""A statute as it read on a day: passages that have been replaced since, and none that were not in force yet."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from dsl.contract import Block
from dsl.law import section_of
from dsl.printed import Bit
from dsl.record import changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsl.contract import Contract
    from dsl.law import LawPassage


def worded(contract: Contract, day: date | None) -> Contract:
    """A statute in the wording of a day (today's if None); anything else as it is."""
    statute = next((s for s in contract.statutes if s.name == contract.name), None)
    if statute is None or day is None or all(p.since is None and p.until is None for p in statute.passages):
        return contract
    blocks: list[Block] = []
    for section, own in groupby(contract.blocks, key=lambda block: section_of(block.clause)):
        within = list(own)
        heads = [block for block in within if block.kind == "heading"]
        now = [block for block in within if block.kind != "heading"]
        told = [p for p in statute.passages if p.section == section]
        if len(now) != sum(p.until is None for p in told):  # what stands before the first section, and its like
            blocks += within
            continue
        blocks += [*heads, *_worded(told, now, section, day)]
    return changed(contract, blocks=tuple(blocks))


def _worded(passages: Iterable[LawPassage], now: list[Block], section: str, day: date) -> Iterator[Block]:
    left = iter(now)
    for passage in passages:
        block = next(left) if passage.until is None else _older(passage, section)
        if passage.in_force(day):
            yield block


def _older(passage: LawPassage, section: str) -> Block:
    kind = "item" if passage.label else "paragraph"
    return Block(kind, passage.label, (Bit("text", passage.text),), f"§ {section}")
