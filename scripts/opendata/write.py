"""Open data on disk: every file in the site, and beside each record's page its data as JSON and as written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from opendata.datafile import DataFile
from opendata.record_json import as_json, record_value, tombstone_value
from opendata.snapshot import Snapshot, record_page

RECORD_JSON = "data.json"
RECORD_SOURCE = "data.yaml"


def write_files(files: Iterable[DataFile], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the files in `site`, and the data of each record of `root` beside its page. Raises OSError."""
    for file in files:
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    register = snapshot.register
    values = [(entry.record, record_value(entry, snapshot)) for entry in snapshot.entries]
    stones = [(stone, tombstone_value(stone)) for stone in (*register.moved, *register.withdrawn)]
    for record, value in [*values, *stones]:
        folder = site / record_page(record.id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RECORD_JSON).write_bytes(as_json(value))
        shutil.copyfile(root / record.path, folder / RECORD_SOURCE)
