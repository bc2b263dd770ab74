"""The steps of a build of MkDocs, each a method that `hooks.py` hands on to.

The made pages come in as files, the markers of the authored pages are filled, the theme gets to know the day,
and every link is followed. What a page says is decided in `pages`, how it looks in `pages/theme`.
"""

from __future__ import annotations

import logging
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from pages import format
from pages.parts import UnknownPartError
from pages.render import headings
from pages.site import fill, site_pages
from sitebuild.generated import GeneratedFile, ReadyPage, table_of_contents
from sitebuild.links import LinkBook
from sitebuild.messages import OWN_LOGGER
from sitebuild.search import words
from sitebuild.source import Source

_log = logging.getLogger(OWN_LOGGER)


class Site:
    """One build. `source` is what it is made from."""

    def __init__(self, source: Source, config: MkDocsConfig) -> None:
        """Start a build of `source` with a configuration that has been loaded."""
        self.source = source
        self.example_data = bool(config.extra.get("exempeldata"))
        self.vocabulary: set[str] = set()
        self._links = LinkBook()

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take out what is not a page of its own and put in the made pages."""
        for file in [file for file in files if file.inclusion.is_excluded()]:
            files.remove(file)
        for file in files.documentation_pages():
            file.edit_uri = f"content/{file.src_uri}"
        register = self.source.register
        if register is None:
            raise PluginError("Registret går inte att läsa. Kör make check och rätta det som står där.")
        for made in site_pages(register, self.source.today, example_data=self.example_data):
            file = GeneratedFile(made, config)
            files.append(file)
            ReadyPage(file, config)
        return files

    def navigation(self, nav: Navigation, files: Files) -> Navigation:
        """Tell each made page which page is above it, for the path at its top and the mark in the menu."""
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, ReadyPage) and page.parent is None and page.made.parent is not None:
                above = files.get_file_from_path(f"{page.made.parent}.md")
                if above is None or above.page is None:
                    raise PluginError(f"Sidan {page.url} ska stå under {page.made.parent}, som inte finns.")
                page.parent = above.page  # type: ignore[assignment]  # any item may stand above another
        return nav

    def content(self, html: str, page: Page) -> Markup:
        """The finished content of a page, its markers filled; its titles are marked as HTML that is safe."""
        register = self.source.register
        if not isinstance(page, ReadyPage) and register is not None:
            try:
                html = fill(
                    html, register, self.source.today, example_data=self.example_data, here=page.url
                )
            except UnknownPartError as error:
                raise PluginError(f"content/{page.file.src_uri}: {error}") from error
            page.toc = table_of_contents(headings(html))
        self._links.add(page.url, html, _source(page))
        self.vocabulary |= words(html)
        # Material's script wraps every table without a class, in a box that no key can scroll.
        html = str(html).replace("<table>", '<table class="table">')
        return Markup(html)  # noqa: S704  # made by templates that escape, or written in content/

    def environment(self, env: Environment) -> None:
        """Escape everything that the theme prints, and give it the day."""
        env.autoescape = True
        env.globals["today"] = self.source.today
        env.globals["today_in_words"] = format.day(self.source.today)

    def frame(self, output: str, page: Page) -> None:
        """Note the links around the content, once: they are the same on every page."""
        if page.is_homepage:
            self._links.add(page.url, output, _source(page))

    def finish(self, site: Path) -> None:
        """Warn of every link that leads nowhere; a strict build stops at that."""
        for broken in self._links.broken(site):
            _log.warning(str(broken))


def _source(page: Page) -> str:
    """The file that people edit to change the page, else its address."""
    return page.file.edit_uri or f"Sidan /{page.url}"
