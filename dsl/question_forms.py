"""Questions to core: the slots of the wordings become parameters, and the answer form a term over them."""

from __future__ import annotations

import re

from dsl import syntax as s
from dsl.contract import Param, Question
from dsl.core import YES_NO, Lit, Op, Term, Type
from dsl.definitions import Program, base_scope, laws, texts
from dsl.diagnostics import Note, problem
from dsl.fragments import Scope
from dsl.judgement_questions import decided_by, decider, weighed, who_decides, wordings_of
from dsl.matching import Ranging, fillings
from dsl.nearest import close_matches

_SLOT = re.compile(r"\{([^{}]*)\}")


def compile_questions(program: Program, statements: list[tuple[str, s.Statement]]) -> tuple[Question, ...]:
    """Every declared question, and for each judgement no question is declared about, who makes it."""
    _check_wordings(program, statements)
    asked = _asked_about(statements)
    found = []
    for clause, statement in statements:
        if isinstance(statement, s.QuestionDecl):
            found.append(_question(program, clause, statement))
        elif isinstance(statement, s.JudgementDecl) and not asked & {
            statement.name.text,
            who_decides(statement.name.text),
        }:
            found.append(decider(program, clause, statement, who_decides(statement.name.text), wordings_of(statement)))
    return tuple(found)


def _asked_about(statements: list[tuple[str, s.Statement]]) -> set[str]:
    """The judgements with a question of who makes them, and the names of all questions."""
    questions = [x for _, x in statements if isinstance(x, s.QuestionDecl)]
    about = {name.text for x in questions if x.answer.kind == "avgjør" for name in x.answer.names}
    return about | {x.name.text for x in questions}


def _question(program: Program, clause: str, decl: s.QuestionDecl) -> Question:
    params = _params(program, decl)
    scope = base_scope(program.symbols, params)
    form, compiler = decl.answer, program.compiler
    term: Term | None = None
    bearer: Term | None = None
    result = YES_NO
    match form.kind:
        case "om" | "når" | "hvem" | "kan" | "tidligst" | "senest":
            bearer = _bearer(program, form, scope)
            if form.kind == "hvem":
                noun = program.symbols.vocabulary.nouns.get(form.names[0].text)
                if noun is None or noun.type.kind != "part":
                    program.symbols.errors.append(problem("V202", form.names[0].span, name=form.names[0].text))
                else:
                    from dsl.core import Var

                    scope = scope.knowing(noun.definite, Var(noun.base), noun.type)
                result = Type("liste")
            assert form.expr is not None
            if form.kind == "når":
                term, type_ = compiler.quantity(form.expr, scope, Type("dag"))
                result = type_ if type_.kind == "ja" else Type("dag")
            else:
                term = compiler.condition(form.expr, scope)
            if form.kind in ("tidligst", "senest"):
                result = Type("dag")
        case "verdi":
            assert form.expr is not None
            term, result = compiler.quantity(form.expr, scope)
        case "bærer" | "hvilke":
            result = Type("liste")
            if form.bearer is not None:
                bearer, _ = compiler.quantity(form.bearer, scope, Type("part"))
        case "taushet":
            result = Type("noe")
        case "avgjør":
            term, result = decided_by(program, form.names[0].text), Type("tekst")
    _check_names(program, form)
    if form.kind == "avgjør":
        kind, marks = "verdi", weighed(program, form.names[0].text)
    else:
        kind, marks = form.kind, ()
    wordings = tuple((language, text.wording) for language, text in decl.wordings)
    return Question(
        name=decl.name.text, wordings=wordings, params=params, kind=kind, term=term, result=result, bearer=bearer,
        names=tuple(n.text for n in form.names), source=form.names[0].text if form.kind == "hvem" else "",
        advice=texts(decl.trailers, "råd"),
        remarks=texts(decl.trailers, "merknad") + marks + laws(decl.trailers, "hjemmel"),
        place=program.symbols.place(decl.span, clause),
    )  # fmt: skip


def _bearer(program: Program, form: s.AnswerForm, scope: Scope) -> Term | None:
    """Whose power it is about: a party, two together, or all of a role («kan alle kommuner: …»)."""
    if form.bearer is None:
        return None
    if form.kind == "kan" and form.fellow is None:
        for filling, length in fillings(form.bearer.atoms, 0, program.compiler.context(scope)):
            if isinstance(filling, Ranging) and filling.noun.type.kind == "part" and length == len(form.bearer.atoms):
                program.compiler.used.add(filling.noun.base)
                return Op("members", (Lit(filling.noun.base),))
    parties = tuple(_party(program, phrase, scope) for phrase in (form.bearer, form.fellow) if phrase is not None)
    return parties[0] if len(parties) == 1 else Op("together", parties)


def _party(program: Program, phrase: s.Phrase, scope: Scope) -> Term:
    compiler = program.compiler
    term, type_ = compiler.quantity(phrase, scope, Type("part"))
    if type_.kind not in ("part", "feil"):
        words = {"expected": "en part", "phrase": compiler.text(phrase), "found": type_.kind}
        compiler.errors.append(problem("V301", phrase.span, **words))
    return term


def _params(program: Program, decl: s.QuestionDecl) -> tuple[Param, ...]:
    params: dict[str, Param] = {}
    for _, text in decl.wordings:
        for match in _SLOT.finditer(text.raw):
            slot = " ".join(match.group(1).split()).replace("annen-", "annen ")
            noun = program.symbols.vocabulary.nouns.get(slot.removeprefix("annen "))
            if noun is None:
                start = text.span.start + 1 + match.start()
                near = close_matches(slot, list(program.symbols.vocabulary.nouns), 1)
                place = s.Span(start, start + len(match.group()))
                program.symbols.errors.append(problem("V208", place, suggestion=near[0] if near else "", name=slot))
                continue
            params.setdefault(slot, Param(slot, noun.type))
    return tuple(params.values())


def _check_wordings(program: Program, statements: list[tuple[str, s.Statement]]) -> None:
    """No wording has a slot twice, and no two questions have the same wording."""
    seen: dict[str, tuple[str, s.Span]] = {}
    for statement in (x for _, x in statements if isinstance(x, s.QuestionDecl)):
        for _, text in statement.wordings:
            slots = [match.group(1).strip() for match in _SLOT.finditer(text.raw)]
            for slot in {name for name in slots if slots.count(name) > 1}:
                program.symbols.errors.append(problem("V209", text.span, name=slot))
            folded = text.wording.casefold()
            owner, first = seen.setdefault(folded, (statement.name.text, text.span))
            if owner != statement.name.text:
                words = text.wording
                program.symbols.errors.append(problem("V210", text.span, Note(first, "first"), wording=words))


_WANTED = {
    "bærer": ("NormDecl",),
    "hvilke": ("NormDecl",),
    "taushet": ("SilenceDecl",),
    "senest": ("EventDecl",),
    "avgjør": ("JudgementDecl",),
}
_SAID = {"bærer": "norm", "hvilke": "norm", "taushet": "taushet", "senest": "hendelse", "avgjør": "skjønn"}


def _check_names(program: Program, form: s.AnswerForm) -> None:
    wanted = _WANTED.get(form.kind)
    if wanted is None:
        return
    for name in form.names:
        owner = program.symbols.names.get(name.text)
        if owner is None:
            near = close_matches(name.text, list(program.symbols.names), 1)
            suggestion = near[0] if near else ""
            program.symbols.errors.append(problem("V202", name.span, suggestion=suggestion, name=name.text))
        elif owner[1] not in wanted:
            program.symbols.errors.append(problem("V206", name.span, name=name.text, kind=_SAID[form.kind]))
        program.compiler.used.add(name.text)
