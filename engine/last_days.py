"""The last days of the asker's own act: which there are, which have passed, and what is said of each.

A day that has passed is told of in the past tense, and nobody is advised to keep it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import At, Choose, children
from engine.evaluate import day_of_question
from engine.norwegian import show_day, show_list
from engine.routes import Limit
from engine.trees import READING, Tree, at_best, paths

if TYPE_CHECKING:
    from datetime import date

    from dsl.core import Term
    from engine.evaluate import Evaluation
    from engine.world import Model


def limit_days(tree: Tree) -> dict[Limit, list[str]]:
    """Each last day, earliest first, and the readings that set it, as words.

    Only the dated thing of the preferred readings counts: who has received in time has also been sent to in time.
    """
    best = at_best(tree)
    field = best.field if isinstance(best, Limit) else None
    found: dict[Limit, list[set[tuple[str, str]]]] = {}
    for path, leaf in paths(tree):
        if isinstance(leaf, Limit) and field in (None, leaf.field):
            found.setdefault(leaf, []).append({(o.key[0], str(option)) for o, option in path if o.kind == READING})
    common = {limit: set.intersection(*ways) for limit, ways in found.items()}
    everywhere = set.intersection(*common.values()) if common else set()
    return {limit: sorted(name for _, name in common[limit] - everywhere) for limit in sorted(found)}


def own_days(e: Evaluation) -> dict[Limit, list[str]]:
    """``limit_days`` of the asker's act, without the day of asking where no day is asked about: that sets no limit."""
    return {} if e.limits is None else {at: names for at, names in limit_days(e.limits).items() if not sets_none(e, at)}


def sets_none(e: Evaluation, limit: Limit) -> bool:
    """Is the last day only the day of asking, since the question is about no other?"""
    return e.question.kind == "kan" and day_of_question(e) is None and limit.day >= e.asked


def too_late_for(e: Evaluation, point: str) -> bool:
    """Is advice on a reading of when an act must be done of no use, as the act is done or its safest day is past?"""
    if not _sets_a_day(e.model, point):
        return False
    tree = e.limits if e.limits is not None else e.next_limits
    days = limit_days(tree) if tree is not None else {}
    return not days or min(days).day < e.asked


def _sets_a_day(model: Model, point: str) -> bool:
    """Does the point say by which day an act must be done?"""
    definition = model.definitions.get(point)
    if definition is None or not any(p.type.kind == "hendelse" for p in definition.params):
        return False
    body = definition.body
    return isinstance(body, Choose) and any(_has_day(arm) for _, arm in body.arms)


def _has_day(term: Term) -> bool:
    return isinstance(term, At) or any(_has_day(each) for each in children(term))


def must_sentence(nb: bool, act: str, days: dict[Limit, list[str]], asked: date) -> str:
    """«Oppsigelsen måtte være mottatt senest 31.12.2025; etter lesningen «x» holder også 1.1.2026, i dag.»"""
    lang: Any = "nb" if nb else "en"
    (safest, _), *others = days.items()
    subject = act[:1].upper() + act[1:]
    day = _shown(safest.day, asked, lang)
    passed = safest.day < asked
    if nb:
        what = "skje" if safest.field == "dato" else f"være {safest.field}"
        text = f"{subject} {'måtte' if passed else 'må'} {what} senest {day}"
    else:
        what = "done" if safest.field == "dato" else f"in («{safest.field}»)"
        text = f"{subject} {'had to be' if passed else 'must be'} {what} no later than {day}"
    for limit, readings in others:
        if not readings:
            continue
        later = _shown(limit.day, asked, lang)
        quoted = show_list([f"«{r}»" for r in readings], lang)
        gone = limit.day < asked
        if nb:
            text += f"; etter lesningen {quoted} {'holdt' if gone else 'holder'} også {later}"
        else:
            text += f"; on the reading {quoted} {later} also {'held' if gone else 'holds'}"
    return f"{text}."


def _shown(day: date, asked: date, lang: Any) -> str:
    """A day, and that it is today."""
    today = ", today" if lang == "en" else ", i dag"
    return f"{show_day(day, lang)}{today if day == asked else ''}"


__all__ = ["limit_days", "must_sentence", "own_days", "sets_none", "too_late_for"]
