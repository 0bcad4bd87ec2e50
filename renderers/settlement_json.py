"""A settlement as JSON. Keys stand in the order of the classes in ``engine.settlement_answer``.

Convention: as in ``answer_json``, a date is ISO 8601, an amount a string in kroner with two decimals ("65677.65"), and
a share or an exact part a string of two whole numbers ("47/455"); a status has its Norwegian and its English name.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cattrs import Converter

    from engine.settlement_answer import SettlementAnswer

FORMAT = "vka-settlement-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""


def settlement_json(found: SettlementAnswer) -> str:
    """The settlement as indented JSON in UTF-8, ending in a line break."""
    return json.dumps(settlement_data(found), ensure_ascii=False, indent=2) + "\n"


def settlement_data(found: SettlementAnswer) -> dict[str, Any]:
    """The settlement as what ``json`` can write."""
    return {"format": FORMAT, "kind": "settlement", **_converter().unstructure(found)}


@cache
def _converter() -> Converter:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from cattrs import Converter

    from engine.answer import Status

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, lambda kroner: f"{kroner:.2f}")
    converter.register_unstructure_hook(Fraction, lambda share: f"{share.numerator}/{share.denominator}")
    converter.register_unstructure_hook(Status, lambda status: {"nb": status.value, "en": status.name.lower()})
    return converter
