"""The headings and small words of positions and lists of duties, in bokmål and English."""

from __future__ import annotations

from typing import Final

from engine.answer import Status
from engine.norm_state import NormState
from renderers.columns import theirs
from renderers.norwegian import Lang

STATES: Final[dict[NormState, tuple[str, str]]] = {
    NormState.NEVER_ARISES: ("oppstår ikke", "does not arise"),
    NormState.NOT_ARISEN: ("ikke oppstått", "not yet arisen"),
    NormState.IN_EFFECT: ("gjelder", "in effect"),
    NormState.FULFILLED: ("oppfylt", "fulfilled"),
    NormState.FULFILLED_LATE: ("oppfylt for sent", "fulfilled late"),
    NormState.VIOLATED: ("brutt", "violated"),
    NormState.LAPSED: ("bortfalt", "lapsed"),
}
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "position": ("Stillingen {day}", "The position on {day}"),
    "duties": ("Plikter {start}–{stop}", "Duties {start}–{stop}"),
    "asked": ("spurt", "asked"),
    "known": ("kjent til", "known to"),
    "case": ("sak", "case"),
    "complete": ("komplett til", "complete to"),
    "no_case": ("ingen sak", "no case"),
    "phases": ("Samarbeidet", "The cooperation"),
    "parties": ("Parter", "Parties"),
    "overdue": ("Forfalt eller brutt", "Overdue or violated"),
    "late": ("Oppfylt for sent", "Fulfilled late"),
    "upcoming": ("Neste frister", "Next deadlines"),
    "overdue_by_rivals": (
        "Forfalt eller brutt bare etter andre lesninger",
        "Overdue or violated by other readings alone",
    ),
    "by_rivals": ("Bare etter andre lesninger", "By other readings alone"),
    "in_effect": ("Gjelder nå", "In effect"),
    "in_effect_by_rivals": ("Gjelder bare etter andre lesninger", "In effect by other readings alone"),
    "remarks": ("Merknader", "Remarks"),
    "none": ("ingen", "none"),
    "from": ("fra", "from"),
    "until": ("til", "until"),
    "no": ("nei", "no"),
    "not_yet": ("nei; først {span}", "no; not yet, {span}"),
    "over": ("nei; var det {span}", "no; it was, {span}"),
    "endless": ("ingen slutt", "no end"),
    "yes": ("ja", "yes"),
    "open": ("ikke avgjort", "not decided"),
    "all": ("alle parter", "all parties"),
    "clause": ("punkt", "clause"),
    "deadline": ("frist", "deadline"),
    "no_deadline": ("uten frist", "no deadline"),
    "done": ("oppfylt", "fulfilled"),
    "amount": ("beløpet", "the amount"),
    "back": ("betale tilbake", "pay back"),
    "pay": ("betale", "pay"),
    "shall": ("skal", "shall"),
    "reading": ("etter lesningen", "by the reading"),
    "readings": ("etter lesningene", "by the readings"),
    "missing": ("saken sier ikke", "the case does not tell"),
    "part_paid": ("betalt {paid}, gjenstår {left}", "paid {paid}, {left} remains"),
    "paid_over": (
        "{who} har betalt {paid}, så {left} skal betales tilbake",
        "{who} has paid {paid}, so {left} is to be paid back",
    ),
    "judged": ("beror på om", "turns on whether"),
    "silent": ("avtalen tier om", "the agreement is silent on"),
    "not_said": ("avtalen sier ikke", "the agreement does not say"),
    "follows": ("kan følge", "may follow"),
    "days_late": ("{days} dager etter fristen", "{days} days after the deadline"),
    "day_late": ("dagen etter fristen", "the day after the deadline"),
    "nothing_owed": ("ingenting å gjøre opp", "nothing to settle"),
    "and_more": ("og {number} til", "and {number} more"),
    "named": ("Lesninger", "Readings"),
    "used": ("brukt", "used"),
    "or": ("eller", "or"),
    "and": ("og", "and"),
    "for": ("for", "for"),
    "towards": ("overfor", "towards"),
    "former": ("tidligere part", "former party"),
}
_STATUS: Final[dict[Status, str]] = {
    Status.SETTLED: "settled", Status.CONTESTED: "contested", Status.JUDGEMENT: "judgement", Status.UNKNOWN: "unknown",
    Status.SILENT: "silent",
}  # fmt: skip


def word(name: str, lang: str) -> str:
    """The word or heading of that name in "nb" or "en"."""
    return _WORDS[name][lang == "en"]


def state_word(state: NormState, lang: str) -> str:
    """The state as people read it."""
    return STATES[state][lang == "en"]


def status_word(status: Status, lang: str) -> str:
    """The mark of a status."""
    return _STATUS[status] if lang == "en" else status.value


def place_text(clause: str, lang: str) -> str:
    """``punkt 11.1``; a place in a statute says itself what it is."""
    return f"{word('clause', lang)} {clause}" if clause[:1].isdigit() else clause


def silent_text(about: str, lang: Lang) -> str:
    """That the agreement is silent on something, which may be a question («om …»)."""
    if lang == "nb" and about.startswith("om "):
        return f"{word('not_said', lang)} {about}"
    return f"{word('silent', lang)} {theirs(about, lang)}"
