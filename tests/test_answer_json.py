"""An answer as JSON: what the schema says, no more and no less, and the same bytes each time."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from dsl.pipeline import load_bytes
from dsl.record import changed
from dsl.values import Amount
from engine import answer as answers
from engine.answer import Answer, AnswerValue, NoAnswer
from engine.ask import answer_to, model_of
from renderers import answer_json as module
from renderers.answer_json import answer_data, answer_json
from tests.helpers import ROOT
from tests.sample_answers import AMOUNT, BARE, EXIT, NOT_UNDERSTOOD, SHARE, YES

SCHEMA: dict[str, Any] = json.loads((Path(module.__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

DEFINITIONS = {
    "answer": answers.Answer,
    "no-answer": answers.NoAnswer,
    "dates": answers.Dates,
    "value": answers.AnswerValue,
    "slip": answers.Slip,
    "ground": answers.Ground,
    "fact": answers.FactUsed,
    "missing": answers.Missing,
    "judgement": answers.Judgement,
    "assumed": answers.Assumed,
    "outcome": answers.Outcome,
    "rival": answers.Rival,
    "reading": answers.ReadingUse,
    "act": answers.Act,
    "route": answers.Route,
    "deadline": answers.Deadline,
    "silence": answers.Silence,
    "step": answers.Step,
}


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every property of every object in a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield from ((f"{path}.{name}", each) for name, each in schema["properties"].items())
        for name, each in schema.items():
            yield from properties(each, f"{path}/{name}")


def test_the_schema_is_a_schema() -> None:
    """answer.schema.json is itself valid under draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_described() -> None:
    """Each property, and each object, says what it is."""
    found = dict(properties(SCHEMA))
    assert len(found) > 80
    assert [path for path, each in found.items() if not each.get("description")] == []
    assert [name for name, each in SCHEMA["$defs"].items() if not each.get("description")] == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_the_schema_has_the_fields_of_the_classes(name: str) -> None:
    """Schema and classes have the same fields in the same order, all required, so neither can gain one alone."""
    fields = [field.name for field in attrs.fields(DEFINITIONS[name])]
    told = SCHEMA["$defs"][name]
    own = [key for key in told["properties"] if key not in ("format", "kind") or key in fields]
    assert own == fields
    assert told["required"] == list(told["properties"])
    assert told["additionalProperties"] is False


def test_every_class_of_an_answer_is_in_the_schema() -> None:
    """No class of engine.answer is left out above."""
    classes = {each for each in vars(answers).values() if isinstance(each, type) and attrs.has(each)}
    assert classes == set(DEFINITIONS.values())


@pytest.mark.parametrize("answer", [EXIT, AMOUNT, SHARE, BARE, NOT_UNDERSTOOD])
def test_answers_are_valid(answer: Answer | NoAnswer) -> None:
    """What is written is what the schema describes."""
    VALIDATOR.validate(json.loads(answer_json(answer)))


@pytest.mark.parametrize(
    ("change", "value"),
    [("status", {"nb": "klart", "en": "contested"}), ("extra", 1), ("next_day", "1.1.2028"), ("format", "other")],
)
def test_the_schema_refuses_what_is_wrong(change: str, value: object) -> None:
    """A status whose names differ, an unknown field, a date that is not ISO, another format."""
    data = answer_data(EXIT) | {change: value}
    with pytest.raises(ValidationError):
        VALIDATOR.validate(data)


def test_the_schema_refuses_an_inexact_amount() -> None:
    """An amount is a string with two decimals, not a number."""
    data = answer_data(AMOUNT)
    data["value"]["plain"] = 925000.0
    with pytest.raises(ValidationError):
        VALIDATOR.validate(data)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (AnswerValue(type="beløp", plain=Decimal("925000"), shown=""), '"925000.00"'),
        (AnswerValue(type="beløp", plain=Decimal("-0.50"), shown=""), '"-0.50"'),
        (AnswerValue(type="andel", plain=Fraction(37, 360), shown=""), '"37/360"'),
        (AnswerValue(type="andel", plain=Fraction(1), shown=""), '"1/1"'),
        (AnswerValue(type="dag", plain=date(2027, 1, 1), shown=""), '"2027-01-01"'),
        (AnswerValue(type="år", plain=2027, shown=""), "2027"),
        (AnswerValue(type="liste", plain=("a", "å"), shown=""), '["a", "å"]'),
        (AnswerValue(type="noe", plain=None, shown=""), "null"),
        (YES, "true"),
    ],
)
def test_values_are_exact(value: AnswerValue, written: str) -> None:
    """Each type of value has one way to be written, and none passes through a float."""
    answer = changed(BARE, value=value)
    assert json.dumps(answer_data(answer)["value"]["plain"], ensure_ascii=False) == written
    VALIDATOR.validate(answer_data(answer))


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_amounts_come_back_to_the_ore(kroner: Decimal) -> None:
    """Reading the written amount gives the same number of øre."""
    answer = changed(BARE, value=AnswerValue(type="beløp", plain=kroner, shown=""))
    assert Decimal(json.loads(answer_json(answer))["value"]["plain"]) == kroner


def test_json_text_is_readable_and_the_same_each_time() -> None:
    """Norwegian letters stand as they are, keys in the order of the classes, and the file ends with a line break."""
    written = answer_json(EXIT)
    assert written == answer_json(changed(EXIT))
    assert "«kalenderdato»" in written
    assert written.endswith("}\n")
    fields = [field.name for field in attrs.fields(Answer)]
    assert list(json.loads(written)) == ["format", "kind", *fields]


def test_every_question_of_the_agreements_has_an_answer_of_the_schema() -> None:
    """Whatever a question is about, periods and recurring days too, its answer is as published."""
    values = {"dag": date(2027, 1, 1), "år": 2023, "beløp": Amount(900_000)}
    for source in sorted((ROOT / "agreements").glob("*.vka")):
        contract = load_bytes(source.read_bytes(), str(source)).contract
        assert contract is not None
        for question in contract.questions:
            args = tuple(values.get(p.type.kind, contract.parties[n % 2].name) for n, p in enumerate(question.params))
            found = answer_to(model_of(contract), None, question, args, on=date(2026, 11, 23))
            VALIDATOR.validate(answer_data(found))
