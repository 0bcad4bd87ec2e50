"""Expressions to core terms: joints by the grammar, phrases by the vocabulary, types checked on the way.

«en …» introduces and the definite form refers: a condition is compiled from left to right, and what one sentence
introduces is known in those that follow it. Introducing means *there is one*; «enhver» means *for each*.
"""

from __future__ import annotations

from attrs import define, evolve

from dsl import syntax as s
from dsl.core import (
    YES_NO,
    Attr,
    EventSource,
    Exists,
    FirstDay,
    Fold,
    Lit,
    Moment,
    Onset,
    Op,
    Silence,
    Source,
    Term,
    Type,
    Var,
    YearSource,
)  # fmt: skip
from dsl.diagnostics import problem
from dsl.fragments import TRUE, Binder, Fragment, Scope, both, negated
from dsl.matching import Filling, Given, Inner, Named, fillings, fits
from dsl.meaning import arithmetic_type, is_not, moved, source_of
from dsl.phrases import PhraseCompiler
from dsl.typing_nb import describe, result_of

TIME_WORDS = ("senest", "innen", "tidligst", "før", "etter", "på", "den")


@define
class Compiler(PhraseCompiler):
    """Compiles the expressions of one file."""

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
            self.not_a_condition(expr)
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
        without = tuple(a for a in atoms if not is_not(a))
        if len(without) < len(atoms) and without:
            inner = self._phrase_sentence(evolve(phrase, atoms=without), scope)
            return Fragment((), negated(inner.around(TRUE)), scope)
        found = self.best(phrase, scope, wanted="ja")
        if found is not None:
            return self.apply(found, scope, phrase)
        timed = self._timed(phrase, scope)
        if timed is not None:
            return timed
        term, type_ = self.quantity(phrase, scope)
        if type_.kind not in ("ja", "feil"):
            self.not_a_condition(phrase)
        return Fragment((), term, scope)

    def _timed(self, phrase: s.Phrase, scope: Scope) -> Fragment | None:
        """A sentence with a time phrase after it: «… senest D», «… før D», «… på D»."""
        atoms = phrase.atoms
        for k in range(1, len(atoms) - 1):
            atom = atoms[k]
            if not (isinstance(atom, s.Word) and atom.text in TIME_WORDS):
                continue
            left = s.Phrase(atoms[:k], s.Span(phrase.span.start, atoms[k - 1].span.end))
            found = self.best(left, scope, wanted="ja", quiet=True)
            if found is None:
                continue
            right = s.Phrase(atoms[k + 1 :], s.Span(atoms[k + 1].span.start, phrase.span.end))
            day = self._as_day(right, scope)
            fragment = self.apply(found, scope, left)
            return evolve(fragment, condition=moved(fragment.condition, atom.text, day))
        return None

    def _as_day(self, phrase: s.Phrase, scope: Scope) -> Term:
        term, type_ = self.quantity(phrase, scope)
        if type_.kind not in ("dag", "feil"):
            self.wrong_type(phrase, Type("dag"), type_)
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
            case s.EachTime():
                return self._each_time(expr, scope)
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
        if is_not(atoms[0]) and not all(map(is_not, atoms)):
            return self._phrase_sentence(phrase, scope).around(TRUE), YES_NO
        context = self.context(scope)
        for filling, length in fillings(atoms, 0, context):
            if length == len(atoms):
                return self._single(filling, scope, wanted, phrase)
        found = self.best(phrase, scope, wanted="noe")
        if found is None:
            timed = self._timed(phrase, scope)
            if timed is not None:
                return timed.around(TRUE), YES_NO
            self.unknown(phrase, scope)
            return Lit(None), Type("feil")
        fragment = self.apply(found, scope, phrase)
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
                constant = next((c for c in filling.constants if wanted and fits(c.type, wanted)), filling.constants[0])
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
        result = arithmetic_type(left_type.kind, expr.op, right_type.kind)
        if "feil" in (left_type.kind, right_type.kind):
            return Lit(None), Type("feil")
        if result is None:
            words = {"left": describe(left_type), "op": expr.op, "right": describe(right_type)}
            self.errors.append(problem("V302", expr.span, **words))
            return Lit(None), Type("feil")
        return Op(expr.op, (left, right)), Type(result)

    def _collection(self, expr: s.Collection, scope: Scope) -> tuple[Term, Type]:
        noun = self.noun(expr.noun)
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
        if isinstance(source, EventSource):  # an event counts from its own day on, as in every other sentence
            happened = Op("≤", (Attr(Var(var), "dato"), Moment()))
            where = happened if where is None else both(happened, where)
        return Fold(op=expr.op, var=var, source=source, where=where, of=of), type_

    def _each_time(self, expr: s.EachTime, scope: Scope) -> tuple[Term, Type]:
        """«summen av beløpet hver gang kommunen har betalt et beløp»: over the last event the sentence speaks of."""
        fragment = self.sentence(expr.when, scope)
        binders = [b for b in fragment.binders if b.kind == "exists"]
        of, type_ = self.quantity(expr.of, fragment.scope)
        if len(binders) != len(fragment.binders) or not binders or not isinstance(binders[-1].source, EventSource):
            self.errors.append(problem("V305", expr.span, phrase="hver gang …"))
            return Lit(None), Type("feil")
        where = fragment.condition
        for other in reversed(binders[:-1]):
            where = Exists(other.var, other.source, both(other.condition, where))
        last = binders[-1]
        where = both(last.condition, where)
        return Fold(op=expr.op, var=last.var, source=last.source, where=where, of=of), type_

    def _first_day(self, expr: s.FirstDay, scope: Scope) -> tuple[Term, Type]:
        noun = self.noun(expr.noun)
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
