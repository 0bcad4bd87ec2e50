"""The files an amendment rests on, read one after the other: itself, what it changes, and so on to the agreement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from attrs import define, field

from dsl import syntax as s
from dsl.diagnostics import Diagnostic, Note, Part, SourceText, problem
from dsl.files import read_file
from dsl.literal_terms import Literals
from dsl.parse import decode, parse_any

MOST_FILES = 50
Reader = Callable[[str], bytes | Diagnostic]


@define
class Chain:
    """The agreement and its amendments in the order they apply, and the one source they are read from."""

    source: SourceText
    base: s.AgreementFile | None = None
    base_name: str = ""
    amendments: list[s.AmendmentFile] = field(factory=list)
    days: list[date] = field(factory=list)
    errors: list[Diagnostic] = field(factory=list)


def read_chain(first: s.AmendmentFile, text: str, name: str, read: Reader = read_file) -> Chain:
    """Follow the links of an amendment to the agreement. What is wrong with a link is an error at that link."""
    texts, parts = [text], []
    errors: list[Diagnostic] = []
    amendments = [first]
    base: s.AgreementFile | None = None
    met = {_resolved(name)}
    here, at = name, len(text) + 1
    while base is None:
        link = amendments[-1].head.base
        path = str(Path(here).parent / link.raw.strip())
        found = _read(path, link.span, read, met if len(amendments) < MOST_FILES else None)
        if isinstance(found, Diagnostic):
            errors.append(found)
            break
        parts.append(Part(at, path))
        texts.append(found)
        tree, wrong = parse_any(found, at)
        errors += wrong
        if isinstance(tree, s.AmendmentFile):
            amendments.append(tree)
        elif isinstance(tree, s.AgreementFile) and _is_agreement(tree):
            base = tree
        elif tree is None or isinstance(tree, s.AgreementFile | s.CaseFile):
            if not wrong:
                errors.append(problem("V803", link.span, name=path))
            break
        met.add(_resolved(path))
        here, at = path, at + len(found) + 1
    chain = Chain(SourceText(name, "\n".join(texts), tuple(parts)), base, here, amendments[::-1], errors=errors)
    if base is not None:
        _days(chain, base)
    return chain


def _is_agreement(tree: s.AgreementFile) -> bool:
    """A statute is read by the same grammar and is changed by nobody's agreement."""
    return getattr(tree.head, "kind", "avtale") in ("", "avtale")


def _read(path: str, link: s.Span, read: Reader, met: set[str] | None) -> str | Diagnostic:
    if met is None or _resolved(path) in met:
        return problem("V802", link, name=path)
    data = read(path)
    if not isinstance(data, bytes):
        return problem("V801", link, name=path, reason=data.message())
    text, errors = decode(data)
    return problem("V801", link, name=path, reason=errors[0].message()) if errors else text


def _resolved(name: str) -> str:
    try:
        return str(Path(name).resolve())
    except (OSError, RuntimeError, ValueError):
        return name


def _days(chain: Chain, base: s.AgreementFile) -> None:
    """Each amendment applies from a day, none before the agreement's own date or the amendment it follows."""
    literals = Literals(chain.errors)
    dated = next((t for t in base.head.trailers if isinstance(t, s.DayTrailer) and t.kind == "den"), None)
    earliest = literals.value(dated.day) if dated is not None else None
    before = dated.span if dated is not None else s.NOWHERE
    for amendment in chain.amendments:
        since = amendment.head.since
        day = literals.value(since)
        if not isinstance(day, date):
            chain.days.append(date.max)
            continue
        if isinstance(earliest, date) and day < earliest:
            note = Note(before, "first")
            words = {"day": _shown(day), "first": _shown(earliest)}
            chain.errors.append(
                problem("V805", since.span, note, **words) if chain.days else problem("V804", since.span, note, **words)
            )
        chain.days.append(day)
        earliest, before = day, since.span


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
