"""The Word file in a word processor that is not Word: LibreOffice opens it, and what it prints is read.

Skipped where LibreOffice is not installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdf
import pytest

from renderers.document import Document, Heading, List, ListItem, Paragraph
from renderers.word.write import to_docx
from tests.test_word import FILES, document_of, written
from tests.test_word_template import template
from tests.word_reader import WordFile, shown_text

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

NUMBERS = ("1", "3", "3.1", "3.3", "3.4", "4", "4.1", "7", "7.2", "8")
GAPS = Document(
    "HULL I TALLENE",
    [
        *(Heading("Ord", f"a{at}", number=n, level=n.count(".") + 1) for at, n in enumerate(NUMBERS)),
        List([ListItem("a.", "først"), ListItem("b.", "så")]),
        Paragraph("Mellom."),
        List([ListItem("c)", "siden"), ListItem("d)", "sist")]),
        List([ListItem("(i)", "en"), ListItem("(ii)", "to")]),
    ],
    contents=False,
)


@cache
def printed() -> dict[str, list[str]]:
    """The pages LibreOffice prints of each file, as text without blanks; one start for all."""
    files = {file.stem: written(file) for file in FILES} | {"gaps": to_docx(GAPS)}
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / f"{name}.docx").write_bytes(data)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, *(f"{folder}/{name}.docx" for name in files)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        pages = {name: (Path(folder) / f"{name}.pdf").read_bytes() for name in files}
    return {
        name: [tight(p.extract_text()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages] for name, pdf in pages.items()
    }


def tight(text: str) -> str:
    """Without blanks, and bullets as they are signed."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_printed(file: Path) -> None:
    """Each line of the document stands on a page with its number, in order, but for where a page turns within it."""
    pages = printed()[file.stem]
    edges = [tight(document_of(file).title), f"Side{{}}av{len(pages)}"]
    text = "".join(
        page.replace(edges[0], "", 1 if at else 0).replace(edges[1].format(at + 1), "") for at, page in enumerate(pages)
    )
    at = 0
    for line in document_of(file).plain_text().split("\n"):
        words = tight("–" + line[1:] if line.startswith("- ") and "\u2013" in text else line)
        found = max(text.find(words, at), text.find(tight(line), at))
        assert found >= 0, line
        at = found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pages_told_are_those_printed(file: Path) -> None:
    """The contents tell the page each heading is printed on; at most one in ten is one off, at the edge of a page."""
    pages = printed()[file.stem]
    told, off = 0, 0
    for line in WordFile(written(file)).seen():
        if line.contents and "\t" in line.text:
            *words, number = line.text.split("\t")
            key = tight("".join(words))
            there = [at for at, page in enumerate(pages, 1) if key in page]
            told += 1
            off += int(number) not in there
            assert min(abs(int(number) - at) for at in there) <= 1, line.text
    assert off * 10 <= told or off <= 1


def test_contents_are_printed_with_their_pages() -> None:
    """Each line of the contents ends in its page on paper: a tab beyond the line's own edge would hide it."""
    first = printed()["ibestad_harstad"][0]
    assert re.search(r"1\.Parter\.+12\.Rettsliggrunnlag\.+23\.", first)
    assert re.search(r"§20-10\.Statligtilsynmedvertskommuner\.+4", printed()["kommuneloven"][0])


def test_gaps_are_counted_as_signed() -> None:
    """Numbers that do not follow each other, and marks that begin anywhere, come out as they were signed."""
    text = "".join(printed()["gaps"])
    body = text[text.rindex("1.Ord3.Ord") :]
    assert body.startswith("".join(f"{n}.Ord" for n in NUMBERS))
    assert "a.førstb.såMellom.c)sidend)sist(i)en(ii)to" in body


def test_a_template_saved_by_libreoffice() -> None:
    """A template that LibreOffice has written is used as one that Word has."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "mal.docx").write_bytes(template())
        convert(folder, "docx:MS Word 2007 XML", f"{folder}/mal.docx", f"{folder}/out")
        made = WordFile(to_docx(GAPS, (Path(folder) / "out" / "mal.docx").read_bytes()))
    assert made.lines() == GAPS.plain_text().split("\n")
    assert any("Storvik kommune" in shown_text(made.root(n)) for n in made.parts if n.startswith("word/header"))


def convert(folder: str, to: str, file: str, into: str) -> None:
    """Have LibreOffice save a file in another format."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to,
         "--outdir", into, file],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
