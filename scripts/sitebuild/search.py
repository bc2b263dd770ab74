"""The search index: Pagefind reads the finished pages and writes what the browser fetches when someone searches.

Beside it lie a list of every word on the site and one of the pages that are not about a single record or recipient.
With them the search (theme/assets/javascripts/search.js) finds the inside of compounds («hjälp» in «läxhjälp») and
words that are nearly right, and puts a page first whose title is what was written. Pagefind alone does neither.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from mkdocs.structure.pages import Page
from pagefind_bin import get_executable

# Pagefind brings interfaces of its own; ours is Material's box.
_UNUSED = ("*-ui.js", "*-ui.css", "*-ui.*.js", "*-highlight.js", "*-playground*")
# Headings that every record has say nothing of the record, and would outweigh the pages that they are about.
_IGNORED = (".md-content--samarbete h2", ".md-content--samarbete h3", ".md-content--samarbete dt")
_DOCUMENT = Markup(
    '<!doctype html><html lang="sv"><head><title>{title}</title>'
    '<meta name="description" content="{description}" data-pagefind-meta="text[content]"></head>'
    '<body class="md-content--{kind}"><div lang="{lang}" data-pagefind-body>{content}</div></body></html>'
)
_MEMORY, _PLENTY = Path("/dev/shm"), 2**30  # noqa: S108  # a folder in it, of a name that nobody can foresee
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is found by its title and keywords."""

    address: str
    title: str
    text: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """What Pagefind reads, in a folder of its own: of each page what can be found, without the frame around it."""

    folder: Path

    def put(self, page: Page) -> None:
        """Take in a page, unless it is not to be found."""
        meta = page.meta
        if meta.get("searchable") is False:
            return
        place = self.folder / page.url
        place.mkdir(parents=True, exist_ok=True)
        text = _DOCUMENT.format(
            title=page.title,
            description=meta.get("description") or "",
            kind=meta.get("kind") or "text",
            lang=meta.get("lang") or "sv",
            content=Markup(page.content),  # noqa: S704  # as it stands on the page
        )
        (place / "index.html").write_text(text, encoding="utf-8")


class Vocabulary:
    """Every word of the pages that were taken in, in small letters."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._seen: set[str] = set()

    def take(self, markup: str) -> None:
        """Take in a page. Most of what stands on it has been seen on others, and is not looked at again."""
        new = set(_TAG.sub(" ", markup).split()) - self._seen
        self._seen |= new
        self.words.update(_WORD.findall(html.unescape(" ".join(new)).lower()))


class SearchError(Exception):
    """The index could not be made; the message is Pagefind's."""


@contextmanager
def pages_to_search() -> Iterator[Searched]:
    """A folder for what Pagefind reads, gone afterwards: in memory where there is plenty, for the files are many."""
    in_memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _PLENTY
    with TemporaryDirectory(dir=_MEMORY if in_memory else None) as folder:
        yield Searched(Path(folder))


def index_search(site: Path, searched: Searched, vocabulary: set[str], entries: Iterable[Entry]) -> None:
    """Write the index of the pages that were taken in to `site/pagefind/`."""
    command = [str(get_executable()), "--site", str(searched.folder), "--output-path", str(site / "pagefind")]
    command += ["--force-language", "sv", "--exclude-selectors", ", ".join(_IGNORED), "--quiet"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
        raise SearchError(" ".join(said[:2]) or f"Pagefind slutade med {answer.returncode}.")
    for pattern in _UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
    _write(site / "search" / "ord.json", sorted(vocabulary))
    _write(site / "search" / "sidor.json", [asdict(entry) for entry in entries])


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
