"""A page of the site before any site generator has seen it, and long lists on several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

ROWS = 200  # of a table on one page
CARDS = 20
NEAR = 2  # pages on each side of the one that is shown

Row = TypeVar("Row")


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


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """One page of a list. `addresses` has every list_page's number and address; `label` says what is listed."""

    label: str
    number: int
    rows: Sequence[Row]
    path: str
    addresses: tuple[tuple[int, str], ...]

    @property
    def last(self) -> int:
        """The number of the last list_page."""
        return len(self.addresses)

    @property
    def near(self) -> Iterator[tuple[int, str] | None]:
        """Yield the first page, the last, and those around this one; None where some are left out."""
        before = 0
        for number, of in self.addresses:
            if number in (1, self.last) or abs(number - self.number) <= NEAR:
                if number > before + 1:
                    yield None
                yield number, of
                before = number

    @property
    def suffix(self) -> str:
        """The suffix that sets the title of this page apart from the first one's: `, sida 2`."""
        return f", sida {self.number}" if self.number > 1 else ""


def paginate(label: str, rows: Sequence[Row], path: str, size: int = ROWS) -> Iterator[ListPage[Row]]:
    """The sheets of a list whose first page is written at `path`; an empty list has one empty list_page."""
    last = max(1, -(-len(rows) // size))
    stem = path.removesuffix("/index")
    paths = [path, *(f"{stem}/sida/{number}" for number in range(2, last + 1))]
    addresses = tuple((number, address(of)) for number, of in enumerate(paths, start=1))
    for number, of in enumerate(paths, start=1):
        yield ListPage(label, number, rows[(number - 1) * size : number * size], of, addresses)
