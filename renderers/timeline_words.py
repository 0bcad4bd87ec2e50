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
    "silent": ("avtalen tier om", "the agreement does not say"),
    "open": ("ikke avgjort", "open"),
    "by": ("etter", "under"),
    "end": ("slutt", "end"),
    "endless": ("ingen slutt etter", "no end under"),
    "nothing": ("Ingenting er datert i dette tidsrommet.", "Nothing is dated in this stretch of time."),
    "legend": ("Tegn", "Signs"),
    "amount": ("beløpet", "the amount"),
    "back": ("til gode", "to be had back"),
    "phase": ("fase", "phase"),
    "contested": ("omstridt", "contested"),
}  # fmt: skip
_STATES: Final = {
    "ikke oppstått": "not yet arisen", "gjelder": "in effect", "oppfylt": "fulfilled",
    "oppfylt for sent": "fulfilled late", "brutt": "violated", "bortfalt": "lapsed",
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
    """«oppsigelse fra A og B med virkning 1.1.2027»"""
    who = show_list(notice.parties, lang)
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


def duty_about(duty: DutyDay, lang: Lang) -> str:
    """«oversendelse: A skal sende avtalen til statsforvalteren»"""
    shown, back = said("amount", lang), ""
    if duty.amount is not None and duty.amount >= 0:
        shown = show_amount(Amount(duty.amount), lang)
    elif duty.amount is not None:
        back = f" ({said('back', lang)} {show_amount(Amount(-duty.amount), lang)})"
    who = show_list(duty.bearers, lang)
    if lang == "en":
        amount = f": {shown}" if duty.amount is not None and duty.amount >= 0 else ""
        return f"«{duty.norm}»: {who} «{duty.text.replace('…', said('amount', 'nb'))}»{amount}{back}"
    return f"{duty.norm}: {who} {duty.text.replace('…', shown)}{back}"
