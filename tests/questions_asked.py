"""How the questions of ``tests/data/asked_questions.txt`` are read, as text for people and as a count."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import vka
from engine.ask import model_of
from engine.question_setup import shelf_for
from engine.question_types import BUILT_IN
from engine.question_values import show_value
from engine.questions import Shelf, Understood, read_back, read_from

ROOT = Path(__file__).parent.parent
LIST = Path(__file__).parent / "data" / "asked_questions.txt"

AGREEMENTS = (
    ("agreements/ibestad_harstad.vka", "agreements/saker/eksempel.sak"),
    ("agreements/ikt_nordhordland.vka", "agreements/saker/nordhordland_utlosningssum.sak"),
)
"""The agreements of the list, each with the case it is asked about."""

RIGHT, FIRST, OTHER, WRONG = "forstått", "avvist, riktig forslag først", "avvist", "FEIL"


class Asked(NamedTuple):
    """A question, the declared one that is meant ("" for none, which is rightly refused), and how it was read."""

    text: str
    meant: str
    verdict: str
    shown: tuple[str, ...]


def asked() -> list[tuple[str, list[Asked]]]:
    """The questions of each agreement, read."""
    found: list[tuple[str, list[Asked]]] = []
    blocks = dict(block.split("\n", 1) for block in LIST.read_text(encoding="utf-8").strip().split("\n\n")[1:])
    for source, told in AGREEMENTS:
        lines = blocks[source].split("\n")
        agreement = vka.load(ROOT / source)
        shelf = shelf_for(model_of(agreement.contract), vka.load_case(ROOT / told, agreement))
        found.append((source, [_read(shelf, *line.split(" = ")) for line in lines]))
    return found


def _read(shelf: Shelf, text: str, meant: str) -> Asked:
    read = read_from(shelf, text)
    if isinstance(read, Understood):
        types = {slot.name: slot.type for slot in read.pattern.slots}
        values = [show_value(v, types[n], "nb") if types[n] in BUILT_IN else str(v) for n, v in read.values]
        right = " ".join([read.question, *values]) == meant
        notes = [f"«{typed}» lest som «{word}»" for typed, word in read.corrections]
        shown = "; ".join([read_back(shelf, read), *notes])
        return Asked(text, meant, RIGHT if right else WRONG, (shown,))
    names = [each.question for each in read.nearest]
    first = meant != "-" and names[:1] == meant.split(" ")[:1]
    return Asked(text, meant, FIRST if first else OTHER, (read.reason, *(each.text for each in read.nearest)))


def as_text(found: list[tuple[str, list[Asked]]]) -> str:
    """The questions with what each was read as, or why not and the first suggestions; the counts first."""
    lines: list[str] = []
    for source, questions in found:
        counts = Counter(each.verdict if each.meant != "-" or each.verdict == WRONG else "-" for each in questions)
        lines += [f"{source}: {len(questions)} spørsmål"]
        lines += [f"  {counts[name]:3} {name}" for name in (RIGHT, FIRST, OTHER, WRONG)]
        lines += [f"  {counts['-']:3} avvist, og avtalen har det ikke", ""]
        for each in questions:
            lines.append(each.text)
            if each.verdict in (RIGHT, WRONG):
                lines.append(f"  {'=' if each.verdict == RIGHT else 'FEIL:'} {each.shown[0]}")
            else:
                lines += [f"  – {each.shown[0]}", *(f"    {text}" for text in each.shown[1:])]
            if each.verdict == OTHER and each.meant != "-":
                lines.append(f"    (ment: {each.meant})")
        lines.append("")
    return "\n".join(lines)
