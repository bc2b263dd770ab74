"""What is published as open data, in plain values: the pages show it without knowing how the files are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedColumn:
    """A column of a table. `type` is string, integer, date or datetime; `choices` maps codes to labels."""

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file to take away. `path` is relative to the site's root; `modified` follows the data, not the build.

    `format` is what people call it (CSV), `kind` the group it is shown in. `rows` and `columns` are given for tables.
    """

    path: str
    title: str
    description: str
    kind: str
    format: str
    media_type: str
    size: int
    sha256: str
    modified: datetime
    rows: int | None = None
    columns: tuple[PublishedColumn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How many records have an optional field, out of those that could have it."""

    field: str
    title: str
    among: str
    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSeriesResult:
    """A series of rules: its name, how many rules it has, and how much they found."""

    series: str
    rules: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The quality report. `read_back` are sentences on files that were read again after they were written."""

    checked: tuple[RuleSeriesResult, ...]
    filled: tuple[Completeness, ...]
    read_back: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCatalogue:
    """Everything published. `address` is the site's own, ending with `/`, or None where it is not known yet.

    `address_note` is a Swedish sentence where others cannot reach the addresses in the files.
    """

    address: str | None
    files: tuple[DownloadFile, ...]
    quality: Quality
    address_note: str | None = None
