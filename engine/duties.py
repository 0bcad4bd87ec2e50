"""Instances of norms: who owes whom what by when, and how it stands on a day.

An instance is one norm, one bearer (or all together), one binding of the events and things its condition begins with,
and one occurrence where the norm recurs. Nothing is stored or simulated: each of its days is a tree, and so its state
is one. That the agreement still runs, and who its parties are, is taken as the case tells it, also for days after it
was complete (the position says so); whether something was *done* after that day is unknown.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import EventSource, SortSource
from dsl.values import NEVER, Interval, Never, Recurrence
from engine.bearers import borne, members_on
from engine.calculate import ONE_DAY
from engine.dates import DateRangeError, between, next_on, shift
from engine.leaves import Missing, Silent, Someday
from engine.norm_runs import runs_of
from engine.norm_state import NormState, if_arisen, state_of, unfilled
from engine.oracles import key_of
from engine.trees import Tree, apply, at_best, bind, bind_two, leaves
from engine.world import BEGINNING, END, MOST_REMEMBERED
from engine.worlds import Worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsl.contract import Norm
    from engine.norm_runs import Condition, NormRuns
    from engine.world import Facts, Model, World

_YEAR = timedelta(days=366)


class Instance:
    """One instance of a norm. Its days are trees over dates and «aldri»; they are worked out when first asked for.

    ``bearers`` is all of them where the norm is joint; ``things`` the events and things bound; ``day`` the first day
    of the occurrence, None where the norm does not recur. Where readings differ on the day stretches are counted from,
    it is the day by the preferred one, and ``arises`` has the others.
    """

    __slots__ = ("_fixed", "_joined", "_kept", "_runs", "_worlds", "arises", "bearers", "day", "norm", "things")

    def __init__(
        self, runs: NormRuns, worlds: Worlds, bearers: tuple[str, ...], things: tuple[Any, ...], arises: Tree,
        day: date | None = None, *, fixed: bool = True, joined: date = BEGINNING,
    ) -> None:  # fmt: skip
        self._runs, self._worlds, self._joined = runs, worlds, joined
        self.norm: Norm = runs.norm
        self.bearers, self.things, self.arises, self.day = bearers, things, arises, day
        self._fixed = day if fixed else None
        self._kept: dict[str, Tree] = {}

    def holders(self, role: str) -> tuple[str, ...]:
        return members_on(self._worlds, role, self._moment())

    @property
    def joint(self) -> bool:
        """Is it borne by all of the role together?"""
        return self._runs.each

    @property
    def id(self) -> str:
        """What tells the instance from every other of the agreement, and stays the same when more is known."""
        bound = "+".join(t.id if isinstance(t, EventRecord) else str(t) for t in self.things)
        day = self.day.isoformat() if self.day is not None else ""
        who = self.norm.bearer if self._runs.each else "+".join(self.bearers)
        return "/".join((self.norm.name, who, bound, day))

    @property
    def until(self) -> date | None:
        """The last day of the occurrence, if it is a stretch of days."""
        found = self._last(self.day) if self.day is not None and isinstance(self._runs.recurrence, Interval) else None
        return found if isinstance(found, date) else None

    @property
    def deadline(self) -> Tree:
        """The last day to fulfil it: a date, ``Silent`` or ``Missing``; None where nothing sets one, or it was
        past when the bearer became a party.
        """
        if self._runs.deadline is None:
            if not isinstance(self._runs.recurrence, Interval):
                return None
            # A stretch has its last day by every reading, also by those under which nothing is due then.
            return self._last(self._fixed) if self._fixed is not None else apply(self._last, self.arises)
        return self._once("deadline", self._deadline)

    @property
    def due(self) -> Tree:
        """The deadline by the preferred readings."""
        return self._once("due", lambda: at_best(self.deadline))

    @property
    def amount(self) -> Tree:
        """What is to be paid, as of the deadline; None where the act names no amount. Negative is owed back."""
        if self._runs.amount is None:
            return None
        return self._once("amount", self._amount)

    def covered_on(self, day: date) -> Tree:
        """What has been paid of the amount by a day, as told; None where the agreement does not say."""
        run = self._runs.covered
        return None if run is None else self._by_day(self._worlds.told, run, day)

    @property
    def counterparties(self) -> tuple[str, ...]:
        """Whom it is owed to; none if the agreement does not say."""
        norm = self.norm
        if norm.counter_role:
            return tuple(p for p in self.holders(norm.counter_role) if self.bearers != (p,))
        if self._runs.counterparty is None:
            return ()
        found = if_arisen(self._by_day(self._worlds.running, self._runs.counterparty))
        return (found,) if isinstance(found, str) and found else ()

    @property
    def fulfilled(self) -> Tree:
        """The day it was fulfilled; «aldri» if it was not, ``Someday`` where an act may have gone unrecorded; None if
        the agreement does not say what fulfils it.
        """
        found = self._runs.fulfilled
        if found is None:
            return None
        return self._once("fulfilled", lambda: self._fulfilled(found))

    @property
    def lapses(self) -> Tree:
        """The day it ends, fulfilled or not."""
        return self._once("lapses", self._lapses)

    @property
    def violated(self) -> Tree:
        """The day what the norm forbids came about."""
        found = self._runs.violated
        if found is None:
            return NEVER
        return self._once("violated", lambda: self._first(self._worlds.running, found))

    def state_on(self, day: date) -> Tree:
        """A tree over ``NormState``; a leaf may be ``Missing`` or ``Silent``. For a day after the one the instances
        were made for, it is the state if nothing more happens.
        """
        due = unfilled(self.deadline)
        if type(self.arises) is date and self.arises > day:
            return NormState.NOT_ARISEN
        return bind(lambda *days: state_of(day, *days), self.arises, due, self.fulfilled, self.lapses, self.violated)

    # ── evaluation ──
    def _once(self, name: str, make: Callable[[], Tree]) -> Tree:
        kept = self._kept
        return kept[name] if name in kept else kept.setdefault(name, make())

    def _env(self, moment: date, day: Any) -> tuple[Any, ...]:
        year = day.year if isinstance(day, date) else None
        return (moment, self.bearers[0] if self.bearers else "", *self.things, day, year, self._last(day))

    def _last(self, day: Any) -> Any:
        """The last day of the occurrence that begins on a day; the last there is, for a norm that does not recur."""
        recurrence = self._runs.recurrence
        if recurrence is None:
            return END
        if not isinstance(day, date):
            return day
        try:
            if isinstance(recurrence, Interval):
                return shift(day, recurrence.period).down - ONE_DAY
            return next_on(recurrence, day, strictly=True) - ONE_DAY
        except DateRangeError:
            return END

    def _moment(self) -> date:
        """The day the instance's terms are read on where no other is given."""
        if self.day is not None:
            return self.day
        begun = at_best(self.arises)
        return begun if isinstance(begun, date) else END

    def _by_day(self, world: World, run: Any, moment: date | None = None) -> Tree:
        """A term read on the occurrence's day; for a norm that does not recur, on the day it arises."""
        day = self._fixed
        if day is not None:
            return run(world, self._env(moment or day, day))

        def read(begun: Any) -> Tree:
            if isinstance(begun, date):
                return run(world, self._env(moment or begun, begun))
            return NEVER if isinstance(begun, Never) else begun

        return apply(read, self.arises)

    def _first(self, world: World, condition: Condition) -> Tree:
        if self._fixed is not None or not condition.of_day:
            return condition.begins(world, self._env(BEGINNING, self._fixed))
        return self._by_day(world, condition.begins)

    def _deadline(self) -> Tree:
        found = self._by_day(self._worlds.running, self._runs.deadline)
        return apply(lambda due: None if isinstance(due, date) and due < self._joined else due, found)

    def _amount(self) -> Tree:
        assert self._runs.amount is not None
        due = at_best(self.deadline)
        moment = due if isinstance(due, date) else max(self._moment(), self._worlds.asked)
        return self._by_day(self._worlds.open_until(moment, self._runs.presumed), self._runs.amount, moment)

    def _fulfilled(self, condition: Condition) -> Tree:
        worlds = self._worlds
        owed = leaves(at_best(self.amount))
        if self._runs.amount is not None and all(isinstance(each, Missing | Silent) for each in owed):
            return owed[0]  # nobody knows, or has agreed on, what was owed, so nor whether it was paid
        done = self._first(worlds.told, condition)
        if worlds.complete >= worlds.asked or not any(isinstance(leaf, Never) for leaf in leaves(done)):
            return done
        after = worlds.complete + ONE_DAY if worlds.complete > BEGINNING else BEGINNING
        if self._fixed is not None or not condition.of_day:
            held = condition.holds(worlds.open, self._env(worlds.asked, self._fixed))
        else:
            held = self._by_day(worlds.open, condition.holds, worlds.asked)
        untold = Someday(after, (("uregistrert", self.norm.name),))

        def maybe(found: Any, now: Any) -> Any:
            if not isinstance(found, Never):
                return found
            return untold if now is True else now if isinstance(now, (Silent, Missing)) else NEVER

        return bind_two(maybe, done, held)

    def _lapses(self) -> Tree:
        world, found = self._worlds.running, self._runs.lapses
        ended: Tree = NEVER if found is None else self._first(world, found)
        if self.day is not None:
            return ended
        ceases = self._runs.ends(world, self._env(END, None)[: 2 + len(self.things)])
        return bind_two(_earlier, ended, ceases)


def first_arisen(arises: Tree) -> date | None:
    """The day an instance arises by the preferred readings; where it does not, the first day another gives it."""
    best = at_best(arises)
    if isinstance(best, date):
        return best
    return min((leaf for leaf in leaves(arises) if isinstance(leaf, date)), default=None)


def _earlier(left: Any, right: Any) -> Any:
    known = [d for d in (left, right) if isinstance(d, (date, Never))]
    return min(known) if len(known) == 2 else left if isinstance(left, date) else right if known else left


def instances(
    model: Model, facts: Facts, start: date, stop: date, asked: date, kinds: tuple[str, ...] = ()
) -> tuple[Instance, ...]:
    """The instances of every norm that have arisen by ``stop``; occurrences that were over before ``start`` are left
    out.

    ``asked`` is the last day on which something may have been done; what happens after it is not supposed. An instance
    that never arises is not given, unless it may have. ``kinds`` are the kinds of norm wanted, all if none is named.
    """
    worlds = Worlds.of(model, facts, asked)
    if len(worlds.kept) > MOST_REMEMBERED:
        worlds.kept.clear()
    found: list[Instance] = []
    for norm in model.contract.norms:
        if kinds and norm.kind not in kinds:
            continue
        runs = runs_of(model, norm)
        members = facts.members(norm.bearer, max(stop, asked)) if norm.bearer not in facts.by_name else (norm.bearer,)
        for bearers in (members,) if runs.each else tuple((m,) for m in members):
            for things in _bindings(runs, worlds, bearers, stop):
                key = (norm.name, bearers, tuple(map(key_of, things)), start, stop)
                if key not in worlds.kept:
                    worlds.kept[key] = tuple(_of(runs, worlds, bearers, things, start, stop))
                found += worlds.kept[key]
    return tuple(found)


def _bindings(runs: NormRuns, worlds: Worlds, bearers: tuple[str, ...], stop: date) -> Iterator[tuple[Any, ...]]:
    """The events and things an instance can be about, as far as told."""
    ranges = runs.norm.ranges
    if not ranges:
        return iter(((),))
    bearer = bearers[0] if bearers else ""
    choices: list[tuple[Any, ...]] = []
    for at, (ranged, find) in enumerate(zip(ranges, runs.finders, strict=True)):
        if isinstance(ranged.source, EventSource):
            env = (max(stop, worlds.asked), bearer, *([None] * at))
            choices.append(find(worlds.told, env) if find is not None else ())
        elif isinstance(ranged.source, SortSource):
            choices.append(worlds.facts.things.get(ranged.source.sort, ()))
    return product(*choices)


def _of(
    runs: NormRuns, worlds: Worlds, bearers: tuple[str, ...], things: tuple[Any, ...], start: date, stop: date
) -> Iterator[Instance]:
    bearer = bearers[0] if bearers else ""
    since = max((p.since for p in worlds.facts.parties if p.name in bearers and p.since), default=BEGINNING)
    since = BEGINNING if runs.each else since
    begins = apply(
        lambda day: max(day, since) if isinstance(day, date) else day,
        runs.opening.begins(worlds.running, (BEGINNING, bearer, *things)),
    )
    days = [d for leaf in leaves(begins) if (d := _earliest(leaf)) is not None]
    if not days:
        return
    if runs.recurrence is None:
        if min(days) <= stop:
            day = max(min(days), worlds.asked)
            yield from borne(Instance(runs, worlds, bearers, things, begins, joined=since), worlds, day)
        return
    anchors = {d for d in days if d > BEGINNING}
    if isinstance(runs.recurrence, Interval) and len(anchors) > 1:
        yield from _by_number(runs, worlds, bearers, things, begins, (start, stop))
        return
    for day in _occurrences(runs.recurrence, anchors, start, stop):
        arises = bind_two(partial(_arisen, day), begins, _holds(runs, worlds, bearers, things, since, day))
        if not all(isinstance(leaf, Never) for leaf in leaves(arises)):
            yield from borne(Instance(runs, worlds, bearers, things, arises, day), worlds, day)


def _holds(
    runs: NormRuns, worlds: Worlds, bearers: tuple[str, ...], things: tuple[Any, ...], since: date, day: date
) -> Tree:
    """Is the norm open on the occurrence's own day, to a party that is one of its bearers?"""
    role = runs.norm.bearer
    outside = not runs.each and role not in worlds.facts.by_name and bearers[0] not in worlds.facts.members(role, day)
    if day < since or outside:
        return False
    return runs.opening.holds(worlds.running, (day, bearers[0] if bearers else "", *things))


def _by_number(
    runs: NormRuns, worlds: Worlds, bearers: tuple[str, ...], things: tuple[Any, ...], begins: Tree,
    stretch: tuple[date, date],
) -> Iterator[Instance]:  # fmt: skip
    """Readings differ on the day the stretches are counted from: the n-th of each is one and the same instance."""
    (start, stop), number = stretch, 0

    def nth(begun: Any) -> Any:
        assert isinstance(runs.recurrence, Interval)
        return shift(begun, runs.recurrence.period * number).down if isinstance(begun, date) else begun

    while any(isinstance(day, date) and day <= stop for day in leaves(apply(nth, begins))):
        begun = apply(nth, begins)
        arises = apply(
            lambda day: (
                bind(partial(_arisen, day, day), _holds(runs, worlds, bearers, things, BEGINNING, day))
                if isinstance(day, date)
                else day
            ),
            begun,
        )
        best = first_arisen(arises)
        number += 1
        if best is not None and best >= (start - _YEAR * 10 if start > BEGINNING + _YEAR * 10 else BEGINNING):
            yield from borne(Instance(runs, worlds, bearers, things, arises, best, fixed=False), worlds, best)


def _earliest(leaf: Any) -> date | None:
    if isinstance(leaf, Someday):
        return leaf.after
    return leaf if isinstance(leaf, date) else BEGINNING if isinstance(leaf, (Missing, Silent)) else None


def _arisen(day: date, begun: Any, held: Any) -> Any:
    if held is not True:
        return held if isinstance(held, (Silent, Missing)) else NEVER
    if isinstance(begun, date):
        return day if begun <= day else NEVER
    return begun if isinstance(begun, (Silent, Missing)) else NEVER if isinstance(begun, Never) else day


def _occurrences(recurrence: Any, anchors: set[date], start: date, stop: date) -> list[date]:
    """The first days of the occurrences that have begun by ``stop`` and were not over a year before ``start`` (a
    deadline may lie after the occurrence).
    """
    earliest = start - _YEAR if start > BEGINNING + _YEAR else BEGINNING
    anchor = min(anchors, default=max(earliest, date(stop.year, 1, 1)))
    after = stop + ONE_DAY if stop < END else stop
    found = between(recurrence, anchor, after, anchor=anchor)
    return [day for day, following in zip(found, (*found[1:], END), strict=False) if following > earliest]


__all__ = ["Instance", "NormState", "Recurrence", "first_arisen", "instances"]
