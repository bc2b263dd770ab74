"""A file of open data, with its description for the catalogue."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from register.published import DownloadFile, PublishedColumn

from opendata.table import Table

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip file holds no earlier time


class Format(Enum):
    """A format: its media type, what people call it, and its code in the EU's list of file types."""

    CSV = ("text/csv", "CSV", "CSV")
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", "XLSX")
    JSON = ("application/json", "JSON", "JSON")
    JSON_SCHEMA = ("application/schema+json", "JSON Schema", "JSON")
    ZIP = ("application/zip", "ZIP", "ZIP")
    RDF = ("application/rdf+xml", "RDF/XML", "RDF_XML")
    ATOM = ("application/atom+xml", "Atom", "ATOM")
    ICAL = ("text/calendar", "iCalendar", "ICS")
    SQLITE = ("application/vnd.sqlite3", "SQLite", "BIN")
    TEXT = ("text/plain", "Text", "TXT")

    def __init__(self, media_type: str, label: str, file_type: str) -> None:
        self.media_type = media_type
        self.label = label
        self.file_type = file_type


class FileKind(Enum):
    """The groups in which the files are shown, in order."""

    REGISTER = "Hela registret"
    TABLES = "Tabeller"
    STANDARDS = "Enligt standarder"
    FEEDS = "Flöden"
    CALENDARS = "Kalendrar"
    SCHEMAS = "Scheman"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file. `path` is relative to the site's root; `modified` follows the data; `sha256` is in hexadecimal.

    `dataset` is the data set of the catalogue it is a distribution of; None keeps it out of the catalogue.
    `standard` is the address of the standard it follows. The same bytes are written at the paths `also_at`, which are
    kept for those who use them. A file that is not `listed` is left out of the data page and the catalogue.
    """

    path: str
    title: str
    description: str
    content: bytes
    format: Format
    kind: FileKind
    modified: datetime
    dataset: str | None
    table: Table | None = None
    standard: str | None = None
    also_at: tuple[str, ...] = ()
    listed: bool = True
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute the checksum once for the list of checksums, the catalogue and the data page."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every path of the file in the site."""
        return (self.path, *self.also_at)

    def published(self) -> DownloadFile:
        """Describe the file for the data page."""
        return DownloadFile(
            path=self.path,
            title=self.title,
            description=self.description,
            kind=self.kind.value,
            format=self.format.label,
            media_type=self.format.media_type,
            size=len(self.content),
            sha256=self.sha256,
            modified=self.modified,
            rows=len(self.table.rows) if self.table else None,
            columns=_columns(self.table) if self.table else (),
        )


def as_json(value: Any) -> bytes:
    """Write a value as JSON with a line per field and per member of a list in it, so that a change is a changed line.

    With `indent`, json.dumps leaves its fast code: that took a tenth of a build.
    """
    if not isinstance(value, dict) or not value:
        return f"{_one_line(value)}\n".encode()
    fields = ",\n".join(f"  {_one_line(name)}: {_by_line(content)}" for name, content in value.items())
    return f"{{\n{fields}\n}}\n".encode()


def _by_line(value: Any) -> str:
    """Write a list of mappings with a line for each, and anything else on one line."""
    if not isinstance(value, list) or not all(isinstance(member, dict) for member in value) or not value:
        return _one_line(value)
    members = ",\n".join(f"    {_one_line(member)}" for member in value)
    return f"[\n{members}\n  ]"


def _one_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def archive(members: Mapping[str, bytes], modified: datetime) -> bytes:
    """Write a zip file with every member dated `modified`, so that the same members give the same bytes."""
    moment = max(modified.astimezone(UTC), _EARLIEST)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            file.writestr(member, content)
    return packed.getvalue()


def _columns(table: Table) -> tuple[PublishedColumn, ...]:
    return tuple(
        PublishedColumn(
            name=column.name,
            type=column.type,
            title=column.title,
            description=column.description,
            required=column.required,
            choices=dict(column.choices),  # a mapping proxy cannot be sent to another process
        )
        for column in table.columns
    )
