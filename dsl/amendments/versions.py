"""The contracts of all versions to one: names once, definitions and norms dated, text of each version kept.

What a version says of itself (text, values, parties) is kept in ``Contract.versions``; what the versions mean is one
set of definitions, in which the version is decided by a day (``dsl/versioned.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from dsl import syntax as s
from dsl.amendments.changes import changes_of
from dsl.amendments.dated import Dating, renamed
from dsl.by_year import read_by_year
from dsl.contract import Contract, Definition, Norm, Party, Place, Question, Reading, ReadingPoint, Version
from dsl.core import Lit, Moment, Op, Term
from dsl.definitions import laws, texts
from dsl.fragments import TRUE, both
from dsl.record import changed
from dsl.versioned import AT_END, AT_START, MOMENT, YEAR_POINT, basis_of

if TYPE_CHECKING:
    from dsl.amendments.consolidate import Changed, Statements
    from dsl.diagnostics import SourceText

T = TypeVar("T")
_ONE = timedelta(days=1)
_WHY_START = "et beløp for et år fastsettes ved årets begynnelse; endringen får virkning fra neste år"
_WHY_END = "endringen gjelder fra sin dag, og året er ikke gjort opp ennå"


@frozen(kw_only=True)
class Compiled:
    """A version as the agreement it is, and for those after the first, the amendment that made it."""

    contract: Contract
    statements: Statements
    day: date | None = None
    head: s.AmendmentHead | None = None
    changed: Changed | None = None


def put_together(versions: list[Compiled], source: SourceText) -> Contract:
    """One contract of all versions, in the order they apply."""
    return _Merge(versions, source).contract()


class _Merge:
    def __init__(self, versions: list[Compiled], source: SourceText) -> None:
        self.versions = versions
        self.source = source
        self.days = [v.day for v in versions if v.day is not None]
        self.dating = Dating(self.days)
        self.contracts = [v.contract for v in versions]
        self.aliases: dict[int, list[tuple[str, str]]] = {}
        self.points = self._points()

    def contract(self) -> Contract:
        last = self.contracts[-1]
        definitions = tuple(self._definition(name) for name in _names(c.definitions for c in self.contracts))
        norms = tuple(n for name in _names(c.norms for c in self.contracts) for n in self._norms(name))
        questions = self._questions()
        digest = hashlib.sha256(self.source.text.encode()).hexdigest()
        made = changed(
            last, digest=digest, definitions=definitions, norms=norms, questions=questions,
            parties=self._parties(), values=_union(c.values for c in self.contracts),
            events=_union(c.events for c in self.contracts), oracles=_union(c.oracles for c in self.contracts),
            gaps=_union(c.gaps for c in self.contracts), laws=_union(c.laws for c in self.contracts),
            versions=(),
        )  # fmt: skip
        made = read_by_year(made, tuple(self.days))
        made = changed(made, readings=self._readings(made))
        return changed(made, versions=tuple(self._version(k) for k in range(len(self.versions))))

    # ── readings ──
    def _points(self) -> list[dict[str, str]]:
        """For each version, the points that have other readings than before, and the names they get there."""
        known = {p.name: p for p in self.contracts[0].readings}
        out: list[dict[str, str]] = [{}]
        current: dict[str, str] = {}
        for version in self.versions[1:]:
            current = dict(current)
            for point in version.contract.readings:
                before = known.get(point.name)
                if before is not None and _told(before) != _told(point):
                    current[point.name] = f"{point.name}-fra-{version.day}"
                known[point.name] = point
            out.append(current)
        return out

    def _readings(self, made: Contract) -> tuple[ReadingPoint, ...]:
        found: dict[str, ReadingPoint] = {}
        for contract, names in zip(self.contracts, self.points, strict=True):
            for point in contract.readings:
                name = names.get(point.name, point.name)
                found[name] = changed(point, name=name)
        within = next((v for v in self.versions if v.day is not None and not v.day.month == v.day.day == 1), None)
        if within is not None and YEAR_POINT in repr(made.definitions) + repr(made.questions):
            assert within.head is not None
            assert within.day is not None
            clause = next((x.removeprefix("punkt ") for x in laws(within.head.trailers, "hjemmel")), "")
            clause = clause if clause in dict(within.contract.headings) else ""
            place = Place(clause, self.source.position(within.head.since.span.start)[0])
            found[YEAR_POINT] = ReadingPoint(
                name=YEAR_POINT, words=f"fra {_shown(within.day)}", place=place,
                readings=(
                    Reading(name=AT_START, strength="foretrukket", because=_WHY_START),
                    Reading(name=AT_END, strength="", because=_WHY_END),
                ),
                advice=("Avtal hvordan året deles, eller la endringen gjelde fra 1. januar.",),
            )  # fmt: skip
        return tuple(found.values())

    # ── meaning ──
    def _own(self, version: int, term: Term) -> Term:
        """The term with the version's own names for variables and points."""
        return renamed(term, {}, f"~{version}" if version else "", self.points[version])

    def _definition(self, name: str) -> Definition:
        found = [next((d for d in c.definitions if d.name == name), None) for c in self.contracts]
        last = next(d for d in reversed(found) if d is not None)
        bodies = [self._own(k, d.body) if d is not None else None for k, d in enumerate(found)]
        body = self.dating.together(bodies, basis_of(last.params), truth=last.result.kind == "ja")
        return changed(last, body=body, timeless=False)

    def _norms(self, name: str) -> list[Norm]:
        """A norm of all versions; where more than its condition has changed, one for each stretch of time."""
        found = [next((n for n in c.norms if n.name == name), None) for c in self.contracts]
        groups: list[list[int]] = []
        for k, norm in enumerate(found):
            if norm is None:
                continue
            if groups and groups[-1][-1] == k - 1 and self._alike(found[k - 1], norm, k):
                groups[-1].append(k)
            else:
                groups.append([k])
        out = []
        for place, group in enumerate(groups):
            norm = self._norm_of(found, group)
            if place < len(groups) - 1:
                until = self.days[group[-1]]
                alias = f"{name}-til-{until - _ONE}"
                for k in group:
                    self.aliases.setdefault(k, []).append((alias, name))
                norm = changed(norm, name=alias)
            out.append(norm)
        return out

    def _norm_of(self, found: list[Norm | None], group: list[int]) -> Norm:
        """The norm of versions that differ in nothing but when it is open, within its stretch of time."""
        first, last = found[group[0]], found[group[-1]]
        assert first is not None
        assert last is not None
        var = first.bearer_var
        terms: list[Term | None] = []
        for k in group:
            norm = found[k]
            assert norm is not None
            terms.append(renamed(self._own(k, norm.condition), {norm.bearer_var: var}))
        days = [self.days[k - 1] for k in group[1:]]
        condition = Dating(days).together(terms, MOMENT, truth=True)
        within: Term = TRUE
        if group[0]:
            within = both(within, Op("≥", (Moment(), Lit(self.days[group[0] - 1]))))
        if group[-1] < len(found) - 1:
            within = both(within, Op("<", (Moment(), Lit(self.days[group[-1]]))))
        made = self._with(first, group[0], condition=both(within, condition), remarks=last.remarks, laws=last.laws,
                          place=last.place)  # fmt: skip
        opening = getattr(made, "opening", None)  # a norm of single instances has its own condition for each
        return changed(made, opening=both(within, opening)) if isinstance(opening, Term) else made  # type: ignore[call-arg, unused-ignore]  # not every norm has it

    def _with(self, norm: Norm, version: int, **given: Any) -> Norm:
        """The norm with its own terms named as its version names them."""
        terms = {
            field: self._own(version, value)
            for field in norm._names
            if field not in given and isinstance(value := getattr(norm, field), Term)
        }
        return changed(norm, **terms, **given)

    def _alike(self, before: Norm | None, norm: Norm, version: int) -> bool:
        """Does a norm differ from the version before in nothing but its condition and what is remarked of it?"""
        assert before is not None
        if [r.source for r in before.ranges] != [r.source for r in norm.ranges]:
            return False
        same = {norm.bearer_var: before.bearer_var}  # variables are numbered anew in each version
        same |= {r.var: b.var for b, r in zip(before.ranges, norm.ranges, strict=True)}
        for field in norm._names:
            if field in ("condition", "remarks", "laws", "place", "bearer_var", "params", "ranges"):
                continue
            one, two = getattr(before, field), getattr(norm, field)
            if isinstance(one, Term) and isinstance(two, Term):
                test = Dating([date(1, 1, 1)])
                test.together([one, renamed(two, same, "~")], MOMENT, truth=False)
                if test.splits:
                    return False
            elif one != two:
                return False
        return True

    def _questions(self) -> tuple[Question, ...]:
        """Every question of any version; a norm asked about is asked about as it was, too."""
        older: dict[str, list[str]] = {}
        for pairs in self.aliases.values():
            for alias, name in pairs:
                if alias not in older.setdefault(name, []):
                    older[name].append(alias)
        out = []
        taken: set[str] = set()
        for name in _names(c.questions for c in reversed(self.contracts)):
            found = [next((q for q in c.questions if q.name == name), None) for c in self.contracts]
            last = next(q for q in reversed(found) if q is not None)
            term = last.term
            if term is not None:
                own = [
                    self._own(k, q.term) if q is not None and q.term is not None else None for k, q in enumerate(found)
                ]
                known = next(t for t in own if t is not None)
                filled: list[Term | None] = []
                for each in own:  # a question may be asked of any time, also where a version has it not
                    known = each if each is not None else known
                    filled.append(known)
                if all(q is None or (q.params == last.params and q.kind == last.kind) for q in found):
                    term = self.dating.together(filled, basis_of(last.params), truth=last.result.kind == "ja")
                else:
                    term = filled[-1]
            wordings = {w: None for q in reversed(found) if q is not None for w in q.wordings if w[1] not in taken}
            taken |= {w for _, w in wordings}
            names = last.names
            if last.kind == "hvilke":
                names = tuple(n for each in last.names for n in (each, *older.get(each, ())))
            out.append(changed(last, term=term, wordings=tuple(wordings), names=names))
        order = {name: i for i, name in enumerate(_names(c.questions for c in self.contracts))}
        return tuple(sorted((q for q in out if q.wordings), key=lambda q: order[q.name]))

    def _parties(self) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for version in self.versions:
            for party in version.contract.parties:
                since = party.since or version.day
                if party.name not in found:
                    found[party.name] = changed(party, since=since)
        return tuple(found.values())

    # ── what a version says ──
    def _version(self, k: int) -> Version:
        version = self.versions[k]
        contract = version.contract
        head = version.head
        known = {p.name: p for p in self._parties()}
        changes = changes_of(self.versions[k - 1], version) if k else ()
        return Version(
            day=version.day,
            name=head.name.text if head is not None else contract.name,
            title=head.title.words if head is not None else contract.title,
            source="; ".join(texts(head.trailers, "kilde")) if head is not None else contract.source,
            laws=laws(head.trailers, "hjemmel") if head is not None else (),
            remarks=texts(head.trailers, "merknad") + texts(head.trailers, "fordi") if head is not None else (),
            changes=changes, values=contract.values,
            parties=tuple(known[p.name] if k else p for p in contract.parties),
            headings=contract.headings, sentences=contract.sentences,
            aliases=tuple(self.aliases.get(k, ())),
            quoted=tuple((self.points[k].get(p.name, p.name), p.words) for p in contract.readings),
            blocks=contract.blocks, corrections=contract.corrections,
            citations=contract.citations, gaps=contract.gaps, tensions=contract.tensions,
            requirements=contract.requirements,
        )  # fmt: skip


def _told(point: ReadingPoint) -> tuple[tuple[str, str], ...]:
    return tuple((r.name, r.strength) for r in point.readings)


def _names(lists: Iterable[Sequence[Any]]) -> list[str]:
    """Every name of any list, in the order of the first, and of what the others add."""
    return list(dict.fromkeys(x.name for listed in lists for x in listed))


def _union(lists: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """Everything of any list, by name; the last to have a name says what it is."""
    found: dict[str, T] = {}
    for listed in lists:
        for each in listed:
            found[_name(each)] = each
    return tuple(found.values())


_name: Callable[[Any], str] = lambda each: each.name  # noqa: E731  # a record of any class that has a name


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
