"""Cases that tell anything of anyone on any day: each is refused with errors, or every question of it is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.case_reader import load_case_text
from dsl.contract import EventKind, OracleInfo
from dsl.core import Type
from dsl.diagnostics import show
from engine.answer import Answer
from engine.ask import answer_to, model_of
from engine.position import PositionError, position_of
from engine.trees import TooManyOpen
from renderers.answer_text import answer_text
from renderers.position_text import position_lines
from tests.helpers import HOST, MEMBER, NEWCOMER, agreement, contract, day
from tests.law.test_never_fails import SORTS, asked

HEAD = "sak s til ikt.\n"
ANY_DAY = st.one_of(
    st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.sampled_from((date(2019, 12, 17), date(1000, 1, 1)))
)
NAMES = tuple(f"hendelse{i}" for i in range(8))
"""How the events of a case are called, whatever they are."""


def written(type_: Type) -> st.SearchStrategy[str]:
    """Something of a type, as a case writes it; of an event, the name of one that may be of another kind."""
    match type_.kind:
        case "part":
            return st.sampled_from((HOST, MEMBER, NEWCOMER))
        case "dag":
            return ANY_DAY.map(day)
        case "beløp":
            return st.sampled_from(("kr 0", "kr 925 000", "kr 900 000", "kr 1 000 000 000 000"))
        case "andel":
            return st.sampled_from(("0 %", "2,5 %", "-3 %", "1/3", "250 %"))
        case "år":
            return st.sampled_from(("2019", "2022", "2023", "2024"))
        case "tall":
            return st.sampled_from(("0", "3"))
        case "ting":
            return st.sampled_from((f"{type_.name}1", f"{type_.name}2"))
        case "utvalg":
            return st.sampled_from(next(members for name, members in contract().enums if name == type_.name))
        case "hendelse":
            return st.sampled_from(NAMES)
    return st.just("«noe»")


def sentence(draw: st.DrawFn, words: tuple[str, ...], types: list[Type]) -> str:
    """A declared sentence with something in each slot."""
    said = " ".join(words)
    for at, type_ in enumerate(types):
        said = said.replace(f"{{{at}}}", draw(written(type_)))
    return said


@st.composite
def happened(draw: st.DrawFn, name: str) -> str:
    """Any event on any day, with some of its details, in any order, perhaps one of them twice."""
    kind: EventKind = draw(st.sampled_from(contract().events))
    slots = sum(word.startswith("{") for word in kind.present)
    said = sentence(draw, kind.present, [f.type for f in kind.fields[:slots]])
    details = list(kind.fields[slots:])
    chosen = draw(st.lists(st.sampled_from(details), max_size=len(details) + 1)) if details else []
    told = [f"{kind.forms[0]} {f.words} {draw(written(f.type))}" for f in chosen]
    known = f"; kjent fra {day(draw(ANY_DAY))}" if draw(st.integers(0, 4)) == 0 else ""
    return "; ".join([f"den {day(draw(ANY_DAY))} {name}: {said}", *told]) + f"{known}.\n"


@st.composite
def facts(draw: st.DrawFn) -> str:
    """Any fact or judgement, of anyone."""
    oracle: OracleInfo = draw(st.sampled_from(contract().oracles))
    said = sentence(draw, oracle.sentence, [p.type for p in oracle.params])
    if oracle.kind == "skjønn":
        return f"skjønn den {day(draw(ANY_DAY))}: {said}.\n"
    value = "" if oracle.result.kind == "ja" else f" = {draw(written(oracle.result))}"
    return f"faktum: {said}{value}.\n"


@st.composite
def cases(draw: st.DrawFn) -> str:
    """A case of a few of them, with approvals more often than not."""
    things = "".join(f"ting {sort}{i} er en {sort}.\n" for sort in sorted(SORTS) for i in (1, 2))
    joins = f"part {NEWCOMER} «{NEWCOMER} kommune» er samarbeidskommune fra {day(draw(ANY_DAY))}.\n"
    approved = "".join(
        f"den {day(draw(ANY_DAY))}: kommunestyret i {who} godkjenner avtalen.\n"
        for who in draw(st.lists(st.sampled_from((HOST, MEMBER, NEWCOMER)), max_size=4))
    )
    events = "".join(draw(happened(name)) for name in NAMES[: draw(st.integers(0, 6))])
    told = "".join(draw(st.lists(facts(), max_size=3)))
    return f"{HEAD}komplett til {day(draw(ANY_DAY))}.\n{things}{joins}{approved}{events}{told}"


def judged(text: str) -> Case | None:
    """The case, or None when it is refused: then every error has a place, a reason and advice, in both languages."""
    read = load_case_text(text, "s.sak", agreement())
    assert (read.case is None) == bool(read.diagnostics)
    for each in read.diagnostics:
        assert each.code.startswith("V")
        for language in ("nb", "en"):
            assert "  = " in show(each, read.source, language=language)
    return read.case


def answered(case: Case, question: Any, args: tuple[Any, ...], on: date) -> None:
    """The question has an answer that can be printed, or a reason why not."""
    found = answer_to(model_of(contract()), case, question, args, on=on)
    if isinstance(found, Answer):
        assert answer_text(found, why=True)
        assert found.headline
    else:
        assert found.reason


def placed(case: Case, on: date) -> None:
    """The position can be printed, or is refused in words."""
    try:
        position = position_of(contract(), case, on, on, None, "nb")
    except (PositionError, TooManyOpen):
        return
    assert position_lines(position, "nb")


@given(cases(), st.lists(asked(), min_size=1, max_size=3), ANY_DAY)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_case_is_refused_or_answered(text: str, questions: list[tuple[Any, tuple[Any, ...]]], on: date) -> None:
    """Contradictory or not, a case never makes the reader, the engine or the printer fail."""
    case = judged(text)
    if case is not None:
        for question, args in questions:
            answered(case, question, args, on)


@given(cases(), ANY_DAY)
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_any_case_has_a_position_or_is_refused(text: str, on: date) -> None:
    """The same of the position on a day."""
    case = judged(text)
    if case is not None:
        placed(case, on)


@given(cases())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_the_order_of_statements_does_not_decide_what_is_refused(text: str) -> None:
    """A case read from the last statement to the first has the same errors, or none (series apart)."""
    head, complete, *rest = text.removesuffix("\n").split("\n")
    turned = "\n".join([head, complete, *reversed(rest)]) + "\n"
    one, two = (load_case_text(each, "s.sak", agreement()) for each in (text, turned))
    assert (one.case is None) == (two.case is None)
