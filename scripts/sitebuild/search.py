"""The search index: Pagefind reads the finished pages and writes what the browser fetches when someone searches.

Beside it lie a list of every word on the site and one of the pages that are not about a single record or recipient.
With them the search (theme/assets/javascripts/search.js) finds the inside of compounds («hjälp» in «läxhjälp») and
words that are nearly right, and puts a page first whose title is what was written. Pagefind alone does neither.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pagefind_bin import get_executable

# Pagefind brings interfaces of its own; ours is Material's box.
_UNUSED = ("*-ui.js", "*-ui.css", "*-ui.*.js", "*-highlight.js", "*-playground*")
# Headings that every record has say nothing of the record, and would outweigh the pages that they are about.
_IGNORED = (".md-content--samarbete h2", ".md-content--samarbete h3", ".md-content--samarbete dt")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is found by its title and keywords."""

    address: str
    title: str
    text: str
    keywords: tuple[str, ...] = ()


class SearchError(Exception):
    """The index could not be made; the message is Pagefind's."""


def words(markup: str) -> set[str]:
    """The words of a page, in small letters."""
    return set(_WORD.findall(html.unescape(_TAG.sub(" ", markup)).lower()))


def index_search(site: Path, vocabulary: set[str], entries: Iterable[Entry]) -> None:
    """Write the index of `site` to `site/pagefind/`. Pages are read from their `data-pagefind-body`."""
    command = [str(get_executable()), "--site", str(site), "--output-subdir", "pagefind"]
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
