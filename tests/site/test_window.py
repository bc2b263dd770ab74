"""A window of the tests closes, also one that has just been sent to another page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page


@pytest.fixture
def opened() -> Iterator[list[Page]]:
    """Windows that must be closed when the fixture `page` is done with them."""
    pages: list[Page] = []
    yield pages
    assert [page.is_closed() for page in pages] == [True]


def test_a_window_on_its_way_to_another_page_closes(opened: list[Page], page: Page, address: str) -> None:
    opened.append(page)
    page.goto(address)
    page.evaluate("place => { location.href = place }", f"{address}samarbeten/")
    assert not page.is_closed()
