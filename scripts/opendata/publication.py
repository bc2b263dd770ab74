"""All open data of a build: the files, the report on their quality, the catalogue for the pages; and their writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from register.git_history import History
from register.model import Register
from register.problem import Problem, rules
from register.published import DataCatalogue

from opendata.data_file import DataFile, as_json
from opendata.files import NEEDS_SITE_URL, data_files, quality_file
from opendata.metadata import HOW_TO_SET, public_base_url
from opendata.quality import quality
from opendata.record_json import RecordDownload, record_downloads, tombstone_downloads
from opendata.snapshot import Entry, Snapshot, record_page, snapshot
from opendata.verification import read_back

RECORD_JSON = "data.json"
RECORD_SOURCE = "data.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The result of `publication`. `note` is a Swedish sentence on what could not be made, or None.

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
) -> Publication:
    """Make every file. `found` are the check's problems and advice. Raises VerificationError."""
    address = public_base_url(site_url)
    made = snapshot(register, today, address=address, example_data=example_data, history=history)
    records = record_downloads(made.entries, made)
    files = data_files(made, schemas, records)
    report = quality(made, rules(), found, read_back(files, made))
    files.append(quality_file(report, made))
    waiting = () if address else NEEDS_SITE_URL
    note = None if address else HOW_TO_SET.format(given=site_url or "tom", waiting=_listing(waiting))
    return Publication(
        snapshot=made,
        files=tuple(files),
        downloads=(*records, *tombstone_downloads(register)),
        published=DataCatalogue(
            address=address,
            files=tuple(file.published() for file in files),
            quality=report,
            waiting=waiting,
        ),
        note=note,
    )


def write(made: Publication, root: Path, site: Path) -> None:
    """Write the files in `site`, and the data of each record of `root` beside its page. Raises OSError."""
    for file in made.files:
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    _write_downloads(made.downloads, root, site)


def write_records(entries: Iterable[Entry], snapshot: Snapshot, root: Path, site: Path) -> None:
    """Write the data of these records beside their pages. Raises OSError."""
    _write_downloads(record_downloads(entries, snapshot), root, site)


def _write_downloads(records: Iterable[RecordDownload], root: Path, site: Path) -> None:
    for record in records:
        folder = site / record_page(record.id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RECORD_JSON).write_bytes(as_json(record.json))
        (folder / RECORD_SOURCE).write_bytes((root / record.source).read_bytes())


def _listing(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} och {words[-1]}"
