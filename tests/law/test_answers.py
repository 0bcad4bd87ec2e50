"""Every question asked in the case files, against the answers expected there and against the lawyer's own list.

``tests/data/questions.csv`` is the list: number, class (K clear from the text, T a reading, S a judgement, U the text
is silent), the case file, the question, the value. What the lists disagree on is in ``DEPARTURES``, with the reason.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from dsl.case import Expected
from renderers.answer_text import answer_text
from tests.helpers import CASES, ROOT, answered, case_file, plain
from vka.expectations import is_value

CLASS_OF = {"klart": "K", "omstridt": "T", "skjønn": "S", "taust": "U"}

# Number, and the class the case has instead. 27: that loss must follow from the breach is open; no reading of «tap» is
# declared. 54: silence leads.
DEPARTURES = {"27": {"S"}, "54": {"U"}}


class Listed(NamedTuple):
    """A line of the list."""

    number: str
    letters: str
    file: str
    question: str
    expected: str

    @property
    def classes(self) -> set[str]:
        """The letters of the class."""
        return set(self.letters.split("/"))


def listed() -> list[Listed]:
    """The lawyer's list."""
    with (ROOT / "tests" / "data" / "questions.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [Listed(*row) for row in rows]


def expectations() -> list[tuple[Path, Expected]]:
    """Every question with an expected answer, with its case file."""
    return [(path, each) for path in CASES for each in case_file(path).expected]


def _id(value: object) -> str | None:
    if isinstance(value, Path):
        return value.stem
    if isinstance(value, Expected):
        return f"line {value.line}"
    return value.number if isinstance(value, Listed) else None


@pytest.mark.parametrize(("path", "expected"), expectations(), ids=_id)
def test_a_case_gets_the_answer_it_expects(path: Path, expected: Expected) -> None:
    """Status and value of each «spør … venter»."""
    answer = answered(case_file(path), expected.question, expected.on, expected.known)
    assert expected.status
    assert answer.status.value == expected.status, answer.headline
    if expected.value:
        assert is_value(expected.value, answer.value), answer.value


@pytest.mark.parametrize("path", CASES, ids=_id)
def test_the_whole_answers_of_a_case(path: Path, golden: Callable[[str, str], None]) -> None:
    """Verdict, reasons, routes, readings and clauses, as a lawyer reads them."""
    about = case_file(path)
    texts = [answer_text(answered(about, each.question, each.on, each.known)) for each in about.expected]
    assert texts
    golden(f"answers/{path.stem}.txt", "\n".join(texts))


@pytest.mark.parametrize("line", listed(), ids=_id)
def test_the_lists_questions_have_cases(line: Listed) -> None:
    """Each question of the list is asked in its case, with the value and the class the list gives it."""
    path = ROOT / "agreements" / "saker" / f"{line.file}.sak"
    asked = {each.question: each for each in case_file(path).expected}
    assert line.question in asked
    assert asked[line.question].value.strip("«»") == line.expected
    classes = {CLASS_OF[each.status] for each in asked.values()}
    assert classes == DEPARTURES.get(line.number, line.classes)


def test_every_departure_departs() -> None:
    """A departure that is no longer one is taken off the list."""
    classes = {line.number: line.classes for line in listed()}
    assert all(classes[number] != other for number, other in DEPARTURES.items())


def test_no_case_is_left_out() -> None:
    """Every case file answers a question of the list, but the walk-through, histories and those that weigh readings."""
    left = {path.stem for path in CASES} - {line.file for line in listed()}
    assert {name for name in left if not name.startswith(("historie_", "gjennomgang_"))} == {"eksempel"}


# What the list says of the readings that do not win: file, question, and the values some reading gives.
RIVALS = [
    ("sp03_varsel_1jan2024", "Når er Ibestad ute?", {"helt-år": date(2026, 1, 1)}),
    ("sp07_sendt_29des2023", "Når er Ibestad ute?", {"avsendt": date(2025, 1, 1)}),
    ("sp08_frist_sondag", "Forlenges fristen når den faller på en søndag?", {"forlenges": True}),
    ("sp10_ansatt_sier_opp", "Er Ibestad ute 1.1.2025?", {"ordlyd": True}),
    ("sp31_opplosning", "Når er samarbeidet oppløst?", {"siste-melding": date(2025, 3, 24)}),
    (
        "sp37_eierandel",
        "Hvilken eierandel har Ibestad i serveren?",
        {"sats": Fraction(5, 100), "likedeling": Fraction(1, 2), "anslagsår-netto": Fraction(1, 10)},
    ),
    (
        "sp46_budsjettavvik",
        "Må Ibestad betale full andel for 2025 selv om budsjettet avviker?",
        {"budsjettstyrt": False},
    ),
    ("sp50_arsandel", "Hva betaler Ibestad for 2020?", {"A-netto": 950_000, "B": 450_000, "B-bunn": 500_000}),
    ("sp52_indeks", "Hva er den faste andelen i 2021?", {"endelig": 522_000}),
    ("sp52_indeks", "Hva betaler Ibestad for 2021?", {"endelig": 945_900}),
]


@pytest.mark.parametrize(("file", "question", "values"), RIVALS)
def test_rival_readings_have_the_values_of_the_list(file: str, question: str, values: dict[str, object]) -> None:
    """A contested answer names its rivals and what each comes to."""
    about = case_file(ROOT / "agreements" / "saker" / f"{file}.sak")
    asked = next(each for each in about.expected if each.question == question)
    answer = answered(about, question, asked.on, asked.known)
    rivals = {rival.reading: rival.value for use in answer.readings for rival in use.rivals}
    given = {name: rivals[name] for name in values}
    assert {name: value.plain if value is not None else None for name, value in given.items()} == values


@pytest.mark.parametrize("path", CASES, ids=_id)
def test_a_settled_answer_has_one_value_and_an_open_one_says_what_is_open(path: Path) -> None:
    """Readings, judgements, facts and gaps are listed where the status says so, and there are clauses to rest on."""
    for each in case_file(path).expected:
        answer = answered(case_file(path), each.question, each.on, each.known)
        listed_for = {
            "klart": not answer.readings and not answer.missing,  # a duty may be plain, and its deadline not said
            "omstridt": any(rival.value != answer.value for use in answer.readings for rival in use.rivals),
            "skjønn": any(judgement.made is None for judgement in answer.judgements),
            "ukjent": bool(answer.missing),
            "taust": bool(answer.silences),
        }
        assert listed_for[answer.status.value], (answer.status, plain(answer.headline))
        rests = answer.grounds or answer.silences or answer.judgements
        assert rests, each.question
