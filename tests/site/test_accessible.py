"""Every kind of page can be used by all: axe finds nothing, nothing is scrolled sideways, no one else is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from .conftest import NOTICE
from .finding import Finder
from .html_files import read_all
from .kinds import KINDS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# In another colour scheme the elements are the same, so only the rules about colours are asked.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Axe's time grows with the elements: it sees a list or table without the items in which every element, by its name,
# classes, attributes and those around it, has been met twice. Then they come back. Colours change at once, for on their
# way to those of another scheme they would be measured half-changed.
RUN = """async runOnly => {
    const still = new CSSStyleSheet();
    still.replaceSync("* { transition: none !important }");
    document.adoptedStyleSheets = [still];
    const met = new Map(), away = [];
    const kind = e => [e.tagName, ...e.classList, ...e.getAttributeNames(), !e.textContent.trim()].join(".");
    const kinds = (e, above) => {
        const own = `${above} ${kind(e)}`;
        return [own, ...[...e.children].flatMap(child => kinds(child, own))];
    };
    const thin = (e, above) => {
        const own = `${above} ${kind(e)}`;
        met.set(own, (met.get(own) ?? 0) + 1);
        for (const child of [...e.children])
            if (child.matches("tbody tr, li, p, details, section, article, pre, ul, div, figure, svg g, option")
                && kinds(child, own).every(one => met.get(one) > 1)) {
                away.push([e, child, child.nextSibling]);
                child.remove();
            } else thin(child, own);
    };
    thin(document.body, "");
    const result = await axe.run(document, {runOnly, resultTypes: ["violations"]});
    away.reverse().forEach(([parent, child, next]) => parent.insertBefore(child, next));
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
# What moves, sticks out of the window, is cut by a box of its own, and words that are broken inside without a hyphen
FITS = """spaced => {
    const hidden = "pre, dialog, [popover], .visually-hidden";
    const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest(hidden);
    const said = (fault, e) => `${fault}: ${e.outerHTML.slice(0, 100)}`;
    const faults = [];
    for (const e of document.querySelectorAll("body *")) {
        const style = getComputedStyle(e);
        const moves = `${style.transitionDuration},${style.animationDuration}`.split(",");
        if (moves.some(time => parseFloat(time) >= 0.05)) faults.push(said("moves", e));
        if (!seen(e) || e.closest("svg *, .table-wrap *")) continue;
        if (e.getBoundingClientRect().right > innerWidth + 1) faults.push(said("out", e));
        if (style.overflowX === "hidden" && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
            faults.push(said("cut", e));
        if (e.matches(".table-wrap") && e.scrollWidth > e.clientWidth && e.tabIndex < 0 && !e.querySelector("a"))
            faults.push(said("not scrolled by keyboard", e));
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is scrolled sideways");
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
ON_PAPER = """() => ["h1", ".example", "nav", "header [role=search]", "a[rel~=edit]"].filter(
    part => [...document.querySelectorAll(part)].some(e => e.checkVisibility()))"""
STORED = "[localStorage.length, sessionStorage.length, document.cookie]"
# Gives the buttons of the page that something lies over. What they send is not sent: the page stays.
PRESS = """() => addEventListener("submit", event => event.preventDefault()) ??
[...document.querySelectorAll("main button")].filter(button => {
    if (!button.checkVisibility({visibilityProperty: true})) return false;
    button.scrollIntoView({block: "center", behavior: "instant"});
    const place = button.getBoundingClientRect();
    const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
    button.click();
    return !button.contains(top);
}).map(button => button.outerHTML)"""


def axe_faults(page: Page, asked: dict[str, object]) -> list[str]:
    page.evaluate(AXE)
    faults, count = page.evaluate(RUN, asked)
    assert count > (0 if asked is COLOURS else 15), "axe has not looked at the page"
    return list(faults)


def look(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]


@pytest.mark.parametrize("where", KINDS.values(), ids=KINDS)
def test_a_page_can_be_used_by_all_asks_no_one_else_breaks_no_policy_and_stores_nothing(
    page: Page, address: str, where: str
) -> None:
    """320 pixels is also what a window of 1280 is at 400 per cent."""
    asked: set[str] = set()
    faults: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    look(page, 320, "light")
    page.goto(address + where)
    if "?" in where:  # the answer comes from a script
        expect(page.locator("main :is(li h2, td)").first).to_be_visible()
    assert page.evaluate(STORED) == [0, 0, ""]
    for spaced in (False, True):
        assert page.evaluate(FITS, spaced) == []
        page.evaluate(SPACED)
    assert axe_faults(page, ALL) == []
    look(page, 1280, "dark")
    assert axe_faults(page, ALL) == []
    page.emulate_media(media="print")
    assert page.evaluate(ON_PAPER) == ["h1", *[".example"] * NOTICE]
    page.emulate_media(media="screen")
    assert page.evaluate(PRESS) == []
    assert faults == []
    assert {host for host in asked if host} == {urlsplit(address).netloc}
    assert page.context.cookies() == []


def test_a_fault_in_one_of_many_rows_is_found(page: Page) -> None:
    row = "<tr><td>{}</td><td>Ord</td></tr>"
    rows = [row.format("Ord")] * 50
    table = '<a href="#rad">Rad</a><table><tbody id="rad">{}</tbody></table>'
    frame = f'<html lang="sv"><title>Prov</title><main><h1>Prov</h1>{table}</main>'
    page.set_content(frame.format("".join(rows)))
    assert axe_faults(page, ALL) == []
    page.set_content(frame.format("".join([*rows, row.format('<img src="a.png">'), *rows])))
    assert axe_faults(page, ALL) == ['image-alt: <img src="a.png">']
    assert page.get_by_role("row").count() == 101


def _search(page: Page, width: int) -> None:
    if width == 320:
        page.get_by_role("button", name="Sök", exact=True).click()
    page.get_by_role("textbox", name="Sök på webbplatsen").fill("läxhjälp")
    expect(page.get_by_role("region", name="Sökträffar").get_by_role("link").first).to_be_visible()


def _menu(page: Page, _: int) -> None:
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("button", name="Stäng menyn")).to_be_in_viewport()


def _filters(page: Page, width: int) -> None:
    find = Finder(page)
    expect(find.form).to_be_visible()
    for group in ("År", "Stadsdel", "Tema", "Målgrupp", "Läge", "Belopp"):
        find.unfold(group)
    find.choose("Stadsdel", "Råslätt")
    find.form.get_by_label("Från, kronor").fill("tusen")
    find.words.fill("läxhjlp")
    expect(find.status).to_contain_text("Ingen uppgift innehåller")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("where", "width", "unfold"),
    [
        ("", 320, _search),
        ("", 1280, _search),
        ("stadsdelar/raslatt/", 320, _menu),
        ("samarbeten/", 320, _filters),
        ("samarbeten/", 1280, _filters),
    ],
)
def test_axe_finds_nothing_with_what_opens_open(
    page: Page, address: str, where: str, width: int, unfold: Callable[[Page, int], None]
) -> None:
    look(page, width, "light")
    page.goto(address + where)
    unfold(page, width)
    assert axe_faults(page, ALL) == []
    look(page, width, "dark")
    assert axe_faults(page, COLOURS) == []


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
