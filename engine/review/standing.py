"""The agreement as it stands on a day, which is what is reviewed, and which answers are about that version of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.record import changed
from engine.answer import Answer
from engine.ask import ask
from engine.question_setup import arguments, shelf_for
from engine.questions import NotUnderstood, read_from
from engine.versions import version_on

if TYPE_CHECKING:
    from dsl.case import Case, Expected
    from dsl.contract import Contract, Question
    from engine.world import Model


def standing_on(contract: Contract, day: date) -> Contract:
    """What the version of a day says, and no more; what it means is still decided by the day of each question.

    Its only version is that one; before the first amendment applies, the first. An agreement nothing has amended is
    itself.
    """
    version = version_on(contract, day)
    if version is None:
        return contract
    words = dict(version.quoted)
    of_versions = {name for each in contract.versions for name, _ in each.quoted}
    points = (p for p in contract.readings if p.name in words or p.name not in of_versions)
    return changed(
        contract, values=version.values, parties=version.parties, headings=version.headings,
        sentences=version.sentences, blocks=version.blocks, corrections=version.corrections,
        citations=version.citations, gaps=version.gaps, tensions=version.tensions, requirements=version.requirements,
        readings=tuple(changed(p, words=words.get(p.name, p.words)) for p in points), versions=(version,),
    )  # fmt: skip


def answer_within(model: Model, standing: Contract, case: Case, expected: Expected, lang: str) -> Answer | None:
    """The answer to a question a case asks, if it is about the version that stands; else None."""
    if model.contract.versions:
        shelf = shelf_for(model, case)
        found = read_from(shelf, expected.question, "nb")
        if isinstance(found, NotUnderstood):
            return None
        question = model.cache["questions"][found.question]
        if not within(model, standing, question, arguments(question, dict(found.values)), expected.on):
            return None
    answer = ask(model.contract, case, expected.question, on=expected.on, known=expected.known, lang=lang)
    return answer if isinstance(answer, Answer) else None


def within(model: Model, standing: Contract, question: Question, args: tuple[Any, ...], on: date) -> bool:
    """Is a question about the version that stands: by its year or day, else by when it is asked?"""
    if not standing.versions:
        return True
    about = on
    for arg, param in zip(args, question.params, strict=True):
        if param.type.kind == "år" and isinstance(arg, int) and 1 <= arg <= date.max.year:
            about = date(arg, 1, 1)
        if param.name == "dag" and isinstance(arg, date):
            about = arg
    return version_on(model.contract, about) is standing.versions[0]
