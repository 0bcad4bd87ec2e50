"""A timeline as one SVG picture that needs nothing else, for A4 landscape.

Convention: every mark has its words in a ``title``, and what a colour says a shape says too. Long texts are cut in the
picture and whole in the title. The template in ``templates/`` holds the shapes, this module where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from engine.answer import Status
from engine.timeline_answer import DutyDay, Happening, NoticeDay, Phase, Timeline
from renderers.answer_words import labels
from renderers.norwegian import Lang, show_day, show_list
from renderers.timeline_words import duty_about, duty_act, duty_states, notice_about, notice_days, said, state_word

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH, LEAST_HEIGHT = 1123, 794
"""A4 landscape at 96 dots an inch."""
_LEFT, _RIGHT, _TOP = 286, 1088, 92
_LABEL_SIGNS = 45
_MOST_LISTED = 24
_STATE_SIGNS: Final = {
    "oppfylt": "done", "oppfylt for sent": "late", "brutt": "broken", "bortfalt": "lapsed", "gjelder": "coming",
    "ikke oppstått": "coming", "oppstår ikke": "lapsed", "": "open",
}  # fmt: skip
_BLUE = "#1f4e8c"
_SIGNS: Final = {
    "done": f'<circle r="5" fill="{_BLUE}"/>',
    "late": f'<rect x="-5" y="-5" width="10" height="10" fill="{_BLUE}"/>',
    "broken": f'<path d="M -5 -5 L 5 5 M -5 5 L 5 -5" stroke="{_BLUE}" stroke-width="2.5"/>',
    "lapsed": f'<path d="M -6 0 L 6 0" stroke="{_BLUE}" stroke-width="3"/>',
    "coming": f'<circle r="4.5" fill="#ffffff" stroke="{_BLUE}" stroke-width="2"/>',
    "phase": f'<rect x="-8" y="-7" width="16" height="14" fill="#d7e3f4" stroke="{_BLUE}" stroke-dasharray="4 3"/>',
    "open": f'<path d="M 0 -6 L 6 5 L -6 5 Z" fill="#ffffff" stroke="{_BLUE}" stroke-width="2"/>',
}


class Mark(NamedTuple):
    """A sign at a place. ``lines`` are printed below it."""

    x: float
    y: float
    sign: str
    title: str
    text: str = ""
    lines: tuple[str, ...] = ()


class Bar(NamedTuple):
    """A phase as a bar."""

    x: float
    width: float
    end: float
    text: str
    text_x: float
    anchor: str
    title: str
    goes_on: bool
    contested: bool


class Row(NamedTuple):
    """A line of the picture with its label."""

    y: float
    label: str
    full: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


class Lane(NamedTuple):
    """A heading and its rows."""

    y: float
    heading: str
    rows: tuple[Row, ...]


class Words(NamedTuple):
    """Text at a place, cut and whole; or a sign of the legend."""

    x: float
    y: float
    text: str
    full: str = ""
    sign: str = ""
    anchor: str = "start"


class Page(NamedTuple):
    """Everything the template draws."""

    width: int
    height: int
    millimetres: str
    lang: str
    title: str
    desc: str
    subtitle: str
    left: int
    right: int
    top: int
    bottom: float
    years: tuple[Words, ...]
    today: Words | None
    lanes: tuple[Lane, ...]
    listed: tuple[Words, ...]
    legend_y: float
    legend_heading: str
    legend: tuple[Words, ...]


def timeline_svg(found: Timeline) -> str:
    """The picture, ``\\n`` line ends, the same bytes for the same timeline."""
    template = _environment().get_template("timeline.svg")
    return template.render(page=_Drawing(found).page(), sign=lambda name: Markup(_SIGNS[name]))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("renderers", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, newline_sequence="\n",
    )  # fmt: skip


class _Drawing:
    """Places things from the top down."""

    def __init__(self, found: Timeline) -> None:
        self.found = found
        self.lang: Lang = "en" if found.language == "en" else "nb"
        self._days = max((found.stop - found.start).days, 1)
        self._y = float(_TOP + 20)

    def page(self) -> Page:
        """The whole picture."""
        found, lang = self.found, self.lang
        lanes = [
            lane for lane in (self._phases(), self._events(), self._last_days(), self._deadlines()) if lane is not None
        ]
        bottom = self._y
        self._y += 34
        listed = self._listed()
        legend_y = self._y + 16
        height = max(LEAST_HEIGHT, int(legend_y + 28))
        span = f"{show_day(found.start, lang)}–{show_day(found.stop, lang)}"
        case = f" · {found.case or labels(found.language).no_case}"
        title = f"{said('timeline', lang)} {span}"
        counts = ((len(found.phases), "phases"), (len(found.happenings), "events"), (len(found.notices), "last_days"),
                  (len(found.duties), "deadlines"))  # fmt: skip
        desc = ", ".join(f"{said(key, lang)}: {number}" for number, key in counts)
        asked = f"{said('asked', lang)} {show_day(found.dates.asked, lang)}"
        return Page(
            width=WIDTH, height=height, millimetres=f"{height * 297 / WIDTH:.1f}", lang=lang, title=title,
            desc=" ".join((f"{desc}.", *found.remarks)),
            subtitle=_cut(f"{found.title}{case} · {asked}", 150), left=_LEFT, right=_RIGHT, top=_TOP,
            bottom=bottom, years=self._years(), today=self._today(), lanes=tuple(lanes), listed=listed,
            legend_y=legend_y, legend_heading=said("legend", lang), legend=self._legend(),
        )  # fmt: skip

    # ── the axis ──
    def _x(self, day: date) -> float:
        inside = min(max(day, self.found.start), self.found.stop)
        return round(_LEFT + (_RIGHT - _LEFT) * (inside - self.found.start).days / self._days, 1)

    def _years(self) -> tuple[Words, ...]:
        years = range(self.found.start.year, self.found.stop.year + 1)
        every = 1 + len(years) // 22
        out = []
        for number, year in enumerate(years):
            first = date(year, 1, 1)
            at = self._x(first)
            text = str(year) if number % every == 0 and at < _RIGHT - 24 else ""
            out.append(Words(x=at, y=_TOP, text=text))
        return tuple(out)

    def _today(self) -> Words | None:
        asked = self.found.dates.asked
        if not self.found.start <= asked <= self.found.stop:
            return None
        at = self._x(asked)
        anchor = "end" if at > _RIGHT - 60 else "start" if at < _LEFT + 60 else "middle"
        text = f"{said('today', self.lang)}: {show_day(asked, self.lang)}"
        return Words(x=at, y=0, text=text, anchor=anchor)

    # ── the lanes ──
    def _lane(self, heading: str, rows: Iterable[tuple[float, Row]]) -> Lane | None:
        """A lane of rows, each with the height it takes."""
        top = self._y
        placed = []
        self._y += 20
        for height, row in rows:
            shift = self._y + 8
            marks = tuple(m._replace(y=round(m.y + shift, 1)) for m in row.marks)
            placed.append(row._replace(y=round(shift, 1), marks=marks))
            self._y += height
        if not placed:
            self._y = top
            return None
        self._y += 10
        return Lane(y=round(top + 8, 1), heading=heading, rows=tuple(placed))

    def _phases(self) -> Lane | None:
        return self._lane(said("phases", self.lang), ((25.0, self._phase(p)) for p in self.found.phases))

    def _phase(self, phase: Phase) -> Row:
        stop = phase.stop
        goes_on = stop is None or stop > self.found.stop
        start_x, end = self._x(phase.start), self._x(self.found.stop if stop is None else stop)
        span = f"{show_day(phase.start, self.lang)}–{show_day(stop, self.lang) if stop is not None else ''}"
        wide = end - start_x > 6.2 * len(span) + 12
        after = end + 14 if end < _RIGHT - 130 else start_x - 6
        bar = Bar(
            x=start_x, width=max(round(end - start_x, 1), 1.0), end=end, text=span,
            text_x=round(start_x + 6 if wide else after, 1), anchor="end" if after < end and not wide else "start",
            title=f"{phase.text}: {span}", goes_on=goes_on, contested=phase.status is not Status.SETTLED,
        )  # fmt: skip
        return Row(y=0, label=_cut(phase.text, _LABEL_SIGNS), full=phase.text, bars=(bar,))

    def _events(self) -> Lane | None:
        """The events numbered, or where they are too many to list, a row for each kind."""
        if len(self.found.happenings) > _MOST_LISTED:
            return self._lane(said("events", self.lang), self._kinds())
        marks: list[Mark] = []
        taken: list[float] = []
        for number, event in enumerate(self.found.happenings, 1):
            at = self._x(event.day)
            level = next((i for i, x in enumerate(taken) if at - x >= 18), len(taken))
            if level == len(taken):
                taken.append(at)
            taken[level] = at
            marks.append(Mark(x=at, y=19.0 * level, sign="number", title=self._event(event), text=str(number)))
        rows = [(19.0 * len(taken) + 5, Row(y=0, label="", full="", marks=tuple(marks)))] if marks else []
        return self._lane(said("events", self.lang), rows)

    def _kinds(self) -> Iterator[tuple[float, Row]]:
        groups: dict[str, list[Happening]] = {}
        for event in self.found.happenings:
            groups.setdefault(event.kind, []).append(event)
        for kind, events in groups.items():
            label = f"{kind} ({len(events)})"
            marks = tuple(Mark(x=self._x(e.day), y=0, sign="event", title=self._event(e)) for e in events)
            yield 20.0, Row(y=0, label=_cut(label, _LABEL_SIGNS), full=label, marks=marks)

    def _event(self, event: Happening) -> str:
        return f"{show_day(event.day, self.lang)}: {event.text}"

    def _last_days(self) -> Lane | None:
        groups: dict[tuple[str, tuple[str, ...]], list[NoticeDay]] = {}
        for notice in self.found.notices:
            groups.setdefault((notice.act, notice.parties), []).append(notice)
        rows = []
        for (act, parties), notices in groups.items():
            full = f"{act} {said('from', self.lang)} {show_list(parties, self.lang)}"
            marks = []
            edge = 0.0
            for notice in notices:
                mark = self._notice(notice, self._x(notice.days[0].day))
                left, right = _extent(mark)
                if left < edge:
                    mark = mark._replace(lines=())
                else:
                    edge = right
                marks.append(mark)
            rows.append((46.0, Row(y=0, label=_cut(full, _LABEL_SIGNS), full=full, marks=tuple(marks))))
        return self._lane(said("last_days", self.lang), rows)

    def _notice(self, notice: NoticeDay, at: float) -> Mark:
        days = tuple(show_day(d.day, self.lang) for d in notice.days)
        return Mark(
            x=at, y=0, sign="contested" if len(days) > 1 or notice.status is not Status.SETTLED else "settled",
            title=f"{notice_about(notice, self.lang)}: {notice_days(notice, self.lang)}",
            lines=days[:2],
        )  # fmt: skip

    def _deadlines(self) -> Lane | None:
        groups: dict[tuple[str, tuple[str, ...]], list[DutyDay]] = {}
        for duty in self.found.duties:
            groups.setdefault((duty.norm, duty.bearers), []).append(duty)
        rows = []
        for duties in groups.values():
            full = duty_act(duties[0], self.lang)
            marks = tuple(self._deadline(duty) for duty in duties)
            rows.append((22.0, Row(y=0, label=_cut(full, _LABEL_SIGNS), full=full, marks=marks)))
        return self._lane(said("deadlines", self.lang), rows)

    def _deadline(self, duty: DutyDay) -> Mark:
        state = duty_states(duty, self.lang)
        title = f"{show_day(duty.day, self.lang)}: {duty_about(duty, self.lang)} – {state}"
        return Mark(x=self._x(duty.day), y=0, sign=_STATE_SIGNS.get(duty.state, "open"), title=title)

    # ── below ──
    def _listed(self) -> tuple[Words, ...]:
        """The events by number, in two columns."""
        events = self.found.happenings if len(self.found.happenings) <= _MOST_LISTED else ()
        texts = [f"{n} · {show_day(e.day, self.lang)} · {e.text}" for n, e in enumerate(events, 1)]
        half = (len(texts) + 1) // 2
        out = []
        for number, text in enumerate(texts):
            column, line = divmod(number, half)
            out.append(Words(x=28 + column * 540, y=round(self._y + 15 * line, 1), text=_cut(text, 92), full=text))
        self._y += 15 * half
        return tuple(out)

    def _legend(self) -> tuple[Words, ...]:
        """The signs that stand in the picture, each with its words."""
        lang = self.lang
        entries: list[tuple[str, str]] = []
        signs = {m.sign for m in (self._notice(n, _LEFT) for n in self.found.notices)}
        last = said("last_day", lang)
        entries += [("settled", last)] if "settled" in signs else []
        entries += [("contested", f"{last}, {said('contested', lang)}")] if "contested" in signs else []
        if any(p.status is not Status.SETTLED for p in self.found.phases):
            entries.append(("phase", f"{said('phase', lang)}, {said('contested', lang)}"))
        states: dict[str, list[str]] = {}
        for state, sign in _STATE_SIGNS.items():
            if any(d.state == state for d in self.found.duties):
                states.setdefault(sign, []).append(state_word(state, lang))
        entries += [(sign, f"{said('deadline', lang)}: {' / '.join(words)}") for sign, words in states.items()]
        out = []
        at = 90.0
        for sign, text in entries:
            out.append(Words(x=round(at, 1), y=0, text=text, sign=sign))
            at += 13 + 5.9 * len(text) + 26
        return tuple(out)


def _extent(mark: Mark) -> tuple[float, float]:
    """From where to where the lines below a mark reach."""
    wide = 6.2 * max(map(len, mark.lines), default=0)
    return mark.x - wide / 2, mark.x + wide / 2 + 4


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
