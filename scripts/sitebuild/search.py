"""The search index: Pagefind reads the finished pages and writes what the browser fetches when someone searches."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pagefind_bin import get_executable

# Pagefind brings interfaces of its own; ours is Material's box (theme/assets/javascripts/search.js).
_UNUSED = ("*-ui.js", "*-ui.css", "*-ui.*.js", "*-highlight.js", "*-playground*")


class SearchError(Exception):
    """The index could not be made; the message is Pagefind's."""


def index_search(site: Path) -> None:
    """Write the index of `site` to `site/pagefind/`. Pages are read from their `data-pagefind-body`."""
    command = [str(get_executable()), "--site", str(site), "--output-subdir", "pagefind"]
    command += ["--force-language", "sv", "--exclude-selectors", ".headerlink", "--quiet"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise SearchError(answer.stderr.strip() or answer.stdout.strip())
    for pattern in _UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
