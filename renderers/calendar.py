"""Duties as an iCalendar file (RFC 5545) that Outlook and Google take.

Convention: one all-day event for each duty with a deadline, on that day. Its UID is made of the agreement and of what
tells the duty from every other, never of what is known about it, so that a later file updates the event instead of
adding one; DTSTAMP is the day the facts were known to and SEQUENCE grows with it, so the same question gives the same
bytes.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from engine.norm_state import NormState
from renderers.norwegian import Lang
from renderers.position_text import act_text, unsure_text, who_text
from renderers.position_words import place_text, state_word, status_word, word

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from engine.position import Duties
    from engine.standing import Standing

WARNED_BEFORE = timedelta(days=14)
_PRODID = "-//vka//vka duties//NO"
_DONE = {NormState.FULFILLED, NormState.FULFILLED_LATE, NormState.LAPSED}
_FIRST = date(2000, 1, 1)


def duties_calendar(duties: Duties, lang: Lang = "nb") -> bytes:
    """The duties that have a deadline, as the bytes of an ``.ics`` file. Raises ``ImportError`` without icalendar."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{duties.title}{f' – {duties.party}' if duties.party else ''}")
    for each in duties.items:
        if each.deadline is not None:
            _add(calendar, duties, each, each.deadline, lang)
    written: bytes = calendar.to_ical()
    return written


def uid_of(agreement: str, standing: Standing) -> str:
    """The identity of the event: the same for the same duty, whatever is known of it."""
    return f"{hashlib.sha256(f'{agreement}/{standing.id}'.encode()).hexdigest()[:32]}@vka"


def _add(calendar: Calendar, duties: Duties, each: Standing, day: date, lang: Lang) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(duties.agreement, each))
    event.add("dtstamp", datetime.combine(duties.dates.known, time(), UTC))
    event.add("sequence", max((duties.dates.known - _FIRST).days, 0))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1) if day < date.max else day)
    event.add("summary", f"{who_text(each, lang)}: {act_text(each, lang)}")
    event.add("description", _description(each, lang))
    event.add("categories", [each.kind, *each.bearers])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    event.add("status", "CANCELLED" if set(each.states) == {NormState.LAPSED} else "CONFIRMED")
    if not set(each.states) <= _DONE:
        _warn(event, each, lang)
    calendar.add_component(event)


def _warn(event: Event, each: Standing, lang: Lang) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{word('deadline', lang).capitalize()}: {act_text(each, lang)}")
    alarm.add("trigger", -WARNED_BEFORE)
    event.add_component(alarm)


def _description(each: Standing, lang: Lang) -> str:
    states = f" {word('or', lang)} ".join(state_word(s, lang) for s in each.states) or word("open", lang)
    lines = [f"{states} [{status_word(each.status, lang)}]", *unsure_text(each, lang)]
    if each.clause:
        heading = f" {each.heading}" if each.heading else ""
        lines += ["", f"{place_text(each.clause, lang)}{heading}"]
    if each.quote:
        lines.append(f"«{each.quote}»")
    lines += each.remarks
    return "\n".join(lines)
