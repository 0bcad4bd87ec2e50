"""The signs of the fonts Symbol and Wingdings, which a document names by their place in the font.

Convention: Word writes such a place as a private-use sign, U+F0B3 for place B3. What has no sign of its own in Unicode
here stays private, and an import leaves it out of the source and tells it.
"""

from __future__ import annotations

import re

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
"""The font's places from 20 and from A0; a place without a sign of its own is NUL."""
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF3: "⬄",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {
    "symbol": {
        start + at: sign
        for start, signs in zip((0x20, 0xA0), _SYMBOL, strict=True)
        for at, sign in enumerate(signs)
        if sign != "\0"
    },
    "wingdings": _WINGDINGS,
}
_PRIVATE = 0xF000
_OF_PLACES = re.compile(r"symbol|webdings|wingdings( [23])?")
"""Fonts whose places say nothing of the sign that is seen."""
_PLACED = re.compile("[\uf020-\uf0ff]")
_CODE = re.compile(r"(?![dD][89a-fA-F])[0-9A-Fa-f]{1,4}")


def symbol(font: str, code: str) -> str:
    """The sign that ``w:sym`` shows: its own in Unicode, or a private one if that is not known."""
    if not _CODE.fullmatch(code):
        return "\ufffd"
    number = int(code, 16)
    name = font.strip().lower()
    if not _OF_PLACES.fullmatch(name):
        return chr(number)
    place = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    if place > 0xFF:
        return chr(number)
    return _FONTS.get(name, {}).get(place) or chr(_PRIVATE + place)


def is_placed(text: str) -> bool:
    """Is there any sign that only its font can tell?"""
    return _PLACED.search(text) is not None


def placed(font: str, text: str) -> str:
    """Text in a font of symbols with the signs that are seen."""
    return _PLACED.sub(lambda sign: symbol(font, f"{ord(sign[0]):X}"), text)
