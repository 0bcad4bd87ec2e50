"""What each sentence of an agreement is tied to: the kinds of its marks.

Convention: a sentence with any mark that gives it effect counts as having effect, once, whatever other marks it has.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from dsl.contract import Contract, Sentence

EFFECT = "virkning"
REPEATS = "gjentar"
UNMARKED = "uten merke"
REASONS = ("formål", "opplysning", "overlatt", "skjønn", "ikke-brukt", REPEATS)
COLUMNS = (EFFECT, *REASONS, UNMARKED)
_UNKNOWN = "annet"


@frozen(kw_only=True)
class ClauseCount:
    """A clause's sentences by column; ``kinds`` counts the marks that give effect, by the kind of what they name."""

    clause: str
    heading: str
    columns: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return sum(count for _, count in self.columns)

    @property
    def accounted(self) -> int:
        """How many of them have a mark."""
        return sum(count for column, count in self.columns if column != UNMARKED)


def by_clause(contract: Contract) -> tuple[ClauseCount, ...]:
    """The count of each clause with sentences, in the order they are printed."""
    headings = dict(contract.headings)
    kinds = kinds_of_names(contract)
    clauses = dict.fromkeys(sentence.clause for sentence in contract.sentences)
    return tuple(
        _count(clause, headings.get(clause, ""), [s for s in contract.sentences if s.clause == clause], kinds)
        for clause in clauses
    )


def total(counts: tuple[ClauseCount, ...]) -> ClauseCount:
    """All clauses as one."""
    columns: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for count in counts:
        columns.update(dict(count.columns))
        kinds.update(dict(count.kinds))
    return ClauseCount(clause="", heading="", columns=_in_order(columns), kinds=tuple(sorted(kinds.items())))


def kinds_of_names(contract: Contract) -> dict[str, str]:
    """The Norwegian word for what each declared name is: part, rolle, verdi, hendelse, regel, plikt …"""
    kinds: dict[str, str] = {}
    # Later lines win: a norm and the state it begins, or a rule and its readings, may share a name.
    kinds.update((point.name, "tolkning") for point in contract.readings)
    kinds.update((definition.name, definition.kind) for definition in contract.definitions)
    kinds.update((party.name, "part") for party in contract.parties)
    kinds.update((role.name, "rolle") for role in contract.roles)
    kinds.update((name, "ting") for name, _ in contract.sorts)
    kinds.update((name, "utvalg") for name, _ in contract.enums)
    kinds.update((value.name, "verdi") for value in contract.values)
    kinds.update((event.name, "hendelse") for event in contract.events)
    kinds.update((oracle.name, oracle.kind) for oracle in contract.oracles)
    kinds.update((gap.name, "taushet") for gap in contract.gaps)
    kinds.update((requirement.name, "innholdskrav") for requirement in contract.requirements)
    kinds.update((tension.name, "spenning") for tension in contract.tensions)
    kinds.update((renaming.name, "navn") for renaming in contract.renamings)
    kinds.update((law.name, "lov") for law in contract.laws)
    kinds.update((question.name, "spørsmål") for question in contract.questions)
    kinds.update((norm.name, norm.kind) for norm in contract.norms)
    return kinds


def _count(clause: str, heading: str, sentences: list[Sentence], kinds: dict[str, str]) -> ClauseCount:
    columns = Counter(_column(sentence) for sentence in sentences)
    found = Counter(
        kinds.get(mark, _UNKNOWN) for sentence in sentences for mark in sentence.marks if _reason(mark) is None
    )
    return ClauseCount(clause=clause, heading=heading, columns=_in_order(columns), kinds=tuple(sorted(found.items())))


def _column(sentence: Sentence) -> str:
    reasons = [_reason(mark) for mark in sentence.marks]
    if None in reasons:
        return EFFECT
    return next((reason for reason in reasons if reason), UNMARKED)


def _reason(mark: str) -> str | None:
    """Why the mark gives no effect; None if it names something that does."""
    if mark.startswith(f"{REPEATS} "):
        return REPEATS
    return mark if mark in REASONS else None


def _in_order(columns: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((column, columns[column]) for column in COLUMNS)
