"""Menu and search on a narrow screen with the keyboard alone, and no letter that does something by itself."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def narrow(page: Page, address: str) -> Page:
    page.set_viewport_size(NARROW)
    page.goto(f"{address}stadsdelar/raslatt/")
    return page


def _tab_to(page: Page, name: str) -> list[str]:
    """Press Tab until the button of that name has focus; gives what had focus on the way."""
    passed: list[str] = []
    described = "e => (e.innerText || e.getAttribute('aria-label') || e.tagName).trim()"
    for _ in range(30):
        page.keyboard.press("Tab")
        here = page.locator("*:focus").evaluate(described)
        if here == name:
            return passed
        passed.append(here)
    raise AssertionError(f"Tab never reached {name}: {passed}")


def test_the_first_stop_leads_past_the_header_to_where_the_content_begins(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    for place in ("samarbeten/", "om/rattelser/", "stadsdelar/raslatt/", "404.html"):
        page.goto(f"{address}{place}")
        expect(page.locator("article form[hidden]")).to_have_count(0)  # the script of the page puts controls first
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Gå till innehållet")
        expect(link).to_be_focused()
        expect(link).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        page.keyboard.press("Tab")
        first = page.locator("article").locator("a, button, input, select, textarea, summary, [tabindex='0']").first
        expect(first).to_be_focused()


def _menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Meny", exact=True)


def test_the_menu_opens_closes_and_leads_on_with_the_keyboard(narrow: Page) -> None:
    passed = _tab_to(narrow, "Meny")
    assert "Statistik" not in passed, "Tab walks through the closed menu"
    expect(_menu(narrow)).to_have_count(0)

    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("button", name="Stäng menyn")).to_be_focused()
    narrow.keyboard.press("Tab")
    expect(_menu(narrow).get_by_role("link", name="Start")).to_be_focused()

    narrow.keyboard.press("Escape")
    expect(narrow.get_by_role("button", name="Meny", exact=True)).to_be_focused()
    expect(_menu(narrow)).to_have_count(0)

    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("button", name="Stäng menyn")).to_be_focused()  # then the focus stays where it is put
    _menu(narrow).get_by_role("button").last.focus()
    narrow.keyboard.press("Tab")
    expect(_menu(narrow)).to_have_count(0)

    narrow.get_by_role("button", name="Meny", exact=True).press("Enter")
    _tab_to(narrow, "Statistik")
    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("heading", level=1, name="Statistik")).to_be_visible()


def test_menu_and_search_work_without_scripts(bare_page: Page, address: str) -> None:
    bare_page.set_viewport_size(NARROW)
    bare_page.goto(f"{address}stadsdelar/raslatt/")
    bare_page.get_by_role("button", name="Meny", exact=True).click()
    _menu(bare_page).get_by_role("link", name="Statistik").click()
    expect(bare_page.get_by_role("heading", level=1, name="Statistik")).to_be_visible()
    expect(bare_page.get_by_role("cell", name=re.compile("kr$")).first).to_be_visible()
    bare_page.get_by_role("button", name="Sök", exact=True).click()
    bare_page.get_by_role("textbox", name="Sök på webbplatsen").fill("läxhjälp")
    bare_page.keyboard.press("Enter")
    bare_page.wait_for_url(f"{address}sok/?sok=l%C3%A4xhj%C3%A4lp")


def test_the_search_opens_answers_closes_and_leads_on_with_the_keyboard(narrow: Page, address: str) -> None:
    box = narrow.get_by_role("textbox", name="Sök på webbplatsen")
    hits = narrow.get_by_role("region", name="Sökträffar").get_by_role("link")
    _tab_to(narrow, "Sök")
    for words, key in (("läxhjälp", "Escape"), ("tillgänglighetsredogörelse", "Enter")):
        narrow.keyboard.press("Enter")
        expect(box).to_be_focused()
        box.press_sequentially(words)
        expect(hits.first).to_be_visible()
        expect(narrow.get_by_role("status").filter(has_text="träff")).to_be_visible()
        narrow.keyboard.press("ArrowDown")
        expect(hits.first).to_be_focused()
        narrow.keyboard.press(key)
        if key == "Escape":
            expect(narrow.get_by_role("button", name="Sök", exact=True)).to_be_focused()
            expect(box).to_have_count(0)
    narrow.wait_for_url(f"{address}om/tillganglighet/")


def test_no_letter_does_anything_by_itself(page: Page, address: str) -> None:
    """WCAG 2.1.4: single letters get in the way of those who speak to their computer."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}policy/")
    for letter in "fspn/,":
        page.keyboard.press(letter)
        assert page.evaluate("document.activeElement.tagName") == "BODY"
        expect(page).to_have_url(f"{address}policy/")


def test_focus_is_seen_where_it_is(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    for _ in range(14):
        page.keyboard.press("Tab")
        outline = "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth, e.outerHTML.slice(0, 80)]"
        style, width, element = page.locator("*:focus").evaluate(outline)
        assert style == "solid", element
        assert float(width.removesuffix("px")) >= 2, element


@pytest.mark.parametrize(("system", "offered"), [("light", "Mörkt utseende"), ("dark", "Ljust utseende")])
def test_the_colours_follow_the_system_until_others_are_chosen(
    page: Page, address: str, system: Literal["light", "dark"], offered: str
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light" if system == "dark" else "dark")
    page.goto(address)
    other = page.evaluate(ground)
    page.emulate_media(color_scheme=system)
    assert page.evaluate(ground) != other

    page.get_by_role("button", name=offered).click()
    assert page.evaluate(ground) == other
    page.goto(f"{address}policy/")  # remembered
    assert page.evaluate(ground) == other
    expect(page.get_by_role("button", name=offered)).to_have_count(0)
    expect(page.get_by_role("button", name="utseende")).to_be_visible()
