"""Mandatory statute over agreement over default statute, settled while the agreement is compiled.

* What a statute declares without rank (roles, events, rules that only define) gives way to the agreement's own.
* A default rule is left out where the agreement departs from it (``fraviker``) or repeats it (``gjengir``).
* A mandatory condition (``vilkår for x``) is added to the agreement's rule x, unless that rule demands as much already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from dsl import syntax as s
from dsl.core import Call, EventSource, Every, Exists, Lit, Moment, Op, RoleSource, Term, Type, Var, children
from dsl.diagnostics import Diagnostic, Note, problem
from dsl.fragments import both
from dsl.law import RankedRule, paragraphs_of, section_of
from dsl.record import Record, changed

if TYPE_CHECKING:
    from dsl.contract import Norm
    from dsl.definitions import Program
    from dsl.includes import Placed, StatuteFile, Whole
    from dsl.literal_terms import Literals

_VOCABULARY = (
    s.Law, s.RoleDecl, s.SortDecl, s.EnumDecl, s.ValueDecl, s.EventDecl, s.StateDecl, s.FactDecl, s.JudgementDecl,
    s.RuleDecl, s.QuantityDecl, s.QuestionDecl, s.SilenceDecl, s.RenamingDecl, s.NormDecl, s.ExceptionDecl,
    s.RequirementDecl,
)  # fmt: skip


@define(kw_only=True)
class Layers:
    """How a file stands to the statutes it builds on. ``spans`` are where the ranked rules stand."""

    cited: dict[str, tuple[str, ...]]
    ranked: dict[str, RankedRule] = field(factory=dict)
    spans: dict[str, s.Span] = field(factory=dict)
    statements: list[Placed] = field(factory=list)
    errors: list[Diagnostic] = field(factory=list)


def rank_of(statement: s.Statement) -> s.RankTrailer | None:
    """A statement's rank, if it has one."""
    return next((t for t in getattr(statement, "trailers", ()) if isinstance(t, s.RankTrailer)), None)


def declared(statement: s.Statement) -> str:
    """The name a statement declares, "" if none."""
    noun = getattr(statement, "noun", None)
    name = noun.base if noun is not None else getattr(statement, "name", None)
    return name.text if isinstance(name, s.Name) and not isinstance(statement, s.ContentDecl) else ""


def lay(whole: Whole) -> Layers:
    """The statements to compile, the statutes' own after the agreement's."""
    layers = Layers(cited=_cited(whole))
    for file in whole.statutes if whole.alone is None else (whole.alone, *whole.statutes):
        for clause, statement in file.statements:
            rank = rank_of(statement)
            if rank is not None:
                name = declared(statement)
                layers.ranked[name] = RankedRule(name=name, rank=rank.rank, clause=clause)
                layers.spans[name] = rank.span
    for _, statement in whole.own:
        _departs(layers, statement)
    own = {declared(statement) for _, statement in whole.own} - {""}
    wordings = {_bare(w) for _, x in whole.own if isinstance(x, s.QuestionDecl) for _, w in x.wordings}
    layers.statements += whole.own
    for file in whole.statutes:
        layers.statements += _law_itself(file, own)
        for clause, statement in file.statements:
            name = declared(statement)
            ranked = layers.ranked.get(name)
            if not isinstance(statement, _VOCABULARY) or (ranked is None and name in own):
                continue
            if isinstance(statement, s.QuestionDecl) and any(_bare(w) in wordings for _, w in statement.wordings):
                continue
            if ranked is not None and not ranked.applies and isinstance(statement, s.NormDecl | s.ExceptionDecl):
                continue
            layers.statements.append((clause, statement))
    if whole.alone is not None:
        layers.statements += _law_itself(whole.alone, own - {whole.alone.name})
    return layers


def _bare(wording: s.Prose) -> str:
    """A question's words without the names of its slots."""
    import re

    return re.sub(r"\{[^{}]*\}", "{}", wording.wording).casefold()


def _law_itself(file: StatuteFile, own: set[str]) -> list[Placed]:
    """The declaration of the statute as a law that can be cited, where the agreement has none of its own."""
    if file.name in own:
        return []
    identifier = identifier_of(file)
    titles = (s.Prose(file.name, file.head.name.span), *((s.Prose(identifier, file.head.span),) if identifier else ()))
    return [(file.name, s.Law(file.head.name, titles, (), file.head.name.span))]


def identifier_of(file: StatuteFile) -> str:
    """«LOV-2018-06-22-83»"""
    found = [
        t for x in file.head.trailers if isinstance(x, s.TextTrailer) and x.kind == "identifikator" for t in x.texts
    ]
    return found[0].words if found else ""


def _cited(whole: Whole) -> dict[str, tuple[str, ...]]:
    """The words each statute is cited by, in lower case."""
    files = [*whole.statutes, *((whole.alone,) if whole.alone is not None else ())]
    cited = {f.name: tuple(w.casefold() for w in (f.name, identifier_of(f)) if w) for f in files}
    for _, statement in whole.own:
        if isinstance(statement, s.Law) and statement.name.text in cited:
            more = tuple(t.words.casefold() for t in statement.titles)
            cited[statement.name.text] = tuple(dict.fromkeys((*cited[statement.name.text], *more)))
    return cited


def _departs(layers: Layers, statement: s.Statement) -> None:
    """Note what the agreement's statement departs from or repeats; V509 where the law does not allow it."""
    name = declared(statement)
    for trailer in getattr(statement, "trailers", ()):
        if not (isinstance(trailer, s.LawTrailer) and trailer.kind in ("fraviker", "gjengir")):
            continue
        found = [r for r in layers.ranked.values() if stands_in(r.clause, trailer.text, layers.cited)]
        if not found:
            layers.errors.append(problem("V510", trailer.span, reference=trailer.text))
        for rule in found:
            if trailer.kind == "gjengir":
                layers.ranked[rule.name] = changed(rule, restated_by=(*rule.restated_by, name))
            elif rule.rank == "fravikelig":
                layers.ranked[rule.name] = changed(rule, set_aside_by=(*rule.set_aside_by, name))
            else:
                note = Note(layers.spans[rule.name], "law", (("clause", rule.clause),))
                layers.errors.append(problem("V509", trailer.span, note, name=name, reference=rule.clause))


def stands_in(clause: str, reference: str, cited: dict[str, tuple[str, ...]]) -> bool:
    """Does a rule that stands in ``clause`` stand in what is referred to?"""
    law = clause.split(" § ", maxsplit=1)[0]
    folded = reference.casefold()
    if not any(words in folded for words in cited.get(law, ())) or section_of(clause) != section_of(reference):
        return False
    wanted, own = paragraphs_of(reference), paragraphs_of(clause)
    return not wanted or not own or bool(set(wanted) & set(own))


def within(trailers: tuple[s.Trailer, ...], body: Term, literals: Literals) -> Term:
    """A yes/no body that holds only while its statement is in force."""
    for trailer in trailers:
        if isinstance(trailer, s.DayTrailer) and trailer.kind in ("i kraft fra", "fram til"):
            day = Lit(literals.value(trailer.day))
            since = trailer.kind == "i kraft fra"
            body = both(Op("≤", (day, Moment())) if since else Op("<", (Moment(), day)), body)
    return body


# ── mandatory conditions ────────────────────────────────────────────────────────────────────────────────────────────


def bind_mandatory(program: Program, layers: Layers) -> None:
    """Add the statutes' conditions to the rules they are conditions for."""
    for clause, statement in layers.statements:
        if not isinstance(statement, s.RuleDecl):
            continue
        for trailer in statement.trailers:
            if isinstance(trailer, s.NamesTrailer) and trailer.kind == "vilkår for":
                for target in trailer.names:
                    _bind(program, layers, clause, statement.name.text, target)


def _bind(program: Program, layers: Layers, clause: str, name: str, target: s.Name) -> None:
    rule = program.definitions.get(target.text)
    condition = program.definitions.get(name)
    errors = program.symbols.errors
    if rule is None:
        errors.append(problem("V202", target.span, name=target.text))
        return
    if condition is None or rule.result.kind != "ja" or len(condition.params) not in (0, len(rule.params)):
        errors.append(problem("V206", target.span, name=target.text, kind="regel med de samme plassene"))
        return
    program.compiler.used.add(name)
    program.compiler.used.add(target.text)
    ranked = layers.ranked.get(name)
    if ranked is None or not ranked.applies:
        return
    ranked = layers.ranked[name] = changed(ranked, condition_for=rule.name)
    parties = [p.name for p in program.symbols.parties if p.since is None]
    everyone = {r.name for r in program.symbols.roles.values() if r.extent == "all"}
    if conjuncts(condition.body, parties, everyone) <= conjuncts(rule.body, parties, everyone):
        return
    args = tuple(Var(p.name) for p in rule.params[: len(condition.params)])
    body = Op("and", (Call(name, args), rule.body))
    program.definitions[rule.name] = changed(rule, body=body)
    layers.ranked[name] = changed(ranked, binds=rule.name)


def conjuncts(term: Term, parties: list[str], everyone: set[str]) -> frozenset[Term]:
    """What a condition demands, part by part, with each of the parties named for «enhver» and variables made alike.

    If one condition's parts are among another's, the other demands at least as much of the parties there are.
    """
    return frozenset(_alike(part, 0) for part in _parts(term, parties, everyone))


def _parts(term: Term, parties: list[str], everyone: set[str]) -> list[Term]:
    """The parts of a conjunction, each «there is one such that» drawn in to what it is about."""
    if isinstance(term, Op) and term.op == "and":
        return [p for t in term.args for p in _parts(t, parties, everyone)]
    if isinstance(term, Every) and isinstance(term.source, RoleSource) and term.source.role in everyone and parties:
        each = (replaced(term.where, {Var(term.var): Lit(party)}) for party in parties)
        return [p for t in each for p in _parts(t, parties, everyone)]
    if isinstance(term, Exists):
        inner = _parts(term.where, parties, everyone)
        about = sorted((p for p in inner if term.var in _mentioned(p)), key=repr)
        whole = Op("and", tuple(about)) if len(about) > 1 else about[0] if about else Lit(True)
        return [p for p in inner if p not in about] + [changed(term, where=whole)]
    return [term]


def _mentioned(term: Term) -> set[str]:
    if isinstance(term, Var):
        return {term.name}
    return set().union(*(_mentioned(t) for t in children(term))) if children(term) else set()


def _alike(term: Any, depth: int) -> Any:
    """The term with its bound variables renamed by how deep they stand."""
    if isinstance(term, Exists | Every):
        var = f"#{depth}"
        where = _alike(replaced(term.where, {Var(term.var): Var(var)}), depth + 1)
        if isinstance(where, Op) and where.op == "and":
            where = Op("and", tuple(sorted(where.args, key=repr)))
        return changed(term, var=var, where=where)
    if isinstance(term, Lit):
        return Lit(term.value)
    return _rebuilt(term, lambda t: _alike(t, depth))


def replaced(term: Any, by: dict[Term, Term]) -> Any:
    """The term with some terms put for others."""
    if isinstance(term, Record) and term in by:
        return by[term]  # type: ignore[index]  # a record found among terms is one
    return _rebuilt(term, lambda t: replaced(t, by))


def _rebuilt(term: Any, each: Any) -> Any:
    if isinstance(term, tuple):
        return tuple(each(t) for t in term)
    if isinstance(term, Record) and not isinstance(term, Lit | Type | EventSource | RoleSource):
        return changed(term, **{name: each(getattr(term, name)) for name in term._names})
    return term


# ── powers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def two_powers(norms: tuple[Norm, ...], layers: Layers, own: set[str]) -> list[Diagnostic]:
    """V511 where an agreement's power and a statute's begin the same state and neither gives way."""
    errors = []
    laws = [n for n in norms if n.state and n.name in layers.ranked]
    for norm in norms:
        for law in laws if norm.name in own and norm.name not in layers.ranked else ():
            if norm.state == law.state:
                note = Note(layers.spans[law.name], "law", (("clause", law.place.clause),))
                span = own_span(layers, norm.name)
                errors.append(problem("V511", span, note, name=norm.name, reference=law.place.clause))
    return errors


def own_span(layers: Layers, name: str) -> s.Span:
    """Where a statement of that name stands."""
    return next((x.span for _, x in layers.statements if declared(x) == name), s.NOWHERE)


__all__ = ["Layers", "bind_mandatory", "conjuncts", "lay", "rank_of", "stands_in", "two_powers", "within"]
