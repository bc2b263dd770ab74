"""A page of the site before any site generator has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class PageKind(Enum):
    """A page's subject; the theme and the search index group by it."""

    START = "start"
    TEXT = "text"
    PARTNERSHIP = "samarbete"
    TOMBSTONE = "hanvisning"
    LIST = "lista"
    TOTALS = "sammanstallning"
    POLICY = "policy"
    CRITERIA = "kriterier"
    RULES = "regler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with an anchor, for the table of contents. `level` is 2 or 3, `text` plain."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its metadata, and its body, which is escaped HTML with its own h1.

    `path` is where it is written, without suffix and relative to the site: `samarbeten/2024/laxhjalp-raslatt`
    is served at `/samarbeten/2024/laxhjalp-raslatt/`; an index page is `stadsdelar/index`.
    Links in `body` are relative to the page's address and end with `/` (`../../../stadsdelar/raslatt/`).
    `title` and `description` are plain text, not escaped. `source` is the file people edit, relative to the
    root. `parent` is the path of the page above it, for the breadcrumb. `redirect` is the path where a moved
    record lives now. `keywords` are what people may search for and the page does not say.
    """

    path: str
    title: str
    description: str
    kind: PageKind
    body: str
    source: str | None = None
    parent: str | None = None
    updated: date | None = None
    redirect: str | None = None
    searchable: bool = True
    keywords: str = ""

    @property
    def address(self) -> str:
        """The address relative to the site's root, `""` for the start page, else ending with `/`."""
        return address(self.path)


def address(path: str) -> str:
    """The address of the page written at `path`, relative to the site's root."""
    if path == "index" or path.endswith("/index"):
        return path.removesuffix("index")
    return f"{path}/"
