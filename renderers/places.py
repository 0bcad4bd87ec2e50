"""Where in a document a thing stands, in English: places are found and kept as a Norwegian document names them."""

from __future__ import annotations

import re

_PLACES = {
    "innledningen": "the opening",
    "tittelen": "the title",
    "over tittelen": "above the title",
    "først i dokumentet": "first in the document",
    "innholdsfortegnelsen": "the contents",
    "underskriftsfeltet": "the signature block",
    "topptekst": "header",
    "bunntekst": "footer",
}
_BESIDE = (("etter ", "after "), ("under ", "under "))
_COUNTED = {"ledd": "passage", "linje": "line", "avsnitt": "paragraph"}
_LAST = re.compile(rf"(?:(?P<within>.+), )?(?P<what>{'|'.join(_COUNTED)}) (?P<number>\d+)")


def places_in(places: str, language: str) -> str:
    """Places parted by «; » as they are told in a language."""
    return "; ".join(place_in(each, language) for each in places.split("; "))


def place_in(place: str, language: str) -> str:
    """A place as it is told in a language: «punkt 3, ledd 2» is “clause 3, passage 2”. Others are as they are."""
    if language != "en":
        return place
    for norwegian, english in _BESIDE:
        if place.startswith(norwegian):
            return english + place_in(place.removeprefix(norwegian), language)
    found = _LAST.fullmatch(place)
    if found is not None:
        within = f"{place_in(found['within'], language)}, " if found["within"] else ""
        return f"{within}{_COUNTED[found['what']]} {found['number']}"
    if place.startswith("punkt "):
        return f"clause {place.removeprefix('punkt ')}"
    if place.startswith("«") and place.endswith("»"):
        return f"“{place[1:-1]}”"
    return _PLACES.get(place, place)
