"""The appendix of a case paper says what its answers say: facts with sources, the words of the clauses, rivals, and
what is open and who decides; and the command writes it, all or nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.answer import Answer, Status
from engine.ask import ask
from renderers.case_paper import NOTE, case_paper
from renderers.document import Heading
from renderers.to_pdf import to_pdf
from renderers.to_text import to_text
from tests.helpers import CASES, ROOT, case_file, contract, plain
from tests.pdf_reader import TaggedPdf
from vka.cli import main

AGREEMENT = str(ROOT / "agreements" / "ibestad_harstad.vka")
SAMPLE = ROOT / "agreements" / "saker" / "eksempel.sak"
BREACH = ROOT / "agreements" / "saker" / "historie_mislighold.sak"
ON = date(2026, 11, 23)

TO = " (komplett til "


def answers(case: Path, on: date, *questions: str) -> list[Answer]:
    """The answers to questions that must be understood."""
    out = []
    for question in questions:
        answer = ask(contract(), case_file(case), question, on=on)
        assert isinstance(answer, Answer), answer
        out.append(answer)
    return out


def paper(case: Path, on: date, *questions: str) -> str:
    """The paper as unwrapped text."""
    return plain(to_text(case_paper(answers(case, on, *questions), contract(), case_file(case)), width=None))


def test_one_question(golden: Callable[[str, str], None]) -> None:
    """The paper of one question, whole."""
    found = answers(SAMPLE, ON, "Når må Ibestad senest si opp for å tre ut 1.1.2028?")
    golden("case_paper_one.txt", to_text(case_paper(found, contract(), case_file(SAMPLE))))


def test_several_questions(golden: Callable[[str, str], None]) -> None:
    """A judgement nobody has made, a silence and a settled answer in one paper."""
    found = answers(
        BREACH, date(2024, 6, 1), "Kan Ibestad heve?", "Hvem er databehandler?", "Når trådte avtalen i kraft?"
    )
    golden("case_paper_several.txt", to_text(case_paper(found, contract(), case_file(BREACH))))


def test_it_has_the_shape_of_a_case_paper() -> None:
    """The headings of the seed's paper, in its order; the proposal is left to people."""
    document = case_paper(answers(SAMPLE, ON, "Kan Ibestad tre ut 1.1.2027?"), contract(), case_file(SAMPLE))
    first = [heading.plain_text() for heading in document.headings() if heading.level == 1]
    assert first == ["Kort beskrivelse av saken", "Fakta i saken", "Vurdering", "Konklusjon"]
    assert document.notes == (NOTE,)


def test_every_reading_stands_with_its_reason_and_value() -> None:
    """The rivals of a contested answer, each with why and with what it gives; the class is said."""
    text = paper(SAMPLE, ON, "Hva betaler Ibestad i 2023?")
    (answer,) = answers(SAMPLE, ON, "Hva betaler Ibestad i 2023?")
    assert answer.status is Status.CONTESTED
    for use in answer.readings:
        for rival in use.rivals:
            assert rival.value is not None
            line = next(line for line in text.split("\n") if line.startswith(f"- {rival.reading}"))
            assert plain(rival.because)[1:] in line
            assert f"Svaret blir da {plain(rival.value.shown)}" in line
    assert "Svaret er omstridt" in text


def test_who_decides_stands_in_the_conclusion() -> None:
    """A judgement nobody has made is said to be open, with who decides and what speaks for and against."""
    text = paper(BREACH, date(2024, 6, 1), "Kan Ibestad heve?")
    conclusion = text[text.index("\nKonklusjon\n") :]
    assert "Beror på skjønn." in conclusion
    assert "er ikke vurdert, og avgjøres av den som krever opphør, på egen risiko; til sist domstolene." in conclusion
    assert "Taler mot: Kort;" in text


def test_what_the_case_does_not_tell_is_said() -> None:
    """A missing fact is named under the facts, and makes the answer unknown."""
    about = case_file(SAMPLE)
    answer = ask(contract(), about, "Kan Ibestad tre ut 1.1.2027?", on=ON, known=date(2025, 11, 1))
    assert isinstance(answer, Answer)
    text = plain(to_text(case_paper([answer], contract(), about), width=None))
    assert "Dette opplyser ikke saken:\n\n- Om Ibestad har sagt opp avtalen" in text
    assert "Svaret er ukjent: det beror på opplysninger som saken ikke gir." in text
    assert "Spurt: 23.11.2026 (kjent til 1.11.2025)." in text


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_case_gives_a_paper_that_leaves_nothing_out(file: Path) -> None:
    """Each question of each case: facts, quotes, rivals, judgements, silences, advice and sentences are all there."""
    about = case_file(file)
    found = [ask(contract(), about, each.question, on=each.on, known=each.known) for each in about.expected]
    told = [answer for answer in found if isinstance(answer, Answer)]
    if not told:
        return
    text = plain(case_paper(told, contract(), about).plain_text()).casefold()
    for answer in told:
        for words in (
            *(ground.quote for ground in answer.grounds),
            *(fact.text.partition(TO)[0] for fact in answer.facts),
            *(fact.source for fact in answer.facts),
            *(fact.text for fact in answer.missing),
            *(rival.because for use in answer.readings for rival in use.rivals),
            *(rival.against for use in answer.readings for rival in use.rivals),
            *(each for judgement in answer.judgements for each in judgement.decided_by),
            *(act.text for route in answer.routes for act in route.acts),
            *(silence.about for silence in answer.silences),
            *answer.advice, *answer.remarks, *answer.laws, *answer.sentences, answer.headline, answer.understood,
        ):  # fmt: skip
            assert " ".join(plain(words).casefold().split(" ")) in text
        for what, known, day in (fact.text.casefold().partition(TO) for fact in answer.facts):
            assert not known or any(what + TO in line and day.rstrip(")") in line for line in text.splitlines())


def test_what_has_not_happened_to_several_days_is_one_line() -> None:
    """Questions as of different days rest on silences to different days: all are named, the earliest first."""
    about = case_file(ROOT / "agreements" / "saker" / "eksempel.sak")
    told = [ask(contract(), about, each.question, on=each.on, known=each.known) for each in about.expected]
    text = plain(case_paper([each for each in told if isinstance(each, Answer)], contract(), about).plain_text())
    assert text.count("Ingen oppsigelse er registrert") == 1
    assert "Ingen oppsigelse er registrert (komplett til 1.11.2025, 1.1.2026 og 1.11.2026)." in text


def test_it_prints_as_pdf() -> None:
    """The paper is a document as any other: tagged, with its headings as bookmarks."""
    document = case_paper(answers(SAMPLE, ON, "Kan Ibestad tre ut 1.1.2027?"), contract(), case_file(SAMPLE))
    pdf = TaggedPdf(to_pdf(document))
    assert pdf.bookmarks() == [(h.level, h.plain_text()) for h in document.blocks if isinstance(h, Heading)]
    assert pdf.unmarked == []


def test_other_languages_and_no_answers_are_refused() -> None:
    """A paper without answers, or with an English one, is a mistake of the caller."""
    with pytest.raises(ValueError, match="needs an answer"):
        case_paper([], contract())
    english = ask(contract(), None, "Hvem er databehandler?", on=ON, lang="en")
    assert isinstance(english, Answer)
    with pytest.raises(ValueError, match="in Norwegian"):
        case_paper([english], contract())


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────


def vka(*arguments: str) -> int:
    """Run the command and give its status."""
    return main(["ask", AGREEMENT, *arguments])


def test_the_command_writes_every_format(tmp_path: Path) -> None:
    """By the ending of the file; the same question gives the same bytes."""
    asked = ("Kan Ibestad tre ut 1.1.2027?", "--case", str(SAMPLE), "--on", "23.11.2026")
    for ending in ("docx", "pdf", "html", "md", "txt"):
        file = tmp_path / f"svar.{ending}"
        assert vka(*asked, "-o", str(file)) == 0
        first = file.read_bytes()
        assert vka(*asked, "-o", str(file)) == 0
        assert file.read_bytes() == first
    assert (tmp_path / "svar.pdf").read_bytes().startswith(b"%PDF")
    words = zipfile.ZipFile(io.BytesIO((tmp_path / "svar.docx").read_bytes())).read("word/document.xml").decode()
    assert "Rettslig grunnlag" in words


def test_without_a_question_the_case_asks(tmp_path: Path) -> None:
    """The case's own questions, each on its own day, in its order."""
    file = tmp_path / "svar.txt"
    assert vka("--case", str(SAMPLE), "-o", str(file)) == 0
    text = file.read_text(encoding="utf-8")
    assert "1. Når trådte avtalen i kraft? (spurt 1.11.2026)" in text
    assert "11. Kan Ibestad tre ut 1.1.2027? (spurt 23.11.2026, kjent til 1.11.2025)" in text
    assert vka("--case", str(SAMPLE), "--on", "1.12.2026", "-o", str(file)) == 0
    assert "Spurt: 1.12.2026." in file.read_text(encoding="utf-8")


def test_a_question_not_understood_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All or nothing: the one that was not understood is named, and no half paper lies about."""
    file = tmp_path / "svar.txt"
    assert vka("Hvem er databehandler?", "Hva er klokka?", "-o", str(file)) == 3
    assert "«Hva er klokka?»" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "mangler SPØRSMÅL"),
        (("Hvem er databehandler?", "Hva er vernetinget?"), "Oppgi den med -o"),
        (("-o", "svar.txt"), "mangler SPØRSMÅL"),
        (("Hvem er databehandler?", "-o", "svar.xml"), "skrives som .docx"),
        (("Hvem er databehandler?", "-o", "svar"), "skrives som .docx"),
        (("Hvem er databehandler?", "-o", "svar.pdf", "--json"), "går ikke sammen med --json"),
        (("Hvem er databehandler?", "-o", "svar.pdf", "--template", "mal.docx"), "--template er en mal for Word"),
        (("Hvem er databehandler?", "-o", "/finnes/ikke/svar.pdf"), "kan ikke skrive"),
    ],
)
def test_what_cannot_be_used(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where, what and what to do, and status 2."""
    assert vka(*arguments) == 2
    assert said in capsys.readouterr().err
