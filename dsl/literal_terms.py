"""Literal tokens to terms with the types they can be read at; malformed ones are reported once."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from dsl import syntax as s
from dsl.core import Lit, Type
from dsl.diagnostics import Diagnostic, problem
from dsl.literals import LiteralError, read_literal
from dsl.matching import Given, LiteralReader

_KINDS = {
    "DATO": ("dag", ("dag",)),
    "AARSDAG": ("årsdag", ("årsdag",)),
    "GJENTAKELSE": ("gjentakelse", ("gjentakelse",)),
    "PERIODE": ("periode", ("periode",)),
    "BELOEP": ("beløp", ("beløp",)),
    "PROSENT": ("prosent", ("andel",)),
    "BROEK": ("brøk", ("andel",)),
    "TALL": ("tall", ("tall", "år")),
}


class Literals(LiteralReader):
    """Reads literal atoms; remembers what it has read, and reports each malformed one once."""

    def __init__(self, errors: list[Diagnostic]) -> None:
        self._errors = errors
        self._reported: set[s.Span] = set()
        self._known: dict[tuple[str, str], Any] = {}

    def read(self, atom: s.LiteralExpr) -> Given | None:
        """The literal as a term; None if malformed."""
        kind, types = _KINDS[atom.kind]
        key = (kind, atom.text)
        if key not in self._known:
            try:
                text = re.sub(r"^[−-]\s*", "", atom.text)  # a rate of growth may be below zero
                value = read_literal(text, kind).value
                self._known[key] = -value if text != atom.text and isinstance(value, Fraction) else value
            except LiteralError as error:
                if atom.span not in self._reported:
                    self._reported.add(atom.span)
                    suggestion = error.suggestion or ""
                    reasons = {
                        "reason": error.message_nb.removesuffix("."),
                        "reason_en": error.message_en.removesuffix("."),
                    }
                    self._errors.append(problem("V109", atom.span, suggestion=suggestion, **reasons))
                return None
        return Given(Lit(self._known[key]), tuple(Type(t) for t in types), atom.span)

    def value(self, atom: s.LiteralExpr) -> Any:
        """The literal's plain value; None if malformed."""
        given = self.read(atom)
        return given.term.value if given is not None and isinstance(given.term, Lit) else None


def value_literal(literals: Literals, atom: s.LiteralExpr) -> tuple[Any, Type]:
    """A declared value's value and type. ``1/1`` after «hver» is a recurrence; alone it is a fraction."""
    given = literals.read(atom)
    if given is None:
        return None, Type("feil")
    assert isinstance(given.term, Lit)
    return given.term.value, given.types[0]
