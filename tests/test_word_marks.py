"""The names a Word document carries: what goes out comes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.word import marks

ANCHORS = st.one_of(
    st.from_regex(r"[A-Za-z][A-Za-z0-9_-]*", fullmatch=True),
    st.from_regex(r"punkt-[0-9]{1,3}(-[0-9]{1,3}){0,4}(-ledd-[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"tillegg[-_a-z0-9]*", fullmatch=True),
)
NAMES = st.one_of(st.text(), st.from_regex(r"[a-zæøå][a-zæøå-]{0,90}", fullmatch=True))


@pytest.mark.parametrize(
    ("anchor", "bookmark"),
    [
        ("punkt-11-1", "_vka_punkt_11_1"),
        ("punkt-11-1-ledd-2", "_vka_punkt_11_1_ledd_2"),
        ("innledning-ledd-1", "_vka_innledning_ledd_1"),
    ],
)
def test_bookmark_of_an_anchor(anchor: str, bookmark: str) -> None:
    """A usual anchor is read off its bookmark by whoever knows nothing else."""
    assert marks.bookmark_name(anchor) == bookmark
    assert marks.anchor_of(bookmark) == anchor
    assert marks.anchor_of(bookmark + "_Copy_1") == anchor


@given(st.lists(ANCHORS, unique=True, max_size=8))
def test_bookmarks_come_back(anchors: list[str]) -> None:
    """Law: every anchor gets a name Word takes and its own, case aside, never that of an addition; all come back."""
    names = [marks.bookmark_name(anchor) for anchor in anchors]
    assert all(re.fullmatch(r"_vka_[A-Za-z0-9_]{1,35}", name) for name in names)
    assert len({name.lower() for name in names}) == len(anchors)
    assert not any(marks.is_added(name) for name in names)
    assert [marks.anchor_of(name, anchors) for name in names] == anchors


@given(ANCHORS)
def test_a_bookmark_is_never_read_as_another_anchor(anchor: str) -> None:
    """Law: without the anchors there can be, a bookmark gives its own anchor or none."""
    assert marks.anchor_of(marks.bookmark_name(anchor)) in (anchor, None)


@pytest.mark.parametrize("bookmark", ["_Toc123", "_GoBack", "_vka_tillegg_signatur_1", "_vka_", "punkt_1"])
def test_bookmarks_that_are_no_lines(bookmark: str) -> None:
    """Others' bookmarks, and those of what we add, are no anchors."""
    assert marks.anchor_of(bookmark, ["punkt-1"]) is None


@given(st.lists(NAMES, unique=True, max_size=6))
def test_values_come_back(names: list[str]) -> None:
    """Law: a value's name is found by its tag and by its title, both within what Word takes."""
    for name in names:
        assert len(marks.value_tag(name)) <= 64
        assert len(marks.value_title(name)) <= 64
        assert marks.value_name(marks.value_tag(name), "", names) == name
        assert name == "" or marks.value_name("", marks.value_title(name), names) == name


def test_values_of_others() -> None:
    """A control of somebody else's is no value; a tag of ours names one even if nobody knows it."""
    assert marks.value_name("goog_rdk_1", "frist", []) is None
    assert marks.value_name("vka:verdi:varsel", "", []) == "varsel"
    assert marks.value_name("", "varsel", ["varsel"]) == "varsel"
