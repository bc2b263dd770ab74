"""The whole of open data for a build: the files, the report on their quality, and what pages are told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.catalogue import rules
from register.git_history import History
from register.model import Register
from register.problem import Problem
from register.published import DataCatalogue

from opendata.address import HOW_TO_SET, public_base_url
from opendata.datafile import DataFile
from opendata.files import NEEDS_SITE_URL, data_files, quality_file
from opendata.quality import quality
from opendata.record_files import RecordDownload, of_partnerships, of_tombstones
from opendata.snapshot import Snapshot, snapshot
from opendata.verification import read_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What `publication` made. `note` is a Swedish sentence on what could not be made, or None.

    `files` and `beside` are what `opendata.write` writes; `published` is what pages tell of it, and can be pickled.
    """

    snapshot: Snapshot
    files: tuple[DataFile, ...]
    beside: tuple[RecordDownload, ...]
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
    """Make every file. `found` is what the check found: problems and advice. Raises `ProofError`."""
    address = public_base_url(site_url)
    made = snapshot(register, today, address=address, example_data=example_data, history=history)
    records = of_partnerships(made.entries, made)
    files = data_files(made, schemas, records)
    report = quality(made, rules(), found, read_back(files, made))
    files.append(quality_file(report, made))
    waiting = () if address else NEEDS_SITE_URL
    note = None if address else HOW_TO_SET.format(given=site_url or "tom", waiting=_listing(waiting))
    return Publication(
        snapshot=made,
        files=tuple(files),
        beside=(*records, *of_tombstones(register)),
        published=DataCatalogue(
            address=address,
            files=tuple(file.published() for file in files),
            quality=report,
            waiting=waiting,
        ),
        note=note,
    )


def _listing(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} och {words[-1]}"
