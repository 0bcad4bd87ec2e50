"""A contract as Markdown (CommonMark).

Convention: one block is one line, and every character that could mean something to a parser is escaped, so a parser
gives back the contract's words. An anchor is an empty ``<a id>``, which CommonMark passes through; headings have one,
and lines that something leads to. A list's own labels (``a.``) are printed, since CommonMark would renumber them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from renderers.document import (
    BULLET,
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    List,
    Paragraph,
    Strong,
    Text,
    Value,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<&#~]|!$")
_SPECIAL_IN_ADDRESS = re.compile(r"[\\()&*_\[\]<>`]")
_BLOCK_START = re.compile(r"^(?:([0-9]{1,9})(?=[.)])|(?=[-+=>]))")
_SAFE_BEFORE, _SAFE_AFTER = "(«–", ").,:;»–"


def to_markdown(document: Document) -> str:
    """The contract as CommonMark with ``\\n`` line ends, ending in one."""
    parts = [f"# {_escaped(document.title.strip())}"]
    if document.notes:
        parts.append(_notes(document.notes))
    linked = document.linked()
    parts += [_paragraph(paragraph, linked) for paragraph in document.legal_basis]
    if document.has_contents:
        parts += [f"## {document.words.contents}", "\n".join(_contents_line(h) for h in document.headings())]
    for block in document.blocks:
        match block:
            case Heading():
                parts.append(_heading(block))
                if block.notes:
                    parts.append(_notes(block.notes))
            case Paragraph():
                parts.append(_paragraph(block, linked))
            case List():
                parts.append(_list(block, linked))
    return "\n\n".join(parts) + "\n"


def _notes(notes: tuple[str, ...]) -> str:
    """Notes on amendments, as a quotation: no part of the contract's own words."""
    return "\n>\n".join(f"> {_at_start(_escaped(note))}" for note in notes)


def _heading(heading: Heading) -> str:
    label = "" if heading.label is None else _escaped(heading.label) + " "
    marks = "#" * (heading.level + 1)
    return f"{marks} {_anchor(heading.anchor)}{label}{_line(heading.inlines, before=label or '>')}"


def _contents_line(heading: Heading) -> str:
    return f"{'  ' * (heading.level - 1)}- [{_escaped(heading.plain_text().strip())}](#{heading.anchor})"


def _paragraph(paragraph: Paragraph, linked: frozenset[str]) -> str:
    if paragraph.anchor is None or paragraph.anchor not in linked:
        return _at_start(_line(paragraph.inlines))
    return _anchor(paragraph.anchor) + _line(paragraph.inlines, before=">")


def _list(block: List, linked: frozenset[str]) -> str:
    lines = []
    for item in block.items:
        anchor = _anchor(item.anchor) if item.anchor is not None and item.anchor in linked else ""
        label = "" if item.label == BULLET else _escaped(item.label) + " "
        text = anchor + label + _line(item.inlines, before=anchor + label)
        lines.append("- " + _at_start(text))
    return "\n".join(lines)


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _at_start(line: str) -> str:
    """The line, kept from being read as a list, a quotation or an underline."""
    return _BLOCK_START.sub(r"\g<1>\\" if line[:1].isdigit() else r"\\", line)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _leaf(inline: Text | Value | Citation) -> str:
    text = _escaped(inline.text)
    if isinstance(inline, Citation) and inline.href is not None and text.strip():
        address = _SPECIAL_IN_ADDRESS.sub(r"\\\g<0>", inline.href)
        return f"[{text}]({address})"
    return text


def _line(inlines: Iterable[Inline], before: str = "") -> str:
    """The parts of one line. Emphasis is asterisks where CommonMark is sure to read them so, and tags elsewhere."""
    parts = list(inlines)
    line = ""
    for place, inline in enumerate(parts):
        if isinstance(inline, Emphasis | Strong):
            line += _emphasis(inline, before=(before + line)[-1:], after=_first_of(parts[place + 1 :]))
        else:
            line += _leaf(inline)
    return line.strip(" ")


def _emphasis(inline: Emphasis | Strong, before: str, after: str) -> str:
    flat = [part for part in inline.inlines if not isinstance(part, Emphasis | Strong)]
    words = "".join(_leaf(part) for part in flat)
    sure = (
        len(flat) == len(inline.inlines)
        and words == words.strip() != ""
        and (not before or before.isspace() or (before in _SAFE_BEFORE and words[0].isalnum()))
        and (not after or after.isspace() or (after in _SAFE_AFTER and words[-1].isalnum()))
    )
    if sure:
        mark = "*" if isinstance(inline, Emphasis) else "**"
        return f"{mark}{words}{mark}"
    tag = "em" if isinstance(inline, Emphasis) else "strong"
    return f"<{tag}>{_tagged(inline.inlines)}</{tag}>"


def _tagged(inlines: Iterable[Inline]) -> str:
    """Parts within tags, where no asterisk is sure."""
    return "".join(
        _emphasis(inline, before="x", after="x") if isinstance(inline, Emphasis | Strong) else _leaf(inline)
        for inline in inlines
    )


def _first_of(following: list[Inline]) -> str:
    """The character that will be printed next, or nothing at the end of the line."""
    for inline in following:
        printed = "*" if isinstance(inline, Emphasis | Strong) else _leaf(inline)
        if printed:
            return printed[0]
    return ""
