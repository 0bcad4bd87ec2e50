"""From an edited document to an edited source, case by case; the laws are in ``law/test_import_laws.py``."""

from __future__ import annotations

from attrs import evolve

from dsl.edits.edited import EditedBlock, EditedDocument, EditedPiece
from dsl.edits.importing import import_document
from dsl.edits.lines import Source, read_source
from dsl.edits.report import Imported
from renderers.import_json import import_json
from renderers.import_text import import_lines
from renderers.unseen import seen
from tests import helpers
from tests.edit_scripts import Edit, apply_to_document

SOURCE = """\
avtale bod «LEIEAVTALE FOR BOD»; målform bokmål.

«Grunnlaget er skikk.[formål]»

punkt 1 «Parter»
«Eier er {Fjord}, leier er {Vik}.[Fjord, Vik]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren): alle andre parter.

# ── 2 ──
punkt 2 «Leie»
«Leien er {leie} i året, jf. <punkt 1>.[årsleie] Den betales *forskudds* hvert år.[opplysning] Utgifter
 dekkes av leieren.[opplysning]»   # en bemerkning
verdi leie er kr 12 000.
beløp årsleie (årsleien) i et år er {leie}; merknad «Se punkt 3 om oppsigelse.».

punkt 3 «Oppsigelse»
«Fristen er {frist}.[opplysning] Se <punkt 2>.[gjentar punkt 2]»
verdi frist er 3 måneder.
- «Varselet er skriftlig.[opplysning]»
- «Varselet er begrunnet.[opplysning]»

punkt 3.1 «Virkning»
«Leien betales til fristen på {frist} er ute, jf. <punkt 3>.[opplysning]»
taushet nøkler: «hvem som har nøklene»; utfylles av <punkt 3>.

spenning frister mellom punkt 2 og punkt 3.1: «to frister».
"""


def source(text: str = SOURCE) -> Source:
    """A source that can be read."""
    read, errors = read_source(text, "bod.vka")
    assert read is not None, errors
    return read


def document(read: Source) -> EditedDocument:
    """The document nobody has touched."""
    blocks = tuple(evolve(b, place=f"avsnitt {n}") for n, b in enumerate(read.printed))
    return EditedDocument(blocks=blocks, agreement=read.tree.head.name.text)


def imported(*edits: Edit, text: str = SOURCE) -> Imported:
    """The import of a document after some edits."""
    read = source(text)
    return import_document(read, apply_to_document(document(read), edits), "bod.vka")


def at(words: str, text: str = SOURCE) -> int:
    """The place of the line with these words."""
    return next(n for n, b in enumerate(source(text).printed) if words in b.text)


def test_the_hardest() -> None:
    """A clause moves and is renumbered, a sentence of it between two marks changes, and so does a value."""
    first = at("Leie", SOURCE)
    piece = next(n for n, p in enumerate(source().printed[first + 1].pieces) if "hvert" in p.text)
    start = source().printed[first + 1].pieces[piece].text.index("hvert")
    done = imported(
        Edit(kind="value", name="leie", text="kr 15 000"),
        Edit(kind="words", block=first + 1, piece=piece, start=start, end=start + 5, text="hvert eneste"),
        Edit(kind="move", block=first, count=2, to=at("Leien betales") - 1),
    )
    expected = """\
avtale bod «LEIEAVTALE FOR BOD»; målform bokmål.

«Grunnlaget er skikk.[formål]»

punkt 1 «Parter»
«Eier er {Fjord}, leier er {Vik}.[Fjord, Vik]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren): alle andre parter.

punkt 2 «Oppsigelse»
«Fristen er {frist}.[opplysning] Se <punkt 3>.[gjentar punkt 3]»
verdi frist er 3 måneder.
- «Varselet er skriftlig.[opplysning]»
- «Varselet er begrunnet.[opplysning]»

punkt 2.1 «Virkning»
«Leien betales til fristen på {frist} er ute, jf. <punkt 2>.[opplysning]»
taushet nøkler: «hvem som har nøklene»; utfylles av <punkt 2>.

spenning frister mellom punkt 3 og punkt 2.1: «to frister».

# ── 2 ──
punkt 3 «Leie»
«Leien er {leie} i året, jf. <punkt 1>.[årsleie] Den betales *forskudds* hvert eneste år.[opplysning] Utgifter
 dekkes av leieren.[opplysning]»   # en bemerkning
verdi leie er kr 15 000.
beløp årsleie (årsleien) i et år er {leie}; merknad «Se punkt 3 om oppsigelse.».
"""
    assert done.text == expected
    kinds = {f.kind for f in done.findings}
    assert kinds == {"value", "changed", "moved", "renumbered", "reference", "remark"}
    assert [f.text for f in done.of("remark")] == ["# ── 2 ──", "«Se punkt 3 om oppsigelse.»"]


def test_untouched() -> None:
    """Nothing done, nothing changed, nothing told: a small agreement, and the real ones."""
    done = imported()
    assert (done.text, done.findings) == (SOURCE, ())
    for name in ("ibestad_harstad", "ikt_nordhordland"):
        path = helpers.SOURCE.parent / f"{name}.vka"
        read, errors = read_source(path.read_text(encoding="utf-8"), str(path))
        assert read is not None, errors
        done = import_document(read, document(read), str(path))
        assert (done.text, done.findings) == (read.text, ())


def test_untouched_without_any_mark() -> None:
    """All anchors and controls lost (saved by another program), and law citations as plain words: no change."""
    path = helpers.SOURCE
    read, _ = read_source(path.read_text(encoding="utf-8"), str(path))
    assert read is not None
    bare = apply_to_document(document(read), (Edit(kind="anchor", block=-1), Edit(kind="control", block=-1)))
    plain = tuple(
        evolve(b, pieces=tuple(EditedPiece("text", p.text) if p.kind == "citation" else p for p in b.pieces))
        for b in bare.blocks
    )
    done = import_document(read, evolve(bare, blocks=plain), str(path))
    assert (done.text, done.findings) == (read.text, ())


def test_a_new_sentence_is_marked() -> None:
    """A sentence typed after another is new; one typed before the first as well; the old marks stay."""
    block = at("Leien er")
    number = len(source().printed[block].pieces) - 1
    end = len(source().printed[block].pieces[number].text)
    done = imported(
        Edit(kind="words", block=block, piece=number, start=end, end=end, text=" Husleieloven gjelder ikke.")
    )
    assert "dekkes av leieren.[opplysning] Husleieloven gjelder ikke.[ny]»" in done.text
    done = imported(Edit(kind="words", block=block, piece=0, text="Boden er låst. "))
    assert "«Boden er låst.[ny] Leien er {leie}" in done.text
    assert [f.text for f in done.of("new")] == ["Boden er låst."]


def test_a_deleted_passage_leaves_its_statements() -> None:
    """The words go, the declarations stay and are named."""
    done = imported(Edit(kind="delete", block=at("Leien er")))
    assert "Leien er" not in done.text
    assert "verdi leie er kr 12 000.\nbeløp årsleie" in done.text
    assert done.of("kept")[0].names == ("leie", "årsleie")


def test_controls_that_disagree() -> None:
    """Two controls of one value with two values: nothing is written for it, and both are told, once."""
    block = at("Fristen er")
    done = imported(Edit(kind="words", block=block, piece=1, start=0, end=1, text="6"))
    assert done.text == SOURCE
    assert [f.text for f in done.of("unmapped")] == ["6 måneder, 3 måneder"]
    assert done.of("unmapped")[0].place == document(source()).blocks[block].place


def test_a_value_of_another_type() -> None:
    """What cannot be read as the type of the value is told with what was expected."""
    done = imported(Edit(kind="value", name="frist", text="31.12"))
    assert done.text == SOURCE
    assert "kan ikke leses som periode" in done.of("unmapped")[0].why[0]


def test_a_value_typed_over_its_control() -> None:
    """The control is gone and another value stands there: the declaration changes all the same."""
    done = imported(Edit(kind="control", block=-1), Edit(kind="words", block=at("Leien er"), piece=0,
                    start=len("Leien er "), end=len("Leien er kr 12 000"), text="kr 15 000"))  # fmt: skip
    assert done.text == SOURCE.replace("kr 12 000", "kr 15 000")


def test_signs_that_mean_something_are_escaped() -> None:
    """Braces, brackets, stars, backslashes and stray quotation marks come home as signs that stand for themselves."""
    done = imported(Edit(kind="words", block=at("Grunnlaget"), piece=0, text="«Det {x} [y] <z> * \\ "))
    assert r"«\«Det \{x\} \[y\] \<z\> \* \\ Grunnlaget er skikk.[formål]»" in done.text
    assert not done.of("unmapped")
    done = imported(Edit(kind="words", block=at("Grunnlaget"), piece=0, text="Som «det heter». "))
    assert "«Som «det heter».[ny] Grunnlaget er skikk.[formål]»" in done.text
    assert not done.of("unmapped")


def test_signs_that_turn_the_direction_of_text() -> None:
    """A source with them shows another text than it says: they are told, by their number, and not written."""
    done = imported(Edit(kind="words", block=at("Leien er"), piece=0, start=0, end=0, text="\u202eX "))
    assert "\u202e" not in done.text
    assert [f.why[0].partition("»")[0] for f in done.of("unmapped")] == ["tegnet «\u202e"]
    told = "".join(line.text for line in import_lines(done, "bod.vka"))
    assert "tegnet «U+202E»" in told
    assert "\u202e" not in told


def test_a_passage_split_and_joined_again() -> None:
    """Enter between two sentences parts the passage with its marks; joining two keeps both."""
    block = at("Leien er")
    pieces = source().printed[block].pieces
    piece = next(n for n, p in enumerate(pieces) if "Utgifter" in p.text)
    done = imported(Edit(kind="split", block=block, piece=piece, start=pieces[piece].text.index("Utgifter")))
    assert "*forskudds* hvert år.[opplysning]»\n\n«Utgifter dekkes av leieren.[opplysning]»   # en" in done.text
    assert not done.of("new", "deleted", "unmapped")
    done = imported(Edit(kind="merge", block=at("Varselet er skriftlig")))
    assert "- «Varselet er skriftlig.[opplysning] Varselet er begrunnet.[opplysning]»" in done.text
    assert not done.of("new", "deleted", "unmapped")


def test_a_new_clause() -> None:
    """A heading and a passage in the middle: counted, marked, and the others follow."""
    first = at("Oppsigelse")
    done = imported(
        Edit(kind="insert", block=first, text="Nøkler", line="heading", level=1),
        Edit(kind="insert", block=first + 1, text="Eieren har nøklene, jf. punkt 2. Leieren har ingen."),
    )
    assert "punkt 3 «Nøkler»\n\n«Eieren har nøklene, jf. <punkt 2>.[ny] Leieren har ingen.[ny]»\n" in done.text
    assert "punkt 4 «Oppsigelse»" in done.text
    assert "utfylles av <punkt 4>" in done.text
    assert "mellom punkt 2 og punkt 4.1" in done.text
    assert not done.of("unmapped")


def test_emphasis_and_labels() -> None:
    """Italics set and taken away; a bullet becomes a lettered item; a paragraph an item."""
    block = at("Leien er")
    piece = next(n for n, p in enumerate(source().printed[block].pieces) if p.kind == "emphasis")
    done = imported(Edit(kind="plain", block=block, piece=piece))
    assert done.text == SOURCE.replace("*forskudds*", "forskudds")
    done = imported(Edit(kind="emphasis", block=at("Varselet er skr"), piece=0, start=12, end=22))
    assert "- «Varselet er *skriftlig.*[opplysning]»" in done.text
    done = imported(Edit(kind="label", block=at("Varselet er skr"), text="a."))
    assert "\na. «Varselet er skriftlig.[opplysning]»" in done.text
    done = imported(Edit(kind="label", block=at("Varselet er skr"), text="iv)"))
    assert done.text == SOURCE
    assert "listemerket «iv)»" in done.of("unmapped")[0].why[0]


def test_a_heading_that_became_a_passage() -> None:
    """Its words stay where they are, as a passage nobody has accounted for."""
    read = source()
    blocks = list(document(read).blocks)
    number = at("Virkning")
    blocks[number] = EditedBlock(kind="paragraph", pieces=blocks[number].pieces, anchor=blocks[number].anchor)
    done = import_document(read, EditedDocument(blocks=tuple(blocks)), "bod.vka")
    assert "\n«Virkning[ny]»\n«Leien betales" in done.text
    assert not done.of("unmapped")


def test_the_title() -> None:
    """The title is the agreement's own."""
    done = imported(Edit(kind="words", block=0, piece=0, start=0, end=11, text="LEIEKONTRAKT"))
    assert done.text == SOURCE.replace("LEIEAVTALE", "LEIEKONTRAKT ").replace("KONTRAKT  FOR", "KONTRAKT FOR") or (
        "«LEIEKONTRAKTFOR BOD»" in done.text
    )


def test_a_copy_is_new() -> None:
    """A passage that was copied with its mark stays where it was, and its copy is new."""
    done = imported(Edit(kind="copy", block=at("Fristen er"), to=at("Leien betales") + 1))
    assert done.text.count("«Fristen er {frist}.[opplysning] Se <punkt 2>.[gjentar punkt 2]»") == 1
    assert "«Fristen er {frist}.[ny] Se <punkt 2>.[ny]»" in done.text


def test_references_to_a_clause_that_is_deleted() -> None:
    """Its number is another clause's now: what led to it is told, and what repeated it is to be accounted for anew."""
    first = at("Leie")
    done = imported(Edit(kind="delete", block=first), Edit(kind="delete", block=first))
    assert "punkt 2 «Oppsigelse»\n«Fristen er {frist}.[opplysning] Se <punkt 2>.[ny]»" in done.text
    assert [(f.text, f.was) for f in done.of("dead")] == [
        ("punkt 2", ""),
        ("[ny]", "[gjentar punkt 2]"),
        ("punkt 2", ""),
    ]
    assert done.of("kept")[0].names == ("leie", "årsleie")


def test_two_sentences_made_one() -> None:
    """Both marks stand after it, each once."""
    block = at("Leien er")
    pieces = source().printed[block].pieces
    piece = next(n for n, p in enumerate(pieces) if p.text == " hvert år.")
    done = imported(Edit(kind="words", block=block, piece=piece, start=0, end=10, text=""))
    assert "*forskudds* Utgifter\n dekkes av leieren.[opplysning]»" in done.text


def test_an_abbreviation_ends_no_sentence() -> None:
    """A stop that shortens a word makes no new sentence."""
    edit = Edit(kind="words", block=at("Grunnlaget"), piece=0, start=19, end=19, text=", jf. Norsk Lov")
    assert "«Grunnlaget er skikk, jf. Norsk Lov.[formål]»" in imported(edit).text


def test_another_spelling_of_a_value() -> None:
    """A value in words, and one that a declaration cannot spell as the document does."""
    assert "verdi frist er tre måneder." in imported(Edit(kind="value", name="frist", text="tre måneder")).text
    done = imported(Edit(kind="value", name="leie", text="15 000 kroner"))
    assert "verdi leie er kr 15 000." in done.text
    assert "skrevet «kr 15 000»" in done.of("unmapped")[0].why[0]
    done = imported(Edit(kind="value", name="leie", text="kr\u00a012\u00a0000"))
    assert done.text == SOURCE


def test_the_name_of_a_party_is_no_value() -> None:
    """A party's name edited in the text is told, for a declaration has to be changed."""
    done = imported(Edit(kind="words", block=at("Eier er"), piece=1, start=5, end=5, text="en"))
    assert done.text == SOURCE
    (told,) = done.of("unmapped")
    assert (told.text, told.was) == ("Fjorden", "Fjord")
    assert told.why == (
        "«Fjord» er et navn, ingen verdi. Endre det der det er erklært, linje 7 («part Fjord «Fjord AS» er eier.»), og "
        "ellers i kilden",
        "“Fjord” is a name and no value. Change it where it is declared, line 7 (“part Fjord «Fjord AS» er eier.”), "
        "and elsewhere in the source",
    )


def test_a_line_that_changed_in_case_only() -> None:
    """Its sentences are the same sentences: the marks and what builds on them stay."""
    read = source()
    blocks = list(document(read).blocks)
    block = at("Leien er")
    shouted = (
        evolve(p, text=p.text if p.kind in ("value", "citation") else p.text.upper()) for p in blocks[block].pieces
    )
    blocks[block] = evolve(blocks[block], pieces=tuple(shouted))
    done = import_document(read, EditedDocument(blocks=tuple(blocks)), "bod.vka")
    assert "«LEIEN ER {leie} I ÅRET, JF. <punkt 1>.[årsleie] DEN BETALES *FORSKUDDS* HVERT ÅR.[opplysning]" in done.text
    assert not done.of("new", "deleted", "unmapped", "kept")
    assert done.of("changed")[0].names == ("årsleie",)


def test_a_value_refused_is_told_once() -> None:
    """What a control holds and cannot be is told with the value, and not with its line again."""
    done = imported(Edit(kind="value", name="leie", text="tolv tusen kroner i året"))
    assert [(f.text, f.was) for f in done.of("unmapped")] == [("tolv tusen kroner i året", "kr 12 000")]


def test_private_signs_are_left_out_and_told() -> None:
    """A sign that only its font can tell is not in the source, be it in a line, a value or the title."""
    done = imported(Edit(kind="words", block=at("Leien er"), piece=0, start=0, end=0, text="\uf04f X "))
    assert "\uf04f" not in done.text
    assert any("tegnet «U+F04F»" in line.text for line in import_lines(done, "bod.vka"))
    assert any("‹U+F04F›" in line.text for line in import_lines(done, "bod.vka"))
    read = document(source())
    titled = evolve(read.blocks[0], pieces=(EditedPiece("text", f"{read.blocks[0].text}\uf04f"),))
    done = import_document(source(), evolve(read, blocks=(titled, *read.blocks[1:])), "bod.vka")
    assert done.text == SOURCE
    assert "\uf04f" in done.of("unmapped")[0].text


def test_soft_hyphens_are_left_out() -> None:
    """Where a word may be parted is layout: it is told once, and changes nothing."""
    done = imported(Edit(kind="words", block=at("Leien er"), piece=0, start=2, end=2, text="\u00ad"))
    assert done.text == SOURCE
    assert [(f.kind, f.text, f.why[1]) for f in done.findings] == [("layout", "1", "soft hyphens are left out")]
    assert "    1 linje" in [line.text for line in import_lines(done, "bod.vka")]


def test_signs_like_those_that_name_others_stay() -> None:
    """Only the number of a sign is taken out of its marks, where it is quoted."""
    done = imported(Edit(kind="words", block=at("Leien er"), piece=0, start=2, end=2, text="«‹fjord›»"))
    assert any("«‹fjord›»" in line.text for line in import_lines(done, "bod.vka"))


def test_signs_that_cannot_be_seen_are_named() -> None:
    """Lines of the diff and of the report that look alike differ in a name."""
    done = imported(Edit(kind="words", block=at("Leien er"), piece=0, start=2, end=2, text="\u2011\u200b"))
    told = [line.text for line in import_lines(done, "bod.vka") if line.text.lstrip().startswith("+")]
    assert sum("Le‹hard bindestrek›‹mellomrom uten bredde›ien" in line for line in told) == 2
    english = " ".join(line.text for line in import_lines(done, "bod.vka", language="en"))
    assert "Le‹non-breaking hyphen›‹zero width space›ien" in english
    assert seen("tegnet «\u200b», a\u200b") == "tegnet «mellomrom uten bredde, U+200B», a‹mellomrom uten bredde›"
    assert "Le\u2011\u200bien" in import_json(done, "bod.vka")
