"""The questions two versions of an agreement answer differently.

Convention: the questions are those of case files, each asked of both on the day it is asked in the case. An answer is
what the reader is told: the verdict and its class. A question only one of the two understands has changed too. A case
that fits the new agreement alone is put to that one: what it tells of could not happen under the old.
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
    """What two versions were asked and answered differently; ``unused`` are the cases that do not fit the new one.

    ``asked`` counts the questions put to both; those of cases that fit the new one alone are ``only_new``.
    """

    changed: tuple[ChangedAnswer, ...]
    asked: int
    unused: tuple[str, ...]


def changed_answers(old: Agreement, new: Agreement, cases: Sequence[str | Path], lang: str = "nb") -> Answers:
    """Ask both the questions of the cases.

    Raises ``InputError`` for a case that cannot be read and ``SourceError`` for one that fits neither; one that fits
    the old agreement and not the new is ``unused``.
    """
    changed: list[ChangedAnswer] = []
    only_new: list[ChangedAnswer] = []
    asked, unused = 0, []
    put: list[tuple[Case | None, Case | None]] = []
    for path in cases:
        before, after = _read(path, old, new)
        if (before, after) in put:
            continue  # a copy beside each version: it tells nothing more
        put.append((before, after))
        if after is None:
            unused.append(Path(path).name)
        elif before is None:
            only_new += _compare(((old, None), (new, after)), after, lang)[0]
        else:
            found, count = _compare(((old, before), (new, after)), before, lang)
            changed += found
            asked += count
    return Answers((*changed, *only_new), asked, tuple(unused))


def _read(path: str | Path, old: Agreement, new: Agreement) -> tuple[Case | None, Case | None]:
    """A case as each agreement reads it, None for one that it does not fit."""
    from vka.api import load_case
    from vka.errors import SourceError

    read: list[Case | None] = []
    errors = []
    for agreement in (old, new):
        try:
            read.append(load_case(path, agreement))
        except SourceError as error:
            read.append(None)
            errors.append(error)
    if len(errors) > 1:
        raise errors[0]
    return read[0], read[1]


def _compare(
    pairs: Sequence[tuple[Agreement, Case | None]], asking: Case, lang: str
) -> tuple[list[ChangedAnswer], int]:
    """The questions of a case put to both, and how many there were."""
    from vka.errors import InputError

    found, asked = [], 0
    seen = set()
    for each in asking.expected:
        key = (each.question, each.on, each.known)
        if key in seen:
            continue
        seen.add(key)
        asked += 1
        said = []
        for agreement, case in pairs:
            try:
                said.append(
                    _NOT_APPLICABLE[lang == "en"]
                    if case is None
                    else _shown(agreement, case, each.question, each.on, each.known, lang)
                )
            except InputError as error:
                said.append(error.message(lang))
        if said[0] != said[1]:
            only_new = pairs[0][1] is None
            found.append(ChangedAnswer(
                question=each.question, case=asking.name, day=each.on.isoformat(), old=said[0], new=said[1],
                only_new=only_new, known=each.known.isoformat() if each.known not in (None, each.on) else "",
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
_NOT_APPLICABLE = ("gjelder ikke", "does not apply")
