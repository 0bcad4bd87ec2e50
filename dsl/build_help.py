"""Small help for the parse-tree callbacks: spans, names, relations."""

from __future__ import annotations

import re
from typing import Any

from lark import Token

from dsl import syntax as s

_SPACE = re.compile(r"\s+")
_SOFT_SPACE = re.compile(r"[^\S\u00a0]+")  # a hard blank is part of an amount's spelling
RELATIONS = {
    "=": "=", "≠": "≠", "≤": "≤", "≥": "≥", "<": "<", ">": ">",
    "lik": "=", "likt": "=", "ulik": "≠", "ulikt": "≠", "minst": "≥", "høyst": "≤", "mer enn": ">",
    "mindre enn": "<", "senest": "≤", "tidligst": "≥", "før": "<", "etter": ">",
}  # fmt: skip
COLLECTIONS = {
    "summen av": "sum", "produktet av": "product", "den tidligste": "min", "den laveste": "min",
    "den seneste": "max", "den høyeste": "max",
}  # fmt: skip


def words(text: str) -> str:
    """The same words with single spaces."""
    return _SPACE.sub(" ", text).strip()


def span_of(*parts: Any) -> s.Span:
    """The span from the first to the last part that has a place."""
    start = end = None
    for part in parts:
        if part is None or isinstance(part, bool):
            continue
        if isinstance(part, (list, tuple)):
            if not part:
                continue
            part = span_of(*part)
        first, last = _ends(part)
        if first is None:
            continue
        start = first if start is None or first < start else start
        end = last if end is None or (last is not None and last > end) else end
    return s.Span(start or 0, end or 0)


def _ends(part: Any) -> tuple[int | None, int | None]:
    if isinstance(part, Token):
        return part.start_pos, part.end_pos
    place = part if isinstance(part, s.Span) else getattr(part, "span", None)
    return (None, None) if place is None or place == s.NOWHERE else (place.start, place.end)


def name_of(token: Token) -> s.Name:
    """The name a token is."""
    return s.Name(str(token), token_span(token))


def token_span(token: Token) -> s.Span:
    """Where a token stands."""
    assert token.start_pos is not None
    assert token.end_pos is not None
    return s.Span(token.start_pos, token.end_pos)


def literal_of(token: Token) -> s.LiteralExpr:
    """The literal a token is; white space in it counts as one blank."""
    return s.LiteralExpr(token.type, _SOFT_SPACE.sub(" ", token), token_span(token))


def bounds_of(token: Token | None) -> tuple[str, ...]:
    """What «(tidligst samme dag og når den er sendt)» names: «samme dag», «når den er sendt»."""
    if token is None:
        return ()
    return tuple(re.split(r" og (?=samme dag\b|når\b)|, ", words(token[1:-1]).removeprefix("tidligst ")))


Kids = list[Any]


def trailers_of(children: Kids) -> tuple[s.Trailer, ...]:
    """The side remarks among the children of a rule."""
    return tuple(x for x in children if isinstance(x, s.Trailer))
