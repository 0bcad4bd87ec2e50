"""An answer as JSON, as ``answer.schema.json`` beside this file describes it.

Convention: keys stand in the order of the classes in ``engine.answer``. A date is ISO 8601; an amount is a string in
kroner with two decimals, and a share a string such as "37/360", since a JSON number would not be exact. A status has
its Norwegian and its English name. How to read ``plain`` is said by ``type`` beside it.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.answer import Answer, NoAnswer, Status

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT = "vka-answer-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""


def answer_json(answer: Answer | NoAnswer) -> str:
    """The answer as indented JSON in UTF-8, ending in a line break."""
    return json.dumps(answer_data(answer), ensure_ascii=False, indent=2) + "\n"


def answer_data(answer: Answer | NoAnswer) -> dict[str, Any]:
    """The answer as what ``json`` can write: dicts, lists, strings, numbers, booleans and None."""
    kind = "answer" if isinstance(answer, Answer) else "no-answer"
    return {"format": FORMAT, "kind": kind, **plain_data(answer)}


def plain_data(record: Any) -> Any:
    """A record as dicts, lists, strings, numbers, booleans and None; the same on every surface."""
    return converter().unstructure(record)


@cache
def converter() -> Converter:
    """What turns the classes of an answer into what ``json`` can write."""
    from cattrs import Converter

    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, lambda kroner: f"{kroner:.2f}")
    converter.register_unstructure_hook(Fraction, lambda share: f"{share.numerator}/{share.denominator}")
    converter.register_unstructure_hook(Status, lambda status: {"nb": status.value, "en": status.name.lower()})
    return converter
