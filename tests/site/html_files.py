"""The finished pages as a reader of HTML sees them, read without any of our own code."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Seen:
    """What stands in one page: elements with their attributes, ids, links, and the text of some elements."""

    path: Path
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]


class _Reader(HTMLParser):
    def __init__(self, seen: Seen) -> None:
        super().__init__(convert_charrefs=True)
        self._seen = seen
        self._open: list[str] = []
        self._pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._seen.elements.append((tag, attributes))
        if attributes.get("id"):
            self._seen.ids.append(str(attributes["id"]))
        for name in ("href", "src"):
            if attributes.get(name) is not None:
                self._seen.links.append(str(attributes[name]))
        self._pictures += tag == "svg"  # a picture has a title of its own
        if tag in ("title", "h1", "script", "style") and not self._pictures:
            self._open.append(tag)
            self._seen.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._pictures -= tag == "svg"
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._seen.texts[self._open[-1]][-1] += data


def read(path: Path) -> Seen:
    """Read one page."""
    seen = Seen(path)
    reader = _Reader(seen)
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return seen


@cache
def read_all(site: Path) -> dict[str, Seen]:
    """Every page of a site by its address from the root: `""`, `policy/`, `404.html`.

    Those under redigera/ are not pages for visitors; they have a policy of their own, and tests in tests/editing.
    """
    pages = {}
    for path in sorted(site.rglob("*.html")):
        place = path.relative_to(site).as_posix()
        if place.startswith("redigera/"):
            continue
        pages[place.removesuffix("index.html") if path.name == "index.html" else place] = read(path)
    return pages
