"""Comments come home in their threads: replies after what they answer, and what is done is said to be."""

from __future__ import annotations

import json

import pytest

from dsl.edits.edited import Comment
from dsl.edits.report import Imported
from renderers.import_json import import_json
from renderers.import_text import import_lines
from tests.test_word_read import read
from tests.word_package import paragraph, run


def comments(*texts: str) -> str:
    """Comments named 1, 2 and so on, each with a paragraph of that name."""
    return "".join(
        f'<w:comment w:id="{n}" w:author="Per" w:date="2026-11-0{n}T09:00:00Z"><w:p w14:paraId="{n}">{run(text)}</w:p>'
        "</w:comment>"
        for n, text in enumerate(texts, 1)
    )


def threads(*rows: tuple[int, int, bool]) -> str:
    """What Word tells beside them: each comment, what it answers (0 for nothing), and whether it is done."""
    out = ""
    for at, above, done in rows:
        parent = f' w15:paraIdParent="{above}"' if above else ""
        out += f'<w15:commentEx w15:paraId="{at}"{parent} w15:done="{int(done)}"/>'
    return out


def found(extended: str, *texts: str) -> tuple[Comment, ...]:
    """The comments of a document with these threads, all of them about one word."""
    marks = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(1, len(texts) + 1))
    ends = "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(1, len(texts) + 1)
    )
    body = paragraph(marks + run("frist") + ends)
    return read(body, comments=comments(*texts), commentsExtended=extended).comments


def test_replies_stand_after_what_they_answer() -> None:
    """Word puts new threads between; and what is done is said of the whole thread."""
    extended = threads((1, 0, True), (2, 0, False), (3, 1, False), (4, 3, False))
    answered = found(extended, "Hvorfor?", "Ok?", "Fordi.", "Takk.")
    assert [(c.text, c.answers, c.resolved) for c in answered] == [
        ("Hvorfor?", 0, True), ("Fordi.", 1, True), ("Takk.", 2, True), ("Ok?", 0, False),
    ]  # fmt: skip
    assert {c.words for c in answered} == {"frist"}
    report = " ".join(" ".join(x.text for x in import_lines(Imported(was="", text="", findings=(), comments=answered),
                                                            "bod.vka")).split())  # fmt: skip
    assert "løst, Per, 2026-11-01, innledningen, ledd 1: Hvorfor? («frist»)" in report
    assert "↳ svar, løst, Per, 2026-11-03, innledningen, ledd 1: Fordi." in report
    notes = json.loads(import_json(Imported(was="", text="", findings=(), comments=answered), "bod.vka"))["notes"]
    assert [(n["answers"], n["resolved"]) for n in notes] == [(0, True), (1, True), (2, True), (0, False)]


def test_a_reply_without_a_place_of_its_own_stands_with_what_it_answers() -> None:
    """Some programs mark in the text only what a thread begins with."""
    mark = '<w:commentRangeStart w:id="1"/>' + run("frist") + '<w:commentRangeEnd w:id="1"/>'
    body = paragraph(mark + '<w:r><w:commentReference w:id="1"/></w:r>')
    answered = read(body, comments=comments("Hvorfor?", "Fordi."), commentsExtended=threads((2, 1, False))).comments
    assert [(c.text, c.place) for c in answered] == [
        ("Hvorfor?", "innledningen, ledd 1"), ("Fordi.", "innledningen, ledd 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "extended",
    ["", threads((1, 2, False), (2, 1, False), (3, 2, False)), threads((1, 1, False), (2, 9, False), (9, 1, False))],
    ids=["nothing told", "ring", "lost"],
)
def test_no_comment_is_lost(extended: str) -> None:
    """Whatever stands beside them."""
    assert [(c.text, c.answers) for c in found(extended, "En", "To", "Tre")] == [("En", 0), ("To", 0), ("Tre", 0)]
