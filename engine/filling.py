"""Whether what an Act adds where the agreement is silent applies: its rule's own condition, tested in the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import Call, Op, Term
from engine.evaluate import run_of
from engine.leaves import Missing, Silent, Someday
from engine.norwegian import show_day
from engine.trees import JUDGEMENT, READING, Node, Tree, at_best, bind_two, opens
from engine.words import sentence_of
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.contract import Norm
    from engine.evaluate import Evaluation


def condition_sentence(e: Evaluation, norm: Norm, lang: str) -> str:
    """What stands in the way of the rule applying to the party asked about, or to any of its bearers on the day the
    question is about; "" where nothing does.
    """
    members = e.facts.members(norm.bearer, e.moment)
    bearers = tuple(m for m in members if m in e.args) or members
    # As in a question of power: what may have gone untold since the case was complete is taken not to have happened.
    told = e.facts.all_told()
    world = World(e.model, e.facts, e.asked, unrecorded=BEGINNING if told > BEGINNING else e.moment)
    names = ("", norm.bearer_var)
    run = run_of(e.model, norm.condition, names)
    held: Tree = False
    for bearer in bearers:
        held = bind_two(_either, held, run(world, (e.moment, bearer)))
    best = at_best(held)
    sure = best is True and type(held) is not Node
    if sure and told >= e.moment:
        return ""
    condition = norm.condition
    parts = condition.args if isinstance(condition, Op) and condition.op == "and" else (condition,)
    shown = [_said(e, world, part, names, (e.moment, bearers[0])) for part in parts] if len(bearers) == 1 else []
    unmet = [s for s, truth in shown if s and (sure or truth is not True)]
    if sure and not unmet:
        return ""
    about = f": {'; '.join(unmet)}" if unmet else ""
    day = show_day(told if told < e.moment else e.moment, "en" if lang == "en" else "nb")
    by_case = BEGINNING < told < e.moment
    return _verdict(
        held, best, about, _as_told(day, lang) if by_case else f" {day}" if lang != "en" else f" on {day}", lang
    )


def _as_told(day: str, lang: str) -> str:
    return f" by the case (complete to {day})" if lang == "en" else f" etter saken (komplett til {day})"


def _either(one: Any, other: Any) -> Any:
    return True if one is True or other is True else other if one is False else one


def _said(e: Evaluation, world: World, part: Term, names: tuple[str, ...], env: tuple[Any, ...]) -> tuple[str, Any]:
    """A part of a condition in words, and its truth; no words for one that is no declared sentence."""
    truth = run_of(e.model, part, names)(world, env)
    if not isinstance(part, Call):
        return "", truth
    args = tuple(at_best(run_of(e.model, a, names)(world, env)) for a in part.args)
    return sentence_of(e.model, part.name, args), truth


def _verdict(held: Tree, best: Tree, about: str, when: str, lang: str) -> str:
    kinds = {o.kind for o in opens(best)}
    if best is True and type(held) is not Node:
        nb, en = f"Vilkåret er oppfylt{when}", f"The condition is fulfilled{when}"
    elif best is False and type(held) is not Node:
        nb, en = f"Vilkåret er ikke oppfylt{when}", f"The condition is not fulfilled{when}"
    elif any(o.kind == READING for o in opens(held)) and type(best) is not Node:
        nb, en = "Om vilkåret er oppfylt, er omstridt", "Whether the condition is fulfilled is contested"
    elif kinds == {JUDGEMENT}:
        nb, en = "Om vilkåret er oppfylt, beror på skjønn", "Whether the condition is fulfilled turns on a judgement"
    elif type(best) is Node or isinstance(best, (Missing, Someday)):
        nb, en = "Det er ikke opplyst om vilkåret er oppfylt", "It is not told whether the condition is fulfilled"
    elif isinstance(best, Silent):
        nb, en = "Avtalen sier ikke om vilkåret er oppfylt", "The agreement does not say if the condition is fulfilled"
    else:
        nb, en = "Det er ikke opplyst om vilkåret er oppfylt", "It is not told whether the condition is fulfilled"
    return f"{en if lang == 'en' else nb}{about}."
