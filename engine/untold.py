"""That no event nobody has told of can matter: a condition shown to be false of any event of a kind from a day on.

All that is known of such an event is its kind, its first day, and in some questions whose act it is. What follows for
every such event is written as steps; where something could be so or not, there is nothing to write.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import (
    At,
    Attr,
    Call,
    Choose,
    EventSource,
    Exists,
    FirstDay,
    Onset,
    Op,
    Silence,
    Term,
    Var,
    YearSource,
    children,
)  # fmt: skip
from dsl.values import NEVER, Interval, Never
from engine.calculate import FLIP, ONE_DAY
from engine.claim_parts import dated
from engine.dates import next_on, next_working_day, shift
from engine.derive import Unsure, Writer, child, stays_by_form
from engine.leaves import Silent
from engine.proof import AnyEvent, Earliest, Ref, Unbound
from engine.trees import READING
from engine.world import BEGINNING, END

if TYPE_CHECKING:
    Names = tuple[str, ...]
    Env = tuple[Any, ...]

_GENERIC = (AnyEvent, Earliest, Unbound)
_MOST_PASSED = 2
"""A period of notice of a year passes over two days that come once a year, at most."""


def refuted(writer: Writer, at: Ref, term: Term, names: Names, env: Env) -> int:
    """The step that shows the term false, with an ``AnyEvent`` among the variables. Raises ``Unsure``."""
    number, value = _General(writer).derive(at, term, names, env)
    if value is not False:
        raise Unsure("noe ingen har fortalt om, kan gjøre det sant")
    return number


def compared(writer: Writer, at: Ref, term: Op, names: Names, env: Env) -> list[int]:
    """What a comparison rests on, where a first day in it is shown only to be later than what it is held against."""
    held = next((v for a in term.args if isinstance(v := _plain(writer, a, names, env), date) and v < END), None)
    if held is None:
        raise Unsure("dagen")
    general = _General(writer, held + ONE_DAY)
    parts = [general.derive(child(at, k), arg, names, env) for k, arg in enumerate(term.args)]
    _compare(term.op, *(value for _, value in parts))
    return [number for number, _ in parts]


def _plain(writer: Writer, term: Term, names: Names, env: Env) -> Any:
    """The value of a term in which no first day is looked for; None of another."""
    return None if _looks_for_a_day(writer, term) else writer.value(term, names, env)


def _looks_for_a_day(writer: Writer, term: Term) -> bool:
    own = (writer.model.definitions[term.name].body,) if isinstance(term, Call) else ()
    return isinstance(term, Onset) or any(_looks_for_a_day(writer, t) for t in (*children(term), *own))


class _General:
    """Steps with variables of which little is known. A value is a plain one, ``Earliest`` or ``Unbound``.

    With ``until`` also a first day is one of which little need be known: that it is not before that day.
    """

    def __init__(self, writer: Writer, until: date | None = None) -> None:
        self.writer = writer
        self.until = until

    def derive(self, at: Ref, term: Term, names: Names, env: Env) -> tuple[int, Any]:
        if not _speaks_of(term, {n for n, v in zip(names[1:], env[1:], strict=True) if isinstance(v, _GENERIC)}):
            try:
                return self.writer.derive(at, term, names, env), self.writer.value(term, names, env)
            except Unsure:
                if self.until is None or not isinstance(term, (Call, Choose, Onset, FirstDay, Op)):
                    raise
        key = (at, env, self.until)
        found = self.writer.general.get(key)
        if isinstance(found, Unsure):
            raise found
        if found is None:
            try:
                value, premises = self._by_form(at, term, names, env)
            except Unsure as unsure:
                self.writer.general[key] = unsure  # not to be tried again
                raise
            found = self.writer.general[key] = (self.writer.add(at, names, env, value, premises), value)
        return found

    def _by_form(self, at: Ref, term: Term, names: Names, env: Env) -> tuple[Any, list[int]]:
        def below(index: int, inner_names: Names = names, inner_env: Env = env) -> tuple[int, Any]:
            return self.derive(child(at, index), children(term)[index], inner_names, inner_env)

        match term:
            case Var(name=name):
                return env[len(names) - 1 - names[::-1].index(name)], []
            case Attr():
                number, of = below(0)
                return self._field(of, term.field), [number]
            case Op(op="and" | "or"):
                return self._junction(term, below)
            case Op(op="role"):
                number, who = below(0)
                if isinstance(who, _GENERIC):
                    raise Unsure(term.op)
                role = term.args[1].value  # type: ignore[union-attr]  # the role is a literal
                return who in self.writer.facts.members(role, env[0]), [number]
            case Op():
                parts = [below(k) for k in range(len(term.args))]
                return self._op(term.op, *(v for _, v in parts)), [n for n, _ in parts]
            case Call(name=name):
                parts = [below(k) for k in range(len(term.args))]
                definition = self.writer.model.definitions[name]
                inner = ("", *(p.name for p in definition.params))
                args = tuple(v for _, v in parts)
                number, value = self.derive(Ref("regel", name), definition.body, inner, (env[0], *args))
                return value, [*(n for n, _ in parts), number]
            case At(exact=False):
                number, day = below(1)
                if not isinstance(day, date):
                    raise Unsure("dagen")
                there, value = below(0, names, (day, *env[1:]))
                return value, [number, there]
            case Choose():
                chosen = [name for name, _ in (*term.arms, *term.weak)]
                point = self.writer.facts.chosen.get(term.point)
                if point in chosen:
                    number, value = below(chosen.index(point))
                    return value, [number]
                parts = [below(k) for k in range(len(term.arms))]
                if any(v != parts[0][1] for _, v in parts):
                    raise Unsure(term.point)
                return parts[0][1], [n for n, _ in parts]
            case FirstDay():
                return self._first_day(at, term, names, env)
            case Onset():
                return self._onset(child(at, 0), term.term, names, env)
            case Exists() if not isinstance(term.source, YearSource):
                return self._exists(at, term, names, env)
        raise Unsure(type(term).__name__)

    def _junction(self, term: Op, below: Any) -> tuple[Any, list[int]]:
        decisive, found = term.op == "or", []
        for index in range(len(term.args)):
            try:
                number, value = below(index)
            except Unsure:
                found.append((-1, None))
                continue
            if value is decisive:
                return decisive, [number]
            found.append((number, value))
        if any(not isinstance(v, bool) for _, v in found):
            raise Unsure(term.op)
        return not decisive, [n for n, _ in found]

    def _exists(self, at: Ref, term: Exists, names: Names, env: Env) -> tuple[Any, list[int]]:
        where, inner = child(at, 0), (*names, term.var)
        premises = []
        for member in self.writer.source(term.source, names, env):
            number, value = self.derive(where, term.where, inner, (*env, member))
            if value is not False:
                raise Unsure("finnes")
            premises.append(number)
        if isinstance(term.source, EventSource):
            premises += self.writer.nothing_untold(where, term, names, env)
        return False, premises

    def _first_day(self, at: Ref, term: FirstDay, names: Names, env: Env) -> tuple[Any, list[int]]:
        """No earlier than the first recurring day from the start on which the condition is not shown to be false."""
        (one, recurrence), (two, start) = (self.derive(child(at, k), children(term)[k], names, env) for k in (0, 1))
        if not isinstance(start, Earliest) or isinstance(recurrence, Interval):
            raise Unsure("dagen")
        day, premises = next_on(recurrence, start.day), [one, two]
        while len(premises) < 2 + _MOST_PASSED and day < END:
            try:
                number, held = self.derive(child(at, 2), term.where, (*names, term.var), (*env, day))
            except Unsure:
                break
            if held is not False:
                break
            premises.append(number)
            day = next_on(recurrence, day + ONE_DAY)
        return Earliest(day), premises

    def _onset(self, at: Ref, term: Term, names: Names, env: Env) -> tuple[Any, list[int]]:
        """What is false until the day before what is unknown, is first true on that day or later."""
        writer, unknown = self.writer, {v.day for v in env[1:] if isinstance(v, (AnyEvent, Earliest))}
        day = min(unknown, default=self.until or BEGINNING)
        stays = stays_by_form(writer.model, term, lasting_roles=writer.facts.settled_roles)
        if day == BEGINNING or self._silent(term) or (unknown and not stays):
            raise Unsure("dagen")
        premises = []
        told = {d for d in dated(writer.model, writer.facts, term, env) if d < day} if not stays else set()
        for earlier in sorted({day - ONE_DAY} | told):
            number, value = self.derive(at, term, names, (earlier, *env[1:]))
            if value is not False:
                raise Unsure("dagen")
            premises.append(number)
        return Earliest(day), premises

    def _silent(self, term: Term) -> bool:
        """Can it come to that nobody has said, so that there is no first day at all?"""
        own = self.writer.model.definitions[term.name].body if isinstance(term, Call) else None
        parts = children(term) if own is None else (*children(term), own)
        return isinstance(term, Silence) or any(map(self._silent, parts))

    def _field(self, of: Any, name: str) -> Any:
        if not isinstance(of, AnyEvent):
            raise Unsure(name)
        kind = self.writer.model.events[of.kind]
        if of.by and name == kind.actor:
            return of.by
        info = kind.field_named(name)
        return Earliest(of.day) if name == "dato" or (info is not None and info.type.kind == "dag") else Unbound()

    def _op(self, op: str, *parts: Any) -> Any:
        if op == "not" and isinstance(parts[0], bool):
            return not parts[0]
        if op in FLIP:
            return _compare(op, *parts)
        if any(isinstance(p, (Unbound, AnyEvent, Silent)) for p in parts):
            raise Unsure(op)
        days = [p.day if isinstance(p, Earliest) else p for p in parts]
        if op in ("min", "max"):
            if any(not isinstance(d, date) for d in days):
                raise Unsure(op)
            return Earliest(min(days) if op == "min" else max(days))
        if op in ("before", "after"):
            return Earliest(self._shifted(days[1], days[0], back=op == "before"))
        if op == "next-working-day":
            return Earliest(next_working_day(days[0]))
        if op == "day-next-year":
            return Earliest(parts[0].in_year(days[1].year + 1))
        raise Unsure(op)

    def _shifted(self, day: date, period: Any, *, back: bool) -> date:
        if back and day == BEGINNING:
            return day
        found = shift(day, period, back=back)
        if found.is_exact:
            return found.down
        read = next((o for a, o in self.writer.given.items() if a.kind == READING and a.key == ("avrunding",)), None)
        if read is None:
            raise Unsure("avrunding")
        return found.up if read == "opp" else found.down


def _compare(op: str, left: Any, right: Any) -> bool:
    if isinstance(right, Earliest):
        op, left, right = FLIP[op], right, left
    if not isinstance(left, Earliest) or not isinstance(right, (date, Never)):
        if any(isinstance(p, (*_GENERIC, Silent)) for p in (left, right)) or op not in ("=", "≠"):
            raise Unsure(op)
        return bool((left == right) is (op == "="))
    if right is NEVER or not (right < left.day or (right == left.day and op in ("<", "≥"))):
        raise Unsure(op)
    return op in ("≥", ">", "≠")


def _speaks_of(term: Term, names: set[str]) -> bool:
    if isinstance(term, Var):
        return term.name in names
    return any(_speaks_of(t, names) for t in children(term))


__all__ = ["ONE_DAY", "refuted"]
