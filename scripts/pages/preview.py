"""The page of a preview that says what the proposed change does, the records first."""

from __future__ import annotations

from collections.abc import Sequence
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
class _Item:
    """A file that differs. `address` is the page that shows it; None when there is none.

    The long texts of a sentence are compared word by word, or None where they are better shown one by one.
    """

    kind: str
    title: str
    address: str | None
    sentences: Sequence[tuple[Sentence, tuple[Segment, ...] | None]]


def preview_page(changes: Sequence[FileChange], texts: Sequence[Link]) -> Page:
    """Describe a change in words, with links to the pages it shows on.

    `changes` is in the order that it is to be read in; `texts` are the authored pages that differ.
    """
    items = [_Item(one.kind, one.title, _address(one), [(s, _compared(s)) for s in one.sentences]) for one in changes]
    return render_page(
        "preview.html",
        path="andringar/index",
        title="Det här ändras",
        description="Vad ett förslag till ändring gör med registret, i ord.",
        kind=PageKind.TEXT,
        searchable=False,
        summary=summary(changes),
        groups=[(kind, list(group)) for kind, group in groupby(items, key=lambda item: item.kind)],
        compared=any(pieces for item in items for _, pieces in item.sentences),
        texts=texts,
    )


def _address(changes: FileChange) -> str | None:
    if changes.kind in (NEW, CHANGED):
        return record_address(changes.path.removeprefix("partnerships/").removesuffix(".yaml"))
    if changes.kind == CONTENT:
        file = PurePosixPath(changes.path)
        return _SHOWN_AT.get(file.parent.name, _SHOWN_AT.get(file.stem))
    return None


def _compared(sentence: Sentence) -> tuple[Segment, ...] | None:
    return difference(sentence.before, sentence.after) if sentence.before and sentence.after else None
