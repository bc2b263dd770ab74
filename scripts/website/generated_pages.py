"""The pages of `pages.site` as files of MkDocs: ready HTML, without a Markdown pass."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from pages.page import Heading, address
from pages.page import Page as MadePage
from pages.render import headings

from website.valid import mark_tables


class GeneratedFile(File):
    """A made page as a file that never lay on disk. Its edit link leads to the page's `source`.

    MkDocs makes it when it is `in_menu`; else it only knows where the page lies (see `leaves`).
    `changed` says whether it has to be written anew where a site is served.
    """

    def __init__(self, made: MadePage, config: MkDocsConfig, *, in_menu: bool, changed: bool) -> None:
        super().__init__(
            f"{made.path}.md",
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=InclusionLevel.INCLUDED if in_menu else InclusionLevel.EXCLUDED,
        )
        self.generated_by = "pages"
        self.content_string = ""
        self.edit_uri = made.source
        self.made = made
        self.in_menu = in_menu
        self._changed = changed

    def is_modified(self) -> bool:
        """Whether the page has to be written: MkDocs asks when it serves."""
        return self._changed


class ReadyPage(Page):
    """A page of MkDocs whose title is there from the start, and whose HTML is made ready."""

    def __init__(self, file: GeneratedFile, config: MkDocsConfig) -> None:
        super().__init__(file.made.title, file, config)
        self.made = file.made
        self.headings: tuple[Heading, ...] = ()
        if self.made.updated is not None:
            self.update_date = self.made.updated.isoformat()
        redirect = self.made.redirect
        self.meta: dict[str, Any] = {
            "description": self.made.description,
            "kind": self.made.kind.value,
            "searchable": self.made.searchable,
            "redirect": None if redirect is None else address(redirect),
            "alternates": (),
            "programs": "",
        }

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs does it, but put together only: to take every address apart again is a third of a page's cost."""
        self.canonical_url = base and f"{base}{self.url}"
        self.abs_url = None

    def _set_edit_url(self, repo_url: str | None, edit_uri: str | None = None, template: str | None = None) -> None:
        """The same for where it is edited."""
        source = self.file.edit_uri
        self.edit_url = f"{edit_uri}{source}" if edit_uri and source else None

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown; what the theme asks for stands in `meta` from the start."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the ready HTML; MkDocs need not look for anchors and links in it, we follow them ourselves."""
        self.content = Markup(mark_tables(self.made.body))  # noqa: S704  # made by templates that escape
        self.headings = headings(self.content)
        self.toc = table_of_contents(self.headings)
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def table_of_contents(headings: Sequence[Heading]) -> TableOfContents:
    """Headings of level 2 with those of level 3 below them; titles are HTML, as MkDocs wants."""
    items: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.text), heading.id, heading.level)
        (items[-1].children if heading.level > 2 and items else items).append(link)
    return TableOfContents(items)


def write_page(site: str, address: str, html: str) -> None:
    """Write a page where a plain file server finds it at `address`."""
    folder = os.path.join(site, address)  # noqa: PTH118  # pathlib takes as long as the writing
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # the same
    with open(f"{folder}/index.html", "wb") as file:  # noqa: PTH123  # the same
        file.write(html.encode("utf-8", "xmlcharrefreplace"))
