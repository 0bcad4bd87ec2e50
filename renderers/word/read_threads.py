"""Which comments are replies to others, and which threads are marked as done.

Convention: Word keeps both beside the comments (``commentsExtended``), by the names of their last paragraphs. A comment
that nothing is told of, or whose thread is a ring, stands by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import frozen

from renderers.word.package import Element, Package, W

_NAMES = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@frozen
class Threads:
    """The comments of a document in its order; ``heads`` are the first ones of their threads by the replies' places."""

    comments: Sequence[Element]
    heads: dict[int, int]
    done: frozenset[int]

    @classmethod
    def of(cls, package: Package, comments: Sequence[Element]) -> Threads:
        """What the package tells of some comments."""
        places: dict[str, int] = {}
        for at, comment in enumerate(comments):
            places |= {name: at for each in comment.iter(f"{W}p") if (name := each.get(_NAMES))}
        parents: dict[int, int] = {}
        done: set[int] = set()
        for root in package.every("commentsExtended"):
            for each in root.iter(f"{_EXTENDED}commentEx"):
                name, above = each.get(f"{_EXTENDED}paraId", ""), each.get(f"{_EXTENDED}paraIdParent", "")
                if name not in places:
                    continue
                if above in places:
                    parents[places[name]] = places[above]
                if each.get(f"{_EXTENDED}done", "").lower() in ("1", "true", "on"):
                    done.add(places[name])
        return cls(comments, _heads(parents), frozenset(done))

    def ordered(self) -> Iterator[tuple[Element, int, bool]]:
        """Each comment with its replies after it: how many places above it is what it answers, and if that is done."""
        replies: defaultdict[int, list[int]] = defaultdict(list)
        for at, head in sorted(self.heads.items()):
            replies[head].append(at)
        for head in (at for at in range(len(self.comments)) if at not in self.heads):
            for back, at in enumerate((head, *replies[head])):
                yield self.comments[at], back, head in self.done or at in self.done


def _heads(parents: dict[int, int]) -> dict[int, int]:
    """The first of the thread of each; Word has replies to the first only, others to replies as well."""
    found: dict[int, int] = {}
    for reply in parents:
        way = [reply]
        on_way = {reply}
        while (above := parents.get(way[-1])) is not None and above not in found and above not in on_way:
            way.append(above)
            on_way.add(above)
        head = found.get(parents.get(way[-1], way[-1]), way[-1])
        found |= {at: head for at in way if at in parents}
    return {at: head for at, head in found.items() if head not in parents}
