"""What a fitting pattern means, and the types of formulas."""

from __future__ import annotations

from dsl import syntax as s
from dsl.core import (
    At,
    Attr,
    Call,
    EventSource,
    Fold,
    Lit,
    Moment,
    Op,
    Oracle,
    RoleSource,
    SortSource,
    Source,
    Term,
    Type,
)
from dsl.fragments import both, negated
from dsl.matching import Filling, Given, Introduced, Match, Named, Ranging
from dsl.vocabulary import PatternInfo

NOT = "ikke"


def use_of(pattern: PatternInfo, args: tuple[Term, ...], match: Match) -> Term:
    """What a fitting pattern means, given its arguments."""
    match pattern.role:
        case "call":
            return Call(pattern.name, args)
        case "oracle" if not args:
            return Oracle(pattern.name, ())
        case "oracle":
            return _membership(lambda last: Oracle(pattern.name, (*args[:-1], last)), args, match)
        case "day":
            return Op("≤", (Attr(args[0], pattern.detail), Moment()))
        case "given":
            return _membership(lambda last: Op("=", (Attr(args[0], pattern.detail), last)), args, match)
        case "choice":
            return Op("=", (Attr(args[0], pattern.detail), Lit(pattern.form)))
        case "count":
            return Fold(op="count", var=f"{pattern.detail}.0", source=RoleSource(pattern.detail), where=None, of=Lit(1))
        case "role":
            return Op("role", (args[0], Lit(pattern.detail)))
        case "from":
            return Op("=", (Attr(args[0], pattern.detail), args[1]))
    return Op(pattern.name, args)


def _membership(make: object, args: tuple[Term, ...], match: Match) -> Term:
    """A list in the last slot means: one of them."""
    assert callable(make)
    last = args[-1] if args else None
    if isinstance(last, Lit) and isinstance(last.value, tuple) and match.pattern.slots[-1].type.kind != "liste":
        return Op("or", tuple(make(Lit(item, last.name)) for item in last.value))
    return make(last)  # type: ignore[no-any-return]  # each maker returns a term


def moved(condition: Term, word: str, day: Term) -> Term:
    """The condition read on the day the time phrase gives."""
    before = Op("day-before", (day,))
    match word:
        case "senest" | "innen":
            return At(condition, day)
        case "før":
            return At(condition, before)
        case "tidligst":
            return both(condition, negated(At(condition, before)))
        case "etter":
            return both(condition, negated(At(condition, day)))
    return At(condition, day, exact=True)


def source_of(type_: Type) -> Source:
    """What a variable of this type ranges over."""
    match type_.kind:
        case "part":
            return RoleSource(type_.name)
        case "hendelse":
            return EventSource(type_.name)
    return SortSource(type_.name)


_NUMBERS = {"tall", "andel", "prosent", "år"}


def arithmetic_type(left: str, op: str, right: str) -> str | None:
    """The kind of a formula, None if it makes no sense."""
    if op in "+−":
        if left == right and left in ("beløp", "tall", "andel", "periode"):
            return left
        if left == "år" and right == "tall":
            return "år"
        if left == "år" and right == "år":
            return "tall" if op == "−" else None
        if left in _NUMBERS and right in _NUMBERS:
            return "andel" if "andel" in (left, right) else "tall"
        return None
    if op == "·":
        if "beløp" in (left, right):
            other = right if left == "beløp" else left
            return "beløp" if other in _NUMBERS else None
        if left in _NUMBERS and right in _NUMBERS:
            return "andel" if "andel" in (left, right) else "tall"
        return None
    if left == "beløp":
        return "beløp" if right in _NUMBERS else "andel" if right == "beløp" else None
    return "andel" if left in _NUMBERS and right in _NUMBERS else None


def any_type(filling: Filling) -> Type:
    """The first type a filling can have, for a message."""
    match filling:
        case Introduced() | Ranging():
            return filling.noun.type
        case Given():
            return filling.types[0]
        case Named():
            return filling.constants[0].type
    return Type("noe")


def is_not(atom: s.Atom) -> bool:
    """Is the atom the word «ikke»?"""
    return isinstance(atom, s.Word) and atom.text == NOT


def atom_text(atom: s.Atom) -> str:
    """The atom as written, for a message."""
    match atom:
        case s.Word() | s.LiteralExpr():
            return atom.text
        case s.ValueRef():
            return f"{{{atom.name}}}"
        case s.Quote():
            return f"«{atom.text}»"
    return "( … )"
