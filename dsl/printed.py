"""The printed text of an agreement: its blocks, what is cited in it, and the errors it is declared to have."""

from __future__ import annotations

from dsl.record import Record, changed, record, record_kw


@record
class Correction(Record):
    """A declared scanning, drafting or reference error."""

    kind: str
    printed: str
    right: str
    reason: str
    clause: str
    line: int = 0


@record
class Citation(Record):
    """A reference in clause text: as printed, and what it leads to ("punkt 11.1", a law's name, or "feil")."""

    text: str
    target: str
    clause: str
    line: int = 0


@record_kw
class LawRef(Record):
    name: str
    title: str
    identifier: str


# ── the printed text ────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Bit(Record):
    """A piece of printed text: ``kind`` is text, value, citation or emphasis; ``name`` the value's or the citation's
    target.
    """

    kind: str
    text: str
    name: str = ""


@record
class Block(Record):
    """One printed block: ``kind`` is heading, paragraph or item; ``label`` the clause number or the item's label."""

    kind: str
    label: str
    bits: tuple[Bit, ...]
    clause: str


def joined(bits: tuple[Bit, ...]) -> list[Bit]:
    """The pieces with one blank between any two that had some, and none at the ends."""
    out: list[Bit] = []
    for bit in bits:
        follows_blank = not out or out[-1].text.endswith(" ")
        text = bit.text.lstrip(" ") if follows_blank else bit.text
        if text:
            out.append(changed(bit, text=text))
    if out:
        out[-1] = changed(out[-1], text=out[-1].text.rstrip(" "))
    return [bit for bit in out if bit.text]
