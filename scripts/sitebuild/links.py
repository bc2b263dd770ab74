"""Do all links of the built site lead somewhere? Works on HTML text and on files, knows no site generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def anchors(html: str) -> set[str]:
    """The ids in `html`, which a `#fragment` can lead to."""
    return {unescape(name) for name in _ANCHOR.findall(html)}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: where it stands, how it is written, and what is wrong with it."""

    source: str
    link: str
    fault: str

    def __str__(self) -> str:
        """The fault as a Swedish sentence."""
        return f"{self.source}: länken «{self.link}» {self.fault}"


@dataclass(slots=True)
class LinkBook:
    """Collects the links and anchors of every page, and says in the end which lead nowhere.

    Addresses are relative to the root of the site, without a leading slash: `""`, `samarbeten/2024/a/`.
    """

    _sources: dict[str, str] = field(default_factory=dict)
    _links: dict[str, set[str]] = field(default_factory=dict)
    _anchors: dict[str, set[str]] = field(default_factory=dict)

    def put(self, address: str, html: str, source: str) -> None:
        """Note the links and anchors of the page at `address`, written in `source`; what was noted before is gone."""
        self._sources[address] = source
        self._links[address] = set(_LINK.findall(html))
        self._anchors[address] = anchors(html)

    def add(self, address: str, html: str) -> None:
        """Note more of a page that has been put: what stands around its content."""
        self._links[address].update(_LINK.findall(html))
        self._anchors[address] |= anchors(html)

    def forget(self, address: str) -> None:
        """The page at `address` is not there any more."""
        for noted in (self._sources, self._links, self._anchors):
            noted.pop(address, None)

    def broken(self, site: Path) -> Iterator[BrokenLink]:
        """Yield every link that leads to no page and no file in `site`, in the order of the addresses."""
        exists: dict[str, bool] = {}
        for page in sorted(self._links):
            for written in sorted(self._links[page]):
                link = unescape(written)
                if fault := self._fault(page, link, site, exists):
                    yield BrokenLink(self._sources[page], link, fault)

    def _fault(self, page: str, link: str, site: Path, exists: dict[str, bool]) -> str | None:
        if "://" in link or link.startswith(("mailto:", "tel:", "data:")):
            return None
        if link.startswith("/"):
            return "börjar med ett snedstreck. Skriv vägen från den egna sidan, till exempel ../ansok/index.md."
        if _SCHEME.match(link):
            return "är ingen webbadress och ingen väg till en sida. Rätta länken."
        path, fragment = _target(page, link)
        if path not in exists:
            exists[path] = path in self._anchors or _is_served(site, path)
        if not exists[path]:
            return "leder till en sida eller fil som inte finns. Rätta länken."
        if fragment and path in self._anchors and fragment not in self._anchors[path]:
            return "leder till en rubrik som inte finns på den sidan. Rätta det som står efter #."
        return None


def _target(page: str, link: str) -> tuple[str, str]:
    """The address and the fragment that a relative link on a page leads to, as RFC 3986 resolves it."""
    way, _, fragment = link.partition("#")
    way = way.partition("?")[0]
    if not way:
        return page, unquote(fragment)
    folders = page.split("/")[:-1]
    *steps, last = way.split("/")
    if last in (".", ".."):
        steps, last = [*steps, last], ""
    for step in steps:
        if step == "..":
            del folders[-1:]
        elif step != ".":
            folders.append(step)
    return unquote("/".join([*folders, last])), unquote(fragment)


def _is_served(site: Path, path: str) -> bool:
    """Whether a plain file server has something at `path`."""
    file = site / path
    return (file / "index.html").is_file() if path == "" or path.endswith("/") else file.is_file()
