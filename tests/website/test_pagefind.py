"""The index holds what it is given, is the same each time, and a Pagefind that fails says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from website import pagefind
from website.pagefind import Pagefind, SearchError
from website.search_index import WordList

PAGES = [
    f"<!doctype html><html lang='sv'><body><main data-pagefind-body>"
    f"<h1>Sida {number}</h1><p>Läxhjälp nummer {number * number} för åldern {number}.</p></main></body></html>"
    for number in range(60)
]


def _index(pages: list[str]) -> dict[str, bytes]:
    with Pagefind([]) as running:
        for number, page in enumerate(pages):
            running.add(f"sida/{number}/", page)
        return dict(running.files())


def test_the_same_pages_give_the_same_index() -> None:
    index = _index(PAGES)
    assert index == _index(PAGES)
    assert index != _index([*reversed(PAGES)])
    assert len([name for name in index if name.endswith(".pf_fragment")]) == len(PAGES)


def test_long_answers_do_not_stop_the_work() -> None:
    """Some answers wait in a pipe, which holds 64 KiB, while the next pages are sent."""
    long = PAGES[0].replace("<html", "<html data-pagefind-meta='text:" + "å" * 1400 + "'")
    assert len([name for name in _index([long] * 60) if name.endswith(".pf_fragment")]) == 60


def test_what_is_ignored_is_not_in_the_index() -> None:
    with Pagefind(["h2"]) as running:
        running.add("a/", "<html lang='sv'><body><h1>Ett</h1><h2>Två</h2><p>Tre fyra</p></body></html>")
        names = [name for name, _ in running.files()]
    assert any(name.endswith(".pf_meta") for name in names)


def test_a_pagefind_that_ends_early_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no index today' >&2\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: broken)
    with pytest.raises(SearchError, match="no index today"), Pagefind([]):
        pass


def test_the_vocabulary_has_the_words_of_every_page_and_none_of_the_tags() -> None:
    vocabulary = WordList()
    vocabulary.add('<h1 class="rubrik">Läxhjälp</h1>\n<p>Öppen f&ouml;r alla på 2 torg</p>')
    vocabulary.add("<p>Öppen på torg</p>\n<p>Nytt</p>")
    assert vocabulary.words == {"läxhjälp", "öppen", "för", "alla", "torg", "nytt"}
