"""Match a phrase against the declared patterns, word for word.

Each atom is a word of the pattern or fills a slot. What can fill a slot: «en kommune» (introduces), «enhver kommune»
(ranges), the definite form of something introduced (refers), a name, a value, a literal, or a parenthesis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from dsl import syntax as s
from dsl.core import Lit, Term, Type
from dsl.vocabulary import DETERMINERS, UNIVERSALS, Branch, Constant, NounInfo, PatternInfo, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@frozen
class Introduced:
    """«en kommune», or with ``other`` «en annen kommune»."""

    noun: NounInfo
    other: bool
    span: s.Span


@frozen
class Ranging:
    """«enhver kommune»"""

    noun: NounInfo
    span: s.Span


@frozen
class Given:
    """A term already known: a reference, a value. ``types`` are the types it can be read at."""

    term: Term
    types: tuple[Type, ...]
    span: s.Span


@frozen
class Named:
    """A word that names individuals; the slot's type decides which."""

    constants: tuple[Constant, ...]
    span: s.Span


@frozen
class Inner:
    """A parenthesis or quote; compiled when its type is known to matter."""

    atom: s.Paren | s.Quote
    span: s.Span


Filling = Introduced | Ranging | Given | Named | Inner


@frozen
class Match:
    """A pattern that fits, and what fills its slots, in order."""

    pattern: PatternInfo
    fillings: tuple[Filling, ...]


@frozen(kw_only=True)
class Context:
    """What a phrase is matched in: the vocabulary, what has been introduced, and the declared values."""

    vocabulary: Vocabulary
    references: Mapping[str, tuple[Term, Type]]
    values: Mapping[str, tuple[Term, tuple[Type, ...]]]
    literal: LiteralReader


class LiteralReader:
    """Reads a literal atom to a term and the types it can have; the compiler supplies one that also reports errors."""

    def read(self, atom: s.LiteralExpr) -> Given | None:
        """The literal, or None if it is malformed (and reported)."""
        raise NotImplementedError  # the compiler's reader overrides this


def matches(atoms: tuple[s.Atom, ...], context: Context) -> list[Match]:
    """Every pattern that fits the phrase, whatever the types."""
    found: list[Match] = []
    _walk(context.vocabulary.root, atoms, 0, (), context, found)
    return found


def _walk(
    branch: Branch, atoms: tuple[s.Atom, ...], at: int, filled: tuple[Filling, ...], context: Context, out: list[Match]
) -> None:
    if at == len(atoms):
        few = len(branch.ends) == 1 or not filled
        out.extend(Match(pattern, filled) for pattern in (branch.ends if few else branch.ending(_types(filled[0]))))
        return
    atom = atoms[at]
    if isinstance(atom, s.Word):
        following = branch.words.get(atom.text)
        if following is None:  # a sentence may begin with a capital
            following = branch.words.get(atom.text.lower()) if at == 0 else None
        if following is not None:
            _walk(following, atoms, at + 1, filled, context, out)
    if branch.slot is not None:
        for filling, length in fillings(atoms, at, context):
            _walk(branch.slot, atoms, at + length, (*filled, filling), context, out)


def _types(filling: Filling) -> tuple[Type, ...]:
    """The types a filling can be read at."""
    match filling:
        case Introduced(noun=noun) | Ranging(noun=noun):
            return (noun.type,)
        case Given(types=types):
            return types
        case Named(constants=constants):
            return tuple(c.type for c in constants)
    return ()


def fillings(atoms: tuple[s.Atom, ...], at: int, context: Context) -> Iterator[tuple[Filling, int]]:
    """What the atoms from ``at`` on can fill a slot with, and how many atoms each takes."""
    atom = atoms[at]
    match atom:
        case s.Word(text=text, span=span):
            yield from _word_fillings(atoms, at, text, span, context)
        case s.ValueRef(name=name, span=span):
            value = context.values.get(name)
            if value is not None:
                yield Given(value[0], value[1], span), 1
        case s.LiteralExpr(span=span):
            read = context.literal.read(atom)
            if read is not None:
                yield read, 1
        case s.Paren(span=span) | s.Quote(span=span):
            yield Inner(atom, span), 1


def _word_fillings(
    atoms: tuple[s.Atom, ...], at: int, text: str, span: s.Span, context: Context
) -> Iterator[tuple[Filling, int]]:
    lower = text.lower() if at == 0 else text
    after = _word(atoms, at + 1)
    nouns = context.vocabulary.nouns
    if lower in DETERMINERS and after is not None:
        noun = nouns.get(after)
        if noun is not None and noun.base == after:
            yield Introduced(noun, False, _upto(span, atoms[at + 1])), 2
        if after in ("annen", "annet"):
            third = _word(atoms, at + 2)
            if third is not None and third in nouns:
                yield Introduced(nouns[third], True, _upto(span, atoms[at + 2])), 3
    if lower in UNIVERSALS and after is not None and after in nouns:
        yield Ranging(nouns[after], _upto(span, atoms[at + 1])), 2
    if lower == "den" and after == "andre":
        third = _word(atoms, at + 2)
        if third is not None:
            known = context.references.get(f"den andre {third}")
            if known is not None:
                yield Given(known[0], (known[1],), _upto(span, atoms[at + 2])), 3
    reference = context.references.get(lower)
    if reference is not None:
        yield Given(reference[0], (reference[1],), span), 1
    constants = context.vocabulary.constants.get(text)
    if constants:
        yield Named(tuple(constants), span), 1


def _word(atoms: tuple[s.Atom, ...], at: int) -> str | None:
    if at < len(atoms):
        atom = atoms[at]
        if isinstance(atom, s.Word):
            return atom.text
    return None


def _upto(start: s.Span, last: s.Atom) -> s.Span:
    return s.Span(start.start, last.span.end)


_ALIKE = {"andel": {"tall", "prosent"}, "tall": {"andel"}, "prosent": {"andel", "tall"}}


def fits(found: Type, wanted: Type) -> bool:
    """May a value of type ``found`` stand where ``wanted`` is asked for? Roles are sets of parties, checked when
    evaluated.
    """
    if wanted.kind == "noe":
        return True
    if found.kind == "ord":
        return wanted.kind in ("utvalg", "tekst")
    if found.kind == "liste":
        return wanted.kind in ("utvalg", "liste")
    if found.kind != wanted.kind:
        return found.kind in _ALIKE.get(wanted.kind, set())
    if wanted.kind in ("part", "dag", "tekst"):
        return True
    return wanted.name in ("", found.name) or found.name == ""


def filling_type(filling: Filling, wanted: Type) -> Type | None:
    """The type a filling has when ``wanted`` is asked for, or None if it has no such reading."""
    match filling:
        case Introduced() | Ranging():
            return filling.noun.type if fits(filling.noun.type, wanted) else None
        case Given():
            return next((t for t in filling.types if fits(t, wanted)), None)
        case Named():
            return next((c.type for c in filling.constants if fits(c.type, wanted)), None)
        case Inner():
            return wanted


def as_constant(filling: Named, wanted: Type) -> Lit:
    """The individual a name means in a slot of this type."""
    constant = next(c for c in filling.constants if fits(c.type, wanted))
    return Lit(constant.value)
