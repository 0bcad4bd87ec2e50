"""Who makes a judgement: the question every ``skjønn`` gives, whether or not one is declared.

The answer is what the declaration says after ``avgjøres av``. Where it says nothing the agreement is silent on it, and
so is the answer. What the judgement comes to is for people; that is never answered.
"""

from __future__ import annotations

from dsl import syntax as s
from dsl.contract import Gap, Question
from dsl.core import Lit, Silence, Term, Type
from dsl.definitions import Program

_BY_PEOPLE = "Dette er et skjønn: avtalen kan si hvem som treffer det, men ikke hva det blir."


def who_decides(judgement: str) -> str:
    """The name of the question of who makes the judgement, which is also that of the silence where nobody is named."""
    return f"avgjør-{judgement}"


def wordings_of(decl: s.JudgementDecl) -> tuple[tuple[str, str], ...]:
    """The wordings of the question, from the sentence declared: «et mislighold er vesentlig»."""
    sentence = _sentence(decl)
    return (
        ("nb", f"Hvem avgjør om {sentence}?"),
        ("nb", f"Hvem bestemmer om {sentence}?"),
        ("en", f"Who decides whether “{sentence}”?"),
    )


def _sentence(decl: s.JudgementDecl) -> str:
    return " ".join(_text(part) for part in decl.pattern.parts)


def _text(part: s.PatternWord | s.PatternForms | s.PatternChoice) -> str:
    match part:
        case s.PatternForms():
            return part.forms[min(1, len(part.forms) - 1)]
        case s.PatternChoice():
            return " eller ".join(option.text for option in part.options)
    return part.text


def decider(
    program: Program, clause: str, decl: s.JudgementDecl, name: str, wordings: tuple[tuple[str, str], ...]
) -> Question:
    """The question of who makes a judgement no question is declared about."""
    judgement = decl.name.text
    return Question(
        name=name, wordings=wordings, params=(), kind="verdi", term=decided_by(program, judgement),
        result=Type("tekst"), remarks=weighed(program, judgement), place=program.symbols.place(decl.span, clause),
    )  # fmt: skip


def decided_by(program: Program, judgement: str) -> Term:
    """Who makes it, as declared; a silence where nobody is named."""
    info = program.oracles.get(judgement)
    if info is None or not info.decided_by:
        return Silence(who_decides(judgement), None)
    return Lit("; ".join(info.decided_by), judgement)


def weighed(program: Program, judgement: str) -> tuple[str, ...]:
    """That it is a judgement, and what the agreement says speaks for it and against."""
    info = program.oracles.get(judgement)
    if info is None:
        return ()
    lists = (("Taler for", info.speaks_for), ("Taler mot", info.speaks_against))
    return (_BY_PEOPLE, *(f"{lead}: {'; '.join(texts)}." for lead, texts in lists if texts))


def undecided(statements: list[tuple[str, s.Statement]], program: Program) -> tuple[Gap, ...]:
    """The silences on who makes a judgement."""
    return tuple(
        Gap(
            name=who_decides(x.name.text), about=f"hvem som avgjør om {_sentence(x)}",
            place=program.symbols.place(x.span, clause),
        )
        for clause, x in statements
        if isinstance(x, s.JudgementDecl) and isinstance(decided_by(program, x.name.text), Silence)
    )  # fmt: skip
