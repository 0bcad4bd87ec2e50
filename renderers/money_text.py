"""A table of money as a lawyer reads it: one year with every row and what it rests on, or a matrix of rows and years.

Convention: the same width as an answer, whatever the window; nothing is said by colour or by place alone.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.answer import AnswerValue, FactUsed
from engine.money import Cell, MoneyRow, MoneyTable
from renderers.answer_text import WIDTH, Line
from renderers.answer_tree import derivation_lines
from renderers.answer_words import labels
from renderers.columns import apart, hanging, theirs
from renderers.columns import row as side_by_side
from renderers.money_words import (
    SIGNS,
    MoneyWords,
    cell_text,
    decimal_text,
    figure,
    lang_of,
    money_words,
    only_by,
    span_of,
)  # fmt: skip
from renderers.norwegian import show_day, show_list
from renderers.position_words import word

_YEAR_WIDTH = 14
_MOST_LABEL = 40


def money_lines(table: MoneyTable, *, steps: bool = False) -> tuple[Line, ...]:
    """The table, each line with its role; ``steps`` adds the derivation of every cell."""
    words = money_words(table.language)
    title = theirs(table.title, table.language)
    lines = [Line(text, "question") for text in apart(title, _circumstances(table), WIDTH)]
    lines.append(Line(""))
    lines += _one_year(table, words) if len(table.years) == 1 else _matrix(table, words)
    for heading, found in (
        (words.assumed, [t for fact in table.assumed for t in hanging(fact, WIDTH, "  ", hang=2)]),
        (words.rival_readings, _readings(table, words) if len(table.years) == 1 else []),
        (words.missing, _missing(table)),
        (words.judgements, _judgements(table)),
        (words.silences, _silences(table, words)),
        (words.facts, _facts(table)),
        (words.rival_facts, _rival_facts(table)),
        (words.remarks, _remarks(table, words)),
        (words.steps, _steps(table) if steps else []),
    ):
        if found:
            lines += [Line(""), Line(heading, "heading"), *(Line(text) for text in found)]
    return tuple(lines)


def money_text(table: MoneyTable, *, steps: bool = False) -> str:
    """The same as one text, ending in a line break."""
    return "".join(f"{line.text}\n" for line in money_lines(table, steps=steps))


def _circumstances(table: MoneyTable) -> str:
    words, lang = labels(table.language), lang_of(table.language)
    dates = table.dates
    parts = [f"{words.asked} {show_day(dates.asked, lang)}"]
    if dates.known != dates.asked:
        parts.append(f"{words.known} {show_day(dates.known, lang)}")
    if not table.case:
        parts.append(words.no_case)
    else:
        until = f" ({words.complete} {show_day(dates.complete, lang)})" if dates.complete is not None else ""
        parts.append(f"{words.case}: {table.case}{until}")
    return " · ".join(parts)


# ── one year ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _one_year(table: MoneyTable, words: MoneyWords) -> list[Line]:
    wide = max(len(_label(row, table)) for row in table.rows)
    ore = _needs_ore(table)
    figures = [cell_text(row.cells[0], words, table.language, ore=ore) for row in table.rows]
    # A star stands after the column, so that figures stay under each other.
    number_width = max(len(text.rstrip("*")) for text in figures)
    lines = []
    for row, text in zip(table.rows, figures, strict=True):
        cell = row.cells[0]
        star = "*" if text.endswith("*") else " "
        note = _note(row, cell, words, table.language)
        amount = f"{text.rstrip('*'):>{number_width}}{star}"
        line = f"  {SIGNS[row.kind]} {_label(row, table):<{wide}}  {amount}  {note}".rstrip()
        lines.append(Line(line, "verdict" if row.kind == "sum" else "text"))
    if any(text.endswith("*") for text in figures):
        spans = any(span_of(row.cells[0]) is not None for row in table.rows)
        lines += [Line(""), *(Line(t) for t in hanging(_contested(words, spans=spans), WIDTH, "  "))]
    return lines


def _contested(words: MoneyWords, *, spans: bool) -> str:
    """What the star means, and the span where one is shown."""
    return f"{words.mark_contested} {words.span_note}" if spans else words.mark_contested


def _note(row: MoneyRow, cell: Cell, words: MoneyWords, language: str) -> str:
    place = labels(language).place
    parts = [", ".join(place(clause) for clause in row.clauses[:1])] if row.clauses else []
    span = span_of(cell)
    if span is not None:
        low, high = (decimal_text(v, 0 if v == v.to_integral_value() else 2, language) for v in span)
        parts.append(f"{words.between} {low} – {high}")
    if cell.parts is not None:
        parts.append(words.does_not_add_up.format(parts=figure(cell.parts, language)))
    return "  ".join(parts)


def _needs_ore(table: MoneyTable) -> bool:
    plain = [c.value.plain for row in table.rows if row.type == "beløp" for c in row.cells]
    return any(p is not None and p != p.to_integral_value() for p in plain)


def _has_ore(value: AnswerValue) -> bool:
    plain = value.plain
    return isinstance(plain, Decimal) and plain != plain.to_integral_value()


def _readings(table: MoneyTable, words: MoneyWords) -> list[str]:
    """For each point with rival readings: each rival, and every row it changes, with what it changes to."""
    place = labels(table.language).place
    points: dict[str, dict[str, list[str]]] = {}
    heads: dict[str, str] = {}
    for row in table.rows:
        for use in row.cells[0].readings:
            if use.chosen:
                continue
            best = next((r.reading for r in use.rivals if r.preferred), "")
            where = f"{place(use.clause)} " if use.clause else ""
            heads.setdefault(use.point, f"{where}«{use.words}» ({use.point}; {words.used} {best})")
            base = next((r.value for r in use.rivals if r.preferred), None)
            for rival in use.rivals:
                if rival.preferred or rival.weak or rival.value is None or _same(rival.value, base):
                    continue
                shown = figure(rival.value, table.language, ore=_needs_ore(table) or _has_ore(rival.value))
                said = f"{_label(row, table)} {shown}"
                points.setdefault(use.point, {}).setdefault(rival.reading, []).append(said)
    lines = []
    for point, rivals in points.items():
        lines += hanging(heads[point], WIDTH, "  ", hang=2)
        for reading, changed in rivals.items():
            lines += hanging(f"{reading}: {' · '.join(changed)}", WIDTH, "    ", hang=2)
    return lines


def _same(one: AnswerValue, two: AnswerValue | None) -> bool:
    return two is not None and (one.plain, one.shown) == (two.plain, two.shown)


# ── several years ───────────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(table: MoneyTable, words: MoneyWords) -> list[Line]:
    texts = [[cell_text(c, words, table.language, ore=False) for c in row.cells] for row in table.rows]
    wide = min(max(len(_label(row, table)) for row in table.rows), _MOST_LABEL)
    room = (WIDTH - wide - 4) // _YEAR_WIDTH
    lines: list[Line] = []
    for start in range(0, len(table.years), room):
        stop = min(start + room, len(table.years))
        if start:
            lines.append(Line(""))
        head = "".join(f"{year:>{_YEAR_WIDTH - 1}} " for year in table.years[start:stop])
        lines.append(Line(f"    {'':<{wide}}{head}".rstrip(), "heading"))
        for row, shown in zip(table.rows, texts, strict=True):
            cells = "".join(_right(text) for text in shown[start:stop])
            role = "verdict" if row.kind == "sum" else "text"
            lines.append(Line(f"  {SIGNS[row.kind]} {_label(row, table):<{wide}}{cells}".rstrip(), role))
            spans = [_span(cell, table.language) for cell in row.cells[start:stop]]
            if row.kind == "sum" and any(spans):
                for part in (0, 1):
                    said = "".join(f"{(span[part] if span else ''):>{_YEAR_WIDTH - 1}} " for span in spans)
                    label = f"  {words.between}" if part == 0 else ""
                    lines.append(Line(f"    {label:<{wide}}{said}".rstrip()))
    spans_shown = any(span_of(cell) is not None for row in table.rows if row.kind == "sum" for cell in row.cells)
    starred = any("*" in text for row in texts for text in row)
    notes = [_contested(words, spans=spans_shown)] if starred else []
    notes += [words.rounded] if _needs_ore(table) else []
    notes += [
        f"{_label(row, table)} {cell.year}: {words.does_not_add_up.format(parts=figure(cell.parts, table.language))}"
        for row in table.rows
        for cell in row.cells
        if cell.parts is not None
    ]
    return [*lines, *([Line("")] if notes else []), *(Line(t) for n in notes for t in hanging(n, WIDTH, "  "))]


def _right(text: str) -> str:
    """A cell at the right of its column, its star in the margin."""
    return f"{text:>{_YEAR_WIDTH}}" if text.endswith("*") else f"{text:>{_YEAR_WIDTH - 1}} "


def _span(cell: Cell, language: str) -> tuple[str, str] | None:
    span = span_of(cell)
    if span is None:
        return None
    return f"{decimal_text(span[0], 0, language)} –", decimal_text(span[1], 0, language)


# ── below the table ─────────────────────────────────────────────────────────────────────────────────────────────────


def _missing(table: MoneyTable) -> list[str]:
    """What is missing, and the rows that wait for it; what the same rows wait for stands together."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in table.rows:
        for cell in line.cells:
            for each in cell.missing:
                rows = found.setdefault((each.text, each.reason), [])
                if _label(line, table) not in rows:
                    rows.append(_label(line, table))
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (text, reason), rows in found.items():
        together.setdefault((reason, tuple(rows)), []).append(text)
    lang = lang_of(table.language)
    return [
        line
        for (reason, rows), texts in together.items()
        for line in hanging(
            f"{show_list(texts, lang)}{f' ({theirs(reason, lang)})' if reason else ''} → {show_list(rows, lang)}",
            WIDTH,
            "  ",
            hang=2,
        )
    ]


def _judgements(table: MoneyTable) -> list[str]:
    words = labels(table.language)
    found = dict.fromkeys(
        (j.text, j.clause, j.decided_by) for row in table.rows for cell in row.cells for j in cell.judgements
    )
    return [
        line
        for text, clause, decided in found
        for line in hanging(
            f"{text} ({words.place(clause)}{f'; {words.decided_by} {decided[0]}' if decided else ''})",
            WIDTH,
            "  ",
            hang=2,
        )
    ]


def _silences(table: MoneyTable, words: MoneyWords) -> list[str]:
    """What the agreement is silent on, and in which years; advice is for who meets it by the readings preferred."""
    place = labels(table.language).place
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in table.rows:
        for cell in row.cells:
            met = [(gap, f"; {words.advice} {gap.advice[0]}" if gap.advice else "") for gap in cell.silences]
            met += [(r.silence, f"; {only_by(r.readings, table.language)}") for r in cell.rival_silences]
            for gap, said in met:
                years = found.setdefault((gap.about, gap.clause, said), [])
                if str(cell.year) not in years:
                    years.append(str(cell.year))
    lines = []
    for (about, clause, said), years in found.items():
        shown = show_list(sorted(years), lang_of(table.language))
        lines += hanging(f"{about} ({place(clause)}, {shown}{said})", WIDTH, "  ", hang=2)
    return lines


def _facts(table: MoneyTable) -> list[str]:
    return _listed([fact for fact in table.facts if fact.line != 0 or fact.source], table)


def _rival_facts(table: MoneyTable) -> list[str]:
    """What only other readings rest on, for the same readings together."""
    found: dict[tuple[str, ...], list[FactUsed]] = {}
    for each in table.rival_facts:
        found.setdefault(each.readings, []).append(each.fact)
    lines: list[str] = []
    for names, facts in found.items():
        lead = word("reading" if len(names) == 1 else "readings", table.language)
        shown = show_list([f"«{name}»" for name in names], lang_of(table.language))
        lines += [*hanging(f"{lead} {shown}:", WIDTH, "  ", hang=2), *_listed(facts, table)]
    return lines


def _listed(used: list[FactUsed], table: MoneyTable) -> list[str]:
    lang, words = lang_of(table.language), labels(table.language)
    used = sorted(used, key=lambda fact: fact.day or date.max)  # those told without a day last
    shown = [show_day(fact.day, lang) if fact.day is not None else "–" for fact in used]
    wide = max((len(day) for day in shown), default=0)
    lines = []
    for day, fact in zip(shown, used, strict=True):
        source = f" ({words.source} {fact.source})" if fact.source else ""
        lines += side_by_side(((day, wide), (f"{fact.text}{source}", WIDTH - wide - 5)))
    return lines


def _label(row: MoneyRow, table: MoneyTable) -> str:
    """What a row is called in the agreement."""
    return theirs(row.label, table.language)


def _remarks(table: MoneyTable, words: MoneyWords) -> list[str]:
    of_rows = ((row, remark) for row in table.rows for remark in row.remarks)
    found = [*table.remarks, *(f"{_label(row, table)}: {theirs(text, table.language)}" for row, text in of_rows)]
    return [line for remark in dict.fromkeys(found) for line in hanging(remark, WIDTH, "  ", hang=2)]


def _steps(table: MoneyTable) -> list[str]:
    words = labels(table.language)
    lines: list[str] = []
    for row in table.rows:
        for cell in row.cells:
            if not cell.steps:
                continue
            year = f" {cell.year}" if len(table.years) > 1 else ""
            lines.append(f"  {_label(row, table)}{year}: {cell.value.shown}")
            for step in cell.steps:
                lines += [f"  {line}" for line in derivation_lines(step, words, WIDTH - 2)]
    return lines
