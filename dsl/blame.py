"""Where an error of type is shown: at the value that is of the wrong kind, before the rule that uses it.

Whoever changes «1 år» to «kr 5» in the one line ``verdi varslingstid er …`` has made no mistake in the rules that
rest on it, and looks for the mistake in that line. A value that most of its other uses agree with is not at fault;
then the error stands where the rule is, and the value is the second place.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve, fields, has

from dsl import syntax as s
from dsl.diagnostics import Diagnostic, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OF_TYPE = frozenset({"V301", "V302", "V303"})
_MOST_USES = 3


def blame_values(errors: list[Diagnostic], statements: Iterable[tuple[str, s.Statement]]) -> list[Diagnostic]:
    """The errors, those of type at the values they come from, with the uses as second places."""
    if not any(error.code in OF_TYPE for error in errors):
        return errors
    listed = [statement for _, statement in statements]
    places = {x.noun.base.text: x.value_span for x in listed if isinstance(x, s.ValueDecl)}
    refs = [ref for statement in listed for ref in _refs(statement) if ref.name in places]
    within = [[ref for ref in refs if _inside(ref.span, e.span)] if e.code in OF_TYPE else [] for e in errors]
    wrong = Counter(ref.name for ref in {ref for found in within for ref in found})
    uses = Counter(ref.name for ref in refs)
    share = Counter(name for found in within for name in {ref.name for ref in found})

    def blamed(name: str) -> bool:
        return 2 * wrong[name] >= uses[name]

    out: dict[tuple[str, s.Span, tuple[tuple[str, str], ...]], Diagnostic] = {}
    for error, found in zip(errors, within, strict=True):
        # Of several values in one expression, the one that is part of most errors: the others are in its company.
        at = max(found, key=lambda ref: (blamed(ref.name), share[ref.name]), default=None)
        if at is not None:
            error = _placed(error, found, at, places, blamed=blamed(at.name))
        key = (error.code, error.span, error.words)
        known = out.get(key)
        if known is None:
            out[key] = error
        else:
            notes = tuple(dict.fromkeys((*known.notes, *error.notes)))
            out[key] = evolve(known, notes=notes[:_MOST_USES])
    return list(out.values())


def _placed(
    error: Diagnostic, found: list[s.ValueRef], at: s.ValueRef, places: dict[str, s.Span], *, blamed: bool
) -> Diagnostic:
    if not blamed:
        return evolve(error, notes=(*error.notes, _value(at.name, places)))
    others = tuple(_value(name, places) for name in dict.fromkeys(ref.name for ref in found) if name != at.name)
    return evolve(error, span=places[at.name], notes=(Note(error.span, "use"), *others, *error.notes))


def _value(name: str, places: dict[str, s.Span]) -> Note:
    return Note(places[name], "value", (("name", name),))


def _inside(inner: s.Span, outer: s.Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _refs(written: object) -> Iterator[s.ValueRef]:
    """Every ``{value}`` in something written, however deep."""
    stack = [written]
    while stack:
        each = stack.pop()
        if isinstance(each, s.ValueRef):
            yield each
        elif isinstance(each, tuple):
            stack += reversed(each)
        elif has(type(each)):
            stack += [getattr(each, field.name) for field in reversed(fields(type(each)))]  # type: ignore[arg-type]  # it has attrs
