"""Finding with the keyboard, with a screen reader's eyes, on a narrow screen and on paper."""

from __future__ import annotations

import re

import pytest
from pages.finder import ROWS
from playwright.sync_api import Page, Route, expect

from .finding import Finder, has, own_register

ALL = own_register().partnerships


@pytest.fixture
def find(page: Page, address: str) -> Finder:
    return Finder(page).open(f"{address}samarbeten/")


def test_everything_is_done_with_the_keyboard_alone(find: Finder) -> None:
    keyboard = find.page.keyboard
    find.words.focus()
    keyboard.type("hjälp")
    expect(find.titles).not_to_have_count(ROWS)
    keyboard.press("Tab")
    expect(find.recipient).to_be_focused()
    keyboard.press("Tab")
    expect(find.group("År")).to_be_focused()
    keyboard.press("Tab")
    expect(find.group("Stadsdel")).to_be_focused()
    keyboard.press("Enter")
    for _ in range(6):
        keyboard.press("Tab")
    expect(find.box("Stadsdel", "Råslätt")).to_be_focused()
    keyboard.press("Space")
    expect(find.box("Stadsdel", "Råslätt")).to_be_checked()
    expect(find.box("Stadsdel", "Råslätt")).to_be_focused()
    keyboard.press("Escape")
    expect(find.group("Stadsdel")).to_be_focused()
    expect(find.box("Stadsdel", "Råslätt")).not_to_be_visible()
    expect(find.group("Stadsdel")).to_have_text("Stadsdel: Råslätt")


def test_enter_leads_to_the_list_when_it_is_there_and_not_before(find: Finder) -> None:
    held: list[Route] = []
    holding = True
    find.page.route("**/*.json", lambda route: held.append(route) if holding else route.continue_())
    find.words.fill("läxhjälp")
    find.words.press("Enter")
    expect(find.status).to_contain_text("Hämtar uppgifterna")
    expect(find.words).to_be_focused()
    holding = False
    for route in held:
        route.continue_()
    expect(find.page.get_by_role("heading", level=2, name="Listan")).to_be_focused()
    expect(find.status).not_to_contain_text("Hämtar uppgifterna")
    find.page.keyboard.press("Tab")
    expect(find.titles.first.get_by_role("link")).to_be_focused()


def test_hits_are_read_out_as_one_sentence_and_focus_stays_where_it_is_when_the_filters_are_cleared(
    find: Finder,
) -> None:
    find.choose("Stadsdel", "Råslätt")
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    expect(find.status).to_have_count(1)
    expect(find.status).to_have_text(re.compile("^[^.]+$"), use_inner_text=True)
    clear = find.form.get_by_role("button", name="Rensa filter")
    clear.focus()
    find.page.keyboard.press("Enter")
    find.shows(ALL)
    expect(clear).to_be_focused()


@pytest.mark.parametrize(
    ("title", "kept"), [("Kvällsvandrare på Råslätt och Öxnehaga", True), ("Berättarkvällar på Samset", False)]
)
def test_focus_is_not_lost_when_the_script_comes_late_to_a_narrowed_list(
    page: Page, address: str, title: str, kept: bool
) -> None:
    held: list[Route] = []
    page.route("**/find.js*", lambda route: held.append(route))
    page.goto(f"{address}samarbeten/?stadsdel=raslatt", wait_until="commit")
    find = Finder(page)
    link = find.titles.get_by_role("link", name=title)
    link.focus()
    expect(link).to_be_focused()
    held[0].continue_()
    find.shows(filter(has("stadsdel", "raslatt"), ALL))
    expect(link if kept else page.get_by_role("heading", name="Listan")).to_be_focused()


def test_on_a_telephone_hits_stay_in_sight_cover_nothing_and_come_without_a_jump(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    find = Finder(page).open(f"{address}samarbeten/")
    moved = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
                .observe({type: 'layout-shift', buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })"""
    )
    assert moved < 0.1
    find.choose("Stadsdel", "Centrum")
    find.shows(filter(has("stadsdel", "centrum"), ALL))
    expect(find.box("Stadsdel", "Centrum")).to_be_in_viewport(ratio=1)
    expect(find.status).to_be_in_viewport(ratio=1)
    find.words.focus()
    covered = """e => { const a = e.getBoundingClientRect(), line = '.find-line';
        return !e.closest(line) && document.elementFromPoint(a.x + a.width / 2, a.y + a.height / 2)?.closest(line)
            ? e.outerHTML.slice(0, 90) : ''; }"""
    for _ in range(22):
        page.keyboard.press("Tab")
        assert page.locator("*:focus").evaluate(covered) == ""


def test_on_paper_there_is_the_list_and_no_controls(find: Finder) -> None:
    find.choose("Stadsdel", "Råslätt")
    expected = list(filter(has("stadsdel", "raslatt"), ALL))
    find.shows(expected)
    find.page.emulate_media(media="print")
    expect(find.form).not_to_be_visible()
    expect(find.titles).to_have_count(min(len(expected), ROWS))
    expect(find.titles.first).to_be_visible()
