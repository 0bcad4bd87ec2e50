"""Input series: a table of told values in a CSV file that a case names, each row a fact with its day and its source.

Convention: one column for each argument of the quantity, in its order, then «verdi», «kjent fra» and «kilde», and
«merknad» if wanted. Fields are set apart by semicolons (or commas, if the first line has no semicolon), and the comma
is the decimal mark. Errors are those of the CSV file, at their line in it.
"""

from __future__ import annotations

import csv
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from dsl import syntax as s
from dsl.case import FactRecord
from dsl.diagnostics import Diagnostic, Note, SourceText, problem
from dsl.literal_terms import Literals
from dsl.matching import fits
from dsl.nearest import close_matches
from dsl.parse import decode
from dsl.typing_nb import describe

if TYPE_CHECKING:
    from dsl.case_holders import Holders
    from dsl.contract import OracleInfo
    from dsl.core import Type
    from dsl.vocabulary import Vocabulary

TOLD = ("verdi", "kjent fra", "kilde")
REMARK = "merknad"
_LITERALS = {
    "dag": ("DATO",), "beløp": ("BELOEP",), "andel": ("PROSENT", "BROEK"), "tall": ("TALL",), "år": ("TALL",),
    "periode": ("PERIODE",),
}  # fmt: skip
_YEARS = range(1000, 10_000)  # «24» is a slip for 2024


@frozen
class SeriesRow:
    """A row read: the fact, and where it stands in the file."""

    fact: FactRecord
    span: s.Span
    line: int


@define
class SeriesFile:
    """Reads one file. ``line`` is that of the case's statement; ``errors`` are all errors of the file."""

    source: SourceText
    oracle: OracleInfo
    vocabulary: Vocabulary
    case_line: int
    holders: Holders | None = None
    errors: list[Diagnostic] = field(factory=list)
    _lines: list[str] = field(init=False)
    _starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lines = self.source.text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the file must have, the remark left out."""
        return (*(p.name for p in self.oracle.params), *TOLD)

    def rows(self) -> list[SeriesRow]:
        """The rows that can be read."""
        text = self.source.text
        first, _, _ = text.partition("\n")
        reader = csv.reader(self._lines, delimiter=";" if ";" in first else ",", strict=True)
        out: list[SeriesRow] = []
        told: dict[tuple[Any, ...], SeriesRow] = {}
        at = 1
        header: list[str] | None = None
        try:
            for cells in reader:
                line, at = at, reader.line_num + 1
                cells = [" ".join(cell.split()) for cell in cells]
                if not any(cells):
                    continue
                if header is None:
                    header = [cell.casefold().lstrip("\ufeff") for cell in cells]
                    if not self._fits(header, line):
                        return []
                    continue
                row = self._row(header, cells, line)
                if row is None:
                    continue
                first_row = told.setdefault((row.fact.args, row.fact.known), row)
                if first_row.fact.value != row.fact.value:
                    note = Note(first_row.span, "first")
                    self.errors.append(problem("V601", row.span, note, what=row.fact.text))
                elif first_row is row:
                    out.append(row)
        except csv.Error as error:
            self.errors.append(problem("V616", self._span(at), reason=str(error)))
        if header is None and not self.errors:
            self.errors.append(problem("V611", self._span(1), found="ingen", expected=", ".join(self.columns)))
        return out

    def _fits(self, header: list[str], line: int) -> bool:
        wanted = [c.casefold() for c in self.columns]
        if header in (wanted, [*wanted, REMARK]):
            return True
        words = {"found": ", ".join(header), "expected": ", ".join(self.columns)}
        self.errors.append(problem("V611", self._span(line), **words))
        return False

    def _row(self, header: list[str], cells: list[str], line: int) -> SeriesRow | None:
        span = self._span(line)
        if len(cells) != len(header):
            words = {"found": str(len(cells)), "expected": str(len(header))}
            self.errors.append(problem("V613", span, **words))
            return None
        before = len(self.errors)
        given = dict(zip(header, cells, strict=True))
        for column in header:
            if not given[column] and column != REMARK:
                self.errors.append(problem("V612", span, column=column))
        if len(self.errors) > before:
            return None
        params = self.oracle.params
        args = tuple(self._value(cells[i], p.type, line) for i, p in enumerate(params))
        value = self._value(given["verdi"], self.oracle.result, line)
        known = self._literal(given["kjent fra"], ("DATO",), line)
        if len(self.errors) > before or not isinstance(known, date):
            return None
        words_of = [cells[int(w[1:-1])] if w.startswith("{") and w.endswith("}") else w for w in self.oracle.sentence]
        remark = f" – {given[REMARK]}" if given.get(REMARK) else ""
        fact = FactRecord(
            name=self.oracle.name, args=args, value=value, known=known,
            text=f"{' '.join(words_of)} = {given['verdi']}",
            source=f"{given['kilde']}{remark} ({self.source.name.replace(chr(92), '/').rsplit('/', 1)[-1]}:{line})",
            line=self.case_line,
        )  # fmt: skip
        return SeriesRow(fact, span, line)

    def _value(self, text: str, type_: Type, line: int) -> Any:
        if type_.kind == "tekst":
            return text
        if type_.kind in _LITERALS:
            value = self._literal(text, _LITERALS[type_.kind], line)
            if type_.kind == "år" and value is not None and not (isinstance(value, int) and value in _YEARS):
                self._wrong(text, type_, line)
            return value
        for constant in self.vocabulary.constants.get(text, ()):
            if fits(constant.type, type_):
                wrong = self.holders and self.holders.mistake(constant.value, type_, self._cell(text, line))
                self.errors += [wrong] if wrong else []
                return constant.value
        names = [w for w, found in self.vocabulary.constants.items() if any(fits(c.type, type_) for c in found)]
        near = close_matches(text, names, 1)
        place = self._cell(text, line)
        self.errors.append(problem("V202", place, suggestion=near[0] if near else "", name=text))
        return None

    def _literal(self, text: str, kinds: tuple[str, ...], line: int) -> Any:
        """The value of the first kind of literal that reads the text; the error of the first if none does."""
        found: list[Diagnostic] = []
        for kind in kinds:
            tried: list[Diagnostic] = []
            value = Literals(tried).value(s.LiteralExpr(kind, text, self._cell(text, line)))
            if value is not None:
                return value
            found += tried
        self.errors += found[:1]
        return None

    def _wrong(self, text: str, type_: Type, line: int) -> None:
        words = {"expected": describe(type_), "phrase": text, "found": "noe annet"}
        self.errors.append(problem("V301", self._cell(text, line), **words))

    def _span(self, line: int) -> s.Span:
        """The whole of a line."""
        at = min(line, len(self._lines)) - 1
        return s.Span(self._starts[at], self._starts[at] + len(self._lines[at].rstrip("\r")))

    def _cell(self, text: str, line: int) -> s.Span:
        """Where a cell's text stands in its line, the whole line if it cannot be found there."""
        whole = self._span(line)
        at = self.source.text.find(text, whole.start, whole.end)
        return whole if at < 0 else s.Span(at, at + len(text))


def read_series(
    data: bytes,
    name: str,
    oracle: OracleInfo,
    vocabulary: Vocabulary,
    case_line: int = 0,
    holders: Holders | None = None,
) -> tuple[SourceText, list[SeriesRow], list[Diagnostic]]:
    """The rows of a file's bytes, and every error of it."""
    text, errors = decode(data)
    if errors:
        return SourceText(name, ""), [], list(errors)
    file = SeriesFile(SourceText(name, text), oracle, vocabulary, case_line, holders)
    rows = file.rows()
    return file.source, rows, file.errors
