"""Declared values as a document has them: read by their type, and spelled anew in their declaration, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from dsl import syntax as s
from dsl.edits.tokens import is_unprintable
from dsl.edits.written import as_literal, as_people_write
from dsl.escapes import escaped, quotable
from dsl.literals import LiteralError, find_literals, print_like, read_literal
from dsl.parse import parse_agreement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsl.edits.lines import Source
    from dsl.values import Value

_KINDS = {
    "DATO": "dag", "AARSDAG": "årsdag", "GJENTAKELSE": "gjentakelse", "PERIODE": "periode", "BELOEP": "beløp",
    "PROSENT": "prosent", "BROEK": "brøk", "TALL": "tall",
}  # fmt: skip
_EVERY = re.compile(r"^hvert?\s+(?=\d)")


_SAME = (
    "samme verdi som i kilden, skrevet på en annen måte; kilden er ikke endret",
    "the same value as in the source, written another way; the source is not changed",
)

_SPELLED = ("samme verdi, skrevet på en annen måte", "the same value, written another way")


@frozen(kw_only=True)
class Spelling:
    """What a value's declaration is to say (None: nothing is written), and why not, or why otherwise."""

    written: str | None
    why: tuple[str, str] = ("", "")


def folded(text: str) -> str:
    """The words with single blanks; a hard blank counts as a blank."""
    return " ".join(text.split())


def new_spelling(decl: s.ValueDecl, texts: Mapping[str, int]) -> Spelling:
    """What the declaration is to say when the document's controls hold ``texts`` (each with how often)."""
    name = decl.noun.base.text
    if len(texts) > 1:
        listed = ", ".join(f"«{text}»" for text in texts)
        return Spelling(
            written=None,
            why=(
                f"«{name}» står med flere verdier ({listed}); erklæringen er ikke endret. Skriv den samme alle steder",
                f"“{name}” stands with several values ({listed}); the declaration is not changed. Write one everywhere",
            ),
        )
    (text,) = texts
    if not text:
        return Spelling(
            written=None,
            why=(f"verdien «{name}» er tømt; erklæringen er ikke endret", f"the value “{name}” has been emptied"),
        )
    return _literal(decl, text) if decl.literal is not None else _words(decl, text)


def _literal(decl: s.ValueDecl, text: str) -> Spelling:
    assert decl.literal is not None
    kind = _KINDS[decl.literal.kind]
    try:
        value = _read(text, kind, folded(_EVERY.sub("", decl.spelling)))
    except LiteralError as error:
        return Spelling(
            written=None,
            why=(
                f"verdien «{decl.noun.base.text}» er ikke endret: {error.message_nb}",
                f"the value “{decl.noun.base.text}” is not changed: {error.message_en}",
            ),
        )
    for spelling in (text, f"hver {text}", f"hvert {text}"):
        if _is_read(decl, spelling, text):
            return Spelling(written=spelling, why=_SPELLED if value == _declared(decl, kind) else ("", ""))
    try:
        house = print_like(value, folded(decl.spelling))
    except LiteralError as error:
        return Spelling(written=None, why=(error.message_nb, error.message_en))
    for spelling in (house, f"hver {house}"):
        if _is_read(decl, spelling, folded(_EVERY.sub("", spelling))):
            same = folded(spelling) == folded(decl.spelling)
            why = (f"skrevet «{spelling}»", f"written “{spelling}”")
            return Spelling(written=spelling, why=_SAME if same else why)
    return Spelling(
        written=None,
        why=(
            f"verdien «{decl.noun.base.text}» er ikke endret: «{text}» kan ikke skrives i en erklæring",
            f"the value “{decl.noun.base.text}” is not changed: “{text}” cannot be written in a declaration",
        ),
    )


def _declared(decl: s.ValueDecl, kind: str) -> Value | None:
    """The value of a declaration; None where it is not read by itself."""
    try:
        return _read(folded(_EVERY.sub("", decl.spelling)), kind)
    except LiteralError:
        return None


def _read(text: str, kind: str, example: str = "") -> Value:
    """The value some words are, as the language has it or as people write it; ``example`` is one of its own kind."""
    try:
        return read_literal(text, kind, example).value
    except LiteralError:
        spelled = as_literal(text, kind)
        if spelled == text:
            raise
        try:
            return read_literal(spelled, kind).value
        except LiteralError:
            return read_literal(text, kind, example).value


def _words(decl: s.ValueDecl, text: str) -> Spelling:
    if any(is_unprintable(sign) and sign not in decl.spelling for sign in text):
        spelling, nb, en = "", "en tekst som kan stå i kilden", "a text that can stand in the source"
    elif decl.text is not None:
        spelling, nb, en = f"«{quotable(text)}»", "en tekst", "a text"
    elif decl.citation is not None:
        spelling, nb, en = f"<{escaped(text)}>", "en henvisning", "a citation"
    else:
        spelling, nb, en = text, "ord med komma og «og» mellom", "words with commas and “og” between"
    if _is_read(decl, spelling, text):
        return Spelling(written=spelling)
    name = decl.noun.base.text
    return Spelling(
        written=None,
        why=(
            f"verdien «{name}» er ikke endret: «{text}» er ikke {nb}",
            f"the value “{name}” is not changed: “{text}” is not {en}",
        ),
    )


def _is_read(decl: s.ValueDecl, spelling: str, text: str) -> bool:
    """Is this spelling read as a value of the same kind, and printed as these words?"""
    tree, errors = parse_agreement(f"avtale x «X».\nverdi x er {spelling}.\n")
    if errors or tree is None or len(tree.statements) != 1:
        return False
    read = tree.statements[0]
    if not isinstance(read, s.ValueDecl) or bool(read.text) != bool(decl.text) or bool(read.items) != bool(decl.items):
        return False
    if (read.literal is None) != (decl.literal is None) or (read.citation is None) != (decl.citation is None):
        return False
    if read.literal is not None and decl.literal is not None and read.literal.kind != decl.literal.kind:
        return False
    printed = _EVERY.sub("", read.spelling) if read.literal is not None else read.spelling
    return folded(printed) == text


def typed_in(source: Source, name: str, words: str) -> str | None:
    """A value of this name's type among some words, as it is written there."""
    decl = source.values.get(name)
    if decl is None or decl.literal is None:
        return None
    kind = _KINDS[decl.literal.kind]
    for found in find_literals(words):
        whole = as_people_write(words, found.start, found.end, kind)
        try:
            _read(whole or "", kind)
        except LiteralError:
            continue
        return whole
    return None
