"""The list of open data files, each made from the same snapshot of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from register.published import Quality

from opendata import group_tables, tables
from opendata.calendars import occasions, occasions_calendar, reports_calendar, rounds_calendar
from opendata.changes import changes, changes_value
from opendata.csv_file import csv_file
from opendata.data_file import DataFile, FileKind, Format, archive, as_json
from opendata.datapackage import PROFILE, datapackage
from opendata.dcat import PATHS as CATALOGUE_PATHS
from opendata.dcat import STANDARD as CATALOGUE_STANDARD
from opendata.dcat import dcat
from opendata.feeds import atom, feeds
from opendata.grants import PATH as GRANTS_PATH
from opendata.grants import STANDARD as GRANTS_STANDARD
from opendata.grants import grants_package
from opendata.group_files import group_files
from opendata.metadata import LICENCE_PAGE, LICENCE_SCOPE, LICENCE_TITLE, PUBLISHER
from opendata.quality import quality_value
from opendata.record_json import RECORD, RecordDownload, published_schemas, register_value
from opendata.snapshot import Snapshot, record_page
from opendata.sqlite_file import sqlite_file
from opendata.table import Table
from opendata.workbook import workbook

_ICAL = "https://www.rfc-editor.org/rfc/rfc5545"
_ATOM = "https://www.rfc-editor.org/rfc/rfc4287"


def data_files(snapshot: Snapshot, schemas: Mapping[str, Any], records: Sequence[RecordDownload]) -> list[DataFile]:
    """Make every file but the quality report and the checksums.

    `records` are the downloads of the snapshot's entries, in their order.
    """
    made = all_tables(snapshot)
    files = [*_full_downloads(made, records, snapshot), *_tables(made, snapshot.modified)]
    files += [_changes(snapshot), *_standards(files, snapshot), *_feeds(snapshot)]
    files += [*_calendars(snapshot), *_schemas(snapshot, schemas)]
    files.append(_bundle(files, snapshot))
    files += [_catalogue(files, snapshot), *_calendars_of_records(snapshot), *group_files(made[0], snapshot)]
    return files


def all_tables(snapshot: Snapshot) -> list[Table]:
    """Make every table, in the order they are shown."""
    made = [
        tables.partnerships(snapshot),
        group_tables.recipients(snapshot),
        group_tables.neighbourhoods(snapshot),
        group_tables.themes(snapshot),
        group_tables.target_groups(snapshot),
        tables.reasons(snapshot),
        tables.follow_ups(snapshot),
        tables.corrections(snapshot),
        tables.allocations(snapshot),
        tables.occasions(snapshot),
        group_tables.rounds(snapshot),
        group_tables.tombstones(snapshot),
        changes(snapshot),
    ]
    return [tables.mark_as_examples(table) for table in made] if snapshot.example_data else made


def _full_downloads(made: Sequence[Table], records: Sequence[RecordDownload], snapshot: Snapshot) -> Iterator[DataFile]:
    yield DataFile(
        path="data/samarbeten.xlsx",
        title="Alla tabeller för Excel",
        description="Ett blad för varje tabell, med datum och tal, och ett blad som förklarar kolumnerna.",
        content=workbook(made, snapshot),
        format=Format.XLSX,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset="samarbeten",
    )
    yield DataFile(
        path="data/v1/samarbeten.json",
        also_at=("data/samarbeten.json",),
        title="Alla samarbeten (JSON)",
        description="Alla samarbeten med samma fält som i källan, och listorna över koder.",
        content=as_json(register_value(snapshot, [record.json for record in records])),
        format=Format.JSON,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset="samarbeten",
        standard=snapshot.at(RECORD),
    )
    yield DataFile(
        path="data/samarbeten.sqlite",
        title="Alla tabeller som databas",
        description="Tabellerna i en SQLite-fil med främmande nycklar och färdiga vyer, till exempel för Datasette.",
        content=sqlite_file(made, snapshot),
        format=Format.SQLITE,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset="samarbeten",
        standard="https://www.sqlite.org/fileformat2.html",
    )


def _tables(made: Sequence[Table], modified: datetime) -> Iterator[DataFile]:
    for table in made:
        yield DataFile(
            path=f"data/{table.name}.csv",
            title=table.title,
            description=table.description,
            content=csv_file(table),
            format=Format.CSV,
            kind=FileKind.TABLES,
            modified=modified,
            dataset=table.dataset,
            table=table,
        )


def _changes(snapshot: Snapshot) -> DataFile:
    return DataFile(
        path="data/v1/andringar.json",
        title="Ändringar för program",
        description="Varje ändring av ett publicerat samarbete: dag, fält, före och efter.",
        content=as_json(changes_value(snapshot)),
        format=Format.JSON,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset="andringar",
    )


def _standards(files: Sequence[DataFile], snapshot: Snapshot) -> Iterator[DataFile]:
    """Make the data package, and 360Giving unless there is no partnership: the standard has no empty package."""
    resources = {file.path.removeprefix("data/"): (file.table, file.content) for file in files if file.table}
    yield DataFile(
        path="data/datapackage.json",
        title="Beskrivning av tabellerna",
        description="Alla tabeller som ett Frictionless data package: typer, tillåtna värden, nycklar och samband.",
        content=as_json(datapackage(resources, snapshot)),
        format=Format.JSON,
        kind=FileKind.STANDARDS,
        modified=snapshot.modified,
        dataset="samarbeten",
        standard=PROFILE,
    )
    if snapshot.entries:
        yield DataFile(
            path=GRANTS_PATH,
            title="Samarbetena enligt 360Giving",
            description="Alla samarbeten enligt den internationella standarden 360Giving, version 1.4.",
            content=as_json(grants_package(snapshot)),
            format=Format.JSON,
            kind=FileKind.STANDARDS,
            modified=snapshot.modified,
            dataset="samarbeten",
            standard=GRANTS_STANDARD,
        )


def _feeds(snapshot: Snapshot) -> Iterator[DataFile]:
    for feed in feeds(snapshot):
        yield DataFile(
            path=feed.path,
            title=feed.title,
            description=feed.subtitle,
            content=atom(feed, snapshot),
            format=Format.ATOM,
            kind=FileKind.FEEDS,
            modified=max((item.updated for item in feed.items), default=snapshot.modified),
            dataset="rattelser" if feed.path == "data/rattelser.atom" else "samarbeten",
            standard=_ATOM,
        )


def _calendars(snapshot: Snapshot) -> Iterator[DataFile]:
    places = [
        (
            f"data/stadsdelar/{code.code}.ics",
            f"Tillfällen: {code.name}",
            f"Tillfällen i samarbeten som omfattar {code.name}.",
            [entry for entry in snapshot.entries if code.code in entry.record.neighbourhoods],
        )
        for code in snapshot.register.neighbourhoods
    ]
    recipients = [
        (
            f"data/mottagare/{number}.ics",
            f"Tillfällen: {entries[0].record.recipient.name}",
            f"Tillfällen i samarbeten med {entries[0].record.recipient.name}.",
            entries,
        )
        for number, entries in snapshot.by_recipient.items()
        if entries[0].record.recipient.number and any(occasions(entry.record) for entry in entries)
    ]
    everywhere = ("data/tillfallen.ics", "Tillfällen", "När och var verksamheten äger rum.", [*snapshot.entries])
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
        *(
            (path, title, description, occasions_calendar(title, entries, snapshot))
            for path, title, description, entries in (everywhere, *places, *recipients)
        ),
    ):
        yield DataFile(
            path=path,
            title=title,
            description=description,
            content=content,
            format=Format.ICAL,
            kind=FileKind.CALENDARS,
            modified=snapshot.modified,
            dataset="kalendrar",
            standard=_ICAL,
        )


def _calendars_of_records(snapshot: Snapshot) -> Iterator[DataFile]:
    """Make the calendar of each partnership that has occasions. It lies next to its page, and is not listed."""
    for entry in snapshot.entries:
        if entry.record.activity and entry.record.activity.occasions:
            yield DataFile(
                path=f"{record_page(entry.record.id)}tillfallen.ics",
                title=f"Tillfällen: {entry.record.title}",
                description="När och var verksamheten äger rum.",
                content=occasions_calendar(f"Tillfällen: {entry.record.title}", [entry], snapshot),
                format=Format.ICAL,
                kind=FileKind.CALENDARS,
                modified=entry.modified,
                dataset=None,
                standard=_ICAL,
                listed=False,
            )


def _schemas(snapshot: Snapshot, schemas: Mapping[str, Any]) -> Iterator[DataFile]:
    for path, schema in published_schemas(schemas, snapshot.register, snapshot.address).items():
        yield DataFile(
            path=path,
            title=schema["title"],
            description=schema["description"],
            content=as_json(schema),
            format=Format.JSON_SCHEMA,
            kind=FileKind.SCHEMAS,
            modified=snapshot.modified,
            dataset=None,
            standard=schema["$schema"],
        )


def _bundle(files: Sequence[DataFile], snapshot: Snapshot) -> DataFile:
    """Put every file so far in a zip, with a list of checksums that `sha256sum --check` reads."""
    about = [
        *snapshot.notices,
        PUBLISHER,
        f"Licens: {LICENCE_TITLE}, {LICENCE_PAGE}",
        LICENCE_SCOPE,
        f"Uppdaterat den {snapshot.today}.",
    ]
    members = {
        "LICENS.txt": "".join(f"{line}\n" for line in about).encode(),
        **{file.path: file.content for file in files},
        "SHA256SUMS": _checksums([(file.path, file) for file in files]),
    }
    return DataFile(
        path="data/allt.zip",
        title="Allt i en fil",
        description="Alla filer, med en lista över kontrollsummor.",
        content=archive(members, snapshot.modified),
        format=Format.ZIP,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset="samarbeten",
    )


def _catalogue(files: Sequence[DataFile], snapshot: Snapshot) -> DataFile:
    """Write the catalogue at the address that Sveriges dataportal asks for, and with a suffix that servers know."""
    return DataFile(
        path=CATALOGUE_PATHS[0],
        also_at=CATALOGUE_PATHS[1:],
        title="Katalog för Sveriges dataportal",
        description="Alla datamängder och filer enligt DCAT-AP-SE 3.0.1.",
        content=dcat(files, snapshot),
        format=Format.RDF,
        kind=FileKind.STANDARDS,
        modified=snapshot.modified,
        dataset=None,
        standard=CATALOGUE_STANDARD,
    )


def quality_file(report: Quality, snapshot: Snapshot) -> DataFile:
    """Make the quality report for programs. It is made last, because it names the other files."""
    return DataFile(
        path="data/v1/kvalitet.json",
        also_at=("data/kvalitet.json",),
        title="Kvalitetsrapport",
        description="Vad kontrollen visade, och hur stor del av samarbetena som har varje frivillig uppgift.",
        content=as_json(quality_value(report, snapshot)),
        format=Format.JSON,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset=None,
    )


def checksums_file(files: Sequence[DataFile], snapshot: Snapshot) -> DataFile:
    """List the checksum of every other file, outside the zip."""
    return DataFile(
        path="data/SHA256SUMS",
        title="Kontrollsummor",
        description="SHA-256 för varje fil, i den form som programmet sha256sum läser.",
        content=_checksums([(path, file) for file in files for path in (file.path, *file.also_at)]),
        format=Format.TEXT,
        kind=FileKind.REGISTER,
        modified=snapshot.modified,
        dataset=None,
    )


def _checksums(files: Sequence[tuple[str, DataFile]]) -> bytes:
    """List checksums with the paths from the site's root."""
    return "".join(f"{file.sha256}  {path}\n" for path, file in files).encode("ascii")
