"""From an evaluation to an answer: value, status, and everything the reader needs to trust or attack it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Call, Choose
from dsl.core import Silence as SilenceTerm
from dsl.record import changed
from dsl.values import Never
from engine.answer import (
    ROUNDING,
    Answer,
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
from engine.answer_values import answer_value
from engine.calculate import BY_ZERO
from engine.compile import compile_term
from engine.evaluate import day_of_question
from engine.explain import Explainer
from engine.grounds import derivation, grounds, laws, norms_of, quotes, remarks, steps_used
from engine.holidays_no import is_working_day
from engine.last_days import sets_none, too_late_for
from engine.layers import filling_remarks, filling_sentences, name_remarks, rank_remarks
from engine.no_effect import left_out, none_told, why_not
from engine.norwegian import show_day
from engine.onset import compile_onset
from engine.open_lists import if_no_more
from engine.open_text import NAMED_BY_AN_EVENT, key_text, open_text
from engine.outcomes import outcome_sentences, outcomes
from engine.phrasing import act_noun, assumptions, headline, sentences
from engine.rival_grounds import UnderRival, questions_of, turns_on, under_rivals
from engine.routes import Limit, own_kinds, routes
from engine.step_words import kind_of_day
from engine.trees import JUDGEMENT, READING, Node, Open, Tree, at_best, opens, paths, restrict
from engine.verdict import missing, rivals, silences, statuses
from engine.versions import day_asked_about, words_of
from engine.words import event_text, fact_text, none_recorded, none_recorded_en, sentence_of
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from engine.collected import Collected
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
    explainer.unread = World(model, e.facts, e.asked, unrecorded=BEGINNING, who=e.asker or None)
    step = derivation(e, explainer, value, lang)
    done = already(e, told)
    dated = question.kind != "kan" or day_of_question(e) is not None
    ways = () if done else routes(model, e.world, e.goals, e.asker, lang, dated=dated)
    used = reading_uses(e, lang)
    rivals_rest_on = under_rivals(e, used, value, lang)
    gaps = silences(e.tree) + _without_deadline(e)
    deadlines = _deadlines(e, lang) + _days_passed(e, explainer, lang)
    complete = e.facts._complete if e.facts.case is not None else None  # the world's own bookkeeping
    absent = tuple(dict.fromkeys(kind for kind, _ in explainer.found.absences))
    given = value.plain is not None and value.plain is not False and all(way.power for way in ways)
    rests_on = grounds(model, step, ways, gaps, e.moment, day_asked_about(e), given=given)
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
        facts=facts_used(e, explainer, lang, rivals_rest_on), missing=missing_facts(e, lang),
        judgements=judgements_of(e, explainer, rivals_rest_on),
        outcomes=outcomes(e, found[0], lang),
        readings=used, routes=ways, deadlines=deadlines, next_day=_next_day(e),
        silences=tuple(silence_of(model, g) for g in gaps if g in model.gaps), laws=laws(model, step),
        advice=_advice(e, used, gaps), remarks=said,
        corrections=corrections, derivation=step,
    )  # fmt: skip
    told_so = (
        (_as_done(e, explainer, lang) if done else ())
        + sentences(e, draft)
        + outcome_sentences(draft.outcomes, lang)
        + left_out(explainer, lang)
        + none_told(explainer, at_best(e.tree), lang)
        + (_free_days(explainer, lang) if gaps else ())
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


def _free_days(explainer: Explainer, lang: str) -> tuple[str, ...]:
    """The days that are no working days: where the agreement is silent on what then applies, they are why."""
    return tuple(f"{kind_of_day(day, lang)}." for day in explainer.found.days if not is_working_day(day))


# ── readings, facts, judgements ─────────────────────────────────────────────────────────────────────────────────────


def reading_uses(e: Evaluation, lang: str) -> tuple[ReadingUse, ...]:
    """The reading points in the tree, with the answer under each rival, and weak readings named."""
    out = []
    best = at_best(e.tree)
    open_still = isinstance(best, Node)
    known_open = questions_of(e, best, lang)
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
            rests: tuple[str, ...] = ()
            if reading.name in by_name:
                value = answer_value(e.model, tree, e.question.result, e.question.kind, lang)
                rests = () if open_still else turns_on(e, tree, lang, known_open)
            listed.append(
                Rival(
                    reading=reading.name, preferred=reading.name == ask.best, weak=reading.strength == "svak",
                    because=reading.because, against=reading.against, value=value, turns_on=rests,
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
    nb, en = "en frist til en dag måneden ikke har", "a time limit to a day the month does not have"
    words = en if lang == "en" else nb
    listed = tuple(
        Rival(
            reading=name, preferred=name == "ned", weak=False, because=because[name], against="",
            value=answer_value(e.model, tree, e.question.result, e.question.kind, lang),
        )
        for name, tree in values
    )  # fmt: skip
    return ReadingUse(point=ROUNDING, clause="", words=words, chosen="", rivals=listed, quoted=False)


def _without_deadline(e: Evaluation) -> tuple[str, ...]:
    """The gaps that stand where the norms asked about should have had a deadline."""
    if e.question.kind not in ("hvilke", "bærer", "hvem"):
        return ()
    deadlines = (e.model.norms[name].deadline for name in norms_of(e))
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


def _settles(best: Tree, ask: Open) -> bool:
    """Is nothing open any more for one of the ways it can go?"""
    return any(type(restrict(best, ask, number)) is not Node for number in range(len(ask.options)))


def judgements_of(e: Evaluation, explainer: Explainer, rivals: tuple[UnderRival, ...] = ()) -> tuple[Judgement, ...]:
    """The assessments the value turns on, first those that alone can settle it, or that were made on the way; then
    those that only rival readings rest on.
    """
    best = at_best(e.tree)
    asks = sorted((o for o in opens(e.tree) if o.kind == JUDGEMENT), key=lambda ask: not _settles(best, ask))
    keys = [ask.detail for ask in asks] + list(explainer.found.judgements)
    readings: dict[Any, list[str]] = {key: [] for key in keys}
    for rival in rivals:
        for key in (each for each in rival.found.judgements if each not in keys):
            readings.setdefault(key, []).append(rival.reading)
    out = []
    for (name, args), under in readings.items():
        info = e.model.oracles[name]
        made = e.facts.judgements.get((name, args))
        if under and made is None:
            continue
        out.append(
            Judgement(
                name=name, text=sentence_of(e.model, name, args), clause=info.place.clause, decided_by=info.decided_by,
                speaks_for=info.speaks_for, speaks_against=info.speaks_against,
                made=made.value if made else None, by=made.by if made else "", day=made.day if made else None,
                because=made.because if made else "", readings=tuple(under),
            )
        )  # fmt: skip
    return tuple(out)


def facts_used(
    e: Evaluation, explainer: Explainer, lang: str = "nb", rivals: tuple[UnderRival, ...] = ()
) -> tuple[FactUsed, ...]:
    """What the steps found rest on: events and facts told, in the order of the case file, and what it has none of.

    With them what is told and only rival readings rest on.
    """
    found, model = explainer.found, e.model
    out = _told(model, found)
    only: dict[FactUsed, list[str]] = {}
    for rival in rivals:
        for fact in (each for each in _told(model, rival.found) if each not in out):
            only.setdefault(fact, []).append(rival.reading)
    out += [changed(fact, readings=tuple(under)) for fact, under in only.items()]
    wrongs = {k.name for goal in e.goals for k in own_kinds(model, goal) if k.breach and k.name not in e.facts.events}
    none = dict.fromkeys((*found.absences, *((kind, "") for kind in sorted(wrongs))))
    if lang == "en":
        said = dict.fromkeys(none_recorded_en(model, e.facts, kind, who) for kind, who in none)
        out = [changed(f, text=f"«{f.text}»") for f in out]
    else:
        said = dict.fromkeys(none_recorded(e.facts, kind, who) for kind, who in none)
    absent = tuple(FactUsed(text=text, day=None, source="", line=0) for text in said)
    out.sort(key=lambda f: (f.line, f.day or date.min))
    return (*out, *(absent if explainer.world.facts.case is not None else ()))


def _told(model: Model, found: Collected) -> list[FactUsed]:
    out = [FactUsed(text=event_text(model, r), day=r.day, source=r.source, line=r.line) for r in found.events.values()]
    return out + [FactUsed(text=fact_text(f), day=f.known, source=f.source, line=f.line) for f in found.facts.values()]


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
        useless = point is None or use.chosen or too_late_for(e, use.point)
        out += () if useless or point is None else point.advice
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
        if isinstance(leaf, Limit) and not sets_none(e, leaf):
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
    "facts_used", "judgements_of", "missing_facts", "reading_uses", "report", "silence_of",
]  # fmt: skip
