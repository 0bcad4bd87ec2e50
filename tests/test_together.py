"""Power of several together: what none can do alone, what it takes of each, and that nobody else is counted in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vka
from dsl.case_reader import load_case_text
from dsl.core import Lit, Op, Var
from dsl.pipeline import load_text
from dsl.record import changed
from engine.answer import Answer
from engine.ask import ask, facts_of, model_of
from engine.checker import check
from engine.evaluate import evaluate
from engine.proof import Proof
from engine.prove import prove
from engine.trees import at_best
from tests.helpers import ROOT
from vka.finding import agreement_of

AGREEMENT = """avtale a «A».
part A «A kommune» er vert. part B «B kommune» er gjest. part C «C kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten): alle andre parter.
rolle kommune (kommunen, kommuner): alle parter.
punkt 1 «Slutt»
«Samarbeidet er slutt når alle vil det.[slutt]»
hendelse vedtak (vedtaket): en kommune (vedta, vedtar, har vedtatt) slutt; utføres av kommunen.
hendelse dom (dommen): en domstol (stanse, stanser, har stanset) samarbeidet; utføres av andre.
regel slutt: samarbeidet er slutt når enhver kommune har vedtatt slutt eller en domstol har stanset samarbeidet.
spørsmål to: nb «Kan {kommune} og {annen-kommune} slutte {dag}?»
  svar kan kommunen og den andre kommunen: samarbeidet er slutt på dagen.
spørsmål alle: nb «Kan alle slutte {dag}?» svar kan alle kommuner: samarbeidet er slutt på dagen.
spørsmål en: nb «Kan {kommune} alene slutte {dag}?» svar kan kommunen: samarbeidet er slutt på dagen.
"""
ON = date(2026, 11, 23)
CASE = "sak s til a. komplett til 23.11.2026.\n"
ONE_HAS = CASE + "den 1.2.2026: C vedtar slutt.\n"


def answer(question: str, told: str = CASE, on: date = ON, lang: str = "nb") -> Answer:
    """The answer to a question of the small agreement, and a proof of it that the checker takes."""
    loaded = load_text(AGREEMENT)
    assert loaded.contract is not None, loaded.diagnostics
    case = load_case_text(told, "s.sak", loaded)
    assert case.case is not None, case.diagnostics
    found = ask(loaded.contract, case.case, question, on=on, lang=lang)
    assert isinstance(found, Answer), found
    proof = prove(loaded.contract, case.case, question, on=on)
    assert isinstance(proof, Proof)
    checked = check(loaded.contract, case.case, proof)
    assert not checked.faults, checked.faults
    return found


def test_all_can_what_none_can_alone() -> None:
    """It takes an act of each, and the answer names them."""
    assert answer("Kan A alene slutte 1.3.2027?").value.plain is False
    found = answer("Kan alle slutte 1.3.2027?")
    assert (found.value.plain, found.headline) == (True, "JA, ved vedtak")
    (mine,) = (route for route in found.routes if route.control == "enighet")
    assert [act.actor for act in mine.acts] == ["A", "B", "C"]
    assert {act.latest for act in mine.acts} == {date(2027, 3, 1)}
    english = answer("Kan alle slutte 1.3.2027?", lang="en")
    assert english.sentences[0].endswith("must be done no later than 1 March 2027.")


def test_two_of_three_cannot() -> None:
    """Who is not named is not counted in; that all three could is shown beside."""
    found = answer("Kan A og B slutte 1.3.2027?")
    assert found.value.plain is False
    assert any(len(route.acts) == 3 for route in found.routes)


def test_two_can_when_the_third_has_acted() -> None:
    """What the third has done already counts; what is left takes the two, in whatever order they are named."""
    for question in ("Kan A og B slutte 1.3.2027?", "Kan B og A slutte 1.3.2027?"):
        assert answer(question, ONE_HAS).value.plain is True
    assert answer("Kan A og C slutte 1.3.2027?", ONE_HAS).value.plain is False
    assert answer("Kan A og A slutte 1.3.2027?", ONE_HAS).value.plain is False


def test_what_others_may_do_is_no_power_of_theirs() -> None:
    """A court may stop it; that is not something the parties can."""
    found = answer("Kan A og B slutte 1.3.2027?")
    assert {route.control for route in found.routes} == {"andre", "enighet"}


def test_a_day_gone_by() -> None:
    """Too late is no; the next day is the one it is asked on, not one that somebody alone would have to keep."""
    found = answer("Kan alle slutte 1.3.2026?")
    assert found.value.plain is False
    assert found.next_day == ON


@pytest.mark.parametrize("told", [CASE.replace("23.11.2026", "1.1.2026"), ONE_HAS.replace("23.11.2026", "2.2.2026")])
def test_what_each_may_have_done_untold_is_asked_about(told: str) -> None:
    """A day gone by, in a time the case does not tell of: each of them may have acted in time."""
    found = answer("Kan alle slutte 1.6.2026?", told)
    assert found.status.value == "ukjent"
    assert sum("har vedtatt slutt" in each.text for each in found.missing) >= 2


def test_only_a_party_can() -> None:
    """A day is not somebody who acts."""
    bad = AGREEMENT.replace("kan kommunen og den andre kommunen:", "kan kommunen og dagen:")
    assert "V301" in [each.code for each in load_text(bad).diagnostics]


@settings(max_examples=25)
@pytest.mark.parametrize("told", ["eksempel", "historie_normal", "dyroy_sier_opp", "sp33_en_nekter"])
@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), on=st.dates(date(2020, 1, 1), date(2028, 1, 1)))
def test_who_can_alone_can_with_another(told: str, day: date, on: date) -> None:
    """What is in one party's power is in its power and another's together, whatever the case and the days."""
    path = ROOT / "agreements" / "saker" / f"{told}.sak"
    agreement = vka.load(agreement_of(str(path), path.read_bytes()))
    case = vka.load_case(path, agreement)
    model = model_of(agreement.contract)
    alone = next(q for q in agreement.contract.questions if q.name == "uttreden-på")
    both = changed(alone, bearer=Op("together", (Var("kommune"), Lit("Harstad"))))
    facts = facts_of(model, case, on)
    one, two = (at_best(evaluate(model, facts, q, ("Ibestad", day), on).tree) for q in (alone, both))
    assert one is not True or two is True
