"""The partnerships of a group as files for people: Swedish headings, names before codes, for spreadsheets.

Each year, neighbourhood, theme and target group has a CSV and a workbook, each recipient with a number a CSV. They are
excerpts, so neither the catalogue nor the data page lists them: the page of the group does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from opendata.csv_file import csv_for_people
from opendata.data_file import DataFile, FileKind, Format
from opendata.snapshot import Snapshot, SnapshotRecord
from opendata.table import SEPARATOR, Cell, Column, Table
from opendata.workbook import workbook


def group_files(table: Table, snapshot: Snapshot) -> Iterator[DataFile]:
    """Make the files of every group; `table` is the table of all partnerships."""
    wide = _shared(with_names(table, snapshot))
    for path, entries in _groups(snapshot).items():
        own = replace(wide, items=entries)
        formats = {Format.CSV: csv_for_people(own)}
        if not path.startswith("mottagare/"):
            formats[Format.XLSX] = workbook([own], snapshot)
        for form, content in formats.items():
            yield DataFile(
                path=f"data/{path}.{form.name.lower()}",
                title=f"{table.title}: {path}",
                description=table.description,
                content=content,
                format=form,
                kind=FileKind.TABLES,
                modified=max(entry.modified for entry in entries),
                dataset=None,
                listed=False,
            )


def _shared(table: Table) -> Table:
    """Let the columns of a table take the cells that have been made of an item, which is in half a dozen groups."""
    made = {entry.record.id: row for entry, row in zip(table.items, table.rows, strict=True)}

    def cell(at: int) -> Callable[[SnapshotRecord], Cell]:
        return lambda entry: made[entry.record.id][at]

    return replace(table, columns=tuple(replace(one, value=cell(at)) for at, one in enumerate(table.columns)))


def with_names(table: Table, snapshot: Snapshot) -> Table:
    """Put a column with names before each column of codes, which is then called «… (kod)»."""
    register = snapshot.register
    lists = {"stadsdelar": register.neighbourhoods, "teman": register.themes, "malgrupper": register.target_groups}
    names = {field: {code.code: code.name for code in codes} for field, codes in lists.items()}
    columns: list[Column] = []
    for column in table.columns:
        known = names.get(column.name) or column.choices
        if column.name in (*names, "lage"):
            columns.append(replace(column, value=_named(column, known), choices={}))
            column = replace(column, name=f"{column.name}_kod", title=f"{column.title} (kod)")
        columns.append(column)
    return replace(table, columns=tuple(columns))


def _named(column: Column, names: Mapping[str, str]) -> Callable[[SnapshotRecord], Cell]:
    def named(entry: SnapshotRecord) -> Cell:
        return ", ".join(names.get(code, code) for code in str(column.value(entry)).split(SEPARATOR))

    return named


def _groups(snapshot: Snapshot) -> Mapping[str, list[SnapshotRecord]]:
    """The entries of each group that has any, by the address of its page."""
    found: defaultdict[str, list[SnapshotRecord]] = defaultdict(list)
    for entry in snapshot.entries:
        record = entry.record
        found[f"ar/{record.year}"].append(entry)
        for dimension, codes in (
            ("stadsdelar", record.neighbourhoods),
            ("teman", record.themes),
            ("malgrupper", record.target_groups),
        ):
            for code in codes:
                found[f"{dimension}/{code}"].append(entry)
        if record.recipient.number:
            found[f"mottagare/{record.recipient.number}"].append(entry)
    return found
