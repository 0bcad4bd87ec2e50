"""Values as people write them in a document, and what is never guessed."""

from __future__ import annotations

import pytest

from dsl.edits.values import new_spelling, typed_in
from dsl.edits.written import as_literal
from dsl.literals import LiteralError, read_literal
from dsl.syntax import ValueDecl
from tests.edit_scripts import Edit
from tests.test_import import imported, source

DECLARED = """\
avtale verdier «VERDIER».

punkt 1 «Verdier»
«{beløp}, {sats}, {frist}, {takt}, {dag}, {dato}, {antall}, {ofte}.[opplysning]»
verdi beløp er kr 9.000.000.
verdi sats er 5%.
verdi frist er 1 år.
verdi takt er hvert fjerde år.
verdi dag er hver 1/1.
verdi dato er 1.1.2027.
verdi antall er 2019.
verdi ofte er kvartalsvis.
"""

STANDING = (
    ("kr 500 000", "beløp"),
    ("6,25 %", "prosent"),
    ("2 måneder", "periode"),
    ("1/1", "årsdag"),
    ("hvert fjerde år", "gjentakelse"),
    ("1.1.2027", "dag"),
    ("10 000", "tall"),
    ("1/3", "brøk"),
)


def declared(name: str) -> ValueDecl:
    """A declaration of the agreement above."""
    return source(DECLARED).values[name]


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("beløp", "kr. 500.000,-", "kr 500.000"),
        ("beløp", "500.000 kr", "kr 500.000"),
        ("beløp", "500 000,–", "kr 500.000"),
        ("beløp", "kr 500 000,00", "kr 500 000,00"),
        ("beløp", "NOK 500 000", "kr 500.000"),
        ("beløp", "9,5 millioner kroner", "kr 9.500.000"),
        ("beløp", "kr 9,5 mill.", "kr 9.500.000"),
        ("beløp", "to millioner kroner", "kr 2.000.000"),
        ("beløp", "750 tusen kr", "kr 750.000"),
        ("sats", "fem prosent", "5%"),
        ("sats", "7,5 prosent", "7,5%"),
        ("sats", "6 pst.", "6%"),
        ("sats", "seks (6) prosent", "6%"),
        ("frist", "6 mnd", "6 måneder"),
        ("frist", "6 mnd.", "6 måneder"),
        ("frist", "1 mnd.", "1 måned"),
        ("frist", "seks (6) måneder", "6 måneder"),
        ("frist", "et halvt år", "6 måneder"),
        ("takt", "annethvert år", "hvert annet år"),
        ("takt", "annet hvert år", "hvert annet år"),
        ("takt", "tredjehvert år", "hvert tredje år"),
        ("dag", "1. jan.", "1/1"),
        ("dag", "1. jul.", "1/7"),
        ("dato", "1. jan. 2028", "1.1.2028"),
        ("antall", "to", "2"),
    ],
)
def test_what_is_certain_is_read(name: str, text: str, written: str) -> None:
    """It is written as the declaration has it."""
    assert (new_spelling(declared(name), {text: 1}).written or "").removeprefix("hver ") == written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("beløp", "500.00"),
        ("beløp", "kr 500.00"),
        ("beløp", "500.00,-"),
        ("beløp", "500 000"),
        ("beløp", "1.500 millioner kroner"),
        ("beløp", "9,5 millioner"),
        ("beløp", "kr 500,50,-"),
        ("beløp", "500 000 kr eks. mva."),
        ("beløp", "ca. kr 500 000"),
        ("sats", "2.500 %"),
        ("sats", "fem (6) prosent"),
        ("frist", "seks (7) måneder"),
        ("frist", "6 m"),
        ("takt", "en gang iblant"),
        ("dag", "1.7.2027"),
        ("dato", "1. jan."),
        ("antall", "2019 (valgåret)"),
        ("sats", "2,5 (fem) prosent"),
        ("sats", "0,10 (ti) %"),
        ("beløp", "1,5 (fem) mill. kroner"),
        ("beløp", "kr 1 006 (seks)"),
        ("beløp", "10 (ti) 000 kroner"),
        ("frist", f"fem ({'9' * 5000}) måneder"),
        ("frist", "1" * 40_000),
    ],
)
def test_what_is_not_certain_is_refused(name: str, text: str) -> None:
    """Nothing is guessed."""
    assert new_spelling(declared(name), {text: 1}).written is None


@pytest.mark.parametrize(
    ("name", "example"), [("dag", "1/1"), ("antall", "2019"), ("takt", "hvert fjerde år"), ("beløp", "kr 9.000.000")]
)
def test_the_example_is_of_the_values_own_kind(name: str, example: str) -> None:
    """What to write instead is as the value is written."""
    found = new_spelling(declared(name), {"???": 1})
    assert f"Skriv for eksempel «{example}»." in found.why[0]
    assert f"Write for example “{example}”." in found.why[1]


def test_typed_over_a_control() -> None:
    """All that is written of the amount is the value, not «kr 9»; where that is not certain, nothing is."""
    read = source(DECLARED)
    assert typed_in(read, "beløp", "inntil kr 9,5 millioner i året") == "kr 9,5 millioner"
    assert typed_in(read, "beløp", "inntil kr 500.000,- i året") == "kr 500.000,-"
    assert typed_in(read, "beløp", "inntil kr 1.500 millioner") is None
    assert typed_in(read, "beløp", "Leien er kr 5 Mill. i året") == "kr 5 Mill."
    assert typed_in(read, "beløp", "kr 13 000, – forskudds – i året") == "kr 13 000"
    assert typed_in(read, "frist", "innen 3 måneder – og senest i mai") == "3 måneder"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("beløp", "kr 5 hundre tusen i året"),
        ("beløp", "kr 5 MNOK"),
        ("beløp", "kr 5 ½ million"),
        ("beløp", "kr 5-6 mill. i året"),
        ("beløp", "kr 5 til 6 mill."),
        ("beløp", "kr 5–6"),
        ("frist", "3-6 måneder"),
        ("frist", "3 til 6 måneder"),
        ("frist", "tre eller 6 måneder"),
        ("frist", "3 måneder og 14 dager"),
        ("sats", "5-6 %"),
        ("sats", "5 %-poeng"),
        ("antall", "1.500 mill"),
    ],
)
def test_one_end_of_a_range_is_no_value(name: str, words: str) -> None:
    """Nor is a part of what goes on, or the last of two."""
    assert typed_in(source(DECLARED), name, words) is None


def test_what_the_language_reads_stays_what_it_is() -> None:
    """A spelling that a literal has is never another value for being spelled anew."""
    for text, kind in STANDING:
        assert read_literal(as_literal(text, kind), kind).value == read_literal(text, kind).value
    with pytest.raises(LiteralError):
        read_literal(as_literal("500.00", "beløp"), "beløp")


@pytest.mark.parametrize("spelled", ["12 000 kroner", "12000 kr", "kr 12 000,-"])
def test_a_value_that_is_the_same_is_no_changed_value(spelled: str) -> None:
    """It is told once, as what the source does not say so."""
    done = imported(Edit(kind="value", name="leie", text=spelled))
    assert not done.changed
    (found,) = done.findings
    assert (found.kind, found.was, found.text, found.names) == ("unmapped", "kr 12 000", spelled, ("leie",))
    assert found.why[0].startswith("samme verdi")


@pytest.mark.parametrize(("spelled", "same"), [("kr 12.000", True), ("kr 12.500", False)])
def test_another_spelling_is_told_as_that(spelled: str, same: bool) -> None:
    """The source says it as the document does; the value is what it was."""
    (found,) = imported(Edit(kind="value", name="leie", text=spelled)).findings
    assert (found.kind, found.text) == ("value", spelled)
    assert found.why[0].startswith("samme verdi") == same
