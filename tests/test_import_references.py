"""What follows a clause or a value when an edited document comes home: quotations, laws, and what other files cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.edits import quotations
from dsl.edits.numbers import Renumbered, mentioned
from dsl.edits.quotations import is_in
from dsl.edits.values import folded
from renderers.import_text import import_lines
from tests.edit_scripts import Edit, apply_to_document
from tests.test_import import SOURCE, at, document, imported, source
from vka.importing import elsewhere, news_of

QUOTING = SOURCE.replace(
    "punkt 3.1 «Virkning»",
    """punkt 3.1 «Virkning»
skrivefeil «på 3 måneder er ute» skal være «på
 3 måneder er over»; fordi «ord».
regel virkning: leien betales
  tolkning av «til fristen på {frist} er ute, jf. <punkt 3>»
  lesning a (foretrukket) når leieren har avtalt bod fordi «a»
  lesning b aldri fordi «b».
""",
)


def before(words: str) -> tuple[Edit, ...]:
    """A new clause before the line with these words."""
    return (
        Edit(kind="insert", block=at(words, QUOTING), text="Nøkler", line="heading", level=1),
        Edit(kind="insert", block=at(words, QUOTING) + 1, text="Eieren har nøklene."),
    )


def test_a_quotation_follows_a_clause() -> None:
    """«<punkt 3>» within a quotation has the number of the words it quotes, and is no remark of ours."""
    done = imported(*before("Oppsigelse"), text=QUOTING)
    assert "tolkning av «til fristen på {frist} er ute, jf. <punkt 4>»" in done.text
    assert not done.of("quotation")
    assert all("tolkning" not in f.text and "jf. <punkt" not in f.text for f in done.of("remark"))
    (told,) = [f for f in done.of("reference") if f.was.startswith("til fristen")]
    assert (told.was, told.text) == (
        "til fristen på {frist} er ute, jf. <punkt 3>",
        "til fristen på {frist} er ute, jf. <punkt 4>",
    )


def test_a_quotation_follows_a_value() -> None:
    """What a value printed within a quotation is what it prints now, on both sides of a correction, lines and all."""
    done = imported(Edit(kind="value", name="frist", text="6 måneder"), text=QUOTING)
    assert "skrivefeil «på 6 måneder er ute» skal være «på\n 6 måneder er over»" in done.text
    assert not done.of("quotation")
    assert all(n.code != "V405" for n in news_of(done, "bod.vka", "nb"))


def test_a_quotation_of_words_that_changed_is_told_first() -> None:
    """It is the first thing said, with what to do about it."""
    block = at("Leien betales", QUOTING)
    piece = next(n for n, p in enumerate(source(QUOTING).printed[block].pieces) if "er ute" in p.text)
    done = imported(Edit(kind="words", block=block, piece=piece, start=1, end=7, text="går ut"), text=QUOTING)
    told = [(f.was, f.names, f.why[0].partition(":")[0]) for f in done.of("quotation")]
    assert told == [
        ("på 3 måneder er ute", (), "teksten har ikke lenger ordene som «skrivefeil» siterer"),
        ("til fristen på {frist} er ute, jf. <punkt 3>", ("virkning",), "teksten har ikke lenger ordene som tolkes"),
    ]
    lines = [line.text for line in import_lines(done, "bod.vka") if line.role == "heading"]
    assert lines[0] == "Sitater som ikke lenger står i teksten (2)"


def test_a_mistake_that_is_mended() -> None:
    """The words are now what the correction said: its line is to be deleted."""
    block = at("Leien betales", QUOTING)
    piece = next(n for n, p in enumerate(source(QUOTING).printed[block].pieces) if "er ute" in p.text)
    done = imported(Edit(kind="words", block=block, piece=piece, start=4, end=7, text="over"), text=QUOTING)
    assert done.of("quotation")[0].why[0] == "feilen er rettet i teksten: slett «skrivefeil»-linjen"


def test_other_files_that_cite_a_clause_that_is_deleted(tmp_path: Path) -> None:
    """A citation of it is told, whatever line it is broken on, and that it leads to what is gone."""
    path = tmp_path / "bod.vka"
    path.write_text(SOURCE, encoding="utf-8")
    (tmp_path / "endring.vka").write_text(
        "endringsavtale e «E» til «bod.vka» fra 1.1.2027;\n  hjemmel <punkt\n 2>;\n  merknad «Se punkt 1 og 3.».\n",
        encoding="utf-8",
    )
    first = at("Leie")
    done = imported(Edit(kind="delete", block=first), Edit(kind="delete", block=first))
    told = [(e.line, e.text, e.gone) for e in elsewhere(done, str(path))]
    assert told == [(2, "hjemmel <punkt", True), (4, "merknad «Se punkt 1 og 3.».", False)]
    assert "leder til et punkt som er slettet" in "".join(
        line.text for line in import_lines(done, "bod.vka", (), elsewhere(done, str(path)))
    )


def test_a_law_cited_in_new_words() -> None:
    """A law the agreement declares is cited as its own citations are; another law's section is as it was typed."""
    text = SOURCE.replace("punkt 1 «", "lov husleieloven «husleieloven» «LOV-1999-03-26-17».\n\npunkt 1 «", 1)
    words = "Etter husleieloven § 3-5 andre ledd og Husleieloven §§ 9-6 og 9-7 gjelder tvisteloven § 4, ikke § 5 a."
    done = imported(Edit(kind="insert", block=at("Leie", text), text=words), text=text)
    assert (
        "Etter <husleieloven § 3-5 andre ledd> og <Husleieloven §§ 9-6 og 9-7> gjelder tvisteloven § 4, ikke § 5 a.[ny]"
        in " ".join(done.text.split())
    )
    assert not done.of("unmapped")
    found = [n.message for n in news_of(done, "bod.vka", "nb") if n.code in ("V401", "V404")]
    assert len(found) == 2
    assert all("«4»" in m or "«5»" in m for m in found)


@pytest.mark.parametrize("section", ["§ 20\u20114", "§ 20–4", "§ 20.4", "§ 20 -4"])
def test_a_section_that_goes_on_is_another(section: str) -> None:
    """«§ 20‑4» with a hard hyphen is not § 20."""
    text = SOURCE.replace("punkt 1 «", "lov husleieloven «husleieloven» «LOV-1999-03-26-17».\n\npunkt 1 «", 1)
    done = imported(Edit(kind="insert", block=at("Leie", text), text=f"Se husleieloven {section} her."), text=text)
    assert "<husleieloven" not in done.text


def test_a_letter_that_begins_a_word_is_no_part_of_a_section() -> None:
    text = SOURCE.replace("punkt 1 «", "lov husleieloven «husleieloven» «LOV-1999-03-26-17».\n\npunkt 1 «", 1)
    done = imported(Edit(kind="insert", block=at("Leie", text), text="Se husleieloven § 5 e.l. for mer."), text=text)
    assert "<husleieloven § 5> e.l. for mer." in " ".join(done.text.split())


def test_a_text_value_with_signs_in_a_quotation() -> None:
    """Signs of the new value are spelled so that the quotation can be read, and quotes what is printed."""
    text = SOURCE.replace(
        "taushet nøkler", "skrivefeil «Sted: Oslo» skal være «Stad: Oslo»; fordi «nynorsk».\ntaushet nøkler"
    )
    after = "er ute, jf. <punkt 3>.[opplysning]"
    text = text.replace(f"{after}»", f"{after} Sted: {{sted}}.[opplysning]»\nverdi sted er «Oslo».")
    done = imported(Edit(kind="value", name="sted", text="Bærum [ved {Oslo}]"), text=text)
    assert not done.of("quotation", "unmapped")
    assert r"skrivefeil «Sted: Bærum \[ved \{Oslo\}\]» skal være «Stad: Bærum" in done.text
    assert all(n.code != "V405" for n in news_of(done, "bod.vka", "nb"))


def test_a_text_value_with_a_backslash_in_a_quotation() -> None:
    """A backslash of what the value printed is a sign of its own."""
    text = SOURCE.replace(
        "taushet nøkler", r"skrivefeil «Sted: C:\\Oslo» skal være «Stad»; fordi «ord»." "\ntaushet nøkler"
    )
    after = "er ute, jf. <punkt 3>.[opplysning]"
    text = text.replace(f"{after}»", rf"{after} Sted: {{sted}}.[opplysning]»" "\n" r"verdi sted er «C:\\Oslo».")
    done = imported(Edit(kind="value", name="sted", text="Bergen"), text=text)
    assert not done.of("quotation", "unmapped")
    assert "skrivefeil «Sted: Bergen»" in done.text


def test_both_sides_of_a_correction_follow_a_clause() -> None:
    """What was changed is not told as left unchanged; a side that names a clause another way is told."""
    slips = """\
skrivefeil «jf. punkt 3. Dete» skal være «jf. punkt 3. Dette»; fordi «ord».
skrivefeil «gjelder» skal være «gjelder etter punkt 3»; fordi «ord».
henvisningsfeil «punkt 1» skal være «punkt 3»; fordi «nummer».
"""
    text = SOURCE.replace("er ute, jf. <punkt 3>.", "er ute, jf. <punkt 3>. Dete gjelder etter <punkt 1>.")
    text = text.replace("taushet nøkler", f"{slips}taushet nøkler")
    done = imported(
        Edit(kind="insert", block=at("Oppsigelse", text), text="Nøkler", line="heading", level=1),
        Edit(kind="insert", block=at("Oppsigelse", text) + 1, text="Eieren har nøklene."),
        text=text,
    )
    assert "skrivefeil «jf. punkt 4. Dete» skal være «jf. punkt 4. Dette»" in done.text
    assert "henvisningsfeil «punkt 1» skal være «punkt 4»" in done.text
    assert [f.text for f in done.of("remark")] == ["«Se punkt 3 om oppsigelse.»", "«gjelder etter punkt 3»"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("punkt 3-5", True),
        ("punkt 3–5", True),
        ("punkt 2-3", True),
        ("punkt 3-regelen", False),
        ("punkt 3.1", False),
        ("punkt 30-35", False),
        ("§ 3-5", False),
        ("punktene 3‑5", True),
        ("punkt 2 til 5", True),
        ("pkt. 2 til og med pkt. 4", True),
        ("<punkt 2> til 4", True),
        ("punktene 2, 5 og 7", False),
        ("punkt 2 til 2.9", False),
        ("punkt 2/3", True),
        ("punkt 2 og/eller 3", True),
        ("punkt 1 frem til 4", True),
        ("punkt nr. 2 til 5", True),
        ("punkt 2., 3. og 5", True),
        ("punktene 1, 2, og 3", True),
        ("punkt 2 & 3", True),
        ("punkt 2/4", False),
        ("punktene 1, 2, og 4", False),
    ],
)
def test_what_names_a_clause(words: str, names: bool) -> None:
    """A clause in a range is named, at its ends or between them, whatever dash is in it."""
    assert bool(list(mentioned(f"Se {words} om leie.", ["3"]))) == names


SEVERAL = """\
avtale bod «LEIEAVTALE»; målform bokmål.

punkt 1 «Parter»
«Partene er to, jf. {words}.[opplysning]»

punkt 2 «Leie»

punkt 3 «Varsel»

punkt 4 «Form»

punkt 5 «Slutt»
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("punkt 2 til 5", ["punkt 2 til 5"]), ("punktene 2–5", ["punktene 2–5"]),
        ("<punkt 3> til 5", ["punkt 3 til 5"]), ("<punkt 3> og <punkt 5>", []), ("punkt 1 til 2", []),
        ("<punkt 3>, 4 og 5", ["punkt 3, 4 og 5"]),
    ],
)  # fmt: skip
def test_several_clauses_named_at_once(words: str, told: list[str]) -> None:
    """They do not follow as one reference does, and are told with their place."""
    text = SEVERAL.format(words=words)
    new = Edit(kind="insert", block=at("Varsel", text), text="Nøkler", line="heading", level=1)
    done = imported(new, text=text)
    assert [(f.text, f.place) for f in done.of("range")] == [(each, "avsnitt 2") for each in told]
    report = " ".join(line.text for line in import_lines(done, "bod.vka", language="en"))
    assert ("Several clauses named at once" in report) == bool(told)


@pytest.mark.parametrize("now", ["kr 12 000 000", "kr 12 000,50"])
def test_a_quotation_follows_a_value_that_begins_as_it_did(now: str) -> None:
    """«kr 12 000» can be found in «kr 12 000 000», and is not what stands there."""
    slip = "skrivefeil «Leien er kr 12 000» skal være «Leia er kr 12 000»; fordi «ord».\n"
    text = SOURCE.replace("verdi leie", f"{slip}verdi leie")
    done = imported(Edit(kind="value", name="leie", text=now), text=text)
    assert f"skrivefeil «Leien er {now}» skal være «Leia er {now}»" in done.text
    assert not done.of("quotation")


@pytest.mark.parametrize(
    ("words", "quoted", "now", "told"),
    [
        ("Boden er på 12", "Boden er på 12", "120", True),
        ("Boden er på 12", "Boden er på 12", "12 000", True),
        ("Boden er på 12", "Boden er på 12", "12,5", True),
        ("Boden er på 12", "Boden er på 12", "12. 3", False),
        ("Boden er på 12", "Boden er på 1", "13", False),
    ],
)
def test_a_quotation_that_ends_in_a_number(words: str, quoted: str, now: str, told: bool) -> None:
    """A number that has become a longer one is another; a quotation of half a number is left as it is."""
    text = SOURCE.replace("Utgifter", f"{words} rom. Utgifter")
    text = text.replace("verdi leie", f"skrivefeil «{quoted}» skal være «Bua»; fordi «ord».\nverdi leie")
    block = at("Leien er", text)
    pieces = source(text).printed[block].pieces
    piece = next(n for n, p in enumerate(pieces) if words in p.text)
    start = pieces[piece].text.index("12")
    done = imported(Edit(kind="words", block=block, piece=piece, start=start, end=start + 2, text=now), text=text)
    assert bool(done.of("quotation")) == told


def test_the_agreement_is_folded_once_for_all_its_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many quotations are looked for in the same words."""
    long = SOURCE.replace("er skriftlig", f"er {'svært ' * 200}skriftlig")

    def work(count: int) -> int:
        scanned = "".join(f"skannefeil «Varse1et» skal være «Varselet»; fordi «{n}».\n" for n in range(count))
        read = source(long.replace("taushet nøkler", f"{scanned}taushet nøkler"))
        signs = 0

        def counted(words: str) -> str:
            nonlocal signs
            signs += len(words)
            return folded(words)

        monkeypatch.setattr(quotations, "folded", counted)
        nothing = Renumbered(to={}, anchors={}, wrong={})
        assert quotations.after_edit(read, read, nothing) == ([], [])
        return signs

    assert work(20) < 1.5 * work(10)


def test_nothing_follows_in_an_untouched_document() -> None:
    """No quotation is rewritten where nothing was."""
    from dsl.edits.importing import import_document

    read = source(QUOTING)
    done = import_document(read, apply_to_document(document(read), ()), "bod.vka")
    assert (done.text, done.findings) == (QUOTING, ())


@pytest.mark.parametrize(
    ("part", "here", "whole"),
    [("5 kroner", "for 5 kroner", True), ("5 kroner", "for 15 kroner", False), ("5 kroner", "for 1,5 kroner", False),
     ("500 kroner", "for 500 kroner", True), ("500 kroner", "for 12 500 kroner", False),
     ("50 kroner", "i 2026 50 kroner", True), ("5000 kroner", "i 2026 5000 kroner", True),
     ("kr 12", "av kr 12 i året", True), ("kr 12", "av kr 12 500", False), ("kr 12", "av kr 12 5000", True),
     ("kr 12", "av kr 12,50", False), ("kr 12", "av kr 12.", True), ("kr 12", "av kr 123", False),
     ("varsel", "varselet", True), ("varsel 2", "varsel 2 og 3", True), ("varsel 2", "varsel 23", False),
     ("varsel", "frist", False)],
)  # fmt: skip
def test_a_number_is_not_found_within_a_longer_one(part: str, here: str, *, whole: bool) -> None:
    assert is_in(part, here, whole_numbers=True) == whole
    assert is_in(part, here, whole_numbers=False) == (part in here)
