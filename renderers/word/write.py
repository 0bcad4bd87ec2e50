"""From lines to a Word file: the package around the body.

Convention: the same lines give the same bytes. Ids are counted, times are fixed, and no clock is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from renderers.document import DEEPEST_LEVEL, Document
from renderers.word import marks, xml
from renderers.word.body import Frame, body_xml
from renderers.word.lines import BodyItem, Contents, Line, Properties, lines_of, properties_of
from renderers.word.numbering import BULLETS, CLAUSES, Plan, numbering_xml, planned
from renderers.word.pages import pages_of
from renderers.word.styles import counted_styles, number, speak, style_of, with_ours
from renderers.word.template import Template, read_template, style_ids
from renderers.word.xml import w

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package
    from lxml.etree import _Element

WRITTEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of writing that the file tells, always the same."""

_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}
_PAGE_OF = {"nb": ("Side ", " av "), "nn": ("Side ", " av ")}
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_MARGIN, _EDGE = 1418, 680  # twentieths of a point: 25 mm, 12 mm
_WIDTH, _HEIGHT = 11906, 16838  # A4


def to_docx(document: Document, template: bytes | None = None) -> bytes:
    """The contract as a Word file. ``template`` is a Word file whose styles, header, footer and margins are used.

    Raises ``PackageError`` for a template that cannot be used, and ``ImportError`` without python-docx.
    """
    return write(lines_of(document), properties_of(document), template=template)


def write(
    body: Sequence[BodyItem], properties: Properties, *,
    numbering: Literal["word", "literal"] = "word", template: bytes | None = None,
) -> bytes:  # fmt: skip
    """A Word file of these lines. ``numbering`` "literal" writes clause numbers and labels as words.

    Raises as ``to_docx``.
    """
    from docx import Document as new_package

    given = None if template is None else read_template(template, _needed(body))
    package = cast("Package", new_package().part.package)
    return _Writer(package, body, properties, given, literal=numbering == "literal").bytes()


def _needed(body: Sequence[BodyItem]) -> list[str]:
    """The styles a template must have; the others are added to it."""
    lines = [item for item in body if isinstance(item, Line)]
    used = {line.style for line in lines}
    headings = [marks.heading_style(level) for level in range(1, DEEPEST_LEVEL + 1)]
    wanted = [marks.BODY_STYLE, marks.TITLE_STYLE, *headings, marks.BULLET_STYLE]
    return [name for name in wanted if name == marks.BODY_STYLE or name in used]


class _Writer:
    def __init__(
        self, package: Package, body: Sequence[BodyItem], properties: Properties, template: Template | None, *,
        literal: bool,
    ) -> None:  # fmt: skip
        self._package = package
        self._main = package.main_document_part
        self._body = body
        self._properties = properties
        self._template = template
        self._plan = planned(body, literal=literal)
        self._links: dict[str, str] = {}

    def bytes(self) -> bytes:
        theme = () if self._template is not None else ("theme",)
        for relations, kept in ((self._package.rels, ("officeDocument", "core-properties")), (self._main.rels, theme)):
            for key in [key for key, each in relations.items() if each.reltype.rsplit("/", 1)[-1] not in kept]:
                del relations[key]
        styles = self._styles()
        section = self._section()
        width = _text_width(section)
        offset = self._numbering(styles)
        hang = _hang(self._body, self._plan)
        frame = Frame(
            styles=style_ids(styles), plan=self._plan, offset=offset, hang=hang, width=width,
            counted=counted_styles(styles), ours=self._template is None,
            relate=self._relate, pages=self._pages(styles, section, width, hang),
        )  # fmt: skip
        # As text, past the library: moving a body into its tree takes time that grows with the square of the length.
        document = f"{body_xml(self._body, frame)}{xml.shown(section)}"
        document = f"{_DECLARED}<w:document {xml.NAMESPACES}><w:body>{document}</w:body></w:document>"
        self._settings()
        if self._template is None:
            self._add("fontTable", xml.parsed(_FONTS))
        self._say_what_it_is()
        out = BytesIO()
        self._package.save(out)
        return _zipped(out.getvalue(), {self._main.partname.lstrip("/"): document.encode()})

    def _pages(self, styles: _Element, section: _Element, width: int, hang: int) -> Mapping[int, int]:
        """The pages of headings; those of a template's making are not known, and Word is asked to count them."""
        if self._template is not None or not any(isinstance(item, Contents) for item in self._body):
            return {}
        return pages_of(self._body, styles, width=width, height=_text_height(section), hang=hang)

    # ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _add(self, kind: str, root: _Element, name: str = "", number: str = "") -> str:
        """A part of the package with the main part's relationship to it, whose id is given."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        uri = PackURI(f"/word/{name or kind}{number}.xml")
        content_type = f"{_TYPES}.wordprocessingml.{kind}+xml"
        part = XmlPart(uri, content_type, root, self._package)
        return str(self._main.relate_to(part, f"{_OFFICE}/relationships/{kind}"))

    def _copied(self) -> dict[str, Part]:
        """The parts of the template, with the relationships between them."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        given = self._template.parts if self._template is not None else {}
        out = {
            name: Part(PackURI(f"/{name}"), part.content_type, part.data, self._package) for name, part in given.items()
        }
        for name, part in given.items():
            for relation in part.relations:
                target = relation.target if relation.external else out[relation.target]
                out[name].load_rel(relation.type, target, relation.id, relation.external)
        return out

    def _relate(self, address: str) -> str:
        """The id of the relationship to a web address."""
        if address not in self._links:
            kind = f"{_OFFICE}/relationships/hyperlink"
            self._links[address] = self._main.relate_to(address, kind, is_external=True)
        return self._links[address]

    # ── styles and numbering ────────────────────────────────────────────────────────────────────────────────────────

    def _styles(self) -> _Element:
        ours = xml.parsed(files("renderers").joinpath("templates/word_styles.xml").read_text("utf-8"))
        styles = ours if self._template is None else with_ours(self._template.styles, ours)
        ids = style_ids(styles)
        bullet = style_of(styles, ids.get(marks.BULLET_STYLE.lower(), ""))
        self._own_bullets = bullet is not None and bullet.find(f"{w('pPr')}/{w('numPr')}") is not None
        speak(styles, _LANGUAGES[self._properties.language])
        self._add("styles", styles)
        return styles

    def _numbering(self, styles: _Element) -> int:
        """The lists, added to those of the template; gives what is added to the ids of ours."""
        given = None if self._template is None else self._template.numbering
        root = xml.parsed(f"<w:numbering {xml.NAMESPACES}/>") if given is None else given
        ids = style_ids(styles)
        headings = {
            level: ids[name.lower()]
            for level in range(1, DEEPEST_LEVEL + 1)
            if (name := marks.heading_style(level)).lower() in ids
        }
        for tied in [each for each in root.iter(w("pStyle")) if each.get(w("val")) in headings.values()]:
            tied.getparent().remove(tied)
        used = [
            int(e.get(w(a), "0"))
            for t, a in (("abstractNum", "abstractNumId"), ("num", "numId"))
            for e in root.iter(w(t))
        ]
        offset = max(used, default=0)
        bullet = "" if self._own_bullets else ids.get(marks.BULLET_STYLE.lower(), "")
        hang = _hang(self._body, self._plan)
        abstracts, nums = numbering_xml(self._plan, offset, hang, headings, bullet)
        ours = xml.parsed(f"<w:numbering {xml.NAMESPACES}>{''.join(abstracts)}{''.join(nums)}</w:numbering>")
        place = next((at for at, e in enumerate(root) if e.tag in (w("num"), w("numIdMacAtCleanup"))), len(root))
        end = next((at for at, e in enumerate(root) if e.tag == w("numIdMacAtCleanup")), len(root))
        for at, each in enumerate(ours.findall(w("num"))):
            root.insert(end + at, each)
        for at, each in enumerate(ours.findall(w("abstractNum"))):
            root.insert(place + at, each)
        for level, style in headings.items():
            number(style_of(styles, style), CLAUSES + offset, level - 1)
        if bullet:
            number(style_of(styles, bullet), BULLETS + offset, 0)
            self._own_bullets = True
        self._add("numbering", root)
        return offset

    # ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _section(self) -> _Element:
        copied = self._copied()
        references = ""
        edges = () if self._template is None else self._template.edges
        for edge in edges:
            key = self._main.relate_to(copied[edge.part], edge.type)
            references += f'<w:{edge.kind}Reference w:type="{edge.pages}" r:id="{key}"/>'
        for relation in () if self._template is None else self._template.looks:
            self._main.relate_to(copied[relation.target], relation.type)
        for kind, content in (("header", self._header()), ("footer", self._footer())):
            if not any(edge.kind == kind for edge in edges):
                root = xml.parsed(f"<w:{kind[:1]}dr {xml.NAMESPACES}/>".replace("<w:fdr", "<w:ftr"))
                root.append(xml.parsed_inside(content))
                key = self._add(kind, root, number="vka" if edges else "1")
                references += f'<w:{kind}Reference w:type="default" r:id="{key}"/>'
        section = xml.parsed(f"<w:sectPr {xml.NAMESPACES}>{references}</w:sectPr>")
        page = self._template.page if self._template is not None else ()
        for each in page or list(xml.parsed(_page())):
            section.append(each)
        return section

    def _header(self) -> str:
        return xml.paragraph("Header", xml.run(self._properties.title))

    def _footer(self) -> str:
        page, of = _PAGE_OF[self._properties.language]
        content = xml.run(page) + xml.field("PAGE", "1") + xml.run(of) + xml.field("NUMPAGES", "1")
        return xml.paragraph("Footer", content)

    # ── what it says of itself ──────────────────────────────────────────────────────────────────────────────────────

    def _settings(self) -> None:
        language = _LANGUAGES[self._properties.language]
        kept = {e.tag: e for e in (self._template.settings if self._template is not None else ())}
        tracking = "<w:trackRevisions/>" if self._properties.tracking else ""
        # We know no pages of a template's making: Word asks whether to count them when the file is opened.
        told = self._template is None or not any(isinstance(item, Contents) for item in self._body)
        counting = "" if told else '<w:updateFields w:val="true"/>'
        root = xml.parsed(
            f'<w:settings {xml.NAMESPACES}><w:zoom w:percent="100"/><w:mirrorMargins/>{tracking}'
            '<w:defaultTabStop w:val="567"/><w:autoHyphenation/><w:consecutiveHyphenLimit/><w:hyphenationZone/>'
            '<w:doNotHyphenateCaps/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
            f"{counting}<w:compat>"
            + "".join(
                f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
                for name, value in _COMPATIBLE
            )
            + f'</w:compat><w:themeFontLang w:val="{language}"/><w:clrSchemeMapping/>'
            '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
        )
        for each in list(root):
            if each.tag in kept:
                root.replace(each, kept[each.tag])
            elif not each.attrib and not len(each) and each.tag != w("trackRevisions"):
                root.remove(each)  # said by a template only
        self._add("settings", root)

    def _say_what_it_is(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        given = self._properties
        core = self._package.core_properties
        core.title = _short(given.title)
        core.author = _short(", ".join(given.authors))
        core.language = _LANGUAGES[given.language]
        core.created = core.modified = WRITTEN.replace(tzinfo=None)
        core.revision = 1
        core.last_modified_by = core.subject = core.keywords = core.comments = core.category = ""
        told = () if self._template is None else self._template.custom
        if self._template is not None and self._template.edges:
            told = ((marks.HOUSE_PROPERTY, "lpwstr", self._template.house), *told)
        if given.agreement:
            told = ((marks.AGREEMENT_PROPERTY, "lpwstr", given.agreement), *told)
        if not told:
            return
        custom = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
            + "".join(
                f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={xml.attribute(name)}>'
                f"<vt:{kind}>{xml.words(value)}</vt:{kind}></property>"
                for pid, (name, kind, value) in enumerate(told, 2)
            )
            + "</Properties>"
        )
        part = Part(PackURI("/docProps/custom.xml"), f"{_TYPES}.custom-properties+xml", custom.encode(), self._package)
        self._package.relate_to(part, f"{_OFFICE}/relationships/custom-properties")


_FONTS = (
    f"<w:fonts {xml.NAMESPACES}>"
    '<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:family w:val="roman"/></w:font>'
    '<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/></w:font></w:fonts>'
)
_COMPATIBLE = (
    ("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1), ("differentiateMultirowTableHeaders", 1),
)  # fmt: skip


def _page() -> str:
    return (
        f'<w:sectPr {xml.NAMESPACES}><w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/>'
        f'<w:pgMar w:top="{_MARGIN + 200}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        f' w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/></w:sectPr>'
    )


def _text_width(section: _Element) -> int:
    """Between the margins, in twentieths of a point."""
    size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
    width = _WIDTH if size is None else xml.whole(size.get(w("w")), _WIDTH)
    left, right, gutter = (
        xml.whole(None if margin is None else margin.get(w(side)), default)
        for side, default in (("left", _MARGIN), ("right", _MARGIN), ("gutter", 0))
    )
    return max(width - left - right - gutter, 2000)


def _text_height(section: _Element) -> int:
    """Between the margins, in twentieths of a point."""
    size, margin = section.find(w("pgSz")), section.find(w("pgMar"))
    height = xml.whole(size.get(w("h")), _HEIGHT)
    return height - sum(xml.whole(margin.get(w(side)), _MARGIN) for side in ("top", "bottom"))


def _hang(body: Sequence[BodyItem], plan: Plan) -> int:
    """How far the words of headings stand from their numbers: room for the longest, in twentieths of a point."""
    longest = max((len(item.label) for item in body if isinstance(item, Line) and item.level), default=0)
    return max(567, min(150 * longest + 130, 2268))


def _short(text: str) -> str:
    """Core properties hold 255 characters."""
    return xml.writable(text)[:255]


def _zipped(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts, and with fixed times, so that the bytes do not tell when it was made."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _ZIPPED)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, parts.get(name) or old.read(name))
    return out.getvalue()
