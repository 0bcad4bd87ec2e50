"""Reading from a shelf, where only the wordings that may be meant are made ready, is reading from the whole index."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from engine.questions import Shelf, Understood, read_back, read_from, read_question
from tests.test_question_reader import CHANGING, INDEX, PATTERNS, VOCABULARIES, mistype, questions

SHELF = Shelf(PATTERNS, VOCABULARIES)
OTHERS = sorted({word for pattern in PATTERNS for word in re.findall(r"\w+", pattern.text)}) + CHANGING.split(" ")


@given(questions(), st.randoms(use_true_random=False), st.integers(0, 4), st.sampled_from(("nb", "en")))
def test_a_shelf_reads_as_the_whole_index_does(
    asked: Understood, chance: random.Random, changes: int, lang: str
) -> None:
    """Any declared question, however changed, is understood or refused in the very same words."""
    words = read_back(INDEX, asked).split(" ")
    for _ in range(changes):
        at = chance.randrange(len(words))
        match chance.randrange(4):
            case 0:
                words.insert(at, chance.choice(OTHERS))
            case 1 if len(words) > 1:
                words.pop(at)
            case 2 if len(words[at]) > 2:
                words[at] = mistype(words[at], chance)
            case _:
                chance.shuffle(words)
    text = " ".join(words)
    assert read_from(SHELF, text, lang) == read_question(INDEX, text, lang)


@given(st.text(max_size=60))
def test_any_text_is_read_alike(text: str) -> None:
    """No text at all is read in another way."""
    assert read_from(SHELF, text) == read_question(INDEX, text)
