"""Required content, silences, tensions and names: what the contract itself tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.layers import rules_in
from engine.norwegian import Lang, show_day, show_list
from engine.review.findings import HIGH, LOW, MIDDLE, Finding

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Gap, ReadingPoint
    from dsl.law import RankedRule, Requirement
    from engine.world import Model


def missing_content(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """What a statute demands that the agreement says, and it does not: nothing is tied to it, or silences only."""
    out = []
    declared = {g.name: g for g in standing.gaps}
    for requirement in standing.requirements if standing.parties else ():
        silent = [declared[name] for name in requirement.by if name in declared]
        if len(silent) < len(requirement.by):
            continue
        out.append(_missing(requirement, silent or _about(standing, requirement), lang))
    return out


def _about(standing: Contract, requirement: Requirement) -> list[Gap]:
    """Silences declared in the statute's own words."""
    words = " ".join(requirement.words.split()).casefold()
    return [g for g in standing.gaps if g.about.casefold() == words]


def _missing(requirement: Requirement, silent: list[Gap], lang: str) -> Finding:
    en = lang == "en"
    if requirement.conditional:
        title = f"Det kan mangle bestemmelse om «{requirement.words}»"
        title = f"A provision may be missing on «{requirement.words}»" if en else title
    else:
        title = f"Avtalen mangler bestemmelse om «{requirement.words}»"
        title = f"The agreement has no provision on «{requirement.words}»" if en else title
    demands = f"Required by {requirement.clause}." if en else f"Kreves av {requirement.clause}."
    nothing = "Nothing in the agreement is tied to it." if en else "Ingenting i avtalen er knyttet til det."
    silences = [_silent_on(g, requirement, en=en) for g in silent]
    return Finding(
        kind="mangler", weight=MIDDLE if requirement.conditional else HIGH, name=requirement.name,
        clauses=tuple(dict.fromkeys(g.place.clause for g in silent)), line=silent[0].place.line if silent else 0,
        title=title,
        details=(
            demands, *(silences or [nothing]),
            *_quoted((*requirement.remarks, *(r for g in silent for r in g.remarks)), en=en),
        ),
        advice=tuple(a for g in silent for a in g.advice), laws=(requirement.clause,), declared=bool(silent),
    )  # fmt: skip


def _silent_on(gap: Gap, requirement: Requirement, *, en: bool) -> str:
    if gap.about.casefold() == " ".join(requirement.words.split()).casefold():
        return "The agreement says nothing on it." if en else "Avtalen sier ikke noe om det."
    return f"The agreement is silent on: «{gap.about}»." if en else f"Avtalen tier om: {gap.about}."


def _quoted(texts: tuple[str, ...], *, en: bool) -> tuple[str, ...]:
    """The agreement's own words, quoted where they stand among English ones."""
    return tuple(f"«{text}»" for text in texts) if en else texts


def gaps(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """Each declared silence, and whether a statute at hand fills it."""
    out = []
    en = lang == "en"
    demanded = {n for r in standing.requirements if not r.conditional for n in r.by}
    for gap in standing.gaps:
        if gap.name in demanded:
            continue  # told as missing content
        filled = [r for ref in gap.filled_by for r in rules_in(standing, ref)]
        lead = "Filled by" if en else "Utfylles av"
        details = tuple(f"{lead} {r.clause} ({_rank(r, lang)})." for r in filled)
        if not filled and gap.filled_by:
            details = (f"{'May be filled by' if en else 'Kan utfylles av'} {', '.join(gap.filled_by)}.",)
        out.append(
            Finding(
                kind="taushet", weight=LOW if filled else MIDDLE, name=gap.name, clauses=(gap.place.clause,),
                line=gap.place.line, title=f"Silent on: «{gap.about}»" if en else f"Avtalen tier om: {gap.about}",
                details=(*details, *_quoted(gap.remarks, en=en)), advice=gap.advice, laws=gap.filled_by,
            )
        )  # fmt: skip
    return out


def _rank(rule: RankedRule, lang: str) -> str:
    if lang != "en":
        return rule.rank
    return "mandatory" if rule.rank == "ufravikelig" else "default"


def tensions(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """The declared tensions between clauses."""
    out = []
    en = lang == "en"
    known = {p.name: p for p in standing.readings}
    for tension in standing.tensions:
        points = [known[n] for n in tension.about if n in known]
        see: tuple[str, ...] = ()
        if points:
            see = (f"{'See how one may read' if en else 'Se lesningene av'} {_where(points, en)}.",)
        out.append(
            Finding(
                kind="spenning", weight=MIDDLE, name=tension.name, clauses=tension.clauses, line=tension.line,
                title=_quoted((tension.text,), en=en)[0], details=(*see, *_quoted(tension.remarks, en=en)),
                advice=tension.advice,
            )
        )  # fmt: skip
    return out


def _where(points: Sequence[ReadingPoint], en: bool) -> str:
    """The contested words, clause by clause: «a» og «b» (punkt 6.3), «c» (punkt 12)."""
    lang: Lang = "en" if en else "nb"
    clauses = {p.place.clause: [f"«{q.words}»" for q in points if q.place.clause == p.place.clause] for p in points}
    told = [f"{show_list(words, lang)} ({'clause' if en else 'punkt'} {n})" for n, words in clauses.items()]
    return ", ".join(told) if any(len(words) > 1 for words in clauses.values()) else show_list(told, lang)


def names(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """Offices and bodies that have had another name since, where the text names them."""
    out = []
    en = lang == "en"
    for renaming in standing.renamings:
        pattern = re.compile(
            "|".join(rf"{re.escape(form)}\b" for form in sorted(renaming.old, key=len, reverse=True)), re.I
        )
        found = [s for s in standing.sentences if pattern.search(s.text)] if standing.parties else []
        if not found:
            continue
        day = show_day(renaming.since, "en" if en else "nb")
        old, new = renaming.old[-1], renaming.new[-1]
        if en:
            title = f"«{old}» is now «{new}» (since {day}{' at the latest' if renaming.at_latest else ''})"
        else:
            title = f"«{old}» heter «{new}» {'senest fra' if renaming.at_latest else 'fra'} {day}"
        out.append(
            Finding(
                kind="navn", weight=LOW, name=renaming.name, clauses=tuple(dict.fromkeys(s.clause for s in found)),
                line=found[0].line, title=title, details=_quoted(renaming.remarks, en=en), laws=renaming.laws,
                declared=False,
            )
        )  # fmt: skip
    return out
