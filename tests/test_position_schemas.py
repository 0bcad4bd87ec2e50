"""Settlements and timelines as JSON: what their schemas say, no more and no less."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import renderers
from dsl.record import Record
from engine import answer, readings_named, settlement_answer, timeline_answer
from engine.settlement import settle
from engine.timeline import timeline
from renderers.settlement_json import settlement_data
from renderers.timeline_json import timeline_data
from tests.helpers import CASES, case_file, contract

FOLDER = Path(renderers.__file__).parent
ROOTS: dict[str, type[Record]] = {
    "settlement": settlement_answer.SettlementAnswer,
    "timeline": timeline_answer.Timeline,
}


def schema(name: str) -> dict[str, Any]:
    """The published schema."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", ROOTS)
def test_the_schema_names_every_field(name: str) -> None:
    """Each class of the answer has its fields in the schema, in order, and no others."""
    told = schema(name)
    Draft202012Validator.check_schema(told)
    classes: dict[str, type[Record]] = {
        cls.__name__: cls
        for module in (answer, readings_named, settlement_answer, timeline_answer)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Record)
    }
    for defined, inner in told["$defs"].items():
        if defined != "status":
            assert tuple(inner["properties"]) == classes[defined]._names == tuple(inner["required"])
    assert tuple(told["properties"]) == ("format", "kind", *ROOTS[name]._names)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_meets_the_schemas(path: Path) -> None:
    """Whatever the case tells, the JSON is what the schema says."""
    day, about = date(2026, 11, 24), case_file(path)
    settled = settlement_data(settle(contract(), about, on=day, asked=day))
    drawn = timeline_data(timeline(contract(), about, asked=day))
    for name, made in (("settlement", settled), ("timeline", drawn)):
        Draft202012Validator(schema(name)).validate(json.loads(json.dumps(made)))
