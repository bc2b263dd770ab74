"""Finding where one sheet is not enough, and where texts try to break out: the page without its frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pages.finder import ROWS
from pages.site import part, site_files
from playwright.sync_api import Page, Route, expect
from register.model import Recipient, Register

from ..example import ROOT, TODAY
from .finding import Finder, own_register, said

ASSETS = ROOT / "scripts/pages/theme"
SITE = "http://127.0.0.1:1/"
HOSTILE = '<img src=x onerror="window.rord=1"> {{ 7*7 }} </script><script>window.rord=2</script> =HYPERLINK("x")'
FRAME = '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Samarbeten</title><main>{}</main>\
<script type="module" src="../assets/javascripts/find.js"></script>'

Show = Callable[[Register], Finder]


def register(number: int, **changes: object) -> Register:
    """The example register with `number` partnerships instead, all like its first."""
    own = own_register()
    first = own.partnerships[0]
    made = [
        replace(
            first,
            id=f"2026/samarbete-{place:04}",
            title=f"Samarbete {place:04}",
            decision=replace(first.decision, amount=1000 + place),
            **changes,  # type: ignore[arg-type]
        )
        for place in range(number)
    ]
    return replace(own, partnerships=tuple(made))


@pytest.fixture
def show(page: Page) -> Show:
    """Show the page of a register; nothing leaves the browser."""

    def shown(of: Register) -> Finder:
        html = FRAME.format(part("hitta", of, TODAY, example_data=True, here="samarbeten/"))
        files = {**site_files(of, TODAY, example_data=True), "samarbeten/": html.encode("utf-8")}

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(SITE).partition("?")[0]
            file = Path(ASSETS / path)
            if path in files:
                route.fulfill(body=files[path], content_type="text/html" if path.endswith("/") else "application/json")
            elif path.startswith("assets/") and file.is_file():
                route.fulfill(body=file.read_bytes(), content_type="text/javascript")
            else:
                route.fulfill(status=404)

        page.route(f"{SITE}**", answer)
        return Finder(page).open(f"{SITE}samarbeten/")

    return shown


def _titles(of: Register, first: int, last: int) -> list[str]:
    return [record.title for record in of.partnerships[first:last]]


def test_there_are_never_more_than_a_sheet_and_the_others_follow(show: Show) -> None:
    of = register(2 * ROWS + 5)
    find = show(of)
    expect(find.titles).to_have_text(_titles(of, 0, ROWS))
    expect(find.page.get_by_text("Här står de")).to_have_count(0)
    sheets = find.page.get_by_role("navigation", name="Samarbeten, sida för sida")
    expect(sheets).to_contain_text("Samarbeten, sida 1 av 3.")
    sheets.get_by_role("link", name="Sida 3").click()
    expect(find.titles).to_have_text(_titles(of, 2 * ROWS, 2 * ROWS + 5))
    expect(find.page.get_by_role("heading", name="Listan")).to_be_focused()
    find.asks(sida=["3"])
    expect(sheets.locator("[aria-current=page]")).to_have_text("Sida 3")
    find.page.go_back()
    expect(find.titles).to_have_text(_titles(of, 0, ROWS))
    # The sum is that of all hits, not of the sheet
    find.unfold("Belopp")
    find.form.get_by_label("Från, kronor").fill("1010")
    expect(find.status).to_have_text(said(of.partnerships[10:]), use_inner_text=True)
    expect(find.titles).to_have_count(ROWS)
    # A sheet that is not there is the last, and a new choice begins at the first
    find.open(f"{SITE}samarbeten/?sida=99")
    expect(find.titles).to_have_text(_titles(of, 2 * ROWS, 2 * ROWS + 5))
    find.sorting.select_option("Högst belopp först")
    expect(find.titles.first).to_have_text(of.partnerships[-1].title)
    find.asks(sortering=["belopp"])


def test_whatever_was_written_shows_as_it_was_and_nothing_of_it_runs(show: Show) -> None:
    written: dict[str, object] = {"summary": HOSTILE, "recipient": Recipient(name=HOSTILE, number=None, website=None)}
    own = register(2, **written)
    of = replace(own, partnerships=tuple(replace(record, title=HOSTILE) for record in own.partnerships))
    find = show(of)
    find.words.fill("hyperlink")
    expect(find.status).to_contain_text(said(of.partnerships), use_inner_text=True)
    find.words.fill("<img onerror")
    expect(find.titles).to_have_text([HOSTILE, HOSTILE], use_inner_text=True)
    expect(find.page.get_by_role("main").get_by_role("list").last).to_contain_text(f" {HOSTILE} · ")
    find.words.fill('qq<img src=x onerror="window.rord=3">zz')
    expect(find.status).to_contain_text("Ingen uppgift innehåller «qq».")
    find.recipient.fill(HOSTILE)
    expect(find.titles).to_have_count(0)
    find.words.fill("")
    expect(find.titles).to_have_count(2)
    assert find.page.evaluate("window.rord") is None


def test_a_short_list_has_no_sheets_and_its_only_year_is_counted_as_it_is(show: Show) -> None:
    of = register(2)
    find = show(of)
    expect(find.page.get_by_role("navigation", name="Samarbeten, sida för sida")).not_to_be_visible()
    year = of.partnerships[0].year
    find.choose("År", str(year))
    expect(find.box("År", str(year))).to_have_accessible_name(f"{year} (2)")
    find.words.fill("samarbete 0001")
    expect(find.box("År", str(year))).to_have_accessible_name(f"{year} (1)")
