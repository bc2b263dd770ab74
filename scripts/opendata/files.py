"""The list of open data files, each made from the same snapshot of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from register.published import Quality

from opendata import group_tables, tables
from opendata.calendars import reports_calendar, rounds_calendar
from opendata.csv_file import csv_file
from opendata.data_file import DataFile, Format, Kind, archive, as_json
from opendata.datapackage import PROFILE, datapackage
from opendata.dcat import PATHS as CATALOGUE_PATHS
from opendata.dcat import STANDARD as CATALOGUE_STANDARD
from opendata.dcat import dcat
from opendata.feeds import atom, feeds
from opendata.grants import PATH as GRANTS_PATH
from opendata.grants import STANDARD as GRANTS_STANDARD
from opendata.grants import grants_package
from opendata.metadata import EXAMPLE_NOTICE, LICENCE_PAGE, LICENCE_TITLE, PUBLISHER
from opendata.quality import quality_value
from opendata.record_json import RecordDownload, register_value
from opendata.schemas import RECORD, published_schemas
from opendata.snapshot import Snapshot
from opendata.table import Table
from opendata.workbook import workbook

# The files that carry whole addresses, and are therefore not written until the site has one.
NEEDS_SITE_URL = ("katalogen (DCAT-AP-SE)", "360Giving", "Atom-flödena")


def data_files(snapshot: Snapshot, schemas: Mapping[str, Any], records: Sequence[RecordDownload]) -> list[DataFile]:
    """Make every file but the quality report. `records` are the downloads of the snapshot's entries, in their order.

    The files that need whole addresses are left out while the site has none (`NEEDS_SITE_URL`).
    """
    made = all_tables(snapshot)
    files = [*_full_downloads(made, records, snapshot), *_tables(made, snapshot.modified)]
    files.append(_package(files, snapshot))
    if snapshot.address:
        files += _files_with_urls(snapshot, snapshot.address)
    files += [*_calendars(snapshot), *_schemas(snapshot, schemas)]
    files.append(_bundle(files, snapshot))
    if snapshot.address:
        files += _catalogues(files, snapshot, snapshot.address)
    return files


def all_tables(snapshot: Snapshot) -> list[Table]:
    """Make every table, in the order they are shown."""
    return [
        tables.partnerships(snapshot),
        group_tables.recipients(snapshot),
        group_tables.neighbourhoods(snapshot),
        group_tables.themes(snapshot),
        group_tables.target_groups(snapshot),
        tables.reasons(snapshot),
        tables.follow_ups(snapshot),
        tables.corrections(snapshot),
        group_tables.tombstones(snapshot),
    ]


def _full_downloads(made: list[Table], records: Sequence[RecordDownload], snapshot: Snapshot) -> Iterator[DataFile]:
    yield DataFile(
        path="data/samarbeten.xlsx",
        title="Alla tabeller för Excel",
        description="Ett blad för varje tabell, med datum och tal, och ett blad som förklarar kolumnerna.",
        content=workbook(made, snapshot),
        format=Format.XLSX,
        kind=Kind.WHOLE,
        modified=snapshot.modified,
        dataset="samarbeten",
    )
    yield DataFile(
        path="data/samarbeten.json",
        title="Alla samarbeten (JSON)",
        description="Alla samarbeten med samma fält som i källan, och listorna över koder.",
        content=as_json(register_value(snapshot, [record.json for record in records])),
        format=Format.JSON,
        kind=Kind.WHOLE,
        modified=snapshot.modified,
        dataset="samarbeten",
        standard=snapshot.at(RECORD),
    )


def _tables(made: list[Table], modified: datetime) -> Iterator[DataFile]:
    for table in made:
        yield DataFile(
            path=f"data/{table.name}.csv",
            title=table.title,
            description=table.description,
            content=csv_file(table),
            format=Format.CSV,
            kind=Kind.TABLES,
            modified=modified,
            dataset=table.dataset,
            table=table,
        )


def _package(files: list[DataFile], snapshot: Snapshot) -> DataFile:
    resources = {
        file.path.removeprefix("data/"): (file.table, file.content) for file in files if file.table is not None
    }
    return DataFile(
        path="data/datapackage.json",
        title="Beskrivning av tabellerna",
        description="Alla tabeller som ett Frictionless data package: typer, tillåtna värden, nycklar och samband.",
        content=as_json(datapackage(resources, snapshot)),
        format=Format.JSON,
        kind=Kind.STANDARDS,
        modified=snapshot.modified,
        dataset="samarbeten",
        standard=PROFILE,
    )


def _files_with_urls(snapshot: Snapshot, address: str) -> Iterator[DataFile]:
    """360Giving, unless there is no partnership (the standard has no empty package), and the feeds."""
    if snapshot.entries:
        yield DataFile(
            path=GRANTS_PATH,
            title="Samarbetena enligt 360Giving",
            description="Alla samarbeten enligt den internationella standarden 360Giving, version 1.4.",
            content=as_json(grants_package(snapshot, address)),
            format=Format.JSON,
            kind=Kind.STANDARDS,
            modified=snapshot.modified,
            dataset="samarbeten",
            standard=GRANTS_STANDARD,
        )
    for feed in feeds(snapshot, address):
        yield DataFile(
            path=feed.path,
            title=feed.title,
            description=feed.subtitle,
            content=atom(feed, snapshot, address),
            format=Format.ATOM,
            kind=Kind.FEEDS,
            modified=max((item.updated for item in feed.items), default=snapshot.modified),
            dataset="rattelser" if feed.path == "data/rattelser.atom" else "samarbeten",
            standard="https://www.rfc-editor.org/rfc/rfc4287",
        )


def _calendars(snapshot: Snapshot) -> Iterator[DataFile]:
    for path, title, description, content in (
        (
            "data/ansokningsomgangar.ics",
            "Ansökningsomgångar",
            "När det går att söka, och när beskedet kommer.",
            rounds_calendar(snapshot),
        ),
        (
            "data/rapportdagar.ics",
            "Datum för redovisningar",
            "När varje redovisning som inte har kommit in senast ska lämnas.",
            reports_calendar(snapshot),
        ),
    ):
        yield DataFile(
            path=path,
            title=title,
            description=description,
            content=content,
            format=Format.ICAL,
            kind=Kind.CALENDARS,
            modified=snapshot.modified,
            dataset="kalendrar",
            standard="https://www.rfc-editor.org/rfc/rfc5545",
        )


def _schemas(snapshot: Snapshot, schemas: Mapping[str, Any]) -> Iterator[DataFile]:
    for path, schema in published_schemas(schemas, snapshot.register, snapshot.address).items():
        yield DataFile(
            path=path,
            title=schema["title"],
            description=schema["description"],
            content=as_json(schema),
            format=Format.JSON_SCHEMA,
            kind=Kind.SCHEMAS,
            modified=snapshot.modified,
            dataset=None,
            standard=schema["$schema"],
        )


def quality_file(report: Quality, snapshot: Snapshot) -> DataFile:
    """Make the quality report for programs. It is made last, because it names the other files."""
    return DataFile(
        path="data/kvalitet.json",
        title="Kvalitetsrapport",
        description="Vad kontrollen visade, och hur stor del av samarbetena som har varje frivillig uppgift.",
        content=as_json(quality_value(report, snapshot)),
        format=Format.JSON,
        kind=Kind.WHOLE,
        modified=snapshot.modified,
        dataset=None,
    )


def _bundle(files: list[DataFile], snapshot: Snapshot) -> DataFile:
    """Every file so far in one, with a list of checksums that `sha256sum --check` reads."""
    licence = f"Föreslagen licens, inte beslutad: {LICENCE_TITLE}, {LICENCE_PAGE}"
    about = f"{PUBLISHER}\n{licence}\nUppdaterat den {snapshot.today}.\n"
    if snapshot.example_data:
        about += f"{EXAMPLE_NOTICE}\n"
    members = {file.path: file.content for file in files}
    members["LICENS.txt"] = about.encode("utf-8")
    members["SHA256SUMS"] = "".join(f"{file.sha256}  {file.path}\n" for file in files).encode("ascii")
    return DataFile(
        path="data/allt.zip",
        title="Allt i en fil",
        description="Alla filer, med en lista över kontrollsummor.",
        content=archive(members, snapshot.modified),
        format=Format.ZIP,
        kind=Kind.WHOLE,
        modified=snapshot.modified,
        dataset="samarbeten",
    )


def _catalogues(files: list[DataFile], snapshot: Snapshot, address: str) -> Iterator[DataFile]:
    """The same catalogue at the address that Sveriges dataportal asks for, and with a suffix that servers know."""
    content = dcat(files, snapshot, address)
    for path in CATALOGUE_PATHS:
        yield DataFile(
            path=path,
            title="Katalog för Sveriges dataportal",
            description="Alla datamängder och filer enligt DCAT-AP-SE 3.0.1.",
            content=content,
            format=Format.RDF,
            kind=Kind.STANDARDS,
            modified=snapshot.modified,
            dataset=None,
            standard=CATALOGUE_STANDARD,
        )
