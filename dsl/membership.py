"""Roles that end: «rolle deltaker (deltakeren): alle parter; bortfaller når deltakeren har trådt ut».

Membership is desugared to core terms, so no evaluator and no checker knows of it: there is a member such that … is
there is a party of the role for whom it has not ended, such that …; every member … is: there is a member, and for every
party of the role it has ended or …; and so for sums, counts and «er en deltaker». When a role has ended is a definition
like any other: a tree, with its readings. A norm that each of the role bears is open to those it has not ended for; who
bears one together is decided on its day (``engine/bearers.py``). A role that does not say so never ends: what outlives
an exit binds those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl import syntax as s
from dsl.contract import Definition, Norm, Param, Question, Role
from dsl.core import YES_NO, Call, Every, Exists, Fold, Lit, Op, RoleSource, Term, Type, Var
from dsl.definitions import base_scope, texts
from dsl.diagnostics import problem
from dsl.fragments import both, negated
from dsl.record import Record, changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsl.definitions import Program

_ENDS = "bortfaller"
_SUFFIX = "-bortfalt"


def declare_ends(program: Program, statements: list[tuple[str, s.Statement]]) -> None:
    """A definition for each role that ends, with the party as its parameter; the role names it."""
    symbols = program.symbols
    for clause, statement in statements:
        if not isinstance(statement, s.RoleDecl):
            continue
        for trailer in statement.trailers:
            if not isinstance(trailer, s.LifeTrailer):
                continue
            if trailer.kind != _ENDS:
                symbols.errors.append(problem("V214", trailer.span, kind=trailer.kind))
                continue
            role = statement.noun.base
            name = f"{role.text}{_SUFFIX}"
            param = Param(role.text, Type("part", role.text))
            body = program.compiler.condition(trailer.expr, base_scope(symbols, (param,)))
            program.spans[name] = trailer.span
            program.definitions[name] = Definition(
                name=name, kind="regel", params=(param,), result=YES_NO, body=body,
                sentence=("{0}", f"er ikke lenger {role.text}"), place=symbols.place(trailer.span, clause),
                remarks=texts(statement.trailers, "merknad"),
            )  # fmt: skip
            symbols.roles[role.text] = changed(symbols.roles[role.text], ends=name)


def without_ended(value: Any, roles: Mapping[str, str]) -> Any:
    """The term, or anything that holds terms, with every role in ``roles`` (role to the definition of its end) read as
    those it has not ended for.
    """
    if not roles or isinstance(value, Lit | Type) or not isinstance(value, tuple | Record):
        return value
    if isinstance(value, tuple):
        parts = tuple(without_ended(each, roles) for each in value)
        return parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    inner = {name: without_ended(getattr(value, name), roles) for name in value._names}
    if any(found is not getattr(value, name) for name, found in inner.items()):
        value = changed(value, **inner)
    match value:
        case Exists(var=var, source=RoleSource(role=role), where=where) if role in roles:
            return Exists(var, value.source, both(negated(_ended(roles, role, Var(var))), where))
        case Every(var=var, source=RoleSource(role=role), where=where) if role in roles:
            outside = negated(
                negated(_ended(roles, role, Var(var)))
            )  # by what is told: nobody leaves to be passed over
            one = f"{var}.en"  # where nobody is left, nobody has acted together
            anyone = Exists(one, value.source, negated(_ended(roles, role, Var(one))))
            return Op("and", (anyone, Every(var, value.source, Op("or", (outside, where)))))
        case Fold(var=var, source=RoleSource(role=role), where=where) if role in roles:
            member = negated(_ended(roles, role, Var(var)))
            return changed(value, where=member if where is None else both(member, where))
        case Op(op="role", args=(who, Lit(value=role))) if role in roles:
            return Op("and", (value, negated(_ended(roles, role, who))))
    return value


def _ended(roles: Mapping[str, str], role: str, who: Term) -> Term:
    return Call(roles[role], (who,))


def ended_roles(roles: tuple[Role, ...]) -> dict[str, str]:
    """The roles that end, with the name of the definition of when."""
    return {role.name: role.ends for role in roles if role.ends}


def members_only(program: Program, norms: tuple[Norm, ...]) -> tuple[Norm, ...]:
    """The definitions of the program, in place, and its tables; and the norms, with roles that end read so."""
    roles = ended_roles(tuple(program.symbols.roles.values()))
    if not roles:
        return norms
    for name, definition in program.definitions.items():
        program.definitions[name] = without_ended(definition, roles)
    program.tables[:] = without_ended(tuple(program.tables), roles)
    return tuple(_norm(without_ended(norm, roles), roles) for norm in norms)


def _norm(norm: Norm, roles: Mapping[str, str]) -> Norm:
    """Of a norm that each of a role bears: open to those it has not ended for."""
    if norm.joint or norm.bearer not in roles:
        return norm
    member = negated(_ended(roles, norm.bearer, Var(norm.bearer_var)))
    opening = norm.opening if norm.opening is None else both(member, norm.opening)
    return changed(norm, condition=both(member, norm.condition), opening=opening)


def asked_of_members(
    questions: tuple[Question, ...], norms: tuple[Norm, ...], roles: tuple[Role, ...]
) -> tuple[Question, ...]:
    """The questions with roles that end read so; «svar bærer» asks which parties of the role it has not ended for."""
    ends = ended_roles(roles)
    if not ends:
        return questions
    bearers = {norm.name: norm.bearer for norm in norms}
    return tuple(_question(without_ended(q, ends), bearers, ends) for q in questions)


def _question(question: Question, bearers: Mapping[str, str], ends: Mapping[str, str]) -> Question:
    role = bearers.get(question.names[0], "") if question.kind == "bærer" else question.source
    if role not in ends or question.kind not in ("bærer", "hvem"):
        return question
    member = negated(_ended(ends, role, Var(role)))
    term = member if question.term is None else both(member, question.term)
    return changed(question, kind="hvem", source=role, term=term)
