"""What may follow a breach, said with its own conditions: a power that needs a judgement says which.

Nothing is said of a consequence but what its norm says: the judgements its condition rests on, and silences by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import Attr, EventSource, Exists, Oracle, Var, children
from engine.norwegian import show_list
from engine.words import fill, norm_words, sentence_of

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


def follow_text(model: Model, name: str, language: str = "nb") -> str:
    """The consequence in words: «avtalen tier om …» for a silence, and a norm with what must be judged first.

    In "en" the agreement's own words are quoted.
    """
    en = language == "en"
    if name in model.gaps:
        about, laws = model.gaps[name].about, model.gaps[name].filled_by
        said = f"the agreement is silent on «{about}»" if en else f"avtalen tier om {about}"
        by = show_list(laws, "en" if en else "nb")
        return f"{said} ({'may be filled by' if en else 'kan utfylles av'} {by})" if laws else said
    norm = model.norms.get(name)
    if norm is None:
        text = sentence_of(model, name, ())
        return f"«{text}»" if en else text
    asked = judgements_in(model, norm)
    text = f"{_whoever(model, norm.bearer)} {norm_words(norm)}"
    if en:
        only = " and ".join(f"«{each}»" for each in asked)
        return f"«{text}»" + (f" – only if {only}" if asked else "")
    return f"{text} – bare hvis {' og '.join(asked)}" if asked else text


def _whoever(model: Model, role: str) -> str:
    """Who has the role: «leieren» where it is one, «enhver leier» where it may be several."""
    declared = model.roles.get(role)
    if declared is None:
        return role or "enhver"
    return _definite(model, role) if declared.extent == "own" else f"enhver {role}"


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
