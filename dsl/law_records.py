"""What a contract keeps of statutes, ranks, required content, tensions and names that have changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.definitions import laws, texts
from dsl.diagnostics import problem
from dsl.law import LawPassage, Renaming, Requirement, Statute, Tension
from dsl.layers import identifier_of
from dsl.nearest import close_matches
from dsl.record import changed
from dsl.text import AgreementText

if TYPE_CHECKING:
    from collections.abc import Collection

    from dsl.includes import StatuteFile, Whole
    from dsl.layers import Layers
    from dsl.symbols import Symbols


def statute(symbols: Symbols, file: StatuteFile, printed: AgreementText, layers: Layers) -> Statute:
    """A statute with its text, as it has read on every day."""
    passages = []
    section = ""
    told = iter(printed.passages)
    for _, statement in file.statements:
        if isinstance(statement, s.ClauseHeading):
            section = statement.number.removeprefix("§ ")
        elif isinstance(statement, s.Passage):
            since, until = (_day(symbols, statement, kind) for kind in ("i kraft fra", "fram til"))
            sentences = next(told)
            passages.append(
                LawPassage(
                    section=section, paragraph=file.paragraphs[statement.span.start], label=statement.label,
                    sentences=tuple((x.text, x.marks) for x in sentences), since=since, until=until,
                )
            )  # fmt: skip
    return Statute(
        name=file.name, title=file.head.title.words, identifier=identifier_of(file),
        source="; ".join(texts(file.head.trailers, "kilde")), cited=layers.cited[file.name],
        headings=tuple((number.removeprefix("§ "), title) for number, title in printed.headings.items()),
        passages=tuple(passages),
    )  # fmt: skip


def _day(symbols: Symbols, statement: s.Passage, kind: str) -> date | None:
    found = next((t for t in statement.trailers if isinstance(t, s.DayTrailer) and t.kind == kind), None)
    value = symbols.literals.value(found.day) if found is not None else None
    return value if isinstance(value, date) else None


def requirements(symbols: Symbols, whole: Whole, layers: Layers) -> tuple[Requirement, ...]:
    """Each requirement with what the agreement has for it; a name that is none is an error."""
    found = {
        x.name.text: Requirement(
            name=x.name.text, words=x.words.words, clause=clause,
            conditional=any(isinstance(t, s.NamesTrailer) and t.kind == "betinget" for t in x.trailers),
            remarks=texts(x.trailers, "merknad"),
        )
        for clause, x in layers.statements if isinstance(x, s.RequirementDecl)
    }  # fmt: skip
    for clause, x in whole.own:
        if not isinstance(x, s.ContentDecl):
            continue
        wanted: list[tuple[s.Name, Collection[str]]] = [(x.name, found), *((n, symbols.names) for n in x.by)]
        for name, known in wanted:
            if name.text not in known:
                near = close_matches(name.text, list(known), 1)
                symbols.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
        if x.name.text in found:
            place = symbols.place(x.name.span, clause)
            found[x.name.text] = changed(
                found[x.name.text], by=tuple(n.text for n in x.by), at=place.clause, line=place.line,
                remarks=texts(x.trailers, "merknad") or found[x.name.text].remarks,
            )  # fmt: skip
    return tuple(found.values())


def tensions(symbols: Symbols, whole: Whole, printed: AgreementText) -> tuple[Tension, ...]:
    """The declared tensions; clauses and names must be there."""
    out = []
    for clause, x in whole.own:
        if not isinstance(x, s.TensionDecl):
            continue
        about = tuple(n for t in x.trailers if isinstance(t, s.NamesTrailer) and t.kind == "gjelder" for n in t.names)
        for number in x.clauses:
            if number.text not in printed.headings:
                symbols.errors.append(problem("V404", number.span, citation=f"punkt {number.text}"))
        for name in about:
            if name.text not in symbols.names:
                near = close_matches(name.text, list(symbols.names), 1)
                symbols.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
        out.append(
            Tension(
                name=x.name.text, clauses=tuple(n.text for n in x.clauses), text=x.text.words,
                line=symbols.place(x.name.span, clause).line, about=tuple(n.text for n in about),
                remarks=texts(x.trailers, "merknad"), advice=texts(x.trailers, "råd"),
            )
        )  # fmt: skip
    return tuple(out)


def renamings(symbols: Symbols, layers: Layers) -> tuple[Renaming, ...]:
    """The names that have changed."""
    out = []
    for _, x in layers.statements:
        if isinstance(x, s.RenamingDecl):
            since = symbols.literals.value(x.since)
            if isinstance(since, date):
                old, new = (tuple(t.words for t in forms) for forms in (x.old, x.new))
                out.append(
                    Renaming(
                        name=x.name.text, old=old, new=new, since=since, laws=laws(x.trailers, "hjemmel"),
                        remarks=texts(x.trailers, "merknad"), at_latest=x.at_latest,
                    )
                )  # fmt: skip
    return tuple(out)


__all__ = ["renamings", "requirements", "statute", "tensions"]
