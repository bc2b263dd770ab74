"""A file to be written in the site, with what a catalogue says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from register.published import DownloadFile, PublishedColumn

from opendata.table import Table


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

    def __init__(self, media_type: str, label: str, file_type: str) -> None:
        self.media_type = media_type
        self.label = label
        self.file_type = file_type


class Kind(Enum):
    """The groups in which the files are shown, in order."""

    WHOLE = "Hela registret"
    TABLES = "Tabeller"
    STANDARDS = "Enligt standarder"
    FEEDS = "Flöden"
    CALENDARS = "Kalendrar"
    SCHEMAS = "Scheman"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file. `path` is relative to the site's root; `modified` follows the data; `sha256` is in hexadecimal.

    `dataset` is the data set of the catalogue it is a distribution of; None keeps it out of the catalogue.
    `standard` is the address of the standard it follows.
    """

    path: str
    title: str
    description: str
    content: bytes
    format: Format
    kind: Kind
    modified: datetime
    dataset: str | None
    table: Table | None = None
    standard: str | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the checksum once: the list of checksums, the catalogue and the data page all tell it."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())

    def published(self) -> DownloadFile:
        """What is told of the file on the data page."""
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


def _columns(table: Table) -> tuple[PublishedColumn, ...]:
    return tuple(
        PublishedColumn(
            name=column.name,
            type=column.type,
            title=column.title,
            description=column.description,
            required=column.required,
            choices=dict(column.choices),  # what pages are told can be sent to another process
        )
        for column in table.columns
    )
