"""A second agreement, of other rules and partly in nynorsk, in the same language and with no code of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case, Expected
from dsl.case_reader import load_case_text
from dsl.pipeline import Loaded
from engine.answer import Status
from renderers.answer_text import answer_text
from renderers.compose import compose
from renderers.to_text import to_text
from tests.helpers import FAR, ROOT, Found, answered, case, day, found, load
from vka.expectations import is_value

SOURCE = ROOT / "agreements" / "ikt_nordhordland.vka"
QUOTED = ROOT / "tests" / "data" / "nordhordland.txt"
CASES = tuple(sorted((ROOT / "agreements" / "saker").glob("nordhordland_*.sak")))
few = settings(max_examples=40)


@cache
def agreement() -> Loaded:
    """The second agreement, read once."""
    return load(SOURCE.read_text(encoding="utf-8"))


PARTIES = tuple(party.name for party in agreement().contract.parties)  # type: ignore[union-attr]


@cache
def case_file(path: Path) -> Case:
    """A case about it from its file."""
    read = load_case_text(path.read_text(encoding="utf-8"), path.name, agreement())
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    return read.case


def expectations() -> list[tuple[Path, Expected]]:
    """Every question with an expected answer."""
    return [(path, each) for path in CASES for each in case_file(path).expected]


def _id(value: Path | Expected) -> str:
    return value.stem if isinstance(value, Path) else f"line {value.line}"


def told(question: str, *args: Any, statements: tuple[str, ...]) -> Found:
    """What a question of the second agreement comes to."""
    return found(case(*statements, about=agreement()), question, *args, on=FAR, made=agreement().contract)


def notice(received: date, who: str = "Vaksdal", form: str = "skriftlig", to: str = "styret") -> str:
    """A notice by the council."""
    return (
        f"den {day(received)}: {who} sier opp samarbeidet; oppsigelsen er {form}; oppsigelsen er rettet til {to}; "
        f"oppsigelsen er mottatt {day(received)}; oppsigelsen er vedtatt av kommunestyret"
    )


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_printed_text_is_the_quoted_text() -> None:
    """Word for word; what has no clause number stands first, and the sign before the clause's number is the quote's."""
    quoted = QUOTED.read_text(encoding="utf-8")
    clause, rest = quoted.split("Det er kommunane sjølve", 1)
    expected = f"Det er kommunane sjølve{rest} {clause}".replace("§ 16 Uttreden", "16. Uttreden", 1).split()
    document = compose(agreement().contract)  # type: ignore[arg-type]
    text = to_text(document, None)
    start = text.index(f"\n{document.words.contents}\n")
    end = text.index("\n\n\n", start)
    title = agreement().contract.title.split()  # type: ignore[union-attr]
    assert (text[:start] + text[end:]).split() == [*title, *expected]


def test_the_nine_are_parties_and_the_buyers_are_not() -> None:
    """Who only buys the services is not bound."""
    assert len(PARTIES) == 9
    assert not {"Austevoll", "Samnanger"} & set(PARTIES)


# ── the cases ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("path", "expected"), expectations(), ids=_id)
def test_a_case_gets_the_answer_it_expects(path: Path, expected: Expected) -> None:
    """Status and value of each «spør … venter»."""
    answer = answered(case_file(path), expected.question, expected.on, expected.known, agreement().contract)
    assert expected.status
    assert answer.status.value == expected.status, answer.headline
    if expected.value:
        assert is_value(expected.value, answer.value), answer.value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_whole_answers_of_a_case(path: Path, golden: Callable[[str, str], None]) -> None:
    """Verdict, reasons, routes, readings and clauses, as a lawyer reads them."""
    about, made = case_file(path), agreement().contract
    texts = [answer_text(answered(about, each.question, each.on, each.known, made)) for each in about.expected]
    assert texts
    golden(f"answers/{path.stem}.txt", "\n".join(texts))


def test_the_turn_of_the_year_may_be_this_one_or_the_next() -> None:
    """Two years that end on 1 January lead out then, or a year later on the rival reading."""
    answer = answered(
        case_file(ROOT / "agreements" / "saker" / "nordhordland_varsel_1jan2023.sak"), "Når er Vaksdal ute?",
        date(2026, 12, 31), made=agreement().contract,
    )  # fmt: skip
    rivals = {r.reading: r.value.plain for use in answer.readings for r in use.rivals if r.value is not None}
    assert rivals["neste"] == date(2026, 1, 1)


# ── the laws ────────────────────────────────────────────────────────────────────────────────────────────────────────

people = st.lists(st.integers(1, 90_000), min_size=9, max_size=9)
received_days = st.dates(date(2016, 1, 1), date(2027, 12, 31)) | st.sampled_from(
    (date(2020, 2, 29), date(2023, 1, 1), date(2022, 12, 31), date(2024, 2, 29))
)


@given(people, st.none() | st.sampled_from(PARTIES))
@few
def test_the_shares_sum_to_one(populations: list[int], left: str | None) -> None:
    """Whatever the populations and whoever has left, those who remain bear all of it, each some of it."""
    facts = tuple(f"faktum: folketallet i {who} i 2024 = {n}" for who, n in zip(PARTIES, populations, strict=True))
    gone = () if left is None else (notice(date(2020, 3, 1), left),)
    shares = {who: told("andel-år", who, 2024, statements=(*facts, *gone)).value for who in PARTIES}
    assert sum(shares.values()) == 1
    assert all((share > 0) is (who != left) for who, share in shares.items())
    if left is None:
        for who, n in zip(PARTIES, populations, strict=True):
            assert shares[who] == Fraction(1, 3) / 9 + Fraction(2, 3) * n / sum(populations)


@given(received_days)
@few
def test_an_exit_falls_on_a_turn_of_the_year_two_years_away(received: date) -> None:
    """An exit is on a 1 January, two years from receipt or later, and no later than the first or second such day."""
    out = told("uttreden-når", "Vaksdal", statements=(notice(received),))
    assert isinstance(out.value, date)
    assert (out.value.month, out.value.day) == (1, 1)
    assert (out.value.year - 2, 1, 1) >= (received.year, received.month, received.day)
    assert out.value.year <= received.year + 3
    assert (Status.CONTESTED in out.statuses) == ((received.month, received.day) == (1, 1))


@given(received_days, received_days, st.sampled_from(("samme", "neste")))
@few
def test_an_earlier_notice_never_gives_a_later_exit(one: date, two: date, reading: str) -> None:
    """On each reading of the turn of the year."""
    first, second = sorted((one, two))
    settled = f"valgt: lesning {reading} av i-tide; valgt av «partene»"
    outs = [told("uttreden-når", "Vaksdal", statements=(settled, notice(each))).value for each in (first, second)]
    assert outs[0] <= outs[1]


@given(received_days, st.sampled_from(("kommunestyret", "ordføreren", "formannskapet")))
@few
def test_a_notice_to_others_than_the_board_leads_nowhere(received: date, to: str) -> None:
    """The board is whom notice is given to."""
    out = told("uttreden-er", "Vaksdal", date(2031, 12, 31), statements=(notice(received, to=to),))
    assert out.settled
    assert out.value is False


# ── no code of its own ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("package", ["dsl", "engine", "renderers", "vka"])
def test_no_code_knows_this_agreement(package: str) -> None:
    """No program file names the agreement, a party of it, or a sentence it declares."""
    own = "|".join(re.escape(word) for word in (*PARTIES, "Nordhordland", "iktnh", "Austevoll", "Samnanger"))
    forbidden = re.compile(rf"\b({own}|samarbeidskommun\w*|utløsningssum\w*)\b", re.IGNORECASE)
    files = [*(ROOT / package).rglob("*.py"), *(ROOT / package).rglob("*.lark")]
    assert files
    assert [(f.name, m[0]) for f in files for m in forbidden.finditer(f.read_text(encoding="utf-8"))] == []


def test_a_route_no_power_gives_names_the_clause_of_its_rule() -> None:
    """Dissolution is in clause 16; it is a rule there that gives the votes effect."""
    about = next(path for path in CASES if path.stem == "nordhordland_ingen_har_sagt_opp")
    answer = answered(case_file(about), "Når kan Fedje tidligst tre ut?", date(2023, 6, 1), made=agreement().contract)
    assert {route.clause for route in answer.routes} == {"16"}


def test_how_a_limit_is_counted_is_not_quoted_as_the_agreements_words() -> None:
    """No text says what a limit to a day the month has not ends on, so nothing is quoted and no clause is named."""
    about = case_file(next(path for path in CASES if path.stem == "nordhordland_varsel_29feb2020"))
    answer = answered(about, "Når er de to årene for Vaksdal gått?", FAR, made=agreement().contract)
    text = answer_text(answer)
    assert "en frist til en dag måneden ikke har" in text
    assert "«en frist" not in text
    assert "innledningen" not in text
