"""Contracts and cases to text and back: plain JSON, data only, so that a stored one can never run anything.

A list is a tuple; an object with one key is a value of the class the key names. ``decode`` accepts only the classes listed here.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import fields

from dsl import case, contract, core, values

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for module, names in (
        (core, "Type RoleSource EventSource SortSource YearSource Lit Var Moment Attr Op Call At Exists Every Fold FirstDay "
               "Onset Arm Ranked Choose Oracle Silence"),
        (contract, "Place Sentence Party Role Value EventField EventKind Param Definition Reading ReadingPoint OracleInfo Gap "
                   "Norm Question Correction Citation LawRef Bit Block Contract"),
        (case, "EventRecord FactRecord JudgementRecord ChosenReading Absence UnknownReason Expected Case"),
        (values, "Period MonthDay Recurrence Interval Amount"),
    )
    for cls in (getattr(module, name) for name in names.split())
}  # fmt: skip
_FIELDS = {name: tuple(f.name for f in fields(cls) if f.init) for name, cls in _CLASSES.items()}
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
    return {name: [_plain(getattr(value, f)) for f in _FIELDS[name]]}


def decode(text: str) -> Any:
    """The value ``encode`` wrote. Raises ``CodecError`` for anything else."""
    try:
        return _tuples(json.loads(text, object_hook=_object))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CodecError(str(error)) from error


def _tuples(value: Any) -> Any:
    return tuple([_tuples(v) for v in value]) if type(value) is list else value


def _object(found: dict[str, Any]) -> Any:
    ((name, inner),) = found.items()
    cls = _CLASSES.get(name)
    if cls is not None:
        names = _FIELDS[name]
        if len(names) != len(inner):
            raise CodecError(f"{name} has {len(inner)} fields")
        given = [_tuples(v) if type(v) is list else v for v in inner]
        return cls(**dict(zip(names, given, strict=True)))
    if name == "date":
        return date.fromisoformat(inner)
    if name == "fraction":
        return Fraction(inner)
    if name == "never":
        return values.NEVER
    raise CodecError(f"unknown class {name}")
