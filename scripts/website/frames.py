"""The theme around a page. Pages that differ only in what they say share one frame, which the theme makes once.

A frame is cut from a finished page whose title, content and so on were marks: what stands between the marks is the
same on every page that is `_like` it. `whole` is what the theme makes of a page, and `framed` gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from copy import copy

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from website.generated_pages import ReadyPage
from website.valid import valid

# NUL stands in no text: the check refuses it in records, and HTML does not have it.
_MARK = re.compile("\0([a-z_]+)\0")


class ThemeCache:
    """Puts the theme around ready pages. Meant for pages that are not in the menu."""

    def __init__(self, env: Environment, config: MkDocsConfig, nav: Navigation, files: list[File]) -> None:
        self._template = env.get_template("main.html")
        self._context: Callable[[Page], dict[str, object]] = lambda page: dict(get_context(nav, files, config, page))
        self._frames: dict[Hashable, list[str]] = {}

    def whole(self, page: Page) -> str:
        """The finished page as the theme makes it."""
        page.active = True
        try:
            return valid(self._template.render(self._context(page)))
        finally:
            page.active = False

    def render_cached(self, page: ReadyPage) -> str:
        """The same as `whole`, in a small part of the time where a page like it has been framed before."""
        key = _like(page)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = _MARK.split(self.whole(_marked(page)))
        parts = frame.copy()
        parts[1::2] = map(_said(page).__getitem__, frame[1::2])
        return "".join(parts)


def _said(page: ReadyPage) -> dict[str, str]:
    """What stands at each mark, as HTML."""
    return {
        "title": escape(page.title or ""),
        "description": escape(page.meta["description"]),
        "content": page.content or "",
        "programs": page.meta["programs"],
        "canonical_url": escape(page.canonical_url or ""),
        "edit_url": escape(page.edit_url or ""),
    }


def _marked(page: ReadyPage) -> ReadyPage:
    """The page with a mark in place of all that `_said` tells."""
    marked = copy(page)
    marked.title, marked.content = "\0title\0", "\0content\0"
    marked.canonical_url = "\0canonical_url\0" if page.canonical_url else None
    marked.edit_url = "\0edit_url\0" if page.edit_url else None
    marked.meta = page.meta | {
        "description": "\0description\0" if page.meta["description"] else "",
        "programs": Markup("\0programs\0"),
    }
    return marked


def _like(page: ReadyPage) -> Hashable:
    """Equal for pages that share a frame: what the theme looks at, but for what stands at the marks.

    Links in a frame are relative, so pages that share one lie in the same folder.
    """
    meta = {name: value for name, value in page.meta.items() if name not in ("description", "programs", "alternates")}
    return (
        page.url.rstrip("/").rpartition("/")[0],
        id(page.parent),
        page.headings,
        tuple((kind, title, path.removeprefix(page.url)) for kind, title, path in page.meta["alternates"]),
        tuple(meta.items()),
        bool(page.title),
        bool(page.meta["description"]),
        page.canonical_url is None,
        page.edit_url is None,
    )
