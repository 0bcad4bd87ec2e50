"""How core terms tell versions apart: ranked cases on the day that decides which version applies.

The day is the moment. In a quantity or rule about a year it is the year's first day; of an act, the act's own day; of a
day, that day. See ``docs/language.md``, «Endringsavtaler».
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl.core import Arm, At, Attr, Choose, Lit, Moment, Op, Ranked, Term, Var, children
from dsl.record import Record, record
from dsl.values import MonthDay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl.contract import Param

YEAR_POINT = "endringsår"
"""The reading point of a year within which the agreement was changed."""
AT_START, AT_END = "årets-start", "årets-slutt"
_LABEL = "versjon "


@record
class Basis(Record):
    """What decides the version: ``kind`` is "moment", "år", "hendelse" or "dag", ``var`` the variable of the last
    three.
    """

    kind: str
    var: str = ""


MOMENT = Basis("moment")


def basis_of(params: tuple[Param, ...]) -> Basis:
    """What decides the version of a definition with these parameters."""
    for kind in ("hendelse", "år", "dag"):
        for param in params:
            if param.type.kind == kind:
                return Basis(kind, param.name)
    return MOMENT


def is_version(arm: Arm) -> bool:
    """Does the arm tell versions apart?"""
    return arm.label.startswith(_LABEL)


def day_of(arm: Arm) -> date:
    """The day from which the version of an arm applies."""
    return date.fromisoformat(arm.label[len(_LABEL) :])


def by_version(terms: Sequence[Term | None], days: Sequence[date], basis: Basis, *, truth: bool) -> Term:
    """One term of several versions: the first, and each of the others from its day; None says nothing."""
    if basis.kind == "hendelse" and truth:
        return _by_act(terms, days, basis)
    if basis.kind == "år":
        at_start = _ranked(terms, days, Var(basis.var), [Lit(_first_whole_year(d)) for d in days])
        if all(d.month == d.day == 1 for d in days):
            return at_start
        at_end = _ranked(terms, days, Var(basis.var), [Lit(d.year) for d in days])
        return Choose(YEAR_POINT, ((AT_START, at_start), (AT_END, at_end)), AT_START)
    return _ranked(terms, days, _day(basis), [Lit(d) for d in days])


def _day(basis: Basis) -> Term:
    if basis.kind == "hendelse":
        return Attr(Var(basis.var), "dato")
    return Var(basis.var) if basis.kind == "dag" else Moment()


def _first_whole_year(day: date) -> int:
    return day.year if day.month == day.day == 1 else day.year + 1


def _ranked(terms: Sequence[Term | None], days: Sequence[date], left: Term, bounds: list[Lit]) -> Term:
    arms = []
    for number, (day, bound) in enumerate(zip(days, bounds, strict=True), 1):
        if terms[number] == terms[number - 1]:
            continue
        term = terms[number]
        label = f"{_LABEL}{day.isoformat()}"
        nothing = Ranked((), None)
        arms.append(Arm(label, Op("≥", (left, bound)), term if term is not None else nothing))
    labels = [a.label for a in arms]
    over = tuple((late, early) for i, late in enumerate(labels) for early in labels[:i] if late != early)
    return Ranked(tuple(reversed(arms)), terms[0], over)


def _by_act(terms: Sequence[Term | None], days: Sequence[date], basis: Basis) -> Term:
    """A sentence about an act, one alternative for each version: a supposed act meets the one of its day."""
    day = _day(basis)
    sides: list[Term] = []
    start = 0
    for number in range(1, len(terms) + 1):
        if number < len(terms) and terms[number] == terms[start]:
            continue
        term = terms[start]
        parts: list[Term] = [Op("≥", (day, Lit(days[start - 1])))] if start else []
        parts += [Op("<", (day, Lit(days[number - 1])))] if number < len(terms) else []
        if term is not None and term != Lit(False):
            sides.append(Op("and", (*parts, term)) if term != Lit(True) else Op("and", tuple(parts)))
        start = number
    return sides[0] if len(sides) == 1 else Op("or", tuple(sides)) if sides else Lit(False)


def of_year(term: Term, year: str, *, within: bool) -> Term:
    """A term read on the first day of a year; with ``within``, its last day is a rival reading."""
    first = At(term, Op("day-of-year", (Lit(MonthDay(1, 1)), Var(year))))
    if not within:
        return first
    last = At(term, Op("day-of-year", (Lit(MonthDay(12, 31)), Var(year))))
    return Choose(YEAR_POINT, ((AT_START, first), (AT_END, last)), AT_START)


def version_days(term: Term) -> set[date]:
    """The days on which a term is told apart by version."""
    found = {day_of(a) for a in term.arms if is_version(a)} if isinstance(term, Ranked) else set()
    for inner in children(term):
        found |= version_days(inner)
    return found
