"""An answer that turns on a few judgements says what it is under each outcome of them."""

from datetime import date

from engine.answer import Answer, Status
from engine.ask import ask
from tests.helpers import answered, approvals, breach, case, claim, contract, judged, plain

CLAIMED = (*approvals(), breach(date(2024, 3, 4), "Harstad"), claim(date(2024, 4, 3), "Ibestad", "Harstad"))
OUT = "Når er Ibestad ute?"
ON = date(2024, 6, 1)


def told(answer: Answer) -> list[tuple[list[bool], str]]:
    """How each judgement goes, and the answer then."""
    return [([given.holds for given in each.given], plain(each.value.shown)) for each in answer.outcomes]


def test_both_outcomes_of_one_judgement_are_told() -> None:
    """Nobody has judged whether the breach is material: then the answer is the day of the claim, or none."""
    answer = answered(case(*CLAIMED), OUT, ON)
    assert answer.status is Status.JUDGEMENT
    assert told(answer) == [([True], "3.4.2024"), ([False], "ikke inntrådt")]
    assert "Hvis bruddet er vesentlig: 3.4.2024. Hvis ikke: ikke inntrådt." in map(plain, answer.sentences)


def test_each_outcome_of_two_judgements_is_told() -> None:
    """The second is asked only where the first does not settle it."""
    two = (*CLAIMED, breach(date(2024, 2, 1), "Harstad", "svikten"))
    answer = answered(case(*two), OUT, ON)
    assert len(answer.outcomes) == 3
    assert {shown for _, shown in told(answer)} == {"3.4.2024", "ikke inntrådt"}
    assert "Hvis ikke «bruddet er vesentlig», og ikke «svikten er vesentlig»: ikke inntrådt." in answer.sentences


def test_many_outcomes_are_not_told() -> None:
    """More than a few would be a table, not an answer."""
    many = (*CLAIMED, *(breach(date(2024, 2, n), "Harstad", f"brudd{n}") for n in range(1, 6)))
    assert answered(case(*many), OUT, ON).outcomes == ()


def test_a_judgement_that_is_made_leaves_no_outcomes() -> None:
    """What is settled has one answer."""
    assert answered(case(*CLAIMED, judged(date(2024, 5, 1), "bruddet er vesentlig")), OUT, ON).outcomes == ()


def test_a_yes_on_a_day_says_since_when() -> None:
    """Asked whether it is so on a day, one learns from what day it then is."""
    answer = answered(case(*CLAIMED), "Er Ibestad ute 1.6.2024?", ON)
    assert told(answer) == [([True], "ja, fra 3.4.2024"), ([False], "nei")]


def test_the_outcomes_in_english() -> None:
    """The agreement's own words are quoted."""
    answer = ask(contract(), case(*CLAIMED), "When is Ibestad out?", on=ON, lang="en")
    assert isinstance(answer, Answer)
    assert any(text.startswith("If «bruddet er vesentlig»: ") and "If not: " in text for text in answer.sentences)
