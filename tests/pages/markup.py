"""HTML as a person meets it: a tree to ask for headings, links, tables and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from pages.page import Page
from pages.site import part, site_pages
from register.model import Register

from .registers import TODAY

VOID = {"br", "hr", "img", "input", "meta", "link", "wbr"}
SITE = "https://site.invalid/"


@dataclass
class Element:
    """An element with its attributes; `children` are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside, with runs of white space as one space."""
        return " ".join("".join(self._texts()).split())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Every element below with this tag and these attributes; `class_` asks for one class among several."""
        return [element for element in self._below() if element._is(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield from [child] if isinstance(child, str) else child._texts()

    def _below(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._below()

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        wanted = dict(attributes)
        class_ = wanted.pop("class_", None)
        if class_ is not None and class_ not in self.attributes.get("class", "").split():
            return False
        return wanted.items() <= self.attributes.items()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"a repeated attribute in {self.get_starttag_text()}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, f"<{tag}/>"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(html: str) -> Element:
    """The tree; fails where an element is not closed, or closed by another."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.top], f"<{builder.open[-1].tag}> is not closed"
    return builder.top


def plain(text: str) -> str:
    """A text with ordinary spaces; test_site.py sees to it that amounts on pages have no-break ones."""
    return text.replace("\u00a0", " ")


def facts(tree: Element) -> dict[str, str]:
    """What the lists of facts say: label → value."""
    return {fact.one("dt").text: fact.one("dd").text for fact in tree.all("div", class_="fact")}


def rows(table: Element) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")]


def table(tree: Element, caption: str) -> list[list[str]]:
    """The cells of the table with this caption."""
    (found,) = [table for table in tree.all("table") if table.one("caption").text == caption]
    return rows(found)


def section(tree: Element, heading: str) -> str:
    """The text after this heading."""
    text, _, rest = tree.text.partition(heading)
    assert rest, f"no heading {heading} in {text[:80]}"
    return rest


def links(tree: Element, address: str) -> Iterator[tuple[str, str, str]]:
    """Every link from the page at `address`: its name, where it leads inside the site, and the fragment.

    A link that leaves the site is not given.
    """
    for link in tree.all("a"):
        target = urljoin(SITE + address, link.attributes["href"])
        if target.startswith(SITE):
            path, _, fragment = target.removeprefix(SITE).partition("#")
            yield plain(link.attributes.get("aria-label", link.text)), path.partition("?")[0], fragment


_MADE: dict[tuple[int, date], tuple[Register, dict[str, Page]]] = {}  # by what the register is, not what it says


def pages_of(of: Register, today: date = TODAY) -> dict[str, Page]:
    """Every page of a register by its path, made once."""
    if (id(of), today) not in _MADE:
        _MADE[id(of), today] = of, {page.path: page for page in site_pages(of, today, example_data=False)}
    return _MADE[id(of), today][1]


def shown(of: Register, path: str, today: date = TODAY) -> Element:
    """The page of a register at `path`."""
    return parsed(pages_of(of, today)[path].body)


def shown_part(name: str, of: Register, here: str = "", today: date = TODAY, **how: Any) -> Element:
    """A part of an authored page, for the page at the address `here`."""
    return parsed(part(name, of, today, here=here, **{"example_data": False} | how))
