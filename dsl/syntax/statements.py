"""The statements of an agreement."""

from __future__ import annotations

from attrs import field, frozen

from dsl.syntax.bodies import Body, Condition, Rival
from dsl.syntax.expressions import Expr, LiteralExpr, Phrase
from dsl.syntax.places import NOWHERE, Name, Noun, Prose, Span
from dsl.syntax.settlements import SettlementDecl
from dsl.syntax.statutes import ContentDecl, Include, RenamingDecl, RequirementDecl, TensionDecl
from dsl.syntax.trailers import Pattern, Trailer


@frozen
class Head:
    """``avtale ikt «…»``, or ``lovtekst loven «…»`` for a statute (``kind`` is the first word)."""

    name: Name
    title: Prose
    trailers: tuple[Trailer, ...]
    span: Span
    kind: str = "avtale"


@frozen
class ClauseHeading:
    """``punkt 11.1 «…»``, or ``paragraf 20-8 «…»`` (``number`` is then "§ 20-8")."""

    number: str
    title: Prose
    span: Span


@frozen
class Passage:
    """One paragraph or list item of the agreement's text. ``label`` is "-", "a." or "".

    ``trailers`` say from and until when it is in force, if it has not always been so.
    """

    label: str
    prose: Prose
    span: Span
    trailers: tuple[Trailer, ...] = ()


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
    """``verdi varslingstid er 1 år``: a literal, a text, a citation, or a list of words (``items``)."""

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
    """``single``: with ``(høyst én)``, it holds of one at most in its last slot."""

    name: Name
    pattern: Pattern
    single: bool = False
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
class TableRow:
    """``rad «…» x``, ``pluss``, ``minus`` or ``sum``; only a sum may stand without an expression."""

    kind: str
    label: Prose
    expr: Expr | None
    span: Span


@frozen(kw_only=True)
class TableDecl:
    """``tabell oppgjør «…» for en part i et år: rad «…» x; …``. ``items`` are rows, and side remarks to what is before
    them.
    """

    name: Name
    title: Prose
    pattern: Pattern
    items: tuple[TableRow | Trailer, ...]
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
    """What a question asks for.

    ``kind`` is om, kan, tidligst, senest, når, verdi, hvem, bærer, avgjør, hvilke or taushet. ``fellow`` is who acts
    together with the bearer.
    """

    kind: str
    expr: Expr | None = None
    bearer: Phrase | None = None
    fellow: Phrase | None = None
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
    | TableDecl
    | NormDecl
    | ExceptionDecl
    | RankDecl
    | SilenceDecl
    | SettlementDecl
    | QuestionDecl
    | Include
    | RequirementDecl
    | ContentDecl
    | TensionDecl
    | RenamingDecl
)


@frozen
class AgreementFile:
    """A whole ``.vka`` file as written."""

    head: Head
    statements: tuple[Statement, ...]
