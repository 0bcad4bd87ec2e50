"""Two cases that can both apply and disagree need a rank between them, or the file has an error with an example.

The conditions are read as combinations of atoms. Two tests of one thing against different values exclude each other;
apart from that atoms are independent, so an example found here may be impossible in life, but never the other way
round.
"""

from __future__ import annotations

import operator
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from dsl.core import Arm, Lit, Op, Ranked, Term, children
from dsl.diagnostics import Note, problem
from dsl.syntax import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.checks.model import Checked
    from dsl.diagnostics import Diagnostic

_MOST_ATOMS = 12


def no_unranked_overlap(checked: Checked) -> list[Diagnostic]:
    """V503 for each pair of unranked cases that can both hold and differ."""
    errors = []
    for definition in checked.program.definitions.values():
        for ranked in _ranked(definition.body):
            for one, two in combinations(ranked.arms, 2):
                if one.value == two.value or _ordered(ranked, one.label, two.label):
                    continue
                example = _both(one, two)
                if example is not None:
                    spans = checked.program.arm_spans
                    note = Note(spans.get(one.label, NOWHERE), "other")
                    words = {"one": one.label, "two": two.label, "example": example}
                    errors.append(problem("V503", spans.get(two.label, NOWHERE), note, **words))
    return errors


def _ranked(term: Term) -> list[Ranked]:
    found = [term] if isinstance(term, Ranked) else []
    for inner in children(term):
        found += _ranked(inner)
    return found


def _ordered(ranked: Ranked, one: str, two: str) -> bool:
    reach = {one: {one}, two: {two}}
    for start in (one, two):
        grew = True
        while grew:
            new = {low for high, low in ranked.over if high in reach[start]} - reach[start]
            reach[start] |= new
            grew = bool(new)
    return two in reach[one] or one in reach[two]


def _both(one: Arm, two: Arm) -> str | None:
    """An assignment of the atoms under which both guards hold, in words; None if there is none."""
    atoms: list[Term] = []
    _atoms(one.guard, atoms)
    _atoms(two.guard, atoms)
    if len(atoms) > _MOST_ATOMS:
        return "begge vilkårene er oppfylt"
    for values in product((True, False), repeat=len(atoms)):
        world = list(zip(atoms, values, strict=True))
        if _possible(world) and _holds(one.guard, world) and _holds(two.guard, world):
            true = [_words(a) for a, v in world if v]
            return " og ".join(true) or "ingen av vilkårene er oppfylt"
    return None


def _atoms(term: Term, out: list[Term]) -> None:
    if isinstance(term, Op) and term.op in ("and", "or", "not"):
        for inner in term.args:
            _atoms(inner, out)
    elif not isinstance(term, Lit) and term not in out:
        out.append(term)


def _possible(world: list[tuple[Term, bool]]) -> bool:
    for (one, held), (two, also) in combinations(world, 2):
        if not (held and also):
            continue
        if isinstance(one, Op) and isinstance(two, Op) and one.args[:1] == two.args[:1] and _apart(one, two):
            return False
    return True


def _apart(one: Op, two: Op) -> bool:
    """Can the two tests of the same thing never both hold?"""
    if len(one.args) != 2 or len(two.args) != 2:
        return False
    if one.op not in _TESTS or two.op not in _TESTS:
        return False
    a, b = one.args[1], two.args[1]
    if not (isinstance(a, Lit) and isinstance(b, Lit)):
        return a == b and {one.op, two.op} in ({"<", "≥"}, {"≤", ">"}, {"=", "≠"}, {"<", ">"}, {"<", "="}, {">", "="})
    try:
        return not _meet(one.op, a.value, two.op, b.value)
    except TypeError:
        return False


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "≠": operator.ne, "≤": operator.le, "<": operator.lt, "≥": operator.ge, ">": operator.gt,
}  # fmt: skip
_UP, _DOWN = ("≥", ">"), ("≤", "<")


def _meet(op1: str, a: Any, op2: str, b: Any) -> bool:
    """May some value satisfy both «x op1 a» and «x op2 b»? Raises ``TypeError`` if a and b have no order."""
    if op1 == "=":
        return _TESTS[op2](a, b)
    if op2 == "=":
        return _TESTS[op1](b, a)
    if op1 in _UP and op2 in _DOWN:
        return bool(a < b or (a == b and op1 == "≥" and op2 == "≤"))
    if op1 in _DOWN and op2 in _UP:
        return _meet(op2, b, op1, a)
    return True


def _holds(term: Term, world: list[tuple[Term, bool]]) -> bool:
    if isinstance(term, Lit):
        return bool(term.value)
    if isinstance(term, Op) and term.op == "and":
        return all(_holds(t, world) for t in term.args)
    if isinstance(term, Op) and term.op == "or":
        return any(_holds(t, world) for t in term.args)
    if isinstance(term, Op) and term.op == "not":
        return not _holds(term.args[0], world)
    return next(v for t, v in world if t == term)


def _words(term: Term) -> str:
    """A short name for an atom in the example."""
    name = getattr(term, "name", None)
    if isinstance(name, str) and name:
        return name
    if isinstance(term, Op):
        return f"{_words(term.args[0])} {term.op} {_words(term.args[-1])}" if len(term.args) > 1 else term.op
    if isinstance(term, Lit):
        return str(term.value)
    return next((w for w in map(_words, children(term)) if w), "vilkåret")
