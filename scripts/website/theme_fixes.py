"""Corrections of what Material writes against the HTML standard and WCAG."""

from __future__ import annotations

import re

_SWITCH = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_TO_CONTENT = '<a href="#sidans-innehall" class="md-skip">Gå till innehållet</a>'


def mark_tables(content: str) -> str:
    """Put a class on every table: Material's script puts one without in a box that no key can scroll."""
    return content.replace("<table>", '<table class="table">')


def fix_html(page: str) -> str:
    """Remove `autocomplete` from hidden checkboxes, and link first to where the content begins.

    Material's leads to the first heading below the title, past what stands before that, and needs one to be there.
    """
    return _SKIP.sub(rf"\1{_TO_CONTENT}\2", _SWITCH.sub(r"\1", page), count=1)
