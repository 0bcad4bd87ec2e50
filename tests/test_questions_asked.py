"""A list of questions as people put them: each is read as what was meant, or refused; never as another."""

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

import vka
from engine.ask import model_of
from engine.question_setup import patterns, shelf_for
from engine.questions import Pattern, Shelf, Understood, Value, read_back, read_from
from tests.questions_asked import AGREEMENTS, FIRST, RIGHT, ROOT, WRONG, Asked, as_text, asked
from tests.test_question_reader import mistype


@pytest.fixture(scope="module")
def found() -> list[tuple[str, list[Asked]]]:
    """The questions of the list, read."""
    return asked()


def test_none_is_read_as_another_question(found: list[tuple[str, list[Asked]]]) -> None:
    """What was not meant is never answered: neither another question nor other values, nor one nobody declared."""
    assert [each for _, questions in found for each in questions if each.verdict == WRONG] == []


def test_most_are_understood_or_have_the_right_one_first(found: list[tuple[str, list[Asked]]]) -> None:
    """Of those the agreements have, nine in ten are understood, or refused with the right one first."""
    declared = [each for _, questions in found for each in questions if each.meant != "-"]
    assert sum(each.verdict in (RIGHT, FIRST) for each in declared) >= 0.9 * len(declared)


def test_how_each_is_read(found: list[tuple[str, list[Asked]]], golden: Callable[[str, str], None]) -> None:
    """The whole list as text: the question as understood, or why not and what is suggested."""
    golden("questions_asked.txt", as_text(found))


_EXAMPLES: dict[str, Value] = {
    "dag": date(2027, 3, 15), "år": 2023, "beløp": Decimal(900_000), "andel": Fraction(1, 20), "tall": Fraction(12),
}  # fmt: skip


@pytest.mark.parametrize(("source", "told"), AGREEMENTS)
@pytest.mark.parametrize(("mistakes", "tries", "most"), [(1, 3, 0.9), (2, 1, 0.8), (3, 1, 0.7)])
def test_mistyped_words_never_give_another_question(
    source: str, told: str, mistakes: int, tries: int, most: float
) -> None:
    """Each wording of the agreements is read as itself; with words mistyped, as itself or not at all.

    A slip that makes another word of the wordings («tidsubegrenset» without its u) is left out: nobody can see it.
    """
    agreement = vka.load(ROOT / source)
    shelf = shelf_for(model_of(agreement.contract), vka.load_case(ROOT / told, agreement))
    chance = random.Random(1)
    known = {word.strip("?,.").casefold() for each in patterns(agreement.contract) for word in each.text.split(" ")}
    understood = tried = 0
    for pattern in patterns(agreement.contract):
        values = _values(shelf, pattern)
        if values is None:
            continue
        meant = Understood(question=pattern.question, language=pattern.language, values=values, pattern=pattern)
        words = read_back(shelf, meant).split(" ")
        assert isinstance(read_from(shelf, " ".join(words)), Understood), words
        spots = [at for at, word in enumerate(words) if len(word) > 3 and word.strip("?,").isalpha()]
        for _ in range(tries):
            wrong = chance.sample(spots, min(mistakes, len(spots)))
            typed = [_mistype(word, known, chance) if at in wrong else word for at, word in enumerate(words)]
            read = read_from(shelf, " ".join(typed))
            tried += 1
            if isinstance(read, Understood):
                understood += 1
                assert (read.question, dict(read.values)) == (pattern.question, dict(values)), typed
    assert understood > most * tried


def _mistype(word: str, known: set[str], chance: random.Random) -> str:
    """The word with a slip that makes no other word of those known."""
    while True:
        typed = mistype(word, chance)
        if typed == word or typed.strip("?,.").casefold() not in known:
            return typed


def _values(shelf: Shelf, pattern: Pattern) -> tuple[tuple[str, Value], ...] | None:
    """A value for each slot, none twice; None where the case names too few."""
    found: dict[str, Value] = {}
    for slot in pattern.slots:
        names = (term.id for term in shelf.vocabulary(slot.type).terms if term.id not in found.values())
        value = _EXAMPLES[slot.type] if slot.type in _EXAMPLES else next(names, None)
        if value is None:
            return None
        found[slot.name] = value
    return tuple(found.items())
