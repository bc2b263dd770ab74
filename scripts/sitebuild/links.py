"""Do all links of the built site lead somewhere? Works on HTML text and on files, knows no site generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_ROOT = "http://site.invalid/"


def anchors(html: str) -> set[str]:
    """The ids in `html`, which a `#fragment` can lead to."""
    return {unescape(name) for name in _ANCHOR.findall(html)}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: the address of its page, the link as written, and what is missing."""

    page: str
    link: str
    anchor_only: bool

    def __str__(self) -> str:
        """The fault as a Swedish sentence."""
        page = f"/{self.page}"
        if self.anchor_only:
            return f"Sidan {page} länkar till «{self.link}», men målet saknar den rubriken (det som står efter #)."
        return f"Sidan {page} länkar till «{self.link}», men den sidan eller filen finns inte."


@dataclass(slots=True)
class LinkBook:
    """Collects the links and anchors of every page, and says in the end which lead nowhere.

    Addresses are relative to the root of the site, without a leading slash: `""`, `samarbeten/2024/a/`.
    """

    _links: dict[str, set[str]] = field(default_factory=dict)
    _anchors: dict[str, set[str]] = field(default_factory=dict)

    def add(self, address: str, html: str) -> None:
        """Note the links and anchors in `html`, a page or a part of the page at `address`."""
        self._links.setdefault(address, set()).update(_LINK.findall(html))
        self._anchors.setdefault(address, set()).update(anchors(html))

    def broken(self, site: Path) -> Iterator[BrokenLink]:
        """Yield every link that leads to no page and no file in `site`, in the order of the addresses."""
        exists: dict[str, bool] = {}
        for page in sorted(self._links):
            for link in sorted(self._links[page]):
                target = _inside(page, unescape(link))
                if target is None:
                    continue
                path, fragment = target
                if path not in exists:
                    exists[path] = path in self._anchors or _is_served(site, path)
                if not exists[path]:
                    yield BrokenLink(page, unescape(link), anchor_only=False)
                elif fragment and path in self._anchors and fragment not in self._anchors[path]:
                    yield BrokenLink(page, unescape(link), anchor_only=True)


def _inside(page: str, link: str) -> tuple[str, str] | None:
    """The address and fragment that `link` on `page` leads to, or None when it leaves the site."""
    if "://" in link or link.startswith(("mailto:", "tel:", "data:")):
        return None
    absolute = urljoin(_ROOT + page, link)
    if not absolute.startswith(_ROOT):
        return None
    parts = urlsplit(absolute)
    return unquote(parts.path.removeprefix("/")), unquote(parts.fragment)


def _is_served(site: Path, path: str) -> bool:
    """Whether a plain file server has something at `path`."""
    file = site / path
    return (file / "index.html").is_file() if path == "" or path.endswith("/") else file.is_file()
