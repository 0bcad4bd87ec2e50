"""A contract as Akoma Ntoso 3.0, the OASIS form for legal documents that machines read and archives keep.

Convention: a ``doc``, the standard's type for what its other types do not name: an agreement is made by its parties
and enacted by nobody, which rules out ``act``. A clause is a ``clause`` or ``subclause``; its passages are
``paragraph`` and ``point``, side by side as amendments count them. The words are those that are signed; what is told of
them (dates, amendments, what values are called) stands in ``meta``. Names (eId) are those of ``akn_ids``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, count
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

from renderers.akn_ids import BASIS, Names, names_of, rows_of
from renderers.document import Citation, Document, Emphasis, Heading, Inline, List, ListItem, Strong, Value, inline_text

if TYPE_CHECKING:
    from dsl.contract import Contract

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DAY: Final = date(1, 1, 1)
"""The standard wants a date of everything; this one, named «ukjent», is of what has none."""

_LAW = re.compile(r"LOV-(\d{4}-\d\d-\d\d)(?:-(\d+))?")
_NAMED_LAW = re.compile(r"(lov|forskrift) (\d{1,2})\.(\d{1,2})\.(\d{4}) nr\. ?(\d+)\b", re.IGNORECASE)
_NOT_XML = re.compile("[\ufffe\uffff]")
_LANGUAGES: Final = {"nb": "nob", "nn": "nno"}


@frozen(kw_only=True)
class Origin:
    """Where a document comes from.

    ``versions`` are its documents before this one, the first first, and ``amendments`` the day and title of what made
    each later version, this one included: as many. ``made`` is the day it was made, None if it is not known.
    """

    made: date | None = None
    versions: tuple[Document, ...] = ()
    amendments: tuple[tuple[date, str], ...] = field(default=())

    @amendments.validator
    def _one_for_each_version(self, attribute: object, value: tuple[tuple[date, str], ...]) -> None:
        if len(value) != len(self.versions):
            raise ValueError(f"{len(self.versions)} versions came before this, but {len(value)} amendments are told")


def contract_to_akn(contract: Contract, day: date | None = None) -> str:
    """A checked agreement as it reads on ``day`` (the latest version if None), with the names of its first version."""
    from renderers.compose import compose
    from renderers.versions import versions_until

    as_of = date.max if day is None else day
    applying = versions_until(contract, as_of)
    days = [version.day for version in applying]
    earlier = [compose(contract, each or date.min) for each in days[:-1]]
    origin = Origin(
        versions=tuple(earlier),
        amendments=tuple((version.day, version.title) for version in applying[1:] if version.day is not None),
    )
    return to_akn(compose(contract, day), origin)


def to_akn(document: Document, origin: Origin | None = None) -> str:
    """The document as Akoma Ntoso, valid against the schema of the standard, ``\\n`` line ends.

    Raises ``ValueError`` for a character that XML has no way to write (U+FFFE, U+FFFF).
    """
    origin = Origin() if origin is None else origin
    names = names_of((*origin.versions, document))
    notes = _Notes(document.notes)
    leads = _leads(document, names.now)
    body = list(_body(document, names, leads, notes))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{NAMESPACE}">',
        f"  <doc name={quoteattr('avtale')}>",
        *_indented(_meta(document, origin, leads, notes), 4),
        *_indented(_opening(document, names, leads), 4),
        "    <mainBody>",
        *_indented(body or ["<p/>"], 6),
        "    </mainBody>",
        "  </doc>",
        "</akomaNtoso>",
    ]
    text = "\n".join(lines) + "\n"
    bad = _NOT_XML.search(text)
    if bad is not None:
        raise ValueError(f"the text holds U+{ord(bad[0]):04X}, which XML cannot hold")
    return text


def _indented(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]


class _Notes:
    """The notes on amendments, numbered as they come: first those of the whole document."""

    def __init__(self, told: Iterable[str]) -> None:
        self.told = list(told)

    def mark(self, note: str) -> str:
        """A mark that leads to the note and has no words."""
        self.told.append(note)
        return f'<noteRef href="#note_{len(self.told)}" marker="{len(self.told)}"/>'


# ── what is told of the document ────────────────────────────────────────────────────────────────────────────────────


def _meta(document: Document, origin: Origin, leads: _Leads, notes: _Notes) -> Iterator[str]:
    yield "<meta>"
    yield from _indented(_identification(document, origin), 2)
    yield from _indented(_lifecycle(origin), 2)
    yield from _indented(_references(document, origin, leads), 2)
    if notes.told:
        yield '  <notes source="#vka">'
        for number, note in enumerate(notes.told, 1):
            yield f'    <note eId="note_{number}"><p>{escape(note)}</p></note>'
        yield "  </notes>"
    yield "</meta>"


def _identification(document: Document, origin: Origin) -> Iterator[str]:
    language = _LANGUAGES[document.language]
    made = "ukjent" if origin.made is None else origin.made.isoformat()
    work = f"/akn/no/doc/avtale/{made}/{_slug(document.name)}"
    since = origin.amendments[-1][0] if origin.amendments else origin.made
    expression = f"{work}/{language}@{'' if since is None else since.isoformat()}"
    authors = [f'<FRBRauthor href="#{_party(at)}"/>' for at, _ in enumerate(document.signatures, 1)]
    authors = authors or ['<FRBRauthor href="#ukjent"/>']
    yield '<identification source="#vka">'
    yield from _frbr("FRBRWork", work, "/!main", origin.made, "inngått", authors)
    yield '    <FRBRcountry value="no"/>'
    if document.name:
        yield f"    <FRBRname value={quoteattr(document.name)}/>"
    yield "  </FRBRWork>"
    yield from _frbr("FRBRExpression", expression, "/!main", since, "lyder fra", authors)
    yield f'    <FRBRlanguage language="{language}"/>'
    yield "  </FRBRExpression>"
    yield from _frbr("FRBRManifestation", expression, "/!main.xml", since, "lyder fra", ['<FRBRauthor href="#vka"/>'])
    yield '    <FRBRformat value="application/akn+xml"/>'
    yield "  </FRBRManifestation>"
    yield "</identification>"


def _frbr(level: str, uri: str, part: str, day: date | None, name: str, authors: list[str]) -> Iterator[str]:
    yield f"  <{level}>"
    yield f'    <FRBRthis value="{uri}{part}"/>'
    yield f'    <FRBRuri value="{uri}{".akn" if part.endswith(".xml") else ""}"/>'
    told = UNKNOWN_DAY if day is None else day
    yield f'    <FRBRdate date="{told.isoformat()}" name="{"ukjent" if day is None else name}"/>'
    yield from _indented(authors, 4)


def _lifecycle(origin: Origin) -> Iterator[str]:
    """Which amendments the words are the outcome of."""
    if not origin.amendments and origin.made is None:
        return
    yield '<lifecycle source="#vka">'
    if origin.made is not None:
        yield f'  <eventRef eId="event_0" date="{origin.made.isoformat()}" type="generation" source="#vka"/>'
    for at, (day, _) in enumerate(origin.amendments, 1):
        yield f'  <eventRef eId="event_{at}" date="{day.isoformat()}" type="amendment" source="#amendment_{at}"/>'
    yield "</lifecycle>"


def _references(document: Document, origin: Origin, leads: _Leads) -> Iterator[str]:
    yield '<references source="#vka">'
    for at, (day, title) in enumerate(origin.amendments, 1):
        href = f"/akn/no/doc/endringsavtale/{day.isoformat()}/{_slug(title)}"
        yield f'  <passiveRef eId="amendment_{at}" href="{href}" showAs={quoteattr(title)}/>'
    yield '  <TLCOrganization eId="vka" href="/akn/ontology/organization/vka" showAs="vka"/>'
    for at, party in enumerate(document.signatures, 1):
        href = f"/akn/ontology/organization/no/{_slug(party)}"
        yield f'  <TLCOrganization eId="{_party(at)}" href="{href}" showAs={quoteattr(party)}/>'
    if not document.signatures:
        yield '  <TLCOrganization eId="ukjent" href="/akn/ontology/organization/ukjent" showAs="ukjent"/>'
    for name, title in sorted(_values(document).items()):
        href = f"/akn/ontology/concept/no/{_slug(name)}"
        yield f'  <TLCConcept eId="{leads.values[name]}" href="{href}" showAs={quoteattr(title or name)}/>'
    yield "</references>"


def _party(at: int) -> str:
    return f"part_{at}"


def _slug(name: str) -> str:
    """A name as a part of an address: small letters of a–z, digits and hyphens."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "avtale"


@frozen
class _Leads:
    """Where words lead: by anchor to the name of a line, by a value's name to what is told of it."""

    lines: dict[str, str]
    values: dict[str, str]


def _leads(document: Document, names: Sequence[str]) -> _Leads:
    pairs = zip(rows_of(document), names, strict=True)
    values: dict[str, str] = {}
    for name in sorted(_values(document)):
        short = "verdi-" + re.sub(r"[^\w-]+", "-", name)
        taken = set(values.values())
        values[name] = next(each for each in chain((short,), (f"{short}.{n}" for n in count(2))) if each not in taken)
    return _Leads({row.anchor: name for row, name in pairs if row.anchor is not None}, values)


def _values(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}

    def look(inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            if isinstance(inline, Value):
                found.setdefault(inline.name, inline.title)
            elif isinstance(inline, Emphasis | Strong):
                look(inline.inlines)

    for block in (*document.legal_basis, *document.blocks):
        for row in block.items if isinstance(block, List) else (block,):
            look(row.inlines)
    return found


# ── the words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _opening(document: Document, names: Names, leads: _Leads) -> Iterator[str]:
    yield "<preface>"
    yield f"  <p><docTitle>{escape(document.title)}</docTitle></p>"
    yield "</preface>"
    if document.legal_basis:
        yield '<preamble eId="preamble">'
        yield f'  <citations eId="{BASIS}">'
        for paragraph, name in zip(document.legal_basis, names.now, strict=False):
            yield f'    <citation eId="{name}"><p>{_line(paragraph.inlines, leads)}</p></citation>'
        yield "  </citations>"
        yield "</preamble>"


def _body(document: Document, names: Names, leads: _Leads, notes: _Notes) -> Iterator[str]:
    places = count(len(document.legal_basis))
    open_tags: list[str] = []

    def close(level: int) -> Iterator[str]:
        while len(open_tags) >= level:
            tag = open_tags.pop()
            yield f"{'  ' * len(open_tags)}</{tag}>"

    for block in document.blocks:
        if isinstance(block, Heading):
            yield from close(block.level)
            tag = "subclause" if open_tags else "clause"
            indent = "  " * len(open_tags)
            yield f"{indent}<{tag} {_called(names, next(places))}>"
            if block.label is not None:
                yield f"{indent}  <num>{escape(block.label)}</num>"
            marks = "".join(notes.mark(note) for note in block.notes)
            yield f"{indent}  <heading>{_line(block.inlines, leads)}{marks}</heading>"
            open_tags.append(tag)
            continue
        indent = "  " * len(open_tags)
        for row in block.items if isinstance(block, List) else (block,):
            tag = "point" if isinstance(row, ListItem) else "paragraph"
            number = f"<num>{escape(row.label)}</num>" if isinstance(row, ListItem) else ""
            words = f"<content><p>{_line(row.inlines, leads)}</p></content>"
            yield f"{indent}<{tag} {_called(names, next(places))}>{number}{words}</{tag}>"
    yield from close(1)


def _called(names: Names, at: int) -> str:
    """The name of a row, and the one it had at first if its clause has got another number since."""
    now, first = names.now[at], names.first[at]
    return f'eId="{now}"' if now == first else f'eId="{now}" wId="{first}"'


def _line(inlines: Iterable[Inline], leads: _Leads) -> str:
    return "".join(_inline(inline, leads) for inline in inlines)


def _inline(inline: Inline, leads: _Leads) -> str:
    match inline:
        case Value():
            return f'<span class="verdi" refersTo="#{leads.values[inline.name]}">{escape(inline.text)}</span>'
        case Citation():
            return _citation(inline, leads)
        case Emphasis():
            return f"<i>{_line(inline.inlines, leads)}</i>"
        case Strong():
            return f"<b>{_line(inline.inlines, leads)}</b>"
        case _:
            return escape(inline_text((inline,)))


def _citation(citation: Citation, leads: _Leads) -> str:
    """A reference that leads to its clause or names its law; a law that the words themselves date goes first."""
    words, title = escape(citation.text), quoteattr(citation.target)
    if citation.href is not None:
        href = f"#{leads.lines[citation.href[1:]]}" if citation.href[0] == "#" else citation.href
        return f"<ref href={quoteattr(href)} title={title}>{words}</ref>"
    named = _NAMED_LAW.match(citation.text)
    if named is not None:
        kind, day, month, year, number = named.groups()
        regulation = "forskrift/" if kind.lower() == "forskrift" else ""
        return f'<ref href="/akn/no/act/{regulation}{year}-{month:0>2}-{day:0>2}/{int(number)}">{words}</ref>'
    law = _LAW.search(citation.target)
    if law is None:
        return f'<span class="henvisning" title={title}>{words}</span>'
    href = f"/akn/no/act/{law[1]}" + (f"/{int(law[2])}" if law[2] else "")
    return f'<ref href="{href}" title={title}>{words}</ref>'
