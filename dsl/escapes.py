r"""Signs that mean something between « and », written so that they stand for themselves: ``\[`` is a bracket.

A backslash before one of ``SIGNS`` is an escape, wherever text stands between « and » or a citation between < and >. A
backslash before anything else is a backslash. Paths of files are no text, and are as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SIGNS = "{}[]<>*\\«»"
"""What an escape can stand for."""
SIGN = r"[{}\[\]<>*\\«»]"
ESCAPE = rf"\\{SIGN}"
QUOTED = r"«(?:[^«»\\]|\\[\s\S]|«(?:[^«»\\]|\\[\s\S])*»)*»"
"""What the lexer takes as one text: quotation marks may stand once inside each other, and escaped ones anywhere."""

_ESCAPE = re.compile(ESCAPE)
_SIGN = re.compile(SIGN)
_UNIT = re.compile(rf"{ESCAPE}|\s+|.")
_BACKSLASH = "\\"


def plain(spelled: str, but: str = "") -> str:
    """The signs that a spelling stands for; escapes of the signs in ``but`` are left as they are."""
    if _BACKSLASH not in spelled:
        return spelled
    return _ESCAPE.sub(lambda m: m[0] if m[0][1] in but else m[0][1], spelled)


def escaped(text: str) -> str:
    """A spelling of agreement text in which every sign stands for itself."""
    return _SIGN.sub(r"\\\g<0>", text)


def quotable(text: str) -> str:
    """A spelling of words between « and » that hold no slots and marks: names, titles, remarks.

    Only backslashes and quotation marks mean anything there, and only some of them.
    """
    loose = loose_quotes(text)
    out = []
    for at, sign in enumerate(text):
        means = sign == _BACKSLASH and text[at + 1 : at + 2] in SIGNS  # the closing » follows the last
        out.append(f"\\{sign}" if at in loose or means else sign)
    return "".join(out)


def joined_spellings(parts: Iterable[str]) -> str:
    """Spellings put after each other; a backslash that would make an escape of what follows it is doubled."""
    out: list[str] = []
    for part in parts:
        if part and part[0] in SIGNS and out and out[-1] == _BACKSLASH:
            out[-1] = _BACKSLASH * 2
        if part:
            out.append(part)
    if out and out[-1] == _BACKSLASH:  # a sign that closes the text follows
        out[-1] = _BACKSLASH * 2
    return "".join(out)


def loose_quotes(signs: Sequence[str]) -> frozenset[int]:
    """The places of the quotation marks that do not pair, or stand deeper than text can hold unescaped."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    loose: set[int] = set()
    for at, sign in enumerate(signs):
        if sign == "«":
            opened.append(at)
        elif sign == "»":
            if opened:
                pairs[opened.pop()] = at
            else:
                loose.add(at)
    loose.update(opened)
    end = -1
    for start in sorted(pairs):
        if start < end:
            loose.update((start, pairs[start]))
        else:
            end = pairs[start]
    return frozenset(loose)


def spelled_at(spelled: str, at: int) -> int:
    """Where in a spelling the sign with this place in the text stands; white space counts as one blank."""
    starts = [found.start() for found in _UNIT.finditer(spelled)]
    return starts[at] if at < len(starts) else len(spelled)
