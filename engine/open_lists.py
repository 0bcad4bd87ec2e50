"""An answer that is a list (norms, parties) and turns on what may have happened untold.

Such an answer stays unknown: what has gone untold counts. But what the case does show is said first, since it is what
the agreement provides, and somebody who asks which reports are due wants to read that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dsl.core import Lit
from engine.calculate import ONE_DAY
from engine.trees import FACT, Node, at_best, opens, paths
from engine.verdict import leaf_or_none, settle
from engine.words import norm_words
from engine.world import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dsl.contract import Norm
    from engine.evaluate import Evaluation
    from engine.trees import Open, Tree
    from engine.world import Model


def told_list(e: Evaluation) -> tuple[str, ...]:
    """What is on the list if nothing has happened that the case does not tell; empty if that does not settle it, and
    for a question whose answer is no list, or put without a case.
    """
    if e.question.kind not in ("hvilke", "hvem", "bærer") or e.facts.case is None:
        return ()
    found = at_best(settle(at_best(e.tree), _not_done))
    return found if type(found) is tuple else ()


def _not_done(ask: Open) -> Any:
    return False if ask.kind == FACT and ask.detail[0] == "event" else None


def if_no_more(e: Evaluation) -> tuple[Tree, date, date] | None:
    """What the answer would be if nothing had happened that the case does not tell, and from which day to which the
    case does not tell; None where it is the answer anyhow, or does not follow. It is never the answer itself.
    """
    told, last = e.facts.all_told(), e.world.unrecorded
    if e.question.kind not in ("om", "når", "verdi") or not BEGINNING < told < last:
        return None
    if not any(ask.kind == FACT and ask.detail[0] == "event" for ask in opens(at_best(e.tree))):
        return None
    supposed = settle(e.tree, _not_done)
    return None if leaf_or_none(supposed) is None else (supposed, told + ONE_DAY, last)


def list_texts(e: Evaluation, names: Iterable[Any]) -> tuple[str, ...]:
    """What is on a list, in words: what norms say, or the parties."""
    return tuple(norm_text(e.model, str(n)) if e.question.kind == "hvilke" else str(n) for n in names)


def norm_text(model: Model, name: str) -> str:
    """What a norm says its bearer shall or may, and how often."""
    norm = model.norms[name]
    if isinstance(norm.recurrence, Lit) and norm.recurrence.name:
        value = next(v for v in model.contract.values if v.name == norm.recurrence.name)
        return f"{norm_words(norm)} ({value.spelling})"
    return norm_words(norm)


def _norm(norm: Norm, language: str) -> str:
    """What a norm says, in quotation marks where the text around it is in another language."""
    return f"«{norm_words(norm)}»" if language == "en" else norm_words(norm)


def list_sentences(e: Evaluation, language: str) -> list[str]:
    """What may be on the list where the list is open, and what would be where nothing is."""
    best = at_best(e.tree)
    if best == () and e.question.kind == "hvilke":
        return _conditional(e, language)
    if not isinstance(best, Node) or told_list(e):
        return []
    names = dict.fromkeys(name for _, leaf in paths(e.tree) if type(leaf) is tuple for name in leaf)
    listed = "; ".join(_norm(e.model.norms[n], language) if e.question.kind == "hvilke" else str(n) for n in names)
    who = f"{e.asker} " if e.asker else ""
    return [f"In question: {who}{listed}." if language == "en" else f"Aktuelt: {who}{listed}."] if listed else []


def _conditional(e: Evaluation, language: str) -> list[str]:
    """Where nothing on the list holds now, what there would be."""
    norms = [e.model.norms[name] for name in e.question.names]
    listed = "; ".join(
        _norm(n, language) for n in norms if not e.asker or e.asker in e.facts.members(n.bearer, e.moment)
    )
    if not listed:
        return []
    who = f"{e.asker} " if e.asker else ""
    if language == "en":
        return [f"By the case, the conditions are not met for: {who}{listed}."]
    return [f"Etter saken er vilkårene ikke oppfylt for: {who}{listed}."]
