"""The names of the passages of an agreement in Akoma Ntoso, kept from version to version.

Convention: a clause is named for its number (``cl_11__subcl_11-1``), and a passage in it for its place in the first
version it stood in (``para_2``, ``point_3``; the place is that of its anchor, ``ledd-2``). A passage that two versions
have in common, or that took another's place, keeps the name; a new one between two gets a letter (``para_2a``); a name
that has gone is never given to anything else, but where a clause gets another's number. What was first called something
else, since its clause had another number, has that name as well: the standard's ``wId``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, count, product
from string import ascii_lowercase

from attrs import frozen

from renderers.document import Document, Heading, List, ListItem, Paragraph, inline_text

_ALIKE = 0.6
"""How alike, of 1, two texts are that are one passage, amended."""
_MOST_CELLS = 4_000_000
"""Beyond this, passages are aligned by a quicker method, which may see a moved one as new."""

BASIS = "preamble__cits"


@frozen
class _Passage:
    anchor: int  # where it stands among the document's rows
    kind: str
    text: str


@frozen
class Names:
    """The names of a version's rows, in order: ``now``, and what each was ``first`` called.

    A row is a passage of the legal basis, a heading, a paragraph or an item.
    """

    now: list[str]
    first: list[str]


@frozen
class _Named:
    """A passage with its number in its clause, and its first name, the clause's included."""

    passage: _Passage
    number: str
    first: str


def eids(versions: Sequence[Document]) -> tuple[dict[str, str], list[str]]:
    """The names in the last of some versions, the first first: by anchor, and of its rows in order."""
    names = names_of(versions).now
    if not versions:
        return {}, []
    anchored = (row.anchor for row in rows_of(versions[-1]))
    return {anchor: name for anchor, name in zip(anchored, names, strict=True) if anchor is not None}, names


def names_of(versions: Sequence[Document]) -> Names:
    """The names in the last of some versions, the first first."""
    named: dict[str, list[_Named]] = {}
    clauses: dict[str, str] = {}
    used: dict[str, set[str]] = {}
    rows: list[str] = []
    headings: list[str] = []
    texts: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()

    def fresh(name: str) -> str:
        """A first name that nothing else has had: a new clause may get the number of one that has moved."""
        own = next(each for each in chain((name,), (f"{name}-{n}" for n in count(2))) if each not in taken)
        taken.add(own)
        return own

    for version in versions:
        rows, passages = _grouped(version)
        headings = list(rows)
        now = _clauses(version, rows, passages)
        was = _was(texts, now)
        clauses = {name: clauses[was[name]] if name in was else fresh(name) for name in now}
        for name, other in was.items():
            if name != other:
                used[name] = used.get(name, set()) | used.get(other, set())
        earlier = {group: named.get(was.get(group, "-") if group in now else group, []) for group in passages}
        named = {
            group: _named(earlier[group], found, used.setdefault(group, set()), group, fresh)
            for group, found in passages.items()
        }
        texts = now
    first = [clauses.get(name, "") for name in headings]
    for group, found in named.items():
        for each in found:
            rows[each.passage.anchor] = _full(group, each.passage.kind, each.number)
            first[each.passage.anchor] = each.first
    return Names(rows, first)


def _full(group: str, kind: str, number: str) -> str:
    return f"{group}__{kind}_{number}" if group else f"{kind}_{number}"


def _clauses(
    version: Document, rows: Sequence[str], passages: Mapping[str, list[_Passage]]
) -> dict[str, tuple[str, str]]:
    """The heading and the passages of each clause by its name, as text."""
    out = {}
    for name, row in zip(rows, rows_of(version), strict=True):
        if name:
            words = "\n".join(passage.text for passage in passages.get(name, ()))
            out[name] = inline_text(row.inlines), words
    return out


def _was(before: Mapping[str, tuple[str, str]], now: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What each clause of now was called before; new ones are left out.

    A clause with the same number and heading is itself. One whose heading and words stood under another number has
    moved. What then has the number of a clause that is nowhere else took its place.
    """
    out = {name: name for name, (heading, _) in now.items() if before.get(name, ("", ""))[0] == heading}
    out = {name: was for name, was in out.items() if name in before}
    free = [name for name in before if name not in out]
    for name, (heading, words) in now.items():
        if name in out:
            continue
        for other in free:
            if before[other][0] == heading and (before[other][1] == words or _alike(before[other][1], words)):
                out[name] = other
                free.remove(other)
                break
    out |= {name: name for name in now if name not in out and name in free}
    return out


def rows_of(document: Document) -> Iterator[Heading | Paragraph | ListItem]:
    """The lines of a document: its legal basis, headings, paragraphs and items, in order."""
    for block in (*document.legal_basis, *document.blocks):
        if isinstance(block, List):
            yield from block.items
        else:
            yield block


def _grouped(document: Document) -> tuple[list[str], Mapping[str, list[_Passage]]]:
    """The names of the headings, "" for every other row, and the passages by what they stand under."""
    rows: list[str] = []
    groups: dict[str, list[_Passage]] = {}
    basis = len(document.legal_basis)
    above: list[str] = []
    for at, row in enumerate(rows_of(document)):
        if isinstance(row, Heading):
            del above[row.level - 1 :]
            kind = "subcl" if above else "cl"
            own = f"{kind}_{_number(row.anchor)}"
            above.append(f"{above[-1]}__{own}" if above else own)
            rows.append(above[-1])
            continue
        group = BASIS if at < basis else above[-1] if above else ""
        kind = "cit" if at < basis else "point" if isinstance(row, ListItem) else "para"
        rows.append("")
        groups.setdefault(group, []).append(_Passage(at, kind, inline_text(row.inlines)))
    return rows, groups


def _number(anchor: str) -> str:
    """``11-1`` for ``punkt-11-1``; an anchor without a number as it is, but for the ``_`` that parts the names here."""
    number = anchor.removeprefix("punkt-")
    return number if number[:1].isdigit() else anchor.replace("_", ".")


def _named(
    before: list[_Named], now: list[_Passage], used: set[str], group: str,
    fresh: Callable[[str], str],
) -> list[_Named]:  # fmt: skip
    """The passages of a clause with their numbers: those of ``before`` where they are the same, else new ones."""
    kept = _kept([each.passage for each in before], now)
    final = max(kept, default=-1)
    out: list[_Named] = []
    above = "0"
    for at, passage in enumerate(now):
        if at in kept:
            number, first = before[kept[at]].number, before[kept[at]].first
        else:
            number = _new(above, used, last=at > final)
            first = fresh(_full(group, passage.kind, number))
        used.add(number)
        out.append(_Named(passage, number, first))
        above = number
    return out


def _new(above: str, used: set[str], *, last: bool) -> str:
    """A number never used before that comes after ``above``: the next one at the end, else with a letter."""
    if last:
        highest = max((int(number.rstrip(ascii_lowercase)) for number in used), default=0)
        return str(highest + 1)
    return next(number for number in _lettered(above) if number not in used)


def _lettered(number: str) -> Iterator[str]:
    for length in range(1, 9):
        for letters in product(ascii_lowercase, repeat=length):
            yield number + "".join(letters)


def _kept(before: list[_Passage], now: list[_Passage]) -> dict[int, int]:
    """Which passage of before each passage of now is, by their places; new ones are left out."""
    same = _common([(p.kind, p.text) for p in before], [(p.kind, p.text) for p in now])
    out = dict(same)
    ends = [*same, (len(now), len(before))]
    start_now = start_before = 0
    for end_now, end_before in ends:
        out.update(_amended(before, now, range(start_before, end_before), range(start_now, end_now)))
        start_now, start_before = end_now + 1, end_before + 1
    return out


def _amended(
    before: list[_Passage], now: list[_Passage], gone: range, come: range
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """Between two passages that are kept: which of the new are old ones with other words."""
    if len(gone) == len(come):
        yield from ((new, old) for old, new in zip(gone, come, strict=True) if before[old].kind == now[new].kind)
        return
    first = gone.start
    for new in come:
        for old in range(first, gone.stop):
            if before[old].kind == now[new].kind and _alike(before[old].text, now[new].text):
                yield new, old
                first = old + 1
                break


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _common(before: Sequence[object], now: Sequence[object]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places in now and in before, in order."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(before), len(now)) - start and before[-1 - end] == now[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    pairs = [(at, at) for at in range(start)]
    pairs += [(start + there, start + here) for there, here in _middle(old, new)]
    pairs += [(len(now) - at, len(before) - at) for at in range(end, 0, -1)]
    return pairs


def _middle(before: Sequence[object], now: Sequence[object]) -> list[tuple[int, int]]:
    if len(before) * len(now) > _MOST_CELLS:
        blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
        return [(block.b + at, block.a + at) for block in blocks for at in range(block.size)]
    longest = [[0] * (len(now) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(now))):
            same = before[i] == now[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(before) and j < len(now):
        if before[i] == now[j]:
            pairs.append((j, i))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
