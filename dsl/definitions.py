"""Rules, quantities, states and exceptions to core definitions.

A reading point takes its name from the statement it stands in. A state begun by powers is *or* over those powers; a
dated one is two days. An exception becomes a ranked case above the rule's own body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from dsl import syntax as s
from dsl.contract import Definition, OracleInfo, Param, Reading, ReadingPoint, Table
from dsl.core import (
    YES_NO,
    Arm,
    Choose,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Op,
    Oracle,
    Ranked,
    Term,
    Type,
    Var,
    children,
)  # fmt: skip
from dsl.diagnostics import Note, problem
from dsl.expressions import Compiler
from dsl.fragments import FALSE, TRUE, Fragment, Scope, both, negated
from dsl.layers import within
from dsl.matching import fits
from dsl.record import changed
from dsl.symbols import RESULT, Symbols
from dsl.typing_nb import describe

if TYPE_CHECKING:
    from dsl.vocabulary import NounInfo


@define
class Program:
    """What the definition pass makes."""

    symbols: Symbols
    compiler: Compiler
    definitions: dict[str, Definition] = field(factory=dict)
    points: dict[str, ReadingPoint] = field(factory=dict)
    oracles: dict[str, OracleInfo] = field(factory=dict)
    spans: dict[str, s.Span] = field(factory=dict)
    arm_spans: dict[str, s.Span] = field(factory=dict)
    tables: list[Table] = field(factory=list)


def texts(trailers: tuple[s.Trailer, ...], kind: str) -> tuple[str, ...]:
    """The texts of all side remarks of one kind, white space folded."""
    found = [t for x in trailers if isinstance(x, s.TextTrailer) and x.kind == kind for t in x.texts]
    return tuple(t.words for t in found)


def laws(trailers: tuple[s.Trailer, ...], kind: str) -> tuple[str, ...]:
    """The references of ``hjemmel`` or ``utfylles av`` remarks."""
    return tuple(x.text for x in trailers if isinstance(x, s.LawTrailer) and x.kind == kind)


def base_scope(symbols: Symbols, params: tuple[Param, ...]) -> Scope:
    """What a body knows from the start: its own parameters, and roles that one party alone holds."""
    references: dict[str, tuple[Term, Type]] = dict(symbols.singular)
    for param in params:
        noun, key = noun_of(symbols, param.name)
        if noun is not None:
            references[key] = (Var(param.name), param.type)
    return Scope(references)


def noun_of(symbols: Symbols, param: str) -> tuple[NounInfo | None, str]:
    """The noun of a parameter, and the form that refers to it («den andre kommunen» for «annen kommune»)."""
    base = param.removeprefix("annen ")
    noun = symbols.vocabulary.nouns.get(base)
    if noun is None:
        return None, ""
    key = noun.definite or noun.base
    return noun, key if base == param else f"den andre {key}"


def define_all(program: Program, statements: list[tuple[str, s.Statement]]) -> None:
    """Compile every rule, quantity, dated state, fact and judgement, and then the exceptions."""
    for clause, statement in statements:
        match statement:
            case s.RuleDecl(name=name):
                _rule(program, clause, statement, name)
            case s.QuantityDecl(noun=noun):
                _quantity(program, clause, statement, noun.base)
            case s.StateDecl(since=since) if since is not None:
                _dated_state(program, clause, statement)
            case s.FactDecl() | s.JudgementDecl():
                _oracle(program, clause, statement)
    for clause, statement in statements:
        if isinstance(statement, s.ExceptionDecl):
            _exception(program, clause, statement)
    ranks = [x for _, x in statements if isinstance(x, s.RankDecl)]
    for rank in ranks:
        _rank(program, rank)


def _define(
    program: Program, clause: str, name: s.Name, result: Type, body: Term, statement: s.Statement, kind: str
) -> None:
    symbols = program.symbols
    trailers = getattr(statement, "trailers", ())
    program.spans[name.text] = statement.span
    program.definitions[name.text] = Definition(
        name=name.text, kind=kind, params=symbols.params.get(name.text, ()), result=result, body=body,
        sentence=symbols.sentences.get(name.text, (name.text,)), place=symbols.place(statement.span, clause),
        remarks=texts(trailers, "merknad") + texts(trailers, "fordi"), laws=laws(trailers, "hjemmel"),
    )  # fmt: skip


def _rule(program: Program, clause: str, decl: s.RuleDecl, name: s.Name) -> None:
    scope = base_scope(program.symbols, program.symbols.params.get(name.text, ()))
    if isinstance(decl.body, s.Rival):
        body, _ = rival(program, clause, decl.body, name.text, scope, YES_NO, decl.trailers)
    else:
        body = condition_term(program.compiler, decl.body, scope)
    body = within(decl.trailers, body, program.symbols.literals)
    for param in program.symbols.params.get(name.text, ()):
        if param.name.startswith("annen "):  # «en annen kommune» is never the same one
            body = both(Op("≠", (Var(param.name.removeprefix("annen ")), Var(param.name))), body)
    _define(program, clause, name, YES_NO, body, decl, "regel")


def condition_term(compiler: Compiler, body: s.Condition, scope: Scope) -> Term:
    """``når a med mindre b``: b sees what a introduces."""
    return condition_and_scope(compiler, body, scope)[0]


def condition_and_scope(compiler: Compiler, body: s.Condition, scope: Scope) -> tuple[Term, Scope]:
    """The condition, and what is known after it."""
    if body.constant is not None:
        return TRUE if body.constant else FALSE, scope
    assert body.when is not None
    fragment = compiler.sentence(body.when, scope)
    rest = TRUE if body.unless is None else negated(compiler.condition(body.unless, fragment.scope))
    return fragment.around(rest), fragment.scope


def _quantity(program: Program, clause: str, decl: s.QuantityDecl, name: s.Name) -> None:
    params = program.symbols.params.get(name.text, ())
    wanted = RESULT[decl.kind]
    if isinstance(decl.body, s.Input):
        _input(program, clause, decl, params, wanted)
        return
    scope = base_scope(program.symbols, params)
    if isinstance(decl.body, s.Rival):
        body, _ = rival(program, clause, decl.body, name.text, scope, wanted, decl.trailers)
    else:
        assert isinstance(decl.body, s.Cases)
        body = cases_term(program, decl.body, scope, wanted, name.text)
    if wanted.kind == "beløp":
        body = Op("money", (body,))
    _define(program, clause, name, wanted, body, decl, decl.kind)


def cases_term(program: Program, cases: s.Cases, scope: Scope, wanted: Type, name: str) -> Term:
    """``er x`` or ``er x når a, y når b, ellers z``."""
    compiler = program.compiler

    def typed(expr: s.Expr, known: Scope) -> Term:
        term, type_ = compiler.quantity(expr, known, wanted)
        if type_.kind not in ("feil", "noe") and not fits(type_, wanted):
            shown = compiler.text(expr) if isinstance(expr, s.Phrase) else "uttrykket"
            words = {"expected": describe(wanted), "phrase": shown, "found": describe(type_)}
            compiler.errors.append(problem("V301", expr.span, **words))
        return term

    if len(cases.arms) == 1 and cases.arms[0][1] is None:
        return typed(cases.arms[0][0], scope)
    arms = []
    for number, (value, guard) in enumerate(cases.arms, 1):
        assert guard is not None
        fragment = compiler.sentence(guard, scope)
        label = f"{name}#{number}"
        program.arm_spans[label] = guard.span
        arms.append(Arm(label, fragment.around(TRUE), _bound(compiler, fragment, value, typed(value, fragment.scope))))
    otherwise = typed(cases.otherwise, scope) if cases.otherwise is not None else None
    return Ranked(tuple(arms), otherwise)


def _bound(compiler: Compiler, fragment: Fragment, expr: s.Expr, value: Term) -> Term:
    """A value that uses what its guard introduced («er beløpet når … har vedtatt et beløp»): the latest event's.

    Of a party or thing that the guard introduces there may be several, and none of them is the latest: an error.
    """
    names = {b.var for b in fragment.binders}
    if not names & free_variables(value):
        return value
    events = [b for b in fragment.binders if b.kind == "exists"]
    if events and isinstance(events[-1].source, EventSource):
        last, where = events[-1], fragment.condition
        for b in events[:-1]:
            where = both(b.condition, where)
        value = Fold(op="latest", var=last.var, source=last.source, where=both(last.condition, where), of=value)
    several = names & free_variables(value)
    if several:
        said = {term.name: form for form, (term, _) in fragment.scope.references.items() if isinstance(term, Var)}
        whole = compiler.text(expr) if isinstance(expr, s.Phrase) else "uttrykket"
        name = next((said[n] for n in sorted(several) if n in said), whole)
        compiler.errors.append(problem("V213", expr.span, name=name))
    return value


def variables(term: Term) -> set[str]:
    """The variables that occur in a term."""
    if isinstance(term, Var):
        return {term.name}
    return set().union(*(variables(t) for t in children(term))) if children(term) else set()


def free_variables(term: Term) -> set[str]:
    """The variables a term uses and does not bind itself."""
    if isinstance(term, Var):
        return {term.name}
    found: set[str] = set().union(*(free_variables(t) for t in children(term))) if children(term) else set()
    return found - {term.var} if isinstance(term, Exists | Every | Fold | FirstDay) else found


def rival(
    program: Program, clause: str, body: s.Rival, name: str, scope: Scope, wanted: Type,
    trailers: tuple[s.Trailer, ...], after: list[tuple[Term, Scope]] | None = None,
) -> tuple[Term, ReadingPoint]:  # fmt: skip
    """Rival readings: each alternative compiled, weak ones only named; ``after`` collects what is known after each."""
    errors = program.symbols.errors
    arms: list[tuple[str, Term]] = []
    weak: list[tuple[str, Term]] = []
    readings = []
    preferred = [a for a in body.alternatives if a.strength == "foretrukket"]
    if not preferred:
        errors.append(problem("V501", body.words.span))
    elif len(preferred) > 1:
        errors.append(problem("V502", preferred[1].name.span))
    seen: dict[str, s.Span] = {}
    for alternative in body.alternatives:
        label = alternative.name.text
        if label in seen:
            errors.append(problem("V201", alternative.name.span, Note(seen[label], "first"), name=label))
        seen[label] = alternative.name.span
        because = alternative.because.words
        against = alternative.against.words if alternative.against is not None else ""
        readings.append(Reading(name=label, strength=alternative.strength, because=because, against=against))
        if isinstance(alternative.body, s.Condition):
            term, known = condition_and_scope(program.compiler, alternative.body, scope)
            if after is not None:
                after.append((term, known))
        else:
            term = cases_term(program, alternative.body, scope, wanted, f"{name}.{label}")
        (weak if alternative.strength == "svak" else arms).append((label, term))
    if len(arms) < 2:
        errors.append(problem("V508", body.words.span))
    chosen = preferred[0].name.text if preferred else body.alternatives[0].name.text
    if not preferred:
        readings[0] = changed(readings[0], strength="foretrukket")
    point = ReadingPoint(
        name=name, words=body.words.words, readings=tuple(readings),
        place=program.symbols.place(body.span, clause), advice=texts(trailers, "råd"),
    )  # fmt: skip
    program.points[name] = point
    return Choose(name, tuple(arms), chosen, tuple(weak)), point


def _dated_state(program: Program, clause: str, decl: s.StateDecl) -> None:
    name = decl.name.text
    scope = base_scope(program.symbols, program.symbols.params.get(name, ()))
    assert decl.since is not None
    since, _ = program.compiler.quantity(decl.since, scope, Type("dag"))
    body: Term = Op("≤", (since, Moment()))
    if decl.until is not None:
        until, _ = program.compiler.quantity(decl.until, scope, Type("dag"))
        body = both(body, Op("<", (Moment(), until)))
    _define(program, clause, decl.name, YES_NO, body, decl, "tilstand")


def _oracle(program: Program, clause: str, decl: s.FactDecl | s.JudgementDecl) -> None:
    symbols, name = program.symbols, decl.name.text
    program.spans[name] = decl.span
    program.oracles[name] = OracleInfo(
        name=name, kind="faktum" if isinstance(decl, s.FactDecl) else "skjønn", params=symbols.params.get(name, ()),
        result=YES_NO, sentence=symbols.sentences.get(name, (name,)), place=symbols.place(decl.span, clause),
        decided_by=texts(decl.trailers, "avgjøres av"), speaks_for=texts(decl.trailers, "taler for"),
        speaks_against=texts(decl.trailers, "taler mot"), source="; ".join(texts(decl.trailers, "kilde")),
        remarks=texts(decl.trailers, "merknad"), single=isinstance(decl, s.FactDecl) and decl.single,
    )  # fmt: skip


def _input(program: Program, clause: str, decl: s.QuantityDecl, params: tuple[Param, ...], result: Type) -> None:
    symbols, name = program.symbols, decl.noun.base.text
    program.spans[name] = decl.span
    program.oracles[name] = OracleInfo(
        name=name, kind="faktum", params=params, result=result, sentence=symbols.sentences.get(name, (name,)),
        place=symbols.place(decl.span, clause), source="; ".join(texts(decl.trailers, "kilde")),
        remarks=texts(decl.trailers, "merknad"),
    )  # fmt: skip


def _exception(program: Program, clause: str, decl: s.ExceptionDecl) -> None:
    base = program.definitions.get(decl.base.text)
    errors = program.symbols.errors
    if base is None:
        if decl.base.text in program.symbols.names:
            errors.append(problem("V206", decl.base.span, name=decl.base.text, kind="regel eller størrelse"))
        else:
            errors.append(problem("V202", decl.base.span, name=decl.base.text))
        return
    scope = base_scope(program.symbols, base.params)
    if base.result.kind == "dag" or not any(p.type.kind == "dag" for p in base.params):
        scope = scope.knowing("dagen", Moment(), Type("dag")) if "dagen" not in scope.references else scope
    fragment = program.compiler.sentence(decl.when, scope)
    guard = fragment.around(TRUE)
    if isinstance(decl.effect, bool):
        value: Term = TRUE if decl.effect else FALSE
    else:
        found, _ = program.compiler.quantity(decl.effect, fragment.scope, base.result)
        value = _bound(program.compiler, fragment, decl.effect, found)
    arm = Arm(decl.name.text, guard, value)
    program.arm_spans[decl.name.text] = decl.span
    program.compiler.used.add(decl.name.text)
    body = base.body
    if isinstance(body, Ranked) and any(a.label in program.arm_spans and "#" not in a.label for a in body.arms):
        body = changed(body, arms=(*body.arms, arm))
    else:
        body = Ranked((arm,), body)
    extra = laws(decl.trailers, "hjemmel")
    program.definitions[base.name] = changed(base, body=body, laws=base.laws + extra)


def _rank(program: Program, rank: s.RankDecl) -> None:
    for name in (rank.over, rank.under):
        if name.text not in program.symbols.names:
            program.symbols.errors.append(problem("V202", name.span, name=name.text))
            return
    for key, definition in program.definitions.items():
        body = definition.body
        if isinstance(body, Ranked):
            labels = {a.label for a in body.arms}
            if rank.over.text in labels and rank.under.text in labels:
                over = (*body.over, (rank.over.text, rank.under.text))
                program.definitions[key] = changed(definition, body=changed(body, over=over))


def oracle_term(name: str, params: tuple[Param, ...]) -> Term:
    """The term that asks a fact or judgement of its own parameters."""
    return Oracle(name, tuple(Var(p.name) for p in params))


__all__ = [
    "Lit",
    "Program",
    "base_scope",
    "condition_term",
    "define_all",
    "laws",
    "noun_of",
    "oracle_term",
    "rival",
    "texts",
]
