"""From a template and values to the body of a page.

Every value is escaped, and a line that does not begin with a tag is joined to the one before, so that text
people wrote never begins a line: in a finished body each line begins with `<` and no line is empty. Such a
body is one raw block to every Markdown parser, and no preprocessor that works by lines finds anything in it.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from register.company import COMPANY, WORDS
from register.swedish import amount, capitalised, count, day, number, percent

from pages.format import one_line, paragraphs, rounded, share, shortened, size
from pages.links import filtered
from pages.page import Heading, Page, PageKind, address

_OTHER_BREAKS = "\t\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_OF_PAGES = ("source", "redirect", "updated", "searchable", "keywords")
_SPACES = re.compile("[ \n]+")
_TAG = re.compile(r"<[^>]*>")


def render_template(template: str, here: str, **values: Any) -> str:
    """Render a template for the page at the address `here`; links begin with its `root`."""
    return join_lines(_ENVIRONMENT.get_template(template).render(root=root(here), **values))


def render_macro(template: str, macro: str, *values: Any) -> str:
    """Render a macro of a template: a part of a body, to be kept and used again."""
    return join_lines(getattr(_ENVIRONMENT.get_template(template).module, macro)(*values))


def _macro_filter(macro: str) -> Callable[[Any], Markup]:
    """A macro of `marks.html` as a filter. The same values come again and again, so what is made is kept."""

    @lru_cache(maxsize=4096)
    def made(value: Any) -> Markup:
        return Markup(render_macro("marks.html", macro, value))  # noqa: S704  # made by a template that escapes

    return made


def render_page(
    template: str, *, path: str, title: str, description: str, kind: PageKind, parent: str | None = None, **values: Any
) -> Page:
    """Render a template as the page at `path`. Of the values those that are fields of `Page` go there."""
    own = {name: values.pop(name) for name in _OF_PAGES if name in values}
    return Page(
        path=path,
        title=one_line(title).strip(),
        description=shortened(description),
        kind=kind,
        body=render_template(template, address(path), **values),
        parent=parent,
        **own,
    )


def root(here: str) -> str:
    """The relative address of the site's root from `here`: `../../`, or `./` on the start page."""
    return "../" * here.count("/") or "./"


def join_lines(markup: str) -> str:
    """The markup with every line beginning with a tag and no line empty."""
    if any(map(markup.__contains__, _OTHER_BREAKS)):
        markup = re.sub(f"[{_OTHER_BREAKS}]+", " ", markup)
    lines = [line for written in markup.split("\n") if (line := written.strip())]
    return "".join([f"\n{line}" if line[0] == "<" else f" {line}" for line in lines])[1:]


def headings(markup: str) -> tuple[Heading, ...]:
    """The headings of level 2 and 3 that have an anchor, in order, as plain text."""
    return tuple(
        Heading(level=int(level), id=html.unescape(anchor), text=_plain(inner))
        for level, anchor, inner in _HEADING.findall(markup)
    )


def _plain(inner: str) -> str:
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", inner))).strip()


def host(address: str | None) -> str | None:
    """The host of an address that may be a link: https, no user, no port; otherwise None."""
    if address is None or not address.startswith("https://"):
        return None
    try:
        parts = urlsplit(address)
        safe = parts.hostname and parts.netloc.casefold() == parts.hostname
    except ValueError:
        return None
    return parts.hostname if safe else None


def compiled_templates() -> BytecodeCache | None:
    """Keep compiled templates where Python keeps its own compiled modules, or nowhere if it does not."""
    folder = os.path.dirname(cache_from_source(__file__))  # noqa: PTH120  # a text, as Jinja wants it
    return FileSystemBytecodeCache(folder) if os.access(folder, os.W_OK) else None


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )
    environment.globals["company"] = COMPANY
    environment.globals |= {word: getattr(COMPANY, word) for word in WORDS}
    plain = (amount, capitalised, count, day, filtered, host, number, paragraphs, percent, rounded, share, size)
    environment.filters |= {function.__name__: function for function in plain}
    environment.filters |= {macro: _macro_filter(macro) for macro in ("kronor", "pill", "time")}
    return environment


_ENVIRONMENT = _environment()
