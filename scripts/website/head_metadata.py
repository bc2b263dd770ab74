"""The part of a page's head that is for programs: structured data, and links to the same in other formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from mkdocs.structure.pages import Page
from opendata.snapshot import Snapshot
from opendata.structured_data import breadcrumbs, dataset, events, grant
from register.published import DataCatalogue

DATA_PAGE = "oppna-data/"
_SCRIPT = Markup('<script type="application/ld+json">{}</script>')
# What is followed from a page whose own address is not that of its files
_FOLLOWED = {
    "": ("data/beslut.atom", "data/tillfallen.ics"),
    "samarbeten/": ("data/beslut.atom", "data/tillfallen.ics"),
    "om/rattelser/": ("data/rattelser.atom",),
    "ansok/": ("data/ansokningsomgangar.ics",),
    "uppfoljning/": ("data/rapportdagar.ics",),
}


class HeadMetadata:
    """Adds the metadata of each page. There are no structured data where the site has no address yet."""

    def __init__(self, snapshot: Snapshot, catalogue: DataCatalogue) -> None:
        self._snapshot, self._has_address, self._files = snapshot, catalogue.address is not None, catalogue.files
        self._by_path = {file.path: file for file in catalogue.files}
        self._records = {f"samarbeten/{record.id}/": record for record in snapshot.register.partnerships}

    def add_to(self, page: Page) -> None:
        """Put them where the theme looks for them."""
        structured = self._structured(page.url, _trail(page)) if self._has_address else []
        page.meta["programs"] = Markup("\n").join(map(_SCRIPT.format, map(htmlsafe_json_dumps, structured)))
        page.meta["alternates"] = self._alternates(page.url)

    def _structured(self, here: str, trail: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        """Return JSON-LD for the page at `here`; `trail` leads to it."""
        found = [breadcrumbs(trail, self._snapshot)] if len(trail) > 1 else []
        if here in self._records:
            found += [grant(self._records[here], self._snapshot), *events(self._records[here], self._snapshot)]
        if here == DATA_PAGE:
            found.append(dataset(self._files, self._snapshot))
        return found

    def _alternates(self, here: str) -> list[tuple[str, str, str]]:
        """Return the same in other formats: media type, title, and path from the site's root."""
        if here in self._records:
            activity = self._records[here].activity
            calendar = [("text/calendar", "Tillfällena som kalender", f"{here}tillfallen.ics")]
            return [
                ("application/json", "Uppgifterna som JSON", f"{here}data.json"),
                *(calendar if activity and activity.occasions else []),
            ]
        own = f"data/{here.rstrip('/')}"  # a later page of a list has none
        paths = _FOLLOWED.get(here, (f"{own}.atom", f"{own}.ics"))
        files = [self._by_path[path] for path in paths if path in self._by_path]
        return [(file.media_type, file.title, file.path) for file in files]


def _trail(page: Page) -> list[tuple[str, str]]:
    """Return the pages from the start page down to this one, by name and address, without sections that have none."""
    above = [item for item in reversed([*page.ancestors]) if isinstance(item, Page)]
    return [("Start", ""), *((str(item.title), item.url) for item in (*above, page) if item.url)]
