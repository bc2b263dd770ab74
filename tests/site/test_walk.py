"""From the start page to a neighbourhood, a partnership, and back, as a visitor walks."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import NOTICE


def test_from_the_start_page_to_a_neighbourhood_a_partnership_and_back(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Råslätt", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Råslätt")).to_be_visible()

    page.get_by_role("link", name="Läxhjälp på Råslätt", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Läxhjälp på Råslätt")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="85 000 kr").first).to_be_visible()
    expect(page).to_have_title("Läxhjälp på Råslätt – Vätterhems stadsdelssamarbeten")

    page.get_by_role("main").get_by_role("link", name="Råslätt", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Råslätt")).to_be_visible()
    page.get_by_role("navigation", name="Du är här").get_by_role("link", name="Start").click()
    expect(page).to_have_url(address)


def test_the_path_says_where_a_partnership_stands(page: Page, address: str) -> None:
    page.goto(f"{address}samarbeten/2024/laxhjalp-raslatt/")
    path = page.get_by_role("navigation", name="Du är här").get_by_role("link")
    expect(path).to_have_text(["Start", "Samarbeten"])
    current = page.get_by_role("navigation", name="Avdelningar").locator("[aria-current]")
    expect(current).to_have_text(["Samarbeten"])


def test_everything_in_the_menu_opens(page: Page, address: str) -> None:
    page.goto(address)
    names = page.get_by_role("navigation", name="Avdelningar").get_by_role("link").all_inner_texts()
    assert names == ["Start", "Samarbeten", "Ansök", "Policy", "Uppföljning", "Statistik", "Öppna data", "Om"]
    for name in names:
        page.get_by_role("navigation", name="Avdelningar").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Sidan finns inte")


def test_a_moved_partnership_leads_to_where_it_is_now(page: Page, address: str) -> None:
    page.goto(f"{address}samarbeten/2025/pingis-samset/")
    page.wait_for_url(re.compile("bordtennis-over-generationer-samset"))


def test_a_withdrawn_partnership_says_when_and_why(page: Page, address: str) -> None:
    page.goto(f"{address}samarbeten/2025/danskvallar-centrum/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppgifterna är tillbakadragna")
    expect(page.get_by_text("18 juni 2025")).to_be_visible()


def test_the_way_to_suggest_a_change_leads_to_the_file_of_the_record(page: Page, address: str) -> None:
    page.goto(f"{address}samarbeten/2024/laxhjalp-raslatt/")
    links = page.locator("a[rel~=edit]")
    expect(links.first).to_have_attribute("href", re.compile("/edit/main/partnerships/2024/laxhjalp-raslatt.yaml$"))
    page.goto(f"{address}ansok/")
    expect(page.locator("a[rel~=edit]")).to_have_attribute("href", re.compile("/edit/main/content/ansok/index.md$"))


def test_the_colours_follow_the_system_until_someone_chooses(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Ljust utseende").click()
    assert page.evaluate(background) != dark
    page.goto(f"{address}policy/")
    assert page.evaluate(background) != dark
    expect(page.get_by_role("button", name="Mörkt utseende")).to_be_visible()


def test_the_notice_that_these_are_examples_stands_on_every_page_as_long_as_they_are(site: Path) -> None:
    pages = [path for path in site.rglob("index.html") if not {"badda-in", "redigera"} & set(path.parts)]
    assert len(pages) > 100
    said = re.compile("<strong>(Exempeldata|Example data)[.]</strong>")
    told = {said.search(path.read_text(encoding="utf-8")) is not None for path in pages}
    assert told == {NOTICE}
