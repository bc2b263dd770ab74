"""The search index: what Pagefind makes of the pages, which the browser fetches when someone searches.

Beside it lie a list of every word on the site and one of the pages that are not about a single record or recipient.
With them the search (theme/assets/javascripts/search.js) finds the inside of compounds («hjälp» in «läxhjälp») and
words that are nearly right, and puts a page first whose title is what was written. Pagefind alone does neither.

Pages are made in several processes and indexed in one more, while the others are still being made.
"""

from __future__ import annotations

import html
import json
import multiprocessing
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from markupsafe import Markup
from mkdocs.structure.pages import Page
from register.progress import ProgressCallback

from website.background import Worker
from website.pagefind import Pagefind

# Pagefind brings interfaces of its own; ours is Material's box.
_UNUSED = ("*-ui.js", "*-ui.css", "*-ui.*.js", "*-highlight.js", "*-playground*")
# What every record says tells nothing of the record, and would outweigh the pages that it is about. What other pages
# list is found on the pages they lead to. The memory and the time that Pagefind takes go with the words it gets.
_IGNORED = (
    *(f".md-content--samarbete {what}" for what in ("h2", "h3", "dt", ".meta", ".when", ".event > p:nth-child(2)")),
    *(f".md-content--sammanstallning {what}" for what in ("dt", ".meta")),
)
_LIST = '<ul class="cards'
_ENDS = {"samarbete": '<h2 id="historik">', "sammanstallning": _LIST, "kriterier": _LIST}
# What Pagefind reads of a page: what can be found, without the frame around it.
_DOCUMENT = Markup(
    '<!doctype html><html lang="sv"><head><title>{title}</title>'
    '<meta name="description" content="{description}" data-pagefind-meta="text[content]"></head>'
    '<body class="md-content--{kind}"><div lang="{lang}" data-pagefind-body>{content}</div></body></html>'
)
_TAG = re.compile(r"<[^>]*>")
_SHORT = 150  # longer lines are seldom the same
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is found by its title and keywords."""

    address: str
    title: str
    text: str
    keywords: tuple[str, ...] = ()


class WordList:
    """Every word of the pages that were taken in, in small letters."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._lines: set[str] = set()
        self._seen: set[str] = set()

    def take(self, markup: str) -> None:
        """Take in a page whose lines begin with tags. What has been seen on another is not looked at again."""
        lines = set(markup.split("\n")) - self._lines
        self._lines.update(line for line in lines if len(line) < _SHORT)
        new = set(_TAG.sub(" ", "\n".join(lines)).split()) - self._seen
        self._seen |= new
        self.words.update(_WORD.findall(html.unescape(" ".join(new)).lower()))


class PageSender:
    """Where one process tells Pagefind's of the pages that it makes, each once, in their order."""

    def __init__(self) -> None:
        self.ear, self._sending = multiprocessing.Pipe(duplex=False)

    def tell(self, page: bytes) -> None:
        """Tell of a page; waits where Pagefind is behind. Where it has stopped, `Indexing.wait` says why."""
        with suppress(BrokenPipeError):
            self._sending.send_bytes(page)

    def end(self) -> None:
        """There are no more pages."""
        self.tell(b"")
        self._sending.close()


class Indexing:
    """The index of the site in `site`, while it is being made."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._taken: list[bytes] = []
        self._mouth = PageSender()
        self._making: Worker[None] | None = None

    def begin(self, hands: int) -> list[PageSender]:
        """Begin to index what `hands` other processes tell of, each by its own mouth."""
        mouths = [PageSender() for _ in range(hands)]
        ears = [mouth.ear for mouth in (*mouths, self._mouth)]
        self._making = Worker(partial(_index, self._site, ears))
        for ear in ears:
            ear.close()
        return mouths

    def take(self, page: Page) -> None:
        """Take in a page that this process has made. Pagefind gets it last."""
        self._taken.append(told(page))

    def end(self) -> None:
        """There are no more pages. Returns when Pagefind has got them all."""
        for page in self._taken:
            self._mouth.tell(page)
        self._mouth.end()

    def wait(self, tell: ProgressCallback) -> None:
        """Wait for the index, and say so. Raises SearchError."""
        assert self._making is not None  # noqa: S101  # begun with the first pages of a build
        tell("Gör sökregistret", 0, 0)
        self._making.result()


def told(page: Page) -> bytes:
    """What Pagefind is told of a page: its address, and after NUL the document, empty if it is not to be found.

    A page that is not to be found is told of too, so that the order does not depend on who made which page.
    """
    meta, document = page.meta, Markup()
    if meta.get("searchable") is not False:
        kind = str(meta.get("kind") or "text")
        document = _DOCUMENT.format(
            title=page.title,
            description=meta.get("description") or "",
            kind=kind,
            lang=meta.get("lang") or "sv",
            content=Markup(str(page.content).partition(_ENDS.get(kind, "\0"))[0]),  # noqa: S704  # as it stands there
        )
    return f"{page.url}\0{document}".encode()


def write_words(site: Path, vocabulary: set[str], entries: Iterable[Entry]) -> None:
    """Write what our own part of the search goes by."""
    _write(site / "search" / "ord.json", sorted(vocabulary))
    _write(site / "search" / "sidor.json", [asdict(entry) for entry in entries])


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _index(site: Path, ears: Sequence[Connection]) -> None:
    with Pagefind(_IGNORED) as pagefind:
        for page in _in_turn(ears[:-1]):
            _add(pagefind, page)
        for page in iter(ears[-1].recv_bytes, b""):
            _add(pagefind, page)
        for path, content in pagefind.files():
            if not any(fnmatch(path, pattern) for pattern in _UNUSED):
                target = site / "pagefind" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


def _add(pagefind: Pagefind, page: bytes) -> None:
    address, _, document = page.decode().partition("\0")
    if document:
        pagefind.add(address, document)


def _in_turn(ears: Sequence[Connection]) -> Iterator[bytes]:
    """What is told, one page from each in turn: the order in which the pages were shared out."""
    show_progress = list(ears)
    while show_progress:
        for ear in [*show_progress]:
            page = ear.recv_bytes()
            if page:
                yield page
            else:
                show_progress.remove(ear)
