"""The pages of `pages.site` as files of MkDocs: ready HTML, without a Markdown pass."""

from __future__ import annotations

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

from website.tables import mark_tables


class GeneratedFile(File):
    """A generated page as a file that is not on disk. Its edit link leads to the page's `source`."""

    def __init__(self, made: MadePage, config: MkDocsConfig, *, changed: bool = True) -> None:
        super().__init__(
            f"{made.path}.md",
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=InclusionLevel.NOT_IN_NAV,  # as good as in the menu, but not missed there
        )
        self.generated_by = "pages"
        self.content_string = ""
        self.edit_uri = made.source
        self._changed = changed

    def is_modified(self) -> bool:
        """Return whether the page has to be written: MkDocs asks when it serves."""
        return self._changed


class ReadyPage(Page):
    """A page of MkDocs whose title and HTML are there from the start."""

    def __init__(self, made: MadePage, file: GeneratedFile, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made = made
        if made.updated is not None:
            self.update_date = made.updated.isoformat()
        self.meta: dict[str, Any] = {
            "description": made.description,
            "kind": made.kind.value,
            "searchable": made.searchable,
            "sokord": made.keywords,
            "redirect": None if made.redirect is None else address(made.redirect),
        }

    def _set_canonical_url(self, base: str | None) -> None:
        """Join the address, where MkDocs takes it apart first: a third of a page's cost."""
        self.canonical_url = base and f"{base}{self.url}"
        self.abs_url = None

    def _set_edit_url(self, repo_url: str | None, edit_uri: str | None = None, template: str | None = None) -> None:
        """Join the address of the source in the same way."""
        source = self.file.edit_uri
        self.edit_url = f"{edit_uri}{source}" if edit_uri and source else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: there is no Markdown."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave it to `take_body`; MkDocs need not look for anchors and links in it, `link_check` follows them."""
        self.content = ""
        self.present_anchor_ids = set()
        self.links_to_anchors = {}

    def take_body(self) -> None:
        """Take the ready HTML. MkDocs renders all pages before it writes one, which would hold them all once more."""
        self.content = Markup(mark_tables(self.made.body))  # noqa: S704  # made by templates that escape
        self.toc = table_of_contents(headings(self.content))


def table_of_contents(headings: Sequence[Heading]) -> TableOfContents:
    """Nest headings of level 3 in those of level 2; titles are HTML, as MkDocs wants."""
    items: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.text), heading.id, heading.level)
        (items[-1].children if heading.level > 2 and items else items).append(link)
    return TableOfContents(items)
