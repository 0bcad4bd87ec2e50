"""Nothing stands idle: every value is used, and every rule gives some sentence effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.diagnostics import problem

if TYPE_CHECKING:
    from dsl.checks.model import Checked
    from dsl.diagnostics import Diagnostic


def everything_used(checked: Checked) -> list[Diagnostic]:
    """V504 for values, events, facts and judgements nobody uses; V505 for rules and norms without a sentence."""
    program, text = checked.program, checked.text
    used = program.compiler.used | text.slots | text.marks | _values_in(checked)
    errors = []
    for _, statement in checked.statements:
        match statement:
            case s.ValueDecl(noun=noun) | s.EventDecl(noun=noun):
                if noun.base.text not in used:
                    errors.append(problem("V504", noun.base.span, name=noun.base.text))
            case s.FactDecl(name=name) | s.JudgementDecl(name=name):
                if name.text not in used:
                    errors.append(problem("V504", name.span, name=name.text))
            case s.RuleDecl(name=name) | s.NormDecl(name=name) | s.StateDecl(name=name) | s.SettlementDecl(name=name):
                if name.text not in used and not _has_ground(statement):
                    errors.append(problem("V505", name.span, name=name.text))
            case s.QuantityDecl(noun=noun):
                if noun.base.text not in used and not _has_ground(statement):
                    errors.append(problem("V505", noun.base.span, name=noun.base.text))
    return errors


def _has_ground(statement: s.Statement) -> bool:
    return any(isinstance(t, s.LawTrailer) for t in getattr(statement, "trailers", ()))


def _values_in(checked: Checked) -> set[str]:
    """Values rules compute with, wherever a term carries their name."""
    from dsl.core import Lit, Term, children

    found: set[str] = set()
    stack: list[Term] = [d.body for d in checked.program.definitions.values()]
    stack += [n.condition for n in checked.norms]
    stack += [t for n in checked.norms for t in (n.deadline, n.recurrence, n.amount) if t is not None]
    stack += [t for n in checked.norms for t in (n.fulfilled, n.lapses, n.violated, n.covered) if t is not None]
    stack += [row.term for table in checked.program.tables for row in table.rows if row.term is not None]
    while stack:
        term = stack.pop()
        if isinstance(term, Lit) and term.name:
            found.add(term.name)
        stack.extend(children(term))
    return found
