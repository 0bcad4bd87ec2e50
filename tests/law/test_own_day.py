"""The day of an act is one on which it can be done: as asked, in the timeline and as proved."""

from __future__ import annotations

from datetime import date

import pytest

from dsl.case_reader import load_case_text
from dsl.pipeline import load_text
from engine.answer import Answer
from engine.ask import ask
from engine.checker import check
from engine.proof import Proof
from engine.prove import prove
from engine.timeline import timeline
from tests.helpers import MEMBER, ROOT, case_file, contract

EXAMPLE = ROOT / "agreements" / "saker" / "eksempel.sak"
ASKED = date(2026, 11, 24)

SHELF = """
avtale lager «LAGER»; målform bokmål; kilde «prøve».
punkt 1 «Parter»
«Eier er {Fjord}, leier er {Vik}.[Fjord, Vik, eier, leier]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren): alle andre parter.
punkt 2 «Oppsigelse»
«Leieren kan si opp til {fraflytting} mens lageret er åpent, fra {åpnet} til {stengt}.[utflytting, åpent]»
verdi fraflytting er hver 1/1.
verdi åpnet er 1.3.2024.
verdi stengt er 1.12.2024.
hendelse oppsigelse (oppsigelsen): en leier (si, sier, har sagt) opp lageret;
  der oppsigelsen er mottatt en dag;
  utføres av leieren.
tilstand åpent: lageret er åpent fra og med {åpnet} fram til {stengt}.
tilstand ute: en leier (flytte, flytter, har flyttet) ut.
dag utflyttingsdag (utflyttingsdagen) for en oppsigelse
  er den første fraflytting fra (den dag oppsigelsen er mottatt) der (oppsigelsen er mottatt før fraflytting).
kompetanse utflytting: enhver leier kan flytte ut fra (utflyttingsdagen for oppsigelsen) ved en oppsigelse fra leieren
  når lageret er åpent {when} (den dag oppsigelsen er mottatt).
spørsmål frist:
  nb «Når må {leier} senest si opp for å flytte ut {dag}?»
  svar senest oppsigelse for leieren: leieren har flyttet ut på dagen.
"""


def asked(year: int) -> str:
    return f"Når må {MEMBER} senest si opp for å tre ut 1.1.{year}?"


@pytest.mark.parametrize("year", range(2019, 2024))
def test_asking_the_timeline_and_the_proof_agree(year: int) -> None:
    """The agreement is in force from 17.12.2019, so that notice can be given in time for 1.1.2021 and not before."""
    answer = ask(contract(), case_file(EXAMPLE), asked(year), on=ASKED)
    assert isinstance(answer, Answer)
    shown = {n.effect.year: n.best for n in timeline(contract(), case_file(EXAMPLE), asked=ASKED).notices}
    assert answer.value.plain == shown.get(year) == (date(year - 1, 1, 1) if year >= 2021 else None)
    proof = prove(contract(), case_file(EXAMPLE), asked(year), on=ASKED)
    assert isinstance(proof, Proof)
    assert (proof.unproved, check(contract(), case_file(EXAMPLE), proof).faults) == ((), ())


def test_the_answer_says_why_there_is_no_day() -> None:
    """For exit on 1.1.2020 notice had to be given a year before, when there was no agreement to give notice of."""
    answer = ask(contract(), case_file(EXAMPLE), asked(2020), on=ASKED)
    assert isinstance(answer, Answer)
    assert answer.headline == "DET FINNES INGEN SLIK DAG"
    assert answer.sentences[0] == (
        "Oppsigelsen måtte være mottatt senest 1.1.2019, men kan tidligst være mottatt 17.12.2019."
    )
    power = ask(contract(), case_file(EXAMPLE), f"Kan {MEMBER} tre ut 1.1.2020?", on=ASKED)
    assert isinstance(power, Answer)
    assert (power.value.plain, power.sentences[0]) == (False, answer.sentences[0])
    assert power.deadlines == ()


def test_a_day_that_holds_on_every_reading_is_one_each_allows() -> None:
    """For exit on 1.1.2021, where a whole year is needed the last day is 31.12.2019, and where notice can be given from
    the start alone the first is 1.1.2020: no day holds on both. For 1.1.2022 one does.
    """
    first, second = (ask(contract(), case_file(EXAMPLE), asked(year), on=ASKED) for year in (2021, 2022))
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert first.sentences[0] == "Ingen dag holder etter alle lesninger."
    assert second.sentences[0] == "31.12.2020 holdt etter alle lesninger."  # asked in 2026


@pytest.mark.parametrize(
    ("when", "year", "last"),
    [
        ("senest", 2024, None),
        ("senest", 2025, date(2024, 11, 30)),
        ("den", 2024, None),
        ("den", 2025, date(2024, 3, 1)),
    ],
)
def test_a_condition_on_the_day_of_the_act(when: str, year: int, last: date | None) -> None:
    """Notice must be given while the store is open, from 1.3.2024 to 30.11.2024, or on the very day it opens."""
    loaded = load_text(SHELF.replace("{when}", when), "lager.vka")
    assert loaded.contract is not None, [str(d) for d in loaded.diagnostics]
    words = "sak x til lager «x».\nkomplett til 1.1.2026.\n"
    told = load_case_text(words, "x.sak", loaded)
    assert told.case is not None, [str(d) for d in told.diagnostics]
    question = f"Når må Vik senest si opp for å flytte ut 1.1.{year}?"
    answer = ask(loaded.contract, told.case, question, on=date(2026, 1, 1))
    assert isinstance(answer, Answer)
    assert answer.value.plain == last
    proof = prove(loaded.contract, told.case, question, on=date(2026, 1, 1))
    assert isinstance(proof, Proof)
    assert proof.unproved == ()
