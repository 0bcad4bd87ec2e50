"""Random agreements with all that a printed line can hold, and random scripts of what people do to them.

Convention: a script is drawn from the document as it is when each edit is done, so that every edit does something and
leaves what a word processor could show: no empty line, no heading more than one level below the one above it.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random

from attrs import evolve, frozen

from dsl.edits.edited import EditedBlock, EditedDocument, EditedPiece
from tests.edit_scripts import Edit, EditKind, apply_to_document

_WORDS = ("leien", "fristen", "partene", "og", "skal", "ikke", "varsle", "innen", "etter", "avtalen", "styret", "år",
          "«boden»", "Å", "gjør,", "ØST", "vest,", "nord;", "må", "(selv)", "a/b", "et\u00a0minutt", "–")  # fmt: skip
_MARK = "[opplysning]"
KINDS: tuple[EditKind, ...] = (
    "words", "words", "words", "value", "delete", "insert", "move", "copy", "split", "merge", "emphasis", "plain",
    "label", "level", "anchor", "control",
)  # fmt: skip
_NOT_TRACKED = ("anchor", "control")
"""What Word does at once, tracked or not."""


def random_source(chance: Random) -> str:
    """An agreement: clauses on two levels, passages and items with values, references and emphasis."""
    values = [("leie", "kr 12 000"), ("frist", "3 måneder"), ("andel", "25 %"), ("sted", "«Oslo tingrett»")]
    clauses: list[str] = []
    for top in range(1, chance.randint(2, 4) + 1):
        clauses.append(str(top))
        clauses += [f"{top}.{sub}" for sub in range(1, chance.choice((0, 0, 2, 3)) + 1)]
    lines = ["avtale prøve «PRØVEAVTALE»; målform bokmål.", f"«{_sentence(chance, [], clauses)}»"]
    for number in clauses:
        lines.append(f"punkt {number} «{_plain(chance, 1, 4).capitalize()}»")
        for _ in range(chance.randint(1, 3)):
            prose = " ".join(_sentence(chance, values, clauses) for _ in range(chance.randint(1, 3)))
            lines.append(f"«{prose}»")
        if chance.random() < 0.5:
            signs = chance.choice((["-"] * 3, ["a.", "b.", "c."]))
            lines += [f"{sign} «{_sentence(chance, values[:2], clauses)}»" for sign in signs]
    lines += [f"verdi {name} er {shown}." for name, shown in values if any(f"{{{name}}}" in line for line in lines)]
    return "\n".join(lines) + "\n"


def _plain(chance: Random, least: int, most: int) -> str:
    return " ".join(chance.choice([w for w in _WORDS if "«" not in w]) for _ in range(chance.randint(least, most)))


def _sentence(chance: Random, values: list[tuple[str, str]], clauses: list[str]) -> str:
    parts = [_plain(chance, 2, 6).capitalize()]
    for _ in range(chance.randint(0, 3)):
        what = chance.random()
        if what < 0.4 and values:
            parts.append(f"{{{chance.choice(values)[0]}}}")
        elif what < 0.6:
            parts.append(f"<punkt {chance.choice(clauses)}>")
        elif what < 0.8:
            parts.append(f"*{_plain(chance, 1, 2)}*")
        parts.append(_plain(chance, 1, 3))
    return " ".join(parts) + f".{_MARK}"


@frozen
class Script:
    """What is done before changes are tracked, and while they are."""

    plain: tuple[Edit, ...]
    tracked: tuple[Edit, ...]


def random_script(
    chance: Random, document: EditedDocument, most: int = 6, kinds: tuple[EditKind, ...] = KINDS
) -> Script:
    """Up to ``most`` edits, some of them tracked."""
    count = chance.randint(1, most)
    first_tracked = chance.choice((0, count, chance.randint(0, count)))
    plain: list[Edit] = []
    tracked: list[Edit] = []
    merged = False
    for number in range(count):
        for _ in range(20):
            edit = _edit(chance, document, chance.choice(kinds))
            if (
                edit is None
                or (edit.kind == "split" and merged)
                or (number >= first_tracked and edit.kind in _NOT_TRACKED)
            ):
                continue
            done = apply_to_document(document, (edit,))
            if done != document and _can_be(document, done, edit):
                merged = merged or edit.kind == "merge"
                document = done
                (tracked if number >= first_tracked else plain).append(edit)
                break
    return Script(tuple(plain), tuple(tracked))


def _can_be(was: EditedDocument, now: EditedDocument, edit: Edit) -> bool:
    if not now.blocks or now.blocks[0].kind != "title" or any(not block.text.strip() for block in now.blocks):
        return False
    levels = [0, *(block.level for block in now.blocks if block.kind == "heading")]
    if any(low - high > 1 for high, low in pairwise(levels)):
        return False
    if edit.kind == "merge":
        first, second = was.blocks[edit.block], was.blocks[edit.block + 1]
        alike = (first.kind, first.level, first.label) == (second.kind, second.level, second.label)
        named = first.anchor is not None and not first.anchor.startswith("innledning")
        return alike and first.kind != "title" and named
    return True


def _edit(chance: Random, document: EditedDocument, kind: EditKind) -> Edit | None:
    at = chance.randrange(len(document.blocks))
    block = document.blocks[at]
    piece = chance.randrange(len(block.pieces))
    text = block.pieces[piece].text
    if kind in ("words", "split", "emphasis"):
        if kind == "split" and (block.pieces[piece].kind not in ("text", "emphasis") or at == 0):
            return None
        start = chance.randint(0, len(text))
        end = chance.choice((start, chance.randint(start, len(text))))
        if kind == "split" and not (_before(block, piece, start).strip() and _after(block, piece, start).strip()):
            return None
        return Edit(
            kind=kind, block=at, piece=piece, start=start, end=end, text=_typed(chance) if kind == "words" else ""
        )
    if kind == "value":
        names = sorted({p.name for b in document.blocks for p in b.pieces if p.kind == "value"})
        shown = chance.choice(("kr 15 000", "6 måneder", "1 år", "30 %", "Bergen tingrett"))
        return Edit(kind=kind, name=chance.choice(names), text=shown) if names else None
    if kind == "insert":
        line = chance.choice(("paragraph", "paragraph", "item", "heading"))
        return Edit(kind=kind, block=chance.randint(1, len(document.blocks)), text=_plain(chance, 2, 6).capitalize(),
                    line=line, level=chance.randint(1, 2) if line == "heading" else 0,  # type: ignore[arg-type]  # one of the kinds
                    name=chance.choice(("-", "a.")) if line == "item" else "")  # fmt: skip
    if kind in ("anchor", "control") and chance.random() < 0.2:
        return Edit(kind=kind, block=-1)
    if kind == "label":
        if block.kind not in ("paragraph", "item"):
            return None
        return Edit(kind=kind, block=at, text=chance.choice([m for m in ("-", "a.", "") if m[:1] != block.label[:1]]))
    if kind == "level":
        return Edit(kind=kind, block=at, level=chance.randint(1, 3)) if block.kind == "heading" else None
    if at == 0 and kind in ("move", "copy", "delete", "merge"):
        return None
    return Edit(kind=kind, block=at, piece=piece, count=chance.randint(1, 3) if kind == "move" else 1,
                to=chance.randint(1, len(document.blocks)))  # fmt: skip


def _typed(chance: Random) -> str:
    return chance.choice(("", " ")) + _plain(chance, 1, 3) + chance.choice(("", " ")) if chance.random() < 0.7 else ""


def _before(block: EditedBlock, piece: int, at: int) -> str:
    return "".join(p.text for p in block.pieces[:piece]) + block.pieces[piece].text[:at]


def _after(block: EditedBlock, piece: int, at: int) -> str:
    return block.pieces[piece].text[at:] + "".join(p.text for p in block.pieces[piece + 1 :])


def comparable(document: EditedDocument) -> list[tuple[object, ...]]:
    """The lines of a document as far as two ways to the same document must agree.

    Letters of a list are one letter: a word processor counts them anew, which a script does not.
    """
    out: list[tuple[object, ...]] = []
    for block in document.blocks:
        if not block.text.strip():
            continue
        pieces: list[EditedPiece] = []
        for piece in block.pieces:
            if pieces and piece.kind != "value" and (piece.kind, piece.name) == (pieces[-1].kind, pieces[-1].name):
                pieces[-1] = evolve(piece, text=pieces[-1].text + piece.text)
            elif piece.text:
                pieces.append(piece)
        heading = block.kind == "heading"
        label = block.label if heading or block.label in ("", "-") else "a."
        out.append((block.kind, block.level if heading else 0, label, block.anchor, tuple(pieces)))
    return out
