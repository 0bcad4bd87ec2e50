"""What the question reader is given and what it gives back.

``language`` is always "nb" (bokmål, nynorsk read roughly) or "en". A slot's type is one of the built-in types below or
the name of a vocabulary. A Decimal is always money in kroner; a Fraction is always a pure number (5 % is 1/20).

Only these classes are for others to use. The reader's own records are NamedTuples, which are made faster.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from dsl.record import Record, record, record_kw

Value: TypeAlias = date | int | Decimal | Fraction | str
"""A date, a year, an amount of money, a number or share, or the id of a term: by the type of the slot."""

DAY, YEAR, AMOUNT, SHARE, PERCENT, NUMBER = "dag", "år", "beløp", "andel", "prosent", "tall"
BUILT_IN = frozenset((DAY, YEAR, AMOUNT, SHARE, PERCENT, NUMBER))


@record
class Slot(Record):
    """A place in a wording where the asker puts a value."""

    name: str
    type: str


@record_kw
class Pattern(Record):
    """One wording of a declared question; ``{name}`` in ``text`` is the slot of that name, ``{name}s`` its genitive.

    Several wordings may share ``question``. A wording need not mention every slot.
    """

    question: str
    language: str
    text: str
    slots: tuple[Slot, ...] = ()


@record
class Term(Record):
    """A member of a vocabulary and the ways it is written; the first form is the one shown."""

    id: str
    forms: tuple[str, ...]


@record
class Vocabulary(Record):
    """The values of a slot type: the members of a role or choice, or the individuals a case names."""

    name: str
    terms: tuple[Term, ...] = ()


@record_kw
class Understood(Record):
    """A question read completely: nothing in it was ignored but small words.

    ``values`` are the slots of the wording, in the order they stand in it. ``corrections`` are the spelling mistakes
    put right, as (typed, read as), in the order typed: show them to the asker.
    """

    question: str
    language: str
    values: tuple[tuple[str, Value], ...]
    pattern: Pattern
    corrections: tuple[tuple[str, str], ...] = ()


@record
class Suggestion(Record):
    """A question that can be asked, with its slots as ``<name>``."""

    text: str
    question: str


@record_kw
class NotUnderstood(Record):
    """Why a question was not read, for the asker; ``ambiguous`` holds the readings when there was more than one."""

    reason: str
    nearest: tuple[Suggestion, ...] = ()
    ambiguous: tuple[Understood, ...] = ()
