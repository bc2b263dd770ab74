"""Every kind of page can be used by all: axe finds nothing, nothing is scrolled sideways, no one else is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from .conftest import NOTICE
from .html_files import read_all
from .kinds import KINDS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# In the dark the elements are the same and only the colours differ, so only the rules about colours are asked.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
RUN = """async ([runOnly, rules]) => {
    const result = await axe.run(document, {runOnly, rules, resultTypes: ["violations"]});
    const faults = result.violations.flatMap(f => f.nodes.slice(0, 3).map(n => `${f.id}: ${n.html.slice(0, 120)}`));
    return [faults, result.passes.length + result.violations.length];
}"""


# Whoever needs it spaces text like this, and loses nothing of it (WCAG 2.2, 1.4.12).
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# What sticks out of the window, what is cut by a box of its own, and words that are broken inside without a hyphen
FITS = """spaced => {
    const hidden = "pre, dialog, [popover], .visually-hidden";
    const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest(hidden);
    const said = (fault, e) => `${fault}: ${e.outerHTML.slice(0, 100)}`;
    const faults = [];
    for (const e of document.querySelectorAll("body *")) {
        if (!seen(e) || e.closest("svg *, .table-wrap *")) continue;
        if (e.getBoundingClientRect().right > innerWidth + 1) faults.push(said("out", e));
        if (getComputedStyle(e).overflowX === "hidden" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
            faults.push(said("cut", e));
    }
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (!spaced && texts.nextNode()) {
        const text = texts.currentNode, e = text.parentElement;
        if (!seen(e) || e.closest("code, script, svg, [href^=http]")) continue;
        for (const word of text.data.matchAll(/(?<![./_])\\b[\\p{L}]{6,}(?![._])/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(line => line.top));
            if (lines.size > 1) faults.push(`${word[0]}: ${said("broken", e)}`);
        }
    }
    return faults;
}"""


def _faults(page: Page, asked: dict[str, Any], but: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    page.evaluate(AXE)
    faults, count = page.evaluate(RUN, [asked, dict(but)])
    assert count > (0 if asked is COLOURS else 15), "axe has not looked at the page"
    return list(faults)


def asked_of(scheme: str) -> dict[str, Any]:
    """The rules for a colour scheme."""
    return COLOURS if scheme == "dark" else ALL


def _look(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]


@pytest.mark.parametrize("where", KINDS.values(), ids=KINDS)
def test_a_page_can_be_used_by_all_asks_no_one_else_and_breaks_no_policy(page: Page, address: str, where: str) -> None:
    """320 pixels is also what a window of 1280 is at 400 per cent."""
    asked: set[str] = set()
    faults: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    _look(page, 1280, "dark")
    page.goto(address + where)
    assert _faults(page, COLOURS) == []
    _look(page, 320, "light")
    page.goto(address + where)  # colours that are changed on the way would be measured half-changed
    assert _faults(page, ALL) == []
    for spaced in (False, True):
        assert page.evaluate(FITS, spaced) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate(SPACED)
    page.evaluate("document.adoptedStyleSheets = []")
    _look(page, 1280, "light")
    assert _faults(page, ALL, {"color-contrast": {"enabled": False}}) == []
    for button in page.get_by_role("main").get_by_role("button").all():
        if button.is_visible():
            button.click()
    assert faults == []
    assert {host for host in asked if host} == {urlsplit(address).netloc}
    assert page.context.cookies() == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_with_the_search_open(page: Page, address: str, width: int, scheme: str) -> None:
    _look(page, width, scheme)
    page.goto(address)
    if width == 320:
        page.get_by_role("button", name="Sök", exact=True).click()
    page.get_by_role("textbox", name="Sök på webbplatsen").fill("läxhjälp")
    expect(page.get_by_role("region", name="Sökträffar").get_by_role("link").first).to_be_visible()
    assert _faults(page, asked_of(scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_menu_open(page: Page, address: str, scheme: str) -> None:
    _look(page, 320, scheme)
    page.goto(f"{address}stadsdelar/raslatt/")
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("button", name="Stäng menyn")).to_be_in_viewport()
    assert _faults(page, asked_of(scheme)) == []


def test_a_wide_table_scrolls_within_itself_and_by_keyboard(page: Page, address: str) -> None:
    _look(page, 320, "light")
    seen = 0
    for where in ("statistik/", "stadsdelar/", "om/sakerhet/", "ar/2025/"):
        page.goto(address + where)
        for box in page.locator(".table-wrap").all():
            wide, stop, links = box.evaluate(
                "e => [e.scrollWidth > e.clientWidth, e.tabIndex, e.querySelectorAll('a').length]"
            )
            assert not wide or stop == 0 or links, where
            seen += 1
    assert seen > 5


def test_every_table_has_a_caption_and_its_headings_say_what_they_head(site: Path) -> None:
    tables = 0
    for address, seen in read_all(site).items():
        names = [name for name, _ in seen.elements]
        tables += names.count("table")
        assert names.count("caption") == names.count("table"), address
        assert all(attributes.get("scope") for attributes in seen.attributes("th")), address
    assert tables > 100


def test_every_page_says_its_language_and_the_english_page_says_that_it_is_english(site: Path) -> None:
    for address, seen in read_all(site).items():
        assert seen.attributes("html")[0]["lang"] == "sv", address
    english = read_all(site)["english/"]
    assert "en" in [attributes.get("lang") for attributes in english.attributes("div")]


def test_nothing_moves_for_those_who_asked_for_that(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    longest = """() => Math.max(...[...document.querySelectorAll('*')].flatMap(e => {
        const style = getComputedStyle(e);
        return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].map(parseFloat);
    }))"""
    assert page.evaluate(longest) < 0.05


@pytest.mark.parametrize("where", ["", "samarbeten/2024/laxhjalp-raslatt/", "stadsdelar/raslatt/", "policy/"])
def test_on_paper_there_is_the_content_and_the_notice_but_no_menu(page: Page, address: str, where: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + where)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Exempeldata.").first).to_be_visible(visible=NOTICE)
    expect(page.get_by_role("navigation").first).not_to_be_visible()
    expect(page.get_by_role("search")).not_to_be_visible()
    expect(page.get_by_text(re.compile("Föreslå en ändring av den här sidan"))).not_to_be_visible()
