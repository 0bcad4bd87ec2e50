"""Norms to core: who may or must do what, on what condition, and which state a power begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from dsl import syntax as s
from dsl.contract import Definition, Norm, Param
from dsl.core import (
    YES_NO,
    Attr,
    Call,
    EventSource,
    Every,
    Exists,
    Lit,
    Moment,
    Op,
    RoleSource,
    Term,
    Type,
    Var,
)  # fmt: skip
from dsl.definitions import Program, base_scope, laws, texts, variables
from dsl.diagnostics import problem
from dsl.fragments import FALSE, TRUE, Scope, both
from dsl.layers import within
from dsl.matching import Given, Introduced, Match, Named, Ranging, as_constant, fillings, matches
from dsl.meaning import source_of
from dsl.norm_life import life_of, norm_condition
from dsl.record import changed

if TYPE_CHECKING:
    from dsl.vocabulary import NounInfo


@frozen
class Bearer:
    """Who a norm is about: a role each of whose holders bears it, all of them together, or one party."""

    role: str
    var: str
    joint: bool
    single: Term | None


@frozen
class Via:
    """The act that exercises a power: an event kind, its variable, and by whom (a term, or each holder of a role)."""

    kind: str
    var: str
    by: Term | None
    each: tuple[str, str] | None


def compile_norms(program: Program, statements: list[tuple[str, s.Statement]]) -> tuple[Norm, ...]:
    """All norms; the states that powers begin get their definitions."""
    norms = []
    begun: dict[str, list[Term]] = {}
    for clause, statement in statements:
        if isinstance(statement, s.NormDecl):
            norms.append(_norm(program, clause, statement, begun))
    for clause, statement in statements:
        if isinstance(statement, s.StateDecl) and statement.since is None:
            _begun_state(program, clause, statement, begun.get(statement.name.text, []))
    return tuple(norms)


def _norm(program: Program, clause: str, decl: s.NormDecl, begun: dict[str, list[Term]]) -> Norm:
    symbols = program.symbols
    scope = base_scope(symbols, ())
    bearer, scope = _bearer(program, decl, scope)
    act_atoms, effect_atom = _split_effect(decl.act)
    via, scope = _via(program, decl, scope)
    when, known = norm_condition(program, clause, decl, scope)
    when = within(decl.trailers, when, symbols.literals)
    effect = None
    if effect_atom is not None:
        effect, _ = program.compiler.quantity(effect_atom.inner, scope, Type("dag"))
    state = _state(program, decl, act_atoms, bearer, scope, via, when, effect, begun)
    condition = _own_condition(when, via)
    life = life_of(program, decl, condition, known, act_atoms, bearer.var)
    return Norm(
        name=decl.name.text, kind=decl.kind, bearer=bearer.role, joint=bearer.joint, bearer_var=bearer.var,
        text=_text(decl, act_atoms), via=via.kind if via else "", state=state, condition=condition,
        deadline=life.deadline, recurrence=life.recurrence,
        place=symbols.place(decl.span, clause), remarks=texts(decl.trailers, "merknad"),
        laws=laws(decl.trailers, "hjemmel"), params=(Param(bearer.var, Type("part", bearer.role)),),
        ranges=life.ranges, opening=life.opening, counterparty=life.counterparty, counter_role=life.counter_role,
        amount=life.amount, fulfilled=life.fulfilled, lapses=life.lapses, violated=life.violated, covered=life.covered,
        consequences=life.consequences,
    )  # fmt: skip


def _text(decl: s.NormDecl, act: tuple[s.Atom, ...]) -> str:
    words = [a.text if isinstance(a, (s.Word, s.Quote, s.LiteralExpr)) else "…" for a in act]
    return f"{decl.modal} {' '.join(words)}"


def _bearer(program: Program, decl: s.NormDecl, scope: Scope) -> tuple[Bearer, Scope]:
    atoms = decl.bearer.atoms
    for filling, length in fillings(atoms, 0, program.compiler.context(scope)):
        if length != len(atoms):
            continue
        match filling:
            case Ranging(noun=noun) | Introduced(noun=noun) if noun.type.kind == "part":
                var = program.compiler.fresh(noun.base)
                joint = isinstance(atoms[0], s.Word) and atoms[0].text == "alle"
                program.compiler.used.add(noun.base)
                return Bearer(noun.base, var, joint, None), scope.knowing(noun.definite, Var(var), noun.type)
            case Given(term=term, types=types) if types[0].kind == "part":
                var = program.compiler.fresh("part")
                program.compiler.used.add(types[0].name)
                return Bearer(types[0].name, var, False, term), scope
            case Named() as named:
                constant = as_constant(named, Type("part"))
                return Bearer("", program.compiler.fresh("part"), False, constant), scope
    program.symbols.errors.append(problem("V203", decl.bearer.span, phrase=program.compiler.text(decl.bearer)))
    return Bearer("", "part.0", False, Lit("")), scope


def _split_effect(act: s.Phrase) -> tuple[tuple[s.Atom, ...], s.Paren | None]:
    """«tre ut fra (virkningsdagen …)»: the act, and the day it takes effect."""
    atoms = act.atoms
    if len(atoms) > 2 and isinstance(atoms[-1], s.Paren):
        before = atoms[-2]
        if isinstance(before, s.Word) and before.text == "fra":
            return atoms[:-2], atoms[-1]
    return atoms, None


def _via(program: Program, decl: s.NormDecl, scope: Scope) -> tuple[Via | None, Scope]:
    if decl.via is None:
        return None, scope
    atoms = decl.via.atoms
    context = program.compiler.context(scope)
    first = next(((f, n) for f, n in fillings(atoms, 0, context) if isinstance(f, Introduced)), None)
    if first is None or first[0].noun.type.kind != "hendelse":
        program.symbols.errors.append(problem("V203", decl.via.span, phrase=program.compiler.text(decl.via)))
        return None, scope
    noun: NounInfo = first[0].noun
    kind = noun.type.name
    program.compiler.used.add(kind)
    var = program.compiler.fresh(kind)
    scope = scope.knowing(noun.definite, Var(var), noun.type)
    rest = atoms[first[1] :]
    if not rest:
        return Via(kind, var, None, None), scope
    if isinstance(rest[0], s.Word) and rest[0].text == "fra":
        for filling, length in fillings(rest, 1, context):
            if length != len(rest) - 1:
                continue
            match filling:
                case Given(term=term):
                    return Via(kind, var, term, None), scope
                case Named() as named:
                    return Via(kind, var, as_constant(named, Type("part")), None), scope
                case Ranging(noun=each):
                    member = program.compiler.fresh(each.base)
                    scope = scope.knowing(each.definite, Var(member), each.type)
                    return Via(kind, var, None, (member, each.base)), scope
    program.symbols.errors.append(problem("V203", decl.via.span, phrase=program.compiler.text(decl.via)))
    return Via(kind, var, None, None), scope


def _exercised(program: Program, via: Via, when: Term, effect: Term | None) -> Term:
    """The power has been exercised with effect on or before the moment."""
    kind = program.symbols.events[via.kind]
    event = Var(via.var)
    parts: list[Term] = []
    if via.by is not None:
        parts.append(Op("=", (Attr(event, kind.actor), via.by)))
    if via.each is not None:
        parts.append(Op("=", (Attr(event, kind.actor), Var(via.each[0]))))
    if effect is None:
        parts.append(Op("≤", (Attr(event, "dato"), Moment())))
    parts.append(when)
    if effect is not None:
        parts.append(Op("≤", (effect, Moment())))
    condition: Term = TRUE
    for part in parts:
        condition = both(condition, part)
    done: Term = Exists(via.var, EventSource(via.kind), condition)
    if via.each is not None:
        done = Every(via.each[0], RoleSource(via.each[1]), done)
    return done


def _state(
    program: Program, decl: s.NormDecl, act: tuple[s.Atom, ...], bearer: Bearer, scope: Scope, via: Via | None,
    when: Term, effect: Term | None, begun: dict[str, list[Term]],
) -> str:  # fmt: skip
    """The name of the state a power begins, "" if none."""
    target = _target(program, decl, act, scope)
    if target is None:
        return ""
    name, arguments = target
    program.compiler.used.add(name)
    declared = program.symbols.names.get(name, (None, ""))[1]
    if declared != "StateDecl" or decl.kind != "kompetanse":
        return ""
    done = _exercised(program, via, when, effect) if via is not None else when
    params = program.symbols.params[name]
    for param, argument in zip(params, arguments, strict=True):
        done = both(Op("=", (Var(param.name), argument)), done)
    if bearer.single is not None:
        done = both(TRUE, done)
    elif bearer.var in variables(done):
        source = source_of(Type("part", bearer.role))
        done = (Every if bearer.joint else Exists)(bearer.var, source, done)
    begun.setdefault(name, []).append(done)
    return name


def _target(
    program: Program, decl: s.NormDecl, act: tuple[s.Atom, ...], scope: Scope
) -> tuple[str, tuple[Term, ...]] | None:
    """The state or event the act speaks of, with its arguments."""
    compiler = program.compiler
    if decl.so_that is not None:
        fragment = compiler.sentence(decl.so_that, scope)
        if isinstance(fragment.condition, Call):
            return fragment.condition.name, fragment.condition.args
        compiler.errors.append(problem("V506", decl.so_that.span, name=decl.name.text))
        return None
    if any(isinstance(a, s.Quote) for a in act) and all(isinstance(a, (s.Quote, s.Paren)) for a in act):
        return None  # said in words alone, an amount among them
    whole = (*decl.bearer.atoms, *act)
    found = [m for m in matches(whole, compiler.context(scope)) if m.pattern.role == "act"]
    if not found:
        compiler.errors.append(problem("V506", decl.act.span, name=decl.name.text))
        return None
    return found[0].pattern.name, tuple(_term(program, f, scope, found[0]) for f in found[0].fillings)


def _term(program: Program, filling: object, scope: Scope, match: Match) -> Term:
    match filling:
        case Given(term=term):
            return term
        case Named() as named:
            return as_constant(named, Type("part"))
        case Ranging(noun=noun) | Introduced(noun=noun):
            known = scope.references.get(noun.definite)
            return known[0] if known is not None else Lit(None)
    return Lit(None)


def _own_condition(when: Term, via: Via | None) -> Term:
    """What must hold before the act, apart from what is asked of the act itself."""
    if via is None:
        return when
    parts = when.args if isinstance(when, Op) and when.op == "and" else (when,)
    condition: Term = TRUE
    for part in parts:
        if via.var not in variables(part):
            condition = both(condition, part)
    if isinstance(condition, Exists):
        return (
            condition
            if via.var not in variables(condition)
            else changed(condition, where=_own_condition(condition.where, via))
        )
    if isinstance(when, Exists):
        return changed(when, where=_own_condition(when.where, via))
    return condition


def _begun_state(program: Program, clause: str, decl: s.StateDecl, ways: list[Term]) -> None:
    name = decl.name.text
    if not ways:
        program.symbols.errors.append(problem("V507", decl.span, name=name))
    body: Term = FALSE if not ways else ways[0] if len(ways) == 1 else Op("or", tuple(ways))
    program.spans[name] = decl.span
    program.definitions[name] = Definition(
        name=name, kind="tilstand", params=program.symbols.params.get(name, ()), result=YES_NO, body=body,
        sentence=program.symbols.sentences.get(name, (name,)), place=program.symbols.place(decl.span, clause),
        remarks=texts(decl.trailers, "merknad"), laws=laws(decl.trailers, "hjemmel"),
    )  # fmt: skip
