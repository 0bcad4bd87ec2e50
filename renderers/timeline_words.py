"""The words around a timeline, in bokmål and English."""

from __future__ import annotations

from typing import Final

from dsl.values import Amount
from engine.timeline_answer import DutyDay, NoticeDay, ReadDay
from renderers.columns import theirs
from renderers.norwegian import Lang, show_amount, show_day, show_list

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "timeline": ("Tidslinje", "Timeline"),
    "to": ("til", "to"),
    "phases": ("Faser", "Phases"),
    "events": ("Hendelser", "Events"),
    "last_days": ("Siste dag", "Last days"),
    "deadlines": ("Frister", "Deadlines"),
    "event": ("hendelse", "event"),
    "last_day": ("siste dag", "last day"),
    "deadline": ("frist", "deadline"),
    "asked": ("spurt", "asked"),
    "today": ("dagen det spørres", "the day asked"),
    "passed": ("passert", "passed"),
    "from": ("fra", "from"),
    "effect": ("med virkning", "with effect on"),
    "open": ("ikke avgjort", "open"),
    "by": ("etter", "under"),
    "end": ("slutt", "end"),
    "endless": ("ingen slutt etter", "no end under"),
    "nothing": ("Ingenting er datert i dette tidsrommet.", "Nothing is dated in this stretch of time."),
    "legend": ("Tegn", "Signs"),
    "amount": ("beløpet", "the amount"),
    "back": ("skal betale tilbake", "shall pay back"),
    "missing": ("saken sier ikke", "the case does not tell"),
    "or": ("eller", "or"),
    "readings": ("Lesninger", "Readings"),
    "phase": ("fase", "phase"),
    "contested": ("omstridt", "contested"),
}  # fmt: skip
_STATES: Final = {
    "oppstår ikke": "does not arise", "ikke oppstått": "not yet arisen", "gjelder": "in effect",
    "oppfylt": "fulfilled", "oppfylt for sent": "fulfilled late", "brutt": "violated", "bortfalt": "lapsed",
}  # fmt: skip


def said(key: str, lang: Lang) -> str:
    """A fixed word."""
    return _WORDS[key][lang == "en"]


def state_word(state: str, lang: Lang) -> str:
    """How a norm stands; «» is open."""
    if not state:
        return said("open", lang)
    return _STATES.get(state, state) if lang == "en" else state


def notice_days(notice: NoticeDay, lang: Lang) -> str:
    """«31.12.2025 etter «helt-år», 1.1.2026 etter «kalenderdato»»; one day alone is the day."""
    return ", ".join(read_days(notice.days, lang))


def notice_about(notice: NoticeDay, lang: Lang) -> str:
    """«oppsigelse fra A eller B med virkning 1.1.2027»: each may give one, and it is the same last day for all."""
    who = show_list(notice.parties, lang, either=True)
    return (
        f"{theirs(notice.act, lang)} {said('from', lang)} {who} {said('effect', lang)} {show_day(notice.effect, lang)}"
    )


def read_days(days: tuple[ReadDay, ...], lang: Lang) -> list[str]:
    """«1.1.2026 etter «helt-år»» for each."""
    out = []
    for each in days:
        under = f" {said('by', lang)} {show_list([f'«{r}»' for r in each.readings], lang)}" if each.readings else ""
        out.append(f"{show_day(each.day, lang)}{under}")
    return out


def duty_states(duty: DutyDay, lang: Lang) -> str:
    """How it stands: «oppfylt», or what it can be: «oppfylt for sent eller brutt»."""
    if duty.state or not duty.states:
        return state_word(duty.state, lang)
    return f" {said('or', lang)} ".join(state_word(each, lang) for each in duty.states)


def duty_about(duty: DutyDay, lang: Lang) -> str:
    """«A skal sende avtalen til statsforvalteren»; an amount below zero is for the other to pay back."""
    noun = duty.amount_noun
    about = f" ({theirs(noun, lang)})" if noun else ""
    if duty.amount is None:
        return duty_act(duty, lang)
    if duty.amount < 0 and len(duty.counterparties) == 1:
        return f"{duty.counterparties[0]} {said('back', lang)} {show_amount(Amount(-duty.amount), lang)}{about}"
    shown = show_amount(Amount(duty.amount), lang)
    if lang == "en":
        return f"{duty_act(duty, lang)}: {shown}"
    return f"{show_list(duty.bearers, lang)} {duty.text.replace('…', shown)}{about}"


def duty_act(duty: DutyDay, lang: Lang) -> str:
    """Who is to do what, with no amount: the same each time."""
    text = duty.text.replace("…", duty.amount_noun or said("amount", "nb"))
    return f"{show_list(duty.bearers, lang)} {theirs(text, lang)}"
