"""Do all links of the built site lead somewhere? Works on HTML text and on files, knows no site generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from sys import intern
from urllib.parse import unquote

_NOTED = re.compile(r' (href|src|id)="([^"]*)"')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that leads nowhere: its place, how it is written, and what is wrong with it."""

    source: str
    link: str
    fault: str

    def __str__(self) -> str:
        """The fault as a Swedish sentence."""
        return f"{self.source}: länken «{self.link}» {self.fault}"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links and anchors of a page, and where it is written. A `#fragment` can lead to an anchor."""

    source: str
    links: frozenset[str]
    anchors: frozenset[str]


def noted(html: str, source: str) -> PageLinks:
    """What is to be remembered of a page."""
    # Most are the same on many pages: kept once, and sent once from one process to another.
    links, anchors = set[str](), set[str]()
    for name, value in _NOTED.findall(html.replace("\n", " ")):
        (anchors if name == "id" else links).add(intern(value))
    return PageLinks(source, frozenset(links), frozenset(map(unescape, anchors)))


@dataclass(slots=True)
class LinkChecker:
    """Collects the links and anchors of every page, and says in the end which lead nowhere.

    Addresses are relative to the root of the site, without a leading slash: `""`, `samarbeten/2024/a/`.
    """

    _pages: dict[str, PageLinks] = field(default_factory=dict)
    _checked: dict[str, PageLinks] = field(default_factory=dict)
    _faulty: frozenset[str] = frozenset()

    def put(self, address: str, page: PageLinks) -> None:
        """Remember the page at `address`; what was noted of it before is gone."""
        self._pages[address] = page

    def add(self, address: str, html: str) -> None:
        """Note more of a page that has been put: what surrounds its content."""
        page, more = self._pages[address], noted(html, "")
        self._pages[address] = PageLinks(page.source, page.links | more.links, page.anchors | more.anchors)

    def forget(self, address: str) -> None:
        """The page at `address` is not there any more."""
        self._pages.pop(address, None)

    def broken(self, site: Path) -> Iterator[BrokenLink]:
        """Yield every link that leads to no page and no file in `site`, in the order of the addresses."""
        exists: dict[str, bool] = {}
        faults: dict[tuple[str, str], str | None] = {}
        faulty = set()
        for address in self._to_check():
            page = self._pages[address]
            above = address.rstrip("/").rpartition("/")[0]
            for written in sorted(page.links):
                place = above if written.startswith("../") else address, written  # pages in one folder share most links
                if place not in faults:
                    faults[place] = self._fault(address, unescape(written), site, exists)
                if fault := faults[place]:
                    faulty.add(address)
                    yield BrokenLink(page.source, unescape(written), fault)
        self._checked, self._faulty = self._pages.copy(), frozenset(faulty)

    def _to_check(self) -> list[str]:
        """The pages whose links may lead elsewhere than they did: all, unless the same addresses have the same anchors.

        Then only the pages that are new since the last time, and those that had a fault then.
        """
        now, then = self._pages, self._checked
        if now.keys() != then.keys() or any(page.anchors != then[address].anchors for address, page in now.items()):
            return sorted(now)
        return sorted(address for address, page in now.items() if page is not then[address] or address in self._faulty)

    def _fault(self, page: str, link: str, site: Path, exists: dict[str, bool]) -> str | None:
        if "://" in link or link.startswith(("mailto:", "tel:", "data:")):
            return None
        if link.startswith("/"):
            return "börjar med ett snedstreck. Skriv vägen från den egna sidan, till exempel ../ansok/index.md."
        if _SCHEME.match(link):
            return "är ingen webbadress och ingen väg till en sida. Rätta länken."
        path, fragment = _target(page, link)
        if path not in exists:
            exists[path] = path in self._pages or _is_served(site, path)
        if not exists[path]:
            return "leder till en sida eller fil som inte finns. Rätta länken."
        if fragment and path in self._pages and fragment not in self._pages[path].anchors:
            return "leder till en rubrik som inte finns på den sidan. Rätta texten efter #."
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
    """Return whether a plain file server has something at `path`."""
    file = site / path
    return (file / "index.html").is_file() if path == "" or path.endswith("/") else file.is_file()
