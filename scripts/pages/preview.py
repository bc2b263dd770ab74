"""The page of a preview that says what the proposed change does, the records first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from register.change_report import CHANGED, CONTENT, NEW, FileChange, summary
from register.diff import Segment, difference
from register.wording import Sentence

from pages.links import Link, record_address
from pages.page import Page, PageKind
from pages.render import render_page

# Where what is written in a file under content/ is shown, by its folder or, in the folder of lists, by its name.
_SHOWN_AT = {
    "policy": "policy/",
    "kriterier": "kriterier/",
    "stadsdelar": "stadsdelar/",
    "teman": "teman/",
    "malgrupper": "malgrupper/",
    "ansokningsomgangar": "ansok/",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence; `pieces` are its long texts compared word by word, None when they are better shown one by one."""

    words: str
    before: str
    after: str
    pieces: tuple[Segment, ...] | None


@dataclass(frozen=True, slots=True)
class _Item:
    """A file that differs. `address` is the page that shows it; None when there is none."""

    kind: str
    title: str
    address: str | None
    sentences: tuple[_Said, ...]


def preview_page(changes: Sequence[FileChange], texts: Sequence[Link]) -> Page:
    """What a change does, in words, with links to the pages it shows on.

    `changes` is in the order that it is to be read in; `texts` are the authored pages that differ.
    """
    items = [_Item(one.kind, one.title, _address(one), tuple(map(_said, one.sentences))) for one in changes]
    return render_page(
        "preview.html",
        path="andringar/index",
        title="Det här ändras",
        description="Vad ett förslag till ändring gör med registret, i ord.",
        kind=PageKind.TEXT,
        searchable=False,
        summary=summary(changes),
        groups=list(_by_kind(items)),
        compared=any(sentence.pieces for item in items for sentence in item.sentences),
        texts=texts,
    )


def _by_kind(items: Sequence[_Item]) -> Iterator[tuple[str, list[_Item]]]:
    for kind, group in groupby(items, key=lambda item: item.kind):
        yield kind, list(group)


def _address(changes: FileChange) -> str | None:
    if changes.kind in (NEW, CHANGED):
        return record_address(changes.path.removeprefix("partnerships/").removesuffix(".yaml"))
    if changes.kind == CONTENT:
        file = PurePosixPath(changes.path)
        return _SHOWN_AT.get(file.parent.name, _SHOWN_AT.get(file.stem))
    return None


def _said(sentence: Sentence) -> _Said:
    before, after = sentence.before, sentence.after
    return _Said(sentence.words, before, after, difference(before, after) if before and after else None)
