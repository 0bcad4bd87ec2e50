"""Timelines: what stands on them, the last day for notice each year under each reading, text, picture and command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vka
from dsl.case_reader import load_case_text
from engine.answer import Answer
from engine.ask import ask
from engine.timeline import MOST_YEARS, TooLong, timeline
from engine.timeline_answer import Timeline
from renderers.timeline_json import timeline_json
from renderers.timeline_svg import timeline_svg
from renderers.timeline_text import timeline_text
from tests.helpers import HOST, MEMBER, ROOT, approvals, case, case_file, contract, dissolution, load, notice
from vka.cli import main

CASES = ROOT / "agreements" / "saker"
EXAMPLE = CASES / "eksempel.sak"
ASKED = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"


def example(start: date | None = None, stop: date | None = None, lang: str = "nb") -> Timeline:
    """The timeline of the running cooperation nobody has left."""
    return timeline(contract(), case_file(EXAMPLE), asked=ASKED, start=start, stop=stop, lang=lang)


def test_as_text(golden: Callable[[str, str], None]) -> None:
    """Phases first, then year by year."""
    golden("timeline/eksempel.txt", timeline_text(example()))


def test_as_text_in_english(golden: Callable[[str, str], None]) -> None:
    """The program's own words in English."""
    golden("timeline/eksempel_en.txt", timeline_text(example(date(2025, 1, 1), date(2027, 12, 31), "en")))


def test_as_a_picture(golden: Callable[[str, str], None]) -> None:
    """The same bytes every time."""
    golden("timeline/eksempel.svg", timeline_svg(example()))


# ── the last day for notice ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_day_for_notice_each_year() -> None:
    """A whole year before 1/1 ends 31.12 two years back; counted by the calendar it ends 1.1 the year before. The first
    notice there can be is after the agreement was concluded, so for exit in 2021; where notice can be given from the
    start alone, 31.12.2019 is too early.
    """
    found = {n.effect.year: [(d.day, d.readings) for d in n.days] for n in example().notices}
    assert found == {
        year: [
            (date(year - 2, 12, 31), ("helt-år",) if year > 2021 else ("fra-ikrafttredelse", "helt-år")),
            (date(year - 1, 1, 1), ("kalenderdato",)),
        ]
        for year in range(2021, 2031)
    }
    assert all(n.parties == (HOST, MEMBER) for n in example().notices)
    assert [n.effect.year for n in example().notices if not n.passed] == [2028, 2029, 2030]


@pytest.mark.parametrize("year", [2022, 2025, 2028, 2030])
def test_the_last_day_is_what_the_question_answers(year: int) -> None:
    """The preferred day is the answer to «Når må … senest si opp for å tre ut …?»."""
    (shown,) = [n for n in example().notices if n.effect.year == year]
    answer = ask(contract(), case_file(EXAMPLE), f"Når må {MEMBER} senest si opp for å tre ut 1.1.{year}?", on=ASKED)
    assert isinstance(answer, Answer)
    assert answer.value.plain == shown.best == date(year - 1, 1, 1)


def test_there_is_no_last_day_once_the_agreement_is_over() -> None:
    """After dissolution, or after the one member has left, nobody can give notice any more."""
    dissolved = case(*approvals(), dissolution(date(2025, 3, 13), HOST), dissolution(date(2025, 3, 20), MEMBER))
    found = timeline(contract(), dissolved, asked=ASKED)
    assert max(n.effect for n in found.notices) == date(2025, 1, 1)
    left = case(*approvals(), notice(date(2023, 11, 15)))
    assert max(n.effect for n in timeline(contract(), left, asked=ASKED).notices) == date(2025, 1, 1)


def test_the_second_agreement() -> None:
    """Two years from receipt and then the turn of the year: for exit 1.1.2026 notice by 31.12.2023, or by 1.1.2024 if a
    turn of the year on that very day counts. Who has left has no last day any more.
    """
    about = load((ROOT / "agreements" / "ikt_nordhordland.vka").read_text(encoding="utf-8"))
    text = (CASES / "nordhordland_varsel_15mars2022.sak").read_text(encoding="utf-8")
    made = load_case_text(text, "n.sak", about).case
    assert about.contract is not None
    assert made is not None
    found = timeline(about.contract, made, asked=date(2023, 11, 24))
    days = {n.effect: [d.day for d in n.days] for n in found.notices}
    assert days[date(2026, 1, 1)] == [date(2023, 12, 31), date(2024, 1, 1)]
    assert all("Vaksdal" not in n.parties for n in found.notices if n.effect > date(2025, 1, 1))
    assert "Vaksdal har trådt ut" in [p.text for p in found.phases]


# ── phases, events, deadlines ───────────────────────────────────────────────────────────────────────────────────────


def test_phases_and_their_contested_ends() -> None:
    """Dissolved by the last vote, or by the last message of one."""
    votes = [dissolution(date(2025, 3, 13), HOST, date(2025, 3, 14))]
    votes.append(dissolution(date(2025, 3, 20), MEMBER, date(2025, 3, 24)))
    found = timeline(contract(), case(*approvals(), *votes), asked=ASKED)
    phases = {p.name: p for p in found.phases}
    assert (phases["i-kraft"].start, phases["i-kraft"].stop) == (date(2019, 12, 17), date(2025, 3, 20))
    assert [(r.day, r.readings) for r in phases["i-kraft"].stop_rivals] == [(date(2025, 3, 24), ("siste-melding",))]
    assert (phases["oppløst"].start, phases["oppløst"].stop) == (date(2025, 3, 20), None)
    assert [r.day for r in phases["oppløst"].rivals] == [date(2025, 3, 24)]


def test_an_end_that_one_reading_denies() -> None:
    """The only member is out: over, or by the narrow reading of «oppløst» never over."""
    found = timeline(contract(), case(*approvals(), notice(date(2023, 11, 15))), asked=ASKED)
    (phase,) = [p for p in found.phases if p.name == "i-kraft"]
    assert (phase.stop, phase.endless) == (date(2025, 1, 1), ("bare-oppløsning",))
    assert "ingen slutt etter «bare-oppløsning»" in timeline_text(found)


def test_what_is_known_later_is_not_shown_before() -> None:
    """An event the asker did not know of yet."""
    about = case(*approvals(), notice(date(2023, 11, 15), known=date(2024, 2, 1)))
    assert len(timeline(contract(), about, asked=date(2024, 1, 31)).happenings) == 2
    assert len(timeline(contract(), about, asked=date(2024, 2, 1)).happenings) == 3


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 3000))
@settings(max_examples=10)
def test_a_part_of_the_timeline_is_that_part(start: date, days: int) -> None:
    """A shorter stretch shows what the longer one shows of it, no more and no less."""
    stop = date.fromordinal(start.toordinal() + days)
    whole, part = example(date(2015, 1, 1), date(2040, 12, 31)), example(start, stop)
    assert part.happenings == tuple(h for h in whole.happenings if start <= h.day <= stop)
    assert [d.id for d in part.duties] == [d.id for d in whole.duties if start <= d.day <= stop]
    assert part.notices == tuple(n for n in whole.notices if any(start <= d.day <= stop for d in n.days))
    assert all(p.start <= stop and (p.stop is None or p.stop > start) for p in part.phases)


def test_stretches_that_cannot_be() -> None:
    """Ends before it begins, or too long; a single day can be, and the calendar's first."""
    for start, stop in ((date(2026, 1, 2), date(2026, 1, 1)), (date(1900, 1, 1), date(1901 + MOST_YEARS, 1, 1))):
        with pytest.raises(TooLong):
            example(start, stop)
    for day in (date(2026, 1, 1), date(1, 1, 1)):
        assert timeline_svg(example(day, day)).startswith("<svg")
        assert timeline_text(example(day, day))


def test_without_a_case() -> None:
    """Nothing is in force; the text and the picture say what is left out, also where some days can be told."""
    found = timeline(contract(), None, asked=ASKED)
    assert (found.happenings, found.notices) == ((), ())
    second = load((ROOT / "agreements" / "ikt_nordhordland.vka").read_text(encoding="utf-8")).contract
    assert second is not None
    for each in (found, timeline(second, None, asked=ASKED)):
        assert "plikter er derfor ikke tatt med" in " ".join(timeline_text(each).split())
        assert "plikter er derfor ikke tatt med" in timeline_svg(each)
    assert example().remarks == ()


# ── the picture ─────────────────────────────────────────────────────────────────────────────────────────────────────


PICTURES = ["eksempel", "historie_opplosning", "sp03_varsel_1jan2024", "sp29_dyroy_misligholder"]


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_well_made(name: str) -> None:
    """XML with a title and a description that name it, every mark with words, nothing outside the page, no request."""
    found = timeline(contract(), case_file(CASES / f"{name}.sak"), asked=ASKED)
    text = timeline_svg(found)
    root = Xml.fromstring(text)  # our own picture, made a line above
    width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
    assert root.attrib["role"] == "img"
    labels = root.attrib["aria-labelledby"].split()
    assert [root.find(f"{SVG}{tag}").attrib["id"] for tag in ("title", "desc")] == labels  # type: ignore[union-attr]  # fails if there is none
    marks = [g for g in root.iter(f"{SVG}g") if "transform" in g.attrib and g.find(f"{SVG}title") is not None]
    assert len(marks) == len(found.happenings) + len(found.notices) + len(found.duties)
    assert all(g.find(f"{SVG}title").text for g in marks)  # type: ignore[union-attr]  # chosen for having one
    for at in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", text):
        assert 0 < float(at[0]) < width
        assert 0 < float(at[1]) < height
    for element in root.iter(f"{SVG}text"):
        assert 0 <= float(element.attrib.get("x", 0)) < width
        assert 0 <= float(element.attrib.get("y", 0)) < height
        assert float(element.attrib.get("font-size", 12)) >= 11
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text


def contrast(one: str, two: str) -> float:
    """WCAG's contrast of two colours, from 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4)
            for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    bright, dark = sorted((light(one), light(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_picture_can_be_read() -> None:
    """Text on white and on the bars has a contrast of 4.5 at least, and the signs one of 3."""
    assert contrast("#1b1f24", "#ffffff") >= 4.5
    assert contrast("#1b1f24", "#d7e3f4") >= 4.5
    assert min(contrast("#1f4e8c", "#ffffff"), contrast("#8a1c1c", "#ffffff")) >= 3


def test_a_text_is_never_markup() -> None:
    """What a case says cannot get out of the picture's text."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("sak eksempel", "sak sak-a")
    made = case_file(EXAMPLE)
    assert text != EXAMPLE.read_text(encoding="utf-8")
    from dsl.record import changed

    events = tuple(changed(e, text="<script>&\"'") for e in made.events)
    svg = timeline_svg(timeline(contract(), changed(made, events=events, name="<b>"), asked=ASKED))
    assert "<script>" not in svg
    assert "<b>" not in svg
    Xml.fromstring(svg)  # our own picture, made a line above


def test_many_events_stand_in_rows() -> None:
    """Too many events to list are a row for each kind; every one is still a mark with its words."""
    told = [
        f"den {1 + n % 28}.{1 + n % 12}.{2020 + n % 6}: kommunestyret i {HOST} vedtar kr {n + 1} som andel for "
        f"{MEMBER} i {2020 + n % 6}"
        for n in range(60)
    ]
    found = timeline(contract(), case(*approvals(), *told), asked=ASKED)
    assert len(found.happenings) == 62
    text = timeline_svg(found)
    assert "budsjettvedtak (60)" in text
    assert text.count('<circle r="3.5"') == 62


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────


Printed = tuple[int, str, str]
Run = Callable[..., Printed]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run(arguments…)``: exit status, output, complaints."""
    monkeypatch.setenv("VKA_CACHE", "0")
    monkeypatch.delenv("VKA_LANG", raising=False)

    def call(*arguments: str) -> Printed:
        status = main(("timeline", str(ROOT / "agreements" / "ibestad_harstad.vka"), *arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def test_the_command(run: Run, tmp_path: Path) -> None:
    """Text, JSON, and a picture to a file."""
    about = ("--case", str(EXAMPLE), "--asked", "24.11.2026")
    status, out, err = run(*about)
    assert (status, err) == (0, "")
    assert out == timeline_text(example())
    picture = tmp_path / "t.svg"
    assert run(*about, "--svg", str(picture)) == (0, "", "")
    assert picture.read_text(encoding="utf-8") == timeline_svg(example())
    status, out, _ = run(*about, "--json", "--from", "1.1.2026", "--to", "31.12.2026")
    found = json.loads(out)
    assert (found["format"], found["kind"], found["start"]) == ("vka-timeline-1", "timeline", "2026-01-01")
    assert found["notices"][-1]["days"] == [
        {"day": "2026-12-31", "readings": ["helt-år"]}, {"day": "2027-01-01", "readings": ["kalenderdato"]},
    ]  # fmt: skip
    assert out == timeline_json(example(date(2026, 1, 1), date(2026, 12, 31)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "1.1.2026", "--to", "1.1.2025"), "--from eller --to"),
        (("--from", "1.1.1900", "--to", "1.1.2025"), f"{MOST_YEARS} år"),
        (("--from", "i går"), "--from"),
        (("--svg", "finnes/ikke/t.svg"), "finnes/ikke/t.svg"),
        (("--case", "finnes-ikke.sak"), "finnes-ikke.sak"),
    ],
)
def test_what_cannot_be_used_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Exit status 2, and words for it."""
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_the_end_of_the_calendar(run: Run) -> None:
    """It can be drawn, or it is said that it cannot."""
    status, out, err = run("--case", str(EXAMPLE), "--from", "31.12.9999", "--to", "31.12.9999")
    assert (status == 0) == bool(out)
    assert (status == 2) == bool(err)


def test_from_python() -> None:
    """The same object."""
    about = vka.load(ROOT / "agreements" / "ibestad_harstad.vka", cache=False)
    found = about.timeline(vka.load_case(EXAMPLE, about), asked=ASKED)
    assert timeline_text(found) == timeline_text(example())
