"""What stands beside the page of each record: its JSON, and the file as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from register.model import Moved, Register, Withdrawn

from opendata.record_json import record_value, tombstone_value
from opendata.snapshot import Entry, Snapshot


@dataclass(frozen=True, slots=True)
class RecordDownload:
    """The data of the record `id`: its JSON, and the path of its file in the root."""

    id: str
    source: str
    json: dict[str, Any]


def of_partnerships(entries: Iterable[Entry], snapshot: Snapshot) -> list[RecordDownload]:
    """The data of each entry, in the same order."""
    return [RecordDownload(entry.record.id, entry.record.path, record_value(entry, snapshot)) for entry in entries]


def of_tombstones(register: Register) -> list[RecordDownload]:
    """The data of each record that has moved or been withdrawn."""
    stones: list[Moved | Withdrawn] = [*register.moved, *register.withdrawn]
    return [RecordDownload(stone.id, stone.path, tombstone_value(stone)) for stone in stones]
