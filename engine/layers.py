"""Which layer an answer rests on: the agreement, a mandatory statute above it, or a default statute that fills it.

Rank was settled when the agreement was compiled; what is said here is read off the contract.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsl.law import Statute, paragraphs_of, section_of, statute_of
from dsl.record import changed
from engine.answer import AGREEMENT, DEFAULT_LAW, MANDATORY_LAW, Ground
from engine.filling import condition_sentence
from engine.norwegian import show_day
from engine.quotation import quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from dsl.contract import Contract, Norm
    from dsl.law import RankedRule, Renaming
    from engine.evaluate import Evaluation
    from engine.world import Model


def law_quotes(contract: Contract) -> dict[str, tuple[str, str]]:
    """For each name a mark in a statute uses: where it stands, and the sentences that carry it, as they now read."""
    found: dict[str, tuple[str, list[tuple[int, str]]]] = {}
    place = 0
    for statute in contract.statutes:
        for passage in statute.passages:
            here = _cited(statute, passage.section, passage.paragraph)
            for text, marks in passage.sentences if passage.until is None else ():
                place += 1
                for mark in marks:
                    clause, listed = found.setdefault(mark, (here, []))
                    if clause == here:
                        listed.append((place, text))
    return {mark: (clause, quotation(listed)) for mark, (clause, listed) in found.items()}


def _cited(statute: Statute, section: str, paragraph: int) -> str:
    """How a paragraph is cited: without its number, where the section has one only."""
    most = max((p.paragraph for p in statute.passages if p.section == section), default=0)
    return statute.reference(section, paragraph if most > 1 else 0)


def in_layer(contract: Contract, ground: Ground, day: date) -> Ground:
    """A ground with the layer it is of; one in a statute also with the words it had on a day."""
    statute = statute_of(contract.statutes, ground.clause) if "§" in ground.clause else None
    if statute is None:
        return ground
    section, wanted = section_of(ground.clause), paragraphs_of(ground.clause)
    standing = (
        sentence
        for p in statute.passages
        if p.section == section and (not wanted or p.paragraph in wanted) and p.in_force(day)
        for sentence in p.sentences
    )
    words = quotation((place, text) for place, (text, marks) in enumerate(standing) if ground.rule in marks)
    rank = next((r.rank for r in contract.ranked if r.name == ground.rule), "")
    return changed(
        ground, heading=dict(statute.headings).get(section, ""), quote=words or ground.quote,
        layer=MANDATORY_LAW if rank == "ufravikelig" else DEFAULT_LAW,
    )  # fmt: skip


# ── silences that a statute fills ───────────────────────────────────────────────────────────────────────────────────


def rules_in(contract: Contract, reference: str) -> tuple[RankedRule, ...]:
    """The ranked rules that stand in the paragraphs a reference names, in a statute the agreement builds on."""
    statute = statute_of(contract.statutes, reference)
    if statute is None:
        return ()
    section, wanted = section_of(reference), paragraphs_of(reference)
    return tuple(
        r
        for r in contract.ranked
        if r.clause.startswith(f"{statute.name} §")
        and section_of(r.clause) == section
        and (not wanted or not paragraphs_of(r.clause) or set(paragraphs_of(r.clause)) & set(wanted))
    )


def _filling(model: Model, gaps: Iterable[str]) -> list[RankedRule]:
    found = [
        r for g in gaps if g in model.gaps for ref in model.gaps[g].filled_by for r in rules_in(model.contract, ref)
    ]
    return list(dict.fromkeys(found))


def filling_grounds(model: Model, gaps: Iterable[str], day: date) -> tuple[Ground, ...]:
    """The paragraphs that fill the gaps, quoted as they read on a day."""
    out = []
    for rule in _filling(model, gaps):
        clause, quote = law_quotes(model.contract).get(rule.name, (rule.clause, ""))
        if quote:
            out.append(in_layer(model.contract, Ground(clause=clause, heading="", quote=quote, rule=rule.name), day))
    return tuple(out)


def filling_sentences(e: Evaluation, gaps: Iterable[str], lang: str) -> tuple[str, ...]:
    """What the law adds where the agreement is silent, and what stands in the way of its applying."""
    out = []
    for rule in _filling(e.model, gaps):
        norm = e.model.norms.get(rule.name)
        if norm is None:
            continue
        mandatory = rule.rank == "ufravikelig"
        if lang == "en":
            lead = f"The law fills the silence ({rule.clause}, {'mandatory' if mandatory else 'default'})"
        else:
            lead = f"Loven utfyller ({rule.clause}, {rule.rank})"
        out.append(f"{lead}: {_bearer(e, norm)} {norm.text}.")
        out += filter(None, (condition_sentence(e, norm, lang),))
    return tuple(out)


def filling_remarks(e: Evaluation, gaps: Iterable[str]) -> tuple[str, ...]:
    """What is remarked of the rules by which the law fills a silence."""
    norms = (e.model.norms.get(rule.name) for rule in _filling(e.model, gaps))
    return tuple(remark for norm in norms if norm is not None for remark in norm.remarks)


def _bearer(e: Evaluation, norm: Norm) -> str:
    """Who the norm is about: the party asked about where it is one, else the one party of the role, else the role."""
    members = e.facts.members(norm.bearer, e.moment)
    asked = next((a for a in e.args if isinstance(a, str) and a in members), "")
    if asked:
        return asked
    role = e.model.roles.get(norm.bearer)
    return members[0] if len(members) == 1 else f"en {role.name}" if role is not None else norm.bearer


# ── what is worth saying about rank and names ───────────────────────────────────────────────────────────────────────


def rank_remarks(model: Model, names: Iterable[str], grounds: Sequence[Ground], lang: str) -> tuple[str, ...]:
    """That a mandatory rule stands above the agreement's own, or that a default one applies for want of any."""
    used = {*names, *(g.rule for g in grounds)}
    out = []
    for rule in model.contract.ranked:
        if rule.name not in used or not model.contract.parties:
            continue
        if rule.binds and rule.rank == "ufravikelig":
            place = model.definitions[rule.binds].place.clause
            if lang == "en":
                out.append(f"{rule.clause} is mandatory and prevails over clause {place}.")
            else:
                out.append(f"{_capital(rule.clause)} er ufravikelig og går foran punkt {place}.")
        elif rule.rank == "fravikelig" and rule.name in model.norms and model.norms[rule.name].state:
            if lang == "en":
                out.append(f"The agreement has no rule of its own; {rule.clause} applies by default.")
            else:
                out.append(f"Avtalen har ingen egen regel om dette; {rule.clause} gjelder (fravikelig lov).")
    return tuple(out)


def name_remarks(contract: Contract, grounds: Sequence[Ground], day: date, lang: str) -> tuple[str, ...]:
    """Names in the quoted clauses that had become others by a day."""
    out = []
    for renaming in contract.renamings:
        if day < renaming.since:
            continue
        for old, new in sorted(zip(renaming.old, renaming.new, strict=False), key=lambda forms: -len(forms[0])):
            pattern = re.compile(rf"{re.escape(old)}\b", re.IGNORECASE)
            clauses = [g.clause for g in grounds if g.layer == AGREEMENT and pattern.search(g.quote)]
            if clauses:
                out.append(_said(old, new, clauses, renaming, lang))
                break
    return tuple(out)


def _said(old: str, new: str, clauses: list[str], renaming: Renaming, lang: str) -> str:
    places = ", ".join(dict.fromkeys(c for c in clauses if c)) or ("the preamble" if lang == "en" else "innledningen")
    day = show_day(renaming.since, "en" if lang == "en" else "nb")
    if lang == "en":
        return f"«{old}» in {places} is now «{new}» (since {day}{' at the latest' if renaming.at_latest else ''})."
    where = f"punkt {places}" if places[0].isdigit() else places
    return f"«{old}» i {where} er nå {new} ({'senest fra' if renaming.at_latest else 'fra'} {day})."


def renamed(contract: Contract, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A question with the other name for each office it names, and what was put for what."""
    put: list[tuple[str, str]] = []
    for renaming in contract.renamings:
        forms = list(zip(renaming.old, renaming.new, strict=False))
        for one, other in sorted([*forms, *((b, a) for a, b in forms)], key=lambda pair: -len(pair[0])):
            pattern = re.compile(rf"\b{re.escape(one)}\b", re.IGNORECASE)
            if pattern.search(text):
                text = pattern.sub(other, text)
                put.append((one, other))
                break
    return text, tuple(put)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
