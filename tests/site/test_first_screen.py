"""What a person came for is on the first screen of a phone, and is seen in the colours that the person has chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

FIRST_SCREEN = {
    "": [".in-short", *(f".in-short + ul > li >> nth={number}" for number in range(3))],
    "samarbeten/": ["#find-sok", "[data-toggle]", "[data-sentence]", "#find-sortering", ".card >> nth=0"],
    "samarbeten/2026/odling-osterangen/": ["h1", *(f".facts--first .fact >> nth={number}" for number in range(4))],
    "stadsdelar/raslatt/": ["h2:text-is('Pågår nu')", ".card-title >> nth=0"],
    "ansok/": ["h2:text-is('När ni kan söka')", ".rounds p >> nth=0"],
    "uppfoljning/": ["h2:text-is('Vad som har kommit in')"],
}
# In a visitor's own colours a drawing is seen only if it takes them; `fill` is not replaced as colours of text are.
UNSEEN = """() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "CanvasText";
    const text = getComputedStyle(probe).color;
    return [...document.querySelectorAll("main svg text")]
        .filter(e => e.checkVisibility() && getComputedStyle(e).fill !== text).map(e => e.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("where", FIRST_SCREEN)
def test_what_one_came_for_is_on_the_first_screen_of_a_phone(page: Page, address: str, where: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(address + where)
    for part in FIRST_SCREEN[where]:
        expect(page.locator("main").locator(part)).to_be_in_viewport(ratio=0.6)


def test_charts_and_map_take_the_colours_of_a_contrast_theme(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    for where in ("statistik/", "stadsdelar/"):
        page.goto(address + where)
        assert page.locator("main svg text").count() > 5
        assert page.evaluate(UNSEEN) == []


@pytest.mark.parametrize(
    ("where", "most"), [("samarbeten/2026/vinterlek-samset-ekhagen/", 2), ("stadsdelar/centrum/anslag/", 1)]
)
def test_a_record_is_printed_on_two_pages_and_a_flyer_on_one(page: Page, address: str, where: str, most: int) -> None:
    page.goto(address + where)
    assert 1 <= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= most
