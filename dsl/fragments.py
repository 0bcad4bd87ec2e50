"""Compiled sentences before what follows them is known, and the small algebra of conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from dsl.core import Every, Exists, Lit, Op, Source, Term, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUE, FALSE = Lit(True), Lit(False)


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
