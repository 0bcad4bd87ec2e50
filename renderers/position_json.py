"""Positions and lists of duties as JSON.

Convention: keys stand in the order of the classes in ``engine.position`` and ``engine.standing``; dates are ISO 8601,
amounts strings in kroner with two decimals, and a state or a status has its Norwegian and its English name.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from dsl.values import Amount
from engine.answer import Status
from engine.norm_state import NormState
from engine.position import Duties, Position

if TYPE_CHECKING:
    from cattrs import Converter

POSITION_FORMAT, DUTIES_FORMAT = "vka-position-1", "vka-duties-1"
"""Change when a field is renamed, removed or given another meaning; a new field does not change them."""


def position_json(found: Position | Duties) -> str:
    """The position or the duties as indented JSON in UTF-8, ending in a line break."""
    return json.dumps(position_data(found), ensure_ascii=False, indent=2) + "\n"


def position_data(found: Position | Duties) -> dict[str, Any]:
    """The same as what ``json`` can write: dicts, lists, strings, booleans and None."""
    name = POSITION_FORMAT if isinstance(found, Position) else DUTIES_FORMAT
    return {"format": name, **_converter().unstructure(found)}


@cache
def _converter() -> Converter:
    from cattrs import Converter

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Amount, lambda amount: f"{amount.rounded():.2f}")
    for kind in (Status, NormState):
        converter.register_unstructure_hook(kind, lambda each: {"nb": each.value, "en": each.name.lower()})
    return converter
