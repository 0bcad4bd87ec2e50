"""In English every word that is the program's own is English; the agreement's own words stay, between « and »."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import vka
from dsl.record import changed
from renderers.answer_text import answer_text, no_answer_text
from renderers.money_text import money_text
from renderers.position_text import duties_text, position_text
from renderers.review_text import review_text
from renderers.settlement_text import settlement_text
from renderers.timeline_text import timeline_text
from tests.helpers import ROOT, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from engine.answer import Answer, NoAnswer

_NORWEGIAN = re.compile(
    r"(?<![\w-])(og|ikke|er|skal|kan|av|som|ingen|eller|om|etter|saken|avtalen|mangler|mottatt|registrert|oppsigelsen)(?![\w-])"
)
_ANY_NORWEGIAN = re.compile(
    _NORWEGIAN.pattern.replace("(og", r"(bare|til|fra|det|med|ja|nei|leses|senest|per|hvis|[\w]*[æøå]\w*|og"),
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(lov om [\w ]+|[\w-]*(loven|lova)|forskrift [\d.]+ nr\. \d+) § [\w-]+"
    r"( (første|andre|tredje|fjerde|femte|siste|og))*( ledd)?"
)
"""Places in Acts are names."""
_SAKER = ROOT / "agreements" / "saker"
_AGREEMENT = vka.load(SOURCE, cache=False)
_AGREEMENTS = {
    "ikt": _AGREEMENT,
    "ikt-dyroy": vka.load(SOURCE.parent / "ibestad_harstad_endring1.vka", cache=False),
    "iktnh": vka.load(SOURCE.parent / "ikt_nordhordland.vka", cache=False),
}
_ASKED = date(2026, 11, 24)


def unquoted(text: str) -> str:
    """The text without what stands between « and », also over several lines and columns."""
    kept, depth = [], 0
    for sign in text:
        depth += sign == "«"
        kept.append(sign if not depth else "")
        depth -= sign == "»" and depth > 0
    return "".join(kept)


def norwegian_in(text: str) -> list[str]:
    """Norwegian words that stand outside quotation marks."""
    return [line for line in unquoted(text).splitlines() if _NORWEGIAN.search(line)]


def asked(question: str, name: str) -> Answer | NoAnswer:
    """The answer in English over a case."""
    return _AGREEMENT.ask(question, vka.load_case(_SAKER / f"{name}.sak", _AGREEMENT), on=_ASKED, lang="en")


def _loaded(path: Path) -> tuple[vka.Agreement, vka.Case]:
    """A case file with the agreement it is written for."""
    name = re.search(r"^sak \S+ til (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert name is not None
    agreement = _AGREEMENTS[name[1]]
    return agreement, vka.load_case(path, agreement)


def _without_names(text: str, agreement: vka.Agreement, case: vka.Case) -> str:
    """The text without what may stand as it is: what is declared by name, parties, Acts, and a step's own name."""
    contract = agreement.contract
    names = {p.name for p in (*contract.parties, *case.parties)} | {
        r.name for p in contract.readings for r in p.readings
    }
    names |= {p.name for p in contract.readings} | {e.name for e in contract.events}
    text = _LAW.sub("", re.sub(r"\[[^\]]*\]", "", " ".join(unquoted(text).split())))
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "", text)
    return text


@pytest.mark.parametrize("path", sorted(_SAKER.glob("*.sak")), ids=lambda path: path.stem)
def test_every_question_of_the_cases_is_answered_in_english(path: Path) -> None:
    """With the whole derivation: whatever is not a name or between « and » is English."""
    agreement, case = _loaded(path)
    for each in case.expected:
        answer = agreement.ask(each.question, case, on=each.on, known=each.known, lang="en")
        if isinstance(answer, vka.NoAnswer):
            text = no_answer_text(answer)
        else:
            text = answer_text(changed(answer, asked="", understood=""), why=True)
        found = _without_names(text, agreement, case)
        assert [m[0] for m in _ANY_NORWEGIAN.finditer(found)] == [], found


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When does the cooperation end?", "eksempel"),
        ("When did the agreement enter into force?", "eksempel"),
        ("What must Ibestad pay on account per instalment in 2025?", "historie_budsjettstrid"),
        ("Who owns the licences?", "eksempel"),
        ("Does Ibestad owe interest on late payment?", "sp56_rente"),
    ],
)
def test_an_answer(question: str, name: str) -> None:
    """What is ours is English: facts, what is missing, deadlines, headings."""
    answer = asked(question, name)
    shown = no_answer_text(answer) if isinstance(answer, vka.NoAnswer) else answer_text(answer)
    assert norwegian_in(shown) == []


def test_a_refusal_suggests_questions_in_the_language_of_the_reader() -> None:
    """Whichever wording came nearest."""
    english = asked("Hvem eier kildekoden til Ibestad?", "eksempel")
    assert isinstance(english, vka.NoAnswer)
    assert "Who owns the licences?" in english.nearest
    norwegian = _AGREEMENT.ask("Who owns the source code of Ibestad?", on=_ASKED)
    assert isinstance(norwegian, vka.NoAnswer)
    assert not [q for q in norwegian.nearest if q.startswith(("Who", "What", "When", "Can"))]


def test_a_position_duties_and_a_timeline() -> None:
    """Norms, roles, phases and silences are quoted; what may be untold is told in English."""
    case = vka.load_case(_SAKER / "historie_normal.sak", _AGREEMENT)
    position = _AGREEMENT.position(case, date(2026, 11, 1), _ASKED, lang="en")
    assert norwegian_in(position_text(position, "en")) == []
    told = "whether Ibestad pays an amount to Harstad («gjelder terminen 30.4.2026») between 2 November 2026"
    assert any(told in text for each in position.upcoming for text in each.missing)
    duties = _AGREEMENT.duties(date(2026, 1, 1), date(2026, 12, 31), case, asked=_ASKED, lang="en")
    assert norwegian_in(duties_text(duties, "en")) == []
    late = vka.load_case(_SAKER / "historie_budsjettstrid.sak", _AGREEMENT)
    position = _AGREEMENT.position(late, date(2025, 9, 15), date(2025, 9, 15), lang="en")
    text = position_text(position, "en")
    assert norwegian_in(text) == []
    assert "only if «misligholdet er vesentlig»" in " ".join(text.split())
    leaving = vka.load_case(_SAKER / "historie_uttreden.sak", _AGREEMENT)
    timeline = _AGREEMENT.timeline(leaving, date(2024, 1, 1), date(2025, 12, 31), _ASKED, lang="en")
    assert norwegian_in(timeline_text(timeline)) == []


def test_money_and_a_settlement() -> None:
    """Row labels are the agreement's, and quoted."""
    case = vka.load_case(_SAKER / "historie_normal.sak", _AGREEMENT)
    for table in _AGREEMENT.table(case=case, years=(2025,), party="Ibestad", on=_ASKED, lang="en"):
        assert not isinstance(table, vka.NoAnswer)
        text = money_text(table)
        assert norwegian_in(text) == []
        assert "«Årsandel»" in text
    ended = vka.load_case(_SAKER / "historie_opplosning.sak", _AGREEMENT)
    settlement = _AGREEMENT.settlement(ended, date(2025, 12, 31), _ASKED, lang="en")
    assert norwegian_in(settlement_text(settlement)) == []


def test_the_review() -> None:
    """Titles, worths and details."""
    cases = [vka.load_case(_SAKER / f"{n}.sak", _AGREEMENT) for n in ("eksempel", "historie_mislighold")]
    assert norwegian_in(review_text(_AGREEMENT.review(cases, "en"))) == []
