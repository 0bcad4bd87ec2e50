"""An amendment rests on a power of the agreement: by the case's own events, was it there when the amendment applies?

An amendment says by ``hjemmel <punkt 10>`` which clause it is made under. If the condition of the powers of that clause
first holds after the day the amendment applies from, amendment and case do not fit together, and nothing is answered:
every figure from the amended agreement would rest on a change that could not have been made.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl.core import Type
from engine.onset import compile_onset
from engine.trees import at_best
from engine.words import value_text
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.contract import Norm, Version
    from engine.world import Facts, Model

_CLAUSE = "punkt "


def premature(model: Model, facts: Facts, asked: date, language: str) -> str:
    """Why the case and an amendment do not fit together, "" if they do."""
    if facts.case is None or not model.contract.versions:
        return ""
    kept = facts.kept.setdefault("premature", {})
    if language not in kept:
        kept[language] = _reason(model, facts, asked, language)
    return kept[language]  # type: ignore[no-any-return]  # what stands under the key


def _reason(model: Model, facts: Facts, asked: date, language: str) -> str:
    world = World(model, facts.at_preferred(model), asked, unrecorded=BEGINNING)
    for version in model.contract.versions:
        for norm in _powers(model, version):
            run = compile_onset(norm.condition, ("", norm.bearer_var))
            day = at_best(run(world, (BEGINNING, "")))
            if isinstance(day, date) and version.day is not None and day > version.day:
                return _told(version, norm, day, language)
    return ""


def _powers(model: Model, version: Version) -> list[Norm]:
    """The powers an amendment is made under: those of the clause it names that are not about one party's own acts."""
    clauses = {law.removeprefix(_CLAUSE) for law in version.laws if law.startswith(_CLAUSE)}
    return [n for n in model.contract.norms if n.kind == "kompetanse" and n.joint and n.place.clause in clauses]


def _told(version: Version, norm: Norm, day: date, language: str) -> str:
    since, first = value_text(version.day, Type("dag")), value_text(day, Type("dag"))
    clause = norm.place.clause
    if language == "en":
        return (
            f"“{version.title}” applies from {since}, but by the case's events the agreement could not be amended "
            f"under clause {clause} before {first}. Mend the days of the case, or ask the agreement "
            "without the amendment."
        )
    return (
        f"«{version.title}» gjelder fra {since}, men etter hendelsene i saken kunne avtalen ikke endres etter punkt "
        f"{clause} før {first}. Rett dagene i saken, eller spør avtalen uten endringen."
    )
