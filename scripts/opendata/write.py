"""Open data on disk: every file in the site, and beside each record's page its data as JSON and as written.

The two files of each record are many, so they are opened, written and closed, and the system is asked nothing more:
with pathlib and shutil it takes thrice the time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import FileIO
from pathlib import Path

from opendata.publication import Publication
from opendata.record_files import RecordDownload, of_partnerships
from opendata.record_json import as_json
from opendata.snapshot import Entry, Snapshot, record_page

RECORD_JSON = "data.json"
RECORD_SOURCE = "data.yaml"


def write(made: Publication, root: Path, site: Path) -> None:
    """Write the files in `site`, and the data of each record of `root` beside its page. Raises OSError."""
    for file in made.files:
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    _write_beside(made.beside, root, site)


def write_records(entries: Iterable[Entry], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the data of these records beside their pages. Raises OSError."""
    _write_beside(of_partnerships(entries, snapshot), root, site)


def _write_beside(records: Iterable[RecordDownload], root: Path, site: Path) -> None:
    for record in records:
        folder = f"{site}/{record_page(record.id)}"
        try:
            os.mkdir(folder)  # noqa: PTH102  # see the top
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # see the top
        _put(f"{folder}{RECORD_JSON}", as_json(record.json))
        with FileIO(f"{root}/{record.source}") as source:
            _put(f"{folder}{RECORD_SOURCE}", source.readall())


def _put(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
    finally:
        os.close(descriptor)
