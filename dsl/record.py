"""Frozen records: attrs classes for whoever asks, made without loading attrs.

Loading attrs and letting it write and compile the methods of eighty classes was half of what a question on the
command line cost. So a record's equality, hash and repr are shared and read off its fields, its ``__init__`` is
written when the first one is made, and ``__attrs_attrs__``, by which attrs and cattrs know a class, is made when it
is first looked at. ``attrs.fields``, ``evolve`` and ``asdict`` work as for any attrs class.

A class may write its own ``__init__``, to check or convert what it is given; it sets fields with ``set_fields``. A
default is a plain, unchanging value. A field may be left for later (``later``): it is then made when it is first
read.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class _AttrsFields:
    """``__attrs_attrs__`` of a record class, made by attrs when somebody asks."""

    def __get__(self, instance: object, owner: type[Record]) -> Any:
        if owner is Record:
            raise AttributeError("__attrs_attrs__")  # it is no class of records, and attrs is not to take it for one
        found = owner.__dict__.get("_attrs")
        if found is None:
            import attrs

            notes = owner.__annotations__
            listed = {
                name: attrs.field(
                    default=owner._defaults.get(name, attrs.NOTHING), kw_only=owner._named_only, type=notes[name]
                )
                for name in owner._names
            }
            found = attrs.fields(attrs.make_class(owner.__name__, listed))
            owner._attrs = found
        return found


class Record:
    """What every record can do. Two records are equal if they are of one class and their fields are."""

    __slots__ = ("_later",)
    if TYPE_CHECKING:
        __attrs_attrs__: ClassVar[Any]
    else:
        __attrs_attrs__ = _AttrsFields()
    _attrs: Any
    _names: tuple[str, ...] = ()
    _defaults: ClassVar[dict[str, Any]] = {}
    _named_only = False
    _checks = False
    _setters: tuple[Any, ...] = ()

    def __init__(self, *args: Any, **given: Any) -> None:
        # The first record of its class: from now on the class has an ``__init__`` of its own.
        cls = type(self)
        cls.__init__ = _written_init(cls)  # type: ignore[method-assign]
        cls.__init__(self, *args, **given)

    @staticmethod
    def _values(record: Any) -> Any:
        return ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return bool(self._values(self) == self._values(other))

    def __hash__(self) -> int:
        return hash((type(self), self._values(self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._names)})"

    def __setattr__(self, name: str, value: Any) -> None:
        _refuse()

    def __delattr__(self, name: str) -> None:
        _refuse()

    def __reduce__(self) -> Any:
        return _made_again, (type(self), tuple([getattr(self, name) for name in self._names]))

    if not TYPE_CHECKING:  # a type checker knows the fields

        def __getattr__(self, name: str) -> Any:
            # Reached only where a slot is empty: a field left for later, or a name there is no field of.
            if name in type(self)._names:
                value = object.__getattribute__(self, "_later")[name]()
                object.__setattr__(self, name, value)
                return value
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)


@dataclass_transform(frozen_default=True)
def record(cls: type[_T]) -> type[_T]:
    """A frozen record with positional fields. The class must derive from ``Record``."""
    return _slotted(cls, named_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record_kw(cls: type[_T]) -> type[_T]:
    """A frozen record whose fields are named when it is made."""
    return _slotted(cls, named_only=True)


def changed(given: _T, **changes: Any) -> _T:
    """A copy of a record with some fields changed. Raises ``TypeError`` for a field it has not."""
    if not isinstance(given, Record):
        import attrs

        return attrs.evolve(given, **changes)  # type: ignore[misc]  # then it is an attrs class
    for name in given._names:
        if name not in changes:
            changes[name] = getattr(given, name)
    return type(given)(**changes)


def set_fields(made: Record, *values: Any) -> None:
    """Give a new record the values of its fields, in their order: for an ``__init__`` a class has written itself."""
    for put, value in zip(made._setters, values, strict=True):
        put(made, value)


def made_of(cls: type[Any], values: list[Any], later: dict[str, Callable[[], Any]] | None = None) -> Any:
    """A record from the values of all its fields, in order; those named in ``later`` are made when they are first read.

    Raises ``ValueError`` if there are too few or too many, and what the class's own ``__init__`` raises.
    """
    if cls._checks:
        return cls(*values)
    made = object.__new__(cls)
    if later is None:
        for put, value in zip(cls._setters, values, strict=True):
            put(made, value)
        return made
    object.__setattr__(made, "_later", later)
    for name, put, value in zip(cls._names, cls._setters, values, strict=True):
        if name not in later:
            put(made, value)
    return made


def _made_again(cls: type[Any], values: tuple[Any, ...]) -> Any:
    return made_of(cls, list(values))


def _refuse() -> None:
    from attrs.exceptions import FrozenInstanceError

    raise FrozenInstanceError


def _slotted(cls: type[_T], *, named_only: bool) -> type[_T]:
    """The class made anew with a slot for each field."""
    notes = cls.__annotations__
    names = tuple(notes)
    space = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__")}
    space["_defaults"] = {name: space.pop(name) for name in names if name in space}
    space["__slots__"] = space["_names"] = names
    space["_named_only"] = named_only
    space["_checks"] = "__init__" in space
    space["__qualname__"] = cls.__qualname__
    space["__annotations__"] = notes
    if not named_only:
        space["__match_args__"] = names
    if names:
        space["_values"] = attrgetter(*names)
    made: Any = type(cls.__name__, cls.__bases__, space)
    made._setters = tuple([made.__dict__[name].__set__ for name in names])
    return made  # type: ignore[no-any-return]


def _written_init(cls: type[Record]) -> Callable[..., None]:
    """An ``__init__`` that takes the class's fields."""
    space: dict[str, Any] = {}
    heads, lines = ["self", "*"] if cls._named_only and cls._names else ["self"], []
    for name, put in zip(cls._names, cls._setters, strict=True):
        space[f"put_{name}"] = put
        head = name.lstrip("_")
        if name in cls._defaults:
            space[f"default_{name}"] = cls._defaults[name]
            heads.append(f"{head}=default_{name}")
        else:
            heads.append(head)
        lines.append(f"    put_{name}(self, {head})")
    exec(f"def __init__({', '.join(heads)}):\n" + ("\n".join(lines) or "    pass"), space)
    return space["__init__"]  # type: ignore[no-any-return]
