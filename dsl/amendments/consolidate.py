"""The statements of an agreement as an amendment leaves it.

Places in the text are those before the amendment: no change moves what another change of the same amendment counts.
"""

from __future__ import annotations

from attrs import define, evolve, field

from dsl import syntax as s
from dsl.diagnostics import Diagnostic, Note, problem
from dsl.nearest import close_matches

Statements = list[tuple[str, s.Statement]]
"""Each statement with the number of the clause it stands under."""

_FIXED = {
    s.PartyDecl: "part", s.RoleDecl: "rolle", s.SortDecl: "ting", s.EnumDecl: "utvalg", s.EventDecl: "hendelse",
    s.Law: "lov",
}  # fmt: skip
"""What the agreement speaks with is the same in every version; cases and earlier versions use it."""
_KEPT = {**_FIXED, s.FactDecl: "faktum", s.JudgementDecl: "skjønn"}


@define(kw_only=True)
class TextChange:
    """``how`` is endre, etter, sist, opphev, overskrift, nytt (a clause) or slettet (a clause).

    ``old`` is what stood there, ``new`` what stands there now, as written.
    """

    how: str
    clause: str
    passage: int
    old: s.Span | None
    new: Statements


@define
class Changed:
    """One amendment applied: the statements it leaves, and what it changed."""

    statements: Statements
    passages: list[TextChange] = field(factory=list)
    names: list[tuple[str, str]] = field(factory=list)
    """How («ny», «endret», «opphevet») and name, in the order they are written."""


def declared(statement: object) -> s.Name | None:
    """The name a statement declares."""
    noun = getattr(statement, "noun", None)
    if isinstance(noun, s.Noun):
        return noun.base
    name = getattr(statement, "name", None)
    return name if isinstance(name, s.Name) else None


def apply(before: Statements, amendment: s.AmendmentFile, errors: list[Diagnostic]) -> Changed:
    """The statements after an amendment; what cannot be done is an error at its place."""
    return _Applying(before, errors).run(amendment)


class _Applying:
    def __init__(self, before: Statements, errors: list[Diagnostic]) -> None:
        self.before = before
        self.errors = errors
        self.names = {n.text: i for i, (_, x) in enumerate(before) if (n := declared(x)) is not None}
        self.headings = {x.number: i for i, (_, x) in enumerate(before) if isinstance(x, s.ClauseHeading)}
        self.passages: dict[str, list[int]] = {}
        for i, (clause, x) in enumerate(before):
            if isinstance(x, s.Passage):
                self.passages.setdefault(clause, []).append(i)
        self.instead: dict[int, list[tuple[str, s.Statement]]] = {}
        self.after: dict[int, list[tuple[str, s.Statement]]] = {}
        self.at_end: dict[str, list[tuple[str, s.Statement]]] = {}
        self.clauses: dict[str, list[tuple[str, s.Statement]]] = {}
        self.touched: dict[object, s.Span] = {}
        self.clause = ""
        self.into: list[tuple[str, s.Statement]] | None = None
        self.made = Changed([])

    def run(self, amendment: s.AmendmentFile) -> Changed:
        for statement in amendment.statements:
            if isinstance(statement, s.PartyDecl) and statement.since is None:
                statement = evolve(statement, since=amendment.head.since)  # a party from then on
            match statement:
                case s.PassageChange():
                    self._open(statement)
                case s.HeadingChange():
                    self._heading(statement)
                case s.TextRepeal():
                    self._repeal_text(statement)
                case s.NameRepeal():
                    self._repeal_name(statement)
                case s.ClauseHeading():
                    self._clause(statement)
                case s.Passage():
                    self._passage(statement)
                case s.Include():
                    self.errors.append(problem("V812", statement.span))
                case _:
                    self._declaration(statement)
        self.made.statements = self._all()
        return self.made

    def _once(self, key: object, span: s.Span, shown: str) -> bool:
        first = self.touched.setdefault(key, span)
        if first != span:
            self.errors.append(problem("V807", span, Note(first, "first"), what=shown))
        return first == span

    # ── text ──
    def _at(self, place: s.TextPlace) -> int | None:
        """Where a passage stands, or a clause's heading; None, and an error, if it does not."""
        if place.clause not in self.headings:
            near = close_matches(place.clause, list(self.headings), 1)
            self.errors.append(
                problem("V806", place.span, suggestion=f"punkt {near[0]}" if near else "", place=self._said(place))
            )
            return None
        if not place.passage:
            return self.headings[place.clause]
        found = self.passages.get(place.clause, [])
        if not 1 <= place.passage <= len(found):
            last = f"punkt {place.clause} ledd {len(found)}" if found else ""
            self.errors.append(problem("V806", place.span, suggestion=last, place=self._said(place)))
            return None
        return found[place.passage - 1]

    def _said(self, place: s.TextPlace) -> str:
        return f"punkt {place.clause} ledd {max(place.passage, 0)}" if place.passage else f"punkt {place.clause}"

    def _tell(self, how: str, place: s.TextPlace, at: int | None, new: Statements) -> None:
        old = self.before[at][1].span if at is not None else None
        self.made.passages.append(TextChange(how=how, clause=place.clause, passage=place.passage, old=old, new=new))

    def _open(self, change: s.PassageChange) -> None:
        self.clause = change.place.clause
        self.into = []
        at = self._at(change.place)
        kind = "etter" if change.kind == "etter" else "sist" if change.kind == "sist" else "ledd"
        if at is None or not self._once((kind, at), change.place.span, self._said(change.place)):
            return
        self._tell(change.kind, change.place, at if change.kind == "endre" else None, self.into)
        if change.kind == "endre":
            self.instead[at] = self.into
        elif change.kind == "etter":
            self.after[at] = self.into
        else:
            self.after[max((*self.passages.get(self.clause, ()), self.headings[self.clause]))] = self.into

    def _heading(self, change: s.HeadingChange) -> None:
        at = self._at(change.place)
        self.clause, self.into = change.place.clause, None
        if at is not None and self._once(("ledd", at), change.place.span, self._said(change.place)):
            self.instead[at] = [(change.place.clause, s.ClauseHeading(change.place.clause, change.title, change.span))]
            self._tell("overskrift", change.place, at, self.instead[at])

    def _repeal_text(self, change: s.TextRepeal) -> None:
        at = self._at(change.place)
        self.clause, self.into = change.place.clause, None
        if at is None or not self._once(("ledd", at), change.place.span, self._said(change.place)):
            return
        if change.place.passage:
            self.instead[at] = []
            self._tell("opphev", change.place, at, [])
            return
        for i, (clause, x) in enumerate(self.before):
            under = clause == change.place.clause or clause.startswith(f"{change.place.clause}.")
            if under and isinstance(x, s.ClauseHeading | s.Passage | s.Correction):
                self.instead[i] = []
        self._tell("slettet", change.place, at, [])

    def _clause(self, heading: s.ClauseHeading) -> None:
        self.clause = heading.number
        there = self.headings.get(heading.number)
        if there is not None or heading.number in self.clauses:
            first = self.before[there][1].span if there is not None else self.touched[heading.number]
            self.errors.append(problem("V406", heading.span, Note(first, "first"), name=heading.number))
            self.into = []
            return
        self.touched[heading.number] = heading.span
        self.into = self.clauses[heading.number] = [(heading.number, heading)]
        self._tell("nytt", s.TextPlace(heading.number, 0, heading.span), None, self.into)

    def _passage(self, passage: s.Passage) -> None:
        if self.into is None:
            self.errors.append(problem("V808", passage.span))
            return
        self.into.append((self.clause, passage))

    # ── names ──
    def _repeal_name(self, change: s.NameRepeal) -> None:
        name = change.name
        at = self.names.get(name.text)
        if at is None:
            near = close_matches(name.text, list(self.names), 1)
            self.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
            return
        kind = _KEPT.get(type(self.before[at][1]))
        if kind is not None:
            self.errors.append(problem("V809", name.span, name=name.text, kind=kind))
            return
        if self._once(("navn", name.text), name.span, name.text):
            self.instead[at] = []
            self.made.names.append(("opphevet", name.text))

    def _declaration(self, statement: s.Statement) -> None:
        name = declared(statement)
        if name is None or name.text not in self.names:
            if name is None or self._once(("navn", name.text), name.span, name.text):
                self._add(statement)
                if name is not None:
                    self.made.names.append(("ny", name.text))
            return
        at = self.names[name.text]
        clause, old = self.before[at]
        kind = _FIXED.get(type(old))
        if kind is not None:
            self.errors.append(problem("V809", name.span, Note(old.span, "first"), name=name.text, kind=kind))
        elif type(old) is not type(statement) or getattr(old, "kind", "") != getattr(statement, "kind", ""):
            self.errors.append(problem("V810", name.span, Note(old.span, "first"), name=name.text))
        elif self._once(("navn", name.text), name.span, name.text):
            self.instead[at] = [(clause, statement)]
            self.made.names.append(("endret", name.text))

    def _add(self, statement: s.Statement) -> None:
        if self.clause in self.clauses:
            self.clauses[self.clause].append((self.clause, statement))
        else:
            self.at_end.setdefault(self.clause, []).append((self.clause, statement))

    def _all(self) -> Statements:
        """All in order; a new clause stands before the first with a higher number."""
        order = sorted(self.clauses, key=_number)
        ends = {clause: i for i, (clause, _) in enumerate(self.before)}
        out: Statements = []
        for i, (clause, x) in enumerate(self.before):
            if isinstance(x, s.ClauseHeading):
                while order and _number(order[0]) < _number(x.number):
                    out += self.clauses[order.pop(0)]
            out += self.instead.get(i, [(clause, x)])
            out += self.after.get(i, [])
            if ends[clause] == i:
                out += self.at_end.get(clause, [])
        for number in order:
            out += self.clauses[number]
        out += [each for clause, added in self.at_end.items() if clause not in ends for each in added]
        return out


def _number(clause: str) -> tuple[int, ...]:
    return tuple(int(part) for part in clause.split("."))
