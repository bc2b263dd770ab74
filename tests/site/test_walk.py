"""From the start page to a neighbourhood, a partnership, and back, as a visitor walks."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import EDIT_URI, NOTICE
from .html_files import read_all


def test_from_the_start_page_to_a_neighbourhood_a_partnership_and_back(page: Page, address: str) -> None:
    page.goto(address)
    sections = page.get_by_role("navigation", name="Avdelningar")
    expect(sections.get_by_role("link")).to_have_text(
        ["Start", "Samarbeten", "Ansök", "Policy", "Uppföljning", "Statistik", "Öppna data", "Om"]
    )
    page.get_by_role("main").get_by_role("link", name="Råslätt", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Råslätt")).to_be_visible()

    page.get_by_role("link", name="Läxhjälp på Råslätt", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Läxhjälp på Råslätt")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="85 000 kr").first).to_be_visible()
    expect(page).to_have_title("Läxhjälp på Råslätt – Vätterhems stadsdelssamarbeten")
    expect(page.get_by_role("navigation", name="Du är här").get_by_role("link")).to_have_text(["Start", "Samarbeten"])
    expect(sections.locator("[aria-current]")).to_have_text(["Samarbeten"])

    page.get_by_role("main").get_by_role("link", name="Råslätt", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Råslätt")).to_be_visible()
    page.get_by_role("navigation", name="Du är här").get_by_role("link", name="Start").click()
    expect(page).to_have_url(address)


def test_an_old_address_leads_on_or_says_why_there_is_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}samarbeten/2025/danskvallar-centrum/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppgifterna är tillbakadragna")
    expect(page.get_by_text("18 juni 2025")).to_be_visible()
    page.goto(f"{address}samarbeten/2025/pingis-samset/")
    page.wait_for_url(re.compile("bordtennis-over-generationer-samset"))


def test_the_way_to_suggest_a_change_leads_to_the_file_of_the_page(site: Path) -> None:
    pages = read_all(site)
    for address, file in (
        ("samarbeten/2024/laxhjalp-raslatt/", "partnerships/2024/laxhjalp-raslatt.yaml"),
        ("ansok/", "content/ansok/index.md"),
    ):
        ways = {link["href"] for link in pages[address].attributes("a") if "edit" in str(link.get("rel")).split()}
        assert ways == {EDIT_URI + file}


def test_the_notice_that_these_are_examples_stands_on_every_page_as_long_as_they_are(site: Path) -> None:
    pages = [path for path in site.rglob("index.html") if not {"badda-in", "redigera"} & set(path.parts)]
    assert len(pages) > 100
    said = re.compile("<strong>(Exempeldata|Example data)[.]</strong>")
    told = {said.search(path.read_text(encoding="utf-8")) is not None for path in pages}
    assert told == {NOTICE}
