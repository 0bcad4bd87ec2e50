"""References that lead to the wrong place, and slips of the pen.

A citation is compared with the law behind the rules of its sentence: their ``hjemmel``, the statute's rules they depart
from, repeat or are bound by, and the statute's own way to the same state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dsl.law import Statute, section_of, statute_of
from engine.review.findings import LOW, MIDDLE, Finding

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Citation, Contract, Correction, Sentence
    from engine.world import Model

_SECTIONS = re.compile(r"§\s*(\d+-\d+|\d+)")


def references(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """Citations declared wrong, citations with a slip in them, and those that the law itself contradicts."""
    out: dict[tuple[str, str], Finding] = {}
    for correction in standing.corrections:
        if correction.kind == "henvisningsfeil" or _in_citation(standing, correction):
            out[correction.clause, correction.printed] = _declared(correction, lang)
    for citation in standing.citations:
        found = _contradicted(model, standing, citation, lang)
        if found is None:
            continue
        key = next((k for k in out if k[0] == citation.clause and k[1] in citation.text), None)
        if key is None:
            out[citation.clause, citation.text] = found
        else:
            before = out[key]
            details = (*found.details, *before.details)
            out[key] = Finding(
                kind="henvisning", weight=MIDDLE, name=before.name, clauses=before.clauses, line=before.line,
                title=before.title, details=details, laws=found.laws, declared=True,
            )  # fmt: skip
    return list(out.values())


def slips(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """Declared slips of the pen; the signed form stays until the parties mend it."""
    return [
        Finding(
            kind="skrivefeil", weight=LOW, name=c.printed, clauses=(c.clause,), line=c.line,
            title=_should_be(c, lang), details=_reasons(c, lang),
        )
        for c in standing.corrections
        if c.kind == "skrivefeil" and not _in_citation(standing, c)
    ]  # fmt: skip


def _in_citation(contract: Contract, correction: Correction) -> bool:
    """Does a slip stand in a citation's numbers?"""
    return (
        correction.kind == "skrivefeil"
        and any(c.isdigit() for c in correction.printed)
        and _digits(correction.printed) != _digits(correction.right)
        and any(c.clause == correction.clause and correction.printed in c.text for c in contract.citations)
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _should_be(correction: Correction, lang: str) -> str:
    word = "should be" if lang == "en" else "skal være"
    return f"«{correction.printed}» {word} «{correction.right}»"


def _reasons(correction: Correction, lang: str) -> tuple[str, ...]:
    if not correction.reason:
        return ()
    return (f"«{correction.reason}»" if lang == "en" else correction.reason,)


def _declared(correction: Correction, lang: str) -> Finding:
    lead = "Wrong reference" if lang == "en" else "Feil henvisning"
    return Finding(
        kind="henvisning", weight=MIDDLE, name=correction.printed, clauses=(correction.clause,), line=correction.line,
        title=f"{lead}: {_should_be(correction, lang)}", details=_reasons(correction, lang),
    )  # fmt: skip


def _contradicted(model: Model, contract: Contract, citation: Citation, lang: str) -> Finding | None:
    """A finding where the law behind the sentence stands elsewhere in the statute cited."""
    statute = _statute(contract, citation)
    cited = _SECTIONS.findall(citation.text)
    if statute is None or not cited:
        return None
    sentence = next((s for s in contract.sentences if s.clause == citation.clause and citation.text in s.text), None)
    behind = _law_behind(model, sentence, statute) if sentence is not None else {}
    if not behind or behind.keys() & set(cited):
        return None
    headings = dict(statute.headings)
    there = "; ".join(_named(n, headings) for n in cited)
    right = "; ".join(_named(n, headings) for n in behind)
    if lang == "en":
        title = f"The reference «{citation.text}» leads to {there}"
        details = (f"What the sentence is about stands in {statute.name} {right}.",)
    else:
        title = f"Henvisningen «{citation.text}» leder til {there}"
        details = (f"Det setningen handler om, står i {statute.name} {right}.",)
    return Finding(
        kind="henvisning", weight=MIDDLE, name=citation.text, clauses=(citation.clause,), line=citation.line,
        title=title, details=details, laws=tuple(f"{statute.name} § {n}" for n in behind), declared=False,
    )  # fmt: skip


def _named(section: str, headings: dict[str, str]) -> str:
    return f"§ {section} «{headings[section]}»" if headings.get(section) else f"§ {section}"


def _statute(contract: Contract, citation: Citation) -> Statute | None:
    """The statute cited: by the citation's target, else by its words with the clause's own slips put right."""
    found = next((s for s in contract.statutes if s.name == citation.target), None)
    if found is not None:
        return found
    text = citation.text
    for correction in contract.corrections:
        if correction.kind == "skrivefeil" and correction.clause == citation.clause:
            text = text.replace(correction.printed, correction.right)
    return statute_of(contract.statutes, text)


def _law_behind(model: Model, sentence: Sentence, statute: Statute) -> dict[str, list[str]]:
    """The sections of the statute that the rules of a sentence rest on, with the rules' names."""
    out: dict[str, list[str]] = {}
    for mark in sentence.marks:
        for ref in _references_of(model, mark):
            if statute_of((statute,), ref) is not None and section_of(ref):
                listed = out.setdefault(section_of(ref), [])
                if mark not in listed:
                    listed.append(mark)
    return out


def _references_of(model: Model, name: str) -> list[str]:
    definition, norm = model.definitions.get(name), model.norms.get(name)
    found = [*(definition.laws if definition else ()), *(norm.laws if norm else ())]
    for rule in model.contract.ranked:
        if name in (*rule.set_aside_by, *rule.restated_by) or name == rule.condition_for:
            found.append(rule.clause)
        law = model.norms.get(rule.name)
        if norm is not None and law is not None and norm.state and norm.state == law.state:
            found.append(rule.clause)
    return found
