"""Positions, duties and money as JSON: what their published schemas say, for every history a golden file is kept of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import renderers
from dsl.record import Record
from engine import answer, money, position, position_phases, readings_named, standing
from tests.helpers import ROOT
from tests.test_histories import AGREEMENT, AMENDED, PRINTED
from vka.cli import main

FOLDER = Path(renderers.__file__).parent
COMMANDS = ("position", "duties", "money")


@cache
def schema(name: str) -> dict[str, Any]:
    """The published schema."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_schema_names_every_field(name: str) -> None:
    """Each class has its fields in the schema, in order, and no others."""
    classes: dict[str, type[Record]] = {
        cls.__name__: cls
        for module in (answer, money, position, position_phases, readings_named, standing)
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Record)
    }
    told = schema(name)
    for defined, inner in told["$defs"].items():
        if defined in classes:
            assert tuple(inner["properties"]) == classes[defined]._names
    if name != "money":
        assert tuple(told["properties"]) == ("format", *classes[name.capitalize()]._names)


@pytest.mark.parametrize("case", PRINTED)
def test_every_history_meets_the_schemas(
    case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What each command prints of a history with ``--json`` is what the schema says, and nothing beside."""
    monkeypatch.chdir(ROOT)
    agreement = AMENDED.get(case, AGREEMENT)
    for command, *rest in PRINTED[case]:
        if command in COMMANDS:
            assert main([command, agreement, "--case", f"agreements/saker/{case}.sak", *rest, "--json"]) == 0
            Draft202012Validator(schema(command)).validate(json.loads(capsys.readouterr().out))
