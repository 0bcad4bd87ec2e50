"""Contracts and cases to text and back: plain JSON, data only, so that a stored one can never run anything.

A list is a tuple; an object with one key is a value of the class the key names. ``decode`` accepts only the classes
listed here. What most questions never look at is stored as text inside the text, under the key ``later``, and is
decoded when it is first read.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from dsl import case, contract, core, law, values
from dsl.record import made_of

if TYPE_CHECKING:
    from collections.abc import Callable

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for module, names in (
        (core, "Type RoleSource EventSource SortSource YearSource Lit Var Moment Attr Op Call At Exists Every Fold "
               "FirstDay Onset Arm Ranked Choose Oracle Silence"),
        (contract, "Place Sentence Party Role Value EventField EventKind Param Definition Reading ReadingPoint "
                   "OracleInfo Gap Ranged Norm Settlement Row Table Question Correction Citation LawRef Bit Block "
                   "Change Version Contract"),
        (law, "LawPassage Statute RankedRule Requirement Tension Renaming"),
        (case, "EventRecord FactRecord JudgementRecord ChosenReading Absence UnknownReason Expected Case"),
        (values, "Period MonthDay Recurrence Interval Amount"),
    )
    for cls in (getattr(module, name) for name in names.split())
}  # fmt: skip
_LATER: dict[str, frozenset[str]] = {
    "Contract": frozenset(
        {"corrections", "citations", "laws", "blocks", "settlements", "tables", "requirements", "tensions"}
    ),
    "Version": frozenset({"changes", "blocks", "corrections", "citations", "gaps", "tensions", "requirements"}),
    "Definition": frozenset({"body"}),
    "Norm": frozenset(
        {
            "condition",
            "deadline",
            "recurrence",
            "ranges",
            "opening",
            "counterparty",
            "amount",
            "fulfilled",
            "lapses",
            "violated",
            "covered",
        }
    ),
    "Question": frozenset({"term", "bearer"}),
    "Case": frozenset({"expected"}),
}
_BY_CLASS = {cls: name for name, cls in _CLASSES.items()}


class CodecError(ValueError):
    """The text is not something ``encode`` wrote."""


def encode(value: Any) -> str:
    """The value as one line of JSON. Raises ``CodecError`` for a class this module does not list."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return value
    if kind is tuple:
        return [_plain(v) for v in value]
    if kind is date:
        return {"date": value.isoformat()}
    if kind is Fraction:
        return {"fraction": f"{value.numerator}/{value.denominator}"}
    if kind is values.Never:
        return {"never": 0}
    name = _BY_CLASS.get(kind)
    if name is None:
        raise CodecError(f"cannot store a {kind.__name__}")
    later = _LATER.get(name, frozenset())
    return {name: [_deferred(getattr(value, f), f in later) for f in value._names]}


def _deferred(value: Any, later: bool) -> Any:
    return {"later": encode(value)} if later and value is not None and value != () else _plain(value)


def decode(text: str) -> Any:
    """The value ``encode`` wrote.

    Raises ``CodecError`` for anything else, for what is left for later when it is read.
    """
    try:
        return _made(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CodecError(str(error)) from error


def _made(found: Any) -> Any:
    kind = type(found)
    if kind is list:
        return tuple([v if type(v) is str else _made(v) for v in found])
    if kind is not dict:
        return found
    ((name, inner),) = found.items()
    cls = _CLASSES.get(name)
    if cls is not None:
        if name in _LATER:
            return _with_later(cls, inner)
        return made_of(cls, [v if type(v) is str else _made(v) for v in inner])
    if name == "date":
        return date.fromisoformat(inner)
    if name == "fraction":
        return Fraction(inner)
    if name == "never":
        return values.NEVER
    raise CodecError(f"unknown class {name}")


def _with_later(cls: type, inner: list[Any]) -> Any:
    later: dict[str, Callable[[], Any]] = {
        name: partial(decode, v["later"])
        for name, v in zip(cls._names, inner, strict=True)  # type: ignore[attr-defined]  # every listed class is a Record
        if type(v) is dict and "later" in v
    }
    return made_of(cls, [v if type(v) is str or (type(v) is dict and "later" in v) else _made(v) for v in inner], later)
