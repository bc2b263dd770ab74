"""All open data of a build: the files, the report on their quality, the catalogue for the pages; and their writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from register.git_history import History, RecordHistory
from register.model import Register
from register.problem import Problem, rules
from register.published import DataCatalogue

from opendata.data_file import DataFile, as_json
from opendata.files import checksums_file, data_files, quality_file
from opendata.metadata import EXAMPLE_NOTICE, HOW_TO_SET, site_address
from opendata.quality import quality, read_back
from opendata.record_json import RecordDownload, record_downloads, tombstone_downloads
from opendata.snapshot import Snapshot, SnapshotRecord, record_page, snapshot

RECORD_JSON = "data.json"
RECORD_SOURCE = "data.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The result of `publication`. `note` is a Swedish sentence about example addresses, or None.

    `files` and `downloads` are written by `write`; `published` describes them for the pages.
    """

    snapshot: Snapshot
    files: tuple[DataFile, ...]
    downloads: tuple[RecordDownload, ...]
    published: DataCatalogue
    note: str | None


def publication(
    register: Register,
    today: date,
    *,
    site_url: str | None,
    example_data: bool,
    history: History,
    schemas: Mapping[str, Any],
    found: Sequence[Problem],
    record_history: RecordHistory | None = None,
) -> Publication:
    """Make every file. `found` are the check's problems and advice, `record_history` the changes of each record.

    Raises VerificationError when a file does not say what the register says.
    """
    address = site_address(site_url)
    made = snapshot(
        register,
        today,
        address=address,
        example_data=example_data,
        history=history,
        record_history=record_history,
    )
    records = record_downloads(made.entries, made)
    files = data_files(made, schemas, records)
    report = quality(made, rules(), found, read_back(files, made))
    files.append(quality_file(report, made))
    files.append(checksums_file(files, made))
    return Publication(
        snapshot=made,
        files=tuple(files),
        downloads=(*records, *tombstone_downloads(made)),
        published=DataCatalogue(
            address=None if address.is_example else address.url,
            address_note=address.note,
            files=tuple(file.published() for file in files if file.listed),
            quality=report,
        ),
        note=HOW_TO_SET.format(given=site_url or "tom") if address.is_example else None,
    )


def write(made: Publication, root: Path, site: Path) -> None:
    """Write the files in `site`, and the data of each record of `root` next to its page. Raises OSError."""
    for file in made.files:
        for path in file.paths:
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
    _write_downloads(made.downloads, made.snapshot, root, site)


def write_records(entries: Iterable[SnapshotRecord], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the data of these records next to their pages. Raises OSError."""
    _write_downloads(record_downloads(entries, snapshot), snapshot, root, site)


def _write_downloads(records: Iterable[RecordDownload], snapshot: Snapshot, root: Path, site: Path) -> None:
    mark = f"# {EXAMPLE_NOTICE}\n".encode() if snapshot.example_data else b""
    for record in records:
        folder = site / record_page(record.id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RECORD_JSON).write_bytes(as_json(record.json))
        (folder / RECORD_SOURCE).write_bytes(mark + (root / record.source).read_bytes())
