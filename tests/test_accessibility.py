"""The contract as a page is for everyone: WCAG 2.1 AA, judged by axe-core in a browser and by rules that need none."""

import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from renderers.case_paper import case_paper
from renderers.compose import compose
from renderers.document import (
    BULLET,
    Citation,
    Document,
    Emphasis,
    Heading,
    List,
    ListItem,
    Paragraph,
    Strong,
    Text,
    Value,
    clause_anchor,
)
from renderers.to_html import to_html
from tests.amended import made, with_newcomer
from tests.helpers import CASES, answered, case_file, contract

CHROMIUM = shutil.which("chromium")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
"""axe-core's names for WCAG 2.1 level A and AA."""

CONTRACT = Document(
    "AVTALE OM ADMINISTRATIVT SAMARBEIDSUTVALGSSEKRETARIAT",
    [
        Heading("Parter", clause_anchor("1"), number="1"),
        Paragraph([Text("Eier er "), Value("Fjord AS", "eier", title="eier: parten Fjord AS"), Text(".")]),
        Paragraph([Emphasis("Kompetansehevingstiltaksplanleggingsarbeidet trer i kraft straks.")], anchor="kursiv"),
        Heading("Oppgaver", clause_anchor("2"), number="2"),
        Heading("Oppgaver eieren beholder", clause_anchor("2.1"), number="2.1", level=2),
        List([ListItem(BULLET, "Stille lokale til disposisjon."), ListItem(BULLET, "Føre regnskap.")]),
        List([ListItem("a.", "Vedta planer"), ListItem("b.", [Strong("Vedta"), Text(" nivået på tjenesten.")])]),
        Heading("Oppsigelse", clause_anchor("3"), number="3"),
        Paragraph(
            [
                Text("Avtalen kan sies opp etter "),
                Citation("punkt 2.1", "punkt 2.1", href="#punkt-2-1"),
                Text(", "),
                Citation("husleieloven § 9-6", "husleieloven § 9-6", href="https://lovdata.no/lov/1999-03-26-17"),
                Text(" og "),
                Citation("forskrift 1", "forskrift 1"),
                Text(". "),
                Value("1 år", "frist", title="frist: 1 år"),
                Text("."),
            ]
        ),
        Heading("Underskrift", "underskrift"),
    ],
    legal_basis=[Paragraph("Husleieloven, lov 26. mars 1999 nr. 17.")],
)


# --- without a browser --------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """The start tags of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


TAGS = Tags(to_html(CONTRACT)).found


def having(attribute: str) -> list[str]:
    """The values of an attribute, in the page's order."""
    return [attributes[attribute] for _, attributes in TAGS if attribute in attributes]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_says_its_language(language: str) -> None:
    """WCAG 3.1.1: a screen reader learns which language to speak, and what is added is in it."""
    document = Document("T", CONTRACT.blocks, language="nn" if language == "nn" else "nb")
    html = to_html(document)
    assert ("html", {"lang": language}) in Tags(html).found
    assert ("Lenkje til punkt 1" in html, "Lenke til punkt 1" in html) == (language == "nn", language == "nb")


def test_the_page_has_the_contracts_title() -> None:
    """WCAG 2.4.2."""
    assert f"<title>{CONTRACT.title}</title>" in to_html(CONTRACT)


def test_headings_go_down_one_level_at_a_time() -> None:
    """WCAG 1.3.1: one h1, first; no heading is more than one level below the one before."""
    levels = [int(tag[1]) for tag, _ in TAGS if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 3, 2, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_resolve() -> None:
    """Each id is used once; each link, and each name given by reference, leads to one."""
    ids = having("id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in having("href") if href.startswith("#")] + having("aria-labelledby")
    assert inner
    assert set(inner) <= set(ids)


def test_every_clause_links_to_itself_by_name() -> None:
    """WCAG 2.4.4: beside each heading, a link whose accessible name says where it leads; no two names are the same."""
    links = [attributes for tag, attributes in TAGS if tag == "a" and attributes.get("class") == "self"]
    assert [link["href"][1:] for link in links] == [heading.anchor for heading in CONTRACT.headings()]
    names = [link["aria-label"] for link in links]
    assert names[2:] == ["Lenke til punkt 2.1", "Lenke til punkt 3", "Lenke til «Underskrift»"]
    assert len(names) == len(set(names))


def test_the_first_link_skips_to_the_text() -> None:
    """WCAG 2.4.1: one step takes a keyboard past the contents, to the main landmark."""
    links = [attributes["href"] for tag, attributes in TAGS if tag == "a"]
    mains = [attributes for tag, attributes in TAGS if tag == "main"]
    assert [main["id"] for main in mains] == [links[0][1:]]
    assert mains[0]["tabindex"] == "-1"


# --- colours ------------------------------------------------------------------------------------------------------

CSS = re.search(r"<style>(.*)</style>", to_html(CONTRACT), re.DOTALL)[1]  # type: ignore[index]  # the page has a style
SCREEN_DARK = "@media screen and (prefers-color-scheme: dark)"
AGAINST = [
    # foreground, background, the least contrast: 4.5 for text (WCAG 1.4.3), 3 for marks and outlines (1.4.11)
    ("ink", "sheet", 4.5),
    ("ink", "tint", 4.5),
    ("muted", "sheet", 4.5),
    ("muted", "tint", 4.5),
    ("link", "sheet", 4.5),
    ("link", "tint", 4.5),
    ("focus", "sheet", 3.0),
    ("focus", "tint", 3.0),
    ("mark", "sheet", 3.0),
    ("rule", "sheet", 3.0),
]


def colours(css: str) -> dict[str, str]:
    """The named colours declared in a style."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", css))


LIGHT = colours(CSS[: CSS.index(SCREEN_DARK)])
DARK = LIGHT | colours(CSS[CSS.index(SCREEN_DARK) : CSS.index("@media (hover")])
PRINT = LIGHT | colours(CSS[CSS.index("@media print") :])


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` as WCAG 2.1 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_defined() -> None:
    """Black on white is 21; the grey that is known to just pass on white just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_has_a_name() -> None:
    """The style names its colours in one place, so the pairs below are all there are."""
    assert set(LIGHT) >= {name for pair in AGAINST for name in pair[:2]}
    assert set(LIGHT) == set(DARK)
    assert DARK["sheet"] != LIGHT["sheet"]
    assert PRINT["sheet"] == "#ffffff"
    assert not re.search(r"#[0-9a-f]{3,8}\b", re.sub(r"--[a-z]+: #[0-9a-f]{6};", "", CSS))
    assert not re.search(r"\b(?:rgba?|hsla?|oklch|color-mix)\(", CSS)


@pytest.mark.parametrize(("foreground", "background", "least"), AGAINST)
@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_colours_stand_out(scheme: dict[str, str], foreground: str, background: str, least: float) -> None:
    """WCAG 1.4.3 and 1.4.11, in light, in dark and on paper."""
    assert contrast(scheme[foreground], scheme[background]) >= least


# --- in a browser -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window. Only a machine without it, outside CI, may leave these tests out."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("chromium is not installed")
    assert CHROMIUM is not None, "CI must have chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The contract opened as a file, at a width in CSS pixels and in a colour scheme, with the requests it made."""
    width, scheme = request.param
    file = tmp_path / "avtale.html"
    file.write_text(to_html(CONTRACT), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda made: requests.append(made.url))
    page.goto(file.as_uri())
    assert requests == [file.as_uri()]
    yield page
    context.close()


SCREENS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, as ``rule: the element``."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", WCAG)
    assert len(found["passes"]) > 10, "axe-core judged hardly anything"
    return [f"{broken['id']}: {node['html']}" for broken in found["violations"] for node in broken["nodes"]]


@pytest.mark.parametrize("page", SCREENS, indirect=True)
def test_axe_finds_nothing(page: Any) -> None:
    """axe-core's rules for WCAG 2.1 A and AA all hold, on wide and narrow screens, in light and dark."""
    assert violations(page) == []


@pytest.mark.parametrize("page", [(1280, "light")], indirect=True)
def test_axe_finds_what_is_wrong(page: Any) -> None:
    """The test above can fail: take away the language and grey out the text, and axe-core says so."""
    page.evaluate("document.documentElement.removeAttribute('lang'); document.body.style.color = 'rgb(190, 190, 190)'")
    assert {found.split(":")[0] for found in violations(page)} >= {"html-has-lang", "color-contrast"}


@pytest.mark.parametrize("page", [(320, "light")], indirect=True)
def test_nothing_scrolls_sideways_on_the_narrowest_screen(page: Any) -> None:
    """WCAG 1.4.10: at 320 pixels the page is read by scrolling one way only, and no word is cut off."""
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    widest = "Math.max(...[...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect().right))"
    assert page.evaluate(widest) <= 320


SPACED = "line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important"


@pytest.mark.parametrize("page", [(320, "light")], indirect=True)
def test_wider_spacing_cuts_nothing_off(page: Any) -> None:
    """WCAG 1.4.12: with the spacing readers may set for themselves, no word is cut off or overlapped."""
    page.add_style_tag(content=f"* {{{SPACED}}} p {{margin-bottom:2em!important}}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    blocks = "[...document.querySelectorAll('h1,h2,h3,nav a,main p,main li')].map(e => e.getBoundingClientRect())"
    tops = page.evaluate(f"{blocks}.map(box => [box.top, box.bottom])")
    assert all(below[0] >= above[1] - 1 for above, below in pairwise(tops))


@pytest.mark.parametrize("name", ["agreement", "amended", "paper"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_real_pages(browser: Any, tmp_path: Path, name: str, scheme: str) -> None:
    """The real agreement, the amended one with its notes, and a case paper: axe-core has nothing to say of any."""
    file = tmp_path / "side.html"
    file.write_text(to_html(real_page(name)), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    context.close()


def real_page(name: str) -> Document:
    """The documents people get."""
    if name == "amended":
        return compose(made(with_newcomer()))
    if name == "agreement":
        return compose(contract())
    file = next(path for path in CASES if path.stem == "eksempel")
    about = case_file(file)
    answers = [answered(about, each.question, each.on, each.known) for each in about.expected]
    return case_paper(answers, contract(), about)


@pytest.mark.parametrize("page", [(1280, "light")], indirect=True)
def test_the_keyboard_reaches_everything_and_is_seen(page: Any) -> None:
    """WCAG 2.1.1 and 2.4.7: the tabulator visits every link in reading order, and each shows an outline on screen."""
    hrefs = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
    for href in hrefs:
        page.keyboard.press("Tab")
        focused = page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement);
            return [document.activeElement.getAttribute('href'), style.outlineStyle, parseFloat(style.outlineWidth)];
        }""")
        assert focused == [href, "solid", 3]
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


@pytest.mark.parametrize("page", [(1280, "dark")], indirect=True)
def test_print_is_black_on_white_and_starts_parts_on_pages(page: Any) -> None:
    """On paper a dark screen's colours do not follow, links for screens are gone, each part has its page."""
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.self')).display") == "none"
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 3  # the title, the contents, the text
