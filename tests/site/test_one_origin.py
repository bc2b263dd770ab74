"""No request leaves the site, nothing is stored, and the policy that each page carries is never broken."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from .html_files import read_all
from .kinds import KINDS

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
}


def test_every_page_carries_the_policy_before_anything_that_it_governs(site: Path) -> None:
    for address, seen in read_all(site).items():
        metas = seen.attributes("meta")
        assert metas[0].get("charset") == "utf-8", address
        assert metas[1].get("http-equiv") == "Content-Security-Policy", address
        policy = {part.strip() for part in str(metas[1]["content"]).split(";")}
        assert policy <= POLICY | {"form-action 'none'"} if address.startswith("badda-in/") else policy == POLICY, (
            address
        )


def test_no_page_has_a_script_or_a_style_of_its_own_in_it(site: Path) -> None:
    for address, seen in read_all(site).items():
        assert not seen.attributes("style"), address
        inline = [a.get("type") for a in seen.attributes("script") if "src" not in a]
        assert set(inline) <= {"application/json", "application/ld+json"}, address
        for tag, attributes in seen.elements:
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (address, tag)


def test_a_walk_through_every_kind_of_page_asks_no_one_else_and_breaks_no_policy(page: Page, address: str) -> None:
    asked: set[str] = set()
    faults: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.set_viewport_size({"width": 1280, "height": 800})
    for where in KINDS.values():
        page.goto(address + where)
        for button in page.locator("main").get_by_role("button").all():
            if button.is_visible():
                button.click()
    page.goto(address)
    page.get_by_role("textbox", name="Sök på webbplatsen").fill("läxhjälp")
    expect(page.get_by_role("region", name="Sökträffar").get_by_role("link").first).to_be_visible()
    assert faults == []
    assert {host for host in asked if host} == {urlsplit(address).netloc}
    assert page.context.cookies() == []


@pytest.mark.parametrize("where", ["", "samarbeten/", "samarbeten/2024/laxhjalp-raslatt/", "om/personuppgifter/"])
def test_a_visit_leaves_nothing_behind(page: Page, address: str, where: str) -> None:
    page.goto(address + where)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
