"""The public way in: load an agreement, load a case, ask.

Convention: a file with errors raises ``SourceError`` with all of them, and one that cannot be read ``InputError``.
Dates are ``datetime.date``; the clock is only read where a caller gives no date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from dsl.case import Case
from dsl.contract import Contract, Question
from dsl.series_paths import series_of
from vka.cache import Cache, key_of, users_cache
from vka.errors import SourceError
from vka.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dsl.pipeline import Loaded
    from engine.answer import Answer, NoAnswer
    from engine.money import MoneyTable

Format = Literal["text", "md", "html"]


class Agreement:
    """A checked agreement. Made by ``load``; ``contract`` is what it says and means."""

    __slots__ = ("_cache", "_contract", "_data", "_first", "_name")

    def __init__(self, contract: Contract, name: str, data: bytes, cache: Cache, first: Loaded | None = None) -> None:
        self._contract = contract
        self._name = name
        self._data = data
        self._cache = cache
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
        table = table_named(self.contract, name)
        asked = tuple(sorted(set(years))) or years_between(None, None, None, day)
        if assume:
            case = with_assumptions(case, assume, self._loaded, known or day)
        who = parties_for(self.contract, case, table, party, asked, day)
        return tuple(
            fill_table(self.contract, case, table, each, asked, on=day, known=known, lang=lang) for each in who
        )

    def render(self, to: Format = "text") -> str:
        """The contract people sign, as plain text, Markdown or HTML. Raises ``ValueError`` for another format."""
        from renderers.compose import compose

        document = compose(self.contract)
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

    def read_case(self, data: bytes, name: str) -> Case:
        """A case about this agreement from a file's bytes; series it names lie beside it. Raises ``SourceError``."""
        series = series_of(data, name)
        told = ((path.encode(), found) for path, found in series.items() if isinstance(found, bytes))
        key = key_of(b"case", self._data, data, *(part for each in told for part in each))
        kept = self._cache.get(key, Case)
        if kept is not None:
            return kept
        from dsl.case_reader import load_case_bytes

        read = load_case_bytes(data, name, self._loaded, series.__getitem__)
        if read.case is None:
            raise SourceError(read.source, read.diagnostics)
        self._cache.put(key, read.case)
        return read.case

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
    key = key_of(b"agreement", data)
    kept = cache.get(key, Contract)
    if kept is not None:
        return Agreement(kept, name, data, cache)
    from dsl.pipeline import load_bytes

    loaded = load_bytes(data, name)
    if loaded.contract is None:
        raise SourceError(loaded.source, loaded.diagnostics, loaded.heading_at)
    cache.put(key, loaded.contract)
    return Agreement(loaded.contract, name, data, cache, loaded)
