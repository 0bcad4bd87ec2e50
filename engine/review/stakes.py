"""What a reading decides where it cannot be counted: an answer that becomes another, a question, a norm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dsl.core import Choose, Term
from engine.norwegian import Lang, show_list

if TYPE_CHECKING:
    from dsl.contract import Question, ReadingPoint, Settlement
    from engine.world import Model

_MOST = 34
"""A longer answer is not quoted in the line above the readings, but shown beside each of them."""
_DEPENDS = {"kommer an på": "det kommer an på saken", "depends": "it depends on the case"}


def said(shown: str) -> str:
    """An answer as the checklist shows it; one that is still open says what it turns on."""
    return _DEPENDS.get(shown, shown)


def change(base: str, others: Iterable[str], lang: str) -> str:
    """«svaret går fra nei til ja»; where an answer is long, only that it becomes another."""
    told = [said(x) for x in dict.fromkeys(others)]
    en = lang == "en"
    if len(said(base)) > _MOST or any(len(x) > _MOST for x in told):
        return "the answer becomes another" if en else "svaret blir et annet"
    to = show_list([_quoted(x) for x in told], _lang(lang), either=True)
    first = _quoted(said(base))
    return f"the answer goes from {first} to {to}" if en else f"svaret går fra {first} til {to}"


def _quoted(answer: str) -> str:
    return answer if answer in ("ja", "nei", "yes", "no") else f"«{answer}»"


def unshown(model: Model, point: ReadingPoint, questions: Sequence[Question], lang: str) -> str:
    """Where no case shows a worth: which question, or which norm, the reading decides."""
    en = lang == "en"
    none = "No case shows what it is worth." if en else "Ingen sak viser hva det er verd."
    turning = sorted(
        ((len(found), question) for question in questions if point.name in (found := points_below(model, question))),
        key=lambda pair: pair[0],
    )
    if turning:
        shown = re.sub(r"\{[^}]*\}", "…", _wording(turning[0][1], lang))
        return f"{none} {'It decides the answer to' if en else 'Lesningen avgjør svaret på'} «{shown}»."
    norm = next((n for n in model.contract.norms if point.name in points_in(model, [n.condition])), None)
    if norm is not None:
        return f"{none} {'It decides when this holds' if en else 'Lesningen avgjør når dette gjelder'}: «{norm.text}»."
    if any(point.name in points_in(model, _terms(settlement)) for settlement in model.contract.settlements):
        decides = (
            "It decides who keeps what in a settlement."
            if en
            else "Lesningen avgjør hvem som beholder hva i et oppgjør."
        )
        return f"{none} {decides}"
    return none


def _terms(settlement: Settlement) -> list[Term]:
    terms = (settlement.owned, settlement.common, settlement.by_law, settlement.kept, settlement.share)
    return [t for t in terms if t is not None]


def points_below(model: Model, question: Question) -> set[str]:
    """The reading points a question can turn on."""
    terms = [question.term] if question.term is not None else []
    return points_in(model, terms + [model.norms[n].condition for n in question.names if n in model.norms])


def points_in(model: Model, terms: list[Term]) -> set[str]:
    """The reading points of terms and of all they call."""
    return {term.point for term in model.rests_on(*terms) if isinstance(term, Choose)}


def _wording(question: Question, lang: str) -> str:
    return next((text for told, text in question.wordings if told == lang), question.wordings[0][1])


def _lang(lang: str) -> Lang:
    return "en" if lang == "en" else "nb"
