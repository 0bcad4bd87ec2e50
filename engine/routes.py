"""Routes: the minimal sets of acts that bring a goal about, who controls them, and the last day each counts.

Latest days are the ends of windows that the demands on an act leave; no day is tried. A breach is never the asker's
route, and never advice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dsl.core import EventSource, Exists, children
from dsl.record import Record, changed, record
from dsl.values import NEVER
from engine.actors import actors
from engine.answer import Act, Route
from engine.leaves import Demand, Ghost, Ways
from engine.trees import FACT, JUDGEMENT, READING, Tree, apply, at_best, paths
from engine.words import act_text, value_text
from engine.world import BEGINNING, END, window

if TYPE_CHECKING:
    from dsl.contract import EventKind, Norm
    from dsl.core import Term
    from engine.world import Model, World

_CONTROL_ORDER = ("skjedd", "alene", "skjønn", "enighet", "andre", "mislighold")


def ghosts(way: frozenset[Demand]) -> tuple[Ghost, ...]:
    """The supposed acts of a way, each once."""
    found = {d.ghost for d in way}
    return tuple(found) if len(found) < 2 else tuple(sorted(found, key=repr))


def actor_of(model: Model, way: frozenset[Demand], ghost: Ghost) -> str:
    """The party whose act it is; "alle", "andre", or "" if anybody's."""
    if ghost.by:
        return ghost.by
    kind = model.events[ghost.kind]
    if kind.actor in ("alle", "andre"):
        return kind.actor
    if kind.actor.startswith("rolle:"):
        return kind.actor
    return next((d.value for d in way if d.ghost == ghost and d.field == kind.actor and d.op == "="), "")


def achievable(leaf: Any) -> Any:
    """Can it be made true, in a world where only the asker's own acts are supposed? True, False, or silence."""
    return True if isinstance(leaf, Ways) else leaf


def open_from(way: frozenset[Demand], day: date) -> bool:
    """Can every act of the way still be done on ``day`` or later?"""
    for ghost in ghosts(way):
        begin, end = window(way, ghost, day, END)
        if begin > end:
            return False
    return True


class Limit(NamedTuple):
    """The last day an act counts, and the dated thing that must be in time («mottatt»)."""

    day: date
    field: str


def latest(way: frozenset[Demand], ghost: Ghost) -> tuple[str, Any]:
    """The field with the tightest last day, and that day (``NEVER`` if nothing bounds it)."""
    best: tuple[str, Any] = ("dato", NEVER)
    for demand in way:
        bounds = demand.ghost == ghost and isinstance(demand.value, date) and demand.op in ("≤", "=")
        if bounds and demand.value < best[1]:
            best = (demand.field, demand.value)
    return best


def limits(tree: Tree, kind: str = "") -> Tree:
    """For each reading: the ``Limit`` of the act (of ``kind``, if given) that leaves most time; None if there is no
    way, or no limit.
    """

    def limit(leaf: Any) -> Any:
        if not isinstance(leaf, Ways):
            return None
        found = []
        for way in leaf.ways:
            bounds = [latest(way, g) for g in ghosts(way) if not kind or g.kind == kind]
            if bounds:
                field, day = min(bounds, key=lambda b: _key(b[1]))
                found.append(Limit(_key(day), field))
        best = max(found, default=None)
        return None if best is None or best.day == END else best

    return apply(limit, tree)


@record
class Found(Record):
    """One way that works when everything is read as preferred, and how other readings meet it."""

    way: frozenset[Demand]
    requires: frozenset[Any]
    latest: date
    provided: tuple[str, ...]


def routes(
    model: Model, world: World, trees: tuple[Tree, ...], who: str, language: str, *, dated: bool = True
) -> tuple[Route, ...]:
    """Every minimal route under the preferred readings, those the asker controls first.

    ``trees`` are the alternatives of the goal, each by itself. A route's last day is the safe one: the earliest that
    any reading asks for; of a goal that is not ``dated``, the day of asking is no last day. Where a reading takes the
    route away, it says so. To wait for another's breach is no route, and where one has been told of, a further breach
    is none either.
    """
    made = [route for tree in trees for route in _routes(model, world, tree, who, language)]
    steps = {_steps(route) for route in made if not any(act.breach for act in route.acts)}
    made = [r for r in made if not any(act.breach for act in r.acts) or (_steps(r)[1] and _steps(r) not in steps)]
    if not dated:
        made = [changed(r, acts=tuple(_undated(act, world.asked) for act in r.acts)) for r in made]
    unique = {(r.control, r.power, tuple((a.text, a.actor) for a in r.acts), r.requires): r for r in made}
    order = {c: i for i, c in enumerate(_CONTROL_ORDER)}
    return tuple(sorted(unique.values(), key=lambda r: (order[r.control], r.clause, tuple(a.text for a in r.acts))))


def _steps(route: Route) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The power and the acts that exercise it, but for the breaches they suppose."""
    return route.power, tuple((act.text, act.actor) for act in route.acts if not act.breach)


def _undated(act: Act, asked: date) -> Act:
    return changed(act, latest=None) if act.latest is not None and act.latest >= asked else act


def _routes(model: Model, world: World, tree: Tree, who: str, language: str) -> list[Route]:
    every = [(_readings(path), leaf.ways) for path, leaf in paths(tree) if isinstance(leaf, Ways)]
    chosen: dict[Any, tuple[frozenset[Demand], frozenset[Any]]] = {}
    for path, leaf in paths(at_best(tree)):
        requires = frozenset(o for o, option in path if option is True and o.kind in (JUDGEMENT, FACT))
        for way in leaf.ways if isinstance(leaf, Ways) else ():
            if _wrongs_of(model, way, who):
                continue  # to do wrong oneself is no way out worth naming
            chosen.setdefault((_shape(way), requires), (way, requires))
    least = [v for k, v in chosen.items() if not any(_below(o, k) for o in chosen)]
    all_readings = {_readings(path) for path, _ in paths(tree)}
    made = []
    for way, requires in least:
        shape = _shape(way)
        serving: dict[tuple[tuple[str, str], ...], date] = {}
        for readings, listed in every:
            days = [_last_day(w) for w in listed if _shape(w) <= shape]
            if days:
                serving[readings] = max(max(days), serving.get(readings, BEGINNING))
        provided = _provided(set(serving), all_readings, language)
        made.append(
            _route(model, world, Found(way, requires, min(serving.values(), default=END), provided), who, language)
        )
    return made


def _wrongs_of(model: Model, way: frozenset[Demand], who: str) -> bool:
    return any(model.events[g.kind].breach and actor_of(model, way, g) in actors(who) for g in ghosts(way))


def _readings(path: Any) -> tuple[tuple[str, str], ...]:
    return tuple((o.key[0], option) for o, option in path if o.kind == READING)


def _last_day(way: frozenset[Demand]) -> date:
    return min((_key(latest(way, g)[1]) for g in ghosts(way)), default=END)


def _shape(way: frozenset[Demand]) -> frozenset[Any]:
    """What a way asks for, but for the days, which differ between readings."""
    return frozenset((d.ghost.kind, d.field, d.op, d.value) for d in way if not isinstance(d.value, date))


def _below(one: Any, two: Any) -> bool:
    return bool(one != two and one[0] <= two[0] and one[1] <= two[1])


def _route(model: Model, world: World, found: Found, who: str, language: str) -> Route:
    way = found.way
    acts = _merged(tuple(_act(model, world, way, ghost, found.latest, language) for ghost in ghosts(way)))
    wrongs = [g for g in ghosts(way) if model.events[g.kind].breach]
    doing = {a.actor for a in acts}
    requires = tuple(sorted(_open_text(model, o) for o in found.requires))
    if wrongs:
        control = "mislighold"
    elif any(o.kind == JUDGEMENT for o in found.requires):
        control = "skjønn"
    elif len(doing - {""}) < 2 and doing <= {*actors(who), ""}:
        control = "alene"
    elif "andre" in doing:
        control = "andre"
    else:
        control = "enighet"
    norm = _power(model, way, world)
    return Route(
        control=control, power=norm.name if norm else "", acts=acts,
        clause=norm.place.clause if norm else _clause_of(model, way), provided=found.provided, requires=requires,
    )  # fmt: skip


def _key(day: Any) -> date:
    return day if isinstance(day, date) else END


def _merged(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The same act asked for from several places is one act, with the earliest last day."""
    out: dict[tuple[str, str], Act] = {}
    for act in acts:
        key = (act.text, act.actor)
        known = out.get(key)
        if known is None:
            out[key] = act
            continue
        conditions = tuple(dict.fromkeys(known.conditions + act.conditions))
        earlier = known if _key(known.latest) <= _key(act.latest) else act
        out[key] = Act(
            text=act.text,
            actor=act.actor,
            latest=earlier.latest,
            which=earlier.which,
            conditions=conditions,
            breach=act.breach,
        )
    return tuple(out.values())


def _act(model: Model, world: World, way: frozenset[Demand], ghost: Ghost, safe: date, language: str) -> Act:
    kind = model.events[ghost.kind]
    actor = actor_of(model, way, ghost)
    if actor.startswith("rolle:"):
        actor = world.facts.holder(actor[6:])
    told = {d.field: d.value for d in way if d.ghost == ghost and d.op == "="}
    field, last = latest(way, ghost)
    last = min(_key(last), safe)
    conditions = []
    for demand in sorted(way, key=repr):
        if demand.ghost != ghost or isinstance(demand.value, date) or demand.op == "finnes":
            continue
        info = kind.field_named(demand.field)
        if info is None or not info.words:
            continue
        shown = value_text(demand.value, info.type, language)
        words = info.words.removeprefix("er ")
        conditions.append(shown if "/" in demand.field else f"{words} {shown}")
    return Act(
        text=act_text(model, kind, told, language), actor=actor, latest=last if last < END else None, which=field,
        conditions=tuple(conditions), breach=kind.breach,
    )  # fmt: skip


def _provided(
    serving: set[tuple[tuple[str, str], ...]], everything: set[tuple[tuple[str, str], ...]], language: str
) -> tuple[str, ...]:
    """The readings without which the route is not there."""
    lacking = everything - serving
    if not lacking:
        return ()
    needed = []
    for point in sorted({p for r in everything for p, _ in r}):
        holds = {dict(r).get(point) for r in serving}
        fails = {dict(r).get(point) for r in lacking}
        if not holds & fails - {None} and len(holds) == 1:
            needed.append(f"«{next(iter(holds))}» {'of' if language == 'en' else 'av'} {point}")
    return tuple(needed)


def _power(model: Model, way: frozenset[Demand], world: World) -> Norm | None:
    """The power whose exercise is one of the way's acts, by one who bears it."""
    for norm in model.contract.norms:
        if norm.kind != "kompetanse" or not norm.state:
            continue
        members = set(world.facts.members(norm.bearer, world.asked)) if norm.bearer else set()
        if any(g.kind == norm.via and actor_of(model, way, g) in members for g in ghosts(way)):
            return norm
    return None


def _clause_of(model: Model, way: frozenset[Demand]) -> str:
    """Where no power brings it about: the clause of the first rule that gives the acts effect."""
    kinds = {g.kind for g in ghosts(way)}
    reading = (d for d in model.contract.definitions if kinds & _kinds_of(d.body))
    return next((d.place.clause for d in reading), "")


def _kinds_of(term: Term) -> set[str]:
    """The kinds of event a term itself asks for."""
    own = {term.source.kind} if isinstance(term, Exists) and isinstance(term.source, EventSource) else set()
    return own.union(*map(_kinds_of, children(term)))


def _open_text(model: Model, ask: Any) -> str:
    from engine.open_text import open_text

    return open_text(model, ask)


def own_kinds(model: Model, tree: Tree) -> tuple[EventKind, ...]:
    """The kinds of event the ways in a tree go through."""
    kinds: dict[str, EventKind] = {}
    for _, leaf in paths(tree):
        for way in leaf.ways if isinstance(leaf, Ways) else ():
            kinds.update((g.kind, model.events[g.kind]) for g in ghosts(way))
    return tuple(kinds.values())


__all__ = ["Limit", "achievable", "latest", "limits", "own_kinds", "routes"]
