"""The life of a norm: which instances it has, whom it is owed to, what fulfils it, ends it and breaks it.

A norm whose condition begins with *there is an event (or thing) x such that …* is a norm for each x. Under rival
readings the same holds of each arm, and ∃x.choose(a, b) = choose(∃x.a, ∃x.b), so arms that begin with the same sources
share their variables. What the condition introduced can be referred to in the trailers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from dsl import syntax as s
from dsl.contract import Ranged
from dsl.core import Choose, EventSource, Exists, Lit, Op, SortSource, Term, Type, Var
from dsl.definitions import Program, condition_and_scope, rival, variables
from dsl.diagnostics import problem
from dsl.fragments import TRUE, Scope, both
from dsl.matching import Given, Named, Ranging, as_constant, fillings
from dsl.nearest import close_matches
from dsl.record import Record, changed

if TYPE_CHECKING:
    from collections.abc import Mapping

_AMOUNT = Type("beløp")
_FOLLOWS = {"NormDecl", "RuleDecl", "SilenceDecl"}


@frozen(kw_only=True)
class Life:
    """What the trailers of a norm mean; the fields of ``Norm`` of the same names."""

    ranges: tuple[Ranged, ...]
    opening: Term
    counterparty: Term | None = None
    counter_role: str = ""
    amount: Term | None = None
    deadline: Term | None = None
    recurrence: Term | None = None
    fulfilled: Term | None = None
    lapses: Term | None = None
    violated: Term | None = None
    covered: Term | None = None
    consequences: tuple[str, ...] = ()


def norm_condition(program: Program, clause: str, decl: s.NormDecl, scope: Scope) -> tuple[Term, Scope]:
    """When the norm is open, and what its trailers may refer to."""
    if decl.body is None:
        return TRUE, scope
    if isinstance(decl.body, s.Condition):
        return condition_and_scope(program.compiler, decl.body, scope)
    after: list[tuple[Term, Scope]] = []
    when, _ = rival(program, clause, decl.body, decl.name.text, scope, Type("ja"), decl.trailers, after)
    return when, _known_under_every(after, scope)


def _known_under_every(after: list[tuple[Term, Scope]], outer: Scope) -> Scope:
    """What each reading introduces in the same way, with the variables of the first."""
    first = instance_form(after[0][0])[0]
    common = dict(after[0][1].references)
    for term, scope in after[1:]:
        renaming = dict(zip((r.var for r in instance_form(term)[0]), (r.var for r in first), strict=False))
        known = {form: (renamed(t, renaming), type_) for form, (t, type_) in scope.references.items()}
        common = {form: found for form, found in common.items() if known.get(form) == found}
    return Scope({**outer.references, **common})


def life_of(
    program: Program, decl: s.NormDecl, condition: Term, scope: Scope, act: tuple[s.Atom, ...], bearer_var: str
) -> Life:
    """The norm's life. ``condition`` is what must hold apart from the act; ``scope`` what is known after it."""
    ranges, opening = instance_form(condition)
    free = {bearer_var, *(r.var for r in ranges)}
    scope = Scope({form: found for form, found in scope.references.items() if variables(found[0]) <= free})
    scope = scope.knowing("året", Var("år"), Type("år")).knowing("dagen", Var("dag"), Type("dag"))
    scope = scope.knowing("sistedagen", Var("sistedag"), Type("dag"))
    found: dict[str, Any] = {}
    for trailer in decl.trailers:
        match trailer:
            case s.ExprTrailer(kind="dekket", expr=expr):
                found["covered"] = program.compiler.quantity(expr, scope, _AMOUNT)[0]
            case s.ExprTrailer(kind=kind, expr=expr):
                found["deadline" if kind == "frist" else "recurrence"] = program.compiler.quantity(
                    expr, scope, Type("dag")
                )[0]
            case s.LifeTrailer(kind="overfor", expr=s.Phrase() as phrase):
                found["counterparty"], found["counter_role"] = _counterparty(program, phrase, scope)
            case s.LifeTrailer(kind=kind, expr=expr):
                name = {"oppfylt": "fulfilled", "bortfaller": "lapses", "brutt": "violated"}[kind]
                found[name] = program.compiler.condition(expr, scope)
            case s.NamesTrailer(kind="følge", names=names):
                found["consequences"] = _consequences(program, names)
    found["amount"] = _amount(program, act, scope)
    if found["amount"] is None:
        unpaid = (t for t in decl.trailers if isinstance(t, s.ExprTrailer) and t.kind == "dekket")
        program.symbols.errors += [problem("V215", trailer.span) for trailer in unpaid]
    return Life(ranges=ranges, opening=opening, **found)


def _counterparty(program: Program, phrase: s.Phrase, scope: Scope) -> tuple[Term | None, str]:
    for filling, length in fillings(phrase.atoms, 0, program.compiler.context(scope)):
        if length != len(phrase.atoms):
            continue
        match filling:
            case Ranging(noun=noun) if noun.type.kind == "part":
                program.compiler.used.add(noun.base)
                return None, noun.base
            case Given(term=term, types=types) if types[0].kind == "part":
                program.compiler.used.add(types[0].name)
                return term, ""
            case Named() as named:
                return as_constant(named, Type("part")), ""
    program.symbols.errors.append(problem("V203", phrase.span, phrase=program.compiler.text(phrase)))
    return None, ""


def _consequences(program: Program, names: tuple[s.Name, ...]) -> tuple[str, ...]:
    symbols = program.symbols
    for name in names:
        declared = symbols.names.get(name.text)
        if declared is None:
            near = close_matches(name.text, list(symbols.names), 1)
            symbols.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
        elif declared[1] not in _FOLLOWS:
            symbols.errors.append(problem("V206", name.span, name=name.text, kind="norm, regel eller taushet"))
        program.compiler.used.add(name.text)
    return tuple(n.text for n in names)


def _amount(program: Program, act: tuple[s.Atom, ...], scope: Scope) -> Term | None:
    """«skal betale (leien for dagen) til utleieren»: the amount in the act, if one stands there."""
    for atom in act:
        if isinstance(atom, s.Paren):
            term, type_ = program.compiler.quantity(atom.inner, scope, _AMOUNT)
            if type_ == _AMOUNT:
                return term
    return None


# ── one instance for each event or thing ────────────────────────────────────────────────────────────────────────────


def instance_form(term: Term) -> tuple[tuple[Ranged, ...], Term]:
    """The events and things a condition begins with the existence of, and what it says of them."""
    match term:
        case Exists(var=var, source=EventSource() | SortSource() as source, where=where):
            ranges, inner = instance_form(where)
            return (Ranged(var, source), *ranges), inner
        case Op(op="and", args=args):
            forms = [instance_form(a) for a in args]
            if sum(bool(ranges) for ranges, _ in forms) == 1 and forms[-1][0]:
                inner = TRUE
                for _, part in forms:
                    inner = both(inner, part)
                return forms[-1][0], inner
        case Choose(arms=arms, weak=weak):
            return _under_every_reading(term, [t for _, t in (*arms, *weak)])
    return (), term


def _under_every_reading(term: Choose, terms: list[Term]) -> tuple[tuple[Ranged, ...], Term]:
    forms = [instance_form(t) for t in terms]
    first = forms[0][0]
    length = 0
    while all(length < len(r) for r, _ in forms) and len({r[length].source for r, _ in forms}) == 1:
        length += 1
    if not length:
        return (), term
    bodies = []
    for ranges, inner in forms:
        for left in reversed(ranges[length:]):
            inner = Exists(left.var, left.source, inner)  # wrapped again, from the inside out
        renaming = dict(zip((r.var for r in ranges[:length]), (r.var for r in first[:length]), strict=True))
        bodies.append(renamed(inner, renaming))
    labels = [name for name, _ in (*term.arms, *term.weak)]
    pairs = tuple(zip(labels, bodies, strict=True))
    cut = len(term.arms)
    return first[:length], changed(term, arms=pairs[:cut], weak=pairs[cut:])


def renamed(term: Any, renaming: Mapping[str, str]) -> Any:
    """The term with its variables renamed; every binder of a contract binds a variable of its own."""
    if isinstance(term, Var):
        return Var(renaming.get(term.name, term.name))
    if isinstance(term, tuple):
        return tuple(renamed(each, renaming) for each in term)
    if isinstance(term, Lit) or not isinstance(term, Record):
        return term
    inner = {name: renamed(getattr(term, name), renaming) for name in term._names}
    return changed(term, **inner)
