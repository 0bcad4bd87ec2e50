"""``vka import`` as people use it: a Word file of a small agreement, edited in its own structures, and brought home."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from dsl.edits.edited import Comment, EditedDocument, Leftover, TrackedChange
from dsl.edits.importing import import_document
from dsl.edits.lines import read_source
from renderers.import_json import import_json
from renderers.import_text import import_lines
from tests.edit_scripts import Edit, apply_to_document
from tests.small_agreement import write
from tests.test_import import SOURCE, at, document, source
from vka.cli import main

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept between tests."""
    monkeypatch.setenv("VKA_CACHE", "0")


@pytest.fixture
def printed(tmp_path: Path) -> tuple[Path, Path]:
    """A small agreement and its Word file."""
    from renderers.compose import compose
    from renderers.word.write import to_docx
    from vka.api import load

    agreement, _ = write(tmp_path)
    word = tmp_path / "naust.docx"
    word.write_bytes(to_docx(compose(load(agreement).contract)))
    return agreement, word


def edit(word: Path, change: Callable[[object], None]) -> None:
    """Change a Word file through its own structures."""
    opened = docx.Document(str(word))
    change(opened)
    out = BytesIO()
    opened.save(out)
    word.write_bytes(out.getvalue())


def rented(opened: object) -> None:
    """The rent goes up, and a sentence is added to the first clause."""
    for control in opened.element.body.iter(f"{W}sdt"):  # type: ignore[attr-defined]  # a document of python-docx
        texts = [t for t in control.iter(f"{W}t") if t.text == "kr 12 000"]
        for text in texts:
            text.text = "kr 13 500"
    paragraph = next(p for p in opened.paragraphs if "godt naust" in p.text)  # type: ignore[attr-defined]  # as above
    paragraph.add_run(" Vik holder det i stand.")


def test_untouched(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A document nobody has touched changes nothing, and is told so."""
    agreement, word = printed
    assert main(["import", str(word), "--into", str(agreement), "--write"]) == 0
    assert capsys.readouterr().out == "Dokumentet sier det samme som kilden. Ingenting er endret.\n"


def test_shown_then_written(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """The diff and the report come first; only --write writes, and then check names the new sentence."""
    agreement, word = printed
    edit(word, rented)
    before = agreement.read_text(encoding="utf-8")
    assert main(["import", str(word), "--into", str(agreement)]) == 0
    out = capsys.readouterr().out
    assert "+verdi leie er kr 13 500." in out
    assert "V408" in out
    assert "Ikke skrevet." in out
    assert agreement.read_text(encoding="utf-8") == before
    assert main(["import", str(word), "--into", str(agreement), "--write", "--json", "--lang", "en"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "vka-import-1"
    assert told["written"] is True
    assert [f["kind"] for f in told["findings"]] == ["new", "value"]
    after = agreement.read_text(encoding="utf-8")
    assert after == before.replace("er kr 12 000", "er kr 13 500").replace(
        "godt naust.[formål]", "godt naust.[formål] Vik holder det i stand.[ny]"
    )
    assert main(["check", str(agreement)]) == 1
    assert "V408" in capsys.readouterr().err


def test_again_while_something_is_new(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A second document comes home to a source that still has a new sentence in it."""
    agreement, word = printed
    edit(word, rented)
    assert main(["import", str(word), "--into", str(agreement), "--write"]) == 0
    written = agreement.read_text(encoding="utf-8")
    assert main(["import", str(word), "--into", str(agreement), "--write"]) == 0
    assert agreement.read_text(encoding="utf-8") == written


def test_again_while_the_source_has_errors(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A passage was deleted, and what builds on it stands: a check refuses it, and what we print is known as ours."""
    agreement, word = printed
    text = agreement.read_text(encoding="utf-8")
    agreement.write_text(f"{text}\nverdi ubrukt er kr 7.\n", encoding="utf-8")
    assert main(["check", str(agreement)]) == 1
    capsys.readouterr()
    assert main(["import", str(word), "--into", str(agreement)]) == 0
    assert capsys.readouterr().out == "Dokumentet sier det samme som kilden. Ingenting er endret.\n"
    edit(word, rented)
    main(["import", str(word), "--into", str(agreement)])
    out = capsys.readouterr().out
    assert "kr 12 000 → kr 13 500" in out
    assert "ikke del av avtaleteksten" not in out


def test_signs_that_mean_something(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """They are in the source as signs, and nothing is in the report only."""
    agreement, word = printed

    def blank_left_open(document: object) -> None:
        paragraph = next(p for p in document.paragraphs if "godt naust." in p.text)  # type: ignore[attr-defined]  # python-docx
        paragraph.add_run(" Vik er [navn] {*}.")

    edit(word, blank_left_open)
    assert main(["import", str(word), "--into", str(agreement), "--write"]) == 0
    capsys.readouterr()
    assert r"godt naust.[formål] Vik er \[navn\] \{\*\}.[ny]" in agreement.read_text(encoding="utf-8")


def test_words_struck_by_hand(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A deletion proposed by hand is no change of the text: it is told, and the exit status says so."""
    agreement, word = printed

    def struck(document: object) -> None:
        paragraph = next(p for p in document.paragraphs if "godt naust." in p.text)  # type: ignore[attr-defined]  # python-docx
        paragraph.runs[0].font.strike = True

    edit(word, struck)
    assert main(["import", str(word), "--into", str(agreement)]) == 1
    out = capsys.readouterr().out
    assert "gjennomstreket for hånd (ordene står fortsatt i avtaleteksten): «" in out
    assert "Ingenting er endret" not in out
    assert main(["import", str(word), "--into", str(agreement), "--json", "--lang", "en"]) == 1
    (left,) = json.loads(capsys.readouterr().out)["leftovers"]
    assert left["what"].startswith("struck through by hand")


def test_a_table_put_in_with_changes_tracked(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """It is told as what it is, in both forms of the report."""
    agreement, word = printed

    def inserted(document: object) -> None:
        table = document.add_table(1, 1)  # type: ignore[attr-defined]  # python-docx
        table.cell(0, 0).text = "95 %"
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(f"{W}ins", {f"{W}author": "Kari"}))

    edit(word, inserted)
    assert main(["import", str(word), "--into", str(agreement)]) == 1
    assert "satt inn (tabell): «95 %» (Kari, " in capsys.readouterr().out
    assert main(["import", str(word), "--into", str(agreement), "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)["pending"]
    assert (told["kind"], told["what"], told["text"]) == ("inserted", "tabell", "95 %")
    assert main(["import", str(word), "--into", str(agreement), "--changes", "rejected"]) == 0


@pytest.mark.parametrize("name", ["ibestad_harstad_endring1.vka", "lover/kommuneloven.vka", "saker/eksempel.sak"])
def test_what_is_no_agreement(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Amendments, statutes and cases take no import, and nothing is written."""
    path = Path(__file__).parent.parent / "agreements" / name
    before = path.read_bytes()
    word = tmp_path / "x.docx"
    word.write_bytes(b"PK")
    assert main(["import", str(word), "--into", str(path), "--write"]) == 2
    assert path.read_bytes() == before
    assert capsys.readouterr().err.startswith("vka: ")


def test_no_word_document(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no Word document, a source with reading errors, and files that are not there."""
    agreement, word = printed
    assert main(["import", str(agreement), "--into", str(agreement)]) == 2
    assert main(["import", str(word), "--into", str(word)]) == 2
    assert main(["import", str(word.with_name("nei.docx")), "--into", str(agreement)]) == 2
    agreement.write_text("avtale naust «X».\npunkt «", encoding="utf-8")
    assert main(["import", str(word), "--into", str(agreement)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_another_agreement(printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A document printed from an agreement of another name is refused."""
    agreement, word = printed
    agreement.write_text(agreement.read_text(encoding="utf-8").replace("avtale naust", "avtale bod"), encoding="utf-8")
    assert main(["import", str(word), "--into", str(agreement)]) == 2
    assert "«naust»" in capsys.readouterr().err


def everything() -> EditedDocument:
    """A document with something of every kind done to it."""
    first = at("Leie")
    edited = apply_to_document(
        document(source()),
        (
            Edit(kind="value", name="leie", text="kr 15 000"),
            Edit(kind="words", block=at("Fristen er"), piece=1, start=0, end=1, text="fire"),
            Edit(kind="words", block=at("Varselet er begrunnet"), piece=0, start=12, end=12, text="{godt} \x07"),
            Edit(kind="delete", block=at("Varselet er skriftlig")),
            Edit(kind="words", block=at("Grunnlaget"), piece=0, start=21, end=21, text=" Det er alt."),
            Edit(kind="move", block=first, count=2, to=at("Leien betales") - 2),
        ),
    )
    return evolve(
        edited,
        comments=(Comment(author="Kari", day="2026-11-02", text="Er dette nok?", words="skikk", place="innledningen"),),
        leftovers=(Leftover(what=("tabell", "table"), text="1 2 3", place="under punkt 2"),),
        pending=(TrackedChange(kind="inserted", author="Ola", day="2026-11-03", text="kanskje", place="punkt 1"),),
    )


def test_the_report(golden: Callable[[str, str], None]) -> None:
    """The whole report, as text in two languages and as JSON."""
    done = import_document(source(), everything(), "bod.vka")
    for language in ("nb", "en"):
        lines = import_lines(done, "bod.vka", language=language)
        golden(f"import_{language}.txt", "".join(f"{line.text}\n" for line in lines))
    golden("import.json", import_json(done, "bod.vka", language="nb"))


def test_line_ends_are_kept() -> None:
    """A source with the line ends of Windows keeps them, in what is new as well."""
    read, _ = read_source(SOURCE.replace("\n", "\r\n"), "bod.vka")
    assert read is not None
    edits = (Edit(kind="insert", block=at("Virkning"), text=" ".join(["Et langt nytt ledd."] * 9)),)
    done = import_document(read, apply_to_document(document(read), edits), "bod.vka")
    assert done.changed
    assert "\n" not in done.text.replace("\r\n", "")


def redlined(agreement: Path) -> Path:
    """A redline of the agreement and one with another rent, with the answers that differ."""
    newer = agreement.with_name("ny.vka")
    newer.write_text(agreement.read_text(encoding="utf-8").replace("kr 12 000", "kr 13 500"), encoding="utf-8")
    out = agreement.with_name("endringer.docx")
    case = str(agreement.parent / "saker" / "prøve.sak")
    assert main(["redline", str(agreement), str(newer), "--case", case, "-o", str(out)]) == 0
    return out


def test_the_answers_of_a_redline_are_known_as_ours(
    printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """They are named on one line, and nothing of the document is lost with them."""
    agreement, _ = printed
    out = redlined(agreement)
    assert main(["import", str(out), "--into", str(agreement), "--changes", "accepted"]) == 0
    told = capsys.readouterr().out
    assert "+verdi leie er kr 13 500." in told
    assert "vkas oversikt over endrede svar, som ingen har rørt: «Hva endringene fører til»" in told
    assert "Hva er leien i 2027?" not in told
    assert main(["import", str(out), "--into", str(agreement), "--changes", "rejected", "--json"]) == 0
    (left,) = json.loads(capsys.readouterr().out)["leftovers"]
    assert left["ours"] is True


def test_a_remark_in_the_answers_of_a_redline_is_told(
    printed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes in the table has said something, and it is told with the whole of the table."""
    agreement, _ = printed
    out = redlined(agreement)
    edit(out, lambda d: d.tables[0].cell(1, 3).paragraphs[0].add_run(" For dyrt!"))  # type: ignore[attr-defined]  # a document of python-docx
    assert main(["import", str(out), "--into", str(agreement), "--changes", "accepted"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Hva er leien i 2027?" in told
    assert "For dyrt!" in told
