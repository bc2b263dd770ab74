"""What the page that finds partnerships fetches: the register column by column, as JSON, small over the wire.

The page itself carries only its first sheet. The columns come when someone first touches a filter, and the longer texts
beside them, so that numbers and titles need not wait. Everything is sorted and written here, so that it is the same
every time, and so that the order of titles and the words for states are the site's own.

The search of the whole site reads the same files for the records, so that both give one answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pages.finder_filters import filters
from pages.format import one_line, sort_key
from pages.links import Dimension
from pages.site_index import SiteIndex

COLUMNS = "samarbeten/kolumner.json"
TEXTS = "samarbeten/texter.json"


def finder_files(views: SiteIndex) -> Mapping[str, bytes]:
    """The two files by their path in the site: the columns and the texts."""
    texts = _json([one_line(entry.partnership.summary) for entry in views.entries])
    columns = _columns(views) | {"texter": hashlib.sha256(texts).hexdigest()[:12]}
    return {COLUMNS: _json(columns), TEXTS: texts}


def _columns(views: SiteIndex) -> dict[str, Any]:
    """One list a column, one place a record, newest decision first.

    `val` has the choices of each filter as [code, name], and the column with the filter's name each record's
    places among them. `mottagare` has places in `mottagarna`, which are [name, organisation number or ""].
    `titelordning` has the records by title, `synonymer` groups of words that mean the same. `texter` tells one version
    of the texts from another.
    """
    entries = views.entries
    recipients = views.groups[Dimension.RECIPIENT]
    places = {group.link.address: place for place, group in enumerate(recipients)}
    titles = [one_line(entry.partnership.title) for entry in entries]
    made: dict[str, Any] = {
        "val": {},
        "mottagarna": [[one_line(r.link.name), (r.recipient and r.recipient.number) or ""] for r in recipients],
        "id": [entry.partnership.id for entry in entries],
        "titel": titles,
        "titelordning": sorted(range(len(titles)), key=lambda place: sort_key(titles[place])),
        "mottagare": [places[entry.recipient.address] for entry in entries],
        "diarienummer": [entry.partnership.decision.case_number or "" for entry in entries],
        "synonymer": [list(group.words) for group in views.register.synonyms],
        "belopp": [entry.partnership.decision.amount for entry in entries],
        "beslut": [entry.partnership.decision.date.isoformat() for entry in entries],
        "slut": [entry.partnership.agreement.end.isoformat() for entry in entries],
    }
    for of in filters(views):
        made["val"][of.name] = [[choice.code, choice.name] for choice in of.choices]
        place = {choice.code: place for place, choice in enumerate(of.choices)}
        made[of.name] = [[place[code] for code in of.codes(entry)] for entry in entries]
    return made


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
