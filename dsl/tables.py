"""Tables to core: the head's slots become parameters, and each row a term over them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.contract import Param, Row, Table
from dsl.core import Term, Type
from dsl.definitions import Program, base_scope, texts
from dsl.diagnostics import problem
from dsl.matching import fits
from dsl.nearest import close_matches
from dsl.symbols import pattern_parts
from dsl.typing_nb import describe
from dsl.vocabulary import SlotPart

if TYPE_CHECKING:
    from dsl.fragments import Scope

_SLOT = re.compile(r"\{([^{}]*)\}")
_AMOUNT = Type("beløp")


def compile_tables(program: Program, statements: list[tuple[str, s.Statement]]) -> None:
    """Put every declared table in the program."""
    program.tables += [_table(program, clause, x) for clause, x in statements if isinstance(x, s.TableDecl)]


def _table(program: Program, clause: str, decl: s.TableDecl) -> Table:
    symbols = program.symbols
    parts = pattern_parts(symbols, decl.pattern, 1)
    params = tuple(Param(p.name, p.type) for p in parts if isinstance(p, SlotPart))
    kinds = sorted(p.type.kind for p in params)
    if kinds not in (["år"], ["part", "år"]):
        symbols.errors.append(problem("V306", decl.pattern.span))
    _check_title(program, decl, params)
    scope = base_scope(symbols, params)
    rows: list[Row] = []
    noted: list[s.Trailer] = []
    for item in (*decl.items, None):
        if item is not None and not isinstance(item, s.TableRow):
            noted.append(item)
            continue
        said = texts(tuple(noted), "merknad") + texts(tuple(noted), "fordi")
        noted = []
        if rows:  # a side remark belongs to the row before it
            last = rows.pop()
            rows.append(
                Row(kind=last.kind, label=last.label, term=last.term, result=last.result, remarks=said,
                    place=last.place)
            )  # fmt: skip
        if item is not None:
            rows.append(_row(program, clause, item, scope))
    return Table(
        name=decl.name.text, title=decl.title.wording, params=params, rows=tuple(rows),
        place=symbols.place(decl.span, clause),
    )  # fmt: skip


def _row(program: Program, clause: str, row: s.TableRow, scope: Scope) -> Row:
    compiler = program.compiler
    counts = row.kind != "rad"
    term: Term | None = None
    result = _AMOUNT
    if row.expr is not None:
        term, result = compiler.quantity(row.expr, scope, _AMOUNT if counts else None)
        if counts and result.kind not in ("feil", "noe") and not fits(result, _AMOUNT):
            shown = compiler.text(row.expr) if isinstance(row.expr, s.Phrase) else "uttrykket"
            words = {"expected": describe(_AMOUNT), "phrase": shown, "found": describe(result)}
            compiler.errors.append(problem("V301", row.expr.span, **words))
        if result.kind == "noe":
            result = _AMOUNT
    return Row(
        kind=row.kind, label=row.label.words, term=term, result=result,
        place=program.symbols.place(row.span, clause),
    )  # fmt: skip


def _check_title(program: Program, decl: s.TableDecl, params: tuple[Param, ...]) -> None:
    names = [p.name for p in params]
    for match in _SLOT.finditer(decl.title.raw):
        slot = " ".join(match.group(1).split())
        if slot not in names:
            start = decl.title.span.start + 1 + match.start()
            near = close_matches(slot, names, 1)
            place = s.Span(start, start + len(match.group()))
            program.symbols.errors.append(problem("V208", place, suggestion=near[0] if near else "", name=slot))
