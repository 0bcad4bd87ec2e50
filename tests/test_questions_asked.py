"""A list of questions as people put them: each is read as what was meant, or refused; never as another."""

from collections.abc import Callable

import pytest

from tests.questions_asked import FIRST, RIGHT, WRONG, Asked, as_text, asked


@pytest.fixture(scope="module")
def found() -> list[tuple[str, list[Asked]]]:
    """The questions of the list, read."""
    return asked()


def test_none_is_read_as_another_question(found: list[tuple[str, list[Asked]]]) -> None:
    """What was not meant is never answered: neither another question nor other values, nor one nobody declared."""
    assert [each for _, questions in found for each in questions if each.verdict == WRONG] == []


def test_most_are_understood_or_have_the_right_one_first(found: list[tuple[str, list[Asked]]]) -> None:
    """Of those the agreements have, six in seven are understood, or refused with the right one first."""
    declared = [each for _, questions in found for each in questions if each.meant != "-"]
    assert sum(each.verdict in (RIGHT, FIRST) for each in declared) >= 6 / 7 * len(declared)


def test_how_each_is_read(found: list[tuple[str, list[Asked]]], golden: Callable[[str, str], None]) -> None:
    """The whole list as text: the question as understood, or why not and what is suggested."""
    golden("questions_asked.txt", as_text(found))
