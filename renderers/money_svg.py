"""A row of a table drawn over the years, for people who would rather look: SVG that needs nothing else.

The preferred readings are a heavy line with round marks and their figures; each rival reading is a thin broken line
with a mark and a pattern of its own, named at its end; the span between them is shaded. Nothing is told by colour
alone, and the description holds every figure that is drawn. Same table, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from engine.answer import AnswerValue, Status
from engine.money import Cell, MoneyTable
from renderers.money_words import MoneyWords, decimal_text, figure, money_words, status_word

WIDTH, PANEL = 1040, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 120, 320, 84, 84
_LABEL_STEP = 30
_DASHES = ("7 4", "2 4", "10 4 2 4", "4 8", "1 6", "12 6", "6 2 2 2 2 2")
_MARKS = ("square", "diamond", "triangle", "cross", "plus", "bar", "down")


class Mark(NamedTuple):
    """A mark on a line: where, and the figure it stands for."""

    x: str
    y: str
    text: str


class Curve(NamedTuple):
    """A line of the drawing: runs of points (broken where a year is not known), marks, and its name at its end."""

    name: str
    runs: tuple[str, ...]
    marks: tuple[Mark, ...]
    dash: str
    shape: str
    end_x: str
    end_y: str
    label_y: str
    figure: str


class Tick(NamedTuple):
    """A place on an axis; ``note`` stands under a year without a figure."""

    at: str
    text: str
    note: str = ""


class Panel(NamedTuple):
    """One table's drawing. Lengths are texts, so that they are the same bytes everywhere."""

    title: str
    subtitle: str
    description: str
    top: int
    years: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    band: tuple[str, ...]
    best: Curve | None
    rivals: tuple[Curve, ...]
    nothing: str


def money_svg(tables: Sequence[MoneyTable], row: int) -> str:
    """The row of each table as one drawing, a panel for each party; ``\\n`` line ends, ending in one."""
    panels = [_panel(table, row, at * PANEL) for at, table in enumerate(tables)]
    words = money_words(tables[0].language)
    template = _environment().get_template("money.svg")
    return template.render(
        panels=panels, width=WIDTH, height=PANEL * len(panels), panel_height=PANEL, left=_LEFT, right=WIDTH - _RIGHT,
        top=_TOP, bottom=PANEL - _BOTTOM, words=words, language=tables[0].language,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("renderers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )


def _panel(table: MoneyTable, at: int, top: int) -> Panel:
    row, words = table.rows[at], money_words(table.language)
    best = [_number(cell.value) for cell in row.cells]
    rivals = _rivals(table, at)
    scale = _Scale(table.years, [n for n in (*best, *(n for _, line in rivals for n in line)) if n is not None])
    known = [n for n in best if n is not None]
    years = tuple(
        Tick(_text(scale.x(k)), str(cell.year), "" if best[k] is not None else _why(cell, words, table.language))
        for k, cell in enumerate(row.cells)
    )
    levels = tuple(Tick(_text(scale.y(level)), _amount(level, table.language)) for level in scale.levels)
    title = table.title
    unit = "kroner" if row.type == "beløp" else ""
    if not known:
        return Panel(
            title, f"{row.label}", words.nothing_known, top, years, (), (), None, (), words.nothing_known,
        )  # fmt: skip
    named = [(words.best, best), *rivals]
    ends = _spread([scale.y(_last(line)) for _, line in named])
    curves = [
        _curve(name, line, scale, table.language, number, ends[number], figures=number == 0)
        for number, (name, line) in enumerate(named)
    ]
    subtitle = f"{row.label}, {unit}" if unit else row.label
    return Panel(
        title, subtitle, _description(table, at, rivals, words), top, years, levels,
        _band(best, [line for _, line in rivals], scale), curves[0], tuple(curves[1:]), "",
    )  # fmt: skip


def _rivals(table: MoneyTable, at: int) -> list[tuple[str, list[Fraction | None]]]:
    """Each rival reading that gives another figure in some year, with its figures."""
    row = table.rows[at]
    names: dict[tuple[str, str], dict[int, Fraction | None]] = {}
    for k, cell in enumerate(row.cells):
        for use in cell.readings:
            for rival in use.rivals:
                if rival.value is not None and not rival.preferred and rival.value != cell.value:
                    names.setdefault((use.point, rival.reading), {})[k] = _number(rival.value)
    out: list[tuple[str, list[Fraction | None]]] = []
    for (point, reading), found in names.items():
        line = [found.get(k, _number(cell.value)) for k, cell in enumerate(row.cells)]
        if any(n is not None for n in line):
            out.append((f"{point}: {reading}", line))
    out.sort(key=lambda each: (-_last(each[1]), each[0]))
    return out


def _number(value: AnswerValue) -> Fraction | None:
    return Fraction(value.plain) if isinstance(value.plain, (Decimal, Fraction)) else None


def _last(line: Sequence[Fraction | None]) -> Fraction:
    return next((n for n in reversed(line) if n is not None), Fraction(0))


class _Scale:
    """Years to x and amounts to y. Zero is always on the axis, so that lengths can be compared."""

    def __init__(self, years: tuple[int, ...], numbers: Sequence[Fraction]) -> None:
        self._count = len(years)
        low, high = min([Fraction(0), *numbers]), max([Fraction(0), *numbers])
        step = _step((high - low) / 5 if high > low else Fraction(1))
        first = (low / step).__floor__()
        last = max((high / step).__ceil__(), first + 1)
        self.levels = tuple(step * k for k in range(first, last + 1))

    def x(self, at: int) -> Fraction:
        """Where a year stands."""
        width = WIDTH - _RIGHT - _LEFT
        if self._count == 1:
            return Fraction(_LEFT) + Fraction(width, 2)
        return Fraction(_LEFT) + 24 + Fraction(width - 48, self._count - 1) * at

    def y(self, number: Fraction) -> Fraction:
        """Where an amount stands."""
        low, high = self.levels[0], self.levels[-1]
        return Fraction(PANEL - _BOTTOM) - (number - low) / (high - low) * (PANEL - _BOTTOM - _TOP)


def _step(about: Fraction) -> Fraction:
    """The least of 1, 2 and 5 times a power of ten that is at least so much."""
    step = Fraction(1)
    while step * 10 <= about:
        step *= 10
    while step / 10 >= about:
        step /= 10
    return next(step * k for k in (1, 2, 5, 10) if step * k >= about)


def _curve(
    name: str, line: Sequence[Fraction | None], scale: _Scale, language: str, number: int, label_y: Fraction,
    *, figures: bool,
) -> Curve:  # fmt: skip
    runs: list[str] = []
    run: list[str] = []
    marks = []
    for k, value in enumerate(line):
        if value is None:
            runs, run = ([*runs, " ".join(run)] if run else runs), []
            continue
        x, y = _text(scale.x(k)), _text(scale.y(value))
        run.append(f"{x},{y}")
        marks.append(Mark(x, y, _amount(value, language) if figures else ""))
    runs = [*runs, " ".join(run)] if run else runs
    end = marks[-1]
    dash, shape = ("", "circle") if number == 0 else _look(number - 1)
    return Curve(
        name, tuple(runs), tuple(marks), dash, shape, end.x, end.y, _text(label_y), _amount(_last(line), language)
    )


def _look(number: int) -> tuple[str, str]:
    """A pattern and a mark; past the seventh the two go together in other pairs, so that no two lines look alike."""
    turn = number // len(_MARKS)
    return _DASHES[(number + turn) % len(_DASHES)], _MARKS[number % len(_MARKS)]


def _band(
    best: Sequence[Fraction | None], rivals: Sequence[Sequence[Fraction | None]], scale: _Scale
) -> tuple[str, ...]:
    """The span between the least and the most, for each unbroken stretch of years."""
    stretches: list[str] = []
    upper: list[str] = []
    lower: list[str] = []
    for k in range(len(best) + 1):
        found = [n for n in (best[k], *(line[k] for line in rivals)) if n is not None] if k < len(best) else []
        if not found or (k < len(best) and best[k] is None):
            if len(upper) > 1:
                stretches.append(" ".join([*upper, *reversed(lower)]))
            upper, lower = [], []
            continue
        x = _text(scale.x(k))
        upper.append(f"{x},{_text(scale.y(max(found)))}")
        lower.append(f"{x},{_text(scale.y(min(found)))}")
    return tuple(stretches)


def _spread(wanted: Sequence[Fraction]) -> list[Fraction]:
    """Places for labels near where they want to stand, apart enough to be read."""
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    placed: list[Fraction] = []
    for k in order:
        least = placed[-1] + _LABEL_STEP if placed else Fraction(_TOP - 20)
        placed.append(max(wanted[k], least))
    most = Fraction(PANEL - _BOTTOM + 20)
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], most)
        most = placed[at] - _LABEL_STEP
    out = [Fraction(0)] * len(wanted)
    for place, k in zip(placed, order, strict=True):
        out[k] = place
    return out


def _why(cell: Cell, words: MoneyWords, language: str) -> str:
    if not cell.applies:
        return words.no_part
    return status_word(cell.status if cell.status is not Status.CONTESTED else Status.UNKNOWN, language)


def _description(
    table: MoneyTable, at: int, rivals: Sequence[tuple[str, Sequence[Fraction | None]]], words: MoneyWords
) -> str:
    row = table.rows[at]
    said = [
        f"{cell.year}: {figure(cell.value, table.language) if cell.applies else words.no_part}" for cell in row.cells
    ]
    parts = [f"{row.label}, {words.best}: {'; '.join(said)}."]
    for name, line in rivals:
        shown = [
            f"{year}: {_amount(n, table.language)}" for year, n in zip(table.years, line, strict=True) if n is not None
        ]
        parts.append(f"{name}: {'; '.join(shown)}.")
    if table.assumed:
        parts.append(f"{words.assumed}: {'; '.join(table.assumed)}.")
    return " ".join(parts)


def _amount(number: Fraction, language: str) -> str:
    places = 0 if abs(number) >= 1000 or number.denominator == 1 else 2
    return decimal_text(Decimal(round(number * 100)).scaleb(-2), places, language)


def _text(length: Fraction) -> str:
    """A length with one decimal, reckoned exactly."""
    tenths = round(length * 10)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
