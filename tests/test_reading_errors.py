"""Many errors in one file are all told in one run, at the right places, with second places and suggestions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dsl.diagnostics import show
from dsl.pipeline import Loaded, load_text
from tests.work import calls

HEAD = "avtale prøve «PRØVE».\n"

BROKEN_SYNTAX = """\
avtale prøve «AVTALE OM PRØVING».

part A «A kommune» er vert
part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part.
rolle gjest (gjesten): alle andre parter.

punkt 1 «Varsel»

«Oppsigelse gis {varsel} i forveien.[frist]»

verdi varsel 1 år.
verdi sats er 5%.
regel frist: en kommune har frist når kommunen er stor og kommunen er rik eller kommunen er glad.
verdi dag-x er 30.2.2027.
regel frist:
plikt p: verten «rapportere» når avtalen er i kraft.
beløp pris er @.

punkt 2 «Pris»

«Prisen er 100 kroner.[pris]»
"""

BROKEN_MEANING = """\
avtale prøve «AVTALE OM PRØVING».

part A «A kommune» er vert. part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten): alle andre parter.
rolle kommune (kommunen, kommuner): alle parter.

punkt 1 «Varsel»

«Oppsigelse gis {varslingstd} i forveien, senest 2 måneder før.[oppsigelse] Prisen er {pris}.»

verdi varslingstid er 1 år.
verdi pris er kr 100.
verdi pris er kr 200.

hendelse oppsigelse (oppsigelsen): en kommune (si, sier, har sagt) opp avtalen;
  der oppsigelsen er mottatt en dag;
  utføres av kommunen.

regel i-tide: en oppsigelse er gitt i tide
  når oppsigelsen er motatt
    og kommunen har sagt opp avtalen.

regel rimelig: prisen er rimelig når {pris} er lik {varslingstid}.

beløp sum er {pris} · {pris}.

punkt 1 «Pris»

«Se <punkt 9> og <kommuneloven § 1>.[rimelig, rimlig]»
"""


def lines(loaded: Loaded) -> list[tuple[int, str]]:
    """Line and code of each error, in order."""
    return [(loaded.source.position(d.span.start)[0], d.code) for d in loaded.diagnostics]


def shown(text: str, language: str = "nb") -> str:
    """All errors of an agreement as they are shown."""
    loaded = load_text(text, "prøve.vka")
    return (
        "\n\n".join(show(d, loaded.source, loaded.heading_at(d.span.start), language) for d in loaded.diagnostics)
        + "\n"
    )


def test_every_broken_statement_is_told(golden: Callable[[str, str], None]) -> None:
    """Reading goes on after each broken statement; errors of meaning in whole ones are told in the same run."""
    golden("errors_syntax.txt", shown(BROKEN_SYNTAX))
    assert lines(load_text(BROKEN_SYNTAX)) == [
        (3, "V101"), (12, "V101"), (14, "V108"), (15, "V109"), (16, "V101"), (17, "V101"), (18, "V103"), (22, "V401"),
    ]  # fmt: skip


def test_every_error_of_meaning_is_told(golden: Callable[[str, str], None]) -> None:
    """Names, types and text: all in one run, with places, second places, and «mente du» where there is one."""
    golden("errors_meaning.txt", shown(BROKEN_MEANING))
    golden("errors_meaning_en.txt", shown(BROKEN_MEANING, "en"))
    assert lines(load_text(BROKEN_MEANING)) == [
        (9, "V202"), (9, "V401"), (9, "V402"), (13, "V201"), (13, "V302"), (13, "V303"), (19, "V505"), (20, "V203"),
        (21, "V205"), (25, "V505"), (27, "V406"), (29, "V404"), (29, "V404"), (29, "V403"),
    ]  # fmt: skip


def test_errors_are_told_from_top_to_bottom_and_once() -> None:
    """In the order of the file, without repeats."""
    for text in (BROKEN_SYNTAX, BROKEN_MEANING):
        found = load_text(text).diagnostics
        assert list(found) == sorted(found, key=lambda d: d.span.start)
        assert len({(d.code, d.span) for d in found}) == len(found)


def test_an_unclosed_quote_is_told_where_it_opens() -> None:
    """Not at the end of the file, where the parser notices."""
    loaded = load_text(HEAD + "punkt 1 «Parter\n\nverdi tid er 1 år.\npunkt 2 «Tid»\n")
    assert lines(loaded) == [(2, "V102")]
    (error,) = loaded.diagnostics
    assert loaded.source.position(error.span.start) == (2, 9)


def test_og_and_eller_mixed_are_told_at_the_second_kind() -> None:
    """The place is the word that changes from one to the other; with parentheses there is no error."""
    body = "faktum f: noe er stort.\nregel r: alt er stort når noe er stort og noe er stort {} noe er stort.\n"
    mixed = load_text(HEAD + body.format("eller"))
    (error,) = (d for d in mixed.diagnostics if d.code == "V108")
    assert mixed.source.text[error.span.start : error.span.end] == "eller"
    assert [d.code for d in load_text(HEAD + body.format("og")).diagnostics] == ["V505"]


@pytest.mark.parametrize(
    ("body", "suggestion"),
    [
        ("verdi varslingstid er 1 år.\npunkt 1 «X»\n«Gis {varslingtid} før.[opplysning]»", "{varslingstid}"),
        ("verdi tid er 1 år.\npunkt 1 «X»\n«Gis 1 år før.[opplysning]»", "{tid}"),
        ("faktum stort: noe er stort.\npunkt 1 «X»\n«Alt er bra.[stor]»", "stort"),
        ("faktum f: noe er stort.\nregel r: alt er stort når noe er stor.", "noe er stort"),
        ("verdi varslingstid er 1 år.\ndag d er {varslingtid} før 1.1.2026.", "{varslingstid}"),
        (
            "rolle kommune (kommunen): alle parter.\nregel r: x er y alltid.\n"
            "spørsmål q: nb «Er {komune}?» svar om x er y.",
            "kommune",
        ),
    ],
)
def test_suggestions(body: str, suggestion: str) -> None:
    """A misspelt name is told with the name it resembles."""
    found = [d.suggestion for d in load_text(HEAD + body).diagnostics if d.suggestion]
    assert found == [suggestion]


def test_a_name_used_twice_shows_both_places() -> None:
    """The error stands at the second, the note at the first."""
    loaded = load_text(HEAD + "verdi tid er 1 år.\n\nverdi tid er 2 år.\n")
    (error,) = (d for d in loaded.diagnostics if d.code == "V201")
    assert loaded.source.position(error.span.start)[0] == 4
    assert [loaded.source.position(n.span.start)[0] for n in error.notes] == [2]


def test_a_missing_full_stop_loses_nothing() -> None:
    """The error stands where the full stop should be, and both statements are read: neither name is unknown."""
    loaded = load_text(
        HEAD + "verdi tid er 1 år  # her\nverdi takt er 2 år.\n"
        "punkt 1 «X»\n«{tid} og {takt}, {rest}.[opplysning]»\nverdi rest er 3 år\n"
    )
    assert lines(loaded) == [(2, "V101"), (6, "V101")]
    assert loaded.source.position(loaded.diagnostics[0].span.end) == (2, 18)
    assert loaded.symbols is not None
    assert {"tid", "takt"} <= loaded.symbols.names.keys()


def test_a_statement_that_runs_into_the_next_loses_only_itself() -> None:
    """Where words of the next statement were already taken in, the next one is still read."""
    loaded = load_text(HEAD + "regel a: noe er stort når noe er rart\nregel b: noe er dyrt alltid.\nverdi x 1 år.\n")
    assert lines(loaded) == [(2, "V101"), (4, "V101")]
    assert loaded.symbols is not None
    assert loaded.symbols.names.keys() == {"b"}


@pytest.mark.parametrize("count", [1, 5, 40])
def test_errors_do_not_hide_each_other(count: int) -> None:
    """n broken statements between whole ones are n errors, each on its line."""
    text = HEAD + "verdi tid er 1 år.\nverdi x 1 år.\n" * count
    broken = [line for line, code in lines(load_text(text)) if code == "V101"]
    assert broken == [3 + 2 * n for n in range(count)]


def test_a_heading_is_named() -> None:
    """The clause an error stands under is part of what is shown."""
    shown_text = shown(HEAD + "punkt 3 «Varsel»\n«Gis 2 uker før.[opplysning]»\n")
    assert "under punkt 3 Varsel" in shown_text


def test_errors_end_on_their_own_line() -> None:
    """A long underline stops at the end of the line it starts on."""
    for text in (BROKEN_SYNTAX, BROKEN_MEANING):
        for line in shown(text).splitlines():
            assert len(line) <= 220


def test_hundreds_of_errors_are_told() -> None:
    """A slip that breaks every sentence of a long file does not keep its reader waiting: eight times the sentences,
    about eight times the work.
    """
    two = "faktum f{0}: noe{0} er stort.\nregel r{0}: alt{0} er stort når noe{0} er stor.\n"

    def told(pairs: int) -> None:
        found = load_text(HEAD + "".join(map(two.format, range(pairs)))).diagnostics
        assert len([d for d in found if d.code == "V203"]) == pairs

    told(1)  # what is made once
    assert calls(lambda: told(800)) < 12 * calls(lambda: told(100))
