"""Which lines of a document stand elsewhere than they did, or in another clause, though they stayed where they were."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock
    from dsl.edits.lines import Line
    from dsl.edits.match import Group


def moved_groups(groups: Sequence[Group], lines: Sequence[Line], blocks: Sequence[EditedBlock]) -> list[Group]:
    """The groups that have moved; the passages of a clause that has moved are not told of by themselves."""
    placed = [g for g in groups if g.lines and g.blocks]
    stay = _longest_rising([g.lines[0] for g in placed])
    out = []
    heading: Group | None = None
    heading_moved = False
    for number, group in enumerate(placed):
        is_heading = blocks[group.blocks[0]].kind == "heading"
        moved = number not in stay
        if is_heading:
            heading, heading_moved = group, moved
        with_heading = (
            not is_heading and heading_moved and heading is not None
            and lines[heading.lines[0]].clause == lines[group.lines[0]].clause
        )  # fmt: skip
        if moved and not with_heading:
            out.append(group)
    return out


@frozen(kw_only=True)
class Placed:
    """A passage of the source in the document, and the clause it stands in there, by its number in the source (None for
    a new clause).
    """

    group: Group
    under: str | None


def placed_passages(groups: Sequence[Group], lines: Sequence[Line], blocks: Sequence[EditedBlock]) -> list[Placed]:
    """The passages of the document, new ones too, in its order."""
    out = []
    under: str | None = ""
    for group in groups:
        if not group.blocks:
            continue
        if blocks[group.blocks[0]].kind == "heading":
            was = lines[group.lines[0]] if group.lines else None
            under = was.clause if was is not None and was.is_heading else None
        else:
            out.append(Placed(group=group, under=under))
    return out


def recounted(placed: Sequence[Placed], lines: Sequence[Line]) -> frozenset[str]:
    """The clauses of the source whose passages are others now, or have other numbers."""
    was: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for number, line in enumerate(lines):
        if not line.is_heading:
            was[line.clause].append((number,))
    now: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for each in placed:
        if each.under is not None:
            now[each.under] += [each.group.lines] * len(each.group.blocks)
    return frozenset(clause for clause in {*was, *now} if was[clause] != now[clause])


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest subsequence that only rises."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        slot = bisect.bisect_left(tails, number)
        before.append(at[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(number)
            at.append(place)
        else:
            tails[slot], at[slot] = number, place
    out = set()
    place = at[-1] if at else -1
    while place >= 0:
        out.add(place)
        place = before[place]
    return out
