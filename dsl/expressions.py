"""Expressions to core terms: joints by the grammar, phrases by the vocabulary, types checked on the way.

«en …» introduces and the definite form refers: a condition is compiled from left to right, and what one sentence introduces
is known in those that follow it. Introducing means *there is one*; «enhver» means *for each*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from dsl import syntax as s
from dsl.core import (
    YES_NO,
    At,
    Attr,
    Call,
    EventSource,
    Every,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    Oracle,
    RoleSource,
    Silence,
    SortSource,
    Source,
    Term,
    Type,
    Var,
    YearSource,
)  # fmt: skip
from dsl.diagnostics import Diagnostic, Note, problem
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
    fillings,
    fits,
    matches,
)  # fmt: skip
from dsl.nearest import close_matches
from dsl.typing_nb import describe, result_of
from dsl.vocabulary import NounInfo, PatternInfo, SlotPart, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsl.contract import EventKind

TRUE, FALSE = Lit(True), Lit(False)
_TIME_WORDS = ("senest", "innen", "tidligst", "før", "etter", "på", "den")
_NOT = "ikke"
_EXPLAINED = 200
"""After so many errors no more sentences are compared with all others to suggest one."""


@frozen
class Scope:
    """What has been introduced so far: definite form → term and type."""

    references: Mapping[str, tuple[Term, Type]] = field(factory=dict)

    def knowing(self, form: str, term: Term, type_: Type) -> Scope:
        """A scope that also knows ``form``."""
        return Scope({**self.references, form: (term, type_)})


@frozen
class Binder:
    """A variable a sentence brings with it: «en …» (exists) or «enhver …» (every), with what must hold of it."""

    kind: str
    var: str
    source: Source
    condition: Term


@frozen
class Fragment:
    """A compiled sentence before what follows it is known: its variables, its condition, and the scope after it."""

    binders: tuple[Binder, ...]
    condition: Term
    scope: Scope

    def around(self, rest: Term) -> Term:
        """The sentence with the rest of the condition inside the reach of what it introduces."""
        exists = [b for b in self.binders if b.kind == "exists"]
        every = [b for b in self.binders if b.kind == "every"]
        if every:  # what is introduced under «enhver» is one for each, and is not known afterwards
            inner = self.condition
            for b in reversed(exists):
                inner = Exists(b.var, b.source, both(b.condition, inner))
            for b in reversed(every):
                inner = Every(b.var, b.source, inner)
            return both(inner, rest)
        inner = both(self.condition, rest)
        for b in reversed(exists):
            inner = Exists(b.var, b.source, both(b.condition, inner))
        return inner


def both(left: Term, right: Term) -> Term:
    """``left og right``, without the trivial."""
    if left == TRUE:
        return right
    if right == TRUE:
        return left
    parts = [*(left.args if isinstance(left, Op) and left.op == "and" else (left,))]
    parts += right.args if isinstance(right, Op) and right.op == "and" else (right,)
    return Op("and", tuple(parts))


def negated(term: Term) -> Term:
    """``ikke term``."""
    return Op("not", (term,))


@define
class Compiler:
    """Compiles the expressions of one file; errors are collected in ``errors``."""

    vocabulary: Vocabulary
    values: dict[str, tuple[Term, tuple[Type, ...]]]
    events: dict[str, EventKind]
    literals: LiteralReader
    errors: list[Diagnostic]
    used: set[str] = field(factory=set)
    recurrences: dict[str, Term] = field(factory=dict)
    _fresh: int = 0
    _tried: dict[tuple[s.Span, Type, int], tuple[bool, Scope]] = field(factory=dict)  # the scope is kept, so its id stays its own

    # ── conditions ──
    def condition(self, expr: s.Expr, scope: Scope) -> Term:
        """A yes/no term."""
        return self._all_of((expr,), scope)

    def _all_of(self, items: tuple[s.Expr, ...], scope: Scope) -> Term:
        if not items:
            return TRUE
        fragment = self.sentence(items[0], scope)
        return fragment.around(self._all_of(items[1:], fragment.scope))

    def sentence(self, expr: s.Expr, scope: Scope) -> Fragment:
        """One conjunct: what it introduces is known after it."""
        match expr:
            case s.Phrase():
                return self._phrase_sentence(expr, scope)
            case s.Paren():
                return self.sentence(expr.inner, scope)
            case s.AllOf():
                return self._chain(expr.items, scope)
            case s.AnyOf():
                return Fragment((), Op("or", tuple(self.condition(i, scope) for i in expr.items)), scope)
            case s.Comparison():
                return Fragment((), self._comparison(expr, scope), scope)
        term, type_ = self.quantity(expr, scope)
        if type_.kind != "ja":
            self._not_a_condition(expr)
        return Fragment((), term, scope)

    def _chain(self, items: tuple[s.Expr, ...], scope: Scope) -> Fragment:
        """``a og b`` as a conjunct whose introductions reach what follows."""
        binders: tuple[Binder, ...] = ()
        condition: Term = TRUE
        for item in items:
            fragment = self.sentence(item, scope)
            if any(b.kind == "every" for b in fragment.binders):
                condition = both(condition, fragment.around(TRUE))
            else:
                binders += fragment.binders
                condition = both(condition, fragment.condition)
            scope = fragment.scope
        return Fragment(binders, condition, scope)

    def _phrase_sentence(self, phrase: s.Phrase, scope: Scope) -> Fragment:
        atoms = phrase.atoms
        if len(atoms) == 1 and isinstance(atoms[0], s.Paren):
            return self.sentence(atoms[0], scope)
        without = tuple(a for a in atoms if not _is_not(a))
        if len(without) < len(atoms) and without:
            inner = self._phrase_sentence(evolve(phrase, atoms=without), scope)
            return Fragment((), negated(inner.around(TRUE)), scope)
        found = self._best(phrase, scope, wanted="ja")
        if found is not None:
            return self._apply(found, scope, phrase)
        timed = self._timed(phrase, scope)
        if timed is not None:
            return timed
        term, type_ = self.quantity(phrase, scope)
        if type_.kind not in ("ja", "feil"):
            self._not_a_condition(phrase)
        return Fragment((), term, scope)

    def _timed(self, phrase: s.Phrase, scope: Scope) -> Fragment | None:
        """A sentence with a time phrase after it: «… senest D», «… før D», «… på D»."""
        atoms = phrase.atoms
        for k in range(1, len(atoms) - 1):
            atom = atoms[k]
            if not (isinstance(atom, s.Word) and atom.text in _TIME_WORDS):
                continue
            left = s.Phrase(atoms[:k], s.Span(phrase.span.start, atoms[k - 1].span.end))
            found = self._best(left, scope, wanted="ja", quiet=True)
            if found is None:
                continue
            right = s.Phrase(atoms[k + 1 :], s.Span(atoms[k + 1].span.start, phrase.span.end))
            day = self._as_day(right, scope)
            fragment = self._apply(found, scope, left)
            return evolve(fragment, condition=_moved(fragment.condition, atom.text, day))
        return None

    def _as_day(self, phrase: s.Phrase, scope: Scope) -> Term:
        term, type_ = self.quantity(phrase, scope)
        if type_.kind not in ("dag", "feil"):
            self._wrong_type(phrase, Type("dag"), type_)
        return term

    def _comparison(self, expr: s.Comparison, scope: Scope) -> Term:
        left, left_type = self.quantity(expr.left, scope)
        right, right_type = self.quantity(expr.right, scope, wanted=left_type)
        if left_type.kind in ("tall", "år") and right_type.kind not in (left_type.kind, "feil"):
            left, left_type = self.quantity(expr.left, scope, wanted=right_type)
        if "feil" in (left_type.kind, right_type.kind):
            return TRUE
        if not (fits(right_type, left_type) or fits(left_type, right_type)):
            words = {"left": describe(left_type), "right": describe(right_type)}
            self.errors.append(problem("V303", expr.span, **words))
        return Op(expr.op, (left, right))

    # ── quantities ──
    def quantity(self, expr: s.Expr, scope: Scope, wanted: Type | None = None) -> tuple[Term, Type]:
        """A term and its type. ``wanted`` chooses between the readings of a literal (1/1 is a day or a fraction)."""
        match expr:
            case s.Phrase():
                return self._phrase_quantity(expr, scope, wanted)
            case s.Paren():
                return self.quantity(expr.inner, scope, wanted)
            case s.AllOf() | s.AnyOf() | s.Comparison():
                return self.condition(expr, scope), YES_NO
            case s.Arithmetic():
                return self._arithmetic(expr, scope)
            case s.Extreme():
                parts = [self.quantity(item, scope, wanted) for item in expr.items]
                return Op(expr.op, tuple(t for t, _ in parts)), parts[0][1]
            case s.DayOf():
                return Onset(self.condition(expr.sentence, scope)), Type("dag")
            case s.Collection():
                return self._collection(expr, scope)
            case s.FirstDay():
                return self._first_day(expr, scope)
            case s.SilenceExpr():
                self.used.add(expr.gap.text)
                if expr.filler is None:
                    return Silence(expr.gap.text, None), wanted or Type("noe")
                filler, type_ = self.quantity(expr.filler, scope, wanted)
                return Silence(expr.gap.text, filler), type_

    def _phrase_quantity(self, phrase: s.Phrase, scope: Scope, wanted: Type | None) -> tuple[Term, Type]:
        atoms = phrase.atoms
        if _is_not(atoms[0]) and not all(map(_is_not, atoms)):
            return self._phrase_sentence(phrase, scope).around(TRUE), YES_NO
        context = self.context(scope)
        for filling, length in fillings(atoms, 0, context):
            if length == len(atoms):
                return self._single(filling, scope, wanted, phrase)
        found = self._best(phrase, scope, wanted="noe")
        if found is None:
            timed = self._timed(phrase, scope)
            if timed is not None:
                return timed.around(TRUE), YES_NO
            self._unknown(phrase, scope)
            return Lit(None), Type("feil")
        fragment = self._apply(found, scope, phrase)
        result = found.pattern.result
        if result.kind == "ja":
            return fragment.around(TRUE), result
        if fragment.binders:
            self.errors.append(problem("V305", phrase.span, phrase=self.text(phrase)))
        return fragment.condition, result_of(found)

    def _single(self, filling: Filling, scope: Scope, wanted: Type | None, phrase: s.Phrase) -> tuple[Term, Type]:
        match filling:
            case Given():
                chosen = next((t for t in filling.types if wanted and fits(t, wanted)), filling.types[0])
                return filling.term, chosen
            case Named():
                constant = next(
                    (c for c in filling.constants if wanted and fits(c.type, wanted)), filling.constants[0]
                )
                return Lit(constant.value), constant.type
            case Inner(atom=s.Paren() as paren):
                return self.quantity(paren.inner, scope, wanted)
            case Inner(atom=s.Quote() as quote):
                return Lit(quote.text), Type("tekst")
            case _:
                self.errors.append(problem("V305", phrase.span, phrase=self.text(phrase)))
                return Lit(None), Type("feil")

    def _arithmetic(self, expr: s.Arithmetic, scope: Scope) -> tuple[Term, Type]:
        left, left_type = self.quantity(expr.left, scope)
        right, right_type = self.quantity(expr.right, scope)
        result = _arithmetic_type(left_type.kind, expr.op, right_type.kind)
        if "feil" in (left_type.kind, right_type.kind):
            return Lit(None), Type("feil")
        if result is None:
            words = {"left": describe(left_type), "op": expr.op, "right": describe(right_type)}
            self.errors.append(problem("V302", expr.span, **words))
            return Lit(None), Type("feil")
        return Op(expr.op, (left, right)), Type(result)

    def _collection(self, expr: s.Collection, scope: Scope) -> tuple[Term, Type]:
        noun = self._noun(expr.noun)
        if noun is None:
            return Lit(None), Type("feil")
        var = self.fresh(noun.base)
        if noun.type.kind == "år":
            start = self.quantity(expr.start, scope, Type("år"))[0] if expr.start else Lit(None)
            stop = self.quantity(expr.stop, scope, Type("år"))[0] if expr.stop else Lit(None)
            source: Source = YearSource(start, stop)
        else:
            source = source_of(noun.type)
        inner = scope.knowing(noun.definite or noun.base, Var(var), noun.type)
        of, type_ = self.quantity(expr.of, inner)
        where = self.condition(expr.where, inner) if expr.where is not None else None
        return Fold(op=expr.op, var=var, source=source, where=where, of=of), type_

    def _first_day(self, expr: s.FirstDay, scope: Scope) -> tuple[Term, Type]:
        noun = self._noun(expr.noun)
        if noun is None or noun.base not in self.recurrences:
            if noun is not None:
                self.errors.append(problem("V206", expr.noun.span, name=expr.noun.text, kind="dag som gjentas"))
            return Lit(None), Type("feil")
        self.used.add(noun.base)
        var = self.fresh(noun.base)
        inner = scope.knowing(noun.definite or noun.base, Var(var), Type("dag", noun.base))
        start, _ = self.quantity(expr.start, scope, Type("dag"))
        where = self.condition(expr.where, inner)
        return FirstDay(var=var, recurrence=self.recurrences[noun.base], start=start, where=where), Type("dag")

    # ── phrases ──
    def context(self, scope: Scope) -> Context:
        """What phrases are matched in."""
        return Context(
            vocabulary=self.vocabulary, references=scope.references, values=self.values, literal=self.literals
        )

    def _best(self, phrase: s.Phrase, scope: Scope, *, wanted: str, quiet: bool = False) -> Match | None:
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
                found = _any_type(filling)
                words = {"expected": describe(slot.type), "phrase": self.text(phrase), "found": describe(found)}
                self.errors.append(problem("V301", filling.span, **words))
                return

    def _apply(self, match: Match, scope: Scope, phrase: s.Phrase) -> Fragment:
        pattern = match.pattern
        self.used.add(pattern.name)
        if pattern.role == "event":
            return self._apply_event(match, scope)
        binders: list[Binder] = []
        args: list[Term] = []
        for filling, slot in zip(match.fillings, pattern.slots, strict=True):
            if pattern.role == "given" and slot is pattern.slots[-1] and isinstance(filling, Introduced):
                value = Attr(args[0], pattern.detail)
                scope = scope.knowing(filling.noun.definite, value, slot.type)
                return Fragment(tuple(binders), Op("given", (value,)), scope)
            term, scope = self._argument(filling, slot, scope, binders, phrase)
            args.append(term)
        return Fragment(tuple(binders), _use(pattern, tuple(args), match), scope)

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
                    self._wrong_type(paren, slot.type, type_)
                return term, scope
        return Lit(None), scope

    def _apply_event(self, match: Match, scope: Scope) -> Fragment:
        """«kommunestyret i kommunen har vedtatt et beløp …»: there is such an event, on or before the moment."""
        pattern = match.pattern
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
        if kind.forms:
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
        return " ".join(_atom_text(a) for a in expr.atoms)

    def _noun(self, name: s.Name) -> NounInfo | None:
        noun = self.vocabulary.nouns.get(name.text)
        if noun is None:
            near = close_matches(name.text, list(self.vocabulary.nouns), 1)
            self.errors.append(problem("V202", name.span, suggestion=near[0] if near else "", name=name.text))
        return noun

    def _unknown(self, phrase: s.Phrase, scope: Scope) -> None:
        """The best explanation of a phrase nothing fits: an unknown value, a dangling reference, or no such sentence."""
        for atom in phrase.atoms:
            if isinstance(atom, s.ValueRef) and atom.name not in self.values:
                near = close_matches(atom.name, list(self.values), 1)
                suggestion = f"{{{near[0]}}}" if near else ""
                self.errors.append(problem("V202", atom.span, suggestion=suggestion, name=atom.name))
                return
        for atom in phrase.atoms:
            if isinstance(atom, s.Word) and atom.text in self.vocabulary.definites:
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

    def _not_a_condition(self, expr: s.Expr) -> None:
        text = self.text(expr) if isinstance(expr, s.Phrase) else "uttrykket"
        self.errors.append(problem("V304", expr.span, phrase=text))

    def _wrong_type(self, expr: s.Phrase | s.Paren, wanted: Type, found: Type) -> None:
        words = {"expected": describe(wanted), "phrase": self.text(expr), "found": describe(found)}
        self.errors.append(problem("V301", expr.span, **words))


def _use(pattern: PatternInfo, args: tuple[Term, ...], match: Match) -> Term:
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


def _moved(condition: Term, word: str, day: Term) -> Term:
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


def _arithmetic_type(left: str, op: str, right: str) -> str | None:
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


def _any_type(filling: Filling) -> Type:
    match filling:
        case Introduced() | Ranging():
            return filling.noun.type
        case Given():
            return filling.types[0]
        case Named():
            return filling.constants[0].type
    return Type("noe")


def _is_not(atom: s.Atom) -> bool:
    return isinstance(atom, s.Word) and atom.text == _NOT


def _atom_text(atom: s.Atom) -> str:
    match atom:
        case s.Word() | s.LiteralExpr():
            return atom.text
        case s.ValueRef():
            return f"{{{atom.name}}}"
        case s.Quote():
            return f"«{atom.text}»"
    return "( … )"
