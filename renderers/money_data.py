"""Tables of money as JSON and as CSV.

Convention: JSON as for answers (amounts and shares are strings, dates ISO 8601). CSV has semicolons and decimal commas,
one line for each cell and one more for each rival reading of it, so that a spreadsheet can filter them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

from engine.answer import AnswerValue
from engine.money import MoneyTable
from renderers.answer_json import converter
from renderers.money_words import status_word

FORMAT = "vka-money-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""

_COLUMNS = {
    "nb": ("tabell", "part", "år", "rad", "slag", "lesning", "verdi", "status"),
    "en": ("table", "party", "year", "row", "kind", "reading", "value", "status"),
}


def money_json(tables: Iterable[MoneyTable]) -> str:
    """The tables as indented JSON in UTF-8, ending in a line break."""
    data = {"format": FORMAT, "tables": [converter().unstructure(table) for table in tables]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def money_csv(tables: Iterable[MoneyTable], language: str) -> str:
    """The tables as CSV with ``\\n`` line ends: the best readings first, then each rival that gives something else."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_COLUMNS["en" if language == "en" else "nb"])
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if not cell.applies:
                    continue
                head = (table.name, table.party, str(cell.year), row.label, row.kind)
                status = status_word(cell.status, language)
                writer.writerow((*head, "", _plain(cell.value), status))
                for use in cell.readings:
                    for rival in use.rivals:
                        if rival.value is None or rival.preferred or rival.value == cell.value:
                            continue
                        writer.writerow((*head, f"{use.point}: {rival.reading}", _plain(rival.value), status))
    return out.getvalue()


def _plain(value: AnswerValue) -> Any:
    plain = value.plain
    if isinstance(plain, Decimal):
        return f"{plain:.2f}".replace(".", ",")
    if isinstance(plain, Fraction):
        scaled = Decimal(round(plain * 10**10)).scaleb(-10)
        return f"{scaled:f}".rstrip("0").rstrip(".").replace(".", ",") if scaled else "0"
    return "" if plain is None else value.shown
