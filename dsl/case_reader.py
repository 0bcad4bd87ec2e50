"""A case file to a case, with the agreement's own sentences. All errors of the file are collected."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dsl import syntax as s
from dsl.case import (
    Absence,
    Case,
    ChosenReading,
    EventRecord,
    Expected,
    FactRecord,
    JudgementRecord,
    UnknownReason,
)  # fmt: skip
from dsl.case_sentences import CaseSentences
from dsl.contract import Party
from dsl.core import Lit, Type
from dsl.definitions import texts
from dsl.diagnostics import Diagnostic, Note, SourceText, problem
from dsl.fragments import Scope
from dsl.nearest import close_matches
from dsl.parse import decode, parse_case
from dsl.vocabulary import Constant

if TYPE_CHECKING:
    from dsl.pipeline import Loaded


@frozen
class LoadedCase:
    """The outcome of reading one case file."""

    source: SourceText
    case: Case | None
    diagnostics: tuple[Diagnostic, ...]
    headings: tuple[tuple[int, str], ...] = ()


def load_case_bytes(data: bytes, name: str, agreement: Loaded) -> LoadedCase:
    """Read a case file's bytes against a loaded agreement without errors."""
    text, errors = decode(data)
    if errors:
        return LoadedCase(SourceText(name, ""), None, tuple(errors))
    return load_case_text(text, name, agreement)


def load_case_text(text: str, name: str, agreement: Loaded) -> LoadedCase:
    """Read a case against a loaded agreement without errors."""
    source = SourceText(name, text)
    tree, errors = parse_case(text)
    if tree is None:
        return LoadedCase(source, None, tuple(errors))
    reader = _Reader(agreement, source, tree)
    case = reader.read(text)
    found = sorted({(e.code, e.span, e.words): e for e in errors + reader.errors}.values(), key=lambda e: e.span.start)
    return LoadedCase(source, None if found else case, tuple(found))


class _Reader(CaseSentences):
    """Reads the statements of one case file."""

    def __init__(self, agreement: Loaded, source: SourceText, tree: s.CaseFile) -> None:
        super().__init__(agreement, source)
        self._tree = tree
        self._judged = {o.name for o in self.contract.oracles if o.kind == "skjønn"}
        self._fact_spans: dict[tuple[str, tuple[Any, ...], date | None], tuple[Any, s.Span]] = {}

    # ── the file ──
    def read(self, text: str) -> Case:
        """The case, as far as it can be read; errors are in ``errors``."""
        head = self._tree.head
        if head.agreement.text != self.contract.name:
            words = {"found": head.agreement.text, "expected": self.contract.name}
            self.errors.append(problem("V602", head.agreement.span, **words))
        parties, individuals = self._individuals()
        complete, complete_for = self._completeness()
        events = self._events()
        facts: list[FactRecord] = []
        judgements: list[JudgementRecord] = []
        chosen: list[ChosenReading] = []
        absences: list[Absence] = []
        unknown: list[UnknownReason] = []
        expected: list[Expected] = []
        for statement in self._tree.statements:
            match statement:
                case s.FactGiven():
                    facts += self._fact(statement)
                case s.Judged():
                    judgements += self._judgement(statement)
                case s.ReadingChosen():
                    chosen += self._chosen(statement)
                case s.DidNotHappen():
                    absences += self._absence(statement, events)
                case s.DeclaredUnknown():
                    unknown += self._unknown(statement)
                case s.AskedInCase():
                    expected.append(self._expected(statement))
        return Case(
            name=head.name.text, agreement=head.agreement.text, title=_folded(head.title.raw) if head.title else "",
            digest=hashlib.sha256(text.encode()).hexdigest(), complete=complete, complete_for=complete_for,
            parties=parties, individuals=individuals, events=tuple(sorted(events, key=lambda e: (e.day, e.id))),
            facts=tuple(facts), judgements=tuple(sorted(judgements, key=lambda j: j.day)), chosen=tuple(chosen),
            absences=tuple(absences), unknown=tuple(unknown), expected=tuple(expected),
        )  # fmt: skip

    def _line(self, span: s.Span) -> int:
        return self.source.position(span.start)[0]

    def _day(self, literal: s.LiteralExpr | None) -> date:
        value = self.literals.value(literal) if literal is not None else None
        return value if isinstance(value, date) else date(1, 1, 1)

    def _individuals(self) -> tuple[tuple[Party, ...], tuple[tuple[str, str], ...]]:
        parties, individuals = [], []
        taken: dict[str, s.Span] = {}
        for statement in self._tree.statements:
            match statement:
                case s.PartyDecl(name=name, title=title, role=role):
                    self._claim(name, taken)
                    if role.text not in self.symbols.roles:
                        near = close_matches(role.text, list(self.symbols.roles), 1)
                        self.errors.append(
                            problem("V202", role.span, suggestion=near[0] if near else "", name=role.text)
                        )
                    since = self._day(statement.since) if statement.since else None
                    parties.append(Party(name=name.text, title=title.raw, role=role.text, since=since))
                    for form in {name.text, title.raw}:
                        self.vocabulary.add_constant(Constant(form, Type("part"), name.text))
                case s.IndividualDecl(name=name, phrase=phrase):
                    self._claim(name, taken)
                    words = [a.text for a in phrase.atoms if isinstance(a, s.Word)]
                    noun = self.vocabulary.nouns.get(words[-1]) if words else None
                    if noun is None or noun.type.kind != "ting":
                        found = " ".join(words) or "( … )"
                        near = close_matches(found, list(self.symbols.sorts), 1)
                        self.errors.append(problem("V202", phrase.span, suggestion=near[0] if near else "", name=found))
                        continue
                    individuals.append((name.text, noun.type.name))
                    self.vocabulary.add_constant(Constant(name.text, noun.type, name.text))
        return tuple(parties), tuple(individuals)

    def _claim(self, name: s.Name, taken: dict[str, s.Span]) -> None:
        if name.text in taken:
            self.errors.append(problem("V201", name.span, Note(taken[name.text], "first"), name=name.text))
        taken[name.text] = name.span

    def _completeness(self) -> tuple[date | None, tuple[tuple[str, date], ...]]:
        complete: date | None = None
        kinds: list[tuple[str, date]] = []
        for statement in self._tree.statements:
            if isinstance(statement, s.CompleteUntil):
                day = self._day(statement.day)
                if not statement.kinds:
                    complete = day
                for kind in statement.kinds:
                    if kind.text not in self.symbols.events:
                        near = close_matches(kind.text, list(self.symbols.events), 1)
                        self.errors.append(
                            problem("V202", kind.span, suggestion=near[0] if near else "", name=kind.text)
                        )
                    kinds.append((kind.text, day))
        if complete is None and not kinds:
            self.errors.append(problem("V603", self._tree.head.span))
        return complete, tuple(kinds)

    # ── events ──
    def _events(self) -> list[EventRecord]:
        events: list[EventRecord] = []
        happened = [x for x in self._tree.statements if isinstance(x, s.Happened)]
        for number, statement in enumerate(happened, 1):
            record = self._event(statement, number)
            if record is not None:
                events.append(record)
                if statement.name is not None:
                    type_ = Type("hendelse", record.kind)
                    self.vocabulary.add_constant(Constant(statement.name.text, type_, record.id))
        return events

    def _event(self, statement: s.Happened, number: int) -> EventRecord | None:
        match = self.match(statement.sentence, ("event",))
        if match is None:
            return None
        kind = self.symbols.events[match.pattern.name]
        values: dict[str, Any] = {
            slot.name: self.constant(f, slot.type) for f, slot in zip(match.fillings, match.pattern.slots, strict=True)
        }
        scope = Scope({form: (Lit(None), Type("hendelse", kind.name)) for form in kind.forms[:1]})
        for detail in statement.details:
            told = self.match(detail, ("choice", "given"), scope)
            if told is None:
                continue
            field = told.pattern.detail
            if field in values:
                self.errors.append(problem("V605", detail.span, field=field))
            if told.pattern.role == "choice":
                values[field] = told.pattern.form
            else:
                values[field] = self.constant(told.fillings[-1], told.pattern.slots[-1].type)
        day = self._day(statement.day)
        name = statement.name.text if statement.name is not None else f"{kind.name} {number}"
        return EventRecord(
            id=name, kind=kind.name, day=day, fields=tuple(values.items()),
            known=self._known(statement.trailers) or day,
            text=self.compiler.text(statement.sentence), source="; ".join(texts(statement.trailers, "kilde")),
            line=self._line(statement.span),
        )  # fmt: skip

    def _known(self, trailers: tuple[s.Trailer, ...]) -> date | None:
        return next((self._day(t.day) for t in trailers if isinstance(t, s.DayTrailer) and t.kind == "kjent fra"), None)

    # ── facts and judgements ──
    def _fact(self, statement: s.FactGiven) -> list[FactRecord]:
        told = self.told(statement.sentence)
        if told is None:
            return []
        match, value = told
        known = self._known(statement.trailers)
        args = self.args(match)
        key = (match.pattern.name, args, known)
        first = self._fact_spans.get(key)
        text = self.source.text[statement.sentence.span.start : statement.sentence.span.end]
        if first is not None and first[0] != value:
            self.errors.append(problem("V601", statement.sentence.span, Note(first[1], "first"), what=_folded(text)))
        self._fact_spans[key] = (value, statement.sentence.span)
        return [
            FactRecord(
                name=match.pattern.name, args=args, value=value, known=known, text=_folded(text),
                source="; ".join(texts(statement.trailers, "kilde")), line=self._line(statement.span),
            )
        ]  # fmt: skip

    def _judgement(self, statement: s.Judged) -> list[JudgementRecord]:
        told = self.told(statement.sentence)
        if told is None:
            return []
        match, value = told
        if match.pattern.name not in self._judged:
            kind = "et faktum"
            text = self.source.text[statement.sentence.span.start : statement.sentence.span.end]
            self.errors.append(problem("V604", statement.sentence.span, phrase=_folded(text), kind=kind))
            return []
        day = self._day(statement.day)
        text = self.source.text[statement.sentence.span.start : statement.sentence.span.end]
        return [
            JudgementRecord(
                name=match.pattern.name, args=self.args(match), value=bool(value), day=day,
                known=self._known(statement.trailers) or day, by="; ".join(texts(statement.trailers, "truffet av")),
                because="; ".join(texts(statement.trailers, "fordi")), text=_folded(text),
                line=self._line(statement.span),
            )
        ]  # fmt: skip

    # ── the rest ──
    def _chosen(self, statement: s.ReadingChosen) -> list[ChosenReading]:
        point = next((p for p in self.contract.readings if p.name == statement.point.text), None)
        if point is None:
            near = close_matches(statement.point.text, [p.name for p in self.contract.readings], 1)
            suggestion = near[0] if near else ""
            self.errors.append(problem("V202", statement.point.span, suggestion=suggestion, name=statement.point.text))
            return []
        names = [r.name for r in point.readings]
        if statement.reading.text not in names:
            near = close_matches(statement.reading.text, names, 1)
            words = {"reading": statement.reading.text, "point": point.name}
            self.errors.append(problem("V608", statement.reading.span, suggestion=near[0] if near else "", **words))
            return []
        day = next((self._day(t.day) for t in statement.trailers if isinstance(t, s.DayTrailer)), None)
        by = "; ".join(texts(statement.trailers, "valgt av"))
        return [
            ChosenReading(
                point=point.name, reading=statement.reading.text, day=day, by=by, line=self._line(statement.span)
            )
        ]

    def _absence(self, statement: s.DidNotHappen, events: list[EventRecord]) -> list[Absence]:
        match = self.match(statement.phrase, ("event",))
        if match is None:
            return []
        fields = tuple(
            (slot.name, self.constant(f, slot.type))
            for f, slot in zip(match.fillings, match.pattern.slots, strict=True)
        )
        start = self._day(statement.start) if statement.start is not None else None
        stop = self._day(statement.stop) if statement.stop is not None else None
        absence = Absence(
            kind=match.pattern.name, fields=fields, start=start, stop=stop, line=self._line(statement.span)
        )
        for event in events:
            if event.kind == absence.kind and covers(absence, event.day) and all(event.get(n) == v for n, v in fields):
                spans = [
                    x.span
                    for x in self._tree.statements
                    if isinstance(x, s.Happened) and self._line(x.span) == event.line
                ]
                note = Note(spans[0] if spans else statement.span, "first")
                self.errors.append(problem("V606", statement.phrase.span, note))
        return [absence]

    def _unknown(self, statement: s.DeclaredUnknown) -> list[UnknownReason]:
        match = self.match(statement.phrase, ("oracle", "event"))
        if match is None:
            return []
        reason = "; ".join(texts(statement.trailers, "fordi"))
        return [UnknownReason(name=match.pattern.name, args=self.args(match), reason=reason)]

    def _expected(self, statement: s.AskedInCase) -> Expected:
        value = ""
        if statement.value is not None:
            span = statement.value.span
            value = _folded(self.source.text[span.start : span.end])
        return Expected(
            on=self._day(statement.on), known=self._day(statement.known) if statement.known is not None else None,
            question=_folded(statement.question.raw), status=statement.status, value=value,
            line=self._line(statement.span),
        )  # fmt: skip


def covers(absence: Absence, day: date) -> bool:
    """Is the day inside the stretch the absence is about?"""
    return (absence.start is None or absence.start <= day) and (absence.stop is None or day <= absence.stop)


def _folded(text: str) -> str:
    return " ".join(text.split())
