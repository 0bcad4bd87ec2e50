"""A position, and a list of duties, as a lawyer reads them in a terminal or pastes them into a note.

Convention: as in ``answer_text``: lines of ``WIDTH`` characters, each with its role. A norm is one row: the day, who
owes whom, what, the clause, and the mark; what makes it unsure stands below it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from engine.answer import Status
from engine.norm_state import NormState
from renderers.answer_text import WIDTH, Line
from renderers.columns import apart, hanging, row, theirs, widest
from renderers.norwegian import Lang, show_amount, show_day, show_list
from renderers.position_words import place_text, state_word, status_word, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.values import Amount
    from engine.answer import Dates
    from engine.position import Duties, PartyStanding, Phase, Position
    from engine.standing import Standing

_CLAUSE, _MARK, _MOST_WHO = 11, 9, 22
_DAY = {"nb": 10, "en": 17}


def position_text(position: Position, lang: Lang = "nb") -> str:
    """The position in "nb" or "en", ending in a line break."""
    return "".join(f"{line.text}\n" for line in position_lines(position, lang))


def duties_text(duties: Duties, lang: Lang = "nb") -> str:
    """The duties in "nb" or "en", ending in a line break."""
    return "".join(f"{line.text}\n" for line in duties_lines(duties, lang))


def position_lines(position: Position, lang: Lang = "nb") -> tuple[Line, ...]:
    """The lines of ``position_text``, each with its role."""
    about = position.dates.about
    assert about is not None
    title = word("position", lang).format(day=show_day(about, lang))
    lines = [Line(t, "verdict") for t in apart(title, _circumstances(position.dates, position.case, lang), WIDTH)]
    lines += _section("phases", [t for p in position.phases for t in _phase(p, lang)], lang, quiet=True)
    lines += _section("parties", [t for p in position.parties for t in _party(p, lang)], lang)
    for name, listed in (("overdue", position.overdue), ("late", position.late), ("upcoming", position.upcoming)):
        lines += _section(name, _rows(listed, lang, with_state=name == "overdue"), lang)
    if position.overdue_by_rivals:
        lines += _section("overdue_by_rivals", _rows(position.overdue_by_rivals, lang, with_state=True), lang)
    if position.by_rivals:
        lines += _section("by_rivals", _rows(position.by_rivals, lang, with_state=True), lang)
    lines += _section("in_effect", _by_bearer(position.in_effect, lang), lang)
    lines += _section("remarks", [t for r in position.remarks for t in hanging(r, WIDTH, "  ", 2)], lang, quiet=True)
    return tuple(lines)


def duties_lines(duties: Duties, lang: Lang = "nb") -> tuple[Line, ...]:
    """The lines of ``duties_text``, each with its role."""
    title = word("duties", lang).format(start=show_day(duties.start, lang), stop=show_day(duties.stop, lang))
    if duties.party:
        title += f" {word('for', lang)} {duties.party}"
    lines = [Line(t, "verdict") for t in apart(title, _circumstances(duties.dates, duties.case, lang), WIDTH)]
    dated = [s for s in duties.items if s.deadline is not None]
    undated = [s for s in duties.items if s.deadline is None]
    lines += [Line(""), *(Line(t) for t in _rows(dated, lang, with_state=True) or [f"  {word('none', lang)}"])]
    if undated:
        lines += [Line(""), Line(word("no_deadline", lang).capitalize(), "heading")]
        lines += [Line(t) for t in _rows(undated, lang, with_state=True)]
    lines += _section("remarks", [t for r in duties.remarks for t in hanging(r, WIDTH, "  ", 2)], lang, quiet=True)
    return tuple(lines)


def _circumstances(dates: Dates, case: str, lang: Lang) -> str:
    parts = [f"{word('asked', lang)} {show_day(dates.asked, lang)}"]
    if dates.known != dates.asked:
        parts.append(f"{word('known', lang)} {show_day(dates.known, lang)}")
    complete = f" ({word('complete', lang)} {show_day(dates.complete, lang)})" if dates.complete else ""
    parts.append(f"{word('case', lang)}: {case}{complete}" if case else word("no_case", lang))
    return " · ".join(parts)


def _section(name: str, rows: list[str], lang: Lang, *, quiet: bool = False) -> list[Line]:
    if not rows and quiet:
        return []
    return [Line(""), Line(word(name, lang), "heading"), *(Line(t) for t in rows or [f"  {word('none', lang)}"])]


def _phase(phase: Phase, lang: Lang) -> list[str]:
    return row(((theirs(phase.sentence, lang), 46), (_span(phase, lang), 30), (_mark(phase.status, lang), _MARK)))


def _span(phase: Phase, lang: Lang) -> str:
    if phase.holds is None:
        return word("open", lang)
    since = f"{word('from', lang)} {show_day(phase.since, lang)}" if phase.since else ""
    until = f"{word('until', lang)} {show_day(phase.until, lang)}" if phase.until else ""
    if not phase.holds:
        return ", ".join(filter(None, (word("no", lang), since, until)))
    return " ".join(filter(None, (since or word("yes", lang), until)))


def _party(party: PartyStanding, lang: Lang) -> list[str]:
    since = f"{word('from', lang)} {show_day(party.since, lang)}" if party.since else ""
    roles = word("former", lang) if party.former else show_list([theirs(r, lang) for r in party.roles], lang)
    lines = row(((party.title, 46), (", ".join(filter(None, (roles, since))), 41)))
    for state in party.states:
        said = "  " + theirs(state.sentence, lang)
        lines += row(((said, 46), (_span(state, lang), 30), (_mark(state.status, lang), _MARK)))
    return lines


def _by_bearer(listed: Iterable[Standing], lang: Lang) -> list[str]:
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for each in listed:
        groups.setdefault(each.bearers, []).append(each)
    lines: list[str] = []
    for bearers, found in sorted(groups.items()):
        lines.append(f"  {show_list(bearers, lang)}")
        for each in found:
            act = WIDTH - 4 - 3 - _CLAUSE - 3 - _MARK
            by_rival = each.states == (NormState.NOT_ARISEN,)
            shown = f"{act_text(each, lang)}{_state(each, lang) if by_rival else ''}"
            lines += row(
                ((shown, act), (_clause(each, lang), _CLAUSE), (_mark(_weakest(each), lang), _MARK)),
                "    ",
            )
            if each.kind == "krav" and each.counterparties:
                lines.append(f"      {word('towards', lang)} {show_list(each.counterparties, lang)}")
            lines += _unsure(each, lang, "      ")
    return lines


def _rows(listed: Iterable[Standing], lang: Lang, *, with_state: bool = False) -> list[str]:
    listed = list(listed)
    who = widest((who_text(s, lang) for s in listed), _MOST_WHO)
    wide = _DAY[lang]
    act = WIDTH - 2 - wide - who - _CLAUSE - _MARK - 4 * 3
    lines: list[str] = []
    for each in listed:
        day = show_day(each.deadline, lang) if each.deadline else show_day(each.arises, lang) if each.arises else ""
        shown = f"{act_text(each, lang)}{_state(each, lang) if with_state else ''}"
        mark = _mark(_weakest(each), lang)
        lines += row(
            ((day, wide), (who_text(each, lang), who), (shown, act), (_clause(each, lang), _CLAUSE), (mark, _MARK))
        )
        lines += _unsure(each, lang, " " * (2 + wide + 3))
    return lines


def who_text(each: Standing, lang: Lang) -> str:
    """Whose it is, and towards whom if that is one party."""
    bearers = show_list(each.bearers, lang)
    return f"{bearers} → {show_list(each.counterparties, lang)}" if len(each.counterparties) == 1 else bearers


def act_text(each: Standing, lang: Lang) -> str:
    """What is to be done, with the amount put in, and which occurrence or thing it is about."""
    text = each.act
    if each.refund and each.amount is not None:
        text = f"{word('shall', lang)} {word('back', lang)} {show_amount(each.amount, lang)}"
    elif "…" in text:
        shown = show_amount(each.amount, lang) if each.amount else ""
        if lang == "en":
            text = theirs(text.replace("…", word("amount", "nb")), lang) + (f": {shown}" if shown else "")
        else:
            text = text.replace("…", shown or word("amount", lang))
    else:
        text = theirs(text, lang)
    about = list(each.things)
    if each.occurrence is not None:
        end = f"–{show_day(each.until, lang)}" if each.until else ""
        about.append(f"{show_day(each.occurrence, lang)}{end}")
    return f"{text} ({', '.join(about)})" if about else text


def _state(each: Standing, lang: Lang) -> str:
    if not each.states:
        return f": {word('open', lang)}"
    shown = f" {word('or', lang)} ".join(state_word(s, lang) for s in each.states)
    done = each.states in ((NormState.FULFILLED,), (NormState.FULFILLED_LATE,)) and each.fulfilled
    return f": {shown} {show_day(each.fulfilled, lang)}" if done and each.fulfilled else f": {shown}"


def _clause(each: Standing, lang: Lang) -> str:
    return place_text(each.clause, lang)


def _mark(status: Status, lang: Lang) -> str:
    return "" if status is Status.SETTLED else status_word(status, lang)


def _weakest(each: Standing) -> Status:
    """The mark of the row: that of the state, else of the amount shown, else of the day it is still to be done by."""
    pending = {NormState.IN_EFFECT, NormState.NOT_ARISEN, NormState.VIOLATED} & set(each.states)
    marks = (each.status, each.amount_status, each.deadline_status if pending else Status.SETTLED)
    return next((s for s in marks if s is not Status.SETTLED), Status.SETTLED)


def _unsure(each: Standing, lang: Lang, indent: str) -> list[str]:
    return [line for text in unsure_text(each, lang) for line in hanging(text, WIDTH, indent, 2)]


def unsure_text(each: Standing, lang: Lang) -> list[str]:
    """What the row turns on: what is missing, judged or unsaid, what other readings give, and what may follow."""
    said: list[str] = []
    if each.missing:
        said.append(f"{word('missing', lang)}: {'; '.join(each.missing)}")
    said += each.by_zero
    if each.paid is not None and each.remaining is not None:
        paid, left = (show_amount(a, lang) for a in (each.paid, each.remaining))
        said.append(word("part_paid", lang).format(paid=paid, left=left))
    said += [f"{word('judged', lang)} {theirs(text, lang)}" for text in each.judgements]
    silent = dict.fromkeys((*(each.deadline_silent if each.deadline else ()), *each.silences))
    said += [f"{word('silent', lang)} {theirs(text, lang)}" for text in silent]
    said += _rivals(each, lang)
    if each.follows and {NormState.VIOLATED, NormState.FULFILLED_LATE} & set(each.states):
        said.append(f"{word('follows', lang)}: {'; '.join(theirs(f, lang) for f in each.follows)}")
    return said


def _rivals(each: Standing, lang: Lang) -> list[str]:
    """What other readings give; those that give the same stand together."""
    together: dict[str, list[str]] = {}
    for rival in each.rivals:
        told = []
        if rival.states != each.states:
            told.append(f" {word('or', lang)} ".join(state_word(s, lang) for s in rival.states) or word("open", lang))
        if rival.deadline != each.deadline:
            told.append(f"{word('deadline', lang)} {_day(rival.deadline, lang)}")
        gone = rival.states == (NormState.NOT_ARISEN,) != each.states
        if rival.amount != each.amount and not (gone and rival.amount is None):
            unknown = f"{word('amount', lang)} {word('open', lang)}"
            told.append(_owed(each, rival.amount, lang) if rival.amount is not None else unknown)
        if told:
            together.setdefault(", ".join(told), []).append(f"«{rival.reading}»")
    return [
        f"{word('reading' if len(names) == 1 else 'readings', lang)} {show_list(names, lang)}: {told}"
        for told, names in together.items()
    ]


def _owed(each: Standing, amount: Amount, lang: Lang) -> str:
    """The amount; below zero, it is for the other to pay."""
    if amount.kroner >= 0 or len(each.counterparties) != 1:
        return show_amount(amount, lang)
    verb = word("pay", lang) if each.refund else word("back", lang)
    return f"{each.counterparties[0]} {word('shall', lang)} {verb} {show_amount(-amount, lang)}"


def _day(day: date | None, lang: Lang) -> str:
    return show_day(day, lang) if day is not None else word("none", lang)
