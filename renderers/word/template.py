"""What is taken of a municipality's own template: styles, header and footer with their pictures, margins, theme, and
its custom properties, which archives and fields in the header go by.

Convention: only what is named here is taken, and nothing of the template's body. A template that holds anything else in
its header or footer than text, pictures and links, or that lacks a style we need, is refused (``PackageError``).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from renderers.word.edges import edge_digest
from renderers.word.figures import figure_digests
from renderers.word.marks import AGREEMENT_PROPERTY, HOUSE_PROPERTY
from renderers.word.safety import CONTENT_TYPES, PackageError, parse_part, safe_parts
from renderers.word.xml import R, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_HARMLESS_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_REACHING_FIELD = re.compile(
    r"^\s*\\?\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|MACROBUTTON|DATABASE|RD|HTMLACTIVEX)\b",
    re.I,
)
_KEPT_SETTINGS = (
    "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders", "clrSchemeMapping",
)  # fmt: skip
_PAGE = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "vAlign", "titlePg", "textDirection", "docGrid")
_MOST_COPIED = 200
"""Parts taken along; each may lead to the next."""

_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PLAIN_VALUES = ("lpwstr", "lpstr", "bstr", "bool", "i1", "i2", "i4", "i8", "int", "ui1", "ui2", "ui4", "ui8", "uint",
                 "r4", "r8", "decimal", "date", "filetime", "cy")  # fmt: skip
_IN_NORWEGIAN = {"title": "Tittel", "list bullet": "Punktliste", "normal": "Normal"}


class Relation(NamedTuple):
    """A relationship of a part: ``target`` is another part's name, or an address where ``external``."""

    id: str
    kind: str
    type: str
    target: str
    external: bool


@frozen(kw_only=True)
class CopiedPart:
    """A part taken as it is, with what it leads to."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relation, ...]


@frozen(kw_only=True)
class Edge:
    """A header or a footer: ``kind`` is header or footer, ``pages`` is default, first or even."""

    kind: str
    pages: str
    part: str
    type: str


@frozen(kw_only=True)
class Template:
    """What is taken. ``page`` are the elements of the section that say what the page is; ``parts`` are by name.

    ``custom`` are its own properties: name, type and value.
    """

    styles: _Element
    numbering: _Element | None
    page: tuple[_Element, ...]
    edges: tuple[Edge, ...]
    looks: tuple[Relation, ...]
    settings: tuple[_Element, ...]
    parts: Mapping[str, CopiedPart]
    custom: tuple[tuple[str, str, str], ...] = ()

    @property
    def house(self) -> str:
        """The digests of its headers and footers and of the figures in them, with a blank between them."""
        digests: set[str] = set()
        for edge in self.edges:
            part = self.parts[edge.part]
            root = parse_part(part.data, edge.part)
            pictures = {r.id: self.parts[r.target].data for r in part.relations if r.target in self.parts}
            digests |= {edge_digest(edge.kind, root)}
            digests |= {each for _, known in figure_digests(edge.kind, root, pictures) for each in known}
        return " ".join(sorted(digests))


def read_template(data: bytes, needed: Iterable[str]) -> Template:
    """The template in a file's bytes; ``needed`` are the names of the styles it must have. Raises ``PackageError``."""
    package = _Package(safe_parts(data))
    main = next((r.target for r in package.relations("") if r.kind == "officeDocument" and not r.external), None)
    if main is None or main not in package.parts:
        raise _no_part("dokumentet")
    by_kind: dict[str, Relation] = {}
    for relation in package.relations(main):
        by_kind.setdefault(relation.kind, relation)
    styles = package.root(by_kind, "styles")
    if styles is None:
        raise _no_part("stilene")
    _must_have(styles, needed)
    document = parse_part(package.parts[main], main)
    page, edges = _sections(document, {r.id: r for r in package.relations(main)})
    copied: dict[str, CopiedPart] = {}
    for edge in edges:
        _must_reach_nothing(package, edge.part)
        package.copy(edge.part, ("image", "hyperlink"), copied)
    looks = [by_kind[kind] for kind in ("theme", "fontTable") if kind in by_kind and not by_kind[kind].external]
    for relation in looks:
        package.copy(relation.target, ("image", "font"), copied)
    settings = package.root(by_kind, "settings")
    kept = (
        [deepcopy(e) for e in settings if e.tag in [w(each) for each in _KEPT_SETTINGS]] if settings is not None else []
    )
    return Template(
        styles=styles, numbering=package.root(by_kind, "numbering"), page=page, edges=edges, looks=tuple(looks),
        settings=tuple(kept), parts=copied, custom=_custom(package),
    )  # fmt: skip


def _custom(package: _Package) -> tuple[tuple[str, str, str], ...]:
    """The custom properties that are plain values; not those by which we know a document of ours."""
    there = {relation.kind: relation for relation in package.relations("")}
    root = package.root(there, "custom-properties")
    out: dict[str, tuple[str, str, str]] = {}
    for each in () if root is None else root:
        name, values = each.get("name", ""), list(each)
        if len(values) != 1 or not name or name in (AGREEMENT_PROPERTY, HOUSE_PROPERTY):
            continue
        space, _, kind = values[0].tag.rpartition("}")
        if space == f"{{{_VALUES}" and kind in _PLAIN_VALUES and not len(values[0]):
            out.setdefault(name.lower(), (name, kind, values[0].text or ""))
    return tuple(out.values())


class _Package:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        types = parse_part(parts[CONTENT_TYPES], CONTENT_TYPES)
        self._by_name = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in types}
        self._by_suffix = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in types}

    def relations(self, name: str) -> Iterator[Relation]:
        """The relationships of a part, of the package itself for ""."""
        folder, file = posixpath.split(name)
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        if where not in self.parts:
            return
        for each in parse_part(self.parts[where], where):
            target, external = each.get("Target", ""), each.get("TargetMode", "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "")
            yield Relation(each.get("Id", ""), kind.rsplit("/", 1)[-1], kind, target, external)

    def root(self, by_kind: Mapping[str, Relation], kind: str) -> _Element | None:
        """The root of the part of a kind, if there is one."""
        relation = by_kind.get(kind)
        if relation is None or relation.external or relation.target not in self.parts:
            return None
        return parse_part(self.parts[relation.target], relation.target)

    def copy(self, name: str, kinds: tuple[str, ...], into: dict[str, CopiedPart]) -> None:
        """Take a part and what it leads to, of these kinds only."""
        if name in into:
            return
        if name not in self.parts:
            raise _no_part(name)
        relations = tuple(self.relations(name))
        for relation in relations:
            if relation.kind not in kinds or (
                relation.external and not (relation.kind == "hyperlink" and _HARMLESS_LINK.match(relation.target))
            ):
                raise PackageError(
                    f"malen har i {name} noe som leder ut av den eller er innfelt ({relation.kind}: {relation.target})."
                    " Fjern det, eller legg bildet inn i selve malen, og prøv igjen",
                    f"the template has in {name} something that leads out of it or is embedded ({relation.kind}:"
                    f" {relation.target}). Remove it, or put the picture into the template itself, and try again",
                )
        kind = self._by_name.get(name) or self._by_suffix.get(name.rsplit(".", 1)[-1].lower(), "")
        into[name] = CopiedPart(name=name, content_type=kind, data=self.parts[name], relations=relations)
        if len(into) > _MOST_COPIED:
            raise PackageError(
                f"malen har mer enn {_MOST_COPIED} bilder og andre deler i topp- og bunnteksten. Fjern noen og prøv"
                " igjen",
                f"the template has more than {_MOST_COPIED} pictures and other parts in its header and footer. Remove"
                " some and try again",
            )
        for relation in relations:
            if not relation.external:
                self.copy(relation.target, kinds, into)


def _no_part(what: str) -> PackageError:
    return PackageError(
        f"malen er ødelagt: {what} mangler i den. Åpne den i Word, lagre den og prøv igjen",
        f"the template is broken: it lacks a part ({what}). Open it in Word, save it and try again",
    )


def style_ids(styles: _Element) -> dict[str, str]:
    """The ids of paragraph styles by their names in lower case."""
    out: dict[str, str] = {}
    for style in styles.iterchildren(w("style")):
        name = style.find(w("name"))
        if name is not None and style.get(w("type"), "paragraph") == "paragraph":
            out.setdefault(name.get(w("val"), "").lower(), style.get(w("styleId"), ""))
    return out


def _must_have(styles: _Element, needed: Iterable[str]) -> None:
    there = style_ids(styles)
    missing = [name for name in dict.fromkeys(needed) if name.lower() not in there]
    if not missing:
        return
    norwegian = ", ".join(f"«{_norwegian(name)}» ({name})" for name in missing)
    english = ", ".join(f"“{name}”" for name in missing)
    several = "stilene" if len(missing) > 1 else "stilen"
    raise PackageError(
        f"malen mangler {several} {norwegian}. Åpne malen i Word, gi en linje stilen, lagre malen og prøv igjen"
        " (Word lagrer bare stiler som er tatt i bruk)",
        f"the template lacks the style{'s' if len(missing) > 1 else ''} {english}. Open it in Word, give a line that"
        " style, save it and try again (Word only saves styles that have been used)",
    )


def _norwegian(name: str) -> str:
    return _IN_NORWEGIAN.get(name.lower()) or name.replace("Heading", "Overskrift")


def _sections(document: _Element, relations: Mapping[str, Relation]) -> tuple[tuple[_Element, ...], tuple[Edge, ...]]:
    """The page of the last section, and the headers and footers it has, its own or those of sections before it."""
    edges: dict[tuple[str, str], Edge] = {}
    page: tuple[_Element, ...] = ()
    for section in document.iter(w("sectPr")):
        for kind in ("header", "footer"):
            for reference in section.iterchildren(w(f"{kind}Reference")):
                relation = relations.get(reference.get(f"{{{R}}}id", ""))
                pages = reference.get(w("type"), "default")
                if relation is not None and not relation.external and relation.kind == kind:
                    edges[kind, pages] = Edge(kind=kind, pages=pages, part=relation.target, type=relation.type)
        page = tuple(deepcopy(e) for name in _PAGE if name != "type" for e in section.iterchildren(w(name)))
    return page, tuple(edges.values())


def _must_reach_nothing(package: _Package, name: str) -> None:
    """A header must not hold a field that fetches, runs or asks."""
    if name not in package.parts:
        raise _no_part(name)
    root = parse_part(package.parts[name], name)
    codes = ["".join(e.text or "" for e in p.iter(w("instrText"))) for p in root.iter(w("p"))]
    codes += [e.text or "" for e in root.iter(w("instrText"))]
    codes += [e.get(w("instr"), "") for e in root.iter(w("fldSimple"))]
    found = next((match[1] for code in codes if (match := _REACHING_FIELD.match(code))), None)
    if found is not None:
        raise PackageError(
            f"malen har et felt i topp- eller bunnteksten som henter eller kjører noe ({found.upper()}). Fjern feltet"
            " og prøv igjen",
            f"the template has a field in its header or footer that fetches or runs something ({found.upper()}). Remove"
            " it and try again",
        )
