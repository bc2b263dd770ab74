"""Tables that are sorted by their columns, by the mouse and by the keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_column_sorts_by_what_its_cells_mean_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}stadsdelar/")
    table = page.get_by_role("table")
    heading = table.get_by_role("columnheader", name="Belopp", exact=True)
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    shown = [int(re.sub(r"\D", "", text)) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert shown == sorted(shown)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    names = table.get_by_role("columnheader", name="Stadsdel", exact=True)
    names.get_by_role("button").click()
    expect(names).to_have_attribute("aria-sort", "ascending")
    expect(heading).not_to_have_attribute("aria-sort", re.compile("."))
    expect(table.locator("tbody th").last).to_have_text("Öxnehaga")
