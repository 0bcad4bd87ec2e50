"""The questions of the case files, as both evaluators are asked them: ``agreements/`` and ``agreements/saker/``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.ask import model_of
from engine.question_setup import arguments, shelf_for
from engine.questions import Understood, read_from
from tests.helpers import ROOT
from tests.law.completions import agrees, both_ways
from vka.api import load, load_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dsl.case import Case
    from dsl.contract import Contract, Question


class Asked(NamedTuple):
    """A question of a case file: asked on ``on``, as known on ``known``."""

    file: str
    words: str
    contract: Contract
    case: Case
    question: Question
    args: tuple[Any, ...]
    on: date
    known: date


def all_asked() -> Iterator[Asked]:
    """Every question of every case file (its ``spør`` lines), in order."""
    about = {}
    for path in sorted((ROOT / "agreements").glob("*.vka")):
        agreement = load(path, cache=False)
        versions = agreement.contract.versions
        about[versions[-1].name if versions else agreement.contract.name] = agreement
    for path in sorted((ROOT / "agreements" / "saker").glob("*.sak")):
        head = re.search(r"^sak\s+\S+\s+til\s+(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert head is not None, path
        agreement = about[head[1]]
        case = load_case(path, agreement)
        model = model_of(agreement.contract)
        for each in case.expected:
            read = read_from(shelf_for(model, case), each.question, "nb")
            assert isinstance(read, Understood), (path.stem, each.question)
            question = next(q for q in agreement.contract.questions if q.name == read.question)
            args = arguments(question, dict(read.values))
            known = each.known or each.on
            yield Asked(path.stem, each.question, agreement.contract, case, question, args, each.on, known)


def disagreement(each: Asked, seed: int) -> str:
    """What the two evaluators say of a question in the completion of a seed, "" where they agree."""
    found, leaves, value, _ = both_ways(
        each.contract, each.case, each.question, each.args, each.on, seed, 0, each.known, (each.on,)
    )
    if any(agrees(leaf, value) for leaf in leaves):
        return ""
    return f"{each.file}: «{each.words}» (asked {each.on}): {leaves} of {found}; plainly {value}"
