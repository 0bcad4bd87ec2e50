"""What a condition introduces can be used in the value it guards, unless there may be several of it."""

from __future__ import annotations

from datetime import date

import pytest

from dsl.case_reader import load_case_text
from dsl.pipeline import Loaded, load_text
from engine.answer import Answer, Status
from engine.ask import ask

STORE = """
avtale lager «LAGER»; målform bokmål; kilde «prøve».
punkt 1 «Parter»
«Eier er {Fjord}, leier er {Vik}.[Fjord, Vik, eier, leier]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren, leiere): alle andre parter.
punkt 2 «Leie»
«Leien er {grunnleie}.[leie, rabatt, tillegg, klage]»
verdi grunnleie er kr 100.
hendelse klage (klagen): en leier (klage, klager, har klaget) på lageret med et beløp; utføres av leieren.
beløp tillegg (tillegget) for en leier oppgis i saken.
beløp leie (leien) er {body}.
{more}
spørsmål hva: nb «Hva er leien?» engelsk «What is the rent?» svar verdi (leien).
"""
CASE = """
sak x til lager «x».
komplett til 1.1.2026.
den 1.1.2024: Vik klager på lageret med kr 50; kilde «x».
den 1.2.2024: Vik klager på lageret med kr 60; kilde «x».
faktum: tillegget for Vik = kr 0.
"""


def store(
    body: str, more: str = "regel rabatt: lageret er fint når en leier har klaget på lageret med et beløp."
) -> Loaded:
    return load_text(STORE.replace("{body}", body).replace("{more}", more), "lager.vka")


def rent(loaded: Loaded, lang: str = "nb") -> Answer:
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    told = load_case_text(CASE, "x.sak", loaded)
    assert told.case is not None, [(d.code, d.words) for d in told.diagnostics]
    asked = "What is the rent?" if lang == "en" else "Hva er leien?"
    found = ask(loaded.contract, told.case, asked, on=date(2026, 1, 1), lang=lang)
    assert isinstance(found, Answer)
    return found


@pytest.mark.parametrize(("value", "expected"), [("beløpet", 60), ("tillegget for leieren", 0)])
def test_an_exception_uses_what_the_latest_event_of_its_condition_tells(value: str, expected: int) -> None:
    """Two complaints are told; the later one counts, as in «er x når …»."""
    more = f"unntak rabatt fra leie når en leier har klaget på lageret med et beløp: er ({value})."
    assert rent(store("{grunnleie}", more)).value.plain == expected
    cases = f"({value}) når en leier har klaget på lageret med et beløp, ellers {{grunnleie}}"
    assert rent(store(cases)).value.plain == expected


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("{grunnleie}", "unntak rabatt fra leie når en leier er en leier: er (tillegget for leieren)."),
        (
            "(tillegget for leieren) når en leier er en leier, ellers {grunnleie}",
            "regel rabatt: lageret er fint alltid.",
        ),
    ],
)
def test_a_party_of_which_there_may_be_several_is_refused(body: str, more: str) -> None:
    """Which of the tenants the value is of, nobody has said."""
    found = [(d.code, d.words) for d in store(body, more).diagnostics]
    assert ("V213", (("name", "leieren"),)) in found


def test_division_by_zero_has_its_own_reason() -> None:
    """The sum cannot be done; no fact is missing."""
    loaded = store("{grunnleie} / ((tillegget for Vik) / kr 1)")
    answer = rent(loaded)
    assert (answer.status, answer.headline) == (Status.UNKNOWN, "KAN IKKE REGNES UT")
    assert answer.sentences == ("Regnestykket deler på null: kr\N{NO-BREAK SPACE}100 / 0.",)
    assert answer.missing == ()
    english = rent(loaded, "en")
    assert (english.headline, english.sentences) == (
        "CANNOT BE CALCULATED",
        ("The calculation divides by zero: NOK\N{NO-BREAK SPACE}100 / 0.",),
    )
