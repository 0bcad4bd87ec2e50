"""Types in words a person reads, and the result type of a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.core import Type

if TYPE_CHECKING:
    from dsl.matching import Match

_WORDS = {
    "ja": "et vilkår", "dag": "en dag", "år": "et år", "beløp": "et beløp", "andel": "en andel", "tall": "et tall",
    "periode": "en periode", "tekst": "en tekst", "årsdag": "en dag i året", "gjentakelse": "dager som gjentas",
    "liste": "en liste", "ord": "et ord fra et utvalg", "noe": "noe", "feil": "noe ukjent",
}  # fmt: skip


def describe(type_: Type) -> str:
    """«en dag», «et beløp», «en hendelse av slaget oppsigelse» …"""
    match type_.kind:
        case "part":
            return f"en part ({type_.name})" if type_.name else "en part"
        case "hendelse":
            return f"en hendelse ({type_.name})"
        case "ting":
            return f"en ting ({type_.name})"
        case "utvalg":
            return f"et av valgene i {type_.name}"
    return _WORDS.get(type_.kind, type_.kind)


def result_of(match: Match) -> Type:
    """The type a matched quantity has."""
    return match.pattern.result
