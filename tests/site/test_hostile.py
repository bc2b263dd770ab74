"""Whatever someone writes in a field is shown as it was written, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from .conftest import FIXTURES

RECORD = "samarbeten/2024/fientlig/"
WRITTEN = yaml.safe_load((FIXTURES / "fientlig/partnerships/2024/fientlig.yaml").read_text(encoding="utf-8"))
TITLE = WRITTEN["titel"]
# What a mouse, a keyboard and a picture that is missing would set off
TOUCHED = """() => document.querySelectorAll("main *").forEach(
    e => ["mouseover", "mouseenter", "focus", "load", "error"].forEach(event => e.dispatchEvent(new Event(event))))"""


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_nothing_that_was_written_runs(page: Page, hostile_address: str) -> None:
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{message.text} {message.location}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    listing = ("", "samarbeten/", "stadsdelar/raslatt/")
    for where in (*listing, RECORD, "mottagare/899999-0008/", "ar/2024/", "om/rattelser/"):
        page.goto(hostile_address + where)
        page.evaluate(TOUCHED)
        assert page.evaluate("window.rord") is None, where
        if where in listing:
            expect(page.get_by_role("main").get_by_role("link", name=TITLE).first).to_be_visible()
    assert faults == []


def test_every_text_shows_as_it_was_written(page: Page, hostile_address: str) -> None:
    page.goto(hostile_address + RECORD)
    shown = " ".join(page.get_by_role("main").inner_text().split())
    texts = [text for text in _texts(WRITTEN) if any(sign in text for sign in '<{`*"')]
    assert len(texts) > 12
    missing = [text for text in texts if not all(" ".join(part.split()) in shown for part in text.split("\n\n"))]
    assert missing == []
    expect(page).to_have_title(f"{TITLE} – Vätterhems stadsdelssamarbeten")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.locator("meta[property='og:title']").get_attribute("content") == TITLE


def test_a_hit_in_the_search_shows_as_it_was_written(page: Page, hostile_address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(hostile_address)
    page.get_by_role("textbox", name="Sök på webbplatsen").fill("onmouseover")
    hit = page.get_by_role("region", name="Sökträffar").get_by_role("listitem").filter(has_text=TITLE)
    expect(hit.first).to_be_visible()
    expect(hit.first).to_contain_text("<img src=x onerror=window.rord=3>")
    assert page.evaluate("window.rord") is None


def test_nothing_that_was_written_reaches_the_files_of_the_project(hostile_site: Path) -> None:
    """`--8<--` and `{% include %}` would have brought their words in."""
    words = (hostile_site / RECORD / "index.html").read_text(encoding="utf-8")
    assert "markdown_extensions" not in words
    assert "{{ 7*7 }}" in words
    assert "<td>a</td>" not in words
