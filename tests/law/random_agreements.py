"""Random agreements and random cases about them, as the source text a user would write.

An agreement has a fixed vocabulary, one of each kind of declaration, and rules drawn at random over it: what is
tested is what can be written. A rule may use those before it. The simplest choice stands first everywhere, so that a
failing example shrinks to a short text. All days lie near each other, so that they meet.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen
from hypothesis import strategies as st

from dsl.pipeline import load_text
from tests import helpers as h

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Question
    from dsl.pipeline import Loaded

HEAD = """\
avtale tilfeldig «TILFELDIG»; målform bokmål; kilde «prøve».
part Aas «Aas kommune» er vert.
part Bø «Bø kommune» er gjest.
rolle vert (verten): nøyaktig én part.
rolle gjest (gjesten, gjester): alle andre parter.
rolle kommune (kommunen, kommuner, kommunene): alle parter.
punkt 1 «Alt»
«Det står her.[MARKS]»
hendelse signering (signeringen): en kommune (signere, signerer, har signert) avtalen; utføres av kommunen.
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet);
  der varselet er enten skriftlig eller muntlig;
  der varselet er mottatt en dag;
  der varselet gjelder en dag (kan mangle);
  utføres av kommunen.
hendelse stans (stansen): en kommune (stanse, stanser, har stanset) arbeidet; utføres av kommunen.
hendelse brudd (bruddet): en kommune (bryte, bryter, har brutt) avtalen; brudd; utføres av kommunen.
hendelse tilskudd (tilskuddet): en kommune (bevilge, bevilger, har bevilget) et beløp i et år; utføres av kommunen.
ting bil (bilen).
faktum brukt: en bil er brukt av en kommune.
faktum fint: været er fint.
faktum jubileum: et år er jubileum.
skjønn rimelig: arbeidet er rimelig; avgjøres av «partene».
skjønn grov: en stans er grov; avgjøres av «partene».
beløp forbruk (forbruket) for en kommune i et år oppgis i saken.
beløp pris (prisen) for en bil oppgis i saken.
andel vekst (veksten) i et år oppgis i saken.
dag åpning (åpningen) oppgis i saken.
taushet gap: «noe»; råd «Avtal det.».
"""

TERMS = (date(2020, 1, 1), date(2020, 3, 1), date(2020, 7, 1), date(2021, 1, 1), date(2021, 7, 1), date(2022, 1, 1))
ODD = (date(2020, 1, 31), date(2020, 2, 29), date(2020, 8, 31), date(2020, 12, 31), date(2021, 3, 31))
DAYS = (*TERMS, *ODD)
"""The days that agreements and cases tell of."""
days = st.sampled_from(DAYS)
parties = st.sampled_from(("Aas", "Bø"))
PERIODS = ("6 måneder", "1 måned", "1 år", "30 dager")
ASKED = date(2023, 1, 1)


@define
class Scope:
    """What a sentence may refer to: «kommunen», «året», «dagen», an earlier rule or day of its own."""

    draw: Any
    party: bool = False
    year: bool = False
    rules: list[str] = field(factory=list)
    days: list[str] = field(factory=list)
    states: list[str] = field(factory=list)
    depth: int = 2
    plain: bool = False
    """Nobody new is introduced: in the guard of a value, which would then be about the one introduced."""

    def pick(self, *options: str) -> str:
        return str(self.draw(st.sampled_from(options)))

    def at(self, depth: int) -> Scope:
        return Scope(self.draw, self.party, self.year, self.rules, self.days, self.states, depth, self.plain)

    # ── conditions ──
    def who(self) -> str:
        if self.party:
            return self.pick("kommunen", "enhver kommune", "kommunen" if self.plain else "en kommune")
        return self.pick("en kommune", "enhver kommune", "verten", "Bø")

    def event(self) -> str:
        """A sentence that says an event has happened."""
        return f"{self.who()} har " + self.pick("signert avtalen", "stanset arbeidet", "varslet", "brutt avtalen")

    def atom(self) -> str:
        one = "kommunen" if self.party else self.pick("en kommune", "verten")
        kind = self.pick(
            "event", "notice", "timed", "rule", "judge", "fact", "compare", "role", "count", "thing", "money", "named",
            "grave", "state", "year", "untold", "always",
        )  # fmt: skip
        match kind:
            case "notice":
                return self.pick(
                    f"({one} har varslet og varselet er mottatt)",
                    f"({one} har varslet og varselet er skriftlig)",
                    f"({one} har varslet og varselet er mottatt senest ({{frist}} før {self.day()}))",
                    f"({one} har varslet og varselet er mottatt og ikke (varselet er muntlig))",
                )
            case "named":
                return f"({one} har varslet og ikke (varselet gjelder en dag og dagen er etter {self.day()}))"
            case "timed":
                return f"{self.event()} {self.pick('senest', 'før', 'på', 'tidligst', 'etter')} {self.day()}"
            case "rule" if self.rules:
                name = self.pick(*self.rules)
                return f"{one} er {name}"
            case "state" if self.states:
                return self.pick(*self.states)
            case "judge":
                return "arbeidet er rimelig"
            case "grave":
                return f"({one} har stanset arbeidet og stansen er grov)"
            case "fact":
                return "været er fint"
            case "compare":
                return f"{self.day()} er {self.pick('senest', 'før', 'tidligst', 'etter')} {self.day()}"
            case "role":
                return f"{one} er en {self.pick('vert', 'gjest')}" if self.party else "Bø er en gjest"
            case "count":
                return f"antall {self.pick('kommuner', 'gjester')} er minst {self.pick('2', '3')}"
            case "thing":
                return "en bil er brukt av " + ("kommunen" if self.party else self.pick("Aas", "en kommune"))
            case "money":
                return f"(forbruket for {'kommunen' if self.party else 'Aas'} i {self.the_year()}) er minst kr 100"
            case "year" if self.year:
                return "året er jubileum"
            case "untold":
                return f"åpningen er {self.pick('senest', 'etter')} {self.day()}"
            case "always":
                return f"{self.date()} er {self.pick('senest', 'etter')} {self.date()}"
        return self.event()

    def sentence(self) -> str:
        """A condition in the form «den dag …» takes: a sentence, alone or with another."""
        return self.pick(self.event(), self.condition())

    def condition(self) -> str:
        if self.depth <= 0:
            return self.atom()
        inner = self.at(self.depth - 1)
        match self.pick("atom", "and", "or", "not", "notonly"):
            case "and":
                return f"({inner.condition()} og {inner.condition()})"
            case "or":
                return f"({inner.condition()} eller {inner.condition()})"
            case "not":
                return f"ikke ({inner.condition()})"
            case "notonly":
                return f"({inner.event()} og ikke ({inner.condition()}))"
        return self.atom()

    # ── days ──
    def date(self) -> str:
        return h.day(self.draw(days))

    def the_year(self) -> str:
        return "året" if self.year else self.pick("2021", "2022")

    def day(self) -> str:
        if self.depth <= 0:
            return self.date()
        inner = self.at(self.depth - 1)
        match self.pick("date", "value", "onset", "after", "before", "recurring", "extreme", "working", "known", "of"):
            case "value":
                return "{grense}"
            case "onset":
                return f"(den dag ({inner.sentence()}))"
            case "after":
                return f"({{frist}} etter {inner.day()})"
            case "before":
                return f"({{frist}} før {inner.day()})"
            case "recurring":
                test = f"{inner.event()} senest ({{frist}} før termindagen)"
                if inner.draw(st.booleans()):
                    test = f"({test} og {inner.condition()})"
                return f"(den første termindag fra {inner.day()} der {test})"
            case "extreme":
                return f"(den {self.pick('tidligste', 'seneste')} av ({inner.day()}, {inner.day()}))"
            case "working":
                return f"(neste virkedag fra ({inner.day()}))"
            case "known":
                return "åpningen"
            case "of" if self.days:
                return f"({self.pick(*self.days)} for {'kommunen' if self.party else 'Aas'})"
        return self.date()

    # ── amounts ──
    def amount(self) -> str:
        year = self.the_year()
        match self.pick("lit", "sum", "things", "years", "events", "part", "product", "divided", "mine"):
            case "sum":
                test = (
                    f" der {Scope(self.draw, True, self.year, self.rules).atom()}" if self.draw(st.booleans()) else ""
                )
                return f"(summen av (forbruket for kommunen i {year}) for hver kommune{test})"
            case "things":
                test = f" der bilen er brukt av {'kommunen' if self.party else 'Aas'}"
                return f"(summen av (prisen for bilen) for hver bil{test})"
            case "years":
                return "(summen av (kr 10) for hvert år fra (2020) til (2022) der året er jubileum)"
            case "events":
                return f"(summen av (kr 7) for hver stans der stansen er fra {'kommunen' if self.party else 'Bø'})"
            case "part":
                return f"({self.at(0).amount()} · 12,5 %)" if self.depth else "kr 8"
            case "product":
                return f"(kr 100 · (produktet av (1 + (veksten i året)) for hvert år fra (2021) til ({year})))"
            case "divided":
                return "((kr 90 / antall kommuner) avrundet til hele kroner)"
            case "mine" if self.party:
                return f"(forbruket for kommunen i {year})"
        return "kr 5"


@frozen
class Text:
    """An agreement's source and what can be asked of it."""

    source: str
    forms: frozenset[str] = frozenset()


@st.composite
def sources(draw: st.DrawFn) -> str:
    """The source of an agreement."""
    lines = [f"verdi frist er {draw(st.sampled_from(PERIODS))}.", f"verdi grense er {h.day(draw(days))}."]
    lines.append(
        f"verdi termindag (termindagen) er {draw(st.sampled_from(('hver 1/1', 'hver 1/1 og 1/7', 'hver 31/8')))}."
    )
    rules: list[str] = []
    day_names: list[str] = []
    states: list[str] = []
    asked: list[str] = []
    for n in range(draw(st.integers(1, 3))):
        scope = Scope(draw, True, False, rules, day_names, states)
        lines.append(_rule(scope, f"r{n}", f"en kommune er r{n}ig"))
        asked += [_ask(f"r{n}-om", f"Er {{kommune}} r{n}ig {{dag}}?", f"om kommunen er r{n}ig")]
        asked += [_ask(f"r{n}-når", f"Når er {{kommune}} r{n}ig?", f"når kommunen er r{n}ig")]
        rules.append(f"r{n}ig")
    for n in range(draw(st.integers(0, 2))):
        scope = Scope(draw, True, False, rules, day_names, states)
        lines.append(f"dag d{n} (d{n}en) for en kommune er {_cases(scope, scope.day)}.")
        asked.append(_ask(f"d{n}-verdi", f"Hva er d{n} for {{kommune}}?", f"verdi (d{n}en for kommunen)"))
        day_names.append(f"d{n}en")
    if draw(st.booleans()):
        scope = Scope(draw, False, False, rules, day_names, states, 1)
        until = f" fram til {scope.day()}" if draw(st.booleans()) else ""
        lines.append(f"tilstand går: arbeidet går fra og med {scope.day()}{until}.")
        states.append("arbeidet går")
        asked.append(_ask("går-om", "Går arbeidet {dag}?", "om arbeidet går"))
        asked.append(_ask("går-når", "Når går arbeidet?", "når arbeidet går"))
    if draw(st.booleans()):
        scope = Scope(draw, False, False, rules, day_names, states)
        lines.append(_rule(scope, "alt", "alt er klart"))
        asked.append(_ask("alt-om", "Er alt klart {dag}?", "om alt er klart"))
        asked.append(_ask("alt-når", "Når er alt klart?", "når alt er klart"))
    for n in range(draw(st.integers(0, 2))):
        scope = Scope(draw, True, True, rules, day_names, states, 1)
        lines.append(f"beløp b{n} (b{n}en) for en kommune i et år er {_cases(scope, scope.amount)}.")
        asked.append(
            _ask(f"b{n}-verdi", f"Hva er b{n} for {{kommune}} i {{år}}?", f"verdi (b{n}en for kommunen i året)")
        )
        if draw(st.booleans()):
            lines.append(f"unntak u{n}a fra b{n} når {scope.atom()}: er {scope.amount()}.")
            if draw(st.booleans()):
                lines.append(f"unntak u{n}b fra b{n} når {scope.atom()}: er {scope.amount()}.")
                lines.append(f"forrang u{n}b går foran u{n}a.")
    return with_vocabulary(lines + asked)


def with_vocabulary(lines: list[str]) -> str:
    """The source of an agreement of these declarations and the fixed vocabulary."""
    marks = re.findall(
        r"^(?:part|rolle|verdi|hendelse|ting|faktum|skjønn|beløp|andel|dag|taushet|regel|tilstand|unntak|kompetanse)"
        r" ([\w-]+)",
        HEAD + "\n".join(lines), re.MULTILINE,
    )  # fmt: skip
    return HEAD.replace("MARKS", ", ".join(marks)) + "\n".join(lines) + "\n"


def _rule(scope: Scope, name: str, sentence: str) -> str:
    match scope.pick("when", "unless", "reading"):
        case "unless":
            return f"regel {name}: {sentence} når {scope.condition()} med mindre {scope.condition()}."
        case "reading":
            weak = "\n  lesning løs (svak) alltid fordi «s»" if scope.draw(st.booleans()) else ""
            return (
                f"regel {name}: {sentence} tolkning av «Det står her»\n"
                f"  lesning en (foretrukket) når {scope.condition()} fordi «e»\n"
                f"  lesning to når {scope.condition()} fordi «t»{weak}."
            )
    return f"regel {name}: {sentence} når {scope.condition()}."


def _cases(scope: Scope, value: Any) -> str:
    scope.plain = True
    match scope.pick("plain", "cases", "silent", "filled"):
        case "cases":
            return f"{value()} når {scope.condition()}, ellers {value()}"
        case "silent":
            return f"{value()} når {scope.condition()}, ellers taushet gap"
        case "filled":
            return f"{value()} når {scope.condition()}, ellers taushet gap utfylt med {value()}"
    return str(value())


def _ask(name: str, words: str, answer: str) -> str:
    return f"spørsmål {name}: nb «{words}» svar {answer}."


# ── cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def statements(draw: st.DrawFn) -> str:
    """One statement of a case, without its full stop."""
    who, when = draw(parties), draw(days)
    on = f"den {h.day(when)}"
    kind = draw(
        st.sampled_from(("sign", "notice", "stop", "fact", "used", "spent", "growth", "break", "grant", "judge"))
    )
    known = f"; kjent fra {h.day(max(when, draw(days)))}" if draw(st.integers(0, 3)) == 0 else ""
    match kind:
        case "sign":
            return f"{on}: {who} signerer avtalen{known}"
        case "notice":
            told = f"; varselet er {draw(st.sampled_from(('skriftlig', 'muntlig')))}" if draw(st.integers(0, 3)) else ""
            told += f"; varselet er mottatt {h.day(max(when, draw(days)))}" if draw(st.integers(0, 3)) else ""
            told += f"; varselet gjelder {h.day(draw(days))}" if draw(st.booleans()) else ""
            return f"{on}: {who} varsler{told}{known}"
        case "stop":
            return f"{on}: {who} stanser arbeidet{known}"
        case "break":
            return f"{on}: {who} bryter avtalen{known}"
        case "grant":
            year = draw(st.sampled_from((2021, 2022)))
            return f"{on}: {who} bevilger kr {draw(st.sampled_from((10, 20)))} i {year}{known}"
        case "used":
            return f"faktum: bil1 er brukt av {who}"
        case "spent":
            year = draw(st.sampled_from((2021, 2022)))
            return f"faktum: forbruket for {who} i {year} = kr {draw(st.sampled_from((10, 100, 1000)))}"
        case "growth":
            return f"faktum: veksten i {draw(st.sampled_from((2021, 2022)))} = {draw(st.sampled_from((5, 10)))} %"
        case "judge":
            return f"skjønn {on}: arbeidet er {draw(st.sampled_from(('', 'ikke ')))}rimelig; truffet av «p»; fordi «p»"
    return draw(
        st.sampled_from(("faktum: været er fint", "faktum: 2021 er jubileum", f"faktum: åpningen = {h.day(when)}",
                         "faktum: prisen for bil1 = kr 50", "faktum: prisen for bil2 = kr 60"))
    )  # fmt: skip


def told_of(statement: str) -> str:
    """What the statement tells of, if a case may tell it but once a day."""
    if statement.startswith("faktum"):
        return statement.split("=")[0]
    return " ".join(statement.replace("ikke ", "").split()[:5]) if statement.startswith("skjønn") else statement


@frozen
class RandomCase:
    """Statements that may stand in any order, the day the case is complete to, and perhaps a third party."""

    statements: tuple[str, ...]
    complete: date
    joined: date | None = None

    def lines(self) -> tuple[str, ...]:
        third = (f"part Cos «Cos kommune» er gjest fra {h.day(self.joined)}",) if self.joined else ()
        return (*third, "ting bil1 er en bil", "ting bil2 er en bil", *self.statements)


@st.composite
def cases(draw: st.DrawFn, complete: date | None = None) -> RandomCase:
    """A case that does not contradict itself."""
    joined = draw(st.none() | st.sampled_from(TERMS[2:]))
    told = {told_of(each): each for each in draw(st.lists(statements(), max_size=7))}
    if joined is not None:
        for when in draw(st.lists(days, max_size=1)):
            told["cos"] = f"den {h.day(when)}: Cos signerer avtalen"
    until = complete or draw(st.sampled_from((ASKED, date(2021, 6, 1), date(2020, 5, 1))))
    return RandomCase(tuple(told.values()), until, joined)


def read(source: str) -> Loaded | None:
    """The agreement, None where the checker refuses it (a day compared with a sum, say)."""
    loaded = load_text(source, "tilfeldig.vka")
    return loaded if loaded.contract is not None else None


def case_of(told: RandomCase, about: Loaded) -> Case:
    """The case read."""
    return h.case(*told.lines(), complete=told.complete, about=about)


def arguments(question: Question, contract: Contract, party: str, day: date, year: int) -> tuple[Any, ...]:
    """Arguments for a question's slots."""
    values = {"part": party, "dag": day, "år": year}
    return tuple(values[p.type.kind] for p in question.params)


def words_of(source: str) -> set[str]:
    """The words of a source below its head, to see which forms are drawn."""
    return set(re.findall(r"[\w-]+", source[source.index("verdi frist") :]))
