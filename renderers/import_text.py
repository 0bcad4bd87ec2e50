"""The outcome of an import as people read it: the diff of the source, then everything that was done or could not be."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from renderers.answer_text import WIDTH, Line
from renderers.places import place_in
from renderers.unseen import seen

if TYPE_CHECKING:
    from dsl.edits.edited import Comment
    from dsl.edits.report import Finding, FindingKind, Imported

_HEADINGS: tuple[tuple[FindingKind, str, str], ...] = (
    ("quotation", "Sitater som ikke lenger står i teksten", "Quotations that no longer stand in the text"),
    ("unmapped", "Står ikke i kilden", "Not in the source"),
    ("value", "Verdier", "Values"),
    ("changed", "Endret", "Changed"),
    ("new", "Nytt, uten virkning ennå", "New, without effect yet"),
    ("deleted", "Slettet", "Deleted"),
    ("kept", "Erklæringer uten sine setninger", "Declarations without their sentences"),
    ("moved", "Flyttet", "Moved"),
    ("renumbered", "Nye nummer", "New numbers"),
    ("reference", "Henvisninger og sitater som fulgte med", "References and quotations that followed"),
    ("dead", "Henvisninger til punkter som er slettet", "References to clauses that are deleted"),
    ("range", "Flere punkter nevnt under ett (se etter)", "Several clauses named at once (look at them)"),
    ("remark", "Egne merknader som nevner gamle nummer (ikke endret)", "Remarks of ours with old numbers (unchanged)"),
    ("layout", "Mellomrom", "White space"),
)
_WORDS = {
    "nb": {
        "lang": "nb",
        "none": "Dokumentet sier det samme som kilden. Ingenting er endret.", "builds": "bygger på setningen",
        "says": "dokumentet", "source": "kilden", "written": "Skrevet til {0}.", "names": "navn",
        "not": "Ikke skrevet. Kjør på nytt med --write for å skrive endringene til {0}.",
        "pending": "Sporede endringer som ikke er tatt med", "leftovers": "I dokumentet, men ikke del av avtaleteksten",
        "notes": "Merknader fra dokumentet", "check": "vka check vil si", "line": "linje",
        "elsewhere": "Andre filer som nevner det som er endret (ikke endret)", "lines": "linjer",
        "gone": "leder til et punkt som er slettet",
        "inserted": "satt inn", "deleted": "slettet", "moved": "flyttet", "formatted": "formatert",
        "reply": "↳ svar", "resolved": "løst", "from": "flyttet herfra", "to": "flyttet hit",
    },
    "en": {
        "lang": "en",
        "none": "The document says what the source says. Nothing has changed.", "builds": "builds on the sentence",
        "says": "document", "source": "source", "written": "Written to {0}.", "names": "names",
        "not": "Not written. Run again with --write to write the changes to {0}.",
        "pending": "Tracked changes left out", "leftovers": "In the document, but no part of the agreement's text",
        "notes": "Notes from the document", "check": "vka check will say", "line": "line",
        "elsewhere": "Other files that name what has changed (unchanged)", "lines": "lines",
        "gone": "leads to a clause that is deleted",
        "inserted": "inserted", "deleted": "deleted", "moved": "moved", "formatted": "formatted",
        "reply": "↳ reply", "resolved": "resolved", "from": "moved from here", "to": "moved here",
    },
}  # fmt: skip

_MOST_PLACES = 6
"""Lines whose white space was folded that are named; the others are counted."""


@frozen
class News:
    """An error that ``vka check`` finds in the new source and not in the old."""

    code: str
    line: int
    message: str


@frozen
class Elsewhere:
    """A line of another file that names what has changed: an amendment's passage, a clause; ``gone`` if one deleted."""

    file: str
    line: int
    text: str
    gone: bool = False


def difference(done: Imported, name: str) -> str:
    """The unified diff of the source, "" if there is none."""
    lines = difflib.unified_diff(
        done.was.splitlines(keepends=True), done.text.splitlines(keepends=True), name, name, n=2
    )  # fmt: skip
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def import_lines(
    done: Imported, name: str, news: Sequence[News] = (), elsewhere: Sequence[Elsewhere] = (), *,
    written: bool = False, language: str = "nb",
) -> tuple[Line, ...]:  # fmt: skip
    """The lines of the report. ``written`` says whether the file was written."""
    words = _WORDS["en" if language == "en" else "nb"]
    place = 1 if language == "en" else 0
    out: list[Line] = [Line(seen(line, words["lang"])) for line in difference(done, name).splitlines()]
    if out:
        out.append(Line(""))
    for kind, nb, en in _HEADINGS:
        found = done.of(kind)
        if found:
            out.append(Line(f"{(nb, en)[place]} ({len(found)})", "heading"))
            for finding in found:
                out += [Line(line) for line in _finding(finding, words, place)]
            out.append(Line(""))
    for heading, entries in _others(done, words, place, news, elsewhere):
        if entries:
            out.append(Line(f"{words[heading]} ({len(entries)})", "heading"))
            out += [Line(line) for entry in entries for line in _wrapped(entry, words)]
            out.append(Line(""))
    if done.changed:
        out.append(Line(words["written" if written else "not"].format(name)))
    elif not (done.findings or done.pending or done.comments or any(not left.ours for left in done.leftovers)):
        out.append(Line(words["none"]))
    while out and not out[-1].text:
        out.pop()
    return tuple(out)


def _finding(finding: Finding, words: dict[str, str], place: int) -> Iterator[str]:
    if finding.kind == "layout":
        yield from _wrapped(finding.why[place], words)
        places = [place_in(each, words["lang"]) for each in finding.place.split("; ")]
        shown = "; ".join([*places[:_MOST_PLACES], "…"] if len(places) > _MOST_PLACES else places)
        at = f": {shown}" if shown else ""
        yield from _wrapped(f"{finding.text} {words['line' if finding.text == '1' else 'lines']}{at}", words, "    ")
        return
    told = bool(finding.clause) and (finding.clause in finding.place or finding.place.startswith("punkt "))
    parts = ("" if told else finding.clause, finding.place)
    where = ", ".join(place_in(part, words["lang"]) for part in parts if part)
    if finding.kind in ("value", "renumbered", "reference"):
        name = f"{finding.names[0]}: " if finding.kind == "value" else ""
        was, now = finding.was, finding.text
        if finding.kind == "renumbered":
            was, now = place_in(was, words["lang"]), place_in(now, words["lang"])
        why = f" ({finding.why[place]})" if finding.why[place] and not (finding.kind == "reference" and where) else ""
        at = f" ({where})" if where and finding.kind != "renumbered" else ""
        yield from _wrapped(f"{name}{was} → {now}{why}{at}", words)
        return
    head = ": ".join(part for part in (where, finding.why[place]) if part)
    if head:
        yield from _wrapped(head, words)
    before, after = ("−", "+") if finding.kind != "unmapped" else (f"{words['source']}:", f"{words['says']}:")
    for sign, text in ((before, finding.was), (after, finding.text)):
        for line in text.split("\n") if text else ():
            yield from _wrapped(f"{sign} {line}", words, "    ")
    if finding.names:
        label = words["names"] if finding.kind in ("kept", "unmapped") else words["builds"]
        yield from _wrapped(f"{label}: {', '.join(finding.names)}", words, "    ")


def _others(
    done: Imported, words: dict[str, str], place: int, news: Sequence[News], elsewhere: Sequence[Elsewhere]
) -> Iterator[tuple[str, list[str]]]:
    yield (
        "pending",
        [
            f"{words[t.way or t.kind]}{f' ({t.what[place]})' if t.what[place] else ''}: «{t.text}»"
            f" ({', '.join(x for x in (t.author, t.day, place_in(t.place, words['lang'])) if x)})"
            for t in done.pending
        ],
    )
    yield (
        "leftovers",
        [
            f"{x.what[place]}: «{x.text}»{f' ({at})' if (at := place_in(x.place, words['lang'])) else ''}"
            for x in done.leftovers
        ],
    )
    yield (
        "notes",
        [
            f"{', '.join(_head(c, words))}: {c.text}{f' («{c.words}»)' if c.words and not c.answers else ''}"
            for c in done.comments
        ],
    )
    yield "check", [f"{n.code}, {words['line']} {n.line}: {n.message}" for n in news]
    gone = f" ({words['gone']})"
    yield "elsewhere", [f"{e.file}, {words['line']} {e.line}: {e.text}{gone if e.gone else ''}" for e in elsewhere]


def _head(comment: Comment, words: dict[str, str]) -> list[str]:
    """Whether a comment is a reply to the one above it, and done; who wrote it, when and where."""
    what = (words["reply"] if comment.answers else "", words["resolved"] if comment.resolved else "")
    parts = (*what, comment.author, comment.day, place_in(comment.place, words["lang"]))
    return [part for part in parts if part]


def _wrapped(text: str, words: dict[str, str], indent: str = "  ") -> list[str]:
    """Lines of at most ``WIDTH`` letters."""
    return textwrap.wrap(
        seen(text, words["lang"]), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ",
        break_on_hyphens=False, replace_whitespace=True,
    )  # fmt: skip
