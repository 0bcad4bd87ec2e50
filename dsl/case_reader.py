"""A case file to a case, with the agreement's own sentences. All errors of the file are collected."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import partial
from pathlib import Path
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
from dsl.case_series import SeriesReader
from dsl.contract import Party
from dsl.core import Lit, Type
from dsl.definitions import texts
from dsl.diagnostics import Diagnostic, Note, SourceText, problem
from dsl.escapes import plain
from dsl.event_order import OWN_DAY, acts_out_of_order, out_of_order
from dsl.fragments import Scope
from dsl.nearest import close_matches
from dsl.parse import decode, parse_case
from dsl.series_paths import read_beside
from dsl.symbols import one_party_roles
from dsl.vocabulary import Constant

if TYPE_CHECKING:
    from dsl.case_series import Files
    from dsl.pipeline import Loaded


@frozen
class LoadedCase:
    """The outcome of reading one case file."""

    source: SourceText
    case: Case | None
    diagnostics: tuple[Diagnostic, ...]
    headings: tuple[tuple[int, str], ...] = ()


def load_case_bytes(data: bytes, name: str, agreement: Loaded, files: Files | None = None) -> LoadedCase:
    """Read a case file's bytes against a loaded agreement without errors. ``files`` gives the series it names."""
    text, errors = decode(data)
    if errors:
        return LoadedCase(SourceText(name, ""), None, tuple(errors))
    return load_case_text(text, name, agreement, files)


def load_case_text(text: str, name: str, agreement: Loaded, files: Files | None = None) -> LoadedCase:
    """Read a case against a loaded agreement without errors. ``files`` gives the bytes of a series by its path."""
    source = SourceText(name, text)
    tree, errors = parse_case(text)
    if tree is None:
        return LoadedCase(source, None, tuple(errors))
    reader = _Reader(agreement, source, tree, files or partial(read_beside, name))
    case = reader.read(text)
    if any(e.code == "V602" for e in reader.errors):  # read with the words of another agreement, all else is noise
        return LoadedCase(source, None, tuple(e for e in (*errors, *reader.errors) if e.code == "V602" or e in errors))
    found = sorted({(e.code, e.span, e.words): e for e in errors + reader.errors}.values(), key=lambda e: e.span.start)
    if not found and reader.series.broken:
        return LoadedCase(reader.series.broken[0][0], None, reader.series.broken[0][1])
    return LoadedCase(source, None if found else case, tuple(found))


class _Reader(CaseSentences):
    """Reads the statements of one case file."""

    def __init__(self, agreement: Loaded, source: SourceText, tree: s.CaseFile, files: Files) -> None:
        super().__init__(agreement, source)
        words = agreement.symbols.vocabulary if agreement.symbols is not None else self.vocabulary
        self.series = SeriesReader(self.contract, words, self.vocabulary, files, Path(source.name).parent, self.holders)
        self._tree = tree
        self._judged = {o.name for o in self.contract.oracles if o.kind == "skjønn"}
        self._told: dict[tuple[Any, ...], tuple[Any, s.Span]] = {}
        self._acts: list[tuple[EventRecord, s.Happened]] = []
        self._names: dict[str, s.Span] = {}
        self._single = {o.name for o in self.contract.oracles if o.single}
        self._one: dict[tuple[Any, ...], tuple[Any, s.Span]] = {}
        self._agreed = {p.name for p in self.contract.parties}

    # ── the file ──
    def read(self, text: str) -> Case:
        """The case, as far as it can be read; errors are in ``errors``."""
        head = self._tree.head
        if head.agreement.text not in (self.contract.name, *(v.name for v in self.contract.versions)):
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
                case s.SeriesGiven():
                    facts += self.series.facts(statement, self._line(statement.span))
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
        self.series.against(self._told, text)
        self.errors += self.series.errors
        return Case(
            name=head.name.text, agreement=head.agreement.text, title=head.title.words if head.title else "",
            digest=hashlib.sha256(text.encode()).hexdigest(), complete=complete, complete_for=complete_for,
            parties=parties, individuals=individuals, events=tuple(sorted(events, key=lambda e: (e.day, e.id))),
            facts=tuple(facts), judgements=tuple(sorted(judgements, key=lambda j: j.day)), chosen=tuple(chosen),
            absences=tuple(absences), unknown=tuple(unknown), expected=tuple(expected),
        )  # fmt: skip

    def _tell(self, key: tuple[Any, ...], value: Any, span: s.Span) -> None:
        """Hold what is told of a thing; told otherwise before, the case contradicts itself."""
        first = self._told.setdefault(key, (value, span))
        if first[0] != value:
            what = _folded(self.source.text[span.start : span.end])
            self.errors.append(problem("V601", span, Note(first[1], "first"), what=what))

    def _only_one(self, key: tuple[Any, ...], who: tuple[Any, ...], span: s.Span) -> None:
        """Hold of whom a relation is told that holds of one at most; a second one is an error."""
        first = self._one.setdefault(key, (who, span))
        if first[0] != who:
            one, two = (_folded(self.source.text[x.start : x.end]) for x in (first[1], span))
            self.errors.append(problem("V620", span, Note(first[1], "first"), one=one, two=two))

    def _line(self, span: s.Span) -> int:
        return self.source.position(span.start)[0]

    def _day(self, literal: s.LiteralExpr | None) -> date:
        value = self.literals.value(literal) if literal is not None else None
        return value if isinstance(value, date) else date(1, 1, 1)

    def _individuals(self) -> tuple[tuple[Party, ...], tuple[tuple[str, str], ...]]:
        parties, individuals = [], []
        taken = {p.role for p in self.contract.parties} & one_party_roles(self.symbols)
        for statement in self._tree.statements:
            match statement:
                case s.PartyDecl(name=name, title=title, role=role):
                    self._claim(name)
                    if role.text not in self.symbols.roles:
                        near = close_matches(role.text, list(self.symbols.roles), 1)
                        self.errors.append(
                            problem("V202", role.span, suggestion=near[0] if near else "", name=role.text)
                        )
                    if role.text in taken:
                        self.errors.append(problem("V211", role.span, name=role.text))
                    since = self._day(statement.since) if statement.since else None
                    parties.append(Party(name=name.text, title=title.words, role=role.text, since=since))
                    self.holders.add(parties[-1:], f"saken, linje {self._line(name.span)}")
                    for form in {name.text, title.words}:
                        self.vocabulary.add_constant(Constant(form, Type("part"), name.text))
                case s.IndividualDecl(name=name, phrase=phrase):
                    self._claim(name)
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

    def _claim(self, name: s.Name) -> None:
        if name.text in self._agreed:
            self.errors.append(problem("V201", name.span, name=name.text))
        if name.text in self._names:
            self.errors.append(problem("V201", name.span, Note(self._names[name.text], "first"), name=name.text))
        self._names.setdefault(name.text, name.span)

    def _completeness(self) -> tuple[date | None, tuple[tuple[str, date], ...]]:
        complete: date | None = None
        kinds: list[tuple[str, date]] = []
        for statement in self._tree.statements:
            if isinstance(statement, s.CompleteUntil):
                day = self._day(statement.day)
                if not statement.kinds:
                    self._tell(("komplett",), day, statement.span)
                    complete = day
                for kind in statement.kinds:
                    if kind.text not in self.symbols.events:
                        near = close_matches(kind.text, list(self.symbols.events), 1)
                        self.errors.append(
                            problem("V202", kind.span, suggestion=near[0] if near else "", name=kind.text)
                        )
                    self._tell(("komplett", kind.text), day, kind.span)
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
                self._acts.append((record, statement))
                if statement.name is not None:
                    self._claim(statement.name)
                    type_ = Type("hendelse", record.kind)
                    self.vocabulary.add_constant(Constant(statement.name.text, type_, record.id))
        self.errors += acts_out_of_order(self.symbols.events, self._acts, self._joined())
        return events

    def _joined(self) -> dict[str, date]:
        """The day each party that joined later did."""
        parties = [p for v in self.contract.versions for p in v.parties]
        declared = [
            Party(name=x.name.text, title="", role=x.role.text, since=self._day(x.since))
            for x in self._tree.statements if isinstance(x, s.PartyDecl) and x.since is not None
        ]  # fmt: skip
        return {p.name: p.since for p in (*parties, *self.contract.parties, *declared) if p.since is not None}

    def _event(self, statement: s.Happened, number: int) -> EventRecord | None:
        match = self.match(statement.sentence, ("event",))
        if match is None:
            return None
        kind = self.symbols.events[match.pattern.name]
        values: dict[str, Any] = {
            slot.name: self.constant(f, slot.type) for f, slot in zip(match.fillings, match.pattern.slots, strict=True)
        }
        days = {OWN_DAY: (self._day(statement.day), statement.day.span)}
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
                if isinstance(values[field], date):
                    days[field] = (values[field], detail.span)
        self.errors += out_of_order(kind.fields, days)
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
        span = statement.sentence.span
        text = self.source.text[span.start : span.end]
        self._tell(("faktum", match.pattern.name, args, known), value, span)
        if value is True and match.pattern.name in self._single:
            self._only_one((match.pattern.name, *args[:-1]), args[-1:], span)
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
        args = self.args(match)
        by = "; ".join(texts(statement.trailers, "truffet av"))
        span = statement.sentence.span
        text = self.source.text[span.start : span.end]
        self._tell(("skjønn", match.pattern.name, args, day, by), bool(value), span)
        return [
            JudgementRecord(
                name=match.pattern.name, args=args, value=bool(value), day=day,
                known=self._known(statement.trailers) or day, by=by,
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
        self._tell(("valgt", point.name, day), statement.reading.text, statement.span)
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
            question=statement.question.words, status=statement.status, value=value,
            line=self._line(statement.span),
        )  # fmt: skip


def covers(absence: Absence, day: date) -> bool:
    """Is the day inside the stretch the absence is about?"""
    return (absence.start is None or absence.start <= day) and (absence.stop is None or day <= absence.stop)


def _folded(text: str) -> str:
    """Words of the case as they are told again."""
    return plain(" ".join(text.split()))
