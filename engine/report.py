"""From an evaluation to an answer: value, status, and everything the reader needs to trust or attack it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Call, Choose, Type
from dsl.core import Silence as SilenceTerm
from dsl.record import changed
from dsl.values import Amount, Interval, MonthDay, Never, Period, Recurrence
from engine.answer import (
    Answer,
    AnswerValue,
    Dates,
    Deadline,
    FactUsed,
    Judgement,
    Missing,
    ReadingUse,
    Rival,
    Silence,
    Status,
)  # fmt: skip
from engine.calculate import BY_ZERO, ROUNDING
from engine.compile import compile_term
from engine.evaluate import day_of_question
from engine.explain import Explainer
from engine.grounds import derivation, grounds, laws, quotes, remarks, steps_used
from engine.layers import filling_remarks, filling_sentences, name_remarks, rank_remarks
from engine.leaves import Missing as MissingLeaf
from engine.leaves import Silent, Someday, Ways
from engine.no_effect import why_not
from engine.norwegian import show_day
from engine.onset import compile_onset
from engine.open_lists import if_no_more, norm_text
from engine.open_text import NAMED_BY_AN_EVENT, key_text, open_text
from engine.phrasing import act_noun, assumptions, headline, sentences
from engine.routes import Limit, own_kinds, routes
from engine.step_words import result_text
from engine.trees import JUDGEMENT, READING, Node, Tree, at_best, opens, paths
from engine.verdict import missing, rivals, silences, statuses
from engine.versions import day_asked_about, words_of
from engine.words import event_text, none_recorded, none_recorded_en, sentence_of, value_text
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
    explainer = Explainer(told, quotes(model, day_asked_about(e)), lang, day_asked_about(e))
    step = derivation(e, explainer, value, lang)
    done = already(e, told)
    ways = () if done else routes(model, e.world, e.goals, e.asker, lang)
    used = reading_uses(e, lang)
    gaps = silences(e.tree) + _without_deadline(e)
    deadlines = _deadlines(e, lang) + _days_passed(e, explainer, lang)
    complete = e.facts._complete if e.facts.case is not None else None  # the world's own bookkeeping
    absent = tuple(dict.fromkeys(explainer.found.absences.values()))
    rests_on = grounds(model, step, ways, gaps, e.moment, day_asked_about(e))
    said = question.remarks + remarks(model, step)
    said = tuple(f"«{text}»" for text in said) if lang == "en" else said
    said += rank_remarks(model, steps_used(step), rests_on, lang)
    said += filling_remarks(e, gaps)
    said += name_remarks(model.contract, rests_on, day_of_question(e) or e.asked, lang) + assumptions(e, absent, lang)
    draft = Answer(
        question=question.name, asked=asked, understood=understood or asked, language=lang,
        contract=model.contract.name, case=e.facts.case.name if e.facts.case is not None else "",
        dates=Dates(about=day_of_question(e), asked=e.asked, known=e.known, complete=complete),
        value=value, status=found[0], statuses=found, headline="", grounds=rests_on,
        facts=facts_used(e, explainer, lang), missing=missing_facts(e, lang), judgements=judgements_of(e, explainer),
        readings=used, routes=ways, deadlines=deadlines, next_day=_next_day(e),
        silences=tuple(silence_of(model, g) for g in gaps if g in model.gaps), laws=laws(model, step),
        advice=_advice(e, used, gaps), remarks=said,
        corrections=corrections, derivation=step,
    )  # fmt: skip
    told_so = (
        (_as_done(e, explainer, lang) if done else ())
        + sentences(e, draft)
        + _if_no_more(e, lang)
        + filling_sentences(e, gaps, lang)
        + (why_not(e, explainer, lang) if at_best(e.tree) is False or isinstance(at_best(e.tree), Never) else ())
    )
    return changed(draft, headline=headline(e, draft), sentences=told_so)


def already(e: Evaluation, told: World) -> bool:
    """Does what is asked about in a question of power follow from what has been done?"""
    term = e.question.term
    if e.question.kind not in ("kan", "tidligst") or term is None or e.facts.case is None:
        return False
    if e.question.kind == "kan":
        return at_best(compile_term(term, e.names)(told, e.env)) is True
    since = at_best(compile_onset(term, e.names)(told, e.env))
    return isinstance(since, date) and since == at_best(e.tree)


def _as_done(e: Evaluation, explainer: Explainer, lang: str) -> tuple[str, ...]:
    kinds = {n.via for n in e.model.contract.norms if n.state}
    acts = [r for r in explainer.found.events.values() if r.kind in kinds]
    if not acts:
        return ()
    shown = "; ".join(event_text(e.model, r) for r in acts)
    lead = "It follows from what has been done" if lang == "en" else "Det følger av det som er gjort"
    return (f"{lead}: {shown}.",)


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def answer_value(model: Model, tree: Tree, type_: Type, kind: str, lang: str) -> AnswerValue:
    """The value at the best readings, plain and as shown."""
    best = at_best(tree)
    if kind == "når" and type_.kind == "ja":
        type_ = Type("dag")
    if kind in ("hvilke", "bærer", "hvem") and isinstance(best, tuple):
        names = tuple(norm_text(model, n) if kind == "hvilke" else str(n) for n in best)
        said = tuple(f"«{n}»" for n in names) if kind == "hvilke" and lang == "en" else names
        return AnswerValue(
            type="liste", plain=names, shown=value_text(said, Type("tekst"), lang) if names else _none(lang)
        )
    plain = plain_value(best)
    if isinstance(best, Never):
        no_day = kind in ("tidligst", "verdi")  # nothing that is awaited: there is no such day
        shown = ("no day" if lang == "en" else "ingen dag") if no_day else value_text(best, type_, lang)
        return AnswerValue(type=type_.kind, plain=None, shown=shown)
    return AnswerValue(type=type_.kind, plain=plain, shown=_shown(best, type_, lang))


def _none(lang: str) -> str:
    return "none" if lang == "en" else "ingen"


def _shown(value: Any, type_: Type, lang: str) -> str:
    if type_.kind == "dag" and value == BEGINNING:
        return "fra begynnelsen" if lang == "nb" else "from the beginning"
    return result_text(value, type_, lang)


def plain_value(value: Any) -> Any:
    """A leaf as plain data; None where there is no value."""
    if isinstance(value, Amount):
        return value.rounded()
    if isinstance(value, (Node, Silent, Someday, MissingLeaf, Ways)):
        return True if isinstance(value, Ways) else None
    if isinstance(value, Period):
        return _duration(value)
    if isinstance(value, MonthDay):
        return f"--{value.month:02}-{value.day:02}"
    if isinstance(value, Recurrence):
        return tuple(plain_value(day) for day in value.days)
    if isinstance(value, Interval):
        return f"R/{_duration(value.period)}"
    return value


def _duration(period: Period) -> str:
    years, months = divmod(period.months, 12)
    parts = ((years, "Y"), (months, "M"), (period.days, "D"))
    return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")


# ── readings, facts, judgements ─────────────────────────────────────────────────────────────────────────────────────


def reading_uses(e: Evaluation, lang: str) -> tuple[ReadingUse, ...]:
    """The reading points in the tree, with the answer under each rival, and weak readings named."""
    out = []
    best = at_best(e.tree)
    open_still = isinstance(best, Node)
    for ask, values in rivals(e.tree):
        if open_still and all(tree == best for _, tree in values):
            continue  # while facts or judgements are open, only what would change them is worth naming
        name = ask.key[0]
        if name == ROUNDING:
            out.append(_rounding(e, values, lang))
            continue
        point, words = e.model.points[name], words_of(e.model, name, day_asked_about(e))
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
        out.append(ReadingUse(point=name, clause=point.place.clause, words=words, chosen="", rivals=tuple(listed)))
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
        words = words_of(e.model, name, day_asked_about(e))
        out.append(ReadingUse(point=name, clause=point.place.clause, words=words, chosen=reading, rivals=listed))
    return tuple(out)


def _points_below(e: Evaluation) -> set[str]:
    terms = () if e.question.term is None else (e.question.term,)
    return {term.point for term in e.model.rests_on(*terms) if isinstance(term, Choose)}


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


def _without_deadline(e: Evaluation) -> tuple[str, ...]:
    """The gaps that stand where the norms asked about should have had a deadline."""
    if e.question.kind not in ("hvilke", "bærer", "hvem"):
        return ()
    deadlines = (e.model.norms[name].deadline for name in e.question.names if name in e.model.norms)
    return tuple(dict.fromkeys(d.gap for d in deadlines if isinstance(d, SilenceTerm)))


def missing_facts(e: Evaluation, lang: str = "nb") -> tuple[Missing, ...]:
    """The facts the preferred reading turns on, each once, with the case's own word for why it does not tell."""
    out: dict[str, str] = {}
    for ask in opens(at_best(e.tree)):
        match ask.kind, ask.detail:
            case "opplysning", ("fact", name, args):
                # What a thing is used for is one question, however many answers are thought of.
                text = sentence_of(e.model, name, (*args[:-1], "…")) if len(args) > 1 else open_text(e.model, ask)
                text = f"«{text}»" if lang == "en" and "«" not in text else text
                out.setdefault(text, e.facts.reasons.get((name, args), ""))
            case "opplysning", ("compare", keys, _, _):
                out.setdefault(key_text(e.model, keys[0], lang), e.facts.reasons.get((keys[0][0], keys[0][1:]), ""))
            case "opplysning", _:
                out.setdefault(open_text(e.model, ask, lang), "")
    for key in missing(e.tree):  # an event that is asked for above tells these too
        if (out and key[0] in NAMED_BY_AN_EVENT) or key[0] == BY_ZERO:  # a division by zero lacks no fact
            continue
        reason = e.facts.reasons.get((key[0], key[1:]), "") if isinstance(key[0], str) else ""
        out.setdefault(key_text(e.model, key, lang), reason)
    return tuple(Missing(text=text, reason=reason) for text, reason in out.items())


def judgements_of(e: Evaluation, explainer: Explainer) -> tuple[Judgement, ...]:
    """The assessments the value turns on or that were made on the way."""
    keys = [o.detail for o in opens(e.tree) if o.kind == JUDGEMENT] + list(explainer.found.judgements)
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


def facts_used(e: Evaluation, explainer: Explainer, lang: str = "nb") -> tuple[FactUsed, ...]:
    """What the steps found rest on: events and facts told, in the order of the case file, and what it has none of."""
    found, model = explainer.found, e.model
    out = [FactUsed(text=event_text(model, r), day=r.day, source=r.source, line=r.line) for r in found.events.values()]
    out += [FactUsed(text=f.text, day=f.known, source=f.source, line=f.line) for f in found.facts.values()]
    wrongs = {k.name for goal in e.goals for k in own_kinds(model, goal) if k.breach and k.name not in e.facts.events}
    said = dict.fromkeys((*found.absences, *(none_recorded(e.facts, kind) for kind in sorted(wrongs))))
    if lang == "en":
        kinds = dict.fromkeys((*found.absences.values(), *sorted(wrongs)))
        said = dict.fromkeys(none_recorded_en(model, e.facts, kind) for kind in kinds)
        out = [changed(f, text=f"«{f.text}»") for f in out]
    absent = tuple(FactUsed(text=text, day=None, source="", line=0) for text in said)
    return (*sorted(out, key=lambda f: f.line), *(absent if explainer.world.facts.case is not None else ()))


def silence_of(model: Model, name: str) -> Silence:
    """A declared gap as an answer shows it."""
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


def _deadlines(e: Evaluation, lang: str) -> tuple[Deadline, ...]:
    """The last day for the asker's own act, for each way the readings set it."""
    tree = e.limits
    if tree is None:
        return ()
    by_day: dict[date, list[tuple[str, ...]]] = {}
    for path, leaf in paths(tree):
        if isinstance(leaf, Limit):
            names = tuple(str(option) for o, option in path if o.kind == READING)
            by_day.setdefault(leaf.day, []).append(names)
    out = []
    for day, ways in sorted(by_day.items()):
        common = tuple(n for n in ways[0] if all(n in w for w in ways)) if len(by_day) > 1 else ()
        out.append(Deadline(text=act_noun(e, language=lang), day=day, readings=common, passed=day < e.asked))
    return tuple(out)


def _if_no_more(e: Evaluation, lang: str) -> tuple[str, ...]:
    """What the answer would be if nothing more has happened than the case tells, said as such."""
    found = if_no_more(e)
    if found is None:
        return ()
    tree, first, last = found
    shown = answer_value(e.model, tree, e.question.result, e.question.kind, lang).shown
    since, until = (show_day(day, "en" if lang == "en" else "nb") for day in (first, last))
    if lang == "en":
        open_to = " (contested)" if statuses(tree)[0] is Status.CONTESTED else ""
        return (f"If nothing happens from {since} to {until} but what the case tells: {shown}{open_to}.",)
    open_to = " (omstridt)" if statuses(tree)[0] is Status.CONTESTED else ""
    return (f"Hvis det ikke hender noe i tiden {since}–{until} som saken ikke forteller: {shown}{open_to}.",)


def _days_passed(e: Evaluation, explainer: Explainer, lang: str) -> tuple[Deadline, ...]:
    """The recurring days that are past, and the one the answer is: of a quantity that is the next of them."""
    best, term, past = at_best(e.tree), e.question.term, sorted(explainer.found.passed)
    if e.question.kind != "verdi" or not isinstance(best, date) or not isinstance(term, Call) or not past:
        return ()
    text = sentence_of(e.model, term.name, e.args)
    shown = f"«{text}»" if lang == "en" else text
    return tuple(Deadline(text=shown, day=day, readings=(), passed=day < e.asked) for day in (*past, best))


def _next_day(e: Evaluation) -> date | None:
    best = at_best(e.next_tree) if e.next_tree is not None else None
    return best if isinstance(best, date) else None


__all__ = [
    "answer_value", "facts_used", "judgements_of", "missing_facts", "plain_value", "reading_uses", "report",
    "silence_of",
]  # fmt: skip
