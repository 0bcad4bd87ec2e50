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
        ("Hva er satsen for den variable andelen?", "klart", "1/20 (5 %)"),
        # 1: «Harstad er vertskommune, de øvrige kommuner er samarbeidskommuner»
        ("Hvem er samarbeidskommune?", "klart", MEMBER),
        (f"Er {MEMBER} part i avtalen?", "klart", "ja"),
        # nothing is said of it
        (f"Hvem eier programvaren {HOST} har kjøpt?", "taust", "avtalen sier det ikke"),
        ("Hvem eier serverne?", "taust", "avtalen sier det ikke"),
        ("Hvem kaller inn til møtene?", "taust", "avtalen sier det ikke"),
        # 7: «skal det gjennomføres så snart som sakstemaet tilsier», «faste møter, kvartalsvis»
        ("Hvor raskt må et ønsket møte holdes?", "klart", "så snart som sakstemaet tilsier"),
        ("Når må et ønsket møte holdes?", "klart", "så snart som sakstemaet tilsier"),
        ("Hvor ofte møtes partene?", "klart", "hver 3. måned"),
        # 10: «dersom minst en av kommunene i samarbeidet fremsetter krav om det. Endringer krever enstemmighet»
        (
            "Hva skal til for å endre avtalen?",
            "klart",
            "minst én kommune krever det, alle er enige, og hvert kommunestyre selv vedtar endringen",
        ),
        # 11.2: «Dersom deltakerkommunene er enige om det kan samarbeidet oppløses med øyeblikkelig virkning»
        ("Kan partene oppløse samarbeidet?", "klart", "ja"),
        # 11.1: «Den enkelte kommune kan si opp avtalen per 1/1»
        ("Kan avtalen sies opp?", "klart", "ja"),
        # 14: «Avtalen varer inntil samarbeidet er oppløst … eller en part skriftlig krever opphør»
        (
            "Når utløper avtalen?",
            "klart",
            "til samarbeidet er oppløst etter punkt 11, eller en part skriftlig krever opphør etter punkt 12",
        ),
        ("Hva skal evalueringen føre til?", "taust", "avtalen sier det ikke"),
        # 12: nobody has breached, so neither may terminate
        (f"Kan {HOST} heve avtalen?", "klart", "nei"),
        (f"Kan {MEMBER} heve avtalen?", "klart", "nei"),
        (f"Er {MEMBER} i mislighold?", "klart", "i saken er det ikke ført inn noe mislighold"),
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
    """4.1 and 8 are about the host, whose reports have no deadline, and 6.2 about the other."""
    about = {who: asked(f"Hvilke plikter har {who}?") for who in (MEMBER, HOST)}
    clauses = {who: {ground.clause for ground in found.grounds} for who, found in about.items()}
    assert not {"4.1", "8"} & clauses[MEMBER]
    assert {"4.1", "8"} <= clauses[HOST]
    assert not about[MEMBER].silences
    assert about[HOST].silences


def test_a_party_may_give_notice_until_it_is_out() -> None:
    """11.1: each municipality may, while the agreement is in force; one that has left may not again."""
    assert [asked(f"Kan {who} si opp avtalen?").value.plain for who in (HOST, MEMBER)] == [True, True]
    left = asked(f"Kan {MEMBER} si opp avtalen?", of="historie_uttreden", on=date(2026, 6, 1))
    assert (left.status.value, left.value.plain) == ("klart", False)


def shown(question: str, of: str, on: date) -> tuple[str, str]:
    """The status and the value, without capitals."""
    found = asked(question, of=of, on=on)
    return found.status.value, plain(found.value.shown).casefold()


BEFORE, AGREED, STARTED = date(2019, 12, 1), date(2019, 12, 20), date(2020, 1, 2)
"""Before any council has approved; after both have, on the 12th and the 17th; after the start on 1 January."""

OVER = date(2026, 6, 1)
"""The member has been out since 2025, or since 2026 as its notice may also be read (historie_uttreden)."""

WORK = (
    "Hvem drifter IKT-tjenestene?",
    "Hvem fører regnskapet?",
    "Hvem lager budsjettet?",
    "Hvem lager virksomhetsplanen?",
)
MAY_END = ("Kan partene avslutte samarbeidet?", "Kan kommunene avslutte avtalen ved enighet?")


def test_a_duty_late_is_no_answer_to_whether_there_is_a_breach() -> None:
    """The instalment of 31.8.2022 is not paid on 10.9.2022: no «no» is said, and the remark tells where to look."""
    for question in (f"Har {MEMBER} misligholdt avtalen?", f"Er {MEMBER} i mislighold?"):
        found = asked(question, of="historie_normal", on=date(2022, 9, 10))
        assert found.value.plain is not False
        assert found.value.shown == "i saken er det ikke ført inn noe mislighold"
        assert any("Om en plikt er brutt" in remark and "stillingen" in remark for remark in found.remarks)


def test_a_breach_the_case_tells_of_is_told() -> None:
    """12: the case tells of one of the host."""
    told = shown(f"Har {HOST} misligholdt avtalen?", "historie_mislighold", ON)
    assert told == ("klart", "i saken er det ført inn mislighold")


@pytest.mark.parametrize("who", [HOST, MEMBER])
def test_a_party_is_one_from_the_last_approval_until_the_end(who: str) -> None:
    """1 and 2: «forutsetter godkjenning»; nobody is a party once the cooperation is over (14, read as preferred)."""
    question = f"Er {who} part i avtalen?"
    assert shown(question, "eksempel", BEFORE) == ("klart", "nei")
    assert shown(question, "eksempel", AGREED) == ("klart", "ja")
    assert shown(question, "eksempel", ON) == ("klart", "ja")
    assert shown(question, "historie_uttreden", OVER) == ("klart" if who == MEMBER else "omstridt", "nei")
    assert "1" in {ground.clause.removeprefix("punkt ") for ground in asked(question).grounds}


def test_the_parties_are_those_that_each_question_about_one_says() -> None:
    """1, as above: none before approval and none after the end."""
    question = "Hvilke kommuner er parter i avtalen?"
    assert shown(question, "eksempel", BEFORE) == ("klart", "ingen")
    assert {HOST, MEMBER} <= set(asked(question).value.shown.replace(",", "").split())
    assert shown(question, "historie_uttreden", OVER)[1] == "ingen"


@pytest.mark.parametrize("question", WORK)
def test_the_host_does_the_work_while_it_lasts(question: str) -> None:
    """4.1 and 5.1: from 1 January after approval, or from approval as «Ved inngåelsen» may be read, to the end."""
    assert shown(question, "eksempel", BEFORE) == ("klart", "ingen")
    assert shown(question, "eksempel", AGREED) == ("omstridt", "ingen")
    assert shown(question, "eksempel", STARTED) == ("klart", HOST.casefold())
    assert shown(question, "historie_uttreden", OVER)[1] == "ingen"


@pytest.mark.parametrize("question", MAY_END)
def test_they_may_end_it_together_while_it_is_in_force(question: str) -> None:
    """11.2 «med øyeblikkelig virkning» and 14: from the last approval to the end; the answer is yes or no."""
    assert shown(question, "eksempel", BEFORE) == ("klart", "nei")
    assert shown(question, "eksempel", AGREED) == ("klart", "ja")
    assert shown(question, "historie_uttreden", OVER)[1] == "nei"


@pytest.mark.parametrize("question", ["Kan avtalen sies opp?", f"Kan {MEMBER} si opp avtalen?"])
def test_notice_before_the_start_may_be_read_two_ways(question: str) -> None:
    """11.1 «si opp avtalen»: from the day the agreement is in force, or only when there is a cooperation to leave."""
    assert shown(question, "eksempel", BEFORE) == ("klart", "nei")
    assert shown(question, "eksempel", AGREED) == ("omstridt", "ja")
    assert shown(question, "eksempel", STARTED) == ("klart", "ja")
    assert shown(question, "historie_uttreden", OVER)[1] == "nei"


def test_one_that_has_left_is_no_cooperating_municipality() -> None:
    """1 and 11.1: the member is out on either reading of its notice."""
    assert shown("Hvem er samarbeidskommune?", "historie_uttreden", OVER) == ("klart", "ingen")
    assert shown("Hvem er samarbeidskommuner?", "historie_uttreden", date(2024, 6, 1)) == ("klart", MEMBER.casefold())


@pytest.mark.parametrize("share", ["fast", "variabel"])
def test_nothing_is_paid_before_the_start_or_after_the_exit(share: str) -> None:
    """5.1 and 11.1: performance starts in 2020, and the member is out before 2026 on either reading."""
    question = f"Hvor mye betaler {MEMBER} i {share} andel for"
    assert shown(f"{question} 2019?", "historie_uttreden", OVER) == ("klart", "kr 0")
    assert shown(f"{question} 2026?", "historie_uttreden", OVER) == ("klart", "kr 0")


def test_what_is_paid_of_each_share_while_it_takes_part() -> None:
    """6.3: kr 500 000, and 5 % of (9 000 000 − 500 000) in 2020, before any regulation by index."""
    for share, amount in (("fast", "kr 500 000"), ("variabel", "kr 425 000")):
        assert shown(f"Hva betaler {MEMBER} i {share} andel for 2020?", "historie_normal", OVER) == ("klart", amount)
