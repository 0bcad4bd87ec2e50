"""Word packages made by hand for tests of the reader: only what a test is about is in them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NEWER = "http://schemas.microsoft.com/office/word/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _style(identifier: str, name: str, properties: str = "", based: str = "", default: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    set_so = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    kind = f'w:type="paragraph"{default} w:styleId="{identifier}"'
    return f'<w:style {kind}><w:name w:val="{name}"/>{on}{set_so}</w:style>'


def _in_list(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


STYLES = "".join((
    _style("N", "Normal", default=' w:default="1"'),
    _style("Tittel", "Title"),
    _style("O1", "heading 1", _in_list(1)),
    _style("O2", "heading 2", _in_list(1, 1)),
    _style("Egen", "Min overskrift", based="O1"),
    _style("Kule", "List Bullet", _in_list(2)),
    _style("Innh", "toc 1"),
))  # fmt: skip


def _plan(number: int, *levels: tuple[str, str]) -> str:
    shown = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{shown}</w:abstractNum>'


def _list(number: int, plan: int, start: str = "") -> str:
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{plan}"/>{override}</w:num>'


NUMBERING = "".join((
    _plan(7, ("decimal", "%1."), ("decimal", "%1.%2.")),
    _plan(8, ("bullet", "•")),
    _plan(9, ("lowerLetter", "%1)")),
    _list(1, 7), _list(2, 8), _list(3, 9), _list(4, 7, "11"),
))  # fmt: skip


def word_package(body: str, **others: str) -> bytes:
    """A document with this body. Further parts by kind: ``comments``, ``footnotes``, ``header``, ``footer``."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **others}
    roots = {"comments": "comments", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )  # fmt: skip
    xml = '<?xml version="1.0" encoding="UTF-8"?>'
    package = "http://schemas.openxmlformats.org/package/2006"
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'{xml}<Types xmlns="{package}/content-types"><Override PartName="/word/document.xml"'
            f' ContentType="{_MAIN}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'{xml}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'{xml}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        file.writestr(
            "word/document.xml", f'{xml}<w:document xmlns:w="{W}" {names}><w:body>{body}</w:body></w:document>'
        )
        for kind, content in parts.items():
            root = roots.get(kind, kind)
            spaces = f'xmlns:w="{W}" xmlns:w14="{_NEWER}2010/wordml" xmlns:w15="{_NEWER}2012/wordml"'
            file.writestr(f"word/{kind}.xml", f"{xml}<w:{root} {spaces}>{content}</w:{root}>")
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(inner: str) -> str:
    """What somebody put in with changes tracked."""
    return f'<w:ins w:id="90" w:author="Kari" w:date="2026-11-02T10:00:00Z">{inner}</w:ins>'


def deleted(text: str) -> str:
    """What somebody struck with changes tracked."""
    gone = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="91" w:author="Kari" w:date="2026-11-02T10:00:00Z">{gone}</w:del>'


def control(name: str, inner: str, *, tag: bool = True, more: str = "") -> str:
    """A content control of a value; without ``tag`` as LibreOffice leaves it."""
    tagged = f'<w:tag w:val="vka:verdi:{name}"/>' if tag else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/>{tagged}{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )


def marked(anchor: str, inner: str, number: int = 1) -> str:
    """A line's content within its bookmark."""
    name = f"_vka_{anchor.replace('-', '_')}"
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(inner: str, style: str = "", mark: str = "", more: str = "") -> str:
    """A paragraph; ``mark`` is the properties of its end (``<w:ins/>``: the paragraph mark is new)."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    ended = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{styled}{more}{ended}</w:pPr>{inner}</w:p>"


def field(code: str, shown: str) -> str:
    """A field as Word writes them, in five runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
