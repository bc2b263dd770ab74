"""What people write in the search box leads to the right page, among the first five."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

QUESTIONS = [
    (question, answers.split())
    for line in (Path(__file__).parent / "questions.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for question, answers in [line.split(" => ")]
]
ASKED = """async ([site, questions]) => {
  const { open, search } = await import(`${site}assets/javascripts/search-site.js`);
  const index = await open(site);
  return questions.map((question) => search(index, question).found.slice(0, 5).map(({ address }) => address));
}"""
# Every word of titles and summaries, in the list of partnerships and in the search of the site: what each finds.
BOTH = """async ([site, more]) => {
  const { open, record, search } = await import(`${site}assets/javascripts/search-site.js`);
  const { Words, sought } = await import(`${site}assets/javascripts/words.js`);
  const read = (path) => fetch(site + path).then((answer) => answer.json());
  const [columns, texts] = await Promise.all([read("samarbeten/kolumner.json"), read("samarbeten/texter.json")]);
  const index = await open(site);
  const words = new Words(columns.synonymer);
  await words.fill(0, columns.id.length, (place) => record(columns, texts, place));
  const inList = (text) => {
    const { looked, scores } = words.find(text);
    return columns.id.filter((_, place) => scores.get(place)?.hits === looked.length);
  };
  const onSite = (text) => {
    const { found, all } = search(index, text);
    return found.slice(0, all).flatMap(({ address }) => /^samarbeten.(\\d.*).$/.exec(address)?.[1] ?? []);
  };
  const asked = [...more, ...sought([...columns.titel, ...texts].join(" "))];
  return Object.fromEntries(asked.map((word) => [word, [inList(word).sort(), onSite(word).sort()]]));
}"""


@pytest.fixture(scope="module")
def start(visitor: BrowserContext, address: str) -> Iterator[Page]:
    page = visitor.new_page()
    page.goto(address)
    yield page
    page.close()


def test_nineteen_questions_of_twenty_are_answered_among_the_first_five(start: Page, address: str) -> None:
    found = start.evaluate(ASKED, [address, [question for question, _ in QUESTIONS]])
    missed = [
        f"{question}: {', '.join(first)}"
        for (question, answers), first in zip(QUESTIONS, found, strict=True)
        if not any(fnmatch(page, answer) for page in first for answer in answers)
    ]
    assert len(missed) <= len(QUESTIONS) // 20, "\n".join(missed)


def test_the_list_and_the_search_of_the_site_give_one_answer(start: Page, address: str) -> None:
    same = {"läxhjälpen": "läxhjälp", "laxhjalp": "läxhjälp", "språkkaféet": "språkkafé", "pingis": "bordtennis"}
    found = start.evaluate(BOTH, [address, [*same, *same.values()]])
    assert len(found) > 300
    assert {word: answers for word, answers in found.items() if answers[0] != answers[1]} == {}
    for written, word in same.items():
        assert found[written] == found[word], written
        assert found[word][0], word


def test_the_box_in_the_header_shows_the_hits_or_says_that_there_are_none(start: Page, address: str) -> None:
    start.get_by_role("textbox", name="Sök på webbplatsen").fill("läxjhälp råslätt")
    hit = start.get_by_role("region", name="Sökträffar").get_by_role("link").first
    expect(hit).to_have_attribute("href", f"{address}samarbeten/2024/laxhjalp-raslatt/")
    expect(hit.locator("mark").first).to_have_text("Läxhjälp")
    start.get_by_role("textbox", name="Sök på webbplatsen").fill("xylofonqvist")
    expect(start.get_by_role("status").filter(has_text="Ingen träff")).to_be_visible()


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


def test_a_query_is_only_text_and_who_writes_another_language_is_led_on(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?sok=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20policy")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("på «<img src=x onerror=alert(1)> policy»")
    expect(page.get_by_role("main").locator("img")).to_have_count(0)
    page.goto(f"{address}sok/?sok=how%20to%20apply")
    expect(page.get_by_role("main").get_by_role("link", name="read about it in English")).to_be_visible()


def test_the_box_fetches_when_someone_searches_tries_again_and_closes_with_escape(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.route("**/search/sidor.json", lambda route: route.abort())
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    assert not [name for name in asked if name.endswith(".json")]
    box = page.get_by_role("textbox", name="Sök på webbplatsen")
    hits = page.get_by_role("region", name="Sökträffar")
    box.fill("policy")
    expect(page.get_by_role("status").filter(has_text="Sökningen gick inte att göra")).to_be_visible()
    page.unroute("**/search/sidor.json")
    box.press_sequentially("n")
    expect(hits.get_by_role("link", name="Policy").first).to_be_visible()
    assert "search/sidor.json" in asked
    for keys in (("Escape",), ("ArrowDown", "Escape")):
        expect(hits).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        expect(box).to_be_focused()
        expect(hits).to_have_count(0)
        box.press("End")
        box.press_sequentially("e")
