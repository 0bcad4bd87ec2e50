"""Questions of one who has read only the contract, with the answers that its clauses give.

The answers are read from the clauses (in the ids) and the cases, not from what the program says.
"""

from __future__ import annotations

from datetime import date

import pytest

import vka
from engine.answer import Answer
from tests.helpers import HOST, MEMBER, ROOT, answered, case_file, plain

ON = date(2026, 11, 1)
"""The day to which the example tells all."""


def asked(question: str, *, of: str = "eksempel", on: date = ON) -> Answer:
    return answered(case_file(ROOT / "agreements" / "saker" / f"{of}.sak"), question, on)


@pytest.mark.parametrize(
    ("question", "status", "shown"),
    [
        # 11.1: «minimum 1 år i forveien»
        (f"Hvor mange måneder varsel må {MEMBER} gi?", "klart", "1 år"),
        (f"Hvor lang oppsigelsestid har {MEMBER}?", "klart", "1 år"),
        (f"Hvor lang oppsigelsestid har {HOST}?", "klart", "1 år"),
        ("Hvor lang er oppsigelsestiden?", "klart", "1 år"),
        ("Hvor lang varslingstid gjelder?", "klart", "1 år"),
        (f"Hvor lenge i forveien må {MEMBER} si opp?", "klart", "1 år"),
        # 6.2: «innen utgangen av januar påfølgende år»; 31.1.2025 is a Friday and 31.1.2026 a Saturday
        ("Når forfaller sluttoppgjøret for 2024?", "klart", "31.1.2025"),
        (f"Når må {MEMBER} senest betale sluttoppgjøret for 2024?", "klart", "31.1.2025"),
        (f"Når må {MEMBER} senest betale sluttoppgjøret for 2025?", "taust", "2.2.2026"),
        ("Hva er fristen for sluttoppgjøret?", "klart", "31. januar"),
        # 4.1: the tasks of the host
        ("Hvem skal drifte IKT-tjenestene?", "klart", HOST),
        ("Hvem fører regnskapet?", "klart", HOST),
        # 2: «Oversendelse av inngått samarbeidsavtale til fylkesmannen vil bli ivaretatt av vertskommunen»
        ("Hvem skal sende avtalen til statsforvalteren?", "klart", HOST),
        ("Når skal avtalen sendes til statsforvalteren?", "taust", "avtalen sier det ikke"),
        # 6.2: «pr 30.4 og 31.8»
        (f"Når skal {MEMBER} betale à konto?", "klart", "hver 30. april og 31. august"),
        # 11.1: «Oppsigelsen må være skriftlig»; what is written the agreement does not say
        (f"Hvordan kan {MEMBER} si opp avtalen?", "klart", "skriftlig"),
        ("Kan oppsigelsen sendes på e-post?", "taust", "avtalen sier det ikke"),
        # 14: no last day
        ("Er avtalen tidsubegrenset?", "klart", "ja"),
        ("Er avtalen tidsbegrenset?", "klart", "nei"),
        # 6.3: «Samarbeidskommunen betaler 5% av Kostnadene»
        (f"Hvor mange prosent av kostnadene betaler {MEMBER}?", "klart", "1/20 (5 %)"),
        # 1: «Harstad er vertskommune, de øvrige kommuner er samarbeidskommuner»
        ("Hvem er samarbeidskommune?", "klart", MEMBER),
        (f"Er {MEMBER} part i avtalen?", "klart", "ja"),
        # nothing is said of it
        (f"Hvem eier programvaren {HOST} har kjøpt?", "taust", "avtalen sier det ikke"),
        ("Hvem eier serverne?", "taust", "avtalen sier det ikke"),
        ("Hvem kaller inn til møtene?", "taust", "avtalen sier det ikke"),
        ("Hva skal evalueringen føre til?", "taust", "avtalen sier det ikke"),
        # 12: nobody has breached, so neither may terminate
        (f"Kan {HOST} heve avtalen?", "klart", "nei"),
        (f"Kan {MEMBER} heve avtalen?", "klart", "nei"),
        (f"Er {MEMBER} i mislighold?", "klart", "nei"),
        (f"Har {MEMBER} sagt opp avtalen?", "klart", "nei"),
    ],
)
def test_asked_of_the_example(question: str, status: str, shown: str) -> None:
    """What the clause says, in the status it has."""
    found = asked(question)
    assert (found.status.value, plain(found.value.shown).casefold()) == (status, shown.casefold())


@pytest.mark.parametrize(
    ("question", "status", "shown"),
    [
        # § 16: «tidligst finne sted to år etter at skriftlig varsel om oppsigelse er mottatt av styret»
        ("Hvor mange måneder varsel må Fedje gi?", "klart", "2 år"),
        ("Kor lang er oppseiingstida?", "klart", "2 år"),
        ("Må oppseiinga vere skriftleg?", "klart", "skriftlig"),
        ("Hvem skal oppsigelsen sendes til?", "klart", "styret"),
        ("Hvem må vedta oppsigelsen?", "klart", "kommunestyret"),
        # nothing is said of it
        ("Når skal Fedje betale?", "taust", "avtalen sier det ikke"),
    ],
)
def test_asked_of_another_agreement(question: str, status: str, shown: str) -> None:
    """What § 16 says, in either form of Norwegian."""
    second = vka.load(ROOT / "agreements" / "ikt_nordhordland.vka")
    found = second.ask(question, on=ON)
    assert isinstance(found, Answer)
    assert (found.status.value, found.value.shown.casefold()) == (status, shown)


def test_several_slips_are_mended_and_told() -> None:
    """Each word put right is shown; the answer is that of the question meant."""
    found = asked("Hvor mnge månder varsel må Ibstad gi?")
    assert found.value.shown == "1 år"
    assert [read for _, read in found.corrections] == ["mange", "måneder", MEMBER]


def test_the_variable_share_is_five_percent_of_what_the_fixed_share_leaves() -> None:
    """6.3 as the parties of the case read it: 5 % of (9 000 000 − 500 000) in 2020, before any regulation by index."""
    found = asked(f"Hva er den variable andelen for {MEMBER} i 2020?", of="historie_normal", on=date(2026, 6, 1))
    assert (found.status.value, plain(found.value.shown)) == ("klart", "kr 425 000")


def test_what_has_been_paid_is_the_instalments_and_the_settlement() -> None:
    """Two instalments of 460 000 and a settlement of 27 825 are told of 2021."""
    found = asked(f"Hvor mye har {MEMBER} betalt for 2021?", of="historie_normal", on=date(2026, 6, 1))
    assert (found.status.value, plain(found.value.shown)) == ("klart", "kr 947 825")


def test_one_that_has_given_notice_has() -> None:
    """The case tells of the notice."""
    assert asked(f"Har {MEMBER} sagt opp avtalen?", of="historie_uttreden", on=date(2026, 6, 1)).value.plain is True


def test_the_running_duties_are_those_of_the_one_asked_about() -> None:
    """4.1 binds the host, 6.2 the other; meetings bind both."""
    of_member, of_host = (str(asked(f"Hvilke plikter har {who}?").value.plain) for who in (MEMBER, HOST))
    assert "betale" in of_member
    assert "betale" not in of_host
    assert "drifte IKT-tjenestene" in of_host
    assert "drifte IKT-tjenestene" not in of_member
    assert "samarbeidsmøte" in of_member
    assert "samarbeidsmøte" in of_host


def test_the_duties_of_one_rest_on_no_clause_about_the_other() -> None:
    """Without a case as well: 4.1 and 8 are about the host, whose reports have no deadline, and 6.2 about the other."""
    about = {who: asked(f"Hvilke plikter har {who}?") for who in (MEMBER, HOST)}
    clauses = {who: {ground.clause for ground in found.grounds} for who, found in about.items()}
    assert not {"punkt 4.1", "punkt 8", "4.1", "8"} & clauses[MEMBER]
    assert len(clauses[HOST] - clauses[MEMBER]) >= 2
    assert not about[MEMBER].silences
    assert about[HOST].silences


def test_a_party_may_give_notice_until_it_is_out() -> None:
    """11.1: each municipality may, while the agreement is in force; one that has left may not again."""
    assert [asked(f"Kan {who} si opp avtalen?").value.plain for who in (HOST, MEMBER)] == [True, True]
    left = asked(f"Kan {MEMBER} si opp avtalen?", of="historie_uttreden", on=date(2026, 6, 1))
    assert (left.status.value, left.value.plain) == ("klart", False)
