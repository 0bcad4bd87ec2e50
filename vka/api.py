"""The public way in: load an agreement, load a case, ask.

Convention: a file with errors raises ``SourceError`` with all of them, and one that cannot be read ``InputError``.
Dates are ``datetime.date``; the clock is only read where a caller gives no date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from dsl.case import Case
from dsl.contract import Contract, Question, Version
from dsl.series_paths import series_of
from vka.cache import Cache, key_of, users_cache
from vka.errors import InputError, SourceError
from vka.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dsl.pipeline import Loaded
    from engine.answer import Answer, NoAnswer
    from engine.money import MoneyTable
    from engine.position import Duties, Position
    from engine.review import Review
    from engine.settlement_answer import SettlementAnswer
    from engine.timeline_answer import Timeline
    from renderers.document import Document

Format = Literal["text", "md", "html"]
FileFormat = Literal["docx", "pdf", "akn"]


class Agreement:
    """A checked agreement. Made by ``load``; ``contract`` is what it says and means."""

    __slots__ = ("_cache", "_contract", "_data", "_first", "_name", "_others")

    def __init__(
        self, contract: Contract, name: str, data: bytes, cache: Cache, others: tuple[bytes, ...] = (),
        first: Loaded | None = None,
    ) -> None:  # fmt: skip
        self._contract = contract
        self._name = name
        self._data = data
        self._cache = cache
        self._others = others
        self._first = first

    @property
    def contract(self) -> Contract:
        """What the agreement says and means."""
        return self._contract

    @property
    def name(self) -> str:
        """The path it was read from."""
        return self._name

    def __repr__(self) -> str:
        return f"<Agreement {self._contract.name} from {self._name}>"

    def ask(
        self,
        question: str,
        case: Case | None = None,
        on: date | None = None,
        known: date | None = None,
        lang: str = "nb",
    ) -> Answer | NoAnswer:
        """The answer to a question in plain Norwegian or English, or why it was not understood.

        ``on`` is the day it is asked on (today if None) and decides which acts are still possible; ``known`` is the day
        up to which facts were known (``on`` if None). ``lang`` is "nb" or "en", the language of the answer.
        """
        from engine.ask import ask
        from vka.days import today

        return ask(self.contract, case, question, on=today() if on is None else on, known=known, lang=lang)

    def review(self, cases: Sequence[Case] = (), lang: str = "nb") -> Review:
        """A lawyer's checklist: missing content, wrong references, rival readings and what they are worth, silences.

        What a reading is worth is read off the answers of ``cases``: without any, it is not told. ``lang`` is "nb" or
        "en".
        """
        from engine.review import review

        return review(self.contract, cases, lang)

    def position(
        self, case: Case | None = None, on: date | None = None, asked: date | None = None,
        known: date | None = None, lang: str = "nb",
    ) -> Position:  # fmt: skip
        """The legal position on a day (today if None): phases, parties, norms in effect, overdue and coming.

        ``asked`` is the day it is asked (today if None), ``known`` the day up to which facts were known (``asked`` if
        None). Raises ``InputError`` for a day before anything of the case.
        """
        from engine.position import PositionError, position_of
        from vka.days import today

        asked = today() if asked is None else asked
        self._must_fit(case, asked)
        try:
            return position_of(self.contract, case, asked if on is None else on, asked, known, lang)
        except PositionError as error:
            raise InputError(error.nb, error.en) from error

    def duties(
        self, start: date, stop: date, case: Case | None = None, party: str = "", asked: date | None = None,
        known: date | None = None, lang: str = "nb",
    ) -> Duties:  # fmt: skip
        """What is to be done from ``start`` to ``stop``, by everyone or by one party, as it stands on ``asked`` (today
        if None).

        Raises ``InputError`` for an unknown party or days in the wrong order.
        """
        from engine.position import PositionError, duties_of
        from vka.days import today

        self._must_fit(case, today() if asked is None else asked)
        try:
            return duties_of(self.contract, case, start, stop, party, today() if asked is None else asked, known, lang)
        except PositionError as error:
            raise InputError(error.nb, error.en) from error

    def settlement(
        self,
        case: Case,
        on: date | None = None,
        asked: date | None = None,
        name: str = "",
        lang: str = "nb",
    ) -> SettlementAnswer:
        """How the things of a case are shared out: who keeps what, the exact shares, and a proposal in kroner.

        ``on`` is the day of the settlement (the day asked if None), ``asked`` the day it is asked on, by what was then
        known (today if None, or ``on`` if that is later); ``name`` is the settlement's, the first declared if "".
        Raises ``InputError`` if the agreement declares none of that name.
        """
        from vka.days import today
        from vka.settling import settled

        self._must_fit(case, asked or on or today())
        return settled(self.contract, case, on, asked, name, lang)

    def timeline(
        self,
        case: Case | None = None,
        start: date | None = None,
        stop: date | None = None,
        asked: date | None = None,
        lang: str = "nb",
    ) -> Timeline:
        """Phases, events, the last days for acts and the deadlines from ``start`` to ``stop``, both included.

        ``start`` is the first day of the year of the first event if None, ``stop`` the end of the second year after the
        day asked (today if None). Raises ``InputError`` for a stretch that ends before it begins or is too long.
        """
        from vka.days import today
        from vka.timelines import timeline_of

        self._must_fit(case, today() if asked is None else asked)
        return timeline_of(self.contract, case, start, stop, asked, lang)

    def questions(self) -> tuple[Question, ...]:
        """What the agreement can be asked."""
        return self.contract.questions

    def table(
        self,
        name: str | None = None,
        case: Case | None = None,
        years: Sequence[int] = (),
        party: str | None = None,
        on: date | None = None,
        known: date | None = None,
        lang: str = "nb",
        assume: Sequence[str] = (),
    ) -> tuple[MoneyTable | NoAnswer, ...]:
        """A declared table filled for each party it can be about (or for ``party`` alone), and for some years.

        ``name`` None is the table with most rows, ``years`` none the year of ``on``. ``assume`` are facts supposed for
        this run, in the words of a case: "kostnadene i 2027 = kr 9 500 000". Amounts are kroner. Raises
        ``InputError`` for a table, party, year or assumption that there is not.
        """
        from engine.money_table import fill_table
        from vka.days import today
        from vka.tables import parties_for, table_named, with_assumptions, years_between

        day = today() if on is None else on
        self._must_fit(case, day)
        table = table_named(self.contract, name)
        asked = tuple(sorted(set(years))) or years_between(None, None, None, day)
        if assume:
            case = with_assumptions(case, assume, self._loaded, known or day)
        who = parties_for(self.contract, case, table, party, asked, day)
        return tuple(
            fill_table(self.contract, case, table, each, asked, on=day, known=known, lang=lang) for each in who
        )

    def versions(self) -> tuple[Version, ...]:
        """The versions of an amended agreement in the order they apply, each with what changed; else none."""
        return self.contract.versions

    def render(self, to: Format = "text", as_of: date | None = None) -> str:
        """The contract people sign, as plain text, Markdown or HTML. Raises ``ValueError`` for another format.

        An amended agreement is printed as it reads on the day ``as_of`` (today if None).
        """
        document = self._document(as_of)
        match to:
            case "text":
                from renderers.to_text import to_text

                return to_text(document)
            case "md":
                from renderers.to_markdown import to_markdown

                return to_markdown(document)
            case "html":
                from renderers.to_html import to_html

                return to_html(document)
        raise ValueError(f"to is {to!r}, must be 'text', 'md' or 'html'")

    def render_bytes(
        self, to: FileFormat = "docx", as_of: date | None = None, template: bytes | None = None
    ) -> bytes:  # fmt: skip
        """The contract as a file: Word, PDF or Akoma Ntoso 3.0 XML; the same bytes every time.

        ``as_of`` is as for ``render``; ``template`` is a Word file whose styles, header, footer and margins a Word file
        gets. Raises ``InputError`` for a template that cannot be used, or a library that is not installed.
        """
        if to == "akn":  # the names of an amended agreement are those of its first version
            from renderers.to_akn import contract_to_akn

            return contract_to_akn(self.contract, self._as_of(as_of)).encode()
        from vka.printing import printed

        return printed(self._document(as_of), to, template)

    def _document(self, as_of: date | None) -> Document:
        from renderers.compose import compose

        return compose(self.contract, self._as_of(as_of))

    def _as_of(self, day: date | None) -> date | None:
        """The day an agreement is printed as of: today for an amended one, if none is given."""
        if day is not None or not self.contract.versions:
            return day
        from vka.days import today

        return today()

    def read_case(self, data: bytes, name: str) -> Case:
        """A case about this agreement from a file's bytes; series it names lie beside it. Raises ``SourceError``."""
        series = series_of(data, name)
        told = ((path.encode(), found) for path, found in series.items() if isinstance(found, bytes))
        key = key_of(b"case", self._data, *self._others, data, *(part for each in told for part in each))
        kept = self._cache.get(key, Case)
        if kept is not None:
            return kept
        from dsl.case_reader import load_case_bytes

        read = load_case_bytes(data, name, self._loaded, series.__getitem__)
        if read.case is None:
            raise SourceError(read.source, read.diagnostics)
        self._cache.put(key, read.case)
        return read.case

    def _must_fit(self, case: Case | None, asked: date) -> None:
        """An amendment rests on a power that the case's own events must give. Raises ``InputError`` if they do not."""
        if case is None or not self.contract.versions:
            return
        from engine.ask import facts_of, model_of
        from engine.premature import premature

        model = model_of(self.contract)
        nb, en = (premature(model, facts_of(model, case, asked), asked, lang) for lang in ("nb", "en"))
        if nb:
            raise InputError(nb, en)

    @property
    def _loaded(self) -> Loaded:
        """The agreement with its vocabulary, which a case is read with; it is not kept between runs."""
        if self._first is None:
            from dsl.pipeline import load_bytes

            self._first = load_bytes(self._data, self._name)
        return self._first


def load(path: str | Path, *, cache: bool = True) -> Agreement:
    """Read and check an agreement. ``cache`` allows a checked contract to be kept and found again.

    Raises ``SourceError`` if the file has errors, ``InputError`` if it cannot be read.
    """
    return read_agreement(read_bytes(path), str(path), users_cache() if cache else Cache(None))


def load_case(path: str | Path, agreement: Agreement) -> Case:
    """Read and check a case about an agreement.

    Raises ``SourceError`` if the file has errors, ``InputError`` if it cannot be read.
    """
    return agreement.read_case(read_bytes(path), str(path))


def read_agreement(data: bytes, name: str, cache: Cache) -> Agreement:
    """An agreement from a file's bytes. Raises ``SourceError``."""
    from dsl.sources import linked_bytes

    others = linked_bytes(data, name)
    key = key_of(b"agreement", data, *others)
    kept = cache.get(key, Contract)
    if kept is not None:
        return Agreement(kept, name, data, cache, others)
    from dsl.pipeline import load_bytes

    loaded = load_bytes(data, name)
    if loaded.contract is None:
        raise SourceError(loaded.source, loaded.diagnostics, loaded.heading_at)
    cache.put(key, loaded.contract)
    return Agreement(loaded.contract, name, data, cache, others, loaded)
