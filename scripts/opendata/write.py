"""Open data on disk: every file in the site, and beside each record's page its data as JSON and as written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from register.model import Moved, Withdrawn

from opendata.datafile import DataFile
from opendata.record_json import as_json, record_value, tombstone_value
from opendata.snapshot import Entry, Snapshot, record_page

RECORD_JSON = "data.json"
RECORD_SOURCE = "data.yaml"


def write_files(files: Iterable[DataFile], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the files in `site`, and the data of each record of `root` beside its page. Raises OSError."""
    for file in files:
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    write_records(snapshot.entries, snapshot, root, site)
    stones: list[Moved | Withdrawn] = [*snapshot.register.moved, *snapshot.register.withdrawn]
    for stone in stones:
        _beside_page(stone.id, stone.path, tombstone_value(stone), root, site)


def write_records(entries: Iterable[Entry], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the data of these records beside their pages. Raises OSError."""
    for entry in entries:
        _beside_page(entry.record.id, entry.record.path, record_value(entry, snapshot), root, site)


def _beside_page(record_id: str, path: str, value: object, root: Path, site: Path) -> None:
    folder = site / record_page(record_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORD_JSON).write_bytes(as_json(value))
    shutil.copyfile(root / path, folder / RECORD_SOURCE)
