"""What an amendment changed, as a reader is told: values old and new, clauses, parties, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.amendments.consolidate import declared
from dsl.change import Change

if TYPE_CHECKING:
    from dsl.amendments.consolidate import TextChange
    from dsl.amendments.versions import Compiled
    from dsl.contract import Contract

_KINDS: dict[type, str] = {
    s.PartyDecl: "part", s.RoleDecl: "rolle", s.SortDecl: "ting", s.EnumDecl: "utvalg", s.ValueDecl: "verdi",
    s.EventDecl: "hendelse", s.StateDecl: "tilstand", s.FactDecl: "faktum", s.JudgementDecl: "skjønn",
    s.RuleDecl: "regel", s.ExceptionDecl: "unntak", s.SilenceDecl: "taushet", s.QuestionDecl: "spørsmål",
    s.Law: "lov", s.TensionDecl: "spenning",
}  # fmt: skip


def changes_of(before: Compiled, after: Compiled) -> tuple[Change, ...]:
    """The changes of one amendment: text in the order of its clauses as written, then names as written."""
    assert after.changed is not None
    was, now = printed(before), printed(after)
    out = [_text(change, was, now) for change in after.changed.passages]
    old = {n.text: (clause, x) for clause, x in before.statements if (n := declared(x)) is not None}
    new = {n.text: (clause, x) for clause, x in after.statements if (n := declared(x)) is not None}
    for how, name in after.changed.names:
        clause, statement = new.get(name) or old[name]
        if isinstance(statement, s.TensionDecl):
            clause = ", ".join(n.text for n in statement.clauses)  # it is about these, wherever it is written
        out.append(
            Change(
                how=how, kind=_kind(statement), name=name, clause=clause,
                old=_spelled(before.contract, name) if how != "ny" else "",
                new=_spelled(after.contract, name) if how != "opphevet" else "",
            )
        )  # fmt: skip
    return tuple(out)


def printed(version: Compiled) -> dict[s.Span, str]:
    """The text of each heading and passage as it is printed, by where it is written."""
    shown = [x for _, x in version.statements if isinstance(x, s.ClauseHeading | s.Passage)]
    texts = (" ".join("".join(bit.text for bit in block.bits).split()) for block in version.contract.blocks)
    return {x.span: text for x, text in zip(shown, texts, strict=True)}


def _text(change: TextChange, was: dict[s.Span, str], now: dict[s.Span, str]) -> Change:
    old = was.get(change.old, "") if change.old is not None else ""
    told = [text for _, x in change.new if (text := now.get(x.span))]
    new = " ".join(told)
    name = f"punkt {change.clause}" + (f" ledd {change.passage}" if change.passage else "")
    match change.how:
        case "endre":
            return Change(how="endret", kind="ledd", name=name, clause=change.clause, old=old, new=new)
        case "etter":
            return Change(how="ny", kind="ledd", name=f"etter {name}", clause=change.clause, new=new)
        case "sist":
            return Change(how="ny", kind="ledd", name=f"sist i {name}", clause=change.clause, new=new)
        case "opphev":
            return Change(how="opphevet", kind="ledd", name=name, clause=change.clause, old=old)
        case "overskrift":
            return Change(how="endret", kind="overskrift", name=name, clause=change.clause, old=old, new=new)
        case "slettet":
            return Change(how="opphevet", kind="punkt", name=name, clause=change.clause, old=old)
    new = ": ".join([told[0], " ".join(told[1:])]) if len(told) > 1 else new  # a new clause: its heading first
    return Change(how="ny", kind="punkt", name=name, clause=change.clause, new=new)


def _kind(statement: s.Statement) -> str:
    if isinstance(statement, s.NormDecl | s.QuantityDecl):
        return statement.kind
    return _KINDS.get(type(statement), "")


def _spelled(contract: Contract, name: str) -> str:
    value = next((v for v in contract.values if v.name == name), None)
    if value is not None:
        return value.spelling
    party = next((p for p in contract.parties if p.name == name), None)
    return f"{party.title}, {party.role}" if party is not None else ""
