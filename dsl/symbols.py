"""The names of one agreement: nouns, individuals, values and sentence patterns, collected before any rule is
compiled.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field

from dsl import syntax as s
from dsl.contract import EventField, EventKind, Param, Party, Place, Role, Value
from dsl.core import Lit, Op, Term, Type
from dsl.diagnostics import Diagnostic, Note, SourceText, problem
from dsl.event_order import check_followed, order_of, with_bounds
from dsl.literal_terms import Literals, value_literal
from dsl.vocabulary import DETERMINERS, Constant, NounInfo, PatternInfo, SlotPart, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

BUILT_IN_NOUNS = (
    ("dag", "dagen", "dag"), ("år", "året", "år"), ("beløp", "beløpet", "beløp"), ("tall", "tallet", "tall"),
    ("andel", "andelen", "andel"), ("periode", "perioden", "periode"), ("tekst", "teksten", "tekst"),
)  # fmt: skip
RESULT = {k: Type(k) for k in ("beløp", "dag", "andel", "tall", "år", "periode", "tekst")}
_EXTENTS = {"alle parter": "all", "alle andre parter": "rest", "ingen part ennå": "none"}
_DAY, _YEAR, _PART, _PERIOD, _YEARDAY = Type("dag"), Type("år"), Type("part"), Type("periode"), Type("årsdag")


@define
class Symbols:
    """Everything the vocabulary pass found. ``names`` maps every declared name to its span and keyword."""

    source: SourceText
    errors: list[Diagnostic] = field(factory=list)
    vocabulary: Vocabulary = field(factory=Vocabulary)
    values: dict[str, tuple[Term, tuple[Type, ...]]] = field(factory=dict)
    value_infos: dict[str, Value] = field(factory=dict)
    recurrences: dict[str, Term] = field(factory=dict)
    events: dict[str, EventKind] = field(factory=dict)
    names: dict[str, tuple[s.Span, str]] = field(factory=dict)
    parties: list[Party] = field(factory=list)
    roles: dict[str, Role] = field(factory=dict)
    sorts: dict[str, tuple[str, ...]] = field(factory=dict)
    enums: dict[str, tuple[str, ...]] = field(factory=dict)
    params: dict[str, tuple[Param, ...]] = field(factory=dict)
    sentences: dict[str, tuple[str, ...]] = field(factory=dict)
    singular: dict[str, tuple[Term, Type]] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    laws: dict[str, tuple[str, ...]] = field(factory=dict)
    literals: Literals = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.literals = Literals(self.errors)

    def place(self, span: s.Span, clause: str) -> Place:
        """Where a statement stands."""
        return Place(clause, self.source.position(span.start)[0])


def collect(statements: Iterable[tuple[str, s.Statement]], source: SourceText) -> Symbols:
    """All names of an agreement. ``statements`` come with the number of the clause they stand under."""
    symbols = Symbols(source)
    listed = list(statements)
    for base, definite, kind in BUILT_IN_NOUNS:
        symbols.vocabulary.add_noun(NounInfo(base, definite, Type(kind)))
    for clause, statement in listed:
        _names(symbols, clause, statement)
    for clause, statement in listed:
        _nouns(symbols, clause, statement)
    _one_holder_each(symbols, listed)
    _built_in_patterns(symbols)
    for clause, statement in listed:
        _patterns(symbols, clause, statement)
    check_followed(symbols, listed)
    return symbols


def one_party_roles(symbols: Symbols) -> set[str]:
    """The roles that exactly one party has."""
    return {type_.name for _, type_ in symbols.singular.values()}


def _one_holder_each(symbols: Symbols, statements: Iterable[tuple[str, s.Statement]]) -> None:
    """A role of exactly one party has no second."""
    single = one_party_roles(symbols)
    first: dict[str, s.Span] = {}
    for _, statement in statements:
        if isinstance(statement, s.PartyDecl) and statement.role.text in single:
            role = statement.role
            if role.text in first:
                symbols.errors.append(problem("V211", role.span, Note(first[role.text], "first"), name=role.text))
            first.setdefault(role.text, role.span)


def claim(symbols: Symbols, name: s.Name, keyword: str) -> None:
    """Take a name; a second owner is an error that shows the first."""
    first = symbols.names.get(name.text)
    if first is not None:
        symbols.errors.append(problem("V201", name.span, Note(first[0], "first"), name=name.text))
        return
    symbols.names[name.text] = (name.span, keyword)


def _names(symbols: Symbols, clause: str, statement: s.Statement) -> None:
    match statement:
        case (
            s.Law() | s.PartyDecl() | s.StateDecl() | s.FactDecl() | s.JudgementDecl() | s.RuleDecl() | s.NormDecl()
            | s.ExceptionDecl() | s.SilenceDecl() | s.QuestionDecl() | s.RequirementDecl() | s.TensionDecl()
            | s.RenamingDecl() | s.SettlementDecl() | s.TableDecl()
        ):  # fmt: skip
            name = statement.name
        case s.RoleDecl() | s.SortDecl() | s.EnumDecl() | s.ValueDecl() | s.EventDecl() | s.QuantityDecl():
            name = statement.noun.base
        case _:
            return
    claim(symbols, name, type(statement).__name__)
    symbols.places[name.text] = symbols.place(statement.span, clause)


def _nouns(symbols: Symbols, clause: str, statement: s.Statement) -> None:
    match statement:
        case s.Law(name=name, titles=titles):
            symbols.laws[name.text] = (name.text.casefold(), *(t.words.casefold() for t in titles))
        case s.RoleDecl(noun=noun, extent=extent):
            role = noun.base.text
            _add_noun(symbols, noun, Type("part", role))
            forms = (role, *(f.text for f in noun.forms))
            symbols.roles[role] = Role(name=role, forms=forms, extent=_EXTENTS.get(extent, "own"))
            if extent == "nøyaktig én part" and noun.forms:
                symbols.singular[noun.forms[0].text] = (Op("holder", (Lit(role),)), Type("part", role))
        case s.SortDecl(noun=noun):
            _add_noun(symbols, noun, Type("ting", noun.base.text))
            symbols.sorts[noun.base.text] = (noun.base.text, *(f.text for f in noun.forms))
        case s.EnumDecl(noun=noun, members=members):
            _add_noun(symbols, noun, Type("utvalg", noun.base.text))
            symbols.enums[noun.base.text] = tuple(m.text for m in members)
            for member in members:
                symbols.vocabulary.add_constant(Constant(member.text, Type("utvalg", noun.base.text), member.text))
        case s.PartyDecl(name=name, title=title, role=role_name):
            since = None
            if statement.since is not None:
                given = symbols.literals.value(statement.since)
                since = given if isinstance(given, date) else None
            party = Party(name=name.text, title=title.words, role=role_name.text, since=since)
            symbols.parties.append(party)
            for form in {name.text, title.words}:
                symbols.vocabulary.add_constant(Constant(form, _PART, name.text))
        case s.EventDecl(noun=noun):
            _add_noun(symbols, noun, Type("hendelse", noun.base.text))
        case s.ValueDecl():
            _value(symbols, clause, statement)


def _add_noun(symbols: Symbols, noun: s.Noun, type_: Type) -> None:
    forms = tuple(f.text for f in noun.forms)
    definite = forms[0] if forms else ""
    symbols.vocabulary.add_noun(NounInfo(noun.base.text, definite, type_, noun.base.span), forms)


def _value(symbols: Symbols, clause: str, decl: s.ValueDecl) -> None:
    name = decl.noun.base.text
    spelling = decl.spelling
    if decl.literal is not None:
        value, type_ = value_literal(symbols.literals, decl.literal)
        if type_.kind == "gjentakelse":
            spelling = re.sub(r"^hvert?\s+(?=\d)", "", spelling)
            symbols.recurrences[name] = Lit(value, name)
            _add_noun(symbols, decl.noun, Type("dag", name))
    elif decl.text is not None:
        value, type_ = decl.text.words, Type("tekst")
        spelling = value
    elif decl.citation is not None:
        value, type_ = decl.citation, Type("tekst")
    else:
        items = tuple(item.text for item in decl.items)
        value, type_ = (items[0], Type("ord")) if len(items) == 1 else (items, Type("liste"))
    types = (type_, Type("år")) if type_.kind == "tall" and decl.literal is not None else (type_,)
    symbols.values[name] = (Lit(value, name), types)
    symbols.value_infos[name] = Value(name, type_, value, spelling, symbols.place(decl.span, clause))


def pattern_parts(symbols: Symbols, pattern: s.Pattern, form: int) -> tuple[str | SlotPart, ...]:
    """The pattern in one of its verb forms (0 infinitive, 1 present, 2 perfect): words, and slots where «en X»
    stands.
    """
    words: list[str] = []
    for part in pattern.parts:
        if isinstance(part, s.PatternWord):
            words.append(part.text)
        elif isinstance(part, s.PatternForms):
            words += part.forms[min(form, len(part.forms) - 1)].split()
    parts: list[str | SlotPart] = []
    taken: set[str] = set()
    at = 0
    nouns = symbols.vocabulary.nouns
    while at < len(words):
        other = words[at + 1 : at + 2] in (["annen"], ["annet"])
        after = words[at + 1 + other] if at + 1 + other < len(words) else None
        if words[at] in DETERMINERS and after in nouns and nouns[after].base == after:
            name = f"annen {after}" if other or after in taken else after
            taken.add(name)
            parts.append(SlotPart(name, nouns[after].type))
            at += 2 + other
        else:
            parts.append(words[at])
            at += 1
    return tuple(parts)


def spoken(parts: tuple[str | SlotPart, ...]) -> tuple[str, ...]:
    """The pattern as words and ``{n}`` for slots."""
    out = []
    count = 0
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        else:
            out.append(f"{{{count}}}")
            count += 1
    return tuple(out)


def _params(parts: tuple[str | SlotPart, ...]) -> tuple[Param, ...]:
    return tuple(Param(p.name, p.type) for p in parts if isinstance(p, SlotPart))


def _register(
    symbols: Symbols, role: str, name: str, parts: tuple[str | SlotPart, ...], result: Type, span: s.Span
) -> None:
    symbols.params.setdefault(name, _params(parts))
    symbols.sentences.setdefault(name, spoken(parts))
    symbols.vocabulary.add_pattern(PatternInfo(role=role, name=name, parts=parts, result=result, span=span))


def _patterns(symbols: Symbols, clause: str, statement: s.Statement) -> None:
    yes = Type("ja")
    match statement:
        case s.EventDecl():
            _event_patterns(symbols, clause, statement)
        case s.StateDecl(name=name, pattern=pattern, span=span):
            _register(symbols, "call", name.text, pattern_parts(symbols, pattern, 2), yes, span)
            if _has_forms(pattern):
                for form, role in ((1, "call"), (0, "act")):
                    _register(symbols, role, name.text, pattern_parts(symbols, pattern, form), yes, span)
        case s.FactDecl(name=name, pattern=pattern, span=span) | s.JudgementDecl(name=name, pattern=pattern, span=span):
            for form in (1, 2) if _has_forms(pattern) else (1,):
                _register(symbols, "oracle", name.text, pattern_parts(symbols, pattern, form), yes, span)
        case s.RuleDecl(name=name, pattern=pattern, span=span):
            for form in (1, 2) if _has_forms(pattern) else (1,):
                _register(symbols, "call", name.text, pattern_parts(symbols, pattern, form), yes, span)
        case s.QuantityDecl(noun=noun, pattern=pattern, span=span, kind=kind, body=body):
            head = pattern_parts(symbols, pattern, 1)
            role = "oracle" if isinstance(body, s.Input) else "call"
            for form_name in (*noun.forms, noun.base):
                _register(symbols, role, noun.base.text, (form_name.text, *head), RESULT[kind], span)


def _has_forms(pattern: s.Pattern) -> bool:
    return any(isinstance(p, s.PatternForms) for p in pattern.parts)


def _event_patterns(symbols: Symbols, clause: str, decl: s.EventDecl) -> None:
    name = decl.noun.base.text
    yes = Type("ja")
    kind_type = Type("hendelse", name)
    this = SlotPart(name, kind_type)
    perfect = pattern_parts(symbols, decl.pattern, 2)
    fields = [EventField(name=p.name, type=p.type) for p in perfect if isinstance(p, SlotPart)]
    _register(symbols, "event", name, perfect, yes, decl.span)
    if _has_forms(decl.pattern):
        _register(symbols, "event", name, pattern_parts(symbols, decl.pattern, 1), yes, decl.span)
        _register(symbols, "act", name, pattern_parts(symbols, decl.pattern, 0), yes, decl.span)
    actor, breach = "andre", False
    for trailer in decl.trailers:
        if isinstance(trailer, s.FieldTrailer):
            fields.append(_field(symbols, decl, trailer, this))
        elif isinstance(trailer, s.ActorTrailer):
            actor = _actor(symbols, trailer, fields)
        elif isinstance(trailer, s.BreachTrailer):
            breach = True
    told = [t for t in decl.trailers if isinstance(t, s.FieldTrailer)]
    fields = list(with_bounds(fields, told, symbols.errors))
    add = symbols.vocabulary.add_pattern
    if any(f.name == actor for f in fields):
        parts: tuple[str | SlotPart, ...] = (this, "er", "fra", SlotPart("part", _PART))
        add(PatternInfo(role="from", name=name, parts=parts, result=yes, detail=actor, span=decl.span))
    symbols.events[name] = EventKind(
        name=name, forms=tuple(f.text for f in decl.noun.forms), fields=tuple(fields), actor=actor, breach=breach,
        sentence=spoken(perfect), present=spoken(pattern_parts(symbols, decl.pattern, 1)),
        act=spoken(pattern_parts(symbols, decl.pattern, 0)),
        place=symbols.place(decl.span, clause), english=_english(decl), **order_of(decl),
    )  # fmt: skip


def _english(decl: s.EventDecl) -> tuple[str, ...]:
    """The event's noun in English, and the act with its slots."""
    found = [t for x in decl.trailers if isinstance(x, s.TextTrailer) and x.kind == "engelsk" for t in x.texts]
    return tuple(t.words for t in found)


def _field(symbols: Symbols, decl: s.EventDecl, trailer: s.FieldTrailer, this: SlotPart) -> EventField:
    name = decl.noun.base.text
    add = symbols.vocabulary.add_pattern
    yes = Type("ja")
    definite = decl.noun.forms[0].text if decl.noun.forms else name
    parts = trailer.pattern.parts
    head = parts[0]
    if not (isinstance(head, s.PatternWord) and head.text == definite):
        found = head.text if isinstance(head, s.PatternWord) else "( … )"
        symbols.errors.append(problem("V205", trailer.span, suggestion=definite, name=found))
    choice = next((p for p in parts if isinstance(p, s.PatternChoice)), None)
    if choice is not None:
        options = tuple(o.text for o in choice.options)
        enum = f"{name}:{'/'.join(options)}"
        symbols.enums[enum] = options
        words = [p.text for p in parts[1:] if isinstance(p, s.PatternWord)]
        field_name = "/".join(options)
        info: dict[str, Any] = {"result": yes, "detail": field_name, "span": trailer.span, "name": name}
        for option in options:
            symbols.vocabulary.add_constant(Constant(option, Type("utvalg", enum), option))
            add(PatternInfo(role="choice", parts=(this, *words, *option.split()), form=option, **info))
        add(PatternInfo(role="given", parts=(this, *words, SlotPart(field_name, Type("utvalg", enum))), **info))
        return EventField(name=field_name, type=Type("utvalg", enum), optional=trailer.optional, words=" ".join(words))
    told = pattern_parts(symbols, s.Pattern(parts[1:], trailer.pattern.span), 1)
    slot = next((p for p in told if isinstance(p, SlotPart)), None)
    words_only = tuple(p for p in told if isinstance(p, str))
    joined = " ".join(words_only)
    field_name = " ".join(words_only[1:] if words_only[:1] == ("er",) else words_only)
    if slot is None:
        symbols.errors.append(problem("V203", trailer.span, phrase=joined))
        return EventField(name=field_name, type=Type("noe"), optional=trailer.optional, words=joined)
    told_info: dict[str, Any] = {"result": yes, "detail": field_name, "span": trailer.span, "name": name}
    add(PatternInfo(role="given", parts=(this, *told), **told_info))
    if slot.type.kind == "dag":
        add(PatternInfo(role="day", parts=(this, *words_only), **told_info))
    return EventField(name=field_name, type=slot.type, optional=trailer.optional, words=joined)


def _actor(symbols: Symbols, trailer: s.ActorTrailer, fields: list[EventField]) -> str:
    words = [a.text for a in trailer.phrase.atoms if isinstance(a, s.Word)]
    if words[:1] == ["andre"]:
        return "andre"
    if words[:1] == ["alle"]:
        return "alle"
    word = words[-1] if words else ""
    noun = symbols.vocabulary.definites.get(word)
    if noun is not None:
        for each in fields:
            if each.type == noun.type:
                return each.name
        if word in symbols.singular:
            return f"rolle:{noun.base}"
    symbols.errors.append(problem("V205", trailer.span, name=word))
    return "andre"


def _built_in_patterns(symbols: Symbols) -> None:
    yes = Type("ja")

    def add(op: str, result: Type, *parts: str | SlotPart, role: str = "builtin", detail: str = "") -> None:
        info = PatternInfo(role=role, name=op, parts=parts, result=result, detail=detail)
        symbols.vocabulary.add_pattern(info)

    day, year, period, yearday = (
        SlotPart("dag", _DAY), SlotPart("år", _YEAR), SlotPart("periode", _PERIOD), SlotPart("årsdag", _YEARDAY),
    )  # fmt: skip
    amount, who, whom = SlotPart("beløp", Type("beløp")), SlotPart("part", _PART), SlotPart("annen", _PART)
    add("before", _DAY, period, "før", day)
    add("after", _DAY, period, "etter", day)
    add("day-of-year", _DAY, yearday, "i", year)
    add("day-next-year", _DAY, yearday, "året", "etter", day)
    add("year", _YEAR, "året", "for", day)
    add("next-working-day", _DAY, "neste", "virkedag", "fra", day)
    add("is-working-day", yes, day, "er", "en", "virkedag")
    add("round-kroner", Type("beløp"), amount, "avrundet", "til", "hele", "kroner")
    add("round-øre", Type("beløp"), amount, "avrundet", "til", "øre")
    add("reconcile", Type("beløp"), amount, "avstemt", "mot", SlotPart("annet beløp", Type("beløp")))
    add("=", yes, who, "er", whom)
    add("happened", yes, SlotPart("hendelse", Type("hendelse")), "har", "skjedd", role="day", detail="dato")
    for role, info in symbols.roles.items():
        add("role", yes, who, "er", "en", role, role="role", detail=role)
        add("role", yes, who, "er", role, role="role", detail=role)
        for form in info.forms[1:]:
            add("count", Type("tall"), "antall", form, role="count", detail=role)
