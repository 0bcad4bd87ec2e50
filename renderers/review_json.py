"""A review as JSON, as ``review.schema.json`` beside this file describes it; values as in an answer's JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from renderers.answer_json import plain_data

if TYPE_CHECKING:
    from engine.review import Review

FORMAT = "vka-review-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""


def review_json(review: Review) -> str:
    """The review as indented JSON in UTF-8, ending in a line break."""
    return json.dumps(review_data(review), ensure_ascii=False, indent=2) + "\n"


def review_data(review: Review) -> dict[str, Any]:
    """The review as what ``json`` can write."""
    data: dict[str, Any] = plain_data(review)
    for finding in data["findings"]:
        for worth in finding["worth"]:
            worth["values"] = [{"reading": reading, "shown": shown} for reading, shown in worth["values"]]
    return {"format": FORMAT, **data}
