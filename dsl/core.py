"""The core: what every surface form means. Fifteen term forms, no recursion, no loops but folds and existence.

A name gets its meaning from exactly one of five sources, and the five sources are the five statuses of an answer: the
text (``Lit``, ``Ranked``), readers (``Choose``), people and the world (``Oracle``), and nobody (``Silence``).

Truth is read on a day, the *moment* (``Moment``), which ``At`` moves. A sentence that has become true stays true
unless its definition says until when; ``Onset`` is its first day. Definitions are not recursive, so evaluation always
ends.
"""

from __future__ import annotations

from typing import Any

from dsl.record import Record, record, record_kw


@record
class Type(Record):
    """``kind`` is ja, dag, år, beløp, andel, tall, periode, tekst, årsdag, gjentakelse, liste, part, hendelse, ting
    or utvalg.

    ``name`` is the role, event kind, sort or enumeration where the kind has one, or the named recurrence of a day.
    """

    kind: str
    name: str = ""


YES_NO = Type("ja")


# ── sources a variable can range over ───────────────────────────────────────────────────────────────────────────────


@record
class RoleSource(Record):
    """The parties that hold a role on the moment."""

    role: str


@record
class EventSource(Record):
    """The recorded events of a kind, and those that may have happened or may still be done."""

    kind: str


@record
class SortSource(Record):
    """The things of a sort that the case names."""

    sort: str


@record
class YearSource(Record):
    """The calendar years from ``start`` to ``stop``, both included."""

    start: Term
    stop: Term


Source = RoleSource | EventSource | SortSource | YearSource

# ── terms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@record
class Lit(Record):
    """A value the text or the rule itself gives. ``name`` is the declared value it came from, if any."""

    value: Any
    name: str = ""


@record
class Var(Record):
    name: str


@record
class Moment(Record):
    """The day truth is read on."""


@record
class Attr(Record):
    """A field of an event: ``o.mottatt``."""

    of: Term
    field: str


@record
class Op(Record):
    """A total function of ordinary values: and, or, not, comparisons, arithmetic, date functions."""

    op: str
    args: tuple[Term, ...]


@record
class Call(Record):
    """A defined sentence or quantity, read on the present moment."""

    name: str
    args: tuple[Term, ...]


@record
class At(Record):
    """``term`` read on another day; ``exact`` means: true on that day and not the day before."""

    term: Term
    day: Term
    exact: bool = False


@record
class Exists(Record):
    var: str
    source: Source
    where: Term


@record
class Every(Record):
    var: str
    source: Source
    where: Term


@record_kw
class Fold(Record):
    """sum, product, min, max or count of ``of`` over a source."""

    op: str
    var: str
    source: Source
    where: Term | None
    of: Term


@record_kw
class FirstDay(Record):
    """The first day of a recurrence, on or after ``start``, on which ``where`` holds with the day as ``var``."""

    var: str
    recurrence: Term
    start: Term
    where: Term


@record
class Onset(Record):
    """The first day a sentence is true."""

    term: Term


@record
class Arm(Record):
    label: str
    guard: Term
    value: Term


@record
class Ranked(Record):
    """Ranked cases: the value of the arms that hold and are not overruled; ``over`` lists (winner, loser) labels."""

    arms: tuple[Arm, ...]
    otherwise: Term | None
    over: tuple[tuple[str, str], ...] = ()


@record
class Choose(Record):
    """Rival right-hand sides of a reading point: (reading, term). ``weak`` ones count only if a case chooses them."""

    point: str
    arms: tuple[tuple[str, Term], ...]
    preferred: str
    weak: tuple[tuple[str, Term], ...] = ()


@record
class Oracle(Record):
    """What only a case can say: a fact, or a judgement people make. ``name`` is the declaration."""

    name: str
    args: tuple[Term, ...]


@record
class Silence(Record):
    """Nothing said; ``filler`` is what a statute or analogy would put there."""

    gap: str
    filler: Term | None


Term = (
    Lit | Var | Moment | Attr | Op | Call | At | Exists | Every | Fold | FirstDay | Onset | Ranked | Choose | Oracle
    | Silence
)  # fmt: skip


def children(term: Term) -> tuple[Term, ...]:
    """The terms directly inside a term, sources included."""
    match term:
        case Lit() | Var() | Moment():
            return ()
        case Attr():
            return (term.of,)
        case Op() | Call() | Oracle():
            return term.args
        case At():
            return (term.term, term.day)
        case Exists() | Every():
            return (*_source_terms(term.source), term.where)
        case Fold():
            return (*_source_terms(term.source), *((term.where,) if term.where else ()), term.of)
        case FirstDay():
            return (term.recurrence, term.start, term.where)
        case Onset():
            return (term.term,)
        case Ranked():
            inner = [t for arm in term.arms for t in (arm.guard, arm.value)]
            return (*inner, *((term.otherwise,) if term.otherwise else ()))
        case Choose():
            return tuple(t for _, t in (*term.arms, *term.weak))
        case Silence():
            return (term.filler,) if term.filler else ()


def _source_terms(source: Source) -> tuple[Term, ...]:
    return (source.start, source.stop) if isinstance(source, YearSource) else ()
