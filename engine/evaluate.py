"""Evaluate one question: the tree its answer is read off, and for questions of power also routes and last days."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl.core import At, Call, Op, Term
from dsl.record import Record, changed, record_kw
from dsl.values import NEVER
from engine.actors import actors, asker_of
from engine.calculate import ONE_DAY
from engine.compile import compile_term
from engine.earliest import days_it_changes_on, first_of, recurrences_in, sooner
from engine.folds import unsure
from engine.leaves import Silent, Ways
from engine.moments import on_day
from engine.onset import compile_onset
from engine.routes import achievable, ghosts, limits, open_from
from engine.trees import Tree, apply, at_best, bind, bind_two, bounded, leaves
from engine.versions import applies
from engine.world import BEGINNING, MOST_REMEMBERED, Facts, Model, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.contract import Question


@record_kw
class Evaluation(Record):
    """A question evaluated.

    ``tree`` is what the status is read off; the rest is None or empty where it has no meaning. ``open_kinds`` are the
    kinds of the asker's acts that are still open and enough; ``ways`` are those of a question «senest», whenever taken;
    ``already`` is when what is asked about came about, if it
    has before the day asked about.
    """

    model: Model
    facts: Facts
    question: Question
    args: tuple[Any, ...]
    asked: date
    known: date
    moment: date
    world: World
    tree: Tree
    goals: tuple[Tree, ...] = ()
    asker: str = ""
    limits: Tree = None
    ways: Tree = None
    next_tree: Tree = None
    next_limits: Tree = None
    open_kinds: tuple[str, ...] = ()
    already: Tree = None
    names: tuple[str, ...] = ()

    @property
    def env(self) -> tuple[Any, ...]:
        """The environment of the question's term."""
        return (self.moment, *self.args)


def evaluate(
    model: Model, facts: Facts, question: Question, args: tuple[Any, ...], asked: date, known: date | None = None
) -> Evaluation:
    """Evaluate a declared question for arguments, as asked on a day; ``known`` is the facts' own day unless given.

    Raises ``TooManyOpen`` if the answer turns on more than a person could read.
    """
    names = ("", *(p.name for p in question.params))
    about = _day_among(question, args)
    moment = about if about is not None and question.kind in ("om", "hvem", "bærer", "hvilke", "verdi") else asked
    world = World(model, facts, asked, unrecorded=max(asked, moment))
    base = Evaluation(
        model=model, facts=facts, question=question, args=args, asked=asked,
        known=facts.known if known is None else known, moment=moment, world=world, tree=None, names=names,
    )  # fmt: skip
    found: Evaluation = _KINDS[question.kind](base)
    bounded(found.tree)
    return found


def run_of(model: Model, term: Term, names: tuple[str, ...]) -> Any:
    """The compiled term, kept by identity while the contract lives."""
    kept = model.cache.setdefault("terms", {})
    key = (id(term), names)
    found = kept.get(key)
    if found is None:
        found = kept[key] = compile_term(term, names)
    return found


def onset_run(model: Model, term: Term, names: tuple[str, ...]) -> Any:
    """The compiled first day on which the term holds, kept by identity while the contract lives."""
    kept = model.cache.setdefault("onsets", {})
    found = kept.get(id(term))
    if found is None:
        found = kept[id(term)] = compile_onset(term, names)
    return found


def _om(e: Evaluation) -> Evaluation:
    assert e.question.term is not None
    return changed(e, tree=run_of(e.model, e.question.term, e.names)(e.world, e.env))


def _naar(e: Evaluation) -> Evaluation:
    term = e.question.term
    assert term is not None
    if e.question.result.kind == "dag":
        return _om(e)
    return changed(e, tree=onset_run(e.model, term, e.names)(e.world, e.env))


def _hvem(e: Evaluation) -> Evaluation:
    assert e.question.term is not None
    noun = e.question.source
    names = (*e.names, noun)
    run = run_of(e.model, e.question.term, names)
    tree: Tree = ()
    for member in e.facts.members(noun, e.moment):
        held = run(e.world, (*e.env, member))
        tree = bind(lambda acc, h, m=member: (*acc, m) if h is True else acc, tree, held)
    return changed(e, tree=tree, names=e.names)


def _baerer(e: Evaluation) -> Evaluation:
    return changed(e, tree=e.facts.members(e.model.norms[e.question.names[0]].bearer, e.moment))


def _hvilke(e: Evaluation) -> Evaluation:
    """The norms named that are open to the bearer (or to anyone)."""
    who = asker_of(e)
    tree: Tree = ()
    for name in e.question.names:
        norm = e.model.norms[name]
        members = e.facts.members(norm.bearer, e.moment)
        bearers = tuple(m for m in members if not who or m == who)
        held: Tree = False
        for bearer in bearers:
            run = run_of(e.model, norm.condition, ("", norm.bearer_var))
            value = run(e.world, (e.moment, bearer))
            held = bind_two(lambda a, b: a is True or b is True, held, value)
        tree = bind(lambda acc, h, n=name: (*acc, n) if h is True else acc, tree, held)
    return changed(e, tree=tree, asker=who)


def _taushet(e: Evaluation) -> Evaluation:
    return changed(e, tree=Silent(e.question.names[0]))


# ── power ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _alone(e: Evaluation, possible: date, who: str) -> World:
    """A world in which only the asker acts, from a day on."""
    if possible > BEGINNING:
        return World(e.model, e.facts, e.asked, possible=possible, who=who, alone=True)
    return at_any_time(e.model, e.facts, e.asked, who)


def at_any_time(model: Model, facts: Facts, asked: date, who: str) -> World:
    """A world in which only the asker acts, on any day there is; kept, as the asking day does not matter in it."""
    kept = facts.memo("alone", asked)
    if who not in kept or len(kept[who].memo) > MOST_REMEMBERED:
        kept[who] = World(model, facts, asked, possible=BEGINNING, who=who, alone=True)
    return kept[who]  # type: ignore[no-any-return]  # worlds only


def _together(e: Evaluation, who: str) -> World:
    """A world in which anybody may still act, and nothing has gone unrecorded: where routes are found."""
    return World(e.model, e.facts, e.asked, possible=e.asked, who=who, unrecorded=BEGINNING)


def _kan(e: Evaluation) -> Evaluation:
    """Can the bearer bring it about? By its own acts; other routes are shown beside."""
    term = e.question.term
    assert term is not None
    who = asker_of(e)
    run = run_of(e.model, term, e.names)
    anytime = run(_alone(e, BEGINNING, who), e.env)
    tree = _from_now(e, who, anytime, lambda world: run(world, e.env))
    kinds = _open_kinds(e, anytime)
    found = changed(
        e, tree=tree, asker=who, goals=_goals(e, term, who), open_kinds=kinds,
        limits=limits(anytime, kinds[0] if len(kinds) == 1 else ""),
    )  # fmt: skip
    day = day_of_question(e)
    if day is None or not isinstance(term, At) or at_best(tree) is True:
        return found
    if term.exact and at_best(tree) is False and _held_before(e, term.term, who, day):
        told = World(e.model, e.facts, e.asked, unrecorded=BEGINNING, who=who)
        return changed(found, already=onset_run(e.model, term.term, e.names)(told, e.env), limits=None)
    if day == date.max:
        return found
    nearest, reached = _earliest(e, term.term, who, max(day + ONE_DAY, e.asked))
    best = at_best(nearest)
    return changed(found, next_tree=nearest, next_limits=limits(reached[best])) if isinstance(best, date) else found


def _open_kinds(e: Evaluation, anytime: Tree) -> tuple[str, ...]:
    """The kinds of act any one way through which can still be taken, everything read as preferred.

    Where some are enough however what is open turns out, those alone: nobody is told to act by what rests on a
    judgement nobody has made.
    """
    ends = leaves(at_best(anytime))
    found = [_open_in(e, leaf) for leaf in ends if isinstance(leaf, Ways)]
    sure = frozenset[str]().union(*found)
    if len(found) == len(ends):
        sure = sure.intersection(*found) or sure
    return tuple(sorted(sure))


def _open_in(e: Evaluation, leaf: Ways) -> frozenset[str]:
    return frozenset(g.kind for way in leaf.ways if open_from(way, e.asked) for g in ghosts(way))


def _from_now(e: Evaluation, who: str, anytime: Tree, evaluate_in: Callable[[World], Tree]) -> Tree:
    """What the asker's own acts can still bring about, from what they could have brought about at any time.

    Acts whose last day has passed are no way any more; only where one may have been done unrecorded is the goal
    evaluated again.
    """
    unsure = False

    def still(leaf: Any) -> Any:
        nonlocal unsure
        if not isinstance(leaf, Ways):
            return leaf
        if any(open_from(way, e.asked) for way in leaf.ways):
            return True
        unsure = unsure or any(
            open_from(way, e.facts.complete(g.kind) + ONE_DAY) for way in leaf.ways for g in ghosts(way)
        )
        return False

    tree = apply(still, anytime)
    return apply(achievable, evaluate_in(_alone(e, e.asked, who))) if unsure else tree


def day_of_question(e: Evaluation) -> date | None:
    """The day a question is about; None if it is about none."""
    return _day_among(e.question, e.args)


def _day_among(question: Question, args: tuple[Any, ...]) -> date | None:
    return next(
        (a for a, p in zip(args, question.params, strict=True) if p.name == "dag" and isinstance(a, date)), None
    )


def _goals(e: Evaluation, term: Term, who: str) -> tuple[Tree, ...]:
    """What anybody could do to bring it about, each alternative by itself."""
    if isinstance(term, At) and term.exact:
        day = at_best(run_of(e.model, term.day, e.names)(e.world, e.env))
        return goals_on(e, term.term, who, day) if isinstance(day, date) else ()
    world = _together(e, who)
    return tuple(run_of(e.model, t, names)(world, env) for t, names, env in alternatives(e, term))


def goals_on(e: Evaluation, inner: Term, who: str, day: date) -> tuple[Tree, ...]:
    """What anybody could do to bring it about on a day, each alternative by itself; none if it is so the day before."""
    if _held_before(e, inner, who, day):
        return ()
    world = _together(e, who)
    exactly = world.variant(e.asked, day)
    return tuple(run_of(e.model, t, names)(exactly, (day, *env[1:])) for t, names, env in alternatives(e, inner))


def _held_before(e: Evaluation, inner: Term, who: str, day: date) -> bool:
    """Is it so already on the day before, by what is told?"""
    if day == BEGINNING:
        return False
    world = _together(e, who).variant(None, None)
    return at_best(run_of(e.model, inner, e.names)(world, (day - ONE_DAY, *e.args))) is True


def alternatives(e: Evaluation, term: Term) -> list[tuple[Term, tuple[str, ...], tuple[Any, ...]]]:
    """The sides of an *eller*, however deep the definitions it stands in; one of them is enough."""
    found: list[tuple[Term, tuple[str, ...], tuple[Any, ...]]] = []
    stack = [(term, e.names, e.env)]
    while stack:
        each, names, env = stack.pop()
        if isinstance(each, Op) and each.op == "or":
            stack += [(a, names, env) for a in reversed(each.args)]
        elif isinstance(each, Call):
            args = tuple(at_best(run_of(e.model, a, names)(e.world, env)) for a in each.args)
            definition = e.model.definitions[each.name]
            body = applies(definition.body, env[0])
            if isinstance(body, (Op, Call)) and (isinstance(body, Call) or body.op == "or"):
                stack.append((body, ("", *(p.name for p in definition.params)), (env[0], *args)))
            else:
                found.append((each, names, env))
        else:
            found.append((each, names, env))
    return found


def _tidligst(e: Evaluation) -> Evaluation:
    """The first day the bearer can bring it about by its own acts; the day it has come about, if it has."""
    term = e.question.term
    assert term is not None
    who = asker_of(e)
    already = onset_run(e.model, term, e.names)(World(e.model, e.facts, e.asked, unrecorded=BEGINNING, who=who), e.env)
    found, reached = _earliest(e, term, who, e.asked)
    tree = bind_two(partial(sooner, e.asked), already, found)
    best = at_best(tree)
    e = changed(e, tree=tree, asker=who)
    if not isinstance(best, date):
        return e
    e = changed(e, goals=goals_on(e, term, who, best), next_tree=tree)
    if best not in reached:
        return e
    return changed(e, next_limits=limits(reached[best]), open_kinds=_open_kinds(e, reached[best]))


def _earliest(e: Evaluation, inner: Term, who: str, start: date) -> tuple[Tree, dict[date, Tree]]:
    """The first day from ``start`` on which the bearer's own acts bring it about; «aldri» if there is none.

    With it, for each day tried, the acts that would have brought it about whenever they were done.
    """
    run = run_of(e.model, inner, e.names)
    world, now = _alone(e, BEGINNING, who), _alone(e, e.asked, who)
    reached: dict[date, Tree] = {}

    def on(day: date) -> Tree:
        reached[day] = on_day(world, e.env, run, day, True)
        return unsure(_from_now(e, who, reached[day], lambda now: on_day(now, e.env, run, day, True)))

    changing = days_it_changes_on(now, e.env, inner, e.names)
    # What several do together need not wait for the days one alone has to keep.
    recurrences = recurrences_in(e.model, inner) if len(actors(who)) < 2 else ()
    return first_of(recurrences, start, on, lambda day: run(now, (day, *e.env[1:])), changing), reached


def _senest(e: Evaluation) -> Evaluation:
    """The last day for the bearer's own act of the kind asked for, those of its own that are recorded left out of
    account."""
    term = e.question.term
    assert term is not None
    who, kind = asker_of(e), e.question.names[0]
    world = at_any_time(e.model, e.facts.without(e.model, kind, who), e.asked, who)
    truth = run_of(e.model, term, e.names)(world, e.env)
    last = limits(truth, kind)
    days = apply(lambda limit: NEVER if limit is None else limit.day, last)
    return changed(e, tree=days, asker=who, limits=last, ways=truth)


_KINDS = {
    "om": _om, "verdi": _om, "når": _naar, "hvem": _hvem, "bærer": _baerer, "hvilke": _hvilke, "taushet": _taushet,
    "kan": _kan, "tidligst": _tidligst, "senest": _senest,
}  # fmt: skip

__all__ = ["Evaluation", "evaluate"]
