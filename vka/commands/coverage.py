"""``vka coverage``: what every sentence of an agreement is tied to."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from vka.accounting import ClauseCount

SUMMARY = ("vis hva hver setning er knyttet til", "show what every sentence is tied to")
EXAMPLES = (
    "  vka coverage avtale.vka\n  vka coverage avtale.vka --json",
    "  vka coverage agreement.vka\n  vka coverage agreement.vka --json",
)

_ENGLISH = {
    "virkning": "effect",
    "formål": "purpose",
    "opplysning": "information",
    "overlatt": "left open",
    "skjønn": "judgement",
    "ikke-brukt": "no bearing",
    "gjentar": "repeats",
    "uten merke": "unmarked",
}
_HEADING_WIDTH = 34


def declare(parser: Parser) -> None:
    """The arguments of ``vka coverage``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))
    parser.option("--json", nb="skriv tallene som JSON", en="print the numbers as JSON")


def run(given: Namespace) -> int:
    """Count, and print the table."""
    from vka.accounting import by_clause, total
    from vka.api import load

    contract = load(given.file).contract
    counts = by_clause(contract)
    if given.json:
        import json

        data = {"contract": contract.name, "total": _data(total(counts)), "clauses": [_data(each) for each in counts]}
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(table(counts, total(counts), given.lang))
    return DONE


def _data(count: ClauseCount) -> dict[str, object]:
    return {
        "clause": count.clause,
        "heading": count.heading,
        "sentences": count.sentences,
        "accounted": count.accounted,
        "by_mark": dict(count.columns),
        "by_kind": dict(count.kinds),
    }


def table(counts: tuple[ClauseCount, ...], whole: ClauseCount, language: str) -> str:
    """A row for each clause, columns for the kinds of marks that are used, and totals."""
    english = language == "en"
    columns = [column for column, count in whole.columns if count]
    names = [_ENGLISH[column] if english else column for column in columns]
    clause, sentences = ("clause", "sentences") if english else ("punkt", "setninger")
    rows = [[f"{count.clause} {count.heading}".strip(), *_numbers(count, columns)] for count in counts]
    last = ["total" if english else "i alt", *_numbers(whole, columns)]
    widths = [max(len(name), 4) for name in (sentences, *names)]
    lines = [_row([clause, sentences, *names], widths), *(_row(row, widths) for row in rows), _row(last, widths), ""]
    percent = 100 * whole.accounted // whole.sentences if whole.sentences else 100
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(whole.kinds, key=lambda each: (-each[1], each[0])))
    if english:
        lines.append(f"{whole.accounted} of {whole.sentences} sentences are accounted for ({percent}%).")
        lines += [f"What gives them effect: {kinds}."] if kinds else []
    else:
        lines.append(f"{whole.accounted} av {whole.sentences} setninger er gjort rede for ({percent}\u00a0%).")
        lines += [f"Det som gir dem virkning: {kinds}."] if kinds else []
    return "\n".join(lines)


def _numbers(count: ClauseCount, columns: list[str]) -> list[str]:
    known = dict(count.columns)
    return [str(count.sentences), *(str(known[column] or "·") for column in columns)]


def _row(cells: list[str], widths: list[int]) -> str:
    first, *rest = cells
    shown = first if len(first) <= _HEADING_WIDTH else first[: _HEADING_WIDTH - 1] + "…"
    return "  ".join([shown.ljust(_HEADING_WIDTH), *(cell.rjust(w) for cell, w in zip(rest, widths, strict=True))])
