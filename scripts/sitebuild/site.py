"""The steps of a build of MkDocs, each a method that `hooks.py` hands on to.

The made pages come in as files, the markers of the authored pages are filled, the theme gets to know the day,
and every link is followed. What a page says is decided in `pages`, how it looks in `pages/theme`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from opendata.proof import ProofError
from opendata.publication import Publication
from pages.format import day
from pages.page import Kind, address
from pages.page import Page as MadePage
from pages.parts import UnknownPartError
from pages.render import headings
from pages.site import fill, site_files, site_pages
from register.chronicle import Chronicle, chronicle
from register.published import Published

from sitebuild.generated import GeneratedFile, ReadyPage, table_of_contents
from sitebuild.host import commits_at
from sitebuild.links import LinkBook
from sitebuild.memory import Memory, by_file, last_change, stand_ins
from sitebuild.messages import OWN_LOGGER
from sitebuild.publish import Heads, publish, refresh, write
from sitebuild.search import Entry, words
from sitebuild.source import Source

_log = logging.getLogger(OWN_LOGGER)


class Site:
    """One build of a source. `memory` is there when the site is served, and then nothing is fatal."""

    def __init__(self, source: Source, config: MkDocsConfig, memory: Memory | None) -> None:
        self.source = source
        self.memory = memory
        preview = config.extra.get("preview")
        self.preview = preview if isinstance(preview, MadePage) else None
        self.example_data = bool(config.extra.get("exempeldata"))
        self.vocabulary: set[str] = set()
        self.entries: list[Entry] = []
        self._links = memory.links if memory else LinkBook()
        self._register = source.register
        if memory and self._register is not None:
            memory.register = self._register
        elif memory:
            self._register = memory.register
        self.publication = self._published(config)
        self._heads = Heads(self.publication) if self.publication else None
        self._chronicle = self._told_of_history(config)

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take out what is not a page of its own and put in the made pages."""
        for file in [file for file in files if file.inclusion.value <= InclusionLevel.DRAFT.value]:
            files.remove(file)
        for file in files.documentation_pages():
            file.edit_uri = f"content/{file.src_uri}"
            if self.memory:
                file.is_modified = lambda: True  # type: ignore[method-assign]  # its parts may have changed
        made = self._made()
        changed = self._changed(made, config)
        for page in made:
            file = GeneratedFile(page, config, changed=changed is None or page.path in changed)
            files.append(file)
            ReadyPage(file, config)
        for path, content in self._fetched().items():
            files.append(File.generated(config, path, content=content))
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
        """The finished content of a page, its markers filled."""
        if not isinstance(page, ReadyPage):
            html = self._filled(html, page)
            page.toc = table_of_contents(headings(html))
        if self._heads is not None:
            page.meta["structured"] = self._heads.structured(page.url, _way(page))
            page.meta["alternates"] = self._heads.alternates(page.url, str(page.meta.get("kind")))
        self._links.put(page.url, html, page.file.edit_uri or f"Sidan /{page.url}")
        self.vocabulary |= words(html)
        if entry := _entry(page):
            self.entries.append(entry)
        # Material's script wraps every table without a class, in a box that no key can scroll.
        html = str(html).replace("<table>", '<table class="table">')
        return Markup(html)  # noqa: S704  # made by templates that escape, or written in content/

    def environment(self, env: Environment) -> None:
        """Escape everything that the theme prints, and give it the day, the preview and, when serving, the problems."""
        env.autoescape = True
        env.globals["today"] = self.source.today
        env.globals["today_in_words"] = day(self.source.today)
        env.globals["problems"] = self.source.problems
        env.globals["preview"] = self.preview.address if self.preview else None

    def frame(self, output: str, page: Page) -> None:
        """Note the links around the content, once: they are the same on every page."""
        if page.is_homepage:
            self._links.add(page.url, output)

    def finish(self, site: Path) -> None:
        """Write the open data, and warn of every link that leads nowhere; a strict build stops at that."""
        if self.memory and self.memory.written and self.publication and self._register:
            refresh(self.publication, self._register, self.source.root, site)
        elif self.publication:
            for place, html in write(self.publication, self.source.root, site).items():
                self._links.put(place, html, f"Sidan /{place}")
            if self.memory:
                self.memory.written = True
        for broken in self._links.broken(site):
            _log.warning(str(broken))

    def _published(self, config: MkDocsConfig) -> Publication | None:
        """The open data. When the site is served they are made once: they are not what is being looked at."""
        if self.memory and self.memory.publication is not None:
            return self.memory.publication
        if self._register is None:
            return None
        try:
            made = publish(self.source, self._register, config.site_url, example_data=self.example_data)
        except ProofError as error:
            raise PluginError(str(error)) from error
        if self.memory:
            self.memory.publication = made
        return made

    def _told_of_history(self, config: MkDocsConfig) -> Chronicle | None:
        """What has happened to the records. When the site is served it is read once."""
        if self.memory and self.memory.chronicle is not None:
            return self.memory.chronicle
        if self._register is None or self.publication is None:
            return None
        history, at = self.publication.snapshot.history, commits_at(config.edit_uri)
        made = chronicle(self.source.root, history, self._register, commits_at=at)
        if self.memory:
            self.memory.chronicle = made
        return made

    @property
    def _told(self) -> Published | None:
        return self.publication.published if self.publication else None

    def _made(self) -> list[MadePage]:
        if self._register is None and self.memory is None:
            raise PluginError("Registret går inte att läsa. Kör make check och rätta det som står där.")
        made: list[MadePage] = []
        if self._register is not None:
            made = site_pages(
                self._register,
                self.source.today,
                example_data=self.example_data,
                published=self._told,
                chronicle=self._chronicle,
            )
        if self.preview is not None:
            made.append(self.preview)
        return [*made, *stand_ins(made, by_file(self.source.problems))]

    def _fetched(self) -> Mapping[str, bytes]:
        if self._register is None:
            return {}
        return site_files(self._register, self.source.today, example_data=self.example_data, published=self._told)

    def _changed(self, made: list[MadePage], config: MkDocsConfig) -> set[str] | None:
        """The paths of the pages to write; None is all of them."""
        if self.memory is None:
            return None
        for path in self.memory.gone(made):
            file = Path(config.site_dir) / path.removesuffix("index") / "index.html"
            file.unlink(missing_ok=True)
            self._links.forget(address(path))
        frame = last_change(Path(config.config_file_path), Path(str(config.theme.custom_dir)))
        return self.memory.changed(made, by_file(self.source.problems), frame)

    def _filled(self, html: str, page: Page) -> str:
        if self._register is None:
            return html
        try:
            return fill(
                html,
                self._register,
                self.source.today,
                example_data=self.example_data,
                here=page.url,
                published=self._told,
            )
        except UnknownPartError as error:
            fault = f"content/{page.file.src_uri}: {error}"
            if self.memory is None:
                raise PluginError(fault) from error
            _log.warning(fault)
            return Markup('<p class="notice notice--late">{}</p>{}').format(escape(fault), Markup(html))  # noqa: S704


def _entry(page: Page) -> Entry | None:
    """The page as it is found by its title; None for the many that are about one record or one recipient."""
    if isinstance(page, ReadyPage):
        kind, place = page.made.kind, page.made.path
        many = kind in (Kind.PARTNERSHIP, Kind.TOMBSTONE) or (kind is Kind.TOTALS and place.startswith("mottagare/"))
        if many or not page.made.searchable:
            return None
    keywords = str(page.meta.get("sokord") or "").lower().replace(",", " ").split()
    return Entry(page.url, str(page.title), str(page.meta.get("description") or ""), tuple(keywords))


def _way(page: Page) -> list[tuple[str, str]]:
    """The pages from the start page down to this one, by name and address; sections without a page are passed."""
    above = [item for item in reversed([*page.ancestors]) if isinstance(item, Page)]
    return [("Start", ""), *((str(item.title), item.url) for item in (*above, page) if item.url)]
