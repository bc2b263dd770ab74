"""A record as JSON: the fields of the schema of the record, with their own names, and four that are worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from register.field_table import as_data
from register.model import Moved, Register, Withdrawn

from opendata.csv_file import iso
from opendata.metadata import DESCRIPTION, EXAMPLE_NOTICE, LICENCE_PAGE, PUBLISHER, TITLE
from opendata.snapshot import Entry, Snapshot, record_page

# What is worked out from the rest of the register and the day; every other field is the record's own.
WORKED_OUT = ("id", "adress", "lage", "andrad")


@dataclass(frozen=True, slots=True)
class RecordDownload:
    """The downloads of a record: its JSON, and `source`, the path of its file in the root."""

    id: str
    source: str
    json: dict[str, Any]


def record_value(entry: Entry, snapshot: Snapshot) -> dict[str, Any]:
    """A partnership: `id`, `adress`, `lage` and `andrad`, then the fields that have a value, as in the file."""
    return _filled(
        {
            "id": entry.record.id,
            "adress": snapshot.at(record_page(entry.record.id)),
            "lage": entry.status.value,
            "andrad": iso(entry.modified),
            **as_data(entry.record),
        }
    )


def record_downloads(entries: Iterable[Entry], snapshot: Snapshot) -> list[RecordDownload]:
    """Make the downloads of these records, in the same order."""
    return [RecordDownload(e.record.id, e.record.path, record_value(e, snapshot)) for e in entries]


def tombstone_downloads(register: Register) -> list[RecordDownload]:
    """Make the downloads of the records that have moved or been withdrawn."""
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return [RecordDownload(stone.id, stone.path, tombstone_value(stone)) for stone in stones]


def tombstone_value(stone: Moved | Withdrawn) -> dict[str, Any]:
    """What stands where a record was."""
    if isinstance(stone, Moved):
        return {"id": stone.id, **as_data(stone)}
    return {"id": stone.id, "tillbakadragen": as_data(stone)}


def register_value(snapshot: Snapshot, records: list[Any]) -> dict[str, Any]:
    """The whole register: what it is, the code lists, and the records as they have been made."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return {
        "titel": TITLE,
        "beskrivning": DESCRIPTION,
        "utgivare": PUBLISHER,
        "licens": LICENCE_PAGE,
        "exempeldata": snapshot.example_data,
        **({"obs": EXAMPLE_NOTICE} if snapshot.example_data else {}),
        "galler": snapshot.today.isoformat(),
        "andrad": iso(snapshot.modified),
        "kodlistor": {name: {code.code: code.name for code in codes} for name, codes in lists.items()},
        "samarbeten": records,
        "hanvisningar": [tombstone_value(stone) for stone in sorted(stones, key=lambda stone: stone.id)],
    }


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """The value without the fields that are empty."""
    return {key: content for key, content in value.items() if content is not None}
