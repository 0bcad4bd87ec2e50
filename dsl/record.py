"""Frozen records: attrs classes whose equality, hash and repr are read off their fields by one shared method.

attrs writes and compiles these three for each class, which is most of what a class costs when a program starts. The command line
loads some eighty record classes to answer one question, so here they are shared.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

_T = TypeVar("_T")


class Record:
    """What every record can do. Two records are equal if they are of one class and their compared fields are."""

    __slots__ = ()
    __attrs_attrs__: Any

    def _compared(self) -> tuple[Any, ...]:
        return tuple([getattr(self, a.name) for a in self.__attrs_attrs__ if a.eq])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash((type(self), self._compared()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{a.name}={getattr(self, a.name)!r}" for a in self.__attrs_attrs__ if a.repr)
        return f"{type(self).__name__}({shown})"


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def record(cls: type[_T]) -> type[_T]:
    """A frozen record with positional fields. The class must derive from ``Record``."""
    return attrs.frozen(cls, eq=False, repr=False, weakref_slot=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def record_kw(cls: type[_T]) -> type[_T]:
    """A frozen record whose fields are named when it is made."""
    return attrs.frozen(cls, eq=False, repr=False, kw_only=True, weakref_slot=False)


def changed(given: _T, **changes: Any) -> _T:
    """A copy of a record with some fields changed. Raises ``TypeError`` for a field it has not."""
    return attrs.evolve(given, **changes)  # type: ignore[misc]  # every record is an attrs class
