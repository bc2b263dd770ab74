"""What people write in the search box leads to the right page, among the first five."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

QUESTIONS = [
    # words as they stand, and inflected
    ("läxhjälp råslätt", "samarbeten/2024/laxhjalp-raslatt/"),
    ("policyn", "policy/"),
    ("kriterium", "kriterier/"),
    ("stadsdel", "stadsdelar/"),
    ("statistiken", "statistik/"),
    ("rättelse", "om/rattelser/"),
    ("ansökningar", "ansok/"),
    ("tillgängligheten", "om/tillganglighet/"),
    ("Exempelföreningen Lyktan", "mottagare/899999-0008/"),
    ("899999-0008", "mottagare/899999-0008/"),
    # without dots
    ("laxhjalp", "samarbeten/2024/laxhjalp-raslatt/"),
    ("oxnehaga", "stadsdelar/oxnehaga/"),
    ("oppna data", "oppna-data/"),
    ("tillganglighetsredogorelse", "om/tillganglighet/"),
    # slips of the finger
    ("läxjhälp", "samarbeten/2024/laxhjalp-raslatt/"),
    ("plolicy", "policy/"),
    ("fotbol", "samarbeten/2023/tjejfotboll-ekhagen/"),
    ("personupgifter", "om/personuppgifter/"),
    # the inside of compounds
    ("hjälp", "samarbeten/2024/laxhjalp-raslatt/"),
    ("uppgifter", "om/personuppgifter/"),
    ("redogörelse", "om/tillganglighet/"),
    ("boll", "samarbeten/2023/tjejfotboll-ekhagen/"),
    # questions as people ask them
    ("hur söker man pengar", "ansok/"),
    ("vem bestämmer om stödet", "om/"),
    ("ladda ner csv", "oppna-data/"),
    ("begära ut beslut", "om/begar-ut-handlingar/"),
    ("blankett slutrapport", "ansok/blankett-slutrapport/"),
    ("ansökningsblankett", "ansok/blankett-ansokan/"),
    ("söka bidrag", "ansok/"),
    ("telefonnummer", "om/"),
    # the title itself comes before all that mention it
    ("Råslätt", "stadsdelar/raslatt/"),
    ("unga", "malgrupper/unga/"),
    ("sport", "teman/kultur-sport/"),
    ("2024", "ar/2024/"),
]


@pytest.fixture(scope="module")
def start(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(address)
        yield page


@pytest.mark.parametrize(("question", "page_sought"), QUESTIONS)
def test_the_page_sought_is_among_the_first_five(start: Page, address: str, question: str, page_sought: str) -> None:
    box = start.get_by_role("textbox", name="Sök på webbplatsen")
    hits = start.get_by_role("region", name="Sökträffar").get_by_role("link")
    box.fill("")
    expect(hits).to_have_count(0)
    box.fill(question)
    status = start.get_by_role("status").filter(has_text=re.compile(r"^\s*\d+ träff"))
    expect(status).to_be_visible()
    count = int(status.inner_text().split()[0])
    expect(hits.nth(min(count, 5) - 1)).to_be_visible()
    found = [link.get_attribute("href") for link in hits.all()[:5]]
    assert address + page_sought in found


def test_a_word_that_is_nowhere_gives_no_hit_and_says_so(start: Page) -> None:
    start.get_by_role("textbox", name="Sök på webbplatsen").fill("xylofonqvist")
    expect(start.get_by_role("status").filter(has_text="Ingen träff")).to_be_visible()


def test_nothing_is_fetched_for_the_search_before_someone_searches(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "sidor.json" in url or "kolumner.json" in url]


def test_results_have_a_page_with_an_address_and_back_leads_to_it(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Sök på webbplatsen").fill("läxhjälpen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}sok/?sok=l%C3%A4xhj%C3%A4lpen")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("träffar på «läxhjälpen»")
    first = page.get_by_role("main").get_by_role("heading", level=2).first
    expect(first).to_contain_text("äxhjälp")
    first.get_by_role("link").click()
    page.wait_for_url(lambda url: "/sok/" not in url)
    page.go_back()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("träffar på «läxhjälpen»")


def test_a_query_is_only_text(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?sok=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20policy")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("på «<img src=x onerror=alert(1)> policy»")
    expect(page.get_by_role("main").locator("img")).to_have_count(0)


def test_who_writes_another_language_is_led_on(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?sok=how%20to%20apply")
    expect(page.get_by_role("main").get_by_role("link", name="read about it in English")).to_be_visible()
