"""Quotations from the agreement and its statutes: what is left out is shown, and declared errors are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.record import changed
from engine.answer import Slip
from engine.versions import version_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dsl.contract import Contract
    from engine.answer import Ground

LEFT_OUT = "[…]"
_SLIPS = ("henvisningsfeil", "skrivefeil")
"""An error of scanning is the file's, not the agreement's: the text is quoted as it was signed."""


def quotation(sentences: Iterable[tuple[int, str]]) -> str:
    """Sentences with their places in the text, as one quotation."""
    text, before = "", None
    for place, sentence in sentences:
        apart = before is not None and place > before + 1
        text += f"{' ' if text else ''}{f'{LEFT_OUT} ' if apart else ''}{sentence}"
        before = place
    return text


def within(quote: str, other: str) -> bool:
    """Is all that one quotation quotes in another too?"""
    return all(piece.strip() in other for piece in quote.split(LEFT_OUT))


def with_slips(contract: Contract, grounds: Iterable[Ground], day: date) -> tuple[Ground, ...]:
    """The grounds, each with the errors its words are declared to have on a day; one within another goes with it."""
    version = version_on(contract, day)
    declared = (contract if version is None else version).corrections
    out = []
    for ground in grounds:
        here = [
            Slip(kind=c.kind, printed=c.printed, right=c.right)
            for c in declared
            if c.kind in _SLIPS and c.clause == ground.clause and c.printed in ground.quote
        ]
        whole = tuple(s for s in here if not any(s is not o and s.printed in o.printed for o in here))
        out.append(changed(ground, slips=whole) if whole else ground)
    return tuple(out)
