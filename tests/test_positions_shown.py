"""Positions and duties as people and programs are shown them: JSON, the calendar file, and the commands."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from dsl.pipeline import load_text
from engine.position import Duties, duties_of, position_of
from renderers.calendar import duties_calendar, uid_of
from renderers.position_json import position_data, position_json
from tests import helpers as h
from vka.cli import main

AGREEMENT = str(h.SOURCE)
HISTORY = h.ROOT / "agreements" / "saker" / "historie_normal.sak"
TODAY = date(2026, 11, 24)


def year(asked: date = TODAY, party: str = "") -> Duties:
    """The duties of 2026."""
    return duties_of(h.contract(), h.case_file(HISTORY), date(2026, 1, 1), date(2026, 12, 31), party, asked)


def test_the_json_is_typed_and_stable() -> None:
    """Days are ISO dates or null, amounts strings of kroner, states have two names; the same twice."""
    position = position_of(h.contract(), h.case_file(HISTORY), TODAY)
    assert position_json(position) == position_json(position_of(h.contract(), h.case_file(HISTORY), TODAY))
    data = json.loads(position_json(position))
    assert data["format"] == "vka-position-1"
    assert data["dates"] == {
        "about": "2026-11-24",
        "asked": "2026-11-24",
        "known": "2026-11-24",
        "complete": "2026-11-01",
    }
    late = data["late"][0]
    assert (late["amount"], late["deadline"], late["fulfilled"]) == ("465000.00", "2022-08-31", "2022-09-20")
    assert late["states"] == [{"nb": "oppfylt for sent", "en": "fulfilled_late"}]
    assert {item["id"] for item in position_data(year())["items"]}


def test_the_calendar_is_one_outlook_and_google_take() -> None:
    """What RFC 5545 asks for is there, lines are folded and end in CRLF, and every event is a whole day."""
    data = duties_calendar(year())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["METHOD"], calendar["CALSCALE"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert calendar["PRODID"]
    assert calendar["X-WR-CALNAME"]
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len([s for s in year().items if s.deadline is not None])
    assert len({str(e["UID"]) for e in events}) == len(events)
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is date
        assert end - start == timedelta(days=1)
        assert event.decoded("DTSTAMP") == datetime(2026, 11, 24, tzinfo=UTC)
        assert event["SUMMARY"]
        assert "punkt" in str(event["DESCRIPTION"])
        assert "«" in str(event["DESCRIPTION"])
    open_ones = [e for e in events if list(e.walk("VALARM"))]
    assert [a.decoded("TRIGGER") for e in open_ones for a in e.walk("VALARM")] == [-timedelta(days=14)] * len(open_ones)
    assert 0 < len(open_ones) < len(events)


def test_a_later_calendar_updates_the_events_of_an_earlier() -> None:
    """The same duties have the same UIDs whatever is known of them, and SEQUENCE grows."""
    first, then = (Calendar.from_ical(duties_calendar(year(on))) for on in (date(2026, 3, 1), TODAY))
    sequences = [{str(e["UID"]): int(str(e["SEQUENCE"])) for e in c.walk("VEVENT")} for c in (first, then)]
    assert sequences[0].keys() == sequences[1].keys()
    assert all(sequences[0][uid] < sequences[1][uid] for uid in sequences[0])
    assert duties_calendar(year()) == duties_calendar(year())
    assert uid_of("ikt", next(s for s in year().items if s.deadline)) in sequences[0]


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Position and duties as text, JSON and calendar."""
    case = ["--case", str(HISTORY)]
    assert main(["position", AGREEMENT, *case, "--on", "10.9.2022", "--asked", "24.11.2026"]) == 0
    assert "Forfalt eller brutt" in capsys.readouterr().out
    file = tmp_path / "frister.ics"
    stretch = ["--from", "1.1.2026", "--to", "31.12.2026", "--asked", "24.11.2026"]
    assert main(["duties", AGREEMENT, *case, *stretch, "--party", "Ibestad", "--json", "--ical", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["party"] == "Ibestad"
    assert file.read_bytes() == duties_calendar(year(party="Ibestad"))
    assert main(["position", AGREEMENT, "--on", "1.1.2026", "--lang", "en"]) == 2
    assert "Give the case" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["position", "--on", "1.1.2010"], "første hendelse er 10.12.2019"),
        (["position", "--on", "i går"], "er ikke en dato"),
        (["duties", "--from", "2.1.2026", "--to", "1.1.2026"], "Bytt om dagene"),
        (["duties", "--from", "1.1.2026", "--to", "1.2.2026", "--party", "Ibstad"], "Mente du Ibestad?"),
        (["duties", "--from", "1.1.2026"], "mangler --to"),
    ],
)
def test_what_cannot_be_used_is_explained(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2, and what to do."""
    command, *rest = arguments
    assert main([command, AGREEMENT, "--case", str(HISTORY), *rest]) == 2
    assert words in capsys.readouterr().err


LANGUAGE = """\
avtale leie «LEIE»; målform bokmål; kilde «prøve».
punkt 1 «Leie»
«{A} og {B} leier.[A, B, leie] De møtes.[møte]»
part A «A» er utleier.
part B «B» er leietaker.
rolle utleier (utleieren): nøyaktig én part.
rolle leietaker (leietakeren): alle andre parter.
hendelse ønske (ønsket): en leietaker (be, ber, har bedt) om møte; utføres av leietakeren.
hendelse samling (samlingen): partene (møtes, møtes, har møttes) etter et ønske; utføres av alle parter.
plikt møte: utleieren skal «møte» tolkning av «De møtes»
  lesning straks (foretrukket) når en leietaker har bedt om møte fordi «a»
  lesning senere når en leietaker har bedt om møte og ønsket har skjedd senest 1.1.2030 fordi «b»;
  overfor leietakeren; oppfylt når partene har møttes etter ønsket; følge FØLGE.
plikt leie: enhver leietaker skal «leie».
"""


@pytest.mark.parametrize(("follows", "code"), [("leie", ""), ("laie", "V202"), ("ønske", "V206")])
def test_a_norm_says_what_a_breach_leads_to(follows: str, code: str) -> None:
    """Names of norms, rules or silences; an unknown name is an error with the nearest one. Two readings share what
    they both introduce."""
    loaded = load_text(LANGUAGE.replace("FØLGE", follows))
    assert [d.code for d in loaded.diagnostics] == ([code] if code else [])
    if loaded.contract is not None:
        norm = next(n for n in loaded.contract.norms if n.name == "møte")
        assert len(norm.ranges) == 1
        assert norm.fulfilled is not None
        assert norm.counterparty is not None
        assert norm.consequences == ("leie",)
