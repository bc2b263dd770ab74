"""A record as JSON: the fields of the schema of the record, and four that are computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from register.field_table import as_data
from register.model import Moved, Withdrawn

from opendata.csv_file import iso
from opendata.metadata import DATA_VERSION, DESCRIPTION, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER, TITLE
from opendata.snapshot import Entry, Snapshot, record_page

# The computed fields; every other field is the record's own. `exempeldata` is only there while the data are examples.
COMPUTED = ("exempeldata", "id", "adress", "lage", "andrad")


@dataclass(frozen=True, slots=True)
class RecordDownload:
    """The downloads of a record: its JSON, and `source`, the path of its file in the root."""

    id: str
    source: str
    json: dict[str, Any]


def record_value(entry: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """Make a partnership's data: the computed fields, then the fields that have a value, as in the file."""
    return {
        **_mark(snapshot),
        "id": entry.record.id,
        "adress": snapshot.at(record_page(entry.record.id)),
        "lage": entry.status.value,
        "andrad": iso(entry.modified),
        **as_data(entry.record),
    }


def record_downloads(entries: Iterable[Entry], snapshot: Snapshot) -> list[RecordDownload]:
    """Make the downloads of these records, in the same order."""
    return [RecordDownload(e.record.id, e.record.path, record_value(e, snapshot)) for e in entries]


def tombstone_downloads(snapshot: Snapshot) -> list[RecordDownload]:
    """Make the downloads of the records that have moved or been withdrawn."""
    register = snapshot.register
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return [RecordDownload(stone.id, stone.path, tombstone_value(stone, snapshot)) for stone in stones]


def tombstone_value(stone: Moved | Withdrawn, snapshot: Snapshot) -> dict[str, Any]:
    """Make the data of a tombstone: where the record has moved, or why it was withdrawn."""
    own = as_data(stone) if isinstance(stone, Moved) else {"tillbakadragen": as_data(stone)}
    return {**_mark(snapshot), "id": stone.id, **own}


def register_value(snapshot: Snapshot, records: list[Any]) -> dict[str, Any]:
    """Make the data of the register: its metadata, the code lists, and the records that have been made."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return {
        "exempeldata": snapshot.example_data,
        **({"obs": " ".join(snapshot.notices)} if snapshot.notices else {}),
        "version": DATA_VERSION,
        "titel": snapshot.title(TITLE),
        "beskrivning": DESCRIPTION,
        "utgivare": PUBLISHER,
        "licens": LICENCE_PAGE,
        "licens_titel": LICENCE_TITLE,
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "listor": {
            **{name: [as_data(code) for code in codes] for name, codes in lists.items()},
            "ansokningsomgangar": [as_data(item) for item in register.rounds],
        },
        "kodlistor": {name: {code.code: code.name for code in codes} for name, codes in lists.items()},
        "samarbeten": records,
        "hanvisningar": [tombstone_value(stone, snapshot) for stone in sorted(stones, key=lambda stone: stone.id)],
    }


def _mark(snapshot: Snapshot) -> dict[str, bool]:
    return {"exempeldata": True} if snapshot.example_data else {}
