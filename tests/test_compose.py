"""From contract to document: every word in order, headings, lists, values that explain themselves, links that lead."""

from dsl.contract import Bit, Block, Contract, Correction
from dsl.pipeline import load_text
from dsl.record import changed
from renderers.compose import compose
from renderers.document import Citation, Emphasis, Heading, Inline, List, Paragraph, Value

SOURCE = """
avtale naust «AVTALE OM LEIE AV NAUST»; målform bokmål; kilde «prøve».

«Husleieloven, <lov 26.3.1999 nr. 17>.[opplysning]»

lov husleieloven «husleieloven» «lov 26.3.1999 nr. 17» «LOV-1999-03-26-17».

punkt 1 «Partene»
«Eier er {Fjord}.[Fjord]   Leier er
{Vik}.[Vik] *Begge er enige*.[opplysning]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren): alle andre parter.

punkt 2 «Oppsigelse»
punkt 2.1 «Frist på {frist}»
verdi frist er 3 måneder.
verdi fristdag er hver 1/1.
«Avtalen kan sies opp per {fristdag} med frist {frist}, jf. <punkt 1> og <§ 9-6 husleieloven>, se <§ 20-4>.[opplysning]»
henvisningsfeil «§ 20-4» skal være «§ 9-7»; fordi «feil paragraf».
- «båt[opplysning]»
- «tau[opplysning]»
a. «nøkler[opplysning]»
«Slutt.[opplysning]»
- «mer[opplysning]»

punkt 3 «Ingenting»
"""


def contract() -> Contract:
    """The contract of SOURCE; the text has errors only where it says no more than it must."""
    loaded = load_text(SOURCE, "naust.vka")
    assert loaded.contract is not None, loaded.diagnostics
    return loaded.contract


def inlines(block: object) -> tuple[Inline, ...]:
    """The line of a paragraph or heading."""
    assert isinstance(block, Paragraph | Heading)
    return block.inlines


def test_every_word_stands_in_order() -> None:
    """The document says the contract's words, those before the first clause as its legal basis."""
    document = compose(contract())
    assert document.plain_text().splitlines() == [
        "AVTALE OM LEIE AV NAUST",
        "Husleieloven, lov 26.3.1999 nr. 17.",
        "1. Partene",
        "Eier er Fjord. Leier er Vik. Begge er enige.",
        "2. Oppsigelse",
        "2.1. Frist på 3 måneder",
        "Avtalen kan sies opp per 1/1 med frist 3 måneder, jf. punkt 1 og § 9-6 husleieloven, se § 20-4.",
        "- båt",
        "- tau",
        "a. nøkler",
        "Slutt.",
        "- mer",
        "3. Ingenting",
    ]
    assert [paragraph.plain_text() for paragraph in document.legal_basis] == ["Husleieloven, lov 26.3.1999 nr. 17."]


def test_headings_have_levels_and_anchors() -> None:
    """2.1 stands one level below 2, and each can be linked to."""
    headings = compose(contract()).headings()
    assert [(heading.number, heading.level, heading.anchor) for heading in headings] == [
        ("1", 1, "punkt-1"),
        ("2", 1, "punkt-2"),
        ("2.1", 2, "punkt-2-1"),
        ("3", 1, "punkt-3"),
    ]


def test_items_stand_together() -> None:
    """Bullets are one list and letters another; a paragraph between them divides."""
    lists = [block for block in compose(contract()).blocks if isinstance(block, List)]
    assert [[item.label for item in block.items] for block in lists] == [["-", "-"], ["a."], ["-"]]


def test_values_explain_themselves() -> None:
    """A value's title says its name and the value in full; a party's says who it is."""
    values = {
        inline.name: inline
        for block in compose(contract()).blocks
        if isinstance(block, Paragraph | Heading)
        for inline in block.inlines
        if isinstance(inline, Value)
    }
    assert values["fristdag"] == Value("1/1", "fristdag", title="fristdag: hver 1. januar")
    assert values["frist"] == Value("3 måneder", "frist", title="frist: 3 måneder")
    assert values["Fjord"] == Value("Fjord", "Fjord", title="Fjord: Fjord AS")


def test_citations_lead_where_they_should() -> None:
    """A clause is linked to, a law named with its number, and a declared wrong reference says the right one."""
    (found,) = (b for b in compose(contract()).blocks if isinstance(b, Paragraph) and "jf." in b.plain_text())
    assert [inline for inline in found.inlines if isinstance(inline, Citation)] == [
        Citation("punkt 1", "punkt 1", href="#punkt-1"),
        Citation("§ 9-6 husleieloven", "husleieloven (LOV-1999-03-26-17)"),
        Citation("§ 20-4", "henvisningsfeil: skal være «§ 9-7»"),
    ]


def test_emphasis_is_kept() -> None:
    """Words in italics are italic."""
    blocks = compose(contract()).blocks
    assert Emphasis("Begge er enige") in inlines(blocks[1])


def test_a_skipped_level_is_drawn_in() -> None:
    """1.1.1 right below 1 is printed as level 2: a document's outline has no holes."""
    bits = (Bit("text", "Ord"),)
    blocks = (Block("heading", "1", bits, "1"), Block("heading", "1.1.1", bits, "1.1.1"))
    document = compose(changed(contract(), blocks=blocks))
    assert [heading.level for heading in document.headings()] == [1, 2]


def test_a_link_to_a_clause_elsewhere_is_no_link() -> None:
    """A citation of a clause that is not in the document names it only."""
    bits = (Bit("text", "se "), Bit("citation", "punkt 9", "punkt 9"))
    document = compose(changed(contract(), blocks=(Block("paragraph", "", bits, ""),)))
    assert document.legal_basis[0].inlines[1] == Citation("punkt 9", "punkt 9")


def test_a_wrong_reference_without_a_correction_in_its_clause_says_that_it_is_wrong() -> None:
    """The right reference is only told where the correction is for this clause."""
    made = contract()
    elsewhere = tuple(Correction(each.kind, each.printed, each.right, each.reason, "1") for each in made.corrections)
    (found,) = (
        b
        for b in compose(changed(made, corrections=elsewhere)).blocks
        if isinstance(b, Paragraph) and "jf." in b.plain_text()
    )
    assert Citation("§ 20-4", "feil") in found.inlines


def test_items_before_the_first_clause_keep_their_labels() -> None:
    """What stands under the title is printed as signed, labels too."""
    blocks = (Block("item", "a.", (Bit("text", "først"),), ""),)
    assert compose(changed(contract(), blocks=blocks)).plain_text().splitlines()[1] == "a. først"
