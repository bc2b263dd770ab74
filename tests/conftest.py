"""What tests in many places share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import chromium
import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# A company of the tests' own, here and in every command that they run: bolag.yaml is content, and may change
os.environ["BOLAG"] = str(Path(__file__).parent / "fixtures/example/bolag.yaml")
# The same examples every time, and no clock: a busy machine makes no test fail
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")
# In milliseconds, for what a page is waited for: a loaded machine is slow, and a page that works is not waited for long
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own, as a visitor in Sweden has it."""
    with browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
