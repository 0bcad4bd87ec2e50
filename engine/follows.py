"""What may follow a breach, said with its own conditions: a power that needs a judgement says which.

Nothing is said of a consequence but what its norm says: the judgements its condition rests on, and silences by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import Attr, EventSource, Exists, Oracle, Var, children
from engine.words import fill, sentence_of

if TYPE_CHECKING:
    from dsl.contract import Norm
    from dsl.core import Term
    from engine.duties import Instance
    from engine.world import Model


def may_follow(model: Model, instance: Instance, name: str, bearers: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Is it for another than who is in breach? A power or claim of the bearer alone does not follow its own breach."""
    if name not in model.norms or not bearers:
        return True
    held = instance.holders(model.norms[name].bearer)
    return bool(set(held) & set(others)) if others else not set(held) <= set(bearers)


def follow_text(model: Model, name: str) -> str:
    """The consequence in words: «avtalen tier om …» for a silence, and a norm with what must be judged first."""
    if name in model.gaps:
        return f"avtalen tier om {model.gaps[name].about}"
    norm = model.norms.get(name)
    if norm is None:
        return sentence_of(model, name, ())
    asked = judgements_in(model, norm)
    text = f"{norm.bearer or 'enhver'} {norm.text}"
    return f"{text} – bare hvis {' og '.join(asked)}" if asked else text


def judgements_in(model: Model, norm: Norm) -> tuple[str, ...]:
    """The judgements the norm's condition rests on, as sentences about what the condition introduced."""
    names: dict[str, str] = {norm.bearer_var: _definite(model, norm.bearer)}
    found: list[str] = []

    def walk(term: Term) -> None:
        if isinstance(term, Exists):
            kind = term.source.kind if isinstance(term.source, EventSource) else ""
            names[term.var] = _definite(model, kind) if kind else term.var.split(".")[0]
        if isinstance(term, Oracle):
            info = model.oracles[term.name]
            if info.kind == "skjønn":
                found.append(fill(info.sentence, tuple(_shown(arg, names) for arg in term.args)))
        for inner in children(term):
            walk(inner)

    walk(norm.condition)
    return tuple(dict.fromkeys(found))


def _shown(arg: Term, names: dict[str, str]) -> str:
    if isinstance(arg, Attr):
        return _shown(arg.of, names)
    return names.get(arg.name, arg.name.split(".")[0]) if isinstance(arg, Var) else str(getattr(arg, "value", "…"))


def _definite(model: Model, name: str) -> str:
    """The definite form of a noun: of a kind of event or of a role."""
    declared = model.events.get(name) or model.roles.get(name)
    forms = declared.forms if declared is not None else ()
    return forms[1] if len(forms) > 1 else forms[0] if forms else name
