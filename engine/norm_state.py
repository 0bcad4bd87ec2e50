"""The state of an instance of a norm on a day, from the order of its four days (``docs/position.md``).

Each of the days is a leaf here: a date, «aldri», or what is missing or silent. The table is one function, so that the
states partition time: what is fulfilled stays so, and a breach is not undone by what comes after it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from dsl.values import NEVER, Never
from engine.calculate import ONE_DAY
from engine.dates import is_working_day
from engine.leaves import Missing, Silent, Someday
from engine.trees import SILENCE, Node, Open, Tree, at_best, leaves, node

Day = date | Never


class NormState(Enum):
    """What can be said of an instance on a day. ``value`` is the Norwegian word.

    What never arises, as far as is told, is another thing than what has not arisen yet: readings can differ on it.
    """

    NEVER_ARISES = "oppstår ikke"
    NOT_ARISEN = "ikke oppstått"
    IN_EFFECT = "gjelder"
    FULFILLED = "oppfylt"
    FULFILLED_LATE = "oppfylt for sent"
    VIOLATED = "brutt"
    LAPSED = "bortfalt"


class Between(NamedTuple):
    """A deadline the agreement does not fix: by what fills the silence ``high``, else some day from ``low`` on."""

    low: date
    high: date
    ask: Open
    silent: Silent


def unfilled(deadline: Tree) -> Tree:
    """The deadline with each filled silence as the days it can be.

    What is filled is as a rule when a day that is no working day counts, so it can be any day after the working day
    before. On other days, whether the filler applies makes no difference to the state.
    """
    if type(deadline) is not Node:
        return deadline
    arms = tuple(unfilled(arm) for arm in deadline.arms)
    if deadline.ask.kind == SILENCE and isinstance(arms[0], date) and isinstance(arms[1], Silent):
        low = arms[0]
        while low > date.min and not is_working_day(low - ONE_DAY):
            low -= ONE_DAY
        return Between(low, arms[0], deadline.ask, arms[1])
    return node(deadline.ask, arms)


def state_of(day: date, arises: Any, deadline: Any, fulfilled: Any, lapses: Any, violated: Any) -> Any:
    """A ``NormState``, or ``Missing`` or ``Silent`` where what is not told or not said decides it.

    ``fulfilled`` None: the agreement does not say what fulfils it, so a passed deadline tells nothing.
    """
    begun = _by(day, arises)
    if not isinstance(begun, (date, Never)):
        return begun
    if begun > day:
        return NormState.NEVER_ARISES if isinstance(arises, Never) else NormState.NOT_ARISEN
    ended, broken = _by(day, lapses), _by(day, violated)
    if not isinstance(ended, (date, Never)):
        return ended
    if not isinstance(broken, (date, Never)):
        return broken
    if isinstance(deadline, Between):
        low: Any = _done(day, deadline.low, fulfilled, ended, broken)
        high = _done(day, deadline.high, fulfilled, ended, broken)
        return high if low == high else Node(deadline.ask, (high, deadline.silent))
    if isinstance(deadline, (Missing, Someday)):
        open_ended = _done(day, NEVER, fulfilled, ended, broken)
        passed = _done(day, date.min, fulfilled, ended, broken)
        return open_ended if open_ended == passed else Missing(deadline.keys)
    return _done(day, deadline if isinstance(deadline, date) else NEVER, fulfilled, ended, broken)


def _by(day: date, found: Any) -> Any:
    """The day, «aldri» if it is not yet, or what makes it unsure."""
    if isinstance(found, Someday):
        return NEVER if day < found.after else Missing(found.keys)
    return NEVER if found is None else found


def _done(day: date, due: Day, fulfilled: Any, ended: Day, broken: Day) -> Any:
    """The state once the norm has arisen."""
    if fulfilled is None:
        found = _table(day, due, NEVER, ended, broken)
        return Missing((("oppfyllelse",),)) if found is NormState.VIOLATED and broken > day else found
    if isinstance(fulfilled, Someday):
        if day < fulfilled.after:
            return _table(day, due, NEVER, ended, broken)
        return _table(day, due, fulfilled.after, ended, broken)  # it stands under the question whether it happened
    if isinstance(fulfilled, (Missing, Silent)):
        without, with_it = (_table(day, due, each, ended, broken) for each in (NEVER, date.min))
        waiting = without is NormState.IN_EFFECT and due >= day and due is not NEVER
        return without if without == with_it or waiting else fulfilled
    return _table(day, due, fulfilled, ended, broken)


def _table(day: date, due: Day, done: Day, ended: Day, broken: Day) -> NormState:
    late = done > due
    ended_first = ended < done and ended <= due and ended <= broken
    if ended_first:
        return NormState.LAPSED if ended <= day else NormState.IN_EFFECT
    if broken <= day and broken <= done:
        return NormState.VIOLATED
    if done <= day:
        return NormState.FULFILLED_LATE if late else NormState.FULFILLED
    if due < day:
        return NormState.VIOLATED
    return NormState.IN_EFFECT


def if_arisen(tree: Tree) -> Any:
    """What a norm says, by the preferred readings, in every case in which it arises; a tree if that differs."""
    best = at_best(tree)
    found = {leaf for leaf in leaves(best) if not isinstance(leaf, Never)}
    return found.pop() if len(found) == 1 else best
