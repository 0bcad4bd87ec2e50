"""Rules about an event that, read as preferred, no event can ever fulfil: a window of days with no day in it.

Nothing is known of the agreement: an event is supposed on every day that the rule compares with, and on the days
beside it. Comparisons of days change nowhere else, so if none of these days will do, none will.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import Call, Choose, Lit, Term, children
from dsl.record import changed
from engine.ask import facts_of
from engine.evaluate import run_of
from engine.norwegian import show_day
from engine.review.findings import MIDDLE, Finding
from engine.trees import at_best
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Definition
    from engine.world import Facts, Model

_ONE = timedelta(days=1)
_LATE = date(2999, 12, 31)
_SUPPOSED = "(tenkt)"


def never_true(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """One finding for each rule that is empty in every case that settles it, and for which a rival reading is not."""
    out = []
    points = {p.name for p in standing.readings}
    for definition in model.contract.definitions:
        if (
            definition.result.kind != "ja"
            or len(definition.params) != 1
            or definition.params[0].type.kind != "hendelse"
        ):
            continue
        if not isinstance(definition.body, Choose) or definition.body.point not in points:
            continue
        tried = [t for t in (_tried(model, definition, case) for case in cases) if t is not None]
        if tried and all(t[0] for t in tried):
            out.append(_finding(model, definition, tried[0][1], len(tried), lang))
    return out


def _tried(model: Model, definition: Definition, case: Case) -> tuple[bool, dict[str, date]] | None:
    """Is the preferred reading empty in this case while a rival is not? With the days compared with; None if open."""
    body = definition.body
    assert isinstance(body, Choose)
    known = case.complete or max((e.day for e in case.events), default=BEGINNING)
    facts = facts_of(model, case, known)
    days = _days(model, body, facts)
    if len(days) < 2:
        return None
    tries = sorted({d + step * _ONE for d in days.values() for step in (-1, 0, 1)})
    found: dict[str, bool] = {}
    for name, term in body.arms:
        values = [_holds(model, definition, term, case, known, day) for day in tries]
        if any(v not in (True, False) for v in values):
            return None
        found[name] = any(values)
    return not found[body.preferred] and any(found.values()), days


def _days(model: Model, term: Term, facts: Facts) -> dict[str, date]:
    """The named and fixed days a term compares with, as they are in the case."""
    world = World(model, facts, _LATE, unrecorded=BEGINNING)
    found: dict[str, date] = {}
    stack = [term]
    while stack:
        each = stack.pop()
        if isinstance(each, Lit) and isinstance(each.value, date):
            found[show_day(each.value, "nb")] = each.value
        if isinstance(each, Call) and not each.args and model.definitions[each.name].result.kind == "dag":
            value = at_best(run_of(model, each, ("",))(world, (_LATE,)))
            if isinstance(value, date) and BEGINNING < value < date.max:
                found[each.name] = value
        stack.extend(children(each))
    return found


def _holds(model: Model, definition: Definition, term: Term, case: Case, known: date, day: date) -> Any:
    kind = model.events[definition.params[0].type.name]
    fields = tuple((f.name, day) for f in kind.fields if f.type.kind == "dag")
    supposed = EventRecord(id=_SUPPOSED, kind=kind.name, day=day, fields=fields, known=BEGINNING, text="")
    facts = type(facts_of(model, case, known))(model, changed(case, events=(*case.events, supposed)), _LATE)
    world = World(model, facts, _LATE, unrecorded=BEGINNING)
    return at_best(run_of(model, term, ("", definition.params[0].name))(world, (_LATE, supposed)))


def _finding(model: Model, definition: Definition, days: dict[str, date], cases: int, lang: str) -> Finding:
    body = definition.body
    assert isinstance(body, Choose)
    point = model.points[body.point]
    en = lang == "en"
    shown = "; ".join(
        f"{_named(model, name)} {show_day(day, 'en' if en else 'nb')}{_remarked(model, name, lang)}".strip()
        for name, day in sorted(days.items(), key=lambda d: d[1])
    )
    rivals = ", ".join(f"«{r.name}»" for r in point.readings if r.name != body.preferred and r.strength != "svak")
    if en:
        title = f"No day fulfils «{point.words}» as it is read («{body.preferred}»): the window is empty"
        details = (
            f"Days it compares with: {shown}.",
            f"Tried in {cases} {'case' if cases == 1 else 'cases'}. It is not empty on the reading {rivals}.",
        )
    else:
        title = f"Ingen dag kan oppfylle «{point.words}» slik det leses («{body.preferred}»): vinduet er tomt"
        details = (
            f"Dagene det måles mot: {shown}.",
            f"Prøvd i {cases} {'sak' if cases == 1 else 'saker'}. Etter lesningen {rivals} er det ikke tomt.",
        )
    because = next(r.because for r in point.readings if r.name == body.preferred)
    return Finding(
        kind="tom", weight=MIDDLE, name=definition.name, clauses=(definition.place.clause,), line=definition.place.line,
        title=title, details=(*details, f"«{because}»" if en else because), advice=point.advice, declared=False,
    )  # fmt: skip


def _named(model: Model, name: str) -> str:
    """The day as rules speak of it: «ikrafttredelsesdagen»; a day fixed in a rule has no name but itself."""
    definition = model.definitions.get(name)
    return " ".join(definition.sentence) if definition is not None else ""


def _remarked(model: Model, name: str, lang: str) -> str:
    """What is remarked of a day the agreement fixes: it may be the latest day that can be, and not the day itself."""
    definition = model.definitions.get(name)
    if definition is None or not isinstance(definition.body, Lit) or not definition.remarks:
        return ""
    said = " ".join(definition.remarks).rstrip(".")
    return f" («{said}»)" if lang == "en" else f" ({said[:1].lower()}{said[1:]})"
