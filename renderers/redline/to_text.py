"""A redline as text, for a terminal or a mail: the lines that changed, and the answers that did.

Convention: ``[-struck-]`` and ``{+put in+}``, as programs that compare words write them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from renderers.redline.answer_rows import answer_rows
from renderers.redline.model import Redline, RedlineRow, Segment
from renderers.redline.words import words_in

WIDTH = 100


def to_text(redline: Redline, lang: str = "nb") -> str:
    """The changed lines, each under the heading it stands under, and the changed answers; ends in a line break."""
    words = words_in(lang)
    lines: list[str] = []
    heading, shown = "", ""
    for row in redline.rows:
        if row.row.kind == "heading" and row.how not in ("deleted", "moved_from"):
            heading = f"{row.row.label} {row.row.text}".strip()
        if not row.is_changed:
            continue
        if heading != shown and row.row.kind != "heading":
            lines += ["", *_wrapped(heading)]
        elif row.row.kind == "heading":
            lines.append("")
        shown = heading
        how = {"moved_from": words.moved_from, "moved_to": words.moved_to}.get(row.how, "")
        lines += _wrapped((f"({how}) " if how else "") + _marked(row), "    ")
    if not redline.is_changed:
        lines += ["", words.no_change]
    lines += ["", words.heading.upper(), "", *_wrapped(words.asked(redline))]
    for answer in answer_rows(redline, lang):
        lines += ["", *_wrapped(f"{answer.question} ({answer.asked})")]
        lines += [*_wrapped(f"{words.old}: {answer.old}", "    "), *_wrapped(f"{words.new}: {answer.new}", "    ")]
    if redline.unused:
        lines += ["", *_wrapped(f"{words.unused}: {', '.join(redline.unused)}.")]
    return "\n".join(lines).lstrip("\n") + "\n"


def _marked(row: RedlineRow) -> str:
    return " ".join(part for part in (_shown(row.label), _shown(row.segments)) if part)


def _shown(segments: Iterable[Segment]) -> str:
    signs = {"same": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
    out: list[tuple[str, str]] = []
    for segment in segments:
        if out and out[-1][0] == segment.kind:
            out[-1] = (segment.kind, out[-1][1] + segment.piece.text)
        else:
            out.append((segment.kind, segment.piece.text))
    return "".join(f"{signs[kind][0]}{text}{signs[kind][1]}" for kind, text in out)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
