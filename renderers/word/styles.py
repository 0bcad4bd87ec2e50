"""Styles: those of a template together with ours, tied to lists, in one language for proofing."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from renderers.word import marks, xml
from renderers.word.template import style_ids
from renderers.word.xml import w

if TYPE_CHECKING:
    from lxml.etree import _Element


def counted_styles(styles: _Element) -> frozenset[str]:
    """The ids of the styles that belong to a list: by themselves, or by a style they build on."""
    by_id = {each.get(w("styleId")): each for each in styles.iterchildren(w("style"))}
    out = set()
    for style_id in by_id:
        at, seen = style_id, set()
        while at in by_id and at not in seen:
            seen.add(at)
            number = by_id[at].find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            if number is not None:
                if number.get(w("val")) != "0":
                    out.add(style_id)
                break
            based = by_id[at].find(w("basedOn"))
            at = None if based is None else based.get(w("val"))
    return frozenset(out)


def style_of(styles: _Element, style_id: str) -> _Element | None:
    return next((each for each in styles.iterchildren(w("style")) if each.get(w("styleId")) == style_id), None)


def number(style: _Element | None, instance: int, level: int) -> None:
    """Tie a style to a level of a list."""
    if style is None:
        return
    properties = style.find(w("pPr"))
    if properties is None:
        properties = xml.parsed(f"<w:pPr {xml.NAMESPACES}/>")
        before = [each for each in style if each.tag in [w(name) for name in _BEFORE_PROPERTIES]]
        style.insert(style.index(before[-1]) + 1 if before else 0, properties)
    for each in properties.findall(w("numPr")):
        properties.remove(each)
    ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
    made = xml.parsed(f'<w:numPr {xml.NAMESPACES}>{ilvl}<w:numId w:val="{instance}"/></w:numPr>')
    before = [each for each in properties if each.tag in [w(name) for name in _BEFORE_NUMBERS]]
    properties.insert(properties.index(before[-1]) + 1 if before else 0, made)


_BEFORE_PROPERTIES = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid",
)  # fmt: skip
_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def speak(styles: _Element, language: str) -> None:
    """Proof everything in one language."""
    for each in list(styles.iter(w("lang"))):
        each.getparent().remove(each)
    defaults = xml.child(styles, "docDefaults", 0)
    run = xml.child(xml.child(defaults, "rPrDefault", 0), "rPr", 0)
    before = [each for each in run if each.tag not in (w("eastAsianLayout"), w("specVanish"), w("oMath"))]
    said = xml.parsed(f'<w:lang {xml.NAMESPACES} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>')
    run.insert(len(before), said)


def with_ours(given: _Element, ours: _Element) -> _Element:
    """The template's styles, with those of ours it lacks, in the template's own type."""
    ids, taken = style_ids(given), {each.get(w("styleId")) for each in given.iterchildren(w("style"))}
    normal = ids[marks.BODY_STYLE.lower()]
    for style in ours.iterchildren(w("style")):
        name = style.find(w("name"))
        if style.get(w("type")) != "paragraph" or name is None or name.get(w("val"), "").lower() in ids:
            continue
        made = deepcopy(style)
        if made.get(w("styleId")) in taken:
            made.set(w("styleId"), f"vka{made.get(w('styleId'))}")
        for each in [*made.iter(w("rFonts")), *made.iter(w("color"))]:
            each.getparent().remove(each)
        for each in [*made.iter(w("basedOn")), *made.iter(w("next"))]:
            each.set(w("val"), normal)
        given.append(made)
    return given
