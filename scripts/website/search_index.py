"""The search index: Pagefind's of the pages, which the browser fetches when someone searches.

Beside it lie a list of every word on the site and one of the pages that are not about a single record or recipient.
With them the search (theme/assets/javascripts/search.js) finds the inside of compounds («hjälp» in «läxhjälp») and
words that are nearly right, and puts a page first whose title is what was written. Pagefind alone does neither.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import TracebackType

from markupsafe import Markup
from mkdocs.structure.pages import Page
from pages.page import Kind

from website.pagefind import Pagefind

# Pagefind brings interfaces of its own; ours is Material's box.
_UNUSED = ("*-ui.js", "*-ui.css", "*-ui.*.js", "*-highlight.js", "*-playground*")
# What every record says tells nothing of the record, and would outweigh the pages that it is about. What other pages
# list is found on the pages they lead to. The memory and the time that Pagefind takes go with the words it gets.
_IGNORED = (
    *(f".md-content--samarbete {what}" for what in ("h2", "h3", "dt", ".meta", ".when", ".event > p:nth-child(2)")),
    *(f".md-content--sammanstallning {what}" for what in ("dt", ".meta")),
)
_LIST = '<ul class="cards'
_ENDS = {"samarbete": '<h2 id="historik">', "sammanstallning": _LIST, "kriterier": _LIST}
# What Pagefind reads of a page: what can be found, without the frame around it.
_DOCUMENT = Markup(
    '<!doctype html><html lang="sv"><head><title>{title}</title>'
    '<meta name="description" content="{description}" data-pagefind-meta="text[content]"></head>'
    '<body class="md-content--{kind}"><div lang="{lang}" data-pagefind-body>{content}</div></body></html>'
)
_TAG = re.compile(r"<[^>]*>")
_SHORT = 150  # longer lines are seldom the same
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is found by its title and keywords."""

    address: str
    title: str
    text: str
    keywords: tuple[str, ...] = ()


class WordList:
    """Every word of the pages that were added, in small letters."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._lines: set[str] = set()
        self._seen: set[str] = set()

    def add(self, markup: str) -> None:
        """Add a page whose lines begin with tags. What was on another page is not looked at again."""
        lines = set(markup.split("\n")) - self._lines
        self._lines.update(line for line in lines if len(line) < _SHORT)
        new = set(_TAG.sub(" ", "\n".join(lines)).split()) - self._seen
        self._seen |= new
        self.words.update(_WORD.findall(html.unescape(" ".join(new)).lower()))


class SearchIndex:
    """The index of a site, and our own lists beside it, while its pages come in."""

    def __init__(self) -> None:
        self._words = WordList()
        self._entries: list[Entry] = []
        self._pagefind = Pagefind(_IGNORED)

    def __enter__(self) -> SearchIndex:
        """Start Pagefind. Raises SearchError."""
        self._pagefind.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End Pagefind."""
        self._pagefind.__exit__(kind, error, trace)

    def add(self, page: Page) -> None:
        """Take in a finished page. Raises SearchError."""
        self._words.add(page.content or "")
        if page.meta.get("searchable") is False:
            return
        self._pagefind.add(page.url, _document(page))
        if not _is_one_of_many(page):
            keywords = str(page.meta.get("sokord") or "").lower().replace(",", " ").split()
            description = str(page.meta.get("description") or "")
            self._entries.append(Entry(page.url, str(page.title), description, tuple(keywords)))

    def write(self, site: Path) -> None:
        """Write all that the search in `site` goes by. Raises SearchError."""
        _write(site / "search" / "ord.json", sorted(self._words.words))
        _write(site / "search" / "sidor.json", [asdict(entry) for entry in self._entries])
        for path, content in self._pagefind.files():
            if not any(fnmatch(path, pattern) for pattern in _UNUSED):
                target = site / "pagefind" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def _document(page: Page) -> str:
    """Return what Pagefind reads of a page."""
    kind = str(page.meta.get("kind") or "text")
    return _DOCUMENT.format(
        title=page.title,
        description=page.meta.get("description") or "",
        kind=kind,
        lang=page.meta.get("lang") or "sv",
        content=Markup(str(page.content).partition(_ENDS.get(kind, "\0"))[0]),  # noqa: S704  # as it is there
    )


def _is_one_of_many(page: Page) -> bool:
    """Return whether a page is about one record or one recipient; those are found by Pagefind alone."""
    kind = page.meta.get("kind")
    if kind == Kind.TOTALS.value:
        return page.url.startswith("mottagare/")
    return kind in (Kind.PARTNERSHIP.value, Kind.TOMBSTONE.value)


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
