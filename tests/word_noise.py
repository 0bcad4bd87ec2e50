"""What Word itself leaves in a file that nobody asked for, and what people put beside the lines of an agreement.

Convention: ``messy`` changes no line. ``remarked`` puts comments on words, and ``with_others`` puts what is no line
(tables, notes, boxes) in, each with a word of its own by which it is found again.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.docx_xml import MAIN, PRESERVE, W, el, packed, parsed, parts_of, pieces_of, text_run, words_of, written
from tests.edit_docx import Desk

_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEXT = (f"{W}t", f"{W}delText")


def messy(data: bytes, chance: Random) -> bytes:
    """The file as Word saves it again: runs split, revisions numbered, bookmarks elsewhere, spelling marked."""
    parts = parts_of(data)
    root = parsed(parts[MAIN])
    for run in list(root.iter(f"{W}r")):
        _split_run(run, chance)
    body = root.find(f"{W}body")
    for paragraph in list(root.iter(f"{W}p")):
        paragraph.set(W + "rsidR", f"{chance.randrange(16**8):08X}")
        _loosen(paragraph, body, chance)
    for paragraph in list(body.findall(f"{W}p")):
        before = paragraph.getprevious()
        if before is not None and before.tag == f"{W}p" and not _is_tracked(before) and chance.random() < 0.05:
            paragraph.addprevious(el("p"))
    return packed(parts | {MAIN: written(root)})


def _is_tracked(paragraph: Any) -> bool:
    own = paragraph.find(f"{W}pPr/{W}rPr")
    return own is not None and len(own) > 0


def _split_run(run: Any, chance: Random) -> None:
    words = [each for each in run if each.tag in _TEXT]
    if len(words) != 1 or any(each.tag not in (f"{W}rPr", *_TEXT) for each in run):
        return
    run.set(W + "rsidR", f"{chance.randrange(16**8):08X}")
    text = words[0].text or ""
    while len(text) > 1 and chance.random() < 0.35:
        at = chance.randrange(1, len(text))
        first = text_run(text[:at], run.find(f"{W}rPr"), words[0].tag.removeprefix(W))
        run.addprevious(first)
        words[0].text = text = text[at:]
        words[0].set(PRESERVE, "preserve")
        odd = chance.random()
        if odd < 0.3:
            run.addprevious(el("proofErr", type=chance.choice(("spellStart", "spellEnd", "gramStart", "gramEnd"))))
        elif odd < 0.4:
            run.insert(list(run).index(words[0]), el("lastRenderedPageBreak"))
        elif odd < 0.5:
            first.addprevious(el("bookmarkStart", id="9001", name="_GoBack"))
            first.addprevious(el("bookmarkEnd", id="9001"))
        elif odd < 0.6:
            holder = el("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="date")
            first.addprevious(holder)
            holder.append(first)


def _loosen(paragraph: Any, body: Any, chance: Random) -> None:
    """Word has bookmarks begin between two paragraphs, and end there or at the head of the next one."""
    if paragraph.getparent() is not body:
        return
    if chance.random() < 0.2:
        for each in list(paragraph):
            if each.tag == f"{W}bookmarkStart":
                paragraph.addprevious(each)
            elif each.tag != f"{W}pPr":
                break
    if chance.random() < 0.3:
        after = paragraph.getnext()
        for each in reversed(list(paragraph)):
            if each.tag != f"{W}bookmarkEnd" or after is None:
                break
            if after.tag == f"{W}p" and chance.random() < 0.5:
                properties = after.find(f"{W}pPr")
                after.insert(0, each) if properties is None else properties.addnext(each)
            else:
                paragraph.addnext(each)


def _add_part(parts: dict[str, bytes], kind: str, root: Any) -> None:
    """A part of the main one: comments, footnotes."""
    parts[f"word/{kind}.xml"] = written(root)
    relations = parts[_RELATIONS].decode()
    parts[_RELATIONS] = relations.replace(
        "</Relationships>", f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
    ).encode()
    types = parts[_TYPES].decode()
    parts[_TYPES] = types.replace(
        "</Types>", f'<Override PartName="/word/{kind}.xml" ContentType="{_KIND}.{kind}+xml"/></Types>'
    ).encode()


def remarked(data: bytes, chance: Random, count: int) -> tuple[bytes, tuple[tuple[int, str, str], ...]]:
    """The file with comments: for each the number of its line, the words it is about, and what it says."""
    parts = parts_of(data)
    root = parsed(parts[MAIN])
    desk = Desk(root, parsed(parts["word/numbering.xml"]), chance)
    comments = el("comments")
    made = []
    for number in range(count):
        at = chance.randrange(len(desk.lines))
        runs = [run for piece in pieces_of(desk.lines[at]) for run in piece]
        if not runs:
            continue
        first = chance.randrange(len(runs))
        last = chance.randrange(first, len(runs))
        name = str(700 + number)
        said = f"Merknad {number}: hvorfor?"
        runs[first].addprevious(el("commentRangeStart", id=name))
        end = el("commentRangeEnd", id=name)
        runs[last].addnext(end)
        end.addnext(el("r", el("commentReference", id=name)))
        comments.append(el("comment", el("p", text_run(said)), id=name, author="Per", date="2026-11-03T09:00:00Z"))
        made.append((at, "".join(words_of(run) for run in runs[first : last + 1]), said))
    _add_part(parts, "comments", comments)
    return packed(parts | {MAIN: written(root)}), tuple(made)


def with_others(data: bytes, chance: Random) -> tuple[bytes, tuple[str, ...]]:
    """The file with things that are no lines, and a word in each of them."""
    parts = parts_of(data)
    root = parsed(parts[MAIN])
    desk = Desk(root, parsed(parts["word/numbering.xml"]), chance)
    words = []
    notes = el("footnotes")
    for number in range(chance.randint(1, 4)):
        word = f"Ugle{number}mose"
        words.append(word)
        line = chance.choice(desk.lines)[0]
        kind = chance.choice(("table", "note", "box", "hidden", "header"))
        if kind == "table":
            cell = el("tc", el("p", text_run(word)))
            line.addprevious(el("tbl", el("tblPr"), el("tblGrid"), el("tr", cell)))
        elif kind == "note":
            line.append(el("r", el("footnoteReference", id=str(40 + number))))
            notes.append(el("footnote", el("p", text_run(word)), id=str(40 + number)))
        elif kind == "box":
            line.append(el("r", el("pict", el("txbxContent", el("p", text_run(word))))))
        elif kind == "hidden":
            line.append(text_run(word, el("rPr", el("vanish"))))
        else:
            header = parsed(parts["word/header1.xml"])
            header.append(el("p", text_run(word)))
            parts["word/header1.xml"] = written(header)
    _add_part(parts, "footnotes", notes)
    return packed(parts | {MAIN: written(root)}), tuple(words)
