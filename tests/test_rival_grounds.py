"""What only a rival reading rests on stands with the answer, marked as that, with its source."""

from datetime import date

import vka
from engine.answer import Answer
from renderers.answer_text import answer_text
from tests.helpers import ROOT, answered, approvals, breach, budget, case, claim, judged, notice, plain

ON = date(2024, 12, 20)
BUDGETS = (
    *approvals(),
    f"{budget(date(2024, 12, 10), 'Harstad', 950_000, 2025)}; kilde «vertens vedtak»",
    f"{budget(date(2024, 12, 19), 'Ibestad', 850_000, 2025)}; kilde «protokoll, ikke godkjent»",
)
INSTALMENT = "Hva skal Ibestad betale a konto per termin i 2025?"


def test_a_fact_only_a_rival_uses_is_shown_as_that() -> None:
    """The member's own vote gives the amount under «eget» alone; its source has a reservation that must be seen."""
    answer = answered(case(*BUDGETS), INSTALMENT, ON)
    told = {fact.source: fact.readings for fact in answer.facts if fact.line}
    assert told["vertens vedtak"] == ()
    assert told["protokoll, ikke godkjent"] == ("eget",)
    page = " ".join(answer_text(answer).split())
    assert "protokoll, ikke godkjent, linje 6) – bare etter lesningen «eget»" in page


def test_what_readings_agree_on_is_not_marked() -> None:
    """A reading that gives the same answer adds nothing; what the answer itself uses is marked with no reading."""
    answer = answered(case(*approvals(), notice(date(2023, 6, 1))), "Når er Ibestad ute?", ON)
    assert all(fact.readings == () for fact in answer.facts)


def test_a_fact_of_the_second_agreement() -> None:
    """The value on another day carries the rival sum."""
    loaded = vka.load(ROOT / "agreements" / "ikt_nordhordland.vka")
    told = vka.load_case(ROOT / "agreements" / "saker" / "nordhordland_utlosningssum.sak", loaded)
    answer = loaded.ask("Hva er utløsningssummen for Vaksdal?", case=told, on=date(2026, 12, 31))
    assert isinstance(answer, Answer)
    only = [plain(fact.text) for fact in answer.facts if fact.readings == ("uttredelse",)]
    assert "eiendelsdelen for Vaksdal per 1.1.2025 = kr 550 000" in only


def test_a_judgement_only_a_rival_rests_on_is_shown_as_that() -> None:
    """That a loss was caused by the ending matters under «opphøret» alone, and is no ground of the answer itself."""
    statements = (
        *approvals(), breach(date(2024, 3, 4), "Harstad"), claim(date(2024, 4, 3), "Ibestad", "Harstad"),
        "ting meravtalen er et tap", "den 4.4.2024: meravtalen oppstår hos Ibestad",
        "faktum: tapsbeløpet for meravtalen = kr 800 000",
        judged(date(2024, 5, 1), "bruddet er vesentlig"),
        judged(date(2024, 5, 1), "meravtalen er forårsaket av bruddet", holds=False),
        judged(date(2024, 5, 1), "meravtalen er forårsaket av opphøret"),
    )  # fmt: skip
    answer = answered(case(*statements), "Hvor mye kan Ibestad kreve dekket av Harstad?", ON)
    readings = {judgement.text: judgement.readings for judgement in answer.judgements}
    assert readings["meravtalen er forårsaket av opphøret"] == ("opphøret",)
    assert readings["meravtalen er forårsaket av bruddet"] == ()
    assert not any("opphøret: ja" in text for text in answer.sentences)


def test_what_a_rival_turns_on_is_named() -> None:
    """«Kommer an på» alone says nothing: under «helt-år» the answer turns on what has not happened yet."""
    answer = answered(case(*approvals(), notice(date(2024, 1, 1)), complete=date(2024, 1, 15)),
                      "Er Ibestad ute 1.1.2025?", date(2024, 1, 15))  # fmt: skip
    said = next(text for text in answer.sentences if "«helt-år»" in text)
    assert "kommer an på om kommunestyret i Harstad har vedtatt oppløsning i tiden 16.1.2024–1.1.2025" in plain(said)
