"""How an instance of a norm stands on a day, as plain data: what a person or a program is shown of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.core import Call, Type
from dsl.record import Record, record_kw
from dsl.values import Amount
from engine.answer import Status
from engine.calculate import BY_ZERO
from engine.follows import follow_text, may_follow
from engine.grounds import quotes
from engine.leaves import Missing
from engine.norm_state import NormState, if_arisen
from engine.open_text import NAMED_BY_AN_EVENT, divided_by_zero, key_text, open_text
from engine.other_readings import other_readings
from engine.trees import (
    FACT,
    JUDGEMENT,
    READING,
    Node,
    TooManyOpen,
    Tree,
    apply,
    at_best,
    leaves,
    opens,
    restrict,
)
from engine.verdict import missing, silences, statuses
from engine.words import event_name, individual
from engine.world import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.contract import Norm
    from engine.duties import Instance
    from engine.world import Model

_NOT_LACKING = (*NAMED_BY_AN_EVENT, BY_ZERO)
"""What an event asked for tells too, and what no fact would mend."""


@record_kw
class RivalStanding(Record):
    """What a reading that is not preferred changes; a field that it does not change is as in the standing. ``missing``
    and ``silences`` are what leaves it open under the reading, and not without it. ``paid`` and ``remaining`` are those
    of the amount under the reading, below zero as it is where it is for the other to pay.
    """

    point: str
    reading: str
    because: str
    states: tuple[NormState, ...]
    deadline: date | None
    amount: Amount | None
    missing: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    paid: Amount | None = None
    remaining: Amount | None = None


@record_kw
class Standing(Record):
    """An instance of a norm on a day.

    ``states`` are those it can be in by the preferred readings: one, unless something is missing, unsaid or to be
    judged (``status`` says which). A day is None where there is none, or none is known; ``deadline_silent`` names what
    the agreement is silent on. ``amount`` is in kroner. Where what the norm says to pay is below zero, it is a
    ``refund``: the bearer is who owes it, and the amounts are what is owed back.
    ``paid`` is what the case tells has been paid of the amount by the day, and ``remaining`` the rest of it, while the
    norm is to be fulfilled or broken and anything has been paid.
    ``amount_noun`` is what the agreement calls what is to be paid, "" where it has no word of its own.
    ``occurrence`` is the first day of the occurrence, ``until`` its last where it is a stretch; ``things`` what the
    instance is about. ``consequences`` are the names declared, ``follows`` says them in words.
    ``by_zero`` says where what is owed cannot be calculated.
    """

    id: str
    norm: str
    kind: str
    act: str
    bearers: tuple[str, ...]
    counterparties: tuple[str, ...]
    occurrence: date | None
    until: date | None
    things: tuple[str, ...]
    arises: date | None
    deadline: date | None
    deadline_status: Status
    deadline_silent: tuple[str, ...]
    amount: Amount | None
    amount_status: Status
    fulfilled: date | None
    lapses: date | None
    states: tuple[NormState, ...]
    status: Status
    statuses: tuple[Status, ...]
    missing: tuple[str, ...]
    judgements: tuple[str, ...]
    silences: tuple[str, ...]
    rivals: tuple[RivalStanding, ...]
    consequences: tuple[str, ...]
    follows: tuple[str, ...]
    clause: str
    heading: str
    quote: str
    remarks: tuple[str, ...]
    refund: bool = False
    by_zero: tuple[str, ...] = ()
    paid: Amount | None = None
    remaining: Amount | None = None
    amount_noun: str = ""

    @property
    def state(self) -> NormState | None:
        """The one state it is in; None if it can be in several, or none is known."""
        return self.states[0] if len(self.states) == 1 else None


def standing_of(model: Model, instance: Instance, day: date, language: str = "nb") -> Standing:
    """How the instance stands on a day. What turns on more than can be laid out is unknown, and says what to tell
    first.
    """
    norm = instance.norm
    try:
        state, deadline, amount, done = (
            instance.state_on(day), instance.deadline, instance.amount, instance.fulfilled,
        )  # fmt: skip
    except TooManyOpen:  # one of them: the others are still given
        state, deadline, amount, done = (_laid_out(read) for read in (
            lambda: instance.state_on(day), lambda: instance.deadline, lambda: instance.amount,
            lambda: instance.fulfilled,
        ))  # fmt: skip
    clause, quote = quotes(model).get(norm.name, (norm.place.clause, ""))
    found = statuses(state)
    silent = _unsaid(model, state, amount)
    owed = _amount(amount)
    bearers, others = instance.bearers, instance.counterparties
    covered = instance.covered_on(day)
    refund = owed is not None and owed.kroner < 0 and len(others) == 1
    if refund:
        bearers, others, amount, covered = others, bearers, apply(_negated, amount), apply(_negated, covered)
    paid, remaining = _paid(covered, _amount(amount), states_in(state))
    consequences = tuple(name for name in norm.consequences if may_follow(model, instance, name, bearers, others))
    return Standing(
        id=instance.id, norm=norm.name, kind=norm.kind, act=norm.text, bearers=bearers, refund=refund,
        counterparties=others, occurrence=instance.day, until=instance.until,
        things=tuple(dict.fromkeys(t for thing in instance.things for t in _things(model, thing))),
        arises=_day(instance.arises),
        deadline=_day(deadline), deadline_status=statuses(deadline)[0], deadline_silent=_about(model, deadline),
        amount=_amount(amount), amount_status=statuses(amount)[0], fulfilled=_day(done),
        lapses=_day(instance.lapses), states=states_in(state), status=found[0], statuses=found,
        missing=_missing(model, state, amount, language),
        by_zero=divided_by_zero((key for tree in (state, amount) for key in missing(tree)), language),
        judgements=tuple(open_text(model, o) for o in opens(at_best(state)) if o.kind == JUDGEMENT),
        silences=silent, rivals=_rivals(model, state, deadline, amount, covered, language), consequences=consequences,
        follows=tuple(follow_text(model, name, language) for name in consequences), clause=clause,
        heading=model.headings.get(clause, ""), quote=quote, remarks=norm.remarks,
        paid=paid, remaining=remaining,
        amount_noun=_amount_noun(model, norm),
    )  # fmt: skip


def _amount_noun(model: Model, norm: Norm) -> str:
    """The noun of the quantity the norm says to pay, in the form the agreement uses."""
    called = model.definitions.get(norm.amount.name) if isinstance(norm.amount, Call) else None
    return called.sentence[0] if called is not None and not called.sentence[0].startswith("{") else ""


def _laid_out(read: Callable[[], Tree]) -> Tree:
    """The tree, or what to tell first where it turns on more than can be laid out."""
    try:
        return read()
    except TooManyOpen as many:
        return Missing(tuple(("åpent", ask) for ask in many.first))


def states_in(state: Tree) -> tuple[NormState, ...]:
    """The states an instance can be in by the preferred readings, in the order of its life."""
    if isinstance(state, NormState):
        return (state,)
    found = {leaf for leaf in leaves(at_best(state)) if isinstance(leaf, NormState)}
    return tuple(each for each in NormState if each in found)


def _day(tree: Tree) -> date | None:
    best = at_best(tree)
    return best if isinstance(best, date) and best > BEGINNING else None


def _amount(tree: Tree) -> Amount | None:
    best = if_arisen(tree)
    return best if isinstance(best, Amount) else None


def _paid(covered: Tree, owed: Amount | None, states: tuple[NormState, ...]) -> tuple[Amount | None, Amount | None]:
    """What has been paid of what is owed, and the rest; None where nothing has, or nothing is to be paid any more."""
    if owed is None or not {NormState.IN_EFFECT, NormState.VIOLATED} & set(states):
        return None, None
    paid = if_arisen(covered)
    if not isinstance(paid, Amount) or not paid.kroner:
        return None, None
    return paid, Amount(owed.kroner - paid.kroner)


def _negated(value: Any) -> Any:
    return Amount(-value.kroner) if isinstance(value, Amount) else value


def _things(model: Model, thing: Any) -> tuple[str, ...]:
    """What to call it: the things an event is about, before the event itself."""
    if not isinstance(thing, EventRecord):
        return (individual(model, thing, Type("ting")),)
    about = (thing.get(f.name) for f in model.events[thing.kind].fields if f.type.kind == "ting")
    return (*(individual(model, t, Type("ting")) for t in about if t is not None), event_name(model, thing))


def _about(model: Model, tree: Tree) -> tuple[str, ...]:
    if type(tree) is date or type(tree) is NormState or tree is None:
        return ()  # most duties are told and done; the common case is kept short
    return tuple(model.gaps[name].about for name in silences(at_best_reading(tree)) if name in model.gaps)


def _unsaid(model: Model, state: Tree, amount: Tree) -> tuple[str, ...]:
    """What the agreement does not say that the state or the amount turns on."""
    return tuple(dict.fromkeys((*_about(model, state), *_about(model, amount))))


def at_best_reading(tree: Tree) -> Tree:
    """The tree with every reading settled as preferred; silences stay."""
    for ask in opens(tree):
        if ask.kind == READING:
            tree = restrict(tree, ask, ask.options.index(ask.best))
    return tree


def _missing(model: Model, state: Tree, amount: Tree, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for tree in (state, amount):
        if type(tree) is NormState or tree is None:
            continue
        for ask in opens(at_best(tree)):
            if ask.kind == FACT and ask.detail[0] == "compare":
                found += [_key(model, key, language) for key in ask.detail[1] if key[0] not in _NOT_LACKING]
            elif ask.kind == FACT:
                found.append(open_text(model, ask, language))
        found += [_key(model, key, language) for key in missing(tree) if key[0] not in _NOT_LACKING]
    return tuple(dict.fromkeys(found))


def _key(model: Model, key: tuple[Any, ...], language: str) -> str:
    en = language == "en"
    if key == ("oppfyllelse",):
        return "what fulfils the duty" if en else "hva som oppfyller plikten; avtalen sier det ikke"
    if key == ("kalender",):
        return "a day within the calendar" if en else "en dag innenfor kalenderen"
    if key[0] == "åpent":
        ask = key[1]
        if ask.kind != READING:
            return open_text(model, ask, language)
        point = model.points.get(str(ask.key[0]))
        words = point.words if point is not None else str(ask.key[0])
        return f"how «{words}» is read" if en else f"hvordan «{words}» leses"
    return key_text(model, key, language)


def _rivals(
    model: Model, state: Tree, deadline: Tree, amount: Tree, covered: Tree, language: str
) -> tuple[RivalStanding, ...]:
    if type(state) is not Node and type(deadline) is not Node and type(amount) is not Node:
        return ()
    best = tuple(at_best(tree) for tree in (state, deadline, amount))
    lacking = _missing(model, state, amount, language)
    unsaid = (*_unsaid(model, state, amount), *_about(model, deadline))  # the row says what its day turns on
    out = []
    for other in other_readings(model, state, deadline, amount, covered):
        found = tuple(at_best(tree) for tree in other.trees[:3])
        if found == best:
            continue
        states, owed = states_in(found[0]), _amount(found[2])
        paid, remaining = _paid(other.trees[3], owed, states)
        left_open = len(states) != 1 or (amount is not None and owed is None)
        lacks = _missing(model, other.trees[0], other.trees[2], language) if left_open else ()
        silent = _unsaid(model, other.trees[0], other.trees[2]) if left_open else ()
        out.append(
            RivalStanding(
                point=other.point, reading=other.reading, because=other.because, states=states,
                deadline=_day(found[1]), amount=owed, missing=tuple(m for m in lacks if m not in lacking),
                silences=tuple(a for a in silent if a not in unsaid), paid=paid, remaining=remaining,
            )
        )  # fmt: skip
    return tuple(out)
