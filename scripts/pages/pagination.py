"""Long lists on several pages: at most 200 rows of a table each, or 20 cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pages.page import address

ROWS = 200  # of a table
CARDS = 20
NEAR = 2  # pages on each side of the one that is shown

Row = TypeVar("Row")


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
