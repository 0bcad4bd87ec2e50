"""The sentences of a case file, by the agreement's own vocabulary and the names the case adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from dsl import syntax as s
from dsl.case_holders import Holders
from dsl.core import Lit, Term, Type
from dsl.diagnostics import Diagnostic, SourceText, problem
from dsl.expressions import Compiler
from dsl.fragments import Scope
from dsl.literal_terms import Literals
from dsl.matching import Filling, Given, Inner, Match, Named, as_constant, filling_type, matches
from dsl.nearest import close_matches
from dsl.typing_nb import describe
from dsl.vocabulary import Vocabulary

if TYPE_CHECKING:
    from dsl.pipeline import Loaded

_SAID = {
    "event": "en hendelse", "oracle": "et faktum eller skjønn", "call": "noe som regnes ut",
    "builtin": "noe som regnes ut",
}  # fmt: skip


class CaseSentences:
    """Reads sentences of one case file as declared sentences with constants in their slots."""

    def __init__(self, agreement: Loaded, source: SourceText) -> None:
        assert agreement.symbols is not None
        assert agreement.contract is not None
        self.symbols = agreement.symbols
        self.contract = agreement.contract
        self.source = source
        self.errors: list[Diagnostic] = []
        known = self.symbols.vocabulary
        constants = {word: list(found) for word, found in known.constants.items()}
        self.vocabulary = Vocabulary(known.nouns, known.definites, constants, known.root)
        self.holders = Holders(self.contract, self.symbols)
        self.literals = Literals(self.errors)
        self.compiler = Compiler(self.vocabulary, self.symbols.values, self.symbols.events, self.literals, self.errors)

    # ── sentences ──
    def match(self, phrase: s.Phrase, roles: tuple[str, ...], scope: Scope | None = None) -> Match | None:
        """The declared sentence a phrase is, with constants in its slots."""
        atoms = tuple(
            a for i, a in enumerate(phrase.atoms)
            if not (_is_word(a, "den") and i + 1 < len(phrase.atoms) and _is_date(phrase.atoms[i + 1]))
        )  # fmt: skip
        context = self.compiler.context(scope or Scope())
        found = [m for m in matches(atoms, context) if m.pattern.role != "act"]
        fitting = [m for m in found if m.pattern.role in roles]
        typed = [
            m
            for m in fitting
            if all(_constant_fits(f, p.type) for f, p in zip(m.fillings, m.pattern.slots, strict=True))
        ]
        if typed:
            self._held(typed[0])
            return typed[0]
        if fitting:
            self._mistyped(fitting[0], phrase)
        elif found:
            kind = _SAID.get(found[0].pattern.role, "noe annet")
            self.errors.append(problem("V604", phrase.span, phrase=self.compiler.text(phrase), kind=kind))
        else:
            self._no_such(phrase, atoms)
        return None

    def _held(self, match: Match) -> None:
        """Report a party told of in a slot for a role it never has."""
        for filling, slot in zip(match.fillings, match.pattern.slots, strict=True):
            if isinstance(filling, Named) and filling_type(filling, slot.type) is not None:
                wrong = self.holders.mistake(as_constant(filling, slot.type).value, slot.type, filling.span)
                if wrong is not None:
                    self.errors.append(wrong)

    def _mistyped(self, match: Match, phrase: s.Phrase) -> None:
        for filling, slot in zip(match.fillings, match.pattern.slots, strict=True):
            if not _constant_fits(filling, slot.type):
                words = {
                    "expected": describe(slot.type), "phrase": self.compiler.text(phrase), "found": "noe annet",
                }  # fmt: skip
                self.errors.append(problem("V301", filling.span, **words))
                return

    def _no_such(self, phrase: s.Phrase, atoms: tuple[s.Atom, ...]) -> None:
        text = self.compiler.text(evolve(phrase, atoms=atoms))
        names = [*self.vocabulary.constants]
        for atom in atoms:  # a capital letter that is nobody's name is most likely a misspelt one
            if isinstance(atom, s.Word) and atom.text[:1].isupper() and atom.text not in self.vocabulary.constants:
                near = close_matches(atom.text, names, 1)
                self.errors.append(problem("V202", atom.span, suggestion=near[0] if near else "", name=atom.text))
                return
        near = close_matches(text, [p.words() for p in self.symbols.vocabulary.patterns()], 1, 0.4)
        self.errors.append(problem("V203", phrase.span, suggestion=near[0] if near else "", phrase=text))

    def constant(self, filling: Filling, wanted: Type) -> Any:
        """The plain value a filling is; None if it is not a constant."""
        match filling:
            case Named():
                return as_constant(filling, wanted).value
            case Given(term=Lit(value=value)):
                return value
            case Inner(atom=s.Paren() as paren):
                term: Term = self.compiler.quantity(paren.inner, Scope(), wanted)[0]
                return term.value if isinstance(term, Lit) else None
            case Inner(atom=s.Quote() as quote):
                return quote.text
        return None

    def args(self, match: Match) -> tuple[Any, ...]:
        """The constants in a match\'s slots, in order."""
        return tuple(self.constant(f, p.type) for f, p in zip(match.fillings, match.pattern.slots, strict=True))

    def told(self, sentence: s.Expr) -> tuple[Match, Any] | None:
        """The oracle a sentence is about, and the value told: a quantity with «=» or «er», or yes or no."""
        match sentence:
            case s.Paren():
                return self.told(sentence.inner)
            case s.Comparison(left=s.Phrase() as left, op="=", right=right):
                return self._quantity(left, right)
            case s.Phrase():
                split = _split_at_is(sentence)
                if split is not None and self._is_quantity(split[0]):
                    return self._quantity(split[0], split[1])
                without = tuple(a for a in sentence.atoms if not _is_word(a, "ikke"))
                match = self.match(evolve(sentence, atoms=without), ("oracle",))
                return None if match is None else (match, len(without) == len(sentence.atoms))
        self.errors.append(problem("V304", sentence.span, phrase="uttrykket"))
        return None

    def _is_quantity(self, phrase: s.Phrase) -> bool:
        found = matches(phrase.atoms, self.compiler.context(Scope()))
        return any(m.pattern.role == "oracle" and m.pattern.result.kind != "ja" for m in found)

    def _quantity(self, left: s.Phrase, right: s.Expr) -> tuple[Match, Any] | None:
        match = self.match(left, ("oracle",))
        if match is None:
            return None
        wanted = match.pattern.result
        term, type_ = self.compiler.quantity(right, Scope(), wanted)
        if type_.kind != "feil" and filling_type(Given(term, (type_,), right.span), wanted) is None:
            words = {"expected": describe(wanted), "phrase": "verdien", "found": describe(type_)}
            self.errors.append(problem("V301", right.span, **words))
        elif type_.kind != "feil" and not isinstance(term, Lit):
            self.errors.append(problem("V609", right.span, phrase=self.compiler.text(left)))
        return match, term.value if isinstance(term, Lit) else None


def _is_word(atom: s.Atom, text: str) -> bool:
    return isinstance(atom, s.Word) and atom.text == text


def _is_date(atom: s.Atom) -> bool:
    return isinstance(atom, s.LiteralExpr) and atom.kind == "DATO"


def _split_at_is(phrase: s.Phrase) -> tuple[s.Phrase, s.Phrase] | None:
    """«kostnadene i 2023 er kr 9 000 000»: what is told of, and the value."""
    for k in range(len(phrase.atoms) - 2, 0, -1):
        if _is_word(phrase.atoms[k], "er"):
            left, right = phrase.atoms[:k], phrase.atoms[k + 1 :]
            return (
                s.Phrase(left, s.Span(left[0].span.start, left[-1].span.end)),
                s.Phrase(right, s.Span(right[0].span.start, right[-1].span.end)),
            )
    return None


def _constant_fits(filling: Filling, wanted: Type) -> bool:
    if isinstance(filling, (Named, Given)):
        return filling_type(filling, wanted) is not None
    return isinstance(filling, Inner)
