"""The questions two versions of an agreement answer differently.

Convention: the questions are those of case files, each asked of both on the day it is asked in the case. An answer is
what the reader is told: the verdict and its class. A question only one of the two understands has changed too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from renderers.redline.model import ChangedAnswer

if TYPE_CHECKING:
    from dsl.case import Case
    from vka.api import Agreement


@frozen
class Answers:
    """What two versions were asked and answered differently; ``unused`` are the cases that do not fit the new one."""

    changed: tuple[ChangedAnswer, ...]
    asked: int
    unused: tuple[str, ...]


def changed_answers(old: Agreement, new: Agreement, cases: Sequence[str | Path], lang: str = "nb") -> Answers:
    """Ask both the questions of the cases.

    Raises ``InputError`` for a case that cannot be read and ``SourceError`` for one with errors; one that fits the old
    agreement and not the new is ``unused``.
    """
    changed: list[ChangedAnswer] = []
    asked, unused = 0, []
    for path in cases:
        both = _read(path, old, new)
        if both is None:
            unused.append(Path(path).name)
            continue
        found, count = _compare(old, new, *both, lang)
        changed += found
        asked += count
    return Answers(tuple(changed), asked, tuple(unused))


def _read(path: str | Path, old: Agreement, new: Agreement) -> tuple[Case, Case] | None:
    from vka.api import load_case
    from vka.errors import SourceError

    before = load_case(path, old)
    try:
        return before, load_case(path, new)
    except SourceError:
        return None


def _compare(old: Agreement, new: Agreement, before: Case, after: Case, lang: str) -> tuple[list[ChangedAnswer], int]:
    from vka.errors import InputError

    found, asked = [], 0
    seen = set()
    for each in before.expected:
        key = (each.question, each.on, each.known)
        if key in seen:
            continue
        seen.add(key)
        asked += 1
        said = []
        for agreement, case in ((old, before), (new, after)):
            try:
                said.append(_shown(agreement, case, each.question, each.on, each.known, lang))
            except InputError as error:
                said.append(error.message(lang))
        if said[0] != said[1]:
            found.append(ChangedAnswer(
                question=each.question, case=before.name, day=each.on.isoformat(), old=said[0], new=said[1],
            ))  # fmt: skip
    return found, asked


def _shown(
    agreement: Agreement, case: Case, question: str, on: date, known: date | None, lang: str
) -> str:  # fmt: skip
    from engine.answer import NoAnswer
    from renderers.answer_words import labels

    answer = agreement.ask(question, case, on, known, lang)
    if isinstance(answer, NoAnswer):
        return _NOT_ASKED[lang == "en"]
    return f"{answer.headline} [{labels(lang).status(answer.status)}]"


_NOT_ASKED = ("kan ikke spørres", "cannot be asked")
