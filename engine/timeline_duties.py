"""The deadlines of norms for a timeline: the one place where it meets the instances of norms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.values import Amount
from engine.duties import Instance, NormState, instances
from engine.timeline_answer import DutyDay
from engine.timeline_days import other_days
from engine.trees import SILENCE, at_best, opens

if TYPE_CHECKING:
    from engine.world import Facts, Model


def duty_days(model: Model, facts: Facts, asked: date, start: date, stop: date) -> tuple[DutyDay, ...]:
    """The deadlines that fall in the stretch, in the order of days; a norm without one is left out."""
    found = [
        made
        for each in instances(model, facts, start, stop, asked)
        if (made := _duty_day(model, each, asked, start, stop)) is not None
    ]
    order = {name: number for number, name in enumerate(model.norms)}
    return tuple(sorted(found, key=lambda d: (d.day, order[d.norm], d.bearers, d.id)))


def _duty_day(model: Model, instance: Instance, asked: date, start: date, stop: date) -> DutyDay | None:
    if not isinstance(at_best(instance.arises), date):
        return None
    tree = instance.deadline
    due = at_best(tree)
    if not isinstance(due, date) or not start <= due <= stop:
        return None
    state: Any = at_best(instance.state_on(asked))
    norm = instance.norm
    amount = at_best(instance.amount)
    return DutyDay(
        id=instance.id, norm=norm.name, kind=norm.kind, bearers=instance.bearers, text=norm.text,
        amount=amount.rounded() if isinstance(amount, Amount) else None,
        clause=norm.place.clause, day=due, rivals=other_days(tree, due),
        state=state.value if isinstance(state, NormState) else "",
        silences=tuple(model.gaps[ask.key[0]].about for ask in opens(tree) if ask.kind == SILENCE),
    )  # fmt: skip
