"""How the report of an import says what happened to lines: parted, joined, moved, or in another clause."""

from __future__ import annotations

from attrs import evolve

from dsl.edits.edited import EditedDocument, TrackedChange
from dsl.edits.importing import import_document
from renderers.import_json import import_json
from renderers.import_text import import_lines
from tests.edit_scripts import Edit
from tests.test_import import at, document, imported, source


def test_a_passage_that_was_parted() -> None:
    """Both halves are shown, and nothing looks deleted."""
    block = at("Leien er")
    pieces = source().printed[block].pieces
    piece = next(n for n, p in enumerate(pieces) if "Utgifter" in p.text)
    done = imported(Edit(kind="split", block=block, piece=piece, start=pieces[piece].text.index("Utgifter")))
    (told,) = done.findings
    assert told.kind == "changed"
    assert told.why == ("delt i to", "parted in two")
    assert told.text == (
        "Leien er kr 12 000 i året, jf. punkt 1. Den betales forskudds hvert år.\nUtgifter dekkes av leieren."
    )
    lines = [line.text for line in import_lines(done, "bod.vka")]
    assert lines[-3] == "    + Utgifter dekkes av leieren."
    assert done.recounted == ("2",)


def test_passages_that_were_joined() -> None:
    """Both are shown as they were, and which was joined to which."""
    done = imported(Edit(kind="merge", block=at("Varselet er skriftlig")))
    (told,) = done.of("changed")
    assert told.was == "- Varselet er skriftlig.\n- Varselet er begrunnet."
    assert told.text == "- Varselet er skriftlig. Varselet er begrunnet."
    assert told.why == ("slått sammen med «Varselet er begrunnet.»", "joined with “Varselet er begrunnet.”")


def test_a_passage_under_a_new_heading() -> None:
    """What comes under a heading that was put in before it belongs to another clause, and is told."""
    done = imported(Edit(kind="insert", block=at("Varselet er skriftlig"), text="Varsel", line="heading", level=2))
    (told,) = done.of("moved")
    assert told.why[0] == "hører nå til punkt 3.1, før punkt 3"
    assert told.why[1] == "now belongs to clause 3.1, before clause 3"
    assert told.text == "- Varselet er skriftlig.\n- Varselet er begrunnet."
    assert done.recounted == ("3",)


def test_a_passage_whose_heading_is_struck() -> None:
    """It belongs to the clause above now."""
    done = imported(Edit(kind="delete", block=at("Virkning")))
    (told,) = done.of("moved")
    assert (told.clause, told.why[0]) == ("punkt 3", "hører nå til punkt 3, før punkt 3.1")
    assert done.gone == ("3.1",)
    assert not imported(Edit(kind="delete", block=at("Virkning")), Edit(kind="delete", block=at("Virkning"))).of(
        "moved"
    )


def test_where_a_passage_moved() -> None:
    """Within a clause the report says where it stands now; from another, which."""
    first = at("Varselet er skriftlig")
    done = imported(Edit(kind="move", block=first, to=first + 1))
    (told,) = done.of("moved")
    assert told.text == "- Varselet er begrunnet."
    assert told.why[0] == "innenfor punktet, står nå etter «Fristen er 3 måneder. Se punkt 2.»"
    done = imported(Edit(kind="move", block=first, to=at("Leien er") + 1))
    assert [f.why[0] for f in done.of("moved")] == ["fra punkt 3"]


def test_both_ends_of_a_tracked_move() -> None:
    """Each says which it is, in the text and in the JSON."""
    read = source()
    left = TrackedChange(kind="moved", author="Ola", day="2026-11-03", text="Noe.", place="punkt 1", way="from")
    ends = (left, evolve(left, place="punkt 2", way="to"))
    done = import_document(read, evolve(document(read), pending=ends), "bod.vka")
    text = "\n".join(line.text for line in import_lines(done, "bod.vka"))
    assert "flyttet herfra: «Noe.» (Ola, 2026-11-03, punkt 1)" in text
    assert "flyttet hit: «Noe.» (Ola, 2026-11-03, punkt 2)" in text
    assert '"way": "from"' in import_json(done, "bod.vka")


def test_an_untouched_document_counts_nothing_anew() -> None:
    """Nothing is gone and nothing is counted anew."""
    read = source()
    done = import_document(read, EditedDocument(blocks=document(read).blocks), "bod.vka")
    assert (done.gone, done.recounted, done.findings) == ((), (), ())
