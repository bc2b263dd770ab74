"""What the search of the site reads of the pages that are not records.

Records are searched by what the page Samarbeten reads of them (pages/finder.py), so that both give one answer. How
words are looked for is in theme/assets/javascripts/words.js. There is no Pagefind here: it does not find the inside of
compounds, «läxhjälpen» by «läxhjälp» or words without their dots, so a list of words of our own was needed as well.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from mkdocs.structure.pages import Page
from pages.page import PageKind

PAGES = "search/sidor.json"
_TAG = re.compile(r"<[^>]*>")
# Cards and rows lead to pages that are found themselves: their words would lead to the list instead.
_ROWS = re.compile(r'<ul class="cards.*?</ul>|<tbody>.*?</tbody>|<option.*?</option>', re.DOTALL)
_LABELS = re.compile(r"<dt>.*?</dt>", re.DOTALL)  # the same on every page of a kind
_LEFT_OUT = (PageKind.PARTNERSHIP.value, PageKind.TOMBSTONE.value, PageKind.RULES.value)  # rules are for those who edit
_LISTS = (PageKind.TOTALS.value, PageKind.LIST.value)  # what these list is found on the pages they lead to


class SearchIndex:
    """The pages of a site that can be found, while they come in."""

    def __init__(self) -> None:
        self._entries: list[dict[str, str]] = []

    def add(self, page: Page) -> None:
        """Take in a finished page."""
        kind = page.meta.get("kind")
        if page.meta.get("searchable") is False or kind in _LEFT_OUT:
            return
        description = str(page.meta.get("description") or "")
        content = page.content or ""
        own = _LABELS.sub(" ", content.partition("<h2")[0]) if kind in _LISTS else _ROWS.sub(" ", content)
        text = html.unescape(_TAG.sub(" ", own))
        self._entries.append(
            {
                "address": page.url,
                "title": html.unescape(str(page.title)),
                "keywords": str(page.meta.get("sokord") or ""),
                "text": " ".join(f"{description} {text}".split()),
            }
        )

    def write(self, site: Path) -> None:
        """Write what the search in `site` reads."""
        content = json.dumps(self._entries, ensure_ascii=False, separators=(",", ":"))
        (site / PAGES).parent.mkdir(exist_ok=True)
        (site / PAGES).write_text(content + "\n", encoding="utf-8", newline="\n")
