"""Settlements to core: a thing's value, who owns it alone, whether it is owned together, who keeps it, the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.contract import Settlement
from dsl.core import Lit, Term, Type, Var, children
from dsl.definitions import Program, base_scope, laws, texts
from dsl.diagnostics import problem
from dsl.fragments import Scope
from dsl.matching import fits
from dsl.typing_nb import describe

if TYPE_CHECKING:
    from dsl.vocabulary import NounInfo

_NEEDED = ("av verdi", "i sameie", "andel for")
_RESULT = {"av verdi": Type("beløp"), "verdsatt": Type("dag"), "andel for": Type("andel")}


def compile_settlements(program: Program, statements: list[tuple[str, s.Statement]]) -> tuple[Settlement, ...]:
    """Every declared settlement that names a kind of thing and a role; what is wrong is reported."""
    found = [_settlement(program, clause, x) for clause, x in statements if isinstance(x, s.SettlementDecl)]
    return tuple(each for each in found if each is not None)


def _settlement(program: Program, clause: str, decl: s.SettlementDecl) -> Settlement | None:
    thing = _noun(program, decl.thing, "ting", "ting")
    among = _noun(program, decl.parties, "part", "rolle")
    parts = _parts(program, decl)
    if thing is None or among is None:
        program.compiler.used.update(program.symbols.names)  # what it would have used is not known, so nothing is idle
        return None
    scope = base_scope(program.symbols, ()).knowing(thing.definite or thing.base, Var(thing.base), thing.type)
    terms = {kind: _term(program, part, scope, among) for kind, part in parts.items() if part.expr is not None}
    sharing = parts.get("andel for")
    share_role = ""
    if sharing is not None and sharing.party is not None:
        noun = _noun(program, sharing.party, "part", "rolle")
        share_role = noun.base if noun is not None else ""
    return Settlement(
        name=decl.name.text, sort=thing.base, among=among.base, trigger=terms.get("utløses når"),
        value=terms.get("av verdi", Lit(None)), valued=terms.get("verdsatt"),
        owned=terms.get("eies av"), common=terms.get("i sameie", Lit(None)),
        by_law=terms.get("etter loven"), kept=terms.get("beholdes av"), share=terms.get("andel for", Lit(None)),
        share_of=share_role, rest=_rest(program, parts.get("resten til")),
        place=program.symbols.place(decl.span, clause),
        remarks=texts(decl.trailers, "merknad"), laws=laws(decl.trailers, "hjemmel"),
        advice=texts(decl.trailers, "råd"),
    )  # fmt: skip


def _noun(program: Program, name: s.Name, kind: str, said: str) -> NounInfo | None:
    """The noun of a kind of thing or a role; anything else is reported."""
    noun = program.compiler.noun(name)
    if noun is not None and noun.type.kind != kind:
        program.symbols.errors.append(problem("V206", name.span, name=name.text, kind=said))
        return None
    if noun is not None:
        program.compiler.used.add(noun.base)
    return noun


def _parts(program: Program, decl: s.SettlementDecl) -> dict[str, s.SettlementPart]:
    """The parts by kind; one told twice, or needed and not told, is reported."""
    parts: dict[str, s.SettlementPart] = {}
    for part in decl.parts:
        if part.kind in parts:
            program.symbols.errors.append(problem("V521", part.span, name=decl.name.text, part=part.kind))
        parts.setdefault(part.kind, part)
    for kind in _NEEDED:
        if kind not in parts:
            program.symbols.errors.append(problem("V520", decl.span, name=decl.name.text, part=kind))
    return parts


def _term(program: Program, part: s.SettlementPart, scope: Scope, among: NounInfo) -> Term:
    """The part's expression, which knows the thing, and the party it is said of."""
    compiler = program.compiler
    assert part.expr is not None
    if part.party is not None:
        noun = among
        if part.kind == "andel for":
            noun = compiler.vocabulary.nouns.get(part.party.text, among)
        elif part.party.text != among.definite:
            program.symbols.errors.append(
                problem("V205", part.party.span, suggestion=among.definite, name=part.party.text)
            )
        scope = scope.knowing(noun.definite, Var("part"), noun.type)
    wanted = _RESULT.get(part.kind)
    if wanted is None:
        return _with_values(program, compiler.condition(part.expr, scope))
    term, type_ = compiler.quantity(part.expr, scope, wanted)
    if type_.kind not in ("feil", "noe") and not fits(type_, wanted):
        shown = compiler.text(part.expr) if isinstance(part.expr, s.Phrase) else "uttrykket"
        words = {"expected": describe(wanted), "phrase": shown, "found": describe(type_)}
        program.symbols.errors.append(problem("V301", part.expr.span, **words))
    return _with_values(program, term)


def _with_values(program: Program, term: Term) -> Term:
    """The term; the declared values in it are used."""
    if isinstance(term, Lit) and term.name:
        program.compiler.used.add(term.name)
    for each in children(term):
        _with_values(program, each)
    return term


def _rest(program: Program, part: s.SettlementPart | None) -> Term | None:
    """Who has the rest: a party by name, or the role that one party alone has."""
    if part is None or part.party is None:
        return None
    phrase = s.Phrase((s.Word(part.party.text, part.party.span),), part.party.span)
    term, type_ = program.compiler.quantity(phrase, base_scope(program.symbols, ()), Type("part"))
    if type_.kind not in ("part", "feil"):
        words = {"expected": "en part", "phrase": part.party.text, "found": describe(type_)}
        program.symbols.errors.append(problem("V301", part.party.span, **words))
    return term
