"""The three printings of a Document say its words, all of them, in order, and nothing else."""

import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from renderers.document import (
    BULLET,
    Block,
    Citation,
    Document,
    Emphasis,
    Heading,
    Inline,
    List,
    ListItem,
    OutlineEntry,
    Paragraph,
    Strong,
    Text,
    Value,
    clause_anchor,
    inline_text,
)
from renderers.to_html import to_html
from renderers.to_markdown import to_markdown
from renderers.to_text import NARROWEST, to_text

LEASE = Document(
    "AVTALE OM LEIE AV NAUST",
    [
        Heading("Partene", clause_anchor("1"), number="1"),
        Paragraph([Text("Eier er "), Value("Fjord AS", "eier", title="eier: parten Fjord AS"), Text(".")]),
        Heading("Oppsigelse", clause_anchor("2"), number="2"),
        Heading([Text("Frist på "), Value("3 måneder", "frist")], clause_anchor("2.1"), number="2.1", level=2),
        Paragraph(
            [
                Text("Avtalen kan sies opp, jf. "),
                Citation("punkt 1", "punkt 1", href="#punkt-1"),
                Text(" og "),
                Citation("husleieloven § 9-6", "husleieloven § 9-6", href="https://lovdata.no/lov/1999-03-26-17"),
                Text(", "),
                Emphasis("skriftlig"),
                Text(" <og> i [god] tid & 2 * 3 måneder før uten_grunn."),
            ],
            anchor="punkt-2-1-ledd-1",
        ),
        List([ListItem(BULLET, "båt"), ListItem(BULLET, "1. reserve")]),
        List([ListItem("a.", [Strong("nøkler")]), ListItem("b.", "tau, årer og annet båtutstyr")]),
    ],
    legal_basis=[Paragraph("Husleieloven, lov 26. mars 1999 nr. 17.")],
)

TEXT = """\
AVTALE OM LEIE AV NAUST

Husleieloven, lov 26. mars 1999 nr.
17.


Innhold

  1. Partene
  2. Oppsigelse
    2.1. Frist på 3 måneder


1. Partene

Eier er Fjord AS.


2. Oppsigelse

2.1. Frist på 3 måneder

Avtalen kan sies opp, jf. punkt 1 og
husleieloven § 9-6, skriftlig <og> i
[god] tid & 2 * 3 måneder før
uten_grunn.

- båt
- 1. reserve

a. nøkler
b. tau, årer og annet båtutstyr
"""

MARKDOWN = r"""
# AVTALE OM LEIE AV NAUST

Husleieloven, lov 26. mars 1999 nr. 17.

## Innhold

- [1. Partene](#punkt-1)
- [2. Oppsigelse](#punkt-2)
  - [2.1. Frist på 3 måneder](#punkt-2-1)

## <a id="punkt-1"></a>1. Partene

Eier er Fjord AS.

## <a id="punkt-2"></a>2. Oppsigelse

### <a id="punkt-2-1"></a>2.1. Frist på 3 måneder

Avtalen kan sies opp, jf. [punkt 1](#punkt-1) og STATUTE, REST

- båt
- 1\. reserve

- a. **nøkler**
- b. tau, årer og annet båtutstyr
"""[1:]
MARKDOWN = MARKDOWN.replace("STATUTE", "[husleieloven § 9-6](https://lovdata.no/lov/1999-03-26-17)")
MARKDOWN = MARKDOWN.replace("REST", r"*skriftlig* \<og> i \[god\] tid \& 2 \* 3 måneder før uten\_grunn.")


# --- random documents ---------------------------------------------------------------------------------------------

# Half of all text is made of what Markdown and HTML could take for marks.
MARKS = st.text(alphabet="*_`[]()<>&#~!|\\+-=.:;\"'/ 1a\u00a0", max_size=12)
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=12
)
TEXTS = st.one_of(
    MARKS, WORDS, st.sampled_from(["&amp;", "1. ", "- ", "> ", "<b>", "https://a.b/", "a\u00ad-b", "***"])
)
ADDRESSES = st.sampled_from([None, "#punkt-1", "https://lovdata.no/a?b=c&copy=(d)*_e#9"])

LEAVES: st.SearchStrategy[Inline] = st.one_of(
    TEXTS.map(Text),
    st.builds(Value, TEXTS, TEXTS, title=TEXTS),
    st.builds(lambda text, target, href: Citation(text, target, href=href), TEXTS, TEXTS, ADDRESSES),
)
INLINES = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.one_of(
            st.builds(Emphasis, st.lists(inner, max_size=3)), st.builds(Strong, st.lists(inner, max_size=3))
        ),
        max_leaves=4,
    ),
    min_size=1,
    max_size=5,
).filter(lambda inlines: bool(inline_text(inlines).strip()))
NUMBERS = st.sampled_from([None, "7", "7.1", "§ 3", "B"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of every shape: headings deepen by one at most, anchors are unique, ``#punkt-1`` leads somewhere."""
    blocks: list[Block] = [Heading(draw(INLINES), "punkt-1", number=draw(NUMBERS))]
    level = 1
    for place in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["heading", "paragraph", "list"]))
        if kind == "heading":
            level = draw(st.integers(1, min(level + 1, 5)))
            blocks.append(Heading(draw(INLINES), f"a{place}", number=draw(NUMBERS), level=level))
        elif kind == "paragraph":
            blocks.append(Paragraph(draw(INLINES), draw(st.sampled_from([None, f"a{place}"]))))
        else:
            label = st.sampled_from([BULLET, "a.", "1)", "2.", "*", "(i)"])
            anchor = st.just(f"a{place}") if draw(st.booleans()) else st.none()
            items = [ListItem(draw(label), draw(INLINES), anchor=draw(anchor))]
            items += [ListItem(draw(label), draw(INLINES)) for _ in range(draw(st.integers(0, 2)))]
            blocks.append(List(items))
    return Document(
        draw(TEXTS.filter(lambda text: bool(text.strip()))),
        blocks,
        legal_basis=[Paragraph(inlines) for inlines in draw(st.lists(INLINES, max_size=2))],
        language=draw(st.sampled_from(["nb", "nn"])),
        contents=draw(st.booleans()),
    )


def printed_words(document: Document, shows_label: Callable[[List, ListItem], bool]) -> list[str]:
    """The words a printing is to hold, those of the contents with them; a label counts where it is printed as words."""
    lines = [document.title, *(paragraph.plain_text() for paragraph in document.legal_basis)]
    if document.contents:
        lines.append("Innhald" if document.language == "nn" else "Innhold")
        lines += [heading.plain_text() for heading in document.headings()]
    for block in document.blocks:
        if isinstance(block, List):
            lines += [
                item.plain_text() if shows_label(block, item) else inline_text(item.inlines) for item in block.items
            ]
        else:
            lines.append(block.plain_text())
    return " ".join(lines).split()


# --- text ---------------------------------------------------------------------------------------------------------


def test_text_of_a_small_contract() -> None:
    """Headings stand apart, lists keep their labels, lines wrap between words and hang under the text."""
    assert to_text(LEASE, width=36) == TEXT


@given(documents(), st.one_of(st.none(), st.integers(NARROWEST, 100)))
def test_text_says_the_words(document: Document, width: int | None) -> None:
    """Law: the words of the text are the words of the document, in order, whatever the width."""
    assert to_text(document, width).split() == printed_words(document, lambda _block, _item: True)


@given(documents(), st.integers(NARROWEST, 60))
def test_text_fits(document: Document, width: int) -> None:
    """Law: a line longer than asked for is one word that cannot be broken, indented; no line ends in spaces."""
    for line in to_text(document, width).split("\n"):
        assert len(line) <= width or " " not in line.strip(" ")
        assert line == line.rstrip(" ")


def test_text_too_narrow_is_refused() -> None:
    """A width no contract can be read at is an error, not a mess."""
    with pytest.raises(ValueError, match="below 20"):
        to_text(LEASE, width=NARROWEST - 1)


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_markdown_of_a_small_contract() -> None:
    """Anchors, links and escapes stand where a CommonMark parser needs them and nowhere else."""
    assert to_markdown(LEASE) == MARKDOWN


@given(documents())
def test_markdown_reads_back(document: Document) -> None:
    """Law: a CommonMark parser finds the document's words and its blocks, and makes up no others."""
    tokens = MarkdownIt("commonmark").parse(to_markdown(document))
    lines = [token.children or [] for token in tokens if token.type == "inline"]
    words = ["".join(child.content for child in line if child.type == "text").split() for line in lines]
    expected = printed_words(document, lambda _block, item: item.label != BULLET)
    assert [word for line in words for word in line] == expected

    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", *(["h2"] if document.contents else []), *(f"h{h.level + 1}" for h in document.headings())]
    others = {token.type for token in tokens} - {"inline"}
    made = {"heading", "paragraph", "bullet_list", "list_item"}
    assert others <= {f"{kind}_{end}" for kind in made for end in ("open", "close")}


def marks_of(inlines: tuple[Inline, ...]) -> list[str]:
    """The tags and addresses a line should print, in order."""
    marks: list[str] = []
    for inline in inlines:
        match inline:
            case Citation(href=str() as href) if inline.text.strip():
                marks.append(href)
            case Emphasis() | Strong():
                tag = "em" if isinstance(inline, Emphasis) else "strong"
                marks += [f"<{tag}>", *marks_of(inline.inlines), f"</{tag}>"]
            case _:
                pass
    return marks


@given(INLINES, st.booleans())
def test_markdown_keeps_emphasis_and_links(inlines: list[Inline], anchored: bool) -> None:
    """Law: each link, and each run of italics or bold, comes back, in order and nested as written."""
    paragraph = Paragraph(inlines, "her")
    basis = [Paragraph([Citation("se", "her", href="#her")])] if anchored else []
    document = Document("T", [Heading("H", "punkt-1"), paragraph], legal_basis=basis, contents=False)
    line = MarkdownIt("commonmark").parse(to_markdown(document))[-2].children or []
    found: list[str] = []
    for child in line[2:] if anchored else line:
        match child.type:
            case "em_open" | "strong_open":
                found.append(f"<{child.tag}>")
            case "em_close" | "strong_close":
                found.append(f"</{child.tag}>")
            case "link_open":
                found.append(str(child.attrs["href"]))
            case "html_inline":
                found.append(child.content)
            case _:
                pass
    assert found == marks_of(paragraph.inlines)


# --- HTML ---------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The words and the tags of a page's body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html[html.index("<header>") :])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(documents())
def test_html_says_the_words(document: Document) -> None:
    """Law: what a browser shows as text is the document's words, in order; a bulleted list draws its own bullets."""
    words = Page(to_html(document)).text.split()
    assert words == printed_words(document, lambda block, _item: not block.bulleted)


@given(documents())
def test_html_holds_only_the_tags_of_the_template(document: Document) -> None:
    """Law: no text of a document becomes a tag or an attribute of its own."""
    page = Page(to_html(document))
    known = re.findall(r"\w+", "header h1 h2 h3 h4 h5 h6 p nav ol ul li a span main div em strong")
    assert {tag for tag, _ in page.tags} <= set(known)
    names = {name for _, attributes in page.tags for name in attributes}
    assert names <= {"id", "class", "href", "title", "role", "aria-label", "aria-labelledby", "data-name", "tabindex"}


def test_html_marks_values_and_citations() -> None:
    """A value carries its name and explanation, a citation its target; both print just their words."""
    html = to_html(LEASE)
    assert '<span class="value" data-name="eier" title="eier: parten Fjord AS">Fjord AS</span>' in html
    assert '<span class="value" data-name="frist">3 måneder</span>' in html
    assert '<a class="citation" href="#punkt-1" title="punkt 1">punkt 1</a>' in html
    assert 'aria-label="Lenke til punkt 2.1"' in html
    assert "&lt;og&gt; i [god] tid &amp; 2" in html


# --- all three ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("render", [to_text, to_markdown, to_html])
def test_printing_is_deterministic(render: Callable[[Document], str]) -> None:
    """The same document prints the same, in LF lines, ending in one."""
    once = render(LEASE)
    assert once == render(LEASE)
    assert once.endswith("\n")
    assert not once.endswith("\n\n")
    assert "\r" not in once


@pytest.mark.parametrize("render", [to_text, to_markdown, to_html])
def test_no_contents_unless_wanted(render: Callable[[Document], str]) -> None:
    """A document that wants no table of contents, or has nothing to put in one, gets none."""
    assert "Innhold" in render(LEASE)
    assert "Innhold" not in render(Document("T", LEASE.blocks, contents=False))
    assert "Innhold" not in render(Document("T", [Paragraph("Kort og godt.")]))


def test_the_whole_reaches_no_network() -> None:
    """A page loads nothing: no tag that fetches, no address in its style, and a policy that forbids it."""
    html = to_html(LEASE)
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|video|audio|base)\b", html)
    assert not re.search(r"url\(|@import", html)
    assert "default-src 'none'" in html


def test_importing_the_model_is_cheap() -> None:
    """Neither the model nor the text printer brings in the template engine."""
    code = "import sys, renderers.to_text, renderers.to_markdown; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- the model ----------------------------------------------------------------------------------------------------


def test_plain_text_is_what_is_signed() -> None:
    """Title, legal basis, headings with numbers, paragraphs and labelled items; no contents."""
    lines = LEASE.plain_text().split("\n")
    assert lines[:4] == [
        "AVTALE OM LEIE AV NAUST",
        "Husleieloven, lov 26. mars 1999 nr. 17.",
        "1. Partene",
        "Eier er Fjord AS.",
    ]
    assert lines[-1] == "b. tau, årer og annet båtutstyr"


def test_outline_nests_headings() -> None:
    """Each heading stands under the nearest one above it of a lower level."""
    first, second, below = LEASE.headings()
    assert LEASE.outline() == (OutlineEntry(first, ()), OutlineEntry(second, (OutlineEntry(below, ()),)))


@pytest.mark.parametrize(
    ("number", "anchor"), [("11.1", "punkt-11-1"), ("4", "punkt-4"), ("§ 3", "punkt-3"), ("2 b", "punkt-2-b")]
)
def test_anchor_of_a_clause(number: str, anchor: str) -> None:
    """Headings and the citations of them make the same anchor from the same number."""
    assert clause_anchor(number) == anchor


HEADING = Heading("Partene", "punkt-1", number="1")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Text("to\nlinjer"), r"U\+000A"),
        (lambda: Paragraph(" "), "needs words"),
        (lambda: Paragraph([Emphasis([])]), "needs words"),
        (lambda: List([]), "needs an item"),
        (lambda: ListItem(" ", "ord"), "no words"),
        (lambda: Heading("H", "a b"), "cannot be an anchor"),
        (lambda: Heading("H", "vka-text"), "cannot be an anchor"),
        (lambda: Heading("H", "a", level=6), "1 to 5"),
        (lambda: Heading("H", "a", number=""), "no words"),
        (lambda: Citation("her", "her", href="javascript:alert(1)"), "neither"),
        (lambda: Document(" ", []), "no words"),
        (lambda: Document("T", [HEADING, Paragraph("A", "punkt-1")]), "used twice"),
        (lambda: Document("T", [Heading("H", "a", level=2)]), "skips"),
        (lambda: Document("T", [Paragraph([Strong([Citation("p", "p", href="#borte")])])]), "not in the document"),
    ],
)
def test_what_cannot_be_printed_is_refused(make: Callable[[], object], message: str) -> None:
    """Each thing a renderer could not print faithfully raises ValueError when it is made."""
    with pytest.raises(ValueError, match=message):
        make()
