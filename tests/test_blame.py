"""An error of type is shown at the value it comes from, with the rules that use it as second places."""

from dsl.diagnostics import show
from dsl.pipeline import load_text

HEAD = """avtale a «A».
part A «A kommune» er vert.
part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten): alle andre parter.
punkt 1 «Pris»
«Prisen er {sats} av {sum}.[pris]»
"""
RULES = "beløp pris (prisen) er {sats} · {sum}.\n"


def places(text: str) -> list[tuple[str, str, list[str]]]:
    """Code, what is underlined, and what is underlined at the second places, of the errors of type."""
    loaded = load_text(text)
    return [
        (d.code, text[d.span.start : d.span.end], [text[n.span.start : n.span.end] for n in d.notes])
        for d in loaded.diagnostics
        if d.code.startswith("V30")
    ]


def test_a_value_of_the_wrong_kind_is_shown_first() -> None:
    """Whoever changed the value is led to it, and to the rule that uses it."""
    assert places(HEAD + "verdi sats er 3 måneder.\nverdi sum er kr 100.\n" + RULES) == [
        ("V302", "3 måneder", ["sats} · {sum", "kr 100"]),
    ]


def test_of_two_values_the_one_in_most_errors_is_shown() -> None:
    """«sum» is right, and used wrongly only in the company of «sats»."""
    more = "beløp gebyr (gebyret) er {sats} · kr 5.\n"
    found = places(HEAD + "verdi sats er 3 måneder.\nverdi sum er kr 100.\n" + RULES + more)
    assert {underlined for _, underlined, _ in found} == {"3 måneder"}


def test_a_value_that_fits_elsewhere_is_not_at_fault() -> None:
    """One rule of three is wrong: the error stands there, and the value is the second place."""
    right = "beløp en (den) er {sats} · kr 5.\nbeløp to (begge) er {sats} · kr 7.\n"
    wrong = "beløp pris (prisen) er {sats}.\nverdi sum er kr 100.\n"
    assert places(HEAD + "verdi sats er 5 %.\n" + right + wrong) == [("V301", "sats", ["5 %"])]


def test_the_same_error_of_one_value_is_told_once() -> None:
    """Three rules that need the same of the value are three places of one error."""
    rules = "".join(f"beløp {n} ({n}en) er {{sats}}.\n" for n in ("pris", "leie", "avgift", "takst"))
    loaded = load_text(HEAD + "verdi sum er kr 100.\nverdi sats er 5 %.\n" + rules)
    (found,) = (d for d in loaded.diagnostics if d.code == "V301")
    assert len(found.notes) == 3
    assert "verdien er brukt her" in show(found, loaded.source)
    assert "the value is used here" in show(found, loaded.source, language="en")
