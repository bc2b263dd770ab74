"""What `make serve` remembers from one build to the next, so that only what has changed is made anew.

When a record is broken, the pages stand as they last were right, and the problems are shown in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pages.page import Kind, Page
from register.check_cache import CheckCache
from register.git_history import RecordHistory
from register.model import Register
from register.problem import Problem

from website.link_check import LinkChecker
from website.open_data_step import OpenData

Problems = Mapping[str | None, tuple[Problem, ...]]

_UNREADABLE = "<h1>Posten går inte att visa än</h1>"


@dataclass(slots=True)
class BuildCache:
    """The last good register, and the pages and problems as they were last written.

    `data` are the open data made of the first good register, and `chronicle` is the history as it was then. `kept` is
    what the last reading left for the next.
    """

    register: Register | None = None
    data: OpenData | None = None
    chronicle: RecordHistory | None = None
    links: LinkChecker = field(default_factory=LinkChecker)
    kept: CheckCache = field(default_factory=CheckCache)
    _pages: dict[str, Page] = field(default_factory=dict)
    _problems: Problems = field(default_factory=dict)
    _frame: float = 0

    def changed(self, pages: Iterable[Page], problems: Problems, frame: float) -> set[str]:
        """The paths of the pages to write anew; from then on these are the pages as they were last written.

        `problems` are by the file that they stand in; `frame` is when the theme was last changed.
        """
        now = {page.path: page for page in pages}
        changed = {
            path
            for path, page in now.items()
            if frame != self._frame
            or self._pages.get(path) != page
            or self._problems.get(page.source) != problems.get(page.source)
        }
        self._pages, self._problems, self._frame = now, problems, frame
        return changed

    def gone(self, pages: Iterable[Page]) -> set[str]:
        """The paths of the pages that were written the last time and are not among these."""
        return set(self._pages) - {page.path for page in pages}


def by_file(problems: Iterable[Problem]) -> Problems:
    """The problems of each file."""
    found: dict[str | None, tuple[Problem, ...]] = {}
    for problem in problems:
        found[problem.place.path] = (*found.get(problem.place.path, ()), problem)
    return found


def placeholder_pages(pages: Iterable[Page], problems: Problems) -> list[Page]:
    """A page for each broken record that has none, so that its problems have a place to be shown in."""
    shown = {page.source for page in pages}
    return [
        Page(
            path=f"samarbeten/{file.removeprefix('partnerships/').removesuffix('.yaml')}",
            title="Posten går inte att visa än",
            description="Posten har fel som ska rättas.",
            kind=Kind.PARTNERSHIP,
            make=lambda: _UNREADABLE,
            basis=_UNREADABLE,
            source=file,
            parent="samarbeten/index",
        )
        for file in problems
        if file is not None and file not in shown and file.startswith("partnerships/") and file.endswith(".yaml")
    ]


def last_change(*places: Path) -> float:
    """When any file in these places was last changed, in seconds since 1970."""
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return max((file.stat().st_mtime for file in files), default=0)
