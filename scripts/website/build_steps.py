"""The steps of a build of MkDocs, each a method that `hooks.py` hands on to.

The made pages come in as files, the markers of the authored pages are filled, the theme gets to know the day,
and every link is followed. What a page says is decided in `pages`, how it looks in `pages/theme`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from opendata.metadata import public_base_url
from opendata.verification import VerificationError
from pages.format import day
from pages.fragments import UnknownPartError
from pages.page import Kind, address
from pages.page import Page as MadePage
from pages.render import headings
from pages.site import fill, site_files, site_pages
from register.git_history import RecordHistory, chronicle, read_history
from register.model import Register
from register.progress import ProgressCallback, no_progress
from register.published import DataCatalogue, Telling

from website.frames import ThemeCache
from website.generated_pages import GeneratedFile, ReadyPage, table_of_contents
from website.host import commit_base_url
from website.leaves import OffNavPages
from website.link_check import LinkChecker, noted
from website.mkdocs_warnings import OWN_LOGGER
from website.open_data_step import HeadMetadata, OpenData, Setting
from website.search_index import Entry, Indexing, WordList
from website.serve_cache import BuildCache, by_file, last_change, placeholder_pages
from website.source import Source
from website.valid import mark_tables

_log = logging.getLogger(OWN_LOGGER)


class Site:
    """One build of a source. `memory` is there when the site is served, and then nothing is fatal."""

    def __init__(self, source: Source, config: MkDocsConfig, memory: BuildCache | None) -> None:
        self.source = source
        self.memory = memory
        preview = config.extra.get("preview")
        self.preview = preview if isinstance(preview, MadePage) else None
        self.example_data = bool(config.extra.get("exempeldata"))
        indexing = config.extra.get("indexing")
        self._indexing = indexing if isinstance(indexing, Indexing) else None
        self.vocabulary = WordList()
        self.entries: list[Entry] = []
        self._leaves: list[GeneratedFile] = []
        self._menu: Navigation | None = None
        self._writing: OffNavPages | None = None
        self._tell: ProgressCallback = config.extra.get("tell") or no_progress
        self._links = memory.links if memory else LinkChecker()
        self._register = source.register
        if memory and self._register is not None:
            memory.register = self._register
        elif memory:
            self._register = memory.register
        self.data: OpenData | None = None
        self._heads: HeadMetadata | None = None
        self._chronicle: RecordHistory | None = None

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take out what is not a page of its own and put in the made pages. The open data begin to be made."""
        if self._register is not None:
            self._begin(self._register, config)
        for file in [file for file in files if file.inclusion.value <= InclusionLevel.DRAFT.value]:
            files.remove(file)
        for file in files.documentation_pages():
            file.edit_uri = f"content/{file.src_uri}"
            if self.memory:
                file.is_modified = lambda: True  # type: ignore[method-assign]  # its parts may have changed
        made = self._made()
        changed, menu = self._changed(made, config), set(_paths(config.nav))
        for page in made:
            file = GeneratedFile(
                page, config, in_menu=page.path in menu, changed=changed is None or page.path in changed
            )
            files.append(file)
            if file.in_menu:
                ReadyPage(file, config)
            else:
                self._leaves.append(file)
        self.entries = [
            Entry(page.address, page.title, page.description)
            for page in (file.made for file in self._leaves)
            if page.searchable and not _is_one_of_many(page)
        ]
        for path, content in self._fetched().items():
            files.append(File.generated(config, path, content=content))
        return files

    def navigation(self, nav: Navigation) -> None:
        """Keep the menu for the frames of the pages that are not in it."""
        self._menu = nav

    def _finish_content(self, page: Page) -> None:
        """Fill the markers of a page in the menu, and remember what stands on it."""
        html = page.content or ""
        if not isinstance(page, ReadyPage):
            html = self._filled(html, page)
            page.toc = table_of_contents(headings(html))
        if self._heads is not None:
            self._heads.tell(page)
        self._links.put(page.url, noted(html, page.file.edit_uri or f"Sidan /{page.url}"))
        self.vocabulary.take(html)
        if page.meta.get("searchable") is not False:
            keywords = str(page.meta.get("sokord") or "").lower().replace(",", " ").split()
            said = str(page.meta.get("description") or "")
            self.entries.append(Entry(page.url, str(page.title), said, tuple(keywords)))
        page.content = Markup(mark_tables(html))  # noqa: S704  # made by templates, or written in content/

    def environment(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Escape everything that the theme prints, and give it the day, the preview and, when serving, the problems.

        With that pages can be framed. The writing of those begins that do not tell of the open data; they are most, and
        need not wait for them.
        """
        env.autoescape = True
        env.globals["today"] = self.source.today
        env.globals["today_in_words"] = day(self.source.today)
        env.globals["problems"] = self.source.problems
        env.globals["preview"] = self.preview.address if self.preview else None
        env.globals["leaves"] = [file.made for file in self._leaves]
        assert self._menu is not None  # noqa: S101  # MkDocs makes the menu before it asks for the theme
        frames = ThemeCache(env, config, self._menu, [*files.documentation_pages()])
        broken = {problem.place.path for problem in self.source.problems}
        self._writing = leaves = OffNavPages(files, config, frames, self._heads, self._indexing, broken)
        anew = [file.made for file in self._leaves if file.is_modified()]
        leaves.begin([page for page in anew if not _tells_of_data(page)])
        for file in files.documentation_pages():
            if file.page is not None and file.page.content is not None:
                self._finish_content(file.page)
        leaves.write([page for page in anew if _tells_of_data(page)])

    def frame(self, output: str, page: Page) -> None:
        """Note the links around the content, once: they are the same on every page. Hand the page to the search."""
        if page.is_homepage:
            self._links.add(page.url, output)
        if self._indexing is not None:
            self._indexing.take(page)

    def finish(self, site: Path) -> None:
        """Wait for all that is written beside, and warn of links that lead nowhere; a strict build stops at that."""
        if self._indexing is not None:
            self._indexing.end()
        for written in self._writing.written(self._tell) if self._writing else ():
            self.vocabulary.words |= written.words
            for place, page in written.links.items():
                self._links.put(place, page)
        if self.data is not None:
            for place, page in self.data.links.items():
                self._links.put(place, page)
            if self.memory and self._register and self.memory.data is self.data:
                self.data.refresh(self._register)
            elif self.memory:
                self.memory.data = self.data
        for broken in self._links.broken(site):
            _log.warning(str(broken))

    def _begin(self, register: Register, config: MkDocsConfig) -> None:
        """Begin to make the open data. When the site is served, they and the history are made once."""
        if self.memory and self.memory.data and self.memory.chronicle:
            self.data, self._chronicle = self.memory.data, self.memory.chronicle
        else:
            setting = Setting(
                source=self.source,
                history=read_history(self.source.root),
                site_url=config.site_url,
                example_data=self.example_data,
                site=Path(config.site_dir),
            )
            self.data = OpenData(register, setting)
            at = commit_base_url(config.edit_uri)
            self._chronicle = chronicle(self.source.root, setting.history, register, commit_base_url=at)
        if self.memory:
            self.memory.chronicle = self._chronicle
        self._heads = HeadMetadata(register, public_base_url(config.site_url), self._published)

    def _published(self) -> DataCatalogue:
        """What pages tell of the open data, as soon as they are made."""
        assert self.data is not None  # noqa: S101  # who asks has been told that there are some
        try:
            return self.data.published()
        except VerificationError as error:
            raise PluginError(str(error)) from error

    @property
    def _telling(self) -> Telling | None:
        return self._published if self.data else None

    def _made(self) -> list[MadePage]:
        if self._register is None and self.memory is None:
            raise PluginError("Registret går inte att läsa. Kör make check och rätta det som står där.")
        made: list[MadePage] = []
        if self._register is not None:
            made = site_pages(
                self._register,
                self.source.today,
                example_data=self.example_data,
                published=self._telling,
                chronicle=self._chronicle,
            )
        if self.preview is not None:
            made.append(self.preview)
        return [*made, *placeholder_pages(made, by_file(self.source.problems))]

    def _fetched(self) -> Mapping[str, bytes]:
        if self._register is None:
            return {}
        return site_files(self._register, self.source.today, example_data=self.example_data, published=self._telling)

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
                published=self._telling,
            )
        except UnknownPartError as error:
            fault = f"content/{page.file.src_uri}: {error}"
            if self.memory is None:
                raise PluginError(fault) from error
            _log.warning(fault)
            return Markup('<p class="notice notice--late">{}</p>{}').format(escape(fault), Markup(html))  # noqa: S704


def _is_one_of_many(page: MadePage) -> bool:
    """Whether it is about one record or one recipient; those are found by Pagefind alone."""
    about_record = page.kind in (Kind.PARTNERSHIP, Kind.TOMBSTONE)
    return about_record or (page.kind is Kind.TOTALS and page.path.startswith("mottagare/"))


def _tells_of_data(page: MadePage) -> bool:
    """Whether the page or its head may name the files with open data; a feed stands in that of a neighbourhood."""
    about_register = page.kind in (Kind.PARTNERSHIP, Kind.TOMBSTONE, Kind.TOTALS, Kind.CRITERIA)
    return not about_register or (page.path.startswith("stadsdelar/") and page.path.count("/") == 1)


def _paths(menu: object) -> Iterator[str]:
    """The paths, without suffix, of the files that stand under `nav` in mkdocs.yml."""
    if isinstance(menu, str):
        yield menu.removesuffix(".md")
    elif isinstance(menu, Mapping):
        for item in menu.values():
            yield from _paths(item)
    elif isinstance(menu, Sequence):
        for item in menu:
            yield from _paths(item)
