"""The index is the same whoever makes the pages, in whatever order the processes come to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from register.progress import no_progress
from website import pagefind
from website.pagefind import Pagefind, SearchError
from website.search_index import Indexing, WordList

PAGES = [
    f"sida/{number}/\0<!doctype html><html lang='sv'><body><main data-pagefind-body>"
    f"<h1>Sida {number}</h1><p>Läxhjälp nummer {number * number} för åldern {number}.</p></main></body></html>"
    for number in range(30)
]
HIDDEN = "dold/\0"


def _indexed(out: Path, parts: list[list[str]], own: list[str]) -> dict[str, bytes]:
    """The index of what is told in `parts` by others and last by this process."""
    indexing = Indexing(out)
    mouths = indexing.begin(len(parts))
    for mouth, part in zip(mouths, parts, strict=True):
        for page in part:
            mouth.tell(page.encode())
        mouth.end()
    indexing._taken.extend(page.encode() for page in own)
    indexing.end()
    indexing.wait(no_progress)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_index_does_not_depend_on_how_many_processes_made_the_pages(tmp_path: Path) -> None:
    pages = [*PAGES[:7], HIDDEN, *PAGES[7:]]
    alone = _indexed(tmp_path / "1", [pages], [])
    assert alone == _indexed(tmp_path / "3", [pages[0::3], pages[1::3], pages[2::3]], [])
    assert alone == _indexed(tmp_path / "0", [], pages)
    assert alone == _indexed(tmp_path / "2", [pages[:20][0::2], pages[:20][1::2]], pages[20:])
    assert alone != _indexed(tmp_path / "4", [[*reversed(pages)]], [])
    assert len([name for name in alone if name.endswith(".pf_fragment")]) == len(PAGES)
    assert not [name for name in alone if "-ui" in name]


def test_what_is_ignored_is_not_in_the_index() -> None:
    with Pagefind(["h2"]) as running:
        running.add("a/", "<html lang='sv'><body><h1>Ett</h1><h2>Två</h2><p>Tre fyra</p></body></html>")
        names = [name for name, _ in running.files()]
    assert any(name.endswith(".pf_meta") for name in names)


def test_a_pagefind_that_ends_early_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no index today' >&2\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: broken)
    with pytest.raises(SearchError, match="no index today"), Pagefind([]):
        pass
    with pytest.raises(SearchError, match="no index today"):
        _indexed(tmp_path / "ut", [PAGES[:10]], PAGES[10:])


def test_the_vocabulary_has_the_words_of_every_page_and_none_of_the_tags() -> None:
    vocabulary = WordList()
    vocabulary.take('<h1 class="rubrik">Läxhjälp</h1>\n<p>Öppen f&ouml;r alla på 2 torg</p>')
    vocabulary.take("<p>Öppen på torg</p>\n<p>Nytt</p>")
    assert vocabulary.words == {"läxhjälp", "öppen", "för", "alla", "torg", "nytt"}
