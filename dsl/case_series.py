"""The series a case names: each read once, and held against what the case itself tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from dsl.diagnostics import Diagnostic, SourceText, problem
from dsl.nearest import close_matches
from dsl.series import read_series
from dsl.series_paths import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl import syntax as s
    from dsl.case import FactRecord
    from dsl.case_holders import Holders
    from dsl.contract import Contract
    from dsl.vocabulary import Vocabulary

    Files = Callable[[str], bytes | Diagnostic]


@define
class SeriesReader:
    """Reads the series of one case. ``errors`` are those of the case file; a bad series file has its own."""

    contract: Contract
    declared: Vocabulary
    vocabulary: Vocabulary
    files: Files
    folder: Path
    holders: Holders
    errors: list[Diagnostic] = field(factory=list)
    broken: list[tuple[SourceText, tuple[Diagnostic, ...]]] = field(factory=list)
    _told: dict[tuple[Any, ...], tuple[Any, str, int]] = field(factory=dict)

    def facts(self, statement: s.SeriesGiven, line: int) -> list[FactRecord]:
        """The facts of one series, not those told before; errors are collected."""
        oracle = self._oracle(statement.quantity)
        path = statement.path.raw.strip()
        if not path.lower().endswith(SUFFIX) or "«" in path:
            self.errors.append(problem("V615", statement.path.span, name=path))
            return []
        if oracle is None:
            return []
        data = self.files(path)
        if isinstance(data, Diagnostic):
            words = dict(data.words)
            if "name" in words:
                words["name"] = path
            self.errors.append(problem(data.code, statement.path.span, **words))
            return []
        source, rows, errors = read_series(data, str(self.folder / path), oracle, self.vocabulary, line, self.holders)
        out = []
        for row in rows:
            key = (row.fact.name, row.fact.args, row.fact.known)
            value, _, _ = self._told.setdefault(key, (row.fact.value, path, row.line))
            if value != row.fact.value:
                errors.append(problem("V601", row.span, what=row.fact.text))
            out.append(row.fact)
        if errors:
            self.broken.append((source, tuple(errors)))
        return out

    def against(self, told: dict[tuple[Any, ...], tuple[Any, s.Span]], text: str) -> None:
        """Report what the case tells of the same thing otherwise: with no day of its own, or with the same."""
        for (kind, *rest), (value, span) in told.items():
            if kind != "faktum":
                continue
            name, args, known = rest
            for (series_name, series_args, series_known), (series_value, path, line) in self._told.items():
                if (name, args) != (series_name, series_args) or value == series_value:
                    continue
                if known is None or known == series_known:
                    what = " ".join(text[span.start : span.end].split())
                    self.errors.append(problem("V614", span, what=what, file=path, line=str(line)))

    def _oracle(self, name: s.Name) -> Any:
        """The quantity told in the case that a word names."""
        forms: dict[str, str] = {}
        for pattern in self.declared.patterns():
            first = pattern.parts[0] if pattern.parts else ""
            if pattern.role == "oracle" and pattern.result.kind != "ja" and isinstance(first, str):
                forms[first] = pattern.name
        if name.text not in forms:
            near = close_matches(name.text, list(forms), 1)
            self.errors.append(problem("V610", name.span, suggestion=near[0] if near else "", name=name.text))
            return None
        return next(o for o in self.contract.oracles if o.name == forms[name.text])
