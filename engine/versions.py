"""Which version of an amended agreement applies, and what it says: text, spelling, and cases told apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Call, Lit, Moment, Op, Ranked, Type, children
from dsl.values import NEVER, Interval, Recurrence
from dsl.versioned import day_of, is_version
from engine.answer import Step
from engine.calculate import extreme
from engine.dates import next_on
from engine.leaves import Missing, Silent, Someday, Ways
from engine.trees import Tree, bind, bounded
from engine.words import value_text
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dsl.contract import Contract, Version
    from dsl.core import Arm, Term
    from engine.evaluate import Evaluation
    from engine.world import Model, World

    Run = Callable[[World, tuple[Any, ...]], Tree]


def version_on(contract: Contract, day: date) -> Version | None:
    """The version that applies on a day, None for an agreement nothing has amended."""
    found = None
    for version in contract.versions:
        if version.day is None or version.day <= day:
            found = version
    return found


def day_asked_about(e: Evaluation) -> date:
    """The day whose version a question is about: that of its year or day, else the moment."""
    for arg, param in zip(e.args, e.question.params, strict=True):
        if param.type.kind == "år" and isinstance(arg, int) and 1 <= arg <= END.year:
            return date(arg, 1, 1)
        if param.name == "dag" and isinstance(arg, date):
            return arg
    return e.moment


def headings_on(model: Model, day: date) -> dict[str, str]:
    """The clauses and their headings as they are on a day."""
    version = version_on(model.contract, day)
    return model.headings if version is None else dict(version.headings)


def words_of(model: Model, point: str, day: date | None) -> str:
    """The words a reading point is about, as they are on a day."""
    version = version_on(model.contract, day) if day is not None else None
    found = dict(version.quoted).get(point) if version is not None else None
    return found if found is not None else model.points[point].words


def spelling(model: Model, name: str, value: Any) -> str:
    """A declared value as the version that has it spells it."""
    info = model.values.get(name)
    if info is None or info.value == value:
        return info.spelling if info is not None else str(value)
    told = (v for version in reversed(model.contract.versions) for v in version.values if v.name == name)
    return next((v.spelling for v in told if v.value == value), info.spelling)


def version_step(model: Model, arm: Arm, held: Any, lang: str = "nb") -> tuple[Step, ...] | None:
    """What is said of a case that tells versions apart: nothing if it does not apply. None for another case."""
    if not is_version(arm):
        return None
    if held is not True:
        return ()
    day = day_of(arm)
    title = next((v.title for v in model.contract.versions if v.day == day), "")
    return (
        Step(
            kind="versjon",
            name="",
            text=title,
            value=f"{'from' if lang == 'en' else 'fra'} {value_text(day, Type('dag'), lang)}",
        ),
    )


def tells_versions(term: Ranked) -> bool:
    """Do the cases tell versions apart?"""
    return bool(term.arms) and all(is_version(a) for a in term.arms)


def by_moment(term: Ranked) -> bool:
    """Do the cases tell versions apart by the moment?"""
    return tells_versions(term) and all(isinstance(a.guard, Op) and a.guard.args[0] == Moment() for a in term.arms)


def turns_on_version(model: Model, term: Term) -> bool:
    """Does a term, or anything it rests on, differ between versions by the moment?"""
    kept = model.cache.setdefault("turns-on-version", {})
    stack, seen = [term], set()
    while stack:
        each = stack.pop()
        if isinstance(each, Ranked) and by_moment(each):
            return True
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            if each.name not in kept:
                kept[each.name] = False  # definitions do not rest on themselves
                kept[each.name] = turns_on_version(model, model.definitions[each.name].body)
            if kept[each.name]:
                return True
        stack.extend(children(each))
    return False


def applies(term: Term, moment: Any) -> Term:
    """The term itself, or what applies on a moment of cases that tell versions apart by it."""
    if not (isinstance(term, Ranked) and isinstance(moment, date) and by_moment(term)):
        return term
    return next((a.value for a in term.arms if day_of(a) <= moment), term.otherwise) or term


def recurring(term: Term, since: date = BEGINNING) -> dict[str, tuple[date, Any]]:
    """The recurrences a term may be, each with the day from which it does."""
    if isinstance(term, Lit):
        return {repr(term.value): (since, term.value)} if isinstance(term.value, Recurrence | Interval) else {}
    if not isinstance(term, Ranked):
        return {}
    sides = [(a.value, day_of(a) if is_version(a) else since) for a in term.arms]
    sides += [(term.otherwise, since)] if term.otherwise is not None else []
    return {key: found for side, day in sides for key, found in recurring(side, day).items()}


def next_of(recurring: tuple[date, Any], day: date, *, strictly: bool) -> date:
    """The first day of a recurrence from a day (or after it), and from when it is one."""
    since, recurrence = recurring
    return next_on(recurrence, max(day, since), strictly=strictly and day >= since)


def met(flag: Any, asked: date) -> Any:
    """A guard as it is for an act that could be done: one done when the question is asked, or later."""
    if not isinstance(flag, Ways):
        return flag
    bounds = [[d.value for d in way if d.op == "≥" and isinstance(d.value, date)] for way in flag.ways]
    return any(all(value <= asked for value in each) for each in bounds)


def as_done(term: Ranked, guards: list[Run]) -> tuple[Run, ...]:
    """The guards of ranked cases; those that tell versions apart, as for an act done when it is asked about."""
    if not tells_versions(term):
        return tuple(guards)

    def done(guard: Run) -> Run:
        return lambda world, env: bind(lambda flag: met(flag, world.asked), guard(world, env))

    return tuple(done(g) for g in guards)


def first_of_versions(stretches: Sequence[tuple[date, Run, Run]]) -> Run:
    """The first day a sentence of several versions is true.

    ``stretches`` are the day each version applies from, its own first day of truth, and its truth.
    """

    def run(world: World, env: tuple[Any, ...]) -> Tree:
        result: Tree = NEVER
        end = END
        for start, onset, truth in reversed(stretches):
            at_start = truth(world, (start, *env[1:])) if start > BEGINNING else False
            own = onset(world, env)
            result = bind(_pick(start, end), at_start, own, result)
            end = start
        return result

    return run


def first_of_members(world: World, env: tuple[Any, ...], role: str, inner: Run, *, every: bool) -> Tree:
    """The first day on which something holds of any member of a role, or of every one, by who is a member that day.

    Raises ``TooManyOpen`` where what may have gone untold of so many members cannot be laid out.
    """
    facts = world.facts
    joined = {p.name: p.since or BEGINNING for p in facts.parties}
    days = {name: inner(world, (*env, name)) for name in facts.members(role, END)}
    result: Tree = NEVER
    if not every:
        for name, day in days.items():
            own = bind(lambda d, since=joined[name]: extreme("max", d, since), day)
            result = bounded(bind(lambda a, b: extreme("min", a, b), result, own))
        return result
    end = END
    for start in sorted({BEGINNING, *joined.values()}, reverse=True):
        latest: Tree = BEGINNING
        for name in facts.members(role, start):
            latest = bounded(bind(lambda a, b: extreme("max", a, b), latest, days[name]))
        result = bounded(bind(_all_from(start, end), latest, result))
        end = start
    return result


def _all_from(start: date, end: date) -> Callable[..., Any]:
    """The day all have come to it while they were all there were, else the later one."""

    def pick(day: Any, later: Any) -> Any:
        if isinstance(day, date):
            return max(day, start) if day < end else later
        if isinstance(day, Someday):
            return day if day.after < end else later
        return day if isinstance(day, Silent | Missing) else later

    return pick


def _pick(start: date, end: date) -> Callable[..., Any]:
    def pick(held: Any, day: Any, later: Any) -> Any:
        if held is True or isinstance(held, Ways):
            return start
        if isinstance(day, date) and start <= day < end:
            return day
        if isinstance(day, Someday) and day.after < end:
            return day
        return day if isinstance(day, Silent) and later is NEVER else later

    return pick
