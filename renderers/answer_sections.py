"""The sections of a printed answer below its verdict: a tuple of functions with one signature.

A section takes the answer, the labels of its language and the width in characters, and gives its heading and lines, or
None when the answer has nothing of the kind. Adding a section is adding a function to ``SECTIONS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeAlias

from engine.answer import Act, Answer, AnswerValue, Ground, Judgement, Rival, Route
from renderers.answer_words import Labels
from renderers.columns import GAP, hanging, quoted, row, theirs, widest
from renderers.norwegian import show_day, show_list

_MOST_LABEL = 28
_INDENT = "  "
_OF_THE_ACT_ITSELF = "dato"
"""The name of the day an act is done, as apart from the day it is received and the like."""


class Section(NamedTuple):
    """A heading and the lines below it."""

    heading: str
    lines: tuple[str, ...]


MakeSection: TypeAlias = Callable[[Answer, Labels, int], Section | None]


def _day(day: date, words: Labels) -> str:
    return show_day(day, "en" if words.language == "en" else "nb")


def _listed(items: Iterable[str], words: Labels) -> str:
    return show_list(items, "en" if words.language == "en" else "nb")


def _section(heading: str, lines: Iterable[str]) -> Section | None:
    found = tuple(lines)
    return Section(heading, found) if found else None


def _labelled(rows: Iterable[tuple[str, str | Iterable[str]]], width: int, indent: str = _INDENT) -> list[str]:
    """A column of labels and one of text; a label like the one above it is not repeated."""
    given = list(rows)
    label_width = widest((label for label, _ in given), _MOST_LABEL)
    lines: list[str] = []
    above = None
    for label, text in given:
        shown = "" if label == above else label
        lines += row(((shown, label_width), (text, width - len(indent) - label_width - len(GAP))), indent)
        above = label
    return lines


# ── ways and deadlines ──────────────────────────────────────────────────────────────────────────────────────────────


def routes(answer: Answer, words: Labels, width: int) -> Section | None:
    """Who controls it, what they do, under which clause, and what else it takes."""
    if not answer.routes:
        return None
    heading = words.other_routes if answer.value.plain is False else words.routes
    to = answer.value.plain if isinstance(answer.value.plain, date) else answer.dates.about
    if to is not None:
        heading += f" {words.to} {_day(to, words)}"
    controls = [words.control(route.control) for route in answer.routes]
    places = [words.place(route.clause) for route in answer.routes]
    notes = [_route_note(route, words) for route in answer.routes]
    control_width = widest(controls, 12)
    place_width, note_width = widest(places, 14), widest(notes, 24)
    text_width = width - len(_INDENT) - control_width - place_width - 2 * len(GAP)
    text_width -= note_width + len(GAP) if note_width else 0
    lines: list[str] = []
    for route, control, place, note in zip(answer.routes, controls, places, notes, strict=True):
        acts = [_act(act, words) for act in route.acts if not act.breach] or [route.power]
        conditions = [f"{words.provided} {_act(act, words)}" for act in route.acts if act.breach]
        conditions += [f"{words.provided} {theirs(condition, words.language)}" for condition in route.requires]
        conditions += [f"{words.under} {reading}" for reading in route.provided]
        cells = [(control, control_width), ([*acts, *conditions], text_width), (place, place_width)]
        lines += row([*cells, (note, note_width)] if note_width else cells)
    return Section(heading, tuple(lines))


def _act(act: Act, words: Labels) -> str:
    conditions = _listed((theirs(c, words.language) for c in act.conditions), words)
    text = act.text + (f" ({conditions})" if act.conditions else "")
    if act.latest is None:
        return text
    which = f"{theirs(act.which, words.language)} " if act.which and act.which != _OF_THE_ACT_ITSELF else ""
    if words.language == "en":
        return f"{text}, {which}by {_day(act.latest, words)}"
    return f"{text}, {which}{words.at_latest} {_day(act.latest, words)}"


def _route_note(route: Route, words: Labels) -> str:
    return words.needs_judgement if route.control in ("mislighold", "skjønn") else ""


def deadlines(answer: Answer, words: Labels, width: int) -> Section | None:
    """The last day of each act, under the readings that give it, and the next day there is."""
    rows = []
    for deadline in answer.deadlines:
        under = f" ({words.under} {_listed((f'«{r}»' for r in deadline.readings), words)})" if deadline.readings else ""
        passed = f" – {words.passed}" if deadline.passed else ""
        rows.append((_day(deadline.day, words), f"{deadline.text}{under}{passed}"))
    if answer.next_day is not None:
        day = _day(answer.next_day, words)
        if not any(day in text for text in (answer.headline, *answer.sentences)):
            rows.append((day, words.next_day))
    return _section(words.deadlines, _labelled(rows, width))


# ── what is uncertain ───────────────────────────────────────────────────────────────────────────────────────────────


def readings(answer: Answer, words: Labels, width: int) -> Section | None:
    """Each contested point, and what the answer is under each reading of it."""
    lines: list[str] = []
    for use in answer.readings:
        chosen = f" – {words.chosen}: {use.chosen}" if use.chosen else ""
        about = f"{words.place(use.clause)} {quoted(use.words)}" if use.quoted else f"{words.counting}: {use.words}"
        lines += hanging(f"{about} ({use.point}){chosen}", width, _INDENT, 2)
        names = [_rival_name(rival, words) for rival in use.rivals]
        valued = any(rival.value is not None for rival in use.rivals)
        values = [_value(rival.value, words) for rival in use.rivals] if valued else []
        name_width, value_width = widest(names, _MOST_LABEL), widest(values, 22)
        rest = width - 4 - name_width - value_width - (2 if valued else 1) * len(GAP)
        for at, (rival, name) in enumerate(zip(use.rivals, names, strict=True)):
            reasons = [*rival.turns_on, *([theirs(rival.because, words.language)] if rival.because else [])]
            reasons += [f"{words.against} {theirs(rival.against, words.language)}"] if rival.against else []
            value = [(values[at], value_width)] if valued else []
            lines += row([(name, name_width), *value, (reasons or "", rest)], "    ")
    return _section(words.readings, lines)


def _rival_name(rival: Rival, words: Labels) -> str:
    mark = words.preferred if rival.preferred else words.weak if rival.weak else ""
    return f"{rival.reading} ({mark})" if mark else rival.reading


def _value(value: AnswerValue | None, words: Labels) -> str:
    return words.without_value if value is None else value.shown


def judgements(answer: Answer, words: Labels, width: int) -> Section | None:
    """Each assessment: whether it is made, who makes it, and what speaks for and against."""
    lines: list[str] = []
    for judgement in answer.judgements:
        lines += hanging(
            f"{theirs(judgement.text, words.language)} ({words.place(judgement.clause)}): {_made(judgement, words)}"
            + _only_under(judgement.readings, words),
            width,
            _INDENT,
            2,
        )
        rows = (
            (words.decided_by, judgement.decided_by),
            (words.speaks_for, judgement.speaks_for),
            (words.speaks_against, judgement.speaks_against),
        )
        told = ((label, [theirs(t, words.language) for t in texts]) for label, texts in rows if texts)
        lines += _labelled(told, width, "    ")
    return _section(words.judgements, lines)


def _made(judgement: Judgement, words: Labels) -> str:
    if judgement.made is None:
        return words.not_made
    said = words.yes if judgement.made else words.no
    said += f", {words.by} {theirs(judgement.by, words.language)}" if judgement.by else ""
    said += f" {_day(judgement.day, words)}" if judgement.day else ""
    return f"{said}: {theirs(judgement.because, words.language)}" if judgement.because else said


def missing(answer: Answer, words: Labels, width: int) -> Section | None:
    """The facts the answer turns on that the case does not tell."""
    reasons = ((fact.text, theirs(fact.reason, words.language)) for fact in answer.missing)
    texts = (f"{text} – {reason}" if reason else text for text, reason in reasons)
    return _section(words.missing, [line for text in texts for line in hanging(text, width, _INDENT, 2)])


# ── what is known, and what it rests on ─────────────────────────────────────────────────────────────────────────────


def facts(answer: Answer, words: Labels, width: int) -> Section | None:
    """The facts used, by day, each with its source and its line in the case file."""
    rows = []
    for fact in answer.facts:
        told = [f"{words.source} {theirs(fact.source, words.language)}"] if fact.source else []
        told += [f"{words.line} {fact.line}"] if fact.line else []
        text = f"{fact.text} ({', '.join(told)})" if told else fact.text
        text += _only_under(fact.readings, words)
        rows.append(("–" if fact.day is None else _day(fact.day, words), text))
    return _section(words.facts, _labelled(rows, width))


def _only_under(readings: tuple[str, ...], words: Labels) -> str:
    """« – bare etter lesningen «eget»»: what the answer itself does not rest on."""
    return f" – {words.only} {words.under} {_listed((f'«{r}»' for r in readings), words)}" if readings else ""


def silences(answer: Answer, words: Labels, width: int) -> Section | None:
    """What the agreement does not say, the law that may fill it, and advice."""
    lines: list[str] = []
    for silence in answer.silences:
        place = f" ({words.place(silence.clause)})" if silence.clause else ""
        lines += hanging(f"{theirs(silence.about, words.language)}{place}", width, _INDENT, 2)
        if silence.filled_by:
            lines += hanging(f"{words.filled_by} {_listed(silence.filled_by, words)}", width, "    ", 2)
        untold = [advice for advice in silence.advice if advice not in answer.advice]
        lines += [line for advice in untold for line in hanging(theirs(advice, words.language), width, "    ", 2)]
    return _section(words.silences, lines)


def grounds(answer: Answer, words: Labels, width: int) -> Section | None:
    """The clauses, quoted; a sentence that two rules rest on is quoted once, and declared errors in it are said."""
    shown = dict.fromkeys(
        (
            words.place(ground.clause),
            (*_words_of(ground, words), *((words.layer(ground.layer),) if "§" in ground.clause else ())),
        )
        for ground in answer.grounds
    )
    return _section(words.grounds, _labelled(shown, width))


def _words_of(ground: Ground, words: Labels) -> tuple[str, ...]:
    return (quoted(ground.quote) if ground.quote else ground.heading, *(words.slip(slip) for slip in ground.slips))


def laws(answer: Answer, words: Labels, width: int) -> Section | None:
    """The statutes the answer rests on besides the agreement."""
    return _section(words.laws, [line for law in answer.laws for line in hanging(law, width, _INDENT, 2)])


def advice(answer: Answer, words: Labels, width: int) -> Section | None:
    """What a careful lawyer would add."""
    told = (theirs(text, words.language) for text in answer.advice)
    return _section(words.advice, [line for text in told for line in hanging(text, width, _INDENT, 2)])


def remarks(answer: Answer, words: Labels, width: int) -> Section | None:
    """What the agreement's encoder noted on the clauses."""
    return _section(words.remarks, [line for text in answer.remarks for line in hanging(text, width, _INDENT, 2)])


SECTIONS: tuple[MakeSection, ...] = (
    routes, deadlines, readings, judgements, missing, facts, silences, grounds, laws, advice, remarks,
)  # fmt: skip
