"""Text in which every sign is seen: what is not, and what a terminal would obey, is shown by its name or its number."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_LIKE_OTHERS = frozenset("\u2010\u2011\u034f\u115f\u1160\u3164\ufe0e\ufe0f")
"""Signs that are seen as another is, or not at all: hyphens, fillers, choices of how a sign looks."""
_NAMES = {
    "\u00ad": ("myk bindestrek", "soft hyphen"),
    "\u2010": ("bindestrek", "hyphen"),
    "\u2011": ("hard bindestrek", "non-breaking hyphen"),
    "\u200b": ("mellomrom uten bredde", "zero width space"),
    "\u200c": ("skille uten bredde", "zero width non-joiner"),
    "\u200d": ("binding uten bredde", "zero width joiner"),
    "\u2060": ("ordbinder", "word joiner"),
    "\ufeff": ("merke for byterekkefølge", "byte order mark"),
    "\u200e": ("merke for venstre mot høyre", "left-to-right mark"),
    "\u200f": ("merke for høyre mot venstre", "right-to-left mark"),
    "\u2028": ("linjeskille", "line separator"),
    "\u2029": ("avsnittsskille", "paragraph separator"),
}
_ALONE = re.compile(r"(?<=[«“])(.)(?=[»”])", re.DOTALL)


def seen(text: str, language: str = "nb") -> str:
    """The text with what is not seen in ‹ ›; a sign that stands alone in quotation marks has its number too."""
    if not any(map(_is_unseen, text)):
        return text
    named = _ALONE.sub(lambda found: _alone(found[1], language), text)
    return "".join(f"‹{_name(sign, language) or _number(sign)}›" if _is_unseen(sign) else sign for sign in named)


def _alone(sign: str, language: str) -> str:
    if not _is_unseen(sign):
        return sign
    name = _name(sign, language)
    return f"{name}, {_number(sign)}" if name else _number(sign)


def _name(sign: str, language: str) -> str:
    return _NAMES.get(sign, ("", ""))[language == "en"]


def _number(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _is_unseen(sign: str) -> bool:
    if sign in "\t\n\r\x0b\x0c":
        return False
    return sign in _LIKE_OTHERS or unicodedata.category(sign) in _UNSEEN
