"""A contract as one HTML page that needs nothing else: no script, no font, no picture, no request.

Convention: the template in ``templates/`` holds the page and its blocks, this module the parts of a line. Text reaches
the page only through escaping.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from renderers.document import (
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
    inline_text,
)


def to_html(document: Document) -> str:
    """The contract as a page that meets WCAG 2.1 AA on screen and prints on A4; ``\\n`` line ends, ending in one."""
    return environment().get_template("contract.html").render(document=document, fixed=document.words)


@cache
def environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("renderers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
    )
    environment.filters["inlines"] = inlines_html
    environment.filters["words"] = inline_text
    environment.tests["heading_block"] = lambda block: isinstance(block, Heading)
    environment.tests["paragraph_block"] = lambda block: isinstance(block, Paragraph)
    environment.tests["list_block"] = lambda block: isinstance(block, List)
    return environment


def inlines_html(inlines: Iterable[Inline]) -> Markup:
    """The parts of a line as escaped HTML."""
    return Markup("").join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    match inline:
        case Text():
            return Markup.escape(inline.text)
        case Value():
            title = Markup(' title="{}"').format(inline.title) if inline.title else Markup("")
            return Markup('<span class="value" data-name="{}"{}>{}</span>').format(inline.name, title, inline.text)
        case Citation(href=None):
            return Markup('<span class="citation" title="{}">{}</span>').format(inline.target, inline.text)
        case Citation():
            link = Markup('<a class="citation" href="{}" title="{}">{}</a>')
            return link.format(inline.href, inline.target, inline.text)
        case Emphasis():
            return Markup("<em>{}</em>").format(inlines_html(inline.inlines))
        case Strong():
            return Markup("<strong>{}</strong>").format(inlines_html(inline.inlines))
