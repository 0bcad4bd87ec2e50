"""The verdict and its explanation in sentences a lawyer could paste, in Norwegian or English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from engine.answer import Answer, Status
from engine.leaves import Ways
from engine.norwegian import show_day, show_list
from engine.routes import latest
from engine.trees import Tree, at_best, paths
from engine.words import value_text

if TYPE_CHECKING:
    from engine.evaluate import Evaluation

_POWER = ("kan",)


def headline(e: Evaluation, answer: Answer) -> str:
    """The verdict in a few words, capitals first."""
    nb = answer.language != "en"
    best = at_best(e.tree)
    if answer.status is Status.SILENT and answer.value.plain is None:
        return "AVTALEN SIER DET IKKE" if nb else "THE AGREEMENT DOES NOT SAY"
    if answer.status is Status.UNKNOWN:
        return "KAN IKKE SVARES UTEN FLERE OPPLYSNINGER" if nb else "CANNOT BE ANSWERED WITHOUT MORE FACTS"
    if answer.status is Status.JUDGEMENT:
        return "BEROR PÅ SKJØNN" if nb else "TURNS ON A JUDGEMENT"
    if best is True or isinstance(best, Ways):
        word = "JA" if nb else "YES"
        return f"{word}{_by(e, answer, True)}"
    if best is False:
        word = "NEI" if nb else "NO"
        return f"{word}{_by(e, answer, False)}"
    return answer.value.shown


def _by(e: Evaluation, answer: Answer, yes: bool) -> str:
    if e.question.kind not in _POWER or (not answer.routes and yes):
        return ""
    noun = act_noun(e, definite=False)
    if not noun:
        return ""
    if answer.language == "en":
        return f", by own {noun}" if yes else f", not by own {noun}"
    own = _own(noun)
    return f", ved {own} {noun}" if yes else f", ikke ved {own} {noun}"


def _own(noun: str) -> str:
    return "eget" if noun.endswith(("vedtak", "krav")) else "egen"


def act_kind(e: Evaluation) -> str:
    """The kind of event the asker's own way goes through, "" if there is none or several."""
    from engine.routes import own_kinds
    from engine.world import BEGINNING, World

    if e.question.kind == "senest":
        return e.question.names[0]
    if e.goal is None or not e.asker or e.question.term is None:
        return ""
    kept = e.model.cache.setdefault("act-kinds", {})
    key = (id(e.question.term), e.args, e.asker, id(e.facts))
    if key not in kept:
        from dsl.core import At
        from engine.compile import compile_term

        term = e.question.term
        inner = term.term if isinstance(term, At) else term
        world = World(e.model, e.facts, e.asked, possible=BEGINNING, who=e.asker)
        goal = compile_term(inner, e.names)(world, (date.max, *e.args))
        kinds = own_kinds(e.model, world, goal, e.asker)
        if not kinds and isinstance(term, At):
            goal = compile_term(term, e.names)(world, e.env)
            kinds = own_kinds(e.model, world, goal, e.asker)
        kept[key] = kinds[0].name if len(kinds) == 1 else ""
    return kept[key]  # type: ignore[no-any-return]  # the cache holds names


def act_noun(e: Evaluation, *, definite: bool = True) -> str:
    """«oppsigelsen» (or «oppsigelse»): the act the asker's own way goes through."""
    name = act_kind(e)
    if not name:
        return ""
    kind = e.model.events[name]
    return (kind.forms[0] if definite and kind.forms else name)


def sentences(e: Evaluation, answer: Answer) -> tuple[str, ...]:
    """What a reader needs beside the verdict, most important first."""
    out: list[str] = []
    match e.question.kind:
        case "kan":
            out += _power_sentences(e, answer)
        case "tidligst" | "senest":
            out += _day_sentences(e, answer)
    out += _rival_sentence(answer)
    if answer.status is Status.UNKNOWN and answer.missing:
        text = "; ".join(m.text for m in answer.missing[:3])
        out.append(f"It turns on: {text}." if answer.language == "en" else f"Det kommer an på: {text}.")
    if answer.status is Status.JUDGEMENT:
        undecided = [j for j in answer.judgements if j.made is None]
        text = "; ".join(f"om {j.text}" for j in undecided[:3])
        if text:
            out.append(f"It turns on whether: {text}." if answer.language == "en" else f"Det beror på {text}.")
    return tuple(out)


def _limits(tree: Tree) -> dict[date, list[str]]:
    """Each last day and the readings that set it, as words."""
    found: dict[date, list[tuple[tuple[str, str], ...]]] = {}
    for path, leaf in paths(tree):
        if isinstance(leaf, date) and leaf != date.max:
            found.setdefault(leaf, []).append(tuple((o.key[0], str(option)) for o, option in path if o.kind == "tolkning"))
    out: dict[date, list[str]] = {}
    for day, ways in sorted(found.items()):
        common = [r for r in ways[0] if all(r in w for w in ways)]
        out[day] = [name for _, name in common] if len(found) > 1 else []
    return out


def _field_of(e: Evaluation, goal: Tree) -> str:
    """The dated thing that bounds the act: «mottatt»."""
    for _, leaf in paths(goal):
        if isinstance(leaf, Ways):
            for way in leaf.ways:
                for demand in way:
                    field, day = latest(way, demand.ghost)
                    if isinstance(day, date) and field != "dato":
                        return field
    return ""


def _power_sentences(e: Evaluation, answer: Answer) -> list[str]:
    nb = answer.language != "en"
    best = at_best(e.tree)
    out: list[str] = []
    noun = act_noun(e)
    days = _limits(e.limits) if e.limits is not None else {}
    if best is True and answer.routes and noun and days:
        safest = min(days)
        kept = [d for d in days if d >= e.asked]
        if kept:
            out.append(_must(nb, noun, days, passed=False))
        if len(days) > 1 and safest >= e.asked:
            out.append(_keep(nb, safest))
    elif best is False and noun and days:
        out.append(_must(nb, noun, days, passed=True))
        out.append(_none_recorded(e, nb))
    if answer.next_day is not None:
        later = _limits(e.next_limits) if e.next_limits is not None else {}
        shown = show_day(answer.next_day, "nb" if nb else "en")
        if later and noun:
            safest = min(later)
            first = show_day(safest, "nb" if nb else "en")
            text = f"Neste mulige dag er {shown}, med {act_noun(e, definite=False)} {_done(e)}senest {first}" if nb else (
                f"The next possible day is {shown}, with {act_noun(e, definite=False)} no later than {first}"
            )
            if len(later) > 1:
                other = show_day(max(later), "nb" if nb else "en")
                text += f" ({other} er omstridt)" if nb else f" ({other} is contested)"
            out.append(f"{text}.")
        else:
            out.append(f"Neste mulige dag er {shown}." if nb else f"The next possible day is {shown}.")
    return [o for o in out if o]


def _done(e: Evaluation) -> str:
    goal = e.goal
    field = _bounding_field(e)
    return f"{field} " if field and goal is not None else ""


def _bounding_field(e: Evaluation) -> str:
    kept = e.model.cache.setdefault("bounding", {})
    key = (id(e.question.term), act_kind(e))
    if key not in kept:
        from engine.compile import compile_term
        from engine.world import BEGINNING, World

        term = e.question.term
        assert term is not None
        world = World(e.model, e.facts, e.asked, possible=BEGINNING, who=e.asker)
        moment = e.next_tree if isinstance(e.next_tree, date) else None
        env = e.env
        if moment is not None and "dag" in e.names:
            at = e.names.index("dag")
            env = (*env[:at], moment, *env[at + 1 :])
        kept[key] = _field_of(e, compile_term(term, e.names)(world, env))
    return kept[key]  # type: ignore[no-any-return]  # the cache holds names


def _must(nb: bool, noun: str, days: dict[date, list[str]], *, passed: bool) -> str:
    lang: Any = "nb" if nb else "en"
    parts = []
    for day, readings in days.items():
        why = ""
        if readings:
            quoted = show_list([f"«{r}»" for r in readings], lang)
            why = f" (etter lesningen {quoted})" if nb else f" (on the reading {quoted})"
        parts.append(f"{show_day(day, lang)}{why}")
    listed = show_list(parts, lang, either=True)
    subject = noun[:1].upper() + noun[1:]
    if nb:
        verb = "måtte holdt fristen" if passed else "må holde fristen"
        return f"{subject} {verb} {listed}."
    return f"{subject} {'had' if passed else 'has'} to meet the deadline {listed}."


def _keep(nb: bool, day: date) -> str:
    shown = show_day(day, "nb" if nb else "en")
    return f"Hold {shown}, så holder det etter alle lesninger." if nb else f"Keep {shown}; it holds on every reading."


def _none_recorded(e: Evaluation, nb: bool) -> str:
    if e.facts.case is None:
        return ""
    kind = act_kind(e)
    mine = [r for r in e.facts.events.get(kind, ()) if e.asker in (r.get(e.model.events[kind].actor), "")]
    noun = act_noun(e, definite=False)
    if mine:
        return ""
    return f"Saken viser ingen {noun} fra {e.asker}." if nb else f"The case shows no {noun} from {e.asker}."


def _day_sentences(e: Evaluation, answer: Answer) -> list[str]:
    nb = answer.language != "en"
    out: list[str] = []
    if e.question.kind == "senest":
        days = _limits(e.limits) if e.limits is not None else {}
        if len(days) > 1:
            out.append(_keep(nb, min(days)))
        best = at_best(e.tree)
        if isinstance(best, date) and best < e.asked:
            out.append("Fristen er ute." if nb else "The deadline has passed.")
    elif answer.next_day is not None and e.next_limits is not None:
        days = _limits(e.next_limits)
        if days and act_noun(e):
            out.append(_must(nb, act_noun(e), days, passed=False))
            if len(days) > 1:
                out.append(_keep(nb, min(days)))
    return out


def _rival_sentence(answer: Answer) -> list[str]:
    """«Etter lesningen «B»: kr 450 000.» for each reading with another value."""
    out = []
    for use in answer.readings:
        if use.chosen:
            continue
        others = [r for r in use.rivals if not r.preferred and r.value is not None and r.value != answer.value]
        if others:
            listed = "; ".join(f"«{r.reading}»: {r.value.shown}" for r in others if r.value is not None)
            lead = "On other readings of" if answer.language == "en" else "Etter andre lesninger av"
            out.append(f"{lead} «{use.words}»: {listed}.")
    return out


__all__ = ["act_kind", "act_noun", "headline", "sentences", "value_text"]
