"""The verdict and its explanation in sentences a lawyer could paste, in Norwegian or English."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from dsl.record import changed
from dsl.values import Never
from engine.actors import actors
from engine.answer import Answer, Rival, Status
from engine.calculate import BY_ZERO
from engine.evaluate import goals_on
from engine.last_days import limit_days, must_sentence, own_days
from engine.leaves import Ways
from engine.norwegian import show_day, show_list
from engine.open_lists import list_sentences, list_texts, told_list
from engine.open_text import NO_CASE, divided_by_zero
from engine.own_day import keep_sentence, no_day_sentence
from engine.trees import Node, Tree, at_best, leaves
from engine.verdict import missing
from engine.words import DEPENDS, first_of, noun, range_text, value_text
from engine.world import Facts

if TYPE_CHECKING:
    from engine.evaluate import Evaluation

_POWER = ("kan",)
_MOST_NAMED = 3
"""Of more facts or judgements than these, a sentence names the first, and says how many more there are."""
_CONTROLS = {"enighet": "agreement", "andre": "others", "mislighold": "breach", "skjønn": "judgement"}
_ABOUT_ACTS = ("kan", "tidligst", "senest")


def headline(e: Evaluation, answer: Answer) -> str:
    """The verdict in a few words, capitals first."""
    nb = answer.language != "en"
    best = at_best(e.tree)
    if answer.status is Status.SILENT and answer.value.plain is None:
        return "AVTALEN SIER DET IKKE" if nb else "THE AGREEMENT DOES NOT SAY"
    if answer.status is Status.UNKNOWN and by_zero(e.tree):
        return "KAN IKKE REGNES UT" if nb else "CANNOT BE CALCULATED"
    if answer.status is Status.UNKNOWN and (listed := told_list(e)):
        shown = show_list(list_texts(e, listed), "nb" if nb else "en")
        return f"{shown}, {'etter det saken viser' if nb else 'by what the case tells'}"
    if answer.status is Status.UNKNOWN:
        return "KAN IKKE SVARES UTEN FLERE OPPLYSNINGER" if nb else "CANNOT BE ANSWERED WITHOUT MORE FACTS"
    if answer.status is Status.JUDGEMENT:
        return "BEROR PÅ SKJØNN" if nb else "TURNS ON A JUDGEMENT"
    if best is True or isinstance(best, Ways):
        word = "JA" if nb else "YES"
        return f"{word}{_by(e, answer, True)}"
    if best is False and isinstance(e.already, date):
        return "NEI, DET ER ALT SKJEDD" if nb else "NO, IT HAS COME ABOUT ALREADY"
    if isinstance(best, Never) and e.question.kind == "senest" and at_best(e.ways) is False:
        return "DET FINNES INGEN SLIK DAG" if nb else "THERE IS NO SUCH DAY"
    if best is False:
        word = "NEI" if nb else "NO"
        return f"{word}{_by(e, answer, False)}"
    return f"{answer.value.shown}{_by(e, answer, True)}" if _own_act_alone(answer) else answer.value.shown


def _own_act_alone(answer: Answer) -> bool:
    """Is one of the ways the asker's own act, and others not?"""
    controls = {route.control for route in answer.routes}
    return "alene" in controls and len(controls) > 1


def _by(e: Evaluation, answer: Answer, yes: bool) -> str:
    if e.question.kind not in (*_POWER, "tidligst") or (not answer.routes and yes):
        return ""
    act = act_noun(e, definite=False, language=answer.language)
    if not act:
        return ""
    if len(actors(e.asker)) > 1:
        lead = {"nb": ("ved", "ikke ved"), "en": ("by", "not by")}["en" if answer.language == "en" else "nb"]
        return f", {lead[0] if yes else lead[1]} {act}"
    if answer.language == "en":
        return f", by own {act}" if yes else f", not by own {act}"
    own = "eget" if act_noun(e).endswith("et") else "egen"  # the definite form tells the gender
    return f", ved {own} {act}" if yes else f", ikke ved {own} {act}"


def act_kind(e: Evaluation) -> str:
    """The kind of event the asker's own way goes through, "" if there is none or several."""
    from engine.routes import own_kinds

    if e.question.kind == "senest":
        return e.question.names[0]
    if e.limits is None and e.next_limits is None:
        return ""
    if e.open_kinds:
        return e.open_kinds[0] if len(e.open_kinds) == 1 else ""
    kept = e.facts.memo("acts", e.asked)
    key = (e.question.name, e.args, e.asker)
    if key not in kept:
        from dsl.core import At
        from engine.evaluate import at_any_time, run_of

        term = e.question.term
        assert term is not None
        inner = term.term if isinstance(term, At) else term
        world = at_any_time(e.model, _before_any_act(e), e.asked, e.asker)
        kinds = own_kinds(e.model, run_of(e.model, inner, e.names)(world, (date.max, *e.args)))
        kept[key] = kinds[0].name if len(kinds) == 1 else ""
    return kept[key]  # type: ignore[no-any-return]  # the cache holds names


def _before_any_act(e: Evaluation) -> Facts:
    """The facts without the acts already done, so that one already done does not hide what kind of act it takes."""
    case = e.facts.case
    acts = {n.via for n in e.model.contract.norms if n.state}
    if case is None or not acts & e.facts.events.keys():
        return e.facts
    return Facts(e.model, changed(case, events=tuple(x for x in case.events if x.kind not in acts)), e.facts.known)


def act_noun(e: Evaluation, *, definite: bool = True, language: str = "nb") -> str:
    """«oppsigelsen» (or «oppsigelse»): the act the asker's own way goes through."""
    name = act_kind(e)
    return noun(e.model.events[name], language, definite=definite) if name else ""


def sentences(e: Evaluation, answer: Answer) -> tuple[str, ...]:
    """What a reader needs beside the verdict, most important first."""
    out: list[str] = []
    match e.question.kind:
        case "kan":
            out += _power_sentences(e, answer)
        case "tidligst" | "senest":
            out += _day_sentences(e, answer)
        case "hvilke" | "hvem" | "bærer":
            out += list_sentences(e, answer.language)
    out += _rival_sentence(answer) + _judged(answer)
    best = at_best(e.tree)
    range_ = range_text(best, Type(answer.value.type), answer.language) if isinstance(best, Node) else ""
    if range_:
        out.append(f"The answer is {range_}." if answer.language == "en" else f"Svaret er {range_}.")
    out += [f"{_capital(text)}." for text in divided_by_zero(missing(e.tree), answer.language)]
    if answer.status is Status.UNKNOWN and answer.missing:
        text = "; ".join(first_of([m.text for m in answer.missing], _MOST_NAMED, answer.language))
        out.append(f"It turns on: {text}." if answer.language == "en" else f"Det kommer an på: {text}.")
    if answer.status is Status.JUDGEMENT:
        undecided = [j for j in answer.judgements if j.made is None]
        if undecided and answer.language == "en":
            listed = first_of([f"«{j.text}»" for j in undecided], _MOST_NAMED, "en")
            out.append(f"It turns on whether: {'; '.join(listed)}.")
        elif undecided:
            listed = first_of([f"om {j.text}" for j in undecided], _MOST_NAMED, "nb")
            out.append(f"Det beror på {'; '.join(listed)}.")
    return tuple(out)


def by_zero(tree: Tree) -> bool:
    """Is a division by zero all that keeps the answer back?"""
    keys = missing(tree)
    return bool(keys) and all(key[0] == BY_ZERO for key in keys) and type(at_best(tree)) is not Node


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _power_sentences(e: Evaluation, answer: Answer) -> list[str]:
    nb = answer.language != "en"
    best = at_best(e.tree)
    out: list[str] = []
    since = at_best(e.already)
    if isinstance(since, date):
        return [_already(nb, since, contested=type(e.already) is Node)]
    act = act_noun(e, language=answer.language)
    days = own_days(e)
    if best is False and not days:
        out.append(no_day_sentence(e, nb))
    if best is True and answer.routes and act and days:
        out.append(must_sentence(nb, act, days, e.asked))
    elif best is False and act and days:
        out.append(must_sentence(nb, act, days, e.asked))
        out.append(_none_recorded(e, nb))
    if answer.next_day is not None:
        out.append(_next(e, answer.next_day, nb))
    return [o for o in out if o]


def _already(nb: bool, since: date, *, contested: bool) -> str:
    shown = show_day(since, "nb" if nb else "en")
    if nb:
        return f"Det er alt skjedd, {shown}{' (omstridt)' if contested else ''}."
    return f"It has come about already, on {shown}{' (contested)' if contested else ''}."


def _next(e: Evaluation, day: date, nb: bool) -> str:
    later = limit_days(e.next_limits) if e.next_limits is not None else {}
    shown = show_day(day, "nb" if nb else "en")
    text = f"Neste mulige dag er {shown}" if nb else f"The next possible day is {shown}"
    act = act_noun(e, definite=False, language="nb" if nb else "en")
    if later and act:
        open_still = [limit for limit in sorted(later) if limit.day >= e.asked] or sorted(later)
        safest = open_still[0]
        first = show_day(safest.day, "nb" if nb else "en")
        if nb:
            text += f", med {act} {safest.field if safest.field != 'dato' else ''} senest {first}".replace("  ", " ")
        else:
            text += f", with {act} no later than {first}"
        if len(open_still) > 1:
            other = show_day(open_still[-1].day, "nb" if nb else "en")
            text += f" ({other} er omstridt)" if nb else f" ({other} is contested)"
        elif len(later) > 1:
            gone = show_day(min(later).day, "nb" if nb else "en")
            text += f" (omstridt; {gone} er passert)" if nb else f" (contested; {gone} has passed)"
    return f"{text}."


def _none_recorded(e: Evaluation, nb: bool) -> str:
    if e.facts.case is None:
        return ""
    kind = act_kind(e)
    mine = [r for r in e.facts.events.get(kind, ()) if r.get(e.model.events[kind].actor) in (*actors(e.asker), "")]
    if mine:
        return ""
    act = act_noun(e, definite=False, language="nb" if nb else "en")
    return f"Saken viser ingen {act} fra {e.asker}." if nb else f"The case shows no {act} from {e.asker}."


def _day_sentences(e: Evaluation, answer: Answer) -> list[str]:
    nb = answer.language != "en"
    out: list[str] = []
    if e.question.kind == "senest":
        days = limit_days(e.limits) if e.limits is not None else {}
        best = at_best(e.tree)
        if len(days) > 1:
            out.append(keep_sentence(e, min(days).day, nb, all_passed=max(days).day < e.asked))
        if isinstance(best, Never):
            out += filter(None, (no_day_sentence(e, nb),))
        if isinstance(best, date) and best < e.asked:
            out.append("Fristen er ute." if nb else "The deadline has passed.")
    elif answer.next_day is not None and e.next_limits is not None:
        days = limit_days(e.next_limits)
        act = act_noun(e, language=answer.language)
        if days and act:
            out.append(must_sentence(nb, act, days, e.asked))
        out += _sooner(e, answer, nb)
    return out


def _sooner(e: Evaluation, answer: Answer, nb: bool) -> list[str]:
    """That the first day by the asker's own act is not the first by any: others can act, and sooner."""
    term, others = e.question.term, dict.fromkeys(r.control for r in answer.routes if r.control != "alene")
    if term is None or answer.next_day is None or answer.next_day <= e.asked or not _own_act_alone(answer):
        return []
    if not any(isinstance(leaf, Ways) for tree in goals_on(e, term, e.asker, e.asked) for leaf in leaves(tree)):
        return []
    lang: Any = "nb" if nb else "en"
    listed = show_list([control if nb else _CONTROLS.get(control, control) for control in others], lang)
    if nb:
        return [f"På andre veier ({listed}) kan det skje før."]
    return [f"By other ways ({listed}) it can come about sooner."]


def assumptions(e: Evaluation, absent: Collection[str], language: str) -> tuple[str, ...]:
    """What the answer takes for granted about the time the case does not cover, or about there being no case.

    ``absent`` are the kinds of event it rests on the absence of. A breach is never presumed to have gone unrecorded.
    """
    if e.question.kind not in _ABOUT_ACTS and not (e.facts.case is None and NO_CASE in missing(e.tree)):
        return _no_breach_since(e, absent, language)
    if e.facts.case is None and NO_CASE in missing(e.tree):
        if language == "en":
            return ("No case: nothing is told of what has happened. Give the case (--case).",)
        return ("Uten sak: det er ikke opplyst noe om hva som har skjedd. Oppgi saken (--case).",)
    if e.facts.case is None:
        if language == "en":
            return ("No case: the answer rests on the agreement alone, and assumes that it is in force.",)
        return ("Uten sak: svaret bygger på avtalen alene, og forutsetter at den gjelder.",)
    complete = e.facts.complete("")
    if complete >= e.asked or complete == date.min:
        return ()
    day = show_day(complete, "en" if language == "en" else "nb")
    if language == "en":
        return (f"The case is complete to {day}; the answer assumes that nobody else has acted since.",)
    return (f"Saken er komplett til {day}; svaret forutsetter at ingen andre har handlet etter det.",)


def _no_breach_since(e: Evaluation, absent: Collection[str], language: str) -> tuple[str, ...]:
    kinds = [e.model.events[kind] for kind in absent if e.model.events[kind].breach]
    complete = min((e.facts.complete(kind.name) for kind in kinds), default=date.max)
    if e.facts.case is None or complete >= max(e.asked, e.moment):
        return ()
    nouns = show_list([noun(kind, language) for kind in kinds], "en" if language == "en" else "nb")
    day = show_day(complete, "en" if language == "en" else "nb")
    if language == "en":
        return (f"The case is complete to {day}; the answer assumes that there has been no {nouns} since.",)
    return (f"Saken er komplett til {day}; svaret forutsetter at det ikke har vært {nouns} etter det.",)


def _judged(answer: Answer) -> list[str]:
    """Whose assessments the answer rests on: what is plain once they are made is no plainer than they are."""
    nb = answer.language != "en"
    lang: Any = "nb" if nb else "en"
    out = []
    for each in answer.judgements:
        if each.made is None or each.day is None or each.readings:
            continue
        verdict = ("ja" if each.made else "nei") if nb else ("yes" if each.made else "no")
        if nb:
            lead, text, by = "Det bygger på en vurdering", each.text, each.by or "ukjent hvem"
        else:
            lead, text = "It rests on an assessment", f"«{each.text}»"
            by = f"«{each.by}»" if each.by else "unknown by whom"
        out.append(f"{lead}: {text}: {verdict} ({by}, {show_day(each.day, lang)}).")
    return out


def _rival_sentence(answer: Answer) -> list[str]:
    """«Etter lesningen «B»: kr 450 000.» for each reading with another value."""
    out = []
    for use in answer.readings:
        if use.chosen:
            continue
        others = [r for r in use.rivals if not r.preferred and r.value is not None and r.value != answer.value]
        if others:
            listed = "; ".join(f"«{r.reading}»: {_with_reason(r)}" for r in others)
            if use.quoted:
                lead = "On other readings of" if answer.language == "en" else "Etter andre lesninger av"
                out.append(f"{lead} «{use.words}»: {listed}.")
            else:
                lead = "Counting otherwise" if answer.language == "en" else "Etter andre måter å regne"
                out.append(f"{lead} {use.words}: {listed}.")
    return out


def _with_reason(rival: Rival) -> str:
    """«ja», «kommer an på om …», or «ukjent (prisveksten i 2020)»."""
    shown = rival.value.shown if rival.value is not None else ""
    if not rival.turns_on:
        return shown
    listed = "; ".join(rival.turns_on)
    return f"{shown} {listed}" if shown in DEPENDS.values() else f"{shown} ({listed})"


__all__ = ["act_kind", "act_noun", "headline", "sentences", "value_text"]
