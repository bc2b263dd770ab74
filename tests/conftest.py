"""What tests in many places share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromium
import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

# A company of the tests' own, here and in every command that they run: bolag.yaml is content, and may change
os.environ["BOLAG"] = str(Path(__file__).parent / "fixtures/example/bolag.yaml")
# The same examples every time, and no clock: a busy machine makes no test fail
hypothesis.settings.register_profile("suite", max_examples=50, deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")
# In milliseconds, for what a page is waited for: a loaded machine is slow, and a page that works is not waited for long
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
VISITOR: dict[str, Any] = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes down what the fixtures now give; the change is read in the diff."""
    parser.addoption("--accept", action="store_true", help="rewrite expected.txt of every fixture")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that chromium.py finds. Without one the test fails: it is never passed over."""
    path = chromium.find()
    assert path is not None, "There is no browser here; make test gets one, and so does tools/chromium.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a visitor in Sweden. Its blank window stays open, so that its process serves every test."""
    with browser.new_context(**VISITOR) as context:
        context.set_default_timeout(PATIENCE)
        context.new_page()
        yield context


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """A window of its own, in which nothing is stored from another test."""
    page = visitor.new_page()
    yield page
    place = urlsplit(page.url)
    _close(page)
    if place.scheme == "http":
        origin = {"origin": f"{place.scheme}://{place.netloc}", "storageTypes": "all"}
        visitor.new_cdp_session(visitor.pages[0]).send("Storage.clearDataForOrigin", origin)
    visitor.clear_cookies()


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """A window of a browser of its own: its clock and its files are nobody else's."""
    yield from _window(browser)


@pytest.fixture
def bare_page(browser: Browser) -> Iterator[Page]:
    """A window of a browser that runs no scripts."""
    yield from _window(browser, java_script_enabled=False)


def _close(page: Page) -> None:
    """Close a window. Chromium drops the request while a page is on its way to another, so it is asked until it does.

    `page.close()` asks once and then waits for ever.
    """
    browser = page.context.browser
    assert browser is not None
    target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]["targetId"]
    session = browser.new_browser_cdp_session()
    while not page.is_closed():
        with suppress(PlaywrightTimeoutError), page.expect_event("close", timeout=1000):
            session.send("Target.closeTarget", {"targetId": target})
    session.detach()


def _window(browser: Browser, **settings: Any) -> Iterator[Page]:
    with browser.new_context(**VISITOR | settings) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
