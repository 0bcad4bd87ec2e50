"""Why something does not fit: the first condition it does not meet, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import (
    Attr,
    Call,
    Choose,
    EventSource,
    Every,
    Exists,
    Lit,
    Moment,
    Op,
    Oracle,
    Ranked,
    Term,
    Type,
    Var,
    children,
)
from engine.evaluate import run_of
from engine.oracles import key_of
from engine.step_words import instead, set_on, unmet
from engine.trees import READING, opens
from engine.words import event_text, none_recorded, none_recorded_en, sentence_of, value_text
from engine.world import END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.explain import Explainer
    from engine.world import Facts

    Names = tuple[str, ...]
    Env = tuple[Any, ...]


def to_come(facts: Facts, thing: Any) -> bool:
    """Is all that the case tells has happened to a thing later than what is known? Then nobody knows of it yet."""
    told = facts.case.events if facts.case is not None else ()
    about = [record for record in told if any(value == thing for _, value in record.fields)]
    return bool(about) and not any(record.id in facts.records for record in about)


def parts_of(where: Term) -> tuple[Term, ...]:
    """The conditions that must all hold."""
    return where.args if isinstance(where, Op) and where.op == "and" else (where,)


def trivial(term: Op) -> bool:
    """A test that one party is another says nothing to a reader."""
    return term.op in ("=", "≠") and all(isinstance(a, (Var, Attr)) for a in term.args)


def of_another(explainer: Explainer, where: Term, names: Names, env: Env) -> bool:
    """Is the record ruled out at once by being someone else's?"""
    return any(
        isinstance(p, Op) and p.op == "=" and trivial(p) and explainer.value(p, names, env) is False
        for p in _of_it(where)
    )


def _as_read(explainer: Explainer, name: str) -> Term:
    """What a definition says, by the reading used if it has several; that its parties are two goes without saying."""
    whole = explainer.world.model.definitions[name].body
    told = tuple(p for p in parts_of(whole) if not (isinstance(p, Op) and trivial(p)))
    body = told[0] if len(told) == 1 else whole
    if isinstance(body, Choose):
        return dict((*body.arms, *body.weak))[explainer.world.facts.chosen.get(body.point, body.preferred)]
    return body


def _of_the_thing(explainer: Explainer, where: Term, names: Names, env: Env) -> bool:
    """Is the record about the thing it is to be about, though of another party?"""
    parties = explainer.world.facts.by_name
    same = (p.args[0] for p in _of_it(where) if isinstance(p, Op) and _equal(explainer, p, names, env))
    return any(explainer.value(each, names, env) not in parties for each in same)


def _equal(explainer: Explainer, part: Op, names: Names, env: Env) -> bool:
    return part.op == "=" and trivial(part) and explainer.value(part, names, env) is True


def _of_it(where: Term) -> Iterator[Term]:
    """The conditions, also those that stand within «there is an event such that» and say nothing of that event."""
    for part in parts_of(where):
        if isinstance(part, Exists):
            yield from (inner for inner in _of_it(part.where) if not mentions(inner, part.var))
        else:
            yield part


def wanted_of(explainer: Explainer, kind: str, term: Exists | Every, names: Names, env: Env) -> str:
    """Whose act an event must be, where a condition on it says so; else ""."""
    actor = explainer.world.model.events[kind].actor
    for part in parts_of(term.where):
        match part:
            case Op(op="=", args=(Attr(of=Var(name=term.var), field=field), other)) if field == actor:
                who = None if mentions(other, term.var) else explainer.value(other, names, (*env, None))
                return who if isinstance(who, str) and who in explainer.world.facts.by_name else ""
    return ""


def mentions(term: Term, var: str) -> bool:
    """Is a term about what a variable stands for?"""
    return (isinstance(term, Var) and term.name == var) or any(mentions(each, var) for each in children(term))


def why_unmet(explainer: Explainer, where: Term, names: Names, env: Env, lang: str) -> str:
    """The first condition that is not met; "" if it is not one to be named."""
    for part in parts_of(where):
        if explainer.value(part, names, env) is False:
            return _unmet(explainer, part, names, env, lang)
    return ""


def _unmet(explainer: Explainer, part: Term, names: Names, env: Env, lang: str) -> str:
    model, facts = explainer.world.model, explainer.world.facts
    value = explainer.value
    match part:
        case Op(op="not", args=(inner,)):
            return _met(explainer, inner, names, env, lang)
        case Ranked(arms=arms):
            stood = (a for a in arms if value(a.guard, names, env) is True and value(a.value, names, env) is False)
            return next((_met(explainer, arm.guard, names, env, lang) for arm in stood), "")
        case Op(op="=", args=(Attr(), Lit(value=wanted))) if wanted not in facts.by_name:
            return instead(value_text(value(part.args[0], names, env), Type("tekst"), lang), str(wanted), lang)
        case Call(name=name, args=args):
            body, params = _as_read(explainer, name), model.definitions[name].params
            if isinstance(body, (Call, Oracle)):  # it only says, under a reading, what another sentence says
                given = tuple(value(a, names, env) for a in args)
                return _unmet(explainer, body, ("", *(p.name for p in params)), (env[0], *given), lang)
            return unmet(sentence_of(model, name, tuple(value(a, names, env) for a in args)), lang)
        case Oracle(name=name, args=args):
            return unmet(sentence_of(model, name, tuple(key_of(value(a, names, env)) for a in args)), lang)
        case Op(op="≤", args=(Call(name=name, args=args), Moment())):
            said = sentence_of(model, name, tuple(value(a, names, env) for a in args))
            day = value_text(value(part.args[0], names, env), Type("dag"), lang)
            after = value_text(env[0], Type("dag"), lang) if isinstance(env[0], date) and env[0] < END else ""
            return set_on(said, day, lang, after=after, contested=_contested(explainer, part.args[0], names, env))
        case Exists(source=EventSource(kind=kind)):
            within = (*names, part.var)
            for other in parts_of(part.where):
                if not mentions(other, part.var) and value(other, within, (*env, None)) is False:
                    return _unmet(explainer, other, within, (*env, None), lang)
            for record in facts.events.get(kind, ()):
                if not of_another(explainer, part.where, within, (*env, record)):
                    return why_unmet(explainer, part.where, within, (*env, record), lang)
            for record in facts.events.get(kind, ()):
                if _of_the_thing(explainer, part.where, within, (*env, record)):
                    explainer.found.events[record.id] = record
                    said = event_text(model, record)
                    return f"«{said}»" if lang == "en" else said
            who = wanted_of(explainer, kind, part, within, env)
            return none_recorded_en(model, facts, kind, who) if lang == "en" else none_recorded(facts, kind, who)
    return ""


def _contested(explainer: Explainer, term: Term, names: Names, env: Env) -> bool:
    """Does the value differ between readings?"""
    if explainer.unread is None:
        return False
    tree = run_of(explainer.world.model, term, names)(explainer.unread, env)
    return any(ask.kind == READING for ask in opens(tree))


def _met(explainer: Explainer, term: Term, names: Names, env: Env, lang: str) -> str:
    """A condition that holds and stands in the way, as its own sentence."""
    if not isinstance(term, (Call, Oracle)):
        return ""
    args = tuple(key_of(explainer.value(a, names, env)) for a in term.args)
    said = sentence_of(explainer.world.model, term.name, args)
    return f"«{said}»" if lang == "en" else said
