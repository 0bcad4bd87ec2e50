"""Terms of several versions to one: where they differ, and only there, the version is decided by a day.

Versions are compiled apart, so a variable has another name in each; they are laid side by side and named as in the
first. A sentence that differs is told apart as a whole, a quantity at the place where it differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import (
    Arm,
    At,
    Attr,
    Call,
    Choose,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    Oracle,
    Ranked,
    Silence,
    Source,
    Term,
    Var,
    YearSource,
)  # fmt: skip
from dsl.fragments import FALSE
from dsl.record import changed
from dsl.versioned import MOMENT, Basis, by_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Names = list[dict[str, str]]
_CONNECTIVES = ("and", "or", "not")


def renamed(term: Term, names: Mapping[str, str], mark: str = "", points: Mapping[str, str] | None = None) -> Term:
    """The term with free variables named by ``names``, bound ones marked, and reading points renamed by ``points``."""

    def inner(t: Term, known: Mapping[str, str]) -> Term:
        match t:
            case Var(name=name):
                return Var(known.get(name, name))
            case Exists() | Every():
                below = {**known, t.var: t.var + mark}
                return changed(t, var=t.var + mark, source=_source(t.source, known), where=inner(t.where, below))
            case Fold():
                below = {**known, t.var: t.var + mark}
                where = inner(t.where, below) if t.where is not None else None
                return changed(t, var=t.var + mark, source=_source(t.source, known), where=where, of=inner(t.of, below))
            case FirstDay():
                below = {**known, t.var: t.var + mark}
                return FirstDay(
                    var=t.var + mark, recurrence=inner(t.recurrence, known), start=inner(t.start, known),
                    where=inner(t.where, below),
                )  # fmt: skip
            case Choose() if points:
                made = rebuilt(t, [inner(x, known) for x in parts(t)])
                return changed(made, point=points.get(t.point, t.point))  # type: ignore[no-any-return]  # a Choose again
        found = parts(t)
        return rebuilt(t, [inner(x, known) for x in found]) if found else t

    def _source(source: Source, known: Mapping[str, str]) -> Source:
        if isinstance(source, YearSource):
            return YearSource(inner(source.start, known), inner(source.stop, known))
        return source

    return inner(term, names)


def parts(term: Term) -> list[Term]:
    """The terms directly inside one that binds nothing."""
    match term:
        case Attr():
            return [term.of]
        case Op() | Call() | Oracle():
            return list(term.args)
        case At():
            return [term.term, term.day]
        case Onset():
            return [term.term]
        case Ranked():
            inner = [t for a in term.arms for t in (a.guard, a.value)]
            return [*inner, *([term.otherwise] if term.otherwise is not None else [])]
        case Choose():
            return [t for _, t in (*term.arms, *term.weak)]
        case Silence():
            return [term.filler] if term.filler is not None else []
    return []


def rebuilt(term: Term, inner: list[Term]) -> Any:
    """The term with other terms inside, in the order of ``parts``."""
    match term:
        case Attr():
            return changed(term, of=inner[0])
        case Op() | Call() | Oracle():
            return changed(term, args=tuple(inner))
        case At():
            return changed(term, term=inner[0], day=inner[1])
        case Onset():
            return Onset(inner[0])
        case Ranked():
            count = len(term.arms)
            arms = tuple(Arm(a.label, inner[2 * i], inner[2 * i + 1]) for i, a in enumerate(term.arms))
            return changed(term, arms=arms, otherwise=inner[2 * count] if term.otherwise is not None else None)
        case Choose():
            strong = len(term.arms)
            arms_of = tuple((n, t) for (n, _), t in zip(term.arms, inner[:strong], strict=True))
            weak = tuple((n, t) for (n, _), t in zip(term.weak, inner[strong:], strict=True))
            return changed(term, arms=arms_of, weak=weak)
        case Silence() if inner:
            return changed(term, filler=inner[0])
    return term


class Dating:
    """Puts terms of versions together. ``days`` are the days of all versions but the first."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = days
        self.splits = 0

    def together(self, terms: Sequence[Term | None], basis: Basis, *, truth: bool) -> Term:
        """One term for all versions; None where a version has none."""
        names: Names = [{} for _ in terms]
        found = self._merge(list(terms), names, basis, truth=truth, inside=False)
        assert found is not None
        return found

    def _merge(self, terms: list[Term | None], names: Names, basis: Basis, *, truth: bool, inside: bool) -> Term | None:
        """None: the difference is told at the sentence this stands in."""
        if all(t is not None for t in terms):
            whole: list[Term] = [t for t in terms if t is not None]
            found = self._inwards(whole, names, basis, truth=truth, inside=inside)
            if found is not None:
                return found
        if not truth and inside and basis.kind in ("moment", "hendelse"):
            return None
        self.splits += 1
        plain = [
            renamed(t, n) if t is not None else (FALSE if truth else None) for t, n in zip(terms, names, strict=True)
        ]
        return by_version(plain, self.days, basis, truth=truth)

    def _inwards(self, terms: list[Term], names: Names, basis: Basis, *, truth: bool, inside: bool) -> Term | None:
        """The term where all versions have the same form, their parts put together; None if they have not."""
        first = terms[0]
        if any(type(t) is not type(first) for t in terms):
            return None
        match first:
            case Lit() | Moment():
                return first if all(t == first for t in terms) else None
            case Var():
                return first if len({n.get(t.name, t.name) for t, n in zip(terms, names, strict=True)}) == 1 else None  # type: ignore[union-attr]  # all are of one class
            case Exists() | Every() | Fold() | FirstDay():
                return self._binding(terms, names, basis, truth=truth, inside=inside)
        frames = {repr(rebuilt(t, [Lit(None)] * len(parts(t)))) for t in terms}
        if len(frames) > 1 or len({len(parts(t)) for t in terms}) > 1:
            return None
        inner: list[Term] = []
        for place, each in enumerate(zip(*(parts(t) for t in terms), strict=True)):
            is_truth, within = self._position(first, place, truth=truth, inside=inside)
            merged = self._merge(list(each), names, basis, truth=is_truth, inside=within)
            if merged is None:
                return None
            inner.append(merged)
        return rebuilt(first, inner)  # type: ignore[no-any-return]  # a term of the same class

    def _position(self, term: Term, place: int, *, truth: bool, inside: bool) -> tuple[bool, bool]:
        """Is the part at a place a sentence, and does it stand in one?"""
        match term:
            case Op(op=op) if op in _CONNECTIVES:
                return True, True
            case Op():
                return False, inside or truth
            case At():
                return (truth, inside) if place == 0 else (False, inside or truth)
            case Onset():
                return True, True
            case Ranked(arms=arms) if place < 2 * len(arms) and place % 2 == 0:
                return True, True
            case Ranked() | Choose():
                return truth, inside
        return False, inside or truth

    def _binding(self, terms: list[Any], names: Names, basis: Basis, *, truth: bool, inside: bool) -> Term | None:
        first = terms[0]
        below = [{**n, t.var: first.var} for t, n in zip(terms, names, strict=True)]
        if isinstance(first, FirstDay):
            recurrence = self._merge([t.recurrence for t in terms], names, basis, truth=False, inside=inside or truth)
            start = self._merge([t.start for t in terms], names, basis, truth=False, inside=inside or truth)
            where = self._merge([t.where for t in terms], below, basis, truth=True, inside=True)
            if recurrence is None or start is None or where is None:
                return None
            return FirstDay(var=first.var, recurrence=recurrence, start=start, where=where)
        sources = {repr(renamed(Exists("", t.source, FALSE), n)) for t, n in zip(terms, names, strict=True)}
        if len(sources) > 1 or len({getattr(t, "op", "") for t in terms}) > 1:
            return None
        act = isinstance(first.source, EventSource) and basis == MOMENT
        inner = Basis("hendelse", first.var) if act else basis
        wheres = [t.where for t in terms]
        if len({w is None for w in wheres}) > 1:
            return None
        where = None
        if wheres[0] is not None:
            where = self._merge(wheres, below, inner, truth=True, inside=True)
            if where is None:
                return None
        if not isinstance(first, Fold):
            return changed(first, where=where)  # type: ignore[no-any-return]  # Exists or Every
        of = self._merge([t.of for t in terms], below, inner, truth=False, inside=inside or truth)
        return None if of is None else changed(first, where=where, of=of)
