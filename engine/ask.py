"""Question in, answer out, read top to bottom: read the question, evaluate it, read the answer off the tree, explain
it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.record import changed
from engine.answer import Answer, NoAnswer
from engine.calculate import NumberRangeError
from engine.dates import DateRangeError
from engine.evaluate import Evaluation, evaluate
from engine.no_case import without_case
from engine.premature import premature
from engine.question_setup import arguments, shelf_for, too_far, too_many_parties, wrong_roles, years_in
from engine.questions import NotUnderstood, Understood, read_back, read_from
from engine.report import report
from engine.trees import TooManyOpen
from engine.world import Facts, Model

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Question
    from engine.questions import Shelf

_MODELS: dict[int, tuple[Contract, Model]] = {}
_MOST_MODELS = 8


def model_of(contract: Contract) -> Model:
    """The contract's indexed model, made once and kept while the contract is in use."""
    found = _MODELS.get(id(contract))
    if found is None or found[0] is not contract:
        if len(_MODELS) >= _MOST_MODELS:
            _MODELS.pop(next(iter(_MODELS)))
        found = (contract, Model(contract))
        _MODELS[id(contract)] = found
    return found[1]


def facts_of(model: Model, case: Case | None, known: date) -> Facts:
    """The case as known on a day; kept with the model, one for all days on which as much is known."""
    kept = model.cache.setdefault("facts", {})
    known = _last_news(model, case, known)
    key = (id(case), known)
    found = kept.get(key)
    if found is None or found.case is not case:
        if len(kept) > 64:
            kept.clear()
        found = kept[key] = Facts(model, case, known)
    return found  # type: ignore[no-any-return]  # the cache holds Facts only


def _last_news(model: Model, case: Case | None, known: date) -> date:
    """The last day up to ``known`` on which the case tells more than the day before."""
    if case is None:
        return date.min
    kept = model.cache.setdefault("news", {})
    found = kept.get(id(case))
    if found is None or found[0] is not case:
        if len(kept) > 64:
            kept.clear()
        found = kept[id(case)] = (case, *_news(case))
    days: list[date]
    complete: date
    _, days, complete = found
    if known < complete:
        return known  # each day is one more of which all is told
    at = bisect_right(days, known)
    return max(complete, days[at - 1]) if at else complete


def _news(case: Case) -> tuple[list[date], date]:
    """The days on which the case tells something new, in order, and the day from which it is complete for no more."""
    told: list[date | None] = [max(e.known, e.day) for e in case.events]
    told += [f.known for f in case.facts] + [j.known for j in case.judgements] + [c.day for c in case.chosen]
    complete = max((day for day in (case.complete, *(d for _, d in case.complete_for)) if day), default=date.min)
    return sorted(day for day in told if day is not None), complete


def ask(
    contract: Contract, case: Case | None, text: str, *, on: date, known: date | None = None, lang: str = "nb"
) -> Answer | NoAnswer:
    """Answer a question put in words.

    ``on`` is the day the question is asked, which decides which acts are still possible; ``known`` the day up to
    which facts were known (``on`` unless given). Never raises on any text; a question that is not understood gives
    the nearest ones that are.
    """
    model = model_of(contract)
    shelf = shelf_for(model, case)
    found = read_from(shelf, text, lang)
    if isinstance(found, NotUnderstood) and contract.renamings:
        found = _by_other_names(contract, shelf, text, lang, found)
    if isinstance(found, NotUnderstood):
        return NoAnswer(asked=text, language=lang, reason=found.reason, nearest=tuple(s.text for s in found.nearest))
    question = model.cache["questions"][found.question]
    args = arguments(question, dict(found.values))
    return answer_to(
        model, case, question, args, on=on, known=known, lang=lang, asked=text, understood=read_back(shelf, found),
        corrections=found.corrections,
    )  # fmt: skip


def _by_other_names(
    contract: Contract, shelf: Shelf, text: str, lang: str, first: NotUnderstood
) -> Understood | NotUnderstood:
    """The question read with the older or newer names of the offices in it."""
    from engine.layers import renamed

    other, put = renamed(contract, text)
    found = read_from(shelf, other, lang) if put else first
    return changed(found, corrections=(*put, *found.corrections)) if isinstance(found, Understood) else first


def answer_to(
    model: Model, case: Case | None, question: Question, args: tuple[Any, ...], *, on: date, known: date | None = None,
    lang: str = "nb", asked: str = "", understood: str = "", corrections: tuple[tuple[str, str], ...] = (),
) -> Answer | NoAnswer:  # fmt: skip
    """Answer a declared question for given arguments."""
    facts = facts_of(model, case, known or on)
    misplaced = too_many_parties(facts, lang) or too_far(years_in(question, args), on, lang)
    misplaced = misplaced or wrong_roles(facts, question, args, on, lang) or premature(model, facts, on, lang)
    if misplaced:
        return NoAnswer(asked=asked, language=lang, reason=misplaced)
    try:
        evaluation: Evaluation = without_case(evaluate(model, facts, question, args, on, known or on))
        return report(evaluation, lang=lang, asked=asked, understood=understood, corrections=corrections)
    except (DateRangeError, NumberRangeError) as beyond:
        return NoAnswer(asked=asked, language=lang, reason=beyond.message_en if lang == "en" else beyond.message_nb)
    except TooManyOpen as many:
        from engine.open_text import open_text

        en = lang == "en"
        names = "; ".join(
            open_text(model, o, lang)
            if o.kind != "tolkning"
            else f"the reading of «{o.key[0]}»"
            if en
            else f"lesningen av {o.key[0]}"
            for o in many.first
        )
        reason = (
            f"The answer turns on too many open questions. Tell these first: {names}."
            if en
            else f"Svaret kommer an på for mange åpne spørsmål. Opplys disse først: {names}."
        )
        return NoAnswer(asked=asked, language=lang, reason=reason)
