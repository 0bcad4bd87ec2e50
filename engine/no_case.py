"""A question put without a case: nothing is told of what has happened, so nothing follows from its not being told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.record import changed
from dsl.values import Amount, Never
from engine.leaves import Missing
from engine.open_text import NO_CASE
from engine.trees import Tree, apply

if TYPE_CHECKING:
    from dsl.core import Term
    from engine.evaluate import Evaluation


def without_case(e: Evaluation) -> Evaluation:
    """The evaluation, unknown where a no, a «never» or a nothing rests on events, and no case tells of any.

    A yes stands: it is what can be done if the agreement is in force, and the answer says that it assumes so.
    """
    if e.facts.case is not None or not any(not e.model.without_events(t) for t in _terms(e)):
        return e
    tree = apply(_untold, e.tree)
    return e if tree == e.tree else changed(e, tree=tree, already=None)


def _terms(e: Evaluation) -> tuple[Term, ...]:
    if e.question.kind == "hvilke":
        return tuple(e.model.norms[name].condition for name in e.question.names)
    return (e.question.term,) if e.question.term is not None else ()


def _untold(leaf: Any) -> Tree:
    nothing = leaf is False or isinstance(leaf, Never) or leaf == () or (isinstance(leaf, Amount) and leaf.kroner == 0)
    return Missing((NO_CASE,)) if nothing else leaf
