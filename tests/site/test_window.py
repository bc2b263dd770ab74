"""A window of the tests closes, also one that has just been asked for another page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page


@pytest.fixture
def the_last(visitor: BrowserContext) -> None:
    """Nothing is open from the tests before."""
    assert len(visitor.pages) == 1


@pytest.mark.parametrize("_", range(3))
@pytest.mark.usefixtures("the_last")
def test_a_window_on_its_way_to_another_page_closes(page: Page, address: str, _: int) -> None:
    page.goto(address)
    page.evaluate("place => { location.href = place }", f"{address}samarbeten/")
