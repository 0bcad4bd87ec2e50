"""What a settlement says, in Norwegian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.norwegian import NO_BREAK, show_list

if TYPE_CHECKING:
    from engine.settlement_assets import Fate

_OUTCOMES = {
    "alene": ("{who} er eneeier", "{who} owns it alone"),
    "beholdes": ("beholdes av {who}", "{who} keeps it"),
    "loven": ("løses opp etter {law}", "dissolved under {law}"),
    "flere": ("kan beholdes av flere ({who}); avtalen sier ikke hvem",
              "several may keep it ({who}); the agreement does not say which"),
    "ingen": ("kan ikke beholdes av noen etter avtalen", "nobody may keep it under the agreement"),
    "eiere": ("saken peker på flere eneeiere ({who})", "the case points to several sole owners ({who})"),
    "uten eier": ("ikke i sameie, og saken viser ingen eier", "not owned together, and the case shows no owner"),
    "åpent": ("ikke avgjort", "not decided"),
}  # fmt: skip
_SAID = {
    "judge": ("må vurderes", "to be judged"),
    "missing": ("saken sier ikke", "the case does not tell"),
    "silent": ("avtalen sier ikke", "the agreement does not say"),
    "not": ("ikke", "not"),
    "negative": ("verdien er mindre enn null", "the value is below zero"),
    "shares": ("eierbrøkene går ikke opp i én hel", "the shares do not make a whole"),
    "without": ("ingen andel er bestemt for {who}", "no share is set for {who}"),
    "none": ("Saken nevner ingen eiendeler å dele.", "The case names no things to share out."),
    "undated": ("Saken sier ikke hvilken dag verdien gjelder for", "The case does not tell the day of the value of"),
    "days": ("Verdiene gjelder ulike dager.", "The values are of different days."),
    "estimate": (
        "Det som løses opp etter loven, er delt etter de oppgitte verdiene; blir det solgt, er det prisen som deles.",
        "What is dissolved under the Act is shared by the values told; if it is sold, what is shared is the price.",
    ),
}


def said(key: str, lang: str) -> str:
    """A fixed phrase."""
    return _SAID[key][lang == "en"]


def outcome_text(fate: Fate | None, laws: tuple[str, ...], lang: str, signs: tuple[str, ...] = ()) -> str:
    """What becomes of a thing, as the end of a sentence about it; ``signs`` point to an owner, but not to one alone."""
    if signs:
        lead = "not owned together, but no one owner" if lang == "en" else "ikke i sameie, men saken viser ikke én eier"
        return f"{lead}: {'; '.join(signs)}"
    text = _OUTCOMES["åpent" if fate is None else fate.kind][lang == "en"]
    language: Any = lang
    who = show_list(fate.who, language) if fate is not None else ""
    law = show_list(laws, language) if laws else ("the Act" if lang == "en" else "loven")
    return text.format(who=who, law=law.replace("§ ", f"§{NO_BREAK}"))
