"""What a case cannot tell: of whom, and when. Each is an error with its place, never a fact that counts for nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dsl.assumptions import suppose
from dsl.case_reader import load_case_text
from dsl.diagnostics import show
from dsl.pipeline import Loaded, load_text
from engine.answer import Answer, Status
from engine.ask import ask
from tests.helpers import agreement, contract

SMALL = """\
avtale leie «LEIE».
part Berit «Berit Vik» er utleier. part Arne «Arne Li» er leietaker.
rolle utleier (utleieren): nøyaktig én part.
rolle leietaker (leietakeren, leietakere): alle andre parter.
rolle part-her (parten): alle parter.
rolle søker (søkeren): ingen part ennå.
ting rom (rommet).

punkt 1 «Leie»
«Rommene leies ut.[leie, fri, flytting, utflyttet, søknad, tatt-opp]»

beløp leie (leien) for en leietaker i et år oppgis i saken.
faktum fri: en leietaker er fritatt for et rom.
hendelse flytting (flyttingen): en leietaker (flytte, flytter, har flyttet) ut; utføres av leietakeren.
regel utflyttet: en leietaker er ute når leietakeren har flyttet ut.
hendelse søknad (søknaden): en søker (søke, søker, har søkt) plass; utføres av søkeren.
regel tatt-opp: en søker er tatt opp når søkeren har søkt plass.
"""
HEAD = "sak s til leie.\nkomplett til 1.1.2026.\nting loftet er et rom.\n"


def small() -> Loaded:
    """The small agreement."""
    return load_text(SMALL, "leie.vka")


def wrongs(body: str, about: Loaded | None = None, head: str = HEAD, language: str = "nb") -> list[str]:
    """The errors of a case, as they are shown."""
    read = load_case_text(head + body, "s.sak", about or small())
    assert (read.case is None) == bool(read.diagnostics)
    return [show(d, read.source, language=language) for d in read.diagnostics]


# ── of whom ──
@pytest.mark.parametrize(
    "body",
    [
        "faktum: leien for Berit i 2024 = kr 5.",
        "faktum: Berit er fritatt for loftet.",
        "faktum: Berit er ikke fritatt for loftet.",
        "den 1.1.2025: Berit flytter ut.",
        "ukjent: leien for Berit i 2024.",
        "uteblitt: Berit flytter ut.",
    ],
)
def test_what_is_told_of_one_without_the_role_is_an_error(body: str) -> None:
    """It says which role the slot has, which the party has, and where that is declared."""
    (wrong,) = wrongs(body)
    assert wrong.startswith("feil V621: «Berit» er utleier (avtalen, linje 2), ikke leietaker")
    assert "--> s.sak:4:" in wrong
    assert "rett hvem det gjelder" in wrong


@pytest.mark.parametrize(
    "body",
    [
        "faktum: leien for Arne i 2024 = kr 5.",
        "den 1.1.2025: Arne flytter ut.",
        "part Cato «Cato Moe» er leietaker fra 1.1.2025.\nfaktum: leien for Cato i 2024 = kr 5.",
        "part Cato «Cato Moe» er leietaker fra 1.1.2025.\nden 1.12.2024: Cato søker plass.",
        "part Cato «Cato Moe» er søker.\nden 1.12.2024: Cato søker plass.",
        "part Cato «Cato Moe» er søker.\nfaktum: leien for Cato i 2026 = kr 5.",
    ],
)
def test_who_has_the_role_at_some_time_can_be_told_of(body: str) -> None:
    """Before it joined too; and one who may join may get the role."""
    assert wrongs(body) == []


def test_a_founder_was_never_a_newcomer() -> None:
    """Who has been a party from the start had not the role of one who is none yet."""
    assert wrongs("den 1.1.2019: Arne søker plass.")[0].startswith(
        "feil V621: «Arne» er leietaker (avtalen, linje 2), ikke søker"
    )


def test_the_role_may_be_told_by_the_case() -> None:
    """The place is then the case's own."""
    (wrong,) = wrongs("part Cato «Cato Moe» er utleierhjelp.".replace("utleierhjelp", "leietaker") + "\n"
                      "faktum: Cato er fritatt for loftet.\nfaktum: leien for Berit i 2024 = kr 5.")  # fmt: skip
    assert ":6:" in wrong
    two = "part Cato «Cato Moe» er leietaker.\nden 1.1.2019: Cato søker plass."
    assert "leietaker (saken, linje 4), ikke søker" in wrongs(two)[0]


def test_a_share_of_evidence_of_the_host_is_refused() -> None:
    """In the real agreement it was taken, and then not used (points 11.1, 11.2)."""
    head = "sak s til ikt.\nkomplett til 1.1.2026.\nting lager er en eiendel.\n"
    (wrong,) = wrongs("faktum: bevisbrøken for Harstad i lager = 1/3.", agreement(), head)
    assert re.search(r"«Harstad» er vertskommune \(avtalen, linje \d+\), ikke samarbeidskommune", wrong)
    assert wrongs("faktum: bevisbrøken for Ibestad i lager = 1/3.", agreement(), head) == []
    assert (
        "“Harstad” is vertskommune"
        in wrongs("faktum: bevisbrøken for Harstad i lager = 1/3.", agreement(), head, "en")[0]
    )


def test_a_series_and_an_assumption_are_held_to_it(tmp_path: Path) -> None:
    """A row of a CSV file, and a fact supposed for a run, name parties too."""
    (tmp_path / "leie.csv").write_text(
        "leietaker;år;verdi;kjent fra;kilde\nArne;2024;kr 5;1.1.2024;x\nBerit;2024;kr 5;1.1.2024;x\n", encoding="utf-8"
    )
    read = load_case_text(HEAD + "serie leien fra «leie.csv».", str(tmp_path / "s.sak"), small())
    assert [(d.code, read.source.position(d.span.start)) for d in read.diagnostics] == [("V621", (3, 1))]
    case = load_case_text(HEAD, "s.sak", small()).case
    assert case is not None
    supposed = suppose(case, "leien for Berit i 2027 = kr 5", small(), date(2026, 1, 1))
    assert [d.code for d in supposed.diagnostics] == ["V621"]


# ── when ──
NOTICE = """\
avtale varsler «VARSLER».
part A «A as» er part-her. part B «B as» er part-her.
rolle part-her (parten, parter): alle parter.

punkt 1 «Varsel»
«Partene kan varsle.[varsel, gitt]»

hendelse varsel (varselet): en part-her (varsle, varsler, har varslet);
  der varselet er sendt en dag;
  der varselet er mottatt en dag (tidligst samme dag og når det er sendt);
  der varselet er lest en dag (kan mangle) (tidligst når det er mottatt);
  der varselet gjelder en dag (kan mangle);
  utføres av parten.
regel gitt: et varsel er gitt når varselet er mottatt og varselet er sendt.
"""
NOTICE_HEAD = "sak s til varsler.\nkomplett til 1.1.2026.\n"


@pytest.mark.parametrize(
    ("details", "field", "first", "place"),
    [
        ("varselet er mottatt 31.1.2025", "«mottatt» 31.1.2025 kan ikke være før 1.2.2025",
         "dagen det hendte", "s.sak:3:5"),
        ("varselet er sendt 5.2.2025; varselet er mottatt 4.2.2025", "«mottatt» 4.2.2025 kan ikke være før 5.2.2025",
         "dette kommer først", "s.sak:3:"),
        ("varselet er mottatt 4.2.2025; varselet er sendt 5.2.2025", "«mottatt» 4.2.2025 kan ikke være før 5.2.2025",
         "dette kommer først", "s.sak:3:"),
        ("varselet er mottatt 4.2.2025; varselet er lest 3.2.2025", "«lest» 3.2.2025 kan ikke være før 4.2.2025",
         "dette kommer først", "s.sak:3:"),
    ],
)  # fmt: skip
def test_a_day_cannot_come_before_what_it_follows(details: str, field: str, first: str, place: str) -> None:
    """A receipt before the notice, or before its sending, is an error that shows both days."""
    (wrong,) = wrongs(f"den 1.2.2025: A varsler; {details}.", load_text(NOTICE), NOTICE_HEAD)
    assert wrong.startswith(f"feil V622: {field}")
    assert first in wrong
    assert place in wrong
    assert "rett den ene dagen" in wrong


@pytest.mark.parametrize(
    "details",
    [
        "varselet er mottatt 1.2.2025",
        "varselet er sendt 31.1.2025; varselet er mottatt 1.2.2025; varselet er lest 1.2.2025",
        "varselet er sendt 3.2.2025; varselet er mottatt 3.2.2025",
        "varselet er lest 3.1.2025",  # when it was received is not told
        "varselet gjelder 1.1.2020",
    ],
)
def test_days_in_order_are_taken(details: str) -> None:
    """The same day will do; what no bound is declared for may come before."""
    assert wrongs(f"den 1.2.2025: A varsler; {details}.", load_text(NOTICE), NOTICE_HEAD) == []


def test_a_source_may_stand_before_a_detail() -> None:
    """«kilde» and «kjent fra» stand anywhere after the event: the order of what is told of it does not matter."""
    parts = ["varselet er mottatt 2.2.2025", "kilde «brev»", "varselet er sendt 1.2.2025", "kjent fra 3.2.2025"]
    found = []
    for told in (parts, parts[::-1]):
        text = NOTICE_HEAD + f"den 1.2.2025: A varsler; {'; '.join(told)}.\n"
        case = load_case_text(text, "s.sak", load_text(NOTICE)).case
        assert case is not None
        (event,) = case.events
        found.append((sorted(event.fields), event.source, event.known))
    assert found[0] == found[1]
    assert found[0][1:] == ("brev", date(2025, 2, 3))


@pytest.mark.parametrize(
    ("bound", "advice"),
    [
        ("(tidligst når det er sent)", "mente du «når den er sendt»?"),
        ("(tidligst når det er hørt av alle)", "skriv «(tidligst samme dag)»"),
        ("(tidligst samme dag og når det er borte)", "skriv «(tidligst samme dag)»"),
    ],
)
def test_a_bound_names_a_day_of_the_event(bound: str, advice: str) -> None:
    """Another word is an error, with the nearest that would do."""
    loaded = load_text(NOTICE.replace("(tidligst samme dag og når det er sendt)", bound))
    (wrong,) = (show(d, loaded.source) for d in loaded.diagnostics)
    assert wrong.startswith("feil V212")
    assert advice in wrong


def test_only_a_day_has_a_bound() -> None:
    """An organ does not come before anything."""
    loaded = load_text(
        NOTICE.replace(
            "der varselet gjelder en dag (kan mangle)", "der varselet er rettet mot en part-her (tidligst samme dag)"
        )
    )
    assert [d.code for d in loaded.diagnostics] == ["V212"]


@pytest.mark.parametrize(
    "event",
    [
        "den 2.1.2024: Ibestad sier opp avtalen; oppsigelsen er mottatt 1.1.2024",
        "den 1.1.2024: Ibestad sier opp avtalen; oppsigelsen er sendt 3.1.2024; oppsigelsen er mottatt 2.1.2024",
        "den 2.1.2024: Ibestad krever opphør; opphørskravet er mottatt 1.1.2024",
        "den 2.1.2024: kommunestyret i Ibestad vedtar oppløsning; oppløsningsvedtaket er meldt 1.1.2024",
    ],
)
def test_the_real_agreement_declares_its_bounds(event: str) -> None:
    """A notice, a claim and a vote reach nobody before they are given (points 11.1, 12)."""
    (wrong,) = wrongs(event + ".", agreement(), "sak s til ikt.\nkomplett til 1.1.2026.\n")
    assert wrong.startswith("feil V622")


# ── acts that cannot follow ──
APPROVED = (
    "den 12.12.2019: kommunestyret i Harstad godkjenner avtalen.\nden 17.12.2019: kommunestyret i Ibestad godkjenner "
    "avtalen.\n"
)
REAL_HEAD = "sak s til ikt.\nkomplett til 1.11.2026.\n"
JOINED = "part Dyrøy «Dyrøy kommune» er samarbeidskommune fra 1.1.2023.\n"
NOTICE_OF = (
    "den {0}: {1} sier opp avtalen; oppsigelsen er skriftlig; oppsigelsen er sendt {0}; oppsigelsen er mottatt {0}; "
    "oppsigelsen er vedtatt av kommunestyret.\n"
)


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ("den 1.6.2019: kommunestyret i Harstad vedtar oppløsning.", "V623", "«oppløsningsvedtak» 1.6.2019"),
        ("den 1.6.2019: Ibestad misligholder avtalen.", "V623", "partens egen «godkjenning» 17.12.2019"),
        ("den 1.6.2019: Ibestad krever opphør.", "V623", "dette kommer først"),
        (JOINED + NOTICE_OF.format("1.6.2021", "Dyrøy"), "V624", "«Dyrøy» er ikke part før 1.1.2023"),
        (JOINED + "den 31.12.2022: Dyrøy misligholder avtalen.", "V624", "kan ikke gjøre dette 31.12.2022"),
        (JOINED + "den 31.12.2022: kommunestyret i Dyrøy vedtar oppløsning.", "V624", "rett dagen"),
        ("den 1.6.2021: Ibestad sier opp avtalen; oppsigelsen er mottatt 1.6.2021; oppsigelsen er mottatt 2.6.2021.",
         "V605", "«mottatt» er oppgitt to ganger"),
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_is_an_error(told: str, code: str, words: str) -> None:
    """Dissolution or breach before the conclusion, an act of one who is no party yet, two receipts of one notice."""
    (wrong,) = wrongs(APPROVED + told, agreement(), REAL_HEAD)
    assert wrong.startswith(f"feil {code}")
    assert words in wrong


@pytest.mark.parametrize(
    "told",
    [
        "den 17.12.2019: kommunestyret i Ibestad vedtar oppløsning.",  # the same day
        # approved once more, later
        "den 1.1.2022: kommunestyret i Ibestad godkjenner avtalen.\nden 1.1.2021: Ibestad misligholder avtalen.",
        JOINED + NOTICE_OF.format("1.1.2023", "Dyrøy"),
        JOINED + "den 1.12.2022: kommunestyret i Dyrøy godkjenner avtalen.",
        NOTICE_OF.format("1.6.2019", "Ibestad"),
    ],
)
def test_an_act_that_can_be_is_taken(told: str) -> None:
    """On the day itself; after the first approval; approving before joining; a notice too early is judged."""
    assert wrongs(APPROVED + told, agreement(), REAL_HEAD) == []


VOTES = (
    "den 1.6.2021: kommunestyret i Harstad vedtar oppløsning; oppløsningsvedtaket er meldt 1.6.2021.\n"
    "den 2.6.2021: kommunestyret i Ibestad vedtar oppløsning; oppløsningsvedtaket er meldt 2.6.2021.\n"
)
LATE = (
    "den 1.2.2020: partene avtaler 1.3.2020 som startdag.\nden 12.12.2021: kommunestyret i Harstad godkjenner "
    "avtalen.\nden 17.12.2021: kommunestyret i Ibestad godkjenner avtalen.\n"
)


def answered(told: str, question: str) -> Answer:
    """The answer of the real agreement to a case of these statements."""
    read = load_case_text(REAL_HEAD + told, "s.sak", agreement())
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    found = ask(contract(), read.case, question, on=date(2026, 11, 1))
    assert isinstance(found, Answer)
    return found


@pytest.mark.parametrize(
    ("told", "question", "value"),
    [
        # A notice before the agreement is in force is given of nothing: it ends nothing, then or later (14, 11.1).
        (APPROVED + NOTICE_OF.format("1.6.2019", "Ibestad"), "Er Ibestad ute 1.1.2022?", False),
        (NOTICE_OF.format("1.6.2020", "Ibestad"), "Er Ibestad ute 1.1.2022?", False),
        (NOTICE_OF.format("1.6.2020", "Ibestad"), "Gjelder avtalen 1.1.2022?", False),
        # Of two notices of one party the first takes it out, and the second changes nothing.
        (APPROVED + NOTICE_OF.format("1.6.2020", "Ibestad") + NOTICE_OF.format("1.6.2022", "Ibestad"),
         "Når er Ibestad ute?", date(2022, 1, 1)),
        # A notice after the dissolution changes nothing: the cooperation was over on the day of the last vote (11.2).
        (APPROVED + VOTES + NOTICE_OF.format("1.6.2023", "Ibestad"), "Når er samarbeidet oppløst?",
         date(2021, 6, 2)),
        # Approved after the day that was agreed for the start: in force on the last approval, whatever the start.
        (LATE, "Når trådte avtalen i kraft?",
         date(2021, 12, 17)),
        (LATE, "Gjelder avtalen 1.1.2021?", False),
        # Approving once more moves nothing.
        (APPROVED + "den 17.12.2022: kommunestyret i Ibestad godkjenner avtalen.\n", "Når trådte avtalen i kraft?",
         date(2019, 12, 17)),
    ],
)  # fmt: skip
def test_odd_events_never_give_a_wrong_answer(told: str, question: str, value: object) -> None:
    """What can have happened, but changes nothing, or not what its author hoped."""
    found = answered(told, question)
    assert found.value.plain == value
    assert found.status is Status.SETTLED


def test_a_start_before_the_agreement_is_in_force_is_no_settled_thing() -> None:
    """To start on 1.3.2020 and approved in December 2021: the start is contested (points 5.1 and 14)."""
    found = answered(LATE, "Når starter gjennomføringen?")
    assert found.status is Status.CONTESTED


def test_what_an_act_follows_is_an_event() -> None:
    """Another name is an error with the nearest; and only events follow."""
    loaded = load_text(NOTICE.replace("  utføres av parten.", "  utføres av parten; følger varsle."))
    assert [(d.code, d.suggestion) for d in loaded.diagnostics] == [("V202", "varsel")]
    loaded = load_text(NOTICE.replace("er sendt.\n", "er sendt; bare av part.\n"))
    assert [d.code for d in loaded.diagnostics] == ["V122"]
