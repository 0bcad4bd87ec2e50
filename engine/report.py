"""From an evaluation to an answer: value, status, and everything the reader needs to trust or attack it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from dsl.values import Amount, Never
from engine.answer import (
    Answer, AnswerValue, Dates, Deadline, FactUsed, Ground, Judgement, Missing, ReadingUse, Rival, Route, Silence, Status,
    Step,
)  # fmt: skip
from engine.calculate import ROUNDING
from engine.explain import Explainer, quotes_of
from engine.leaves import Missing as MissingLeaf
from engine.leaves import Silent, Someday, Ways
from engine.open_text import key_text, open_text
from engine.phrasing import assumptions, headline, limit_days, sentences
from engine.routes import Limit, routes
from engine.trees import FACT, JUDGEMENT, READING, Node, Tree, at_best, opens, paths
from engine.verdict import missing, rivals, silences, statuses
from engine.words import event_text, fill, sentence_of, value_text
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from engine.evaluate import Evaluation
    from engine.world import Model


def report(
    e: Evaluation, *, lang: str, asked: str, understood: str, corrections: tuple[tuple[str, str], ...]
) -> Answer:  # fmt: skip
    """The answer object of an evaluation."""
    model, question = e.model, e.question
    found = statuses(e.tree)
    value = answer_value(model, e.tree, question.result, question.kind, lang)
    told = World(model, e.facts.at_preferred(model), e.asked, unrecorded=BEGINNING, who=e.asker or None)
    explainer = Explainer(told, _quotes(model), lang)
    step = derivation(e, explainer, value, lang)
    ways = routes(model, e.world, e.goals, e.asker, lang)
    used = reading_uses(e, lang)
    gaps = silences(e.tree)
    deadlines = _deadlines(e)
    complete = e.facts._complete if e.facts.case is not None else None  # noqa: SLF001  # the world's own bookkeeping
    draft = Answer(
        question=question.name, asked=asked, understood=understood or asked, language=lang, contract=model.contract.name,
        case=e.facts.case.name if e.facts.case is not None else "",
        dates=Dates(about=_about(e), asked=e.asked, known=e.facts.known, complete=complete),
        value=value, status=found[0], statuses=found, headline="", grounds=_grounds(model, step, ways, gaps, question),
        facts=_facts(model, explainer), missing=_missing(e), judgements=_judgements(e, explainer),
        readings=used, routes=ways, deadlines=deadlines, next_day=_next_day(e),
        silences=tuple(_silence(model, g) for g in gaps if g in model.gaps), laws=_laws(model, step),
        advice=_advice(e, used, gaps), remarks=question.remarks + _remarks(model, step) + assumptions(e, lang), corrections=corrections,
        derivation=step,
    )  # fmt: skip
    from attrs import evolve

    return evolve(draft, headline=headline(e, draft), sentences=sentences(e, draft))


def _quotes(model: Model) -> dict[str, tuple[str, str]]:
    kept = model.cache.get("quotes")
    if kept is None:
        kept = model.cache["quotes"] = quotes_of(model.contract)
    return kept  # type: ignore[no-any-return]  # the cache holds what quotes_of gave


def _about(e: Evaluation) -> date | None:
    return next(
        (a for a, p in zip(e.args, e.question.params, strict=True) if p.name == "dag" and isinstance(a, date)), None
    )


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def answer_value(model: Model, tree: Tree, type_: Type, kind: str, lang: str) -> AnswerValue:
    """The value at the best readings, plain and as shown."""
    best = at_best(tree)
    if kind == "når" and type_.kind == "ja":
        type_ = Type("dag")
    if kind in ("hvilke", "bærer", "hvem") and isinstance(best, tuple):
        names = tuple(_norm_text(model, n) if kind == "hvilke" else str(n) for n in best)
        return AnswerValue(type="liste", plain=names, shown=value_text(names, Type("tekst"), lang) if names else _none(lang))
    plain = plain_value(best)
    if isinstance(best, Never):
        return AnswerValue(type=type_.kind, plain=None, shown=value_text(best, type_, lang))
    return AnswerValue(type=type_.kind, plain=plain, shown=_shown(best, type_, lang))


def _none(lang: str) -> str:
    return "none" if lang == "en" else "ingen"


def _norm_text(model: Model, name: str) -> str:
    norm = model.norms[name]
    return norm.text


def _shown(value: Any, type_: Type, lang: str) -> str:
    if type_.kind == "dag" and value == BEGINNING:
        return "fra begynnelsen" if lang == "nb" else "from the beginning"
    return value_text(value, type_, lang)


def plain_value(value: Any) -> Any:
    """A leaf as plain data; None where there is no value."""
    if isinstance(value, Amount):
        return value.rounded()
    if isinstance(value, (Node, Silent, Someday, MissingLeaf, Ways)):
        return True if isinstance(value, Ways) else None
    return value


# ── readings, facts, judgements ─────────────────────────────────────────────────────────────────────────────────────


def reading_uses(e: Evaluation, lang: str) -> tuple[ReadingUse, ...]:
    """The reading points in the tree, with the answer under each rival, and weak readings named."""
    out = []
    for ask, values in rivals(e.tree):
        name = ask.key[0]
        if name == ROUNDING:
            out.append(_rounding(e, values, lang))
            continue
        point = e.model.points[name]
        by_name = dict(values)
        listed = []
        for reading in point.readings:
            tree = by_name.get(reading.name)
            value = None
            if reading.name in by_name:
                value = answer_value(e.model, tree, e.question.result, e.question.kind, lang)
            listed.append(
                Rival(
                    reading=reading.name, preferred=reading.name == ask.best, weak=reading.strength == "svak",
                    because=reading.because, against=reading.against, value=value,
                )
            )  # fmt: skip
        out.append(
            ReadingUse(point=name, clause=point.place.clause, words=point.words, chosen="", rivals=tuple(listed))
        )
    return tuple(out) + _chosen(e)


def _chosen(e: Evaluation) -> tuple[ReadingUse, ...]:
    """Readings the case has settled are shown as such."""
    out = []
    for name, reading in e.facts.chosen.items():
        point = e.model.points.get(name)
        if point is None or e.question.term is None:
            continue
        if name not in _points_below(e):
            continue
        listed = tuple(
            Rival(
                reading=r.name, preferred=r.strength == "foretrukket", weak=r.strength == "svak", because=r.because,
                against=r.against, value=None,
            )
            for r in point.readings
        )  # fmt: skip
        out.append(ReadingUse(point=name, clause=point.place.clause, words=point.words, chosen=reading, rivals=listed))
    return tuple(out)


def _points_below(e: Evaluation) -> set[str]:
    from dsl.core import Call, Choose, children

    found: set[str] = set()
    seen: set[str] = set()
    stack = [e.question.term] if e.question.term is not None else []
    while stack:
        term = stack.pop()
        if isinstance(term, Choose):
            found.add(term.point)
        if isinstance(term, Call) and term.name not in seen:
            seen.add(term.name)
            stack.append(e.model.definitions[term.name].body)
        stack.extend(children(term))
    return found


def _rounding(e: Evaluation, values: tuple[tuple[Any, Tree], ...], lang: str) -> ReadingUse:
    because = {
        "ned": "mangler måneden dagen, ender fristen på månedens siste dag, jf. domstolloven § 148 annet ledd",
        "opp": "dagen regnes fram til den første i neste måned",
    }
    listed = tuple(
        Rival(
            reading=name, preferred=name == "ned", weak=False, because=because[name], against="",
            value=answer_value(e.model, tree, e.question.result, e.question.kind, lang),
        )
        for name, tree in values
    )  # fmt: skip
    return ReadingUse(point=ROUNDING, clause="", words="frist til en dag måneden ikke har", chosen="", rivals=listed)


def _missing(e: Evaluation) -> tuple[Missing, ...]:
    best = at_best(e.tree)
    out = []
    for ask in opens(best):
        if ask.kind == FACT:
            reason = ""
            match ask.detail:
                case ("fact", name, args):
                    reason = e.facts.reasons.get((name, args), "")
                case ("compare", keys, _, _):
                    reason = e.facts.reasons.get((keys[0][0], keys[0][1:]), "")
            out.append(Missing(text=open_text(e.model, ask), reason=reason))
    for key in missing(e.tree):
        reason = e.facts.reasons.get((key[0], key[1:]), "") if isinstance(key[0], str) else ""
        out.append(Missing(text=key_text(e.model, key), reason=reason))
    return tuple(dict.fromkeys(out))


def _judgements(e: Evaluation, explainer: Explainer) -> tuple[Judgement, ...]:
    keys = [o.detail for o in opens(e.tree) if o.kind == JUDGEMENT] + list(explainer.judgements)
    out = []
    for name, args in dict.fromkeys(keys):
        info = e.model.oracles[name]
        made = e.facts.judgements.get((name, args))
        out.append(
            Judgement(
                name=name, text=sentence_of(e.model, name, args), clause=info.place.clause, decided_by=info.decided_by,
                speaks_for=info.speaks_for, speaks_against=info.speaks_against,
                made=made.value if made else None, by=made.by if made else "", day=made.day if made else None,
                because=made.because if made else "",
            )
        )  # fmt: skip
    return tuple(out)


def _facts(model: Model, explainer: Explainer) -> tuple[FactUsed, ...]:
    out = [
        FactUsed(text=event_text(model, r), day=r.day, source=r.source, line=r.line) for r in explainer.events.values()
    ]
    out += [FactUsed(text=f.text, day=f.known, source=f.source, line=f.line) for f in explainer.facts.values()]
    return tuple(sorted(out, key=lambda f: f.line))


# ── grounds and derivation ──────────────────────────────────────────────────────────────────────────────────────────


def derivation(e: Evaluation, explainer: Explainer, value: AnswerValue, lang: str) -> Step:
    """The whole derivation, the question at its root."""
    from dsl.core import At

    question = e.question
    premises: tuple[Step, ...] = ()
    if question.kind == "hvilke":
        for name in question.names:
            premises += _norm_step(e, explainer, name)
    elif question.kind == "bærer":
        premises = _norm_step(e, explainer, question.names[0])
    elif question.kind == "taushet":
        gap = e.model.gaps[question.names[0]]
        premises = (Step(kind="taushet", name=gap.name, text=gap.about, value="", clause=gap.place.clause),)
    elif question.kind == "hvem":
        names = (*e.names, question.source)
        for member in e.facts.members(question.source, e.moment):
            premises += explainer.explain(question.term, names, (*e.env, member)) if question.term else ()
    elif question.kind == "når" and question.result.kind == "ja":
        best = at_best(e.tree)
        moment = best if isinstance(best, date) and best > BEGINNING else e.moment
        premises = explainer.explain(question.term, e.names, (moment, *e.args)) if question.term else ()
    elif question.term is not None:
        term = question.term
        if question.kind in ("kan", "tidligst", "senest") and isinstance(term, At):
            moment = explainer.value(term.day, e.names, e.env)
            premises = explainer.explain(term.term, e.names, (moment, *e.args))
        else:
            premises = explainer.explain(term, e.names, e.env)
        premises += power_steps(e)
    return Step(kind="spørsmål", name=question.name, text=question.wordings[0][1], value=value.shown, premises=premises)


def power_steps(e: Evaluation) -> tuple[Step, ...]:
    """The asker's own power: the act it takes, its last days, and the rules and values that set them."""
    from engine.phrasing import act_kind

    kind = act_kind(e)
    if not kind or e.question.kind not in ("kan", "tidligst", "senest"):
        return ()
    steps = []
    for norm in e.model.contract.norms:
        if norm.via != kind or not norm.state or e.asker not in e.facts.members(norm.bearer, e.asked):
            continue
        clause, quote = _quotes(e.model).get(norm.name, (norm.place.clause, ""))
        tree = e.limits if e.limits is not None else e.next_limits
        limits = tuple(
            Step(
                kind="frist", name=limit.field, text=f"{_limit_text(e)} {limit.field}".strip(),
                value=f"senest {value_text(limit.day, Type('dag'))}" + (f" ({', '.join(names)})" if names else ""),
            )
            for limit, names in limit_days(tree).items()
        ) if tree is not None else ()  # fmt: skip
        text = f"{e.asker} {norm.text}"
        steps.append(
            Step(kind=norm.kind, name=norm.name, text=text, value="", clause=clause, quote=quote,
                 premises=limits + _rules_below(e.model, norm.state))
        )  # fmt: skip
    return tuple(steps)


def _rules_below(model: Model, name: str) -> tuple[Step, ...]:
    """The rules and values a definition rests on, each with its clause and sentence."""
    kept = model.cache.setdefault("rules-below", {})
    if name in kept:
        return kept[name]  # type: ignore[no-any-return]  # the cache holds tuples of steps
    from dsl.core import Call, Lit, children

    quotes = _quotes(model)
    found: dict[str, Step] = {}
    stack = [model.definitions[name].body]
    seen = {name}
    while stack:
        term = stack.pop(0)
        if isinstance(term, Lit) and term.name and term.name not in found and term.name in quotes:
            clause, quote = quotes[term.name]
            found[term.name] = Step(kind="verdi", name=term.name, text=term.name, value="", clause=clause, quote=quote)
        if isinstance(term, Call) and term.name not in seen:
            seen.add(term.name)
            definition = model.definitions[term.name]
            clause, quote = quotes.get(term.name, (definition.place.clause, ""))
            text = fill(definition.sentence, tuple(p.name for p in definition.params))
            found[term.name] = Step(kind=definition.kind, name=term.name, text=text, value="", clause=clause, quote=quote)
            stack.append(definition.body)
        stack.extend(children(term))
    kept[name] = tuple(found.values())
    return kept[name]  # type: ignore[no-any-return]  # as above


def _norm_step(e: Evaluation, explainer: Explainer, name: str) -> tuple[Step, ...]:
    norm = e.model.norms[name]
    clause, quote = _quotes(e.model).get(name, (norm.place.clause, ""))
    premises: tuple[Step, ...] = ()
    for member in e.facts.members(norm.bearer, e.moment):
        if not e.asker or member == e.asker:
            premises += explainer.explain(norm.condition, ("", norm.bearer_var), (e.moment, member))
            break
    return (Step(kind=norm.kind, name=name, text=norm.text, value="", clause=clause, quote=quote, premises=premises),)


def _walk(step: Step) -> list[Step]:
    return [step, *(s for p in step.premises for s in _walk(p))]


def _grounds(
    model: Model, step: Step, ways: tuple[Route, ...], gaps: tuple[str, ...], question: Any
) -> tuple[Ground, ...]:  # fmt: skip
    """The clauses the answer rests on, each sentence once, in the order of the agreement."""
    quotes = _quotes(model)
    names = [s.name for s in _walk(step)] + [r.power for r in ways] + list(gaps)
    found: dict[tuple[str, str], Ground] = {}
    for name in names:
        known = quotes.get(name)
        if known is not None and known[1] and not any(known[1] in g.quote for g in found.values() if g.clause == known[0]):
            clause, quote = known
            for key in [k for k, g in found.items() if g.clause == clause and g.quote in quote]:
                del found[key]
            found[clause, quote] = Ground(clause=clause, heading=model.headings.get(clause, ""), quote=quote, rule=name)
    if not found and question.place.clause:
        clause = question.place.clause
        marked = [s for s in model.contract.sentences if s.clause == clause]
        if marked and question.kind == "taushet":
            return ()
    order = {c: i for i, (c, _) in enumerate(model.contract.headings)}
    return tuple(sorted(found.values(), key=lambda g: order.get(g.clause, 0)))


def _laws(model: Model, step: Step) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in _walk(step):
        definition = model.definitions.get(each.name)
        for law in definition.laws if definition is not None else ():
            found[law] = None
        norm = model.norms.get(each.name)
        for law in norm.laws if norm is not None else ():
            found[law] = None
    return tuple(found)


def _remarks(model: Model, step: Step) -> tuple[str, ...]:
    """Remarks of the rule the question is directly about."""
    found: dict[str, None] = {}
    for each in step.premises:
        definition = model.definitions.get(each.name)
        norm = model.norms.get(each.name)
        for text in (definition.remarks if definition else ()) + (norm.remarks if norm else ()):
            found[text] = None
    return tuple(found)


def _silence(model: Model, name: str) -> Silence:
    gap = model.gaps[name]
    return Silence(
        name=name, about=gap.about, clause=gap.place.clause, filled_by=gap.filled_by, advice=gap.advice + gap.remarks
    )


def _advice(e: Evaluation, used: tuple[ReadingUse, ...], gaps: tuple[str, ...]) -> tuple[str, ...]:
    out = list(e.question.advice)
    for use in used:
        point = e.model.points.get(use.point)
        out += point.advice if point is not None and not use.chosen else ()
    for gap in gaps:
        out += e.model.gaps[gap].advice if gap in e.model.gaps else ()
    return tuple(dict.fromkeys(out))


# ── last days ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _deadlines(e: Evaluation) -> tuple[Deadline, ...]:
    """The last day for the asker's own act, for each way the readings set it."""
    tree = e.limits
    if tree is None:
        return ()
    by_day: dict[date, list[tuple[str, ...]]] = {}
    for path, leaf in paths(tree):
        if isinstance(leaf, Limit):
            names = tuple(f"{o.key[0]}: {option}" for o, option in path if o.kind == READING)
            by_day.setdefault(leaf.day, []).append(names)
    out = []
    for day, ways in sorted(by_day.items()):
        common = tuple(n for n in ways[0] if all(n in w for w in ways)) if len(by_day) > 1 else ()
        out.append(Deadline(text=_limit_text(e), day=day, readings=common, passed=day < e.asked))
    return tuple(out)


def _limit_text(e: Evaluation) -> str:
    from engine.phrasing import act_noun

    return act_noun(e)


def _next_day(e: Evaluation) -> date | None:
    best = at_best(e.next_tree) if e.next_tree is not None else None
    return best if isinstance(best, date) else None


__all__ = ["Status", "answer_value", "derivation", "plain_value", "reading_uses", "report"]
