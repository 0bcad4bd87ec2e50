"""Facts supposed for one run: «kostnadene i 2027 = kr 9 500 000», in the words a case tells facts in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dsl import syntax as s
from dsl.case import ASSUMED, Case, FactRecord
from dsl.case_sentences import CaseSentences
from dsl.core import Type
from dsl.diagnostics import Diagnostic, SourceText
from dsl.parse import parse_case
from dsl.record import changed
from dsl.vocabulary import Constant

if TYPE_CHECKING:
    from dsl.pipeline import Loaded

_BEFORE = "faktum: "


@frozen
class Supposed:
    """A case with what is supposed added; without it, the errors, and what is told otherwise (supposed, told)."""

    case: Case | None
    source: SourceText
    diagnostics: tuple[Diagnostic, ...] = ()
    told: tuple[FactRecord, FactRecord] | None = None


def suppose(case: Case, text: str, agreement: Loaded, known: date) -> Supposed:
    """The case with one fact supposed, known all along. What the case tells by ``known`` is not supposed otherwise."""
    source = SourceText("--assume", f"sak forutsatt til {case.agreement}.\n{_BEFORE}{text.strip().rstrip('.')}.\n")
    tree, errors = parse_case(source.text)
    reader = CaseSentences(agreement, source)
    reader.holders.add(case.parties, f"saken «{case.name}»")
    for party in case.parties:
        for form in {party.name, party.title}:
            reader.vocabulary.add_constant(Constant(form, Type("part"), party.name))
    for name, sort in case.individuals:
        reader.vocabulary.add_constant(Constant(name, Type("ting", sort), name))
    statement = tree.statements[0] if tree is not None and len(tree.statements) == 1 else None
    found = reader.told(statement.sentence) if isinstance(statement, s.FactGiven) and not errors else None
    if errors or reader.errors or found is None:
        unique = {(e.code, e.span, e.words): e for e in (*errors, *reader.errors)}
        return Supposed(None, source, tuple(unique.values()))
    match, value = found
    args = reader.args(match)
    fact = FactRecord(
        name=match.pattern.name, args=args, value=value, known=None, text=" ".join(text.split()).rstrip("."),
        source=ASSUMED,
    )  # fmt: skip
    same = [f for f in case.facts if (f.name, f.args) == (fact.name, fact.args) and (f.known or known) <= known]
    latest = max(same, key=lambda f: f.known or date.min, default=None)
    if latest is not None and latest.value != fact.value:
        return Supposed(None, source, told=(fact, latest))
    return Supposed(changed(case, facts=(*case.facts, fact)), source)
