"""What the page that finds partnerships fetches: the register column by column, as JSON, small over the wire.

The page itself carries only its first sheet. The columns come when someone first touches a filter, and the longer texts
beside them, so that numbers and titles need not wait. Everything is sorted and written here, so that it is the same
every time, and so that the order of titles and the words for states are the site's own.

Why not Pagefind, which answers the site's search: it matches whole words and their beginnings, so «hjälp» does not find
«läxhjälp»; it has no ranges (amount from, to), no sums, and gives its hits one page at a time, so that neither the
counts beside the choices nor the sum could be shown. Why no library: see `find-words.js`, with what was measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from register.status import Status

from pages.format import folded, sort_key
from pages.links import Dimension
from pages.views import Entry, Views

COLUMNS = "samarbeten/kolumner.json"
TEXTS = "samarbeten/texter.json"

_CODED = {
    Dimension.NEIGHBOURHOOD: "stadsdel",
    Dimension.THEME: "tema",
    Dimension.TARGET_GROUP: "malgrupp",
}


def finder_files(views: Views) -> Mapping[str, bytes]:
    """The two files by their path in the site: the columns and the texts."""
    texts = _json([folded(entry.partnership.summary) for entry in views.entries])
    columns = _columns(views) | {"texter": hashlib.sha256(texts).hexdigest()[:12]}
    return {COLUMNS: _json(columns), TEXTS: texts}


def _columns(views: Views) -> dict[str, Any]:
    """One list a column, one place a record, newest decision first.

    `val` has the choices of each filter as [code, name]; the columns of the same names have their places in it.
    `mottagare` has places in `mottagarna`, which are [name, organisation number or ""]. `titelordning` has the
    records by title. `texter` tells one version of the texts from another.
    """
    entries = views.entries
    choices = _choices(views)
    places = {name: {code: place for place, (code, _) in enumerate(of)} for name, of in choices.items()}
    recipients = {group.link.address: place for place, group in enumerate(views.groups[Dimension.RECIPIENT])}
    titles = [folded(entry.partnership.title) for entry in entries]
    return {
        "val": choices,
        "mottagarna": [
            [folded(group.link.name), (group.recipient and group.recipient.number) or ""]
            for group in views.groups[Dimension.RECIPIENT]
        ],
        "id": [entry.partnership.id for entry in entries],
        "titel": titles,
        "titelordning": sorted(range(len(titles)), key=lambda place: sort_key(titles[place])),
        "mottagare": [recipients[entry.recipient.address] for entry in entries],
        "belopp": [entry.partnership.decision.amount for entry in entries],
        "beslut": [entry.partnership.decision.date.isoformat() for entry in entries],
        "slut": [entry.partnership.agreement.end.isoformat() for entry in entries],
        "ar": [[places["ar"][str(entry.partnership.year)]] for entry in entries],
        "lage": [[places["lage"][entry.status.value]] for entry in entries],
        **{name: _coded(entries, dimension, places[name]) for dimension, name in _CODED.items()},
    }


def _choices(views: Views) -> dict[str, list[list[str]]]:
    """The choices of each filter, in the order they are shown, as [code, name]."""
    coded = {
        name: [[code, folded(label)] for code, label in _codes(views, dimension)] for dimension, name in _CODED.items()
    }
    years = [[group.link.name, group.link.name] for group in views.groups[Dimension.YEAR]]
    return {"ar": years, **coded, "lage": [[state.value, state.label] for state in Status]}


def _codes(views: Views, dimension: Dimension) -> Iterable[tuple[str, str]]:
    """The code and name of each group: the code is the last part of its address."""
    for group in views.groups[dimension]:
        yield group.link.address.rstrip("/").rpartition("/")[2], group.link.name


def _coded(entries: Iterable[Entry], dimension: Dimension, places: Mapping[str, int]) -> list[list[int]]:
    return [
        [places[link.address.rstrip("/").rpartition("/")[2]] for link in entry.groups[dimension]] for entry in entries
    ]


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
