"""A redline as one HTML page that needs nothing else.

Convention: changes are ``ins`` and ``del`` with words for those who hear the page, since colour and strokes alone tell
them nothing (WCAG 1.4.1).
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from renderers.redline.answer_rows import answer_rows
from renderers.redline.model import Redline, RedlineRow, Segment
from renderers.redline.words import Words, words_in
from renderers.to_html import environment


def to_html(redline: Redline, lang: str = "nb") -> str:
    """The redline as a page; ``lang`` is that of our own words."""
    words = words_in(lang)
    shown = [_Shown(row, Markup(" ").join(_parts(row, words))) for row in redline.rows]
    groups = [_Group(key, tuple(group)) for key, group in groupby(shown, key=lambda each: each.row.row.kind == "item")]
    return (
        environment()
        .get_template("redline.html")
        .render(
            redline=redline, groups=groups, words=words, asked=words.asked(redline), lang=lang,
            answers=answer_rows(redline, lang),
        )
    )  # fmt: skip


class _Shown(NamedTuple):
    row: RedlineRow
    html: Markup


class _Group(NamedTuple):
    """Lines that stand together; ``list`` says that they are items."""

    list: bool
    rows: tuple[_Shown, ...]


def _parts(row: RedlineRow, words: Words) -> list[Markup]:
    move = {"moved_from": words.moved_from, "moved_to": words.moved_to}.get(row.how)
    parts = [_shown(row.label, words, move), _shown(row.segments, words, move)]
    return [part for part in parts if part]


def _shown(segments: tuple[Segment, ...], words: Words, move: str | None) -> Markup:
    out = Markup("")
    for kind, group in groupby(segments, key=lambda segment: segment.kind):
        inner = Markup("").join(_piece(segment) for segment in group)
        if kind == "same":
            out += inner
            continue
        tag = "ins" if kind == "inserted" else "del"
        said = move or (words.inserted if kind == "inserted" else words.deleted)
        moved = Markup(' class="moved"') if move else Markup("")
        out += Markup('<{}{}><span class="said">[{}: </span>{}<span class="said">]</span></{}>').format(
            Markup(tag), moved, said, inner, Markup(tag)
        )
    return out


def _piece(segment: Segment) -> Markup:
    piece = segment.piece
    inner = Markup.escape(piece.text)
    if piece.italic:
        inner = Markup("<em>{}</em>").format(inner)
    if piece.bold:
        inner = Markup("<strong>{}</strong>").format(inner)
    if piece.value is not None:
        return Markup('<span class="value" data-name="{}">{}</span>').format(piece.value, inner)
    return inner
