"""MkDocs' way in: each of its events handed on to the build that it belongs to (`website.build_steps`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from website.build_steps import Site
from website.serve_cache import BuildCache
from website.source import Source, read
from website.valid import valid
from website.watching import use_native_observer

_memory: BuildCache | None = None


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember from build to build when the site is served. That this is here keeps the module loaded."""
    global _memory  # MkDocs gives its events no other place
    _memory = BuildCache() if command == "serve" else None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Be told of what is saved."""
    use_native_observer(server, [config.docs_dir, config.config_file_path])
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build. `build.py` has read the source already; else it is read here, as it stands today."""
    source = config.extra.get("source")
    if not isinstance(source, Source):
        today = date.today()  # noqa: DTZ011  # the top of `mkdocs serve`
        source = read(Path(config.docs_dir).parent, today, kept=_memory.kept if _memory else None)
    config.extra["site"] = Site(source, config, _memory)
    config.extra["livereload"] = _memory is not None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages."""
    return _site(config).files(files, config)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the menu."""
    _site(config).navigation(nav)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Finish the content of the pages in the menu, and begin to write the others."""
    _site(config).environment(env, config, files)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme writes against the standard, and note the links of a finished page."""
    output = valid(output)
    _site(config).frame(output, page)
    return output


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """The same for the page that is shown where there is none."""
    return valid(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Wait for what is written beside, and follow the links."""
    _site(config).finish(Path(config.site_dir))


def _site(config: MkDocsConfig) -> Site:
    site = config.extra["site"]
    assert isinstance(site, Site)  # noqa: S101  # put there by on_config
    return site
