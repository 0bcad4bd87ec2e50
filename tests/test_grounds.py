"""The grounds of an answer are what it rests on: not what would have followed from what nobody has done."""

from datetime import date

import vka
from engine.answer import Answer
from renderers.answer_text import answer_text
from tests.helpers import ROOT, answered, approvals, case, dissolution, notice, plain

ON = date(2025, 12, 31)
DISSOLVED = (*approvals(), dissolution(date(2025, 3, 13), "Harstad"), dissolution(date(2025, 3, 20), "Ibestad"))


def clauses(answer: Answer) -> list[str]:
    """The clauses of the grounds, in order, each once."""
    return list(dict.fromkeys(ground.clause for ground in answer.grounds))


def test_what_has_not_happened_is_no_ground() -> None:
    """Nobody has given notice or claimed the end: when the agreement came into force rests on 2 and 14."""
    answer = answered(case(*approvals()), "Når trådte avtalen i kraft?", ON)
    assert clauses(answer) == ["2", "14"]
    assert any(fact.text.startswith("ingen oppsigelse er registrert") for fact in answer.facts)


def test_the_agreement_to_dissolve_rests_on_its_own_clause() -> None:
    """That neither had left before is a fact, and no reason to quote the clauses on notice and breach."""
    answer = answered(case(*DISSOLVED), "Når er samarbeidet oppløst?", ON)
    assert clauses(answer) == ["11.2"]


def test_a_no_keeps_what_it_was_tried_by() -> None:
    """Where the answer is that nothing has ended it, the clauses on ending it are why."""
    answer = answered(case(*approvals()), "Er Ibestad ute 1.1.2025?", ON)
    assert answer.value.plain is False
    assert {"11.1", "11.2", "12"} <= set(clauses(answer))


def test_what_only_another_reading_rests_on_is_no_ground() -> None:
    """That notice can be given from the start alone is a rival reading; the clause on the start is its, not ours."""
    answer = answered(case(*approvals(), complete=date(2026, 11, 1)), "Kan Ibestad tre ut 1.1.2028?", date(2026, 11, 1))
    assert answer.value.plain is True
    assert "5.1" not in clauses(answer)


def test_a_day_that_rests_on_a_value_quotes_its_sentence() -> None:
    """«innen utgangen av januar» gives the day; that 31.1.2026 is a Saturday is why the silence matters."""
    answer = answered(case(*approvals()), "Når skal sluttoppgjøret for 2025 være gjort?", date(2026, 1, 31))
    assert answer.value.plain == date(2026, 2, 2)
    assert [ground.quote for ground in answer.grounds] == [
        "Sluttoppgjør foretas innen utgangen av januar påfølgende år."
    ]
    assert "31.1.2026 er en lørdag." in answer.sentences


def test_a_working_day_needs_no_word() -> None:
    """31.1.2025 is a Friday."""
    answer = answered(case(*approvals()), "Når skal sluttoppgjøret for 2024 være gjort?", date(2025, 1, 31))
    assert answer.value.plain == date(2025, 1, 31)
    assert answer.sentences == ()


def test_remarks_of_the_power_go_with_the_state_it_begins() -> None:
    """Asked when it was dissolved, one should know that another day can be agreed on."""
    answer = answered(case(*DISSOLVED), "Når er samarbeidet oppløst?", ON)
    assert any("En annen dag kan avtales." in remark for remark in answer.remarks)


def test_a_day_that_comes_too_late_is_told_with_the_day_that_matters() -> None:
    """The exit takes effect on 1.1.2025, which is contested, and it was the first day of 2024 that mattered."""
    told = case(*approvals(), f"{notice(date(2024, 1, 1)).replace(': Ibestad', ' varselet: Ibestad', 1)}")
    answer = answered(told, "Er Ibestad fri for å betale for 2024 etter uttreden?", date(2025, 3, 1))
    said = next(plain(text) for text in answer.sentences if text.startswith("Varselet gir det ikke"))
    assert said == "Varselet gir det ikke: virkningsdagen for varselet er 1.1.2025 (omstridt), etter 1.1.2024."


def test_words_that_are_not_the_agreements_are_not_quoted() -> None:
    """How a period ends in a month without the day is read in two ways, but not of any words of the agreement."""
    loaded = vka.load(ROOT / "agreements" / "ikt_nordhordland.vka")
    told = vka.load_case(ROOT / "agreements" / "saker" / "nordhordland_varsel_29feb2020.sak", loaded)
    answer = loaded.ask("Når er de to årene for Vaksdal gått?", case=told, on=date(2023, 12, 31))
    assert isinstance(answer, Answer)
    assert [use.quoted for use in answer.readings] == [False]
    page = answer_text(answer)
    assert "innledningen" not in page
    assert "«frist til en dag" not in page
    assert "frist til en dag måneden ikke har" in page
