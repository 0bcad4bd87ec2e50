"""The new source, composed anew and held against the edited document, line by line.

Whatever differs is told with both texts, so that every character of the document is in the source or in the report,
whatever mistakes were made on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from dsl.edits.edited import EditedPiece

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock

BULLET = "-"
_BULLETS = frozenset("-•–—*▪·◦o●‣⁃§")
TEXT = ("teksten er en annen i kilden", "the text is another in the source")
_MISSING = ("linjen står ikke i kilden", "the line is not in the source")
_SURPLUS = ("linjen står i kilden, men ikke i dokumentet", "the line is in the source and not in the document")
_KIND = ("linjen er av et annet slag i kilden", "the line is of another kind in the source")
_LABEL = ("nummeret eller listemerket er et annet i kilden", "the number or list mark is another in the source")
_BY_HAND = (
    "nummeret er skrevet for hånd i {0}; Word teller ikke slike, og viser andre nummer etterpå enn kilden har",
    "the number is typed by hand in {0}; Word does not count such, and shows other numbers after it than the source",
)
_LEVEL = ("overskriften har et annet nivå i kilden", "the heading has another level in the source")
_EMPHASIS = ("uthevingen er en annen i kilden", "the emphasis is another in the source")


@frozen(kw_only=True)
class Difference:
    """A line that is not the same in the two: its place among the blocks (None: in the source only), and how."""

    at: int | None
    text: str
    was: str
    why: tuple[str, str]


def item_label(label: str) -> str:
    """An item's label as the language has it: every bullet is one."""
    return BULLET if label.strip() in _BULLETS else label.strip()


def in_basis_form(blocks: Sequence[EditedBlock]) -> list[EditedBlock]:
    """The blocks as they are printed: before the first heading an item is a paragraph that begins with its mark."""
    out = []
    basis = True
    for block in blocks:
        basis = basis and block.kind != "heading"
        if block.kind == "item" and basis:
            mark = EditedPiece("text", f"{item_label(block.label)} ")
            block = evolve(block, kind="paragraph", pieces=(mark, *block.pieces), label="")
        out.append(block)
    return out


def differences(printed: Sequence[EditedBlock], edited: Sequence[EditedBlock]) -> Iterator[Difference]:
    """Every way in which the edited blocks are not the printed ones."""
    printed, edited = in_basis_form(printed), in_basis_form(edited)
    for ours, theirs in _pairs(printed, edited):
        if theirs is None:
            assert ours is not None
            yield Difference(at=None, text="", was=_shown(printed[ours]), why=_SURPLUS)
        elif ours is None:
            yield Difference(at=theirs, text=_shown(edited[theirs]), was="", why=_MISSING)
        else:
            yield from _between(printed[ours], edited[theirs], theirs)


def counted_without(found: Iterable[Difference], edited: Sequence[EditedBlock]) -> Iterator[Difference]:
    """The differences with those told once that are headings counted without one whose number is typed by hand."""
    typed = [at for at, block in enumerate(edited) if block.typed]
    after = min(typed, default=len(edited))
    others: list[Difference] = []
    for each in found:
        if each.why == _LABEL and each.at is not None and each.at >= after and edited[each.at].kind == "heading":
            others.append(each)
        else:
            yield each
    if not others:
        return
    names = ", ".join(f"«{_shown(edited[at])}»" for at in typed)
    yield Difference(
        at=typed[0], text="; ".join(each.text for each in others), was="; ".join(each.was for each in others),
        why=(_BY_HAND[0].format(names), _BY_HAND[1].format(names.replace("«", "“").replace("»", "”"))),
    )  # fmt: skip


def _pairs(printed: Sequence[EditedBlock], edited: Sequence[EditedBlock]) -> Iterator[tuple[int | None, int | None]]:
    if len(printed) == len(edited):
        yield from ((n, n) for n in range(len(printed)))
        return
    matcher = SequenceMatcher(None, [_words(b) for b in printed], [_words(b) for b in edited], autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for n in range(max(i2 - i1, j2 - j1)):
            yield (i1 + n if i1 + n < i2 else None, j1 + n if j1 + n < j2 else None)


def _between(ours: EditedBlock, theirs: EditedBlock, at: int) -> Iterator[Difference]:
    def told(why: tuple[str, str]) -> Difference:
        return Difference(at=at, text=_shown(theirs), was=_shown(ours), why=why)

    if ours.kind != theirs.kind:
        yield told(_KIND)
    if ours.kind == "heading" and not ours.label:  # a clause with a number only
        ours = evolve(ours, label=ours.text)
        theirs = evolve(theirs, label=theirs.label or theirs.text.strip())
    if _label(ours) != _label(theirs):
        yield told(_LABEL)
    if ours.kind == theirs.kind == "heading" and ours.level != theirs.level:
        yield told(_LEVEL)
    if _words(ours) != _words(theirs):
        yield told(TEXT)
    elif any(_unlike(a, b) for a, b in zip(_emphasis(ours), _emphasis(theirs), strict=True)):
        yield told(_EMPHASIS)


def _label(block: EditedBlock) -> str:
    return item_label(block.label) if block.kind == "item" else block.label


def _words(block: EditedBlock) -> str:
    return " ".join(block.text.split())


def _shown(block: EditedBlock) -> str:
    return f"{block.label} {_words(block)}".strip()


def _emphasis(block: EditedBlock) -> list[bool | None]:
    """For each sign whether it is set in italics; None where its kind of piece does not say."""
    says = {"emphasis": True, "text": False}
    return [says.get(piece.kind) for piece in block.pieces for sign in piece.text if not sign.isspace()]


def _unlike(ours: bool | None, theirs: bool | None) -> bool:
    if ours is None:
        return theirs is True
    return theirs is not None and ours is not theirs
