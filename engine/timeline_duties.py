"""The deadlines of norms for a timeline: the one place where it meets the instances of norms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl.values import Amount
from engine.duties import Instance, instances
from engine.standing import standing_of
from engine.timeline_answer import DutyDay
from engine.timeline_days import other_days
from engine.trees import SILENCE, at_best, opens

if TYPE_CHECKING:
    from engine.world import Facts, Model


def duty_days(
    model: Model, facts: Facts, asked: date, start: date, stop: date, lang: str = "nb"
) -> tuple[DutyDay, ...]:
    """The deadlines that fall in the stretch, in the order of days; a norm without one is left out."""
    found = [
        made
        for each in instances(model, facts, start, stop, asked)
        if (made := _duty_day(model, each, asked, start, stop, lang)) is not None
    ]
    order = {name: number for number, name in enumerate(model.norms)}
    return tuple(sorted(found, key=lambda d: (d.day, order[d.norm], d.bearers, d.id)))


def _duty_day(model: Model, instance: Instance, asked: date, start: date, stop: date, lang: str) -> DutyDay | None:
    if not isinstance(at_best(instance.arises), date):
        return None
    tree = instance.deadline
    due = at_best(tree)
    if not isinstance(due, date) or not start <= due <= stop:
        return None
    norm = instance.norm
    amount = at_best(instance.amount)
    found = standing_of(model, instance, asked, lang)
    open_still = found.state is None
    return DutyDay(
        id=instance.id, norm=norm.name, kind=norm.kind, bearers=instance.bearers, text=norm.text,
        amount=amount.rounded() if isinstance(amount, Amount) else None,
        clause=norm.place.clause, day=due, rivals=other_days(tree, due),
        state=found.state.value if found.state is not None else "",
        silences=tuple(model.gaps[ask.key[0]].about for ask in opens(tree) if ask.kind == SILENCE),
        counterparties=instance.counterparties, amount_noun=found.amount_noun,
        states=tuple(each.value for each in found.states), missing=found.missing if open_still else (),
        unsaid=found.silences if open_still else (),
    )  # fmt: skip
