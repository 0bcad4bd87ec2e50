"""Text to Contract, read top to bottom: parse → names → text → rules → norms → questions → checks."""

from __future__ import annotations

import gc
import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from dsl import syntax as s
from dsl.by_year import read_by_year
from dsl.checks import CHECKS, Checked
from dsl.contract import Contract, Gap, LawRef
from dsl.definitions import Program, define_all, laws, texts
from dsl.diagnostics import Diagnostic, SourceText
from dsl.expressions import Compiler
from dsl.files import read_file
from dsl.includes import Whole, read_whole
from dsl.judgement_questions import undecided
from dsl.law_records import renamings, requirements, statute, tensions
from dsl.layers import Layers, bind_mandatory, declared, lay, two_powers
from dsl.membership import asked_of_members, declare_ends, ended_roles, members_only, without_ended
from dsl.norms import compile_norms
from dsl.parse import decode, parse_agreement
from dsl.question_forms import compile_questions
from dsl.record import changed
from dsl.settlements import compile_settlements
from dsl.symbols import Symbols, collect
from dsl.tables import compile_tables
from dsl.text import AgreementText, check_quotes, expand, read_text
from dsl.timeless import mark_timeless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsl.contract import Norm, Question
    from dsl.includes import Reader


_AMENDMENT = re.compile(r"(?:\ufeff|\s|#[^\n]*\n)*endringsavtale\b")


@frozen
class Loaded:
    """The outcome of reading one agreement: its contract, unless it has errors."""

    source: SourceText
    contract: Contract | None
    diagnostics: tuple[Diagnostic, ...]
    headings: tuple[tuple[int, str], ...]
    symbols: Symbols | None = None

    def heading_at(self, offset: int) -> str:
        """The clause heading an offset stands under, "" before the first."""
        return next((text for start, text in reversed(self.headings) if start <= offset), "")


def load_bytes(data: bytes, name: str) -> Loaded:
    """Read a file's bytes."""
    text, errors = decode(data)
    if errors:
        return Loaded(SourceText(name, ""), None, tuple(errors), ())
    return load_text(text, name)


def load_text(text: str, name: str = "avtale.vka", reader: Reader = read_file) -> Loaded:
    """Read, resolve and check an agreement; every error of the file is collected.

    ``reader`` gives the bytes of the files it builds on, by their paths.
    """
    with _without_collection():
        return _load(text, name, reader)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection on the way: nearly all that is made stays, and going through it again and again takes
    time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load(text: str, name: str, reader: Reader) -> Loaded:
    if _AMENDMENT.match(text):
        from dsl.amendments.load import load_amended

        return load_amended(text, name, reader)
    tree, errors = parse_agreement(text)
    if tree is None:
        return Loaded(SourceText(name, text), None, tuple(errors), ())
    loaded = compile_whole(read_whole(text, name, tree, reader), errors)
    return evolve(loaded, contract=read_by_year(loaded.contract)) if loaded.contract is not None else loaded


def compile_whole(whole: Whole, errors: list[Diagnostic], may_idle: frozenset[s.Span] = frozenset()) -> Loaded:
    """Resolve and check an agreement that has been read, with ``errors``, and all it builds on.

    ``may_idle`` are the names that need not be used: an earlier version does.
    """
    errors = errors + whole.errors
    layers = lay(whole)
    statements = layers.statements
    symbols = collect(statements, whole.source)
    symbols.errors += layers.errors
    printed = read_text(symbols, whole.own, law=whole.alone is not None)
    compiler = Compiler(
        symbols.vocabulary, symbols.values, symbols.events, symbols.literals, symbols.errors,
        recurrences=symbols.recurrences,
    )  # fmt: skip
    program = Program(symbols, compiler)
    define_all(program, statements)
    declare_ends(program, statements)
    bind_mandatory(program, layers)
    norms = compile_norms(program, statements)
    settlements = compile_settlements(program, statements)
    questions = compile_questions(program, statements)
    compile_tables(program, list(whole.own))
    roles = tuple(symbols.roles.values())
    norms, settlements = members_only(program, norms), without_ended(settlements, ended_roles(roles))
    questions = asked_of_members(questions, norms, roles)
    check_quotes(symbols, printed, whole.own, whole.head.title.words)
    law = _law_records(symbols, whole, layers, printed)
    symbols.errors += two_powers(norms, layers, {declared(x) for _, x in whole.own})
    checked = Checked(program, printed, list(whole.own), norms)
    for check in CHECKS:
        symbols.errors.extend(check(checked))
    found = _sorted(errors + (_not_explained_by(errors, symbols.errors)))
    if found:
        from dsl.blame import blame_values  # only needed when something is wrong

        found = _sorted(blame_values(found, statements))
    found = [e for e in found if not (e.code == "V504" and e.span in may_idle)]
    contract = (
        None if found else _contract(whole.head, whole.source.text, program, printed, statements, norms, questions)
    )
    headings = _headings(whole, printed)
    law["settlements"] = settlements
    return Loaded(whole.source, changed(contract, **law) if contract else None, tuple(found), headings, symbols)


def _law_records(symbols: Symbols, whole: Whole, layers: Layers, printed: AgreementText) -> dict[str, Any]:
    """What the contract keeps of the statutes: their texts, ranks, requirements, and what is declared about them."""
    statutes = []
    for file in whole.statutes:
        known = frozenset(declared(x) for _, x in file.statements)
        text = read_text(symbols, file.statements, law=True, known=known)
        check_quotes(symbols, text, file.statements, file.head.title.words)
        statutes.append(statute(symbols, file, text, layers))
    if whole.alone is not None:
        statutes.append(statute(symbols, whole.alone, printed, layers))
    return {
        "statutes": tuple(statutes), "ranked": tuple(layers.ranked.values()),
        "requirements": requirements(symbols, whole, layers), "tensions": tensions(symbols, whole, printed),
        "renamings": renamings(symbols, layers),
    }  # fmt: skip


def _headings(whole: Whole, printed: AgreementText) -> tuple[tuple[int, str], ...]:
    """Where each clause begins, with its heading, in the file and in those it builds on."""
    own = [
        (x.span.start, f"{'' if whole.alone else 'punkt '}{x.number} {printed.headings[x.number]}")
        for _, x in whole.own
        if isinstance(x, s.ClauseHeading)
    ]
    for part in whole.source.parts:
        own.append((part.start, ""))
    for file in whole.statutes:
        own += [
            (x.span.start, f"{file.name} {x.number} {x.title.words}".rstrip())
            for _, x in file.statements
            if isinstance(x, s.ClauseHeading)
        ]
    return tuple(sorted(own))


def _sorted(errors: list[Diagnostic]) -> list[Diagnostic]:
    unique = {(e.code, e.span, e.words): e for e in errors}
    return sorted(unique.values(), key=lambda e: (e.span.start, e.code))


_FOLLOWING = frozenset({"V202", "V203", "V205", "V206", "V304", "V403", "V404", "V405", "V504", "V505", "V507"})


def _not_explained_by(reading: list[Diagnostic], later: list[Diagnostic]) -> list[Diagnostic]:
    """Where a statement could not be read, that a name is missing may be its fault; such errors wait for the next
    run.
    """
    return [e for e in later if e.code not in _FOLLOWING] if reading else later


def _contract(
    head: s.Head, text: str, program: Program, printed: AgreementText,
    statements: list[tuple[str, s.Statement]],
    norms: tuple[Norm, ...], questions: tuple[Question, ...],
) -> Contract:  # fmt: skip
    symbols = program.symbols
    language = next((t.word.text for t in head.trailers if isinstance(t, s.WordTrailer)), "bokmål")
    gaps = tuple(
        Gap(
            name=x.name.text, about=x.about.words, place=symbols.place(x.span, clause),
            advice=texts(x.trailers, "råd"), filled_by=laws(x.trailers, "utfylles av"),
            remarks=texts(x.trailers, "merknad") + texts(x.trailers, "fordi"),
        )
        for clause, x in statements if isinstance(x, s.SilenceDecl)
    ) + undecided(statements, program)  # fmt: skip
    law_refs = tuple(
        LawRef(
            name=x.name.text, title=x.titles[0].words,
            identifier=x.titles[-1].words if len(x.titles) > 1 else "",
        )
        for _, x in statements if isinstance(x, s.Law)
    )  # fmt: skip
    quoted = _quoted(symbols, statements)
    points = tuple(changed(p, words=quoted.get(p.name) or p.words) for p in program.points.values())
    return Contract(
        name=head.name.text, title=head.title.words,
        language="nn" if language == "nynorsk" else "nb", source="; ".join(texts(head.trailers, "kilde")),
        digest=hashlib.sha256(text.encode()).hexdigest(), parties=tuple(symbols.parties),
        roles=tuple(symbols.roles.values()), sorts=tuple(symbols.sorts.items()), enums=tuple(symbols.enums.items()),
        values=tuple(symbols.value_infos.values()), events=tuple(symbols.events.values()),
        definitions=mark_timeless(tuple(program.definitions.values())), readings=points,
        oracles=tuple(program.oracles.values()), gaps=gaps, norms=norms, questions=questions,
        corrections=tuple(printed.corrections), citations=tuple(printed.citations), laws=law_refs,
        sentences=tuple(printed.sentences), headings=tuple(printed.headings.items()), blocks=tuple(printed.blocks),
        tables=tuple(program.tables),
    )  # fmt: skip


def _quoted(symbols: Symbols, statements: list[tuple[str, s.Statement]]) -> dict[str, str]:
    """The words each reading point is about, as they are printed, by the name of the statement."""
    quoted: dict[str, str] = {}
    for _, statement in statements:
        match statement:
            case s.RuleDecl(name=name, body=s.Rival() as body) | s.NormDecl(name=name, body=s.Rival() as body):
                quoted.setdefault(name.text, expand(symbols, body.words))
            case s.QuantityDecl(noun=noun, body=s.Rival() as body):
                quoted.setdefault(noun.base.text, expand(symbols, body.words))
    return quoted
