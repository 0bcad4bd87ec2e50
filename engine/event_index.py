"""Which recorded events can meet a condition, found without trying them all.

A condition of an event is most often *its field is so and so, on or before the day*. The records of a kind are kept by
the values of the fields a condition fixes, each list in the order of days, so that one instalment is found among ten
thousand payments. What the record does not tell may be anything, so such records are always tried.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import At, Attr, Lit, Moment, Op, Term, Var

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.contract import EventKind
    from engine.world import World

    Run = Callable[[World, tuple[Any, ...]], Any]
    Find = Callable[[World, tuple[Any, ...]], tuple[EventRecord, ...]]

_PLAIN = (str, date, int, EventRecord)


def finder(kind: str, var: str, where: Term, names: tuple[str, ...], *, now: bool = True) -> Find:
    """A closure that gives the records of a kind that may meet ``where`` as ``var``, in order; perhaps more.

    ``now``: the condition is read on the moment, so later events cannot meet it.
    """
    from engine.compile import compile_term

    fixed: list[tuple[str, Run]] = []
    latest: list[Run] = []
    after: list[Run] = []
    for part in where.args if isinstance(where, Op) and where.op == "and" else (where,):
        match part:
            case Op(op="=", args=(Attr(of=Var(name=name), field=field), value)) if name == var and _simple(value, var):
                fixed.append((field, compile_term(value, names)))
            case Op(op="≤", args=(Attr(of=Var(name=name), field="dato"), Moment())) if name == var and now:
                latest.append(lambda world, env: env[0])
            case At(term=inner, day=day, exact=False) if _happened(inner, var) and _simple(day, var):
                latest.append(compile_term(day, names))
            case Op(op="not", args=(At(term=inner, day=day, exact=False),)) if _happened(inner, var) and _simple(
                day, var
            ):
                after.append(compile_term(day, names))
    fields = tuple(field for field, _ in fixed)
    values = tuple(run for _, run in fixed)

    def find(world: World, env: tuple[Any, ...]) -> tuple[EventRecord, ...]:
        records = world.facts.events.get(kind, ())
        if len(records) < 2:
            return records
        wanted = tuple([run(world, env) for run in values])
        if not all(isinstance(v, _PLAIN) for v in wanted):
            chosen = _Bucket(records)
        else:
            chosen = _index(world, kind, fields).get(tuple([_key(v) for v in wanted]))
        last, first = [run(world, env) for run in latest], [run(world, env) for run in after]
        return chosen.within(last, first)

    return find


def _simple(term: Term, var: str) -> bool:
    """Is it a value that costs nothing to find and does not turn on the event itself?"""
    match term:
        case Lit() | Moment():
            return True
        case Var(name=name):
            return name != var
        case Attr(of=of):
            return _simple(of, var)
        case Op(op="holder" | "year" | "day-before", args=args):
            return all(_simple(a, var) for a in args)
    return False


def _happened(term: Term, var: str) -> bool:
    match term:
        case Op(op="≤", args=(Attr(of=Var(name=name), field="dato"), Moment())):
            return name == var
    return False


def _key(value: Any) -> Any:
    return value.id if isinstance(value, EventRecord) else value


class _Bucket:
    """Records in order, with their days if those are in order too."""

    __slots__ = ("days", "records")

    def __init__(self, records: tuple[EventRecord, ...]) -> None:
        self.records = records
        days = [r.day for r in records]
        self.days = days if days == sorted(days) else None

    def within(self, last: list[Any], first: list[Any]) -> tuple[EventRecord, ...]:
        """Those not after any of the days ``last`` and after all of the days ``first``, where that is soon found."""
        if self.days is None or not self.records:
            return self.records
        ends = [day for day in last if isinstance(day, date)]
        starts = [day for day in first if isinstance(day, date)]
        stop = bisect_right(self.days, min(ends)) if ends else len(self.days)
        start = bisect_right(self.days, max(starts)) if starts else 0
        return self.records[start:stop]


class _Index:
    """The records of a kind by the values of some fields; those that do not tell one, and could, are in every list."""

    def __init__(self, records: tuple[EventRecord, ...], fields: tuple[str, ...], kind: EventKind) -> None:
        groups: dict[tuple[Any, ...], list[tuple[int, EventRecord]]] = {}
        loose: list[tuple[int, EventRecord]] = []
        for number, record in enumerate(records):
            values = tuple([record.get(field) for field in fields])
            untold = [field for field, value in zip(fields, values, strict=True) if value is None]
            if any((info := kind.field_named(f)) is not None and info.optional for f in untold):
                continue  # not told means it is not so
            if untold:
                loose.append((number, record))
            else:
                groups.setdefault(values, []).append((number, record))
        self._loose = _Bucket(tuple(r for _, r in loose))
        self._groups = {
            key: _Bucket(tuple(r for _, r in (sorted([*found, *loose], key=_place) if loose else found)))
            for key, found in groups.items()
        }

    def get(self, values: tuple[Any, ...]) -> _Bucket:
        """The records with these values, and those that do not tell."""
        return self._groups.get(values, self._loose)


def _place(numbered: tuple[int, EventRecord]) -> int:
    return numbered[0]


def _index(world: World, kind: str, fields: tuple[str, ...]) -> _Index:
    kept, key = world.facts.kept, ("events by", kind, fields)
    if key not in kept:
        kept[key] = _Index(world.facts.events.get(kind, ()), fields, world.model.events[kind])
    found: _Index = kept[key]
    return found
