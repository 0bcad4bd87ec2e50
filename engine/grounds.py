"""What an answer rests on: its derivation, the clauses it quotes, and the laws and remarks that go with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import At, Call, Choose, Lit, Oracle, Term, Type, children
from dsl.record import changed
from engine.actors import actors
from engine.answer import AnswerValue, Ground, Route, Step
from engine.explain import Explainer
from engine.last_days import limit_days
from engine.layers import filling_grounds, in_layer, law_quotes
from engine.phrasing import act_kind, act_noun
from engine.quotation import quotation, with_slips, within
from engine.trees import at_best
from engine.versions import day_asked_about, headings_on, version_on
from engine.words import NONE_SUCH, fill, value_text
from engine.world import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.evaluate import Evaluation
    from engine.world import Model


def quotes(model: Model, day: date | None = None) -> dict[str, tuple[str, str]]:
    """For each name a mark uses: its clause and sentences, as they are on a day. Made once for each version."""
    version = version_on(model.contract, day) if day is not None else None
    key = f"quotes {version.day}" if version is not None else "quotes"
    kept = model.cache.get(key)
    if kept is None:
        kept = quotes_of(model.contract if version is None else changed(model.contract, sentences=version.sentences))
        known = version.aliases if version is not None else ()
        kept |= {alias: kept[name] for alias, name in known if name in kept}
        model.cache[key] = kept
    return kept


def quotes_of(contract: Any) -> dict[str, tuple[str, str]]:
    """For each name a mark uses: the clause, and the sentences that carry the mark, in order."""
    found: dict[str, list[Any]] = {}
    for place, sentence in enumerate(contract.sentences):
        for mark in sentence.marks:
            found.setdefault(mark, []).append((place, sentence))
    by_law = law_quotes(contract) if contract.statutes else {}
    quoted = {}
    for name, listed in found.items():
        clause = listed[0][1].clause
        quoted[name] = (clause, quotation((place, s.text) for place, s in listed if s.clause == clause))
    return by_law | quoted


def derivation(e: Evaluation, explainer: Explainer, value: AnswerValue, lang: str) -> Step:
    """The whole derivation, the question at its root."""
    question = e.question
    premises: tuple[Step, ...] = ()
    if question.kind == "hvilke":
        for name in norms_of(e):
            premises += _norm_step(e, explainer, name)
    elif question.kind == "bærer":
        premises = _norm_step(e, explainer, question.names[0])
    elif question.kind == "taushet":
        gap = e.model.gaps[question.names[0]]
        premises = (Step(kind="taushet", name=gap.name, text=gap.about, value="", clause=gap.place.clause),)
    elif question.kind == "hvem":
        names = (*e.names, question.source)
        for name in (n for n in question.names if n in e.model.norms):  # a power borne by those of a role that ends
            premises += _norm_step(e, explainer, name)
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
        premises += power_steps(e, lang)
    spoken = (text for language, text in question.wordings if language == ("engelsk" if lang == "en" else "nb"))
    text = next(spoken, question.wordings[0][1])
    return Step(kind="spørsmål", name=question.name, text=text, value=value.shown, premises=premises)


def norms_of(e: Evaluation) -> tuple[str, ...]:
    """The norms a question names; of what somebody may or must do, those it can bear, or all where it can bear none."""
    if e.question.kind != "hvilke" or not e.asker:
        return tuple(name for name in e.question.names if name in e.model.norms)
    own = [n for n in e.question.names if e.asker in e.facts.members(e.model.norms[n].bearer, e.moment)]
    return tuple(own) or e.question.names


def power_steps(e: Evaluation, lang: str = "nb") -> tuple[Step, ...]:
    """The asker's own power: the act it takes, its last days, and the rules and values that set them."""
    kind = act_kind(e)
    if not kind or e.question.kind not in ("kan", "tidligst", "senest"):
        return ()
    steps = []
    for norm in e.model.contract.norms:
        if norm.via != kind or not norm.state or not {*actors(e.asker)} & {*e.facts.members(norm.bearer, e.asked)}:
            continue
        clause, quote = quotes(e.model, day_asked_about(e)).get(norm.name, (norm.place.clause, ""))
        tree = e.limits if e.limits is not None else e.next_limits
        limits = tuple(
            Step(
                kind="frist", name=limit.field, text=f"{act_noun(e)} {limit.field}".strip(),
                value=_at_latest(limit.day, names, lang),
            )
            for limit, names in limit_days(tree).items()
        ) if tree is not None else ()  # fmt: skip
        text = f"{e.asker} {norm.text}"
        steps.append(
            Step(kind=norm.kind, name=norm.name, text=text, value="", clause=clause, quote=quote,
                 premises=limits + _rules_below(e.model, norm.state, day_asked_about(e), e.facts.chosen))
        )  # fmt: skip
    return tuple(steps)


def _at_latest(day: date, names: Sequence[str], lang: str) -> str:
    shown = value_text(day, Type("dag"), lang)
    if lang == "en":
        return f"no later than {shown}" + (f" ({', '.join(f'«{name}»' for name in names)})" if names else "")
    return f"senest {shown}" + (f" ({', '.join(names)})" if names else "")


def _rules_below(model: Model, name: str, day: date, read: dict[str, str]) -> tuple[Step, ...]:
    """The rules and values a definition rests on as it is read, each with its clause and sentence.

    ``read`` are the readings the case has chosen; the others are as preferred.
    """
    known_quotes = quotes(model, day)
    kept = model.cache.setdefault("rules-below", {})
    key = (name, id(known_quotes), tuple(sorted(read.items())))  # the quotes are kept as long as the model
    if key in kept:
        return kept[key]  # type: ignore[no-any-return]  # the cache holds tuples of steps
    found: dict[str, Step] = {}
    stack = [model.definitions[name].body]
    seen = {name}
    while stack:
        term = stack.pop(0)
        if isinstance(term, Lit) and term.name and term.name not in found and term.name in known_quotes:
            clause, quote = known_quotes[term.name]
            found[term.name] = Step(kind="verdi", name=term.name, text=term.name, value="", clause=clause, quote=quote)
        if isinstance(term, Call) and term.name not in seen:
            seen.add(term.name)
            definition = model.definitions[term.name]
            clause, quote = known_quotes.get(term.name, (definition.place.clause, ""))
            text = fill(definition.sentence, tuple(p.name for p in definition.params))
            found[term.name] = Step(
                kind=definition.kind, name=term.name, text=text, value="", clause=clause, quote=quote
            )
            stack.append(definition.body)
        if isinstance(term, Choose):
            wanted = read.get(term.point, term.preferred)
            stack += [arm for reading, arm in (*term.arms, *term.weak) if reading == wanted]
        else:
            stack.extend(children(term))
    kept[key] = tuple(found.values())
    return kept[key]  # type: ignore[no-any-return]  # as above


def _norm_step(e: Evaluation, explainer: Explainer, name: str) -> tuple[Step, ...]:
    norm = e.model.norms[name]
    clause, quote = quotes(e.model, day_asked_about(e)).get(name, (norm.place.clause, ""))
    premises: tuple[Step, ...] = ()
    for member in e.facts.members(norm.bearer, e.moment):
        if not e.asker or member == e.asker:
            premises += explainer.explain(norm.condition, ("", norm.bearer_var), (e.moment, member))
            break
    return (Step(kind=norm.kind, name=name, text=norm.text, value="", clause=clause, quote=quote, premises=premises),)


def _walk(step: Step) -> list[Step]:
    return [step, *(s for p in step.premises for s in _walk(p))]


def steps_used(step: Step) -> tuple[str, ...]:
    """The names of all steps of a derivation."""
    return tuple(s.name for s in _walk(step))


def grounds(
    model: Model, step: Step, ways: tuple[Route, ...], gaps: tuple[str, ...], day: date,
    version_day: date | None = None, *, given: bool = False,
) -> tuple[Ground, ...]:  # fmt: skip
    """The clauses the answer rests on, each sentence once, in the order of the agreement.

    Statutes are quoted as on ``day``, an amended agreement as on ``version_day`` (``day`` if None). Of an answer that
    is ``given`` (a yes, a day, an amount), what has not happened is a fact, and the clauses on what would then have
    followed are no grounds.
    """
    if given:
        happened = _without_what_never_was(model, step)
        told = grounds(model, happened, ways, gaps, day, version_day)
        return told if told else grounds(model, step, ways, gaps, day, version_day)
    version_day = day if version_day is None else version_day
    known_quotes = quotes(model, version_day)
    headings = headings_on(model, version_day)
    steps = [s.name for s in _walk(step)]
    begun = [n.name for n in model.contract.norms if n.state and n.state in steps]
    names = [*steps, *(r.power for r in ways), *gaps, *(() if ways else begun)]
    found: dict[tuple[str, str], Ground] = {}
    for name in names:
        known = known_quotes.get(name)
        if (
            known is not None
            and known[1]
            and not any(within(known[1], g.quote) for g in found.values() if g.clause == known[0])
        ):
            clause, quote = known
            for key in [k for k, g in found.items() if g.clause == clause and within(g.quote, quote)]:
                del found[key]
            found[clause, quote] = Ground(clause=clause, heading=headings.get(clause, ""), quote=quote, rule=name)
    if not found:
        _by_what_rules_speak_of(model, step, found, version_day)
    order = {c: i for i, c in enumerate(headings)}
    laws = filling_grounds(model, gaps, day) if gaps else ()
    listed = sorted(found.values(), key=lambda g: order.get(g.clause, len(order) if "§" in g.clause else 0))
    placed = with_slips(model.contract, (in_layer(model.contract, g, day) for g in listed), version_day)
    return (*placed, *(g for g in laws if all((g.clause, g.quote) != (p.clause, p.quote) for p in placed)))


def _without_what_never_was(model: Model, step: Step) -> Step:
    """The derivation without the rules, below the one asked about, that fail only since nothing has been done."""

    def happened(each: Step) -> bool:
        told = each.kind in ("hendelse", "ledd") or each.name in model.oracles
        return told or any(happened(p) for p in each.premises)

    def pruned(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(changed(s, premises=pruned(s.premises)) for s in steps if s.value not in NONE_SUCH or happened(s))

    return changed(step, premises=tuple(changed(p, premises=pruned(p.premises)) for p in step.premises))


def _by_what_rules_speak_of(model: Model, step: Step, found: dict[tuple[str, str], Ground], day: date) -> None:
    """A rule no sentence marks rests on the sentences of the judgements, facts and rules it speaks of; a judgement no
    sentence marks, on those of the rules that speak of it; a value, on the sentence it is written in.
    """
    for each in _walk(step):
        if each.kind == "verdi" and (written := _written_in(model, each.name, day)) is not None:
            found.setdefault((written.clause, written.quote), written)
        if each.name in model.oracles:
            for rule in model.definitions.values():
                clause, quote = quotes(model, day).get(rule.name, ("", ""))
                if quote and _speaks_of(rule.body, each.name):
                    heading = headings_on(model, day).get(clause, "")
                    found.setdefault(
                        (clause, quote), Ground(clause=clause, heading=heading, quote=quote, rule=rule.name)
                    )
        definition = model.definitions.get(each.name)
        stack = [definition.body] if definition is not None else []
        while stack:
            term = stack.pop()
            name = term.name if isinstance(term, (Call, Oracle)) else ""
            clause, quote = quotes(model, day).get(name, ("", ""))
            if quote:
                heading = headings_on(model, day).get(clause, "")
                found.setdefault((clause, quote), Ground(clause=clause, heading=heading, quote=quote, rule=name))
            stack.extend(children(term))


def _written_in(model: Model, name: str, day: date) -> Ground | None:
    """The first sentence of a value's clause that has the value as it is spelled."""
    value = model.values.get(name)
    if value is None or not value.spelling:
        return None
    version = version_on(model.contract, day)
    for sentence in (model.contract if version is None else version).sentences:
        if sentence.clause == value.place.clause and value.spelling in sentence.text:
            heading = headings_on(model, day).get(sentence.clause, "")
            return Ground(clause=sentence.clause, heading=heading, quote=sentence.text, rule=name)
    return None


def _speaks_of(body: Term, oracle: str) -> bool:
    stack = [body]
    while stack:
        term = stack.pop()
        if isinstance(term, Oracle) and term.name == oracle:
            return True
        stack.extend(children(term))
    return False


def laws(model: Model, step: Step) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in _walk(step):
        definition = model.definitions.get(each.name)
        for law in definition.laws if definition is not None else ():
            found[law] = None
        norm = model.norms.get(each.name)
        for law in norm.laws if norm is not None else ():
            found[law] = None
    return tuple(found)


def _excepted_by(premises: tuple[Step, ...]) -> tuple[Step, ...]:
    """What alone makes a premise not so by being so: it stands under «ikke», and its remark says why."""
    alone = ((rule, rule.premises[0]) for rule in premises if len(rule.premises) == 1)
    return tuple(only for rule, only in alone if (rule.value, only.value) in (("nei", "ja"), ("no", "yes")))


def remarks(model: Model, step: Step) -> tuple[str, ...]:
    """Remarks of the rule the question is directly about, and of the one whose exception decides it; of a state, also
    those of the powers that begin it.
    """
    found: dict[str, None] = {}
    for each in (*step.premises, *_excepted_by(step.premises)):
        definition = model.definitions.get(each.name)
        norm = model.norms.get(each.name)
        begins = (text for n in model.contract.norms if n.state and n.state == each.name for text in n.remarks)
        for text in (*(definition.remarks if definition else ()), *(norm.remarks if norm else ()), *begins):
            found[text] = None
    return tuple(found)
