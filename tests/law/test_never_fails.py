"""Every declared question, on any history, asked and known on any day, gets an answer that can be printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.contract import Param, Question
from engine.answer import Answer, NoAnswer
from engine.ask import answer_to, model_of
from renderers.answer_text import answer_text
from tests.helpers import HOST, MEMBER, NEWCOMER, case, chosen, contract, newcomer
from tests.strategies import History, histories, readings, telling_days, years

SORTS = {param.type.name for question in contract().questions for param in question.params if param.type.kind == "ting"}
NAMED = tuple(f"ting {sort}{i} er en {sort}" for sort in sorted(SORTS) for i in (1, 2))


def argument(param: Param) -> st.SearchStrategy[Any]:
    """Something a parameter can be asked about."""
    match param.type.kind:
        case "part":
            return st.sampled_from((HOST, MEMBER, NEWCOMER))
        case "dag":
            return telling_days
        case "ting":
            return st.sampled_from((f"{param.type.name}1", f"{param.type.name}2"))
    assert param.type.kind == "år", param
    return years


@st.composite
def asked(draw: st.DrawFn) -> tuple[Question, tuple[Any, ...]]:
    """Any declared question with arguments."""
    question = draw(st.sampled_from(contract().questions))
    return question, tuple(draw(argument(param)) for param in question.params)


@given(
    histories(), asked(), st.lists(readings, max_size=2, unique_by=lambda r: r[0]), telling_days, telling_days,
    telling_days, st.sampled_from(("nb", "en")), st.booleans(),
)  # fmt: skip
@settings(max_examples=100)
def test_any_question_gets_an_answer(
    told: History, question: tuple[Question, tuple[Any, ...]], settled: list[tuple[str, str]], on: date, known: date,
    complete: date, lang: str, three: bool,
) -> None:  # fmt: skip
    """No question on any case makes the engine or the printer fail; an answer always has a headline and a status."""
    joined = newcomer(date(2021, 6, 1), date(2021, 5, 1)) if three else ()
    statements = (*told.statements, *joined, *NAMED, *(chosen(*each) for each in settled))
    declared, args = question
    answer = answer_to(
        model_of(contract()), case(*statements, complete=complete), declared, args, on=on, known=known, lang=lang
    )
    if isinstance(answer, NoAnswer):
        assert answer.reason
    else:
        assert isinstance(answer, Answer)
        assert answer.headline
        assert answer.status in answer.statuses
        assert answer_text(answer, why=True)
