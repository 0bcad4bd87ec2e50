"""``docs/errors.md``: every error with an example and the message as it is shown, in both languages.

``python -m dsl.catalogue_page > docs/errors.md`` writes it.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from dsl.catalogue import ENTRIES
from dsl.catalogue_entry import Entry
from dsl.diagnostics import Diagnostic, Part, SourceText, problem, show
from dsl.syntax import NOWHERE

if TYPE_CHECKING:
    from pathlib import Path

    from dsl.pipeline import Loaded

CASE_AGREEMENT = """\
avtale prøve «PRØVE».
part A «A kommune» er kommune. part B «B kommune» er kommune.
rolle kommune (kommunen, kommuner): alle parter.
rolle gjest (gjesten): ingen part ennå.
ting eiendel (eiendelen).

punkt 1 «Prøve»

«Enhver kommune kan si opp avtalen.[oppsigelse, virkning, frist] Eiendeler kan være felles.[felles, delt,
ført, kostnad] Nye kan søke opptak.[søknad, opptak] Avtalen
godkjennes.[godkjenning, inngått]»

hendelse oppsigelse (oppsigelsen): en kommune (si, sier, har sagt) opp avtalen;
  der oppsigelsen er mottatt en dag (tidligst samme dag);
  utføres av kommunen; følger godkjenning; bare av part.
hendelse godkjenning (godkjenningen): en kommune (godkjenne, godkjenner, har godkjent) avtalen; utføres av kommunen.
regel inngått: avtalen er inngått når enhver kommune har godkjent avtalen.
hendelse søknad (søknaden): en gjest (søke, søker, har søkt) opptak; utføres av gjesten.
regel opptak: en gjest er tatt opp når gjesten har søkt opptak.
beløp kostnad (kostnaden) i et år oppgis i saken.
faktum felles: en eiendel er felles.
faktum ført: en eiendel er ført hos en kommune (høyst én).
regel delt: en eiendel deles når eiendelen er felles.
regel virkning: en oppsigelse gjelder når oppsigelsen er mottatt.
regel frist: avtalen har frist
  tolkning av «si opp avtalen»
  lesning a (foretrukket) alltid fordi «x»
  lesning b aldri fordi «y».
"""
"""The agreement that the examples of case errors are about."""

AMENDED = {
    "prøve.vka": CASE_AGREEMENT.replace("«PRØVE».", "«PRØVE»; den 7.11.2019.", 1),
    "endring1.vka": "endringsavtale e1 «Endring 1» til «prøve.vka» fra 1.1.2023. opphev delt.\n",
    "sak.vka": "sak s til prøve.\n",
    "eksempel.vka": "",
}
"""The files beside the examples of amendments."""
_STATUTE = """\
lovtekst prøveloven «Lov om prøving»; identifikator «LOV-1».

paragraf 1 «Utgang»

«Enhver kan gå ut.[lovens-utgang]»

rolle kommune (kommunen, kommuner): alle parter.
hendelse melding (meldingen): en kommune (melde, melder, har meldt) seg ut; utføres av kommunen.
tilstand ute: en kommune (gå, går, har gått) ut.
kompetanse lovens-utgang: enhver kommune kan gå ut ved en melding fra kommunen; fravikelig.

«Alt skal være skriftlig.[lovens-form]»

regel lovens-form: alt er skriftlig alltid; ufravikelig.
"""
"""The statute that the examples of errors of rank build on, as «prøveloven.vka»."""

_FIRST = "avtale prøve «PRØVE».\n"
_FIRST_OF_CASE = "sak s til prøve.\n"
_SECTIONS = {
    "V1": ("Lesing", "Reading"),
    "V2": ("Navn", "Names"),
    "V3": ("Typer", "Types"),
    "V4": ("Avtaletekst", "Text and coverage"),
    "V5": ("Tolkning, rang og bruk", "Readings, rank and use"),
    "V6": ("Saker", "Cases"),
    "V8": ("Endringsavtaler", "Amendments"),
}
_TWO_FILES = ("V509", "V511")
_ABOUT_FILES = ("V111", "V112", "V113", "V118")
_IN_SERIES = ("V611", "V612", "V613", "V616")
_INTRODUCTION = """\
# Feilmeldinger · Error messages

Denne siden er laget av tabellen i `dsl/catalogue.py`. Hver feil står med et eksempel og meldingen slik den vises.
Sakene under V6 gjelder avtalen som står der, og «prøveloven.vka» under V5 er loven som står der. Endringsavtalene under
V8 endrer avtalen under V6 (`prøve.vka`), datert 7.11.2019.

This page is made from the table in `dsl/catalogue.py`. Each error comes with an example and the message as it is shown.
The cases under V6 are about the agreement shown there, and “prøveloven.vka” under V5 is the statute shown there. The
amendments under V8 change the agreement under V6 (`prøve.vka`), dated 7 November 2019.
"""


def example_source(code: str) -> SourceText | None:
    """The file of an entry's example; None for the errors that are about files and bytes."""
    entry = ENTRIES[code]
    if not entry.example and not entry.whole:
        return None
    if entry.series and code in _IN_SERIES:
        return SourceText("serie.csv", entry.series)
    first = "" if entry.whole else _FIRST_OF_CASE if entry.case else _FIRST
    text = first + entry.example + ("\n" if entry.example else "")
    if code in _TWO_FILES:
        return SourceText("eksempel.vka", f"{text}\n{_STATUTE}", (Part(len(text) + 1, "prøveloven.vka"),))
    return SourceText("eksempel.sak" if entry.case else "eksempel.vka", text)


def _own(source: SourceText) -> str:
    """The text of the example itself, without the file it builds on."""
    return source.text[: source.parts[0].start - 1] if source.parts else source.text


def example_errors(code: str) -> tuple[Diagnostic, ...]:
    """What reading an entry's example reports."""
    from dsl.amendments.load import load_amended
    from dsl.files import LIMIT
    from dsl.parse import decode
    from dsl.pipeline import load_text

    source = example_source(code)
    if code in _ABOUT_FILES:
        return (problem(code, NOWHERE, name="avtale.vka"),)
    if source is None:
        data = "avtale grønn".encode("latin-1") if code == "V105" else bytes(LIMIT + 1_000_000)
        return tuple(decode(data)[1])
    if ENTRIES[code].case:
        return _case_errors(ENTRIES[code])
    if ENTRIES[code].amends:
        return load_amended(source.text, source.name, _beside).diagnostics
    if code in _TWO_FILES:
        return load_text(_own(source), source.name, lambda _: _STATUTE.encode()).diagnostics
    return load_text(source.text, source.name).diagnostics


def _beside(name: Path | str) -> bytes | Diagnostic:
    text = AMENDED.get(str(name))
    return text.encode() if text is not None else problem("V111", NOWHERE, name=str(name))


def _case_errors(entry: Entry) -> tuple[Diagnostic, ...]:
    """What a case reports, with the entry's series lying beside it."""
    from dsl.case_reader import load_case_text

    text = ("" if entry.whole else _FIRST_OF_CASE) + entry.example + "\n"
    return load_case_text(text, "eksempel.sak", _agreement(), lambda path: entry.series.encode()).diagnostics


@lru_cache(maxsize=1)
def _agreement() -> Loaded:
    from dsl.pipeline import load_text

    return load_text(CASE_AGREEMENT, "prøve.vka")


def page() -> str:
    """The text of ``docs/errors.md``."""
    parts = [_INTRODUCTION]
    section = ""
    for code, entry in ENTRIES.items():
        if code[:2] != section:
            section = code[:2]
            parts.append(f"## {section} {' · '.join(_SECTIONS[section])}\n")
            if section == "V5":
                parts.append(_fenced("text", _STATUTE))
            if section == "V6":
                parts.append(_fenced("text", CASE_AGREEMENT))
        parts.append(_entry(code, entry))
    return "\n".join(parts)


def _entry(code: str, entry: Entry) -> str:
    source = example_source(code) or SourceText("eksempel.vka", "")
    found = next((d for d in example_errors(code) if d.code == code), None)
    assert found is not None, f"the example of {code} does not produce it"
    parts = [f"### {code}\n", _said(entry.nb, entry.do_nb), _said(entry.en, entry.do_en)]
    if source.text:
        parts.append(_fenced("text", _own(source)))
    parts += [_fenced("text", show(found, source, language=language)) for language in ("nb", "en")]
    return "\n".join(parts)


def _said(message: str, advice: str) -> str:
    """A message and its advice with their blanks: ``{{`` is how the table writes a brace."""
    return f"**{_escaped(message)}** — {_escaped(advice)}\n"


def _escaped(text: str) -> str:
    for sign in "<>[]*_":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("{{", "{").replace("}}", "}")


def _fenced(kind: str, text: str) -> str:
    return f"```{kind}\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a page is UTF-8 whatever the terminal is
    sys.stdout.write(page())
