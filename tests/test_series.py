"""Input series: rows become facts with their day and source, and bad files are refused at their line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dsl.case import Case
from dsl.case_reader import load_case_text
from dsl.catalogue_page import CASE_AGREEMENT
from dsl.pipeline import load_text
from engine.answer import Answer, Status
from engine.ask import ask, facts_of, model_of
from tests.helpers import agreement, contract
from tests.test_house import vka
from vka.api import load, load_case
from vka.errors import SourceError

HEAD = "år;verdi;kjent fra;kilde\n"
_CASE = "sak s til prøve.\nkomplett til 1.1.2026.\nserie kostnaden fra «serie.csv».\n"
AGREEMENT = load_text(CASE_AGREEMENT)
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "agreements" / "saker" / "eksempel.sak"


def read(series: str | bytes, more: str = "") -> tuple[Case | None, list[str], str]:
    """The case, its error codes, and the file they are in."""
    data = series if isinstance(series, bytes) else series.encode()
    found = load_case_text(_CASE + more, "s.sak", AGREEMENT, lambda path: data)
    return found.case, [d.code for d in found.diagnostics], found.source.name


def test_rows_are_facts() -> None:
    """Value, day, source with its line, and remark; commas serve where there are no semicolons."""
    case, errors, _ = read(
        '\ufeffår,verdi,kjent fra,kilde,merknad\r\n2024,"kr 1 000,50",1.3.2025,regnskap,anslag\r\n\r\n'
    )
    assert case is not None, errors
    (fact,) = case.facts
    assert (fact.args, fact.known, fact.line) == ((2024,), date(2025, 3, 1), 3)
    assert fact.source == "regnskap – anslag (serie.csv:2)"
    assert fact.value.kroner == pytest.approx(1000.5)


def test_a_later_row_revises() -> None:
    """Two rows for one year with different days are vintages: the one known last by the day counts."""
    case, errors, _ = read(HEAD + "2024;kr 5;1.3.2025;foreløpig\n2024;kr 7;1.6.2025;endelig\n")
    assert case is not None, errors
    assert AGREEMENT.contract is not None
    model = model_of(AGREEMENT.contract)
    for day, kroner in ((date(2025, 4, 1), 5), (date(2025, 7, 1), 7)):
        assert facts_of(model, case, day).facts["kostnad", (2024,)].kroner == kroner


@pytest.mark.parametrize(
    ("series", "code"),
    [
        ("", "V611"),
        ("\n\n", "V611"),
        ("aar;verdi;kjent fra;kilde\n", "V611"),
        (HEAD + "2024;kr 5;1.3.2025\n", "V613"),
        (HEAD + "2024;;1.3.2025;regnskap\n", "V612"),
        (HEAD + "2024;mange;1.3.2025;regnskap\n", "V109"),
        (HEAD + "2024;kr 5;31.2.2025;regnskap\n", "V109"),
        (HEAD + "i fjor;kr 5;1.3.2025;regnskap\n", "V109"),
        (HEAD + "0;kr 5;1.3.2025;regnskap\n", "V301"),
        (HEAD + "24;kr 5;1.3.2025;regnskap\n", "V301"),
        (HEAD + "2024-2026;kr 5;1.3.2025;regnskap\n", "V109"),
        (HEAD + "2024;--kr 5;1.3.2025;regnskap\n", "V109"),
        (HEAD + "2024;kr 2.5;1.3.2025;regnskap\n", "V109"),
        (HEAD + "2024;kr 5;ukjent;regnskap\n", "V109"),
        (HEAD + "2024;kr 5;1.3.25;regnskap\n", "V109"),
        (HEAD + "2024,5;kr 5;1.3.2025;regnskap\n", "V301"),
        (HEAD + "2024;kr 5;1.3.2025;a\n2024;kr 6;1.3.2025;b\n", "V601"),
        (HEAD + '2024;"kr 5"x;1.3.2025;regnskap\n', "V616"),
        ("år;verdi;kjent fra;kilde\n2024;kr 5;1.3.2025;bokført på nytt\n".encode("latin-1"), "V105"),
    ],
)
def test_a_bad_row_is_refused_in_its_own_file(series: str | bytes, code: str) -> None:
    """The error is that of the series file, never of the case, and there is no case."""
    case, errors, name = read(series)
    assert case is None
    assert code in errors
    assert name == "serie.csv"


def test_a_decimal_point_is_taken_for_what_it_is() -> None:
    """«2.5 %» suggests «2,5 %», not «25 %»; «2.500 %» could be either, and is refused rather than read as 2500 %."""
    text = "sak s til ikt.\nkomplett til 1.1.2026.\nserie prisveksten fra «x.csv».\n"
    for written, meant in (("2.5 %", "2,5 %"), ("2.500 %", "2,500 %"), ("0.125 %", "0,125 %")):
        rows = f"år;årgang;verdi;kjent fra;kilde\n2024;anslag;{written};1.3.2025;x\n"
        data = rows.encode()
        found = load_case_text(text, "s.sak", agreement(), lambda path, data=data: data)  # type: ignore[misc]  # bound now
        assert [(d.code, d.suggestion) for d in found.diagnostics] == [("V109", meant)]
        assert f"“{written}” should be" in found.diagnostics[0].message("en")


def test_the_order_of_rows_does_not_matter_and_a_gap_is_unknown() -> None:
    """Rows in any order are the same facts; of a year without a row, nothing is reckoned, and the year is named."""
    rows = (ROOT / "agreements/tall/kommunal_deflator.csv").read_text(encoding="utf-8").splitlines()
    text = EXAMPLE.read_text(encoding="utf-8")

    def answer(lines: list[str]) -> Answer:
        data = "\n".join(lines).encode()
        case = load_case_text(text, str(EXAMPLE), agreement(), lambda path: data).case
        assert case is not None
        found = ask(contract(), case, "Hva betaler Ibestad i 2023?", on=date(2026, 11, 23))
        assert isinstance(found, Answer)
        return found

    whole, turned = answer(rows), answer([rows[0], *reversed(rows[1:])])
    assert (whole.value, whole.status, whole.headline) == (turned.value, turned.status, turned.headline)
    gap = answer([r for r in rows if not r.startswith("2021;")])
    assert gap.status is Status.UNKNOWN
    assert any("2021" in str(m) for m in gap.missing)


def test_the_same_row_twice_is_told_once() -> None:
    """A repeated row is no contradiction."""
    case, errors, _ = read(HEAD + "2024;kr 5;1.3.2025;a\n2024;kr 5;1.3.2025;a\n")
    assert case is not None, errors
    assert len(case.facts) == 1


def test_the_case_must_not_tell_otherwise() -> None:
    """A fact with no day of its own, or with the same, contradicts the series; one with another day is a vintage."""
    row = HEAD + "2024;kr 5;1.3.2025;a\n"
    assert read(row, "faktum: kostnaden i 2024 = kr 6.\n")[1] == ["V614"]
    assert read(row, "faktum: kostnaden i 2024 = kr 6; kjent fra 1.3.2025.\n")[1] == ["V614"]
    assert read(row, "faktum: kostnaden i 2024 = kr 6; kjent fra 1.4.2025.\n")[1] == []
    assert read(row, "faktum: kostnaden i 2024 = kr 5.\n")[1] == []


@pytest.mark.parametrize(
    ("path", "code"),
    [("../borte.csv", "V111"), ("mappe.csv", "V112"), ("lenke.csv", "V112"), ("stor.csv", "V106"), ("x.txt", "V615")],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, path: str, code: str) -> None:
    """Missing, a folder, a device behind a link, too large, no CSV: an error at the path in the case."""
    (tmp_path / "mappe.csv").mkdir()
    (tmp_path / "lenke.csv").symlink_to("/dev/zero")
    with (tmp_path / "stor.csv").open("wb") as file:
        file.truncate(20_000_001)
    text = _CASE.replace("serie.csv", path)
    found = load_case_text(text, str(tmp_path / "s.sak"), AGREEMENT)
    assert [d.code for d in found.diagnostics] == [code]
    assert found.source.name == str(tmp_path / "s.sak")


def test_a_changed_series_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept between runs is known by the series too, also one written with a comment in between."""
    monkeypatch.setenv("VKA_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a.vka").write_text(CASE_AGREEMENT, encoding="utf-8")
    place = tmp_path / "s.sak"
    place.write_text(_CASE.replace("kostnaden fra «", "kostnaden # herfra\n fra\n « "), encoding="utf-8")
    series = tmp_path / "serie.csv"
    agreement = load(tmp_path / "a.vka")
    for kroner in (5, 6):
        series.write_text(HEAD + f"2024;kr {kroner};1.3.2025;a\n", encoding="utf-8")
        assert load_case(place, agreement).facts[0].value.kroner == kroner
        assert load_case(place, agreement).facts[0].value.kroner == kroner
    series.unlink()
    with pytest.raises(SourceError):
        load_case(place, agreement)


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────
def money(*arguments: str) -> tuple[int, str, str]:
    """Status, output and complaints of ``vka money`` on the example, asked on a fixed day."""
    done = vka("money", "agreements/ibestad_harstad.vka", "--case", str(EXAMPLE), "--on", "23.11.2026", *arguments)
    return done.returncode, done.stdout, done.stderr


def test_money_prints_a_year_and_writes_a_drawing(tmp_path: Path) -> None:
    """Text, and an SVG with a title and a description."""
    drawing = tmp_path / "m.svg"
    status, out, said = money("--from", "2021", "--to", "2023", "--svg", str(drawing), "--row", "Fast andel, indeks")
    assert (status, said) == (0, "")
    assert "Årsandel" in out
    svg = drawing.read_text(encoding="utf-8")
    assert svg.startswith("<svg ")
    assert "<desc" in svg
    assert "513\u00a0500" in svg


def test_money_in_english_and_with_an_assumption() -> None:
    """Program words in English; what is supposed is shown."""
    status, out, _ = money("--year", "2026", "--lang", "en", "--assume", "kostnadene i 2026 = kr 9 500 000")
    assert status == 0
    assert "Assumed for this run" in out
    assert "1,057,695.80" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "2023", "--from", "2022"), "enten --year"),
        (("--from", "2024", "--to", "2022"), "er før --from"),
        (("--from", "1", "--to", "2000"), "ikke et år"),
        (("--from", "1900", "--to", "2000"), "høyst 60"),
        (("--year", "i fjor"), "--year"),
        (("--table", "ukjent"), "ingen tabell"),
        (("--party", "Oslo"), "ingen part"),
        (("--party", "Harstad"), "gjelder ikke Harstad"),
        (("--assume", "kostnadene i 2023 = kr 5"), "alt oppgitt"),
        (("--assume", "været er fint"), "ikke en opplysning"),
        (("--svg", "m.svg", "--row", "borte"), "ingen rad"),
    ],
)
def test_money_says_what_it_cannot_use(arguments: tuple[str, ...], words: str) -> None:
    """Status 2, a message, no traceback."""
    status, out, said = money(*arguments)
    assert (status, out) == (2, "")
    assert words in said
    assert "Traceback" not in said


def test_an_agreement_without_tables(tmp_path: Path) -> None:
    """It says what to do."""
    place = tmp_path / "a.vka"
    place.write_text(CASE_AGREEMENT, encoding="utf-8")
    done = vka("money", str(place))
    assert done.returncode == 2
    assert "har ingen tabell" in done.stderr
