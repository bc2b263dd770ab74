"""Our part of a build with MkDocs: a plugin whose methods are MkDocs' events, in the order in which they come.

The generated pages come in as files, the markers of the authored pages are filled, the theme gets what it prints, and
each finished page is handed to the link check and to the search. What a page says is decided in `pages`, how it looks
in `pages/theme`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from pages.page import Page as MadePage
from pages.render import compiled_templates, headings
from pages.site import UnknownPartError
from register.company import COMPANY
from register.problem import Problem
from register.progress import ProgressCallback, no_progress
from register.swedish import day

from website.authored_pages import clean, outdated, read_authored
from website.company_files import put_company_files
from website.generated_pages import GeneratedFile, ReadyPage, table_of_contents
from website.head_metadata import HeadMetadata
from website.link_check import LinkChecker, noted
from website.search_index import SearchIndex
from website.tables import mark_tables

NAME = "stadsdelssamarbeten"
# What the build itself warns of goes this way too, so that it comes in order with MkDocs' own.
OWN_LOGGER = f"mkdocs.{NAME}"
_log = logging.getLogger(OWN_LOGGER)


@dataclass(slots=True, kw_only=True)
class SiteContent:
    """All that a build shows besides the authored pages, made before MkDocs begins.

    `files` are what pages fetch by script, by path; `framed` the pages that other sites may frame, by address. `fill`
    replaces the markers of the authored page at an address, and is None when there is no register. When a site is
    served, `problems` are shown in the pages, and only the paths in `changed` are written; None is all.
    """

    today: date
    pages: Sequence[MadePage] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    framed: Mapping[str, str] = field(default_factory=dict)
    fill: Callable[[str, str], str] | None = None
    head: HeadMetadata | None = None
    preview: MadePage | None = None
    problems: Sequence[Problem] = ()
    changed: Collection[str] | None = None


class _NoSettings(Config):  # type: ignore[no-untyped-call]  # MkDocs does not type __init_subclass__
    """The plugin has no settings in mkdocs.yml."""


class SitePlugin(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]  # the same
    """Puts the content into a site of MkDocs. When the site is `served`, a fault is shown instead of fatal."""

    def __init__(
        self,
        content: SiteContent,
        links: LinkChecker,
        search: SearchIndex | None = None,
        *,
        served: bool = False,
        progress: ProgressCallback = no_progress,
    ) -> None:
        self._content = content
        self._links = links
        self._search = search
        self._served = served
        self._progress = progress
        self._written = 0

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Leave only our own folder of the theme: of the one that mkdocs.yml names, no template or file is used."""
        del config.theme.dirs[1:]

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Remove what is not a page of its own, and add the generated pages."""
        for file in [file for file in files if file.inclusion.value <= InclusionLevel.DRAFT.value]:
            files.remove(file)
        for file in files.documentation_pages():
            file.edit_uri = f"content/{file.src_uri}"
            if self._served:
                file.is_modified = lambda: True  # type: ignore[method-assign]  # its markers may have changed
        authored = {file.dest_uri: file for file in files.documentation_pages()}
        changed = self._content.changed
        for page in self._content.pages:
            generated = GeneratedFile(page, config, changed=changed is None or page.path in changed)
            if other := authored.get(generated.dest_uri):
                raise PluginError(
                    f"{other.edit_uri}: adressen /{generated.url} är redan tagen av en sida som görs av "
                    f"{page.source or 'registret'}. Ge filen ett annat namn."
                )
            files.append(generated)
            ReadyPage(page, generated, config)
        put_company_files(files, config, COMPANY)
        for path, content in self._content.files.items():
            files.append(File.generated(config, path, content=content))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Put each generated page that is not in the menu below the page above it."""
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, ReadyPage) and page.parent is None and page.made.parent is not None:
                above = files.get_file_from_path(f"{page.made.parent}.md")
                if above is None or above.page is None:
                    raise PluginError(f"Sidan {page.url} ska stå under {page.made.parent}, som inte finns.")
                page.parent = above.page  # type: ignore[assignment]  # any item may be above another
        return nav

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading the head of an authored page, where it knows keys that a page may not have."""
        return ""

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Read an authored page."""
        if isinstance(page, ReadyPage):
            return markdown
        page.meta, body = read_authored(page.file.content_string, f"content/{page.file.src_uri}")
        return body

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the markers of an authored page."""
        if isinstance(page, ReadyPage):
            return html
        html = self._filled(clean(html), page)
        if sentence := outdated(page.meta, lambda path: _text(files, path)):
            html = Markup('<p class="notice notice--late">{}</p>{}').format(sentence, Markup(html))  # noqa: S704  # cleaned
        page.toc = table_of_contents(headings(html))
        return Markup(mark_tables(html))  # noqa: S704  # made by templates, or cleaned

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything that the theme prints, and give it what it shows."""
        content = self._content
        env.autoescape = True
        env.bytecode_cache = compiled_templates()
        env.globals["today"] = content.today
        env.globals["today_in_words"] = day(content.today)
        env.globals["problems"] = content.problems
        env.globals["preview"] = content.preview.address if content.preview else None
        env.globals["shared"] = _shared_parts()
        env.globals["languages"] = list(_languages(files))
        return env

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Add what the head of the page has for programs, and the ready HTML."""
        if isinstance(page, ReadyPage):
            page.take_body()
        if self._content.head is not None:
            self._content.head.add_to(page)
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Note the links of the page, and index it."""
        html = page.content or ""
        source = page.made.source if isinstance(page, ReadyPage) else page.file.edit_uri
        self._links.put(page.url, noted(html, source or f"Sidan /{page.url}"))
        if page.is_homepage:  # the links around the content are the same on every page
            self._links.add(page.url, output)
        if self._search is not None:
            self._search.add(page)
        page.content = ""  # the page is finished
        self._written += 1
        if self._written % 100 == 0:
            self._progress("Skriver sidorna", self._written, max(self._written, len(self._content.pages)))
        return output

    def _filled(self, html: str, page: Page) -> str:
        if self._content.fill is None:
            return html
        try:
            return self._content.fill(html, page.url)
        except UnknownPartError as error:
            fault = f"content/{page.file.src_uri}: {error}"
            if not self._served:
                raise PluginError(fault) from error
            _log.warning(fault)
            return Markup('<p class="notice notice--late">{}</p>{}').format(escape(fault), Markup(html))  # noqa: S704


@dataclass(frozen=True, slots=True)
class Language:
    """A page in another language: its code, its name in its own script, and which way it is read."""

    code: str
    name: str
    direction: str
    url: str


def _languages(files: Files) -> Iterator[Language]:
    """Yield the authored pages with `lang` in their front matter, by code."""
    pages = [file.page for file in files.documentation_pages() if file.page and file.page.meta.get("lang")]
    for page in sorted(pages, key=lambda page: str(page.meta["lang"])):
        code = str(page.meta["lang"])
        try:
            locale = Locale.parse(code, sep="-")
        except (ValueError, UnknownLocaleError):
            yield Language(code, page.title or code, "auto", page.url)
        else:
            name = locale.get_display_name(code.replace("-", "_")) or code
            yield Language(code, name[:1].upper() + name[1:], locale.text_direction, page.url)


def _text(files: Files, path: str) -> str | None:
    """Return the text of an authored page as it is in its file, or None where there is no such page."""
    file = files.get_file_from_path(path)
    return file.content_string if file is not None else None


def _shared_parts() -> Callable[..., Markup]:
    """Return `shared(name)` for the theme: a part that is the same on all pages outside the menu with one parent.

    Such pages in one folder differ in their head and their content alone. Rendering the rest once takes a fifth off a
    build of 1,000 records.
    """
    parts: dict[tuple[str, object, int], Markup] = {}

    @pass_context
    def shared(context: Context, name: str, caller: Callable[[], Markup]) -> Markup:
        page = context.get("page")
        if page is None or not isinstance(page.parent, Page):  # in the menu it is below a section, or nothing
            return caller()
        key = name, context["base_url"], id(page.parent)
        if key not in parts:
            parts[key] = caller()
        return parts[key]

    return shared
