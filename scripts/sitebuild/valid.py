"""What Material writes against the HTML standard, mended in the finished page."""

from __future__ import annotations

import re

_SWITCH = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def wrapped_already(content: str) -> str:
    """The content with a class on every table: Material's script puts one without in a box that no key can scroll."""
    return content.replace("<table>", '<table class="table">')


def valid(page: str) -> str:
    """The page without `autocomplete` on the hidden checkboxes, where the standard does not allow it."""
    return _SWITCH.sub(r"\1", page)
