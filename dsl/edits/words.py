"""What an import tells people, in Norwegian and English, and small help for saying it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from dsl.edits.values import folded
from dsl.layers import declared

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock, EditedDocument
    from dsl.edits.lines import Line, Source
    from dsl.edits.numbers import Renumbered

LOST = (
    "tegnet «{0}» kan ikke stå i avtaleteksten og er utelatt i kilden",
    "the sign “{0}” cannot stand in agreement text and is left out of the source",
)
LABEL = (
    "listemerket «{0}» kan ikke skrives i kilden; skriv «-» eller en liten bokstav med punktum",
    "the list mark “{0}” cannot be written in the source; write “-” or a small letter with a full stop",
)
NOT_A_VALUE = (
    "«{0}» er ikke erklært i kilden: erklær verdien der, eller rett navnet",
    "“{0}” is not declared in the source: declare the value there, or correct the name",
)
DECLARED_AT = (
    "«{0}» er et navn, ingen verdi. Endre det der det er erklært, linje {1} («{2}»), og ellers i kilden",
    "“{0}” is a name and no value. Change it where it is declared, line {1} (“{2}”), and elsewhere in the source",
)
KEPT = (
    "setningene er borte, erklæringene står: slett eller flytt dem selv",
    "the sentences are gone, the declarations stay: delete or move them yourself",
)
REMARK = (
    "linje {0} nevner et punkt som har fått nytt nummer eller er slettet",
    "line {0} names a clause that has a new number or is deleted",
)
DEAD = (
    "henvisningen ledet til et punkt som er slettet; nummeret kan nå være et annet punkt",
    "the reference led to a clause that is deleted; its number may be another clause now",
)
SEVERAL = (
    "nevner flere punkter under ett, og minst ett av dem har fått nytt nummer eller er slettet",
    "names several clauses at once, and one of them at least has a new number or is deleted",
)
FOLLOWED = ("henvisningen følger punktet", "the reference follows the clause")
FOLDED = (
    "harde mellomrom, tabulatorer og doble mellomrom er skrevet som ett mellomrom",
    "hard blanks, tabs and double blanks are written as one blank",
)
SOFT = ("myke bindestreker er utelatt", "soft hyphens are left out")
SOFT_HYPHEN = "\u00ad"
NUMBERED = (
    "nytt ledd. Linjen ser ut som en overskrift med nummer, men er lest som ledd: gi den Words overskriftsstil, så blir"
    " den et punkt",
    "a new passage. The line looks like a heading with a number and is read as a passage: give it Word’s heading style,"
    " and it becomes a clause",
)

_NUMBERED = re.compile(r"(?:§\s*)?\d+(?:[.-]\d+)*\.?\s+[A-ZÆØÅ].{0,78}[^\s.,:;!?]")

_LONGEST = 100
"""Signs of a declaration that are shown."""
_FIRST = 5
"""Words that name a line."""


def not_a_value(name: str, source: Source) -> tuple[str, str]:
    """What to do about a name that was changed in the text: where it is declared."""
    there = next((x for _, x in source.placed if declared(x) == name), None)
    if there is None:
        return filled(NOT_A_VALUE, name)
    line = source.text.count("\n", 0, there.span.start) + 1
    spelled = " ".join(source.text.splitlines()[line - 1].split())
    shown = spelled if len(spelled) <= _LONGEST else f"{spelled[:_LONGEST]} …"
    nb, en = DECLARED_AT
    return nb.format(name, line, shown), en.format(name, line, shown)


def with_numbers(text: str, renumbered: Renumbered) -> str:
    return re.sub(r"(punkt\s+)(\d+(?:\.\d+)*)", lambda m: m[1] + renumbered.to.get(m[2], m[2]), text)


def filled(words: tuple[str, str], what: str) -> tuple[str, str]:
    return words[0].format(what), words[1].format(what)


def shown_line(block: EditedBlock) -> str:
    return f"{block.label} {folded(block.text)}".strip()


def opening(text: str) -> str:
    """The first words of a line."""
    words = text.split()
    return " ".join(words if len(words) <= _FIRST + 2 else [*words[:_FIRST], "…"])


def only_number(line: Line) -> bool:
    return line.is_heading and not line.prose.raw.strip()


def numbers_of(line: Line, block: EditedBlock) -> tuple[str, ...]:
    return (line.clause, block.label) if block.label else (line.clause,)


def looks_like_heading(text: str) -> bool:
    """Is a line short, with a number first and no stop at its end?"""
    return _NUMBERED.fullmatch(text) is not None


def without_soft_hyphens(document: EditedDocument, source: Source) -> tuple[EditedDocument, int]:
    """The document without the places where a word may be parted, and how many lines had any.

    A source that has such signs itself keeps its own, and the document's.
    """
    if SOFT_HYPHEN in source.text:
        return document, 0
    soft = sum(SOFT_HYPHEN in block.text for block in document.blocks)
    return evolve(document, blocks=map(_hard, document.blocks)) if soft else document, soft


def _hard(block: EditedBlock) -> EditedBlock:
    return evolve(block, pieces=tuple(evolve(p, text=p.text.replace(SOFT_HYPHEN, "")) for p in block.pieces))


def is_folded(text: str) -> bool:
    return folded(text) != text.strip()
