"""Places are Norwegian where they are found, and are told in the language of the report."""

from __future__ import annotations

import json

import pytest

from dsl.edits.edited import Comment, Leftover, TrackedChange
from dsl.edits.report import Finding, Imported
from renderers.import_json import import_json
from renderers.places import place_in
from tests.test_import_told import told


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("punkt 3", "clause 3"), ("punkt 10.1, ledd 2", "clause 10.1, passage 2"), ("tittelen", "the title"),
        ("innledningen, ledd 1", "the opening, passage 1"), ("etter punkt 3, ledd 2", "after clause 3, passage 2"),
        ("«Ledd, punkt 3», ledd 4", "“Ledd, punkt 3”, passage 4"), ("linje 12", "line 12"),
        ("underskriftsfeltet, linje 2", "the signature block, line 2"), ("over tittelen", "above the title"),
        ("først i dokumentet", "first in the document"), ("bunntekst", "footer"), ("", ""), ("noe annet", "noe annet"),
    ],
)  # fmt: skip
def test_places(place: str, english: str) -> None:
    """What people wrote themselves, a heading without a number, is as it is."""
    assert place_in(place, "nb") == place
    assert place_in(place, "en") == english


def test_an_english_report_has_english_places() -> None:
    """In all its parts, and as JSON; what the document says stays Norwegian."""
    at = "punkt 3, ledd 2"
    done = Imported(
        was="", text="",
        findings=(
            Finding(kind="new", place=at, text="Se punkt 3, ledd 2."),
            Finding(kind="renumbered", text="punkt 4", was="punkt 3"),
            Finding(kind="layout", place=f"tittelen; {at}", text="2", why=("mellomrom", "blanks")),
        ),
        comments=(Comment(author="Kari", day="", text="Hva?", place=at),),
        leftovers=(Leftover(what=("tabell", "table"), text="x", place=at),),
        pending=(TrackedChange(kind="inserted", author="", day="", text="y", place=at),),
    )  # fmt: skip
    report = told(done, "en")
    assert report.count("clause 3, passage 2") == 5
    assert report.count("punkt 3, ledd 2") == 1
    assert "clause 3 → clause 4" in report
    assert "the title; clause 3" in report
    data = json.loads(import_json(done, "bod.vka", language="en"))
    assert data["notes"][0]["place"] == data["leftovers"][0]["place"] == "clause 3, passage 2"
    assert data["findings"][2]["place"] == "the title; clause 3, passage 2"
    assert json.loads(import_json(done, "bod.vka"))["notes"][0]["place"] == at
