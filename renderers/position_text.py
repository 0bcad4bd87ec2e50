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
from renderers.position_words import place_text, silent_text, state_word, status_word, word
from renderers.readings_text import readings_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.values import Amount
    from engine.answer import Dates
    from engine.position import Duties, Position
    from engine.position_phases import PartyStanding, Phase, RivalPhase
    from engine.standing import RivalStanding, Standing

_CLAUSE, _MARK, _MOST_WHO = 11, 9, 22
_AHEAD = frozenset((NormState.NEVER_ARISES, NormState.NOT_ARISEN, NormState.IN_EFFECT))
"""The states of what may still be to do, by one reading or another."""
_NOT_THERE = ((NormState.NEVER_ARISES,), (NormState.NOT_ARISEN,))
_MOST_MISSING, _MOST_RIVAL_MISSING = 10, 3
"""How many of what a case does not tell are listed, of the row and of another reading; the others are counted."""
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
    lines += _section("phases", [t for p in position.phases for t in _phase(p, about, lang)], lang, quiet=True)
    lines += _section("parties", [t for p in position.parties for t in _party(p, about, lang)], lang)
    for name, listed in (("overdue", position.overdue), ("late", position.late), ("upcoming", position.upcoming)):
        lines += _section(name, _rows(listed, lang, with_state=name != "upcoming"), lang)
    if position.overdue_by_rivals:
        lines += _section("overdue_by_rivals", _rows(position.overdue_by_rivals, lang, with_state=True), lang)
    if position.by_rivals:
        lines += _section("by_rivals", _rows(position.by_rivals, lang, with_state=True), lang)
    lines += _section("in_effect", _by_bearer(position.in_effect, lang), lang)
    lines += _section("in_effect_by_rivals", _by_readings(position.in_effect_by_rivals, lang), lang, quiet=True)
    lines += _section("named", readings_lines(position.readings, lang), lang, quiet=True)
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
    lines += _section("named", readings_lines(duties.readings, lang), lang, quiet=True)
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


def _phase(phase: Phase, about: date, lang: Lang, indent: str = "") -> list[str]:
    said = indent + theirs(phase.sentence, lang)
    lines = row(((said, 46), (_span(phase, about, lang), 30), (_mark(phase.status, lang), _MARK)))
    together: dict[str, list[str]] = {}
    for rival in phase.rivals:
        together.setdefault(_rival_span(phase, rival, about, lang), []).append(f"«{rival.reading}»")
    for told, names in together.items():
        lines += hanging(_by_reading(names, told, lang), WIDTH, f"    {indent}", 2)
    return lines


def _span(phase: Phase | RivalPhase, about: date, lang: Lang) -> str:
    if phase.holds is None:
        return word("open", lang)
    since = f"{word('from', lang)} {show_day(phase.since, lang)}" if phase.since else ""
    until = f"{word('until', lang)} {show_day(phase.until, lang)}" if phase.until else ""
    span = " ".join(filter(None, (since, until)))
    if phase.holds:
        return span if since else " ".join(filter(None, (word("yes", lang), until)))
    if not span:
        return word("no", lang)
    coming = phase.since is not None and phase.since > about
    return word("not_yet" if coming else "over", lang).format(span=span)


def _rival_span(phase: Phase, rival: RivalPhase, about: date, lang: Lang) -> str:
    """What a reading changes: where the state is another, all of it; else the days that are."""
    if rival.holds != phase.holds:
        return _span(rival, about, lang)
    told = []
    if rival.since != phase.since:
        told.append(f"{word('from', lang)} {_day(rival.since, lang)}")
    if rival.until != phase.until:
        until = f"{word('until', lang)} {show_day(rival.until, lang)}" if rival.until else word("endless", lang)
        told.append(until)
    return ", ".join(told)


def _party(party: PartyStanding, about: date, lang: Lang) -> list[str]:
    since = f"{word('from', lang)} {show_day(party.since, lang)}" if party.since else ""
    until = f"{word('until', lang)} {show_day(party.until, lang)}" if party.until else ""
    held = " ".join(filter(None, (show_list([theirs(r, lang) for r in party.roles or party.held], lang), until)))
    whole = ", ".join(filter(None, (word("former", lang) if party.former else "", held, since)))
    mark = _mark(Status.CONTESTED, lang) if party.rivals else ""
    lines = row(((party.title, 46), (whole, 30), (mark, _MARK)) if mark else ((party.title, 46), (whole, 41)))
    together: dict[date | None, list[str]] = {}
    for rival in party.rivals:
        together.setdefault(rival.until, []).append(f"«{rival.reading}»")
    for day, names in together.items():
        told = f"{word('until', lang)} {show_day(day, lang)}" if day else word("endless", lang)
        lines += hanging(_by_reading(names, told, lang), WIDTH, "    ", 2)
    for state in party.states:
        lines += _phase(state, about, lang, "  ")
    return lines


def _by_bearer(listed: Iterable[Standing], lang: Lang, indent: str = "  ", *, unsure: bool = True) -> list[str]:
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for each in listed:
        groups.setdefault(each.bearers, []).append(each)
    lines: list[str] = []
    for bearers, found in sorted(groups.items()):
        lines.append(f"{indent}{show_list(bearers, lang)}")
        said: set[str] = set()
        for each in found:
            act = WIDTH - len(indent) - 2 - 3 - _CLAUSE - 3 - _MARK
            status = _weakest(each)
            mark = _mark(status, lang) if unsure or status is not Status.CONTESTED else ""
            lines += row(((act_text(each, lang), act), (_clause(each, lang), _CLAUSE), (mark, _MARK)), f"{indent}  ")
            if each.kind == "krav" and each.counterparties:
                lines.append(f"{indent}    {word('towards', lang)} {show_list(each.counterparties, lang)}")
            told = [text for text in unsure_text(each, lang) if text not in said] if unsure else []
            said.update(_no_day(each, lang))
            lines += [line for text in told for line in hanging(text, WIDTH, f"{indent}    ", 2)]
    return lines


def _no_day(each: Standing, lang: Lang) -> list[str]:
    """That the agreement sets no day: said once in a list, or of one bearer, and marked on every row."""
    return [silent_text(text, lang) for text in each.deadline_silent] if each.deadline is None else []


def _by_readings(listed: Iterable[Standing], lang: Lang) -> list[str]:
    """What only other readings leave in effect: once for all that the same readings do."""
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for each in listed:
        names = tuple(f"«{r.reading}»" for r in each.rivals if NormState.IN_EFFECT in r.states)
        groups.setdefault(names, []).append(each)
    lines: list[str] = []
    for names, found in groups.items():
        lines.append(f"  {word('reading' if len(names) == 1 else 'readings', lang)} {show_list(names, lang)}:")
        lines += _by_bearer(found, lang, "    ", unsure=False)
    return lines


def _rows(listed: Iterable[Standing], lang: Lang, *, with_state: bool = False) -> list[str]:
    listed = list(listed)
    who = widest((who_text(s, lang) for s in listed), _MOST_WHO)
    wide = _DAY[lang]
    act = WIDTH - 2 - wide - who - _CLAUSE - _MARK - 4 * 3
    lines: list[str] = []
    said: set[str] = set()
    for each in listed:
        when = each.deadline or each.arises or each.occurrence
        day = show_day(when, lang) if when else ""
        shown = f"{act_text(each, lang)}{_state(each, lang) if with_state else ''}"
        mark = _mark(_weakest(each), lang)
        lines += row(
            ((day, wide), (who_text(each, lang), who), (shown, act), (_clause(each, lang), _CLAUSE), (mark, _MARK))
        )
        told = [text for text in unsure_text(each, lang) if text not in said]
        said.update(_no_day(each, lang))
        lines += [line for text in told for line in hanging(text, WIDTH, " " * (2 + wide + 3), 2)]
    return lines


def who_text(each: Standing, lang: Lang) -> str:
    """Whose it is, and towards whom if that is one party that does not bear it too."""
    bearers, others = show_list(each.bearers, lang), each.counterparties
    return f"{bearers} → {others[0]}" if len(others) == 1 and others[0] not in each.bearers else bearers


def act_text(each: Standing, lang: Lang) -> str:
    """What is to be done, with the amount put in, and which occurrence or thing it is about."""
    text = each.act
    if each.refund and each.amount is not None:
        text = f"{word('shall', lang)} {word('back', lang)} {show_amount(each.amount, lang)}"
    elif "…" in text:
        shown = show_amount(each.amount, lang) if each.amount else ""
        if lang == "en":
            noun = each.amount_noun or word("amount", "nb")
            text = theirs(text.replace("…", noun), lang) + (f": {shown}" if shown else "")
        else:
            text = text.replace("…", shown or each.amount_noun or word("amount", lang))
    else:
        text = theirs(text, lang)
    told = each.amount is not None and each.amount_noun  # where it is not, the noun stands in the sentence
    about = [theirs(each.amount_noun, lang)] if told and (lang != "en" or each.refund) else []
    about += each.things
    if each.occurrence is not None:
        end = f"–{show_day(each.until, lang)}" if each.until else ""
        about.append(f"{show_day(each.occurrence, lang)}{end}")
    return f"{text} ({', '.join(about)})" if about else text


def _state(each: Standing, lang: Lang) -> str:
    if not each.states:
        return f": {word('open', lang)}"
    if each.amount is not None and not each.amount.kroner and each.state is NormState.FULFILLED:
        return f": {word('nothing_owed', lang)}"
    shown = f" {word('or', lang)} ".join(state_word(s, lang) for s in each.states)
    done = each.states in ((NormState.FULFILLED,), (NormState.FULFILLED_LATE,)) and each.fulfilled
    return f": {shown} {show_day(each.fulfilled, lang)}{_late(each, lang)}" if done and each.fulfilled else f": {shown}"


def _late(each: Standing, lang: Lang) -> str:
    """How long after its deadline it was done."""
    if each.state is not NormState.FULFILLED_LATE or each.fulfilled is None or each.deadline is None:
        return ""
    days = (each.fulfilled - each.deadline).days
    return f", {word('day_late' if days == 1 else 'days_late', lang).format(days=days)}" if days > 0 else ""


def _clause(each: Standing, lang: Lang) -> str:
    return place_text(each.clause, lang)


def _mark(status: Status, lang: Lang) -> str:
    return "" if status is Status.SETTLED else status_word(status, lang)


def _weakest(each: Standing) -> Status:
    """The mark of the row: that of the state, else of the amount shown, else of the day it is still to be done by."""
    pending = {*_AHEAD, NormState.VIOLATED} & set(each.states)
    marks = (each.status, each.amount_status, each.deadline_status if pending else Status.SETTLED)
    return next((s for s in marks if s is not Status.SETTLED), Status.SETTLED)


def unsure_text(each: Standing, lang: Lang) -> list[str]:
    """What the row turns on: what is missing, judged or unsaid, what other readings give, and what may follow."""
    said: list[str] = []
    if each.missing:
        said.append(_counted(each.missing, _MOST_MISSING, lang))
    said += each.by_zero
    if each.paid is not None and each.remaining is not None:
        said.append(_part_paid(each, each.paid, each.remaining, lang))
    said += [f"{word('judged', lang)} {theirs(text, lang)}" for text in each.judgements]
    over = each.deadline is None and not _AHEAD & set(each.states)
    silent = dict.fromkeys((*(() if over else each.deadline_silent), *each.silences))
    said += [silent_text(text, lang) for text in silent]
    said += _rivals(each, lang)
    if each.follows and {NormState.VIOLATED, NormState.FULFILLED_LATE} & set(each.states):
        said.append(f"{word('follows', lang)}: {'; '.join(theirs(f, lang) for f in each.follows)}")
    return said


def _part_paid(each: Standing, paid: Amount, left: Amount, lang: Lang) -> str:
    """What has been paid and what remains; where the rest is for the other to pay, who has paid so that it is."""
    same = (paid.kroner < 0) == (left.kroner < 0)
    who = each.bearers if paid.kroner > 0 else each.counterparties
    paid, left = (a if a.kroner > 0 else -a for a in (paid, left))
    shown = {"paid": show_amount(paid, lang), "left": show_amount(left, lang), "who": show_list(who, lang)}
    return word("part_paid" if same else "paid_over", lang).format(**shown)


def _rivals(each: Standing, lang: Lang) -> list[str]:
    """What other readings give; those that give the same stand together."""
    together: dict[str, list[str]] = {}
    for rival in each.rivals:
        told = []
        if rival.states != each.states:
            told.append(f" {word('or', lang)} ".join(state_word(s, lang) for s in rival.states) or word("open", lang))
        if rival.deadline != each.deadline:
            told.append(f"{word('deadline', lang)} {_day(rival.deadline, lang)}")
        gone = rival.states != each.states and rival.states in _NOT_THERE
        if rival.amount != each.amount and not (gone and rival.amount is None):
            unknown = f"{word('amount', lang)} {word('open', lang)}"
            told.append(_owed(each, rival.amount, lang) if rival.amount is not None else unknown)
            if rival.paid is not None and rival.remaining is not None:
                told.append(_part_paid(each, rival.paid, rival.remaining, lang))
        if told:
            because = _left_open(rival, lang)
            said = f"{', '.join(told)} ({because})" if because else ", ".join(told)
            together.setdefault(said, []).append(f"«{rival.reading}»")
    return [_by_reading(names, told, lang) for told, names in together.items()]


def _left_open(rival: RivalStanding, lang: Lang) -> str:
    """Why a reading leaves open what is decided without it."""
    told = _counted(rival.missing, _MOST_RIVAL_MISSING, lang) if rival.missing else ""
    return "; ".join([*([told] if told else []), *(silent_text(about, lang) for about in rival.silences)])


def _counted(missing: tuple[str, ...], most: int, lang: Lang) -> str:
    """What is missing: so many, and how many more there are."""
    more = len(missing) - most
    rest = [word("and_more", lang).format(number=more)] if more > 0 else []
    return f"{word('missing', lang)}: {'; '.join([*missing[:most], *rest])}"


def _by_reading(names: list[str], told: str, lang: Lang) -> str:
    return f"{word('reading' if len(names) == 1 else 'readings', lang)} {show_list(names, lang)}: {told}"


def _owed(each: Standing, amount: Amount, lang: Lang) -> str:
    """The amount; below zero, it is for the other to pay."""
    if amount.kroner >= 0 or len(each.counterparties) != 1:
        return show_amount(amount, lang)
    verb = word("pay", lang) if each.refund else word("back", lang)
    return f"{each.counterparties[0]} {word('shall', lang)} {verb} {show_amount(-amount, lang)}"


def _day(day: date | None, lang: Lang) -> str:
    return show_day(day, lang) if day is not None else word("none", lang)
