"""Evaluate one question: the tree its answer is read off, and for questions of power also routes and last days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from dsl.core import At, Call, FirstDay, Lit, Onset, Term, children
from dsl.values import NEVER, Never
from engine.calculate import ONE_DAY, extreme
from engine.compile import compile_term
from engine.dates import next_on
from engine.moments import on_day
from engine.onset import compile_onset
from engine.leaves import Missing, Silent, both
from engine.routes import limits, own
from engine.trees import Tree, apply, at_best, bind
from engine.world import BEGINNING, Facts, Model, World

if TYPE_CHECKING:
    from dsl.contract import Question

_MOST_DAYS = 12


@frozen(kw_only=True)
class Evaluation:
    """A question evaluated. ``tree`` is what the status is read off; the rest is None or empty where it has no meaning."""

    model: Model
    facts: Facts
    question: Question
    args: tuple[Any, ...]
    asked: date
    moment: date
    world: World
    tree: Tree
    goal: Tree = None
    asker: str = ""
    limits: Tree = None
    next_tree: Tree = None
    next_limits: Tree = None
    names: tuple[str, ...] = field(default=())

    @property
    def env(self) -> tuple[Any, ...]:
        """The environment of the question's term."""
        return (self.moment, *self.args)


def evaluate(model: Model, facts: Facts, question: Question, args: tuple[Any, ...], asked: date) -> Evaluation:
    """Evaluate a declared question for arguments, as asked on a day."""
    names = ("", *(p.name for p in question.params))
    about = next((a for a, p in zip(args, question.params, strict=True) if p.name == "dag" and isinstance(a, date)), None)
    moment = about if about is not None and question.kind in ("om", "hvem", "bærer", "hvilke", "verdi") else asked
    world = World(model, facts, asked, unrecorded=max(asked, moment))
    base = Evaluation(
        model=model, facts=facts, question=question, args=args, asked=asked, moment=moment, world=world, tree=None, names=names
    )
    return _KINDS[question.kind](base)


def _run(model: Model, term: Term, names: tuple[str, ...]) -> Any:
    """The compiled term, kept by identity while the contract lives."""
    kept = model.cache.setdefault("terms", {})
    key = (id(term), names)
    found = kept.get(key)
    if found is None:
        found = kept[key] = compile_term(term, names)
    return found


def _om(e: Evaluation) -> Evaluation:
    assert e.question.term is not None
    return evolve(e, tree=_run(e.model, e.question.term, e.names)(e.world, e.env))


def _verdi(e: Evaluation) -> Evaluation:
    return _om(e)


def _naar(e: Evaluation) -> Evaluation:
    term = e.question.term
    assert term is not None
    if e.question.result.kind == "dag":
        return _om(e)
    kept = e.model.cache.setdefault("onsets", {})
    run = kept.get(id(term))
    if run is None:
        run = kept[id(term)] = compile_onset(term, e.names)
    return evolve(e, tree=run(e.world, e.env))


def _hvem(e: Evaluation) -> Evaluation:
    assert e.question.term is not None
    noun = e.question.source
    names = (*e.names, noun)
    run = _run(e.model, e.question.term, names)
    tree: Tree = ()
    for member in e.facts.members(noun, e.moment):
        held = run(e.world, (*e.env, member))
        tree = bind(lambda acc, h, m=member: (*acc, m) if h is True else acc, tree, held)
    return evolve(e, tree=tree, names=e.names)


def _baerer(e: Evaluation) -> Evaluation:
    norm = e.model.norms[e.question.names[0]]
    return evolve(e, tree=e.facts.members(norm.bearer, e.moment))


def _hvilke(e: Evaluation) -> Evaluation:
    """The norms named that are open to the bearer (or to anyone)."""
    who = _bearer(e)
    tree: Tree = ()
    for name in e.question.names:
        norm = e.model.norms[name]
        members = e.facts.members(norm.bearer, e.moment)
        bearers = tuple(m for m in members if not who or m == who)
        held: Tree = False
        for bearer in bearers:
            run = _run(e.model, norm.condition, ("", norm.bearer_var))
            value = run(e.world, (e.moment, bearer))
            held = bind(lambda a, b: a is True or b is True, held, value)
        tree = bind(lambda acc, h, n=name: (*acc, n) if h is True else acc, tree, held)
    return evolve(e, tree=tree, asker=who)


def _taushet(e: Evaluation) -> Evaluation:
    return evolve(e, tree=Silent(e.question.names[0]))


def _bearer(e: Evaluation) -> str:
    if e.question.bearer is None:
        return ""
    value = _run(e.model, e.question.bearer, e.names)(e.world, e.env)
    return value if isinstance(value, str) else ""


# ── power ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _supposing(e: Evaluation, possible: date, who: str) -> World:
    return World(e.model, e.facts, e.asked, possible=possible, who=who)


def _kan(e: Evaluation) -> Evaluation:
    """Can the bearer bring it about? By its own acts; other routes are shown beside."""
    term = e.question.term
    assert term is not None
    who = _bearer(e)
    run = _run(e.model, term, e.names)
    goal = run(_supposing(e, e.asked, who), e.env)
    tree = apply(lambda leaf: own(e.model, e.world, leaf, who), goal)
    found = evolve(e, tree=tree, goal=goal, asker=who)
    timeless = run(_supposing(e, BEGINNING, who), e.env)
    found = evolve(found, limits=limits(e.model, e.world, timeless, who))
    day = next((a for a, p in zip(e.args, e.question.params, strict=True) if p.name == "dag" and isinstance(a, date)), None)
    if day is None or not isinstance(term, At) or at_best(tree) is True:
        return found
    inner = term.term
    nearest = _earliest(e, inner, who, max(day + ONE_DAY, e.asked))
    best = at_best(nearest)
    if isinstance(best, date):
        later = _run(e.model, inner, e.names)
        reached = on_day(_supposing(e, BEGINNING, who), e.env, later, best, True)
        return evolve(found, next_tree=nearest, next_limits=limits(e.model, e.world, reached, who))
    return found


def _tidligst(e: Evaluation) -> Evaluation:
    """The first day the bearer can bring it about by its own acts; the day it has come about, if it has."""
    term = e.question.term
    assert term is not None
    who = _bearer(e)
    run = compile_onset(term, e.names)
    already = run(World(e.model, e.facts, e.asked, unrecorded=BEGINNING, who=who), e.env)
    found = _earliest(e, term, who, e.asked)
    tree = bind(lambda a, b: a if isinstance(a, date) else _sooner(a, b), already, found)
    best = at_best(tree)
    if not isinstance(best, date):
        return evolve(e, tree=tree, asker=who)
    world = _supposing(e, e.asked, who)
    goal = on_day(world, e.env, _run(e.model, term, e.names), best, True)
    reached = on_day(_supposing(e, BEGINNING, who), e.env, _run(e.model, term, e.names), best, True)
    return evolve(e, tree=tree, goal=goal, asker=who, next_tree=tree, next_limits=limits(e.model, e.world, reached, who))


def _sooner(already: Any, found: Any) -> Any:
    return found if isinstance(already, (Never, Silent, Missing)) or found is NEVER else extreme("min", already, found)


def _earliest(e: Evaluation, inner: Term, who: str, start: date) -> Tree:
    """The first day from ``start`` on which the bearer's own acts bring it about; «aldri» if none of the next ones."""
    recurrences = recurrences_in(e.model, inner)
    run = _run(e.model, inner, e.names)
    world = _supposing(e, e.asked, who)

    def attempt(day: date, tries: int) -> Tree:
        if tries >= _MOST_DAYS:
            return NEVER
        reached = on_day(world, e.env, run, day, True)
        mine = apply(lambda leaf: own(e.model, world, leaf, who), reached)
        return bind(lambda leaf: day if leaf is True else following(day, tries), mine)

    def following(day: date, tries: int) -> Tree:
        if not recurrences:
            return NEVER
        return attempt(min(next_on(r, day, strictly=True) for r in recurrences), tries + 1)

    first = min((next_on(r, start) for r in recurrences), default=start)
    return attempt(first, 0)


def recurrences_in(model: Model, term: Term) -> tuple[Any, ...]:
    """The recurring days on which something a term rests on can begin."""
    kept = model.cache.setdefault("recurrences", {})
    if id(term) in kept:
        return kept[id(term)]  # type: ignore[no-any-return]  # the cache holds tuples only
    found: dict[str, Any] = {}
    seen: set[str] = set()
    stack = [term]
    while stack:
        each = stack.pop()
        if isinstance(each, FirstDay) and isinstance(each.recurrence, Lit):
            found[repr(each.recurrence.value)] = each.recurrence.value
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            stack.append(model.definitions[each.name].body)
        if isinstance(each, Onset):
            continue
        stack.extend(children(each))
    kept[id(term)] = tuple(found.values())
    return kept[id(term)]  # type: ignore[no-any-return]  # as above


def _senest(e: Evaluation) -> Evaluation:
    """The last day for the bearer's own act of the kind asked for, recorded ones left out of account."""
    term = e.question.term
    assert term is not None
    who = _bearer(e)
    kind = e.question.names[0]
    case = e.facts.case
    facts = e.facts
    if case is not None:
        facts = Facts(e.model, evolve(case, events=tuple(x for x in case.events if x.kind != kind)), e.facts.known)
    world = World(e.model, facts, e.asked, possible=BEGINNING, who=who)
    reached = _run(e.model, term, e.names)(world, e.env)
    found = limits(e.model, world, reached, who, kind)
    tree = apply(lambda d: NEVER if d is None else d, found)
    return evolve(e, tree=tree, goal=reached, asker=who, limits=found)


_KINDS = {
    "om": _om, "verdi": _verdi, "når": _naar, "hvem": _hvem, "bærer": _baerer, "hvilke": _hvilke, "taushet": _taushet,
    "kan": _kan, "tidligst": _tidligst, "senest": _senest,
}  # fmt: skip

__all__ = ["Evaluation", "both", "evaluate", "recurrences_in"]
