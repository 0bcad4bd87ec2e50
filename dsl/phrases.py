"""Phrases to core terms by the agreement's own vocabulary: the one pattern that fits, what it means, and what it
introduces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from dsl import syntax as s
from dsl.core import Attr, EventSource, Lit, Moment, Op, Term, Type, Var
from dsl.diagnostics import Diagnostic, Note, problem
from dsl.fragments import TRUE, Binder, Fragment, Scope, both
from dsl.matching import (
    Context,
    Filling,
    Given,
    Inner,
    Introduced,
    LiteralReader,
    Match,
    Named,
    Ranging,
    as_constant,
    filling_type,
    fits,
    matches,
)
from dsl.meaning import any_type, atom_text, source_of, use_of
from dsl.nearest import close_matches
from dsl.typing_nb import describe
from dsl.vocabulary import NounInfo, SlotPart, Vocabulary

if TYPE_CHECKING:
    from dsl.contract import EventKind

_EXPLAINED = 200
"""After so many errors, no more suggestions are looked for."""


@define
class PhraseCompiler:
    """Phrases of one file by its vocabulary; errors are collected in ``errors``."""

    vocabulary: Vocabulary
    values: dict[str, tuple[Term, tuple[Type, ...]]]
    events: dict[str, EventKind]
    literals: LiteralReader
    errors: list[Diagnostic]
    used: set[str] = field(factory=set)
    recurrences: dict[str, Term] = field(factory=dict)
    _fresh: int = 0
    _tried: dict[tuple[s.Span, Type, int], tuple[bool, Scope]] = field(
        factory=dict
    )  # the scope is kept, so its id stays its own

    def quantity(self, expr: s.Expr, scope: Scope, wanted: Type | None = None) -> tuple[Term, Type]:
        """A term and its type; the compiler of whole expressions supplies it."""
        raise NotImplementedError  # phrases nest in expressions and expressions in phrases

    # ── phrases ──
    def context(self, scope: Scope) -> Context:
        """What phrases are matched in."""
        return Context(
            vocabulary=self.vocabulary, references=scope.references, values=self.values, literal=self.literals
        )

    def best(self, phrase: s.Phrase, scope: Scope, *, wanted: str, quiet: bool = False) -> Match | None:
        """The one pattern that fits with the right types; several are an error, wrong types are reported."""
        found = [m for m in matches(phrase.atoms, self.context(scope)) if m.pattern.role != "act"]
        if wanted == "ja":
            found = [m for m in found if m.pattern.result.kind == "ja"]
        if not found:
            return None
        typed = [m for m in found if self._typed(m, scope)]
        if not typed:
            if not quiet:
                self._mistyped(found[0], phrase)
            return None if quiet else found[0]
        special = [m for m in typed if m.pattern.role != "builtin"] or typed
        fewest = min(len(m.fillings) for m in special)
        special = [m for m in special if len(m.fillings) == fewest]
        if len(special) > 1 and not quiet:
            notes = [Note(m.pattern.span, "one") for m in special if m.pattern.span != s.NOWHERE]
            self.errors.append(problem("V204", phrase.span, *notes[:2], phrase=self.text(phrase)))
        return special[0]

    def _typed(self, match: Match, scope: Scope) -> bool:
        return all(
            self._inner_type(f, p.type, scope) if isinstance(f, Inner) else filling_type(f, p.type) is not None
            for f, p in zip(match.fillings, match.pattern.slots, strict=True)
        )

    def _inner_type(self, filling: Inner, wanted: Type, scope: Scope) -> bool:
        if isinstance(filling.atom, s.Quote):
            return wanted.kind in ("tekst", "noe")
        key = (filling.span, wanted, id(scope))
        if key not in self._tried:  # a phrase inside a phrase inside a phrase would be read again at every step
            kept, used = len(self.errors), set(self.used)
            _, type_ = self.quantity(filling.atom.inner, scope, wanted)
            del self.errors[kept:]
            self.used = used
            self._tried[key] = (type_.kind == "feil" or fits(type_, wanted), scope)
        return self._tried[key][0]

    def _mistyped(self, match: Match, phrase: s.Phrase) -> None:
        for filling, slot in zip(match.fillings, match.pattern.slots, strict=True):
            if filling_type(filling, slot.type) is None:
                found = any_type(filling)
                words = {"expected": describe(slot.type), "phrase": self.text(phrase), "found": describe(found)}
                self.errors.append(problem("V301", filling.span, **words))
                return

    def apply(self, match: Match, scope: Scope, phrase: s.Phrase) -> Fragment:
        """The sentence or quantity a match means, with what it introduces."""
        pattern = match.pattern
        self.used.add(pattern.name)
        if pattern.role == "event":
            return self._apply_event(match, scope)
        binders: list[Binder] = []
        args: list[Term] = []
        before = scope  # what ranges, and what is introduced under it, is one for each and not known afterwards
        for filling, slot in zip(match.fillings, pattern.slots, strict=True):
            if pattern.role == "given" and slot is pattern.slots[-1] and isinstance(filling, Introduced):
                value = Attr(args[0], pattern.detail)
                scope = scope.knowing(filling.noun.definite, value, slot.type)
                return Fragment(tuple(binders), Op("given", (value,)), scope)
            term, scope = self._argument(filling, slot, scope, binders, phrase)
            args.append(term)
        known = before if any(b.kind == "every" for b in binders) else scope
        return Fragment(tuple(binders), use_of(pattern, tuple(args), match), known)

    def _argument(
        self, filling: Filling, slot: SlotPart, scope: Scope, binders: list[Binder], phrase: s.Phrase
    ) -> tuple[Term, Scope]:
        match filling:
            case Introduced(noun=noun) | Ranging(noun=noun):
                if noun.type.kind not in ("part", "hendelse", "ting"):
                    self.errors.append(problem("V305", filling.span, phrase=self.text(phrase)))
                    return Lit(None), scope
                var = self.fresh(noun.base)
                kind = "every" if isinstance(filling, Ranging) else "exists"
                extra: Term = TRUE
                key = noun.definite
                if isinstance(filling, Introduced) and filling.other:
                    known = scope.references.get(noun.definite)
                    key = f"den andre {noun.definite}"
                    if known is not None:
                        extra = Op("≠", (Var(var), known[0]))
                binders.append(Binder(kind, var, source_of(noun.type), extra))
                return Var(var), scope.knowing(key, Var(var), noun.type)
            case Given():
                return filling.term, scope
            case Named():
                if filling_type(filling, slot.type) is None:
                    return Lit(None), scope
                return as_constant(filling, slot.type), scope
            case Inner(atom=s.Quote() as quote):
                return Lit(quote.text), scope
            case Inner(atom=s.Paren() as paren):
                term, type_ = self.quantity(paren.inner, scope, slot.type)
                if type_.kind != "feil" and not fits(type_, slot.type):
                    self.wrong_type(paren, slot.type, type_)
                return term, scope
        return Lit(None), scope

    def _apply_event(self, match: Match, scope: Scope) -> Fragment:
        """«kommunestyret i kommunen har vedtatt et beløp …»: there is such an event, on or before the moment."""
        pattern = match.pattern
        before = scope
        kind = self.events[pattern.name]
        event = Var(self.fresh(kind.name))
        binders: list[Binder] = []
        conditions: list[Term] = [Op("≤", (Attr(event, "dato"), Moment()))]
        for filling, slot in zip(match.fillings, pattern.slots, strict=True):
            attribute = Attr(event, slot.name)
            match filling:
                case Introduced(noun=noun, other=other):
                    key = f"den andre {noun.definite}" if other else noun.definite
                    known = scope.references.get(noun.definite)
                    if other and known is not None:
                        conditions.append(Op("≠", (attribute, known[0])))
                    if noun.type.kind == "part" and noun.type != slot.type:
                        conditions.append(Op("role", (attribute, Lit(noun.type.name))))
                    scope = scope.knowing(key, attribute, noun.type)
                case Ranging(noun=noun):
                    var = self.fresh(noun.base)
                    binders.append(Binder("every", var, source_of(noun.type), TRUE))
                    conditions.append(Op("=", (attribute, Var(var))))
                case _:
                    term, scope = self._argument(filling, slot, scope, binders, s.Phrase((), filling.span))
                    conditions.append(Op("=", (attribute, term)))
        condition: Term = TRUE
        for part in conditions:
            condition = both(condition, part)
        binders.append(Binder("exists", event.name, EventSource(kind.name), TRUE))
        if any(b.kind == "every" for b in binders):
            scope = before
        elif kind.forms:
            scope = scope.knowing(kind.forms[0], event, Type("hendelse", kind.name))
        return Fragment(tuple(binders), condition, scope)

    # ── errors and small help ──
    def fresh(self, stem: str) -> str:
        """A variable name nobody else has."""
        self._fresh += 1
        return f"{stem}.{self._fresh}"

    def text(self, expr: s.Phrase | s.Paren) -> str:
        """The words of a phrase, for a message."""
        if isinstance(expr, s.Paren):
            return "( … )"
        return " ".join(atom_text(a) for a in expr.atoms)

    def noun(self, name: s.Name) -> NounInfo | None:
        """The noun of that name; an unknown one is reported."""
        noun = self.vocabulary.nouns.get(name.text)
        if noun is None:
            near = close_matches(name.text, list(self.vocabulary.nouns), 1)
            self.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
        return noun

    def unknown(self, phrase: s.Phrase, scope: Scope) -> None:
        """Explain a phrase nothing fits: an unknown value, a dangling reference, or no such sentence."""
        for atom in phrase.atoms:
            if isinstance(atom, s.ValueRef) and atom.name not in self.values:
                near = close_matches(atom.name, list(self.values), 1)
                suggestion = f"{{{near[0]}}}" if near else ""
                self.errors.append(problem("V202", atom.span, suggestion=suggestion, name=atom.name))
                return
        for atom in phrase.atoms:
            if not (isinstance(atom, s.Word) and atom.text in self.vocabulary.definites):
                continue
            if atom.text not in scope.references and self._fits_if_known(phrase, atom.text, scope):
                self.errors.append(problem("V205", atom.span, name=atom.text))
                return
        text = self.text(phrase)
        near = []
        if len(self.errors) < _EXPLAINED:
            near = close_matches(text, [p.words() for p in self.vocabulary.patterns()], 1, 0.5)
        self.errors.append(problem("V203", phrase.span, suggestion=near[0] if near else "", phrase=text))

    def _fits_if_known(self, phrase: s.Phrase, form: str, scope: Scope) -> bool:
        if len(phrase.atoms) == 1:
            return True
        noun = self.vocabulary.definites[form]
        supposed = scope
        for atom in phrase.atoms:  # suppose every definite form known, so that several dangling ones are found too
            if isinstance(atom, s.Word) and atom.text in self.vocabulary.definites:
                supposed = supposed.knowing(atom.text, Lit(None), self.vocabulary.definites[atom.text].type)
        return bool(matches(phrase.atoms, self.context(supposed.knowing(form, Lit(None), noun.type))))

    def not_a_condition(self, expr: s.Expr) -> None:
        """Report that something is not true or false."""
        text = self.text(expr) if isinstance(expr, s.Phrase) else "uttrykket"
        self.errors.append(problem("V304", expr.span, phrase=text))

    def wrong_type(self, expr: s.Phrase | s.Paren, wanted: Type, found: Type) -> None:
        """Report a type that does not belong."""
        words = {"expected": describe(wanted), "phrase": self.text(expr), "found": describe(found)}
        self.errors.append(problem("V301", expr.span, **words))
