"""Open data in a build: made and written in a process of their own, beside the pages that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from mkdocs.structure.pages import Page
from opendata.metadata import public_base_url
from opendata.snapshot import snapshot
from opendata.structured_data import breadcrumbs, dataset, grant
from pages.embed import embed_pages
from pages.site_index import views
from register.file_tree import DiskTree
from register.git_history import History
from register.model import Register
from register.published import DataCatalogue, Telling
from register.schema import load_schemas

from website.background import Worker
from website.generated_pages import write_page
from website.link_check import PageLinks, noted
from website.source import Source

DATA_PAGE = "oppna-data/"
_SCRIPT = Markup('<script type="application/ld+json">{}</script>')
_FEEDS = {"samarbeten/": "data/beslut.atom", "om/rattelser/": "data/rattelser.atom"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What open data are made of besides the register, and where the site lies."""

    source: Source
    history: History
    site_url: str | None
    example_data: bool
    site: Path

    @property
    def address(self) -> str | None:
        """The site's own address, or None where it is not known yet."""
        return public_base_url(self.site_url)


@dataclass(frozen=True, slots=True)
class _Told:
    published: DataCatalogue
    note: str | None
    links: dict[str, PageLinks]


class OpenData:
    """The open data of a register, from when they begin to be made."""

    def __init__(self, register: Register, setting: Setting) -> None:
        self._register, self._setting = register, setting
        self._making = Worker(self._make)

    def published(self) -> DataCatalogue:
        """What pages tell of them. Raises ProofError when a file does not read back as it was meant."""
        return self._making.result().published

    @property
    def note(self) -> str | None:
        """A Swedish sentence on what could not be made, or None."""
        return self._making.result().note

    @property
    def links(self) -> dict[str, PageLinks]:
        """The links of the pages that may be framed, by their addresses."""
        return self._making.result().links

    def refresh(self, register: Register) -> None:
        """Write anew the data beside the pages of records that have changed, where a site is served."""
        refresh(self._register, register, self._setting)
        self._register = register

    def _make(self) -> _Told:
        # Only here: they bring libraries for formats that no other process writes.
        from opendata.publication import publication, write

        of = self._setting
        made = publication(
            self._register,
            of.source.today,
            site_url=of.site_url,
            example_data=of.example_data,
            history=of.history,
            schemas=load_schemas(DiskTree(of.source.root)),
            found=(*of.source.result.problems, *of.source.result.advice),
        )
        write(made, of.source.root, of.site)
        index = views(self._register, of.source.today, example_data=of.example_data, published=lambda: made.published)
        links = {}
        for address, html in embed_pages(index):
            write_page(str(of.site), address, html)
            links[address] = noted(html, f"Sidan /{address}")
        return _Told(made.published, made.note, links)


def refresh(before: Register, now: Register, setting: Setting) -> None:
    """Write the data beside the pages of the records that are not as they were `before`."""
    from opendata.publication import write_records  # only where a site is served

    source, known = setting.source, {record.id: record for record in before.partnerships}
    of = snapshot(
        now, source.today, address=setting.address, example_data=setting.example_data, history=setting.history
    )
    changed = [entry for entry in of.entries if known.get(entry.record.id) != entry.record]
    write_records(changed, of, source.root, setting.site)


class HeadMetadata:
    """What stands in the head of a page for programs: structured data, and the same in other formats."""

    def __init__(self, register: Register, address: str | None, published: Telling) -> None:
        self._address, self._published = address, published
        self._records = {f"samarbeten/{record.id}/": record for record in register.partnerships}

    def tell(self, page: Page) -> None:
        """Put them where the theme looks for them."""
        told = [] if self._address is None else self._structured(page.url, _way(page), self._address)
        page.meta["programs"] = Markup("\n").join(map(_SCRIPT.format, map(htmlsafe_json_dumps, told)))
        page.meta["alternates"] = self._alternates(page.url)

    def _structured(self, here: str, way: Sequence[tuple[str, str]], address: str) -> list[dict[str, Any]]:
        """JSON-LD for the page at `here`; `way` leads to it."""
        found = [breadcrumbs(way, address)] if len(way) > 1 else []
        if here in self._records:
            found.append(grant(self._records[here], address))
        if here == DATA_PAGE:
            found.append(dataset(self._published().files, address))
        return found

    def _alternates(self, here: str) -> list[tuple[str, str, str]]:
        """The same in other formats: media type, title, and path from the site's root."""
        if here in self._records:
            return [("application/json", "Uppgifterna som JSON", f"{here}data.json")]
        of_neighbourhood = here.startswith("stadsdelar/") and here.count("/") == 2  # a later sheet has none
        feed = _FEEDS.get(here) or (f"data/{here.rstrip('/')}.atom" if of_neighbourhood else None)
        found = feed and next((file for file in self._published().files if file.path == feed), None)
        return [(found.media_type, found.title, found.path)] if found else []


def _way(page: Page) -> list[tuple[str, str]]:
    """The pages from the start page down to this one, by name and address; sections without a page are passed."""
    above = [item for item in reversed([*page.ancestors]) if isinstance(item, Page)]
    return [("Start", ""), *((str(item.title), item.url) for item in (*above, page) if item.url)]
