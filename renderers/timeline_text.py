"""A timeline as text: the phases, and then year by year what happened, what is due and the last day for each act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from engine.answer import Status
from engine.timeline_answer import DutyDay, NoticeDay, Phase, Timeline
from renderers.answer_text import WIDTH, Line
from renderers.answer_words import labels
from renderers.columns import GAP, apart, hanging, row, theirs, widest
from renderers.norwegian import Lang, show_day
from renderers.position_words import silent_text
from renderers.readings_text import readings_lines
from renderers.timeline_words import duty_about, duty_states, notice_about, notice_days, read_days, said

Row = tuple[date, int, str, str]


def timeline_text(found: Timeline) -> str:
    """The timeline in its own language, ending in a line break."""
    return "".join(f"{line.text}\n" for line in timeline_lines(found))


def timeline_lines(found: Timeline) -> tuple[Line, ...]:
    """The lines of ``timeline_text``, each with its role."""
    lang: Lang = "en" if found.language == "en" else "nb"
    title = f"{said('timeline', lang)} {show_day(found.start, lang)}–{show_day(found.stop, lang)}"
    out = [Line(text, "question") for text in apart(title, _circumstances(found, lang), WIDTH)]
    if found.phases:
        out += [Line(""), Line(said("phases", lang), "heading")]
        out += [Line(text) for text in _phases(found, lang)]
    rows = sorted(_rows(found, lang), key=lambda r: r[:2])
    if not rows and not found.phases:
        out += [Line(""), *(Line(text) for text in hanging(said("nothing", lang), WIDTH, "  "))]
        return (*out, *_remarks(found))
    marks = {1: said("event", lang), 2: said("last_day", lang), 3: said("deadline", lang), 0: ""}
    mark_width = max(map(len, marks.values()))
    day_width = widest((_day(r[0], lang) for r in rows), 14)
    for year, inside in groupby(rows, key=lambda r: r[0].year):
        out += [Line(""), Line(str(year), "heading")]
        above = None
        for day, kind, text, note in inside:
            shown = "" if day == above else _day(day, lang)
            rest = WIDTH - 2 - day_width - mark_width - 2 * len(GAP)
            full = f"{text} – {note}" if note else text
            out += [Line(line) for line in row(((shown, day_width), (marks[kind], mark_width), (full, rest)))]
            above = day
    if found.readings:
        out += [Line(""), Line(said("readings", lang), "heading")]
        out += [Line(text) for text in readings_lines(found.readings, lang)]
    return (*out, *_remarks(found))


def _remarks(found: Timeline) -> list[Line]:
    if not found.remarks:
        return []
    texts = [text for remark in found.remarks for text in hanging(remark, WIDTH, "  ", 2)]
    return [Line(""), Line(labels(found.language).remarks, "heading"), *(Line(text) for text in texts)]


def _circumstances(found: Timeline, lang: Lang) -> str:
    words, dates = labels(found.language), found.dates
    parts = [f"{words.asked} {show_day(dates.asked, lang)}"]
    if not found.case:
        parts.append(words.no_case)
    elif dates.complete is None:
        parts.append(f"{words.case}: {found.case}")
    else:
        parts.append(f"{words.case}: {found.case} ({words.complete} {show_day(dates.complete, lang)})")
    return " · ".join(parts)


def _phases(found: Timeline, lang: Lang) -> list[str]:
    spans = [_span(p, lang) for p in found.phases]
    width = widest(spans, 34)
    lines: list[str] = []
    for phase, span in zip(found.phases, spans, strict=True):
        lines += row(((span, width), (_phase_text(phase, lang), WIDTH - 2 - width - len(GAP))))
    return lines


def _span(phase: Phase, lang: Lang) -> str:
    return f"{show_day(phase.start, lang)}–{show_day(phase.stop, lang) if phase.stop is not None else ''}"


def _phase_text(phase: Phase, lang: Lang) -> str:
    notes = read_days(phase.rivals, lang)
    notes += [f"{said('end', lang)} {told}" for told in read_days(phase.stop_rivals, lang)]
    if phase.endless:
        notes.append(f"{said('endless', lang)} {', '.join(f'«{name}»' for name in phase.endless)}")
    if phase.status is Status.SETTLED:
        return theirs(phase.text, lang)
    told = f": {'; '.join(notes)}" if notes else ""
    return f"{theirs(phase.text, lang)} – {labels(lang).status(phase.status)}{told}"


def _day(day: date, lang: Lang) -> str:
    """The day within its year."""
    return show_day(day, lang).removesuffix(str(day.year)).rstrip()


def _rows(found: Timeline, lang: Lang) -> Iterator[Row]:
    yield from ((h.day, 1, theirs(h.text, lang), "") for h in found.happenings)
    yield from ((_first_shown(n, found), 2, *_notice(n, lang)) for n in found.notices)
    yield from ((d.day, 3, duty_about(d, lang), _duty_note(d, lang)) for d in found.duties)
    if found.start <= found.dates.asked <= found.stop:
        yield found.dates.asked, 0, f"── {said('today', lang)} ──", ""


def _first_shown(notice: NoticeDay, found: Timeline) -> date:
    return next(d.day for d in notice.days if found.start <= d.day <= found.stop)


def _notice(notice: NoticeDay, lang: Lang) -> tuple[str, str]:
    note = said("passed", lang) if notice.passed else ""
    return f"{notice_about(notice, lang)}: {notice_days(notice, lang)}", note


def _duty_note(duty: DutyDay, lang: Lang) -> str:
    notes = [f"{labels(lang).place(duty.clause)}: {duty_states(duty, lang)}"]
    notes += [f"{said('missing', lang)}: {', '.join(duty.missing)}"] if duty.missing else []
    notes += read_days(duty.rivals, lang)
    unsaid = dict.fromkeys((*duty.unsaid, *duty.silences))
    notes += [silent_text(about, lang) for about in unsaid]
    return "; ".join(notes)
