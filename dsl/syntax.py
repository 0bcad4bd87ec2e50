"""What is written: the frozen classes a source file is read into, before any name has been looked up.

Every class carries ``span``, half-open character offsets into the source, so that a later error can show the place. Nothing
here knows what a word means; ``resolve`` finds that out. Class names are the field's English terms; the word a person types
is in ``GLOSSARY.md``.
"""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Span:
    """Half-open character offsets ``[start, end)`` into one source text."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@frozen
class Name:
    """A word that names something, where it stands."""

    text: str
    span: Span


@frozen
class Prose:
    """What stands between « and »: the agreement's own text, marks and slots still inside (see ``prose``)."""

    raw: str
    span: Span


@frozen
class Noun:
    """A noun with the forms the agreement uses: ``oppsigelse (oppsigelsen)``. The first form listed is the definite one."""

    base: Name
    forms: tuple[Name, ...]


# ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Word:
    """One word of a phrase."""

    text: str
    span: Span


@frozen
class ValueRef:
    """``{varslingstid}`` in a rule: the value of that name."""

    name: str
    span: Span


@frozen
class LiteralExpr:
    """A literal as written: ``1 år``, ``5%``, ``kr 500 000``. ``kind`` is the token's name."""

    kind: str
    text: str
    span: Span


@frozen
class Quote:
    """« … » used as an atom: a free act, or a text value."""

    text: str
    span: Span


@frozen
class Paren:
    """``( … )`` used as one atom."""

    inner: Expr
    span: Span


Atom = Word | ValueRef | LiteralExpr | Quote | Paren


@frozen
class Phrase:
    """A run of atoms between two joints; looked up in the vocabulary as a whole."""

    atoms: tuple[Atom, ...]
    span: Span


@frozen
class AllOf:
    """``a og b og c``"""

    items: tuple[Expr, ...]
    span: Span


@frozen
class AnyOf:
    """``a eller b``"""

    items: tuple[Expr, ...]
    span: Span


@frozen
class Comparison:
    """``a er minst b``; ``op`` is one of = ≠ ≤ ≥ < >."""

    left: Expr
    op: str
    right: Expr
    span: Span


@frozen
class Arithmetic:
    """``a + b``; ``op`` is one of + − · /."""

    left: Expr
    op: str
    right: Expr
    span: Span


@frozen(kw_only=True)
class Collection:
    """``summen av x for hver k fra (a) til (b) der c``; ``op`` is sum, product, min or max."""

    op: str
    of: Expr
    noun: Name
    start: Expr | None
    stop: Expr | None
    where: Expr | None
    span: Span


@frozen
class Extreme:
    """``den tidligste av (a, b)``; ``op`` is min or max."""

    op: str
    items: tuple[Expr, ...]
    span: Span


@frozen(kw_only=True)
class FirstDay:
    """``den første uttredelsesdag fra x der c``"""

    noun: Name
    start: Expr
    where: Expr
    span: Span


@frozen
class DayOf:
    """``den dag oppsigelsen er mottatt``"""

    sentence: Expr
    span: Span


@frozen
class SilenceExpr:
    """``taushet helgeforfall utfylt med x``"""

    gap: Name
    filler: Expr | None
    span: Span


Expr = (
    Phrase | AllOf | AnyOf | Comparison | Arithmetic | Collection | Extreme | FirstDay | DayOf | SilenceExpr | Paren
)

# ── bodies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Condition:
    """``når a med mindre b``; ``alltid`` and ``aldri`` are a condition with ``constant`` set."""

    when: Expr | None
    unless: Expr | None
    constant: bool | None
    span: Span


@frozen
class Cases:
    """``er x når a, y når b, ellers z``"""

    arms: tuple[tuple[Expr, Expr | None], ...]
    otherwise: Expr | None
    span: Span


@frozen
class Input:
    """``oppgis i saken``: the case says."""

    span: Span


@frozen(kw_only=True)
class Alternative:
    """One of several rival readings, with its reason. ``strength`` is "foretrukket", "svak" or ""."""

    name: Name
    strength: str
    body: Condition | Cases
    because: Prose
    against: Prose | None
    span: Span


@frozen
class Rival:
    """``tolkning av «…» lesning … lesning …`` in place of a body."""

    words: Prose
    alternatives: tuple[Alternative, ...]
    span: Span


Body = Condition | Cases | Input | Rival

# ── side remarks ────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class TextTrailer:
    """``; merknad «…»`` and its like. ``kind`` is the keyword with single spaces."""

    kind: str
    texts: tuple[Prose, ...]
    span: Span


@frozen
class LawTrailer:
    """``; hjemmel <…>`` or ``; utfylles av <…>``"""

    kind: str
    text: str
    span: Span


@frozen
class PatternWord:
    text: str
    span: Span


@frozen
class PatternForms:
    """``(si, sier, har sagt)``: the same verb as one infinitive, one present, one perfect."""

    forms: tuple[str, ...]
    span: Span


@frozen
class PatternChoice:
    """``enten skriftlig eller muntlig``"""

    options: tuple[Name, ...]
    span: Span


@frozen
class Pattern:
    """A sentence the agreement declares: words, and slots written as «en kommune»."""

    parts: tuple[PatternWord | PatternForms | PatternChoice, ...]
    span: Span


@frozen
class FieldTrailer:
    """``; der oppsigelsen er mottatt en dag``"""

    pattern: Pattern
    optional: bool
    span: Span


@frozen
class ActorTrailer:
    """``; utføres av kommunen``"""

    phrase: Phrase
    span: Span


@frozen
class ExprTrailer:
    """``; frist x`` or ``; gjentas x``"""

    kind: str
    expr: Expr
    span: Span


@frozen
class BreachTrailer:
    """``; brudd``: the event is a wrong, never to be advised."""

    span: Span


@frozen
class WordTrailer:
    """``; målform nynorsk``"""

    kind: str
    word: Name
    span: Span


@frozen
class DayTrailer:
    """``; kjent fra 1.1.2024`` or ``; den 9.3.2021``"""

    kind: str
    day: LiteralExpr
    span: Span


Trailer = (
    TextTrailer | LawTrailer | FieldTrailer | ActorTrailer | ExprTrailer | BreachTrailer | WordTrailer | DayTrailer
)

# ── statements of an agreement ──────────────────────────────────────────────────────────────────────────────────────


@frozen
class Head:
    """``avtale ikt «…»``"""

    name: Name
    title: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class ClauseHeading:
    """``punkt 11.1 «…»``"""

    number: str
    title: Prose
    span: Span


@frozen
class Passage:
    """One paragraph or list item of the agreement's text. ``label`` is "-", "a." or ""."""

    label: str
    prose: Prose
    span: Span


@frozen
class Law:
    name: Name
    titles: tuple[Prose, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class Correction:
    """``skannefeil``, ``skrivefeil`` or ``henvisningsfeil``: what is printed or was scanned, and what it should be."""

    kind: str
    printed: Prose
    right: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class PartyDecl:
    name: Name
    title: Prose
    role: Name
    since: LiteralExpr | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class RoleDecl:
    noun: Noun
    extent: str
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class SortDecl:
    """``ting eiendel (eiendelen)``: a kind of thing whose individuals a case names."""

    noun: Noun
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class EnumDecl:
    """``utvalg organ: kommunestyret, formannskapet``"""

    noun: Noun
    members: tuple[Name, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class ValueDecl:
    """``verdi varslingstid er 1 år``. ``items`` is the right side: a literal, a text, a citation, or a list of words."""

    noun: Noun
    literal: LiteralExpr | None = None
    text: Prose | None = None
    citation: str | None = None
    items: tuple[Name, ...] = ()
    spelling: str = ""
    value_span: Span = NOWHERE
    trailers: tuple[Trailer, ...] = ()
    span: Span = NOWHERE


@frozen(kw_only=True)
class EventDecl:
    noun: Noun
    pattern: Pattern
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class StateDecl:
    """``tilstand i-kraft: avtalen er i kraft fra og med … fram til …``, or one begun by powers (no ``since``)."""

    name: Name
    pattern: Pattern
    since: Expr | None
    until: Expr | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class FactDecl:
    name: Name
    pattern: Pattern
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class JudgementDecl:
    name: Name
    pattern: Pattern
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class RuleDecl:
    name: Name
    pattern: Pattern
    body: Condition | Rival
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class QuantityDecl:
    """``beløp årsandel (årsandelen) for en part i et år er …``. ``kind`` is the type's word."""

    kind: str
    noun: Noun
    pattern: Pattern
    body: Body
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class NormDecl:
    """``kompetanse uttreden: enhver kommune kan tre ut … ved en oppsigelse … når …``"""

    kind: str
    name: Name
    bearer: Phrase
    modal: str
    act: Phrase
    via: Phrase | None
    so_that: Phrase | None
    body: Condition | Rival | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class ExceptionDecl:
    """``unntak etterfølger fra domstol når …: er …``. ``effect`` is an expression, True or False."""

    name: Name
    base: Name
    when: Expr
    effect: Expr | bool
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class RankDecl:
    over: Name
    under: Name
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class SilenceDecl:
    name: Name
    about: Prose
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class AnswerForm:
    """What a question asks for. ``kind`` is om, kan, tidligst, senest, når, verdi, hvem, bærer, hvilke or taushet."""

    kind: str
    expr: Expr | None = None
    bearer: Phrase | None = None
    names: tuple[Name, ...] = ()
    span: Span = NOWHERE


@frozen(kw_only=True)
class QuestionDecl:
    name: Name
    wordings: tuple[tuple[str, Prose], ...] = field()
    answer: AnswerForm
    trailers: tuple[Trailer, ...]
    span: Span


Statement = (
    ClauseHeading
    | Passage
    | Law
    | Correction
    | PartyDecl
    | RoleDecl
    | SortDecl
    | EnumDecl
    | ValueDecl
    | EventDecl
    | StateDecl
    | FactDecl
    | JudgementDecl
    | RuleDecl
    | QuantityDecl
    | NormDecl
    | ExceptionDecl
    | RankDecl
    | SilenceDecl
    | QuestionDecl
)


@frozen
class AgreementFile:
    """A whole ``.vka`` file as written."""

    head: Head
    statements: tuple[Statement, ...]


# ── a case file ─────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(kw_only=True)
class CaseHead:
    name: Name
    agreement: Name
    title: Prose | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class CompleteUntil:
    day: LiteralExpr
    kinds: tuple[Name, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class IndividualDecl:
    name: Name
    phrase: Phrase
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class Happened:
    """``den 12.12.2019: kommunestyret i Harstad godkjenner avtalen; …``"""

    day: LiteralExpr
    name: Name | None
    sentence: Phrase
    details: tuple[Phrase, ...]
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class Judged:
    day: LiteralExpr
    sentence: Expr
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class FactGiven:
    sentence: Expr
    trailers: tuple[Trailer, ...]
    span: Span


@frozen
class DeclaredUnknown:
    phrase: Phrase
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class ReadingChosen:
    reading: Name
    point: Name
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class DidNotHappen:
    """``uteblitt: Harstad sier opp avtalen fra 1.1.2020 fram til 1.11.2026``"""

    phrase: Phrase
    start: LiteralExpr | None
    stop: LiteralExpr | None
    trailers: tuple[Trailer, ...]
    span: Span


@frozen(kw_only=True)
class AskedInCase:
    """A question with the answer expected: a case file is also a test."""

    on: LiteralExpr
    known: LiteralExpr | None
    question: Prose
    status: str
    value: Expr | None
    trailers: tuple[Trailer, ...]
    span: Span


CaseStatement = (
    CompleteUntil
    | PartyDecl
    | IndividualDecl
    | Happened
    | Judged
    | FactGiven
    | DeclaredUnknown
    | ReadingChosen
    | DidNotHappen
    | AskedInCase
)


@frozen
class CaseFile:
    """A whole ``.sak`` file as written."""

    head: CaseHead
    statements: tuple[CaseStatement, ...]
