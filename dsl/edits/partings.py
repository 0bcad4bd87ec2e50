"""A bullet that left its list, and the statements under it in the source that are the list's and not its own.

Convention: what only the bullet names (in a mark or a slot) goes with it; all else stays with what stood before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from dsl import syntax as s
from dsl.edits.lines import beginnings
from dsl.layers import declared
from dsl.parse import tokens

if TYPE_CHECKING:
    from dsl.edits.lines import Line, Source
    from dsl.edits.match import Group

Stretch = tuple[int, int]


@frozen(kw_only=True)
class Parting:
    """A bullet's ``line``, the ``host`` it stood under, and where in the source is what goes and what stays."""

    line: int
    host: int
    goes: tuple[Stretch, ...]
    stays: tuple[Stretch, ...]


def partings(groups: Sequence[Group], moved: Collection[Group], source: Source) -> list[Parting]:
    """The bullets that left their lists and leave statements behind, in the order of the source."""
    alone = {g.lines[0] for g in moved if len(g.lines) == len(g.blocks) == 1}
    bullets = sorted(n for n in alone if _is_item(source.lines[n]) and _under(source, n))
    if not bullets:
        return []
    gone = {n for g in moved for n in g.lines if _is_item(source.lines[n])}
    order = {n: at for at, n in enumerate(n for g in groups if g.blocks for n in g.lines)}
    out = []
    for n in bullets:
        host = next((m for m in _before(source, n) if m in order and m not in gone), None)
        if host is None:
            continue
        between = [order[m] for m in range(host, n + 1) if m in order]
        if between == [*range(order[host], order[n] + 1)]:  # a heading came or went above: nobody moved the bullet
            continue
        parted = _parted(source, n, host)
        if parted.stays:
            out.append(parted)
    return out


def _is_item(line: Line) -> bool:
    return isinstance(line.statement, s.Passage) and bool(line.statement.label)


def _before(source: Source, number: int) -> list[int]:
    """The lines before one in its clause, the nearest first."""
    return [m for m in range(number - 1, -1, -1) if source.lines[m].clause == source.lines[number].clause]


def _under(source: Source, number: int) -> list[s.Statement]:
    line = source.lines[number]
    return [x for _, x in source.placed if line.span.end <= x.span.start < line.end]


def _named(line: Line) -> set[str]:
    return {name.text for bit in line.bits for name in bit.names}


def _parted(source: Source, number: int, host: int) -> Parting:
    """Nameless statements stay; what is under a line is never none here."""
    line, under = source.lines[number], _under(source, number)
    others = [other for other in source.lines if other.clause == line.clause and other is not line]
    own = _named(line) - {name for other in others for name in _named(other)}
    starts = beginnings(source.text, list(_first_tokens(source.text, line, under)))
    assert len(starts) == len(under)  # each statement begins in some token
    parts = list(zip(under, starts, [*starts[1:], line.end], strict=True))
    goes = [(first, end) for each, first, end in parts if declared(each) in own]
    stays = [(first, end) for each, first, end in parts if declared(each) not in own]
    return Parting(line=number, host=host, goes=((line.span.end, starts[0]), *goes), stays=tuple(stays))


def _first_tokens(text: str, line: Line, under: list[s.Statement]) -> Iterator[int]:
    """Where the first token of each statement begins: the first one after the stop that ends another."""
    begun = line.span.end
    waiting = [x.span.start for x in under]
    fresh = True
    for token in tokens(text):
        start, end = token.start_pos or 0, token.end_pos or 0
        if start < line.span.end:
            continue
        begun, fresh = (start, False) if fresh else (begun, fresh)
        if waiting and start <= waiting[0] < end:
            yield begun
            waiting.pop(0)
        fresh = token.type == "DOT"
