"""From an agreement's declared questions to the question reader, and back to arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.values import Amount
from engine.questions import Pattern, Shelf, Slot, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.case import Case
    from dsl.contract import Contract, Param, Question
    from dsl.core import Type
    from engine.world import Facts, Model

_BUILT_IN = frozenset({"dag", "år", "beløp", "andel", "tall"})


def shelf_for(model: Model, case: Case | None) -> Shelf:
    """The reader's wordings and names for an agreement and the names a case adds; made once for each set of names."""
    if "questions" not in model.cache:
        model.cache["questions"] = {q.name: q for q in model.contract.questions}
    names = (case.parties, case.individuals) if case is not None else ()
    kept = model.cache.setdefault("shelves", {})
    if names not in kept:
        kept[names] = Shelf(patterns(model.contract), vocabularies(model.contract, case))
    return kept[names]  # type: ignore[no-any-return]  # the cache holds shelves only


def patterns(contract: Contract) -> list[Pattern]:
    """Every wording of every question."""
    out = []
    for question in contract.questions:
        for language, text in question.wordings:
            wording = text
            slots = []
            for param in question.params:
                for spelling in (param.name, param.name.replace("annen ", "annen-")):
                    if f"{{{spelling}}}" in wording:
                        wording = wording.replace(f"{{{spelling}}}", f"{{{param.name}}}")
                        slots.append(Slot(param.name, slot_type(param.type)))
                        break
            code = "en" if language == "en" else "nb"
            out.append(Pattern(question=question.name, language=code, text=wording, slots=tuple(slots)))
    return out


def slot_type(type_: Type) -> str:
    """The reader's name for a slot's type."""
    if type_.kind in _BUILT_IN:
        return type_.kind
    return f"{type_.kind}:{type_.name}"


def vocabularies(contract: Contract, case: Case | None) -> list[Vocabulary]:
    """What can fill each kind of slot."""
    parties = contract.parties + (case.parties if case is not None else ())
    everyone = tuple(Term(p.name, tuple(dict.fromkeys((p.name, p.title)))) for p in parties)
    single = {r.name for r in contract.roles if r.extent == "own"}
    out = [Vocabulary("part:", everyone)]
    for role in contract.roles:
        # A part asked about in another role than its own is still understood; the answer says what follows.
        holders = [
            p
            for p in parties
            if role.extent == "all" or p.role == role.name or (role.extent == "rest" and p.role not in single)
        ]
        forms = {p.name: tuple(dict.fromkeys((p.name, p.title))) for p in parties}
        terms = tuple(Term(name, names) for name, names in forms.items())
        if len(holders) == 1 and role.forms:
            named = tuple(f for f in role.forms if f)
            terms = tuple(Term(t.id, t.forms + named) if t.id == holders[0].name else t for t in terms)
        out.append(Vocabulary(f"part:{role.name}", terms))
    for name, members in contract.enums:
        out.append(Vocabulary(f"utvalg:{name}", tuple(Term(m, (m,)) for m in members)))
    individuals = case.individuals if case is not None else ()
    for sort, _ in contract.sorts:
        terms = tuple(
            Term(n, (n, n.replace("-", " "))) if "-" in n else Term(n, (n,)) for n, s in individuals if s == sort
        )
        out.append(Vocabulary(f"ting:{sort}", terms))
    events = case.events if case is not None else ()
    for kind in contract.events:
        terms = tuple(Term(e.id, (e.id,)) for e in events if e.kind == kind.name)
        out.append(Vocabulary(f"hendelse:{kind.name}", terms))
    return out


def wrong_roles(facts: Facts, question: Question, args: tuple[Any, ...], on: date, lang: str) -> str:
    """Why a question does not fit the parties it names, "" if it does: each must hold the role it is asked about in."""
    asked = list(zip(args, question.params, strict=True))
    about = _day_of_roles(asked, on)
    for arg, param in asked:
        role = param.type.name
        if param.type.kind != "part" or not isinstance(arg, str) or not role or arg in facts.members(role, about):
            continue
        joined = facts.by_name[arg].since if arg in facts.by_name else None
        if joined is not None and arg in facts.members(role, joined):
            shown, day = (f"{d.day}.{d.month}.{d.year}" for d in (joined, about))
            if lang == "en":
                return f"«{arg}» is {role} from {shown}, and was not on {day}."
            return f"«{arg}» er {role} fra {shown}, og var det ikke {day}."
        who = ", ".join(facts.members(role, about)) or ("nobody" if lang == "en" else "ingen")
        if lang == "en":
            return f"«{arg}» is not {role}; the question is about one who is ({who})."
        return f"«{arg}» er ikke {role}; spørsmålet gjelder en som er det ({who})."
    return ""


MOST_YEARS = 200
"""How far from the day of asking a year may be: what is reckoned year by year is no answer to anybody beyond it."""


MOST_PARTIES = 100
"""What each may have done untold grows with them, and past this no answer comes within reasonable time."""


def too_far(years: Iterable[Any], on: date, lang: str) -> str:
    """Why a year is too far off to be asked about, "" if none is."""
    far = next((y for y in years if isinstance(y, int) and abs(y - on.year) > MOST_YEARS), None)
    if far is None:
        return ""
    if lang == "en":
        return f"{far} is more than {MOST_YEARS} years from the day of asking ({on}). Choose a nearer year."
    return (
        f"{far} er mer enn {MOST_YEARS} år fra dagen det spørres ({on.day}.{on.month}.{on.year}). Velg et nærmere år."
    )


def too_many_parties(facts: Facts, lang: str) -> str:
    """Why there are more parties than can be answered for, "" if there are not."""
    count = len(facts.parties)
    if count <= MOST_PARTIES:
        return ""
    if lang == "en":
        return f"There are {count} parties, more than {MOST_PARTIES}. Ask with a case that names those it is about."
    return f"Det er {count} parter, mer enn {MOST_PARTIES}. Spør med en sak som nevner dem det gjelder."


def years_in(question: Question, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The years a question is about."""
    return tuple(a for a, p in zip(args, question.params, strict=True) if p.type.kind == "år")


def _day_of_roles(asked: list[tuple[Any, Param]], on: date) -> date:
    """The day on which a party must hold the role it is asked about in: that of the question's year or day."""
    for arg, param in asked:
        if param.type.kind == "år" and isinstance(arg, int) and 1 <= arg <= date.max.year:
            return date(arg, 12, 31)
        if param.name == "dag" and isinstance(arg, date):
            return arg
    return on


def arguments(question: Question, values: dict[str, Any]) -> tuple[Any, ...]:
    """The arguments in the order of the question's parameters; None for one a wording leaves out."""
    out = []
    for param in question.params:
        value = values.get(param.name)
        if param.type.kind == "beløp" and value is not None:
            from fractions import Fraction

            value = Amount(Fraction(value))
        out.append(value)
    return tuple(out)
