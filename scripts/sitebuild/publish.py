"""Open data in a build: made before the pages, which tell of them, and written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from opendata.publication import Publication, publication
from opendata.snapshot import snapshot
from opendata.structured import breadcrumbs, dataset, grant
from opendata.write import write_files, write_records
from pages.embed import embed_pages
from pages.page import Kind
from pages.views import views
from register.history import read_history
from register.model import Register
from register.reading.tree import DiskTree
from register.shape.schemas import load_schemas

from sitebuild.source import Source

DATA_PAGE = "oppna-data/"
_FEEDS = {"samarbeten/": "data/beslut.atom", "om/rattelser/": "data/rattelser.atom"}


def publish(source: Source, register: Register, site_url: str | None, *, example_data: bool) -> Publication:
    """Make the open data of a register that came out of `source`. Raises `ProofError`."""
    return publication(
        register,
        source.today,
        site_url=site_url,
        example_data=example_data,
        history=read_history(source.root),
        schemas=load_schemas(DiskTree(source.root)),
        found=(*source.result.problems, *source.result.advice),
    )


def write(made: Publication, root: Path, site: Path) -> dict[str, str]:
    """Write the open data, and the pages that may be framed; give these by address, for their links."""
    write_files(made.files, made.snapshot, root, site)
    of = made.snapshot
    framed = dict(embed_pages(views(of.register, of.today, example_data=of.example_data, published=made.published)))
    for address, html in framed.items():
        (site / address).mkdir(parents=True, exist_ok=True)
        (site / address / "index.html").write_text(html, encoding="utf-8")
    return framed


def refresh(made: Publication, register: Register, root: Path, site: Path) -> None:
    """Write anew the data beside the pages of records that have changed since `made`, where a site is served."""
    known = {entry.record.id: entry.record for entry in made.snapshot.entries}
    of = made.snapshot
    now = snapshot(register, of.today, address=of.address, example_data=of.example_data, history=of.history)
    changed = [entry for entry in now.entries if known.get(entry.record.id) != entry.record]
    write_records(changed, now, root, site)


class Heads:
    """What stands in the head of a page for programs: structured data, and the same in other formats."""

    def __init__(self, made: Publication) -> None:
        self._published = made.published
        self._paths = {file.path: file for file in made.published.files}
        self._records = {f"samarbeten/{entry.record.id}/": entry.record for entry in made.snapshot.entries}

    def structured(self, here: str, way: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        """JSON-LD for the page at `here`; `way` leads to it. Empty while the site has no address of its own."""
        address = self._published.address
        if address is None:
            return []
        found = [breadcrumbs(way, address)] if len(way) > 1 else []
        if here in self._records:
            found.append(grant(self._records[here], address))
        if here == DATA_PAGE:
            found.append(dataset(self._published.files, address))
        return found

    def alternates(self, here: str, kind: str) -> list[tuple[str, str, str]]:
        """The same in other formats: media type, title, and path from the site's root."""
        if kind == Kind.PARTNERSHIP.value and here in self._records:
            return [("application/json", "Uppgifterna som JSON", f"{here}data.json")]
        feed = _FEEDS.get(here) or (f"data/{here.rstrip('/')}.atom" if here.startswith("stadsdelar/") else "")
        found = self._paths.get(feed)
        return [(found.media_type, found.title, found.path)] if found else []
