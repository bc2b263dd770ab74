"""Atom feeds (RFC 4287): new decisions, corrections, and the decisions of each neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from register.company import COMPANY
from register.git_history import midnight

from opendata.csv_file import iso
from opendata.metadata import LICENCE_TITLE, PUBLISHER, TITLE, stable_id
from opendata.snapshot import Snapshot, SnapshotRecord, record_page
from opendata.xml_file import render_xml

# A reader asks again and again, so a feed has the newest only. Everything is in the tables.
NEWEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. `kind` and `name` make its id, which never changes."""

    kind: str
    name: str
    title: str
    text: str
    link: str
    published: datetime
    updated: datetime
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at `path`, about the page at `page`."""

    path: str
    title: str
    subtitle: str
    page: str
    items: tuple[Item, ...]


def feeds(snapshot: Snapshot) -> Iterator[Feed]:
    """Make every feed."""
    names = {code.code: code.name for code in snapshot.register.neighbourhoods}
    yield Feed(
        path="data/beslut.atom",
        title=f"Nya beslut om {COMPANY.register}",
        subtitle="De senaste besluten, det nyaste först.",
        page="samarbeten/",
        items=_decisions(snapshot.entries, names, snapshot.address),
    )
    yield Feed(
        path="data/rattelser.atom",
        title=f"Rättelser i registret över {COMPANY.register}",
        subtitle="De senaste rättelserna av publicerade uppgifter.",
        page="om/rattelser/",
        items=_corrections(snapshot.entries, snapshot.address),
    )
    by_place: dict[str, list[SnapshotRecord]] = {code: [] for code in names}
    for entry in snapshot.entries:
        for code in entry.record.neighbourhoods:
            by_place[code].append(entry)
    for code, entries in by_place.items():
        yield Feed(
            path=f"data/stadsdelar/{code}.atom",
            title=f"Nya beslut om {COMPANY.register}: {names[code]}",
            subtitle=f"De senaste besluten som gäller {names[code]}.",
            page=f"stadsdelar/{code}/",
            items=_decisions(entries, names, snapshot.address),
        )


def _decisions(entries: Sequence[SnapshotRecord], names: dict[str, str], address: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            kind="beslut",
            name=entry.record.id,
            title=entry.record.title,
            text=f"{entry.record.recipient.name} får {entry.record.decision.amount} kr. {entry.record.summary}",
            link=f"{address}{record_page(entry.record.id)}",
            published=midnight(entry.record.decision.date),
            updated=max(entry.modified, midnight(entry.record.decision.date)),
            categories=tuple((code, names[code]) for code in entry.record.neighbourhoods),
        )
        for entry in entries[:NEWEST]
    )


def _corrections(entries: Iterable[SnapshotRecord], address: str) -> tuple[Item, ...]:
    items = [
        Item(
            kind="rattelse",
            name=f"{entry.record.id}#{number}",
            title=f"Rättelse: {entry.record.title}",
            text=correction.text,
            link=f"{address}{record_page(entry.record.id)}#rattelser",
            published=midnight(correction.date),
            updated=midnight(correction.date),
        )
        for entry in entries
        for number, correction in enumerate(entry.record.corrections, 1)
    ]
    return tuple(sorted(items, key=lambda item: (item.updated, item.name), reverse=True)[:NEWEST])


def atom(feed: Feed, snapshot: Snapshot) -> bytes:
    """Write the feed. It is as new as its newest entry, and an empty one as old as the first policy."""
    oldest = min((policy.in_force for policy in snapshot.register.policies), default=snapshot.today)
    return render_xml(
        "feed.atom",
        feed=feed,
        id=stable_id("flode", feed.path),
        updated=iso(max((item.updated for item in feed.items), default=midnight(oldest))),
        rights=LICENCE_TITLE,
        generator=TITLE,
        publisher=PUBLISHER,
        snapshot=snapshot,
        stable_id=stable_id,
        iso=iso,
    )
