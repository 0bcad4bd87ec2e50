"""The checked agreement: what an agreement means, ready to be evaluated, printed and asked.

A ``Contract`` knows nothing of grammar or spelling of rules; it is plain frozen data, and can be stored and read back.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.change import Change
from dsl.core import Source, Term, Type
from dsl.law import RankedRule, Renaming, Requirement, Statute, Tension
from dsl.printed import Bit as Bit
from dsl.printed import Block as Block
from dsl.printed import Citation as Citation
from dsl.printed import Correction as Correction
from dsl.printed import LawRef as LawRef
from dsl.record import Record, record, record_kw


@record
class Place(Record):
    """Where a statement stands: clause number, and line in the source (1-based)."""

    clause: str
    line: int


@record
class Sentence(Record):
    """A sentence of clause text as printed, and the names that give it effect or the reasons why none does."""

    clause: str
    text: str
    marks: tuple[str, ...]
    line: int = 0


@record_kw
class Party(Record):
    name: str
    title: str
    role: str
    since: date | None = None


@record_kw
class Role(Record):
    """``extent`` is "own" (parties name it), "none" (its holder is no party yet), "all" (every party), or "rest"
    (every party but those of a one-party role). ``ends`` is the definition of when a party is no longer of the role,
    "" if it always is.
    """

    name: str
    forms: tuple[str, ...]
    extent: str
    ends: str = ""


@record
class Value(Record):
    """A declared value: one place for what the text prints and the rules compute with."""

    name: str
    type: Type
    value: Any
    spelling: str
    place: Place


@record_kw
class EventField(Record):
    """``optional``: not told means it is not so; otherwise not told means unknown. ``words`` read «er mottatt».

    ``not_before``: the fields of the event whose days it cannot come before, ``dato`` for the event's own day.
    """

    name: str
    type: Type
    optional: bool = False
    words: str = ""
    not_before: tuple[str, ...] = ()


@record_kw
class EventKind(Record):
    """``actor`` is the field of the party who controls it, "alle" for all parties together, "andre" for outsiders.

    ``follows``: events a party's own act of this kind cannot come before. ``of_party``: nor before it became a party.
    ``english`` is the noun in English and, if given, the whole act with its slots: «{kommune} gives notice».
    """

    name: str
    forms: tuple[str, ...]
    fields: tuple[EventField, ...]
    actor: str
    breach: bool
    sentence: tuple[str, ...]
    present: tuple[str, ...]
    act: tuple[str, ...]
    place: Place
    english: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    of_party: bool = False

    def field_named(self, name: str) -> EventField | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


@record
class Param(Record):
    name: str
    type: Type


@record_kw
class Definition(Record):
    """A named sentence or quantity. ``sentence`` alternates words and ``{n}`` for the n-th parameter."""

    name: str
    kind: str
    params: tuple[Param, ...]
    result: Type
    body: Term
    sentence: tuple[str, ...]
    place: Place
    remarks: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    timeless: bool = False


@record_kw
class Reading(Record):
    name: str
    strength: str
    because: str
    against: str = ""


@record_kw
class ReadingPoint(Record):
    """Contested words of a clause, and the rival readings of them."""

    name: str
    words: str
    readings: tuple[Reading, ...]
    place: Place
    advice: tuple[str, ...] = ()

    @property
    def preferred(self) -> str:
        """The reading the parties' lawyers would defend."""
        return next(r.name for r in self.readings if r.strength == "foretrukket")


@record_kw
class OracleInfo(Record):
    """A fact or judgement that only a case can give. ``kind`` is "faktum" or "skjønn".

    ``single``: it holds of one at most in its last slot.
    """

    name: str
    kind: str
    params: tuple[Param, ...]
    result: Type
    sentence: tuple[str, ...]
    place: Place
    decided_by: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    source: str = ""
    remarks: tuple[str, ...] = ()
    single: bool = False


@record_kw
class Gap(Record):
    """A declared silence."""

    name: str
    about: str
    place: Place
    advice: tuple[str, ...] = ()
    filled_by: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@record
class Ranged(Record):
    """A variable that an instance of a norm binds, and what it ranges over: one instance for each event or thing."""

    var: str
    source: Source


@record_kw
class Row(Record):
    """A row of a table. ``kind`` is "rad" (a figure by itself), "pluss" or "minus" (counts in the next sum), or "sum".

    ``term`` is over the table's parameters; None for a sum, which is then what stands above it.
    """

    kind: str
    label: str
    term: Term | None
    result: Type
    remarks: tuple[str, ...] = ()
    place: Place = Place("", 0)


@record_kw
class Table(Record):
    """Rows of quantities for the same arguments: a year, and at most one party. ``title`` has ``{slot}`` for them."""

    name: str
    title: str
    params: tuple[Param, ...]
    rows: tuple[Row, ...]
    place: Place = Place("", 0)


@record_kw
class Norm(Record):
    """An obligation, prohibition, permission, power, right or claim.

    ``bearer`` is a role (or party) name; ``condition`` a term over the variable named ``bearer_var`` that says when
    it is open. ``opening`` is that condition for one instance, with the variables of ``ranges`` free. The deadline and
    what follows know besides these ``dag`` (the occurrence, or the day the norm arises), ``år`` (its year) and
    ``sistedag`` (the last day before the next occurrence). ``counterparty`` is a party, ``counter_role`` each holder of
    a role. ``covered`` is what has been paid of the amount. ``consequences`` are names of norms, rules and silences.
    """

    name: str
    kind: str
    bearer: str
    joint: bool
    bearer_var: str
    text: str
    via: str
    state: str
    condition: Term
    deadline: Term | None
    recurrence: Term | None
    place: Place
    remarks: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    ranges: tuple[Ranged, ...] = ()
    opening: Term | None = None
    counterparty: Term | None = None
    counter_role: str = ""
    amount: Term | None = None
    fulfilled: Term | None = None
    lapses: Term | None = None
    violated: Term | None = None
    covered: Term | None = None
    consequences: tuple[str, ...] = ()


@record_kw
class Settlement(Record):
    """How things of a sort (``sort``) are shared out among the parties of a role (``among``).

    ``trigger`` is what brings it about. The other terms speak of the thing by the variable of the sort's name, and of
    the party by ``part``: ``value`` of the thing in kroner, ``valued`` the day of that value, ``owned`` whether the
    party owns it alone, ``common`` whether it is owned together, ``by_law`` whether an Act settles it, ``kept`` whether
    the party may keep it, ``share`` the share of a party of the role ``share_of``; ``rest`` is the party that has what
    is left.
    """

    name: str
    sort: str
    among: str
    trigger: Term | None
    value: Term
    valued: Term | None
    owned: Term | None
    common: Term
    by_law: Term | None
    kept: Term | None
    share: Term
    share_of: str
    rest: Term | None
    place: Place
    remarks: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@record_kw
class Question(Record):
    """A question the agreement can be asked. ``kind`` is that of the answer form (om, kan, når …)."""

    name: str
    wordings: tuple[tuple[str, str], ...]
    params: tuple[Param, ...]
    kind: str
    term: Term | None
    result: Type
    bearer: Term | None = None
    names: tuple[str, ...] = ()
    source: str = ""
    advice: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    place: Place = Place("", 0)


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


@record_kw
class Version(Record):
    """An agreement as it stands from a day (None: from the start) until the next version.

    ``aliases`` are norms as they were until then, with the name they bore; ``quoted`` the words each reading point is
    about. ``citations`` and ``blocks`` are all of the text; ``changes`` is what made this version of the one before.
    ``gaps`` and ``tensions`` are those it has, and ``requirements`` what ties it to an Act's required content.
    """

    day: date | None
    name: str
    title: str
    source: str
    laws: tuple[str, ...]
    remarks: tuple[str, ...]
    changes: tuple[Change, ...]
    values: tuple[Value, ...]
    parties: tuple[Party, ...]
    headings: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]
    aliases: tuple[tuple[str, str], ...]
    quoted: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    corrections: tuple[Correction, ...]
    citations: tuple[Citation, ...]
    gaps: tuple[Gap, ...] = ()
    tensions: tuple[Tension, ...] = ()
    requirements: tuple[Requirement, ...] = ()


@record_kw
class Contract(Record):
    """Everything an agreement says and means. ``digest`` is a hash of the source it was made from.

    Text, values and parties are those of the latest version; ``versions`` has all of them, in the order they apply,
    and is empty for an agreement nothing has amended.
    """

    name: str
    title: str
    language: str
    source: str
    digest: str
    parties: tuple[Party, ...]
    roles: tuple[Role, ...]
    sorts: tuple[tuple[str, tuple[str, ...]], ...]
    enums: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[Value, ...]
    events: tuple[EventKind, ...]
    definitions: tuple[Definition, ...]
    readings: tuple[ReadingPoint, ...]
    oracles: tuple[OracleInfo, ...]
    gaps: tuple[Gap, ...]
    norms: tuple[Norm, ...]
    questions: tuple[Question, ...]
    corrections: tuple[Correction, ...]
    citations: tuple[Citation, ...]
    laws: tuple[LawRef, ...]
    sentences: tuple[Sentence, ...]
    headings: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    settlements: tuple[Settlement, ...] = ()
    versions: tuple[Version, ...] = ()
    statutes: tuple[Statute, ...] = ()
    ranked: tuple[RankedRule, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    tensions: tuple[Tension, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    tables: tuple[Table, ...] = ()
