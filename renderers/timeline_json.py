"""A timeline as JSON. Keys stand in the order of the classes in ``engine.timeline_answer``.

Convention: a date is ISO 8601, an amount a string in kroner with two decimals.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.timeline_answer import Timeline

FORMAT = "vka-timeline-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""


def timeline_json(found: Timeline) -> str:
    """The timeline as indented JSON in UTF-8, ending in a line break."""
    return json.dumps(timeline_data(found), ensure_ascii=False, indent=2) + "\n"


def timeline_data(found: Timeline) -> dict[str, Any]:
    """The timeline as what ``json`` can write."""
    from datetime import date
    from decimal import Decimal

    from cattrs import Converter

    from engine.answer import Status

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, lambda kroner: f"{kroner:.2f}")
    converter.register_unstructure_hook(Status, lambda status: {"nb": status.value, "en": status.name.lower()})
    return {"format": FORMAT, "kind": "timeline", **converter.unstructure(found)}
